import { markdownTable } from "markdown-table";
import { tableText } from "../src/node/write-table.ts";
import type { Answer } from "./answer.ts";
import { shippedTables } from "./compare-tables.ts";
import { version } from "./version.ts";

/** Small numbers as 7.1531e-6. */
const shown = (value: number): string => (value < 1e-4 ? value.toExponential() : String(value));

/** What is compared with the paper: the lists of data/comparisons. */
export async function listAnswer(): Promise<Answer> {
  const shipped = await shippedTables();
  const rows = shipped.flatMap(({ table, reference }) =>
    reference.rows.map(({ quantity, value, error, status, valueFrom, errorFrom }) => ({
      ...{ table: table.name, quantity, value, error, status },
      ...{ paperFrom: valueFrom, paperErrorFrom: errorFrom },
    })),
  );
  return {
    document: { rows, version: version() },
    text: [
      "What is compared, fixed in data/comparisons before the first comparison (but that f, epsilon_ECAL and epsilon_HCAL were called predicted until after it); the status and whence a number is: --json, --out list.csv",
      markdownTable(
        [
          ["table", "quantity", "paper", "error"],
          ...rows.map(({ table, quantity, value, error }) => [
            table,
            quantity,
            shown(value),
            shown(Number(error.toPrecision(3))),
          ]),
        ],
        { align: ["l", "l", "r", "r"] },
      ),
    ].join("\n\n"),
    csv: () =>
      tableText(
        [
          { name: "table" },
          { name: "quantity" },
          { name: "value", unit: "1" },
          { name: "error", unit: "1" },
          ...["status", "value from", "error from"].map((name) => ({ name })),
        ],
        rows.map((row) => Object.values(row)),
        [
          "What is compared with the paper",
          "source: NA64-2018 Tables I to III",
          `obtained: data/comparisons of aprime ${version()}, by compare --list`,
        ],
      ),
  };
}
