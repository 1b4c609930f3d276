"""The examples of docs/files.md run as they stand there, and its list of the metadata is whole."""

import contextlib
import io
import os
import re
import unittest
from pathlib import Path

from event_files import FOLDER, RECORDED, TABLES, metadata_of, read_frame

PAGE = (Path(__file__).parents[2] / "docs" / "files.md").read_text()
EXAMPLES = re.findall(r"^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


class Docs(unittest.TestCase):
    def run_example(self, word):
        """Runs the example in which a word stands, where its files are; returns its variables."""
        (example,) = [example for example in EXAMPLES if word in example]
        before = os.getcwd()
        self.addCleanup(os.chdir, before)
        os.chdir(FOLDER / "formats")
        variables = {}
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile(example, "docs/files.md", "exec"), variables)
        return variables

    def test_reading(self):
        variables = self.run_example("read_feather")
        self.assertEqual(variables["run"], metadata_of("formats/events.csv"))

    def test_scoring(self):
        score = self.run_example("pulses.origin")["score"]
        self.assertEqual(len(score), RECORDED * 108)
        # Most channels see noise of two or three counts of 10 or 40 MeV at their highest sample, and nothing else.
        self.assertLess((score.found - score.true).abs().median(), 0.1)
        # Nothing but noise is between them where no other particle came.
        events = read_frame("formats/events.arrow").head(RECORDED)
        quiet = score[score.index.get_level_values("event").isin(events[events.pileupParticles == 0].event)]
        self.assertGreater(len(quiet), 1000)
        self.assertGreater(quiet[["found", "true"]].corr().iloc[0, 1], 0.99)

    def test_checksum(self):
        self.assertEqual(self.run_example("hashlib")["told"], metadata_of("formats/events.parquet")["checksum"])

    def test_every_example_is_run(self):
        self.assertEqual(len(EXAMPLES), 3)

    def test_every_key_of_the_metadata_is_told(self):
        paths = [f"formats/{table}.arrow" for table in (*TABLES, "selected")]
        told = set(re.findall(r"`(\w+)`", "".join(line for line in PAGE.splitlines() if line.startswith("| `"))))
        for path in paths:
            self.assertLessEqual(set(metadata_of(path)), told, path)


if __name__ == "__main__":
    unittest.main()
