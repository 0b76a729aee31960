"""The usual agendas: those that come with the program, and the user's own in the home's `templates/agendas/`."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from collabtui.formats.agenda.agenda_template import title_of
from collabtui.formats.agenda.own_agendas import OwnAgenda, own_agendas

if TYPE_CHECKING:
    from collabtui.session.store_session import Session
    from collabtui.text.catalogue import Catalogue

KINDS = ("usual", "kick-off", "weekly", "problem", "acceptance", "retrospective")
"""Of meetings, as the handbook has them; their agendas are in `words/agendas.*.json`."""


@dataclass(frozen=True)
class Usual:
    key: str
    name: str
    about: str
    text: str
    """An agenda file, whose title may be empty."""

    @property
    def title(self) -> str:
        return title_of(self.text)


def usual_agendas(session: "Session", words: "Catalogue") -> list[Usual]:
    """The user's own first: a file `NAME.md` is called by its name, and takes the place of a shipped one of that
    name."""
    own = _own(session, words)
    taken = {one.key for one in own}
    shipped = [
        Usual(kind, words(f"agendas.{kind}"), words(f"agendas.{kind}.about"), words(f"agendas.{kind}.text", start=""))
        for kind in KINDS
        if kind not in taken
    ]
    return [*own, *shipped]


def _own(session: "Session", words: "Catalogue") -> list[Usual]:
    return [
        Usual(one.path.stem, one.path.stem, _about(one, words), one.text)
        for one in own_agendas(session.home.templates, session.today)
    ]


def _about(one: OwnAgenda, words: "Catalogue") -> str:
    """A file that planning would refuse is marked before somebody chooses it."""
    if one.fault is None:
        return words("agendas.own")
    return words("agendas.broken", why=words(one.fault.key, **one.fault.values))
