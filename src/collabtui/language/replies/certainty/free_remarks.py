"""Remarks and questions of free words behind a yes to an invitation: I'll attend. Do you need my number plate?

They leave it as certain as it is where none of their words may limit or deny it, or be about when and how the meeting
is held. Beside what is done no remark is free.
"""

from collections.abc import Sequence

from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.certainty.reading_places import follows_apart
from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.words.hedge_kinds import HEDGE
from collabtui.language.replies.words.vocabulary import STATEMENTS, kinds
from collabtui.language.word_patterns import whole_words

_REMARKS = ("talk", "note", "unknown")
_LIMITS = (
    STATEMENTS
    | HEDGE
    | kinds(
        "negated question condition hearsay says almost wish quote flaw trouble idiom contrast other-time third correct"
        " object unsettled future plan formerly mistaken irony joke void repair decline tentative mistake in-fact"
        " restricts percent amount figure number numeral person team day rest except hand-to shift"
    )
)
OTHERWISE_HAN = "线上|远程|电话|视频|替|代|改|换|推迟|提前|晚"
OTHERWISE_LATIN = r"online|remote\w*|dial\w*|phone|instead|another|other|resched\w*|move|later|earlier|half|part|cover"
"""Whole words, by which a meeting is held, or somebody comes to it, in another way or at another time."""
_OF_THE_MEETING = late_regex(
    rf"{OTHERWISE_HAN}|迟|早|上午|下午|中午|取消|还开|几点|哪天|什么时候|时间|能不能|能否|可否|可以|可不可以"
    rf"|\b(?:{OTHERWISE_LATIN}|moved|morning|afternoon|evening|noon|night|lunch|early|late|though"
    r"|(?:could|can|would|may|might|shall) (?:it|we|this|that|they)"
    r"|cancel\w*|postpone\w*|time|date|day|when|still|really|sure|which|who|must|have to|or)\b|\d"
)
_BARE = late_regex(r"\W*(?:yes|yep|yeah|yup|ok|okay|sure|fine|good|great|好的?|行|可以|嗯+|是的?)\W*")


def says_no_more_of_coming(one: Reading, piece: Piece) -> bool:
    """Whether it says, or asks, nothing that may have to do with whether its writer comes."""
    text = piece.block.folded.text
    if one.proposed or one.ask or one.rsvp or _OF_THE_MEETING.search(text, piece.start, piece.end):
        return False
    if one.rule == "question":
        return not (piece.days or piece.has("negated", "condition", "decline", "tentative", "shift"))
    if one.rule not in _REMARKS or piece.asks or not piece.kinds.isdisjoint(_LIMITS):
        return False
    return whole_words("never", "limits").search(text, piece.start, piece.end) is None


def is_free_beside(other: Reading, one: Reading, readings: Sequence[Reading]) -> bool:
    if other.proposed or other.rsvp or other.ask or one.rsvp != "accepted":
        return False
    in_words = any(each.rsvp == "accepted" and not _is_bare(each) for each in readings)
    return in_words and other.of_something_else and follows_apart(other, one)


def _is_bare(one: Reading) -> bool:
    """Yes. It rains: what may as well answer something else."""
    return _BARE.fullmatch(one.block.folded.text, one.start, one.end) is not None
