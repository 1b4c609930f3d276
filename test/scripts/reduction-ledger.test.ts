import { describe, expect, test } from "vitest";
import { dimuonFactors } from "../../cuts/index.ts";
import { cardAt, countReduction } from "../../scripts/reduction-ledger.ts";
import { shippedSelection } from "../../src/node/load-selection.ts";
import { shippedCard } from "../shipped-card.ts";
import { type MadeUp, madeUpBatch } from "./muon-pairs.ts";

const card = shippedCard();
const rate = 1e-3;

/** Passes what is asked besides the selection dimuon too. */
const good: MadeUp = {
  trackCount: 1,
  trackMomentum: 100,
  trackAngleIn: 0.1,
  srdEnergy: [0.03, 0.03, 0.03],
};
const vetoed: MadeUp = { ...good, ecalTriggerEnergy: 120 };
const twoTracks: MadeUp = { ...good, trackCount: 2 };
const heavy: MadeUp = { ...good, hcalModuleEnergy: [9, 5, 5, 5] };

function count(withOthers: readonly MadeUp[], without: readonly MadeUp[]) {
  const counting = countReduction(card);
  counting.take(madeUpBatch(...withOthers), madeUpBatch(...without));
  return counting.found(rate);
}

describe("made-up pairs", () => {
  const { columns, all, named } = count(
    [vetoed, twoTracks, heavy, good, good],
    [good, good, good, good, heavy],
  );
  const factorOf = (loss: string) => columns.find((column) => column.loss === loss)!;

  test("each loss stands in its column, and what is moved in behind them", () => {
    const factors = columns.map(({ loss, factor }) => [loss, factor]);
    expect(factors).toEqual([
      ["counters", 1],
      ["trigger sums", expect.closeTo(3 / 4, 12)],
      ["track", expect.closeTo(2 / 3, 12)],
      ["SRD", 1],
      ["shape", 1],
      ["E_ECAL", 1],
      ["V2", 1],
      ["HCAL", expect.closeTo(1 / 2, 12)],
      ["moved in", expect.closeTo(2, 12)],
    ]);
    expect(factorOf("HCAL").movedIn).toBeCloseTo(1, 12);
    expect(factorOf("track").tau_ns).toBeCloseTo(-Math.log(2 / 3) / rate, 9);
  });

  test("they multiply to f, exactly; the cuts of Sec. V.B alone know nothing of tracks", () => {
    const product = columns.reduce((f, { factor }) => f * factor, 1);
    expect(product).toBeCloseTo(Math.exp(-all.logLoss), 12);
    expect(product).toBeCloseTo(2 / 4, 12);
    expect(Math.exp(-named.logLoss)).toBeCloseTo(3 / 4, 12);
  });

  test("f is 1 of the same events, whatever fails in them", () => {
    const events = [good, vetoed, heavy, twoTracks];
    const same = count(events, events);
    expect([same.all.logLoss, same.all.error]).toEqual([0, 0]);
    expect(same.columns.map(({ factor }) => factor)).toEqual(same.columns.map(() => 1));
  });
});

test("the columns have every cut of the selection dimuon, and each cut once", () => {
  const cuts = dimuonFactors.flatMap((factor) => factor.cuts);
  expect(new Set(cuts).size).toBe(cuts.length);
  for (const cut of shippedSelection("dimuon").cuts) expect(cuts).toContain(cut);
});

test("a card at an intensity has it in place of its band, and the rest", () => {
  const { beam, ...rest } = cardAt(card, 2e6);
  expect([beam.intensityLow, beam.intensityMean, beam.intensityHigh]).toEqual([2e6, 2e6, 2e6]);
  expect(rest).toEqual({ ...card, beam: undefined, ...rest });
  expect(beam.momentum).toBe(card.beam.momentum);
});
