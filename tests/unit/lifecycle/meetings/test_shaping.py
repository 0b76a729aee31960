from datetime import UTC, date, datetime

import pytest

from collabtui.domain.meetings.agenda import AgendaRow, material_missing, rows_of
from collabtui.domain.meetings.meeting import Meeting
from collabtui.errors import Refused, Unknown
from collabtui.formats.agenda.agenda_line import read_agenda_line
from collabtui.lifecycle.base.acting import Acting, Workspace
from collabtui.lifecycle.bookings.typed_time import When, read_when
from collabtui.lifecycle.meetings import edit_agenda_lines


@pytest.fixture
def acting(planned: Workspace) -> Acting:
    return planned.as_user("key")


def add(acting: Acting, text: str, after: AgendaRow | None = None) -> Meeting:
    return edit_agenda_lines.add_line(acting, "M1", read_agenda_line(text), after).meeting


def slots(meeting: Meeting) -> list[tuple[str, int, str]]:
    return [(slot.title, slot.minutes, slot.lead) for slot in meeting.slots]


def test_lines_go_where_they_belong(acting: Acting) -> None:
    add(acting, "15m 进展 @张伟", AgendaRow("slot", 0))
    add(acting, "收尾")
    add(acting, "? 谁出预算")
    add(acting, "材料: plan.pdf", AgendaRow("slot", 1))
    add(acting, "材料: 总表.xlsx", AgendaRow("goal"))
    add(acting, "地点: 5号会议室")
    add(acting, "事项: 新事")
    meeting = add(acting, "+ 赵强, 周敏 <zhou@example.test>")
    assert slots(meeting) == [("开场", 10, ""), ("进展", 15, "张伟"), ("核心问题", 40, ""), ("收尾", 10, "")]
    assert (meeting.questions, meeting.slots[1].material, meeting.material) == (
        ("谁出预算",),
        ("plan.pdf",),
        ("总表.xlsx",),
    )
    assert (meeting.place, len(meeting.participants)) == ("5号会议室", 6)
    assert [row.kind for row in rows_of(meeting)] == [
        "slot", "slot", "slot-material", "slot", "slot", "goal", "question", "material",
    ]  # fmt: skip


def test_a_line_takes_the_place_of_another_and_keeps_what_it_does_not_say(acting: Acting) -> None:
    add(acting, "材料: plan.pdf", AgendaRow("slot", 1))
    meeting = edit_agenda_lines.replace_line(
        acting, "M1", AgendaRow("slot", 1), read_agenda_line("30m 关键问题 @陈静")
    ).meeting
    assert slots(meeting)[1] == ("关键问题", 30, "陈静")
    assert meeting.slots[1].material == ("plan.pdf",)
    meeting = edit_agenda_lines.replace_line(
        acting, "M1", AgendaRow("slot-material", 1, 0), read_agenda_line("材料: plan-2.pdf")
    ).meeting
    assert meeting.slots[1].material == ("plan-2.pdf",)
    meeting = edit_agenda_lines.replace_line(acting, "M1", AgendaRow("goal"), read_agenda_line("? 目标是什么")).meeting
    assert (meeting.goal, meeting.questions) == ("", ("目标是什么",))


def test_lines_are_removed(acting: Acting) -> None:
    add(acting, "材料: plan.pdf", AgendaRow("slot", 0))
    add(acting, "? 谁出预算")
    add(acting, "材料: 总表.xlsx")
    for row in (
        AgendaRow("slot-material", 0, 0),
        AgendaRow("question", 0),
        AgendaRow("material", 0),
        AgendaRow("goal"),
        AgendaRow("slot", 1),
    ):
        edit_agenda_lines.remove_line(acting, "M1", row)
    meeting = acting.store.get(Meeting, "M1")
    assert rows_of(meeting) == [AgendaRow("slot", 0)]


@pytest.mark.parametrize(
    ("minutes", "halves"), [(40, (20, 20)), (25, (15, 10)), (10, (5, 5)), (7, (4, 3)), (2, (1, 1))]
)
def test_a_slot_is_split_without_losing_a_minute(acting: Acting, minutes: int, halves: tuple[int, int]) -> None:
    edit_agenda_lines.replace_line(acting, "M1", AgendaRow("slot", 0), read_agenda_line(f"{minutes}m 开场 @李明"))
    meeting = edit_agenda_lines.split_slot(acting, "M1", 0).meeting
    assert slots(meeting)[:2] == [("开场", halves[0], "李明"), ("开场", halves[1], "李明")]


def test_a_minute_is_not_split(acting: Acting) -> None:
    edit_agenda_lines.replace_line(acting, "M1", AgendaRow("slot", 0), read_agenda_line("1m 开场"))
    with pytest.raises(Refused, match=r"agenda\.too_short"):
        edit_agenda_lines.split_slot(acting, "M1", 0)


def test_material_is_missing_until_it_is_marked(acting: Acting) -> None:
    add(acting, "材料: plan.pdf", AgendaRow("slot", 0))
    meeting = add(acting, "材料: 总表.xlsx")
    assert material_missing(meeting) == ["plan.pdf", "总表.xlsx"]
    meeting = edit_agenda_lines.mark_material(acting, "M1", "plan.pdf").meeting
    assert material_missing(meeting) == ["总表.xlsx"]
    assert material_missing(edit_agenda_lines.mark_material(acting, "M1", "plan.pdf").meeting) == [
        "plan.pdf",
        "总表.xlsx",
    ]


def test_another_time_asks_everybody_again_and_keeps_the_length(acting: Acting) -> None:
    with acting.transaction() as tx:
        meeting = tx.get(Meeting, "M1")
        coming = tuple(one.model_copy(update={"partstat": "accepted"}) for one in meeting.participants)
        tx.put(meeting.model_copy(update={"participants": coming}))
    meeting = add(acting, "时间: 下周三 9:30")
    assert (meeting.start, meeting.end) == (
        datetime(2026, 3, 4, 1, 30, tzinfo=UTC),
        datetime(2026, 3, 4, 2, 20, tzinfo=UTC),
    )
    assert {one.partstat for one in meeting.participants} == {"needs-action"}
    with pytest.raises(Refused, match=r"agenda\.when"):
        add(acting, "时间: 尽快")


def test_another_end_is_on_the_same_day(acting: Acting) -> None:
    meeting = add(acting, "结束: 15:30")
    assert (meeting.start, meeting.end) == (
        datetime(2026, 3, 2, 6, tzinfo=UTC),
        datetime(2026, 3, 2, 7, 30, tzinfo=UTC),
    )
    with pytest.raises(Refused, match=r"ends_before_start"):
        add(acting, "end: 13:00")


def test_there_is_one_facilitator(acting: Acting) -> None:
    assert [one.role for one in add(acting, "主持人: 陈静").participants] == [
        "participant", "participant", "facilitator", "participant",
    ]  # fmt: skip


def test_there_is_one_scribe(acting: Acting) -> None:
    add(acting, "记录人: 陈静")
    meeting = add(acting, "记录人: 张伟")
    assert [one.role for one in meeting.participants] == ["facilitator", "scribe", "participant", "participant"]
    with pytest.raises(Unknown, match=r"name\.unknown"):
        add(acting, "+ 赵墙")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2026-03-06 14:00", "2026-03-06T14:00", None),
        ("周五 14:00-15:30", "2026-03-06T14:00", "2026-03-06T15:30"),
        ("tomorrow 9:30", "2026-03-03T09:30", None),
        ("下周三下午3点", "2026-03-11T15:00", None),
        ("3月6日 14:00", "2026-03-06T14:00", None),
        ("fri 2pm", "2026-03-06T14:00", None),
        ("今天下午四点半", "2026-03-02T16:30", None),
        ("周五三点一刻", "2026-03-06T03:15", None),
        ("周二十点", "2026-03-03T10:00", None),
        ("明天晚上八点二十五分", "2026-03-03T20:25", None),
        ("下周三上午十一点 - 十二点半", "2026-03-11T11:00", "2026-03-11T12:30"),
    ],
)
def test_a_day_in_words_with_an_hour_is_a_time(text: str, start: str, end: str | None) -> None:
    when = read_when(text, locale="zh", today=date(2026, 3, 2))
    assert when == When(datetime.fromisoformat(start), datetime.fromisoformat(end) if end else None)


@pytest.mark.parametrize("text", ["", "周五", "14:00", "soon 14:00", "周五 25:00", "2026-02-30 14:00"])
def test_no_time_is_guessed(text: str) -> None:
    with pytest.raises(Refused):
        read_when(text, locale="zh", today=date(2026, 3, 2))


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("周四 15:00", "2026-03-19T15:00"),
        ("周一 9:30", "2026-03-16T09:30"),
        ("15:00", "2026-03-18T15:00"),
        ("明天 15:00", "2026-03-03T15:00"),
        ("3月5日 15:00", "2026-03-05T15:00"),
        ("下周四 15:00", "2026-03-12T15:00"),
        ("2026-03-20 15:00", "2026-03-20T15:00"),
        ("月底 15:00", "2026-03-31T15:00"),
        ("5号 15:00", "2026-03-05T15:00"),
    ],
)
def test_a_weekday_alone_is_of_the_week_of_the_meeting_that_is_moved(text: str, start: str) -> None:
    """It stands on Wednesday 18 March, and is moved on Monday 2 March."""
    when = read_when(text, locale="zh", today=date(2026, 3, 2), stands=date(2026, 3, 18))
    assert when == When(datetime.fromisoformat(start))


@pytest.mark.parametrize(("text", "day"), [("Thu 15:00", 19), ("thursday 15:00", 19), ("tomorrow 15:00", 3)])
def test_so_it_is_in_english(text: str, day: int) -> None:
    when = read_when(text, locale="en", today=date(2026, 3, 2), stands=date(2026, 3, 18))
    assert when.start == datetime.fromisoformat(f"2026-03-{day:02}T15:00")


def test_in_its_own_week_it_is_the_coming_one() -> None:
    when = read_when("周一 15:00", locale="zh", today=date(2026, 3, 4), stands=date(2026, 3, 6))
    assert when.start == datetime.fromisoformat("2026-03-09T15:00")
