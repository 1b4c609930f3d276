import { beamRate } from "../src/beam/intensity.ts";
import { type PairedLoss, preparePairedLosses } from "../src/selection/paired-losses.ts";
import type { RunCard } from "../src/simulation/run-card.ts";
import { MeV, ns, us } from "../src/units.ts";
import { changedNumbers } from "./changed-numbers.ts";
import { deadShareOf } from "./dead-time-rows.ts";
import { interruptible } from "./interruption.ts";
import { type Ledger, type Loss, type LossRow, ledgerNote } from "./loss-rows.ts";
import { lossStatus, lossSteps, statusOf } from "./loss-steps.ts";
import type { PlannedRun } from "./plan-run.ts";
import { showProgress } from "./progress.ts";
import { simulatePairs } from "./simulate-pairs.ts";
import { version } from "./version.ts";

/** Simulates the same events with the intensity of the run and with none, and tells each loss of the signal in one row. */
export async function makeLedger(run: PlannedRun, quiet: boolean): Promise<Ledger> {
  const { plan, card, options, range } = run;
  const steps = lossSteps(card);
  const { above } = card.cuts["missing-energy"] as { above: number };
  // First epsilon_A': the A' whose true energy is in the signal box.
  const losses = preparePairedLosses([
    (events, i) => events.invisibleEnergy[i]! > above,
    ...steps.map(({ passes }) => passes),
  ]);
  const progress = showProgress(range.end - range.first, quiet);
  try {
    await interruptible((signal) =>
      simulatePairs(run, signal, (withOthers, without) => {
        losses.take(withOthers, without);
        progress.add(withOthers.size);
      }),
    );
  } finally {
    progress.stop();
  }
  const rate = beamRate(card.beam.intensityMean, card.beam);
  /** What is lost by steps `first` up to, but not with, `end`. */
  const lost = (first: number, end: number): Loss => perRate(losses.loss(1 + first, 1 + end), rate);
  const factors = [...new Set(steps.map(({ factor }) => factor))].map((name) => {
    const first = steps.findIndex(({ factor }) => factor === name);
    return { factor: name, ...lost(first, first + steps.filter(({ factor }) => factor === name).length) };
  });
  const total = lost(0, steps.length);
  const dead = deadTimeRow(card, plan.card);
  return {
    run: card.name,
    mass_MeV: Number(((options as { mass: number }).mass / MeV).toPrecision(15)),
    intensity: card.beam.intensityMean,
    beamRate_MHz: rate * us,
    events: range.end - range.first,
    seed: plan.seed,
    version: version(),
    changed: changedNumbers(plan.card),
    acceptance: losses.loss(0, 1).withoutOthers,
    rows: [
      ...steps.map(({ factor, loss, cut, about }, k) => ({
        ...{ factor, loss, cut },
        ...lost(k, k + 1),
        ...{ status: lossStatus(cut, plan.card), about },
      })),
      dead,
    ],
    totals: [...factors, { factor: "Total", ...total }, { factor: "Total, n_EOT", ...times(total, dead) }],
    note: ledgerNote,
  };
}

function perRate({ withoutOthers, withOthers, logLoss, error }: PairedLoss, rate: number): Loss {
  const known = Number.isFinite(logLoss);
  return {
    withoutPileup: withoutOthers,
    withPileup: withOthers,
    tau_ns: known ? logLoss / rate / ns : null,
    tauError_ns: known ? error / rate / ns : null,
  };
}

/** Triggers lost while the DAQ was busy: the electrons on target are counted without them. */
function deadTimeRow(card: RunCard, rawCard: unknown): LossRow {
  const rate = beamRate(card.beam.intensityMean, card.beam);
  const live = 1 - deadShareOf(card);
  return {
    factor: "n_EOT",
    loss: "DAQ dead time",
    cut: "",
    withoutPileup: { value: 1, low: 1, high: 1 },
    withPileup: { value: live, low: live, high: live },
    tau_ns: -Math.log(live) / rate / ns,
    tauError_ns: 0,
    status: statusOf(["daq."], rawCard),
    about: "triggers while the DAQ was busy (Sec. VI.B)",
  };
}

/** Two losses, of which the second is known exactly. */
function times(loss: Loss, exact: Loss): Loss {
  const both = (key: "withoutPileup" | "withPileup") => {
    const { value, low, high } = loss[key];
    const share = exact[key].value;
    return { value: value * share, low: low * share, high: high * share };
  };
  return {
    withoutPileup: both("withoutPileup"),
    withPileup: both("withPileup"),
    tau_ns: loss.tau_ns === null ? null : loss.tau_ns + exact.tau_ns!,
    tauError_ns: loss.tauError_ns,
  };
}
