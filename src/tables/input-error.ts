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

/** Checks made one after the other, so that one error can tell what all of them found. */
export class Checks {
  readonly #problems: Problem[] = [];

  /** The result of `read`; undefined if it found problems, which are kept. */
  take<T>(read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      return this.keep(error);
    }
  }

  /** Keeps the problems of an error; throws it again if it is none of the user's. */
  keep(error: unknown): undefined {
    if (!(error instanceof InputError)) throw error;
    this.#problems.push(...error.problems);
    return undefined;
  }

  /** Throws one error with every problem found, if there is any. */
  done(): void {
    if (this.#problems.length > 0) throw new InputError(this.#problems);
  }
}
