import { missingEnergyTrigger } from "../cuts/missing-energy-trigger.ts";
import type { Cut } from "../src/selection/cut.ts";
import type { RunCard } from "../src/simulation/run-card.ts";
import { GeV, ns } from "../src/units.ts";
import { passesAll } from "./dimuon-samples.ts";
import type { ReadBatch } from "./pileup-readings.ts";
import type { PileupSums } from "./pileup-sums.ts";

/** When an event is read well. */
export interface Criteria {
  /** Largest relative deviation of E_ECAL from the perfect reading. */
  readonly tolerance: number;
  /** What is allowed in any case, GeV. */
  readonly energyFloor: number;
  /** Largest deviation of the time of the hottest cell, ns. */
  readonly timeWindow: number;
  /** Edges of the bins of the perfect E_ECAL, GeV, increasing; events beyond are left out. */
  readonly edges: readonly number[];
}

/** Cells above this are timed (Sec. VI.A). */
const timedAbove = 1 * GeV;

/** A plain electron whose shower is all in the ECAL: what is missing there is missing by its reading. */
const wholeAbove = 95 * GeV;

/** Adds a batch of read events, from event `first` on, to the sums of an intensity. */
export function prepareJudgement(
  { tolerance, energyFloor, timeWindow, edges }: Criteria,
  selection: readonly Cut[],
  card: RunCard,
): (batch: ReadBatch, first: number, intensity: number, sums: PileupSums) => void {
  const passes = passesAll(selection, card);
  const triggers = passesAll([missingEnergyTrigger], card);
  return ({ readings, hottest }, first, intensity, sums) => {
    const truth = readings[0]!.events;
    for (let i = 0; i < hottest.length; i++) {
      const weight = truth.weight[i]!;
      const energy = truth.ecalEnergy[i]!;
      const bin = binOf(edges, energy);
      if (weight === 0 || bin < 0) continue;
      const allowed = Math.max(tolerance * energy, energyFloor);
      const isTimed = hottest[i]! > timedAbove;
      const passesTruly = passes(truth, i);
      for (const [reading, { events, timeOff, wrong, lost }] of readings.entries()) {
        const add = sums.adder(first + i, { intensity, reading, bin });
        const off = events.ecalEnergy[i]! - energy;
        const isInTime = !isTimed || Math.abs(timeOff[i]!) <= timeWindow;
        add("events", 1);
        add("weight", weight);
        add("weightSquares", weight * weight);
        add("wrong", weight * wrong[i]!);
        add("lost", weight * lost[i]!);
        if (off < -allowed) add("tooLow", weight);
        else if (off > allowed) add("tooHigh", weight);
        else if (!isInTime) add("outOfTime", weight);
        else {
          add("efficient", weight);
          add("efficientSquares", weight * weight);
          // Of little energy as of that at which the floor begins: else a few MeV of noise would be many per cent.
          const residual = off / Math.max(energy, energyFloor / tolerance);
          add("residual", weight * residual);
          add("residualSquares", weight * residual * residual);
          if (isTimed) {
            const time = timeOff[i]! / ns;
            add("timed", weight);
            add("time", weight * time);
            add("timeSquares", weight * time * time);
          }
        }
        const readBin = binOf(edges, events.ecalEnergy[i]!);
        if (readBin >= 0) sums.adder(first + i, { intensity, reading, bin: readBin })("read", weight);
        const isSelected = passes(events, i);
        if (isSelected) add("selected", weight);
        if (passesTruly) {
          add("perfect", weight);
          add("perfectSquares", weight * weight);
          if (isSelected) {
            add("kept", weight);
            add("keptSquares", weight * weight);
          }
        }
        if (energy < wholeAbove) continue;
        add("electrons", 1);
        const read = events.ecalEnergy[i]!;
        if (read >= 80 * GeV) continue;
        add(read < 50 * GeV ? "below50" : "below80", 1);
        if (triggers(events, i)) add("triggered", 1);
        if (isSelected) add("fakesSelected", 1);
      }
    }
  };
}

/** Which bin holds an energy; -1 if none does. */
function binOf(edges: readonly number[], energy: number): number {
  return edges.findIndex((edge, k) => edge <= energy && energy < edges[k + 1]!);
}
