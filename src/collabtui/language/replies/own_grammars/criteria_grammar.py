"""Results of criteria that the sender of a reply was asked about: `1 met 97%`, `2 不达标 因为…`, `全部达标`.

Stricter than the grammar of actions, since a result stands on a form under somebody's name: a criterion has its
number (or stands above the answer, or is named by its words), directly behind it the verdict, and behind that, or
before it, nothing but a measured value (`measured_words`), or the reason of a no. All else waits, and so does the
whole mail where a sentence of it belongs to no criterion and is more than a courtesy. The words are data,
`words/criteria.*.json`. Of several things that a giver is asked for it is read in the same way, with the words of yes
and no in `words/resources.*.json`; there a yes alone is a yes to all of them, and the names of who is given may stand
behind it. What a giver adds besides (from when, how many of them) is kept with the yes that waits (`gift_terms`).
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Literal, NamedTuple

from collabtui.domain.mail.reason_codes import ClauseDoubt
from collabtui.domain.mail.reply import AskedCriterion, Clause, CriterionResult, ReplyContext, Understanding
from collabtui.language.dates.find_days import find_days
from collabtui.language.lexicon import LANGUAGES, read_words
from collabtui.language.measures.against_criterion import held_against
from collabtui.language.numbers import chinese_number
from collabtui.language.replies.own_grammars.asked_by_name import (
    NamedClause,
    clauses_by_name,
    leaves_one_open,
    says_nothing_by_name,
)
from collabtui.language.replies.own_grammars.criteria.by_place import (
    counts_them,
    is_of_one,
    is_of_others,
    numbers_at,
    place_pattern,
    places_cut,
)
from collabtui.language.replies.own_grammars.gift_terms import (
    asks_for_amount,
    begins_exception,
    begins_reserve,
    begins_with_day,
    behind_number,
    gives_in,
    is_amount,
    is_as_many,
    is_as_much,
    is_limited,
    may_give,
    may_name_givers,
    names_in_gift,
    number_in,
    parts_by_number,
    since_in,
    takes_one_out,
)
from collabtui.language.replies.own_grammars.measured_words import in_figures, only_names_measured
from collabtui.language.replies.own_grammars.put_right_by import limit_apart
from collabtui.language.replies.own_grammars.result_numbers import ResultNumbers, result_numbers
from collabtui.language.replies.words.blocks import Block

_MOST = 40
"""Numbers that one range may hold: `1-3`."""
_BARE_NO = "no "
_LACKS = re.compile(r"没有?[^有的]")
_BARE_NUMBER = re.compile(r"[<>≥≤=~\s]*-?[\d,./\s]+")
_EDGES = " ,;:.。、!()-–—"
_LAST_DAY = re.compile(
    r"(?P<text>.*\S)(?:\s+(?:by|until|till|before|on|due)\s+|\s*[,;，；]\s*)(?P<day>\S[^,;，；]*)", re.DOTALL
)
"""What is to be put right, and behind it the day by which."""
_PUNCTUATION = tuple(",;.，；。、")
_DAY = r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}月\d{1,2}[日号]"
_NEXT_SENTENCE = re.compile(r"(?:[;；。]\s*|[.!]\s+)(?P<number>\d{1,2})(?=[\s:.,、)）])(?!\.\d)")
_BUT = re.compile(r"(?:但是?|不过|只是|but\b|though\b|only that\b)[\s,]*")
_TO_A_NAME = re.compile(r" (?:to|for|with|on)$")
"""Yes to the minibus."""
_NOT_YET = re.compile(r"\b(?:before|until|till|yet)\b|[之以]?前|还没|暂")
"""In a no: it may be a yes later."""
_YET = re.compile(r"not yet|还没有?|尚未")
"""A no with its reason; by itself it may say that nobody has looked yet."""
_NOT_OF = r"(?!的[\u4e00-\u9fff])"
"""Behind a verdict: it is not said of what follows, as in 不达标的很少 (few are not)."""
_NUMERAL = "[零一二两三四五六七八九十百]"
_NUMERALS = re.compile("[一二三四五六七八九十]+")
_Subject = Literal["criteria", "resources"]
IsHarmless = Callable[[Sequence[Block]], bool]
"""Whether lines are courtesies, names and lines of programs, and nothing else."""


class _Patterns(NamedTuple):
    result: re.Pattern[str]
    """A number or several, perhaps a measured value, and a verdict."""
    of_all: re.Pattern[str]
    alone: re.Pattern[str]
    """A verdict at the begin, without a number."""
    with_value: re.Pattern[str]
    """The same with a value before it."""
    value: re.Pattern[str]
    verdict: re.Pattern[str]
    because: re.Pattern[str]
    rectify: re.Pattern[str]
    asks: re.Pattern[str]
    """A clause that begins so, perhaps with whom, asks somebody to do something."""
    reach: re.Pattern[str]
    """What is asked for in such a clause is to get in touch."""
    contrast: re.Pattern[str]
    thanks: re.Pattern[str]
    hedge: re.Pattern[str]
    question: re.Pattern[str]
    denial: re.Pattern[str]
    number: re.Pattern[str]
    begins: re.Pattern[str]
    """The number at the begin of a line, whatever stands behind it."""
    behind: re.Pattern[str]
    """`to both`, `都给` behind a verdict: it is said of all."""
    next_number: re.Pattern[str]
    """The number of another criterion behind a verdict, of which nothing certain is said."""
    so: re.Pattern[str]
    put_right: re.Pattern[str]
    """A value, perhaps, a word that takes it back, and the one that holds."""
    to_come: re.Pattern[str]
    """What is said of it is not so yet: should pass after the fix."""
    by_place: re.Pattern[str]
    """Some of them by their place, or as those that are left, and a verdict on them."""


_CLAUSE_END = re.compile(r"[,，;；。]\s*")
_BEFORE_SO = re.compile(r"[,，;；。]\s*|\s(?=so\b)")


@dataclass(frozen=True)
class _Read:
    """A piece of a line that says something of criteria, or nothing that is certain."""

    block: Block
    start: int
    end: int
    numbers: tuple[int, ...] = ()
    of_all: bool = False
    met: bool | None = None
    measured: str = ""
    opinion: str = ""
    rectify: str = ""
    rectify_by: date | None = None
    since: date | None = None
    doubt: ClauseDoubt | Literal[""] = ""
    place: re.Match[str] | None = None
    """By which it names them, where that is not by their numbers."""


def read_criteria(lines: Iterable[Block], situation: ReplyContext, is_harmless: IsHarmless) -> Understanding:
    """The results that a reply gives of `situation.criteria`; nothing in it is applied."""
    known = {one.number: one for one in situation.criteria}
    read: list[_Read] = []
    others: list[Block] = []
    for block in lines:
        if read and (named := _named_below(read[-1], block, situation)):
            read[-1] = named
            continue
        parts = [(part, list(_pieces(part, situation))) for part in _parts(block, situation)]
        found = [piece for _, pieces in parts for piece in pieces]
        if any(one.doubt and not one.numbers and not one.place for one in found) and is_harmless([block]):
            parts, found = [], []  # 您好 has a word of yes in it
        read += found
        others += [part for part, pieces in parts if not pieces] if found else [block]
    asking = [one for one in others if "?" in one.folded.text]
    loose = asking if is_harmless(others) else [one for one in others if not is_harmless([one])] or others
    read += [_Read(block, 0, len(block.folded.text), doubt="unknown") for block in loose]
    subject = _words_of(situation)
    read = [replace(one, measured=in_figures(one.measured)) if one.measured else one for one in _placed(read, known)]
    expanded = [_expanded(_as_gift(one) if subject == "resources" else one, known) for one in read]
    read = _checked([one if subject == "resources" else _held_against(one, known) for one in expanded])
    spans = [_clause(one) for one in read] + [_courtesy(one) for one in others if one not in loose]
    results = [(one, result) for one in read for result in _results(one, known, subject)]
    doubt: ClauseDoubt | Literal[""] = next((one.doubt for one in read if one.doubt), "")
    return Understanding(
        clauses=tuple(sorted(spans, key=lambda clause: clause.span.start)),
        criteria=tuple(dict.fromkeys(result for one, result in results if not one.doubt)),
        criteria_proposed=tuple(dict.fromkeys(result for one, result in results if one.doubt)),
        statement="\n".join(dict.fromkeys(one.block.source.strip() for one in read)),
        doubt=doubt,
    )


def _parts(block: Block, situation: ReplyContext) -> list[Block]:
    """The line; of what a giver says to several things the part on each."""
    text, patterns = block.folded.text, _patterns(_words_of(situation))
    if len(situation.criteria) < 2:
        return [block]
    is_result = _words_of(situation) == "criteria"
    if (
        is_result
        and not patterns.question.search(text)
        and (cuts := list(places_cut(text, patterns.by_place, patterns.begins)))
    ):
        parts = (block.part(*span) for span in zip([0, *cuts], [*cuts, len(text)], strict=True))
        return [each for part in parts for each in _parts(part, situation)]
    if not patterns.begins.match(text):
        return [block]
    if _words_of(situation) == "criteria":
        return [block.part(*span) for span in _sentences_by_number(text, patterns, situation)]
    return [block.part(*span) for span in parts_by_number(text, (one.number for one in situation.criteria))]


def _sentences_by_number(text: str, patterns: _Patterns, situation: ReplyContext) -> list[tuple[int, int]]:
    """The sentences of a line that begins with the number of a criterion, from each on that begins with the number of
    another and holds a verdict: of each is read what it says, whatever stands in the others."""
    starts = [0]
    for found in _NEXT_SENTENCE.finditer(text):
        is_asked = _asked(int(found["number"]), situation)
        if is_asked and patterns.verdict.search(text, found.end()):
            starts.append(found.start("number"))
    return list(zip(starts, [*starts[1:], len(text)], strict=True))


def _pieces(block: Block, situation: ReplyContext) -> Iterator[_Read]:
    """The pieces of a line; none where it says nothing of criteria."""
    text, patterns = block.folded.text, _patterns(_words_of(situation))
    if block.item is not None and not patterns.result.match(text):  # it stands under the criterion that it answers
        number = int(block.item.rpartition("/")[2])
        whole = _alone(block, (number,), patterns, situation)
        yield whole if whole else _Read(block, 0, len(text), (number,), doubt="unknown")
        return
    if parted := _but_for_one_before(block, patterns, situation):
        yield from parted
        return
    if placed := _by_place(block, patterns, situation):
        yield placed
        return
    if of_all := patterns.of_all.match(text):
        whole = _Read(block, 0, len(text), of_all=True, met=not of_all["unmet"])
        if not _counts_all(of_all, situation) or (of_all["opening"] and of_all["unmet"]):
            yield replace(whole, of_all=False, doubt="unknown")
            return
        if parted := _but_for_one(block, whole, of_all.end(), situation):
            yield from parted
            return
        yield _with_tail(whole, text[of_all.end() :], of_all.end(), patterns, situation)
        return
    if first := _measured_first(block, patterns, situation):
        yield first
        return
    found = list(patterns.result.finditer(text))
    if not found and (named := _by_name(block, patterns, situation)):
        yield from named
        return
    if not found:
        only = (situation.criteria[0].number,) if len(situation.criteria) == 1 else ()
        whole = _alone(block, only, patterns, situation)
        if given := _given(block, only, patterns, situation) if not whole or whole.doubt else None:
            yield given
        elif whole:
            yield whole
        elif re.search(r"\d|^\s*第", text) or patterns.verdict.search(text):
            yield _unclear(block, patterns, situation)
        return
    if before := text[: found[0].start()].strip(_EDGES + "*•·"):
        first = _given(block.part(0, found[0].start()), (), patterns, situation) if before else None
        if first and not first.doubt:
            yield first
            yield from _pieces(block.part(found[0].start(), len(text)), situation)
            return
        yield _Read(block, 0, len(text), _numbers(found[0]["numbers"]), doubt="unknown")
        return
    asked = {one.number for one in situation.criteria}
    places = [result_numbers(one, before, asked, _numbers) for before, one in zip([None, *found], found, strict=False)]
    ends = [*(one.start for one in places[1:]), len(text)]
    for match, place, end in zip(found, places, ends, strict=True):
        yield from _result_pieces(block, match, place, end, situation)


def _result_pieces(
    block: Block, match: re.Match[str], place: ResultNumbers, end: int, situation: ReplyContext
) -> Iterator[_Read]:
    """The result, and before it what is open of another one behind it."""
    text, patterns = block.folded.text, _patterns(_words_of(situation))
    if open_one := _next_open(patterns, text, (match.end(), end), situation):
        yield _open_piece(block, open_one, end)
        end = open_one.start()
    piece = _Read(block, place.start, end, place.numbers, met=not match["unmet"])
    if place.value:
        piece = replace(piece, measured=_written(block, *place.value))
    whole = _with_tail(piece, text[match.end() : end], match.end(), patterns, situation)
    if match["unmet"] and _YET.fullmatch(match["unmet"].strip()) and not whole.opinion and not whole.doubt:
        yield replace(whole, doubt="condition")
        return
    yield _with_own_reason(whole, match) if _words_of(situation) == "resources" else whole


def _by_place(block: Block, patterns: _Patterns, situation: ReplyContext) -> _Read | None:
    """The other two are not met: of which they are is known with all that is said."""
    text = block.folded.text
    is_of_several = len(situation.criteria) > 1 and _words_of(situation) == "criteria"
    match = patterns.by_place.match(text) if is_of_several else None
    if match is None:
        return None
    piece = _Read(block, 0, len(text), place=match)
    if not (match["verdict"] or match["ellipsis"]):
        return replace(piece, doubt="unknown")
    verdict = replace(piece, met=not (match["unmet"] or match["ellipsis"]))
    return _with_tail(verdict, text[match.end() :], match.end(), patterns, situation)


def _placed(read: Sequence[_Read], known: Iterable[int]) -> list[_Read]:
    """With the numbers of those that are named by their place; those that are left come last."""
    found = list(read)
    for of_others in (False, True):
        named = {number for one in found for number in one.numbers}
        for at, one in enumerate(found):
            if one.place and not one.numbers and is_of_others(one.place) == of_others:
                numbers = numbers_at(one.place, known, named)
                beside = [other for other in found if other is not one and other.block.shown is one.block.shown]
                clear = numbers and _is_clear(one.place, beside)
                found[at] = replace(one, numbers=numbers, doubt=one.doubt if clear else one.doubt or "unknown")
    return found


def _is_clear(place: re.Match[str], beside: Sequence[_Read]) -> bool:
    """Whether words for some of them can be said of nothing else in their line, and a no that says not of what has its
    yes there."""
    if place["ellipsis"] and not any(other.met for other in beside):
        return False
    if is_of_one(place) and any(other.met is False and not other.place for other in beside):
        return False  # 2 not met, the last one failed
    return counts_them(place) or not any(map(_may_have_others, beside))


def _may_have_others(one: _Read) -> bool:
    """1 抽查100单，97单合格，其余不合格 (of 100 checked 97 pass, the others do not): the others may be of these."""
    return bool(one.doubt or one.measured or one.opinion)


def _with_own_reason(piece: _Read, match: re.Match[str]) -> _Read:
    """2 没有预算 (no budget): a no that is its reason as well."""
    if piece.met is not False or piece.opinion or not _LACKS.match(match["unmet"].strip()):
        return piece
    return replace(piece, opinion=_written(piece.block, *match.span("unmet")))


def _by_name(block: Block, patterns: _Patterns, situation: ReplyContext) -> list[_Read]:
    """讲解员可以，设备不行，已经借出 (the speaker yes, the equipment no: it is lent): what each clause says of the one
    that it calls by its words, and why. Nothing where a clause says more."""
    text = block.folded.text
    if len(situation.criteria) < 2 or patterns.question.search(text):
        return []
    read: list[_Read] = []
    for clause in clauses_by_name(text, situation.criteria):
        if not clause.numbers and says_nothing_by_name(clause.rest):
            continue
        reason = not clause.numbers and bool(read) and read[-1].met is False
        if reason and not _takes_back(clause.rest, patterns):
            why = _written(block, clause.start, clause.end)
            read[-1] = replace(read[-1], end=clause.end, opinion=", ".join(filter(None, (read[-1].opinion, why))))
            continue
        piece = _of_named(block, clause, patterns, situation) or _open_by_name(block, clause, situation)
        if piece is None or piece.numbers[0] in {number for one in read for number in one.numbers}:
            return []
        read.append(piece)
    return read if any(not one.doubt or one.met is not None for one in read) else []


def _open_by_name(block: Block, clause: NamedClause, situation: ReplyContext) -> _Read | None:
    """设备要等 beside 讲解员可以 (the speaker yes, the equipment has to wait): what is open of the one that it has."""
    if not leaves_one_open(clause):
        return None
    others = _others(clause.numbers[0], situation)
    if number_in(block.folded.text[clause.start : clause.end], others) is not None:
        return None
    words = _written(block, clause.start, clause.end)
    return _Read(block, clause.start, clause.end, clause.numbers, opinion=words, doubt="condition")


def _of_named(block: Block, clause: NamedClause, patterns: _Patterns, situation: ReplyContext) -> _Read | None:
    """The verdict that a clause is beside the one name in it; a no may be longer than that."""
    if len(clause.numbers) != 1:
        return None
    piece = _Read(block, clause.start, clause.end, clause.numbers)
    rest = _TO_A_NAME.sub("", clause.rest)
    verdict = patterns.alone.match(rest)
    if verdict and verdict.end() == len(rest):
        found = replace(piece, met=not verdict["unmet"], measured=verdict["value"] or "")
        return _as_much(found, situation) if found.measured else found
    if verdict and verdict["unmet"] and not _takes_back(rest[verdict.end() :], patterns):
        found = replace(piece, met=False, opinion=_written(block, clause.start, clause.end))
        return replace(found, doubt="condition") if _NOT_YET.search(rest) else found
    gives = _words_of(situation) == "resources" and gives_in(f"{rest} .") >= len(rest)
    return replace(piece, met=True) if gives and not is_limited(rest) else None


def _takes_back(text: str, patterns: _Patterns) -> bool:
    """Whether behind a no it says that it may be none, or gives a verdict of its own."""
    return any(kind.search(text) for kind in (patterns.contrast, patterns.hedge, patterns.verdict))


def _but_for_one(block: Block, whole: _Read, at: int, situation: ReplyContext) -> list[_Read]:
    """全部同意，除了2; 都可以，就是2要晚一天 (all fine, just the second is a day late): the rest is agreed to, and what
    is said of the one waits; results of criteria, which are signed, wait all of them. Where nobody can tell which one
    is taken out, no yes to all is proposed."""
    end = len(block.folded.text)
    tail = block.folded.text[at:]
    out = takes_one_out(tail)
    if not (whole.met and len(situation.criteria) > 1 and (out or begins_reserve(tail))):
        return []
    number = _only_named(tail, situation)
    if number is None:
        return [replace(whole, end=end, of_all=False, met=None, doubt="condition")] if out else []
    open_one = _Read(block, at, end, (number,), opinion=_written(block, at, end), doubt="condition")
    rest = replace(whole, end=at, of_all=False, numbers=_others(number, situation))
    if _words_of(situation) == "criteria":
        return [replace(one, doubt="contradiction") for one in (rest, replace(open_one, met=False if out else None))]
    return [rest, replace(open_one, met=None if out and since_in(tail, situation) is None else True)]


def _but_for_one_before(block: Block, patterns: _Patterns, situation: ReplyContext) -> list[_Read]:
    """除了第3条，全部达标 (all but the third are met), 除响应时间外全部达标: the one is taken out before the yes."""
    text = block.folded.text
    of_all = patterns.of_all.search(text) if len(situation.criteria) > 1 and begins_exception(text) else None
    if of_all is None or of_all.start() == 0 or of_all["unmet"]:
        return []
    number = _only_named(text[: of_all.start()], situation)
    if number is None or not _keeps_to(number, text[of_all.end() :], situation):
        return []
    whole = _Read(block, of_all.start(), of_all.end(), _others(number, situation), met=True)
    if rest := text[of_all.end() :].strip(_EDGES):
        words = _written(block, text.index(rest, of_all.end()), len(text))
    else:
        words = _written(block, 0, of_all.start())
    open_one = _Read(block, 0, len(text), (number,), opinion=words, doubt="condition")
    if _words_of(situation) == "criteria":
        return [replace(one, doubt="contradiction") for one in (replace(open_one, met=False), whole)]
    return [open_one, whole]


def _only_named(text: str, situation: ReplyContext) -> int | None:
    """The number of the one thing that a text names, by its number or by its words."""
    named = {number for clause in clauses_by_name(text, situation.criteria) for number in clause.numbers}
    if one := number_in(text, [each.number for each in situation.criteria]):
        named.add(one)
    return named.pop() if len(named) == 1 else None


def _keeps_to(number: int, text: str, situation: ReplyContext) -> bool:
    """Whether what is said behind the yes to the others names none of these."""
    named = {one for clause in clauses_by_name(text, situation.criteria) for one in clause.numbers}
    return named <= {number} and number_in(text, _others(number, situation)) is None


def _others(number: int, situation: ReplyContext) -> tuple[int, ...]:
    return tuple(one.number for one in situation.criteria if one.number != number)


def _next_open(
    patterns: _Patterns, text: str, within: tuple[int, int], situation: ReplyContext
) -> re.Match[str] | None:
    """The first number there of which something open is said; `because 82 only` counts, and names no criterion."""
    asked = {one.number for one in situation.criteria}
    found = patterns.next_number.finditer(text, *within)
    return next((one for one in found if asked.intersection(_numbers(one["numbers"]))), None)


def _counts_all(match: re.Match[str], situation: ReplyContext) -> bool:
    """Whether `both` and `all three` are said of as many as were asked about."""
    counted = 2 if match["two"] else 3 if match["three"] else len(situation.criteria)
    return counted == len(situation.criteria)


def _open_piece(block: Block, match: re.Match[str], end: int) -> _Read:
    """`3 only half of it` behind what is said of others: it keeps to its own number."""
    return _Read(block, match.start("numbers"), end, _numbers(match["numbers"]), doubt="unknown")


def _unclear(block: Block, patterns: _Patterns, situation: ReplyContext) -> _Read:
    """A line that is no clear result; where it begins with the number of a criterion it withholds that one alone."""
    text = block.folded.text
    first = patterns.number.match(text) or (patterns.begins.match(text) if text.lstrip().startswith("第") else None)
    named = first and any(_asked(number, situation) for number in _numbers(first["numbers"]))
    if not named and (missed := _likely_missed(block, patterns, situation)):
        return missed
    verdicts = {not one["unmet"] for one in patterns.verdict.finditer(text)}
    is_near = bool(first) and len(verdicts) == 1 and not (patterns.denial.search(text) or patterns.to_come.search(text))
    near = verdicts.pop() if is_near else None
    piece = _Read(block, 0, len(text), _numbers(first["numbers"]) if first else (), met=near, doubt="unknown")
    if first and near is not None and _words_of(situation) == "criteria":
        return _with_evidence(piece, first.end(), patterns, situation)
    if not first or _words_of(situation) == "criteria":
        return piece
    return replace(piece, opinion=_written(block, first.end(), len(text)), since=since_in(text, situation))


def _with_evidence(piece: _Read, at: int, patterns: _Patterns, situation: ReplyContext) -> _Read:
    """1 抽查了200单，193单合格，96.5%，达标: the value right before the verdict, and what was found before both."""
    text = piece.block.folded.text
    behind = [one for one in patterns.with_value.finditer(text, at) if not text[one.end() :].strip(_EDGES)]
    if not behind or len(piece.numbers) != 1:
        return piece
    measured = _written(piece.block, behind[-1].start("value"), behind[-1].end("value"))
    found = replace(piece, measured=measured, opinion=_written(piece.block, at, behind[-1].start()))
    asked = _asked(piece.numbers[0], situation)
    missed = found.met and asked is not None and held_against(asked.text, measured) == "misses"
    return replace(found, met=None) if missed else found


def _likely_missed(block: Block, patterns: _Patterns, situation: ReplyContext) -> _Read | None:
    """满意度只有86%，没达到; three pallets short, so no: of the one criterion that was asked about, with why before the
    no; it waits."""
    text = block.folded.text
    verdicts = list(patterns.verdict.finditer(text))
    if len(situation.criteria) != 1 or _words_of(situation) != "criteria" or not verdicts:
        return None
    ends = re.match(r"\s*(?:[,;.。!]|$)", text[verdicts[-1].end() :])
    taken_back = (kind.search(text) for kind in (patterns.contrast, patterns.hedge, patterns.question))
    if not ends or any(taken_back) or any(not one["unmet"] for one in verdicts):
        return None
    written = _written(block, 0, len(text))
    return _Read(block, 0, len(text), (situation.criteria[0].number,), met=False, opinion=written, doubt="unknown")


def _given(block: Block, only: tuple[int, ...], patterns: _Patterns, situation: ReplyContext) -> _Read | None:
    """派张伟和小李, you can have Alice, 能给3000: who, or how much, is given of what was asked for. Names alone may be
    a signature, or whom to ask, and wait; so does what is less, or not told from what was asked for."""
    if _words_of(situation) == "criteria":
        return None
    text = block.folded.text
    first = patterns.begins.match(text) if len(situation.criteria) > 1 else patterns.number.match(text)
    start, numbers = (first.end(), _numbers(first["numbers"])) if first else (0, only)
    if not numbers:
        return None
    start += behind_number(text[start:])
    piece = _Read(block, 0, len(text), numbers, met=True, opinion=_written(block, start, len(text)))
    people, is_given = names_in_gift(piece.opinion, situation)
    if not first and _is_own_name(piece.opinion, situation):
        return None
    if people:
        return replace(piece, doubt="" if is_given and _are_enough(people, piece, situation) else "unknown")
    gives = gives_in(text[start:])
    if not gives and may_name_givers(piece.opinion):
        return replace(piece, doubt="unknown")
    if not gives and may_give(text[start:], situation):
        return replace(piece, since=since_in(text[start:], situation), doubt="condition")
    if not gives:
        return None
    rest, at = text[start + gives :].strip(_EDGES), start + gives
    people, _ = names_in_gift(_written(block, at, len(text)), situation)
    if people and _are_enough(people, piece, situation) and not is_limited(text[start:at]):
        return piece
    limited = is_limited(text[start:at])
    if (is_amount(rest) or patterns.value.fullmatch(rest)) and not limited:
        if not all(asks_for_amount(_asked(number, situation)) for number in numbers):
            return replace(piece, doubt="condition")
        return _as_much(replace(piece, opinion="", measured=rest), situation)
    doubt: ClauseDoubt = "question" if patterns.question.search(rest) or "?" in rest else "condition"
    return replace(piece, since=since_in(rest, situation), doubt=doubt)


def _are_enough(people: int, piece: _Read, situation: ReplyContext) -> bool:
    return all(is_as_many(people, _asked(number, situation)) for number in piece.numbers)


def _named_below(piece: _Read, block: Block, situation: ReplyContext) -> _Read | None:
    """The yes above with the names of who is given on the next line; the sender's own name there is his signature."""
    if _words_of(situation) == "criteria" or not piece.met or piece.doubt or piece.opinion:
        return None
    written = _written(block, 0, len(block.folded.text))
    people, _ = names_in_gift(written, situation)
    if not people or _is_own_name(written, situation):
        return None
    named = replace(piece, opinion=written)
    return named if _are_enough(people, named, situation) else replace(named, doubt="condition")


def _is_own_name(written: str, situation: ReplyContext) -> bool:
    """The sender's own name alone is his signature."""
    own = situation.asking.name if situation.asking else ""
    return bool(own) and written.casefold() in (own.casefold(), own.split()[0].casefold())


def _asked(number: int, situation: ReplyContext) -> AskedCriterion | None:
    return next((one for one in situation.criteria if one.number == number), None)


def _alone(block: Block, numbers: tuple[int, ...], patterns: _Patterns, situation: ReplyContext) -> _Read | None:
    """A verdict without a number; certain only where it is known of which criterion."""
    text = block.folded.text
    match = patterns.alone.match(text)
    if match is None:
        return None
    piece = _Read(block, 0, len(text), numbers, met=not match["unmet"])
    if match["value"]:
        piece = replace(piece, measured=_written(block, match.start("value"), match.end("value")))
    tail, at = text[match.end() :], match.end()
    behind = patterns.behind.match(tail) if piece.met and len(situation.criteria) > 1 else None
    if behind and not numbers and _counts_all(behind, situation):
        piece = replace(piece, of_all=True)
        return _with_tail(piece, tail[behind.end() :], at + behind.end(), patterns, situation)
    piece = _with_tail(piece, tail, at, patterns, situation)
    if not numbers and piece.met and not piece.doubt and _words_of(situation) == "resources":
        return replace(piece, of_all=True)
    return piece if numbers else replace(piece, doubt="several-open")


def _with_tail(piece: _Read, tail: str, at: int, patterns: _Patterns, situation: ReplyContext) -> _Read:
    """With the value behind the verdict, or the reason of a no. Anything else there makes it uncertain."""
    if patterns.question.search(tail):
        return replace(piece, doubt="question")
    rest = tail.strip(_EDGES)
    if not rest or patterns.thanks.fullmatch(rest):
        return piece if not piece.measured else _as_much(piece, situation)
    if put_right := patterns.put_right.fullmatch(rest):
        places = (at + tail.index(rest) + place for place in put_right.span("new"))
        return replace(piece, measured=_written(piece.block, *places), doubt="repaired")
    if piece.met and _words_of(situation) == "resources":
        return _with_terms(piece, rest, at + tail.index(rest), patterns, situation)
    if patterns.contrast.search(rest) or any(piece.met or not one["unmet"] for one in patterns.verdict.finditer(rest)):
        return replace(piece, doubt="contradiction")
    first = at + tail.index(rest)
    if value := _value_in(rest, piece.numbers, patterns, situation):
        return replace(piece, measured=_written(piece.block, first + value.start("value"), first + value.end("value")))
    if dated := _measured_on_a_day(piece, rest, first, patterns, situation):
        return dated
    if piece.met:
        because = patterns.because.match(rest) if not patterns.hedge.search(rest) else None
        if because:  # why it counts all the same: a person looks at that
            why = _written(piece.block, first + because.end(), first + len(rest))
            return replace(piece, opinion=why, doubt="unknown")
        return replace(piece, doubt="condition" if re.match("if|when", rest) else "unknown")
    return _with_reason(piece, rest, first, patterns, situation)


def _measured_on_a_day(
    piece: _Read, rest: str, first: int, patterns: _Patterns, situation: ReplyContext
) -> _Read | None:
    """1 met, measured 97% on 3 March; 达标（3月3日实测97%）: the day stands beside the value."""
    days = find_days(rest, locale=situation.locale, written=situation.written)
    day = days[0] if len(days) == 1 else None
    if day is None or not (day.reason == "past" or day.day == situation.written):
        return None
    begins = len(rest[: day.start].rstrip()) - (2 if re.search(r"\bon\s*$", rest[: day.start]) else 0)
    alone = rest[:begins] + " " * (day.end - begins) + rest[day.end :]
    value = _value_in(alone.rstrip(_EDGES), piece.numbers, patterns, situation)
    if value is None:
        return None
    measured = _written(piece.block, first + value.start("value"), first + value.end("value"))
    return replace(piece, measured=measured, opinion=_written(piece.block, first + begins, first + day.end))


def _value_in(text: str, numbers: Sequence[int], patterns: _Patterns, situation: ReplyContext) -> re.Match[str] | None:
    """The one value of a text that says nothing but that and what was measured."""
    if value := patterns.value.fullmatch(text):
        return value
    found = list(patterns.value.finditer(text))
    asked = _asked(numbers[0], situation) if len(numbers) == 1 else None
    if len(found) != 1 or asked is None or _words_of(situation) != "criteria":
        return None
    beside = f"{text[: found[0].start()]} {text[found[0].end() :]}"
    return found[0] if only_names_measured(beside.strip(_EDGES), asked.text) else None


def _measured_first(block: Block, patterns: _Patterns, situation: ReplyContext) -> _Read | None:
    """满意度92%，2达标; 86 dealers turned up, so 1 met: a value in a clause before the one verdict of the line."""
    text = block.folded.text
    cuts = [found for found in _BEFORE_SO.finditer(text) if text[found.end() :].strip(_EDGES)]
    if len(cuts) != 1 or _words_of(situation) != "criteria":
        return None
    so = patterns.so.match(text, cuts[0].end())
    behind = so.end() if so else cuts[0].end()
    pieces = list(_pieces(block.part(behind, len(text)), situation))
    if len(pieces) != 1 or pieces[0].doubt or pieces[0].measured or not pieces[0].met:
        return None
    value = _value_in(text[: cuts[0].start()].strip(), pieces[0].numbers, patterns, situation)
    if value is None:
        return None
    at = len(text) - len(text.lstrip())
    written = _written(block, at + value.start("value"), at + value.end("value"))
    return replace(pieces[0], block=block, start=0, end=len(text), measured=written)


def _with_terms(piece: _Read, rest: str, first: int, patterns: _Patterns, situation: ReplyContext) -> _Read:
    """The yes of a giver with what he adds: who is given, and how much where it is all that was asked for. Anything
    else is his condition, and waits with his words."""
    opening = _BUT.match(rest)
    written = _written(piece.block, first + (opening.end() if opening else 0), first + len(rest))
    if value := patterns.value.fullmatch(rest):
        measured = _written(piece.block, first + value.start("value"), first + value.end("value"))
        return _as_much(replace(piece, measured=measured), situation)
    if _is_own_name(written, situation):
        return piece
    with_words = replace(piece, opinion=written)
    people, _ = names_in_gift(written, situation)
    if people and _are_enough(people, with_words, situation):
        return with_words
    is_no = any(one["unmet"] for one in patterns.verdict.finditer(rest))
    doubt: ClauseDoubt = "contradiction" if is_no or patterns.contrast.search(rest) else "condition"
    of_one = len(situation.criteria) > 1 and piece.of_all and not begins_with_day(written, situation)
    # 都能提供，不过人得4月15号到岗: the day of the people is not that of the servers
    return replace(with_words, since=None if of_one else since_in(rest, situation), doubt=doubt)


def _as_much(piece: _Read, situation: ReplyContext) -> _Read:
    """Of something to be given: whether the amount is all that was asked for; less of it waits."""
    if _words_of(situation) == "criteria" or not piece.met:
        return piece
    asked = [_asked(number, situation) for number in piece.numbers]
    return piece if all(is_as_much(piece.measured, one) for one in asked) else replace(piece, doubt="condition")


def _with_reason(piece: _Read, rest: str, first: int, patterns: _Patterns, situation: ReplyContext) -> _Read:
    """The reason of a no, with its value before it and what is to be put right behind it."""
    if value := patterns.value.match(rest):
        piece = replace(piece, measured=_written(piece.block, first + value.start("value"), first + value.end("value")))
        first, rest = first + value.end(), rest[value.end() :]
    because = patterns.because.match(rest)
    if because is None and patterns.hedge.search(rest):
        return replace(piece, doubt="hedged")
    if because is None and piece.block.folded.text[:first].endswith(_BARE_NO):  # "no budget left": it is the reason
        first, rest = first - len(_BARE_NO), f"{_BARE_NO}{rest}"
    if because:
        first, rest = first + because.end(), rest[because.end() :]
    rectify = patterns.rectify.search(rest)
    reason_end = rectify.start() if rectify else len(rest)
    clause = max((found.end() for found in _CLAUSE_END.finditer(rest, 0, reason_end)), default=0)
    if rectify and _stands_last(rest, rectify):
        return _with_clause_put_right(piece, rest, first, clause, situation)
    if not rectify:
        if _asks_to_be_reached(rest, patterns, situation):
            return replace(piece, opinion=_written(piece.block, first, first + len(rest)), doubt="unknown")
        asked = _asked_clause(rest, patterns, situation)
        if asked is not None:
            return _with_clause_put_right(piece, rest, first, asked, situation)
        return replace(piece, opinion=_written(piece.block, first, first + reason_end))
    opinion = _written(piece.block, first, first + reason_end)
    days = find_days(rest[rectify.end() :], locale=situation.locale, written=situation.written)
    day = days[0].day if len(days) == 1 else None
    begin, end = rectify.end(), len(rest)
    if day and days[0].start == 0 and rest[begin + days[0].end :].strip(_EDGES):  # 整改：3月25日前补测
        begin += days[0].end
    apart = _LAST_DAY.fullmatch(rest[begin:].rstrip(_EDGES)) if day else None
    if apart and any(one.exact for one in find_days(apart["day"], locale=situation.locale, written=situation.written)):
        end = begin + apart.end("text")  # the day is kept apart, and not said twice
    put_right = _written(piece.block, first + begin, first + end)
    if day and end == len(rest) and (place := limit_apart(rest[rectify.end() :], days[0])):
        before, behind = (first + rectify.end() + at for at in place)
        parts = piece.block.written(first + begin, before), piece.block.written(behind, first + end)
        gap = "" if parts[1].startswith(_PUNCTUATION) else " "
        put_right = gap.join(parts).strip(_EDGES + "，。；：！（")
    return replace(piece, opinion=opinion, rectify=put_right, rectify_by=day)


def _asked_clause(rest: str, patterns: _Patterns, situation: ReplyContext) -> int | None:
    """Where the last clause begins, if it asks for something by a day: 请王芳4月2日前补上 needs no word of its own for
    what is to be put right. Without a day it may be no more than a wish. The day may stand in a clause of its own:
    请补到100份，3月25日前."""
    clause = _last_clause(rest, situation)
    if not patterns.asks.match(rest, clause):
        return None
    days = find_days(rest[clause:], locale=situation.locale, written=situation.written)
    return clause if len(days) == 1 and days[0].day else None


def _last_clause(rest: str, situation: ReplyContext) -> int:
    """Where it begins, with the day that follows it in a clause of its own."""
    end = len(rest.rstrip(_EDGES))
    *before, last = [0, *(found.end() for found in _CLAUSE_END.finditer(rest, 0, end))]
    days = find_days(rest[last:end], locale=situation.locale, written=situation.written) if before else ()
    return before[-1] if any(one.exact for one in days) else last


def _asks_to_be_reached(rest: str, patterns: _Patterns, situation: ReplyContext) -> bool:
    """请张伟周五前给我打电话 (Zhang Wei please call me by Friday): nothing is put right by it, and it is no reason."""
    clause = _last_clause(rest, situation)
    return bool(patterns.asks.match(rest, clause) and patterns.reach.search(rest, clause))


def _stands_last(rest: str, rectify: re.Match[str]) -> bool:
    """Whether who puts it right, and until when, stands before the word: 请客服部4月30日前整改."""
    return not _CLAUSE_END.split(rest[rectify.end() :])[0].strip(_EDGES)


def _with_clause_put_right(piece: _Read, rest: str, first: int, clause: int, situation: ReplyContext) -> _Read:
    """The whole clause is what is to be put right, with the one day in it; before it stands the reason."""
    days = find_days(rest[clause:], locale=situation.locale, written=situation.written)
    put_right = _written(piece.block, first + clause, first + len(rest))
    if len(days) == 1 and (place := limit_apart(rest[clause:], days[0])):
        before, behind = (first + clause + at for at in place)
        parts = piece.block.written(first + clause, before), piece.block.written(behind, first + len(rest))
        put_right = " ".join(filter(None, (part.strip(" ,;:.，。；：！") for part in parts)))
    if put_right.count("(") > put_right.count(")"):  # the mark at its end was taken for that of the sentence
        put_right += ")"
    opinion = _written(piece.block, first, first + clause)
    return replace(piece, opinion=opinion, rectify=put_right, rectify_by=days[0].day if len(days) == 1 else None)


def _written(block: Block, start: int, end: int) -> str:
    return block.written(start, end).strip(_EDGES + "，。；：！（）")


def _numbers(text: str) -> tuple[int, ...]:
    """`1`, `1,3`, `1-3`, `1~3`, `1 and 2`, `第一`; none where a range is no range."""
    text = _NUMERALS.sub(lambda match: str(chinese_number(match[0]) or match[0]), text)
    ends = re.fullmatch(r"\D*(\d+)\D*?(?:[-~]|到|至|to)\D*?(\d+)\D*", text)
    if ends:
        first, last = int(ends[1]), int(ends[2])
        return tuple(range(first, last + 1)) if first < last < first + _MOST else ()
    return tuple(map(int, re.findall(r"\d+", text)))


def _as_gift(one: _Read) -> _Read:
    """Beside a yes or a no to something asked for, a number that counts nothing may be that of another: `同意 2`."""
    return replace(one, doubt="unknown") if _BARE_NUMBER.fullmatch(one.measured) and not one.doubt else one


def _expanded(one: _Read, known: dict[int, AskedCriterion]) -> _Read:
    if one.of_all:
        return replace(one, numbers=tuple(known))
    if one.doubt or (one.numbers and all(number in known for number in one.numbers)):
        return one
    return replace(one, doubt="out-of-range")


def _held_against(one: _Read, known: dict[int, AskedCriterion]) -> _Read:
    """93% is no ≥ 95%, whatever is said of it; and a no to 97% needs its reason."""
    if one.doubt or not one.measured or len(one.numbers) != 1:
        return one
    held = held_against(known[one.numbers[0]].text, one.measured)
    if one.met and held == "misses":
        return replace(one, doubt="misses-target")
    if not one.met and held == "within" and not (one.opinion or one.rectify):
        return replace(one, doubt="contradiction")
    return one


def _checked(read: Sequence[_Read]) -> list[_Read]:
    """A criterion of which two things are said waits; what belongs to no criterion withholds all."""
    if any(one.doubt and not one.numbers for one in read):
        doubt = next(one.doubt for one in read if one.doubt and not one.numbers)
        return [one if one.doubt else replace(one, doubt=doubt) for one in read]
    verdicts_of: dict[int, set[bool | None]] = {}
    for one in read:
        for number in one.numbers:
            verdicts_of.setdefault(number, set()).add(one.met)
    disputed = {number for number, verdicts in verdicts_of.items() if len(verdicts) > 1}
    return [
        replace(one, doubt="contradiction") if disputed & set(one.numbers) and not one.doubt else one for one in read
    ]


def _results(one: _Read, known: dict[int, AskedCriterion], subject: _Subject) -> Iterator[CriterionResult]:
    if one.met is None:
        return
    for number in one.numbers:
        if number in known:
            yield CriterionResult(
                of="resource" if subject == "resources" else "criterion",
                number=number,
                text=known[number].text,
                met=one.met,
                measured=one.measured if len(one.numbers) == 1 else "",
                opinion=one.opinion,
                rectify=one.rectify,
                rectify_by=one.rectify_by,
                since=one.since,
            )


def _clause(one: _Read) -> Clause:
    span, text = one.block.span(one.start, one.end), one.block.written(one.start, one.end)
    if one.doubt:
        return Clause(span=span, text=text, rule=one.doubt, counts=False)
    return Clause(span=span, text=text, rule="met" if one.met else "unmet", counts=True)


def _courtesy(block: Block) -> Clause:
    end = len(block.folded.text)
    return Clause(span=block.span(0, end), text=block.written(0, end), rule="talk", counts=False)


def _words_of(situation: ReplyContext) -> _Subject:
    return "resources" if situation.asking and situation.asking.kind == "resources" else "criteria"


@cache
def _patterns(subject: _Subject) -> _Patterns:
    """What the words of a subject do not say is as with criteria."""
    words: dict[str, list[str]] = {}
    for language in LANGUAGES:
        own = read_words(subject, language)["kinds"]
        for kind, found in (read_words("criteria", language)["kinds"] | own).items():
            words.setdefault(kind, []).extend(found)
    one_of = {kind: _one_of(found) for kind, found in words.items()}
    no_yes = [one for one in words["met"] if one.startswith(tuple(words["unmet"]))]  # no problem is no `no`
    if no_yes:
        one_of["unmet"] = rf"(?!{_one_of(no_yes)})(?:{one_of['unmet']})"
    in_words = rf"百分之{_NUMERAL}{{1,6}}(?:点{_NUMERAL}{{1,4}})?"
    counted = rf"[零一二两三四五六七八九十百]{{1,6}}(?:{one_of['unit']})"
    digit = rf"[<>≥≤=~]{{0,2}}\s*[-¥$€£]?\d[\d,.]*(?:\s*/\s*\d+)?\s*(?:{one_of['unit']})?"
    amount = rf"(?:{_DAY}|{in_words}|{counted}|{digit})"
    value = rf"\(?\s*(?:{one_of['measured']})?\s*:?\s*(?P<value>{amount})\s*\)?"
    between = rf"[\s,:.、)\]=-]*(?:(?:{one_of['filler']})\s*)?[\s:,]*"
    digits = rf"(?:(?:{one_of['number']})\s*)?\d{{1,3}}(?![\d%]|\.\d+\s?%)"
    any_word = "|".join(one_of[kind] for kind in ("unmet", "met", "bare_no", "bare_yes"))
    behind = rf"[,.;:!)、。]|[-–—]+\s|$|\s(?:{one_of['because']})|\s{digits}{between}(?:{any_word})"
    ends = rf"(?=(?:{one_of['particle']})?\s*(?:{behind}))"
    regret = rf"(?:(?:{one_of['regret']})[\s,]*)?"
    no = rf"(?P<unmet>{regret}(?:{one_of['unmet']})|(?:{one_of['bare_no']}){ends})"
    bare = rf"(?:{no}|(?:{one_of['bare_yes']}){ends}"
    answer = rf"{bare}|(?:{one_of['met']})(?!\s?(?:{one_of['noun']}))){_NOT_OF}(?:{one_of['particle']})?"
    number = rf"(?:{digits}|第\s?[一二三四五六七八九十]{{1,3}}(?=[条项个点号、,:\s]))"
    numbers = rf"(?P<numbers>{number}(?:\s*(?:,|、|和|与|and|&|-|(?<=\d)~(?=\d)|到|至|to)\s*{number})*)"
    measured = rf"(?:{value}[\s,:，–—=-]*)?"
    verdict = rf"{between}{measured}{answer}"
    every = rf"(?P<two>{one_of['two']})|(?P<three>{one_of['three']})"
    return _Patterns(
        result=re.compile(rf"(?:(?<![\w.])|(?<=[{_last_characters(words)}])){numbers}{verdict}"),
        of_all=re.compile(
            rf"[\s{re.escape(_EDGES)}]*(?:(?P<opening>{one_of['opening']})[\s,.]+)?"
            rf"(?:{every}|{one_of['all']})\s*(?:{one_of['filler']})?\s*{answer}"
        ),
        alone=re.compile(rf"[\s:,]*{measured}{answer}"),
        with_value=re.compile(rf"{value}[\s,:，–—=-]*{answer}"),
        value=re.compile(value),
        verdict=re.compile(verdict),
        because=re.compile(rf"[\s,:(]*(?:{one_of['because']})[\s:,]*"),
        rectify=re.compile(rf"(?:{one_of['rectify']})\s*:?\s*"),
        asks=re.compile(rf"(?:[\w&'-]+ ){{0,2}}(?:{one_of['asks']})"),
        reach=re.compile(one_of["reach"]),
        contrast=re.compile(one_of["contrast"]),
        thanks=re.compile(one_of["thanks"]),
        hedge=re.compile(one_of["hedge"]),
        question=re.compile(one_of["question"]),
        so=re.compile(rf"(?:{one_of['so']})\s*"),
        denial=re.compile(one_of["denial"]),
        number=re.compile(rf"[\s*•·]*{numbers}[\s:.,、)]"),
        begins=re.compile(rf"[\s*•·]*{numbers}"),
        behind=re.compile(rf"[\s,.]*(?:(?:to|for|with|on)\s+)?(?:{every}|{one_of['behind']})"),
        put_right=re.compile(
            rf"(?:\(?\s*{amount}[\s,;.:()–—-]*)?(?:(?:{one_of['slip']})[\s,;.:()–—-]*)+"
            rf"(?:(?:{one_of['slip_then']})\s*)?(?P<new>{amount})[\s.)]*"
        ),
        to_come=re.compile(one_of["to_come"]),
        by_place=place_pattern(words, one_of["filler"], answer),
        next_number=re.compile(rf"(?<=[\s,;.、。]){numbers}[\s:.,、)]{{0,3}}(?={one_of['open_word']})"),
    )


def _last_characters(words: dict[str, list[str]]) -> str:
    """Those that a Chinese verdict ends in: behind it a number may stand without a gap, 1可以2可以."""
    verdicts = (word for kind in ("met", "unmet") for word in words[kind])
    return "".join(sorted({word[-1] for word in verdicts if not word.isascii() and word[-1].isalpha()}))


def _one_of(words: Iterable[str]) -> str:
    """The longest first; a Latin word as a whole."""
    found = sorted(words, key=len, reverse=True)
    bounded = (
        rf"(?<![a-z]){re.escape(one)}(?![a-z])" if one[0].isascii() and one[0].isalpha() else "" for one in found
    )
    return "|".join(word or re.escape(one) for word, one in zip(bounded, found, strict=True))
