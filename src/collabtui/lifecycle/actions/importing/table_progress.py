"""The progress of a task, as the cells of a table say it: a word, a sign, a share, a day on which it was done, or
words about it."""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from typing import NamedTuple, cast

from collabtui.domain.action_status import Status
from collabtui.errors import Refused
from collabtui.formats.actions.column_values import is_day_or_stretch
from collabtui.formats.actions.task_row import TaskRow
from collabtui.formats.actions.written_values import (
    DAY_WITHIN,
    counted_share,
    percent_within,
    state_of,
    waits_for_something,
    without_signs,
    written_percent,
)
from collabtui.formats.file_words import any_word, plain, word_table

_BETWEEN = re.compile(
    r"[，,；;：:()（）/\n|。]+|\s[-–—&]\s|\d{1,3}(?:\.\d*)?\s*[%％]|[一二三四五六七八九]成半?(?![\u3400-\u9fff])"
    r"|(?<=[\u3400-\u9fff])\s+(?=[A-Za-z])|(?<=[A-Za-z])\s+(?=[\u3400-\u9fff])"
)
"""Also where one language ends and the other says it once more."""
_SHORTEST_STATE, _LONGEST_STATE = 2, 20
_SENTENCE = re.compile(r"[，,。；;：:]|(?:\S+\s+){4}|[\u3400-\u9fff]{9}")
"""What is told about a task, and is no state of it."""
_HALF = 50
_LONGEST_DAY = 4
"""Words of a day."""
_HAS_DIGIT = re.compile(r"\d")
_DAY_BEHIND = re.compile(r"(?<=\S)\s*(?:[-–]\s+)?[(（]?\d{1,4}[-./]\d{1,2}[-./]\d{2,4}[)）]?\s*\Z")
"""Y - 24/02/26: when it was done."""
_WORD_END = re.compile(r"[\s，,。；;：:（(]")
_ON = re.compile(r"(?<=\w)\s+on\Z", re.IGNORECASE)
_UNTIL = re.compile(r"(?:by|before|until|till)\b", re.IGNORECASE)
_BRACKETS_BEHIND = re.compile(r"[^\s(（\[【].*[(（\[【]([^()（）\[\]【】]+)[)）\]】]\s*\Z", re.DOTALL)


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
    counted: str = ""
    """The text in which the share is a count of parts."""


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
    begins = {name: _begins_with_state(row.lines(name), piece) for name, piece in pieces.items()}
    for name, state in begins.items():
        pieces[name] = _Piece(state, pieces[name].percent, 1, 1) if state else pieces[name]
    first = begins["status"] or begins["percent"]
    unread = tuple(name for name, piece in pieces.items() if piece.known < piece.parts)
    written, share = (_SAYS_NOTHING if name in unread else piece for name, piece in pieces.items())
    beside = _read_text(row.lines("progress"))
    begun = _begins_with_state(row.lines("progress"), beside) if not row.text("status") else None
    if begun == "blocked":
        beside = beside._replace(status=begun)
    if beside.known < beside.parts and not any(map(str.isalnum, row.text("progress"))):  # ○, △
        unread, beside = (*unread, "progress"), _SAYS_NOTHING
    if written.status == "done" and state_of(row.text("resolution")) == "cancelled":  # closed, and nothing was done
        written = written._replace(status="cancelled")
    status, percent = written.status or share.status or beside.status, written.percent
    percent = share.percent if percent is None else percent
    percent = beside.percent if percent is None else percent
    if written.status == "not-started" and _is_no(row) and beside.status:
        status = "in-progress" if beside.status == "done" else beside.status
    if status is None and percent is None and not written.parts:
        status = _by_days(row)
    if percent and (status is None or status == "not-started"):
        status = "done" if percent == 100 else "in-progress"
    in_words = (
        row.lines("progress") if beside.known < beside.parts or _says_for_what(row.lines("progress")) else "",
        row.lines("status") if begins["status"] or _says_more(row.lines("status"), written) else "",
        row.lines("percent") if begins["percent"] else "",
        _unread_resolution(row),
    )
    begun_with = bool(first or (begun == "blocked" and status == begun))
    counts = (row.lines(name) for name in ("status", "percent", "progress"))
    counted = next((text for text in counts if counted_share(text) is not None), "")
    agrees = percent is None or (percent == 100) == (status == "done") or status == "cancelled"
    other = None if agrees or written.status is None else percent
    words = "\n".join(dict.fromkeys(filter(None, (*in_words, counted))))
    return Progress(status, 100 if status == "done" else percent, words, unread, other, begun_with, counted)


def _says_for_what(text: str) -> bool:
    """等供应商回复, `Blocked: waiting for the licence`: what it waits for is more than the state."""
    known = word_table("actions", "statuses")
    pieces = (piece.strip() for piece in _BETWEEN.split(text) if piece)
    return any(waits_for_something(piece) and plain(piece) not in known for piece in pieces)


def _unread_resolution(row: TaskRow) -> str:
    return row.lines("resolution") if row.text("resolution") and state_of(row.text("resolution")) is None else ""


def with_end_of_struck(found: Progress) -> Progress:
    """The progress of a row that is struck out: it is cancelled where it says nothing else."""
    return found if found.status or found.percent else found._replace(status="cancelled")


def unread_states(row: TaskRow, rows: Iterable[TaskRow], named: Collection[str]) -> Iterator[str]:
    """Of a row that does not say how far it is, the fields with a word that may well be a state: a few words where they
    are expected, and what says elsewhere that all is well (OK) where the others are states."""
    known, status, words = word_table("actions", "statuses"), plain(row.text("status")), row.text("progress")
    well = known.get(status) == "" and len(status) >= _SHORTEST_STATE
    if well and any(known.get(plain(one.text("status"))) for one in rows):
        yield "status"
    if words and "progress" not in named and len(words) <= _LONGEST_STATE and not _SENTENCE.search(words):
        yield "progress"


def is_cancelled(row: TaskRow) -> bool:
    """Whether a row says of its task that it is not done any more; one that cannot be read does not."""
    try:
        found = read_progress(row)
    except Refused:
        return False
    found = with_end_of_struck(found) if row.struck else found
    is_open = found.status is None and found.percent is None
    return (state_in_title(row) if is_open else found.status) == "cancelled"


def state_in_title(row: TaskRow) -> Status | None:
    """旧地坑回填（取消）, `Banner [on hold]`: that it is not done for now, or at all. Another word there may be a part
    of the name: Gate (closed)."""
    match = _BRACKETS_BEHIND.search(row.text("title"))
    state = state_of(match[1]) if match else None
    return cast("Status", state) if state in ("cancelled", "blocked") else None


def is_note_of_end(row: TaskRow) -> bool:
    """Whether a remark says 取消 or `cancelled` and nothing else."""
    return _is_cancelled_word(row.text("note"))


def tells_note_of_end(row: TaskRow) -> bool:
    """`cancelled by finance`: a remark that begins with such a word, and may be of a part of the task only."""
    return _is_cancelled_word(_WORD_END.split(row.text("note"), maxsplit=1)[0])


def _is_cancelled_word(text: str) -> bool:
    return word_table("actions", "statuses").get(plain(text)) == "cancelled"


def _begins_with_state(text: str, piece: _Piece) -> Status | None:
    """卡住 书店要求保底 300 本, `late - 3 missing`: the state that stands first, with words about it behind. One that
    ends the task is not taken so: what stands behind may be what is left of it."""
    if piece.known == piece.parts or not text:
        return None
    first = next(filter(None, map(str.strip, _BETWEEN.split(without_signs(text)))), "")
    state = state_of(first)
    return cast("Status | None", state) if state in ("in-progress", "blocked") else None


def _is_no(row: TaskRow) -> bool:
    """A bare no says only that it is not done yet; what stands beside it says how far it is."""
    return plain(row.text("status")) in word_table("actions", "no")


def is_no_beside_words(row: TaskRow) -> bool:
    """否 below 是否办结, beside 初稿已成: it is not over, and may well have begun."""
    return _is_no(row) and bool(row.text("progress")) and _read_text(row.lines("progress")).status is None


def _by_days(row: TaskRow) -> Status | None:
    if row.text("actual_finish"):
        return "done"
    return "in-progress" if row.text("actual_start") else None


def _has_share(text: str) -> bool:
    """Whether a number stands there that is no day among words: not in 已报送(3.1)."""
    worded = any(map(str.isalpha, DAY_WITHIN.sub("", text)))
    return _HAS_DIGIT.search(DAY_WITHIN.sub("", text) if worded else text) is not None


def _share(row: TaskRow) -> _Piece:
    """What stands where a share is asked for: one, or a word as a status has it."""
    cell = row.cells.get("percent")
    if cell is None:
        return _SAYS_NOTHING
    written, percent = _read_text(row.lines("percent")), written_percent(cell)
    if percent is not None:
        return _Piece(None, percent, 1, 1)
    begun = _begins_with_state(row.lines("percent"), written)  # blocked - 3 missing
    if written.percent is None and written.known < written.parts and not begun and _has_share(row.text("percent")):
        raise Refused("action.bad_percent", value=row.text("percent"), field="percent")
    return written._replace(
        percent=0 if written.percent is None and written.status == "not-started" else written.percent
    )


def _read_text(text: str) -> _Piece:
    """What a cell says of a status and a share. 已完成60% is under way."""
    if not text:
        return _SAYS_NOTHING
    if text == "0":  # nothing of it
        return _Piece(None, 0, 1, 1)
    if plain(text) in word_table("actions", "not_applicable"):
        return _Piece(None, None, 0, 1)
    whole = word_table("actions", "statuses").get(plain(text))
    if whole is not None:
        half = _HALF if plain(text) in word_table("actions", "half") else None
        return _Piece(cast("Status | None", whole or None), half, 1, 1)
    if (counted := counted_share(text)) is not None:
        return _Piece(None, counted, 1, 1)
    percent = percent_within(text)
    parts = [piece.strip() for piece in _BETWEEN.split(_without_day(text)) if piece and piece.strip()]
    found = [state_of(part) for part in parts]
    if found[:1] == ["done"]:
        found = ["done", *("" if _confirms(part) else state for part, state in zip(parts[1:], found[1:], strict=True))]
    status = cast("Status | None", next((one for one in found if one), None))
    if percent is not None and percent < 100 and status == "done":
        status = "in-progress"
    return _Piece(status, percent, sum(one is not None for one in found), len(parts) or (percent is None))


def _says_more(text: str, piece: _Piece) -> bool:
    """For what it waits, or `Closed 12-Oct-26`: the day of the end, which no field of an action keeps; and beside a
    share the step that is to come, 已完成80%，待评审."""
    ended = piece.status == "done" and piece.known == piece.parts
    steps = {state_of(part.strip()) for part in _BETWEEN.split(text) if part and part.strip()}
    if piece.percent is not None and steps - {None, "", "done", piece.status}:
        return True
    if ended and any(_confirms(part.strip()) for part in _BETWEEN.split(text) if part):
        return True
    return _says_for_what(text) or (ended and _without_day(text).split() != text.split())


def _confirms(text: str) -> bool:
    """`Closed – verified by IA`, 已完成，已核实: what stands behind the end says that somebody has looked at it."""
    return plain(text) in word_table("actions", "confirming") or _confirmed_by().fullmatch(plain(text)) is not None


@cache
def _confirmed_by() -> re.Pattern[str]:
    return re.compile(rf"{any_word('actions', 'confirming_by')}\s+\S+(?:\s\S+){{0,3}}")


def _without_day(text: str) -> str:
    """`Closed 27 Feb`, Y - 24/02/26, `Done on 3 Nov 2026`, 10月12日已关闭: the state alone. Not 12月10日完成, nor
    `Done by 3 Nov`, which may be plans."""
    day, already, rest = text.partition("已")
    if already and is_day_or_stretch(day.strip(" ：:（(")):
        return already + rest
    bare = _DAY_BEHIND.sub("", text)
    words = bare.split()
    for place in range(max(1, len(words) - _LONGEST_DAY), len(words)):
        behind = " ".join(words[place:]).strip("()（）")
        if is_day_or_stretch(behind) and not _UNTIL.match(behind):
            return _ON.sub("", " ".join(words[:place]).rstrip("-–— "))
    return bare
