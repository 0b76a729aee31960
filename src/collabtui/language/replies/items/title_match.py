"""A title of an item, and a stretch of a text that names one by it."""

from typing import NamedTuple

from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.words.overlay import han_runs

LATIN_WORD = late_regex(r"[a-z][a-z0-9]*")


class TitleMatch(NamedTuple):
    """A stretch of text that stands in these titles. `whole`: it is a title from its first to its last letter."""

    start: int
    end: int
    refs: frozenset[str]
    whole: bool = False
    translated: bool = False
    """It is called so in the other language (login bug, of 登录缺陷), or with a letter wrong."""
    within: frozenset[str] = frozenset()
    """Of a whole thing: others of which the thing ends with it, 照片 of 完工照片."""


class Title(NamedTuple):
    ref: str
    text: str
    """Folded."""
    is_thing: bool = False
    """It is what has to be handed over: nothing in it is a verb."""

    @property
    def verb(self) -> str:
        """The verb, as far as one can tell: the first word, the first two characters."""
        if self.is_thing:
            return ""
        latin = LATIN_WORD.match(self.text)
        if latin:
            return latin.group() if latin.end() < len(self.text) else ""
        start, end = next(han_runs(self.text), (0, 0))
        return self.text[:2] if start == 0 and end >= 4 else ""
