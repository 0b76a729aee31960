"""What the sender was told is taken back too: held while it can be, corrected by a mail when it has left."""

from collections.abc import Callable
from datetime import date

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.lifecycle.base.acting import Acting, Workspace
from collabtui.lifecycle.base.outbox import Outcome, settle, take_batch
from collabtui.lifecycle.history.undo_last import next_undo, undo_about_mail, undo_last
from collabtui.lifecycle.mail_in import review
from collabtui.lifecycle.mail_in.receive import receive
from support.replies import outgoing, reply
from support.world import Clock

ZHANG = "zhang@example.test"


@pytest.fixture(autouse=True)
def afternoon(published: Workspace, clock: Clock) -> None:
    clock.set("2026-03-02T17:30+08:00")


def asked(workspace: Workspace, text: str, *, token: bool = True) -> Incoming:
    mail = receive(workspace.as_worker(), reply(outgoing(workspace, ZHANG, "minutes"), text, token=token, quote=token))
    assert mail is not None
    return mail


def notices(workspace: Workspace) -> list[Outgoing]:
    return workspace.store.find(Outgoing, to=ZHANG, kind="notice")


def send_all(workspace: Workspace) -> None:
    for mail in take_batch(workspace.as_worker(), 50):
        settle(workspace.as_worker(), mail, Outcome("sent"))


@pytest.mark.parametrize("decide", [review.apply_waiting, review.reject])
def test_a_decision_that_has_not_left_is_held_and_the_next_one_goes(
    published: Workspace, decide: Callable[[Acting, str], Incoming]
) -> None:
    acting = published.as_user("key")
    mail = asked(published, "2 延期到3月18日")
    decide(acting, mail.ref)
    review.undo_mail(acting, mail.ref)
    assert [one.state for one in notices(published)] == ["held"]
    review.apply_waiting(acting, mail.ref)
    assert [one.state for one in notices(published)] == ["held", "queued"]
    assert "同意了你的请求" in notices(published)[-1].text


def test_a_decision_that_has_left_is_corrected_by_a_mail(published: Workspace) -> None:
    acting = published.as_user("command")
    mail = asked(published, "2 延期到3月18日")
    review.apply_waiting(acting, mail.ref)
    send_all(published)
    review.undo_mail(acting, mail.ref)
    correction = notices(published)[-1]
    assert (correction.state, "撤销了对你的请求的决定" in correction.text) == ("queued", True)
    assert "完成压力测试 (A2)，截止日现为 3月13日" in correction.text
    assert correction.subject.startswith("[A2] 决定已撤销 #")
    review.apply_waiting(acting, mail.ref)
    review.undo_mail(acting, mail.ref)
    assert len({one.key for one in notices(published)}) == len(notices(published))


def test_updates_that_he_was_told_of_are_corrected_with_how_it_stands_now(published: Workspace) -> None:
    mail = asked(published, "1 进度60%")
    review.undo_mail(published.as_user("key"), mail.ref)
    assert "提供接口文档 (A1)：未开始" in notices(published)[-1].text


def test_who_is_not_believed_is_told_nothing(published: Workspace) -> None:
    mail = asked(published, "A1 完成", token=False)
    review.apply_waiting(published.as_user("key"), mail.ref)
    review.undo_mail(published.as_user("key"), mail.ref)
    assert notices(published) == []


def test_a_refusal_that_is_taken_back_leaves_what_was_done_already(published: Workspace) -> None:
    acting = published.as_user("key")
    mail = asked(published, "1 完成，2 延期到3月18日")
    review.reject(acting, mail.ref)
    send_all(published)
    review.undo_mail(acting, mail.ref)
    assert "提供接口文档" not in notices(published)[-1].text
    assert "完成压力测试 (A2)" in notices(published)[-1].text


@pytest.mark.parametrize(
    ("text", "of_decision"),
    [
        ("1 完成，2 延期到3月18日", "A2"),
        ("1 完成，2 转给赵强", "A2"),
        ("1 完成。2 大概弄好了吧", "A2"),
    ],
)
def test_a_yes_that_is_taken_back_leaves_what_the_mail_had_done_by_itself(
    published: Workspace, text: str, of_decision: str
) -> None:
    acting = published.as_user("key")
    before = {ref: published.store.get(Action, ref) for ref in of_decision.split()}
    mail = asked(published, text)
    assert (mail.state, published.store.get(Action, "A1").status) == ("waiting", "done")
    review.apply_waiting(acting, mail.ref)
    send_all(published)
    plan = next_undo(acting).plan
    assert {one.ref for one in plan.values} == set(before)
    undo_last(acting)
    waits = published.store.get(Incoming, mail.ref)
    assert (waits.state, waits.updates, published.store.get(Action, "A1").status) == ("waiting", mail.updates, "done")
    kept = ("status", "due", "owner")
    assert {ref: now(published, ref, kept) for ref in before} == {
        ref: tuple(getattr(one, field) for field in kept) for ref, one in before.items()
    }
    assert "A1" not in notices(published)[-1].text
    review.apply_waiting(acting, mail.ref)
    assert published.store.get(Incoming, mail.ref).state == "applied"
    review.undo_mail(acting, mail.ref)
    assert published.store.get(Action, "A1").status == "not-started"
    assert {ref: now(published, ref, kept) for ref in before} == {
        ref: tuple(getattr(one, field) for field in kept) for ref, one in before.items()
    }


def now(workspace: Workspace, ref: str, fields: tuple[str, ...]) -> tuple[object, ...]:
    return tuple(getattr(workspace.store.get(Action, ref), field) for field in fields)


def test_a_mail_that_is_taken_back_waits_where_it_asks_for_something(published: Workspace) -> None:
    """Its sender is told that he will hear again: nobody would remember it otherwise."""
    acting = published.as_user("key")
    asking, telling = asked(published, "2 延期到3月18日"), asked(published, "1 进度60%")
    review.apply_waiting(acting, asking.ref)
    for mail in (telling, asking):
        review.undo_mail(acting, mail.ref)
    assert [published.store.get(Incoming, mail.ref).state for mail in (asking, telling)] == ["waiting", "undone"]
    review.apply_waiting(acting, asking.ref)
    assert now(published, "A2", ("due",)) == (date(2026, 3, 18),)


def test_a_mail_is_taken_back_in_the_steps_in_which_it_was_done(published: Workspace) -> None:
    acting = published.as_user("key")
    mail = asked(published, "1 完成，2 延期到3月18日")
    review.apply_waiting(acting, mail.ref)
    assert undo_about_mail(acting, mail.ref).state == "waiting"
    assert (now(published, "A1", ("status",)), now(published, "A2", ("due",))) == (("done",), (date(2026, 3, 13),))
    assert undo_about_mail(acting, mail.ref).state == "undone"
    assert now(published, "A1", ("status",)) == ("not-started",)
    review.apply_waiting(acting, mail.ref)
    undo_about_mail(acting, mail.ref)
    assert now(published, "A1", ("status",)) == ("not-started",), "this time all of it was the yes"
