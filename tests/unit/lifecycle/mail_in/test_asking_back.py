"""What was read and not for certain is asked back, and settled by its sender or by the facilitator."""

from datetime import date

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_about import MinutesOf
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.mail.reply import Proposal
from collabtui.domain.meetings.meeting import SignOff
from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.mail_in import review
from collabtui.lifecycle.mail_in.receive import receive
from support.replies import outgoing, parsed, reply
from support.world import Clock

ZHANG = "zhang@example.test"
UNSURE = "1 完成。写错了，应该是2"
"""Item 2 is proposed as done."""


@pytest.fixture(autouse=True)
def afternoon(published: Workspace, clock: Clock) -> None:
    clock.set("2026-03-02T17:30+08:00")


def received(workspace: Workspace, text: str, *, to: str = "minutes", sender: str = "", token: bool = True) -> Incoming:
    raw = reply(outgoing(workspace, ZHANG, to), text, sender=sender, token=token, quote=token)
    mail = receive(workspace.as_worker(), raw)
    assert mail is not None
    return mail


def action(workspace: Workspace, ref: str) -> Action:
    return workspace.store.get(Action, ref)


def kept(workspace: Workspace, mail: Incoming) -> Incoming:
    return workspace.store.get(Incoming, mail.ref)


def test_the_answer_names_its_reading_with_a_number(published: Workspace) -> None:
    mail = received(published, UNSURE)
    assert (mail.state, action(published, "A2").status) == ("waiting", "not-started")
    asked = outgoing(published, ZHANG, "answer")
    assert asked.asked_back is not None
    assert (asked.asked_back.mail, asked.asked_back.about) == (mail.ref, MinutesOf(meeting="M1", version=1))
    assert [(one.n, one.ref, one.status) for one in asked.asked_back.proposals] == [(1, "A2", "done")]
    assert "回复 y1 确认，n1 表示不是" in asked.text
    assert "应该是2" not in asked.text.partition("是这个意思吗")[2]
    html = parsed(asked).get_body(("html",))
    assert html is not None
    assert "body=y1" in html.get_content()


def test_a_yes_applies_it_and_nothing_is_left_for_the_facilitator(published: Workspace) -> None:
    mail = received(published, UNSURE)
    yes = received(published, "y1", to="answer")
    assert (yes.verdict, yes.state, yes.reason) == ("apply", "applied", "understood")
    assert (action(published, "A2").status, action(published, "A2").via) == ("done", f"mail:{yes.ref}")
    assert (kept(published, mail).state, kept(published, mail).settled) == ("applied", (1,))


def test_a_no_leaves_all_as_it_is_and_says_so(published: Workspace) -> None:
    mail = received(published, UNSURE)
    no = received(published, "不是", to="answer")
    assert (no.verdict, no.state) == ("apply", "applied")
    assert action(published, "A2").status == "not-started"
    assert "不作改动" in (no.answer or "")
    assert kept(published, mail).state == "ignored"


def test_who_is_not_believed_confirms_nothing(published: Workspace) -> None:
    received(published, UNSURE)
    forged = received(published, "y1", to="answer", token=False)
    stranger = received(published, "y1 ", to="answer", sender="mallory@evil.test")
    assert action(published, "A2").status == "not-started"
    assert "apply" not in (forged.verdict, stranger.verdict)


def test_what_the_facilitator_has_refused_a_yes_does_not_bring_back(published: Workspace) -> None:
    mail = received(published, UNSURE)
    review.reject(published.as_user("key"), mail.ref)
    yes = received(published, "y1", to="answer")
    assert (yes.verdict, yes.reason, action(published, "A2").status) == ("review", "decided-meanwhile", "not-started")
    review.apply_waiting(published.as_user("key"), yes.ref)
    assert action(published, "A2").status == "done"


def test_a_yes_that_is_taken_back_leaves_the_reading_open(published: Workspace) -> None:
    mail = received(published, UNSURE)
    yes = received(published, "y1", to="answer")
    review.undo_mail(published.as_user("key"), yes.ref)
    assert action(published, "A2").status == "not-started"
    assert (kept(published, mail).state, kept(published, mail).settled) == ("waiting", ())


def test_the_facilitator_says_yes_with_one_key(published: Workspace) -> None:
    mail = received(published, UNSURE)
    review.apply_waiting(published.as_user("key"), mail.ref)
    assert (action(published, "A2").status, kept(published, mail).state) == ("done", "applied")
    review.undo_mail(published.as_user("key"), mail.ref)
    assert action(published, "A2").status == "not-started"


def test_a_wish_that_is_confirmed_waits_for_the_facilitator_as_any(published: Workspace) -> None:
    mail = received(published, "2 改到3月16日，不对，3月18日")
    assert [(one.ref, one.due) for one in _proposals(published, mail)] == [("A2", date(2026, 3, 18))]
    yes = received(published, "对", to="answer")
    assert [(one.ref, one.due) for one in yes.requests] == [("A2", date(2026, 3, 18))]
    assert (yes.state, action(published, "A2").due) == ("waiting", date(2026, 3, 13))
    review.apply_waiting(published.as_user("key"), yes.ref)
    assert action(published, "A2").due == date(2026, 3, 18)


def test_of_several_readings_of_one_item_one_is_chosen(published: Workspace) -> None:
    mail = received(published, UNSURE)
    both = (
        *_proposals(published, mail),
        _proposals(published, mail)[0].model_copy(update={"n": 2, "status": "blocked"}),
    )
    understood = mail.understanding
    assert understood is not None
    with published.as_user("key").transaction() as tx:
        tx.put(kept(published, mail).model_copy(
            update={"understanding": understood.model_copy(update={"proposals": both})}
        ))  # fmt: skip
    with pytest.raises(Refused, match=r"inbox\.which_proposal"):
        review.apply_waiting(published.as_user("key"), mail.ref)
    with pytest.raises(Refused, match=r"inbox\.no_proposal"):
        review.apply_waiting(published.as_user("key"), mail.ref, proposals=(7,))
    review.apply_waiting(published.as_user("key"), mail.ref, proposals=(2,))
    assert action(published, "A2").status == "blocked"


def test_a_sign_off_that_is_confirmed_is_of_the_minutes_that_were_answered(published: Workspace) -> None:
    mail = received(published, "同意。我会后补充合影")
    assert [one.ask for one in _proposals(published, mail)] == ["agreed"]
    received(published, "是", to="answer")
    signed = [one for one in published.store.find(SignOff, meeting="M1") if one.state == "agreed"]
    assert [one.minutes_version for one in signed] == [1]


def test_the_same_yes_twice_changes_nothing_more(published: Workspace) -> None:
    received(published, UNSURE)
    received(published, "y1", to="answer")
    first = outgoing(published, ZHANG, "answer")
    asked = next(mail for mail in published.store.find(Outgoing, to=ZHANG) if mail.asked_back)
    version = action(published, "A2").version
    again = receive(published.as_worker(), reply(asked, "yes"))
    assert again is not None
    assert (again.state, action(published, "A2").version) == ("applied", version)
    assert first.asked_back is None


def _proposals(workspace: Workspace, mail: Incoming) -> tuple[Proposal, ...]:
    understood = kept(workspace, mail).understanding
    return understood.proposals if understood else ()


def test_what_is_part_of_a_reading_that_is_asked_back_is_not_called_unread(published: Workspace) -> None:
    mail = received(published, "抱歉，这周一直在忙审计，接口文档3月20日前一定弄掉。")
    assert mail.understanding is not None
    assert [(one.ref, one.ask) for one in mail.understanding.proposals] == [("A1", "postpone")]
    assert any(one.strength == "wait" for one in mail.understanding.clauses)
    assert "没有读懂" not in outgoing(published, ZHANG, "answer").text
