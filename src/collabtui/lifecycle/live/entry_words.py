"""The words for a line that was taken down: in full where it made an action or a risk, with owner, day and level."""

from collabtui.domain.action import Action
from collabtui.domain.matters.matter import Risk
from collabtui.domain.meetings.meeting import Entry
from collabtui.domain.people import Person
from collabtui.language.milestone_lines import of_written
from collabtui.store.interface import Reader
from collabtui.text.catalogue import Catalogue


def entry_text(words: Catalogue, reader: Reader, entry: Entry) -> str:
    """The text that was taken down, in full where it made something."""
    if entry.thing is None:
        return plain_entry(words, entry, entry.who)
    in_full = {"action": action_text, "risk": risk_text}.get(entry.kind)
    return in_full(words, reader, entry.thing) if in_full else entry.text


def plain_entry(words: Catalogue, entry: Entry, who: str = "") -> str:
    """The text alone, behind whose it is; of a milestone with its day as days are written."""
    text, named = entry.text, of_written(entry.text) if entry.kind == "milestone" else None
    if named:
        text = f"{words.day(named.day)} {named.text}" + (f"  ⇒ {named.deliverable}" if named.deliverable else "")
    return words("record.view", who=who, text=text) if who else text


def action_text(words: Catalogue, reader: Reader, ref: str) -> str:
    """With owner and date, as they will stand in the minutes."""
    action = reader.get(Action, ref)
    people = [
        reader.get(Person, one).name for one in (action.owner, *(one.person for one in action.collaborators)) if one
    ]
    parts = (
        action.title,
        f"@{' +'.join(people)}" if action.owner else "",
        words("record.due", due=action.due) if action.due else "",
        f"=> {action.deliverable}" if action.deliverable else "",
    )
    return " ".join(filter(None, parts))


def risk_text(words: Catalogue, reader: Reader, ref: str) -> str:
    """With owner and level: a level that nobody named is the middle one."""
    risk = reader.get(Risk, ref)
    owner = f" @{reader.get(Person, risk.owner).name}" if risk.owner else ""
    return words("record.risk", text=f"{risk.text}{owner}", level=words(f"level.{risk.level}"))
