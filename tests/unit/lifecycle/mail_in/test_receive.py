"""A reply, from its bytes to what it changed and what was answered."""

from datetime import date, timedelta

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.mail.reply import Update
from collabtui.domain.meetings.meeting import Meeting, SignOff
from collabtui.domain.people import Person
from collabtui.lifecycle.actions.edit_actions import update_action
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.mail_in import review
from collabtui.lifecycle.mail_in.receive import explain, receive
from collabtui.lifecycle.meetings import invite, plan
from collabtui.lifecycle.minutes import publish
from support.replies import outgoing, parsed, reply
from support.world import AGENDA, Clock


@pytest.fixture(autouse=True)
def afternoon(published: Workspace, clock: Clock) -> None:
    clock.set("2026-03-02T17:30+08:00")


def minutes_to(workspace: Workspace, address: str) -> Outgoing:
    return outgoing(workspace, address, "minutes")


def test_a_laymans_reply_updates_one_action_and_asks_for_the_other(published: Workspace) -> None:
    raw = reply(minutes_to(published, "zhang@example.test"), "1 完成，2 延期到3月18日，因为供应商晚了")
    incoming = receive(published.as_worker(), raw)
    assert incoming is not None
    assert (incoming.trust, incoming.kind, incoming.verdict, incoming.state) == ("token", "reply", "apply", "waiting")
    first, second = published.store.get(Action, "A1"), published.store.get(Action, "A2")
    assert (first.status, first.percent, first.updated_by, first.via) == ("done", 100, "张伟", f"mail:{incoming.ref}")
    assert second.due == date(2026, 3, 13)
    (request,) = incoming.requests
    assert (request.ref, request.ask, request.due, request.reason) == (
        "A2",
        "postpone",
        date(2026, 3, 18),
        "供应商晚了",
    )


def test_the_answer_is_one_automatic_mail_in_the_senders_language(published: Workspace) -> None:
    minutes = minutes_to(published, "bob@example.test")
    raw = reply(minutes, "1 is 60% done")
    incoming = receive(published.as_worker(), raw)
    assert incoming is not None
    answer = outgoing(published, "bob@example.test", "answer")
    mail = parsed(answer)
    assert mail["Auto-Submitted"] == "auto-replied"
    assert mail["In-Reply-To"] == incoming.message_id
    assert "in progress 60 %" in answer.text
    assert receive(published.as_worker(), raw) is None
    assert len([one for one in published.store.find(Outgoing, to="bob@example.test") if one.kind == "answer"]) == 1


def test_a_note_by_mail_stands_beside_the_planners_and_takes_the_place_of_the_one_before(
    published: Workspace, clock: Clock
) -> None:
    zhang = minutes_to(published, "zhang@example.test")
    update_action(published.as_user("key"), "A1", Update(ref="A1", note="按旧模板写"))
    for minute, said in (("31", "供应商换了两家"), ("32", "供应商又换了一家")):
        clock.set(f"2026-03-02T17:{minute}+08:00")
        receive(published.as_worker(), reply(zhang, f"1 备注：{said}", date=f"Mon, 02 Mar 2026 17:{minute}:00 +0800"))
        assert published.store.get(Action, "A1").note == f"按旧模板写\n✉ {said}"
        told = outgoing(published, "zhang@example.test", "answer").text
        assert (said in told, "按旧模板写" in told) == (True, False)
    update_action(published.as_user("key"), "A1", Update(ref="A1", note="按新模板写"))
    assert published.store.get(Action, "A1").note == "按新模板写"


def test_where_the_planner_has_no_note_that_of_the_mail_is_the_note(published: Workspace) -> None:
    for minute, said in (("10", "供应商换了两家"), ("11", "供应商又换了一家")):
        zhang = minutes_to(published, "zhang@example.test")
        receive(published.as_worker(), reply(zhang, f"1 备注：{said}", date=f"Mon, 02 Mar 2026 17:{minute}:00 +0800"))
        assert published.store.get(Action, "A1").note == said


def test_explain_says_the_same_and_changes_nothing(published: Workspace) -> None:
    raw = reply(minutes_to(published, "zhang@example.test"), "1 完成")
    before = published.store.change_counter()
    said = explain(published.as_worker(), raw)
    assert published.store.change_counter() == before
    done = receive(published.as_worker(), raw)
    assert done is not None
    assert (said.verdict, said.trust, said.updates, said.answer) == (
        done.verdict,
        done.trust,
        done.updates,
        done.answer,
    )


def test_who_has_no_secret_changes_nothing_and_waits_for_the_facilitator(published: Workspace) -> None:
    raw = reply(minutes_to(published, "zhang@example.test"), "A1 完成", quote=False, token=False)
    incoming = receive(published.as_worker(), raw)
    assert incoming is not None
    assert (incoming.trust, incoming.verdict) == ("known", "review")
    assert incoming.answer is None
    assert published.store.find(Outgoing, to="zhang@example.test", kind="answer") == []
    assert published.store.get(Action, "A1").status == "not-started"
    review.apply_waiting(published.as_user("key"), incoming.ref)
    assert published.store.get(Action, "A1").status == "done"


def test_a_forwarded_secret_under_another_name_is_reviewed(published: Workspace) -> None:
    raw = reply(minutes_to(published, "zhang@example.test"), "A3 done\n1 完成", sender="bob@example.test")
    incoming = receive(published.as_worker(), raw)
    assert incoming is not None
    assert (incoming.trust, incoming.verdict, incoming.reason) == ("known", "review", "token-of-another")
    assert {published.store.get(Action, ref).status for ref in ("A1", "A3")} == {"not-started"}


def test_a_stranger_with_the_secret_changes_nothing_and_gets_no_answer(published: Workspace) -> None:
    raw = reply(minutes_to(published, "zhang@example.test"), "1 完成", sender="eve@evil.test")
    incoming = receive(published.as_worker(), raw)
    assert incoming is not None
    assert (incoming.trust, incoming.verdict) == ("unknown", "review")
    assert published.store.get(Action, "A1").status == "not-started"
    assert published.store.find(Outgoing, to="eve@evil.test") == []


def test_other_peoples_actions_are_never_touched(published: Workspace) -> None:
    raw = reply(minutes_to(published, "zhang@example.test"), "A3 完成")
    receive(published.as_worker(), raw)
    assert published.store.get(Action, "A3").status == "not-started"


def test_agreement_signs_the_version_that_was_sent(published: Workspace) -> None:
    receive(published.as_worker(), reply(minutes_to(published, "chen@example.test"), "同意"))
    chen = published.store.find(Person, email="chen@example.test")[0].ref
    (sign_off,) = published.store.find(SignOff, meeting="M1", minutes_version=1, person=chen)
    assert sign_off.state == "agreed"


def test_a_correction_withholds_the_signature_and_waits(published: Workspace) -> None:
    incoming = receive(
        published.as_worker(), reply(minutes_to(published, "chen@example.test"), "有异议：预算应由市场部承担")
    )
    assert incoming is not None
    assert (incoming.sign_off, incoming.state) == ("corrected", "waiting")
    chen = published.store.find(Person, email="chen@example.test")[0].ref
    (sign_off,) = published.store.find(SignOff, meeting="M1", minutes_version=1, person=chen)
    assert sign_off.state == "corrected"
    assert "市场部" in sign_off.text


def test_the_facilitators_yes_moves_the_date_and_can_be_taken_back(published: Workspace) -> None:
    incoming = receive(
        published.as_worker(),
        reply(minutes_to(published, "zhang@example.test"), "1 完成，2 延期到3月18日，因为供应商晚了"),
    )
    assert incoming is not None
    review.apply_waiting(published.as_user("key"), incoming.ref)
    moved = published.store.get(Action, "A2")
    assert (moved.due, moved.original_due, moved.slips) == (date(2026, 3, 18), date(2026, 3, 13), 1)
    review.undo_mail(published.as_user("key"), incoming.ref)
    back = published.store.get(Action, "A2")
    assert (back.due, back.slips) == (date(2026, 3, 13), 0)
    assert published.store.get(Action, "A1").status == "not-started"
    assert published.store.get(Incoming, incoming.ref).state == "undone"


def test_an_older_reply_that_comes_late_waits(published: Workspace) -> None:
    mail = minutes_to(published, "zhang@example.test")
    receive(published.as_worker(), reply(mail, "1 完成", date="Mon, 02 Mar 2026 17:20:00 +0800"))
    late = receive(published.as_worker(), reply(mail, "1 进行中", date="Mon, 02 Mar 2026 16:30:00 +0800"))
    assert late is not None
    assert (late.verdict, late.reason) == ("review", "older-than-known")
    assert published.store.get(Action, "A1").status == "done"


def test_thanks_are_ignored_without_an_answer(published: Workspace) -> None:
    incoming = receive(published.as_worker(), reply(minutes_to(published, "chen@example.test"), "谢谢！"))
    assert incoming is not None
    assert incoming.verdict == "ignore"
    assert [one.kind for one in published.store.find(Outgoing, to="chen@example.test")] == ["minutes"]


def test_when_nobody_objects_any_more_the_meeting_is_signed(published: Workspace) -> None:
    for address, text in (
        ("zhang@example.test", "同意"),
        ("chen@example.test", "同意"),
        ("bob@example.test", "agreed"),
    ):
        receive(published.as_worker(), reply(minutes_to(published, address), text))
    assert published.store.get(Meeting, "M1").state == "signed"
    assert {one.state for one in publish.sign_offs(published.store, "M1")} == {"agreed"}


def test_the_sender_learns_what_was_decided(published: Workspace) -> None:
    minutes = minutes_to(published, "zhang@example.test")
    incoming = receive(published.as_worker(), reply(minutes, "2 延期到3月18日，因为供应商晚了"))
    assert incoming is not None
    review.apply_waiting(published.as_user("key"), incoming.ref)
    notice = outgoing(published, "zhang@example.test", "notice")
    assert "同意了你的请求" in notice.text
    assert "3月18日" in notice.text
    later = receive(published.as_worker(), reply(minutes, "2 取消", date="Mon, 02 Mar 2026 17:25:00 +0800"))
    assert later is not None
    review.reject(published.as_user("key"), later.ref)
    assert "没有同意" in outgoing(published, "zhang@example.test", "notice").text


def test_a_head_who_was_copied_may_object_too(published: Workspace) -> None:
    receive(published.as_worker(), reply(minutes_to(published, "zhao@example.test"), "有异议：缺少测试环境"))
    zhao = published.store.find(Person, email="zhao@example.test")[0].ref
    (sign_off,) = published.store.find(SignOff, meeting="M1", minutes_version=1, person=zhao)
    assert sign_off.state == "corrected"


@pytest.mark.parametrize("text", ["no, I am on leave", "请假"])
def test_why_somebody_does_not_come_is_no_word_on_an_action(published: Workspace, clock: Clock, text: str) -> None:
    """Who is invited has an action, too: what he answers is about the meeting."""
    clock.set("2026-03-02T17:30+08:00")
    before = published.store.get(Action, "A1")
    coming = plan.new_meeting(
        published.as_user("command"), AGENDA.model_copy(update={"start": AGENDA.start + timedelta(days=7)})
    ).meeting
    invite.invite(published.as_user("command"), coming.ref)
    mail = receive(published.as_worker(), reply(outgoing(published, "zhang@example.test", "invitation"), text))
    assert mail is not None
    assert published.store.get(Action, "A1") == before
    invited = published.store.get(Meeting, coming.ref).participants
    (answer,) = (one.partstat for one in invited if one.person == before.owner)
    assert answer == "declined"


def test_who_takes_an_action_on_reads_that_it_is_accepted(published: Workspace, clock: Clock) -> None:
    clock.set("2026-03-02T17:30+08:00")
    receive(published.as_worker(), reply(outgoing(published, "zhang@example.test", "minutes"), "1 收到，没问题"))
    answer = outgoing(published, "zhang@example.test", "answer").text
    assert "提供接口文档 (A1)：已接受" in answer
    assert "未开始" not in answer


@pytest.mark.parametrize("text", ["", "如题", "发自我的iPhone"])
@pytest.mark.parametrize("quote", [True, False])
def test_an_answer_that_stands_in_the_subject_alone_waits(published: Workspace, text: str, *, quote: bool) -> None:
    raw = reply(minutes_to(published, "zhang@example.test"), text, quote=quote)
    head, _, rest = raw.partition(b"Subject: ")
    said = b"Subject: Re: [M1] 1 done\r\n" + rest.partition(b"\r\nDate: ")[2].join([b"Date: ", b""])
    incoming = receive(published.as_worker(), head + said)
    assert incoming is not None
    assert (incoming.verdict, incoming.reason, incoming.state) == ("review", "subject-alone", "waiting")
    assert published.store.get(Action, "A1").status == "not-started"


@pytest.mark.parametrize("text", ["", "如题"])
def test_an_answer_that_says_nothing_anywhere_is_passed_over(published: Workspace, text: str) -> None:
    incoming = receive(published.as_worker(), reply(minutes_to(published, "zhang@example.test"), text))
    assert incoming is not None
    assert incoming.verdict == "ignore"
