import { expect, test } from "vitest";
import { blindingOf, refuseMasked } from "../../scripts/blinding-option.ts";

const beam = { process: "beam", options: { component: "all" } };
const hadron = { process: "beam", options: { component: "hadron" } };

test("pseudo-data are masked until they are opened, and stay as their file is", () => {
  expect(blindingOf(beam, false)).toBe("masked");
  expect(blindingOf(beam, true)).toBe("opened");
  expect(blindingOf(beam, false, "opened")).toBe("opened");
  expect(blindingOf(beam, false, "masked")).toBe("masked");
});

test("Monte Carlo is open, and cannot be opened", () => {
  expect(blindingOf(hadron, false)).toBeUndefined();
  expect(() => blindingOf(hadron, true)).toThrow("pseudo-data, and beam events are none");
  expect(() => blindingOf({ process: "electron", options: {} }, true)).toThrow("electron events are none");
});

test("what was masked cannot be opened later", () => {
  expect(() => blindingOf(beam, true, "masked")).toThrow("comes too late");
});

test("an event of the box is refused by its number", () => {
  expect(refuseMasked("event", 7).problems).toEqual([
    { where: "event", what: "7 is in the signal box, which is masked in pseudo-data; --unblind opens it" },
  ]);
});
