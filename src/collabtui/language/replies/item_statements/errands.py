"""Errands for somebody else in the same mail: @小王 你帮我把第2项的照片发一下, Sam - 2 needs your pictures.

Who is called by name and asked for something is not the one whose item it is, so nothing of it is noted there, and a
person reads it. What the writer tells of himself to whom he calls stays his own: 王芳，2我今天送过去.
The words are data, `words/errands.*.json`.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from collabtui.language.late_patterns import late_regex
from collabtui.language.lexicon import read_words, words_of_both
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.statement_helpers import take_back
from collabtui.language.replies.words.vocabulary import Vocabulary
from collabtui.language.word_patterns import one_of, one_whole

_LOOSE = ("note", "promise", "unknown", "hearsay", "future")
"""Rules of what moves nothing."""
_OVER = late_regex(r"[了过]\W*$")
"""王芳帮我把1弄完了: what she did, and not what she is to do."""
_ENDS_CALL = r"\s*(?:[,:，：、]|\s[-–—]+\s|$)\s*"
_LATIN_NAME = r"(?P<latin>[A-Z][a-z'’-][\w'’-]*(?: [A-Z][a-z'’-][\w'’-]*)?)"
_MARKED_NAME = r"@ ?(?:[\u4e00-\u9fff]{1,4}?(?=[\s,:，：]|$|[你您请麻帮把])|[A-Za-z][\w.'’-]*)"


def with_errands_waiting(readings: Sequence[Reading], people: Iterable[str], words: Vocabulary) -> None:
    """`people`: the names of those who may be called, as written."""
    people = tuple(people)
    before: Reading | None = None
    calling = alone = False
    for one in readings:
        if before is None or before.block is not one.block or before.sentence != one.sentence:
            calling = calling and _is_on_its_line(before)
        written = one.block.written(one.start, one.end).lstrip(" ,，-–—")
        call = _call(written, people, words)
        calling = bool(call) or (calling and not _tells_of_himself(written))
        if calling and _is_loose(one) and _asks(written[call:], led=alone or bool(call)):
            take_back(one, "to-another")
            one.note = None
            if alone and before is not None:
                before.idle = True
        alone = calling and call == len(written)
        before = one


def _call(written: str, people: tuple[str, ...], words: Vocabulary) -> int:
    """Where the name that a clause begins with ends, and what leads to it and from it; 0 where it calls nobody."""
    found = _calls(people).match(written)
    if found is None:
        return 0
    name = found["latin"]
    known = {part.lower() for whole in people for part in (whole, *whole.split())}
    if name and name.lower() not in known and any(words.is_word(part.lower()) for part in name.split()):
        return 0  # Update - 2 needs your input
    return found.end()


def _is_on_its_line(before: Reading | None) -> bool:
    """@小王 on a line of its own calls him for the next one."""
    return before is not None and before.block.source.strip().startswith("@") and not before.names


def _is_loose(one: Reading) -> bool:
    return one.rule in _LOOSE and not (one.status or one.ask or one.agreed or one.rsvp)


def _asks(words: str, *, led: bool) -> bool:
    """Whether somebody is asked for something; `led`: right behind his name, where a bare verb asks as well."""
    words = _of("not-asks").sub(" ", words)
    if _tells_of_himself(words) or (_OVER.search(words) and not _of("you").search(words)):
        return False
    return bool(_of("you", "asks").search(words)) or (led and bool(_of("does").match(words)))


def _tells_of_himself(words: str) -> bool:
    return bool(_of("own").search(_of("for-me").sub(" ", words)))


@cache
def _of(*kinds: str) -> re.Pattern[str]:
    return re.compile(one_whole(word for kind in kinds for word in words_of_both("errands", kind)), re.IGNORECASE)


@cache
def _calls(people: tuple[str, ...]) -> re.Pattern[str]:
    """The beginning of a clause that calls somebody: 小李，; 麻烦张伟; Sam -; @Amy."""
    han = [re.escape(name) for name in people if name and not name.isascii()]
    colleagues = "|".join((*han, _chinese_names()))
    asks = one_of(word for word in read_words("errands", "zh")["asks"] if "我" not in word)
    asked = one_of((*read_words("errands", "zh")["you"], *read_words("errands", "zh")["asks"], "把", "记得"))
    return re.compile(
        rf"\s*(?:{_MARKED_NAME}{_ENDS_CALL}|{_MARKED_NAME}\s*|(?:{colleagues})(?:{_ENDS_CALL}|\s+|(?={asked}))"
        rf"|{asks}(?:{colleagues})|{_LATIN_NAME}{_ENDS_CALL})"
    )


@cache
def _chinese_names() -> str:
    """As colleagues are called: a family name with a rank, or behind 小 and 老."""
    words = read_words("people", "zh")
    surname = one_of((*read_words("reply", "zh")["kinds"]["surname"], *words["surnames_of_two"]))
    return rf"[小老阿]{surname}|{surname}{one_of(words['behind'])}"
