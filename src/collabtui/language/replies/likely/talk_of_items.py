"""Talk behind a greeting that calls an item by its words, of which nothing came anywhere: Hi Ann, the repricing is
squared away. It waits, as somebody has to look what it says."""

from collections.abc import Sequence

from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.replies.likely.item_words import PAIR, ItemWords
from collabtui.language.replies.readings import Reading

_SHORTEST = 10
"""Characters of a clause that says something."""


def with_talk_of_items_waiting(readings: Sequence[Reading], situation: ReplyContext) -> None:
    """Only beside what was read: talk alone waits anyway."""
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
