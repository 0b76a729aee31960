"""What the words of an invitation are made of."""

from collabtui.domain.meeting import Meeting, slot_starts
from collabtui.lifecycle.carry import carried_actions, carried_questions
from collabtui.lifecycle.desk import Desk
from collabtui.lifecycle.directory import people_by_ref
from collabtui.store.interface import Reader


def agenda_context(reader: Reader, desk: Desk, meeting: Meeting) -> dict[str, object]:
    people = people_by_ref(reader, (one.person for one in meeting.participants))
    actions = carried_actions(reader, meeting)
    owners = people_by_ref(reader, (one.owner for one in actions if one.owner))
    questions = (*meeting.questions, *(one.text for one in carried_questions(reader, meeting)))
    return {
        "meeting": meeting,
        "questions": tuple(dict.fromkeys(questions)),
        "carried": [
            {"action": one, "owner": owners[one.owner].name if one.owner else "", "overdue": one.overdue(desk.today)}
            for one in actions
        ],
        "slots": list(zip(slot_starts(meeting), meeting.slots, strict=True)),
        "participants": [{"person": people[one.person], "role": one.role} for one in meeting.participants],
        "minutes": sum(slot.minutes for slot in meeting.slots),
        "max_minutes": desk.config.meeting.max_minutes,
        "recurs": "",
        "next_ones": [],
    }
