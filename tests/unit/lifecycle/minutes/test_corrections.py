"""A correction by mail: which line it means, taken up or not, and what its writer hears."""

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.meetings.meeting import Correction, Meeting, SignOff
from collabtui.domain.meetings.minutes_versions import MinutesLine
from collabtui.domain.meetings.sign_off import corrected_line, instead_of
from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.due import silent_consent
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.live import edit_entry, missing_line
from collabtui.lifecycle.mail_in import review
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.minutes import decide_corrections, publish
from collabtui.lifecycle.minutes.version_history import lines_of
from support.replies import outgoing, reply, send_all
from support.world import Clock

LINES = (
    MinutesLine(ref="D1", kind="decision", text="接口冻结日为3月4日"),
    MinutesLine(ref="A1", kind="action", text="提供接口文档", person="P1"),
    MinutesLine(ref="Q1", kind="question", text="Who pays for it"),
)


@pytest.mark.parametrize(
    ("text", "named", "meant"),
    [
        ("截止是3月12日", "A1", "A1"),
        ("D1 应该是3月5日", None, "D1"),
        ("d1: 3月5日", None, "D1"),
        ("接口冻结日是3月5日", None, "D1"),
        ("who pays for the test", None, "Q1"),
        ("少了一条：预算归市场部", None, None),
        ("D9 是错的", None, None),
        ("截止是3月12日", "A9", None),
    ],
)
def test_the_line_is_the_one_that_is_named_or_nearly_said(text: str, named: str | None, meant: str | None) -> None:
    found = corrected_line(Correction(text=text, line=named), LINES)
    assert (found.ref if found else None) == meant


def test_a_wording_of_the_whole_line_is_offered_in_its_place_a_remark_is_not() -> None:
    assert instead_of(LINES[0], Correction(text="接口冻结日是3月5日")) == "接口冻结日是3月5日"
    assert instead_of(LINES[0], Correction(text="日期不对")) == "接口冻结日为3月4日"


@pytest.fixture
def corrected(published: Workspace, clock: Clock) -> Workspace:
    """张伟 wants another date in D1."""
    clock.set("2026-03-02T17:00+08:00")
    mail = outgoing(published, "zhang@example.test", "minutes")
    receive(published.as_worker(), reply(mail, "更正: 接口冻结日是3月5日"))
    return published


def answer(workspace: Workspace) -> SignOff:
    return next(one for one in workspace.store.find(SignOff, meeting="M1") if one.person == "P2")


def told(workspace: Workspace) -> list[Outgoing]:
    return [
        mail for mail in workspace.store.find(Outgoing, to="zhang@example.test") if mail.key.startswith("correction")
    ]


def test_a_correction_is_kept_with_the_mail_that_it_came_by(corrected: Workspace) -> None:
    (correction,) = answer(corrected).corrections
    assert (correction.text, correction.outcome) == ("接口冻结日是3月5日", "open")
    assert correction.mail is not None
    assert corrected.store.get(Incoming, correction.mail).state == "waiting"


def test_taken_up_it_is_told_with_what_the_minutes_say_now(corrected: Workspace) -> None:
    edit_entry.reword(corrected.as_user("key"), "D1", "接口冻结日为3月5日")
    decide_corrections.accept(corrected.as_user("key"), answer(corrected).ref, 0, "D1")
    assert answer(corrected).corrections[0].outcome == "accepted"
    assert corrected.store.find(Incoming, state="waiting") == []
    (mail,) = told(corrected)
    assert "已采纳" in mail.subject
    assert "D1 接口冻结日为3月5日" in mail.text
    with pytest.raises(Refused, match=r"correction\.settled"):
        decide_corrections.accept(corrected.as_user("key"), answer(corrected).ref, 0, "D1")
    publish.publish(corrected.as_user("key"), "M1")
    assert "原：接口冻结日为3月4日" in outgoing(corrected, "zhang@example.test", "minutes").text


def test_refused_he_has_as_long_again_to_object_and_then_his_silence_is_consent(
    corrected: Workspace, clock: Clock
) -> None:
    decide_corrections.refuse(corrected.as_user("key"), answer(corrected).ref, 0, "会上定的就是3月4日")
    (mail,) = told(corrected)
    assert "会上定的就是3月4日" in mail.text
    assert "3月5日（周四）前没有异议即视为确认" in mail.text.replace("\n", "")
    send_all(corrected)
    clock.set("2026-03-05T16:30+08:00")
    silent_consent.apply_silent_consent(corrected.as_worker())
    assert answer(corrected).state == "waiting"
    clock.set("2026-03-05T17:00+08:00")
    silent_consent.apply_silent_consent(corrected.as_worker())
    assert answer(corrected).state == "silent"
    assert corrected.store.get(Meeting, "M1").state == "signed"


def test_a_late_correction_of_version_1_keeps_version_2_from_being_signed(published: Workspace, clock: Clock) -> None:
    first = outgoing(published, "zhang@example.test", "minutes")
    edit_entry.reword(published.as_user("key"), "D1", "接口冻结日为3月5日")
    publish.publish(published.as_user("key"), "M1")
    receive(published.as_worker(), reply(first, "更正: 接口冻结日是3月6日"))
    send_all(published)
    clock.set("2026-03-09T16:00+08:00")
    silent_consent.apply_silent_consent(published.as_worker())
    assert published.store.get(Meeting, "M1").state == "published"


def test_who_agrees_after_all_takes_his_correction_back(corrected: Workspace) -> None:
    mail = outgoing(corrected, "zhang@example.test", "minutes")
    receive(corrected.as_worker(), reply(mail, "同意", date="Mon, 02 Mar 2026 18:00:00 +0800"))
    assert (answer(corrected).state, answer(corrected).corrections[0].outcome) == ("agreed", "withdrawn")


def test_a_correction_that_waits_again_has_its_mail_wait_again(corrected: Workspace, clock: Clock) -> None:
    (mail,) = corrected.store.find(Incoming, state="waiting")
    edit_entry.reword(corrected.as_user("key"), "D1", "接口冻结日为3月5日")
    decide_corrections.accept(corrected.as_user("key"), answer(corrected).ref, 0, "D1")
    assert corrected.store.get(Incoming, mail.ref).state == "applied"
    undo_last(corrected.as_user("key"))
    assert answer(corrected).corrections[0].outcome == "open"
    waits = corrected.store.get(Incoming, mail.ref)
    assert (waits.state, waits.requests) == ("waiting", mail.requests)
    decide_corrections.refuse(corrected.as_user("key"), answer(corrected).ref, 0)
    undo_last(corrected.as_user("key"))
    assert corrected.store.get(Incoming, mail.ref).state == "waiting"


def test_of_two_corrections_of_a_mail_the_one_that_is_taken_back_is_asked_for_again(
    published: Workspace, clock: Clock
) -> None:
    clock.set("2026-03-02T17:00+08:00")
    minutes = outgoing(published, "zhang@example.test", "minutes")
    receive(published.as_worker(), reply(minutes, "更正: 接口冻结日是3月5日\n更正: 预算已经定了"))
    (mail,) = published.store.find(Incoming, state="waiting")
    assert len(mail.requests) == 2
    decide_corrections.refuse(published.as_user("key"), answer(published).ref, 0)
    left = published.store.get(Incoming, mail.ref)
    assert (left.state, len(left.requests)) == ("waiting", 1)
    undo_last(published.as_user("key"))
    assert published.store.get(Incoming, mail.ref).requests == mail.requests


def test_a_mail_whose_correction_its_writer_took_back_waits_for_nobody(corrected: Workspace) -> None:
    (mail,) = corrected.store.find(Incoming, state="waiting")
    minutes = outgoing(corrected, "zhang@example.test", "minutes")
    taken = receive(corrected.as_worker(), reply(minutes, "同意", date="Mon, 02 Mar 2026 18:00:00 +0800"))
    assert corrected.store.get(Incoming, mail.ref).state == "rejected"
    assert taken is not None
    review.undo_mail(corrected.as_user("key"), taken.ref)
    assert answer(corrected).corrections[0].outcome == "open"
    assert corrected.store.get(Incoming, mail.ref).state == "waiting"


def test_nobody_consents_by_silence_to_minutes_that_he_was_not_sent(published: Workspace, clock: Clock) -> None:
    mails = published.store.find(Outgoing, meeting="M1")
    for mail, state in zip(mails, ("sent", "sent", "held", "failed", "sent"), strict=True):
        with published.as_worker().transaction() as tx:
            tx.put(mail.model_copy(update={"state": state, "sent_at": clock() if state == "sent" else None}))
    clock.set("2026-03-09T16:00+08:00")
    silent = silent_consent.apply_silent_consent(published.as_worker())
    assert [one.person for one in silent] == ["P2"]
    assert published.store.get(Meeting, "M1").state == "published"


def test_the_lines_of_minutes_are_what_their_readers_see(published: Workspace) -> None:
    from collabtui.lifecycle.minutes.minutes_content import minutes_of

    kinds = [line.kind for line in lines_of(minutes_of(published.store, published.store.get(Meeting, "M1")))]
    assert kinds == ["decision", "action", "action", "action", "question", *["attendance"] * 4]


def test_the_inbox_says_where_a_correction_is_decided(corrected: Workspace) -> None:
    (mail,) = corrected.store.find(Incoming, state="waiting")
    for deed in (review.apply_waiting, review.reject):
        with pytest.raises(Refused, match=r"inbox\.correct_in_minutes.*meeting='M1'"):
            deed(corrected.as_user("key"), mail.ref)
    decide_corrections.refuse(corrected.as_user("key"), answer(corrected).ref, 0)
    assert corrected.store.get(Incoming, mail.ref).state == "rejected"


def test_a_correction_beside_another_request_waits_when_that_is_granted(published: Workspace, clock: Clock) -> None:
    clock.set("2026-03-02T17:00+08:00")
    mail = outgoing(published, "zhang@example.test", "minutes")
    receive(published.as_worker(), reply(mail, "2 延期到3月18日，因为测试环境晚到\n更正: 接口冻结日是3月5日"))
    (waiting,) = published.store.find(Incoming, state="waiting")
    review.apply_waiting(published.as_user("key"), waiting.ref)
    assert str(published.store.get(Action, "A2").due) == "2026-03-18"
    assert [one.outcome for one in answer(published).corrections] == ["open"]
    assert "更正" not in next(
        one.text for one in published.store.find(Outgoing, to="zhang@example.test") if one.key.startswith("decision")
    )
    assert published.store.get(Incoming, waiting.ref).state == "waiting", "the correction does"
    with pytest.raises(Refused, match=r"inbox\.correct_in_minutes"):
        review.apply_waiting(published.as_user("key"), waiting.ref)
    decide_corrections.refuse(published.as_user("key"), answer(published).ref, 0)
    assert published.store.get(Incoming, waiting.ref).state == "rejected"


@pytest.mark.parametrize("text", ["1 完成\n更正: 接口冻结日是3月5日", "更正: 接口冻结日是3月5日"])
def test_a_correction_beside_what_was_done_by_itself_is_not_said_to_be_applied(published: Workspace, text: str) -> None:
    receive(published.as_worker(), reply(outgoing(published, "zhang@example.test", "minutes"), text))
    (waiting,) = published.store.find(Incoming, state="waiting")
    with pytest.raises(Refused, match=r"inbox\.correct_in_minutes"):
        review.apply_waiting(published.as_user("key"), waiting.ref)


def test_nothing_is_accepted_that_the_minutes_do_not_say(corrected: Workspace) -> None:
    ref = answer(corrected).ref
    with pytest.raises(Refused, match=r"correction\.not_put_in"):
        decide_corrections.accept(corrected.as_user("key"), ref, 0, None)
    with pytest.raises(Refused, match=r"correction\.only_a_note"):
        missing_line.put_in(corrected.as_user("key"), ref, "接口冻结日是3月5日")
    assert (answer(corrected).corrections[0].outcome, told(corrected)) == ("open", [])
    missing_line.put_in(corrected.as_user("key"), ref, "决定：接口冻结日是3月5日")
    decide_corrections.accept(corrected.as_user("key"), ref, 0, None)
    publish.publish(corrected.as_user("key"), "M1")


def test_a_correction_of_a_version_before_may_be_in_the_one_that_is_out(corrected: Workspace) -> None:
    edit_entry.reword(corrected.as_user("key"), "D1", "接口冻结日为3月5日")
    publish.publish(corrected.as_user("key"), "M1")
    decide_corrections.accept(corrected.as_user("key"), answer(corrected).ref, 0, "D1")
    assert answer(corrected).corrections[0].outcome == "accepted"


def test_a_place_means_a_decision_of_the_minutes(published: Workspace, clock: Clock) -> None:
    clock.set("2026-03-02T17:00+08:00")
    mail = outgoing(published, "li@example.test", "minutes")
    receive(published.as_worker(), reply(mail, "第1条应为3月5日"))
    found = published.store.find(SignOff, meeting="M1", person=mail.person)
    assert [one.line for answer in found for one in answer.corrections] == ["D1"]


@pytest.mark.parametrize("text", ["同意。另外A2是陈静负责的，不是我", "Approved. Action 2 is 陈静's, not mine."])
def test_a_yes_beside_another_owner_of_an_action_signs_once_it_is_confirmed(
    published: Workspace, clock: Clock, text: str
) -> None:
    send_all(published)
    clock.set("2026-03-03T10:00+08:00")
    asked = outgoing(published, "zhang@example.test", "minutes")
    mail = receive(published.as_worker(), reply(asked, text))
    assert mail is not None
    assert [one.state for one in published.store.find(SignOff, meeting="M1", person="P2")] == ["waiting"]
    assert [(one.ask, one.ref) for one in mail.requests] == [("reassign", "A2")]
    assert "同意纪要？回复 y1 确认" in outgoing(published, "zhang@example.test", "answer").text
    receive(published.as_worker(), reply(outgoing(published, "zhang@example.test", "answer"), "y1"))
    assert [one.state for one in published.store.find(SignOff, meeting="M1", person="P2")] == ["agreed"]
    assert published.store.get(Action, "A2").owner == "P2", "that waits for the facilitator"
