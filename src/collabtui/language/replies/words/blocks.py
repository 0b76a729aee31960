"""New text → blocks of running text, each with the way back to the mail as it is shown.

A block is a line. A line that was wrapped by a mail program is one with the line before it.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from collabtui.domain.mail.reply import NewText, ReplyLine, TextSpan
from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.words.folding import Folded, Folding

_BLANKS = str.maketrans("\n\u00a0", "  ")
_WRAPS_AT = 58
"""No mail program wraps lines that are shorter than this, in columns."""
_NUMBERS_JOINED = late_regex(r"(?<=\d)同(?=(?:第|item )?\d)")
"""1同2 (1 and 2), as it is written in Hong Kong: between numbers alone, for 合同 is a contract."""
_GOES_ON = late_regex(r"[a-z]")
_TABS = late_regex(r"(?<=\S)[ \t]*\t[ \t]*(?=\S)")
_GAPS = late_regex(r"(?<=\S) {2,}(?=\S)")
_SHORT = r"(?:[^\s.!?;:,/|。！？；：，]|(?<=No)\.| (?! )){1,24}"
_ROW = late_regex(rf" *{_SHORT}(?: {{2,}}{_SHORT}){{2,9}} *")
_ENDS = late_regex(r"[.!?:;。！？：；]\s*$")


class Block(NamedTuple):
    source: str
    """As written, wrapped lines joined by a line break."""
    shown: Sequence[int]
    """Where each character of `source` stands in `NewText.shown`; one entry more than characters."""
    folded: Folded
    item: str | None
    """The item it stands under."""

    def written(self, start: int, end: int) -> str:
        """The text between two places of the folded text, as written, without spaces around it; line breaks and spaces
        that hold words together are blanks."""
        origin = self.folded.origin
        return self.source[origin[start] : origin[end]].translate(_BLANKS).strip()

    def place(self, at: int) -> int:
        """The place in `NewText.shown` of one in the folded text."""
        return self.shown[self.folded.origin[at]]

    def part(self, start: int, end: int) -> "Block":
        """The text between two places of the folded text as a block of its own."""
        folded = self.folded._replace(text=self.folded.text[start:end], origin=self.folded.origin[start : end + 1])
        return self._replace(folded=folded)

    def span(self, start: int, end: int) -> TextSpan:
        first, last = self.folded.origin[start], self.folded.origin[end]
        if last <= first:
            return TextSpan(start=self.shown[first], end=self.shown[first])
        return TextSpan(start=self.shown[first], end=self.shown[last - 1] + 1)


def blocks(new_text: NewText, folding: Folding) -> Iterator[Block]:
    """The blocks of a mail, without empty ones."""
    for lines in _joined(new_text.lines):
        source = "\n".join(line.text for line in lines)
        if source.strip():
            folded = folding.fold(_with_cells(source))
            folded = folded._replace(text=_NUMBERS_JOINED.sub("和", folded.text))
            yield Block(source, _places(lines), folded, lines[0].item)


def _with_cells(source: str) -> str:
    """What tabs separate are cells, and what wide gaps do in a row of short ones."""
    if "\t" not in source:
        return _GAPS.sub(lambda match: "|".ljust(len(match.group())), source) if _ROW.fullmatch(source) else source
    return _TABS.sub(lambda match: "|".ljust(len(match.group())), source)


def _joined(lines: Sequence[ReplyLine]) -> Iterator[list[ReplyLine]]:
    run: list[ReplyLine] = []
    for line in lines:
        if run and not _wraps(run[-1], line):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _wraps(before: ReplyLine, line: ReplyLine) -> bool:
    """Whether a program, not the writer, broke the line here: the one before is long and this one goes on in it."""
    if before.item != line.item or len(before.text.rstrip()) < _WRAPS_AT or _ENDS.search(before.text):
        return False
    return _GOES_ON.match(line.text) is not None


def _places(lines: Sequence[ReplyLine]) -> list[int]:
    places: list[int] = []
    for line in lines:
        start, end = line.span.start, line.span.end
        inside = range(start, min(end, start + len(line.text)))
        places.extend(inside)
        places.extend([max(start, end - 1)] * (len(line.text) - len(inside)))
        places.append(max(start, end))
    return places
