"""Departments of one matter that were asked in vain, their time being over: as Today and the weekly report count them,
for the form of the matter."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from collabtui.domain.mail.mail_records import Outgoing, Reminded
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.matter import Matter
from collabtui.domain.people import Person
from collabtui.formats.documents.report_documents import ReportedUnanswered
from collabtui.lifecycle.base import outbox_keys
from collabtui.store.interface import Reader


def unanswered_departments(reader: Reader, matter: Matter) -> Iterator[ReportedUnanswered]:
    """Of a request once its head was told or reminded; of a change once all who are silent were reminded. Who is away
    with nobody in their place counts as reminded once the facilitator was told."""
    mails = reader.find(Outgoing, matter=matter.ref)
    for part in matter.asked:
        if not part.silent or part.sent_at is None or matter.step == "archive":
            continue
        own = [one for one in mails if one.change is None and part.department in one.departments]
        heard = _is_heard(reader, own, part.sent_at, heads_alone=True)
        is_away = not heard and _is_noted_as_away(reader, matter.ref, part.department, part.sent_at)
        if heard or is_away:
            yield _line(matter, matter.ref, matter.title, part.department, is_away=is_away)
    for change in reader.find(ChangeRequest, matter=matter.ref, state="asked"):
        yield from _of_change(reader, matter, change, mails)


def _of_change(
    reader: Reader, matter: Matter, change: ChangeRequest, mails: Iterable[Outgoing]
) -> Iterator[ReportedUnanswered]:
    if change.asked_at is None:
        return
    own = [one for one in mails if one.change == change.ref]
    found: list[ReportedUnanswered] = []
    for name in change.silent:
        asking = [one for one in own if name in one.departments]
        heard = _is_heard(reader, asking, change.asked_at, heads_alone=False)
        if not heard and not _is_noted_as_away(reader, change.ref, name, change.asked_at):
            return
        found.append(_line(matter, change.ref, change.what, name, is_away=not heard))
    yield from found


def _is_heard(reader: Reader, mails: Iterable[Outgoing], since: datetime, *, heads_alone: bool) -> bool:
    for mail in (one for one in mails if one.queued_at >= since):
        if mail.kind == "escalation" and heads_alone:
            return True
        if mail.kind == "reminder" and (not heads_alone or reader.get(Person, mail.person).head):
            return True
    return False


def _is_noted_as_away(reader: Reader, ref: str, department: str, asked: datetime) -> bool:
    return bool(reader.find(Reminded, ref=outbox_keys.silence_mark(ref, department, asked, is_away=True), limit=1))


def _line(matter: Matter, ref: str, what: str, department: str, *, is_away: bool) -> ReportedUnanswered:
    return {"department": department, "matter": matter.ref, "ref": ref, "what": what, "away": is_away}
