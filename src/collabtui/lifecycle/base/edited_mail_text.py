"""The text that somebody has edited of one mail that has not left: it takes the place of what was rendered, and what
makes its answer findable stays."""

import re
from collections.abc import Iterator

from collabtui.domain.mail.mail_records import Outgoing, OutgoingState, OwnWords
from collabtui.domain.model import one_line
from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Acting

WAITING: tuple[OutgoingState, ...] = ("queued", "failed", "held")
"""States in which a mail has not reached its reader."""


def edit_mail(acting: Acting, ref: str, subject: str, text: str) -> Outgoing:
    """Keep them for this mail, until it leaves; what it says already is no change, and its rendered words end the
    edit. The code in the subject is put back where it was taken out.

    Raises `Refused`: outbox.gone (ref, state) where it has left; outbox.says_nothing (ref) without a text;
    outbox.line_missing (ref, line, lines) where an answer could not be read: without a line that numbers an item, or
    the one with the code."""
    with acting.transaction() as tx:
        mail = tx.get(Outgoing, ref)
        if mail.state not in WAITING:
            raise Refused("outbox.gone", ref=mail.ref, state=mail.state)
        own = OwnWords(subject=_with_code(mail, subject), text=_tidied(text), at=acting.now)
        if not own.text.strip():
            raise Refused("outbox.says_nothing", ref=mail.ref)
        _refuse_missing(mail, own.text)
        if (own.subject, own.text) == words_of(mail):
            return mail
        as_rendered = (own.subject, own.text) == (mail.subject, _tidied(mail.text)) and not mail.has_left_edited
        return tx.put(mail.model_copy(update={"own_words": None if as_rendered else own}))


def words_of(mail: Outgoing) -> tuple[str, str]:
    """Subject and text as its reader gets them."""
    return (mail.own_words.subject, mail.own_words.text) if mail.own_words else (mail.subject, _tidied(mail.text))


def as_it_reads(mail: Outgoing) -> Outgoing:
    """The mail with its own words in their place, as it leaves."""
    if mail.own_words is None or mail.has_left_edited:
        return mail
    from collabtui.mail.compose.reword import reworded  # few mails are edited

    subject, text = words_of(mail)
    return mail.model_copy(update={"subject": subject, "text": text}).with_raw(reworded(mail.raw, subject, text))


def _tidied(text: str) -> str:
    return "\n".join(text.splitlines()).rstrip("\n") + "\n" if text.strip() else ""


def _with_code(mail: Outgoing, subject: str) -> str:
    """An answer is known by it where nothing else of the mail comes back."""
    line, code = one_line(subject).strip(), f"#{mail.code}"
    return line if code in line or code not in mail.subject else f"{line} {code}".strip()


def _refuse_missing(mail: Outgoing, text: str) -> None:
    kept = {line.strip() for line in text.splitlines()}
    missing = [line for line in _lines_that_stay(mail) if line not in kept]
    if missing:
        raise Refused("outbox.line_missing", ref=mail.ref, missing=missing[0], n=len(missing))


def _lines_that_stay(mail: Outgoing) -> Iterator[str]:
    numbers = "|".join(str(item.number) for item in mail.items if item.number)
    numbered = re.compile(rf"(?:{numbers})[.．、)）]\s*\S") if numbers else None
    for line in map(str.strip, mail.text.splitlines()):
        if (numbered and numbered.match(line)) or f"#{mail.code}" in line:
            yield line
