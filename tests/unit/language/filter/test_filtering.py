"""The filter line: what it wants, in both languages, and what it says of a part that means nothing."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabtui.domain.people import Person
from collabtui.language.filter.filter_completion import completed, completions, settled
from collabtui.language.filter.filter_line import Filter, Surroundings, read_filter

PEOPLE = tuple(
    Person(ref=f"P{number}", name=name, email=f"p{number}@example.test")
    for number, name in enumerate(("张伟", "陈静", "张三丰", "Bob Brown", "Bobby Lee"), 1)
)
AROUND = Surroundings(
    locale="zh",
    today=date(2026, 3, 2),
    people=PEOPLE,
    departments=("研发部", "市场部", "市场二部"),
    titles={"X-2026-001": "新品上线", "X-2026-002": "新品培训", "M1": "新品上线协作会"},
    once_called={"春季新品": "X-2026-001", "新品培训": "X-2026-001"}.get,
)
FRIDAY = date(2026, 3, 6)


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("", {}),
        ("open", {}),
        ("接口 文档", {"words": ("接口", "文档")}),
        ("overdue", {"overdue": True}),
        ("逾期 接口", {"overdue": True, "words": ("接口",)}),
        ("all", {"open_only": False}),
        ("done", {"statuses": ("done",), "open_only": False}),
        ("status:blocked,受阻", {"statuses": ("blocked", "blocked"), "open_only": False}),
        ("状态：进行中", {"statuses": ("in-progress",), "open_only": False}),
        ('"done" "a b"', {"words": ("done", "a b")}),
        ("owner:张伟", {"owners": ("P1",)}),
        ("负责人:陈", {"owners": ("P2",)}),
        ('OWNER:"bob brown"', {"owners": ("P4",)}),
        ("owner:p3@example.test", {"owners": ("P3",)}),
        ("dept:研发", {"departments": ("研发部",)}),
        ("部门:市场部", {"departments": ("市场部",)}),
        ("matter:x-2026-002", {"matter": "X-2026-002"}),
        ("事项:培训", {"matter": "X-2026-002"}),
        ("matter:春季新品", {"matter": "X-2026-001"}),
        ("matter:新品培训", {"matter": "X-2026-002"}),
        ("meeting:m1", {"meeting": "M1"}),
        ("due<friday", {"due_before": FRIDAY}),
        ("截止<=周五", {"due_before": date(2026, 3, 7)}),
        ("due>2026-03-06", {"due_from": date(2026, 3, 7)}),
        ("due>=周五", {"due_from": FRIDAY}),
        ("due:周五", {"due_from": FRIDAY, "due_before": date(2026, 3, 7)}),
        ("10:30 a=b", {"words": ("10:30", "a=b")}),
        ("owner: due< status:", {}),
        ("负责人:张伟 overdue 接口", {"owners": ("P1",), "overdue": True, "words": ("接口",)}),
    ],
)
def test_a_line_says_what_is_wanted(line: str, wanted: dict[str, Any]) -> None:
    assert read_filter(line, AROUND) == replace(Filter(), **wanted)


@pytest.mark.parametrize(
    ("line", "key", "value"),
    [
        ("owner:张", "filter.several", "张"),
        ("owner:bo", "filter.several", "bo"),
        ("owner:nobody", "filter.not_these", "nobody"),
        ("dept:市场二部x", "filter.not_these", "市场二部x"),
        ("ownr:张伟", "filter.no_field", "ownr"),
        ("matter:新品", "filter.several", "新品"),
        ("due<soon", "day.unread", "soon"),
        ("due<9999-12-31", "day.none", "9999-12-31"),
        ("due:0001-01-01", "day.none", "0001-01-01"),
        ("status:ready", "filter.no_status", "ready"),
    ],
)
def test_a_part_that_means_nothing_is_named_and_the_others_hold(line: str, key: str, value: str) -> None:
    found = read_filter(f"{line} overdue", AROUND)
    assert found.problem is not None
    assert (found.problem.key, found.problem.values["value"]) == (key, value)
    assert found.overdue


def test_what_would_be_possible_is_named() -> None:
    def names(line: str) -> object:
        problem = read_filter(line, AROUND).problem
        return problem.values.get("names") if problem else None

    assert names("部门:财务部") == ["研发部", "市场部", "市场二部"]
    assert names("owner:Bob Browne") is None  # two parts: the second one is a word
    assert names('owner:"Bob Browne"') == ["Bob Brown", "Bobby Lee"]
    assert names("ownr:张伟") == ["owner"]
    assert names("状态:没有") == ["未开始", "进行中", "受阻", "已完成", "已取消"]
    assert read_filter("matter:x", replace(AROUND, titles={})).problem.key == "filter.nothing"  # type: ignore[union-attr]  # there is one


@pytest.mark.parametrize(
    ("line", "offered", "taken"),
    [
        ("ow", ["owner:"], "owner:"),
        ("owner:张", ["owner:张伟", "owner:张三丰"], "owner:张伟 "),
        ("overdue 负责", ["负责人:"], "overdue 负责人:"),
        ("OWNER:bob", ['OWNER:"Bob Brown"', 'OWNER:"Bobby Lee"'], 'OWNER:"Bob Brown" '),
        ("状态：受", ["状态：受阻"], "状态：受阻 "),
        ("status:blocked,do", ["status:blocked,done"], "status:blocked,done "),
        ("due<fr", ["due<friday", 'due<"next friday"'], "due<friday "),
        ("事项:培训", ["事项:新品培训"], "事项:新品培训 "),
        ("dept:二", ["dept:市场二部"], "dept:市场二部 "),
        ("接口", [], ""),
        ("owner:张伟", [], ""),
        ("colour:re", [], ""),
    ],
)
def test_the_word_that_is_typed_is_completed(line: str, offered: list[str], taken: str) -> None:
    found = completions(line, AROUND)
    if offered:
        assert found[: len(offered)] == offered
        assert completed(line, found[0]) == taken
    else:
        assert found == []


@pytest.mark.parametrize(
    ("line", "looked_for"),
    [
        ("o", ""),
        ("own", ""),
        ("owner", ""),
        ("owner:", "owner:"),
        ("statu", ""),
        ("due", ""),
        ("due<", "due<"),
        ("duet", "duet"),
        ("OWN", ""),
        ("负责", ""),
        ("负责人", ""),
        ("负责人：", "负责人："),
        ("截", ""),
        ("overd", ""),
        ("overdue", "overdue"),
        ("bloc", ""),
        ("blocked", "blocked"),
        ("已", ""),
        ("接口", "接口"),
        ("own ", "own "),
        ("接口 owne", "接口"),
        ("overdue due", "overdue"),
        ('"own', '"own'),
        ("status:bl", "status:bl"),
        ("", ""),
    ],
)
def test_a_word_that_may_become_one_of_the_filters_own_is_not_looked_for_while_it_is_typed(
    line: str, looked_for: str
) -> None:
    assert settled(line, len(line)) == looked_for


def test_only_the_word_at_the_cursor_waits() -> None:
    line = "own stat 接口"
    assert settled(line, 3) == "stat 接口"
    assert settled(line, 8) == "own  接口"
    assert settled(line, len(line)) == line
    assert settled(line, 0) == line


def test_an_empty_place_offers_all_that_can_stand_there_in_the_language_of_the_screen() -> None:
    assert completions("", AROUND)[:2] == ["负责人:", "部门:"]
    assert completions("overdue ", replace(AROUND, locale="en"))[:2] == ["owner:", "department:"]


@given(st.text(alphabet="owner:due<>=\"'张研发 ,，：3-all/", max_size=40))
def test_no_line_is_ever_an_exception(line: str) -> None:
    read_filter(line, AROUND)


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("owner:张伟,bob\\ brown", {}),
        ("owner:张伟,陈静", {"owners": ("P1", "P2")}),
        ("owner:me", {"owners": ("P2",)}),
        ("负责人:我", {"owners": ("P2",)}),
        ("dept:研发部,市场部", {"departments": ("研发部", "市场部")}),
        ("due:none", {"no_due": True}),
        ("截止:无", {"no_due": True}),
        ("-接口", {"without": ("接口",)}),
        ('-"two words" 接口', {"without": ("two words",), "words": ("接口",)}),
        ("-", {"words": ("-",)}),
        ("A12 a7,A9", {"refs": ("A12", "A7", "A9")}),
        ("M1", {"meeting": "M1"}),
        ("x-2026-002", {"matter": "X-2026-002"}),
        ("M99", {"words": ("M99",)}),
        ('"A12"', {"words": ("A12",)}),
    ],
)
def test_more_can_be_wanted(line: str, wanted: dict[str, Any]) -> None:
    if wanted:
        assert read_filter(line, replace(AROUND, me="P2")) == Filter(**wanted)


def test_where_no_past_titles_are_known_a_part_that_was_one_is_refused() -> None:
    around = Surroundings(locale="zh", today=AROUND.today, titles=AROUND.titles)
    assert read_filter("matter:春季新品", AROUND).matter == "X-2026-001"
    assert read_filter("matter:春季新品", around).problem is not None
