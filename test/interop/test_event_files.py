"""Reads event files of aprime with pyarrow and pandas, and does over what can be done over: sums and cut flows."""

import math
import unittest

import numpy as np
import pyarrow as pa

from event_files import EVENTS, FOLDER, flat, metadata_of, number, read_frame, read_json, read_table

# GeV and mrad are 1; as src/units.ts.
UNITS = {"GeV": 1.0, "MeV": 1e-3, "keV": 1e-6, "TeV": 1e3, "mrad": 1.0, "%": 0.01}


def passed(card, frame):
    """Which events of a pandas frame pass each cut, written anew from the paper and the card."""
    column = {name: frame[name].astype("float64") for name in frame.columns if frame[name].dtype != object}
    srd = np.stack(frame["srdEnergy"].to_numpy()).astype("float64")

    def threshold(cut, name):
        return number(card["cuts"][cut][name]["value"], UNITS)

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
        "shower-shape": below("shower-shape", "showerShape")
        & (abs(column["showerDepth"]) < threshold("shower-shape", "depthWithin")),
        "veto-quiet": below("veto-quiet", "vetoEnergy"),
        "hcal-quiet": below("hcal-quiet", "hcalEnergy"),
        "missing-energy": threshold("missing-energy", "beam") - column["ecalEnergy"]
        > threshold("missing-energy", "above"),
    }
    return {name: np.asarray(mask, dtype=bool) for name, mask in masks.items()}


def all_of(masks):
    return np.logical_and.reduce([np.ones(EVENTS, dtype=bool), *masks])


class OfRun:
    """What holds for the files of each run, in the folder `name`."""

    process = "signal"
    selection = "signal"

    def setUp(self):
        self.path = f"{self.name}/events.arrow"
        self.table = read_table(self.path)
        self.metadata = metadata_of(self.path)

    def masks(self):
        return passed(self.metadata["card"], read_frame(self.path))

    def test_opens_in_pyarrow_whole(self):
        self.assertEqual(self.table.num_rows, EVENTS)
        self.table.validate(full=True)
        for name in self.table.column_names:
            self.assertEqual(self.table.column(name).null_count, 0, name)

    def test_opens_in_pandas(self):
        frame = read_frame(self.path)
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
        wide = {"trackerHits": (6, pa.uint8()), "srdEnergy": (3, pa.float32()), "hcalModuleEnergy": (4, pa.float32())}
        wide |= {"hcalMuons": (4, pa.uint8()), "hcalMuonsStopped": (4, pa.uint8())}
        known = {"event": pa.float64(), "weight": pa.float64(), "firstFailingCut": pa.int8(), "passedCuts": pa.uint32()}
        found = {}
        for field in self.table.schema:
            if pa.types.is_list(field.type) or pa.types.is_large_list(field.type):
                self.fail(f"{field.name} is a list of any length")
            if pa.types.is_fixed_size_list(field.type):
                found[field.name] = (field.type.list_size, field.type.value_type)
                self.assertEqual(len(flat(self.table, field.name)), EVENTS * field.type.list_size)
        self.assertEqual(found, wide)
        for name, kind in known.items():
            self.assertEqual(self.table.schema.field(name).type, kind, name)

    def test_metadata(self):
        metadata = self.metadata
        self.assertRegex(metadata["runKey"], "^[0-9a-f]{32}$")
        self.assertRegex(metadata["version"], r"^\d+\.\d+\.\d+")
        self.assertEqual(metadata["format"], 2)
        self.assertEqual(metadata["table"], "events")
        self.assertEqual(metadata["process"], self.process)
        self.assertEqual(metadata["ranges"], [{"first": 0, "end": EVENTS}])
        self.assertIs(metadata["complete"], True)
        self.assertNotIn("planned", metadata)
        self.assertEqual(metadata["rows"], EVENTS)
        self.assertRegex(metadata["checksum"], "^[0-9a-f]{64}$")
        self.assertEqual(list(metadata)[-1], "checksum", "it is looked for at the end")
        self.assertEqual(metadata["electronsOnTarget"], EVENTS)
        self.assertEqual(metadata["kept"], EVENTS)
        self.assertGreaterEqual(metadata["tried"], metadata["kept"])
        self.assertEqual(metadata["selection"]["name"], self.selection)
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
    process = "electron"
    selection = "calibration"


class MergedRun(OfRun, unittest.TestCase):
    """Two parts of the run of signal/, put together."""

    name = "merged"

    def test_events_are_those_of_one_run_byte_for_byte(self):
        self.assertEqual((FOLDER / self.path).read_bytes(), (FOLDER / "signal" / "events.arrow").read_bytes())

    def test_cut_flow_is_that_of_one_run(self):
        """Counts exactly; weights up to the order in which they were added."""
        merged, whole = read_json("merged/cutflow.json"), read_json("signal/cutflow.json")
        self.assert_close(merged, whole, "cutflow.json")

    def test_parts_add_up(self):
        merged = read_json("merged/cutflow.json")
        parts = [read_json(f"{part}/cutflow.json") for part in ("part-1", "part-2")]
        self.assertEqual([part["ranges"] for part in parts], [[{"first": 0, "end": 7000}], [{"first": 7000, "end": EVENTS}]])
        for kind in ("cuts", "factors"):
            totals = {}
            for part in parts:
                for pattern, *counts in part["tallies"][kind]:
                    totals[pattern] = np.add(totals.get(pattern, [0, 0, 0]), counts)
            self.assertEqual(sorted(totals), [pattern for pattern, *_ in merged["tallies"][kind]])
            for pattern, *counts in merged["tallies"][kind]:
                np.testing.assert_allclose(counts, totals[pattern], rtol=1e-12)
        for k, row in enumerate(merged["cuts"]):
            self.assertEqual(row["events"], sum(part["cuts"][k]["events"] for part in parts), row["cut"])

    def assert_close(self, found, wanted, where):
        if isinstance(wanted, dict):
            self.assertEqual(list(found), list(wanted), where)
            for key in wanted:
                self.assert_close(found[key], wanted[key], f"{where} {key}")
        elif isinstance(wanted, list):
            self.assertEqual(len(found), len(wanted), where)
            for k, value in enumerate(wanted):
                self.assert_close(found[k], value, f"{where}[{k}]")
        elif isinstance(wanted, float):
            self.assertTrue(math.isclose(found, wanted, rel_tol=1e-11), f"{where}: {found} and {wanted}")
        else:
            self.assertEqual(found, wanted, where)


if __name__ == "__main__":
    unittest.main()
