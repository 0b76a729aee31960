"""What one department is late with and another waits for reaches the heads of both, a rung above the owner's own."""

from datetime import date

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.matters.matter import Matter
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.domain.people import Person
from collabtui.lifecycle.actions.edit_actions import add_action
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.due.registry import list_due, queue_due
from collabtui.lifecycle.people.edit_absence import set_away
from support.departments import CHEN, MATTER, ZHAO, new
from support.replies import parsed, send_all
from support.world import Clock


@pytest.fixture
def waiting(workspace: Workspace) -> Workspace:
    """A2 of 市场部, whose head is 陈静, waits for A1 of 张伟 in 研发部, whose head is 赵强."""
    new(workspace)
    acting = workspace.as_user("command").quiet()
    add_action(acting, ActionDraft(title="接口文档", owner="张伟", due=date(2026, 3, 2), deliverable="文档"), MATTER)
    add_action(acting, ActionDraft(title="推广方案", owner="陈静", due=date(2026, 3, 20), depends_on=("A1",)), MATTER)
    return workspace


def passes(workspace: Workspace, clock: Clock, days: range) -> list[tuple[int, str]]:
    """The day and the reader of each such mail; a pass every day at ten."""
    found = []
    for day in days:
        clock.set(f"2026-03-{day:02}T10:00+08:00")
        queued = queue_due(workspace.as_worker())
        send_all(workspace)
        found += [(day, mail.to) for mail in queued if mail.key.startswith("both-heads:")]
    return found


def html(mail: Outgoing) -> str:
    body = parsed(mail).get_body(("html",))
    assert body is not None
    return str(body.get_content())


def escalated(workspace: Workspace) -> list[int]:
    return [mail.queued_at.day for mail in workspace.store.find(Outgoing) if mail.key.startswith("escalation:")]


def test_both_hear_a_working_day_after_the_owners_own_head_and_once(waiting: Workspace, clock: Clock) -> None:
    told = passes(waiting, clock, range(3, 10))
    (own,) = escalated(waiting)
    assert told == [(own + 1, ZHAO), (own + 1, CHEN)]
    (mail,) = waiting.store.find(Outgoing, key=f"both-heads:2026-03-{own + 1:02}:P4")
    assert "在等它：A2 推广方案，陈静（市场部）" in mail.text
    assert "双方负责人：赵强、陈静" in mail.text


def test_what_holds_up_several_stands_once_with_all_that_wait_for_it(waiting: Workspace, clock: Clock) -> None:
    also = ActionDraft(title="海报", owner="陈静", due=date(2026, 3, 22), depends_on=("A1",))
    add_action(waiting.as_user("command").quiet(), also, MATTER)
    passes(waiting, clock, range(3, 10))
    mails = [mail for mail in waiting.store.find(Outgoing) if mail.key.startswith("both-heads:")]
    assert [(mail.to, mail.subject.partition(" #")[0]) for mail in mails] == [
        (to, "[A1] 跨部门逾期，请双方负责人协调：接口文档") for to in (ZHAO, CHEN)
    ]
    for mail in mails:
        assert (mail.text.count("A1 接口文档"), mail.text.count("在等它：")) == (1, 2)
        assert (html(mail).count("(A1)"), html(mail).count("在等它：")) == (1, 2)


def test_a_head_reads_which_matter_the_late_item_is_part_of(waiting: Workspace, clock: Clock) -> None:
    add_action(waiting.as_user("command").quiet(), ActionDraft(title="周报", owner="张伟", due=date(2026, 3, 2)))
    passes(waiting, clock, range(3, 10))
    (mail,) = [one for one in waiting.store.find(Outgoing) if one.key.startswith("escalation:")]
    assert mail.text.count("协作事项：新品上线") == html(mail).count("协作事项：新品上线") == 1, "A3 is part of none"


def test_a_head_has_one_mail_of_all_that_he_is_told_of_others_in_a_pass(waiting: Workspace, clock: Clock) -> None:
    late = ActionDraft(title="联调报告", owner="张伟", due=date(2026, 3, 3), deliverable="报告")
    add_action(waiting.as_user("command").quiet(), late, MATTER)
    told: dict[int, list[str]] = {}
    for day in range(3, 12):
        clock.set(f"2026-03-{day:02}T10:00+08:00")
        dry = [one.message.key for one in list_due(waiting.store, waiting.as_worker())]
        queued = queue_due(waiting.as_worker())
        assert [one.key for one in queued] == dry
        send_all(waiting)
        told[day] = [mail.key.partition(":")[0] for mail in queued if mail.to == ZHAO and mail.kind == "escalation"]
    assert list(filter(None, told.values())) == [["escalation"], ["escalations"]]
    assert all(len(keys) <= 1 for keys in told.values())
    (mail,) = [one for one in waiting.store.find(Outgoing) if one.key.startswith("escalations:")]
    assert "A3 联调报告" in mail.text.partition("双方负责人都会收到")[0]
    assert "A1 接口文档" in mail.text.partition("双方负责人都会收到")[2]
    assert [item.ref for item in mail.items] == ["A3"]


def test_who_is_late_hears_of_himself_in_no_heads_place(waiting: Workspace, clock: Clock) -> None:
    """赵强 is away, and 张伟, who is late, stands in for him: the facilitator hears of it."""
    set_away(waiting.as_user("command"), "P3", date(2026, 3, 2), date(2026, 3, 20), "张伟")
    told = passes(waiting, clock, range(3, 10))
    assert {to for _, to in told} == {"li@example.test", CHEN}
    up = [mail for mail in waiting.store.find(Outgoing) if mail.key.startswith("escalation:")]
    assert {mail.to for mail in up} == {"li@example.test"}
    assert all("赵强" in mail.text for mail in up), "says in whose place"


def test_a_head_who_is_away_is_named_with_his_return_and_hears_of_it_then(waiting: Workspace, clock: Clock) -> None:
    set_away(waiting.as_user("command"), "P3", date(2026, 3, 4), date(2026, 3, 10), "")
    assert passes(waiting, clock, range(3, 16)) == [(5, "li@example.test"), (5, CHEN)]
    meanwhile = [mail for mail in waiting.store.find(Outgoing) if mail.key.startswith("both-heads:")]
    for mail in meanwhile:
        for part in (mail.text.replace("\n     ", ""), html(mail)):
            assert "双方负责人都会收到" not in part
            assert "赵强外出到3月10日（周二），回来后收到这封邮件" in part
    assert ["现在由你代为了解" in mail.text for mail in meanwhile] == [True, False]
    (back,) = [one for one in waiting.store.find(Outgoing, person="P3") if one.kind == "escalation"]
    assert back.queued_at.day == 11
    assert "在等它：A2 推广方案，陈静（市场部）" in back.text
    assert "外出" not in back.text


def test_what_was_settled_while_a_head_was_away_is_not_told_him(waiting: Workspace, clock: Clock) -> None:
    set_away(waiting.as_user("command"), "P3", date(2026, 3, 4), date(2026, 3, 10), "")
    passes(waiting, clock, range(3, 10))
    with waiting.as_user("command").transaction() as tx:
        tx.put(tx.get(Action, "A1").model_copy(update={"status": "done", "percent": 100}))
    passes(waiting, clock, range(10, 16))
    assert [one for one in waiting.store.find(Outgoing, person="P3") if one.kind == "escalation"] == []


def test_what_is_a_working_week_late_reaches_the_head_who_leads_the_matter(waiting: Workspace, clock: Clock) -> None:
    with waiting.as_user("command").transaction() as tx:
        tx.put(tx.get(Matter, MATTER).model_copy(update={"lead": "市场部"}))
        tx.put(tx.get(Action, "A2").model_copy(update={"depends_on": ()}))
    assert passes(waiting, clock, range(3, 14)) == [(7, ZHAO), (7, CHEN)]
    (mail,) = waiting.store.find(Outgoing, key="both-heads:2026-03-07:P4")
    assert "影响事项：新品上线（牵头市场部）" in mail.text


def test_reason_impact_and_way_out_stand_apart_in_what_heads_read(waiting: Workspace, clock: Clock) -> None:
    with waiting.as_user("command").transaction() as tx:
        told = "审核人请假，影响联调，建议换人"
        tx.put(tx.get(Action, "A1").model_copy(update={"status": "blocked", "reason": told}))
    passes(waiting, clock, range(3, 10))
    heads = [mail for mail in waiting.store.find(Outgoing) if mail.kind == "escalation"]
    assert len(heads) == 3
    for mail in heads:
        lines = [line.strip() for line in mail.text.splitlines()]
        assert {"原因：审核人请假", "影响：联调", "建议：换人"} <= set(lines)


def test_one_head_of_both_and_one_department_make_no_second_mail(waiting: Workspace, clock: Clock) -> None:
    with waiting.as_user("command").transaction() as tx:
        chen = tx.find(Person, email=CHEN)[0]
        tx.put(chen.model_copy(update={"department": "研发部", "head": False}))
    assert passes(waiting, clock, range(3, 10)) == []


def test_a_head_is_not_told_of_what_he_owns_on_the_day_of_its_entry(workspace: Workspace, clock: Clock) -> None:
    new(workspace)
    clock.set("2026-03-02T10:00+08:00")
    acting = workspace.as_user("command").quiet()
    add_action(acting, ActionDraft(title="接口文档", owner="赵强", due=date(2026, 2, 3), deliverable="文档"), MATTER)
    add_action(acting, ActionDraft(title="推广方案", owner="陈静", due=date(2026, 3, 20), depends_on=("A1",)), MATTER)
    days = [day for day, _ in passes(workspace, clock, range(2, 10))]
    assert days
    assert min(days) >= 5


def test_a_head_who_is_late_himself_is_asked_first_after_days_without_a_pass(waiting: Workspace, clock: Clock) -> None:
    with waiting.as_user("command").transaction() as tx:
        tx.put(tx.get(Action, "A1").model_copy(update={"owner": "P3"}))
    assert passes(waiting, clock, range(16, 17)) == []
    assert [mail.to for mail in waiting.store.find(Outgoing) if mail.key.startswith("digest:")] == [ZHAO]
    assert passes(waiting, clock, range(17, 19)) == [(17, ZHAO), (17, CHEN)]
