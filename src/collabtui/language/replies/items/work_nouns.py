"""The verb of a title as a noun that is a part of its name: policy review, inspection of the fire doors, 消防栓检修."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from collabtui.language.late_patterns import late_regex
from collabtui.language.lexicon import read_words
from collabtui.language.replies.items.title_match import Title, TitleMatch

_NOUN_OF = late_regex(r"(?<![\w-])(?P<noun>[a-z][a-z-]*) (?:of|for) (?:(?:the|our|my|all|your|all the) )?$")
_SAID_OF_IT = late_regex(r"(?:还没|还未|尚未|未|没有?|暂|在进行|进行|工作|仍|一直|这项|这件)")
"""Behind a Chinese verb that is a noun here; 检修正在 would have 修正 (a correction) in it."""
_DOUBLED = late_regex(r"[^aeiou][aeiou][bdgmnprt]")


class WorkNouns:
    """Those of the titles of a situation: each names nothing by itself, but more of an item whose other words stand
    beside it."""

    def __init__(self, titles: Sequence[Title]) -> None:
        self._titles = titles
        self._refs: dict[str, frozenset[str]] = {}
        """Noun → refs."""
        for title in titles:
            for noun in dict.fromkeys(form for one in nouns_of(title) for form in noun_forms(one)):
                self._refs[noun] = self._refs.get(noun, frozenset()) | {title.ref}

    def with_noun_behind(self, text: str, run: TitleMatch, word: re.Match[str]) -> TitleMatch | None:
        """Policy review: the match with the word right behind it; None where that is no such noun."""
        refs = self._refs.get(word.group(), frozenset()) & run.refs
        return run._replace(end=word.end(), refs=refs) if refs and text[run.end : word.start()] == " " else None

    def with_noun_before(self, text: str, run: TitleMatch) -> TitleMatch:
        """Inspection of the fire doors."""
        before = _NOUN_OF.search(text, 0, run.start)
        refs = self._refs.get(before["noun"], frozenset()) & run.refs if before else frozenset()
        return run._replace(start=before.start("noun"), refs=refs) if before and refs else run

    def with_chinese_behind(self, text: str, part: TitleMatch) -> TitleMatch:
        """消防栓检修还没开始: where what is said of it stands behind."""
        for title in self._titles:
            end = part.end + len(title.verb)
            follows = not title.verb.isascii() and text.startswith(title.verb, part.end)
            if title.ref in part.refs and follows and _SAID_OF_IT.match(text, end):
                return part._replace(end=end, refs=frozenset({title.ref}))
        return part


def nouns_of(title: Title) -> Sequence[str]:
    """Inspection and inspecting, of inspect."""
    noun = _known_nouns().get(title.verb) if title.verb.isascii() else None
    return [one for one in (noun, *gerunds(title.verb)) if one]


@cache
def _known_nouns() -> Mapping[str, str]:
    nouns: dict[str, str] = read_words("titles", "en")["nouns"]
    return nouns


@cache
def verbs_of_nouns() -> Mapping[str, str]:
    """Replacement → replace."""
    return {noun: verb for verb, noun in _known_nouns().items()}


def noun_forms(word: str) -> tuple[str, ...]:
    """A noun in singular and plural."""
    if word.endswith("ies"):
        return (word, word[:-3] + "y")
    if word.endswith("s") and not word.endswith("ss"):
        return (word, word[:-1])
    return (word, word + "s")


def gerunds(verb: str) -> tuple[str, ...]:
    """Training of train, shipping of ship, baking of bake; none of a Chinese verb, or one of two letters."""
    if len(verb) < 3 or not verb.isascii():
        return ()
    if verb.endswith("e") and not verb.endswith("ee"):
        return (verb[:-1] + "ing",)
    doubled = (verb + verb[-1] + "ing",) if _DOUBLED.fullmatch(verb[-3:]) else ()
    return (verb + "ing", *doubled)
