"""Answers that a person has to look at first: who wrote one is not silent, whatever it says, and is not asked again
until the facilitator has judged it."""

from collections.abc import Iterable, Iterator

from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.mail.reply import TRUSTED_LEVELS
from collabtui.store.interface import Reader


def unjudged_answers(reader: Reader, asked: Iterable[Outgoing]) -> Iterator[Incoming]:
    """The answers to these mails that wait because what they say is in doubt, also those that prove no sender."""
    refs = [mail.ref for mail in asked]
    waiting = reader.find(Incoming, answers=refs, state="waiting") if refs else []
    return (mail for mail in waiting if mail.understanding and mail.understanding.doubt)


def proved_answer(reader: Reader, asked: Iterable[Outgoing]) -> Incoming | None:
    """The first of them that proves who wrote it: a spoofed one silences no reminder."""
    found = (mail for mail in unjudged_answers(reader, asked) if mail.trust in TRUSTED_LEVELS)
    return next(found, None)
