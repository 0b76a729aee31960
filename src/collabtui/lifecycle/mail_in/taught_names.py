"""Names, which no word that is taught or learnt may be: a reply that names somebody would say what the word means."""

from collabtui.domain.action import Action
from collabtui.domain.matters.matter import Matter, Risk
from collabtui.domain.meetings.meeting import Decision, Meeting
from collabtui.domain.model import Record
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.language.replies.words.teachable import folded
from collabtui.store.interface import Reader

_TITLED: tuple[type[Record], ...] = (Action, Decision, Risk, Matter, Meeting)


def named_so(reader: Reader, word: str) -> Record | None:
    """The person who is called so, in whole or by one of his names, or the thing with that title."""
    wanted = folded(word)
    for person in reader.find(Person):
        if wanted in (folded(person.name), *map(folded, person.name.split())):
            return person
    return next((one for model in _TITLED for one in reader.find(model) if folded(one.label) == wanted), None)


def refuse_name(reader: Reader, word: str) -> None:
    """Raises `Refused` (teach.is_name: value, label, ref) where somebody or something is called so."""
    if (found := named_so(reader, word)) is not None:
        raise Refused("teach.is_name", value=word, label=found.label, ref=found.ref)
