"""Votes and a stranger, a colleague, a machine and somebody who has gone."""

from collections.abc import Callable
from datetime import date

import pytest

from collabtui.domain.mail.mail_records import Incoming
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.mail_in.review import apply_waiting
from collabtui.lifecycle.people.edit_absence import set_away
from collabtui.lifecycle.people.person_leaves import leave
from collabtui.lifecycle.votes.votes_by_mail import VoteDraft, close_vote, withdraw_vote
from support.replies import outgoing, reply
from support.votes import asked_by_mail, vote
from support.world import Clock

ZHANG, ZHAO, CHEN = "zhang@example.test", "zhao@example.test", "chen@example.test"
DRAFT = VoteDraft("M1", "哪天搬", ("A=五月", "B=六月"), ("张伟", "赵强"), date(2026, 3, 6))
FIVE = "Mon, 02 Mar 2026 17:00:00 +0800"


@pytest.fixture
def asked(planned: Workspace, clock: Clock) -> Workspace:
    return asked_by_mail(planned, clock, DRAFT)


def raw(workspace: Workspace, text: str = "A", *, sender: str = "", date: str = FIVE, token: bool = True) -> bytes:
    """An answer to what 张伟 was asked."""
    return reply(outgoing(workspace, ZHANG, "request"), text, date=date, sender=sender, token=token, quote=token)


def taken(workspace: Workspace, mail: bytes, *, junk: bool = False) -> Incoming:
    found = receive(workspace.as_worker(), mail, junk=junk)
    assert found is not None
    return found


def headed(mail: bytes, field: bytes) -> bytes:
    return field + b"\r\n" + mail


def away(workspace: Workspace) -> None:
    zhang = workspace.store.find(Person, email=ZHANG)[0]
    set_away(workspace.as_user("key"), zhang.ref, date(2026, 3, 2), date(2026, 3, 9), "陈静")


def gone(workspace: Workspace) -> None:
    zhang, chen = (workspace.store.find(Person, email=one)[0] for one in (ZHANG, CHEN))
    leave(workspace.as_user("key"), zhang.ref, chen.ref)


def nothing(_: Workspace) -> None:
    return


@pytest.mark.parametrize(
    ("before", "mail"),
    [
        pytest.param(nothing, lambda one: raw(one, token=False), id="a forged From"),
        pytest.param(nothing, lambda one: raw(one, sender=CHEN), id="a colleague to whom it was forwarded"),
        pytest.param(nothing, lambda one: raw(one, sender=ZHAO), id="another voter with that token"),
        pytest.param(nothing, lambda one: raw(one, sender="zhang@gmail.test"), id="another address"),
        pytest.param(nothing, lambda one: raw(one, sender=f"{ZHANG}.evil.test"), id="a look-alike"),
        pytest.param(away, lambda one: raw(one, sender=CHEN), id="the deputy while he is away"),
        pytest.param(gone, raw, id="who has left"),
        pytest.param(nothing, lambda one: raw(one, "A或B"), id="two choices"),
        pytest.param(nothing, lambda one: raw(one, "C"), id="no choice"),
        pytest.param(nothing, lambda one: headed(raw(one), b"Auto-Submitted: auto-replied"), id="a machine"),
    ],
)
def test_such_a_mail_counts_for_nobody(
    asked: Workspace, before: Callable[[Workspace], None], mail: Callable[[Workspace], bytes]
) -> None:
    before(asked)
    found = taken(asked, mail(asked))
    assert found.state in ("waiting", "ignored")
    assert [vote(asked).count(key) for key in ("A", "B", "abstain")] == [0, 0, 0]


def test_what_lay_in_the_junk_folder_waits(asked: Workspace) -> None:
    assert taken(asked, raw(asked), junk=True).state == "waiting"
    assert vote(asked).count("A") == 0


def test_a_clock_that_lies_ahead_does_not_make_a_word_the_last_one(asked: Workspace, clock: Clock) -> None:
    taken(asked, raw(asked, "A", date="Mon, 02 Mar 2037 17:00:00 +0800"))
    clock.set("2026-03-03T10:00+08:00")
    taken(asked, raw(asked, "B", date="Tue, 03 Mar 2026 09:00:00 +0800"))
    assert (vote(asked).count("A"), vote(asked).count("B")) == (0, 1)


def test_an_older_answer_is_told_so_and_not_to_name_a_letter(asked: Workspace) -> None:
    taken(asked, raw(asked, "B"))
    older = taken(asked, raw(asked, "A", date="Mon, 02 Mar 2026 16:00:00 +0800"))
    assert (older.state, older.reason) == ("waiting", "older-than-known")
    told = outgoing(asked, ZHANG, "answer").text
    assert "在你写信之后又有了新的说法" in told
    assert "请只回一个字母" not in told


@pytest.mark.parametrize(
    "settle", [lambda acting: close_vote(acting, "VOTE1", "B"), lambda acting: withdraw_vote(acting, "VOTE1")]
)
def test_what_comes_after_it_is_settled_changes_no_count_and_is_not_said_to_be_done(
    asked: Workspace, settle: Callable[..., object]
) -> None:
    settle(asked.as_user("key"))
    late = taken(asked, raw(asked, "A"))
    assert (late.state, late.reason) == ("waiting", "vote-closed")
    with pytest.raises(Refused, match=r"vote\.settled"):
        apply_waiting(asked.as_user("key"), late.ref)
    assert asked.store.get(Incoming, late.ref).state == "waiting"
    assert vote(asked).count("A") == 0
