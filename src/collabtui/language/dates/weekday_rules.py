"""Rules of days of the week: 周五, 下周三, next Wednesday, Friday of next week, the last Friday of March."""

from datetime import date, timedelta

from collabtui.language.dates import calendar_arithmetic as days
from collabtui.language.dates.day_meaning import AMBIGUOUS, DateContext, Meaning, Rules, always, is_month, resolved
from collabtui.language.dates.patterns import PatternMatch

_COUNTED = frozenset({"unit", "monthmark", "daymark", "few", "measure", "counter", "opaque", "pair", "num"})
_AMBIGUOUS = AMBIGUOUS._replace(kind="weekday")


def _weekday(found: PatternMatch, frame: DateContext) -> Meaning:
    day = days.next_weekday(frame.written, found.number("d"))
    return Meaning(day, "", "weekday", found("d").shy)


def _weekday_of_counted_week(found: PatternMatch, frame: DateContext) -> Meaning | None:
    which, weekday, unit = found("w"), found("d"), found.get("u")
    if unit is not None and unit.value != "week":
        return None
    return resolved("weekday", frame, lambda: days.weekday_of_week(frame.written, int(which.value), int(weekday.value)))


def _coming_weekday(found: PatternMatch, frame: DateContext) -> Meaning:
    tomorrow = frame.written + timedelta(days=1)
    return Meaning(days.next_weekday(tomorrow, found.number("d")), "", "weekday")


def _weekday_after_next_week(found: PatternMatch, frame: DateContext) -> Meaning | None:
    if found("u").value != "week":
        return None
    return resolved("weekday", frame, lambda: days.weekday_of_week(frame.written, 2, found.number("d")))


def _weekday_week(found: PatternMatch, frame: DateContext) -> Meaning | None:
    """Friday week: seven days after Friday."""
    behind = found.behind
    if not found("u").text.isascii() or found("u").value != "week" or (behind is not None and behind.kind == "num"):
        return None
    day = days.next_weekday(frame.written, found.number("d"))
    return resolved("weekday", frame, lambda: day + timedelta(days=7))


def _numbered_weekday(found: PatternMatch, frame: DateContext) -> Meaning | None:
    """周5, 下周5."""
    unit, number, behind = found("u"), found("n"), found.behind
    if unit.value != "week" or unit.text.isascii() or number.start != unit.end or not 1 <= int(number.value) <= 9:
        return None
    if found.first and found.tokens[found.first - 1].kind in ("num", "few", "article", "measure", "half"):
        return None
    if behind is not None and behind.start == number.end and behind.kind in _COUNTED:
        return None
    if int(number.value) > 6:
        return Meaning(None, "no-such-day", "weekday", "company")
    weekday, which = int(number.value) - 1, found.get("w")
    if which is None:
        return resolved("weekday", frame, lambda: days.next_weekday(frame.written, weekday))
    return resolved("weekday", frame, lambda: days.weekday_of_week(frame.written, int(which.value), weekday))


def _nth_weekday(found: PatternMatch, frame: DateContext) -> Meaning | None:
    """last Friday of March, first Monday of next month."""
    named, which, nth = found.get("m"), found.get("w"), found("n")
    number = int(nth.value) if nth.kind == "ord" else 0
    if not is_month(found) or number > 4 or (nth.kind == "which" and nth.value != -1):
        return None
    if named:
        month = date(days.year_of(frame.written, int(named.value), 31), int(named.value), 1)
    else:
        month = days.add_months(frame.month, int(which.value) if which else 0)

    def make() -> date:
        if number:
            return days.next_weekday(month, found.number("d")) + timedelta(days=7 * (number - 1))
        last = days.last_of_month(month.year, month.month)
        return last - timedelta(days=(last.weekday() - found.number("d")) % 7)

    return resolved("weekday", frame, make)


def _end_of_week(_found: PatternMatch, frame: DateContext) -> Meaning:
    return resolved("weekday", frame, lambda: days.weekday_of_week(frame.written, 0, days.FRIDAY))


WEEKDAY_RULES: Rules = (
    ("end? d=weekday", _weekday),
    ("w=which hyphen? d=weekday", _weekday_of_counted_week),
    ("coming d=weekday", _coming_weekday),
    ("d=weekday coming", _coming_weekday),
    ("w=which u=unit comma? of? on? d=weekday", _weekday_of_counted_week),
    ("d=weekday comma? of? w=which u=unit", _weekday_of_counted_week),
    ("d=weekday u=unit", _weekday_week),
    ("d=weekday nextnext", always(_AMBIGUOUS)),
    ("d=weekday of? the? u=unit nextnext", _weekday_after_next_week),
    ("u=unit nextnext on? d=weekday", _weekday_after_next_week),
    ("u=unit n=num", _numbered_weekday),
    ("w=which u=unit n=num", _numbered_weekday),
    ("n=ord|which d=weekday of|in the? m=month", _nth_weekday),
    ("n=ord|which d=weekday of|in the? w=which? u=unit", _nth_weekday),
    ("eow", _end_of_week),
    ("which? muddled", always(_AMBIGUOUS)),
)
