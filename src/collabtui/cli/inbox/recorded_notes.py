"""The notes of a meeting that a mail brought, once they were taken down: each line with what it made."""

from collabtui.cli.base.context import Context
from collabtui.domain.mail.mail_records import Incoming
from collabtui.domain.meetings.meeting import Entry


def say_recorded_notes(context: Context, mail: Incoming) -> None:
    """After the facilitator's yes: owner and day of each action, since a name in the notes may be read as somebody's,
    and what of them has to be cleared up."""
    from collabtui.cli.record_echo import say_entry
    from collabtui.domain.meetings.meeting import Meeting
    from collabtui.domain.records import model_of
    from collabtui.domain.refs import ENTRY, is_ref
    from collabtui.domain.via import Via
    from collabtui.lifecycle.base.directory import everybody
    from collabtui.lifecycle.live.unclear_lines import frame_of, open_questions

    store = context.workspace.store
    made = dict.fromkeys(one.ref for one in store.changes(via=str(Via.mail(mail.ref))) if is_ref(one.ref, ENTRY))
    entries = sorted((store.get(Entry, ref) for ref in made), key=lambda one: int(one.ref[1:]))
    taken = [one for one in entries if not one.undone]
    for entry in taken:
        say_entry(context, entry)
    if not taken:
        return
    people, meeting = everybody(store), store.get(Meeting, taken[0].meeting)
    things = {one.thing: store.get(model_of(one.thing), one.thing) for one in taken if one.thing}
    frame = frame_of(meeting, people, context.workspace.config.organiser.locale)
    for question in (one for one in open_questions(taken, things, people, frame) if one.part.written):
        context.warn("record.open_question", line=question.entry.line, value=question.part.written)
