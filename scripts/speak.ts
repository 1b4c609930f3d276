/** Prints for people: on stdout, or on stderr when stdout is for one JSON document. */
export function say(text: string, json: boolean): void {
  (json ? process.stderr : process.stdout).write(`${text}\n`);
}

/** Prints the one document of --json. */
export function print(document: unknown): void {
  process.stdout.write(`${JSON.stringify(document, undefined, 2)}\n`);
}
