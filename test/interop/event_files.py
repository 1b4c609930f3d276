"""The files that scripts/dev/interop.ts (npm run test:interop) makes in the folder APRIME_INTEROP, and how Python reads them:

  signal/, electron/, part-1/, part-2/   of `aprime run`: events.arrow, cutflow.json; the parts are those of signal/
  merged/                                of `aprime merge`: the two parts
  inspect.json                           beside the events of signal, electron and merged: `aprime inspect --json`
  formats/                               of `aprime simulate --waveforms 50`, the run of signal/ in each format; and
                                         selected.*, the events of signal/ with their selection
  converted/                             the same, each file made of one of another format by `aprime convert`
"""

import json
import os
from functools import cache
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.csv
import pyarrow.ipc
import pyarrow.parquet as pq

FOLDER = Path(os.environ["APRIME_INTEROP"])
COMMAND = json.loads(os.environ["APRIME_COMMAND"])
EVENTS = 20000
RECORDED = 50
TABLES = ("events", "events.waveforms", "events.pulses")


@cache
def read_json(path):
    return json.loads((FOLDER / path).read_text())


@cache
def read_table(path):
    """An Arrow or Parquet file, by the ending of its name."""
    if path.endswith(".parquet"):
        return pq.read_table(FOLDER / path)
    with pa.ipc.open_file(pa.memory_map(str(FOLDER / path))) as reader:
        return reader.read_all()


@cache
def read_frame(path):
    """A file of any format, as pandas reads it."""
    file = FOLDER / path
    if path.endswith(".csv"):
        return pd.read_csv(file, comment="#")
    return pd.read_parquet(file) if path.endswith(".parquet") else pd.read_feather(file)


@cache
def metadata_of(path):
    """What a file of any format tells of its run."""
    file = FOLDER / path
    if path.endswith(".csv"):
        return json.loads(file.read_text().splitlines()[-1].removeprefix("# aprime "))
    if path.endswith(".parquet"):
        return json.loads(pq.read_metadata(file).metadata[b"aprime"])
    return json.loads(read_table(path).schema.metadata[b"aprime"])


def flat(table, column):
    """All values of a column in order, those of a wide one event by event, as stored."""
    array = table.column(column).combine_chunks()
    if isinstance(array, pa.ChunkedArray):
        array = pa.concat_arrays(array.chunks)
    return (array.flatten() if pa.types.is_fixed_size_list(array.type) else array).to_numpy()


def list_of(kind, size):
    """The type of a column of `size` values, none of which may be missing."""
    return pa.list_(pa.field("item", kind, nullable=False), size)


def number(value, units):
    """A number of the run card, with its unit, in internal units; `units` tells those that may stand there."""
    if isinstance(value, (int, float)):
        return float(value)
    digits, *unit = value.split()
    return float(digits) * (units[unit[0]] if unit else 1.0)
