"""The versions of a meeting's minutes: what is to be kept of the next, and what each person has in his hands."""

from collections.abc import Iterator

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.meetings.minutes_versions import MinutesLine, MinutesVersion, changes
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.minutes.kept_versions import versions_of
from collabtui.lifecycle.minutes.minutes_content import MinutesContent
from collabtui.store.interface import Reader, Transaction


def lines_of(minutes: MinutesContent) -> tuple[MinutesLine, ...]:
    """The minutes line by line, as they are sent to their readers; not how far things have come since they were
    sent: a date that slipped, an action handed over or cancelled, a question settled or a risk closed is no change of
    what was agreed."""
    return tuple(_as_sent(line, minutes.sent.get(line.ref)) for line in _lines(minutes))


def _as_sent(line: MinutesLine, sent: MinutesLine | None) -> MinutesLine:
    """With the date that was sent, where it was not agreed anew since."""
    if sent is None or (line.due != sent.due and line.agreed != (sent.agreed or sent.due)):
        return line
    return line.model_copy(update={"due": sent.due, "agreed": sent.agreed})


def _lines(minutes: MinutesContent) -> Iterator[MinutesLine]:
    for decision in minutes.decisions:
        yield MinutesLine(ref=decision.ref, kind="decision", text=decision.text)
    for action in minutes.actions:
        yield MinutesLine(
            ref=action.ref,
            kind="action",
            text=action.title,
            person=minutes.named_owner(action),
            collaborators=minutes.named_collaborators(action),
            due=action.due,
            agreed=action.original_due,
            deliverable=action.deliverable,
        )
    for entry in minutes.log:
        if entry.kind in ("milestone", "consensus", "view"):
            yield MinutesLine.model_validate(
                {"ref": entry.ref, "kind": entry.kind, "text": entry.text, "who": entry.who}
            )
    for risk in minutes.risks:
        yield MinutesLine(ref=risk.ref, kind="risk", text=risk.text, person=risk.owner, level=risk.level)
    for question in minutes.questions:
        yield MinutesLine(ref=question.ref, kind="question", text=question.text)
    for one in minutes.meeting.participants:
        yield MinutesLine(ref=one.person, kind="attendance", person=one.person, attendance=one.attendance)


def keep_version(tx: Transaction, acting: Acting, minutes: MinutesContent) -> MinutesVersion:
    """A version that was taken back before any of it had left is written anew under its number."""
    meeting, fields = minutes.meeting, {"lines": lines_of(minutes), "at": acting.now, "by": acting.actor}
    taken_back = tx.find(MinutesVersion, meeting=meeting.ref, number=meeting.minutes_version, limit=1)
    if taken_back:
        return tx.put(taken_back[0].model_copy(update=fields))
    new = {"ref": tx.next_ref(MinutesVersion), "meeting": meeting.ref, "number": meeting.minutes_version}
    return tx.put(MinutesVersion.model_validate(new | fields))


def unchanged(reader: Reader, minutes: MinutesContent) -> bool:
    """Whether everything they say has been sent."""
    meeting = minutes.meeting
    kept = versions_of(reader, meeting.ref).get(meeting.minutes_version)
    if kept is None:  # published by an older version of the program: only the fingerprint is known
        return minutes.matches(meeting.minutes_said)
    return not changes(kept.lines, lines_of(minutes))


def latest_mails(reader: Reader, meeting: Meeting) -> dict[str, Outgoing]:
    """By person, the mail with the latest version of the minutes that was put into the outbox for him."""
    found = (mail for mail in reader.find(Outgoing, meeting=meeting.ref) if mail.kind == "minutes")
    # of a later version than the meeting's: it was taken back
    mails = (mail for mail in found if not (mail.never_tried and (mail.minutes_version or 0) > meeting.minutes_version))
    return {mail.person: mail for mail in sorted(mails, key=lambda mail: mail.minutes_version or 0)}


def delivered(reader: Reader, meeting: Meeting) -> dict[str, int]:
    """By person, the latest version of the minutes that reached him, or is on its way to him: none whose mail came back
    or was held before it left."""
    mails = (mail for mail in reader.find(Outgoing, meeting=meeting.ref) if mail.kind == "minutes" and reaches(mail))
    numbers = ((mail.person, mail.minutes_version or 0) for mail in mails)
    return dict(sorted(numbers, key=lambda one: one[1]))


def reaches(mail: Outgoing) -> bool:
    return mail.state != "failed" and not mail.never_tried


def received(reader: Reader, meeting: Meeting) -> dict[str, int]:
    """By person, the latest version of the minutes that was written to him."""
    return {ref: mail.minutes_version or 0 for ref, mail in latest_mails(reader, meeting).items()}
