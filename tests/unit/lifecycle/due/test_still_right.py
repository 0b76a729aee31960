"""A reminder that waits in the outbox while its reader goes away, or what it asks for is settled."""

from datetime import date

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_about import ListedItems, MinutesOf
from collabtui.domain.mail.mail_records import Outgoing, Reminded
from collabtui.domain.mail.reply import Update
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.people import Person
from collabtui.formats.actions.task_table import read_action_table
from collabtui.lifecycle.actions.edit_actions import add_action, edit_action, update_action
from collabtui.lifecycle.actions.importing.import_table import import_actions
from collabtui.lifecycle.base import outbox, outbox_keys
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.base.outbox import take_batch
from collabtui.lifecycle.due.facilitator_due import FacilitatorDuties
from collabtui.lifecycle.due.leaving.still_right import is_settled
from collabtui.lifecycle.due.mails_that_waited import true_as_it_leaves
from collabtui.lifecycle.due.registry import queue_due
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.matters.collaboration_request import answer_for, ask, send_request
from collabtui.lifecycle.matters.resources import ResourceDraft, add_resource, answer_for_giver, ask_for_resources
from collabtui.lifecycle.people.edit_absence import end_absence, set_away
from collabtui.lifecycle.votes.votes_by_mail import VoteDraft, ask_vote, cast_vote
from support.due_world import let_everything_come_due
from support.replies import outgoing, reply, send_all
from support.world import Clock

X, LI, ZHANG, ZHAO, CHEN = "X-2026-001", "P1", "P2", "P3", "P4"
LOCAL = "+08:00"


def leave(workspace: Workspace) -> list[str]:
    """Refs of all that leaves now; noted as sent."""
    mails = take_batch(workspace.as_worker(), 50, true_as_it_leaves)
    for mail in mails:
        outbox.settle(workspace.as_worker(), mail, outbox.Outcome("sent"))
    return [mail.ref for mail in mails]


def one_pass(workspace: Workspace, clock: Clock, at: str) -> list[str]:
    clock.set(f"2026-03-{at}{LOCAL}")
    queue_due(workspace.as_worker())
    return leave(workspace)


@pytest.fixture
def reminded(published: Workspace, clock: Clock) -> Outgoing:
    """张伟's reminder of A1, due on Friday, 6 March; it waits on Wednesday. He has signed the minutes."""
    send_all(published)
    receive(published.as_worker(), reply(outgoing(published, "zhang@example.test", "minutes"), "同意"))
    clock.set(f"2026-03-04T09:05{LOCAL}")
    queue_due(published.as_worker())
    return outgoing(published, "zhang@example.test", "reminder")


def away(workspace: Workspace, person: str, last: int, deputy: str = "") -> None:
    set_away(workspace.as_user("command"), person, date(2026, 3, 3), date(2026, 3, last), deputy)


def test_it_waits_until_he_is_back_and_is_true_then(published: Workspace, clock: Clock, reminded: Outgoing) -> None:
    away(published, ZHANG, 5)
    assert reminded.ref not in leave(published)
    waits = published.store.get(Outgoing, reminded.ref)
    assert (waits.state, "3月5日" in waits.last_error) == ("queued", True)
    assert reminded.ref not in one_pass(published, clock, "05T16:00")
    assert reminded.ref in one_pass(published, clock, "06T09:05")
    sent = published.store.get(Outgoing, reminded.ref)
    assert (sent.state, sent.last_error) == ("sent", "")
    assert "今天" in sent.text


def test_what_a_newer_mail_says_when_he_is_back_is_not_said_twice(
    published: Workspace, clock: Clock, reminded: Outgoing
) -> None:
    away(published, ZHANG, 10)
    assert reminded.ref not in leave(published)
    assert ZHANG in {published.store.get(Outgoing, ref).person for ref in one_pass(published, clock, "11T09:05")}
    assert published.store.get(Outgoing, reminded.ref).state == "held"


def test_who_is_back_earlier_has_it_the_same_day(published: Workspace, clock: Clock, reminded: Outgoing) -> None:
    away(published, ZHANG, 10)
    leave(published)
    end_absence(published.as_user("command"), ZHANG)
    clock.set(f"2026-03-04T14:00{LOCAL}")
    assert reminded.ref in leave(published)


def test_a_hand_lets_it_leave_all_the_same(published: Workspace, clock: Clock, reminded: Outgoing) -> None:
    away(published, ZHANG, 10)
    leave(published)
    outbox.hold(published.as_user("command"), reminded.ref)
    outbox.retry(published.as_user("command"), reminded.ref)
    assert reminded.ref in leave(published)


def test_a_duty_is_held_and_his_deputy_hears_of_it(workspace: Workspace, clock: Clock) -> None:
    let_everything_come_due(workspace, clock)
    with workspace.as_user("command").transaction() as tx:  # else its record would stand beside it
        tx.put(tx.get(Meeting, "M8").model_copy(update={"state": "cancelled"}))
    queue_due(workspace.as_worker(), (FacilitatorDuties(),))
    (duty,) = workspace.store.find(Outgoing, key="notice:minutes-owed:M2:P1")
    set_away(workspace.as_user("command"), LI, date(2026, 3, 9), date(2026, 3, 13), "陈静")
    assert duty.ref not in leave(workspace)
    held = workspace.store.get(Outgoing, duty.ref)
    assert (held.state, held.is_put_off) == ("held", True)
    queued = queue_due(workspace.as_worker())
    assert ("纪要未发：" in next(one.text for one in queued if one.key.startswith("in-place:"))) is True
    leave(workspace)
    clock.set(f"2026-03-16T09:05{LOCAL}")
    again = {mail.ref for mail in queue_due(workspace.as_worker()) if mail.person == LI}
    (told,) = workspace.store.find(Reminded, ref=duty.key)
    assert told.outgoing in again, "in his mail of the day"


def test_what_was_done_on_the_day_itself_is_not_reminded_of(
    published: Workspace, clock: Clock, reminded: Outgoing
) -> None:
    for item in reminded.items:
        update_action(published.as_user("key"), item.ref, Update(ref=item.ref, status="done"))
    assert reminded.ref not in leave(published)
    held = published.store.get(Outgoing, reminded.ref)
    assert (held.state, "了结" in held.last_error) == ("held", True)


def test_what_is_somebody_elses_by_now_is_not_his_to_hear(
    published: Workspace, clock: Clock, reminded: Outgoing
) -> None:
    with published.as_user("command").transaction() as tx:
        for item in reminded.items:
            tx.put(tx.get(Action, item.ref).model_copy(update={"owner": CHEN}))
    assert reminded.ref not in leave(published)


def test_a_department_that_has_answered_is_not_reminded(published: Workspace, clock: Clock) -> None:
    send_all(published)
    ask(published.as_user("command"), X, "研发部", "接口")
    send_request(published.as_user("command"), X)
    send_all(published)
    clock.set(f"2026-03-05T09:05{LOCAL}")
    queue_due(published.as_worker())
    again = [one for one in published.store.find(Outgoing, matter=X, department="研发部") if one.kind == "reminder"]
    answer_for(published.as_user("command"), X, "研发部", "for")
    assert again
    leave(published)
    for one in again:
        left = published.store.get(Outgoing, one.ref)
        assert left.state == "held" or "请确认" not in left.subject


def test_a_giver_who_has_answered_is_not_reminded(published: Workspace, clock: Clock) -> None:
    acting = published.as_user("command")
    several = [add_resource(acting, X, ResourceDraft(what, "研发部")).ref for what in ("测试机", "服务器")]
    ask_for_resources(acting, X)
    send_all(published)
    clock.set(f"2026-03-05T09:05{LOCAL}")
    queue_due(published.as_worker())
    (again,) = [one for one in published.store.find(Outgoing, change=several[0]) if one.kind == "reminder"]
    answer_for_giver(published.as_user("command"), several[0], "for", "")
    assert not is_settled(published.store, published.as_worker(), again), "one of them has no word yet"
    answer_for_giver(published.as_user("command"), several[1], "against", "没有")
    assert again.ref not in leave(published)
    assert published.store.get(Outgoing, again.ref).state == "held"


def test_who_has_voted_is_not_reminded_to(published: Workspace, clock: Clock) -> None:
    send_all(published)
    ask_vote(
        published.as_user("command"),
        VoteDraft("M1", "哪天搬", ("A=五月", "B=六月"), ("张伟", "陈静"), date(2026, 3, 6)),
    )
    send_all(published)
    clock.set(f"2026-03-06T09:05{LOCAL}")
    queue_due(published.as_worker())
    again = next(one for one in published.store.find(Outgoing, change="VOTE1", person=ZHANG) if one.kind == "reminder")
    cast_vote(published.as_user("command"), "VOTE1", "张伟", "A")
    assert again.ref not in leave(published)
    assert published.store.get(Outgoing, again.ref).state == "held"


def test_the_reminders_beside_a_question_that_is_settled_leave(published: Workspace, clock: Clock) -> None:
    send_all(published)
    clock.set(f"2026-03-04T09:05{LOCAL}")
    queue_due(published.as_worker())
    both = outgoing(published, "zhang@example.test", "reminder")
    assert all(part in both.text for part in ("视为同意", "提供接口文档"))
    receive(published.as_worker(), reply(outgoing(published, "zhang@example.test", "minutes"), "同意"))
    assert both.ref in leave(published)
    left = published.store.get(Outgoing, both.ref)
    assert "提供接口文档" in left.text
    assert "视为同意" not in left.text
    assert [item.ref for item in left.items] == ["A1"]
    assert isinstance(both.about, MinutesOf)
    assert isinstance(left.about, ListedItems)


def test_an_address_that_changed_meanwhile_is_the_one_it_goes_to(published: Workspace, reminded: Outgoing) -> None:
    with published.as_user("command").transaction() as tx:
        tx.put(tx.get(Person, ZHANG).model_copy(update={"email": "zw@example.test"}))
    assert reminded.ref in leave(published)
    assert published.store.get(Outgoing, reminded.ref).to == "zw@example.test"


def supported(workspace: Workspace, ref: str, *helpers: str) -> None:
    action = workspace.store.get(Action, ref)
    draft = ActionDraft(title=action.title, owner="张伟", due=action.due, collaborators=helpers)
    edit_action(workspace.as_user("command"), ref, draft)


def part_mails(workspace: Workspace, person: str) -> list[Outgoing]:
    return [one for one in workspace.store.find(Outgoing, person=person) if outbox_keys.is_part(one.key)]


def test_who_supports_no_more_hears_it_once_and_only_if_he_had_heard_before(workspace: Workspace) -> None:
    draft = ActionDraft(title="写方案", owner="张伟", due=date(2026, 3, 10), collaborators=("陈静",))
    add_action(workspace.as_user("command"), draft)
    leave(workspace)
    supported(workspace, "A1")
    leave(workspace)
    asked, relieved = part_mails(workspace, CHEN)
    assert (asked.state, relieved.state) == ("sent", "sent")
    assert "不再需要你协作" in relieved.subject
    assert "写方案 (A1)，不再需要你协作" in relieved.text
    supported(workspace, "A1")
    assert len(part_mails(workspace, CHEN)) == 2


def test_a_plea_for_support_stays_where_it_was_taken_back_before_it_left(workspace: Workspace) -> None:
    draft = ActionDraft(title="写方案", owner="张伟", due=date(2026, 3, 10), collaborators=("陈静",))
    add_action(workspace.as_user("command"), draft)
    supported(workspace, "A1", "bob")
    sent = leave(workspace)
    assert [one.state for one in part_mails(workspace, CHEN)] == ["held", "held"], "he never heard of it"
    (bob,) = part_mails(workspace, "P5")
    assert bob.ref in sent


def test_what_still_holds_of_a_mail_about_a_part_leaves(workspace: Workspace) -> None:
    rows = "任务,负责人,协作人,截止日期\n写方案,张伟,陈静,2026-03-10\n做海报,陈静,,2026-03-12"
    import_actions(workspace.as_user("command"), read_action_table(rows.encode()))
    supported(workspace, "A1")
    leave(workspace)
    first, second = part_mails(workspace, CHEN)
    assert (first.state, second.state) == ("sent", "held")
    assert "做海报" in first.text
    assert "写方案" not in first.text


def test_escalations_go_to_who_stands_in_for_a_head_who_went_before_they_left(
    published: Workspace, clock: Clock
) -> None:
    send_all(published)
    clock.set(f"2026-03-09T09:05{LOCAL}")
    queue_due(published.as_worker())
    leave(published)
    clock.set(f"2026-03-11T09:05{LOCAL}")
    queue_due(published.as_worker())
    waiting = outgoing(published, "zhao@example.test", "escalation")
    set_away(published.as_user("command"), ZHAO, date(2026, 3, 11), date(2026, 3, 20), "陈静")
    leave(published)
    held = published.store.get(Outgoing, waiting.ref)
    assert (held.state, "陈静" in held.last_error) == ("held", True)
    leave(published)
    instead = outgoing(published, "chen@example.test", "escalation")
    assert (instead.state, [one.ref for one in instead.items]) == ("sent", [one.ref for one in waiting.items])
    assert "赵强" in instead.text
    one_pass(published, clock, "12T09:05")
    told = [one.to for one in published.store.find(Outgoing) if one.kind == "escalation" and one.items[0].ref == "A1"]
    assert told == ["zhao@example.test", "chen@example.test"], "nobody twice"
