"""Mistyped words of status: one letter of an English one, or Chinese ones that sound alike without tone.

What is found so is only proposed. Nothing is ever corrected into a negation, nor is a negation.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from collabtui.language.lexicon import read_words
from collabtui.language.replies.words.vocabulary import Token, Vocabulary, kinds

_CORRECTED = ("done", "hand-over", "started", "blocked", "postpone", "cancel", "perfect", "agree")
_SHORTEST = 7
"""Letters: shorter English words have too many neighbours."""
_COMMONEST = "done"
"""What most replies say: of it alone a slip is known that is shorter."""
_STATED = kinds("done hand-over own-verb")


class Slip(NamedTuple):
    start: int
    end: int
    word: str
    kinds: frozenset[str]


class _Words(NamedTuple):
    latin: Mapping[str, str]
    """A word with at most one letter left out → the word."""
    han: Mapping[str, str]
    """How a word sounds, one character for each → the word."""
    sounds: dict[int, str]
    everyday: frozenset[str]
    """What is typed as it is meant, though it sounds like a word of status, or begins in one: 同一, 报告."""


def slips(words: Vocabulary, text: str, tokens: Sequence[Token]) -> Iterator[Slip]:
    if not any("text" in token.kinds or "measure" in token.kinds for token in tokens):
        return
    known = _words(words)
    sounding = "" if text.isascii() else text.translate(known.sounds)
    for at, token in enumerate(tokens):
        if "text" not in token.kinds:
            if "measure" in token.kinds:
                yield from _beside_perfect(words, text, tokens, at)
            continue
        if token.text.isascii():
            start, word = token.start, _latin(known, token.text)
            before = tokens[at - 1] if at else token
            if not word and before.end + 1 == token.start and before.text.isascii():
                # in progres: a phrase of two words
                start, word = before.start, _latin(known, f"{before.text} {token.text}")
            if not word and _stands_alone(tokens, at) and is_slip_of(token.text, _COMMONEST):
                start, word = token.start, _COMMONEST
            if word:
                yield Slip(start, token.end, word, _kinds(words, word))
        else:
            yield from _han(words, known, text, sounding, tokens, at)


def _stands_alone(tokens: Sequence[Token], at: int) -> bool:
    """1 don, all donee: nothing but an item before it, and nothing behind. With nothing before it, either, less than
    all letters of the word may be who signs: Don, Dona."""
    before, behind = tokens[:at], tokens[at + 1 : at + 2]
    led = (
        set(tokens[at].text) >= set(_COMMONEST)
        if not before
        else before[-1].of("mention", "mark", "all-word", "all", "both", "is")
    )
    return led and all(one.of("mark", "mention", "thanks", "greeting", "and") for one in behind)


def _latin(known: _Words, written: str) -> str:
    if len(written) < _SHORTEST - 1:
        return ""
    for short in (written, *_shortened(written)):
        word = known.latin.get(short, "")
        if word and word != written and _is_one_off(written, word):
            return word
    return ""


def _shortened(word: str) -> Iterator[str]:
    return (word[:at] + word[at + 1 :] for at in range(len(word)))


def is_slip_of(written: str, word: str) -> bool:
    """Whether one Latin word is another with a letter wrong."""
    if len(written) == len(word):
        return written != word and _is_one_off(written, word)
    short, long = sorted((written, word), key=len)
    return written[0] == word[0] and short in _shortened(long)


def is_mistyped_alone(words: Vocabulary, written: str, kind: str) -> bool:
    """Whether a word, which is all that somebody says, is within a slip of one of that kind: agred, 统一 for 同意."""
    if not written.isascii():
        known = _words(words)
        word = known.han.get(written.translate(known.sounds), "")
        return word not in ("", written) and words.tokens(word)[0].of(kind)
    near = (one for one in words.of_kind(kind) if one.isascii() and one.isalpha() and len(one) >= _SHORTEST_ALONE)
    return written.isalpha() and any(is_slip_of(written, one) for one in near)


_SHORTEST_ALONE = 5
"""Letters of a word of which a slip is known where nothing stands beside it."""


def is_near_status(words: Vocabulary, written: str) -> bool:
    """Whether a Latin word that nobody knows is within a slip of one that tells of work, however short: dne, redy."""
    if not written.isascii() or not written.isalpha() or len(written) < _SHORTEST_NEAR:
        return False
    return any(is_slip_of(written, word) for word in _short_words(words).get(written[0], ()))


_SHORTEST_NEAR = 3
"""Letters."""


@lru_cache(maxsize=4)
def _short_words(words: Vocabulary) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for word in {word for kind in _CORRECTED for word in words.of_kind(kind)}:
        if word.isascii() and word.isalpha() and len(word) > _SHORTEST_NEAR:
            found.setdefault(word[0], []).append(word)
    return found


def _is_one_off(written: str, word: str) -> bool:
    """One letter too many, too few or another, or two changed about; the first letter is right."""
    if written[0] != word[0]:
        return False
    if len(written) != len(word):
        return True
    differ = [at for at in range(len(word)) if written[at] != word[at]]
    swapped = len(differ) == 2 and sorted(written[differ[0] : differ[1] + 1]) == sorted(word[differ[0] : differ[1] + 1])
    return len(differ) == 1 or (swapped and differ[1] == differ[0] + 1)


def _han(
    words: Vocabulary, known: _Words, text: str, sounding: str, tokens: Sequence[Token], at: int
) -> Iterator[Slip]:
    token = tokens[at]
    behind = tokens[at + 1] if at + 1 < len(tokens) else None
    if token.text in ("以", "己") and behind is not None and behind.start == token.end and behind.within(_STATED):
        # 以提交 for 已提交 (handed in)
        yield Slip(token.start, token.end, "已", _kinds(words, "已"))
        return
    for start in range(max(token.end - 4, 0), token.start + 1):
        for end in range(min(start + 4, len(text)), max(token.end, start + 2) - 1, -1):
            word = known.han.get(sounding[start:end], "")
            if (
                word
                and word != text[start:end]
                and _covers(tokens, start, end)
                and not _is_everyday(known, text, start, end)
            ):
                yield Slip(start, end, word, _kinds(words, word))
                return


def _is_everyday(known: _Words, text: str, start: int, end: int) -> bool:
    """测试报告今天交 (the test report is handed in today): a word of everyday use reaches into it."""
    around = text[max(start - 1, 0) : end + 1]
    return around.strip() != text.strip() and any(word in around for word in known.everyday)


def _beside_perfect(words: Vocabulary, text: str, tokens: Sequence[Token], at: int) -> Iterator[Slip]:
    """已晚成 for 已完成: what are words by themselves (late, a tenth) mean nothing between 已 and the end."""
    if at < 2 or text[tokens[at].end : tokens[at].end + 1].isalnum():
        return
    start, end = tokens[at - 1].start, tokens[at].end
    if end - start != 2 or text[start].isascii() or not tokens[at - 2].of("perfect"):
        return
    known = _words(words)
    word = known.han.get(text[start:end].translate(known.sounds), "")
    if word and tokens[at - 2].end == start and words.tokens(word)[0].of("done"):
        yield Slip(start, end, word, _kinds(words, word))


def _covers(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether whole tokens stand there that say nothing else."""
    inside = [token for token in tokens if token.start < end and start < token.end]
    whole = inside[0].start >= start and inside[-1].end <= end
    return whole and not any(
        token.of("negated", "mention", "title", "person", "percent", "mark", "perfect") for token in inside
    )


def _kinds(words: Vocabulary, word: str) -> frozenset[str]:
    return words.tokens(word)[0].kinds | {"slip"}


@lru_cache(maxsize=4)
def _words(words: Vocabulary) -> _Words:
    stored, corrected = read_words("homophones", "zh"), frozenset(_CORRECTED)
    sounds = {ord(char): group[0] for group in stored["groups"] for char in group}
    negations = words.of_kind("negated")
    latin: dict[str, str] = {}
    for word in (word for kind in _CORRECTED for word in words.of_kind(kind)):
        first, _, second = word.partition(" ")
        if first in negations and second:
            continue
        if word.isascii() and (first + second).isalpha() and len(word) >= _SHORTEST:
            for short in (word, *_shortened(word)):
                latin.setdefault(short, word)
    han = {word.translate(sounds): word for word in stored["words"] if words.tokens(word)[0].within(corrected)}
    return _Words(latin, han, sounds, frozenset(stored["everyday"]))
