"""The background of a meeting, sent before it: the files themselves, one mail to each who takes part."""

import hashlib
import re
from collections.abc import Sequence
from datetime import timedelta
from pathlib import PurePath
from typing import NamedTuple

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.matters.matter import Matter
from collabtui.domain.meetings.agenda import material_missing, material_of
from collabtui.domain.meetings.material_line import as_read, read_material
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.lifecycle.attachments.handed_in_files import refuse_too_large
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.access.record_relation import is_named
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.directory import people_by_ref
from collabtui.lifecycle.base.queue_mail import Message, queue_all
from collabtui.lifecycle.base.rendering.rendered_ahead import mails_ahead
from collabtui.lifecycle.meetings.plan_rules import changeable
from collabtui.mail.parse.attached_files import AttachedFile
from collabtui.store.interface import Reader


class MaterialSent(NamedTuple):
    meeting: Meeting
    queued: tuple[Outgoing, ...]
    arrived: tuple[str, ...]
    """Lines of the agenda that the files are, by their names."""


def material_letters(reader: Reader, acting: Acting, ref: str, files: Sequence[AttachedFile]) -> list[Message]:
    """The mails that `send_material` would send: to each who takes part and has not had these files.

    Raises `Refused`:
    asked.files_too_large (n, names); material.too_late (ref) once it has begun; as `changeable`."""
    meeting = changeable(reader, ref)
    if acting.now >= meeting.start:
        raise Refused("material.too_late", ref=meeting.ref)
    refuse_too_large(files)
    digest = _digest(files)
    letters = [_letter(meeting, person, files, digest) for person in _readers(reader, acting, meeting)]
    return [one for one in letters if all(mail.never_tried for mail in reader.find(Outgoing, key=one.key, limit=1))]


@mails_ahead
def send_material(
    acting: Acting, ref: str, files: Sequence[AttachedFile], *, leaving_in: timedelta = timedelta()
) -> MaterialSent:
    """Send them; material that the agenda names so counts as there. Raises what `material_letters` does, and `Refused`
    (material.nobody: ref) where all have these files."""
    with acting.transaction() as tx:
        letters = material_letters(tx, acting, ref, files)
        meeting = tx.get(Meeting, ref)
        if not letters:
            raise Refused("material.nobody", ref=meeting.ref)
        queued = queue_all(tx, acting, letters, leaving_in)
        arrived = tuple(name for name in material_missing(meeting) if any(_is(file.name, name) for file in files))
        there = {"material_there": (*meeting.material_there, *arrived)}
        kept = tx.put(meeting.model_copy(update=there)) if arrived else meeting
        return MaterialSent(kept, tuple(queued), arrived)


def mark_there(acting: Acting, ref: str, names: Sequence[str]) -> Meeting:
    """These lines of material have arrived, each named as the agenda has it or without who brings it. Raises `Refused`
    (material.unknown: name, names)."""
    with acting.transaction() as tx:
        meeting = changeable(tx, ref)
        material = material_of(meeting)
        lines = {name.casefold(): one for one in material for name in (read_material(one).what, as_read(one), one)}
        for name in names:
            if name.casefold() not in lines:
                known = tuple(read_material(one).what for one in material)
                raise Refused("material.unknown", name=name, ref=meeting.ref, names=known)
        arrived = [lines[name.casefold()] for name in names]
        there = tuple(dict.fromkeys((*meeting.material_there, *arrived)))
        return tx.put(meeting.model_copy(update={"material_there": there}))


def _is(file: str, line: str) -> bool:
    """Whether a line of the agenda means the file: its name stands there by itself, with its ending or without."""
    stem = re.escape(PurePath(file).stem)
    return re.search(rf"(?<!\w){stem}(?!\w)", line, re.IGNORECASE) is not None


def _readers(reader: Reader, acting: Acting, meeting: Meeting) -> list[Person]:
    """Who takes part and is still here, without the facilitator; of a confidential matter those who may read it."""
    own = acting.config.organiser.email
    matter = reader.get(Matter, meeting.matter) if meeting.matter else None
    facilitator = acting.facilitator
    coming = [one.person for one in meeting.participants if one.partstat != "declined"]
    people = people_by_ref(reader, coming).values()
    return [
        one
        for one in people
        if one.is_here and one.email != own.lower() and (matter is None or is_named(reader, matter, one, facilitator))
    ]


def _letter(meeting: Meeting, person: Person, files: Sequence[AttachedFile], digest: str) -> Message:
    return Message(
        kind="notice",
        key=outbox_keys.material(meeting.ref, digest, person.ref),
        person=person,
        template="material",
        context={
            "meeting": meeting,
            "files": [file.name for file in files],
            "named": [
                as_read(name) for name in material_of(meeting) if not any(_is(file.name, name) for file in files)
            ],
        },
        meeting=meeting.ref,
        files=tuple(files),
    )


def _digest(files: Sequence[AttachedFile]) -> str:
    found = hashlib.sha256()
    for file in files:
        found.update(f"{file.name}\0{len(file.content)}\0".encode())
        found.update(file.content)
    return found.hexdigest()[:12]
