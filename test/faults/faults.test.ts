import { afterAll, beforeAll, describe, test } from "vitest";
import { inFolder, removeFolder } from "../scripts/aprime.ts";
import { makeExamples } from "./examples.ts";
import { provoke } from "./fault.ts";
import { faults } from "./report.ts";

// Of the built program: npm test builds it first. Each row of docs/faults.md is a test here.

let examples = "";
beforeAll(async () => {
  examples = await makeExamples();
}, 300_000);
afterAll(() => removeFolder(examples));

describe.concurrent.each(faults)("$title", ({ rows }) => {
  test.for(rows)("$fault", async (fault, { skip }) => {
    const reason = fault.impossible?.();
    if (reason !== undefined) skip(reason);
    await inFolder((folder) => provoke(fault, { folder, examples }));
  });
});
