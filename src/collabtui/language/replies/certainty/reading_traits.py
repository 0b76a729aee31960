"""Traits of a piece by which the rest of its mail is judged: a share, an aside, a flaw, a subject of its own. They are
kept with its readings, which are judged when its words are gone.
"""

import re
from collections.abc import Sequence

from collabtui.language.replies.certainty.closed_mails import is_plain
from collabtui.language.replies.certainty.outcomes import tells_outcome
from collabtui.language.replies.hedges_and_negation import ends_unsettled
from collabtui.language.replies.item_statements.left_over import lacks_something
from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.taking_back.confirmed_items import agrees_only_by
from collabtui.language.replies.words.vocabulary import HAPPENED, STATEMENTS, Vocabulary, foreign, kinds

_OF_WORK = HAPPENED | kinds("started percent")
_GOES_ON = ("", "and", "run-on")
_TELLS = STATEMENTS | kinds("day percent storage places passes state made person")
_ASKS_FOR = kinds("cancel postpone hand-to condition question")
_BY_NUMBER = ("number", "ref")
_SPANS = kinds("all-word both likewise idiom flaw correct")
_VERBS = kinds("hand-over own-verb done perfect mark")


def note_traits(one: Reading, piece: Piece, words: Vocabulary, titles: Sequence[str]) -> None:
    """Notes those of `piece` in what was read of it; `titles` are those of its items."""
    one.plain = is_plain(piece, one, words, titles)
    one.disowns = "not-mine" in piece.kinds
    one.numbered = any(named.how in _BY_NUMBER and named.start == _begins(piece) for named in piece.mentions)
    one.titled = _begins_with_title(piece)
    one.of_entry = not _may_span_items(one, piece, words, "spans-all")
    begins = one.numbered or one.titled
    one.of_one = one.of_entry and (begins or not _may_span_items(one, piece, words, "spans-items"))
    one.of_outcome = tells_outcome(piece)
    one.of_work = piece.named and not piece.kinds.isdisjoint(_OF_WORK)
    one.lacks = lacks_something(piece)
    one.of_request = not piece.kinds.isdisjoint(_ASKS_FOR)
    one.awaits_check = _awaits_check(piece)
    one.of_trouble = "trouble" in piece.kinds
    one.of_share = "percent" in piece.kinds
    one.of_minutes = "minutes" in piece.kinds and not piece.has("thanks")
    one.confirms = one.agreed and agrees_only_by(piece, words.of_kind("confirms-item"))
    one.praises = one.agreed and agrees_only_by(piece, words.of_kind("fits-item"))
    one.opposed = piece.lead == "contrast"
    one.looked = "looked" in piece.kinds and not (piece.named or piece.asks)
    one.of_then = piece.is_of_the_past
    one.bracketed, one.aside = piece.lead == "(", piece.lead == "aside"
    one.joined = piece.lead == "and"
    one.set_off, one.waited = piece.lead not in _GOES_ON, _waits_for_others(piece)
    one.goes_on = piece.tokens[0].of("is") and not (piece.named or piece.asks)
    one.strange = piece.kinds.isdisjoint(_TELLS)
    one.undone = "flaw" in piece.kinds or _turns_out(piece)
    one.flawed = one.undone or _is_unsettled(piece)
    one.befalls = _befalls(piece, words)
    one.says_why = _says_why(one, piece)
    one.of_somebody = _tells_of_somebody(one, piece)
    one.apart = piece.role == "waiting" or piece.tokens[0].of("subject", "neutral") or _is_verb(piece)


def _may_span_items(one: Reading, piece: Piece, words: Vocabulary, spanning: str) -> bool:
    """Both of them, 以上, kidding: several items, what stands before it, or the number of one that is not its own.
    Behind the number or the name of an item `it`, 可能 and `until` are of that one."""
    if not piece.kinds.isdisjoint(_SPANS) or any(not set(named.refs) <= set(one.refs) for named in piece.mentions):
        return True
    return words.stands_in(spanning, piece.block.folded.text[piece.start : piece.end])


def _begins(piece: Piece) -> int:
    """Behind what joins it to the piece before: and number 4 …"""
    return next((token.start for token in piece.tokens if not token.of("and", "mark")), piece.start)


def _begins_with_title(piece: Piece) -> bool:
    first = next((token.start for token in piece.tokens if not token.of("the")), piece.start)
    return any(named.how == "title" and named.start == first and len(named.refs) == 1 for named in piece.mentions)


def _is_unsettled(piece: Piece) -> bool:
    """What it is about does not stand yet: waiting for approval, signature pending."""
    return _awaits_check(piece) or ("unsettled" in piece.kinds and ends_unsettled(piece))


def _awaits_check(piece: Piece) -> bool:
    return piece.role == "waiting" and piece.has("agree", "examining", "for-check")


def _waits_for_others(piece: Piece) -> bool:
    """Waiting for the quote; not for a signature, without which it is not done."""
    return piece.role == "waiting" and "hand-over" not in piece.kinds


_WHY = ("unknown", "negated", "talk", "reason")
_OFFERS = kinds(
    "attend yes accept agree particle question condition hand-to takes-on represents deputy either-way postpone shift"
    " asks person third percent"
)
_OTHERWISE = re.compile(
    r"线上|远程|电话|视频|替|代|改|换|推迟|提前|录|纪要|材料|派|下次|再约|另约|晚"
    r"|\b(?:online|remote\w*|dial\w*|phone|call|video|zoom|teams|instead|another|other|resched\w*|move|later|earlier"
    r"|half|part|first|last|minutes|listen|record\w*|send|notes|cover|join|come|attend|there|but|until|unless)\b"
)
_LONGEST_WHY = 48
"""Characters."""


def _says_why(one: Reading, piece: Piece) -> bool:
    """孩子发烧 (the child is ill), I have a dentist appointment: beside a no, and only there, it is why."""
    offers = () if _is_elsewhere(piece) else _OFFERS
    if one.rule not in _WHY or one.proposed or piece.asks or not piece.kinds.isdisjoint(offers):
        return False
    if piece.days and not piece.tokens[0].of("subject"):
        # Friday would work
        return False
    text = piece.block.folded.text[piece.start : piece.end]
    return len(text) <= _LONGEST_WHY and _OTHERWISE.search(text) is None


_BESIDE_SOMEBODY = _OFFERS - kinds("person third") | kinds("negated says hedged decline tentative")


def _tells_of_somebody(one: Reading, piece: Piece) -> bool:
    """Phil can fill you in on the newsroom: beside a no it takes nothing back."""
    if one.rule != "hearsay" or one.proposed or piece.asks or piece.days:
        return False
    first = next((token for token in piece.tokens if not token.of("mark")), piece.tokens[0])
    text = piece.block.folded.text[piece.start : piece.end]
    return first.of("person") and piece.kinds.isdisjoint(_BESIDE_SOMEBODY) and _OTHERWISE.search(text) is None


def _is_elsewhere(piece: Piece) -> bool:
    """I'm in Leeds, I'm in court: where he is, and not that he comes."""
    at = next((at for at, token in enumerate(piece.tokens) if token.of("attend-closed")), len(piece.tokens))
    return bool(foreign(piece.tokens[at + 1 :])) and all(token.of("attend-closed", "text") for token in piece.tokens)


_WRITER = ("i", "we", "i've", "we've", "i'll", "we'll")
_THE_THING = ("it", "them")


def _befalls(piece: Piece, words: Vocabulary) -> bool:
    """It ate it, the printer ate it, behind what was sent there; not Ann has it."""
    text = piece.block.folded.text[piece.start : piece.end]
    spoken = text.split() if text.endswith(_THE_THING) else []
    if len(spoken) < _SHORTEST_DEED or spoken[-1] not in _THE_THING or spoken[0] in _WRITER or piece.asks:
        return False
    return spoken[-2] not in words.of_kind("keeps-it") and bool(foreign(piece.tokens))


_SHORTEST_DEED = 3
"""Words."""


def _turns_out(piece: Piece) -> bool:
    """Then legal changed everything: what came of it."""
    return "turn" in piece.kinds and not piece.named and piece.tokens[0].of("turn") and bool(foreign(piece.tokens))


def _is_verb(piece: Piece) -> bool:
    """更新并发布 (updated and published): another verb of the same."""
    return all(token.within(_VERBS) for token in piece.tokens)
