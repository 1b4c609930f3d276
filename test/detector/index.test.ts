import { describe, expect, it } from "vitest";
import { eventColumns } from "../../src/detector/events.ts";
import { subdetectors } from "../../src/detector/index.ts";
import type { Column } from "../../src/event/columns.ts";
import { truthColumns } from "../../src/event/truth.ts";
import { shippedCard } from "../shipped-card.ts";

const all: [string, Column][] = Object.entries(eventColumns);

describe("the list of parts", () => {
  it("holds each part once, with a sentence on it and its section in the shipped cards", () => {
    const names = subdetectors.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const run of ["I", "II", "III"]) {
      const card = shippedCard([], run);
      expect(Object.keys(card.detector).toSorted()).toEqual(names.toSorted());
      for (const part of subdetectors) {
        const { readout } = part.prepare(card.detector[part.name], card);
        const channels = readout.kind === "gate" ? readout.channels : readout.energyPerCount.length;
        expect(channels).toBeGreaterThanOrEqual(0);
      }
    }
    for (const { about } of subdetectors) expect(about.length).toBeGreaterThan(10);
  });

  it("reads ECAL and HCAL by the MSADC: 72 and 36 channels (notes 4, 5), the others by a gate", () => {
    const card = shippedCard();
    const sampled = subdetectors.flatMap((part) => {
      const { readout } = part.prepare(card.detector[part.name], card);
      return readout.kind === "msadc" ? [[part.name, readout.energyPerCount.length]] : [];
    });
    expect(sampled).toEqual([
      ["ecal", 72],
      ["hcal", 36],
    ]);
  });
});

describe("the columns of an event", () => {
  it("are those of the truth and of each part, each written by one of them", () => {
    const writers = [truthColumns, ...subdetectors.map(({ columns }) => columns)];
    const names = writers.flatMap((columns) => Object.keys(columns));
    expect(new Set(names).size).toBe(names.length);
    expect(Object.keys(eventColumns).toSorted()).toEqual(names.toSorted());
    for (const columns of writers) {
      for (const [name, column] of Object.entries(columns)) expect(eventColumns[name as never]).toBe(column);
    }
  });

  it.each(all)("%s explains itself, and says when it is NaN if it may be", (name, column) => {
    expect(name).toMatch(/^[a-z][A-Za-z]*$/);
    expect(column.about.length).toBeGreaterThan(10);
    expect(/NaN/.test(column.about)).toBe(column.mayBeAbsent === true);
    // An integer column cannot hold NaN.
    if (column.mayBeAbsent) expect(column.store ?? "float32").toMatch(/^float/);
  });
});
