"""Patterns that are compiled late are asked as any other."""

import re

import pytest

from collabtui.language.late_patterns import late_regex


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
