"""The items that were read so far in a text: what a number means depends on those before it."""

from collections.abc import Sequence
from dataclasses import dataclass

from collabtui.language.replies.items.item_numbers import (
    Mention,
    Numbered,
    NumberRow,
    Problem,
    counts_things_behind,
    mark_of,
    past_marks,
    stands_out,
)

Read = tuple[Mention | None, int]
"""What was read, and the token behind it."""


@dataclass
class RefsRead:
    row: NumberRow
    numbered: Numbered
    named: bool = False
    """Whether the sentence has named an item already."""
    count: int = 0
    """The item named last."""
    mark: str = ""
    """The mark of its number."""
    behind: int = 0
    """The token behind it."""
    counting: bool = False
    """Whether the sentence began with a number of things, so that a bare one is of those."""
    in_digits: bool = False
    """Whether items are named by digits: then `one` is one of something else."""

    def mention(self, first: int, last: int, values: Sequence[int]) -> Read:
        refs, problem = self.numbered.named(values)
        tokens, mark = self.row.tokens, mark_of(self.row, first, last)
        listed = (bool(mark) or stands_out(self.row, first, last)) and self.goes_on_counting(mark, values)
        self.in_digits = self.in_digits or any(token.of("number") for token in tokens[first:last])
        if len(values) == 1:
            self.count, self.mark, self.behind = values[0], mark, last
        return Mention(tokens[first].start, tokens[last - 1].end, "number", refs, problem, listed=listed), last

    def goes_on_counting(self, mark: str, values: Sequence[int]) -> bool:
        return mark == self.mark and list(values) == [self.count + 1] and self.count > 0

    def listed(self, first: int, last: int, values: Sequence[int]) -> Read:
        """A mention with the marks of a list behind it."""
        return self.mention(first, self.past_list_marks(first, last), values)

    def past_list_marks(self, first: int, last: int) -> int:
        """Past them, but for a full stop that ends a sentence: done with the first. The second …"""
        end = past_marks(self.row, last)
        begins = first == 0 or self.row.has(first - 1, "mark")
        ends_sentence = end > last and self.row.text(end - 1) == "." and not self.row.touches(end)
        return end - 1 if ends_sentence and not begins else end

    def amount(self, first: int, last: int) -> Read:
        tokens = self.row.tokens
        return Mention(tokens[first].start, tokens[last - 1].end, "amount"), last

    def amount_or_next(self, at: int) -> Read:
        """A number behind words of no kind, 2 still printing 3 arriving: an amount that may be the next item."""
        value, token = self.row.value(at), self.row.tokens[at]
        follows = self.goes_on_counting(mark_of(self.row, at, at + 1), (value,)) and value in self.numbered.by_number
        next_item = follows and not counts_things_behind(self.row, at)
        return Mention(token.start, token.end, "amount", next_item=next_item), at + 1

    def from_end(self, first: int, last: int, value: int) -> Read:
        return self.mention(first, last, (self.numbered.last + 1 - value,))

    def is_whole(self, count: int) -> bool:
        return count == self.numbered.last == len(self.numbered.refs)

    def _is_share(self, at: int) -> bool:
        """One of the two, half of my three: which of them is not said."""
        while at and self.row.text(at - 1) != "of" and self.row.has(at - 1, "the", "filler"):
            at -= 1
        return self.row.text(at - 1) == "of" and not self.row.has(at - 2, "all", "both")

    def all_of(self, first: int, last: int, count: int) -> Read:
        """All numbered items, where there are so many."""
        refs = self.numbered.refs if self.is_whole(count) and not self._is_share(first) else ()
        tokens = self.row.tokens
        problem: Problem = "" if refs else "unclear-item"
        return Mention(tokens[first].start, tokens[last - 1].end, "group", refs, problem), last
