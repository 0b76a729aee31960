"""The block between two `---` lines: a flat part of YAML, read strictly.

`key: value`, `key: [a, b]` (also over several lines) and `key:` with `- a` lines below it. Values may stand in quotes.
Only a whole line is a comment: `place: Room #3` keeps its number. What else YAML has is refused, not guessed.
"""

import json
import re
from dataclasses import dataclass
from typing import NamedTuple

from collabtui.errors import Refused

_FENCE = re.compile(r"-{3,}\s*$")
_FIELD = re.compile(r"(?P<key>[^\s:：\-\[\]\"'#][^:：\"]*)[:：]\s*(?P<value>.*)$")
_ITEM = re.compile(r"\s*-(?:\s+(?P<value>.*))?$")


class FrontMatterPiece(NamedTuple):
    """One value, without its quotes, and the line it stands on."""

    text: str
    line: int


@dataclass(frozen=True)
class FrontMatterField:
    key: str
    """As written."""
    line: int
    values: tuple[FrontMatterPiece, ...]
    """One for a plain value, none for an empty one."""
    listed: bool = False

    @property
    def says_something(self) -> bool:
        return any(value.text for value in self.values)


def split_front_matter(lines: list[str]) -> tuple[list[FrontMatterField], int]:
    """The fields, and the index of the first line behind the block. Raises `Refused` (agenda.*)."""
    first = next((index for index, line in enumerate(lines) if line.strip()), 0)
    if not lines or not _FENCE.match(lines[first]):
        raise Refused("agenda.no_front_matter", line=first + 1, text=lines[first].strip() if lines else "")
    last = next((index for index in range(first + 1, len(lines)) if _FENCE.match(lines[index])), None)
    if last is None:
        raise Refused("agenda.front_matter_open", line=first + 1, text=lines[first].strip())
    return list(_fields(lines, first + 1, last)), last + 1


def _fields(lines: list[str], at: int, last: int) -> list[FrontMatterField]:
    fields: list[FrontMatterField] = []
    while at < last:
        line = lines[at]
        if not line.strip() or line.lstrip().startswith("#"):
            at += 1
            continue
        found = _FIELD.match(line)
        if found is None:
            raise Refused("agenda.not_a_field", line=at + 1, text=line.strip())
        field, at = _field(found, lines, at, last)
        fields.append(field)
    return fields


def _field(found: re.Match[str], lines: list[str], at: int, last: int) -> tuple[FrontMatterField, int]:
    key, value, line = found["key"].strip(), found["value"].strip(), at + 1
    if value.startswith("["):
        return _flow(key, value, lines, at, last)
    if value in ("|", ">", "|-", ">-"):
        raise Refused("agenda.not_a_field", line=line, text=lines[at].strip())
    if value:
        return FrontMatterField(key, line, (FrontMatterPiece(unquoted(value, line), line),)), at + 1
    items: list[FrontMatterPiece] = []
    while at + 1 < last and (item := _item(lines[at + 1])) is not None:
        at += 1
        if item:
            items.append(FrontMatterPiece(unquoted(item, at + 1), at + 1))
    return FrontMatterField(key, line, tuple(items), listed=True), at + 1


def _item(line: str) -> str | None:
    """The text of a `- a` line, "" for an empty line or a comment, None for anything else."""
    if not line.strip() or line.lstrip().startswith("#"):
        return ""
    found = _ITEM.match(line)
    return (found["value"] or "").strip() if found else None


def _flow(key: str, value: str, lines: list[str], at: int, last: int) -> tuple[FrontMatterField, int]:
    """`[a, b]`, which may go on over the next lines."""
    line, pieces, text = at + 1, list[FrontMatterPiece](), value[1:]
    while not text.rstrip().endswith("]"):
        pieces += _split(text, at + 1)
        at += 1
        if at >= last:
            raise Refused("agenda.list_open", line=line, text=value)
        text = lines[at]
    pieces += _split(text.rstrip()[:-1], at + 1)
    return FrontMatterField(key, line, tuple(pieces), listed=True), at + 1


def _split(text: str, line: int) -> list[FrontMatterPiece]:
    return [FrontMatterPiece(unquoted(piece, line), line) for piece in split_list(text)]


def split_list(text: str) -> list[str]:
    """The pieces between commas (、 and ， too); a quote at the start of a piece holds it together."""
    pieces, start, quote, begun = list[str](), 0, "", False
    for at, char in enumerate(text):
        if quote:
            quote = "" if char == quote and text[at - 1] != "\\" else quote
        elif char in ",，、":
            pieces.append(text[start:at])
            start, begun = at + 1, False
        else:
            quote = char if char in "\"'" and not begun else ""
            begun = begun or not char.isspace()
    pieces.append(text[start:])
    return [piece.strip() for piece in pieces if piece.strip()]


def unquoted(value: str, line: int) -> str:
    """A value without the quotes around all of it. Raises `Refused` (agenda.quote)."""
    text = value
    if re.fullmatch(r"'(?:[^']|'')*'", value):
        text = value[1:-1].replace("''", "'")
    elif re.fullmatch(r'"(?:[^"\\]|\\.)*"', value):
        try:
            text = json.loads(value, strict=False)
        except json.JSONDecodeError as error:
            raise Refused("agenda.quote", line=line, text=value) from error
    elif value[0] == '"' and value.count('"') % 2:
        raise Refused("agenda.quote", line=line, text=value)
    return " ".join(text.split())
