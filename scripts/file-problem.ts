import type { Problem } from "../src/tables/input-error.ts";

/** What errors of the file system mean for the user, and what to do. */
const meanings: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full; free some space, or give a place on another one",
  EDQUOT: "your share of the disk is used up; free some space, or give a place on another one",
  EFBIG: "a file may not grow that large here; raise the limit (ulimit -f), or ask for fewer events",
  EACCES: "you may not write or read there; change its permissions, or give another place",
  EPERM: "you may not write or read there; change its permissions, or give another place",
  EROFS: "that disk cannot be written to; give another place",
  ENOENT: "that folder is not there and cannot be made; give another place",
  ENOTDIR: "a part of its path is a file, not a folder; give another place",
  EISDIR: "it is a folder; give the name of a file",
  EEXIST: "something else is there; give another name",
  EMFILE: "too many files are open; raise the limit (ulimit -n)",
  ENAMETOOLONG: "its name is too long; give a shorter one",
  EIO: "the disk does not answer; check it",
};

/** What an error of the file system means for the user; undefined if the error is another one. */
export function fileProblem(error: unknown): Problem[] | undefined {
  const { code, syscall, path, message } = (error ?? {}) as NodeJS.ErrnoException;
  if (syscall === undefined || code === undefined) return undefined;
  const reason = meanings[code] ?? message.replace(/^\w+: /, "").replace(/, \w+ '.*$/, "");
  return [
    {
      where: path?.replace(/\.[^./]+-\d+\.part$/, "") ?? "files",
      what: `cannot be used: ${reason} (${code}, ${syscall})`,
    },
  ];
}
