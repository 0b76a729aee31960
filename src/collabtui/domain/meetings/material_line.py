"""A line of material as people write it: what it is, and who brings it: `背景资料 @张伟`, `Cost sheet (Bob Brown)`."""

import re
from typing import NamedTuple

_AT = re.compile(r"(?<![A-Za-z0-9._%+/\-])@\s*([^@，,、;；()（）]+)")
_IN_BRACKETS = re.compile(r"\s*[(（]([^()（）]+)[)）]\s*$")
_BETWEEN = re.compile(r"\s*(?:[，,、;；/&]|和|\band\b)\s*")
_EDGES = " \t，,、;；:：-–—"
_LINK = re.compile(r"\b(?:https?|ftp|file)://\S|\bwww\.\w", re.IGNORECASE)
_FULL_WIDTH = re.compile(r"[\u2e80-\u9fff]")


class MaterialLine(NamedTuple):
    what: str
    by: tuple[str, ...] = ()
    """As written; behind a name may stand other words."""
    is_marked: bool = False
    """Whether they stand behind an @, and are meant as people without a doubt."""


def read_material(line: str) -> MaterialLine:
    names = tuple(found.strip(_EDGES) for found in _AT.findall(line))
    if names:
        return MaterialLine(_AT.sub("", line).strip(_EDGES + "()（）"), names, is_marked=True)
    bracket = _IN_BRACKETS.search(line)
    if bracket and line[: bracket.start()].strip():
        return MaterialLine(line[: bracket.start()].strip(_EDGES), tuple(_BETWEEN.split(bracket[1].strip())))
    return MaterialLine(line)


def has_link(line: str) -> bool:
    """Whether it says itself where it is to be read."""
    return _LINK.search(line) is not None


def with_names(what: str, names: tuple[str, ...]) -> str:
    """As a reader has it: what it is, and who brings it in brackets."""
    if not names:
        return what
    if _FULL_WIDTH.search(what):
        return f"{what}（{'、'.join(names)}）"
    return f"{what} ({', '.join(names)})"


def as_read(line: str) -> str:
    """The line with the names as they were written, and no sign before them."""
    read = read_material(line)
    return with_names(read.what, read.by) if read.is_marked else line
