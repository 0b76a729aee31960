"""Patterns of many words find what each of them by itself would; those that are compiled late are asked as others."""

import re

import pytest

from collabtui.language.late_patterns import late_regex
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


def test_it_is_compiled_when_it_is_asked_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    compile_now, compiled = re.compile, list[str]()

    def compile_and_tell(source: str, flags: int) -> re.Pattern[str]:
        compiled.append(source)
        return compile_now(source, flags)

    monkeypatch.setattr(re, "compile", compile_and_tell)
    pattern = late_regex("B.", re.IGNORECASE)
    assert not compiled
    assert [bool(pattern.search(text)) for text in ("abc", "b", "ABC")] == [True, False, True]
    assert compiled == ["B."]


def test_it_has_what_a_pattern_has() -> None:
    pattern, plain = late_regex(r"(\d)b"), re.compile(r"(\d)b")
    assert (pattern.pattern, pattern.groups, pattern.flags) == (plain.pattern, plain.groups, plain.flags)
    assert (pattern.sub("-", "1b"), pattern.findall("1b2b")) == ("-", ["1", "2"])
    assert pattern.match("x1b", 1) is not None
    assert pattern.fullmatch("1bb") is None


def test_it_is_asked_for_nothing_else() -> None:
    with pytest.raises(AttributeError):
        late_regex("a").__fspath__  # type: ignore[attr-defined]  # noqa: B018
