"""Clerks: who keeps the papers of the one who answers for a matter has copies of his questions, and may answer them."""

from collections.abc import Iterable, Sequence

from collabtui.domain.action import Action
from collabtui.domain.action_status import OPEN
from collabtui.domain.matters.matter import Matter
from collabtui.store.interface import Reader


def clerk_for(reader: Reader, action: Action) -> str | None:
    """The person (ref) who may answer for the action's owner, where that is who answers for its matter."""
    if not action.matter or not action.owner:
        return None
    matter = reader.get(Matter, action.matter)
    return matter.clerk if matter.owner == action.owner and matter.clerk != action.owner else None


def answering(reader: Reader, action: Action) -> tuple[str, ...]:
    """The people (refs) who are asked how it stands: its owner, who does it in his place, and his clerk."""
    return tuple(dict.fromkeys(filter(None, (*action.answering, clerk_for(reader, action)))))


def open_as_clerk(reader: Reader, people: Sequence[str]) -> list[Action]:
    """Open actions of those whose clerk one of these people (refs) is, in the matters in which he is that."""
    matters: Iterable[Matter] = reader.find(Matter, clerk=list(people)) if people else ()
    led = [(one.ref, one.owner) for one in matters if one.owner and one.owner not in people]
    return [action for ref, owner in led for action in reader.find(Action, matter=ref, owner=owner, status=list(OPEN))]
