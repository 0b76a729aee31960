"""An answer to a plan, item by item: 1 agreed, 2 not agreed: too late; 第3项应在3月15日前，其余同意 (the third by 15
March, the rest agreed); all agreed except 4.

The text is cut before each item that begins a clause, and before `the rest`; what is said of each is read by the
grammar of a department's answer, and of an item also what is wanted otherwise is a no, in the sender's words. A yes is
only what that grammar takes for one. Where anything is left that belongs to no item and is no courtesy, the whole
waits. Numbers that may be the writer's own (不同意：1、人手不够) name no item. The words are data,
`words/plan_items.*.json`."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import groupby, zip_longest
from typing import Literal, NamedTuple

from collabtui.domain.mail.reason_codes import ClauseDoubt
from collabtui.domain.mail.reply import (
    AskedPlanItem,
    Clause,
    NewText,
    ReplyContext,
    ReplyLine,
    TextSpan,
    Understanding,
)
from collabtui.domain.matters.department_answer import ItemOpinion, value_of_items
from collabtui.language.lexicon import LANGUAGES, read_words
from collabtui.language.numbers import chinese_number
from collabtui.language.replies.own_grammars.objections_in_own_words import objects

Reads = Callable[[NewText, ReplyContext], Understanding]
_PartKind = Literal["head", "item", "rest", "loose"]
_MOST = 60
"""Numbers that one range may hold."""
_EDGES = " \t,，;；:：.。、!！()（）[]【】—–-*•·"
_BEGINS = ",，;；。!！:：—–|/\n"
"""Marks behind which a clause begins; a full stop, too, with a blank behind it."""
_DAY = re.compile(
    r"\d+\s*[月日号天周年/:：]|\d+(?:st|nd|rd|th)\b|[月号]\d|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    re.I,
)


class _Patterns(NamedTuple):
    named: re.Pattern[str]
    """Items by numbers or refs, with what stands before them."""
    rest: re.Pattern[str]
    every: re.Pattern[str]
    wants: re.Pattern[str]
    hedges: re.Pattern[str]
    outside: re.Pattern[str]
    counted: re.Pattern[str]
    good: re.Pattern[str]
    mostly: re.Pattern[str]
    assent: re.Pattern[str]
    """A yes at the begin of what is said of an item."""
    of_all: re.Pattern[str]
    asks: re.Pattern[str]
    out: re.Pattern[str]
    refusal: re.Pattern[str]
    """A no at the begin of what is said of an item."""


@dataclass(frozen=True)
class _Part:
    kind: _PartKind
    numbers: tuple[int, ...]
    """Of the items; 0 is one that the mail does not have."""
    text: str
    span: TextSpan
    item_of: str | None
    excepted: bool = False
    weak: bool = False
    """Whether it is named by a number alone, which may be the writer's own."""
    verdict: Literal["for", "against", ""] = ""
    """What stands before the items: a yes or a no to them."""
    every: bool = False
    """Whether it is said of all, and not of the rest."""


@dataclass
class _Read:
    """The reading of a part, with the lines that go on in it."""

    part: _Part
    text: str
    stance: Literal["for", "against", "none", "harmless"]
    statement: str = ""
    doubt: ClauseDoubt | Literal[""] = ""
    spans: list[TextSpan] = field(default_factory=list)
    is_mostly: bool = False
    """A yes that is one to what is not objected to: it needs an objection beside it."""


def for_plan(new_text: NewText, situation: ReplyContext, read: Reads) -> Understanding:
    """As `read` has it, where nothing is said of single items."""
    parts = [part for line in new_text.lines for part in _parts(line, situation.plan)]
    if not any(part.kind in ("item", "rest") for part in parts):
        return read(new_text, situation)
    found = [_with_stance(part, new_text, situation, read) for part in parts]
    found = _by_the_others(_with_courtesies(found, new_text, situation, read))
    if _numbers_are_his_own(found) or not any(_tells_of_items(one) for one in found):
        return _not_agreed(read(new_text, situation), found)
    joined = _with_loose_lines(found, new_text, situation, read)
    return _understood(joined, new_text, situation)


def _with_courtesies(found: Sequence[_Read], new_text: NewText, situation: ReplyContext, read: Reads) -> list[_Read]:
    """Lines that name no item are a courtesy together: Best regards, and the name below it."""
    kept: list[_Read] = []
    for is_loose, group in groupby(found, lambda one: one.part.kind == "loose"):
        lines = list(group)
        if is_loose and len(lines) > 1:
            together = read(_of_lines(lines, new_text), _alone(situation))
            if together.stance is None and not together.doubt:
                lines = [replace(one, stance="harmless", doubt="") for one in lines]
        kept += lines
    return kept


def _by_the_others(found: Sequence[_Read]) -> list[_Read]:
    """5 needs another week: beside 1-4 ok the number is that of an item."""
    if not any(_tells_of_items(one) for one in found):
        return list(found)
    return [
        replace(one, stance="against", statement=one.text, doubt="")
        if one.part.weak and one.stance == "none" and _wants_otherwise(one.text, replace(one.part, weak=False))
        else one
        for one in found
    ]


def _not_agreed(whole: Understanding, found: Sequence[_Read]) -> Understanding:
    """Words that name an item are no yes to all of them."""
    if whole.stance == "for" and any(one.part.kind == "item" and not one.part.weak for one in found):
        return _waiting(whole, "no-stance")
    return whole


def _tells_of_items(one: _Read) -> bool:
    return one.part.kind in ("item", "rest") and one.stance in ("for", "against")


def _numbers_are_his_own(found: Sequence[_Read]) -> bool:
    """不同意：1、人手不够 2、时间太紧; 1. Add a test. 2. Name the budget."""
    weak = [one for one in found if one.part.kind == "item" and one.part.weak]
    if not weak or any(one.part.kind == "item" and not one.part.weak for one in found):
        return False
    refused = any(one.part.kind == "head" and one.stance == "against" for one in found)
    if refused:
        return True
    if any(one.part.kind == "rest" for one in found) or any(one.stance == "for" for one in found):
        return False
    plain = [one for one in weak if not one.text or _is_verdict(one)]
    numbers = [number for one in weak for number in one.part.numbers]
    return not plain and numbers == list(range(1, len(numbers) + 1))


def _is_verdict(one: _Read) -> bool:
    return one.stance in ("for", "against") and one.doubt == "" and one.statement != one.text


def _understood(found: Sequence[_Read], new_text: NewText, situation: ReplyContext) -> Understanding:
    plan = {one.number: one for one in situation.plan}
    doubt: ClauseDoubt | Literal[""] = next((one.doubt for one in found if one.doubt), "")
    items: dict[int, ItemOpinion] = {}
    for one in found:
        if one.part.kind != "item":
            continue
        for number in one.part.numbers:
            if number not in plan:
                doubt = doubt or "out-of-range"
                continue
            opinion = ItemOpinion(
                number=number,
                ref=plan[number].ref,
                value="for" if one.stance == "for" else "against",
                text="" if one.stance == "for" else one.statement,
            )
            known = items.get(number)
            if known and known.value != opinion.value:
                doubt = doubt or "contradiction"
            items[number] = opinion if not known or opinion.text else known
    heads = [one for one in found if one.part.kind == "head" and one.stance != "harmless"]
    rests = [one for one in found if one.part.kind == "rest"]
    agreed = [one.stance == "for" for one in (*heads, *rests)]
    if any(one.stance == "against" for one in rests) or (agreed and any(agreed) != all(agreed)):
        doubt = doubt or "contradiction"
    if any(one.is_mostly for one in heads) and not any(one.value == "against" for one in items.values()):
        doubt = doubt or "hedged"
    rest_agreed = bool(agreed) and all(agreed) and bool(items or any(not one.part.every for one in rests))
    statement = "\n".join(line.text.strip() for line in _own_lines(found, new_text))
    clauses = tuple(_clauses(found))
    if doubt:
        return Understanding(stance="none", statement=statement, doubt=doubt, clauses=_open(clauses))
    ordered = tuple(items[number] for number in sorted(items))
    stance, lacks = _of_all(ordered, found, [one.ref for one in situation.plan], rest_agreed=rest_agreed)
    return Understanding(
        stance=stance,
        statement=statement,
        doubt=lacks,
        clauses=clauses if stance != "none" else _open(clauses),
        items=ordered,
        rest_agreed=rest_agreed,
    )


def _of_all(
    items: Sequence[ItemOpinion], found: Sequence[_Read], asked: Sequence[str], *, rest_agreed: bool
) -> tuple[Literal["for", "against", "none"], Literal["", "rest-unsaid"]]:
    """`The rest agreed` alone says nothing of what it is the rest of."""
    if not items and not rest_agreed and any(one.stance == "for" for one in found):
        return "for", ""
    value = value_of_items(items, rest_agreed=rest_agreed and bool(items), asked=asked)
    return ("none", "rest-unsaid") if value == "unclear" else (value, "")


def _own_lines(found: Sequence[_Read], new_text: NewText) -> list[ReplyLine]:
    """Without lines of courtesy alone."""
    spans = [one.part.span for one in found if one.stance != "harmless"]
    return [
        line
        for line in new_text.lines
        if any(span.start < line.span.end and line.span.start < span.end for span in spans)
    ]


def _with_stance(part: _Part, new_text: NewText, situation: ReplyContext, read: Reads) -> _Read:
    text = _plain(part)
    found = _Read(part, text, "none", spans=[part.span])
    if part.kind == "item" and _patterns().out.fullmatch(text):
        # 同意，第5项除外 (agreed, the fifth excepted)
        found.stance = "against"
        return found
    if part.verdict == "against" or (part.kind == "item" and part.excepted and not text):
        found.stance, found.statement = ("none", "") if _is_open(text) else ("against", _reason(text))
        found.doubt = "question" if _is_open(text) else ""
        return found
    named = {situation.asking.department.casefold(), ""} if situation.asking else set[str]()
    if part.kind == "head" and (text.casefold() in named or _CALLED.fullmatch(text)):
        found.stance = "harmless"
        return found
    if not text:
        found.stance, found.doubt = ("for", "") if part.verdict == "for" else ("none", "no-stance")
        return found
    if part.kind in ("item", "rest", "head") and _patterns().good.fullmatch(text) and not part.excepted:
        found.stance = "for"
        return found
    if part.kind == "head" and _patterns().mostly.fullmatch(text):
        found.stance, found.is_mostly = "for", True
        return found
    whole = read(_of_lines([found], new_text), _alone(situation))
    if part.verdict == "for":
        found.stance, found.doubt = (
            ("for", "") if whole.stance in (None, "for") and not whole.doubt else ("none", "no-stance")
        )
        return found
    if whole.stance in ("for", "against") and not (whole.doubt or whole.contact or whole.updates or whole.requests):
        if whole.stance == "for" and part.excepted and part.kind == "item":
            found.doubt = "contradiction"
            return found
        found.stance = whole.stance
        found.statement = "" if whole.stance == "for" else _reason(text)
        return found
    if whole.stance is None and not whole.doubt and part.kind != "item":
        found.stance = "harmless"
        return found
    refused = _patterns().refusal.match(text) and not text.casefold().startswith("no ") and not _is_open(text)
    if part.kind == "item" and (refused or _wants_otherwise(text, part)):
        found.stance, found.statement = "against", _reason(text)
        return found
    found.doubt = _doubt_of(whole)
    return found


def _plain(part: _Part) -> str:
    """The words of a part without those that only say how many of the items it is said of."""
    if part.kind == "loose":
        return part.text.strip()
    text = part.text.strip(_EDGES)
    counted = _patterns().counted.match(text) if part.kind in ("item", "rest") else None
    behind = _patterns().of_all.search(text) if part.kind != "item" else None
    if counted and counted.end() < len(text):
        return text[counted.end() :].strip(_EDGES)
    return text[: behind.start()] if behind else text


def _reason(text: str) -> str:
    """Without the no that it begins with."""
    return _patterns().refusal.sub("", text.strip(_EDGES)).strip(f"{_EDGES}/|")


def _is_open(text: str) -> bool:
    """A question, or a hedge."""
    return "?" in text or "？" in text or _patterns().hedges.search(text.casefold()) is not None


def _doubt_of(whole: Understanding) -> ClauseDoubt:
    return "question" if whole.doubt == "question" else "hedged" if whole.doubt == "hedged" else "no-stance"


def _wants_otherwise(text: str, part: _Part) -> bool:
    patterns, folded = _patterns(), text.casefold()
    if part.excepted and patterns.asks.search(folded):
        # 就是第4项能不能改到24号，其他的都同意 (only, could the fourth move to the 24th; the others are agreed)
        folded = patterns.asks.sub(" ", folded).rstrip("?？ ")
        return not _is_open(folded) and patterns.wants.search(folded) is not None
    if _is_open(text):
        return False
    if patterns.assent.match(folded):  # agreed, but please add a test
        return False
    wanted = patterns.wants.search(folded)
    if part.weak and not part.excepted:
        # 2 more weeks: a number alone names an item where what it is wanted to be follows at once, with a day
        return bool(wanted and wanted.start() <= 3 and _DAY.search(folded))
    return bool(wanted) or objects(folded) or part.excepted


def _with_loose_lines(found: Sequence[_Read], new_text: NewText, situation: ReplyContext, read: Reads) -> list[_Read]:
    """Lines that name no item: a courtesy, or the rest of what is said above them."""
    joined: list[_Read] = []
    for one in found:
        if one.part.kind != "loose" or one.stance == "harmless":
            joined.append(one)
            continue
        last = next((known for known in reversed(joined) if known.part.kind != "loose"), None)
        is_reason = one.stance == "none" and one.doubt != "question"
        if last and last.part.kind == "item" and last.stance == "against" and is_reason:
            last.statement = "\n".join(filter(None, (last.statement, one.text)))
            last.spans.append(one.part.span)
            continue
        if last and last.part.kind == "item" and not last.text and last.stance == "none":
            # the number stands on a line of its own, what is said of it below
            joined[joined.index(last)] = _with_stance(
                replace(last.part, text=one.text, span=one.part.span, weak=False), new_text, situation, read,
            )  # fmt: skip
            continue
        if one.stance == "for":
            joined.append(_Read(_Part("head", (), one.text, one.part.span, None), one.text, "for", spans=one.spans))
            continue
        one.doubt = one.doubt or "no-stance"
        joined.append(one)
    return joined


def _of_lines(found: Iterable[_Read], new_text: NewText) -> NewText:
    lines = tuple(ReplyLine(text=one.text, span=one.part.span) for one in found)
    return new_text.model_copy(update={"lines": lines})


def _alone(situation: ReplyContext) -> ReplyContext:
    """Without items: the words of a part name none any more."""
    return situation.model_copy(update={"plan": (), "items": (), "others_items": ()})


def _parts(line: ReplyLine, plan: Sequence[AskedPlanItem]) -> Iterator[_Part]:
    """The line cut before each item, and before the rest; what stands under a row of the mail is about its item."""
    patterns = _patterns()
    cuts = [*_cuts(line.text, patterns)]
    numbers = {one.ref: one.number for one in plan}
    under = numbers.get(line.item or "")
    first = cuts[0].start if cuts else len(line.text)
    if before := line.text[:first].strip(_EDGES):
        if under and not cuts:
            yield _Part("item", (under,), before, _span(line, 0, first), line.item)
        else:
            yield _Part("head" if cuts else "loose", (), before, _span(line, 0, first), line.item)
    for cut, following in zip_longest(cuts, cuts[1:]):
        end = following.start if following else len(line.text)
        text = line.text[cut.end : end]
        if cut.kind == "rest":
            yield _Part("rest", (), text, _span(line, cut.start, end), None, verdict=cut.verdict, every=cut.every)
            continue
        named = tuple(dict.fromkeys(_named(cut.names, numbers)))
        outside = patterns.outside.match(text) if cut.excepted else None
        if outside and (rest := text[outside.end() :].strip(_EDGES)):
            # 除第4项外都同意
            yield _Part("item", named, "", _span(line, cut.start, cut.end), None, excepted=True)
            every = patterns.every.match(rest) or patterns.rest.match(rest)
            yield _Part("rest", (), rest[every.end() :] if every else rest, _span(line, cut.end, end), None)
            continue
        text = text[outside.end() :] if outside else text
        yield _Part("item", named, text, _span(line, cut.start, end), None, cut.excepted, cut.weak, cut.verdict)


class _Cut(NamedTuple):
    kind: Literal["item", "rest"]
    start: int
    end: int
    names: str = ""
    verdict: Literal["for", "against", ""] = ""
    excepted: bool = False
    weak: bool = False
    every: bool = False
    """Whether it says `all`, and not `the rest`."""


def _cuts(text: str, patterns: _Patterns) -> Iterator[_Cut]:
    at = 0
    while at < len(text):
        if not _begins_clause(text, at):
            at += 1
            continue
        rest, named = patterns.rest.match(text, at), patterns.named.match(text, at)
        if found := rest or patterns.every.match(text, at):
            yield _Cut("rest", at, found.end(), verdict="for" if found["verdict"] else "", every=not rest)
            at = found.end()
        elif named and (named["strong"] or _is_a_number_of_its_own(text, named)):
            verdict: Literal["for", "against", ""] = "for" if named["agrees"] else "against" if named["objects"] else ""
            weak = not named["strong"] and not verdict
            yield _Cut("item", at, named.end(), named["names"], verdict, bool(named["except"]), weak)
            at = named.end()
        else:
            at += 1


def _begins_clause(text: str, at: int) -> bool:
    if text[at].isspace() or text[at] in _EDGES:
        return False
    before = text[:at].rstrip()
    if not before or before[-1] in _BEGINS or (before[-1] == "." and text[at - 1].isspace()):
        return True
    if (text[at - 1].isspace() or not text[at - 1].isascii()) and _VERDICT_BEFORE.search(before):
        return True
    return _EXCEPTS.match(text, at) is not None and (text[at - 1].isspace() or not text[at].isascii())


_CALLED = re.compile(r"[\u4e00-\u9fff]{1,2}(?:总监|总|经理|主任|老师|部长|工)")
"""Somebody who is called: 赵总."""
_VERDICT_BEFORE = re.compile(r"(?:agreed|agree|ok|okay|fine|yes|no|同意|没问题|可以|、|and|以及)$", re.IGNORECASE)
_EXCEPTS = re.compile(
    r"(?:except|with the exception of|apart from|other than|excluding|but|除了?|但是?|不过)", re.IGNORECASE
)


def _is_a_number_of_its_own(text: str, named: re.Match[str]) -> bool:
    """Not the begin of a day, a share or a count: 3月15日, 30%, 2.5."""
    return not re.match(
        r"\s*(?:[%％‰年月日号天周人名个台套份次家万元/]|[.:：]\d|st\b|nd\b|rd\b|th\b)", text[named.end() :]
    )


def _named(names: str, numbers: dict[str, int]) -> Iterator[int]:
    """The numbers that are meant by `A3、A4`, `1-3`, `第一、三项`; 0 for one that the plan does not have."""
    found = list(_ONE.finditer(names))
    values = [numbers.get(one[0].upper(), 0) if one["ref"] else _number(one[0]) for one in found]
    at = 0
    while at < len(values):
        between = names[found[at].end() : found[at + 1].start()] if at + 1 < len(values) else ""
        if between and _THROUGH.fullmatch(between.strip()) and values[at] < values[at + 1] < values[at] + _MOST:
            yield from range(values[at], values[at + 1])
        else:
            yield values[at]
        at += 1


_ONE = re.compile(r"(?P<ref>[Aa]\d{1,9})|\d{1,3}|[一二三四五六七八九十]{1,3}")
_THROUGH = re.compile(r"(?:[项条个点号]\s*)?(?:-|–|~|～|到|至|to|through)(?:\s*第)?", re.IGNORECASE)


def _number(text: str) -> int:
    return int(text) if text.isdigit() else chinese_number(text) or 0


def _span(line: ReplyLine, start: int, end: int) -> TextSpan:
    first = line.span.start
    return TextSpan(start=min(first + start, line.span.end), end=min(first + end, line.span.end))


def _clauses(found: Iterable[_Read]) -> Iterator[Clause]:
    for one in found:
        rule = one.doubt or (
            "talk" if one.stance == "harmless" else one.stance if one.stance != "none" else "no-stance"
        )
        counts = not one.doubt and one.stance in ("for", "against")
        for span in one.spans:
            yield Clause(span=span, text=one.text or one.part.text.strip(), rule=rule, counts=counts)


def _open(clauses: Iterable[Clause]) -> tuple[Clause, ...]:
    return tuple(one.model_copy(update={"counts": False}) for one in clauses)


def _waiting(found: Understanding, doubt: ClauseDoubt) -> Understanding:
    clauses = _open(found.clauses)
    return found.model_copy(update={"stance": "none", "doubt": found.doubt or doubt, "clauses": clauses})


@cache
def _patterns() -> _Patterns:
    words: dict[str, list[str]] = {}
    for language in LANGUAGES:
        for kind, found in read_words("plan_items", language).items():
            if kind != "about":
                words.setdefault(kind, []).extend(found)
    one_of = {kind: _one_of(found) for kind, found in words.items()}
    numeral = r"(?:\d{1,3}(?!\d)|[一二三四五六七八九十]{1,3}(?=\s*(?:[项条个点号、,，和与及到至~-])))"
    ref = r"(?<![A-Za-z0-9])[Aa]\d{1,9}(?![A-Za-z0-9])"
    behind = rf"(?:\s*(?:{one_of['strong_behind']}))"
    joint = rf"\s*(?:,|，|{one_of['joins']}|-|–|~|～|{one_of['through']}|[,，]\s*(?:{one_of['joins']}))\s*"
    more = rf"(?:{joint}(?:(?:{one_of['strong_before']})\s*)?(?:{ref}|{numeral}(?!\s*[月%％])){behind}?)*"
    counts = r"(?!\s*(?:[天周月季次期日页轮批年版阶种步人位名]|个(?:月|周|星期|人)))"
    strong = rf"(?:(?:{one_of['strong_before']})\s*{numeral}{counts}(?:{behind}|\s*[号点个])?|{ref}|{numeral}{behind})"
    before = (
        rf"(?:(?:and|并且|而且|且)\s+)?(?:(?P<except>{one_of['except']})[\s,，:：]*)?"
        rf"(?:(?P<objects>{one_of['objects']})\s*|(?P<agrees>{one_of['agrees']})\s*|(?:{one_of['before']})\s*)?"
    )
    before_rest = rf"(?:(?:and|but|但是|但|不过|而)[\s,，]*)?(?:(?P<verdict>{one_of['agrees']})\s*)?"
    return _Patterns(
        named=re.compile(rf"{before}(?P<names>(?P<strong>{strong})?(?(strong){more}|{numeral}{more}))", re.IGNORECASE),
        rest=re.compile(rf"{before_rest}(?:{one_of['rest']})(?:\s*(?:{one_of['rest_behind']}))?", re.IGNORECASE),
        every=re.compile(rf"{before_rest}(?:{one_of['every']})", re.IGNORECASE),
        wants=re.compile(rf"{one_of['wants']}|(?:^|[,;。，；\s]|{one_of['parts']})(?:{one_of['wants_first']})"),
        hedges=re.compile(one_of["hedges"]),
        asks=re.compile(one_of["asks"]),
        out=re.compile(rf"(?:{one_of['out']})", re.IGNORECASE),
        good=re.compile(rf"(?:{one_of['good']})", re.IGNORECASE),
        mostly=re.compile(rf"(?:{one_of['mostly']})", re.IGNORECASE),
        assent=re.compile(rf"(?:{one_of['assent']})", re.IGNORECASE),
        counted=re.compile(rf"(?:{one_of['counted']})+\s*", re.IGNORECASE),
        of_all=re.compile(rf"(?<=\S)\s*(?:{one_of['of_all']})\Z", re.IGNORECASE),
        refusal=re.compile(
            rf"\A(?:{one_of['refuses']})(?:[\s,，:：、.;；-]+(?:{one_of['because']})?\s*|$)", re.IGNORECASE
        ),
        outside=re.compile(rf"\s*(?:{one_of['outside']})"),
    )


def _one_of(words: Iterable[str]) -> str:
    """The longest first; a Latin word as a whole."""
    found = sorted(words, key=len, reverse=True)
    return "|".join(_bounded(one) for one in found) or "(?!)"


def _bounded(word: str) -> str:
    first = r"(?<![A-Za-z0-9])" if word[0].isascii() and word[0].isalnum() else ""
    last = r"(?![A-Za-z])" if word[-1].isascii() and word[-1].isalpha() else ""
    return rf"{first}{re.escape(word)}{last}"
