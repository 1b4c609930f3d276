/** Work that ended early, through no mistake in what the user gave, and left what it had: exit codes 130, 2 and 1. */
export class Unfinished extends Error {
  override readonly name = "Unfinished";
  override readonly cause: Error;

  /** `kept` says what is there now, and how to go on. */
  constructor(cause: Error, kept: string) {
    super(kept);
    this.cause = cause;
  }
}
