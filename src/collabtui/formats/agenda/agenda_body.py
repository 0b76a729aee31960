"""The part of an agenda below its front matter: headings in either language and any order, and what stands below."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from collabtui.errors import Refused
from collabtui.formats.agenda.front_matter import FrontMatterPiece
from collabtui.formats.file_words import nearest, plain, word_table

_HEADING = re.compile(r" {0,3}(?P<signs>#{2,6}\s*|#\s+)(?P<text>.*)")
_NUMBERED = re.compile(r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[.、)．]\s*")
_BULLET = re.compile(r"(?P<indent>\s*)(?:[-*+•]|\d{1,3}[.)、])(?:\s+|(?<=、))(?P<text>.*)$")
_ESCAPED = re.compile(r"^(\s*)\\(\\*(?:#|<!--))")


@dataclass(frozen=True)
class AgendaSection:
    name: str
    line: int
    lines: list[FrontMatterPiece] = field(default_factory=list)
    """As written, empty lines too."""


def read_sections(lines: Sequence[str], first: int, title: str) -> dict[str, AgendaSection]:
    """The sections (goal, questions, slots, material) of the lines from index `first` on. Raises `Refused`
    (agenda.unknown_heading, agenda.twice, agenda.text_outside, agenda.comment_open)."""
    sections: dict[str, AgendaSection] = {}
    here: AgendaSection | None = None
    for piece in _without_comments(lines, first):
        heading = _HEADING.match(piece.text)
        if heading is None:
            if here is not None:
                here.lines.append(piece)
            elif piece.text.strip():
                raise Refused("agenda.text_outside", line=piece.line, text=piece.text.strip())
            continue
        text = heading["text"].rstrip().rstrip("#").rstrip()
        if here is None and heading["signs"].strip() == "#" and plain(text) == plain(title):
            continue  # the title again, as the head of the page
        name = _section_name(text, piece.line)
        if name in sections:
            raise Refused("agenda.twice", line=piece.line, text=text, first=sections[name].line)
        here = sections[name] = AgendaSection(name, piece.line)
    return sections


def _without_comments(lines: Sequence[str], first: int) -> Iterator[FrontMatterPiece]:
    opened = 0
    for number, line in enumerate(lines[first:], first + 1):
        if opened or line.lstrip().startswith("<!--"):
            opened = 0 if "-->" in line else opened or number
        else:
            yield FrontMatterPiece(line, number)
    if opened:
        raise Refused("agenda.comment_open", line=opened, text=lines[opened - 1].strip())


def _section_name(heading: str, line: int) -> str:
    """`目标 Goal`, `二、待解决问题`: one or several words for the same section."""
    known = word_table("agenda", "headings")
    rest = _NUMBERED.sub("", plain(heading), count=1) if _NUMBERED.match(plain(heading)) else plain(heading)
    whole, names = rest, set[str]()
    while rest := rest.strip(" /|()·:-&"):
        word = next((word for word in _longest_first() if rest.startswith(word)), "")
        behind = rest[len(word) : len(word) + 1]
        if not word or (word.isascii() and behind.isascii() and behind.isalnum()):
            raise Refused("agenda.unknown_heading", line=line, text=heading, nearest=nearest(whole, known))
        names.add(known[word])
        rest = rest[len(word) :]
    if len(names) != 1:
        raise Refused("agenda.unknown_heading", line=line, text=heading, nearest=nearest(whole, known))
    return names.pop()


@cache
def _longest_first() -> tuple[str, ...]:
    return tuple(sorted(word_table("agenda", "headings"), key=len, reverse=True))


def read_text(section: AgendaSection) -> str:
    """Its paragraphs, without the empty lines around them."""
    return "\n".join(_ESCAPED.sub(r"\1\2", piece.text.rstrip()) for piece in section.lines).strip("\n")


def write_text(text: str) -> str:
    """As `read_text` reads it: what would be a heading or a comment is escaped."""
    return "\n".join(re.sub(r"^(\s*)(\\*(?:#|<!--))", r"\1\\\2", line) for line in text.split("\n"))


@dataclass(frozen=True)
class AgendaBodyItem:
    text: str
    line: int
    indent: int


def items(section: AgendaSection) -> list[AgendaBodyItem]:
    """Its bullets; an indented line without one goes on with the item above, any other line is an item of its own."""
    found: list[AgendaBodyItem] = []
    for piece in section.lines:
        if not piece.text.strip():
            continue
        bullet = _BULLET.match(piece.text.expandtabs(4))
        if bullet:
            found.append(AgendaBodyItem(" ".join(bullet["text"].split()), piece.line, len(bullet["indent"])))
        elif found and piece.text[0] in " \t\u3000":
            found[-1] = replace(found[-1], text=f"{found[-1].text} {' '.join(piece.text.split())}".strip())
        else:
            found.append(AgendaBodyItem(" ".join(piece.text.split()), piece.line, 0))
    return [item for item in found if item.text]
