"""A no that belongs to a word behind it: no data, `failed to measure`, 不合格率. It says something of that, and is no
verdict. No budget, or none of what was asked for, is one of a giver: that is what he lacks. The words are data,
`words/criteria.*.json` and `words/resources.*.json`.
"""

import re
from collections.abc import Iterable
from functools import cache

from collabtui.domain.mail.reply import AskedCriterion, ReplyContext
from collabtui.language.late_patterns import late_regex
from collabtui.language.lexicon import LANGUAGES, read_words
from collabtui.language.replies.own_grammars.asked_by_name import words_of
from collabtui.language.replies.own_grammars.criteria.result_patterns import subject_of
from collabtui.language.word_patterns import one_of, one_whole

_WORD_BEHIND = late_regex(r"(?:\s+|-)(?=[a-z])")
_PLURAL = "(?:s|es)?"
_END = r"(?=\s*$|\s*[^a-z\s])"


def is_no_of_something(text: str, at: int, situation: ReplyContext, *, end: int | None = None) -> bool:
    """Whether the no that ends at `at` in a folded text belongs to what stands behind it, up to `end`."""
    before, behind = text[:at], text[at : len(text) if end is None else end]
    if before.endswith(_joining()):
        return _joined().match(behind) is not None
    if _failing().search(before):
        return _failing_at().match(behind) is not None
    word = _WORD_BEHIND.match(behind) if _denying().search(before) else None
    if word is None or _goes_on().match(behind, word.end()):
        return False
    return subject_of(situation) == "criteria" or not _lacks(behind[word.end() :], situation.criteria)


def stands_before_name(text: str) -> bool:
    """Whether the words before the name of a criterion, folded, end with a no: there is none of it, no accidents."""
    return _before_name().search(text) is not None


def goes_on_behind_name(text: str) -> bool:
    """Whether a giver who has none of what he names, as in no storage that week, says nothing more of it."""
    return _goes_on_behind().match(text) is not None


def _lacks(text: str, asked: Iterable[AskedCriterion]) -> bool:
    own = tuple(sorted({word for one in asked for word in words_of(one.text) if word.isascii()}))
    return _lacking(own).match(text) is not None


def _words(kind: str) -> list[str]:
    """Those of criteria and of what is given."""
    subjects = (
        read_words(subject, language)["kinds"] for subject in ("criteria", "resources") for language in LANGUAGES
    )
    return [word for kinds in subjects for word in kinds.get(kind, ())]


@cache
def _lacking(own: tuple[str, ...]) -> re.Pattern[str]:
    """Something that a giver has none of, and nothing behind it that makes it another thing (no staff meeting)."""
    names = f"{one_whole(_words('lacks'))}|(?:{'|'.join(map(re.escape, own)) or '(?!)'}){_PLURAL}\\b"
    return re.compile(rf"(?:{one_whole(_words('lacks_before'))}\s+)*(?:{names}){_goes_on_behind().pattern}")


@cache
def _goes_on_behind() -> re.Pattern[str]:
    """Its end, or that it is used up, or for what or when it is asked for."""
    return re.compile(rf"(?:{_END}|\s+(?:{one_whole(_words('lacks_gone'))}|{one_whole(_words('lacks_behind'))}))")


@cache
def _goes_on() -> re.Pattern[str]:
    return re.compile(rf"{one_whole(_words('no_goes_on'))}|{one_whole(_words('no_ends'))}{_END}")


@cache
def _denying() -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z]){one_of(_words('no_before_noun'))}$")


@cache
def _failing() -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z]){one_of(_words('failing'))}$")


@cache
def _failing_at() -> re.Pattern[str]:
    """What somebody did not manage to do, if that was not to meet it; or what failed, which is counted."""
    to, met = one_whole(_words("failing_to")), one_whole(_words("to_meet"))
    return re.compile(
        rf"\s+{to}\s+(?!{met})|\s+{one_whole(_words('failing_things'))}\s*(?:of\b|=|:|\d|are\b|is\b|was\b|were\b)"
    )


@cache
def _joining() -> tuple[str, ...]:
    return tuple(_words("joining"))


@cache
def _joined() -> re.Pattern[str]:
    return re.compile(one_of(_words("joined")))


@cache
def _before_name() -> re.Pattern[str]:
    return re.compile(rf"(?:{one_whole(_words('none_of'))})\s*$")
