"""Rules of days that are counted, from the written day (in 3 days, 三天后) or from the due date (推迟一周, +3d)."""

from datetime import date, timedelta

from collabtui.language.dates import calendar_arithmetic as days
from collabtui.language.dates.day_meaning import AMBIGUOUS, VAGUE, DateContext, Kind, Meaning, Rules, always, resolved
from collabtui.language.dates.patterns import PatternMatch

_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_COUNTS = frozenset({"num", "few", "article", "half"})
_MOST = 3660
"""More than ten years is no length anybody means."""


def _day_word(found: PatternMatch, frame: DateContext) -> Meaning:
    return resolved("relative", frame, lambda: frame.written + timedelta(days=found.number("d")))


def _day_word_week(found: PatternMatch, frame: DateContext) -> Meaning | None:
    """tomorrow week."""
    if not found("u").text.isascii() or found("u").value != "week":
        return None
    return resolved("relative", frame, lambda: frame.written + timedelta(days=7 + found.number("d")))


def _end_of_today(_found: PatternMatch, frame: DateContext) -> Meaning:
    return Meaning(frame.written, "", "time")


def _unsure(found: PatternMatch, _frame: DateContext) -> Meaning | None:
    """in a week or two, but not: in 3 days or one more week."""
    counts_on = found.behind is not None and found.behind.kind in ("more", "unit")
    return None if counts_on else VAGUE


def _unsure_alone(found: PatternMatch, frame: DateContext) -> Meaning | None:
    meaning = _unsure(found, frame)
    return meaning and meaning._replace(needs="phrase")


def _starts_with_connector(found: PatternMatch) -> bool:
    """到三天后 is no range: what connects two numbers has one before it."""
    return found.get("c") is not None and found.get("n") is None


def _goes_on_counting(found: PatternMatch) -> bool:
    """a week or two; one week 2 days; 一周多."""
    if found.behind is not None and found.behind.value == "odd":
        return True
    behind = [token.kind for token in found.tokens[found.last : found.last + 2]]
    if len(behind) < 2:
        return False
    return (behind[0] == "or" and behind[1] in _COUNTS) or (behind[0] in ("num", "few") and behind[1] == "unit")


def _from_written(found: PatternMatch, frame: DateContext) -> Meaning | None:
    if found.behind is not None and found.behind.kind in ("of", "since", "old"):
        return VAGUE  # within 3 days of receipt
    return _after(found, frame, frame.written, "relative")


def _days_from_written(found: PatternMatch, frame: DateContext) -> Meaning | None:
    """3日内, 3日后 (which is also: after the third)."""
    if found("mark").value != "day":
        return None
    if found.has("after"):
        return AMBIGUOUS
    return resolved("relative", frame, lambda: frame.written + timedelta(days=found.number("n")))


def _from_named_day(found: PatternMatch, frame: DateContext) -> Meaning | None:
    """a week from Friday, a week on Friday, a week tomorrow; two days before Friday is not counted."""
    lead, named = found.get("lead"), found("d")
    if not found("u").text.isascii():
        return None
    if lead is not None and lead.value not in ("on", "from"):
        return VAGUE
    if named.kind == "dayword":
        return _after(found, frame, frame.written + timedelta(days=int(named.value)), "relative")
    return _after(found, frame, days.next_weekday(frame.written, int(named.value)), "weekday")


def _ago(found: PatternMatch, _frame: DateContext) -> Meaning | None:
    return Meaning(None, "past", "relative") if _length(found) else _unclear(found)


def _from_due(found: PatternMatch, frame: DateContext) -> Meaning | None:
    if frame.due is None:
        return Meaning(None, "needs-due", "length") if _length(found) else _unclear(found)
    return _after(found, frame, frame.due, "length")


def _bare(found: PatternMatch, frame: DateContext) -> Meaning | None:
    meaning = _from_due(found, frame)
    return meaning and meaning._replace(needs="phrase")


def _suffixed(found: PatternMatch, frame: DateContext) -> Meaning | None:
    """3 days more, a two-week delay, 2 more days; 三天多 and 十多天 are no numbers."""
    return VAGUE if found("s").value == "odd" else _from_due(found, frame)


def _later_by(found: PatternMatch, frame: DateContext) -> Meaning | None:
    return _from_due(found, frame) if found("lead").value == "by" else None


def _be_late(found: PatternMatch, frame: DateContext) -> Meaning | None:
    return _from_due(found, frame) if found("s").value == "late" else None


def _after(found: PatternMatch, frame: DateContext, start: date, kind: Kind) -> Meaning | None:
    length = _length(found)
    if length is None:
        return _unclear(found)
    number, unit = length
    if unit == "month":
        return resolved(kind, frame, lambda: days.add_months(start, number))
    return resolved(kind, frame, lambda: start + timedelta(days=number))


def _unclear(found: PatternMatch) -> Meaning | None:
    if _starts_with_connector(found):
        return None
    return VAGUE if any(found.get(label) for label in ("a", "n", "h", "f", "more")) else None


def _length(found: PatternMatch) -> tuple[int, str] | None:
    """(number, `day` or `month`); None for what can't be counted: a few days, half a week, working days, hours."""
    unit, counted = found("u"), found.get("n")
    if (
        any(found.get(label) for label in ("h", "f", "half"))
        or _goes_on_counting(found)
        or _starts_with_connector(found)
    ):
        return None
    if counted is None and not (found.get("a") or found.get("more")):
        return None
    if counted is not None and counted.kind != "num":
        return None
    number = int(counted.value) if counted is not None else 1
    if number > _MOST:
        return None
    if unit.value in _DAYS:
        return number * _DAYS[str(unit.value)], "day"
    if unit.value in _MONTHS:
        return number * _MONTHS[str(unit.value)], "month"
    return None


_COUNT = "a=article? h=half? n=num|pair|few? c=or|to|hyphen? f=few|halfmore|num? hyphen?"
LENGTH = f"{_COUNT} u=unit half=half? possessive?"
"""`f` is a second number (two to three) or a word that makes the first one unsure (and a half)."""

LENGTH_RULES: Rules = (
    ("end? d=dayword", _day_word),
    ("d=dayword u=unit", _day_word_week),
    ("eod", _end_of_today),
    (f"in {LENGTH} later|fromnow|after|timeword?", _from_written),
    (f"{LENGTH} fromnow|after", _from_written),
    (f"in? {LENGTH} within", _from_written),
    ("n=num mark=daymark within|after", _days_from_written),
    (f"in the which {LENGTH}", always(VAGUE)),
    (f"in {LENGTH} or num|few|half", _unsure),
    (f"{LENGTH} or num|few|half", _unsure_alone),
    (f"{LENGTH} since|old", always(VAGUE._replace(needs="phrase"))),
    (f"{LENGTH} lead=since|old|on? d=weekday|dayword", _from_named_day),
    (f"{LENGTH} ago|before", _ago),
    (f"delay|lateness back? back? by|on|colon? {LENGTH}", _from_due),
    (f"lead=by {LENGTH}", _later_by),
    (f"plus {LENGTH}", _from_due),
    (f"article? more=more more? more? {_COUNT} u=unit", _from_due),
    (f"{_COUNT} s=more u=unit", _suffixed),
    (f"{LENGTH} s=more|later|delay", _suffixed),
    (f"be {LENGTH} s=early", _be_late),
    (f"earlier|early {LENGTH}", always(VAGUE._replace(needs="phrase"))),
    (f"{LENGTH} earlier", always(VAGUE._replace(needs="phrase"))),
    (LENGTH, _bare),
    ("few|more unit", always(VAGUE)),
)
