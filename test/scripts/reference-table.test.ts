import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { inUnit, parseReference, readReference, shippedReference } from "../../scripts/reference-table.ts";
import { InputError } from "../../src/tables/input-error.ts";

const ours = { unit: "1", quantities: ["f of run I", "f of run II", "total"], known: "there are three" };

async function problemsOf(work: Promise<unknown>): Promise<string[]> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(InputError);
  return (error as InputError).problems.map(({ where, what }) => `${where}: ${what}`);
}
const problems = (...lines: string[]) => problemsOf(parseReference("mine.csv", lines.join("\n"), ours));

describe("a reference table", () => {
  test("has a quantity, a value and an error in each line; other columns, comments and empty lines are skipped", async () => {
    const text = [
      "\uFEFF# mine",
      "",
      "place,quantity,value [%],error [%]",
      '"a, b",f of run I,91.9,2.7',
      "# more",
      "c, total ,50,",
    ];
    const { unit, rows } = await parseReference("mine.csv", text.join("\r\n"), ours);
    expect(unit).toBe("1");
    expect(rows.map(({ quantity, value, error }) => [quantity, value, error])).toEqual([
      ["f of run I", 0.919, 0.027],
      ["total", 0.5, Number.NaN],
    ]);
    expect(rows[0]).toMatchObject({ status: "", valueFrom: "", errorFrom: "" });
  });

  test("in a unit of its own is left in it where ours has none to say", async () => {
    const table = await parseReference("mine.csv", "quantity,value [GeV],error [GeV],status\npeak,2.5,0.1,x");
    expect(table).toEqual({
      ...{ name: "mine.csv", unit: "GeV" },
      rows: [{ quantity: "peak", value: 2.5, error: 0.1, status: "x", valueFrom: "", errorFrom: "" }],
    });
    expect(inUnit({ ...table, unit: "1" }, "%").rows[0]).toMatchObject({ value: 250, error: 10 });
  });

  test.each(["1", "2", "3"])(
    "of Table %s that is shipped can be read, with whence each number is",
    async (number) => {
      const { rows } = await shippedReference(number);
      for (const { value, error, status, valueFrom, errorFrom } of rows) {
        expect(value).toBeGreaterThan(0);
        expect(error).toBeGreaterThan(0);
        for (const text of [status, valueFrom, errorFrom]) expect(text).not.toBe("");
      }
    },
  );
});

describe("all that is wrong is told at once, with the lines", () => {
  test("of rows", async () => {
    expect(
      await problems(
        "# mine",
        "quantity,value [1],error [1]",
        "f of run 1,0.9,0.1",
        "total,many,-1",
        "total,0.5,0.1",
        ",0.5,0.1",
        "f of run I,,0.1,2",
        "f of run II,,few",
        "colour,1,1",
      ),
    ).toEqual([
      'mine.csv:3 quantity of "f of run 1": there is no such quantity; did you mean "f of run I"?',
      'mine.csv:4 value of "total": "many" is not a number',
      'mine.csv:4 error of "total": -1 is below 0; give a standard error',
      'mine.csv:5 quantity of "total": is in line 4 already; give it once',
      "mine.csv:6 quantity: is empty; give the name of the quantity, or leave the line out",
      "mine.csv:7: has 4 cells, and there are 3 columns",
      'mine.csv:8 value of "f of run II": is empty; give a number',
      'mine.csv:8 error of "f of run II": "few" is not a number',
      'mine.csv:9 quantity of "colour": there is no such quantity; there are three',
    ]);
  });

  test("of column names, beside what is wrong below", async () => {
    const columns = "the columns are quantity, value [1], error [1], and any others";
    expect(await problems("quantity,value,value [1]", "colour,1,2")).toEqual([
      'mine.csv:1: there are 2 columns "value"; leave one',
      `mine.csv:1: there is no column "error" (there are: quantity, value, value): ${columns}`,
      'mine.csv:1: column "value" has no unit; write "value [1]" for pure numbers',
      'mine.csv:2 quantity of "colour": there is no such quantity; there are three',
    ]);
    expect(await problems("quantity,value [GeV],error [GeV]", "total,1,x")).toEqual([
      "mine.csv:1: value is in GeV, and ours in 1; give value [1] or value [%]",
      'mine.csv:2 error of "total": "x" is not a number',
    ]);
    expect(await problems("quantity,value [1],error [%]", "total,1,1")).toEqual([
      "mine.csv:1: value is in 1, error in %; give both in one unit",
    ]);
    expect(await problems("quantity;value [1];error [1]", "total;1;1")).toEqual([
      `mine.csv:1: its cells are not separated by commas: ${columns}`,
    ]);
  });

  test("of the file", async () => {
    expect(await problems("# nothing", "")).toEqual([
      expect.stringMatching(/^mine\.csv:1: there is no line of column names: /),
    ]);
    expect(await problems("quantity,value [1],error [1]")).toEqual([
      "mine.csv:1: there is no quantity below the column names",
    ]);
    expect(await problems('"quantity"x,value [1],error [1]', "total,1,1")).toEqual([
      expect.stringMatching(/^mine\.csv:1: Parse Error/),
    ]);
    expect(await problemsOf(readReference("gone.csv"))).toEqual(["gone.csv: there is no such file"]);
    const folder = join(import.meta.dirname);
    expect(await problemsOf(readReference(folder))).toEqual([
      `${folder}: is a folder; give the name of a file`,
    ]);
  });
});
