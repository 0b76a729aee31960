"""Closing: silence becomes consent at the deadline, and the facilitator hears what he owes."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.meetings.meeting import Meeting, SignOff
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.directory import organiser
from collabtui.lifecycle.base.queue import Message, queue
from collabtui.lifecycle.base.record_changes import settle_signature, sign
from collabtui.store.interface import Reader

NoticeKind = Literal["agenda-owed", "minutes-owed"]


@dataclass(frozen=True)
class Notice:
    """Something the facilitator has not done in time (HANDBOOK 5)."""

    kind: NoticeKind
    meeting: Meeting


def apply_silent_consent(acting: Acting) -> list[SignOff]:
    """Whoever has the minutes and has not answered by the deadline agrees: they said so."""
    with acting.transaction() as tx:
        late = [one for one in tx.find(SignOff, state="waiting") if one.deadline <= acting.now and _was_sent(tx, one)]
        silent = [sign(tx, one, "silent", "", acting.now) for one in late]
        for meeting in dict.fromkeys(one.meeting for one in silent):
            settle_signature(tx, meeting)
        return silent


def _was_sent(reader: Reader, answer: SignOff) -> bool:
    """Nobody consents to what was held back, or never got through to him."""
    mails = reader.find(
        Outgoing, person=answer.person, meeting=answer.meeting, minutes_version=answer.minutes_version, kind="minutes"
    )
    return not mails or any(mail.state == "sent" for mail in mails)


def owed_notices(reader: Reader, acting: Acting) -> list[Notice]:
    """Agendas not sent `material_days` ahead; minutes not sent `minutes_hours` after the end."""
    rules = acting.config.meeting
    ahead = acting.now + timedelta(days=rules.material_days)
    planned = reader.find(Meeting, state="planned")
    recorded = reader.find(Meeting, state="recorded")
    late_minutes = acting.now - timedelta(hours=rules.minutes_hours)
    return [Notice("agenda-owed", one) for one in planned if acting.now < one.start <= ahead] + [
        Notice("minutes-owed", one) for one in recorded if (one.ended_at or one.end) <= late_minutes
    ]


def notify_facilitator(acting: Acting) -> list[Outgoing]:
    """Each notice once, by mail to the organiser."""
    with acting.transaction() as tx:
        notices = owed_notices(tx, acting)
        if not notices:
            return []
        person = organiser(tx, acting)
        messages = [
            Message(
                kind="notice",
                key=f"notice:{notice.kind}:{notice.meeting.ref}:{person.ref}",
                person=person,
                template="notice",
                context={"kind": notice.kind, "meeting": notice.meeting, "hours": acting.config.meeting.minutes_hours},
                meeting=notice.meeting.ref,
                automatic=True,
            )
            for notice in notices
        ]
        return [mail for message in messages if (mail := queue(tx, acting, message))]
