"""The words of the capture line, both languages in one table: people mix them. The data stands in `words/`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from collabtui.domain.matters.matter import Level
from collabtui.domain.meetings.meeting import EntryKind
from collabtui.language.levelling import level
from collabtui.language.lexicon import LANGUAGES, read_words

AttendanceWord = Literal["present", "absent"]


Rated = Literal["likelihood", "impact"]
RATED: tuple[Rated, ...] = ("likelihood", "impact")


@dataclass(frozen=True, slots=True)
class CaptureWords:
    """All keys are in the plain form of `levelling.level`."""

    prefixes: dict[str, EntryKind]
    """What may stand before a colon at the start of a line."""
    assigning: frozenset[str]
    """Prefixes behind which `alice to …` names the owner."""
    assigning_to_known: frozenset[str]
    """The same, where people are known and alice is one of them."""
    action_of_somebody: frozenset[str]
    """Prefixes of an action before somebody's name alone: an AI is also no action item."""
    apart: frozenset[str]
    """Prefixes that a blank alone parts from the text, whatever it is."""
    only_with_colon: frozenset[str]
    """Prefixes that are common words of a sentence, too."""
    attendance: dict[str, AttendanceWord]
    """What stands before a colon and the names of who is here, or is not."""
    votes: dict[str, list[str]]
    """What a vote begins with, what was counted in favour and against, and what says that it was carried."""
    owner: tuple[str, ...]
    """What stands before the name of an owner."""
    asking: tuple[str, ...]
    """What stands before the name of who is asked to do it: 请周婷审合同."""
    treating: tuple[str, ...]
    """What behind such a name says that he is a guest: 请张伟吃饭."""
    hashes: dict[str, EntryKind]
    """MeetBot's words behind a `#`."""
    hash_commands: dict[str, str]
    commands: dict[str, str]
    levels: dict[str, Level]
    rated: dict[str, Rated]
    """What of a risk is rated."""
    degrees: dict[str, Level]
    """How high that is: 大 of an impact, which is no level."""
    due: tuple[str, ...]
    """A day has to follow; the longest first."""
    due_before_a_day: tuple[str, ...]
    """Marks only where a day does follow: they are common in titles."""
    due_with_a_day: tuple[str, ...]
    """Marks only where a day that can be told does follow, and words of their own: they are everywhere in titles."""
    due_with_a_day_to_come: tuple[str, ...]
    """As these, but what was before a past day is part of a title."""
    due_behind_a_day: tuple[str, ...]
    """Mark the day that they stand behind, if it is still to come: 11月27日前."""
    not_due_behind: tuple[str, ...]
    """What follows these where they say when something was, not when it is to be done: 11月27日前的数据."""
    goes_on: tuple[str, ...]
    """What makes no other word of the character before it: 周五前提交 has no 前提 in it."""
    not_due_before: tuple[str, ...]
    """What follows `due` in other meanings: due to, 截止阀."""
    not_due_after: frozenset[str]
    """What stands before a day at the end of a title that is part of it: ready for Friday."""
    not_due_from: frozenset[str]
    """What a day begins with from which, or up to which, something else is so: away until Thursday."""
    deliverable: tuple[str, ...]
    minutes: tuple[str, ...]
    will: tuple[str, ...]
    """What stands between a name and what that person will do."""
    joining: tuple[str, ...]
    """What stands between two names."""


@cache
def capture_words() -> CaptureWords:
    files = [read_words("capture", language) for language in LANGUAGES]
    return CaptureWords(
        prefixes=_by_surface(files, "prefixes"),
        assigning=frozenset(_list(files, "assigning")),
        assigning_to_known=frozenset(_list(files, "assigning_to_known")),
        action_of_somebody=frozenset(_list(files, "action_of_somebody")),
        apart=frozenset(_list(files, "apart")),
        only_with_colon=frozenset(_list(files, "only_with_colon")),
        attendance=_by_surface(files, "attendance"),
        votes={name: [level(word) for file in files for word in file["votes"][name]] for name in files[0]["votes"]},
        owner=_list(files, "owner"),
        asking=_list(files, "asking"),
        treating=_list(files, "treating"),
        hashes=_by_surface(files, "hashes"),
        hash_commands=_by_surface(files, "hash_commands"),
        commands=_by_surface(files, "commands"),
        levels=_by_surface(files, "levels"),
        rated=_by_surface(files, "rated"),
        degrees=_by_surface(files, "degrees"),
        due=_list(files, "due"),
        due_before_a_day=_list(files, "due_before_a_day"),
        due_with_a_day=_list(files, "due_with_a_day"),
        due_with_a_day_to_come=_list(files, "due_with_a_day_to_come"),
        due_behind_a_day=_list(files, "due_behind_a_day"),
        not_due_behind=_list(files, "not_due_behind"),
        goes_on=_list(files, "goes_on"),
        not_due_before=_list(files, "not_due_before"),
        not_due_after=frozenset(_list(files, "not_due_after")),
        not_due_from=frozenset(_list(files, "not_due_from")),
        deliverable=_list(files, "deliverable"),
        minutes=_list(files, "minutes"),
        will=_list(files, "will"),
        joining=_list(files, "and"),
    )


def any_of(words: Iterable[str]) -> str:
    """A regex for one of the words; a Latin word ends where the letters end."""
    return "(?:" + "|".join(re.escape(word) + (r"(?![a-z0-9_])" if word.isascii() else "") for word in words) + ")"


def _by_surface(files: list[dict[str, Any]], table: str) -> dict[str, Any]:
    return {level(surface): meaning for file in files for meaning, words in file[table].items() for surface in words}


def _list(files: list[dict[str, Any]], name: str) -> tuple[str, ...]:
    return tuple(sorted({level(word) for file in files for word in file[name]}, key=lambda word: (-len(word), word)))
