"""The line at which a TOML file cannot be read: tomllib says it inside its sentence only."""

import re
import tomllib
from typing import NamedTuple

_AT_LINE = re.compile(r" \(at (?:line (?P<line>\d+), column \d+|end of document)\)$")


class TomlFault(NamedTuple):
    line: int
    """From 1; the line behind the last one where the file ends too early."""
    why: str
    """tomllib's sentence without the place."""


def toml_fault(error: tomllib.TOMLDecodeError, text: str) -> TomlFault:
    place = _AT_LINE.search(str(error))
    line = int((place and place["line"]) or text.count("\n") + 1)
    return TomlFault(line, _AT_LINE.sub("", str(error)))
