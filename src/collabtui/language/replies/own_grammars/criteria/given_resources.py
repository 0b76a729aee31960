"""Answers of a giver to things that he is asked for: who is given, how much, from when."""

from dataclasses import replace

from collabtui.domain.mail.reason_codes import ClauseDoubt
from collabtui.domain.mail.reply import AskedCriterion, ReplyContext
from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.own_grammars.criteria.handed_over import only_hands_over
from collabtui.language.replies.own_grammars.criteria.result_patterns import (
    EDGES,
    ResultPatterns,
    numbers_in,
    subject_of,
)
from collabtui.language.replies.own_grammars.criteria.result_piece import ResultPiece, criterion_of, written_part
from collabtui.language.replies.own_grammars.gift_terms import (
    asks_for_amount,
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
    since_in,
)
from collabtui.language.replies.words.blocks import Block

_BARE_NUMBER = late_regex(r"[<>≥≤=~\s]*-?[\d,./\s]+")
_BUT = late_regex(r"(?:但是?|不过|只是|but\b|though\b|only that\b)[\s,]*")


def read_given(
    block: Block, only: tuple[int, ...], patterns: ResultPatterns, situation: ReplyContext
) -> ResultPiece | None:
    """派张伟和小李, you can have Alice, 能给3000: who, or how much, is given of what was asked for. Names alone may be
    a signature, or whom to ask, and wait; so does what is less, or not told from what was asked for."""
    if subject_of(situation) == "criteria":
        return None
    text = block.folded.text
    first = patterns.begins.match(text) if len(situation.criteria) > 1 else patterns.number.match(text)
    start, numbers = (first.end(), numbers_in(first["numbers"])) if first else (0, only)
    if not numbers:
        return None
    start += behind_number(text[start:])
    piece = ResultPiece(block, 0, len(text), numbers, met=True, opinion=written_part(block, start, len(text)))
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
    rest, at = text[start + gives :].strip(EDGES), start + gives
    people, _ = names_in_gift(written_part(block, at, len(text)), situation)
    if people and _are_enough(people, piece, situation) and not is_limited(text[start:at]):
        return piece
    limited = is_limited(text[start:at])
    if (is_amount(rest) or patterns.value.fullmatch(rest)) and not limited:
        if not all(asks_for_amount(criterion_of(number, situation)) for number in numbers):
            return replace(piece, doubt="condition")
        return waiting_if_less(replace(piece, opinion="", measured=rest), situation)
    doubt: ClauseDoubt = "question" if patterns.question.search(rest) or "?" in rest else "condition"
    return replace(piece, since=since_in(rest, situation), doubt=doubt)


def _are_enough(people: int, piece: ResultPiece, situation: ReplyContext) -> bool:
    return all(is_as_many(people, one) for one in _asked_for(piece, situation))


def _asked_for(piece: ResultPiece, situation: ReplyContext) -> list[AskedCriterion | None]:
    """The things that it answers: all of them where it numbers none, as 能给2台 (we can give 2) may be of any."""
    numbers = piece.numbers or [one.number for one in situation.criteria]
    return [criterion_of(number, situation) for number in numbers]


def named_below(piece: ResultPiece, block: Block, situation: ReplyContext) -> ResultPiece | None:
    """The yes above with the names of who is given on the next line; the sender's own name there is his signature."""
    if subject_of(situation) == "criteria" or not piece.met or piece.doubt or piece.opinion:
        return None
    written = written_part(block, 0, len(block.folded.text))
    people, _ = names_in_gift(written, situation)
    if not people or _is_own_name(written, situation):
        return None
    named = replace(piece, opinion=written)
    return named if _are_enough(people, named, situation) else replace(named, doubt="condition")


def _is_own_name(written: str, situation: ReplyContext) -> bool:
    """The sender's own name alone is his signature."""
    own = situation.asking.name if situation.asking else ""
    return bool(own) and written.casefold() in (own.casefold(), own.split()[0].casefold())


def with_terms(
    piece: ResultPiece, rest: str, first: int, patterns: ResultPatterns, situation: ReplyContext
) -> ResultPiece:
    """The yes of a giver with what he adds: who is given, and how much where it is all that was asked for. Anything
    else is his condition, and waits with his words."""
    opening = _BUT.match(rest)
    written = written_part(piece.block, first + (opening.end() if opening else 0), first + len(rest))
    if value := patterns.value.fullmatch(rest):
        measured = written_part(piece.block, first + value.start("value"), first + value.end("value"))
        return waiting_if_less(replace(piece, measured=measured), situation)
    if _is_own_name(written, situation):
        return piece
    with_words = replace(piece, opinion=written)
    people, _ = names_in_gift(written, situation)
    if people and _are_enough(people, with_words, situation):
        return with_words
    if not opening and only_hands_over(written, situation):
        return with_words
    is_no = any(one["unmet"] for one in patterns.verdict.finditer(rest))
    doubt: ClauseDoubt = "contradiction" if is_no or patterns.contrast.search(rest) else "condition"
    of_one = len(situation.criteria) > 1 and piece.of_all and not begins_with_day(written, situation)
    # 都能提供，不过人得4月15号到岗: the day of the people is not that of the servers
    return replace(with_words, since=None if of_one else since_in(rest, situation), doubt=doubt)


def waiting_if_less(piece: ResultPiece, situation: ReplyContext) -> ResultPiece:
    """Of something to be given: whether the amount is all that was asked for; less of it waits."""
    if subject_of(situation) == "criteria" or not piece.met:
        return piece
    enough = all(is_as_much(piece.measured, one) for one in _asked_for(piece, situation))
    return piece if enough else replace(piece, doubt="condition")


def waiting_if_number(one: ResultPiece) -> ResultPiece:
    """Beside a yes or a no to something asked for, a number that counts nothing may be that of another: `同意 2`."""
    return replace(one, doubt="unknown") if _BARE_NUMBER.fullmatch(one.measured) and not one.doubt else one
