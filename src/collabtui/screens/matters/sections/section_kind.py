"""The parts of a section of a matter's page; `section_list` names all sections."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from textual.binding import Binding
from textual.content import Content

if TYPE_CHECKING:
    from collabtui.domain.matters.step_requirements import MatterFacts
    from collabtui.screens.frame.page_port import PagePort
    from collabtui.store.engine_connection import Connection
    from collabtui.store.queries.rows.matter_rows import DescribedMatterRow
    from collabtui.store.queries.rows.people_rows import NamedPerson
    from collabtui.text.catalogue import Catalogue

R = TypeVar("R")


@dataclass(frozen=True)
class MatterData:
    """One matter with what belongs to it."""

    row: "DescribedMatterRow"
    by_section: Mapping[str, Sequence[Any]]
    """What belongs to it, by the name of the section; `rows` knows of which type."""
    progress: Mapping[str, tuple[int, int]]
    """By department, how many actions there are in all, and how many are done."""
    facts: "MatterFacts"
    """What the rules on its steps read."""
    now: datetime
    """When it was read, in the organiser's zone."""

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def ref(self) -> str:
        return self.row["ref"]

    def rows(self, section: "Section[R]") -> Sequence[R]:
        return self.by_section[section.name]


class SectionLine(NamedTuple):
    key: str
    """The ref of what it shows, or `contact/研发部` where that has none; empty where the cursor passes over it."""
    shown: Content


class SectionCommands:
    """Commands of a section: those on one of its lines, and those on the matter wherever the cursor stands."""

    def __init__(self, page: "PagePort", data: MatterData) -> None:
        self.page = page
        self.data = data
        self.on_line: Mapping[str, Callable[[str], Awaitable[None]]] = {}
        """By name, given the key of a line: `open` is Enter, `edit` is `e`, `done` is `d`; others have a key in
        `Section.keys` whose action is `command('<name>')`, which is offered on these lines only."""
        self.in_matter: Mapping[str, Callable[[], Awaitable[None]]] = {}
        """By name; each has a key in `Section.keys` whose action is `add('<name>')`."""


@dataclass(frozen=True)
class Section(Generic[R]):
    name: str
    """Its heading is `matters.<name>` in the catalogue, with `n`."""
    read: "Callable[[Connection, DescribedMatterRow, date], Sequence[R]]"
    """What of it belongs to a matter; the row is the matter's, the date today's."""
    lines: "Callable[[MatterData, Catalogue], Iterable[SectionLine]]"
    """No heading is shown where there are none."""
    commands: "Callable[[PagePort, MatterData], SectionCommands]" = SectionCommands
    keys: tuple[Binding, ...] = ()
    count_all: Callable[[MatterData], int] | None = None
    """What the heading says, where that is not the number of rows that were read."""

    def count(self, data: MatterData) -> int:
        return self.count_all(data) if self.count_all else len(data.rows(self))


def answered_by(person: "NamedPerson | None", in_place_of: "NamedPerson | None", words: "Catalogue") -> str:
    """The name of who answered for a department; of a deputy also for whom."""
    stood_in = words("form.for_absent", name=in_place_of["name"]) if in_place_of else ""
    return (person["name"] if person else "") + stood_in
