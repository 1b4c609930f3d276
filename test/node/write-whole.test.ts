import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { writeWhole } from "../../src/node/write-whole.ts";
import { inFolder, listing } from "../scripts/aprime.ts";

test("writes texts and bytes, into folders that are not there yet, over what is there", async () => {
  await inFolder(async (folder) => {
    writeFileSync(join(folder, "a.csv"), "old");
    await writeWhole([
      [join(folder, "a.csv"), "new"],
      [join(folder, "below", "b.png"), Uint8Array.of(1, 2, 3)],
    ]);
    expect(listing(folder)).toEqual(["a.csv", "below", join("below", "b.png")]);
    expect(readFileSync(join(folder, "a.csv"), "utf8")).toBe("new");
    expect([...readFileSync(join(folder, "below", "b.png"))]).toEqual([1, 2, 3]);
  });
});

test("if one cannot be written, none is, and nothing is left beside them", async () => {
  await inFolder(async (folder) => {
    writeFileSync(join(folder, "a.csv"), "old");
    mkdirSync(join(folder, "b.csv.part"));
    const writing = writeWhole([
      [join(folder, "a.csv"), "new"],
      [join(folder, "b.csv"), "new"],
    ]);
    await expect(writing).rejects.toMatchObject({ code: "EISDIR" });
    expect(readFileSync(join(folder, "a.csv"), "utf8")).toBe("old");
    expect(listing(folder)).toEqual(["a.csv", "b.csv.part"]);
  });
});
