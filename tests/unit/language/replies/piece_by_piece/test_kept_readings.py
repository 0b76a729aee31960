"""Every clause of every labelled reply is read as it was: what a change of the grammar changes shows in its diff.

    UPDATE_SNAPSHOTS=1 python -m pytest -q tests/unit/language/replies/piece_by_piece/test_kept_readings.py

writes `data/readings.txt` anew. The labels say what has to come of a reply; this says by which rule
it does, and what is proposed.
"""

import os

import pytest

from collabtui.domain.mail.reply import ReplyContext
from support.kept_readings import KEPT, kept_readings, reading, texts

TEXTS = list(texts())
READINGS = kept_readings()
UPDATE = bool(os.environ.get("UPDATE_SNAPSHOTS"))


@pytest.mark.parametrize(("name", "text", "situation"), TEXTS, ids=[name for name, *_ in TEXTS])
def test_a_reply_is_read_as_it_was(name: str, text: str, situation: ReplyContext) -> None:
    if not UPDATE:
        assert reading(name, text, situation) == READINGS.get(name)


def test_each_reply_has_a_reading_that_is_kept() -> None:
    if UPDATE:
        KEPT.write_text("".join(f"{reading(*one)}\n" for one in TEXTS), encoding="utf-8")
    assert list(kept_readings()) == [name for name, *_ in TEXTS]
