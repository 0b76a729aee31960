"""The opening of a meeting: its purpose and the ground rules of talking to each other, restated before it begins."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from collabtui.domain.matters.matter import Matter
from collabtui.domain.meetings.meeting import Meeting

if TYPE_CHECKING:
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.text.catalogue import Catalogue


class Opening(NamedTuple):
    goal: str
    ground_rules: str
    """Empty: the usual ones."""


def read_opening(acting: "Acting", meeting: Meeting) -> Opening:
    """A meeting that names no goal of its own has that of its matter."""
    of_matter = "" if meeting.goal or meeting.matter is None else acting.visible.get(Matter, meeting.matter).goal
    return Opening(meeting.goal or of_matter, acting.config.meeting.ground_rules)


def opening_lines(opening: Opening, words: "Catalogue") -> Iterator[str]:
    if opening.goal:
        yield words("live.purpose", goal=opening.goal)
    yield words("live.ground_rules", rules=opening.ground_rules or words("live.usual_rules"))
