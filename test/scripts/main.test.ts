import { afterEach, expect, test, vi } from "vitest";
import { main } from "../../scripts/main.ts";

afterEach(() => vi.restoreAllMocks());

/** Its exit code, and what is written meanwhile. */
async function call(...words: string[]) {
  const written = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const)
    vi.spyOn(process[name], "write").mockImplementation((text) => {
      written[name] += String(text);
      return true;
    });
  const code = await main(words);
  vi.restoreAllMocks();
  return { code, ...written };
}

test("what is well ends with 0, and says nothing of it on stderr", async () => {
  expect(await call("decay", "--mass", "20MeV", "--epsilon", "1e-4", "--json")).toMatchObject({
    code: 0,
    stderr: "",
  });
});

test("what cannot be used is told in words, and as problems with --json", async () => {
  const words = await call("decay", "--mass", "20mm");
  expect(words).toMatchObject({ code: 2, stdout: "" });
  expect(words.stderr).toMatch(/^aprime: .*cannot be used:\n {2}--mass: /);
  const { code, stdout } = await call("decay", "--mass", "20mm", "--json");
  expect(code).toBe(2);
  expect(JSON.parse(stdout).problems).toContainEqual(expect.objectContaining({ where: "--mass" }));
});
