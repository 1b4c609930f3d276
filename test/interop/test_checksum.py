"""Any program can check a file, as docs/files.md tells; and aprime refuses one that another program wrote."""

import hashlib
import json
import subprocess
import tempfile
import unittest
from pathlib import Path

import pyarrow.feather
import pyarrow.parquet as pq

from event_files import COMMAND, FOLDER, TABLES, metadata_of, read_table

KEY = b'"checksum":"'


def checksum_of(data):
    """SHA-256 over a file, with 64 zeros where its checksum stands: behind the last key of that name."""
    place = data.rindex(KEY) + len(KEY)
    return hashlib.sha256(data[:place] + b"0" * 64 + data[place + 64 :]).hexdigest()


def inspect(path):
    return subprocess.run([*COMMAND, "inspect", str(path)], capture_output=True, text=True, check=False)


class Checksum(unittest.TestCase):
    def test_done_over(self):
        for table in TABLES:
            for ending in ("arrow", "parquet", "csv"):
                path = f"formats/{table}.{ending}"
                self.assertEqual(checksum_of((FOLDER / path).read_bytes()), metadata_of(path)["checksum"], path)

    def test_inspect_tells_it(self):
        told = json.loads(subprocess.check_output([*COMMAND, "inspect", "--json", FOLDER / "formats/events.parquet"]))
        self.assertEqual(told["checksum"], metadata_of("formats/events.parquet")["checksum"])


class WrittenAnew(unittest.TestCase):
    """By another program: nobody can tell what it changed."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def assert_refused(self, path, reason):
        result = inspect(path)
        self.assertEqual(result.returncode, 2, result.stderr)
        self.assertEqual(result.stdout, "")
        self.assertRegex(result.stderr, reason)
        title, sentence = result.stderr.rstrip("\n").split("\n")
        self.assertIn("this cannot be used:", title)
        self.assertTrue(sentence.startswith(f"  {path}: "), sentence)

    def test_arrow_with_our_metadata(self):
        path = self.folder / "anew.arrow"
        pyarrow.feather.write_feather(read_table("formats/events.arrow"), path, compression="uncompressed")
        self.assertIn(KEY, path.read_bytes())
        self.assert_refused(path, "was damaged, or changed by another program")

    def test_arrow_without(self):
        path = self.folder / "anew.arrow"
        table = read_table("formats/events.arrow").replace_schema_metadata(None)
        pyarrow.feather.write_feather(table, path, compression="uncompressed")
        self.assert_refused(path, "is a file of Arrow IPC, but not an event file of aprime")

    def test_parquet_with_our_metadata(self):
        path = self.folder / "anew.parquet"
        file = FOLDER / "formats" / "events.parquet"
        pq.write_table(pq.read_table(file).replace_schema_metadata(pq.read_metadata(file).metadata), path)
        self.assertIn(KEY, path.read_bytes())
        self.assert_refused(path, "was damaged, or changed by another program")

    def test_parquet_without(self):
        path = self.folder / "anew.parquet"
        pq.write_table(read_table("formats/events.parquet"), path)
        self.assert_refused(path, "is a file of Parquet, but not an event file of aprime")

    def test_csv(self):
        path = self.folder / "anew.csv"
        read_table("formats/events.pulses.arrow").to_pandas().to_csv(path)
        self.assert_refused(path, "is not an event file of aprime")

    def test_one_cell_of_csv_changed(self):
        """By an editor, say: one digit of one number."""
        path = self.folder / "anew.csv"
        lines = (FOLDER / "formats" / "events.csv").read_text().splitlines(keepends=True)
        row = len(lines) // 2
        place = next(k for k, letter in enumerate(lines[row]) if letter in "12345678" and k > 20)
        lines[row] = lines[row][:place] + "9" + lines[row][place + 1 :]
        path.write_text("".join(lines))
        self.assert_refused(path, "was damaged, or changed by another program")


if __name__ == "__main__":
    unittest.main()
