import type { Cut } from "./cut.ts";

/** A cut that is not aprime's: an expression of a selection card, or a module of the user's. */
export type OwnCut =
  | { readonly name: string; readonly expression: string }
  | { readonly name: string /** SHA-256 of the bytes of the file. */; readonly module: string };

/** Cuts in an order, which is for the reader: no cut depends on the one before. */
export interface Selection {
  readonly name: string;
  readonly about: string;
  readonly cuts: readonly Cut[];
  /** What makes those of them again that are not aprime's. */
  readonly own?: readonly OwnCut[];
}
