"""The usual agendas: those that come with the program, and the user's own in the home's `templates/agendas/`."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from collabtui.formats.agenda.agenda_template import title_of
from collabtui.formats.decoding import decode_text

if TYPE_CHECKING:
    from collabtui.session.store_session import Session
    from collabtui.text.catalogue import Catalogue

KINDS = ("usual", "kick-off", "weekly", "problem", "acceptance", "retrospective")
"""Of meetings, as the handbook has them; their agendas are in `words/agendas.*.json`."""
OWN = "agendas"


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
    folder = session.home.templates / OWN
    if not folder.is_dir():
        return []
    files = sorted(file for file in folder.iterdir() if file.suffix == ".md" and file.is_file())
    about = words("agendas.own")
    return [Usual(file.stem, file.stem, about, decode_text(file.read_bytes())) for file in files]
