"""Mails that prove nothing: nobody is answered, and the facilitator hears of all of them once, in one mail a day."""

import pytest

from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.due.registry import list_due, queue_due
from collabtui.lifecycle.due.unproved_mails_due import LISTED
from collabtui.lifecycle.mail_in import review
from collabtui.lifecycle.mail_in.receive import receive
from support.replies import outgoing, reply
from support.world import Clock

LI, ZHANG = "li@example.test", "zhang@example.test"


@pytest.fixture(autouse=True)
def afternoon(published: Workspace, clock: Clock) -> None:
    clock.set("2026-03-02T17:30+08:00")


def spoofed(workspace: Workspace, text: str) -> Incoming:
    mail = receive(workspace.as_worker(), reply(outgoing(workspace, ZHANG, "minutes"), text, quote=False, token=False))
    assert mail is not None
    assert mail.state == "waiting"
    return mail


def digests(workspace: Workspace) -> list[Outgoing]:
    queue_due(workspace.as_worker())
    return [mail for mail in workspace.store.find(Outgoing, to=LI, kind="notice") if "unproved" in mail.key]


def test_all_of_a_day_are_told_in_one_mail_the_next_morning_and_not_again(published: Workspace, clock: Clock) -> None:
    refs = [spoofed(published, f"A1 {percent}%").ref for percent in (10, 20, 30)]
    assert digests(published) == []
    clock.set("2026-03-03T08:59+08:00")
    assert digests(published) == []
    clock.set("2026-03-03T09:00+08:00")
    (told,) = digests(published)
    assert told.key == "notice:unproved-mail:2026-03-03:P1"
    assert all(ref in told.text for ref in refs)
    assert (told.automatic, told.items) == (True, ())
    clock.set("2026-03-04T09:00+08:00")
    assert digests(published) == [told]


def test_one_a_day_however_many_there_are_and_days_off_are_caught_up(published: Workspace, clock: Clock) -> None:
    many = [spoofed(published, f"A1 {percent}%").ref for percent in range(1, LISTED + 6)]
    clock.set("2026-03-03T10:00+08:00")
    later = spoofed(published, "A1 99%").ref
    clock.set("2026-03-03T10:30+08:00")
    (first,) = digests(published)
    assert f"{many[LISTED - 1]} " in first.text
    assert "另有 5 封" in first.text
    assert later not in first.text
    clock.set("2026-03-07T10:00+08:00")
    _, second = digests(published)
    assert later in second.text
    assert many[0] + " " not in second.text


def test_what_was_decided_or_proves_itself_is_not_told(published: Workspace, clock: Clock) -> None:
    review.reject(published.as_user("key"), spoofed(published, "A1 10%").ref)
    receive(published.as_worker(), reply(outgoing(published, ZHANG, "minutes"), "1 20%"))
    receive(published.as_worker(), reply(outgoing(published, ZHANG, "minutes"), "1 延期到3月20日"))
    clock.set("2026-03-03T10:00+08:00")
    assert digests(published) == []


def test_it_is_listed_before_it_is_sent(published: Workspace, clock: Clock) -> None:
    mail = spoofed(published, "A1 10%")
    clock.set("2026-03-03T10:00+08:00")
    acting = published.as_worker()
    (due,) = (one for one in list_due(acting.store, acting) if one.message.template == "unproved")
    assert [(owed.kind, owed.ref, owed.title, owed.days) for owed in due.owed] == [
        ("unproved-mail", mail.ref, mail.subject, -1)
    ]
