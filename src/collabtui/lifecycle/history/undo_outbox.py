"""Taking back what somebody did in the outbox: a mail held, released or edited is as it was, as long as it has not
left."""

from collections.abc import Sequence
from typing import Any

from collabtui.domain.mail.mail_records import TO_CALENDARS, Outgoing, OwnWords
from collabtui.domain.records import model_of
from collabtui.domain.trail import TrailEntry
from collabtui.errors import Conflict, Refused
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.undo.inverse_change import Reverted
from collabtui.lifecycle.meetings.calendar_holders import highest_sequence
from collabtui.store.interface import Reader

_STATE, _WORDS, _WHY = "state", "own_words", "last_error"
_BY_HAND = {("queued", "held"), ("failed", "held"), ("held", "queued"), ("failed", "queued")}
"""Moves that are somebody's and no server's."""


def is_by_hand(changes: Sequence[TrailEntry]) -> bool:
    """Whether these changes of one batch did nothing but hold, release or edit mails that were there."""
    fields = {change.field for change in changes}
    return (
        bool(fields & {_STATE, _WORDS})
        and "" not in fields
        and all(model_of(change.ref) is Outgoing for change in changes)
        and all((change.old, change.new) in _BY_HAND for change in changes if change.field == _STATE)
    )


def put_back_mails(reader: Reader, changes: Sequence[TrailEntry]) -> list[Reverted]:
    """The mails as they are and as they were before `changes`, newest first.

    Raises `Refused`: undo.sent (sent, of) where one has left; `Conflict` (undo.changed_since: ref, field, value) where
    one has got another state or other words since."""
    values: dict[str, dict[str, tuple[Any, Any]]] = {}
    for change in changes:
        if change.field in (_STATE, _WORDS, _WHY):
            of_mail = values.setdefault(change.ref, {})
            newest = of_mail[change.field][0] if change.field in of_mail else change.new
            of_mail[change.field] = (newest, change.old)
    mails = {ref: reader.get(Outgoing, ref) for ref in values}
    left = [mail for mail in mails.values() if mail.state in ("sending", "sent") or _is_past(mail, values[mail.ref])]
    if left:
        raise Refused("undo.sent", sent=len(left), of=len(mails))
    return [Reverted(mail, _as_before(mail, values[mail.ref])) for mail in mails.values()]


def waiting_again(reader: Reader, changes: Sequence[TrailEntry]) -> list[Outgoing]:
    """Mails that these changes of one batch held along with what they did, as they wait once that is taken back. What
    calendars were told since holds: an invitation from before it stays."""
    made = {change.ref for change in changes if not change.field}
    moves = {change.ref: (change.old, change.new) for change in changes if change.field == _STATE}
    refs = [ref for ref, move in moves.items() if ref not in made and move == ("queued", "held")]
    mails = [reader.get(Outgoing, ref) for ref in refs if model_of(ref) is Outgoing]
    return [
        mail.model_copy(update={_STATE: "queued"}) for mail in mails if mail.never_tried and not _outdated(reader, mail)
    ]


def _outdated(reader: Reader, mail: Outgoing) -> bool:
    if mail.calendar_uid is None or mail.kind not in TO_CALENDARS:
        return False
    return outbox_keys.sequence_of(mail.key) < highest_sequence(reader, mail.calendar_uid)


def _is_past(mail: Outgoing, values: dict[str, tuple[Any, Any]]) -> bool:
    return _WORDS in values and mail.has_left_edited


def _as_before(mail: Outgoing, values: dict[str, tuple[Any, Any]]) -> Outgoing:
    data = mail.model_dump(mode="json", include={_STATE, _WORDS, _WHY})
    if _WHY in values and data[_WHY] != values[_WHY][0]:  # a server has said something else since: that is the reason
        values = {field: both for field, both in values.items() if field != _WHY}
    for field, (newest, _) in values.items():
        if data[field] != newest:
            raise Conflict("undo.changed_since", ref=mail.ref, field=field, value=data[field])
    before = {field: old for field, (_, old) in values.items()}
    if before.get(_WORDS):
        before[_WORDS] = OwnWords.model_validate(before[_WORDS])
    return mail.model_copy(update=before | {"not_before": None})
