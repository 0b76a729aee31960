"""Reading, against the embedded server and against servers that misbehave."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from imapclient import IMAPClient

from collabtui.config import Imap
from collabtui.demo.server import MailServer
from collabtui.errors import Refused, Unreachable
from collabtui.mail.transport import imap, mail_fetch
from collabtui.mail.transport.imap import ImapMailbox, connect
from collabtui.mail.transport.mail_fetch import Fetched, Unreadable, runs
from collabtui.mail.transport.secrets import Secret
from support.imap_script import error_of, never

BOB = "bob@example.test"
MAIL = b"From: alice@example.test\r\nSubject: hello\r\n\r\n" + "完成\r\n".encode()
LONG_AGO, TODAY = date(2000, 1, 1), date(2026, 3, 2)


def embedded(server: MailServer, folder: str = "INBOX") -> Imap:
    return Imap(host=server.host, port=server.imap_port, security="none", username="bob", folder=folder)


@contextmanager
def inbox(server: MailServer) -> Iterator[ImapMailbox]:
    with connect(embedded(server), Secret("secret"), timeout=5) as mailbox:
        mailbox.select()
        yield mailbox


def mails(found: Iterator[Fetched | Unreadable]) -> list[bytes]:
    return [mail.raw for mail in found if isinstance(mail, Fetched)]


# reading


def test_mails_come_as_they_are_with_the_time_the_server_took_them() -> None:
    noon = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
    with MailServer([BOB], "secret", clock=lambda: noon) as server:
        server.deliver(BOB, MAIL)
        with inbox(server) as mailbox:
            (mail,) = mailbox.fetch(mailbox.new_uids(0))
    assert isinstance(mail, Fetched)
    assert (mail.raw, mail.received_at, mail.size) == (MAIL, noon, len(MAIL))


def test_reading_marks_nothing_as_read(mail_server: MailServer) -> None:
    mail_server.deliver(BOB, MAIL)
    with inbox(mail_server) as mailbox:
        assert len(mails(mailbox.fetch(mailbox.new_uids(0)))) == 1
    client = IMAPClient(mail_server.host, mail_server.imap_port, ssl=False)
    client.login("bob", "secret")
    client.select_folder("INBOX")
    assert client.search("UNSEEN") == client.search("ALL") != []
    client.logout()


def test_an_empty_inbox_has_nothing_new(mail_server: MailServer) -> None:
    with inbox(mail_server) as mailbox:
        assert mailbox.new_uids(0) == mailbox.since(LONG_AGO, TODAY) == []
        assert list(mailbox.fetch([])) == []
        assert mailbox.select().exists == 0


def test_what_was_read_is_not_new_again(mail_server: MailServer) -> None:
    for _ in range(3):
        mail_server.deliver(BOB, MAIL)
    with inbox(mail_server) as mailbox:
        first, second, last = mailbox.new_uids(0)
        assert mailbox.new_uids(first) == [second, last]
        assert mailbox.new_uids(last) == mailbox.new_uids(last + 100) == []  # the server itself answers with the last


def test_a_mail_that_came_during_the_session_is_found_without_waiting_for_it(mail_server: MailServer) -> None:
    with inbox(mail_server) as mailbox:
        assert mailbox.new_uids(0) == []
        mail_server.deliver(BOB, MAIL)
        assert len(mailbox.new_uids(0)) == 1


@pytest.mark.parametrize("span", [1, 14, 10_000])
def test_a_day_is_searched_from_in_spans_that_leave_none_out(
    mail_server: MailServer, monkeypatch: pytest.MonkeyPatch, span: int
) -> None:
    monkeypatch.setattr(imap, "SPAN", timedelta(days=span))
    today = datetime.now(UTC).date()
    for _ in range(3):
        mail_server.deliver(BOB, MAIL)
    with inbox(mail_server) as mailbox:
        uids = mailbox.new_uids(0)
        assert mailbox.since(today - timedelta(days=20), today) == uids
        assert mailbox.since(today - timedelta(days=20), today - timedelta(days=9)) == uids
        assert mailbox.since(today + timedelta(days=2), today) == []
        assert [mailbox.newest(count) for count in (1, 2, 9)] == [uids[2:], uids[1:], uids]


def test_mails_come_by_ascending_uid_whatever_their_size(
    mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mail_fetch, "LARGE", 100)
    sent = [b"Subject: x\r\n\r\n" + bytes([65 + n]) * (200 if n % 3 == 1 else n) + b"\r\n" for n in range(10)]
    for raw in sent:
        mail_server.deliver(BOB, raw)
    with inbox(mail_server) as mailbox:
        uids = mailbox.new_uids(0)
        found = list(mailbox.fetch(reversed(uids), 3))  # type: ignore[arg-type]  # any order of asking
    assert [mail.uid for mail in found] == uids
    assert mails(iter(found)) == sent


def test_a_mail_deleted_in_between_is_left_out(mail_server: MailServer) -> None:
    mail_server.deliver(BOB, MAIL)
    with inbox(mail_server) as mailbox:
        (uid,) = mailbox.new_uids(0)
        assert [mail.uid for mail in mailbox.fetch([uid, uid + 7])] == [uid]


def test_a_mail_of_thirty_megabytes_comes_whole(mail_server: MailServer) -> None:
    raw = b"Subject: big\r\n\r\n" + b"0123456789abcde\r\n" * (30_000_000 // 17)
    mail_server.deliver(BOB, raw)
    with inbox(mail_server) as mailbox:
        (mail,) = mailbox.fetch(mailbox.new_uids(0))
    assert isinstance(mail, Fetched)
    assert mail.raw == raw


def test_of_a_mail_beyond_all_measure_the_beginning_comes(
    mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mail_fetch, "LARGE", 50)
    monkeypatch.setattr(mail_fetch, "LARGEST", 60)
    mail_server.deliver(BOB, MAIL + b"x" * 100)
    with inbox(mail_server) as mailbox:
        (mail,) = mailbox.fetch(mailbox.new_uids(0))
    assert isinstance(mail, Fetched)
    assert mail.raw == (MAIL + b"x" * 100)[:60]
    assert mail.size >= len(MAIL) + 100


@given(st.lists(st.integers(1, 50), unique=True).map(sorted), st.sets(st.integers(1, 50)))
def test_runs_keep_the_order_and_let_each_large_mail_stand_alone(uids: list[int], large: set[int]) -> None:
    fetched = list(runs(uids, large))
    assert [uid for run in fetched for uid in run] == uids
    assert all(len(run) == 1 or not large & set(run) for run in fetched)
    assert all(fetched)


# waiting


def test_a_mail_that_arrives_ends_the_wait(mail_server: MailServer) -> None:
    with inbox(mail_server) as mailbox:
        assert mailbox.idles

        def deliver_once() -> bool:
            if not mail_server.mail_for(BOB):
                mail_server.deliver(BOB, MAIL)
            return False

        assert mailbox.wait(5, deliver_once) is True
        assert len(mailbox.new_uids(0)) == 1


def test_silence_ends_with_the_time(mail_server: MailServer) -> None:
    with inbox(mail_server) as mailbox:
        assert mailbox.wait(0.01, never) is False
        assert mailbox.new_uids(0) == []  # and the session goes on


def test_who_is_told_to_stop_stops(mail_server: MailServer) -> None:
    with inbox(mail_server) as mailbox:
        assert mailbox.wait(3600, lambda: True) is False


def test_a_server_that_dies_during_the_wait_is_gone_and_all_is_found_afterwards(mail_server: MailServer) -> None:
    with pytest.raises(Unreachable, match=r"imap\.gone"), inbox(mail_server) as mailbox, mail_server.outage():
        mailbox.wait(60, never)
    mail_server.deliver(BOB, MAIL)
    with inbox(mail_server) as mailbox:
        assert mails(mailbox.fetch(mailbox.new_uids(0))) == [MAIL]


# what goes wrong


def test_a_wrong_password_is_said_to_be_one(mail_server: MailServer) -> None:
    assert error_of(embedded(mail_server)).key == "imap.login"


def test_a_dead_server_is_gone(mail_server: MailServer) -> None:
    with mail_server.outage():
        error = error_of(embedded(mail_server))
    assert (error.key, error.values["why"]) == ("imap.gone", "Connection refused")


def test_an_unknown_host_is_said_to_be_one() -> None:
    assert error_of(Imap(host="mail..example.test", username="li")).key == "imap.host"


def test_without_encryption_no_other_machine_is_spoken_to() -> None:
    error = error_of(Imap(host="192.0.2.1", security="none", username="li"))
    assert (error.key, error.values) == ("config.insecure", {"key": "imap.security", "host": "192.0.2.1"})


def test_reading_without_a_username_is_refused() -> None:
    error = error_of(Imap(host="localhost"), None)
    assert isinstance(error, Refused)
    assert error.key == "imap.username"


def test_a_folder_that_is_not_there_comes_with_those_that_are(mail_server: MailServer) -> None:
    with connect(embedded(mail_server), Secret("secret")) as mailbox:
        there = mailbox.folders()
    error = error_of(embedded(mail_server, "Besprechungen"), Secret("secret"))
    assert (error.key, error.values["folder"], error.values["folders"]) == ("imap.folder", "Besprechungen", there)
    assert "INBOX" in there


def test_a_port_without_encryption_is_named(mail_server: MailServer) -> None:
    assert error_of(embedded(mail_server).model_copy(update={"security": "tls"})).key == "imap.tls"
