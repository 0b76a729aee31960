"""What a person is to be told on a day is one mail, which any of it can be answered by; and none comes on a day off."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabtui.domain.action import Action
from collabtui.domain.count_working_days import LONGEST_REST, every_day, outside_holidays
from collabtui.domain.deadlines.reminder_two_days_before import reminder_opens
from collabtui.domain.mail.mail_records import Outgoing, Reminded
from collabtui.domain.mail.reply import Update
from collabtui.domain.matters.matter import Matter
from collabtui.domain.matters.resource import Resource
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.people import Person
from collabtui.lifecycle.actions import edit_actions, nudge
from collabtui.lifecycle.actions.edit_actions import BulkChange
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.due.actions_due import ActionsDue
from collabtui.lifecycle.due.daily_mail import is_apart
from collabtui.lifecycle.due.registry import due_mails, list_due, queue_due
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.matters.edit_matters import describe_matter, move_to_step
from collabtui.lifecycle.matters.resources import ResourceDraft, add_resource, ask_for_resources
from collabtui.lifecycle.people import edit_absence, edit_people
from collabtui.lifecycle.people.edit_people import PersonChange
from collabtui.mail.parse.message import read
from support.departments import ask_three
from support.due_world import let_everything_come_due
from support.replies import reply, send_all
from support.world import Clock

ZHANG, BOB, CHEN = "zhang@example.test", "bob@example.test", "chen@example.test"
X1 = "X-2026-001"


@pytest.fixture
def owing(workspace: Workspace, clock: Clock) -> Workspace:
    let_everything_come_due(workspace, clock)
    return workspace


@pytest.fixture
def followed(published: Workspace) -> Workspace:
    """M1's minutes are out; its matter has daily progress."""
    describe_matter(published.as_user("key"), X1, {"rhythm": "daily"})
    move_to_step(published.as_user("key"), X1, "tracking")
    return published


def to(workspace: Workspace, address: str) -> list[Outgoing]:
    return [mail for mail in queue_due(workspace.as_worker()) if mail.to == address]


def told(mail: Outgoing) -> list[str]:
    return [item.ref for item in mail.items]


def test_reminder_progress_and_overdue_are_one_mail_in_order(followed: Workspace, clock: Clock) -> None:
    late = ActionDraft(title="通知供应商", owner="张伟", due=date(2026, 3, 3))
    edit_actions.add_action(followed.as_user("key"), late)
    soon = ActionDraft(title="订会议室", owner="张伟", due=date(2026, 3, 6))
    edit_actions.add_action(followed.as_user("key"), soon)
    clock.set("2026-03-04T09:00+08:00")
    (mail,) = to(followed, ZHANG)
    assert told(mail) == ["A4", "A1", "A2", "A5"], "overdue, progress (A1 is due soon, too), due soon"
    assert [item.number for item in mail.items] == [1, 2, 3, 4]
    at = [
        mail.text.index(word)
        for word in ("已经到期", "1. 通知供应商", "进度同步", "2. 提供接口", "3. 完成", "快到期了", "4. 订会议室")
    ]
    assert at == sorted(at)
    assert "逾期：通知供应商等 4 项" in mail.subject
    receive(followed.as_worker(), reply(mail, "1 完成\n2 50%\n3 30%", date="Wed, 04 Mar 2026 10:00:00 +0800"))
    found = {ref: followed.store.get(Action, ref) for ref in ("A4", "A1", "A2")}
    assert [(one.status, one.percent) for one in found.values()] == [
        ("done", 100), ("in-progress", 50), ("in-progress", 30)
    ]  # fmt: skip
    assert to(followed, ZHANG) == []
    assert followed.store.find(Reminded, ref="A4/2026-03-03/overdue")
    assert followed.store.find(Reminded, ref="A1/2026-03-06/reminder-2")


def test_each_has_one_mail_besides_what_is_urgent(owing: Workspace) -> None:
    acting = owing.as_worker()
    mails = list_due(acting.store, acting)
    of_day = [mail for mail in mails if not is_apart(mail) or mail.message.template == "daily"]
    counts = Counter(mail.message.person.name for mail in of_day)
    assert set(counts.values()) == {1}
    assert {"李明", "张伟", "Bob Brown"} <= counts.keys()
    apart = {owed.kind for mail in mails if mail not in of_day for owed in mail.owed}
    assert {"escalation", "agenda-owed", "progress-escalation"} <= apart
    assert {"reminder", "overdue", "progress"}.isdisjoint(apart)


@pytest.mark.parametrize(
    ("text", "accepted", "done"),
    [
        ("1 done", None, True),
        ("Accepted, our contact is Bob Brown", "accepted", False),
        ("1 done\nAccepted, our contact is Bob Brown", "accepted", True),
        ("ok", None, False),
        ("yes", None, False),
        ("1 ok", None, False),
    ],
)
def test_a_question_and_actions_are_answered_in_one_reply(
    owing: Workspace, text: str, accepted: str | None, *, done: bool
) -> None:
    """A yes that names nothing may be said of the actions: it waits."""
    (mail,) = to(owing, BOB)
    assert (mail.department, told(mail)) == ("法务部", ["A3"])
    assert "(and 1 more)" in mail.subject
    send_all(owing)
    receive(owing.as_worker(), reply(mail, text, date="Tue, 10 Mar 2026 10:00:00 +0800"))
    part = next(one for one in owing.store.get(Matter, X1).asked if one.department == "法务部")
    assert (part.state == "accepted") == (accepted == "accepted")
    assert (owing.store.get(Action, "A3").status == "done") == done


@pytest.mark.parametrize(
    ("text", "state", "done"),
    [
        ("1 完成", "asked", True),
        ("不同意：本周没有服务器", "refused", False),
        ("1 完成\n同意提供测试服务器", "promised", True),
        ("同意", "promised", False),
        ("好的", "asked", False),
    ],
)
def test_a_resource_and_actions_are_asked_and_answered_in_one_mail(
    planned: Workspace, clock: Clock, text: str, state: str, *, done: bool
) -> None:
    ask_three(planned)
    add_resource(planned.as_user("key"), X1, ResourceDraft("测试服务器", "市场部"))
    ask_for_resources(planned.as_user("key"), X1)
    late = ActionDraft(title="提供素材", owner="陈静", due=date(2026, 3, 6))
    edit_actions.add_action(planned.as_user("key"), late)
    send_all(planned)
    clock.set("2026-03-05T10:00+08:00")
    (mail,) = to(planned, CHEN)
    assert (mail.kind, mail.change, told(mail)) == ("reminder", "RES1", ["A1"])
    assert all(part in mail.text for part in ("测试服务器", "1. 提供素材"))
    assert all("提供素材" in part for part in (mail.text, read(mail.raw).body.html or ""))
    assert "（另有 1 项）" in mail.subject
    assert to(planned, CHEN) == [], "nothing of it is said twice"
    send_all(planned)
    receive(planned.as_worker(), reply(mail, text, date="Thu, 05 Mar 2026 11:00:00 +0800"))
    assert (planned.store.get(Resource, "RES1").state, planned.store.get(Action, "A1").status == "done") == (
        state,
        done,
    )


def test_every_item_has_its_click(followed: Workspace, clock: Clock) -> None:
    clock.set("2026-03-04T09:00+08:00")
    (mail,) = to(followed, ZHANG)
    html = mail.raw.decode("ascii", "replace").replace("=\r\n", "")
    for number in (1, 2):
        assert f"body=3D{number}%20%E5%AE%8C%E6%88%90" in html, number
    assert mail.token in html


def test_a_later_duty_of_the_day_waits_for_the_next_one(followed: Workspace, clock: Clock) -> None:
    clock.set("2026-03-03T09:00+08:00")
    assert [told(mail) for mail in to(followed, ZHANG)] == [["A1", "A2"]]
    edit_actions.add_action(followed.as_user("key").quiet(), ActionDraft(title="x", owner="张伟", due=date(2026, 3, 2)))
    clock.set("2026-03-03T15:00+08:00")
    assert to(followed, ZHANG) == []
    clock.set("2026-03-04T09:00+08:00")
    assert [told(mail) for mail in to(followed, ZHANG)] == [["A4", "A1", "A2"]]


def test_a_second_process_says_none_of_it_again(owing: Workspace) -> None:
    first, second = owing.as_worker(), owing.as_worker()
    twice = list(due_mails((ActionsDue(),), second.store, second))
    queued = queue_due(first)
    assert twice
    assert queued
    assert queue_due(second) == []
    keys = [mail.key for mail in owing.store.find(Outgoing)]
    assert len(keys) == len(set(keys))


def test_whoever_was_told_today_is_not_reminded_today(published: Workspace, clock: Clock) -> None:
    """`yours now` names the date already; so does a question asked by hand."""
    clock.set("2026-03-05T08:59+08:00")
    edit_actions.update_action(published.as_user("command"), "A1", Update(ref="A1", percent=5))
    edit_actions.change_each(published.as_user("command"), ["A1"], BulkChange(owner="陈静"))
    clock.set("2026-03-05T09:00+08:00")
    assert to(published, "chen@example.test") == []
    clock.set("2026-03-06T09:00+08:00")
    assert [told(mail) for mail in to(published, "chen@example.test")] == [["A1"]]
    clock.set("2026-03-08T08:00+08:00")
    nudge.nudge(published.as_user("command"), ["A3"])
    clock.set("2026-03-08T09:00+08:00")
    assert to(published, BOB) == []
    clock.set("2026-03-09T09:00+08:00")
    assert [told(mail) for mail in to(published, BOB)] == [["A3"]]


def _weekdays(day: date) -> bool:
    return day.weekday() < 5


def test_no_mail_on_ones_own_day_off_nor_while_away(published: Workspace, clock: Clock) -> None:
    """Bob's country rests on Sunday and Monday; his action is due on Tuesday the 10th, and he hears of it on the last
    working day before."""
    published = replace(published, calendars=lambda _: lambda day: day.weekday() not in (6, 0))
    bob = published.store.find(Person, email=BOB)[0]
    with published.as_user("key").transaction() as tx:
        tx.put(bob.model_copy(update={"country": "XX"}))
    heard = []
    for day in range(6, 12):
        clock.set(f"2026-03-{day:02}T09:30+08:00")
        heard += [(day, mail.kind) for mail in to(published, BOB)]
    assert heard == [(7, "reminder"), (11, "overdue")]


def test_away_and_back(published: Workspace, clock: Clock) -> None:
    bob = published.store.find(Person, email=BOB)[0]
    edit_absence.set_away(published.as_user("key"), bob.ref, date(2026, 3, 7), date(2026, 3, 9))
    for day, mails in ((8, 0), (9, 0), (10, 1), (11, 1)):
        clock.set(f"2026-03-{day:02}T09:30+08:00")
        assert len(to(published, BOB)) == mails, day


@pytest.mark.parametrize(
    ("change", "asked"),
    [
        ({}, True),
        ({"planned_start": date(2026, 3, 20)}, False),
        ({"planned_start": date(2026, 3, 20), "status": "in-progress"}, True),
        ({"depends_on": ("A3",)}, False),
        ({"depends_on": ("A3",), "status": "in-progress"}, True),
    ],
)
def test_what_cannot_have_begun_is_not_asked_about(
    followed: Workspace, clock: Clock, change: dict[str, object], *, asked: bool
) -> None:
    with followed.as_user("key").transaction() as tx:
        tx.put(tx.get(Action, "A1").model_copy(update=change))
    clock.set("2026-03-04T09:00+08:00")
    (mail,) = to(followed, ZHANG)
    assert ("A1" in told(mail)) == asked
    clock.set("2026-03-07T09:00+08:00")
    (mail,) = to(followed, ZHANG)
    assert ("A1" in told(mail)) == asked, "overdue"


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.integers(0, 10), st.sets(st.integers(0, 6), max_size=6))
def test_a_reminder_leaves_a_working_day_and_is_never_later(due: date, before: int, off: set[int]) -> None:
    def is_working(day: date) -> bool:
        return day.weekday() not in off

    opens = reminder_opens(due, before, is_working)
    assert outside_holidays(is_working)(opens)
    assert before == 0 or any(is_working(opens + timedelta(days=n)) for n in range((due - opens).days))
    assert reminder_opens(due, before, every_day) >= opens
    assert (due - opens).days - before < LONGEST_REST
    assert reminder_opens(due, before, lambda _: False) < due


def test_the_country_of_a_person_has_to_be_one(workspace: Workspace) -> None:
    acting = workspace.as_user("key")
    bob = workspace.store.find(Person, email=BOB)[0]
    assert edit_people.edit_person(acting, bob.ref, PersonChange(country="de")).country == "DE"
    with pytest.raises(Exception, match=r"config\.calendar"):
        edit_people.edit_person(acting, bob.ref, PersonChange(country="XX"))
    assert edit_people.edit_person(acting, bob.ref, PersonChange(country="")).country == ""


def test_the_facilitators_duties_of_a_pass_are_one_mail(owing: Workspace, clock: Clock) -> None:
    """Contacts, votes, minutes and records that lack are lines of his mail of the day."""
    mine = [mail for mail in list_due(owing.store, owing.as_worker()) if mail.message.person.email == "li@example.test"]
    (daily,) = [mail for mail in mine if mail.message.template == "daily"]
    kinds = {one.kind for one in daily.owed}
    assert {"contact-owed", "vote-owed", "minutes-owed", "record-owed"} <= kinds
    assert {mail.owed[0].kind for mail in mine if mail is not daily} == {
        "agenda-owed", "dates-missed", "progress-silence",
    }  # fmt: skip


def test_meetings_without_a_record_are_one_mail_before_that_of_the_day(planned: Workspace, clock: Clock) -> None:
    """At eight in the evening; the mail of the day is still to come, and comes."""
    acting = planned.as_user("command")
    with acting.transaction() as tx:
        first = tx.get(Meeting, "M1").model_copy(update={"state": "invited"})
        tx.put(first)
        more = {"ref": tx.next_ref(Meeting), "version": 0, "uid": "second", "title": "二会"}
        tx.put(first.model_copy(update=more))
    clock.set("2026-03-02T20:00+08:00")
    (mail,) = [one for one in queue_due(planned.as_worker()) if one.to == "li@example.test"]
    assert mail.key.startswith("notice:several-owed:")
    assert ("(M1)" in mail.text, "(M2)" in mail.text) == (True, True)
    assert queue_due(planned.as_worker()) == []
    assert not planned.store.find(Reminded, ref=f"{mail.person}/2026-03-02/daily")


def test_owners_on_their_day_off_cost_no_look_at_their_actions(
    published: Workspace, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    friday_off = date(2026, 3, 6)
    published = replace(published, is_working=lambda day: _weekdays(day) and day != friday_off)
    clock.set("2026-03-07T09:30+08:00")
    asked: list[object] = []
    find: Callable[..., list[Action]] = type(published.store).find

    def noted(self: object, model: type, **values: object) -> list[Action]:
        asked.append(model)
        return find(self, model, **values)

    monkeypatch.setattr(type(published.store), "find", noted)
    assert list_due(published.store, published.as_worker()) == []
    assert asked.count(Action) == 0
