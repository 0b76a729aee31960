"""The rule of the last word: the statement made last counts, whoever made it and in whatever order they come in."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from collabtui.domain.model import Instant, Value


class Provenance(NamedTuple):
    """A word: when it was said, by whom, and through what."""

    at: datetime
    """When a mail was written; when a key was pressed, a command given, or the facilitator said yes to a mail."""
    by: str
    via: str


class Statement(Value):
    """The latest word on one field of a record: by whom, when, and through what."""

    value: str
    """The field."""
    at: Instant
    by: str
    """A name, as shown to people."""
    via: str
    percent: int | None = None
    """Of `percent`: the one that was said, which counts again when what is done is not done after all."""


class NewerWord(Value):
    """Something that a mail says and that is left as it is, since somebody has spoken of it later than the mail."""

    ref: str
    value: str
    """What of it: a field of an action, the `start` of a meeting, or `sign-off`, `attendance`, `answer`, `criterion`,
    `vote`."""
    at: Instant
    """When the newer word was said."""
    by: str = ""
    """Whose it is: a name, as shown to people; empty where that is not known."""
    via: str = ""


AHEAD = timedelta(days=1)
"""By so much the clocks of machines may differ: what is dated later than this from now was dated by a wrong one."""


def is_outdated(stated_at: datetime, known: datetime | None, now: datetime | None) -> bool:
    """Whether a word counts no more, since what is known was said after it. Of two words of one moment the one that
    comes in last counts: mails tell seconds only. What is dated in the future of `now` was said under a wrong clock,
    nobody knows when: it keeps no later word out. None: whoever asks has no clock."""
    return known is not None and known > stated_at and not is_ahead(known, now)


def is_ahead(at: datetime, now: datetime | None) -> bool:
    """Whether it was dated by a clock that was wrong."""
    return now is not None and at > now + AHEAD


def not_ahead(known: Iterable[Statement], provenance: Provenance, now: datetime) -> tuple[Statement, ...]:
    """`known` as of no later than this word, where a wrong clock has dated it."""
    return tuple(one.model_copy(update={"at": provenance.at}) if is_ahead(one.at, now) else one for one in known)


def statement_of(statements: Iterable[Statement], value: str) -> Statement | None:
    return next((one for one in statements if one.value == value), None)


def with_statements(
    known: Iterable[Statement], values: Iterable[str], provenance: Provenance, percent: int
) -> tuple[Statement, ...]:
    """`known` once these values were said, among them perhaps this percent; a word that came later than this one stays
    the last."""
    last = {one.value: one for one in known}
    for value in values:
        if value not in last or not is_outdated(provenance.at, last[value].at, None):
            spoken = percent if value == "percent" else None
            last[value] = Statement(value=value, at=provenance.at, by=provenance.by, via=provenance.via, percent=spoken)
    return tuple(last[value] for value in sorted(last))
