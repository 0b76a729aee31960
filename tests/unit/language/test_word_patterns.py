"""Patterns of many words find what each of them by itself would."""

import re

import pytest

from collabtui.language.word_patterns import one_of, one_whole

WORDS = ("all", "all of it", "already", "a", "b.c", "(c)", "全", "全部", "全部都", "部门", "x光", "x", "'s", "is", "is")
TEXTS = (
    *("all", "all of it", "all of its", "already", "alreadyx", "x光片", "xx光", "x", "全部都好", "全部门", "部"),
    *("b.c", "bxc", "a (c)", "a b.c all", "it's", "this is", "", "安全", "ALL", "shall we", "all_of"),
)


def _plainly(words: tuple[str, ...], *, whole: bool) -> re.Pattern[str]:
    around = {one: r"\b" if whole and one.isascii() else "" for one in words}
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile("|".join(f"{around[one]}{re.escape(one)}{around[one]}" for one in longest_first))


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("words", [WORDS, (*WORDS, "All of", "ALL"), ("",), ("a", "")], ids=str)
def test_each_is_found_where_it_would_be_alone(text: str, words: tuple[str, ...]) -> None:
    for flags in (re.NOFLAG, re.IGNORECASE):
        for source, whole in ((one_of(words), False), (one_whole(words), True)):
            found = [one.span() for one in re.compile(source, flags).finditer(text)]
            plain = re.compile(_plainly(words, whole=whole).pattern, flags)
            assert found == [one.span() for one in plain.finditer(text)]


def test_of_no_words_it_is_an_empty_group() -> None:
    assert one_of(()) == one_whole(()) == "(?:)"


def test_what_several_words_begin_with_stands_there_once() -> None:
    assert one_of(["done", "don", "去"]) == "(?:don(?:e|)|去)"
