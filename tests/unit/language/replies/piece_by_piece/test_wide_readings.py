"""Every reply of the wide tables is read as it was: what a change of the grammar changes is named.

    UPDATE_SNAPSHOTS=1 python -m pytest -q tests/unit/language/replies/piece_by_piece/test_wide_readings.py

writes `data/fingerprints.txt` anew; run it without that first, and look at the replies that it names.
"""

import os
from pathlib import Path

import pytest

from support.wide_readings import KEPT, fingerprint, kept_fingerprints, readings, tables

UPDATE = bool(os.environ.get("UPDATE_SNAPSHOTS"))


@pytest.mark.parametrize("table", tables(), ids=lambda table: table.stem)
def test_the_replies_of_a_table_are_read_as_they_were(table: Path) -> None:
    if UPDATE:
        return
    found, kept = list(readings(table)), kept_fingerprints()[table.stem]
    assert len(found) == len(kept)
    assert [one for one, before in zip(found, kept, strict=True) if fingerprint(one) != before] == []


def test_each_wide_table_has_its_fingerprints() -> None:
    if UPDATE:
        rows = (f"{table.stem} {''.join(map(fingerprint, readings(table)))}\n" for table in tables())
        KEPT.write_text("".join(rows), encoding="utf-8")
    assert list(kept_fingerprints()) == [table.stem for table in tables()]
