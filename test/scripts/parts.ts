import { expect } from "vitest";
import { EventFileWriter, openEventFile } from "../../src/node/event-file.ts";
import type { FileMetadata } from "../../src/node/file-format.ts";
import { aprime, type Outcome } from "./aprime.ts";

/** Runs the built program with the words of a line, which must work; returns what it prints. */
export async function works(folder: string, line: string): Promise<string> {
  const { code, stdout, stderr } = await aprime(folder, ...line.split(" "));
  expect([code, stderr], line).toEqual([0, ""]);
  return stdout;
}

/** The problems of a line that must be refused, as people and programs are told: "where: what" each. */
export async function refused(folder: string, line: string): Promise<string[]> {
  const outcome: Outcome = await aprime(folder, ...line.split(" "), "--json");
  expect([outcome.code, outcome.stderr.includes("a bug of ours")], line).toEqual([2, false]);
  const { problems } = JSON.parse(outcome.stdout) as { problems: { where: string; what: string }[] };
  const told = problems.map(({ where, what }) => `${where}: ${what}`);
  for (const problem of told) expect(outcome.stderr).toContain(`  ${problem}\n`);
  return told;
}

/** What an event file tells of itself, and the number of each row's event. */
export async function contents(path: string) {
  const file = await openEventFile(path);
  const events: number[] = [];
  for await (const { columns } of file.groups()) events.push(...columns.event!);
  await file.close();
  return { metadata: file.metadata, events, columns: Object.keys(file.columns) };
}

/** Copies an event file with some of its metadata changed, such as that of a run that was interrupted, or without a column. */
export async function copyWith(
  from: string,
  to: string,
  changes: FileMetadata,
  without?: string,
): Promise<void> {
  const file = await openEventFile(from);
  const columns = Object.fromEntries(Object.entries(file.columns).filter(([name]) => name !== without));
  const writer = await EventFileWriter.create(to, columns);
  for await (const group of file.groups()) await writer.write(group);
  await writer.close({ ...file.metadata, ...changes });
  await file.close();
}
