"""The words of the reply grammar: read from data, found in a text.

The data is `words/reply.<language>.json`: kinds of words, each a list. The English file says what each kind does.
Chinese and English are one vocabulary, because people mix them. A word may be of several kinds, and the longest word at
a place wins. Where words have endings, `{group}` in a word stands for each that the `groups` of the file list.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from collabtui.language.late_patterns import late_regex
from collabtui.language.lexicon import languages_with, read_words
from collabtui.language.numbers import CHINESE_NUMERALS, chinese_number
from collabtui.language.replies.words.folding import Folding, usual_folding


def kinds(names: str) -> frozenset[str]:
    """A set of kinds, written with spaces between."""
    return frozenset(names.split())


class Token(NamedTuple):
    """A piece of a folded text: a known word, a number, a mark, or text that nothing is known of."""

    kinds: frozenset[str]
    start: int
    end: int
    text: str
    value: int = 0

    def of(self, *kinds: str) -> bool:
        return not self.kinds.isdisjoint(kinds)

    def within(self, kinds: frozenset[str]) -> bool:
        return not self.kinds.isdisjoint(kinds)


STATEMENTS = kinds(
    "done hand-over own-verb base started percent blocked postpone not-mine hand-to cancel accept agree object"
    " attend decline tentative"
)
"""What says something of an item, of the minutes or of the invitation."""
SAID = STATEMENTS | kinds("day negated more-time")
HAPPENED = kinds("done hand-over own-verb")
PROMISED = HAPPENED | kinds("base")
STATUS = kinds("done started blocked postpone cancel")
COURTESY = kinds("greeting thanks closing")
WORK = STATEMENTS | kinds(
    "day more-time negated question particle condition hearsay almost wish amount figure quote idiom correct minutes"
    " help list yes no hindered"
)
"""What is not mere talk."""
TRANSPARENT = kinds(
    "mention name all-word except likewise percent day mark filler the is to and joint range perfect future may wish"
    " tag doing particle polite greeting thanks closing done hand-over own-verb base started blocked postpone shift"
    " more-time not-mine hand-to cancel accept agree emphasis executive plan lies-with restricts"
)
"""What stands in a statement about an item itself; anything else may make it one about something else."""


def foreign(tokens: Iterable[Token]) -> list[Token]:
    """Tokens of nothing the grammar knows: something else may be meant in them."""
    return [token for token in tokens if token.kinds.isdisjoint(TRANSPARENT)]


LATIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789'_")
HEAD = late_regex(r"[a-z][a-z0-9]*(?:'[a-z]+)?|[^\x00-\x7f]")
"""What a word is found by: its first Latin word, or its first character of another script."""
_NOT_IN_TEXT = kinds(
    "title-stop title-verb surname emoticon object-pronoun audience-subject beside-agree beside-attend beside-executive"
    " agree-alone attend-alone decline-alone attend-go other-meeting column-other column-fact column-item column-number"
    " column-plan plan-heading fact-heading own-heading"
    " works amends answer-of activity participle shortening not-begun-name leads-adverbial leads-self void"
    " leads-name of-then forbids records not-records records-what unrecorded unrelated his-words he-writes"
    " another-one keeps-it sender-label friendly spoken-stop spoken-comma spoken-question"
    " remark goes-to turns-verb column-remark sign indefinite announces"
    " detail amends-minutes tentative-alone confirms drops confirms-all beside-confirms made made-end receiver"
    " file-comes file-alone regrets confirms-item fits-item spans-items spans-all of-excepted"
)
"""Kinds that others look up; in a text they say nothing of their own."""
_COUNTING = ("ordinal", "cardinal")
"""Kinds whose words count: the place in the list is the number."""


def stands_in(word: str, text: str) -> bool:
    """Whether a word is in a folded text; a Latin one has to be whole."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        begins = word[0] not in LATIN or at == 0 or text[at - 1] not in LATIN
        if begins and (word[-1] not in LATIN or end == len(text) or text[end] not in LATIN):
            return True
        at = text.find(word, at + 1)
    return False


class SoughtWords:
    """Words that are looked for in folded texts as `stands_in` does, all of them at once."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_beginning: dict[str, list[str]] = {}
        for word in words:
            self._by_beginning.setdefault(word[0], []).append(word)

    def stand_in(self, text: str) -> bool:
        """Whether one of them does."""
        return any(
            word in text and stands_in(word, text)
            for beginning in self._by_beginning.keys() & set(text)
            for word in self._by_beginning[beginning]
        )


class Word(NamedTuple):
    text: str
    kinds: frozenset[str]
    value: int


class WordTable:
    """The words of all kinds, folded; without those that start with neither a letter nor a character."""

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        self._values = {word: place for kind in _COUNTING for place, word in enumerate(words.get(kind, ()), 1)}
        self._unsorted: dict[str, list[tuple[str, str]]] = {}
        self._by_head: dict[str, list[Word]] = {}
        self._going_on: dict[str, dict[str, list[Word]]] = {}
        """Head → up to two characters behind it → words."""
        for kind in words.keys() - _NOT_IN_TEXT:
            for word in words[kind]:
                self._unsorted.setdefault(_beginning(word), []).append((word, kind))
        self.beyond_ascii = "".join(beginning for beginning in self._unsorted if not beginning.isascii())
        """The characters that Chinese words start with."""

    def by_head(self, head: str) -> Sequence[Word]:
        """The words with this `HEAD`, the longest first."""
        found = self._by_head.get(head)
        if found is not None:
            return found
        beginning = _beginning(head)
        if beginning in self._unsorted:
            self._by_head |= _sorted(self._unsorted[beginning], self._values)
            # last, so that another thread never finds the words in neither place
            self._unsorted.pop(beginning, None)
        return self._by_head.get(head, ())

    def that_may_stand_at(self, text: str, start: int, head: str) -> Sequence[Word]:
        """Of the words with this `HEAD`, which stands in `text` at `start`, those that go on as the text does; the
        longest first."""
        going_on = self._going_on.get(head)
        if going_on is None:
            words = self.by_head(head)
            if not words:
                # what nobody knows is not remembered: there is no end of it
                return ()
            at = len(head)
            nexts = {word.text[at : at + length] for word in words for length in (0, 1, 2)}
            going_on = {one: [word for word in words if one.startswith(word.text[at : at + 2])] for one in nexts}
            self._going_on[head] = going_on
        at = start + len(head)
        following = text[at : at + 2]
        return going_on.get(following) or going_on.get(following[:1]) or going_on[""]


def _beginning(word: str) -> str:
    return word[:2] if word[0].isascii() and word[1:2] in LATIN else word[0]


def _sorted(words: Sequence[tuple[str, str]], values: Mapping[str, int]) -> dict[str, list[Word]]:
    of_kinds: dict[str, set[str]] = {}
    for word, kind in words:
        of_kinds.setdefault(word, set()).add(kind)
        if "n't" in word:
            of_kinds.setdefault(word.replace("n't", "nt"), set()).add(kind)
    heads: dict[str, list[Word]] = {}
    for word in sorted(of_kinds, key=len, reverse=True):
        head, *_ = HEAD.findall(word)
        heads.setdefault(head, []).append(Word(word, frozenset(of_kinds[word]), values.get(word, 0)))
    return heads


TaughtWords = Mapping[str, Sequence[str]]
"""Words a home has taught, in the shape of the word files: kind → words, `{"done": ["妥了"]}`."""

_PIECES = (
    # v2.3 is one word, and no item 3 in it
    r"(?P<word>[a-z][a-z0-9]*(?:'[a-z]+|(?<=\d)(?:\.\d+)+)?)",
    r"(?P<nth>\d{1,2}(?:st|nd|rd|th)(?![a-z]))",
    # dates, thousands, decimals, clock times, years, 30%, 2x: numbers that are no item's
    r"(?P<figure>\d+(?:[-/.:]\d+){2,}|\d{1,3}(?:,\d{3})+(?!\d)|\d+[./]\d+(?!\d*月)|\d{1,2}:\d\d(?![\d%])|\d{4,}|\d+(?=[a-z_%]))",
    r"(?P<number>\d{1,3})",
    r"(?P<mark>[\x21-\x7e])",
)
_KINDS = {name: kinds(name) for name in ("text", "number", "numeral", "ordinal", "figure", "mark")}


class Vocabulary:
    """The words come as the folding leaves a text.

    `perfect` has the irregular English verbs: what was written, sent, built. `language` is one that is read alone, or
    empty.
    """

    def __init__(
        self,
        words: Mapping[str, Iterable[str]],
        folding: Folding,
        perfect: Mapping[str, Sequence[str]],
        language: str = "",
    ) -> None:
        self.folding = folding
        self.language = language
        self.perfect = perfect
        self._words = {kind: tuple(found) for kind, found in words.items()}
        self._table = WordTable(self._words)
        self._sought: dict[str, SoughtWords] = {}
        self._sets: dict[str, frozenset[str]] = {}
        beyond = re.escape(self._table.beyond_ascii)
        run = rf"(?P<run>[^\W\x00-\x7f{beyond}{CHINESE_NUMERALS}]+)"
        self._pieces = re.compile("|".join((*_PIECES, run, r"(?P<other>[^\x00-\x7f])")))

    def of_kind(self, kind: str) -> tuple[str, ...]:
        return self._words.get(kind, ())

    def is_of_kind(self, kind: str, *texts: str) -> bool:
        """Whether one of some folded texts is a word of this kind."""
        if kind not in self._sets:
            self._sets[kind] = frozenset(self.of_kind(kind))
        return not self._sets[kind].isdisjoint(texts)

    def stands_in(self, kind: str, text: str) -> bool:
        """Whether a word of this kind is in a folded text; a Latin one has to be whole."""
        if kind not in self._sought:
            self._sought[kind] = SoughtWords(self.of_kind(kind))
        return self._sought[kind].stand_in(text)

    def tokens(self, text: str) -> list[Token]:
        """All of a folded text but its spaces, in order."""
        found: list[Token] = []
        at, search = 0, self._pieces.search
        while piece := search(text, at):
            kind = piece.lastgroup
            token = self._known(text, piece.start(), piece.group()) if kind == "word" or kind == "other" else None
            found.append(token or self._unknown(text, piece))
            at = found[-1].end
        return found

    def is_word(self, text: str) -> bool:
        """Whether all of a folded text is one known word."""
        return any(word.text == text for word in self._table.by_head(text))

    def _known(self, text: str, start: int, head: str) -> Token | None:
        for word, of_kinds, value in self._table.that_may_stand_at(text, start, head):
            if text.startswith(word, start):
                if word[-1] == "完" and text.startswith("成", start + len(word)):
                    word = f"{word}成"  # 已更新完成 (was updated): no 更新完 before a tenth
                end = start + len(word)
                if word[-1] not in LATIN or end >= len(text) or text[end] not in LATIN:
                    return Token(of_kinds, start, end, word, value)
        return None

    def _unknown(self, text: str, piece: re.Match[str]) -> Token:
        start, end, found, kind = piece.start(), piece.end(), piece.group(), piece.lastgroup
        if kind == "figure" and found.isdigit() and len(found) < 4:
            # 1done
            behind = HEAD.match(text, end)
            kind = "number" if behind and self._known(text, end, behind.group()) else kind
        if kind == "number":
            return Token(_KINDS["number"], start, end, found, int(found))
        if kind == "nth":
            return Token(_KINDS["ordinal"], start, end, found, int(found[:-2]))
        if kind == "other" and found in CHINESE_NUMERALS:
            return _numeral(text, start)
        if kind == "mark" or (kind == "other" and not found.isalnum()):
            return Token(_KINDS["mark"], start, end, found)
        return Token(_KINDS["figure" if kind == "figure" else "text"], start, end, found)


def _numeral(text: str, start: int) -> Token:
    end = start
    while end < len(text) and text[end] in CHINESE_NUMERALS:
        end += 1
    value = chinese_number(text[start:end])
    return Token(_KINDS["text" if value is None else "numeral"], start, end, text[start:end], value or 0)


def vocabulary(taught_words: TaughtWords, language: str = "") -> Vocabulary:
    """The words of the product and those the home has taught; read at the first use."""
    return _vocabulary(tuple(sorted((kind, tuple(words)) for kind, words in taught_words.items())), language)


@lru_cache(maxsize=8)
def _vocabulary(own: tuple[tuple[str, tuple[str, ...]], ...], language: str) -> Vocabulary:
    merged: dict[str, list[str]] = {}
    perfect: dict[str, list[str]] = {}
    folding = usual_folding()
    for one in languages_with(language):
        stored = read_words("reply", one)
        perfect |= stored.get("perfect", {})
        for kind, words in stored["kinds"].items():
            merged.setdefault(kind, []).extend(inflected(words, stored["groups"], folding))
    ended = [verb + end for verb in merged.get("made", ()) for end in merged.get("made-end", ())]
    for kind in ("done", "specific"):
        merged.setdefault(kind, []).extend(ended)
    for kind, taught in own:
        merged.setdefault(kind, []).extend(folding.fold(word).text.strip() for word in taught)
    return Vocabulary(merged, folding, perfect, language)


_GROUP = late_regex(r"{([a-z]+)}")


def inflected(words: Iterable[str], groups: Mapping[str, Sequence[str]], folding: Folding) -> Iterator[str]:
    """The words, folded, with each ending of the groups they name: `延期{please}` is 延期してください and its like."""
    for word in words:
        group = _GROUP.search(word) if "{" in word else None
        if group is None:
            yield folding.fold(word).text.strip()
        else:
            ends = (word[: group.start()] + end + word[group.end() :] for end in groups[group[1]])
            yield from inflected(ends, groups, folding)
