"""The log of a running meeting as rows: each line is worded and wrapped once, however often the others change."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from textual.content import Content

from collabtui.domain.action import Action
from collabtui.domain.meetings.meeting import Entry
from collabtui.domain.people import Person
from collabtui.screens.live.live_rows import entry_line, wrapped

if TYPE_CHECKING:
    from collabtui.session.store_session import Session
    from collabtui.text.catalogue import Catalogue

Pieces = tuple[Content, ...]
"""What one line of the log says, in as many rows as it takes."""


class LiveLog:
    """An hour of talk is some hundred lines: wording all of them at each Enter would be felt by everybody who looks."""

    def __init__(self, session: "Session", words: "Catalogue") -> None:
        self._session, self._words = session, words
        self._made: dict[object, Pieces] = {}

    def rows(
        self,
        log: Sequence[Entry],
        pending: Sequence[str],
        actions: Mapping[str, Action],
        people: Mapping[str, Person],
        width: int,
    ) -> tuple[list[Any], set[Any], dict[Any, Content]]:
        """Their keys, which of them only go on with the one above, and what each says."""
        made: dict[object, Pieces] = {}
        pieces: dict[Any, Content] = {}
        for entry in log:
            known = self._says(entry, actions, people, width)
            made[known] = self._made.get(known) or wrapped(
                entry_line(entry, actions, people, self._session, self._words), width
            )
            pieces |= _keyed(entry.ref, made[known])
        for at, line in enumerate(pending):
            pieces |= _keyed(f"pending{at}", wrapped(Content(f"      … {line}"), width))
        self._made = made
        return list(pieces), {key for key in pieces if isinstance(key, tuple)}, pieces

    def _says(
        self, entry: Entry, actions: Mapping[str, Action], people: Mapping[str, Person], width: int
    ) -> tuple[object, ...]:
        """All that its words and its rows depend on; versions rise whenever a record is written."""
        action = actions.get(entry.thing or "")
        owner = people[action.owner].version if action and action.owner else 0
        return entry.ref, entry.version, action and action.version, owner, width, self._words.locale


def _keyed(ref: str, pieces: Pieces) -> dict[Any, Content]:
    return {(ref, number) if number else ref: piece for number, piece in enumerate(pieces)}
