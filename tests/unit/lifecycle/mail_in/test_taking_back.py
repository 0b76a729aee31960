"""What the sender was told is taken back too: held while it can be, corrected by a mail when it has left."""

from collections.abc import Callable

import pytest

from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.lifecycle.base.acting import Acting, Workspace
from collabtui.lifecycle.base.outbox import Outcome, settle, take_batch
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
    assert "完成压力测试 (A2)" in correction.text
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
