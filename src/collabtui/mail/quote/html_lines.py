"""Lines under construction, while HTML is walked through."""

from collabtui.mail.parse.clean import STRUCK
from collabtui.mail.quote.body_rows import Hint

_DEPTH = 30
"""Quote marks before a line; what is quoted still deeper is written as if it were so deep."""


class HtmlLines:
    def __init__(self) -> None:
        self.lines: list[str] = []
        self.hints: dict[int, Hint] = {}
        """Number of a line → what the markup says of it."""
        self._line: list[str] = []
        self._mark = ""
        self._depth = 0
        self._hint: list[Hint] = []
        self._split = False
        self._struck = 0
        """Elements that strike out, inside one another."""
        self._is_struck = False
        """The line has words that are, and no end of them yet."""

    def text(self, words: str) -> None:
        """Runs of white space are one space, and none at the start of a line or a cell."""
        run = " ".join(words.split())
        if not run:
            if words and self._line and self._line[-1][-1:] not in (" ", "\t"):
                self._line.append(" ")
            return
        if words[:1].isspace() and self._line and self._line[-1][-1:] not in (" ", "\t"):
            run = " " + run
        if words[-1:].isspace():
            run += " "
        self.verbatim(run)

    def verbatim(self, words: str) -> None:
        if words:
            self._line += [self._mark] if self._mark else []
            self._mark = ""
            if self._struck and not self._is_struck:
                self._line.append(STRUCK)
                self._is_struck = True
            self._line.append(words)

    def mark(self, mark: str) -> None:
        """A number or bullet for the text that comes next."""
        self._mark = mark

    def tab(self) -> None:
        if self._line and self._line[-1] != "\t":
            self._line.append("\t")

    def end_line(self) -> None:
        """Ends the line if there is one."""
        if self._line:
            self.new_line()

    def new_line(self) -> None:
        """Ends the line, also an empty one."""
        self._end_mark()
        line = "".join(self._line).rstrip()
        self._line = []
        if line:
            self._note(len(self.lines))
        self.lines.append("> " * min(self._depth, _DEPTH) + line)

    def _note(self, number: int) -> None:
        hint = self._hint[-1] if self._hint else ""
        if self._split and not hint:
            hint = "split"
        self._split = False
        if hint:
            self.hints[number] = hint

    def rule(self, line: str) -> None:
        self.end_line()
        self.lines.append("> " * min(self._depth, _DEPTH) + line)

    def begin_quote(self) -> None:
        self.end_line()
        self._depth += 1

    def end_quote(self) -> None:
        self.end_line()
        self._depth -= 1

    def begin_hint(self, hint: Hint) -> None:
        self.end_line()
        self._hint.append(hint)

    def end_hint(self) -> None:
        self.end_line()
        self._hint.pop()

    def begin_struck(self) -> None:
        self._struck += 1

    def end_struck(self) -> None:
        self._struck -= 1
        if not self._struck:
            self._end_mark()

    def _end_mark(self) -> None:
        if self._is_struck:
            self._line.append(STRUCK)
            self._is_struck = False

    def split(self) -> None:
        """A quote begins with the next line that has words."""
        self.end_line()
        self._split = True
