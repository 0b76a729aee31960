"""Things that were asked about, called by words of their own instead of their number: 讲解员可以，设备不行 (the speaker
yes, the equipment no), `minibus yes`. A word that the texts of two of them have names neither."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from collabtui.domain.mail.reply import AskedCriterion
from collabtui.language.late_patterns import late_regex
from collabtui.language.lexicon import LANGUAGES, read_words
from collabtui.language.replies.own_grammars.objections_in_own_words import is_conditional
from collabtui.language.replies.taking_back.pending import is_pending
from collabtui.language.replies.words.folding import usual_folding
from collabtui.language.word_patterns import one_whole

_LATIN = late_regex(r"[a-z]{3,}")
_HAN = late_regex(r"[\u4e00-\u9fff]+")
_CUTS = late_regex(r"[,;.。!，；！](?!\d)\s*|\s[-–—]+\s|—+|\b(?=but\b)|(?=但是?|不过)")


_BEFORE_TOPIC = late_regex(r"(?:(?:but|and|while|the|our|for|as for|但是?|不过|而|我们的?|至于|关于)\s*)+")


class NamedClause(NamedTuple):
    """A clause of a folded line that is cut at its marks."""

    start: int
    end: int
    numbers: tuple[int, ...]
    """Of those that it names."""
    rest: str
    """What it says without their names, and the words that may stand by a name."""
    before: str = ""
    """What stands before the first name, without words that only lead to it."""

    @property
    def is_topic(self) -> bool:
        """Whether the name stands first: what follows is said of it."""
        return bool(self.numbers) and not self.before


def clauses_by_name(text: str, asked: Sequence[AskedCriterion]) -> list[NamedClause]:
    """The clauses of a folded line, each with those of `asked` that it calls by their words."""
    names = {one.number: _names(one, asked) for one in asked}
    ends = [(found.start(), found.end()) for found in _CUTS.finditer(text)]
    starts = [0, *(end for _, end in ends)]
    spans = zip(starts, [*(start for start, _ in ends), len(text)], strict=True)
    found: list[NamedClause] = []
    for start, end in spans:
        if found and found[-1].numbers and says_nothing_by_name(found[-1].rest):
            # Testers: sorry, no
            start = found.pop().start
        if text[start:end].strip():
            found.append(_clause(text, start, end, names))
    return found


_TIES = late_regex(
    r"\b(?:permitting|allowing|first|then|also|too|both|only)\b"
    r"|才(?:行|可以|能|好)|就(?:行|可以|能|好)|再(?:派|给|去|安排|出|说)|[之以]后|先|也"
)


def leaves_one_open(clause: NamedClause) -> bool:
    """设备要等, `test rigs: not before May`: a clause that is said of the one that it names, and of no other: nothing
    in it ties what is said of another to it."""
    if len(clause.numbers) != 1 or not clause.is_topic or not clause.rest:
        return False
    return not (_TIES.search(clause.rest) or is_conditional(clause.rest) or is_pending(clause.rest))


def says_nothing_by_name(rest: str) -> bool:
    """Whether a clause is but words that may stand by a name: but sorry."""
    return not _by_a_name().sub("", rest).strip(" ,.;:，；。")


def _clause(text: str, start: int, end: int, names: dict[int, tuple[str, ...]]) -> NamedClause:
    whole = text[start:end]
    places = {
        number: {at for word in words for found in whole_name(word).finditer(whole) for at in range(*found.span())}
        for number, words in names.items()
    }
    numbers = tuple(number for number, found in places.items() if found)
    covered = set().union(*places.values())
    left = "".join(" " if at in covered else char for at, char in enumerate(whole))
    if not numbers:
        return NamedClause(start, end, numbers, whole)
    before = _BEFORE_TOPIC.sub("", whole[: min(covered)].strip())
    return NamedClause(start, end, numbers, " ".join(_by_a_name().sub(" ", left).split()), before)


def _names(one: AskedCriterion, asked: Iterable[AskedCriterion]) -> tuple[str, ...]:
    others = {word for other in asked if other is not one for word in words_of(other.text)}
    return tuple(sorted(set(words_of(one.text)) - others))


def words_of(text: str) -> list[str]:
    """Latin words, and each two characters that stand together in a Chinese one."""
    plain = _no_name().sub(" ", usual_folding().fold(text).text)
    pairs = [run[at : at + 2] for run in _HAN.findall(plain) for at in range(len(run) - 1)]
    return [*_LATIN.findall(plain), *pairs]


@cache
def whole_name(word: str) -> re.Pattern[str]:
    """A Latin word only as a whole."""
    return re.compile(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])" if word.isascii() else re.escape(word))


@cache
def _by_a_name() -> re.Pattern[str]:
    return _of_kind("by_a_name")


@cache
def _no_name() -> re.Pattern[str]:
    return _of_kind("no_name")


def _of_kind(kind: str) -> re.Pattern[str]:
    words = (word for language in LANGUAGES for word in read_words("gifts", language)["kinds"][kind])
    return re.compile(one_whole(words))
