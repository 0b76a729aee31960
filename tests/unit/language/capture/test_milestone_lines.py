"""Milestones as people type them."""

from datetime import date
from typing import Literal

import pytest

from collabtui.errors import Refused
from collabtui.language.milestone_lines import of_written, read_milestones, write_milestones

TODAY = date(2026, 2, 27)


@pytest.mark.parametrize(
    ("line", "locale", "day", "text"),
    [
        ("2026-03-10 接口冻结", "zh", date(2026, 3, 10), "接口冻结"),
        ("- 接口冻结：3月10日", "zh", date(2026, 3, 10), "接口冻结"),
        ("3月10日，接口冻结", "zh", date(2026, 3, 10), "接口冻结"),
        ("freeze the interfaces - 10 March", "en", date(2026, 3, 10), "freeze the interfaces"),
        ("接口冻结（3月10日）", "zh", date(2026, 3, 10), "接口冻结"),
        ("release 2.0 (beta) (10 March)", "en", date(2026, 3, 10), "release 2.0 (beta)"),
        ("2026-03-10 release 2026", "en", date(2026, 3, 10), "release 2026"),
    ],
)
def test_a_line_is_a_day_and_what_stands_by_then(line: str, locale: Literal["zh", "en"], day: date, text: str) -> None:
    (found,) = read_milestones(line, locale=locale, today=TODAY)
    assert (found.day, found.text) == (day, text)


@pytest.mark.parametrize(
    ("line", "text", "deliverable"),
    [
        ("2026-03-10 接口冻结 => 接口文档", "接口冻结", "接口文档"),
        ("接口冻结 3月10日，产出：接口文档、评审记录", "接口冻结", "接口文档、评审记录"),
        ("- 接口冻结（关键产出物：接口文档） 2026-03-10", "接口冻结", "接口文档"),
        ("2026-03-10 freeze | output: list of 12 May", "freeze", "list of 12 May"),
    ],
)
def test_behind_an_arrow_or_a_label_stands_the_output_of_the_phase(line: str, text: str, deliverable: str) -> None:
    (found,) = read_milestones(line, locale="zh", today=TODAY)
    assert (found.text, found.deliverable, found.day) == (text, deliverable, date(2026, 3, 10))
    assert read_milestones(write_milestones([found]), locale="zh", today=TODAY) == (found,)


def test_they_stand_by_day_and_are_read_as_they_are_written() -> None:
    found = read_milestones("2026-04-01 上线\n\n2026-03-10 冻结\n", locale="zh", today=TODAY)
    assert [one.text for one in found] == ["冻结", "上线"]
    assert read_milestones(write_milestones(found), locale="en", today=TODAY) == found


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("接口冻结", "no_day"),
        ("3月10日或3月12日 冻结", "no_day"),
        ("2026-03-10", "no_text"),
        ("2026-02-30 冻结", "no_day"),
    ],
)
def test_a_line_that_is_none_is_named(line: str, key: str) -> None:
    with pytest.raises(Refused, match=rf"milestone\.{key}.*{line}"):
        read_milestones(line, locale="zh", today=TODAY)


@pytest.mark.parametrize("line", ["接口冻结", "2026-03-10", "2026-13-10 接口冻结", "soon 接口冻结 => 文档"])
def test_no_other_line_passes_for_one_that_was_written(line: str) -> None:
    assert of_written(line) is None


def test_what_was_written_is_read_back() -> None:
    lines = ["2026-03-10 接口冻结 => 接口文档", "2026-03-11 freeze"]
    found = [one for line in lines if (one := of_written(line))]
    assert write_milestones(found).splitlines() == lines
