"""Reads what a giver adds to his yes: who is given, from when, and whether that is as much as he was asked for.

同意，张伟和小李 (agreed: Zhang Wei and young Li) is a yes, and says who. 可以给一个人 (one of the two that were asked
for) and `agreed, but only from 11 March` are a yes to something else, which a person looks at with its words and day.
The words are data, `words/gifts.*.json`.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from collabtui.domain.mail.reply import AskedCriterion, ReplyContext
from collabtui.language.count_in_words import count_words
from collabtui.language.dates.find_days import find_days
from collabtui.language.late_patterns import late_regex
from collabtui.language.lexicon import LANGUAGES, read_words
from collabtui.language.replies.own_grammars.asked_by_name import whole_name, words_of
from collabtui.language.replies.own_grammars.offered_people import counted_in
from collabtui.language.replies.words.people_written import LATIN_NAME
from collabtui.language.word_patterns import one_whole

_EDGES = " \t.,;:!()（）。，；：！、-–—~～"
_BETWEEN = r"\s*(?:,\s*and\b|[,，、;；/&+]|和|与|及|跟|还有|\band\b|\bplus\b)\s*"
_FIGURE = late_regex(r"(?P<number>\d[\d,.]*|[一二两三四五六七八九十]{1,3})\s*(?P<unit>[^\d\s,，。;；]{0,6})")
_PEOPLE = late_regex(r"(?:\d{1,3}|[一二两三四五六七八九十])\s*(?:个人|名|位|人|个|people|persons|heads)")
_ONLY_NUMBERS = late_regex(r"[\s\d,;、.&~和与及第项-]*")
_AMOUNT = late_regex(r"(?<![\d.])(?<!\d,)\d[\d,.]*\s*(?:万元?|千元?|元|个人|名|位|人|个|people|persons)(?!\d)")
_THINGS = late_regex(r"\d\s*(?:台|套|辆|间|部|块|件|箱|把|张|万|元|千元|天|小时)")
_DUE = "due "
_LONGEST_DAY = 16
"""Characters."""
_OF_PEOPLE = frozenset({"人", "个人", "名", "位", "个", "people", "persons", "person", "man", "men"})


def names_in_gift(text: str, situation: ReplyContext) -> tuple[int, bool]:
    """The number of people whom `text` names and says nothing else of than that they come; 0 where it says more, or
    names somebody who may be anybody. And whether it says that they are given: 派张伟, you can have Alice."""
    found = _of_names(_known(situation)).fullmatch(text.strip(_EDGES))
    if found is None:
        return 0, False
    return len(re.split(_BETWEEN, found["names"])), bool(found["lead"] or found["tail"])


def may_name_givers(text: str) -> bool:
    """派周婷和沈洁去, `Ann and Bob can do it`: whether a text may say who is given, though nobody is known by these
    names. As written."""
    found = _of_names(()).fullmatch(text.strip(_EDGES)) or _of_unknown().fullmatch(text.strip(_EDGES))
    return found is not None and bool(found["lead"] or found["tail"])


def is_as_many(people: int, asked: AskedCriterion | None) -> bool:
    """Whether these are all the people that were asked for, or as many as a bare amount says (agents 6); where no
    number was asked for, they are. Of so many things nobody is one: 2找小王."""
    numbers = counted_in(f"{asked.amount} {asked.text}") if asked else []
    if asked and not numbers and asked.amount.strip().isdecimal():
        return people >= int(asked.amount)
    if asked and not numbers and _THINGS.search(f"{asked.amount} {asked.text}"):
        return False
    return all(people >= number for number in numbers)


def is_as_much(offered: str, asked: AskedCriterion | None) -> bool:
    """Whether an amount that is offered (`2人`, `50 000 元`) is at least the one that was asked for. One that cannot be
    told from it is not; where none was asked for, it is."""
    if asked is None or not asks_for_amount(asked):
        return True
    given = _FIGURE.search(offered)
    pairs = [(given, one) for one in _FIGURE.finditer(asked.amount or asked.text)] if given else []
    return any(_is_unit(mine["unit"], theirs["unit"]) and _figure(mine) >= _figure(theirs) for mine, theirs in pairs)


def names_of_gift(text: str, asked: AskedCriterion) -> Iterator[tuple[int, int]]:
    """The places where a folded text names what was asked for by its words, or by an amount that is all of it:
    8万没问题."""
    for word in words_of(asked.text):
        yield from (found.span() for found in whole_name(word).finditer(text))
    for found in _AMOUNT.finditer(text):
        if asks_for_amount(asked) and is_as_much(found[0], asked):
            yield found.span()


def gives_in(text: str) -> int:
    """The place behind the words with which `text` begins to say how much is given, or who (只能给, we can spare); 0
    where it does not. Folded."""
    found = _gives().match(text)
    return found.end() if found else 0


def is_limited(text: str) -> bool:
    """只能给, up to: it is no more than that. Folded."""
    return _one_of_kind("limits").search(text) is not None


def asks_for_amount(asked: AskedCriterion | None) -> bool:
    return asked is not None and bool(re.search(r"[\d一二两三四五六七八九十]", f"{asked.amount}{asked.text}"))


def may_give(text: str, situation: ReplyContext) -> bool:
    """Whether somewhere in it something is given, beside how much, who, or from when: 只抽得出张伟一个. Folded."""
    if "?" in text or _one_of_kind("denied").search(text) or not _one_of_kind("spares").search(text):
        return False
    counted = re.search(rf"\d|[一二两三四五半]|\b(?:{count_words()})\b", text)
    return bool(counted or any(one.lower() in text for one in _known(situation)))


def parts_by_number(text: str, numbers: Iterable[int], answered: Iterable[int]) -> list[tuple[int, int]]:
    """The parts of a line that begins with the number of a thing, each from its number on: `1 yes, 2 one only`. One
    part where no other number stands behind a mark, or counts something. `answered` are the places behind a number and
    its yes or no: there another one needs no mark, `1 yes 2 we only have 9`."""
    asked, starts = tuple(numbers), [0]
    unmarked = filter(None, (_unmarked_number(asked).match(text, at) for at in answered))
    for match in sorted([*_next_number(asked).finditer(text), *unmarked], key=lambda one: one.start("number")):
        if not _ONLY_NUMBERS.fullmatch(text, starts[-1], match.start("number")):  # 1、3 同意 is said of both
            starts.append(match.start("number"))
    return list(zip(starts, [*starts[1:], len(text)], strict=True))


def behind_number(text: str) -> int:
    """The length of what belongs to the number before `text` still: 第1项."""
    found = re.match(rf"\s*{one_whole(_words('of_number'))}?[\s:,.、)]*", text)
    return found.end() if found else 0


def is_amount(text: str) -> bool:
    """Whether it is a number of people and nothing else: 2个人, two people. Folded."""
    return _PEOPLE.fullmatch(text) is not None


def since_in(text: str, situation: ReplyContext) -> date | None:
    """The one day from which it is given: from 11 March, 3月11日起, 要到周三才有. Folded."""
    since_behind = _since_behind()
    behind = (since_behind.split(text[match.end() :], maxsplit=1)[0] for match in _since_before().finditer(text))
    before = (text[max(match.start() - _LONGEST_DAY, 0) : match.start()] for match in _since_behind().finditer(text))
    days = {
        *(_first_day(one, situation) for one in behind),
        *(_last_day(one, situation) for one in before),
    } - {None}
    return days.pop() if len(days) == 1 else None


def begins_with_day(text: str, situation: ReplyContext) -> bool:
    """Whether nothing but words of a beginning stands before the first day: from 15 April, 4月15号起."""
    leading = _since_before().match(text.lower().strip(_EDGES))
    behind = text.strip(_EDGES)[leading.end() if leading else 0 :].lstrip()
    return _first_day(_since_behind().split(behind, maxsplit=1)[0], situation) is not None


def _first_day(text: str, situation: ReplyContext) -> date | None:
    """The day that the text begins with; `due` before it makes a day of what is none by itself."""
    found = find_days(f"{_DUE}{text}", locale=situation.locale, written=situation.written)
    return found[0].day if found and found[0].start <= len(_DUE) else None


def _last_day(text: str, situation: ReplyContext) -> date | None:
    found = find_days(text, locale=situation.locale, written=situation.written)
    return found[-1].day if found and found[-1].end >= len(text.rstrip()) else None


def _figure(match: re.Match[str]) -> float:
    text = match["number"]
    if not text[0].isdigit():
        counted = counted_in(f"{text}个")
        return counted[0] if counted else 0
    scale = 10_000 if match["unit"].startswith("万") else 1_000 if match["unit"].startswith("千") else 1
    try:
        return float(text.replace(",", "").rstrip(".")) * scale
    except ValueError:
        return 0


def _is_unit(mine: str, theirs: str) -> bool:
    """An offer may leave out the unit; of people it may say it otherwise."""
    mine, theirs = (one.strip(_EDGES).removeprefix("万").removeprefix("千") for one in (mine, theirs))
    return mine in ("", theirs) or {mine, theirs} <= _OF_PEOPLE or (mine in _OF_PEOPLE and theirs[:1] in _OF_PEOPLE)


def _known(situation: ReplyContext) -> tuple[str, ...]:
    """Whole names of the people whom the mail may mean, and the Latin parts of them."""
    own = situation.asking.name if situation.asking else ""
    names = [one for one in (*situation.people, own) if one]
    return tuple(dict.fromkeys((*names, *(part for one in names for part in LATIN_NAME.findall(one.lower())))))


@cache
def _of_names(known: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern of names alone: of known people, and as colleagues are called, 小李 or 张工."""
    surnames = f"(?:{'|'.join(map(re.escape, read_words('reply', 'zh')['kinds']['surname']))})"
    titles = f"(?:{'|'.join(map(re.escape, read_words('people', 'zh')['behind']))})"
    called = rf"[小老阿]{surnames}|{surnames}{titles}"
    names = [rf"\b{re.escape(one)}\b" if one.isascii() else re.escape(one) for one in known]
    return _with_leads("(?:" + "|".join((*sorted(names, key=len, reverse=True), called)) + ")")


@cache
def _of_unknown() -> re.Pattern[str]:
    """The same of names that nobody here has, by their form."""
    surnames = f"(?:{'|'.join(map(re.escape, read_words('reply', 'zh')['kinds']['surname']))})"
    none = _words("no_person")
    latin = one_whole(word for word in none if word.isascii())
    han = rf"(?:(?![{''.join(word for word in none if not word.isascii())}])[\u4e00-\u9fff])"
    return _with_leads(rf"(?:{surnames}{han}{{1,2}}?|(?!{latin})(?-i:\b[A-Z][a-z]+(?: [A-Z][a-z]+)?\b))")


def _with_leads(one: str) -> re.Pattern[str]:
    """Names, each `one`, and words around them that say that they are given."""
    lead, tail = one_whole(_words("lead")), one_whole(_words("tail"))
    return re.compile(
        rf"(?P<lead>(?:{lead}\s*[:：]?\s*)+)?(?P<names>{one}(?:{_BETWEEN}{one})*)\s*(?P<tail>(?:{tail}\s*)+)?",
        re.IGNORECASE,
    )


@cache
def _words(kind: str) -> tuple[str, ...]:
    return tuple(word for language in LANGUAGES for word in read_words("gifts", language)["kinds"][kind])


@cache
def _one_of_kind(kind: str) -> re.Pattern[str]:
    return re.compile(one_whole(_words(kind)))


@cache
def _next_number(numbers: tuple[int, ...]) -> re.Pattern[str]:
    each = "|".join(map(str, sorted(numbers, reverse=True)))
    ordinal = r"(?:第|no\.? ?|#)?"
    counted = one_whole(_words("counted"))
    in_words = r"第[一二三四五六七八九十](?=[项条个样号])"
    return re.compile(rf"(?<=[,;.。、])\s*(?P<number>{in_words}|{ordinal}(?:{each}))(?!\d|[.,/-]\d|%)(?!\s*{counted})")


@cache
def _unmarked_number(numbers: tuple[int, ...]) -> re.Pattern[str]:
    each = "|".join(map(str, sorted(numbers, reverse=True)))
    return re.compile(rf"\s*(?P<number>(?<!\d)(?:{each}))(?![\d.,/%-])\s*(?={one_whole(_words('opens_part'))})")


@cache
def _behind_all(kind: str) -> re.Pattern[str]:
    return re.compile(rf"[\s,.;。]*{one_whole(_words(kind))}")


def begins_exception(text: str) -> bool:
    """Whether a text behind a yes to all goes on to take one of them out: 除了2, `except the second`."""
    return _behind_all("except").match(text) is not None


def takes_one_out(text: str) -> bool:
    """Whether a text behind a yes to all takes one of them out, before its name or behind it: 预算除外."""
    return begins_exception(text) or _ends_with_exception().search(text) is not None


def begins_reserve(text: str) -> bool:
    """Whether it goes on to say something of one of them alone: 就是2要晚一天, `only the second is late`."""
    return _behind_all("reserves").match(text) is not None


def number_in(text: str, numbers: Iterable[int]) -> int | None:
    """The one number of a thing that a text names, and counts nothing."""
    each = "|".join(map(str, sorted(numbers, reverse=True)))
    counted = one_whole(_words("counted"))
    found = {int(one["n"]) for one in re.finditer(rf"(?<![\d.])(?P<n>{each})(?!\d|[.,/-]\d|%)(?!\s*{counted})", text)}
    return found.pop() if len(found) == 1 else None


@cache
def _ends_with_exception() -> re.Pattern[str]:
    return re.compile(rf"{one_whole(_words('taken_out'))}[\s.,;。!]*$")


@cache
def _gives() -> re.Pattern[str]:
    return re.compile(rf"\s*{one_whole(_words('gives'))}(?=\s*\S)")


@cache
def _since_before() -> re.Pattern[str]:
    return re.compile(one_whole(_words("since_before")))


@cache
def _since_behind() -> re.Pattern[str]:
    return re.compile(one_whole(_words("since_behind")))
