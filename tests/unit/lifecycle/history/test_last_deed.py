"""The last deed is taken back, then the one before it; what has left stays."""

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.mail.reply import Update
from collabtui.domain.meetings.meeting import Meeting, SignOff
from collabtui.domain.meetings.sign_off import standing
from collabtui.errors import Refused
from collabtui.lifecycle.actions.edit_actions import update_action, update_each
from collabtui.lifecycle.base.acting import Office
from collabtui.lifecycle.base.outbox import Outcome, settle
from collabtui.lifecycle.due.close import take_silence_as_consent
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.live.edit_entry import reword
from collabtui.lifecycle.mail_in.outcome_mails import answer
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.mail_in.review import apply_waiting
from collabtui.lifecycle.meetings import invite
from collabtui.lifecycle.minutes.publish import publish, sign_offs
from support.replies import outgoing, reply, send_all
from support.world import Clock


def status(office: Office, ref: str) -> str:
    return office.store.get(Action, ref).status


def invitations(office: Office) -> list[Outgoing]:
    return office.store.find(Outgoing, meeting="M1")


def test_one_deed_after_the_other_is_taken_back_and_named(published: Office) -> None:
    desk = published.own_desk("key")
    update_each(desk, ["A1"], Update(ref="", status="in-progress"))
    update_each(desk, ["A1", "A2"], Update(ref="", status="done"))
    update_each(desk, ["A3"], Update(ref="", status="blocked", note="x"))
    assert undo_last(desk).refs == ("A3",)
    undone = undo_last(desk)
    assert (set(undone.refs), undone.held) == ({"A1", "A2"}, 0)
    assert [status(published, ref) for ref in ("A1", "A2", "A3")] == ["in-progress", "not-started", "not-started"]
    assert undo_last(desk).title == "提供接口文档"
    assert status(published, "A1") == "not-started"


def test_an_invitation_that_has_not_left_is_held_and_goes_out_again(planned: Office) -> None:
    desk = planned.own_desk("key")
    invite.invite(desk, "M1")
    assert undo_last(desk).held == 4
    assert planned.store.get(Meeting, "M1").state == "planned"
    assert {mail.state for mail in invitations(planned)} == {"held"}
    invite.invite(desk, "M1")
    assert [mail.state for mail in invitations(planned)] == ["queued"] * 4


def test_what_has_left_stays(planned: Office) -> None:
    desk = planned.own_desk("key")
    invite.invite(desk, "M1")
    settle(desk, invitations(planned)[0], Outcome("sent"))
    with pytest.raises(Refused) as refused:
        undo_last(desk)
    assert (refused.value.key, refused.value.values) == ("undo.sent", {"sent": 1, "of": 4})
    assert planned.store.get(Meeting, "M1").state == "invited"


def test_a_mail_that_was_granted_waits_no_longer_as_applied(published: Office) -> None:
    mail = receive(
        published.worker_desk(),
        reply(outgoing(published, "zhang@example.test", "minutes"), "2 延期到3月18日，因为晚到。"),
    )
    assert mail is not None
    desk = published.own_desk("key")
    apply_waiting(desk, mail.ref)
    assert undo_last(desk).refs == (mail.ref,)
    assert published.store.get(Incoming, mail.ref).state == "undone"
    assert published.store.get(Action, "A2").slips == 0


def test_an_answer_that_has_not_left_is_held(published: Office) -> None:
    mail = receive(
        published.worker_desk(), reply(outgoing(published, "zhang@example.test", "minutes"), "2 来不及，怎么办？")
    )
    assert mail is not None
    letter = answer(published.own_desk("key"), mail.ref, "周五可以吗？")
    assert undo_last(published.own_desk("key")).refs == (letter.ref,)
    assert published.store.get(Outgoing, letter.ref).state == "held"


def test_who_has_done_nothing_takes_nothing_back(published: Office) -> None:
    with pytest.raises(Refused) as refused:
        undo_last(published.desk("Nobody", "key"))
    assert refused.value.key == "undo.nothing"


def test_minutes_that_have_not_left_are_taken_back_and_go_out_again(published: Office) -> None:
    desk = published.own_desk("key")
    mails = published.store.find(Outgoing, meeting="M1", kind="minutes")
    assert undo_last(desk).held == len(mails)
    meeting = published.store.get(Meeting, "M1")
    assert (meeting.state, meeting.minutes_version) == ("recorded", 0)
    assert {one.state for one in sign_offs(published.store, "M1")} == {"withdrawn"}, "nobody has been asked"
    update_action(desk, "A1", Update(ref="A1", status="in-progress"))
    again = publish(desk, "M1")
    assert (again.meeting.state, again.meeting.minutes_version) == ("published", 1)
    assert {mail.to for mail in again.queued} == {mail.to for mail in mails}, "nobody had anything in his hands"
    assert settled(published) == {"waiting"}
    assert all(mail.state == "queued" for mail in published.store.find(Outgoing, meeting="M1", kind="minutes"))


def test_whoever_was_asked_by_minutes_that_were_taken_back_is_taken_at_his_word_before(
    published: Office, clock: Clock
) -> None:
    desk = published.own_desk("key")
    send_all(published)
    receive(published.worker_desk(), reply(outgoing(published, "bob@example.test", "minutes"), "agreed"))
    reword(desk, "D1", "接口冻结日为3月5日")
    publish(desk, "M1")
    assert undo_last(desk).held == 5
    stands = standing(published.store.find(SignOff, meeting="M1"))
    assert {(one.minutes_version, one.state) for one in stands.values()} == {(1, "waiting"), (1, "agreed")}
    assert len([one for one in sign_offs(published.store, "M1") if one.state == "withdrawn"]) == 3
    send_all(published)
    clock.set("2026-03-06T16:00+08:00")
    take_silence_as_consent(published.worker_desk())
    assert published.store.get(Meeting, "M1").state == "signed", "it is not waited for whoever was not asked"


def settled(office: Office) -> set[str]:
    return {one.state for one in office.store.find(SignOff, meeting="M1")}
