"""As many facts of each labelled table are applied as were: what is only proposed now shows in the diff.

    UPDATE_SNAPSHOTS=1 python -m pytest -q tests/unit/language/test_applied_counts.py

writes `data/applied.json` anew: of each table how many facts its labels want, and how many of them are applied.
"""

import os

from support.applied_counts import counts, keep, kept_counts


def test_as_much_is_applied_as_was() -> None:
    found = counts()
    if os.environ.get("UPDATE_SNAPSHOTS"):
        keep(found)
    assert found == kept_counts()
