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
    joining: tuple[str, ...]
    """What stands between two names."""
    either: tuple[str, ...]
    """The same where it is one of them: Bob or Carol."""


@cache
def capture_words() -> CaptureWords:
    files = [read_words("capture", language) for language in LANGUAGES]
    return CaptureWords(
        prefixes=_by_surface(files, "prefixes"),
        pains=frozenset(_list(files, "pains")),
        pain_called={language: file["pain_called"][0] for language, file in zip(LANGUAGES, files, strict=True)},
        assigning=frozenset(_list(files, "assigning")),
        assigning_to_known=frozenset(_list(files, "assigning_to_known")),
        action_of_somebody=frozenset(_list(files, "action_of_somebody")),
        apart=frozenset(_list(files, "apart")),
        only_with_colon=frozenset(_list(files, "only_with_colon")),
        attendance=_by_surface(files, "attendance"),
        votes={name: [level(word) for file in files for word in file["votes"][name]] for name in files[0]["votes"]},
        owner=_list(files, "owner"),
        owning=_list(files, "owning"),
        helping=_list(files, "helping"),
        asking=_list(files, "asking"),
        treating=_list(files, "treating"),
        hashes=_by_surface(files, "hashes"),
        hash_commands=_by_surface(files, "hash_commands"),
        commands=_by_surface(files, "commands"),
        levels=_by_surface(files, "levels"),
        level_called=_list(files, "level_called"),
        very=_list(files, "very"),
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
        day_with_a_time=_list(files, "day_with_a_time"),
        doubt=_list(files, "doubt"),
        doubt_before=_list(files, "doubt_before"),
        week_of=_list(files, "week_of"),
        week_behind=_list(files, "week_behind"),
        begins_task=_list(files, "begins_task"),
        begins_task_or_thing=_list(files, "begins_task_or_thing"),
        no_task_with=_list(files, "no_task_with"),
        no_task=_list(files, "no_task"),
        limits=_list(files, "limits"),
        deliverable=_list(files, "deliverable"),
        module=_list(files, "module"),
        doer=_list(files, "doer"),
        helpers=_list(files, "helpers"),
        standard=_list(files, "standard"),
        minutes=_list(files, "minutes"),
        will=_list(files, "will"),
        joining=_list(files, "and"),
        either=_list(files, "or"),
    )


def any_of(words: Iterable[str]) -> str:
    """A regex for one of the words; a Latin word ends where the letters end."""
    return "(?:" + "|".join(re.escape(word) + (r"(?![a-z0-9_])" if word.isascii() else "") for word in words) + ")"


def _by_surface(files: list[dict[str, Any]], table: str) -> dict[str, Any]:
    return {level(surface): meaning for file in files for meaning, words in file[table].items() for surface in words}


def _list(files: list[dict[str, Any]], name: str) -> tuple[str, ...]:
    return tuple(sorted({level(word) for file in files for word in file[name]}, key=lambda word: (-len(word), word)))
