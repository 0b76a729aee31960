"""Whose Authentication-Results are believed: offered from mail that really came our way, and taken after a yes."""

from dataclasses import replace

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Incoming
from collabtui.domain.mail.trusted_server import TrustedServer
from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.mail_in.replay import replay
from collabtui.lifecycle.mail_in.trusted_server_decision import Seen, distrust_server, seen_servers, trust_server
from collabtui.lifecycle.mail_in.trusted_server_lookup import trusted_server_name
from support.replies import outgoing, reply
from support.world import Clock

ZHANG, BOB = "zhang@example.test", "bob@example.test"
OURS = "mx.example.test; dkim=pass header.d=example.test"


@pytest.fixture(autouse=True)
def afternoon(published: Workspace, clock: Clock) -> None:
    clock.set("2026-03-02T17:30+08:00")


def taken(workspace: Workspace, text: str, *results: str, address: str = ZHANG, token: bool = True) -> Incoming:
    head = "".join(f"Authentication-Results: {one}\r\n" for one in results)
    raw = head.encode() + reply(outgoing(workspace, address, "minutes"), text, token=token, quote=token)
    mail = receive(workspace.as_worker(), raw)
    assert mail is not None
    return mail


def trusted(workspace: Workspace) -> str:
    return trusted_server_name(workspace.store, workspace.config)


def test_servers_are_counted_on_mails_that_brought_back_their_secret(published: Workspace) -> None:
    taken(published, "1 10%", OURS)
    taken(published, "1 20%", OURS, "mx.evil.test; dkim=pass header.d=example.test")
    taken(published, "1 30%", "mx.other.test; spf=none")
    taken(published, "1 40%")
    assert seen_servers(published.as_user("key")) == [Seen("mx.example.test", 2, 4), Seen("mx.other.test", 1, 4)]


@pytest.mark.parametrize("sender", ["", "Li <li@example.test>", "eve@evil.test"])
def test_a_name_that_only_stands_on_mail_without_a_secret_is_not_offered(published: Workspace, sender: str) -> None:
    """Neither from a colleague's address, nor from our own, nor from a stranger's."""
    raw = reply(outgoing(published, ZHANG, "minutes"), "A1 完成", sender=sender, token=False, quote=False)
    for mark in (b"", b"X-Collabtui: minutes\r\n"):
        receive(published.as_worker(), b"Authentication-Results: mx.evil.test; dmarc=pass\r\n" + mark + raw)
    assert seen_servers(published.as_user("key")) == []


@pytest.mark.parametrize(
    "field", ["dkim=pass header.d=example.test", "(mx.evil.test) ; dkim=pass", "mx.example.test; none"]
)
def test_a_header_without_a_name_or_a_finding_offers_nobody(published: Workspace, field: str) -> None:
    taken(published, "1 10%", field)
    assert seen_servers(published.as_user("key")) == []


def test_after_a_yes_its_verdict_counts_and_what_waited_for_it_is_read_again(published: Workspace) -> None:
    waiting = taken(published, "A3 done", OURS, address=BOB, token=False)
    other = taken(published, "A3 60%", address=BOB, token=False)
    assert {waiting.reason, other.reason} == {"authserv-id-unset"}
    assert trust_server(published.as_user("key"), "MX.Example.Test ") == 1
    assert trusted(published) == "mx.example.test"
    again = published.store.get(Incoming, waiting.ref)
    assert (again.trust, again.verdict, again.state) == ("verified", "review", "waiting")
    assert published.store.get(Incoming, other.ref) == other
    assert published.store.get(Action, "A3").status == "not-started"
    direct = taken(published, "A3 60%", OURS, address=BOB, token=False)
    assert (direct.verdict, published.store.get(Action, "A3").percent) == ("apply", 60)


def test_what_it_calls_forged_then_says_so(published: Workspace) -> None:
    waiting = taken(published, "A3 done", "mx.example.test; dmarc=fail", address=BOB, token=False)
    trust_server(published.as_user("key"), "mx.example.test")
    assert published.store.get(Incoming, waiting.ref).trust == "forged"


def test_belief_is_taken_back_and_what_waits_is_read_without_it(published: Workspace) -> None:
    acting = published.as_user("key")
    waiting = taken(published, "A3 done", OURS, address=BOB, token=False)
    trust_server(acting, "mx.example.test")
    assert distrust_server(acting, "mx.example.test") == 1
    assert trusted(published) == ""
    again = published.store.get(Incoming, waiting.ref)
    assert (again.trust, again.state) == ("known", "waiting")
    later = taken(published, "A3 60%", OURS, address=BOB, token=False)
    assert (later.verdict, published.store.get(Action, "A3").percent) == ("review", 0)
    assert replay(acting).differs == (), "each mail met the belief of its time"
    with pytest.raises(Refused, match=r"trust\.not_trusted"):
        distrust_server(acting, "mx.example.test")


def test_the_yes_and_its_taking_back_are_undone_like_any_deed(published: Workspace) -> None:
    acting = published.as_user("key")
    waiting = taken(published, "A3 done", OURS, address=BOB, token=False)
    trust_server(acting, "mx.example.test")
    done = taken(published, "A3 60%", OURS, address=BOB, token=False)
    assert done.verdict == "apply"
    distrust_server(acting, "mx.example.test")
    assert replay(acting).differs == ()
    assert undo_last(acting).title == "mx.example.test"
    assert trusted(published) == "mx.example.test"
    assert published.store.get(Incoming, waiting.ref).trust == "verified"
    undo_last(acting)
    assert trusted(published) == ""
    assert published.store.get(Incoming, waiting.ref).trust == "known"
    changes = published.store.changes("B1")
    assert {change.actor for change in changes} == {acting.actor}, "who believed whom, and when, is in the trail"


def test_a_server_of_the_configuration_is_taken_back_and_believed_again_without_a_change_of_the_file(
    published: Workspace,
) -> None:
    reply = published.config.reply.model_copy(update={"authserv_id": "mx.example.test"})
    workspace = replace(published, config=published.config.model_copy(update={"reply": reply}))
    acting = workspace.as_user("key")
    assert trusted(workspace) == "mx.example.test"
    distrust_server(acting, "mx.example.test")
    assert trusted(workspace) == ""
    undo_last(acting)
    assert trusted(workspace) == "mx.example.test"
    distrust_server(acting, "mx.example.test")
    trust_server(acting, "mx.other.test")
    assert trusted(workspace) == "mx.other.test"
    trust_server(acting, "mx.example.test")
    assert trusted(workspace) == "mx.example.test"
    distrust_server(acting, "mx.example.test")
    assert trusted(workspace) == "", "who is believed no more is not followed by who was believed before"


@pytest.mark.parametrize("name", ["", "   ", "mx example", "mx.example.test; dmarc=pass", "*", "*.", "ü.test"])
def test_what_is_no_servers_name_is_refused_and_nothing_is_written(published: Workspace, name: str) -> None:
    with pytest.raises(Refused, match=r"trust\.no_server"):
        trust_server(published.as_user("key"), name)
    assert published.store.find(TrustedServer) == []
