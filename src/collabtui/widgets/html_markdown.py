"""Our own mails, from HTML to Markdown: for a look at how they are read, in a terminal."""

import re
from html.parser import HTMLParser

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")
_AROUND = {"b": "**", "strong": "**", "del": "~~", "ins": "**"}
_UNREAD = frozenset({"style", "title", "head"})
_BREAKS = frozenset({"p", "div", "table", "ul"})


def to_markdown(html: str) -> str:
    """Paragraphs, headings, lists, tables, stress, and what was struck out or put in; links as their words alone. What
    a person wrote stays as he wrote it."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return re.sub(r"\n{3,}", "\n\n", "".join(reader.parts)).strip() + "\n"


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._unread = 0
        self._cells = 0
        """Of the row that is being read."""
        self._rows = 0

    def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        if tag in _UNREAD:
            self._unread += 1
        elif tag in _AROUND:
            self.parts.append(_AROUND[tag])
        elif tag == "br":
            self.parts.append(" — " if self._cells else "  \n")
        elif tag in ("h1", "h2", "h3"):
            self.parts.append("\n\n" + "#" * int(tag[1]) + " ")
        elif tag == "li":
            self.parts.append("\n- ")
        elif tag in ("td", "th"):
            self._cells += 1
            self.parts.append("| ")
        elif tag in _BREAKS:
            self._rows = 0
            self.parts.append("\n\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNREAD:
            self._unread -= 1
        elif tag in _AROUND:
            self.parts.append(_AROUND[tag])
        elif tag in ("td", "th"):
            self.parts.append(" ")
        elif tag == "tr":
            self._end_row()
        elif tag in _BREAKS or tag in ("h1", "h2", "h3"):
            self.parts.append("\n\n")

    def _end_row(self) -> None:
        """A table of Markdown has a head; one without gets its first row for it."""
        self.parts.append("|\n")
        if self._rows == 0:
            self.parts.append("|---" * self._cells + "|\n")
        self._rows += 1
        self._cells = 0

    def handle_data(self, data: str) -> None:
        if self._unread:
            return
        text = _SPECIAL.sub(r"\\\1", " ".join(data.split()))
        if not text:
            self.parts.append(" " if data and self.parts and not self.parts[-1].endswith(("\n", " ")) else "")
            return
        before = " " if data[0].isspace() and self.parts and self.parts[-1][-1:] not in ("\n", " ") else ""
        self.parts.append(before + text + (" " if data[-1].isspace() else ""))
