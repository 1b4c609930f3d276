import { expect, it } from "vitest";
import { oneCell, type ToyPulse, toyCells } from "./toy.ts";

it("fits each channel by itself: what stands on another changes nothing", () => {
  const read = toyCells("template-fit", 3);
  const first = (event: number, list: readonly ToyPulse[]) => {
    const { counts, time } = read(event, list);
    return [counts[0], time[0]];
  };
  for (let event = 0; event < 30; event++) {
    const own: ToyPulse[] = [
      [0, 500],
      [-70, 900],
    ];
    const alone = first(event, own);
    expect(first(event, [...own, [20, 3000, 1], [0, 100, 2]])).toEqual(alone);
  }
});

it("reads what four others leave of the trigger's pulse", () => {
  const read = oneCell("template-fit");
  let [sum, events] = [0, 0];
  for (let event = 0; event < 300; event++, events++) {
    sum += read(event, [
      [0, 800],
      [-200, 2000],
      [-60, 500],
      [70, 1500],
      [190, 600],
    ]).counts;
  }
  expect(Math.abs(sum / events - 800)).toBeLessThan(4);
});
