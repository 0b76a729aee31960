from datetime import timedelta

import pytest

from collabtui.domain.action import Action
from collabtui.domain.meetings.meeting import Decision, Entry, Meeting
from collabtui.domain.meetings.meeting_clock import projected_end
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.live import edit_entry, run
from collabtui.lifecycle.live.record_stream import RecordStream
from collabtui.lifecycle.minutes.minutes_content import minutes_of
from collabtui.lifecycle.minutes.publish import publish
from support.replies import outgoing
from support.world import NOTES, Clock


@pytest.fixture(autouse=True)
def at_two(planned: Workspace, clock: Clock) -> None:
    clock.set("2026-03-02T14:00+08:00")


def test_notes_become_what_was_decided_and_who_does_what(planned: Workspace, clock: Clock) -> None:
    clock.set("2026-03-02T15:00+08:00")
    taken = run.record(planned.as_user("command"), "M1", NOTES)
    assert [captured.thing.ref for captured in taken if captured.thing] == ["D1", "A1", "A2", "A3", "Q1"]
    action = planned.store.get(Action, "A2")
    assert (action.title, str(action.due), action.deliverable) == ("完成压力测试", "2026-03-13", "测试报告")
    assert len(action.collaborators) == 1
    assert planned.store.get(Meeting, "M1").state == "recorded"


def test_one_bad_line_and_nothing_of_the_notes_is_there(planned: Workspace) -> None:
    with pytest.raises(Refused, match=r"record\.line.*line=2.*@没有这个人") as refused:
        run.record(planned.as_user("command"), "M1", ["d: 先这样", "a: 提供文档 @没有这个人 截止3月6日"])
    assert refused.value.values["line"] == 2
    assert planned.store.find(Decision, meeting="M1") == []
    assert planned.store.get(Meeting, "M1").state == "planned"


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("a: 一件事 @张伟 @陈静 截止3月6日", "two_owners"),
        ("a: 一件事 @张伟 截止2月30日", "no_such_day"),
        ("a: 一件事 @张伟 +张伟 截止3月6日", "owner_collaborates"),
        ("/extend", "capture"),
        ("/slot 9", "no_such_slot"),
        ("/nonsense", "unknown_command"),
    ],
)
def test_what_cannot_be_is_refused_with_its_line(planned: Workspace, line: str, key: str) -> None:
    with pytest.raises(Refused, match=r"record\.line") as refused:
        run.record(planned.as_user("command"), "M1", ["/start", line])
    assert key in str(refused.value.values["why"])


def test_an_action_without_owner_is_taken_down_and_named(planned: Workspace) -> None:
    (captured,) = run.record(planned.as_user("command"), "M1", ["a: 谁来做还没定 截止3月6日 交付:方案"])
    assert [finding.key for finding in captured.findings] == ["action.no_owner"]


def test_slots_run_one_after_the_other_and_the_end_moves_with_them(planned: Workspace, clock: Clock) -> None:
    run.start(planned.as_user("key"), "M1")
    clock.set("2026-03-02T14:15+08:00")
    meeting = run.capture(planned.as_user("key"), "M1", "/next").meeting
    assert meeting.running_slot == 1
    assert projected_end(meeting, clock()) == clock() + timedelta(minutes=40)
    meeting = run.capture(planned.as_user("key"), "M1", "/extend 5").meeting
    assert projected_end(meeting, clock()) == clock() + timedelta(minutes=45)
    with pytest.raises(Refused, match="no_such_slot"):
        run.capture(planned.as_user("key"), "M1", "/next")
    run.capture(planned.as_user("key"), "M1", "/slot 1")
    assert planned.store.get(Meeting, "M1").slots[1].ended_at == clock()


def test_the_last_line_is_taken_back_with_what_it_made(planned: Workspace) -> None:
    run.start(planned.as_user("key"), "M1")
    run.capture(planned.as_user("key"), "M1", "a: 提供文档 @张伟 截止3月6日")
    run.capture(planned.as_user("key"), "M1", "/undo")
    assert planned.store.get(Action, "A1").status == "cancelled"
    assert planned.store.find(Entry, meeting="M1", undone=False) == []
    again = run.capture(planned.as_user("key"), "M1", "a: 提供文档 @张伟 截止3月6日")
    assert again.thing is not None
    assert again.thing.ref == "A2"


def test_attendance_is_taken_by_name_and_assumed_of_the_rest(planned: Workspace) -> None:
    run.record(planned.as_user("command"), "M1", ["/absent 陈静", "/end"])
    meeting = planned.store.get(Meeting, "M1")
    assert [one.attendance for one in meeting.participants] == ["present", "present", "absent", "present"]


def test_attendance_of_several_is_taken_in_one_line(planned: Workspace) -> None:
    run.record(planned.as_user("command"), "M1", ["/absent 陈静、张伟", "/end"])
    marks = {one.person: one.attendance for one in planned.store.get(Meeting, "M1").participants}
    absent = {planned.store.get(Person, ref).name for ref, mark in marks.items() if mark == "absent"}
    assert absent == {"陈静", "张伟"}


def test_where_nobody_took_attendance_nothing_is_known_of_anybody(planned: Workspace, clock: Clock) -> None:
    clock.set("2026-03-02T15:00+08:00")
    run.record(planned.as_user("command"), "M1", ["d: 先做接口", "/end"])
    assert {one.attendance for one in planned.store.get(Meeting, "M1").participants} == {"unknown"}
    publish(planned.as_user("command"), "M1")
    assert "出席：未记录" in outgoing(planned, "zhang@example.test", "minutes").text


def test_who_was_late_is_entered_after_the_meeting_without_an_hour(planned: Workspace) -> None:
    run.record(planned.as_user("command"), "M1", ["/absent 陈静", "/end"])
    run.attend(planned.as_user("key"), "M1", "P2", "late")
    late = planned.store.get(Meeting, "M1").participant("P2")
    assert late is not None
    assert (late.attendance, late.arrived_at) == ("late", None)


def test_no_objection_stamps_the_slot(planned: Workspace, clock: Clock) -> None:
    run.start(planned.as_user("key"), "M1")
    meeting = run.agree(planned.as_user("key"), "M1", "先做接口")
    assert meeting.slots[0].agreed_at == clock()
    (entry,) = planned.store.find(Entry, meeting="M1")
    assert (entry.kind, entry.text) == ("consensus", "先做接口")


def test_a_meeting_cannot_be_recorded_before_it_is_planned_or_after_it_was_called_off(planned: Workspace) -> None:
    with pytest.raises(Refused, match="not_running"):
        run.capture(planned.as_user("key"), "M1", "d: zu früh")


def test_an_end_by_mistake_is_taken_back_whatever_zone_the_clock_speaks(planned: Workspace, clock: Clock) -> None:
    run.start(planned.as_user("key"), "M1")
    before = planned.store.get(Meeting, "M1")
    run.end(planned.as_user("key"), "M1")
    undo_last(planned.as_user("key"))
    after = planned.store.get(Meeting, "M1")
    assert after.model_copy(update={"version": before.version}) == before


def test_attendance_is_set_by_ref_and_can_be_late(planned: Workspace) -> None:
    run.start(planned.as_user("key"), "M1")
    who = planned.store.get(Meeting, "M1").participants[2].person
    meeting = run.attend(planned.as_user("key"), "M1", who, "late")
    assert [one.attendance for one in meeting.participants] == ["unknown", "unknown", "late", "unknown"]


def test_a_line_gets_other_words_and_what_it_made_keeps_its_number(planned: Workspace) -> None:
    run.record(planned.as_user("command"), "M1", ["d: 冻结日3月4日", "a: 写文当 @张伟 截止3月6日", "随便说说"])
    edit_entry.reword(planned.as_user("key"), "D1", "冻结日为3月5日")
    edit_entry.reword(planned.as_user("key"), "A1", "写文档")
    edit_entry.reword(planned.as_user("key"), "E3", "说说")
    assert planned.store.get(Decision, "D1").text == "冻结日为3月5日"
    assert planned.store.get(Action, "A1").title == "写文档"
    assert [entry.text for entry in planned.store.find(Entry, meeting="M1")] == ["冻结日为3月5日", "写文档", "说说"]
    edit_entry.withdraw_entry(planned.as_user("key"), "D1")
    edit_entry.withdraw_entry(planned.as_user("key"), "E3")
    assert planned.store.get(Decision, "D1").withdrawn
    assert [entry.ref for entry in planned.store.find(Entry, meeting="M1", undone=False)] == ["E2"]


@pytest.mark.parametrize(
    ("lines", "began", "over"),
    [
        (["d: 定了"], "14:00", "14:50"),
        (["/start", "d: 定了", "/end"], "14:00", "14:50"),
        (["/start 14:10", "d: 定了", "/end"], "14:10", "14:50"),
        (["/start 14:02", "d: 定了", "/end 15:20"], "14:02", "15:20"),
        (["/start 14:02", "/next", "d: 定了", "/end 14:40"], "14:02", "14:40"),
        (["/start 15:30", "d: 定了", "/end"], "15:30", "15:30"),
        (["/开始 14:10", "d: 定了", "/结束"], "14:10", "14:50"),
        (["#startmeeting", "d: 定了", "#endmeeting"], "14:00", "14:50"),
        (["/START", "d: 定了", "/End"], "14:00", "14:50"),
        (["/开始", "/etc/hosts 改了", "/结束"], "14:00", "14:50"),
    ],
)
def test_notes_that_are_typed_in_on_the_next_day_are_of_the_time_that_was_planned(
    planned: Workspace, clock: Clock, lines: list[str], began: str, over: str
) -> None:
    clock.set("2026-03-03T02:06+08:00")
    run.record(planned.as_user("command"), "M1", lines)
    meeting = planned.store.get(Meeting, "M1")
    zone = planned.config.organiser.zone
    assert meeting.started_at is not None
    assert meeting.ended_at is not None
    held = [one.astimezone(zone).strftime("%d %H:%M") for one in (meeting.started_at, meeting.ended_at)]
    assert held == [f"02 {began}", f"02 {over}"]


@pytest.mark.parametrize(
    ("lines", "attendance"),
    [
        (("/present 张伟", "/end"), {"张伟": "present"}),
        (("/present 张伟", "/absent 陈静", "/end"), {"张伟": "present", "陈静": "absent"}),
        (("/late 张伟 14:10", "/end"), {"张伟": "late"}),
        (("/end",), {}),
    ],
)
def test_the_end_makes_nobody_present_whom_nobody_marked(
    planned: Workspace, clock: Clock, lines: tuple[str, ...], attendance: dict[str, str]
) -> None:
    clock.set("2026-03-02T15:00+08:00")
    run.record(planned.as_user("command"), "M1", lines)
    meeting = planned.store.get(Meeting, "M1")
    names = {one.person: planned.store.get(Person, one.person).name for one in meeting.participants}
    marked = {names[one.person]: one.attendance for one in meeting.participants if one.attendance != "unknown"}
    assert marked == attendance


def test_who_is_missing_alone_leaves_the_rest_present(planned: Workspace, clock: Clock) -> None:
    clock.set("2026-03-02T15:00+08:00")
    run.record(planned.as_user("command"), "M1", ("/absent 陈静", "/end"))
    marks = [one.attendance for one in planned.store.get(Meeting, "M1").participants]
    assert sorted(set(marks)) == ["absent", "present"]
    assert marks.count("absent") == 1


def test_minutes_name_those_whose_attendance_nobody_noted(planned: Workspace, clock: Clock) -> None:
    clock.set("2026-03-02T15:00+08:00")
    run.record(planned.as_user("command"), "M1", ("/present 张伟", "d: 不变", "/end"))
    found = minutes_of(planned.store, planned.store.get(Meeting, "M1"))
    assert [one.name for one in found.with_attendance("present")] == ["张伟"]
    assert found.absent == []
    assert "陈静" in [one.name for one in found.unrecorded]


def test_the_trail_has_lines_from_a_stream_at_the_instants_at_which_they_were_typed(
    planned: Workspace, clock: Clock
) -> None:
    """The meeting's own times are those that the notes say."""
    clock.set("2026-03-02T18:00+08:00")
    stream = RecordStream(lambda: planned.as_user("command"), "M1")
    for line in ("/present 张伟", "d: 不变", "/end 14:40"):
        stream.take(line)
    meeting = planned.store.get(Meeting, "M1")
    assert meeting.ended_at
    assert f"{meeting.ended_at.astimezone(clock.now.tzinfo):%H:%M}" == "14:40"
    typed = [one for one in planned.store.changes("M1") if one.field]
    assert {"state", "ended_at", "participants"} <= {one.field for one in typed}
    assert {one.at for one in typed} == {clock.now}
