"""The people of an organisation whom a text may name, out of all of them."""

from functools import lru_cache

from collabtui.domain.people import PersonName
from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.words.folding import usual_folding

LATIN_NAME = late_regex(r"[a-z]{2,}")
"""A part of a folded name by which its bearer is called, too."""


def people_written(text: str, everybody: tuple[PersonName, ...]) -> list[PersonName]:
    """Those of whom the whole name, or a Latin part of it, stands somewhere in `text`, in the order of `everybody`.
    Nobody that the reader could find in it is left out; whether a word is the name, or only has its letters, is for
    the reader to see.

    It looks for each name of thousands in every mail, so what can be worked out of the names alone is kept."""
    folded = _tight(text)
    found = {place for written, places in _written_as(everybody).items() if written in folded for place in places}
    return [everybody[place] for place in sorted(found)]


@lru_cache(maxsize=4)
def _written_as(everybody: tuple[PersonName, ...]) -> dict[str, list[int]]:
    """What may stand in a text of a person: the places of those whom it may be, by it."""
    found: dict[str, list[int]] = {}
    for place, person in enumerate(everybody):
        name = _tight(person.name)
        for written in {name, *LATIN_NAME.findall(usual_folding().fold(person.name).text)}:
            if len(written) > 1:
                found.setdefault(written, []).append(place)
    return found


def _tight(text: str) -> str:
    """Folded, without the blanks: a line that was wrapped or pressed together names its people still."""
    return usual_folding().fold(text).text.replace(" ", "")
