"""The people who owe material of a meeting, by the names that its lines have."""

from collections.abc import Iterator
from typing import NamedTuple

from collabtui.domain.meetings.agenda import material_missing, material_of
from collabtui.domain.meetings.material_line import MaterialLine, read_material, with_names
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.meetings.series import Series
from collabtui.domain.model import Finding
from collabtui.domain.people import Person
from collabtui.language.capture.people_names import match_people
from collabtui.lifecycle.base.directory import everybody
from collabtui.store.interface import Reader


class OwedMaterial(NamedTuple):
    line: str
    """As the agenda has it."""
    what: str
    by: tuple[Person, ...]
    """Who brings it; nobody where the line names none."""

    @property
    def shown(self) -> str:
        return with_names(self.what, tuple(one.name for one in self.by))


def owed_material(reader: Reader, meeting: Meeting) -> list[OwedMaterial]:
    """All that is not there yet."""
    missing = material_missing(meeting)
    return _read(reader, meeting, missing) if missing else []


def with_whole_names(reader: Reader, meeting: Meeting) -> Meeting:
    """The meeting as its mails have it: each line of material with the whole names of who brings it."""
    lines = material_of(meeting)
    if not any(read_material(line).by for line in lines):
        return meeting
    texts = {one.line: one.shown for one in _read(reader, meeting, lines)}
    slots = (
        slot.model_copy(update={"material": tuple(texts[line] for line in slot.material)}) for slot in meeting.slots
    )
    material = tuple(texts[line] for line in meeting.material)
    return meeting.model_copy(update={"material": material, "slots": tuple(slots)})


def material_handed_over(reader: Reader, event: Meeting | Series, goes: Person, stays: Person) -> Meeting | Series:
    """With the other named in the lines of material that one who goes was to bring, and that are not there yet."""
    there = event.material_there if isinstance(event, Meeting) else ()
    lines = (*event.material, *(line for slot in event.slots for line in slot.material))
    people = _people(reader, event) if any(read_material(line).by for line in lines) else []
    owed = [_owed(line, read_material(line), people) for line in lines if line not in there]
    passed = {one.line: _brought_by_another(one, goes, stays) for one in owed if goes in one.by}
    if not passed:
        return event
    slots = (
        slot.model_copy(update={"material": tuple(passed.get(line, line) for line in slot.material)})
        for slot in event.slots
    )
    material = tuple(passed.get(line, line) for line in event.material)
    return event.model_copy(update={"material": material, "slots": tuple(slots)})


def _brought_by_another(owed: OwedMaterial, goes: Person, stays: Person) -> str:
    by = dict.fromkeys(stays.name if one == goes else one.name for one in owed.by)
    return " ".join((read_material(owed.line).what, *(f"@{name}" for name in by)))


def brought_by(meeting: Meeting, person: Person) -> list[str]:
    """The material, without names, that a line of the meeting has him bring by his whole name, and that is missing."""
    lines = map(read_material, material_missing(meeting))
    return [line.what for line in lines if person.name in line.by]


def material_findings(reader: Reader, meeting: Meeting) -> Iterator[Finding]:
    """One finding on each name behind an @ that is nobody's, or may be several people's: nobody is asked for it."""
    if meeting.state not in ("planned", "invited"):
        return
    people: list[Person] = []
    for line in material_missing(meeting):
        read = read_material(line)
        people = people or (_people(reader, meeting) if read.is_marked else [])
        for name in read.by if read.is_marked else ():
            if not _person_called(name, people):
                yield Finding(key="agenda.material_nobodys", values={"what": read.what, "name": name})


def _read(reader: Reader, meeting: Meeting, lines: list[str]) -> list[OwedMaterial]:
    people = _people(reader, meeting)
    return [_owed(line, read_material(line), people) for line in lines]


def _owed(line: str, read: MaterialLine, people: list[Person]) -> OwedMaterial:
    found = [_person_called(name, people, whole=not read.is_marked) for name in read.by]
    if not read.is_marked and not (found and all(found)):
        return OwedMaterial(line, line, ())  # the brackets hold something else
    if not all(found):
        return OwedMaterial(line, with_names(read.what, read.by), tuple(one for one in found if one))
    return OwedMaterial(line, read.what, tuple(dict.fromkeys(one for one in found if one)))


def _people(reader: Reader, event: Meeting | Series) -> list[Person]:
    """Those who take part first."""
    there = {one.person for one in event.participants}
    return sorted(everybody(reader), key=lambda one: one.ref not in there)


def _person_called(written: str, people: list[Person], *, whole: bool = False) -> Person | None:
    """Who is meant by the words, or by the first of them: behind a name may stand something else. `whole`: by his
    whole name alone."""
    if whole:
        same = [one for one in people if one.name.casefold() == written.casefold()]
        return same[0] if len(same) == 1 else None
    words = written.split()
    by_ref = {one.ref: one for one in people}
    for number in range(len(words), 0, -1):
        found = match_people(" ".join(words[:number]), people).found
        if found is not None:
            return by_ref[found]
    return None
