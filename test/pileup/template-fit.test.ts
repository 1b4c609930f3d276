import { expect, it } from "vitest";
import { type ToyPulse, toyCells } from "./fits-toy.ts";

it("fits each channel by itself: what stands on another changes nothing", () => {
  const { read } = toyCells("template-fit", { channels: 3 });
  for (let event = 0; event < 30; event++) {
    const own: ToyPulse[] = [
      [0, 500],
      [-70, 900],
    ];
    const alone = { ...read(event, own), result: undefined };
    expect({ ...read(event, [...own, [20, 3000, 1], [0, 100, 2]]), result: undefined }).toEqual(alone);
  }
});

it("reads what four others leave of the trigger's pulse", () => {
  const { read } = toyCells("template-fit");
  let [sum, events] = [0, 0];
  for (let event = 0; event < 300; event++, events++) {
    sum += read(event, [
      [0, 800],
      [-200, 2000],
      [-60, 500],
      [70, 1500],
      [190, 600],
    ]).height;
  }
  expect(Math.abs(sum / events - 800)).toBeLessThan(4);
});
