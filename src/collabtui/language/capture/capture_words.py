"""The words of the capture line, both languages in one table: people mix them. The data stands in `words/`."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from types import MappingProxyType
from typing import Any, Literal, get_origin

from collabtui.domain.matters.matter import Level
from collabtui.domain.meetings.meeting import EntryKind
from collabtui.language.levelling import level
from collabtui.language.lexicon import LANGUAGES, read_words

AttendanceWord = Literal["present", "absent"]
_File = Mapping[str, Any]
"""The words of one language, as they are stored."""

Rated = Literal["likelihood", "impact"]
RATED: tuple[Rated, ...] = ("likelihood", "impact")


@dataclass(frozen=True, slots=True)
class CaptureWords:
    """All keys are in the plain form of `levelling.level`."""

    prefixes: dict[str, EntryKind]
    """What may stand before a colon at the start of a line."""
    outputs: frozenset[str]
    """Prefixes of a milestone that say that its text is what is handed over."""
    pains: frozenset[str]
    """Prefixes of a view that tells of a pain point; they stay, as one of `pain_called`."""
    pain_called: dict[str, str]
    """By language."""
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
    owning: tuple[str, ...]
    """What a clause says of who owns it, behind his name and before nothing else: `Bob owns it`."""
    helping: tuple[str, ...]
    """The same of who helps: 刘洋配合."""
    asking: tuple[str, ...]
    """What stands before the name of who is asked to do it: 请周婷审合同."""
    treating: tuple[str, ...]
    """What behind such a name says that he is a guest: 请张伟吃饭."""
    hashes: dict[str, EntryKind]
    """MeetBot's words behind a `#`."""
    hash_commands: dict[str, str]
    commands: dict[str, str]
    levels: dict[str, Level]
    level_called: tuple[str, ...]
    """What stands before a level, or behind it: `level: high`."""
    very: tuple[str, ...]
    """What may stand before one: very high."""
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
    day_with_a_time: tuple[str, ...]
    """Words that say a day and a time of it: 明晚, tonight."""
    doubt: tuple[str, ...]
    """What says in brackets behind a part of a line that it is not certain."""
    doubt_before: tuple[str, ...]
    """The same before it: maybe @Bob."""
    week_of: tuple[str, ...]
    """What says before a day that its week is meant: w/c 14 Dec."""
    week_behind: tuple[str, ...]
    """The same behind it: 12月14日当周."""
    begins_task: tuple[str, ...]
    """Verbs that begin what is to be done right behind a day: 明天给报价."""
    begins_task_or_thing: tuple[str, ...]
    """The same of verbs that name things, too."""
    no_task_with: tuple[str, ...]
    """What makes of one of these the name of a thing: 周五采购清单."""
    no_task: tuple[str, ...]
    """Things whose name begins as a verb does: 周五发布会."""
    limits: tuple[str, ...]
    """What a day phrase ends with that can be nothing but a limit: 3天内."""
    deliverable: tuple[str, ...]
    module: tuple[str, ...]
    """What stands, with a colon, before the larger task that an action is a part of."""
    doer: tuple[str, ...]
    """The same before who does it while its owner answers for it."""
    helpers: tuple[str, ...]
    """The same before who supports it."""
    standard: tuple[str, ...]
    """The same before what its deliverable is accepted by."""
    minutes: tuple[str, ...]
    will: tuple[str, ...]
    """What stands between a name and what that person will do."""
    informed: tuple[str, ...]
    """What follows there of somebody who has to do nothing but hear of it: `Alice must be told`, 陈静：知悉."""
    informed_also: tuple[str, ...]
    """What may stand before these: `David must also be told`."""
    joining: tuple[str, ...]
    """What stands between two names."""
    either: tuple[str, ...]
    """The same where it is one of them: Bob or Carol."""
    instead: tuple[str, ...]
    """What leads from a day, or a name, to another that is meant instead: `no`, 不对, 最迟."""


@cache
def capture_words() -> CaptureWords:
    """Of both languages. The type of a field says how its words are read."""
    files = [read_words("capture", language) for language in LANGUAGES]
    read: dict[str, Any] = {
        "pain_called": {language: file["pain_called"][0] for language, file in zip(LANGUAGES, files, strict=True)},
        "votes": {name: [level(word) for file in files for word in file["votes"][name]] for name in files[0]["votes"]},
    }
    for field in fields(CaptureWords):
        if field.name not in read:
            read[field.name] = _READERS[get_origin(field.type)](files, field.name)
    return CaptureWords(**read)


def any_of(words: Iterable[str]) -> str:
    """A regex for one of the words; a Latin word ends where the letters end."""
    return "(?:" + "|".join(re.escape(word) + (r"(?![a-z0-9_])" if word.isascii() else "") for word in words) + ")"


def _by_surface(files: Sequence[_File], table: str) -> dict[str, Any]:
    return {level(surface): meaning for file in files for meaning, words in file[table].items() for surface in words}


def _list(files: Sequence[_File], name: str) -> tuple[str, ...]:
    return tuple(sorted(_set(files, name), key=lambda word: (-len(word), word)))


def _set(files: Sequence[_File], name: str) -> frozenset[str]:
    return frozenset(level(word) for file in files for word in file[name])


_READERS: Mapping[object, Callable[[Sequence[_File], str], object]] = MappingProxyType(
    {dict: _by_surface, tuple: _list, frozenset: _set}
)
