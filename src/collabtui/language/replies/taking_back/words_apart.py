"""Words in a line that put right what was said before: they are taken out of it and read apart, so that nobody reads a
statement or a remark out of them."""

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from collabtui.language.replies.marking.marking import Marked


class WordsApart(Protocol):
    @property
    def start(self) -> int:
        """Of the folded text of their line."""
        ...

    @property
    def end(self) -> int: ...


Found = TypeVar("Found", bound=WordsApart)


def taken_apart(
    lines: Sequence[Marked], find: Callable[[int, Marked | None], Found | None]
) -> tuple[list[Marked], list[Found]]:
    """The lines without such words; and these. `find` gets the number of a line that can be read and the one that was
    kept above it."""
    kept: list[Marked] = []
    apart: list[Found] = []
    for at, line in enumerate(lines):
        one = None if line.unread else find(at, kept[-1] if kept else None)
        if one is None:
            kept.append(line)
            continue
        apart.append(one)
        if rest := line.without(one.start, one.end):
            kept.append(rest)
    return kept, apart
