"""What is done to a meeting while it runs."""

from datetime import date, timedelta

import pytest

from collabtui.domain.action import Action
from collabtui.domain.matters.matter import Risk
from collabtui.domain.meetings.meeting import Decision, Entry, Meeting, Question
from collabtui.domain.people import Person
from collabtui.errors import CollabError, Conflict
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.base.directory import everybody
from collabtui.lifecycle.live import edit_entry, run
from collabtui.lifecycle.live.unclear_lines import (
    clarify,
    frame_of,
    open_questions,
    take_down,
    wording_left_open,
)
from collabtui.lifecycle.minutes import publish
from support.world import Clock


@pytest.fixture(autouse=True)
def began(planned: Workspace, clock: Clock) -> None:
    clock.set("2026-03-02T14:00+08:00")
    run.start(planned.as_user("key"), "M1")
    clock.set("2026-03-02T14:05+08:00")


def meeting(workspace: Workspace) -> Meeting:
    return workspace.store.get(Meeting, "M1")


def test_the_clock_stands_and_goes_on(planned: Workspace, clock: Clock) -> None:
    run.capture(planned.as_user("key"), "M1", "/暂停")
    assert meeting(planned).paused_at == clock()
    clock.set("2026-03-02T14:08+08:00")
    run.capture(planned.as_user("key"), "M1", "/继续")
    assert (meeting(planned).paused_at, meeting(planned).slots[0].stood) == (None, 180)


@pytest.mark.parametrize(
    ("line", "arrived"),
    [
        ("/late 陈静", "14:05"),
        ("/迟到 陈静 14:03", "14:03"),
        ("/late @陈静 2:04 pm", "14:04"),
        ("/late Bob Brown", "14:05"),
    ],
)
def test_who_comes_late_is_taken_down_with_the_time(planned: Workspace, line: str, arrived: str) -> None:
    run.capture(planned.as_user("key"), "M1", line)
    came = [one.arrived_at for one in meeting(planned).participants if one.attendance == "late"]
    assert [f"{when.astimezone(planned.config.organiser.zone):%H:%M}" for when in came if when] == [arrived]


def test_a_decision_without_a_department_that_was_asked_is_taken_down_and_said(planned: Workspace) -> None:
    run.capture(planned.as_user("key"), "M1", "/absent 陈静")
    captured = run.capture(planned.as_user("key"), "M1", "d: 先做接口")
    assert [(one.key, one.values) for one in captured.findings] == [
        ("decision.departments_missing", {"departments": "市场部"})
    ]
    assert run.capture(planned.as_user("key"), "M1", "v: 随便").findings == ()


def test_slots_to_come_are_stretched_parked_and_moved_by_their_place(planned: Workspace) -> None:
    acting = planned.as_user("key")
    run.lengthen(acting, "M1", 1, -10)
    assert meeting(planned).slots[1].extended == -10
    run.park(acting, "M1", 1)
    assert meeting(planned).slots[1].parked
    run.park(acting, "M1", 1)
    assert not meeting(planned).slots[1].parked
    with pytest.raises(CollabError, match="slot_over"):
        run.reorder(acting, "M1", 0, 1)


def test_two_who_reword_one_line_see_each_others_words_first(planned: Workspace) -> None:
    entry = run.capture(planned.as_user("key"), "M1", "d: 冻结日3月4日").entry
    assert entry is not None
    edit_entry.reword(planned.acting("王芳", "key"), "D1", "冻结日为3月4日", seen=entry.version)
    with pytest.raises(
        Conflict, match=r"mending\.changed_since.*冻结日为3月4日.*王芳|mending\.changed_since.*王芳.*冻结日为3月4日"
    ):
        edit_entry.reword(planned.as_user("key"), "D1", "冻结日3月5日", seen=entry.version)


def test_a_note_becomes_the_decision_that_it_was_and_a_decision_a_question(planned: Workspace) -> None:
    entry = run.capture(planned.as_user("key"), "M1", "接口冻结日为3月4日").entry
    assert entry is not None
    mended = edit_entry.recast(planned.as_user("key"), entry.ref, "decision", entry.text)
    assert (mended.kind, mended.thing, mended.at) == ("decision", "D1", entry.at)
    assert planned.store.get(Decision, "D1").slot == 0
    edit_entry.recast(planned.as_user("key"), "D1", "question", "哪天冻结接口")
    assert planned.store.get(Decision, "D1").withdrawn
    assert planned.store.get(Question, "Q1").text == "哪天冻结接口"


@pytest.mark.parametrize("typed", ["action", "note"])
def test_who_and_when_count_in_a_line_that_becomes_an_action(planned: Workspace, typed: str) -> None:
    entry = run.capture(planned.as_user("key"), "M1", "打印海报").entry
    assert entry is not None
    text = "打印海报 @张伟 周三前" if typed == "action" else "行动：打印海报 @张伟 周三前"
    mended = edit_entry.rewrite(planned.as_user("key"), entry.ref, "action" if typed == "action" else "note", text)
    action = planned.store.get(Action, "A1")
    assert (mended.kind, mended.text, mended.thing) == ("action", "打印海报", "A1")
    assert action.owner is not None
    assert (action.title, planned.store.get(Person, action.owner).name, action.due) == (
        "打印海报", "张伟", date(2026, 3, 4),
    )  # fmt: skip


def test_what_is_unclear_in_a_line_of_another_kind_is_asked(planned: Workspace) -> None:
    entry = run.capture(planned.as_user("key"), "M1", "供应商可能延迟").entry
    assert entry is not None
    edit_entry.rewrite(planned.as_user("key"), entry.ref, "action", "联系供应商 @张威 截止3月10日")
    people = everybody(planned.store)
    mended, action = planned.store.get(Entry, entry.ref), planned.store.get(Action, "A1")
    found = open_questions([mended], {"A1": action}, people, frame_of(meeting(planned), people, "zh"))
    assert [one.part.what for one in found] == ["owner"]
    assert action.due == date(2026, 3, 10)


@pytest.mark.parametrize(
    ("line", "thing", "text"),
    [
        ("a: @陈静 打印海报 @张伟 截止3月4日", Action, "打印海报"),
        ("r: 供应商可能延期 @陈静 @张伟", Risk, "供应商可能延期 (陈静)"),
    ],
)
def test_who_was_named_beside_the_owner_stays_named(
    planned: Workspace, line: str, thing: type[Action | Risk], text: str
) -> None:
    entry = take_down(planned.as_user("key"), "M1", line).entry
    assert entry is not None
    people = everybody(planned.store)
    made = {entry.thing or "": planned.store.get(thing, entry.thing or "")}
    (question,) = open_questions([entry], made, people, frame_of(meeting(planned), people, "zh"))
    after = clarify(planned.as_user("key"), entry.ref, question.part, "张伟")
    settled = planned.store.get(thing, after.thing or "")
    names = {one.ref: one.name for one in people}
    assert names[settled.owner or ""] == "张伟"
    assert (settled.title if isinstance(settled, Action) else settled.text) == text
    if isinstance(settled, Action):
        assert [names[one.person] for one in settled.collaborators] == ["陈静"]
    again = open_questions([after], {settled.ref: settled}, people, frame_of(meeting(planned), people, "zh"))
    assert list(again) == []


def test_a_day_that_is_chosen_takes_the_place_of_what_was_written(planned: Workspace) -> None:
    acting = planned.as_user("key")
    entry = take_down(acting, "M1", "a: 打印海报 @张威 4月31日").entry
    assert entry is not None
    action = planned.store.get(Action, "A1")
    assert action.title == "打印海报 4月31日"
    assert wording_left_open(acting, "A1") == {"owner": "张威", "due": "4月31日"}
    people = everybody(planned.store)
    frame = frame_of(meeting(planned), people, "zh")
    (part,) = (one.part for one in open_questions([entry], {"A1": action}, people, frame) if one.part.what == "due")
    clarify(acting, entry.ref, part, part.offers[0])
    action = planned.store.get(Action, "A1")
    assert (action.title, action.due) == ("打印海报", date(2026, 4, 30))
    assert wording_left_open(acting, "A1") == {"owner": "张威"}


def test_a_title_with_other_words_by_now_keeps_them_when_the_day_is_chosen(planned: Workspace) -> None:
    acting = planned.as_user("key")
    entry = take_down(acting, "M1", "a: 打印海报 @张伟 4月31日").entry
    assert entry is not None
    edit_entry.reword(acting, entry.ref, "打印两种海报")
    people = everybody(planned.store)
    frame = frame_of(meeting(planned), people, "zh")
    (question,) = open_questions([entry], {"A1": planned.store.get(Action, "A1")}, people, frame)
    clarify(acting, entry.ref, question.part, question.part.offers[0])
    assert planned.store.get(Action, "A1").title == "打印两种海报"


def test_a_risk_whose_owner_or_level_is_in_doubt_is_asked_about_without_any_mark(planned: Workspace) -> None:
    people = everybody(planned.store)
    frame = frame_of(meeting(planned), people, "zh")
    for line, what in (("r: 停电（中高）", "level"), ("r: 停电，张威负责", "owner")):
        entry = take_down(planned.as_user("key"), "M1", line).entry
        assert entry is not None
        made = {entry.thing or "": planned.store.get(Risk, entry.thing or "")}
        assert [one.part.what for one in open_questions([entry], made, people, frame)] == [what]


@pytest.mark.parametrize("text", ["/next", "今天: 都到了", "讨论了@所有人 的问题"])
def test_a_note_with_other_words_stays_a_note(planned: Workspace, text: str) -> None:
    entry = run.capture(planned.as_user("key"), "M1", "打印海报").entry
    assert entry is not None
    mended = edit_entry.rewrite(planned.as_user("key"), entry.ref, "note", text)
    assert (mended.kind, mended.text, mended.thing) == ("note", text, None)


def test_two_who_go_on_in_one_moment_do_not_skip_a_slot(planned: Workspace, clock: Clock) -> None:
    acting = planned.as_user("key")
    assert run.move_on(acting, "M1", 0)
    with pytest.raises(Conflict, match=r"live\.moved_already"):
        run.move_on(acting, "M1", 0)
    assert meeting(planned).running_slot == 1
    clock.set("2026-03-02T14:05:05+08:00")
    assert run.move_on(planned.as_user("key"), "M1", 0) is False


def test_notes_that_come_in_by_command_do_not_end_the_meeting_on_somebodys_screen(planned: Workspace) -> None:
    run.record(planned.as_user("command"), "M1", ["d: 先做接口"])
    assert meeting(planned).state == "running"
    run.record(planned.as_user("command"), "M1", ["/end"])
    assert meeting(planned).state == "recorded"


def test_a_guest_is_taken_down_and_gets_the_minutes(planned: Workspace) -> None:
    with pytest.raises(CollabError, match=r"no_participant.*赵强"):
        run.capture(planned.as_user("key"), "M1", "/absent 赵强")
    run.capture(planned.as_user("key"), "M1", "/present 赵强")
    run.end(planned.as_user("key"), "M1")
    sent = {mail.to: mail.text for mail in publish.publish(planned.as_user("key"), "M1").queued}
    assert "赵强" in sent["chen@example.test"].partition("出席：")[2]
    assert "抄送" not in sent["zhao@example.test"]


@pytest.mark.parametrize(("command", "key"), [("/next", "live.moved_already"), ("/extend 5", "live.extended_already")])
def test_what_two_people_type_in_one_moment_counts_once(
    planned: Workspace, clock: Clock, command: str, key: str
) -> None:
    run.capture(planned.acting("王芳", "key"), "M1", command)
    clock.now += timedelta(seconds=4)
    with pytest.raises(Conflict) as refused:
        run.capture(planned.as_user("key"), "M1", command)
    assert (refused.value.key, refused.value.values["by"]) == (key, "王芳")
    run.capture(planned.acting("王芳", "key"), "M1", "/extend 5" if command == "/next" else "/next")
    meeting = planned.store.get(Meeting, "M1")
    assert (meeting.running_slot, sum(slot.extended for slot in meeting.slots)) == (1, 5)


def test_a_minute_later_the_same_command_means_another_time(planned: Workspace, clock: Clock) -> None:
    run.capture(planned.acting("王芳", "key"), "M1", "/extend 5")
    clock.now += timedelta(minutes=1)
    run.capture(planned.as_user("key"), "M1", "/extend 5")
    assert planned.store.get(Meeting, "M1").slots[0].extended == 10
