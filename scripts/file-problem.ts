import type { Problem } from "../src/tables/input-error.ts";

/** What an error of the file system means for the user; undefined if the error is another one. */
export function fileProblem(error: unknown): Problem[] | undefined {
  const { code, syscall, path, message } = (error ?? {}) as NodeJS.ErrnoException;
  if (syscall === undefined || code === undefined) return undefined;
  const reason = message.replace(/^\w+: /, "").replace(/, \w+ '.*$/, "");
  return [
    {
      where: path?.replace(/\.part$/, "") ?? "files",
      what: `cannot be used: ${reason} (${code}, ${syscall})`,
    },
  ];
}
