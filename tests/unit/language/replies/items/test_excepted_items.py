"""Items that are left out of what is said of all: behind it, in brackets, with what is said of them in brackets."""

from datetime import date
from typing import Literal

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.clauses import pieces
from collabtui.language.replies.item_statements.notes_on_several import note_on_spared
from collabtui.language.replies.marking.marking import Marker
from collabtui.language.replies.understand import understand
from collabtui.language.replies.words.blocks import blocks
from collabtui.language.replies.words.line_shapes import shaped
from collabtui.language.replies.words.vocabulary import vocabulary
from support.written_replies import new_text

TITLES = {
    "en": ("Prepare the customer list", "Sign the carrier contract", "Roll out the time sheets", "Write the handbook"),
    "zh": ("整理客户名单", "签订运输合同", "上线考勤系统", "撰写培训手册"),
}
ALL_BUT_TWO = {"A1", "A3", "A4"}


def read(text: str) -> Understanding:
    locale: Literal["en", "zh"] = "en" if text.isascii() else "zh"
    days = (date(2026, 3, 13), date(2026, 3, 18), date(2026, 3, 20), date(2026, 3, 25))
    items = tuple(
        Item(ref=f"A{n}", title=title, number=n, due=due)
        for n, (title, due) in enumerate(zip(TITLES[locale], days, strict=True), 1)
    )
    situation = ReplyContext(items=items, locale=locale, written=date(2026, 3, 9), answers_ours=True)
    return understand(new_text(text), situation)


def done(found: Understanding) -> set[str]:
    return {one.ref for one in found.updates if one.status == "done"}


@pytest.mark.parametrize(
    "text",
    [
        "All done (except 2)",
        "All done. Except 2.",
        "All done - except 2",
        "all done! apart from 2",
        "全部完成。除了2。",
        "都做完了；除第2项外",
        "All done (apart from 2)",
        "all done, 2 excepted",
        "All done (2 excluded)",
        "Everything is finished (but not 2)",
        "All completed (excluding item 2)",
        "都做完了（2除外）",
        "都做完了，2除外",
        "第2项除外，都完成了",
        "全部完成（不含2）",
        "都完成了（除了2）",
        "2除外，其余都完成了",
    ],
)
def test_what_is_left_out_is_not_done(text: str) -> None:
    found = read(text)
    assert (done(found), found.doubt, found.proposals) == (ALL_BUT_TWO, "", ())


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        ("all done except 2 (done by Friday)", "done by Friday"),
        ("all done except 2 (Friday)", "Friday"),
        ("All done, except item 2 (will be done on Friday)", "will be done on Friday"),
        ("除了2（周五做完），都完成了", "周五做完"),
        ("除了2（周五做完），其他都完成了", "周五做完"),
        ("都完成了，除了2（周五完成）", "周五完成"),
    ],
)
def test_the_bracket_behind_it_is_said_of_it(text: str, left_out: str) -> None:
    found = read(text)
    assert done(found) == ALL_BUT_TWO
    assert [(one.ref, one.note) for one in found.updates if one.note] == [("A2", left_out)]
    assert not found.doubt


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("all done except 2 (50%)", "in-progress"),
        ("Everything except 2 (in progress) is done", "in-progress"),
        ("All except 2 (not started) are done", "not-started"),
        ("除了2（还在走流程），其他都完成了", "in-progress"),
        ("除了2（完成50%），其他都完成了", "in-progress"),
        ("都完成了，除了2（未开始）", "not-started"),
    ],
)
def test_its_status_is_read_there(text: str, status: str) -> None:
    found = read(text)
    assert done(found) == ALL_BUT_TWO
    assert [one.status for one in found.updates if one.ref == "A2"] == [status]


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Everything except 2 (by 24 March) is done", date(2026, 3, 24)),
        ("all done except 2 (needs until 24 March)", date(2026, 3, 24)),
        ("除了2（4月1日交），其余完成", date(2026, 4, 1)),
        ("都完成了，除了2（延期到4月1日）", date(2026, 4, 1)),
    ],
)
def test_another_day_is_asked_for_there(text: str, due: date) -> None:
    found = read(text)
    assert done(found) == ALL_BUT_TWO
    assert [(one.ref, one.ask, one.due) for one in found.requests] == [("A2", "postpone", due)]


@pytest.mark.parametrize("text", ["all done except 2 (done)", "all done except 2 (sent)", "都完成了，除了2（已完成）"])
def test_what_is_left_out_and_done_waits(text: str) -> None:
    found = read(text)
    assert not found.updates
    assert found.doubt


@pytest.mark.parametrize(
    ("text", "refs"),
    [
        ("1: yes. 2: no. 3: half way.", {"A3"}),
        ("1 yes. 2 no. 3 half way", {"A3"}),
        ("2 - no. 3 - 50%", {"A3"}),
        ("2) no. 3) in progress", {"A3"}),
        ("A2: no. A3: 50%", {"A3"}),
        ("2 no. 3 at 40%", {"A3"}),
        ("no. 2 and no. 3 are in progress", {"A2", "A3"}),
        ("2, no. 3 in progress", {"A2", "A3"}),
        ("No. 3 in progress", {"A3"}),
    ],
)
def test_a_no_behind_an_item_begins_no_other(text: str, refs: set[str]) -> None:
    assert {one.ref for one in read(text).updates if one.status == "in-progress"} == refs


@pytest.mark.parametrize(
    ("text", "refs"),
    [
        ("1 ok done 2 nope 3 70% 4 not yet", {"A3"}),
        ("1 yes finished 2 nope 3 like a third of it", {"A3"}),
        ("1 done 2 nope nope 3 say 60 percent", {"A3"}),
        ("1 done 2 no 3 a quarter of it 4 nope", {"A3"}),
        ("1: yes, 2: no, 3: 50%", {"A3"}),
        ("2 nah, 3 in progress", {"A3"}),
        ("2 and 3 in progress", {"A2", "A3"}),
        ("2, 3 at 50%", {"A2", "A3"}),
    ],
)
def test_a_no_between_items_is_of_the_one_before(text: str, refs: set[str]) -> None:
    assert {one.ref for one in read(text).updates if one.status == "in-progress"} == refs


@pytest.mark.parametrize(
    "text",
    [
        "2 no",
        "2 no ",
        "2 nope!",
        "2除外",
        "(except 2)",
        "2 excepted",
        "no. 2: no. 3",
        "1 no 2 no",
        "（除了2）",
        "2、3除外。",
    ],
)
def test_what_stands_for_a_mark_keeps_its_places(text: str) -> None:
    assert len(shaped(text)) == len(text)


def not_begun(found: Understanding) -> set[str | None]:
    offered = {one.ref for one in found.proposals if one.status == "not-started"}
    return offered | {one.ref for one in found.updates if one.status == "not-started"}


@pytest.mark.parametrize(
    "text",
    [
        "除2外均未开始",
        "除2外都没开始",
        "除2以外均未开始，2刚起头",
        "除了2，均未开始",
        "除第2项外均未启动",
        "Apart from 2, none started",
        "Except for 2, nothing has started",
        "none started except 2",
        "都没开始，除了2",
        "均未开始（除了2）",
        "都没开始，2除外",
        "Not started yet, apart from 2",
        "All not started, except 2",
    ],
)
def test_what_is_denied_of_all_but_one_is_not_of_that_one(text: str) -> None:
    found = read(text)
    assert not_begun(found) == ALL_BUT_TWO


@pytest.mark.parametrize(
    "text", ["除了2没完成，其余都好了", "除了2还没完成，其他都完成了", "除了都没开始的2，其余完成"]
)
def test_what_is_denied_of_the_one_is(text: str) -> None:
    found = read(text)
    assert not_begun(found) <= {"A2"}
    assert "A2" not in done(found)


NOT_STARTED = [
    ("Apart from 1, which has not started, all done", {1: "not-started"}),
    ("Apart from 1 which has not started, I have finished all", {1: "not-started"}),
    ("Apart from 1, not started yet, all done", {1: "not-started"}),
    ("Apart from 1 and 3, which have not started, all done", {1: "not-started", 3: "not-started"}),
    ("Except 2, which is blocked, everything is done", {2: "blocked"}),
    ("Excluding 4, which is at 40%, all done", {4: "in-progress"}),
    ("除了1还没开始，都完成了", {1: "not-started"}),
    ("除2、4未动，均已完成", {2: "not-started", 4: "not-started"}),
    ("除了运输合同卡住了，其他都完成了", {2: "blocked"}),
    ("除了3做到40%，其他都完成了", {3: "in-progress"}),
]


@pytest.mark.parametrize(("text", "left_out"), NOT_STARTED)
def test_what_is_left_out_first_is_not_among_all(text: str, left_out: dict[int, str]) -> None:
    found = read(text)
    offered = {(one.ref, one.status) for one in found.proposals}
    assert done(found) == {"A1", "A2", "A3", "A4"} - {f"A{n}" for n in left_out}
    assert offered == {(f"A{n}", status) for n, status in left_out.items()}


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("Except 2 that is still blocked everything is done", "A2"),
        ("Other than 2, still open, all done", "A2"),
        ("Apart from 2, which is done, all are in progress", "A2"),
        ("All done, apart from 2, which has not started", "A2"),
    ],
)
def test_of_what_is_left_out_nothing_is_told_that_is_said_of_all(text: str, ref: str) -> None:
    found = read(text)
    statuses = {one.status for one in found.updates if one.ref == ref}
    statuses |= {one.status for one in found.proposals if one.ref == ref}
    assert statuses <= {None, "blocked", "not-started"}


@pytest.mark.parametrize(("text", "asks"), [("Which of them is open? All done", True), ("1, which is it?", True)])
def test_a_which_that_asks_goes_on_asking(text: str, asks: bool) -> None:
    assert (read(text).doubt == "question") is asks


@pytest.mark.parametrize(
    ("text", "noted"),
    [("除了2", False), ("Except 2", False), ("除了2等盖章", True), ("Except 2, which waits for legal", True)],
)
def test_what_is_left_out_has_a_note_only_where_something_is_said_of_it(text: str, *, noted: bool) -> None:
    words = vocabulary({})
    situation = ReplyContext(items=(Item(ref="A2", title="许可证", number=2),), locale="zh", written=date(2026, 3, 10))
    marked = Marker(words, situation).mark(next(blocks(new_text(text), words.folding)))
    assert bool(note_on_spared(pieces(marked)[0], ("A2",))) == noted


@pytest.mark.parametrize(
    ("text", "finished"),
    [
        ("1 done. Except 2.", {"A1"}),
        ("1 done. Except 2, all done.", ALL_BUT_TWO),
        ("All done - except 2 and 3", {"A1", "A4"}),
        ("1和3完成。除了2", {"A1", "A3"}),
    ],
)
def test_an_exception_apart_is_one_to_all_alone(text: str, finished: set[str]) -> None:
    found = read(text)
    assert done(found) == finished
    assert not found.proposals


@pytest.mark.parametrize("text", ["All postponed to 27 March. Except 2.", "全部延期到3月27日。除了2"])
def test_what_is_asked_for_all_is_not_asked_for_it(text: str) -> None:
    found = read(text)
    assert {one.ref for one in found.requests} | {one.ref for one in found.proposals} == ALL_BUT_TWO
