"""Dates side by side: one day said twice (周五（3月20日）), a choice, a range, an old date and a new one."""

from collections.abc import Callable, Sequence
from datetime import date

from collabtui.language.dates.date_vetoes import weigh
from collabtui.language.dates.day_meaning import AMBIGUOUS, VAGUE, Meaning
from collabtui.language.dates.extent import Phrase, end_of_tails
from collabtui.language.dates.tokens import DateToken, token_at

_CONNECTORS = frozenset({"or", "hyphen", "list", "to"})
_QUIET = frozenset({"comma", "open"})
_WIDEST_GAP = 4
_BE = frozenset({"opening", "be"})
_SHIFTS = frozenset({"delay", "shift"})
_DAYS = frozenset({"calendar", "weekday", "relative"})


def join(phrases: Sequence[Phrase], tokens: Sequence[DateToken]) -> list[Phrase]:
    """The same phrases, those that belong together made one, and without the dates that were given up."""
    joined: list[Phrase] = []
    latest, later_named = date.min, False
    for found in phrases:
        taken = joined[-1].last if joined else 0
        if found.core < taken:
            continue
        phrase = found._replace(first=max(found.first, taken))
        merged = _merged(joined[-1], phrase, tokens) if joined else None
        if merged is None:
            joined.append(_in_order(phrase, tokens, latest, later_named=later_named))
        else:
            weighed = weigh(merged, tokens) or merged._replace(loose=True)
            joined[-1] = weighed._replace(first=merged.first)
        latest = max(latest, phrase.mentions or latest)
        later_named = later_named or _names_later(phrase, tokens)
    return [phrase for phrase in joined if not phrase.loose]


def _merged(one: Phrase, two: Phrase, tokens: Sequence[DateToken]) -> Phrase | None:
    """One phrase for both; None where they have nothing to do with each other."""
    if two.first - one.last > _WIDEST_GAP:
        return None
    gap = [token.kind for token in tokens[one.last : two.first]]
    for way in (_time_of_day, _shift, _same_day, _length_and_day, _choice, _neighbours):
        merged = way(one, two, gap, tokens)
        if merged is not None:
            return merged
    return None


Way = Callable[[Phrase, Phrase, Sequence[str], Sequence[DateToken]], Phrase | None]


def _both(one: Phrase, two: Phrase, meaning: Meaning, tokens: Sequence[DateToken]) -> Phrase:
    """One phrase over both, with the bracket behind it when one stands between them."""
    last = two.last
    opens = any(token.kind == "open" for token in tokens[one.last : two.first])
    if opens and token_at(tokens, last).kind == "close":
        last = end_of_tails(tokens, last + 1, meaning)
    return two._replace(meaning=meaning, first=one.first, last=last, loose=False)


def _time_of_day(one: Phrase, two: Phrase, gap: Sequence[str], tokens: Sequence[DateToken]) -> Phrase | None:
    """EOD, Friday."""
    if set(gap) - _QUIET or "time" not in (one.meaning.kind, two.meaning.kind):
        return None
    return _both(one, two, two.meaning if one.meaning.kind == "time" else one.meaning, tokens)


def _shift(one: Phrase, two: Phrase, gap: Sequence[str], tokens: Sequence[DateToken]) -> Phrase | None:
    """周五改到下周一, from Friday to Monday: the first one is given up."""
    if set(gap) - _QUIET - _BE or one.meaning.kind not in _DAYS or two.meaning.kind not in _DAYS | {"vague"}:
        return None
    ordered = _in_order(two, tokens, one.mentions or date.min, later_named=_names_later(one, tokens))
    both = ordered._replace(first=one.first)
    if is_target(two, tokens):
        return both
    if not one.loose or not _is_led_by_to(two, tokens):
        return both if one.loose and _BE & set(gap) else None
    moved = any(token.kind in _SHIFTS for token in tokens[max(one.first - 5, 0) : one.first])
    return both if moved else both._replace(meaning=AMBIGUOUS)


def is_target(phrase: Phrase, tokens: Sequence[DateToken]) -> bool:
    """Whether a word of moving leads to it: 推迟到, moved to, →."""
    return any(token.value == "moved" for token in tokens[phrase.first : phrase.core])


def _is_led_by_to(phrase: Phrase, tokens: Sequence[DateToken]) -> bool:
    return any(token.kind == "to" for token in tokens[phrase.first : phrase.core])


def _same_day(one: Phrase, two: Phrase, gap: Sequence[str], tokens: Sequence[DateToken]) -> Phrase | None:
    """Friday, March 20; 明天（周四）. Where the two differ it is neither."""
    kinds = {one.meaning.kind, two.meaning.kind}
    if gap and not set(gap) - _QUIET and one.meaning.reason == "ambiguous" and one.meaning.kind != "weekday":
        return _both(one, two, AMBIGUOUS, tokens)
    if set(gap) - _QUIET or len(kinds) != 2 or not kinds <= _DAYS or _is_led_by_to(two, tokens):
        return None
    if "comma" in gap and "relative" in kinds:
        return None
    exact, other = (one, two) if one.meaning.kind == "calendar" or two.meaning.kind == "weekday" else (two, one)
    return _both(one, two, _agreed(exact.meaning, other, tokens), tokens)


def _agreed(meaning: Meaning, other: Phrase, tokens: Sequence[DateToken]) -> Meaning:
    if meaning.day is None:
        return meaning._replace(needs="")
    weekday = _bare_weekday(other, tokens)
    agrees = meaning.day == other.meaning.day if weekday is None else meaning.day.weekday() == weekday
    return meaning._replace(needs="") if agrees else AMBIGUOUS


def _bare_weekday(phrase: Phrase, tokens: Sequence[DateToken]) -> int | None:
    """The number of a weekday without a week (周五, but not 下周五)."""
    token = tokens[phrase.core]
    return int(token.value) if token.kind == "weekday" and phrase.core_end == phrase.core + 1 else None


def _length_and_day(one: Phrase, two: Phrase, gap: Sequence[str], tokens: Sequence[DateToken]) -> Phrase | None:
    """延期一周到3月20日."""
    kinds = [one.meaning.kind, two.meaning.kind]
    if set(gap) - _QUIET or kinds.count("length") != 1 or not set(kinds) <= _DAYS | {"length"}:
        return None
    length, day = (one.meaning, two.meaning) if kinds[0] == "length" else (two.meaning, one.meaning)
    if length.needs:
        return None
    if length.reason == "needs-due" or day.day is None or length.day == day.day:
        return _both(one, two, day._replace(needs=""), tokens)
    return _both(one, two, AMBIGUOUS, tokens)


def _choice(one: Phrase, two: Phrase, gap: Sequence[str], tokens: Sequence[DateToken]) -> Phrase | None:
    """周四或周五, Monday to Wednesday, 3月18日、19日."""
    if not _is_choice(one, two, gap, tokens):
        return None
    if two.meaning.day is None and any(_joins_sentences(token) for token in tokens[one.last : two.first]):
        return None
    same = one.meaning.day is not None and one.meaning.day == two.meaning.day
    needs = one.meaning.needs and two.meaning.needs
    return _both(one, two, one.meaning if same else AMBIGUOUS._replace(needs=needs), tokens)


def _is_choice(one: Phrase, two: Phrase, gap: Sequence[str], tokens: Sequence[DateToken]) -> bool:
    if not gap:
        return _is_led_by_to(two, tokens) and (one.meaning.kind == "length") == (two.meaning.kind == "length")
    if set(gap) <= _CONNECTORS:
        return True
    offers = any(token.value == "or" for token in tokens[one.last : two.first])
    unsure = gap == ["comma", "approx"] or (gap == ["comma"] and tokens[two.first].kind == "approx")
    return unsure or (offers and set(gap) <= _CONNECTORS | _QUIET)


def _joins_sentences(token: DateToken) -> bool:
    """and, 和: not only between two days."""
    return token.value == "and"


def _neighbours(one: Phrase, two: Phrase, gap: Sequence[str], tokens: Sequence[DateToken]) -> Phrase | None:
    """周四周五; 节后周五: the day depends on the holiday."""
    if gap or two.first != two.core:
        return None
    kinds = {one.meaning.kind, two.meaning.kind}
    if kinds <= _DAYS and len(kinds) == 1:
        return _both(one, two, AMBIGUOUS, tokens)
    shapes = {token_at(tokens, one.core).kind, token_at(tokens, two.core).kind}
    if "vague" in kinds and kinds & _DAYS and (shapes & {"part"} or ("holiday" in shapes and "calendar" not in kinds)):
        return _both(one, two, VAGUE, tokens)
    return None


def _in_order(phrase: Phrase, tokens: Sequence[DateToken], latest: date, *, later_named: bool) -> Phrase:
    """下周给，周五前; 4月7日开始，15号完成: it is unsure whether the later day belongs to the earlier week or month.

    `latest` is the last of the days named before; `later_named`: a later week or month was.
    """
    day = phrase.meaning.day
    unsure = day is not None and (later_named or latest > day) and _is_bare(phrase, tokens)
    # of the kind that it is: a date that follows may settle it (Thursday. Tuesday the 10th)
    return phrase.without_day(AMBIGUOUS._replace(kind=phrase.meaning.kind)) if unsure else phrase


def _is_bare(phrase: Phrase, tokens: Sequence[DateToken]) -> bool:
    """A weekday without a week, a day without a month."""
    kinds = [token.kind for token in phrase.shape(tokens)]
    return kinds in (["weekday"], ["num", "daymark"], ["ord"], ["the", "ord"])


def _names_later(phrase: Phrase, tokens: Sequence[DateToken]) -> bool:
    """下周, next month; also with a day in it."""
    return any(token.kind == "which" and int(token.value) > 0 for token in phrase.shape(tokens))
