"""Vetoes that unmake a date by what stands beside it: a file name it is glued to, `after`, `every`, a second number."""

from collections.abc import Callable, Sequence

from collabtui.language.dates.day_meaning import AMBIGUOUS, VAGUE
from collabtui.language.dates.extent import Phrase
from collabtui.language.dates.tokens import DateToken, token_at

Check = Callable[[Phrase, Sequence[DateToken]], bool]

_LINKS = frozenset({"or", "list", "hyphen", "to"})
_NUMBERS = frozenset({"num", "ord"})
_COUNTED = frozenset({"counter", "measure", "monthmark", "daymark", "unit", "year"})


def weigh(phrase: Phrase, tokens: Sequence[DateToken]) -> Phrase | None:
    """The phrase as its surroundings leave it: as it is, without a day, loose, or not at all (None)."""
    if _any(_NONE, phrase, tokens):
        return None
    if _any(_LOOSE, phrase, tokens):
        starts = phrase.first - (token_at(tokens, phrase.first - 1).kind == "old")
        return phrase._replace(loose=True, first=starts)
    if _any(_AMBIGUOUS, phrase, tokens):
        return phrase.without_day(AMBIGUOUS)._replace(last=_end_of_choice(phrase, tokens))
    if _any(_VAGUE, phrase, tokens):
        return _with_vague_words(phrase.without_day(VAGUE), tokens)
    return phrase


def _any(checks: tuple[Check, ...], phrase: Phrase, tokens: Sequence[DateToken]) -> bool:
    for check in checks:  # noqa: SIM110  # a generator takes as long as most of them
        if check(phrase, tokens):
            return True
    return False


def _end_of_choice(phrase: Phrase, tokens: Sequence[DateToken]) -> int:
    """Past a second number: 20 or 21."""
    second = token_at(tokens, phrase.last).kind in _LINKS and token_at(tokens, phrase.last + 1).kind in _NUMBERS
    return phrase.last + 2 * second


def _with_vague_words(phrase: Phrase, tokens: Sequence[DateToken]) -> Phrase:
    before = token_at(tokens, phrase.first - 1).kind in _VAGUE_BEFORE
    behind = token_at(tokens, phrase.last).kind in _VAGUE_BEHIND
    return phrase._replace(first=phrase.first - before, last=phrase.last + behind)


# --- no date at all


def _recurs_or_is_counted(phrase: Phrase, tokens: Sequence[DateToken]) -> bool:
    """every Friday, 第三天, 农历三月初三, #3; not 那个推迟一周 (put that off a week)."""
    before = token_at(tokens, phrase.first - 1).kind
    counted = before == "measure" and token_at(tokens, phrase.first).kind != "delay"
    return counted or before in ("ordinal", "every", "glue")


def _owns_something(phrase: Phrase, tokens: Sequence[DateToken]) -> bool:
    """Friday's meeting."""
    return token_at(tokens, phrase.last).kind == "possessive"


def _is_glued_in_front(phrase: Phrase, tokens: Sequence[DateToken]) -> bool:
    """report-2026-03-20, v1.2/3, 10年3月."""
    before, earlier = token_at(tokens, phrase.first - 1), token_at(tokens, phrase.first - 2)
    if before.end != tokens[phrase.first].start:
        return False
    if before.text == ".":
        is_item = earlier.kind == "num" and token_at(tokens, phrase.first - 3).end < earlier.start
        return not is_item
    if before.kind in ("hyphen", "list"):
        return earlier.kind in ("opaque", "pair", "triple", "few") and earlier.end == before.start
    if before.kind == "unit":
        return phrase.meaning.kind == "weekday" and phrase.first == phrase.core
    if before.kind == "opaque" and tokens[phrase.first].kind in ("monthend", "yearend"):
        return before.text[-1:].isdigit()  # 1,000月底
    if before.kind == "opaque" and tokens[phrase.first].kind == "plus":
        return before.text.isascii()
    return before.kind in ("year", "monthmark", "pair", "triple", "few", "month")


def _is_glued_behind(phrase: Phrase, tokens: Sequence[DateToken]) -> bool:
    """2026-03-20.pdf, monday.com, 3/4%."""
    behind, following = token_at(tokens, phrase.last), token_at(tokens, phrase.last + 1)
    if behind.start != tokens[phrase.last - 1].end:
        return False
    if behind.text and behind.text in "-./":
        return following.start == behind.end and following.kind == "opaque" and following.text.isascii()
    return behind.kind == "glue" or behind.text == "%"


def _is_week_and_number(phrase: Phrase, tokens: Sequence[DateToken]) -> bool:
    """老周三点到: three o'clock, not Wednesday; 两周一次."""
    last, behind, before = tokens[phrase.last - 1], token_at(tokens, phrase.last), token_at(tokens, phrase.first - 1)
    if last.kind != "weekday" or last.text.isascii():
        return False
    counted = before.kind == "num" and not before.text.isascii() and before.end == tokens[phrase.first].start
    return counted or (behind.kind in _COUNTED and behind.start == last.end and not _is_counted_week(phrase, tokens))


def _is_counted_week(phrase: Phrase, tokens: Sequence[DateToken]) -> bool:
    return any(token.kind == "which" for token in phrase.shape(tokens))


_NONE: tuple[Check, ...] = (
    _recurs_or_is_counted,
    _owns_something,
    _is_glued_in_front,
    _is_glued_behind,
    _is_week_and_number,
)


# --- counts only together with a neighbour


def _is_given_up(phrase: Phrase, tokens: Sequence[DateToken]) -> bool:
    """from Friday, 原定周五; not `it was moved to Friday`."""
    before = token_at(tokens, phrase.first - 1)
    return before.kind == "old" and not (before.value == "was" and tokens[phrase.first].value == "moved")


def _is_second_number(phrase: Phrase, tokens: Sequence[DateToken]) -> bool:
    """3到5号, 1、2号."""
    if not phrase.meaning.needs:
        return False
    links = [at for at in (phrase.first - 1, phrase.core - 1) if token_at(tokens, at).kind in _LINKS]
    return any(
        token_at(tokens, at - 1).kind == "num" and token_at(tokens, at - 1).end == tokens[at].start for at in links
    )


_LOOSE: tuple[Check, ...] = (_is_given_up, _is_second_number)


# --- several days can be meant


def _has_two_numbers(phrase: Phrase, tokens: Sequence[DateToken]) -> bool:
    """20 or 21 March; March 20 to 22. In "2 delay to 18 March" the first number is an item."""
    kinds = [token.kind for token in phrase.shape(tokens)]
    if "month" not in kinds:
        return False
    link = token_at(tokens, phrase.core - 1)
    before = link.kind in _LINKS and link.value != "moved" and token_at(tokens, phrase.core - 2).kind in _NUMBERS
    behind = token_at(tokens, phrase.last).kind in _LINKS and token_at(tokens, phrase.last + 1).kind in _NUMBERS
    alone = behind and not _is_of_a_month(phrase.last + 1, tokens)
    return (before and kinds[0] in _NUMBERS) or (alone and phrase.last == phrase.core_end)


def _is_of_a_month(at: int, tokens: Sequence[DateToken]) -> bool:
    """The second number of `6 March or 7 March`, which is a day of its own."""
    of = token_at(tokens, at + 1).kind == "of"
    return token_at(tokens, at + 1 + of).kind == "month"


def _has_two_numerals(phrase: Phrase, tokens: Sequence[DateToken]) -> bool:
    """周三四, 周三到五."""
    last = tokens[phrase.last - 1]
    if last.kind != "weekday" or last.text.isascii():
        return False
    at = phrase.last + (token_at(tokens, phrase.last).kind in _LINKS)
    numeral, glued = token_at(tokens, at), token_at(tokens, at).start == tokens[at - 1].end
    dated = any(token.kind in _COUNTED for token in tokens[at + 1 : at + 2])
    counts_weekdays = numeral.kind == "num" and not numeral.text.isascii() and 1 <= int(numeral.value) <= 6
    return glued and counts_weekdays and not dated


def _counts_next_week(phrase: Phrase, tokens: Sequence[DateToken]) -> bool:
    """下周三次会议: three meetings next week."""
    last, behind = tokens[phrase.last - 1], token_at(tokens, phrase.last)
    chinese = last.kind == "weekday" and not last.text.isascii()
    return chinese and behind.kind in _COUNTED and behind.start == last.end


def _is_next_of_next(phrase: Phrase, tokens: Sequence[DateToken]) -> bool:
    """next next Friday, this or next Friday; not `move this to Friday`."""
    before = token_at(tokens, phrase.first - 1).kind if phrase.first == phrase.core else ""
    choice = before == "or" and token_at(tokens, phrase.first - 2).kind == "which"
    return (before == "which" or choice) and tokens[phrase.core].kind in ("which", "weekday", "unit")


def _is_weekday_with_other_number(phrase: Phrase, tokens: Sequence[DateToken]) -> bool:
    """Friday 20, when this Friday is the 13th."""
    number, following = token_at(tokens, phrase.last), token_at(tokens, phrase.last + 1)
    last = tokens[phrase.last - 1]
    if last.kind != "weekday" or not last.text.isascii() or number.kind != "num":
        return False
    if following.kind not in ("", "punct", "comma"):
        return False
    return phrase.meaning.day is not None and number.value != phrase.meaning.day.day and int(number.value) <= 31


def _is_linked_to_number(phrase: Phrase, tokens: Sequence[DateToken]) -> bool:
    """3.20或周五."""
    at = phrase.first if phrase.first < phrase.core and tokens[phrase.first].kind == "to" else phrase.first - 1
    return token_at(tokens, at).kind in ("or", "to") and token_at(tokens, at - 1).kind in ("pair", "triple")


_AMBIGUOUS: tuple[Check, ...] = (
    _is_linked_to_number,
    _has_two_numbers,
    _has_two_numerals,
    _counts_next_week,
    _is_next_of_next,
    _is_weekday_with_other_number,
)


# --- about that time, but no day

_VAGUE_BEFORE = frozenset({"since", "earliest", "approx"})
_VAGUE_BEHIND = frozenset({"after", "onwards", "approx", "earliest"})


def _is_about(phrase: Phrase, tokens: Sequence[DateToken]) -> bool:
    """around Friday, 周五左右, after Friday, Friday-ish; in `possibly move it to Friday` the move is unsure, no day."""
    before, behind = token_at(tokens, phrase.first - 1), token_at(tokens, phrase.last)
    dashed = behind.kind == "hyphen" and token_at(tokens, phrase.last + 1).kind in _VAGUE_BEHIND
    of_move = before.kind == "approx" and tokens[phrase.first].value == "moved"
    return (before.kind in _VAGUE_BEFORE and not of_move) or behind.kind in _VAGUE_BEHIND or dashed


def _is_counted_back_from(phrase: Phrase, tokens: Sequence[DateToken]) -> bool:
    """two days before Friday, 周五前三天."""
    leads = any(token.value == "before" for token in phrase.leads(tokens))
    if leads and (token_at(tokens, phrase.first - 1).kind == "unit" or _has_night(phrase, tokens)):
        return True
    number, unit = token_at(tokens, phrase.last), token_at(tokens, phrase.last + 1)
    return tokens[phrase.last - 1].kind == "before" and number.kind in ("num", "few") and unit.kind == "unit"


def _has_night(phrase: Phrase, tokens: Sequence[DateToken]) -> bool:
    """the night before Friday."""
    kinds = [token.kind for token in phrase.leads(tokens)]
    return "daypart" in kinds[:-1]


def _is_beside_event(phrase: Phrase, tokens: Sequence[DateToken]) -> bool:
    """the Friday before the launch; 上线后三天内; the week of March 16."""
    behind, before = token_at(tokens, phrase.last), token_at(tokens, phrase.first - 1)
    relates = behind.kind == "since" or behind.value == "before"
    if relates and phrase.meaning.kind == "weekday":
        return any(token.kind == "the" for token in phrase.leads(tokens))
    if before.kind == "part":
        return phrase.meaning.kind in ("calendar", "weekday")
    glued = before.end == tokens[phrase.first].start
    return phrase.meaning.kind == "relative" and before.kind == "after" and glued


def _is_month_of_something(phrase: Phrase, tokens: Sequence[DateToken]) -> bool:
    """in May 2 people."""
    leads, shape = phrase.leads(tokens), phrase.shape(tokens)
    in_month = bool(leads) and leads[-1].value == "in" and shape[0].kind == "month" and shape[-1].kind == "num"
    return in_month and token_at(tokens, phrase.last).kind == "opaque"


_VAGUE: tuple[Check, ...] = (_is_about, _is_counted_back_from, _is_beside_event, _is_month_of_something)
