"""Cells of a table that still hold what an action's people have put right by mail since: their later word stays, and it
is told."""

from collections.abc import Iterator
from typing import Any

from collabtui.domain.action import Action
from collabtui.domain.last_word import Statement, statement_of
from collabtui.domain.via import mail_of
from collabtui.formats.actions.task_row import TaskRow
from collabtui.lifecycle.actions.importing.row_remarks import RowRemarks
from collabtui.store.interface import Reader

_BY_MAIL = ("due", "status", "percent")
"""What people say by mail, and a table says, too."""


def with_later_words(reader: Reader, row: TaskRow, before: Action, action: Action, remarks: RowRemarks) -> Action:
    """The action as the row leaves it, but for what was said by mail after what the row holds."""
    older = dict(_older(reader, before, action))
    if "status" in older and before.percent != action.percent:
        older.setdefault("percent", older["status"])  # done, at 80 % by a row from before that, is done
    for value, word in older.items():
        typed, day = row.text(value) or str(getattr(action, value)), word.at.date().isoformat()
        remarks.tell(
            row, f"import.older_{value}", old=typed, by=word.by, day=day, mail=mail_of(word.via), ref=before.ref
        )
    kept = {value: getattr(before, value) for value in older}
    if "due" in kept:
        kept |= {"slips": before.slips, "original_due": before.original_due}
    return action.model_copy(update=kept)


def _older(reader: Reader, before: Action, action: Action) -> Iterator[tuple[str, Statement]]:
    for value in _BY_MAIL:
        word = _word_on(before, value)
        if getattr(before, value) == getattr(action, value) or word is None or not mail_of(word.via):
            continue
        if _before_it(reader, before.ref, value) == action.model_dump(mode="json")[value]:
            yield value, word


def _word_on(action: Action, value: str) -> Statement | None:
    """Who says that something is done says its percentage, too."""
    known = (statement_of(action.stated, one) for one in (value, *(("status",) if value == "percent" else ())))
    return max(filter(None, known), key=lambda one: one.at, default=None)


def _before_it(reader: Reader, ref: str, value: str) -> Any:
    """What the field held before its present value."""
    return next((one.old for one in reader.changes(ref) if one.field == value), None)
