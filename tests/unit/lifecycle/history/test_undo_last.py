"""The last command is taken back, then the one before it; what has left stays."""

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.mail.reply import Update
from collabtui.domain.meetings.meeting import Meeting, SignOff
from collabtui.domain.meetings.sign_off import current_answers
from collabtui.errors import Refused
from collabtui.lifecycle.actions.edit_actions import update_action, update_each
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.base.outbox import Outcome, settle
from collabtui.lifecycle.due.silent_consent import apply_silent_consent
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.history.undo_plan import plans
from collabtui.lifecycle.live.edit_entry import reword
from collabtui.lifecycle.mail_in.outcome_mails import answer
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.mail_in.review import apply_waiting
from collabtui.lifecycle.meetings import invite
from collabtui.lifecycle.minutes.publish import publish, sign_offs
from support.replies import outgoing, reply, send_all
from support.world import Clock


def status(workspace: Workspace, ref: str) -> str:
    return workspace.store.get(Action, ref).status


def invitations(workspace: Workspace) -> list[Outgoing]:
    return workspace.store.find(Outgoing, meeting="M1")


def test_one_deed_after_the_other_is_taken_back_and_named(published: Workspace) -> None:
    acting = published.as_user("key")
    update_each(acting, ["A1"], Update(ref="", status="in-progress"))
    update_each(acting, ["A1", "A2"], Update(ref="", status="done"))
    update_each(acting, ["A3"], Update(ref="", status="blocked", note="x"))
    assert undo_last(acting).refs == ("A3",)
    undone = undo_last(acting)
    assert (set(undone.refs), undone.held) == ({"A1", "A2"}, 0)
    assert [status(published, ref) for ref in ("A1", "A2", "A3")] == ["in-progress", "not-started", "not-started"]
    assert undo_last(acting).title == "提供接口文档"
    assert status(published, "A1") == "not-started"


def test_an_invitation_that_has_not_left_is_held_and_goes_out_again(planned: Workspace) -> None:
    acting = planned.as_user("key")
    invite.invite(acting, "M1")
    assert undo_last(acting).held == 4
    assert planned.store.get(Meeting, "M1").state == "planned"
    assert {mail.state for mail in invitations(planned)} == {"held"}
    invite.invite(acting, "M1")
    assert [mail.state for mail in invitations(planned)] == ["queued"] * 4


def test_minutes_that_have_left_stay(published: Workspace) -> None:
    """Another version is what corrects them: nothing older is hit instead, where there is nothing."""
    settle(published.as_user("key"), published.store.find(Outgoing, meeting="M1", kind="minutes")[0], Outcome("sent"))
    (newest, *_) = plans(published.as_user("key"))
    assert newest.refusal
    assert (newest.refusal.key, newest.refusal.values) == ("undo.sent", {"sent": 1, "of": 5})
    assert published.store.get(Meeting, "M1").state == "published"


def test_a_mail_that_was_granted_waits_no_longer_as_applied(published: Workspace) -> None:
    mail = receive(
        published.as_worker(),
        reply(outgoing(published, "zhang@example.test", "minutes"), "2 延期到3月18日，因为晚到。"),
    )
    assert mail is not None
    acting = published.as_user("key")
    apply_waiting(acting, mail.ref)
    assert undo_last(acting).refs == (mail.ref,)
    assert published.store.get(Incoming, mail.ref).state == "waiting"
    assert published.store.get(Action, "A2").slips == 0


def test_an_answer_that_has_not_left_is_held(published: Workspace) -> None:
    mail = receive(
        published.as_worker(), reply(outgoing(published, "zhang@example.test", "minutes"), "2 来不及，怎么办？")
    )
    assert mail is not None
    letter = answer(published.as_user("key"), mail.ref, "周五可以吗？")
    assert undo_last(published.as_user("key")).refs == (letter.ref,)
    assert published.store.get(Outgoing, letter.ref).state == "held"


def test_who_has_done_nothing_takes_nothing_back(published: Workspace) -> None:
    with pytest.raises(Refused) as refused:
        undo_last(published.acting("Nobody", "key"))
    assert refused.value.key == "undo.nothing"


def test_minutes_that_have_not_left_are_taken_back_and_go_out_again(published: Workspace) -> None:
    acting = published.as_user("key")
    mails = published.store.find(Outgoing, meeting="M1", kind="minutes")
    assert undo_last(acting).held == len(mails)
    meeting = published.store.get(Meeting, "M1")
    assert (meeting.state, meeting.minutes_version) == ("recorded", 0)
    assert {one.state for one in sign_offs(published.store, "M1")} == {"withdrawn"}, "nobody has been asked"
    update_action(acting, "A1", Update(ref="A1", status="in-progress"))
    again = publish(acting, "M1")
    assert (again.meeting.state, again.meeting.minutes_version) == ("published", 1)
    assert {mail.to for mail in again.queued} == {mail.to for mail in mails}, "nobody had anything in his hands"
    assert settled(published) == {"waiting"}
    assert all(mail.state == "queued" for mail in published.store.find(Outgoing, meeting="M1", kind="minutes"))


def test_whoever_was_asked_by_minutes_that_were_taken_back_is_taken_at_his_word_before(
    published: Workspace, clock: Clock
) -> None:
    acting = published.as_user("key")
    send_all(published)
    receive(published.as_worker(), reply(outgoing(published, "bob@example.test", "minutes"), "agreed"))
    reword(acting, "D1", "接口冻结日为3月5日")
    publish(acting, "M1")
    assert undo_last(acting).held == 5
    stands = current_answers(published.store.find(SignOff, meeting="M1"))
    assert {(one.minutes_version, one.state) for one in stands.values()} == {(1, "waiting"), (1, "agreed")}
    assert len([one for one in sign_offs(published.store, "M1") if one.state == "withdrawn"]) == 3
    send_all(published)
    clock.set("2026-03-06T16:00+08:00")
    apply_silent_consent(published.as_worker())
    assert published.store.get(Meeting, "M1").state == "signed", "it is not waited for whoever was not asked"


def settled(workspace: Workspace) -> set[str]:
    return {one.state for one in workspace.store.find(SignOff, meeting="M1")}
