"""The log of a running meeting as rows: each line is worded and wrapped once, however often the others change."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from textual.content import Content

from collabtui.domain.action import Action
from collabtui.domain.matters.matter import Risk
from collabtui.domain.meetings.meeting import Entry
from collabtui.domain.people import Person
from collabtui.screens.live.live_rows import entry_line, wrapped
from collabtui.screens.live.opening import opening_lines
from collabtui.widgets.rows import Rows

if TYPE_CHECKING:
    from collabtui.language.capture.unclear_parts import UnclearPart
    from collabtui.lifecycle.live.unclear_lines import OpenQuestion
    from collabtui.screens.live.live_data import LiveData
    from collabtui.session.store_session import Session
    from collabtui.text.catalogue import Catalogue

Pieces = tuple[Content, ...]
"""What one line of the log says, in as many rows as it takes."""

SHOWN_PENDING = 50
"""The last of those that are being taken down: of a talk that was pasted there are thousands."""


class LiveLog:
    """An hour of talk is some hundred lines: wording all of them at each Enter would be felt by everybody who looks."""

    def __init__(self, session: "Session", words: "Catalogue") -> None:
        self._session, self._words = session, words
        self._made: dict[object, Pieces] = {}

    def show(self, log: Rows, sheet: "LiveData", pending: Sequence[str], *, following: bool) -> None:
        """`following`: the cursor goes on with the last line. Of the width the scrollbar's column is no part: it comes
        later than the lines that need it."""
        width = max(20, log.size.width - log.styles.scrollbar_size_vertical)
        things: dict[str, Action | Risk] = {**sheet.actions, **sheet.risks}
        keys, skip, pieces = self.rows(sheet.log, pending, things, sheet.people, width, sheet.unclear)
        log.border_title = self._words("live.log")
        beside_plan = any(one.display for one in log.siblings)  # which has the opening already
        opening = () if beside_plan else opening_lines(sheet.opening, self._words)
        log.empty = "\n".join([*opening, self._words("live.nothing_said")])
        log.show(keys, lambda some, _: [pieces[key] for key in some], skip=skip)
        if following and keys:
            log.action_edge(-1)

    def rows(
        self,
        log: Sequence[Entry],
        pending: Sequence[str],
        things: Mapping[str, Action | Risk],
        people: Mapping[str, Person],
        width: int,
        unclear: "Sequence[OpenQuestion]" = (),
    ) -> tuple[list[Any], set[Any], dict[Any, Content]]:
        """Their keys, which of them only go on with the one above, and what each says."""
        made: dict[object, Pieces] = {}
        pieces: dict[Any, Content] = {}
        parts: dict[str, list[UnclearPart]] = {}
        for question in unclear:
            parts.setdefault(question.entry.ref, []).append(question.part)
        for entry in log:
            asked = tuple(parts.get(entry.ref, ()))
            known = (*self._says(entry, things, people, width), asked)
            made[known] = self._made.get(known) or wrapped(
                entry_line(entry, things, people, self._session, self._words, asked), width
            )
            pieces |= _keyed(entry.ref, made[known])
        for at, line in enumerate(pending[-SHOWN_PENDING:]):
            pieces |= _keyed(f"pending{at}", wrapped(Content(f"      … {line}"), width))
        self._made = made
        return list(pieces), {key for key in pieces if isinstance(key, tuple)}, pieces

    def _says(
        self, entry: Entry, things: Mapping[str, Action | Risk], people: Mapping[str, Person], width: int
    ) -> tuple[object, ...]:
        """All that its words and its rows depend on; versions rise whenever a record is written."""
        thing = things.get(entry.thing or "")
        owner = people[thing.owner].version if thing and thing.owner else 0
        return entry.ref, entry.version, thing and thing.version, owner, width, self._words.locale


def _keyed(ref: str, pieces: Pieces) -> dict[Any, Content]:
    return {(ref, number) if number else ref: piece for number, piece in enumerate(pieces)}
