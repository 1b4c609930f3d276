import { expect, it } from "vitest";
import { oneCell, type ToyPulse } from "./toy.ts";

// The grid of 12.5, 4.2 and 1.6 ns: the refinement makes its step indifferent.
it("reads the same whatever the step of the grid is", () => {
  const cells = [1, 3, 8].map((stepsPerSample) => oneCell("multifit", { numbers: { stepsPerSample } }));
  let same = 0;
  const events = 200;
  for (let event = 0; event < events; event++) {
    const list: ToyPulse[] = [
      [0, 800],
      [-130 + event, 2500],
      [230, 900],
    ];
    const [coarse, shipped, fine] = cells.map((read) => read(event, list).counts);
    if (Math.abs(coarse! - shipped!) < 0.5 && Math.abs(fine! - shipped!) < 0.5) same++;
  }
  // Others within 20 ns of the trigger, a fifth of the events, have more than one solution.
  expect(same / events).toBeGreaterThan(0.75);
});
