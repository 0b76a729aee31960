"""Lines that are not clear: what is taken of them, what is asked, and what is offered, nearest first."""

from datetime import date
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabtui.language.capture.capture_line import parse
from collabtui.language.capture.day_in_doubt import possible_days
from collabtui.language.capture.marks.capture_mark import CaptureFrame
from collabtui.language.capture.marks.find_marks import MOST_MARKS
from collabtui.language.capture.unclear_parts import certain_line, line_with, unclear_parts


class Somebody(NamedTuple):
    ref: str
    name: str
    addresses: tuple[str, ...] = ()
    department: str = ""


PEOPLE = (
    Somebody("P1", "张伟", ("zhang@example.test",)),
    Somebody("P2", "张敏", ("min@example.test",)),
    Somebody("P3", "陈静", ("chen@example.test",)),
    Somebody("P4", "Bob Brown", ("bob@example.test",)),
)
SMITHS = (Somebody("P5", "Ann Smith"), Somebody("P6", "Joe Smith"))
FRIDAY = date(2026, 3, 6)
FRAME = CaptureFrame("zh", FRIDAY, [one.name for one in PEOPLE])


@pytest.mark.parametrize(
    ("line", "what", "written", "offers"),
    [
        ("a: 修复登录 @张 截止3月9日", "owner", "张", ("张敏", "张伟")),
        ("a: fix it @Bobb due 2026-03-09", "owner", "Bobb", ("Bob Brown",)),
        ("a: fix it @Xyz due 2026-03-09", "owner", "Xyz", ("陈静",)),
        ("a: 写文档 @张伟 +Xyz 截止3月9日", "collaborator", "Xyz", ("陈静",)),
        ("a: 修复登录 截止3月9日", "owner", "", ("陈静",)),
        ("a: 写文档 @张伟 @陈静 截止3月9日", "owner", "张伟、陈静", ("张伟", "陈静")),
        ("r: 供应商延期 @张", "owner", "张", ("张敏", "张伟")),
        ("a: 写文档 @张伟 +陈 截止3月9日", "collaborator", "陈", ("陈静",)),
        ("a: 陈静、张敏整理素材 截止3月9日", "owner", "", ("陈静", "张敏")),
        ("a: brown sends the deck due 2026-03-09", "owner", "", ("Bob Brown", "陈静")),
        ("a: @张伟 周一开会前写文档，3月20日发布", "due", "周一",
         ("2026-03-09", "2026-03-20", "2026-03-13", "2026-03-31")),
        ("a: 写文档 @张伟", "due", "", ("2026-03-13", "2026-03-31")),
        ("a: 写文档 @张伟 尽快", "due", "尽快", ("2026-03-13", "2026-03-31")),
        ("a: fix it @张伟 asap", "due", "asap", ("2026-03-13", "2026-03-31")),
        ("a: 写文档 @张伟 截止2月31日", "due", "2月31日", ("2026-03-13", "2026-03-31")),
        ("a: 写文档 @张伟 截止3月9日 截止3月10日", "due", "3月9日、3月10日",
         ("2026-03-09", "2026-03-10", "2026-03-13", "2026-03-31")),
        ("r: 供应商延期 !huge", "level", "!huge", ("high", "medium", "low")),
        ("a: fix it @Smith due 2026-03-09", "owner", "Smith", ("Ann Smith", "Joe Smith")),
        ("/nxt", "line", "/nxt", ("/next",)),
        ("/extend abc", "line", "/extend abc", ()),
        ("/late 陈 14:10", "line", "/late 陈 14:10", ("/late 陈静 14:10",)),
        ("a: @张伟", "line", "a: @张伟", ()),
    ],
)  # fmt: skip
def test_what_is_asked_and_offered(line: str, what: str, written: str, offers: tuple[str, ...]) -> None:
    (part,) = unclear_parts(parse(line, FRAME), (*PEOPLE, *SMITHS), today=FRIDAY, here=["陈静"])
    assert (part.what, part.written, part.offers) == (what, written, offers)


def test_days_are_offered_in_their_order() -> None:
    """On Wednesday 25 November: Friday, the end of the month, a week from now."""
    frame = CaptureFrame("zh", date(2026, 11, 25), [])
    (part,) = unclear_parts(parse("a: 写文档 @张伟", frame), PEOPLE, today=frame.today)
    assert part.offers == ("2026-11-27", "2026-11-30", "2026-12-02")


@pytest.mark.parametrize(
    "line",
    ["d: 先做接口", "a: 写文档 @张伟 +陈静 截止3月9日 => 文档", "r: 供应商延期 !high", "随便说说", "/next",
     "/late 陈静",
     "v: @研发部 两周"],
)  # fmt: skip
def test_nothing_is_asked_of_a_clear_line(line: str) -> None:
    assert list(unclear_parts(parse(line, FRAME), PEOPLE, today=FRIDAY)) == []


@pytest.mark.parametrize(
    ("line", "offer", "settled"),
    [
        ("a: 修复登录 @张 截止3月9日", "张伟", "a: 修复登录 @张伟 截止3月9日"),
        ("a: fix it @Bobb due 2026-03-09", "Bob Brown", 'a: fix it @"Bob Brown" due 2026-03-09'),
        ("a: 修复登录 截止3月9日", "陈静", "a: 修复登录 截止3月9日 @陈静"),
        ("a: 写文档 @张伟 尽快", "2026-03-13", "a: 写文档 @张伟 due 2026-03-13"),
        ("a: 写文档 @张伟", "2026-03-13", "a: 写文档 @张伟 due 2026-03-13"),
        ("a: 写文档 @张伟 截止2月31日", "2026-03-13", "a: 写文档 @张伟 due 2026-03-13"),
        ("a: 写文档 @张伟 @陈静 截止3月9日", "陈静", "a: 写文档 @陈静 +张伟 截止3月9日"),
        ("a: @张伟 写文档 @陈静 截止3月9日", "陈静", "a: 写文档 @陈静 +张伟 截止3月9日"),
        ("a: @张伟、陈静 写文档 截止3月9日", "张伟", "a: @张伟 +陈静 写文档 截止3月9日"),
        ("a: @张伟和@Bob_Brown 写文档 截止3月9日", "张伟", 'a: @张伟 +"Bob Brown" 写文档 截止3月9日'),
        ("a: 写文档 @张伟 @张伟 @陈静 截止3月9日", "陈静", "a: 写文档 @陈静 +张伟 截止3月9日"),
        ("a: due 9 March 写文档 due 10 March @张伟", "2026-03-10", "a: due 2026-03-10 写文档 @张伟"),
        ("r: !high 供应商延期 !low", "low", "r: !low 供应商延期"),
        ("/nxt", "/next", "/next"),
    ],
)
def test_an_offer_settles_its_question(line: str, offer: str, settled: str) -> None:
    (part,) = unclear_parts(parse(line, FRAME), PEOPLE, today=FRIDAY)
    assert line_with(line, part, offer) == settled
    assert list(unclear_parts(parse(settled, FRAME), PEOPLE, today=FRIDAY)) == []


def test_somebody_unknown_beside_the_owner_is_asked_for_next() -> None:
    (part,) = unclear_parts(parse("a: 写文档 @陈静 @张 截止3月9日", FRAME), PEOPLE, today=FRIDAY)
    settled = line_with("a: 写文档 @陈静 @张 截止3月9日", part, "陈静")
    assert settled == "a: 写文档 @陈静 +张 截止3月9日"
    assert [one.what for one in unclear_parts(parse(settled, FRAME), PEOPLE, today=FRIDAY)] == ["collaborator"]


def test_several_can_be_present_at_once() -> None:
    assert list(unclear_parts(parse("/present 张伟、陈静", FRAME), PEOPLE, today=FRIDAY)) == []
    (part,) = unclear_parts(parse("/late 张伟 陈静 14:10", FRAME), PEOPLE, today=FRIDAY)
    assert part.what == "line"


@pytest.mark.parametrize(
    ("line", "owner", "helps", "title"),
    [
        ("a: Bob to renew the certs", "Bob", (), "renew the certs"),
        ("a: Bob Brown will renew the certs", "Bob Brown", (), "renew the certs"),
        ("todo: bob to renew the certs", "bob", (), "renew the certs"),
        ("待办：@张伟 写文档", "张伟", (), "写文档"),
        ("a: Plan to renew the certs", "", (), "Plan to renew the certs"),
        ("a: fix @张伟 + Bob", "张伟", ("Bob",), "fix"),
        ("a: buy pens + paper @张伟", "张伟", (), "buy pens + paper"),
        ("a: @张伟 + pens for all", "张伟", (), "+ pens for all"),
    ],
)
def test_who_is_named_as_people_name_each_other(line: str, owner: str, helps: tuple[str, ...], title: str) -> None:
    parsed = parse(line, FRAME)
    assert (parsed.value("owner"), parsed.values("collaborator"), parsed.text) == (owner, helps, title)


@pytest.mark.parametrize("line", ["a: @张伟和@陈静 写文档", "ACTION: 张伟 and 陈静 to 写文档", "a: 写文档 @张伟 +陈静"])
def test_what_joins_two_names_is_no_word_of_the_task(line: str) -> None:
    assert parse(line, FRAME).text == "写文档"


def test_what_is_certain_is_taken() -> None:
    read = certain_line(parse("a: 写文档 @张 +陈静 截止3月9日 => 文档", FRAME), PEOPLE)
    assert read.action is not None
    assert (read.action.title, read.action.owner, read.action.collaborators) == ("写文档", "", ("陈静",))
    assert (read.action.due, read.action.deliverable) == (date(2026, 3, 9), "文档")


def test_who_owns_it_does_not_help_himself() -> None:
    read = certain_line(parse("a: 写文档 @张伟 +张伟 +陈静", FRAME), PEOPLE)
    assert read.action is not None
    assert (read.action.owner, read.action.collaborators) == ("张伟", ("陈静",))


@given(st.text(alphabet="ard:/@+!=> 张伟陈静Bobdue31", min_size=1, max_size=40).filter(str.strip))
def test_no_line_is_refused_and_no_word_of_it_lost(line: str) -> None:
    read = certain_line(parse(line, FRAME), PEOPLE)
    assert read.text or read.kind == "command"


def test_a_line_asks_of_few_people_however_many_it_names() -> None:
    line = "a: x" + " +a" * 1000
    parsed = parse(line, FRAME)
    assert len(list(unclear_parts(parsed, PEOPLE, today=FRIDAY))) <= MOST_MARKS + 2
    read = certain_line(parsed, PEOPLE).action
    assert read is not None
    assert read.title == "x" + " +a" * (1000 - MOST_MARKS)


@pytest.mark.parametrize(
    ("phrase", "days"),
    [
        ("12月第二周", [date(2026, 12, 11)]),
        ("13月第二周", []),  # no such month
        ("last week of foo", []),
    ],
)
def test_the_friday_of_a_week_of_a_month_is_offered(phrase: str, days: list[date]) -> None:
    assert list(possible_days(phrase, FRIDAY)) == days


@pytest.mark.parametrize("line", ["a: 周五", "a: 3月9日，"])
def test_a_day_with_nothing_to_do_behind_it_is_not_due_then(line: str) -> None:
    assert parse(line, FRAME).marks == ()


@pytest.mark.parametrize("line", ["a: 写文档，两天", "a: 联调延期3天"])
def test_a_length_of_time_is_no_day_in_doubt(line: str) -> None:
    assert parse(line, FRAME).in_doubt is None


@pytest.mark.parametrize(
    ("line", "title", "owner"),
    [
        ("a: 盘点 @张伟（财务部） 截止3月9日", "盘点", "张伟 (财务部)"),
        ("a: 盘点 @张伟（三楼） 截止3月9日", "盘点 （三楼）", "张伟"),
        ("a: 盘点 @陈静（财务部） 截止3月9日", "盘点 （财务部）", "陈静"),
    ],
    ids=["of two of the name one is there", "nobody is there", "nobody else is called so"],
)
def test_the_department_behind_a_name_that_several_share_belongs_to_it(line: str, title: str, owner: str) -> None:
    people = [*PEOPLE, Somebody("P7", "张伟", ("zhang2@example.test",), "财务部")]
    read = parse(line, CaptureFrame("zh", FRIDAY, [one.name for one in people], people=people))
    assert (read.text, read.value("owner")) == (title, owner)
