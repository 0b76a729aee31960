"""Regular expressions that are compiled when they are first asked: a mail needs a fifth of the hundreds that the rules
of replies have, and a command that reads one mail would wait for all of them."""

import re
from typing import Any, cast


class _LatePattern:
    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        """Of what is not there yet; what was asked once is the compiled pattern's own from then on."""
        if name.startswith("__"):
            raise AttributeError(name)
        found = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, found)
        return found


def late_regex(source: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`, but for when it compiles; to be asked by its methods, not handed to functions of `re`."""
    return cast("re.Pattern[str]", _LatePattern(source, flags))
