import { readFile } from "node:fs/promises";
import { z } from "zod";
import { writeOutput } from "../src/node/output-file.ts";
import { addTallies, type Tallies } from "../src/selection/cutflow.ts";
import { type Checks, InputError } from "../src/tables/input-error.ts";
import { describeFindings, type Findings, type TallyRows } from "./findings.ts";
import { byFirstEvent, joinCoverage } from "./run-metadata.ts";
import { refuseStrangers } from "./same-run.ts";
import { sayFindings } from "./selection-options.ts";
import { print, say } from "./speak.ts";

/** Adds up the cut flows of parts of a run: from what they are made of, so that every number is that of all events together. */
export async function mergeCutflows(
  files: readonly string[],
  { out, json }: { out: string; json: boolean },
  checks: Checks,
): Promise<void> {
  const parts: Awaited<ReturnType<typeof readCutflow>>[] = [];
  for (const path of files) {
    const part = await readCutflow(path).catch((error: unknown) => checks.keep(error));
    if (part !== undefined) parts.push(part);
  }
  checks.take(() => refuseStrangers(parts));
  checks.done();
  parts.sort(byFirstEvent);
  const [first] = parts as [(typeof parts)[number]];
  const { version, process, options, seed, runKey, algorithm, blinding, card, selection } = first;
  const sum = (rows: readonly TallyRows[]): Tallies => addTallies(rows.map(talliesOf));
  const factors = parts.map(({ tallies }) => tallies.factors);
  const sameEpsilon = parts.every(({ epsilon }) => epsilon !== undefined && epsilon === first.epsilon);
  const findings = await describeFindings(
    {
      ...(sameEpsilon && { epsilon: first.epsilon! }),
      version,
      process,
      options,
      seed,
      runKey,
      ...(algorithm && { algorithm }),
      ...(blinding && { blinding }),
      card,
      selection,
      ...joinCoverage(parts),
    },
    sum(parts.map(({ tallies }) => tallies.cuts)),
    factors.every((rows) => rows !== undefined) ? sum(factors) : undefined,
  );
  await writeOutput(out, `${JSON.stringify(findings, undefined, 2)}\n`);
  if (json) print({ ...findings, file: out });
  sayFindings(findings, json);
  say(`\n→ ${out}`, json);
}

function talliesOf(rows: TallyRows): Tallies {
  return new Map(
    rows.map(([pattern, events, sumWeights, sumSquares]) => [pattern, { events, sumWeights, sumSquares }]),
  );
}

const ranges = z.array(z.object({ first: z.number(), end: z.number() }));
const tallyRows = z.array(z.tuple([z.number(), z.number(), z.number(), z.number()]));

/** What merging needs of cutflow.json. */
const cutflowSchema = z.looseObject({
  selection: z.string(),
  version: z.string(),
  process: z.string(),
  options: z.record(z.string(), z.string()),
  seed: z.string(),
  runKey: z.string(),
  algorithm: z.object({ name: z.string(), sha256: z.string() }).optional(),
  blinding: z.enum(["masked", "opened"]).optional(),
  ownCuts: z.array(z.looseObject({ name: z.string() })).optional(),
  ranges: ranges.min(1),
  complete: z.boolean(),
  planned: ranges.optional(),
  cuts: z.array(z.looseObject({ cut: z.string() })),
  tallies: z.object({ cuts: tallyRows, factors: tallyRows.optional() }),
  card: z.record(z.string(), z.unknown()),
});

async function readCutflow(path: string) {
  const refuse = (what: string) => new InputError([{ where: path, what }]);
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw refuse(error.code === "ENOENT" ? "there is no such file" : `cannot be read: ${error.message}`);
  });
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    throw refuse("is not JSON: merge into .json takes the cutflow.json of aprime run or select");
  }
  const { success, error } = cutflowSchema.safeParse(document);
  if (success) {
    const findings = document as Findings;
    const selection = {
      name: findings.selection,
      cuts: findings.cuts.map(({ cut }) => cut),
      ...(findings.ownCuts && { own: findings.ownCuts }),
    };
    return { ...findings, path, selection };
  }
  const { path: place, message } = error.issues[0]!;
  throw refuse(`is not a cut flow of aprime: ${place.map(String).join(".") || "it"}: ${message}`);
}
