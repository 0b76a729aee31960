"""Whose Authentication-Results are believed: offered from mail that really came our way, and taken after a yes."""

from pathlib import Path

import pytest

from collabtui.domain.action import Action
from collabtui.domain.letters import Incoming
from collabtui.errors import Refused
from collabtui.home import Home, read_config
from collabtui.lifecycle.believing import Seen, believe, seen_servers
from collabtui.lifecycle.desk import Office
from collabtui.lifecycle.receive import receive
from lifecycle.conftest import Clock
from lifecycle.replies import outgoing, reply

ZHANG, BOB = "zhang@example.test", "bob@example.test"
OURS = "mx.example.test; dkim=pass header.d=example.test"


@pytest.fixture(autouse=True)
def afternoon(published: Office, clock: Clock) -> None:
    clock.set("2026-03-02T17:30+08:00")


def taken(office: Office, text: str, *results: str, address: str = ZHANG, token: bool = True) -> Incoming:
    head = "".join(f"Authentication-Results: {one}\r\n" for one in results)
    raw = head.encode() + reply(outgoing(office, address, "minutes"), text, token=token, quote=token)
    mail = receive(office.worker_desk(), raw)
    assert mail is not None
    return mail


def test_servers_are_counted_on_mails_that_brought_back_their_secret(published: Office) -> None:
    taken(published, "1 10%", OURS)
    taken(published, "1 20%", OURS, "mx.evil.test; dkim=pass header.d=example.test")
    taken(published, "1 30%", "mx.other.test; spf=none")
    taken(published, "1 40%")
    assert seen_servers(published.own_desk("key")) == [Seen("mx.example.test", 2, 4), Seen("mx.other.test", 1, 4)]


@pytest.mark.parametrize("sender", ["", "Li <li@example.test>", "eve@evil.test"])
def test_a_name_that_only_stands_on_mail_without_a_secret_is_not_offered(published: Office, sender: str) -> None:
    """Neither from a colleague's address, nor from our own, nor from a stranger's."""
    raw = reply(outgoing(published, ZHANG, "minutes"), "A1 完成", sender=sender, token=False, quote=False)
    for mark in (b"", b"X-Collabtui: minutes\r\n"):
        receive(published.worker_desk(), b"Authentication-Results: mx.evil.test; dmarc=pass\r\n" + mark + raw)
    assert seen_servers(published.own_desk("key")) == []


@pytest.mark.parametrize(
    "field", ["dkim=pass header.d=example.test", "(mx.evil.test) ; dkim=pass", "mx.example.test; none"]
)
def test_a_header_without_a_name_or_a_finding_offers_nobody(published: Office, field: str) -> None:
    taken(published, "1 10%", field)
    assert seen_servers(published.own_desk("key")) == []


def test_after_a_yes_its_verdict_counts_and_what_waited_for_it_is_read_again(published: Office, tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    waiting = taken(published, "A3 done", OURS, address=BOB, token=False)
    other = taken(published, "A3 60%", address=BOB, token=False)
    assert {waiting.reason, other.reason} == {"authserv-id-unset"}
    assert believe(published.own_desk("key"), home, "MX.Example.Test ") == 1
    assert read_config(home).reply.authserv_id == "mx.example.test"
    again = published.store.get(Incoming, waiting.ref)
    assert (again.trust, again.verdict, again.state) == ("verified", "review", "waiting")
    assert published.store.get(Incoming, other.ref) == other
    assert published.store.get(Action, "A3").status == "not-started"
    knowing = Office(published.store, read_config(home), published.templates, published.is_working, published.clock)
    direct = taken(knowing, "A3 60%", OURS, address=BOB, token=False)
    assert (direct.verdict, published.store.get(Action, "A3").percent) == ("apply", 60)


def test_what_it_calls_forged_then_says_so(published: Office, tmp_path: Path) -> None:
    waiting = taken(published, "A3 done", "mx.example.test; dmarc=fail", address=BOB, token=False)
    believe(published.own_desk("key"), Home(tmp_path / "home"), "mx.example.test")
    assert published.store.get(Incoming, waiting.ref).trust == "forged"


@pytest.mark.parametrize("name", ["", "   ", "mx example", "mx.example.test; dmarc=pass", "*", "*.", "ü.test"])
def test_what_is_no_servers_name_is_refused_and_nothing_is_written(
    published: Office, tmp_path: Path, name: str
) -> None:
    home = Home(tmp_path / "home")
    with pytest.raises(Refused, match=r"trust\.no_server"):
        believe(published.own_desk("key"), home, name)
    assert not home.config_path.exists()
