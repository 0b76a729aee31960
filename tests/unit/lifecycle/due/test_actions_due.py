from dataclasses import replace
from datetime import date, timedelta

import pytest

from collabtui.domain.action import Action
from collabtui.domain.count_working_days import IsWorking, every_day
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.mail.reply import Request, Update
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.domain.people import Person
from collabtui.lifecycle.actions import edit_actions
from collabtui.lifecycle.actions.change_action import ActionChange, change_action
from collabtui.lifecycle.actions.edit_actions import add_action
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.due.actions_due import ActionsDue
from collabtui.lifecycle.due.progress_due import ProgressDue
from collabtui.lifecycle.due.registry import due_mails, queue_due, unsent
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.matters.edit_matters import describe_matter, move_to_step
from collabtui.lifecycle.people.edit_absence import set_away
from support.replies import outgoing, reply, send_all
from support.world import Clock


def told(workspace: Workspace) -> list[tuple[str, str, list[str]]]:
    mails = queue_due(workspace.as_worker(), (ActionsDue(),))
    return [(mail.kind, mail.to, [item.ref for item in mail.items]) for mail in mails]


def test_two_days_before_each_owner_gets_one_digest(published: Workspace, clock: Clock) -> None:
    clock.set("2026-03-04T08:59+08:00")
    assert told(published) == []
    clock.set("2026-03-04T09:00+08:00")
    assert told(published) == [("reminder", "zhang@example.test", ["A1"])]
    assert told(published) == []


def test_the_hour_is_the_owners_own(published: Workspace, clock: Clock) -> None:
    zhang = published.store.get(Action, "A1").owner
    with published.as_user("key").transaction() as tx:
        tx.put(tx.get(Person, str(zhang)).model_copy(update={"timezone": "Europe/Berlin"}))
    clock.set("2026-03-04T15:59+08:00")
    assert told(published) == []
    clock.set("2026-03-04T16:00+08:00")
    assert told(published) == [("reminder", "zhang@example.test", ["A1"])]


def test_days_off_are_caught_up_without_repeats(published: Workspace, clock: Clock) -> None:
    clock.set("2026-03-05T18:00+08:00")
    assert told(published) == [("reminder", "zhang@example.test", ["A1"])]
    clock.set("2026-03-06T09:30+08:00")
    assert told(published) == []


def weekdays(day: date) -> bool:
    return day.weekday() < 5


def bank_holiday(day: date) -> bool:
    """Friday 6 March is none of work there."""
    return weekdays(day) and day != date(2026, 3, 6)


@pytest.mark.parametrize(
    ("is_working", "due", "away", "told_on"),
    [
        (weekdays, 10, None, [8]),  # a plain Sunday: it waits in the mailbox until Monday
        (weekdays, 9, None, [6]),  # due on a Monday
        (bank_holiday, 9, None, [5]),
        (bank_holiday, 8, None, [5]),
        (weekdays, 11, (9, 10), [6]),
        (weekdays, 12, (5, 11), [4]),
        (weekdays, 6, (4, 9), [3]),
        (every_day, 10, None, [8]),
        (every_day, 9, None, [7]),
        (every_day, 10, (8, 9), [7]),
    ],
)
def test_nobody_is_reminded_on_a_holiday_or_on_leave_and_nothing_is_lost(
    published: Workspace,
    clock: Clock,
    is_working: IsWorking,
    due: int,
    away: tuple[int, int] | None,
    told_on: list[int],
) -> None:
    workspace = replace(published, is_working=is_working)
    owner = str(workspace.store.get(Action, "A1").owner)
    with workspace.as_user("key").transaction() as tx:
        tx.put(tx.get(Action, "A1").model_copy(update={"due": date(2026, 3, due)}))
    if away:
        set_away(workspace.as_user("key"), owner, date(2026, 3, away[0]), date(2026, 3, away[1]), "")
    days = {}
    for day in range(3, due + 1):
        clock.set(f"2026-03-{day:02}T09:30+08:00")
        days[day] = [ref for kind, _, refs in told(workspace) if kind == "reminder" for ref in refs if ref == "A1"]
    assert [day for day, refs in days.items() if refs] == told_on


def test_a_long_leave_is_looked_through_to_its_first_day(published: Workspace, clock: Clock) -> None:
    """It is due in a leave of ten weeks: he hears of it on the last day before he goes."""
    owner = str(published.store.get(Action, "A1").owner)
    with published.as_user("key").transaction() as tx:
        tx.put(tx.get(Action, "A1").model_copy(update={"due": date(2026, 5, 4)}))
    set_away(published.as_user("key"), owner, date(2026, 3, 10), date(2026, 5, 20), "")
    days = []
    for day in range(3, 12):
        clock.set(f"2026-03-{day:02}T09:30+08:00")
        days += [day for kind, _, refs in told(published) if kind == "reminder" and "A1" in refs]
    assert days == [9]


def test_what_is_done_is_not_reminded_of(published: Workspace, clock: Clock) -> None:
    edit_actions.update_action(published.as_user("key"), "A1", Update(ref="A1", status="done"))
    clock.set("2026-03-04T09:30+08:00")
    assert told(published) == []


def test_another_date_is_reminded_of_again(published: Workspace, clock: Clock) -> None:
    clock.set("2026-03-04T09:30+08:00")
    told(published)
    edit_actions.postpone(published.as_user("key"), "A1", Request(ref="A1", ask="postpone", due=date(2026, 3, 9)))
    clock.set("2026-03-07T09:30+08:00")
    assert told(published) == [("reminder", "zhang@example.test", ["A1"])]


@pytest.mark.parametrize("kind", ["reminder", "overdue", "progress"])
def test_what_is_said_of_an_item_stays_below_its_number(published: Workspace, clock: Clock, kind: str) -> None:
    with published.as_user("key").transaction() as tx:
        long = {"title": "提供接口文档" * 9, "deliverable": "接口文档的第三版" * 9}
        tx.put(tx.get(Action, "A1").model_copy(update=long))
    describe_matter(published.as_user("key"), "X-2026-001", {"rhythm": "daily"})
    move_to_step(published.as_user("key"), "X-2026-001", "tracking")
    clock.set("2026-03-09T09:30+08:00" if kind == "overdue" else "2026-03-04T09:30+08:00")
    sources = (ProgressDue(),) if kind == "progress" else (ActionsDue(),)
    mails = [mail for mail in queue_due(published.as_worker(), sources) if mail.to.startswith("zhang")]
    lines = mails[0].text.splitlines()
    item = lines[next(n for n, line in enumerate(lines) if line.startswith("  1. ")) :]
    item = item[: item.index("")]
    assert len(item) > 2
    assert all(line.startswith("     ") for line in item[1:])


def test_overdue_goes_to_the_owner_and_a_working_day_later_to_the_head(published: Workspace, clock: Clock) -> None:
    clock.set("2026-03-07T09:30+08:00")
    assert told(published) == [("overdue", "zhang@example.test", ["A1"])]
    clock.set("2026-03-08T09:30+08:00")
    assert told(published) == [
        ("reminder", "bob@example.test", ["A3"]), ("escalation", "zhao@example.test", ["A1"]),
    ]  # fmt: skip
    clock.set("2026-03-09T09:30+08:00")
    assert told(published) == []


def test_who_gets_what_is_late_has_a_working_day_before_his_head_hears_of_it(
    published: Workspace, clock: Clock
) -> None:
    published = replace(published, is_working=lambda day: day.weekday() < 5)
    clock.set("2026-03-09T09:00+08:00")
    assert told(published) == [("overdue", "zhang@example.test", ["A1"]), ("reminder", "bob@example.test", ["A3"])]
    clock.set("2026-03-10T09:00+08:00")
    change_action(published.as_user("command"), "A1", ActionChange(owner="赵强"))
    change_action(published.as_user("command"), "A1", ActionChange(owner="陈静"))
    assert [mail for mail in told(published) if "A1" in mail[2]] == []
    clock.set("2026-03-11T09:00+08:00")
    assert ("escalation", "li@example.test", ["A1"]) in [(kind, to, refs[:1]) for kind, to, refs in told(published)]


def test_after_days_without_a_pass_the_owner_is_asked_first_and_his_head_hears_a_working_day_later(
    published: Workspace, clock: Clock
) -> None:
    published = replace(published, is_working=lambda day: day.weekday() < 5)
    clock.set("2026-03-20T09:30+08:00")  # a Friday
    assert [kind for kind, _, _ in told(published)] == ["overdue", "overdue"]
    clock.set("2026-03-22T09:30+08:00")
    assert told(published) == []
    clock.set("2026-03-23T09:30+08:00")
    assert told(published) == [
        ("escalation", "zhao@example.test", ["A1", "A2"]), ("escalation", "li@example.test", ["A3"]),
    ]  # fmt: skip
    mail = outgoing(published, "li@example.test", "escalation")  # nobody heads the department of A3's owner
    assert "没有负责人" in mail.text
    assert "没有负责人" not in outgoing(published, "zhao@example.test", "escalation").text


@pytest.mark.parametrize(("department", "again"), [("市场部", ["bob@example.test"]), ("研发部", [])])
def test_what_passes_to_another_department_begins_at_the_head_of_that_one(
    published: Workspace, clock: Clock, department: str, again: list[str]
) -> None:
    with published.as_user("key").transaction() as tx:
        bob, chen = (tx.find(Person, email=f"{one}@example.test")[0] for one in ("bob", "chen"))
        tx.put(bob.model_copy(update={"department": "市场部", "head": True}))
        tx.put(chen.model_copy(update={"department": department}))
    heard = []
    for day in range(7, 14):
        clock.set(f"2026-03-{day:02}T09:30+08:00")
        if day == 9:
            change_action(published.as_user("command"), "A1", ActionChange(owner="陈静"))
        heard += [(day, to) for kind, to, refs in told(published) if kind == "escalation" and "A1" in refs]
    assert heard == [(8, "zhao@example.test"), *((10, to) for to in again)]


def test_of_a_head_himself_the_first_mail_says_why_it_comes(published: Workspace, clock: Clock) -> None:
    change_action(published.as_user("command"), "A1", ActionChange(owner="赵强"))
    for day in range(6, 11):
        clock.set(f"2026-03-{day:02}T09:30+08:00")
        told(published)
    mail = next(one for one in published.store.find(Outgoing) if one.kind == "escalation")
    assert ("贵部门" in mail.subject, "赵强就是本部门负责人" in mail.text, mail.to) == (False, True, "li@example.test")


def test_a_head_who_leaves_without_a_successor_leaves_nobody_untold(published: Workspace, clock: Clock) -> None:
    published = replace(published, is_working=lambda day: day.weekday() < 5)
    clock.set("2026-03-20T09:30+08:00")
    told(published)
    head = published.store.find(Person, email="zhao@example.test")[0]
    with published.as_user("key").transaction() as tx:
        tx.put(head.model_copy(update={"head": False, "left_at": clock.now}))
    clock.set("2026-03-23T09:30+08:00")
    assert told(published) == [("escalation", "li@example.test", ["A1", "A3", "A2"])]


def test_a_dry_run_lists_and_sends_nothing(published: Workspace, clock: Clock) -> None:
    clock.set("2026-03-04T09:30+08:00")
    assert [mail.message.person.name for mail in unsent(ActionsDue(), published.store, published.as_worker())] == [
        "张伟"
    ]
    assert [mail.kind for mail in published.store.find(Outgoing, to="zhang@example.test")] == ["minutes"]


def test_a_reminder_is_answered_by_its_own_numbers(published: Workspace, clock: Clock) -> None:
    clock.set("2026-03-08T09:30+08:00")
    queue_due(published.as_worker(), (ActionsDue(),))
    mail = outgoing(published, "bob@example.test", "reminder")
    incoming = receive(published.as_worker(), reply(mail, "1 done", date="Sun, 08 Mar 2026 09:20:00 +0800"))
    assert incoming is not None
    assert published.store.get(Action, "A3").status == "done"


@pytest.mark.parametrize("days", range(30))
def test_however_the_days_are_skipped_no_item_is_reminded_of_twice(
    published: Workspace, clock: Clock, days: int
) -> None:
    """Passes at irregular times: the marks, not the passes, decide."""
    seen: list[str] = []
    instant = clock() + timedelta(hours=days)
    for step in range(12):
        clock.now = instant + timedelta(hours=step * (days + 7))
        found = due_mails((ActionsDue(),), published.store, published.as_worker())
        seen += [mark for mail in found for mark in mail.marks]
        queue_due(published.as_worker(), (ActionsDue(),))
    assert len(seen) == len(set(seen))


def test_what_was_late_when_it_was_entered_is_chased_from_that_day_on(workspace: Workspace, clock: Clock) -> None:
    clock.set("2026-03-02T10:00+08:00")
    acting = workspace.as_user("command")
    late = ActionDraft(title="接口文档", owner="张伟", due=date(2026, 2, 3), deliverable="文档")
    add_action(acting, late)
    add_action(acting, ActionDraft(title="推广方案", owner="陈静", due=date(2026, 3, 20), depends_on=("A1",)))
    assigned, _ = workspace.store.find(Outgoing, to="zhang@example.test")
    assert "2月3日（周二） ▲已逾期" in assigned.text
    assert queue_due(workspace.as_worker()) == []
    heard = []
    for day in range(3, 8):
        clock.set(f"2026-03-{day:02}T10:00+08:00")
        heard += [(day, mail.kind, mail.to) for mail in queue_due(workspace.as_worker())]
        send_all(workspace)
    assert heard[:2] == [(3, "overdue", "zhang@example.test"), (3, "notice", "chen@example.test")]
    assert [(day, to) for day, kind, to in heard if kind == "escalation"] == [(4, "zhao@example.test")]
