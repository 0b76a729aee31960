"""A meeting on progress: exceptions come onto its agenda, the tracking table goes with its invitation."""

from datetime import date
from email import message_from_bytes, policy
from io import BytesIO

import pytest
from openpyxl import load_workbook

from collabtui.domain.action import exception_kinds
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.mail.reply import Update
from collabtui.domain.meetings.draft import ActionDraft, AgendaDraft
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.meetings.recurrence import Rule
from collabtui.lifecycle.actions.edit_actions import add_action, update_action
from collabtui.lifecycle.base.acting import Acting, Workspace
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.matters.confidential_matters import make_confidential
from collabtui.lifecycle.meetings import carry_over, invite, plan
from support.world import AGENDA, Clock

X = "X-2026-001"
WEEKLY = AGENDA.model_copy(
    update={"series": Rule(every="week", until=date(2026, 6, 29)), "material": ("进度跟踪表", "plan.pdf")}
)


def files(mail: Outgoing) -> list[tuple[str, bytes]]:
    whole = message_from_bytes(mail.raw, policy=policy.default)
    found = (one for one in whole.walk() if one.get_filename() and one.get_filename() != "invite.ics")
    return [(str(one.get_filename()), bytes(one.get_payload(decode=True))) for one in found]


def invitations(acting: Acting) -> dict[str, Outgoing]:
    """The last one to each, by his address."""
    found = acting.store.find(Outgoing)
    return {one.to: one for one in found if one.kind in ("invitation", "update")}


def progress_meeting(acting: Acting, draft: AgendaDraft = WEEKLY) -> None:
    """M1 is the first of a series on X: A1 is late, A2 blocked, A3 waits for A1, A4 goes as planned; none was taken
    down in a meeting."""
    plan.new_meeting(acting, draft)
    for title, owner, due, waits in (
        ("接口文档", "张伟", date(2026, 2, 20), ()),
        ("合同审核", "Bob Brown", date(2026, 3, 20), ()),
        ("联调", "陈静", date(2026, 3, 25), ("A1",)),
        ("发布会", "陈静", date(2026, 3, 27), ()),
    ):
        add_action(acting, ActionDraft(title=title, owner=owner, due=due, depends_on=waits), X)
    update_action(acting, "A2", Update(ref="A2", status="blocked", note="缺印章"))


@pytest.fixture
def acting(workspace: Workspace) -> Acting:
    progress_meeting(workspace.as_user("key"))
    return workspace.as_user("key")


def test_all_that_is_late_blocked_or_at_risk_comes_onto_the_agenda_at_once(acting: Acting) -> None:
    taken = carry_over.take_exceptions(acting, "M1")
    assert [(one.action.ref, one.kinds) for one in taken.exceptions] == [
        ("A1", ("late",)),
        ("A2", ("blocked",)),
        ("A3", ("at-risk",)),
    ]
    assert acting.store.get(Meeting, "M1").carried == ("A1", "A2", "A3")
    assert carry_over.take_exceptions(acting, "M1").added == 0


def test_what_has_not_begun_on_its_day_is_at_risk_and_what_is_done_is_none(acting: Acting) -> None:
    action = carry_over.exceptions_for(acting.store, acting.store.get(Meeting, "M1"), acting.today)[2].action
    begun = action.model_copy(update={"planned_start": date(2026, 2, 26)})
    assert exception_kinds(begun, acting.today, ()) == ("at-risk",)
    assert exception_kinds(begun.model_copy(update={"status": "in-progress"}), acting.today, ()) == ()
    assert exception_kinds(begun.model_copy(update={"status": "done"}), acting.today, ()) == ()


def test_the_update_names_each_with_who_answers_and_brings_the_table(acting: Acting) -> None:
    invite.invite(acting, "M1")
    (name, content), *_ = files(invitations(acting)["zhang@example.test"])
    assert name == f"{X} 进度跟踪表 2026-02-27.xlsx"
    rows = list(load_workbook(BytesIO(content)).worksheets[0].values)
    assert any("A2 合同审核" in str(row) and "受阻" in str(row) for row in rows)
    carry_over.take_exceptions(acting, "M1")
    assert invite.is_owed(acting.store, acting, acting.store.get(Meeting, "M1"))
    invite.invite(acting, "M1")
    mail = invitations(acting)["bob@example.test"]
    text = " ".join(mail.text.split())
    assert "Carried over, late, blocked or at risk" in text
    assert "A2 合同审核 (Bob Brown, Fri 20 Mar, blocked: 缺印章)" in text
    assert "A3 联调 (陈静" in text
    assert "at risk)" in text
    assert [name for name, _ in files(mail)] == [f"{X} Progress tracking 2026-02-27.xlsx"]


def test_nobody_has_to_bring_a_table_that_comes_by_itself(acting: Acting) -> None:
    dates = acting.store.find(Meeting, series="SER1")
    assert len(dates) > 1
    assert {one.material_there for one in dates} == {("进度跟踪表",)}


def test_who_may_not_read_the_matter_gets_neither_table_nor_titles(acting: Acting) -> None:
    make_confidential(acting, X, ["张伟"])
    carry_over.take_exceptions(acting, "M1")
    invite.invite(acting, "M1")
    assert files(invitations(acting)["zhang@example.test"])
    (chen,) = (one for one in acting.store.find(Outgoing) if one.to == "chen@example.test" and "M1" in one.subject)
    assert files(chen) == []
    assert "联调" not in chen.text


def test_an_agenda_of_several_matters_leaves_confidential_ones_out(workspace: Workspace, clock: Clock) -> None:
    acting = workspace.as_user("key")
    progress_meeting(acting)
    with acting.transaction() as tx:
        made = tx.get(Meeting, "M1")
        tx.put(made.model_copy(update={"state": "recorded"}))
        tx.put(tx.get(Meeting, "M2").model_copy(update={"matter": None}))
    clock.set("2026-03-03T09:00+08:00")
    acting = workspace.as_user("key")
    second = acting.store.get(Meeting, "M2")
    assert [one.action.ref for one in carry_over.exceptions_for(acting.store, second, acting.today)] == [
        "A1",
        "A2",
        "A3",
    ]
    make_confidential(acting, X, ["张伟"])
    assert carry_over.exceptions_for(acting.store, acting.store.get(Meeting, "M2"), acting.today) == []
    assert carry_over.matters_of(acting.store, second) == [X]
    invite.invite(acting, "M2")
    with_table = {address for address, mail in invitations(acting).items() if files(mail)}
    assert with_table == {"zhang@example.test", "li@example.test"}


def test_exceptions_are_taken_back_by_an_undo(acting: Acting) -> None:
    invite.invite(acting, "M1")
    carry_over.take_exceptions(acting, "M1")
    undo_last(acting)
    assert carry_over.carried(acting.store, acting.store.get(Meeting, "M1"), acting.now) == ()
    assert not invite.is_owed(acting.store, acting, acting.store.get(Meeting, "M1"))


def test_a_date_with_exceptions_that_is_called_off_brings_no_table(acting: Acting) -> None:
    invite.invite(acting, "M1")
    carry_over.take_exceptions(acting, "M1")
    off = invite.cancel(acting, "M1")
    assert {mail.kind for mail in off.queued} == {"cancellation"}
    assert not any(files(mail) for mail in off.queued)


def test_who_may_read_since_gets_the_table_with_the_next_update(acting: Acting) -> None:
    make_confidential(acting, X, ["张伟"])
    invite.invite(acting, "M1")
    make_confidential(acting, X, ["张伟", "陈静"])
    carry_over.take_exceptions(acting, "M1")
    invite.invite(acting, "M1")
    assert [name for name, _ in files(invitations(acting)["chen@example.test"])]
    assert "bob@example.test" not in invitations(acting)
