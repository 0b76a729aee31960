"""The rows of the agenda page."""

from datetime import timedelta
from typing import TYPE_CHECKING

from textual.content import Content

from collabtui.domain.action import Action
from collabtui.domain.meeting import Meeting, Participant, slot_starts
from collabtui.domain.people import Person
from collabtui.widgets.line import between, line, said
from collabtui.widgets.when import due

if TYPE_CHECKING:
    from collabtui.catalogue import Catalogue
    from collabtui.services import Services

PARTSTAT = {
    "accepted": ("✓", "$text-success"), "declined": ("✗", "$text-error"), "tentative": ("~", "$text-warning"),
    "delegated": ("→", "$text-warning"), "needs-action": ("·", "$foreground-muted"),
}  # fmt: skip


def head(meeting: Meeting, services: "Services", width: int, *, update_owed: bool) -> Content:
    """Two lines: what it is and where it stands, when and where it is."""
    start, end = meeting.start.astimezone(services.zone), meeting.end.astimezone(services.zone)
    place = f" · {meeting.place}" if meeting.place else ""
    state = services.words("agenda.update_owed" if update_owed else f"state.{meeting.state}")
    title = said(f"{meeting.ref} ", "$foreground-muted") + said(meeting.title, "bold")
    first = between(width, title, said(state, "$text-warning" if update_owed else "$text-accent"))
    return Content("\n").join([first, said(f"{services.words.instant(start)}–{end:%H:%M}{place}")])


def total(meeting: Meeting, words: "Catalogue") -> str:
    planned = sum(slot.minutes for slot in meeting.slots)
    return words("agenda.total", total=planned, own=(meeting.end - meeting.start) // timedelta(minutes=1))


SlotKey = int | tuple[str, int]
"""A slot's number; or what stands below the slots, which the cursor passes over."""


def slot_keys(meeting: Meeting) -> tuple[list[SlotKey], set[SlotKey]]:
    """All rows, and those of them that are only to be read: the goal, the questions, the material."""
    below: list[SlotKey] = [("goal", 0)] if meeting.goal else []
    below += [("question", number) for number in range(len(meeting.questions))]
    below += [("material", number) for number in range(len(meeting.material))]
    return [*range(len(meeting.slots)), *below], set(below)


def slot_line(meeting: Meeting, key: SlotKey, services: "Services", width: int) -> Content:
    if not isinstance(key, int):
        return _below(meeting, *key, services)
    slot = meeting.slots[key]
    start = slot_starts(meeting)[key].astimezone(services.zone)
    material = services.words("agenda.material", n=len(slot.material)) if slot.material else ""
    return line(
        width,
        (said(f"{start:%H:%M}", "$foreground-muted"), 5),
        (said(f"{slot.minutes:3} m"), 5),
        (said(slot.title), 0),
        (said(material, "$foreground-muted"), 8),
        (said(slot.lead, "$foreground-muted"), 10),
    )


def _below(meeting: Meeting, what: str, number: int, services: "Services") -> Content:
    if what == "goal":
        return said(f"{services.words('agenda.goal')} ", "$foreground-muted") + said(meeting.goal)
    if what == "question":
        return said("? ", "$text-accent") + said(meeting.questions[number])
    return said("≡ ", "$foreground-muted") + said(meeting.material[number])


def person_line(one: Participant, person: Person, words: "Catalogue", width: int) -> Content:
    mark, style = PARTSTAT[one.partstat]
    answer = words(f"partstat.{one.partstat}") + (f" {one.comment}" if one.comment else "")
    if person.bounced_at:
        mark, style, answer = "✗", "$text-error", words("agenda.bounced")
    role = words(f"role.{one.role}") if one.role != "participant" else person.department
    return line(
        width,
        (said(mark, style), 1),
        (said(person.name), 0),
        (said(role, "$foreground-muted"), 11),
        (said(answer, style), max(10, width // 3)),
    )


def carried_line(action: Action, owner: Person | None, services: "Services", width: int) -> Content:
    late = action.overdue(services.today)
    return line(
        width,
        (said("▲" if late else " ", "$text-error"), 1),
        (said(action.ref, "$foreground-muted"), 4),
        (said(action.title), 0),
        (said(owner.name if owner else "?"), 10),
        (said(due(services.words, action.due, services.today), "$text-error" if late else ""), 15),
    )
