"""The rows of the live page: the plan at the left, the log at the right."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from textual.content import Content

from collabtui.domain.action import Action
from collabtui.domain.matters.matter import Risk
from collabtui.domain.meetings.meeting import Entry, Meeting, Slot
from collabtui.domain.meetings.meeting_clock import expected_starts
from collabtui.domain.meetings.quorum import attendance_taken, is_here, missing_departments
from collabtui.domain.people import Person
from collabtui.lifecycle.live.entry_words import plain_entry
from collabtui.screens.live.capture_explained import UNCLEAR, unclear_value
from collabtui.widgets.line import as_content, folded, folded_facts, line
from collabtui.widgets.when import due

if TYPE_CHECKING:
    from collabtui.language.capture.unclear_parts import UnclearPart
    from collabtui.session.store_session import Session
    from collabtui.text.catalogue import Catalogue

PlanKey = int | tuple[str, int]
"""A slot's number; or what stands below the slots, which the cursor passes over."""
GOES_ON = "  "
"""Before the second line of what stands below the slots."""
BETWEEN_FACTS = "  "
"""Before owner, day and what else is known of a line of the log."""
INDENT = 6
"""Columns of the clock time in the log: longer lines go on below their text."""


def plan_keys(meeting: Meeting, carried: Sequence[Action], opening: int) -> tuple[list[PlanKey], set[PlanKey]]:
    """All rows of the plan, and those of them that cannot be chosen; `opening` is the number of its lines."""
    below: list[PlanKey] = [("total", 0), ("here", 0), *(("opening", number) for number in range(opening))]
    below += [("question", number) for number in range(len(meeting.questions))]
    below += [("left_open", 0)] if carried else []
    below += [("open", number) for number in range(len(carried))]
    return [*range(len(meeting.slots)), *below], set(below)


def plan_line(
    key: PlanKey,
    meeting: Meeting,
    people: Mapping[str, Person],
    carried: Sequence[Action],
    opening: Sequence[str],
    session: "Session",
    words: "Catalogue",
    width: int,
) -> Content:
    if isinstance(key, int):
        return _slot_line(meeting, key, session, words, width)
    match key:
        case ("here", _):
            return _here(meeting, people, session, words)
        case ("opening", number):
            lines = folded(as_content(opening[number], "$foreground-muted"), width - len(GOES_ON))  # rules are whole
            return Content(f"\n{GOES_ON}").join(lines)
        case ("question", number):
            return as_content("? ", "$text-accent") + as_content(meeting.questions[number])
        case ("open", number):
            action = carried[number]
            late = action.overdue(session.today)
            mark = as_content("▲ " if late else "· ", "$text-error" if late else "$foreground-muted")
            when = as_content(
                f"  {due(words, action.due, session.today)}", "$text-error" if late else "$foreground-muted"
            )
            owner = as_content(people[action.owner].name if action.owner else "?", "$foreground-muted")
            title = mark + as_content(f"{action.ref} ", "$foreground-muted") + as_content(action.title)
            fits = title.cell_length + 1 + owner.cell_length + when.cell_length <= width
            beside = owner + when if fits else owner
            return line(width, (title, 0), (beside, beside.cell_length))
        case ("left_open", _):
            return as_content(words("live.left_open"), "$foreground-muted")
    total = sum(slot.minutes + slot.extended for slot in meeting.slots if not slot.parked or slot.started_at)
    planned = sum(slot.minutes for slot in meeting.slots)
    return as_content(words("live.total", total=total, planned=planned), "$foreground-muted")


def _slot_line(meeting: Meeting, number: int, session: "Session", words: "Catalogue", width: int) -> Content:
    slot = meeting.slots[number]
    start = expected_starts(meeting, session.now)[number].astimezone(session.zone)
    running = number == meeting.running_slot
    style = "bold" if running else "$foreground-muted" if slot.ended_at else ""
    return line(
        width,
        (as_content(slot_mark(slot, running=running), "$text-accent" if running else "$foreground-muted"), 1),
        (as_content(f"{start:%H:%M}", "$foreground-muted"), 5),
        (as_content(slot.title, style) + _agreed(slot, words), 0),
        (as_content(_minutes(slot), "$foreground-muted"), max(map(len, map(_minutes, meeting.slots)))),
    )


def _minutes(slot: Slot) -> str:
    """`20m`, `20m+5` where it was given more."""
    return f"{slot.minutes:3}m{slot.extended:+}" if slot.extended else f"{slot.minutes:3}m"


def slot_mark(slot: Slot, *, running: bool) -> str:
    if running:
        return "▶"
    if slot.parked:
        return "∥"
    return "✓" if slot.ended_at else " "


def _agreed(slot: Slot, words: "Catalogue") -> Content:
    return as_content(f"  {words('live.agreed')}", "$text-success") if slot.agreed_at else Content("")


def _here(meeting: Meeting, people: Mapping[str, Person], session: "Session", words: "Catalogue") -> Content:
    """How many, who is not, who came late and when; and which departments have nobody here."""
    away = [people[one.person].name for one in meeting.participants if not is_here(one)]
    everybody = len(meeting.participants)
    parts = [
        as_content(
            words("live.here" if attendance_taken(meeting) else "live.not_taken", n=everybody - len(away), of=everybody)
        )
    ]
    if away:
        parts.append(as_content(words("live.away", names=away), "$text-warning"))
    late = [
        words(
            "live.late_one",
            name=people[one.person].name,
            at=f"{one.arrived_at.astimezone(session.zone):%H:%M}",
        )
        for one in meeting.participants
        if one.arrived_at
    ]
    if late:
        parts.append(as_content(words("live.arrived", names=late), "$foreground-muted"))
    if missing := missing_departments(meeting, people):
        parts.append(as_content(words("live.departments_missing", departments=list(missing)), "$text-warning"))
    return Content(" · ").join(parts)


def entry_line(
    entry: Entry,
    things: Mapping[str, Action | Risk],
    people: Mapping[str, Person],
    session: "Session",
    words: "Catalogue",
    unclear: Sequence["UnclearPart"] = (),
) -> Content:
    """`14:36 action A12 提供接口文档 张伟 3月10日 ⇒ 接口文档`; amber `owner ? 张伟` where it was not clear.

    Of a risk, its level."""
    kind = as_content(words(f"entry.{entry.kind}") + " ", "$text-accent" if entry.thing else "$foreground-muted")
    ref = as_content(f"{entry.thing} ", "$foreground-muted") if entry.thing else Content("")
    thing = things.get(entry.thing or "")
    owner = people.get(thing.owner or "") if isinstance(thing, Risk) else None
    speaker = owner.name if owner else entry.who
    action = thing if isinstance(thing, Action) else None
    text = (
        as_content(f"{entry.at.astimezone(session.zone):%H:%M} ", "$foreground-muted")
        + kind
        + ref
        + as_content(action.title if action else plain_entry(words, entry, speaker))
    )
    if action:
        day = entry.at.astimezone(session.zone).date()
        text += _of_action(action, people, words, day, {part.what: part for part in unclear})
    if isinstance(thing, Risk) and all(part.what != "level" for part in unclear):
        text += _level(thing, words)
    for part in unclear:
        if action is None or part.what not in ("owner", "due"):
            text += as_content("  ") + _question(part, words)
    return text if entry.by == session.own_name else text + as_content(f"  — {entry.by}", "$foreground-muted")


def _question(part: "UnclearPart", words: "Catalogue") -> Content:
    label = "" if part.what == "line" else words(f"unclear.{part.what}") + " "
    return as_content(label, "$text-warning") + (
        as_content("?", UNCLEAR) if part.what == "line" else unclear_value(part, words)
    )


def _level(risk: Risk, words: "Catalogue") -> Content:
    """Named with what it is: `high` alone could be anything."""
    return as_content(
        f"  {words('field.level')} {words(f'level.{risk.level}')}",
        "$text-warning" if risk.level == "high" else "$foreground-muted",
    )


def _of_action(
    action: Action, people: Mapping[str, Person], words: "Catalogue", day: date, unclear: Mapping[str, "UnclearPart"]
) -> Content:
    owner = people[action.owner].name if action.owner else ""
    helping = "".join(f" +{people[one.person].name}" for one in action.collaborators)
    parts = [
        as_content(f"  {owner}") if owner else as_content("  ") + _hole("owner", words, unclear),
        as_content(helping),
        as_content(f"  {words.day(action.due)}", "" if action.due > day else "$text-warning")
        if action.due
        else as_content("  ") + _hole("due", words, unclear),
        as_content(f"  ⇒ {action.deliverable}" if action.deliverable else ""),
    ]
    return Content("").join(parts)


def _hole(field: str, words: "Catalogue", unclear: Mapping[str, "UnclearPart"]) -> Content:
    if part := unclear.get(field):
        return _question(part, words)
    return as_content(f"{words(f'field.{field}')} ?", "$text-warning")


def wrapped(text: Content, width: int) -> tuple[Content, ...]:
    """The rows of one line of any length."""
    return tuple(folded_facts(text, max(10 + INDENT, width), BETWEEN_FACTS, INDENT))
