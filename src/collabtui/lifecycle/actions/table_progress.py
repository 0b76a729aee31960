"""The progress of a task, as the cells of a table say it: a word, a sign, a share, a day on which it was done, or
words about it."""

import re
from functools import cache
from typing import NamedTuple, cast

from collabtui.domain.action_status import Status
from collabtui.errors import Refused
from collabtui.formats.actions.task_row import TaskRow
from collabtui.formats.actions.written_values import percent_within, written_percent
from collabtui.formats.file_words import any_word, plain, word_table

_BETWEEN = re.compile(
    r"[，,；;：:()（）/\n|。]+|\s[-–—]\s|\d{1,3}(?:\.\d*)?\s*[%％]"
    r"|(?<=[\u3400-\u9fff])\s+(?=[A-Za-z])|(?<=[A-Za-z])\s+(?=[\u3400-\u9fff])"
)
"""Also where one language ends and the other says it once more."""
_HAS_DIGIT = re.compile(r"\d")
_UNDER_WAY = re.compile(r"(?:正在)?[\u3400-\u9fff]{2,3}中|正在[\u3400-\u9fff]{2,4}")
"""What a task is in the midst of: 录制中, 正在采购. What stands still is listed."""
_DAY_BEHIND = re.compile(r"(?<=\S)\s*(?:[-–]\s+)?[(（]?\d{1,4}[-./]\d{1,2}[-./]\d{2,4}[)）]?\s*\Z")
"""Y - 24/02/26: when it was done."""
_ALIKE = re.compile(r"等[级同于比额价保值]")
_SIGNS = re.compile(r"^[^\w\[]+|[^\w\]]+$")


class Progress(NamedTuple):
    status: Status | None = None
    percent: int | None = None
    words: str = ""
    """What was said besides."""
    unread: tuple[str, ...] = ()
    """Fields whose words nobody knows as a state: they say nothing of how far it is."""
    other_percent: int | None = None
    """The share that the table says, where the status says otherwise."""
    begun_with: bool = False
    """Whether the status only stands first in its cell."""


class _Piece(NamedTuple):
    status: Status | None
    percent: int | None
    known: int
    """How many of its parts say how far it is."""
    parts: int


_SAYS_NOTHING = _Piece(None, None, 0, 0)


def read_progress(row: TaskRow) -> Progress:
    """Status and percent, which agree: what is done is at 100. Raises `Refused`: action.bad_percent (value), with the
    field that is meant as `field`."""
    pieces = {"status": _read_text(row.lines("status")), "percent": _share(row)}
    first = _begins_with_state(row.lines("status"), pieces["status"])
    if first:
        pieces["status"] = _Piece(first, pieces["status"].percent, 1, 1)
    unread = tuple(name for name, piece in pieces.items() if piece.known < piece.parts)
    written, share = (_SAYS_NOTHING if name in unread else piece for name, piece in pieces.items())
    beside = _read_text(row.lines("progress"))
    begun = _begins_with_state(row.lines("progress"), beside) if not row.text("status") else None
    if begun == "blocked":
        beside = beside._replace(status=begun)
    if beside.known < beside.parts and not any(map(str.isalnum, row.text("progress"))):  # ○, △
        unread, beside = (*unread, "progress"), _SAYS_NOTHING
    status, percent = written.status or share.status or beside.status, written.percent
    percent = share.percent if percent is None else percent
    percent = beside.percent if percent is None else percent
    if written.status == "not-started" and _is_no(row) and beside.status:
        status = "in-progress" if beside.status == "done" else beside.status
    if status is None and percent is None and not written.parts:
        status = _by_days(row)
    if percent and (status is None or status == "not-started"):
        status = "done" if percent == 100 else "in-progress"
    waits = any(map(waits_for_something, filter(None, _BETWEEN.split(row.lines("progress")))))
    words = row.lines("progress") if beside.known < beside.parts or waits else ""
    words = "\n".join(filter(None, (words, row.lines("status") if first else "")))
    begun_with = bool(first or (begun == "blocked" and status == begun))
    agrees = percent is None or (percent == 100) == (status == "done") or status == "cancelled"
    other = None if agrees or written.status is None else percent
    return Progress(status, 100 if status == "done" else percent, words, unread, other, begun_with)


def with_end_of_struck(found: Progress) -> Progress:
    """The progress of a row that is struck out: it is cancelled where it says nothing else."""
    return found if found.status or found.percent else found._replace(status="cancelled")


def _begins_with_state(text: str, piece: _Piece) -> Status | None:
    """卡住 书店要求保底 300 本, `late - 3 missing`: the state that stands first, with words about it behind. One that
    ends the task is not taken so: what stands behind may be what is left of it."""
    if piece.known == piece.parts or not text:
        return None
    first = next(filter(None, map(str.strip, _BETWEEN.split(_SIGNS.sub("", text)))), "")
    state = _state(first)
    return cast("Status | None", state) if state in ("in-progress", "blocked") else None


def _is_no(row: TaskRow) -> bool:
    """A bare no says only that it is not done yet; what stands beside it says how far it is."""
    return plain(row.text("status")) in word_table("actions", "no")


def _by_days(row: TaskRow) -> Status | None:
    if row.text("actual_finish"):
        return "done"
    return "in-progress" if row.text("actual_start") else None


def _share(row: TaskRow) -> _Piece:
    """What stands where a share is asked for: one, or a word as a status has it."""
    cell = row.cells.get("percent")
    if cell is None:
        return _SAYS_NOTHING
    written, percent = _read_text(row.lines("percent")), written_percent(cell)
    if percent is not None:
        return _Piece(None, percent, 1, 1)
    if written.percent is None and written.known < written.parts and _HAS_DIGIT.search(row.text("percent")):
        raise Refused("action.bad_percent", value=row.text("percent"), field="percent")
    return written._replace(
        percent=0 if written.percent is None and written.status == "not-started" else written.percent
    )


def _read_text(text: str) -> _Piece:
    """What a cell says of a status and a share. 已完成60% is under way."""
    if not text:
        return _SAYS_NOTHING
    whole = word_table("actions", "statuses").get(plain(text))
    if whole is not None:
        return _Piece(cast("Status | None", whole or None), None, 1, 1)
    percent = percent_within(text)
    parts = [piece.strip() for piece in _BETWEEN.split(_DAY_BEHIND.sub("", text)) if piece and piece.strip()]
    found = [_state(part) for part in parts]
    status = cast("Status | None", next((one for one in found if one), None))
    if percent is not None and percent < 100 and status == "done":
        status = "in-progress"
    return _Piece(status, percent, sum(one is not None for one in found), len(parts) or (percent is None))


def _state(text: str) -> str | None:
    """The status that a word stands for: empty where it is known and none; None of a word that nobody knows. 尚未落实
    is not started, where 落实 is done; `done?` is a question; 录制中 is under way, and what
    waits for others is blocked."""
    known = word_table("actions", "statuses")
    if text.rstrip().endswith(("?", "？")):
        return None
    for word in (plain(text), plain(_SIGNS.sub("", text))):
        if word in known:
            return known[word]
        if (match := _not_yet().fullmatch(word)) and known.get(match[1], known.get(f"已{match[1]}")) == "done":
            return "not-started"
        if _UNDER_WAY.fullmatch(word):
            return "in-progress"
        if waits_for_something(word):
            return "blocked"
    return None


def waits_for_something(text: str) -> bool:
    """`waiting for the licence`, 等供应商合同; 等级 waits for nothing."""
    return _waiting().match(plain(text)) is not None and _ALIKE.match(text.strip()) is None


@cache
def _waiting() -> re.Pattern[str]:
    return re.compile(rf"{any_word('actions', 'waiting')}\s*\S")


@cache
def _not_yet() -> re.Pattern[str]:
    return re.compile(rf"{any_word('actions', 'not_yet')}\s*(.+)")
