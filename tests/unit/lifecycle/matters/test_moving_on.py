"""How far things have come since the minutes went out is no change of the minutes; another agreement is."""

from collections.abc import Callable
from datetime import date

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.mail.reply import Request, Update
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.domain.meetings.meeting import Meeting
from collabtui.errors import Refused
from collabtui.lifecycle.actions.edit_actions import correct_action, edit_action, postpone, update_action
from collabtui.lifecycle.base.acting import Acting, Workspace
from collabtui.lifecycle.export.meeting_export import export_meeting
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.live import edit_entry, run
from collabtui.lifecycle.mail_in import review
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.matters import risks
from collabtui.lifecycle.minutes.kept_versions import versions_of
from collabtui.lifecycle.minutes.minutes_content import minutes_of
from collabtui.lifecycle.minutes.publish import publish
from collabtui.lifecycle.minutes.version_history import unchanged
from support.replies import outgoing, reply, send_all

Deed = Callable[[Acting], object]


def changed(workspace: Workspace) -> bool:
    return not unchanged(workspace.store, minutes_of(workspace.store, workspace.store.get(Meeting, "M1")))


def drafted(workspace: Workspace, ref: str, **fields: object) -> ActionDraft:
    action = workspace.store.get(Action, ref)
    owner = {"P2": "张伟", "P4": "陈静", "P5": "bob"}[action.owner or ""]
    said = {"title": action.title, "owner": owner, "due": action.due, "deliverable": action.deliverable}
    helpers = tuple("陈静" for one in action.collaborators)
    return ActionDraft.model_validate({**said, "collaborators": helpers, **fields})


def granted(workspace: Workspace, text: str) -> Incoming:
    """Bob asks by mail, and the facilitator says yes."""
    send_all(workspace)
    mail = outgoing(workspace, "bob@example.test", "minutes")
    incoming = receive(workspace.as_worker(), reply(mail, text))
    assert incoming is not None
    return review.apply_waiting(workspace.as_user("key"), incoming.ref)


def test_a_granted_postponement_leaves_the_minutes_as_they_were_sent(published: Workspace) -> None:
    granted(published, "1 delay to 2026-03-18 because the lawyer is ill")
    action = published.store.get(Action, "A3")
    assert (str(action.due), str(action.original_due)) == ("2026-03-18", "2026-03-10")
    assert not changed(published)
    with pytest.raises(Refused, match="unchanged"):
        publish(published.as_user("key"), "M1")
    undo_last(published.as_user("key"))
    assert str(published.store.get(Action, "A3").due) == "2026-03-10"
    assert not changed(published)


def test_a_granted_cancellation_leaves_them_too_and_the_next_version_does_not_call_it_gone(
    published: Workspace,
) -> None:
    granted(published, "1 cancel, the client has left")
    assert published.store.get(Action, "A3").status == "cancelled"
    assert not changed(published)
    edit_entry.reword(published.as_user("key"), "D1", "接口冻结日为3月5日")
    publish(published.as_user("key"), "M1")
    (second,) = (one for one in published.store.find(Outgoing, to="zhang@example.test") if one.minutes_version == 2)
    since = second.text.partition("与你收到的第 1 版相比")[2].partition("你有")[0]
    assert "D1" in since
    assert "Review the contract" not in since
    assert not changed(published)


@pytest.mark.parametrize(
    "deed",
    [
        lambda acting: update_action(acting, "A1", Update(ref="A1", status="done")),
        lambda acting: update_action(acting, "A1", Update(ref="A1", status="blocked", note="等供应商")),
        lambda acting: postpone(acting, "A1", Request(ask="postpone", ref="A1", due=date(2026, 3, 20))),
        lambda acting: risks.settle_question(acting, "Q1"),
    ],
    ids=["done", "blocked", "postponed by key", "question settled"],
)
def test_what_comes_after_the_minutes_is_no_change_of_them(published: Workspace, deed: Deed) -> None:
    deed(published.as_user("key"))
    assert not changed(published)


def test_a_risk_that_was_closed_since_stands_in_them(published: Workspace) -> None:
    acting = published.as_user("key")
    run.capture(acting, "M1", "r: 供应商可能晚 !high")
    publish(acting, "M1")
    risks.close_risk(acting, "R1")
    assert not changed(published)


def test_dates_moved_on_the_form_of_the_actions_are_a_slip_and_on_that_of_the_minutes_another_agreement(
    published: Workspace,
) -> None:
    acting = published.as_user("key")
    edit_action(acting, "A1", drafted(published, "A1", due=date(2026, 3, 9)))
    assert not changed(published)
    assert published.store.get(Action, "A1").slips == 1
    correct_action(acting, "A2", drafted(published, "A2", due=date(2026, 3, 16)))
    corrected = published.store.get(Action, "A2")
    assert (str(corrected.original_due), corrected.slips) == ("2026-03-16", 0)
    assert changed(published)
    undo_last(acting)
    assert not changed(published)


@pytest.mark.parametrize(
    "deed",
    [
        lambda workspace: edit_action(workspace.as_user("key"), "A1", drafted(workspace, "A1", title="提供接口")),
        lambda workspace: edit_action(workspace.as_user("key"), "A1", drafted(workspace, "A1", owner="陈静")),
        lambda workspace: edit_action(workspace.as_user("key"), "A1", drafted(workspace, "A1", deliverable="草稿")),
        lambda workspace: edit_entry.reword(workspace.as_user("key"), "Q1", "预算由哪个部门出"),
        lambda workspace: edit_entry.withdraw_entry(workspace.as_user("key"), "A1"),
        lambda workspace: edit_entry.withdraw_entry(workspace.as_user("key"), "Q1"),
        lambda workspace: edit_entry.recast(workspace.as_user("key"), "A1", "decision", "接口文档由研发部提供"),
    ],
    ids=[
        "wording",
        "owner",
        "deliverable",
        "question",
        "action taken out",
        "question taken out",
        "a decision after all",
    ],
)
def test_other_words_another_owner_and_what_is_taken_out_are_changes(
    published: Workspace, deed: Callable[[Workspace], object]
) -> None:
    deed(published)
    assert changed(published)
    undo_last(published.as_user("key"))
    assert not changed(published)


def test_a_date_that_slipped_before_they_were_sent_is_what_they_say(planned: Workspace) -> None:
    acting = planned.as_user("key")
    run.record(acting, "M1", ["d: 定了", "a: 提供接口文档 @张伟 截止3月6日 交付:接口文档"])
    postpone(acting, "A1", Request(ask="postpone", ref="A1", due=date(2026, 3, 9)))
    publish(acting, "M1", allow_incomplete=True)
    assert not changed(planned)
    postpone(acting, "A1", Request(ask="postpone", ref="A1", due=date(2026, 3, 12)))
    assert not changed(planned)


def test_a_meeting_that_an_older_program_published_is_not_changed_by_a_slip_either(published: Workspace) -> None:
    with published.as_user("key").transaction():
        connection = published.store._connection  # type: ignore[attr-defined]  # as an older program left it
        connection.run("DELETE FROM minutes_version")
    postpone(published.as_user("key"), "A1", Request(ask="postpone", ref="A1", due=date(2026, 3, 20)))
    assert not changed(published)


def test_the_next_version_names_what_was_agreed_and_what_has_become_of_it(published: Workspace) -> None:
    acting = published.as_user("key")
    run.capture(acting, "M1", "r: 供应商可能晚 !high")
    publish(acting, "M1")
    postpone(acting, "A1", Request(ask="postpone", ref="A1", due=date(2026, 3, 20)))
    update_action(acting, "A2", Update(ref="A2", status="cancelled"))
    risks.settle_question(acting, "Q1")
    risks.close_risk(acting, "R1")
    edit_entry.reword(acting, "D1", "接口冻结日为3月5日")
    publish(acting, "M1")
    (third,) = (one for one in published.store.find(Outgoing, to="zhang@example.test") if one.minutes_version == 3)
    own, _, table = third.text.partition("全部行动项")
    assert "你有 1 个行动项" in own, "what is cancelled is owed no more"
    assert "截止 3月20日（周五），纪要原定 3月6日，交付：接口文档" in own
    assert "截止 3月6日（周五），后改到 3月20日，交付：接口文档" in table
    assert "A2 完成压力测试" in table
    assert "截止 3月13日（周五），后已取消" in table
    assert "Q1 预算由谁出（后已解决）" in table
    assert "供应商可能晚（后已解除）" in table
    as_html = export_meeting(acting, "M1", "html").decode()
    for said in ("3月6日（周五），后改到 3月20日", "后已取消", "（后已解决）", "（后已解除）"):
        assert said in as_html
    kept = versions_of(published.store, "M1")[3].lines
    assert [str(line.due) for line in kept if line.kind == "action"] == ["2026-03-06", "2026-03-10", "2026-03-13"]
    in_english = next(one for one in published.store.find(Outgoing, to="bob@example.test") if one.minutes_version == 3)
    assert "due Fri 6 Mar, since moved to 20 Mar" in in_english.text
