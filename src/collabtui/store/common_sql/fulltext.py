"""Full-text search that finds two-character Chinese words: how texts are indexed, and what is asked for.

SQLite's own tokenizers do not: one takes a Chinese sentence for a single word, the other needs three characters. So
runs of Chinese (and kana) are cut into overlapping pairs before they are indexed: 预算表 becomes `预算 算表 表`. Two
characters are one look-up then, longer words a phrase, and the single last character lets one character be asked for.

Standard library only: the lists search too.
"""

import re
import unicodedata
from collections.abc import Iterator

from collabtui.domain.unicode_normal_form import nfkc, nfkd

_IDEOGRAPHS = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUNS = re.compile(rf"(?P<pairs>[{_IDEOGRAPHS}]+)|(?P<word>[^\W_{_IDEOGRAPHS}]+)")


def indexed(text: str) -> str:
    """The text that is put into the index: its words, separated by spaces."""
    return " ".join(word for word, _ in _words(text))


class MatchExpression(str):
    """Phrases in quotes, each of which has to occur, with `*` where it goes on: `"预算 算表" "abc"*`. An engine that
    writes them otherwise knows them by this type."""

    __slots__ = ()


def match_expression(text: str) -> MatchExpression:
    """The FTS5 expression for what a person typed; empty when it names nothing that could be found.

    Every blank-separated part has to occur, as written; a Latin word may go on after what was typed of it.
    """
    return MatchExpression(" ".join(phrase for part in text.split() if (phrase := _phrase(part))))


def _phrase(part: str) -> str:
    words = list(_words(part))
    if not words:
        return ""
    open_end = "*"
    if words[-1][1]:
        # its last pair already says which character the run ends with here; in the text it may go on
        words.pop()
        open_end = ""
    return f'"{" ".join(word for word, _ in words)}"{open_end}'


def _words(text: str) -> Iterator[tuple[str, bool]]:
    """Words as indexed, each with whether it is the single character that closes a run of pairs."""
    folded = nfkc(text).casefold()
    for run in _RUNS.finditer(folded):
        if (pairs := run["pairs"]) is None:
            yield run["word"], False
            continue
        for at in range(len(pairs) - 1):
            yield pairs[at : at + 2], False
        yield pairs[-1], len(pairs) > 1


def spans(text: str, typed: str) -> list[tuple[int, int]]:
    """Places in `text` of the words that somebody typed, from the left, without overlaps."""
    letters = [(letter, at) for at, character in enumerate(text) for letter in _plain(character)]
    folded = "".join(letter for letter, _ in letters)
    covered = set()
    for run in (run for part in typed.split() for run in _RUNS.finditer(_plain(part))):
        start = folded.find(run[0])
        while start >= 0:
            if run["pairs"] or not (start and _is_word(folded[start - 1])):
                covered |= {at for _, at in letters[start : start + len(run[0])]}
            start = folded.find(run[0], start + 1)
    found: list[tuple[int, int]] = []
    for at in sorted(covered):
        if found and found[-1][1] == at:
            found[-1] = (found[-1][0], at + 1)
        else:
            found.append((at, at + 1))
    return found


def _plain(text: str) -> str:
    """Without case and accents: as the index compares, a character at a time."""
    return "".join(letter for letter in nfkd(nfkc(text)).casefold() if not unicodedata.combining(letter))


def _is_word(letter: str) -> bool:
    """Whether a word goes on behind it: Latin words are found by how they begin."""
    return bool((run := _RUNS.match(letter)) and run["word"])
