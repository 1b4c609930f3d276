/** One thing that is wrong in what the user gave: where it stands, what is wrong, and what to do about it. */
export interface Problem {
  readonly where: string;
  readonly what: string;
}

/** What the user gave cannot be used. Holds every problem found, so that all can be mended at once. */
export class InputError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(({ where, what }) => `${where}: ${what}`).join("\n"));
    this.name = "InputError";
    this.problems = problems;
  }
}
