"""Two days, or two owners, of which one is meant: neither is taken, both are offered."""

import pytest

from collabtui.language.capture.capture_line import parse
from collabtui.language.capture.unclear_parts import line_with, unclear_parts
from support.scribe import PEOPLE, TUESDAY, frame, taken


@pytest.mark.parametrize(
    ("said", "offers"),
    [
        ("截止12月4日还是7日", "12-04 12-07"),
        ("截止12月4日还是12月7日", "12-04 12-07"),
        ("12月4日还是7日前", "12-04 12-07"),
        ("周四还是周五前", "12-03 12-04"),
        ("截止周四还是周五", "12-03 12-04"),
        ("截止周四抑或周五", "12-03 12-04"),
        ("截止4日还是7日", "12-04 12-07"),
        ("截止4号还是7号", "12-04 12-07"),
        ("截止明天还是后天", "12-02 12-03"),
        ("截止12/20还是12/21", "12-20 12-21"),
        ("截止4号，不对，7号", "12-04 12-07"),
        ("截止12月4号，不，12月7号", "12-04 12-07"),
        ("截止周五，哦不，下周一", "12-04 12-07"),
        ("截止周五 不对 下周一", "12-04 12-07"),
        ("周五，不对，下周一", "12-04 12-07"),
        ("截止周五，更正，下周一", "12-04 12-07"),
        ("截止本周五，最迟下周一", "12-04 12-07"),
        ("截止周五（下周一？）", "12-04 12-07"),
        ("截止12月4日？7日？", "12-04 12-07"),
        ("due 4 December, no, 7 December", "12-04 12-07"),
        ("due 4 December or 7 December", "12-04 12-07"),
        ("due Dec 4 or 7", "12-04 12-07"),
        ("due between 4 and 7 December", "12-04 12-07"),
        ("due Friday, I mean Monday", "12-04 12-07"),
        ("due Friday, sorry, Monday", "12-04 12-07"),
        ("due Friday, actually next Monday", "12-04 12-07"),
        ("by Friday, no, Monday", "12-04 12-07"),
        ("by Thursday, maybe Friday", "12-03 12-04"),
        ("due Friday, latest Monday", "12-04 12-07"),
        ("due Friday (Monday?)", "12-04 12-07"),
    ],
)
def test_of_two_days_none_is_taken_and_both_are_offered(said: str, offers: str) -> None:
    read = taken(f"a: 写稿 @陈静 {said}")
    assert (read.owner, read.due) == ("陈静", "")
    assert " ".join(day.removeprefix("2026-") for day in read.asked["due"].offers[:2]) == offers


@pytest.mark.parametrize(
    ("line", "settled"),
    [
        ("a: 写稿 @陈静 截止12月4日还是7日", "a: 写稿 @陈静 due 2026-12-07"),
        ("a: 写稿 @陈静 12月4日还是7日前", "a: 写稿 @陈静 due 2026-12-07"),
        ("a: 写稿 @陈静 截止周五（下周一？） => 初稿", "a: 写稿 @陈静 due 2026-12-07 => 初稿"),
        ("a: write it @Bob due Friday, no, Monday", "a: write it @Bob due 2026-12-07"),
    ],
)
def test_one_of_them_takes_the_place_of_both(line: str, settled: str) -> None:
    (part,) = unclear_parts(parse(line, frame(line)), PEOPLE, today=TUESDAY)
    assert line_with(line, part, "2026-12-07") == settled


@pytest.mark.parametrize(
    ("line", "title", "due"),
    [
        ("a: 写稿 @陈静 截止周五，不开会", "写稿 不开会", "12-04"),
        ("a: 写稿 @陈静 截止周五，可能周六上线", "写稿 可能周六上线", "12-04"),
        ("a: 写稿 @陈静 截止周五（下周一评审用）", "写稿 （下周一评审用）", "12-04"),
        ("a: 写稿 @陈静 截止周五，下周一复盘用", "写稿 下周一复盘用", "12-04"),
        ("a: 写稿 @陈静 截止周五还是发邮件", "写稿 还是发邮件", "12-04"),
        ("a: 写稿 @陈静 截止12月4日，周五", "写稿", "12-04"),
        ("a: 写稿 @陈静 截止12月4日（周五）", "写稿", "12-04"),
        ("a: write it @Bob due Friday, no meeting Monday", "write it no meeting Monday", "12-04"),
        ("a: write it @Bob due Friday (Monday's review)", "write it (Monday's review)", "12-04"),
        ("a: write it @Bob due Friday or call Carol", "write it or call Carol", "12-04"),
        ("a: write it @Bob due Friday not Thursday", "write it not Thursday", "12-04"),
    ],
)  # fmt: skip
def test_another_day_in_what_is_to_be_done_asks_nothing(line: str, title: str, due: str) -> None:
    read = taken(line)
    assert (read.line.text, read.due) == (title, due)
    assert "due" not in read.asked


@pytest.mark.parametrize(
    ("said", "offers"),
    [
        ("@陈静还是张伟", ("陈静", "张伟")),
        ("@陈静/@张伟", ("陈静", "张伟")),
        ("@陈静抑或@张伟", ("陈静", "张伟")),
        ("@陈静，不对，@张伟", ("陈静", "张伟")),
        ("@Bob, no, @Alice", ("Bob Brown", "Alice Zhang")),
        ("@Bob/@Alice", ("Bob Brown", "Alice Zhang")),
        ("owner: Bob or Alice", ("Bob Brown", "Alice Zhang")),
        ("负责人：陈静还是张伟", ("陈静", "张伟")),
    ],
)
def test_of_two_owners_none_is_taken_and_what_joins_them_is_no_title(said: str, offers: tuple[str, ...]) -> None:
    read = taken(f"a: 写稿 {said} 截止周五")
    assert (read.line.text, read.owner, read.due) == ("写稿", "", "12-04")
    assert read.asked["owner"].offers[:2] == offers
