"""The use of the palette's commands: those that are chosen often are found first."""

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collabtui.session.draft_files import DraftFiles

USED = "palette.used"
"""Under this name it is kept, a command a line with its number."""
MOST = 50
WORTH = 0.05
"""Of a use, up to `ENOUGH` of them."""
ENOUGH = 10


class PaletteUse:
    """The number of times that each command was chosen, by its English name."""

    def __init__(self, drafts: "DraftFiles") -> None:
        self._drafts = drafts

    def times(self) -> Counter[str]:
        lines = (line.rpartition(" ") for line in self._drafts.get(USED).splitlines())
        return Counter({name: int(n) for name, _, n in lines if name and n.isdecimal()})

    def count(self, name: str) -> None:
        times = self.times()
        times[name] += 1
        self._drafts.keep(USED, "\n".join(f"{one} {n}" for one, n in times.most_common(MOST)))


def worth(times: int) -> float:
    """A factor of the score of a match."""
    return 1 + WORTH * min(times, ENOUGH)
