import type { ColumnArray, ColumnSet } from "../src/event/columns.ts";

/** Row i for people, a line per column, and as values; NaN, which is absent, becomes null. */
export function describeEvent(columns: ColumnSet, arrays: Readonly<Record<string, ColumnArray>>, i: number) {
  const values: Record<string, number | null | (number | null)[]> = {};
  const lines: string[] = [];
  const longest = Math.max(...Object.keys(columns).map((name) => name.length));
  for (const [name, { unit, width, store }] of Object.entries(columns)) {
    const row = [...arrays[name]!.subarray(i * (width ?? 1), (i + 1) * (width ?? 1))];
    const plain = row.map((value) => (Number.isNaN(value) ? null : value));
    values[name] = width === undefined ? plain[0]! : plain;
    const digits = store === undefined || store === "float32" ? 6 : 17;
    const text = plain
      .map((value) => (value === null ? "absent" : String(Number(value.toPrecision(digits)))))
      .join(", ");
    lines.push(`${name.padEnd(longest)}  ${text}${unit === "1" || plain[0] === null ? "" : ` ${unit}`}`);
  }
  return { values, text: lines.join("\n") };
}
