"""The sender's own items, as far as a statement needs them: when one is due, which day is meant, whose verb it is."""

from collections.abc import Sequence
from datetime import date

from collabtui.domain.reply import Item, Situation
from collabtui.language.dates import DayReading, find_days
from collabtui.language.replies.kinds import Token
from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.titles import Titles

Refs = tuple[str, ...]


class OwnItems:
    def __init__(self, situation: Situation, titles: Titles) -> None:
        self._situation = situation
        self._titles = titles
        self._items: dict[str, Item] = {item.ref: item for item in situation.items}

    @property
    def written(self) -> date:
        """The day the mail was written."""
        return self._situation.written

    def due(self, ref: str) -> date | None:
        return self._items[ref].due

    def have_verb(self, token: Token, refs: Refs) -> bool:
        """Whether the titles of all these items begin with the verb."""
        return self._titles.perfect[token.text].issuperset(refs)

    def are_to_be_examined(self, refs: Refs) -> bool:
        return not self._titles.examined.isdisjoint(refs)

    def day(self, piece: Piece, ref: str) -> DayReading | None:
        """The day a piece names, for one item: lengths of time count from its due date. None for two different days."""
        days = self._lengths(piece, ref) if any(is_length(day) for day in piece.days) else piece.days
        days = [day for day in days if day.target] or days
        return days[0] if len({(day.day, day.reason) for day in days}) == 1 else None

    def _lengths(self, piece: Piece, ref: str) -> Sequence[DayReading]:
        text = list(piece.block.folded.text[piece.start : piece.end])
        for mention in (one for one in piece.mentions if one.how != "amount"):
            first, last = mention.start - piece.start, mention.end - piece.start
            text[first:last] = ";" * (last - first)
        situation = self._situation
        return find_days("".join(text), locale=situation.locale, written=situation.written, due=self.due(ref))


def is_length(day: DayReading) -> bool:
    return day.kind == "length" or day.reason == "needs-due"
