"""One field of a form: what it begins with, and how it is typed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from collabtui.system.path_completion import PathKind

NEXT_LINE = " ⏎ "
Values = dict[str, str]
"""Texts of a form, by the names of its fields."""


@dataclass(frozen=True)
class FormField:
    name: str
    """Its label is `field.<name>` in the catalogue."""
    value: str = ""
    suggest: Sequence[str] = ()
    """Offered while one types, also behind a comma; Tab or → takes the offer."""
    label: str = ""
    """In place of the catalogue's."""
    options: Sequence[tuple[str, str]] = ()
    """Values and what they are called: one of these, and nothing typed."""
    read: Callable[[str], str] | None = None
    """How it is understood, said below while one types; raises CollabError for what cannot be."""
    begun: bool = False
    """Somebody was in the middle of it: what is typed goes on from its end, and does not replace it."""
    needed: bool = False
    """Left empty it is refused: it is marked, where there are others beside it."""
    refusals: Sequence[str] = ()
    """Keys of refusals that speak of it and name nothing that is typed in it: `vote.nobody` of who is asked."""
    secret: bool = False
    several: bool = False
    """More than one line may be typed."""
    joined_by: str = " "
    """Stands between lines that are pasted into one; of a field in which they stay lines of their own `NEXT_LINE`."""
    separator: str = ""
    """Stands between the parts, where of two versions both can be kept (`domain.three_way_merge`)."""
    path: PathKind | None = None
    """A path on the disk: Tab goes on with it, F3 lists what is there."""
