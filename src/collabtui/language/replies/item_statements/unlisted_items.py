"""Answers to a mail that asks whether the minutes are agreed to, and lists no action: what names none may be of those.

已签 (signed) says there that they are agreed to, rather than that the only contract its writer has to sign is.
"""

from collections.abc import Sequence

from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.replies.item_statements.operations import is_signing
from collabtui.language.replies.readings import Reading


def with_unlisted_proposed(readings: Sequence[Reading], situation: ReplyContext) -> None:
    """Proposes what would move an item that neither the mail lists nor the clause names."""
    if situation.minutes is None or any(item.number is not None for item in situation.items):
        return
    for one in readings:
        if one.named or one.names or not (one.status or one.ask == "postpone") or not one.refs:
            continue
        if one.status in ("done", "in-progress") and is_signing(one.block.folded.text[one.start : one.end]):
            _agree(one, readings)
        elif one.ask == "postpone" and one.due is None:
            one.rule, one.ask, one.counts, one.waits, one.proposed, one.refs = "unknown", None, False, True, False, ()
        elif one.counts and one.status:
            one.propose("unclear-item")


def _agree(one: Reading, readings: Sequence[Reading]) -> None:
    """Beside an agreement that is certain it adds nothing."""
    one.refs, one.status, one.percent, one.handed_over, one.nearer = (), None, None, False, False
    one.proposed = False
    if any(other.agreed and other.counts for other in readings):
        one.rule, one.was, one.counts, one.waits, one.idle = "talk", "", False, False, True
        return
    one.rule, one.was, one.agreed = "agree", "", True
    one.propose("unclear-item")
