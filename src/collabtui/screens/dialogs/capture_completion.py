"""Completions that Tab offers in the capture line."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from collabtui.language.capture.people_names import match_people

if TYPE_CHECKING:
    from collabtui.language.capture.live_capture import LiveReading
    from collabtui.language.capture.name_index import Named
    from collabtui.text.catalogue import Catalogue

MOST = 8
COMMANDS = (
    "next", "slot", "extend", "cut", "park", "pause", "resume", "undo", "present", "late", "absent", "end",
)  # fmt: skip


@dataclass(frozen=True)
class KnownNames:
    """People and things that can be named in a line."""

    people: tuple[tuple[str, str], ...] = ()
    """Name and department of each; participants first."""
    logins: tuple[str, ...] = ()
    """What stands before the @ in the address of each, in the same order: how a Chinese name is typed in letters."""
    refs: tuple[str, ...] = ()
    """Open actions of the matter."""

    directory: "tuple[Named, ...]" = ()
    """Everybody, for telling whose name is nobody's."""
    missing: tuple[str, ...] = ()
    """Departments that were asked and have nobody here."""

    @property
    def departments(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(department for _, department in self.people if department))

    @property
    def names(self) -> tuple[str, ...]:
        return (*(name for name, _ in self.people), *self.departments)

    def named(self, written: str, words: "Catalogue") -> str:
        """`Bob Brown (Legal)` of the one person whom Enter takes for what is written; else what is written."""
        found = match_people(written, self.directory).found
        person = next((one for one in self.directory if one.ref == found), None)
        if person is None:
            return written
        within = words("form.within", text=person.department) if person.department else ""
        return f"{person.name}{within}"


def candidates(read: "LiveReading", known: KnownNames, words: "Catalogue") -> Sequence[str]:
    """Completions of the word under the cursor: first those that begin with it, then those that have it anywhere."""
    if read.completion is None:
        return ()
    wanted = read.completion.prefix.casefold()
    match read.completion.kind:
        case "person":
            pool: Sequence[str] = tuple(name for name, _ in known.people)
        case "department":
            pool = (*known.departments, *(name for name, _ in known.people))
        case "command":
            pool = COMMANDS
        case "date":
            pool = words("capture.days").split("|")
        case "ref":
            pool = known.refs
    begins = [word for word in pool if word.casefold().startswith(wanted)]
    if wanted and read.completion.kind == "person":
        logins = zip(known.logins, (name for name, _ in known.people), strict=False)
        begins += [name for login, name in logins if login.startswith(wanted) and name not in begins]
    within = [word for word in pool if wanted in word.casefold() and word not in begins]
    offered = [*begins, *within][:MOST]
    return () if offered == [read.completion.prefix] else offered
