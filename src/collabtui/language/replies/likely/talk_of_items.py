"""Talk behind a greeting that calls an item by its words, of which nothing came anywhere: Hi Ann, the repricing is
squared away. It waits, as somebody has to look what it says; so does a long reason that belongs to nothing, as dictated
text has where its clauses run on: it is on hold till the new ones come the carpet we decided not to do."""

from collections.abc import Sequence

from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.replies.likely.item_words import PAIR, ItemWords
from collabtui.language.replies.readings import Reading

_SHORTEST = 10
"""Characters of a clause that says something."""


_LONGEST_REASON = 12
"""Words."""


def with_talk_of_items_waiting(readings: Sequence[Reading], situation: ReplyContext) -> None:
    """Only beside what was read: talk alone waits anyway."""
    for one in readings:
        if _is_loose_reason(one, readings):
            one.rule, one.waits = "unknown", True
    talk = [one for one in readings if _is_talk(one)]
    if not talk or not any(one.refs and not _is_talk(one) for one in readings):
        return
    spoken_of = {ref for one in readings if not _is_talk(one) for ref in one.refs}
    words = ItemWords(situation)
    for one in talk:
        refs = words.named_in(one.block.folded.text[one.start : one.end], PAIR)
        if refs and spoken_of.isdisjoint(refs):
            one.rule, one.waits, one.refs = "unknown", True, refs


def _is_talk(one: Reading) -> bool:
    silent = not (one.counts or one.waits or one.proposed or one.idle or one.refs)
    return one.rule == "talk" and silent and one.end - one.start >= _SHORTEST


def _is_loose_reason(one: Reading, readings: Sequence[Reading]) -> bool:
    """Whether no statement took it, so that nobody would see it."""
    if one.rule != "reason" or one.counts or one.waits or one.proposed:
        return False
    if len(one.block.folded.text[one.start : one.end].split()) < _LONGEST_REASON:
        return False
    places = [place for other in readings for place in (other.note, other.reason) if place and place.block is one.block]
    kept = any(place.start < one.end and one.start < place.end for place in places)
    return not kept and not any(
        one.start >= other.start and one.end <= other.end for other in readings if other is not one
    )
