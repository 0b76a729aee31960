"""The order in which a meeting takes things up: its goal first, then resources, then risks. And whether everybody who
leads an item is invited, and whether who facilitates takes sides."""

import re
from collections.abc import Iterator
from functools import cache

from collabtui.domain.action import Action
from collabtui.domain.matters.matter import Matter
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.model import Finding
from collabtui.domain.people import Person
from collabtui.formats.file_words import any_word, plain, word_table
from collabtui.store.interface import Reader

_ORDER = ("goal", "resources", "risks")


def out_of_order(meeting: Meeting) -> Iterator[Finding]:
    """One finding on the first item that comes before another which it should follow, by the words of their titles."""
    stages = [(_stage(slot.title), slot.title) for slot in meeting.slots]
    known = [(_ORDER.index(stage), title) for stage, title in stages if stage]
    for (rank, title), (later, other) in ((one, two) for at, one in enumerate(known) for two in known[at + 1 :]):
        if later < rank:
            yield Finding(key="agenda.out_of_order", values={"title": title, "other": other})
            return


def uninvited_leads(reader: Reader, meeting: Meeting) -> Iterator[Finding]:
    """One finding on everybody known who leads an item and takes no part."""
    invited = {one.person for one in meeting.participants}
    names = [name for name in dict.fromkeys(slot.lead for slot in meeting.slots) if name]
    found = [(name, reader.find(Person, name=name)) for name in names]
    missing = [name for name, people in found if len(people) == 1 and people[0].ref not in invited]
    if missing:
        yield Finding(key="agenda.lead_uninvited", values={"n": len(missing), "names": tuple(missing)})


def partial_facilitator(reader: Reader, meeting: Meeting) -> Iterator[Finding]:
    """One finding on a facilitator who speaks for a side: an action of his own is an item, or he heads a department of
    the matter beside others."""
    ref = next((one.person for one in meeting.participants if one.role == "facilitator"), None)
    if ref is None:
        return
    person = reader.get(Person, ref)
    actions = [slot.origin for slot in meeting.slots if slot.origin.startswith(Action.prefix)]
    own = [one for one in (reader.get(Action, action) for action in actions) if one.owner == ref]
    if own:
        yield Finding(key="agenda.facilitator_owns", values={"name": person.name, "ref": own[0].ref})
        return
    matter = reader.get(Matter, meeting.matter) if meeting.matter else None
    sides = {*(one.department for one in matter.asked), matter.lead} - {""} if matter else set()
    if person.head and person.department in sides and len(sides) > 1:
        values = {"name": person.name, "department": person.department}
        yield Finding(key="agenda.facilitator_heads", values=values)


def _stage(title: str) -> str:
    """Empty where the words say none, or two."""
    found = {word_table("agenda", "stages")[plain(one)] for one in _words().findall(plain(title))}
    return found.pop() if len(found) == 1 else ""


@cache
def _words() -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z]){any_word('agenda', 'stages')}")
