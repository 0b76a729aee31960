"""What the sender was told is taken back too: held while it can be, corrected by a mail when it has left."""

from collections.abc import Callable

import pytest

from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.lifecycle.base.acting import Desk, Office
from collabtui.lifecycle.base.outbox import Outcome, settle, take_batch
from collabtui.lifecycle.mail_in import review
from collabtui.lifecycle.mail_in.receive import receive
from support.replies import outgoing, reply
from support.world import Clock

ZHANG = "zhang@example.test"


@pytest.fixture(autouse=True)
def afternoon(published: Office, clock: Clock) -> None:
    clock.set("2026-03-02T17:30+08:00")


def asked(office: Office, text: str, *, token: bool = True) -> Incoming:
    mail = receive(office.worker_desk(), reply(outgoing(office, ZHANG, "minutes"), text, token=token, quote=token))
    assert mail is not None
    return mail


def notices(office: Office) -> list[Outgoing]:
    return office.store.find(Outgoing, to=ZHANG, kind="notice")


def send_all(office: Office) -> None:
    for mail in take_batch(office.worker_desk(), 50):
        settle(office.worker_desk(), mail, Outcome("sent"))


@pytest.mark.parametrize("decide", [review.apply_waiting, review.reject])
def test_a_decision_that_has_not_left_is_held_and_the_next_one_goes(
    published: Office, decide: Callable[[Desk, str], Incoming]
) -> None:
    desk = published.own_desk("key")
    mail = asked(published, "2 延期到3月18日")
    decide(desk, mail.ref)
    review.undo_mail(desk, mail.ref)
    assert [one.state for one in notices(published)] == ["held"]
    review.apply_waiting(desk, mail.ref)
    assert [one.state for one in notices(published)] == ["held", "queued"]
    assert "同意了你的请求" in notices(published)[-1].text


def test_a_decision_that_has_left_is_corrected_by_a_mail(published: Office) -> None:
    desk = published.own_desk("key")
    mail = asked(published, "2 延期到3月18日")
    review.apply_waiting(desk, mail.ref)
    send_all(published)
    review.undo_mail(desk, mail.ref)
    correction = notices(published)[-1]
    assert (correction.state, "撤回了对你的请求的决定" in correction.text) == ("queued", True)
    assert "完成压力测试 (A2)" in correction.text
    review.apply_waiting(desk, mail.ref)
    review.undo_mail(desk, mail.ref)
    assert len({one.key for one in notices(published)}) == len(notices(published))


def test_updates_that_he_was_told_of_are_corrected_with_how_it_stands_now(published: Office) -> None:
    mail = asked(published, "1 进度60%")
    review.undo_mail(published.own_desk("key"), mail.ref)
    assert "提供接口文档 (A1)：未开始" in notices(published)[-1].text


def test_who_is_not_believed_is_told_nothing(published: Office) -> None:
    mail = asked(published, "A1 完成", token=False)
    review.apply_waiting(published.own_desk("key"), mail.ref)
    review.undo_mail(published.own_desk("key"), mail.ref)
    assert notices(published) == []


def test_a_refusal_that_is_taken_back_leaves_what_was_done_already(published: Office) -> None:
    desk = published.own_desk("key")
    mail = asked(published, "1 完成，2 延期到3月18日")
    review.reject(desk, mail.ref)
    send_all(published)
    review.undo_mail(desk, mail.ref)
    assert "提供接口文档" not in notices(published)[-1].text
    assert "完成压力测试 (A2)" in notices(published)[-1].text
