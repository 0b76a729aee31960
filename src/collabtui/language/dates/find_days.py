"""Days that phrases such as "下周三" name. Whole phrases only: what is not certainly a day is read as none.

    text ─▶ tokenising ─▶ *_rules ─▶ extent ───▶ date_vetoes ─▶ adjacent_dates ─▶ date_lookalikes   (in `dates/`)
            words, digits  shape →    words of    what stands    two phrases       is a weak shape
                           meaning    time around beside it      are one           borne out?

A new word is a line in `words/dates.*.json`; a new shape is a line in one of the tables of rules. Both want a line in
the tests' `day_phrases/`, and one for what it must not be taken for. The rules are imported with the first text that is
read: most of what knows of days never reads one.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

from collabtui.domain.deadlines.counted_years import counted_day
from collabtui.errors import Refused
from collabtui.language.late_patterns import late_regex

if TYPE_CHECKING:
    from collabtui.language.dates.day_meaning import Kind, Reason
    from collabtui.language.dates.extent import Phrase
    from collabtui.language.dates.tokens import DateToken


_REFUSED = {"past": "day.past", "no-such-day": "day.none"}
"""The sentence for a reading without a day; `day.unread` for all others."""


class DayReading(NamedTuple):
    """A date phrase and the day it means."""

    day: date | None
    """None: it is a date phrase, but no day can be meant; `reason` says why."""
    reason: "Reason"
    """`ambiguous`: several days can be meant (3/4 in English). `no-such-day`: 2月30日. `past`.
    `vague`: soon, 节后, 下周 alone, three working days. `needs-due`: a length of time, and no due date to count from.
    Empty when `day` is set."""
    kind: "Kind"
    """`length` counts from the due date (推迟一周, +3d), `relative` from the written day (in 3 days, 明天)."""
    start: int
    end: int
    exact: bool
    """Whether the phrase is the whole text."""
    target: bool
    """Whether a word of moving leads to it (推迟到, moved to): then other days beside it are not the ones asked for."""
    times: tuple[tuple[int, int], ...] = ()
    """Where the times of day in it stand: 5 pm on Friday, 周五17:00前. The day does not say them."""


_OF_A_MONTH = late_regex(r"\s+(?:of|in)\s+(?:the\s+)?(?:next\s+|following\s+|coming\s+)?month\b", re.IGNORECASE)


def read_day(phrase: str, *, locale: Literal["zh", "en"], written: date, due: date | None = None) -> DayReading | None:
    """The day that the whole of `phrase` means; None for no date phrase.

    Words of time may stand around it (by, 截止, 下班前, EOD).
    `written` is the day of writing in the writer's zone. `locale` decides only how 3/4 is read.
    """
    from collabtui.language.dates.day_meaning import DateContext
    from collabtui.language.dates.extent import EDGES, OPENINGS
    from collabtui.language.dates.phrases import phrases
    from collabtui.language.dates.tokenising import tokenise

    tokens = tokenise(phrase)
    found = phrases(tokens, DateContext(locale, written, due), asked=True)
    if len(found) != 1:
        return None
    outside = [*tokens[: found[0].first], *tokens[found[0].last :]]
    if any(token.kind not in EDGES | OPENINGS for token in outside):
        return None
    return _reading(found[0], tokens, exact=True)


def typed_day(phrase: str, *, locale: Literal["zh", "en"], written: date, due: date | None = None) -> date:
    """The day of `2026-03-10`, or of what `read_day` reads. Raises `Refused` (value): day.past, day.none for one that
    is not in the calendar or centuries away, day.unread for what is no day or may be several."""
    try:
        return counted_day(date.fromisoformat(phrase))
    except ValueError:
        read = read_day(phrase, locale=locale, written=written, due=due)
    if read is not None and read.day is not None:
        return read.day
    raise Refused(_REFUSED.get(read.reason if read else "", "day.unread"), value=phrase)


def find_days(
    text: str, *, locale: Literal["zh", "en"], written: date, due: date | None = None, language: str = ""
) -> tuple[DayReading, ...]:
    """Every date phrase in a clause, the longest at each place; parameters as in `read_day`.

    `language` is one that is `READ_ALONE`, or empty.
    """
    from collabtui.language.dates.day_meaning import DateContext
    from collabtui.language.dates.phrases import may_name_day, phrases
    from collabtui.language.dates.tokenising import tokenise

    if not may_name_day(text, language):
        return ()
    tokens = tokenise(text, language)
    found = phrases(tokens, DateContext(locale, written, due), asked=False)
    readings = (_reading(phrase, tokens, exact=phrase.last - phrase.first == len(tokens)) for phrase in found)
    return tuple(_within_its_month(reading, text) for reading in readings)


def _within_its_month(reading: DayReading, text: str) -> DayReading:
    """A weekday of another month is one of four or five: Friday of next month."""
    if reading.kind == "weekday" and _OF_A_MONTH.match(text, reading.end):
        return reading._replace(day=None, reason="vague")
    return reading


def _reading(phrase: "Phrase", tokens: "Sequence[DateToken]", *, exact: bool) -> DayReading:
    from collabtui.language.dates.adjacent_dates import is_target
    from collabtui.language.dates.times_of_day import times_in

    day, reason, kind, _ = phrase.meaning
    return DayReading(
        day,
        reason,
        "relative" if kind == "time" else kind,
        tokens[phrase.first].start,
        tokens[phrase.last - 1].end,
        exact,
        is_target(phrase, tokens),
        tuple(times_in(phrase, tokens)),
    )
