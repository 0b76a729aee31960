"""Material of a meeting that comes with a reply of who was asked for it: the facilitator's yes takes it down as
there."""

from datetime import datetime

from collabtui.domain.mail.mail_about import About, ListedItems
from collabtui.domain.mail.mail_records import Reminded
from collabtui.domain.mail.reply import Understanding
from collabtui.domain.meetings.meeting import Meeting
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.bookings.material_owners import OwedMaterial, owed_material
from collabtui.lifecycle.mail_in.answerable.answer_kind import AnswerKind, AnswerPart, Effect, ReadReply
from collabtui.store.interface import Reader, Transaction


class MaterialAnswers(AnswerKind):
    """A file, or a link: whether it is what was asked for is seen by looking at it."""

    def answers(self, about: About) -> bool:
        return isinstance(about, ListedItems)

    def read(self, reader: Reader, reply: ReadReply) -> Understanding:
        if not reply.is_trusted or not reply.brings_file or not _owed(reader, reply):
            return reply.understood
        return reply.understood.model_copy(update={"doubt": "brings-material"})

    def effects(self, understood: Understanding) -> frozenset[Effect]:
        return frozenset({"unclear"} if understood.doubt == "brings-material" else ())

    def apply(self, tx: Transaction, acting: Acting, reply: ReadReply) -> None:
        """By the facilitator's yes alone: all that its sender was asked for and that is not there yet."""
        if reply.is_confirmed and reply.understood.doubt == "brings-material":
            for meeting, owed in _owed(tx, reply):
                there = (*meeting.material_there, *(one.line for one in owed))
                tx.put(meeting.model_copy(update={"material_there": there}))

    def finish(self, tx: Transaction, acting: Acting, reply: ReadReply) -> None:
        self.apply(tx, acting, reply)

    def summary(self, reader: Reader, reply: ReadReply, now: datetime) -> AnswerPart | None:
        if reply.understood.doubt != "brings-material":
            return None
        brought = [{"what": one.what, "title": meeting.title} for meeting, owed in _owed(reader, reply) for one in owed]
        return AnswerPart({"brought": brought}, template="answer/material", says_it_waits=True)


def _owed(reader: Reader, reply: ReadReply) -> list[tuple[Meeting, list[OwedMaterial]]]:
    """What the mail that is answered asked its reader for, of meetings that have not begun, and is not there yet."""
    asked, person = reply.asked, reply.person
    if asked is None or person is None:
        return []
    found = []
    for meeting in reader.find(Meeting, state=["planned", "invited"]):
        key = outbox_keys.material_owed("material-owed", meeting.ref, meeting.start, person.ref)
        noted = asked.key != key and reader.find(Reminded, ref=key, limit=1)
        if asked.key == key or (noted and noted[0].outgoing == asked.ref):
            owed = [one for one in owed_material(reader, meeting) if person.ref in {by.ref for by in one.by}]
            found += [(meeting, owed)] if owed else []
    return found
