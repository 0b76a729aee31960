"""Mails that waited because somebody had spoken later, once that later word was taken back."""

from collections.abc import Collection
from datetime import datetime

from collabtui.domain.action import Action
from collabtui.domain.last_word import is_outdated, statement_of
from collabtui.domain.mail.mail_records import Incoming
from collabtui.store.interface import Reader

_LOOKED_AT = 50
"""Waiting mails, the newest: a notice names a few, not a backlog of weeks."""


def mails_that_gave_way(reader: Reader, refs: Collection[str], now: datetime) -> tuple[str, ...]:
    """Refs of waiting mails, the oldest first, that were left undone for a word on one of these actions that counts no
    more: what they say is the newest word again. They are named and not applied, since somebody may have decided
    otherwise for reasons of his own."""
    waiting = reader.find(Incoming, state="waiting", newest_first=True, limit=_LOOKED_AT)
    return tuple(mail.ref for mail in reversed(waiting) if _counts_again(reader, mail, refs, now))


def _counts_again(reader: Reader, mail: Incoming, refs: Collection[str], now: datetime) -> bool:
    gave_way = [word for word in mail.newer if word.ref in refs and word.value in Action.model_fields]
    for word in gave_way:
        known = statement_of(reader.get(Action, word.ref).stated, word.value)
        if not is_outdated(mail.written_at, known.at if known else None, now):
            return True
    return False
