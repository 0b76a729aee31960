"""Traits of a piece by which the rest of its mail is judged: a share, an aside, a flaw, a subject of its own. They are
kept with its readings, which are judged when its words are gone.
"""

import re
from collections.abc import Sequence

from collabtui.language.replies.certainty.closed_mails import is_plain
from collabtui.language.replies.certainty.free_remarks import OTHERWISE_HAN, OTHERWISE_LATIN
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
    one.plain = one.spelled or is_plain(piece, one, words, titles)
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
    one.happened = _happened(piece)
    one.explains_delay = _explains_delay(one, piece)
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
    rf"{OTHERWISE_HAN}|录|纪要|材料|派|下次|再约|另约"
    rf"|\b(?:{OTHERWISE_LATIN}|call|video|zoom|teams"
    r"|first|last|minutes|listen|record\w*|send|notes|join|come|attend|there|but|until|unless)\b"
)
_I_AM = ("i'm ", "we're ", "i've ", "we've ")
_LONGEST_WHY = 48
"""Characters."""


def _says_why(one: Reading, piece: Piece) -> bool:
    """孩子发烧 (the child is ill), I have a dentist appointment: beside a no, and only there, it is why."""
    offers = () if _is_elsewhere(piece) else _OFFERS
    if one.rule not in _WHY or one.proposed or piece.asks or not piece.kinds.isdisjoint(offers):
        return False
    text = piece.block.folded.text[piece.start : piece.end]
    if piece.days and not (piece.tokens[0].of("subject") or text.startswith(_I_AM)):
        # Friday would work
        return False
    return len(text) <= _LONGEST_WHY and _OTHERWISE.search(text) is None


_LIMITED = kinds(
    "negated question condition hearsay says almost hedged wish future may contrast quote idiom flaw trouble percent"
    " other-time other-share unsettled waiting must restricts for-check more-time left"
)
_PART = re.compile(
    r"一部分|部分|一半|大半|初步|草|初稿|样|旧|去年|上次|之前|个别|几|第[一二三]|只|才|\b(?:part|half|some|most|draft|old|last|first|only|sample|copy)\b"
)


def _happened(piece: Piece) -> bool:
    over = piece.has("perfect", "perfect-mood") or not piece.kinds.isdisjoint(HAPPENED)
    text = piece.block.folded.text[piece.start : piece.end]
    return over and not piece.asks and piece.kinds.isdisjoint(_LIMITED) and _PART.search(text) is None


_NO_REASON = (STATEMENTS - kinds("decline")) | kinds(
    "percent question condition idiom quote contrast hand-to not-mine takes-on cancel postpone repair correct joke"
    " irony in-fact third says hedged almost wish mistake slip"
)
_TURNS_BACK = re.compile(
    r"^(?:它|这|该|it|that|they)\b|不是|别|其实|其他|另|\b(?:not|else|other|actually|wait|unless)\b"
)


def _explains_delay(one: Reading, piece: Piece) -> bool:
    """人都去抢栽樱花了 (all hands are planting cherries), we've had chickenpox: beside an item that is not begun."""
    if one.rule not in _WHY or one.proposed or piece.asks or piece.named or not piece.kinds.isdisjoint(_NO_REASON):
        return False
    text = piece.block.folded.text[piece.start : piece.end]
    return len(text) <= _LONGEST_WHY and _TURNS_BACK.search(text) is None


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
    return bool(foreign(piece.tokens[at + 1 :])) and all(token.of(*_OF_A_PLACE) for token in piece.tokens)


_OF_A_PLACE = ("attend-closed", "text", "day", "measure", "filler", "all-word", "length")
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
