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
from dataclasses import replace
from typing import Literal

from collabtui.domain.mail.reason_codes import ClauseDoubt
from collabtui.domain.mail.reply import ReplyContext, Understanding
from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.own_grammars.asked_by_name import clauses_by_name
from collabtui.language.replies.own_grammars.criteria.all_but_one import but_for_one, but_for_one_before
from collabtui.language.replies.own_grammars.criteria.consent_to_all import consents_to_all, finds_all_good
from collabtui.language.replies.own_grammars.criteria.given_resources import named_below, read_given, waiting_if_number
from collabtui.language.replies.own_grammars.criteria.held_for_all import held_for_all
from collabtui.language.replies.own_grammars.criteria.measured_values import likely_missed, only_value_in, with_evidence
from collabtui.language.replies.own_grammars.criteria.measured_words import in_figures, words_around_values
from collabtui.language.replies.own_grammars.criteria.no_of_something import is_no_of_something
from collabtui.language.replies.own_grammars.criteria.no_to_all import no_to_all
from collabtui.language.replies.own_grammars.criteria.none_of_them import none_met
from collabtui.language.replies.own_grammars.criteria.place_patterns import is_of_others, numbers_at, places_cut
from collabtui.language.replies.own_grammars.criteria.plain_numbers import with_plain_numbers
from collabtui.language.replies.own_grammars.criteria.put_right_below import (
    LinesPutRight,
    blocks_put_right,
    clauses_put_right,
    parted_lines,
    with_what_is_put_right,
)
from collabtui.language.replies.own_grammars.criteria.result_numbers import ResultNumbers, result_numbers
from collabtui.language.replies.own_grammars.criteria.result_patterns import (
    EDGES,
    ResultPatterns,
    numbers_in,
    result_patterns,
    subject_of,
)
from collabtui.language.replies.own_grammars.criteria.result_piece import (
    ResultPiece,
    checked_together,
    clause_of_courtesy,
    clause_of_piece,
    criterion_of,
    criterion_results,
    held_against_criterion,
    with_all_numbers,
    written_part,
)
from collabtui.language.replies.own_grammars.criteria.results_by_name import read_by_name
from collabtui.language.replies.own_grammars.criteria.results_by_place import read_by_place, with_numbers_by_place
from collabtui.language.replies.own_grammars.criteria.results_in_prose import read_in_prose
from collabtui.language.replies.own_grammars.criteria.values_by_name import each_with_its_name
from collabtui.language.replies.own_grammars.criteria.values_in_order import each_with_its_value
from collabtui.language.replies.own_grammars.criteria.verdict_with_tail import (
    counts_all,
    verdict_alone,
    with_own_reason,
    with_tail,
)
from collabtui.language.replies.own_grammars.gift_terms import (
    parts_by_number,
    since_in,
)
from collabtui.language.replies.words.blocks import Block

_NEXT_SENTENCE = late_regex(
    r"(?:[;；。]\s*|[.!]\s+)(?P<first>第?)(?P<number>\d{1,2})(?=[\s:.,、)）]|[\u4e00-\u9fff])(?!\.\d)"
)
_YET = late_regex(r"not yet|还没有?|尚未")
"""A no with its reason; by itself it may say that nobody has looked yet."""
IsHarmless = Callable[[Sequence[Block]], bool]
"""Whether lines are courtesies, names and lines of programs, and nothing else."""
_BEFORE_VALUE = late_regex(r"[,，;；。、]\s*(?P<numbers>\d{1,2})(?=[\s:：]\s*[<>≥≤=~]{0,2}\s*[¥$€£]?\d)")
_BEHIND_BRACKET = late_regex(r"\s*\([^()]{1,200}\)[\s,;.。、]*第?(?P<numbers>\d{1,2})(?![\d.]|\s?%)")
_BEFORE_SO = late_regex(r"[,，;；。]\s*|\s(?=so\b)")


def read_criteria(lines: Iterable[Block], situation: ReplyContext, is_harmless: IsHarmless) -> Understanding:
    """The results that a reply gives of `situation.criteria`; nothing in it is applied."""
    known = {one.number: one for one in situation.criteria}
    put_right = parted_lines(lines, situation, is_harmless)
    read: list[ResultPiece] = []
    others: list[Block] = []
    for line in put_right.others:
        block = with_plain_numbers(line, situation)
        if read and (named := named_below(read[-1], block, situation)):
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
    read += [ResultPiece(block, 0, len(block.folded.text), doubt="unknown") for block in loose]
    subject = subject_of(situation)
    read = [
        replace(one, measured=in_figures(one.measured)) if one.measured else one
        for one in with_what_is_put_right(with_numbers_by_place(read, known), put_right, situation)
    ]
    expanded = [with_all_numbers(waiting_if_number(one) if subject == "resources" else one, known) for one in read]
    expanded = held_for_all(expanded, situation)
    read = checked_together([one if subject == "resources" else held_against_criterion(one, known) for one in expanded])
    return _understood(read, [one for one in others if one not in loose], put_right, situation)


def _understood(
    read: Sequence[ResultPiece], courtesies: Sequence[Block], put_right: LinesPutRight, situation: ReplyContext
) -> Understanding:
    known = {one.number: one for one in situation.criteria}
    spans = [*map(clause_of_piece, read), *map(clause_of_courtesy, courtesies)]
    own = [one for one in clauses_put_right(put_right) if one.span not in [each.span for each in spans]]
    results = [(one, result) for one in read for result in criterion_results(one, known, subject_of(situation))]
    doubt: ClauseDoubt | Literal[""] = next((one.doubt for one in read if one.doubt), "")
    blocks = [*(one.block for one in read), *blocks_put_right(put_right)]
    return Understanding(
        clauses=tuple(sorted((*spans, *own), key=lambda clause: clause.span.start)),
        criteria=tuple(dict.fromkeys(result for one, result in results if not one.doubt)),
        criteria_proposed=tuple(dict.fromkeys(result for one, result in results if one.doubt)),
        statement="\n".join(dict.fromkeys(one.source.strip() for one in blocks)),
        doubt=doubt,
    )


def _parts(block: Block, situation: ReplyContext) -> list[Block]:
    """The line; of what a giver says to several things the part on each."""
    text, patterns = block.folded.text, result_patterns(subject_of(situation))
    if len(situation.criteria) < 2:
        return [block]
    is_result = subject_of(situation) == "criteria"
    if (
        is_result
        and not patterns.question.search(text)
        and not but_for_one_before(block, patterns, situation)
        and (
            cuts := [
                at for at in places_cut(text, patterns.by_place, patterns.begins) if _is_no_other(at, text, situation)
            ]
        )
    ):
        parts = (block.part(*span) for span in zip([0, *cuts], [*cuts, len(text)], strict=True))
        return [each for part in parts for each in _parts(part, situation)]
    if not (patterns.begins.match(text) or is_result):
        return [block]
    if subject_of(situation) == "criteria":
        return [block.part(*span) for span in _sentences_by_number(text, patterns, situation)]
    numbers = [one.number for one in situation.criteria]
    answered = [one.end() for one in patterns.result.finditer(text)]
    return [block.part(*span) for span in parts_by_number(text, numbers, answered)]


def _is_no_other(at: int, text: str, situation: ReplyContext) -> bool:
    """Whether a number there is one that was asked about: in `the first two met: 97% and 93` the 93 is none."""
    begins = result_patterns(subject_of(situation)).begins.match(text, at)
    return begins is None or any(criterion_of(number, situation) for number in numbers_in(begins["numbers"]))


def _sentences_by_number(text: str, patterns: ResultPatterns, situation: ReplyContext) -> list[tuple[int, int]]:
    """The sentences of a line, from each on that begins with the number of a criterion and holds a verdict: of each is
    read what it says, whatever stands in the others."""
    starts = [0]
    for found in _NEXT_SENTENCE.finditer(text):
        is_asked = criterion_of(int(found["number"]), situation)
        touching = text[found.end()].isalpha()  # 3达标; 3人 counts
        if is_asked and (patterns.verdict.match if touching else patterns.verdict.search)(text, found.end()):
            starts.append(found.start("first"))
    return list(zip(starts, [*starts[1:], len(text)], strict=True))


def _pieces(block: Block, situation: ReplyContext) -> Iterator[ResultPiece]:
    """The pieces of a line; none where it says nothing of criteria."""
    text, patterns = block.folded.text, result_patterns(subject_of(situation))
    if block.item is not None and not patterns.result.match(text):
        yield _under_its_criterion(block, block.item, patterns, situation)
        return
    if as_one := _as_one(block, patterns, situation):
        yield from as_one
        return
    found = list(patterns.result.finditer(text))
    if not found:
        yield from _without_numbers(block, patterns, situation)
    elif prose := read_in_prose(block, patterns, situation):
        yield from prose
    elif text[: found[0].start()].strip(EDGES + "*•·"):
        yield from _behind_words(block, found[0], patterns, situation)
    else:
        yield from _numbered(block, found, situation)


def _under_its_criterion(block: Block, item: str, patterns: ResultPatterns, situation: ReplyContext) -> ResultPiece:
    number = int(item.rpartition("/")[2])
    whole = verdict_alone(block, (number,), patterns, situation)
    return whole or ResultPiece(block, 0, len(block.folded.text), (number,), doubt="unknown")


def _as_one(block: Block, patterns: ResultPatterns, situation: ReplyContext) -> Sequence[ResultPiece]:
    """The pieces of a line that speaks of all, of all but one, of some by their place, or of one behind its value."""
    if parted := but_for_one_before(block, patterns, situation):
        return parted
    readers = (consents_to_all(block, situation), none_met(block, patterns, situation))
    if whole := next(filter(None, readers), None) or no_to_all(block, patterns, situation):
        return [whole]
    if placed := read_by_place(block, patterns, situation):
        return _in_order(placed, patterns, situation) or [placed]
    if of_all := patterns.of_all.match(block.folded.text):
        return _of_all(block, of_all, patterns, situation)
    first = _measured_first(block, patterns, situation) or finds_all_good(block, situation)
    return [first] if first else []


def _of_all(
    block: Block, match: re.Match[str], patterns: ResultPatterns, situation: ReplyContext
) -> Sequence[ResultPiece]:
    text, end = block.folded.text, match.end()
    whole = ResultPiece(block, 0, len(text), of_all=True, met=not match["unmet"])
    if not counts_all(match, situation) or (match["opening"] and match["unmet"]):
        return [replace(whole, of_all=False, doubt="unknown")]
    parted = but_for_one(block, whole, end, situation)
    if subject_of(situation) == "criteria" and not parted:
        numbers = [one.number for one in situation.criteria]
        parted = each_with_its_value(whole, end, numbers, patterns)
        parted = parted or each_with_its_name(whole, end, numbers, patterns, situation)
    return parted or [with_tail(whole, text[end:], end, patterns, situation)]


def _in_order(piece: ResultPiece, patterns: ResultPatterns, situation: ReplyContext) -> list[ResultPiece]:
    """前两条达标：97%和95% (the first two are met: 97 % and 95 %)."""
    if piece.place is None or subject_of(situation) != "criteria" or is_of_others(piece.place):
        return []
    numbers = numbers_at(piece.place, [one.number for one in situation.criteria], ())
    return each_with_its_value(piece, piece.place.end(), numbers, patterns)


def _without_numbers(block: Block, patterns: ResultPatterns, situation: ReplyContext) -> Sequence[ResultPiece]:
    """A line in which no number has a verdict behind it: what it says of those that it names, or of the only one."""
    if named := read_by_name(block, patterns, situation) or read_in_prose(block, patterns, situation):
        return named
    only = (situation.criteria[0].number,) if len(situation.criteria) == 1 else ()
    whole = verdict_alone(block, only, patterns, situation)
    given = read_given(block, only, patterns, situation) if not whole or whole.doubt else None
    if one := given or whole or _not_known_yet(block, situation):
        return [one]
    is_of_criteria = re.search(r"\d|^\s*第", block.folded.text) or patterns.verdict.search(block.folded.text)
    return [_unclear(block, patterns, situation)] if is_of_criteria else []


def _behind_words(
    block: Block, match: re.Match[str], patterns: ResultPatterns, situation: ReplyContext
) -> Iterator[ResultPiece]:
    """A result behind words that say what is given of another; behind others it is not certain."""
    text, start = block.folded.text, match.start()
    first = read_given(block.part(0, start), (), patterns, situation)
    if first and not first.doubt:
        yield first
        yield from _pieces(block.part(start, len(text)), situation)
    else:
        yield ResultPiece(block, 0, len(text), numbers_in(match["numbers"]), doubt="unknown")


def _numbered(block: Block, found: Sequence[re.Match[str]], situation: ReplyContext) -> Iterator[ResultPiece]:
    """Results of a line that begins with a number, each up to the next."""
    asked = {one.number for one in situation.criteria}
    places = [
        result_numbers(one, before, asked, numbers_in) for before, one in zip([None, *found], found, strict=False)
    ]
    ends = [*(one.start for one in places[1:]), len(block.folded.text)]
    for match, place, end in zip(found, places, ends, strict=True):
        yield from _result_pieces(block, match, place, end, situation)


def _result_pieces(
    block: Block, match: re.Match[str], place: ResultNumbers, end: int, situation: ReplyContext
) -> Iterator[ResultPiece]:
    """The result, and before it what is open of another one behind it."""
    text, patterns = block.folded.text, result_patterns(subject_of(situation))
    if open_one := _next_open(patterns, text, (match.end(), end), situation):
        yield _open_piece(block, open_one, end)
        end = open_one.start("numbers")
    piece = ResultPiece(block, place.start, end, place.numbers, met=not match["unmet"])
    if place.value:
        piece = replace(piece, measured=written_part(block, *place.value))
    if subject_of(situation) == "criteria" and (
        each := each_with_its_value(piece, match.end(), place.numbers, patterns)
        or each_with_its_name(piece, match.end(), place.numbers, patterns, situation)
    ):
        yield from each
        return
    whole = with_tail(piece, text[match.end() : end], match.end(), patterns, situation)
    if match["unmet"] and _YET.fullmatch(match["unmet"].strip()) and not whole.opinion and not whole.doubt:
        yield replace(whole, doubt="condition")
        return
    yield with_own_reason(whole, match) if subject_of(situation) == "resources" else whole


def _next_open(
    patterns: ResultPatterns, text: str, within: tuple[int, int], situation: ReplyContext
) -> re.Match[str] | None:
    """The first number there of which something open is said, or a value alone: `; 3 1.5 days`; `because 82 only`
    counts, and names no criterion."""
    asked = {one.number for one in situation.criteria}
    found = [*patterns.next_number.finditer(text, *within), *_BEFORE_VALUE.finditer(text, *within)]
    found += [*patterns.next_unknown.finditer(text, *within)]
    if behind := _BEHIND_BRACKET.match(text, *within):  # 2 fail (one missing), 3 …: the reason ends with its bracket
        found.append(behind)
    of_asked = (one for one in found if asked.intersection(numbers_in(one["numbers"])))
    return min(of_asked, key=lambda one: one.start(), default=None)


def _open_piece(block: Block, match: re.Match[str], end: int) -> ResultPiece:
    """`3 only half of it` behind what is said of others: it keeps to its own number."""
    return ResultPiece(block, match.start("numbers"), end, numbers_in(match["numbers"]), doubt="unknown")


def _unclear(block: Block, patterns: ResultPatterns, situation: ReplyContext) -> ResultPiece:
    """A line that is no clear result; where it begins with the number of a criterion it withholds that one alone."""
    text = block.folded.text
    is_open = patterns.next_number.match(f" {text.lstrip()}", 1) is not None  # 2问一下小王 (2: ask young Wang)
    leads = is_open or text.lstrip().startswith("第")
    first = patterns.number.match(text) or (patterns.begins.match(text) if leads else None)
    named = first and any(criterion_of(number, situation) for number in numbers_in(first["numbers"]))
    if not named and (missed := likely_missed(block, patterns, situation)):
        return missed
    verdicts = {
        not one["unmet"]
        for one in patterns.verdict.finditer(text)
        if not (one["unmet"] and is_no_of_something(text, one.end(), situation))
    }
    is_near = bool(first) and len(verdicts) == 1 and not (patterns.denial.search(text) or patterns.to_come.search(text))
    near = verdicts.pop() if is_near else None
    piece = ResultPiece(block, 0, len(text), numbers_in(first["numbers"]) if first else (), met=near, doubt="unknown")
    if first and near is not None and subject_of(situation) == "criteria":
        return with_evidence(piece, first.end(), patterns, situation)
    if not first or subject_of(situation) == "criteria":
        return piece
    return replace(piece, opinion=written_part(block, first.end(), len(text)), since=since_in(text, situation))


def _not_known_yet(block: Block, situation: ReplyContext) -> ResultPiece | None:
    """排队这条高峰期没测，先别算 (the queue was not measured yet): of the one that a line calls by its words nothing is
    known."""
    text = block.folded.text
    clauses = clauses_by_name(text, situation.criteria)
    named = {number for clause in clauses for number in clause.numbers}
    is_open = subject_of(situation) == "criteria" and words_around_values("unknown_yet").search(text)
    if len(named) != 1 or not is_open or not clauses[0].is_topic:
        return None
    return ResultPiece(block, 0, len(text), tuple(named), doubt="unknown")


def _measured_first(block: Block, patterns: ResultPatterns, situation: ReplyContext) -> ResultPiece | None:
    """满意度92%，2达标; 86 dealers turned up, so 1 met: a value in a clause before the one verdict of the line."""
    text = block.folded.text
    cuts = [found for found in _BEFORE_SO.finditer(text) if text[found.end() :].strip(EDGES)]
    if len(cuts) != 1 or subject_of(situation) != "criteria":
        return None
    so = patterns.so.match(text, cuts[0].end())
    numbers = None if so else patterns.begins.fullmatch(text[: cuts[0].start()].rstrip())
    if numbers and all(criterion_of(number, situation) for number in numbers_in(numbers["numbers"])):
        return None  # 1, 2 met: of both
    behind = so.end() if so else cuts[0].end()
    pieces = list(_pieces(block.part(behind, len(text)), situation))
    if len(pieces) != 1 or pieces[0].doubt or pieces[0].measured or not pieces[0].met:
        return None
    value = only_value_in(text[: cuts[0].start()].strip(), pieces[0].numbers, patterns, situation)
    if value is None:
        return None
    at = len(text) - len(text.lstrip())
    written = written_part(block, at + value.start("value"), at + value.end("value"))
    return replace(pieces[0], block=block, start=0, end=len(text), measured=written)
