// Checks what the main job wrote: node .ci/check-output.mjs FOLDER EVENTS
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const [folder, events] = process.argv.slice(2);
const told = JSON.parse(
  execFileSync("node", ["dist/scripts/aprime.js", "inspect", join(folder, "events.arrow"), "--json"], {
    encoding: "utf8",
  }),
);
assert.equal(told.rows, Number(events), "the event file holds every event");

const flow = JSON.parse(readFileSync(join(folder, "cutflow.json"), "utf8"));
assert.equal(flow.events, Number(events));
let before = flow.events;
for (const { cut, events: left, relative, cumulative } of flow.cuts) {
  assert.ok(left > 0 && left <= before, `${cut} keeps some of what was there`);
  for (const { value, low, high } of [relative, cumulative])
    assert.ok(0 <= low && low <= value && value <= high && high <= 1);
  before = left;
}
const selected = told.columns.find(({ name }) => name === "firstFailingCut");
assert.equal(selected.minimum, -1, "some events pass all cuts");
assert.ok(flow.tableII.rows.some(({ factor, paper10MeV }) => factor === "Total" && paper10MeV === 0.5));

const csv = readFileSync(join(folder, "cutflow.csv"), "utf8").trim().split("\n");
assert.equal(csv.length, flow.cuts.length + 1);
assert.match(readFileSync(join(folder, "cutflow.md"), "utf8"), /\| missing-energy /);
assert.match(
  readFileSync(join(folder, "energy-plane.svg"), "utf8"),
  /^<svg[\s\S]*signal box[\s\S]*<\/svg>\s*$/,
);
assert.equal(readFileSync(join(folder, "energy-plane.png")).subarray(1, 4).toString(), "PNG");
console.log(`${folder}: ${events} events, ${flow.cuts.length} cuts, ${before} events pass`);
