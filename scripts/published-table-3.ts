import { join } from "node:path";
import { packageRoot } from "../src/node/package-root.ts";
import { readTable } from "../src/node/read-table.ts";
import { numbers, texts } from "../src/tables/table.ts";
import { MeV } from "../src/units.ts";

/** What Table III prints for a source of error, as a share; null for another run or mass, and for a source that it does not have. */
export async function publishedTable3(): Promise<
  (run: string, mass: number, source: string) => number | null
> {
  const table = await readTable(join(packageRoot(), "data", "published", "table-3.csv"));
  const names = texts(table, "source of the error");
  const at10 = numbers(table, "error at 10 MeV", "%");
  const at100 = numbers(table, "error at 100 MeV", "%");
  return (run, mass, source) => {
    const k = names.indexOf(source);
    const massMeV = Number((mass / MeV).toPrecision(12));
    if (run !== "2016 run III" || source === "" || k < 0 || ![10, 100].includes(massMeV)) return null;
    // One value is for both masses.
    const printed = massMeV === 100 && !Number.isNaN(at100[k]!) ? at100[k]! : at10[k]!;
    return printed / 100;
  };
}
