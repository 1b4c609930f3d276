import { markdownTable } from "markdown-table";
import { cards } from "./cards.ts";
import { eventFiles } from "./event-files.ts";
import type { Fault, Row } from "./fault.ts";
import { interruptions } from "./interruptions.ts";
import { kills } from "./kills.ts";
import { mergings } from "./merging.ts";
import { options } from "./options.ts";
import { ownAlgorithms } from "./own-algorithms.ts";
import { places } from "./places.ts";
import { processes } from "./processes.ts";
import { resumptions } from "./resuming.ts";
import { selections } from "./selections.ts";
import { streams } from "./streams.ts";

interface Section<R extends Row> {
  readonly title: string;
  readonly rows: readonly R[];
}

/** All faults of which a row alone is a test. */
export const faults: readonly Section<Fault>[] = [
  { title: "Run cards", rows: cards },
  { title: "Options", rows: options },
  { title: "Selection cards", rows: selections },
  { title: "Pileup algorithms of one's own", rows: ownAlgorithms },
  { title: "Event files", rows: eventFiles },
  { title: "Files that do not belong together", rows: mergings },
  { title: "Places that cannot be written to", rows: places },
  { title: "Processes and threads", rows: processes },
  { title: "Standard streams", rows: streams },
  { title: "Interruptions", rows: interruptions },
  { title: "Going on from there", rows: resumptions },
];

/** docs/faults.md. */
export function report(): string {
  const sections: readonly Section<Row>[] = [...faults, { title: "Sudden death", rows: kills }];
  const count = sections.reduce((sum, { rows }) => sum + rows.length, 0);
  return `${[
    "# What can go wrong",
    `${count} faults, what the program makes of each, and what is lost by it. Each row is a test of the built program in
\`test/faults\`, which also sees that nothing half-written is left, and no file changed but those that are meant; this page is
made from the same rows (\`npm run test:update\`).`,
    `Exit codes: 0 all is well; 1 a bug of ours, which the message re-creates, or, of \`compare\`, a prediction beyond \`--max-pull\`;
2 something that is given, or a file or a place, cannot be used; 130 interrupted. With \`--json\`, stdout tells the same as \`problems\`. A file gets its name when it is whole and on
the disk; until then it stands aside, as \`name.host-process.part\`, which the next run clears away if that process is no more.`,
    ...sections.flatMap(({ title, rows }) => [`## ${title}`, tableOf(rows)]),
    "",
  ]
    .join("\n\n")
    .trimEnd()}\n`;
}

function tableOf(rows: readonly Row[]): string {
  const cells = rows.map(({ fault, code, says, lost }) =>
    [fault, code === null ? "killed" : String(code), says === "" ? "" : says, lost].map(escaped),
  );
  return markdownTable([["fault", "exit", "message", "lost"], ...cells], { alignDelimiters: false });
}

/** A name of 300 letters tells no more than its end. */
function escaped(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/[|<>*_]/g, "\\$&")
    .trim();
}
