"""A loop with a machine that nothing gives away as one comes to an end."""

from pathlib import Path

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.mail_in.custom_words import teach
from collabtui.lifecycle.mail_in.outcome_mails import answer
from collabtui.lifecycle.mail_in.rate_limit import MAILS_AN_HOUR
from collabtui.lifecycle.mail_in.receive import explain, receive
from collabtui.lifecycle.mail_in.replay import replay
from collabtui.store.sqlite.sqlite_store import open_store
from support.replies import outgoing, reply
from support.world import Clock

ZHANG = "zhang@example.test"


@pytest.fixture(autouse=True)
def afternoon(published: Workspace, clock: Clock) -> None:
    clock.set("2026-03-02T17:30+08:00")


def reported(workspace: Workspace, percent: int, address: str = ZHANG) -> Incoming:
    raw = letter(workspace, percent, address)
    mail = receive(workspace.as_worker(), raw)
    assert mail is not None
    return mail


def letter(workspace: Workspace, percent: int, address: str = ZHANG) -> bytes:
    date = f"Mon, 02 Mar 2026 17:{percent:02}:00 +0800"
    return reply(outgoing(workspace, address, "minutes"), f"1 {percent}%", date=date)


def answers(workspace: Workspace, address: str = ZHANG) -> int:
    return len([one for one in workspace.store.find(Outgoing, to=address) if one.kind == "answer"])


def test_the_eleventh_mail_within_an_hour_waits_and_is_not_answered(published: Workspace) -> None:
    mails = [reported(published, percent) for percent in range(1, MAILS_AN_HOUR + 2)]
    assert {mail.verdict for mail in mails[:-1]} == {"apply"}
    last = mails[-1]
    assert (last.verdict, last.reason, last.state, last.answer) == ("review", "too-many", "waiting", None)
    assert published.store.get(Action, "A1").percent == MAILS_AN_HOUR
    assert answers(published) == MAILS_AN_HOUR
    assert replay(published.as_user("command")).differs == ()


def test_explain_says_so_before(published: Workspace) -> None:
    for percent in range(1, MAILS_AN_HOUR + 1):
        reported(published, percent)
    said = explain(published.as_worker(), letter(published, 50))
    assert (said.verdict, said.reason, said.answer) == ("review", "too-many", None)


def test_it_holds_after_a_restart_and_for_that_person_only(published: Workspace, tmp_path: Path) -> None:
    for percent in range(1, MAILS_AN_HOUR + 1):
        reported(published, percent)
    store = open_store(tmp_path / "collabtui.db")
    again = Workspace(store, published.config, published.templates, published.is_working, published.clock)
    assert reported(again, 50).reason == "too-many"
    assert reported(again, 50, "bob@example.test").verdict == "apply"
    store.close()


def test_an_hour_later_all_is_as_before(published: Workspace, clock: Clock) -> None:
    for percent in range(1, MAILS_AN_HOUR + 1):
        reported(published, percent)
    clock.set("2026-03-02T19:00+08:00")
    assert taken(published, 50, "18:01").verdict == "apply"
    assert answers(published) == MAILS_AN_HOUR + 1


def taken(workspace: Workspace, percent: int, at: str, *, proved: bool = True) -> Incoming:
    """A reply of Zhang's that was written at that time of this day."""
    asked = outgoing(workspace, ZHANG, "minutes")
    raw = reply(asked, f"A1 {percent}%", date=f"Mon, 02 Mar 2026 {at}:00 +0800", quote=proved, token=proved)
    mail = receive(workspace.as_worker(), raw)
    assert mail is not None
    return mail


@pytest.mark.parametrize("backwards", [False, True])
def test_what_comes_in_at_once_after_an_outage_was_written_in_its_time(
    published: Workspace, clock: Clock, backwards: bool
) -> None:
    clock.set("2026-03-02T23:59+08:00")
    times = [f"{17 + number // 3}:{number % 3 * 20:02}" for number in range(14)]
    mails = [taken(published, int(at[:2]), at) for at in sorted(times, reverse=backwards)]
    assert all(mail.answer and mail.reason != "too-many" for mail in mails)
    assert answers(published) == 14


@pytest.mark.parametrize("backwards", [False, True])
def test_a_machine_is_known_by_when_it_wrote_in_whatever_order_it_comes(
    published: Workspace, clock: Clock, backwards: bool
) -> None:
    clock.set("2026-03-02T23:59+08:00")
    minutes = sorted(range(1, MAILS_AN_HOUR + 2), reverse=backwards)
    mails = [taken(published, minute, f"17:{minute:02}") for minute in minutes]
    assert [mail.answer is None for mail in mails] == [False] * MAILS_AN_HOUR + [True]


def test_a_machine_whose_clock_stands_still_is_one_too(published: Workspace, clock: Clock) -> None:
    for day in range(3, 3 + MAILS_AN_HOUR):
        clock.set(f"2026-03-{day:02}T17:30+08:00")
        assert taken(published, day, "16:30").reason != "too-many"
    clock.set("2026-03-20T17:30+08:00")
    assert taken(published, 99, "16:30").reason == "too-many"


def test_what_others_write_in_his_name_is_not_his(published: Workspace) -> None:
    for percent in range(1, 3 * MAILS_AN_HOUR):
        assert taken(published, percent, f"17:{percent:02}", proved=False).trust == "known"
    assert answers(published) == 0
    assert reported(published, 50).verdict == "apply"
    assert answers(published) == 1


def test_what_the_facilitator_writes_himself_does_not_count(published: Workspace) -> None:
    first = reported(published, 1)
    for number in range(MAILS_AN_HOUR):
        answer(published.as_user("key"), first.ref, f"还差什么？（{number}）")
    assert reported(published, 50).verdict == "apply"


def test_a_mail_that_is_read_again_later_is_not_held_up_by_what_was_answered_since(
    published: Workspace, clock: Clock
) -> None:
    mail = receive(published.as_worker(), reply(outgoing(published, ZHANG, "minutes"), "2 收摊"))
    assert mail is not None
    clock.set("2026-03-03T09:00+08:00")
    for percent in range(1, MAILS_AN_HOUR + 1):
        reported(published, percent)
    teach(published.as_user("key"), {"done": ["收摊"]})
    again = published.store.get(Incoming, mail.ref)
    assert (again.state, again.reason, [one.status for one in again.updates]) == ("waiting", "read-again", ["done"])
    assert replay(published.as_user("command")).differs == ()
