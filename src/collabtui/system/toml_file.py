"""TOML that a person wrote → plain tables, or the line at which it cannot be read; in bounded time."""

import tomllib

from collabtui.errors import Refused

_AT_LINE = r" \(at (?:line (?P<line>\d+), column \d+|end of document)\)$"
_LONGEST_LINE = 4_000
"""Characters; tomllib is quadratic in the parts of one name, `a.a.a`."""
_LONGEST = 262_144


class TomlFault(Exception):
    """`line` counts from 1, and is the one behind the last where the text ends too early; `why` is tomllib's sentence
    without the place, or one of ours (toml.long: most; toml.long_line: most; toml.deep; toml.number)."""

    def __init__(self, line: int, why: str | Refused) -> None:
        super().__init__(line, why)
        self.line = line
        self.why = why


def read_toml(text: str) -> dict[str, object]:
    """Raises `TomlFault`."""
    lines = text.split("\n")
    if len(text) > _LONGEST:
        raise TomlFault(len(lines), Refused("toml.long", most=_LONGEST))
    for number, line in enumerate(lines, 1):
        if len(line) > _LONGEST_LINE:
            raise TomlFault(number, Refused("toml.long_line", most=_LONGEST_LINE))
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        import re  # each list reads the configuration, and hardly ever a broken one

        place = re.search(_AT_LINE, str(error))
        line_number = int((place and place["line"]) or len(lines))
        raise TomlFault(line_number, re.sub(_AT_LINE, "", str(error))) from None
    except RecursionError:
        raise TomlFault(1, Refused("toml.deep")) from None
    except ValueError:  # a number of thousands of digits
        raise TomlFault(1, Refused("toml.number")) from None
