"""Reads event files of aprime with pyarrow and pandas, and does over what can be done over: sums and cut flows.

Run by scripts/dev/interop.ts (npm run test:interop), which makes the files in the folder APRIME_INTEROP:
  signal/, electron/   of `aprime run`: events.arrow, cutflow.json; and inspect.json of `aprime inspect --json`
  signal.arrow         of `aprime simulate` with the same flags as signal/
"""

import json
import math
import os
import re
import unittest
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.ipc

FOLDER = Path(os.environ["APRIME_INTEROP"])
EVENTS = 20000
SELECTIONS = {"signal": "signal", "electron": "calibration"}

# GeV, mm, ns and mrad are 1; as src/units.ts.
UNITS = {"GeV": 1.0, "MeV": 1e-3, "keV": 1e-6, "eV": 1e-9, "TeV": 1e3, "mrad": 1.0, "urad": 1e-3, "rad": 1e3, "%": 0.01}


@cache
def read_table(path):
    with pa.ipc.open_file(pa.memory_map(str(FOLDER / path))) as reader:
        return reader.read_all()


@cache
def read_json(path):
    return json.loads((FOLDER / path).read_text())


def metadata_of(name):
    return json.loads(read_table(f"{name}/events.arrow").schema.metadata[b"aprime"])


def flat(table, column):
    """All values of a column in order, those of a wide one event by event, as stored."""
    array = table.column(column).combine_chunks()
    if isinstance(array, pa.ChunkedArray):
        array = pa.concat_arrays(array.chunks)
    return (array.flatten() if pa.types.is_fixed_size_list(array.type) else array).to_numpy()


def number(value):
    """A threshold of the card, with its unit, in internal units."""
    if isinstance(value, (int, float)):
        return float(value)
    digits, unit = re.fullmatch(r"\s*([-+0-9.eE]+)\s*([A-Za-z%]*)\s*", value).groups()
    return float(digits) * (UNITS[unit] if unit else 1.0)


def passed(card, frame):
    """Which events of a pandas frame pass each cut, written anew from the paper and the card."""
    column = {name: frame[name].astype("float64") for name in frame.columns if frame[name].dtype != object}
    srd = np.stack(frame["srdEnergy"].to_numpy()).astype("float64")

    def threshold(cut, name):
        return number(card["cuts"][cut][name]["value"])

    def below(cut, name):
        return column[name] < threshold(cut, "below")

    masks = {
        "beam-counters-fired": (column["beamCountersFired"] == 3) & (column["upstreamVetoFired"] == 0),
        "preshower-fired": column["preshowerTriggerEnergy"] > threshold("preshower-fired", "above"),
        "missing-energy-trigger": below("missing-energy-trigger", "ecalTriggerEnergy"),
        "single-track": column["trackCount"] == 1,
        "small-angle": below("small-angle", "trackAngleIn") & below("small-angle", "trackAngleOut"),
        "beam-momentum": (column["trackMomentum"] > threshold("beam-momentum", "above"))
        & below("beam-momentum", "trackMomentum"),
        "synchrotron-tag": (
            (srd >= threshold("synchrotron-tag", "above")) & (srd <= threshold("synchrotron-tag", "below"))
        ).all(axis=1),
        "shower-shape": below("shower-shape", "showerShape"),
        "veto-quiet": below("veto-quiet", "vetoEnergy"),
        "hcal-quiet": below("hcal-quiet", "hcalEnergy"),
        "missing-energy": threshold("missing-energy", "beam") - column["ecalEnergy"]
        > threshold("missing-energy", "above"),
    }
    return {name: np.asarray(mask, dtype=bool) for name, mask in masks.items()}


def all_of(masks):
    return np.logical_and.reduce([np.ones(EVENTS, dtype=bool), *masks])


class OfRun:
    """What holds for the files of each run; `name` is that of its process."""

    def setUp(self):
        self.table = read_table(f"{self.name}/events.arrow")
        self.metadata = metadata_of(self.name)

    def masks(self):
        frame = pd.read_feather(FOLDER / self.name / "events.arrow")
        return passed(self.metadata["card"], frame)

    def test_opens_in_pyarrow_whole(self):
        self.assertEqual(self.table.num_rows, EVENTS)
        self.table.validate(full=True)
        for name in self.table.column_names:
            self.assertEqual(self.table.column(name).null_count, 0, name)

    def test_opens_in_pandas(self):
        frame = pd.read_feather(FOLDER / self.name / "events.arrow")
        self.assertEqual(len(frame), EVENTS)
        self.assertEqual(list(frame.columns), self.table.column_names)
        self.assertEqual(frame["ecalEnergy"].dtype, np.float32)
        self.assertEqual(frame["weight"].dtype, np.float64)
        self.assertEqual(len(frame["srdEnergy"].iloc[0]), 3)

    def test_every_field_tells_unit_and_meaning(self):
        self.assertGreater(len(self.table.schema), 25)
        for field in self.table.schema:
            metadata = field.metadata or {}
            self.assertIn(metadata.get(b"unit", b"").decode(), {"GeV", "mm", "ns", "mrad", "MHz", "1"}, field.name)
            self.assertRegex(metadata.get(b"about", b"").decode(), r"\w \w", field.name)

    def test_types(self):
        wide = {"srdEnergy": 3, "hcalModuleEnergy": 4}
        known = {"event": pa.float64(), "weight": pa.float64(), "firstFailingCut": pa.int8(), "passedCuts": pa.uint32()}
        found = {}
        for field in self.table.schema:
            if pa.types.is_list(field.type) or pa.types.is_large_list(field.type):
                self.fail(f"{field.name} is a list of any length")
            if pa.types.is_fixed_size_list(field.type):
                found[field.name] = field.type.list_size
                self.assertEqual(field.type.value_type, pa.float32())
                self.assertEqual(len(flat(self.table, field.name)), EVENTS * field.type.list_size)
        self.assertEqual(found, wide)
        for name, kind in known.items():
            self.assertEqual(self.table.schema.field(name).type, kind, name)

    def test_metadata(self):
        metadata = self.metadata
        self.assertRegex(metadata["runKey"], "^[0-9a-f]{32}$")
        self.assertRegex(metadata["version"], r"^\d+\.\d+\.\d+")
        self.assertEqual(metadata["process"], self.name)
        self.assertEqual(metadata["events"], {"first": 0, "end": EVENTS})
        self.assertEqual(metadata["electronsOnTarget"], EVENTS)
        self.assertEqual(metadata["kept"], EVENTS)
        self.assertGreaterEqual(metadata["tried"], metadata["kept"])
        self.assertEqual(metadata["selection"]["name"], SELECTIONS[self.name])
        self.assertEqual(metadata["card"]["name"], "2016 run III")
        for section in ("beam", "target", "detector", "cuts"):
            self.assertIn(section, metadata["card"])

    def test_row_k_is_event_k(self):
        np.testing.assert_array_equal(flat(self.table, "event"), np.arange(EVENTS, dtype="float64"))

    def test_trials_add_up_to_those_of_the_metadata(self):
        self.assertEqual(int(flat(self.table, "trials").astype("float64").sum()), self.metadata["tried"])

    def test_absent_values_are_one_nan(self):
        """Else two files of the same events could have other hashes."""
        for name in self.table.column_names:
            values = flat(self.table, name)
            if values.dtype.kind != "f":
                continue
            bits = values.view("uint32" if values.dtype == np.float32 else "uint64")
            self.assertLessEqual(len(np.unique(bits[np.isnan(values)])), 1, name)

    def test_sums_are_those_of_inspect(self):
        told = {column["name"]: column for column in read_json(f"{self.name}/inspect.json")["columns"]}
        self.assertEqual(set(told), set(self.table.column_names))
        for column, entry in told.items():
            values = flat(self.table, column).astype("float64")
            values = values[~np.isnan(values)]
            self.assertEqual(len(values), entry["values"], column)
            if len(values) == 0:
                continue
            # One by one in their order, as inspect adds; and exactly, for the size of the rounding.
            summed = float(np.add.accumulate(values)[-1])
            self.assertTrue(math.isclose(summed, entry["mean"] * entry["values"], rel_tol=1e-12), column)
            size = math.fsum(np.abs(values))
            self.assertLessEqual(abs(summed - math.fsum(values)), 1e-12 * size, column)
            self.assertEqual(values.min(), entry["minimum"], column)
            self.assertEqual(values.max(), entry["maximum"], column)

    def test_cut_flow_done_over(self):
        flow = read_json(f"{self.name}/cutflow.json")
        masks = self.masks()
        order = self.metadata["selection"]["cuts"]
        weight = flat(self.table, "weight")
        self.assertEqual([row["cut"] for row in flow["cuts"]], order)
        self.assertEqual(flow["events"], EVENTS)
        everything = all_of([])
        survivors = all_of(masks[cut] for cut in order)
        before = everything
        for row in flow["cuts"]:
            mask = masks[row["cut"]]
            here = before & mask
            others = all_of(masks[cut] for cut in order if cut != row["cut"])
            self.assertEqual(int(here.sum()), row["events"], row["cut"])
            self.assertEqual(int(others.sum()), row["eventsWithout"], row["cut"])
            self.assertTrue(math.isclose(math.fsum(weight[here]), row["sumWeights"], rel_tol=1e-11), row["cut"])
            for share, part, whole in (
                ("relative", here, before),
                ("cumulative", here, everything),
                ("alone", mask, everything),
                ("afterAllOthers", survivors, others),
            ):
                value = math.fsum(weight[part]) / math.fsum(weight[whole])
                found = row[share]
                self.assertTrue(math.isclose(value, found["value"], rel_tol=1e-11), f"{row['cut']} {share}")
                self.assertTrue(0 <= found["low"] <= found["value"] <= found["high"] <= 1, f"{row['cut']} {share}")
            before = here
        self.assertGreater(int(before.sum()), 0, "some events pass all cuts, else little is compared")

    def test_selection_columns_done_over(self):
        order = self.metadata["selection"]["cuts"]
        masks = self.masks()
        matrix = np.stack([masks[cut] for cut in order], axis=1)
        bits = (matrix.astype("uint64") << np.arange(len(order), dtype="uint64")).sum(axis=1)
        np.testing.assert_array_equal(flat(self.table, "passedCuts"), bits)
        first = np.where(matrix.all(axis=1), -1, np.argmin(matrix, axis=1))
        np.testing.assert_array_equal(flat(self.table, "firstFailingCut"), first)


class SignalRun(OfRun, unittest.TestCase):
    name = "signal"

    def test_facts_tell_the_cross_section(self):
        facts = {fact["name"]: fact for fact in self.metadata["facts"]}
        section = facts["crossSection"]
        self.assertEqual(section["unit"], "pb")
        self.assertGreater(section["value"], 0)
        for fact in facts.values():
            self.assertTrue(math.isfinite(fact["value"]))
            self.assertRegex(fact["about"], r"\w \w")


class ElectronRun(OfRun, unittest.TestCase):
    name = "electron"


class Simulated(unittest.TestCase):
    def test_simulate_and_run_write_the_same_events(self):
        whole, bare = read_table("signal/events.arrow"), read_table("signal.arrow")
        added = ["firstFailingCut", "passedCuts"]
        self.assertEqual([name for name in whole.column_names if name not in bare.column_names], added)
        for name in bare.column_names:
            np.testing.assert_array_equal(flat(bare, name), flat(whole, name), name)
            self.assertEqual(bare.schema.field(name), whole.schema.field(name))


if __name__ == "__main__":
    unittest.main()
