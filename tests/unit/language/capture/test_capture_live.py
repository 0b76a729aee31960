from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabtui.errors import Refused
from collabtui.language.capture.capture_line import read_line
from collabtui.language.capture.live_capture import LiveReading, reading
from unit.language.capture.test_capture import NAMES, PIECES, TODAY


def live(line: str) -> LiveReading:
    """The line with `|` for the cursor."""
    head, _, tail = line.partition("|")
    return reading(head + tail, locale="zh", today=TODAY, cursor=len(head))


def test_a_half_typed_action_shows_what_is_understood_and_what_is_missing() -> None:
    seen = live("a: 压力测试报告 @张|")
    assert seen.captured.action is not None
    assert (seen.captured.action.title, seen.captured.action.owner) == ("压力测试报告", "张")
    assert seen.holes == ("due", "deliverable")
    assert seen.problem is None


def test_a_refused_part_leaves_the_others_standing() -> None:
    seen = live("a: report @bob due fryday => it|")
    assert seen.captured.action is not None
    assert seen.captured.action.model_dump(exclude_defaults=True) == {
        "title": "report",
        "owner": "bob",
        "deliverable": "it",
    }
    assert seen.holes == ("due",)
    assert seen.problem is not None
    assert seen.problem.key == "capture.no_day"
    assert [part.problem for part in seen.parts if part.kind == "due"] == [seen.problem]


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        (
            " 行动：报告 @张伟 +陈静 截止3月10日 => 文档 ",
            [
                ("prefix", "行动："), ("owner", "@张伟"), ("collaborator", "+陈静"), ("due", "截止3月10日"),
                ("deliverable", "=> 文档"),
            ],
        ),
        ("r: late !high @bob", [("prefix", "r:"), ("level", "!high"), ("owner", "@bob")]),
        ("#action alice to go", [("prefix", "#action"), ("owner", "alice to ")]),
        ("  /slot 2 ", [("command", "/slot"), ("argument", "2")]),
        ("/nex", [("command", "/nex")]),
        ("just a note @bob", []),
    ],
)  # fmt: skip
def test_each_part_says_where_it_stands(line: str, parts: list[tuple[str, str]]) -> None:
    seen = reading(line, locale="zh", today=TODAY)
    assert [(part.kind, line[part.start : part.end]) for part in seen.parts] == parts


@pytest.mark.parametrize(
    ("line", "kind", "prefix", "replaced"),
    [
        ("a: report @|", "person", "", ""),
        ("a: report @张| due friday", "person", "张", "张"),
        ("a: report @a|lice +bob", "person", "a", "alice"),
        ("a: report @alice+b|", "person", "b", "b"),
        ("r: late @bo|", "person", "bo", "bo"),
        ("v: @研|", "department", "研", "研"),
        ("a: report due fri|", "date", "fri", "fri"),
        ("a: report 截止|", "date", "", ""),
        ("a: report due next f|", "date", "next f", "next f"),
        ("d: as A1| says", "ref", "A1", "A1"),
        ("see x-2026-|", "ref", "x-2026-", "x-2026-"),
        ("/pre|", "command", "pre", "pre"),
        ("/|", "command", "", ""),
        ("/present @张|", "person", "张", "张"),
        ("/absent Alice Sm|", "person", "Alice Sm", "Alice Sm"),
    ],
)
def test_tab_knows_what_it_could_complete(line: str, kind: str, prefix: str, replaced: str) -> None:
    seen = live(line).completion
    assert seen is not None
    whole = line.replace("|", "")
    assert (seen.kind, seen.prefix, whole[seen.start : seen.end]) == (kind, prefix, replaced)


@pytest.mark.parametrize(
    "line", ["a: repo|", "note @bo|", "mail chen@ex|", "a: 3+|", "/slot 2|", "d: @bo|", "a: data1|", "|"]
)
def test_tab_has_nothing_to_complete_in_plain_text(line: str) -> None:
    assert live(line).completion is None


@given(PIECES, st.integers(-3, 60), st.sampled_from(["zh", "en"]))
def test_reading_never_raises_and_agrees_with_enter(pieces: list[str], cursor: int, locale: Any) -> None:
    line = "".join(pieces)
    seen = reading(line, locale=locale, today=date(2026, 3, 2), names=NAMES, cursor=cursor)
    ends = [0, *(end for part in seen.parts for end in (part.start, part.end)), len(line)]
    assert ends == sorted(ends)
    if seen.problem is None:
        assert read_line(line, locale=locale, today=TODAY, names=NAMES) == seen.captured
    else:
        with pytest.raises(Refused):
            read_line(line, locale=locale, today=TODAY, names=NAMES)
