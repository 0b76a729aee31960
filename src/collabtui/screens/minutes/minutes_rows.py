"""The rows of the minutes page: decisions, actions, questions and what is still missing, a line each."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from textual.content import Content

from collabtui.domain.action import Action
from collabtui.domain.matters.matter import Risk
from collabtui.domain.meetings.meeting import Entry
from collabtui.domain.model import Finding
from collabtui.lifecycle.live.entry_words import plain_entry
from collabtui.lifecycle.minutes.minutes_content import MinutesContent
from collabtui.widgets.colours import MUTED, WARNING
from collabtui.widgets.line import BETWEEN, GAP, as_content, fitting, line, ref_room, shares

if TYPE_CHECKING:
    from collabtui.text.catalogue import Catalogue

TITLE = (16, 30)
"""From how many to how many columns the longest title of these minutes is given; what else there is of an action has
the room that they leave."""
SIZES = ((12, 18), (14, 36))
"""From how many to how many columns owner and deliverable take; in a narrow window the day goes before them."""
COLUMNS = ("due", "owner", "deliverable")
"""The worthiest first. What is missing of one that has no room is said beside the title, where that is never cut."""
ONE_LINE = 40
"""Columns that titles have before anything beside them takes more than its least."""
MOST_LINES = 3
"""Lines that the title of an action has: minutes are read in full before they are sent."""
LACKS = {"action.no_owner": "owner", "action.no_due": "due", "action.no_deliverable": "deliverable"}


def content_keys(minutes: MinutesContent) -> tuple[list[Any], set[Any]]:
    """Refs under headings, and which of them are headings: `("heading", name, number)`."""
    keys: list[Any] = []
    lines = [one for one in minutes.log if one.thing is None]
    sections: Sequence[tuple[str, Sequence[Any]]] = (
        ("decisions", minutes.decisions), ("actions", minutes.actions),
        ("milestones", [one for one in lines if one.kind == "milestone"]), ("questions", minutes.questions),
        ("risks", minutes.risks), ("log", [one for one in lines if one.kind not in ("milestone", "note")]),
        ("notes", [one for one in lines if one.kind == "note"]),
    )  # fmt: skip
    for name, listed in sections:
        if listed:
            keys += [("heading", name, len(listed)), *(one.ref for one in listed)]
    return keys, {key for key in keys if isinstance(key, tuple)}


def content_line(
    key: Any,
    minutes: MinutesContent,
    holes: Mapping[str, Sequence[Finding]],
    open_wording: Mapping[str, Mapping[str, str]],
    words: "Catalogue",
    width: int,
) -> Content:
    """`open_wording`: what was said of what an action lacks; it stands where it is lacking."""
    if isinstance(key, tuple):
        return as_content(words(f"minutes.{key[1]}", n=key[2]), "bold $foreground-muted")
    action = next((one for one in minutes.actions if one.ref == key), None)
    if action is not None:
        return _action_line(action, minutes, holes.get(key, ()), open_wording, words, width)
    entry = next((one for one in minutes.log if one.ref == key), None)
    if entry is not None:
        return _entry_line(entry, words)
    since = words("minutes.over_since")
    texts = {one.ref: one.text for one in minutes.decisions}
    texts |= {one.ref: one.text + (since if one.state == "settled" else "") for one in minutes.questions}
    risk_words = minutes.risk_words
    texts |= {
        one.ref: f"[{words(f'level.{one.level}')}] {risk_words[one.ref]}{since if one.state == 'closed' else ''}"
        for one in minutes.risks
    }
    risk = next((one for one in minutes.risks if one.ref == key), None)
    beside = [] if risk is None else _risk_facts(risk, minutes, words)
    return as_content(f"  {key} ", MUTED) + as_content("  ").join([as_content(texts[key]), *beside])


def _risk_facts(risk: Risk, minutes: MinutesContent, words: "Catalogue") -> list[Content]:
    """Whose it is, and each of its fields with its name."""
    owner = minutes.people.get(risk.owner or "")
    review = words.short_day(risk.review) if risk.review else ""
    named = [("impact", risk.impact), ("answer", risk.answer), ("standby", risk.standby), ("review", review)]
    facts = BETWEEN.join(f"{words(f'risk.{name}')} {text}" for name, text in named if text)
    return [as_content(text, MUTED) for text in (owner.name if owner else "", facts) if text]


def _entry_line(entry: Entry, words: "Catalogue") -> Content:
    """What it is, whose it is, what it says."""
    kind = "" if entry.kind == "milestone" else f"{words(f'entry.{entry.kind}')} "  # its heading says that
    return as_content(f"  {kind}", MUTED) + as_content(plain_entry(words, entry, entry.who))


def _action_line(
    action: Action,
    minutes: MinutesContent,
    holes: Sequence[Finding],
    open_wording: Mapping[str, Mapping[str, str]],
    words: "Catalogue",
    width: int,
) -> Content:
    lacks = {LACKS[hole.key] for hole in holes}

    def shown(name: str, value: str) -> Content:
        if name not in lacks:
            return as_content(value)
        return as_content(
            f"{words(f'field.{name}')} ? {open_wording.get(action.ref, {}).get(name, '')}".rstrip(), WARNING
        )

    slipped = any(one.status == "cancelled" or minutes.has_slipped(one) for one in minutes.actions)
    for_due = 16 if slipped or any("due" in one for one in open_wording.values()) else 8
    for_ref = ref_room(one.ref for one in minutes.actions)
    sizes = ((for_due, for_due), *SIZES)
    room = width - 1 - for_ref - 2 * GAP
    longest = max(cell_len(one.title) for one in minutes.actions)
    title = max(TITLE[0], min(TITLE[1], longest))
    fits = max(fitting(room, TITLE[0], *sizes[:2]), fitting(room, title, *sizes))
    unseen = [shown(name, "") for name in COLUMNS[fits:] if name in lacks]
    over = action.status == "cancelled"
    called = as_content(action.title, MUTED if over else "")
    whole = cell_len(action.title) <= title  # else its end may be cut
    columns = shares(room, max(title, min(ONE_LINE, longest)), *sizes[:fits])
    cells = [
        (as_content("✗" if over else "▲" if lacks else " ", WARNING), 1),
        (as_content(action.ref, MUTED), for_ref),
        (_together([called, *unseen] if whole else [*unseen, called], room - sum(each + GAP for each in columns)), 0),
    ]
    due, who = shown("due", _due(action, minutes, words)), shown("owner", _owner(action, minutes))
    beside = zip((due, who, shown("deliverable", action.deliverable)), columns, strict=False)
    cells += sorted(beside, key=lambda cell: cell[0] is not who)  # whose it is stands first
    return line(width, *cells, most=MOST_LINES)


def _together(texts: Sequence[Content], room: int) -> Content:
    """Beside each other; where one of them would be torn, each on a line."""
    one_line = Content(" " * GAP).join(texts)
    return one_line if one_line.cell_length <= room else Content("\n").join(texts)


def _owner(action: Action, minutes: MinutesContent) -> str:
    """The owner whom the minutes name, and behind an arrow the one who has it since."""
    named, now = (minutes.people.get(ref or "") for ref in (minutes.named_owner(action), action.owner))
    names = [one.name for one in (named, now if minutes.was_handed_over(action) else None) if one]
    return "→".join(names)


def _due(action: Action, minutes: MinutesContent, words: "Catalogue") -> str:
    """The date that was agreed, and behind an arrow the one that became of it."""
    agreed, now = (words.short_day(day) if day else "" for day in (minutes.agreed_due(action), action.due))
    if action.status == "cancelled":
        return f"{agreed} {words('minutes.cancelled_since')}"
    return f"{agreed}→{now or '?'}" if minutes.has_slipped(action) else agreed
