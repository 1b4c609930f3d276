"""The same tables in Arrow, Parquet and CSV: the same columns, types, values, units, meanings and metadata."""

import unittest

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from event_files import EVENTS, FOLDER, TABLES, flat, list_of, metadata_of, read_frame, read_table

FORMATS = ("arrow", "parquet", "csv")


def titles(field):
    """The titles of a column in CSV."""
    unit = field.metadata[b"unit"].decode()
    if not pa.types.is_fixed_size_list(field.type):
        return [f"{field.name} [{unit}]"]
    return [f"{field.name}.{k} [{unit}]" for k in range(field.type.list_size)]


def item_type(field):
    return field.type.value_type if pa.types.is_fixed_size_list(field.type) else field.type


class OfTable:
    """What holds for each table of a run; `name` is that of its files, without the ending."""

    def setUp(self):
        self.arrow = read_table(f"formats/{self.name}.arrow")
        self.parquet = read_table(f"formats/{self.name}.parquet")

    def test_simulated_and_converted_files_are_the_same_bytes(self):
        for ending in FORMATS:
            file = f"{self.name}.{ending}"
            self.assertEqual((FOLDER / "formats" / file).read_bytes(), (FOLDER / "converted" / file).read_bytes(), file)

    def test_metadata_is_the_same(self):
        """But for the checksum, which is that of the bytes."""
        told = [dict(metadata_of(f"formats/{self.name}.{ending}")) for ending in FORMATS]
        sums = {metadata.pop("checksum") for metadata in told}
        self.assertEqual(len(sums), len(FORMATS))
        self.assertEqual(told[1], told[0])
        self.assertEqual(told[2], told[0])
        self.assertEqual(list(told[2]), list(told[0]))

    def test_parquet_has_the_columns_of_arrow(self):
        self.parquet.validate(full=True)
        self.assertEqual(self.parquet.column_names, self.arrow.column_names)
        for here, there in zip(self.parquet.schema, self.arrow.schema):
            self.assertEqual(here.type, there.type, here.name)
            self.assertEqual(here.nullable, there.nullable, here.name)
            self.assertEqual(here.metadata, there.metadata, here.name)
            self.assertEqual(set(here.metadata), {b"unit", b"about"}, here.name)

    def test_parquet_has_the_values_of_arrow_bit_for_bit(self):
        for name in self.arrow.column_names:
            here, there = flat(self.parquet, name), flat(self.arrow, name)
            self.assertEqual(here.dtype, there.dtype, name)
            self.assertEqual(here.tobytes(), there.tobytes(), name)

    def test_parquet_without_the_schema_of_arrow(self):
        """Other readers see what the schema of Parquet itself tells: integers of their size, lists, nothing that may be absent."""
        schema = pq.ParquetFile(FOLDER / "formats" / f"{self.name}.parquet").schema
        columns = [schema.column(k) for k in range(len(schema))]
        self.assertEqual([column.path.split(".")[0] for column in columns], self.arrow.column_names)
        physical = {"float": "FLOAT", "double": "DOUBLE"}
        for column, field in zip(columns, self.arrow.schema):
            kind = str(item_type(field))
            wide = pa.types.is_fixed_size_list(field.type)
            self.assertEqual(column.path, f"{field.name}.list.element" if wide else field.name)
            self.assertEqual(column.max_repetition_level, int(wide), field.name)
            self.assertEqual(column.max_definition_level, int(wide), field.name)
            self.assertEqual(column.physical_type, physical.get(kind, "INT32"), field.name)
            if kind not in physical:
                self.assertEqual(column.converted_type, kind.upper().replace("INT", "INT_"), field.name)

    def test_statistics_of_parquet(self):
        """Programs skip groups of rows by them."""
        metadata = pq.read_metadata(FOLDER / "formats" / f"{self.name}.parquet")
        start = 0
        for g in range(metadata.num_row_groups):
            group = metadata.row_group(g)
            for c in range(metadata.num_columns):
                column = group.column(c)
                statistics = column.statistics
                if column.path_in_schema != "event":
                    continue
                values = flat(self.arrow, "event")[start : start + group.num_rows]
                self.assertEqual((statistics.min, statistics.max), (values.min(), values.max()))
                self.assertEqual(statistics.null_count, 0)
            start += group.num_rows
        self.assertEqual(start, self.arrow.num_rows)

    def test_csv_has_a_header_with_units_and_comments_with_meanings(self):
        lines = (FOLDER / "formats" / f"{self.name}.csv").read_text().splitlines()
        comments = [line for line in lines[:-1] if line.startswith("#")]
        header = lines[len(comments)]
        self.assertEqual(header.split(","), [title for field in self.arrow.schema for title in titles(field)])
        for comment, field in zip(comments[1:], self.arrow.schema, strict=True):
            unit, about = (field.metadata[key].decode() for key in (b"unit", b"about"))
            kind = {"float": "float32", "double": "float64"}.get(str(item_type(field)), str(item_type(field)))
            size = f" x {field.type.list_size}" if pa.types.is_fixed_size_list(field.type) else ""
            self.assertEqual(comment, f"# column {field.name} [{unit}] {kind}{size}: {about}")
        self.assertEqual(len(lines), len(comments) + 1 + self.arrow.num_rows + 1)

    def test_csv_has_the_values_of_arrow_bit_for_bit(self):
        frame = read_frame(f"formats/{self.name}.csv")
        self.assertEqual(len(frame), self.arrow.num_rows)
        for field in self.arrow.schema:
            wanted = flat(self.arrow, field.name)
            found = frame[titles(field)].to_numpy().astype(wanted.dtype).reshape(-1)
            # An empty cell is the NaN of pandas, whose bits are its own.
            absent = np.isnan(wanted)
            np.testing.assert_array_equal(np.isnan(found), absent, field.name)
            self.assertEqual(found[~absent].tobytes(), wanted[~absent].tobytes(), field.name)

    def test_pandas_reads_parquet_as_arrow(self):
        here, there = (read_frame(f"formats/{self.name}.{ending}") for ending in ("parquet", "arrow"))
        self.assertEqual(list(here.columns), list(there.columns))
        for name in there.columns:
            self.assertEqual(here[name].dtype, there[name].dtype, name)
            if here[name].dtype == object:
                np.testing.assert_array_equal(np.stack(here[name].to_numpy()), np.stack(there[name].to_numpy()))
                self.assertEqual(here[name].iloc[0].dtype, there[name].iloc[0].dtype)


class Events(OfTable, unittest.TestCase):
    name = "events"

    def test_types(self):
        for table in (self.arrow, self.parquet):
            self.assertEqual(table.schema.field("event").type, pa.float64())
            self.assertEqual(table.schema.field("ecalEnergy").type, pa.float32())
            self.assertEqual(table.schema.field("trackCount").type, pa.uint8())
            self.assertEqual(table.schema.field("srdEnergy").type, list_of(pa.float32(), 3))

    def test_absent_values_are_there(self):
        """Else the tests above say nothing of them."""
        self.assertGreater(np.isnan(flat(self.arrow, "trackMomentum")).sum(), 100)

    def test_simulate_and_run_write_the_same_events(self):
        whole = read_table("signal/events.arrow")
        added = ["firstFailingCut", "passedCuts"]
        self.assertEqual([name for name in whole.column_names if name not in self.arrow.column_names], added)
        for name in self.arrow.column_names:
            np.testing.assert_array_equal(flat(self.arrow, name), flat(whole, name), name)
            self.assertEqual(self.arrow.schema.field(name), whole.schema.field(name))

    def test_tables_tell_of_the_same_run(self):
        """The same metadata but for what is of the table, so that files are never taken for those of another run."""
        told = [dict(metadata_of(f"formats/{table}.arrow")) for table in TABLES]
        own = ("table", "rows", "checksum")
        kinds = [[metadata.pop(key) for key in own][0] for metadata in told]
        self.assertEqual(kinds, ["events", "waveforms", "pulses"])
        self.assertEqual(told[0]["ranges"], [{"first": 0, "end": EVENTS}])
        self.assertEqual(told[1], told[0])
        self.assertEqual(told[2], told[0])


class SelectedEvents(OfTable, unittest.TestCase):
    """With the columns of a selection, which are integers of other sizes."""

    name = "selected"

    def test_types(self):
        for table in (self.arrow, self.parquet):
            self.assertEqual(table.schema.field("firstFailingCut").type, pa.int8())
            self.assertEqual(table.schema.field("passedCuts").type, pa.uint32())
        self.assertEqual(flat(self.arrow, "firstFailingCut").min(), -1)


class WaveformTable(OfTable, unittest.TestCase):
    name = "events.waveforms"


class PulseTable(OfTable, unittest.TestCase):
    name = "events.pulses"


if __name__ == "__main__":
    unittest.main()
