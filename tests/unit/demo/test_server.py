import smtplib
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from imapclient import IMAPClient
from imapclient.exceptions import LoginError

from collabtui.demo.server import MailServer

MAIL = b"Subject: Hello\r\n\r\nGood morning\r\n"


@contextmanager
def submission(server: MailServer, login: str = "alice@example.test") -> Iterator[smtplib.SMTP]:
    with smtplib.SMTP(server.host, server.smtp_port, timeout=5) as client:
        client.login(login, server.password)
        yield client


@contextmanager
def inbox(server: MailServer, login: str = "bob@example.test") -> Iterator[IMAPClient]:
    client = IMAPClient(server.host, server.imap_port, ssl=False, timeout=5)
    try:
        client.login(login, server.password)
        client.select_folder("INBOX")
        yield client
    finally:
        client.logout()


def send(server: MailServer, *recipients: str) -> dict[str, tuple[int, bytes]]:
    with submission(server) as client:
        return client.sendmail("alice@example.test", recipients, MAIL)


def fetched(client: IMAPClient) -> list[bytes]:
    numbers = client.search("ALL")
    return [data[b"BODY[]"] for data in client.fetch(numbers, ["BODY.PEEK[]"]).values()] if numbers else []


def test_a_submitted_mail_lies_in_the_inbox_of_its_recipient(mail_server: MailServer) -> None:
    send(mail_server, "bob@example.test")
    (mail,) = mail_server.mail_for("bob@example.test")
    with inbox(mail_server) as client:
        assert fetched(client) == [mail]
    assert mail.endswith(MAIL)
    assert mail_server.mail_for("alice@example.test") == []


def test_a_tagged_address_leads_to_its_user_and_stays_readable_in_delivered_to(mail_server: MailServer) -> None:
    send(mail_server, "Bob+A1.x9@example.test")
    (mail,) = mail_server.mail_for("bob@example.test")
    assert b"\r\nDelivered-To: Bob+A1.x9@example.test\r\n" in mail


def test_the_envelope_sender_is_on_record_also_when_it_is_empty(mail_server: MailServer) -> None:
    with submission(mail_server) as client:
        client.sendmail("alice@example.test", ["bob@example.test"], MAIL)
        client.sendmail("", ["bob@example.test"], MAIL)
    first, second = mail_server.mail_for("bob@example.test")
    assert first.startswith(b"Return-Path: <alice@example.test>\r\n")
    assert second.startswith(b"Return-Path: <>\r\n")


@pytest.mark.parametrize(("address", "code"), [("nobody@example.test", 550), ("bob@elsewhere.test", 554)])
def test_a_recipient_without_a_mailbox_here_is_refused(mail_server: MailServer, address: str, code: int) -> None:
    refused = send(mail_server, "bob@example.test", address)
    assert {key: value[0] for key, value in refused.items()} == {address: code}
    assert len(mail_server.mail_for("bob@example.test")) == 1


def test_nobody_submits_without_a_login(mail_server: MailServer) -> None:
    with (
        smtplib.SMTP(mail_server.host, mail_server.smtp_port, timeout=5) as client,
        pytest.raises(smtplib.SMTPSenderRefused) as refusal,
    ):
        client.sendmail("alice@example.test", ["bob@example.test"], MAIL)
    assert refusal.value.smtp_code == 530


@pytest.mark.parametrize(("login", "password"), [("alice", "wrong"), ("nobody", "secret")])
def test_a_wrong_login_is_refused_by_both_servers(mail_server: MailServer, login: str, password: str) -> None:
    with (
        smtplib.SMTP(mail_server.host, mail_server.smtp_port, timeout=5) as sender,
        pytest.raises(smtplib.SMTPAuthenticationError) as refusal,
    ):
        sender.login(login, password)
    assert refusal.value.smtp_code == 535
    with IMAPClient(mail_server.host, mail_server.imap_port, ssl=False, timeout=5) as reader, pytest.raises(LoginError):
        reader.login(login, password)


def test_the_local_part_is_a_login_for_the_same_mailbox(mail_server: MailServer) -> None:
    with inbox(mail_server, "bob@example.test") as one, inbox(mail_server, "bob") as other:
        one.append("INBOX", MAIL)
        other.noop()  # a session searches what it was told of, and it is told at the end of a command
        assert fetched(other) == [MAIL]


def test_a_local_part_that_two_domains_have_is_nobodys_login() -> None:
    with MailServer(["bob@a.test", "bob@b.test"], "secret") as server, pytest.raises(LoginError), inbox(server, "bob"):
        pass


def test_an_arriving_mail_wakes_whoever_idles(mail_server: MailServer) -> None:
    with inbox(mail_server) as client:
        client.idle()
        mail_server.deliver("bob@example.test", MAIL)
        assert (1, b"EXISTS") in client.idle_check(timeout=5)
        client.idle_done()
        assert fetched(client) == [MAIL]


def test_a_delivered_mail_is_kept_as_it_is_but_for_its_line_ends(mail_server: MailServer) -> None:
    message = EmailMessage()
    message["Subject"] = "周报"
    message.set_content("本周完成\n", cte="8bit")
    mail_server.deliver("BOB@example.test", message.as_bytes())
    (mail,) = mail_server.mail_for("bob@example.test")
    assert mail == message.as_bytes().replace(b"\n", b"\r\n")
    with inbox(mail_server) as client:
        assert fetched(client) == [mail]


def test_delivering_to_a_stranger_names_the_address(mail_server: MailServer) -> None:
    with pytest.raises(ValueError, match=r"nobody@example\.test"):
        mail_server.deliver("nobody@example.test", MAIL)


def test_the_given_clock_dates_the_mails() -> None:
    noon = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
    with MailServer(["bob@example.test"], "secret", clock=lambda: noon) as server:
        server.deliver("bob@example.test", MAIL)
        with inbox(server) as client:
            client.normalise_times = False
            (data,) = client.fetch(client.search("ALL"), ["INTERNALDATE"]).values()
    assert data[b"INTERNALDATE"] == noon


def test_a_mail_can_be_answered_over_smtp_from_on_mail() -> None:
    users = ["alice@example.test", "bob@example.test"]

    def answer(address: str, _: bytes) -> None:
        if address == "bob@example.test":
            with submission(server, "bob") as client:
                client.sendmail(address, ["alice@example.test"], b"Subject: Re: Hello\r\n\r\ndone\r\n")

    with MailServer(users, "secret", on_mail=answer) as server:
        send(server, "bob@example.test")
        (mail,) = server.wait_for("alice@example.test", 1)
    assert mail.endswith(b"done\r\n")


def test_on_mail_hears_of_each_mail_in_the_order_of_arrival() -> None:
    heard: list[bytes] = []
    all_heard = threading.Event()

    def hear(_: str, raw: bytes) -> None:
        heard.append(raw)
        if len(heard) == 20:
            all_heard.set()

    mails = [b"Subject: %d\r\n\r\n" % number for number in range(20)]
    with MailServer(["bob@example.test"], "secret", on_mail=hear) as server:
        for mail in mails:
            server.deliver("bob@example.test", mail)
        assert all_heard.wait(5)
    assert heard == mails


def test_what_on_mail_raises_comes_out_of_stop() -> None:
    called = threading.Event()

    def stumble(_: str, __: bytes) -> None:
        called.set()
        raise RuntimeError("the cast forgot its lines")

    server = MailServer(["bob@example.test"], "secret", on_mail=stumble)
    server.start()
    server.deliver("bob@example.test", MAIL)
    assert called.wait(5)
    with pytest.raises(RuntimeError, match="forgot its lines"):
        server.stop()


def test_waiting_in_vain_says_how_many_came(mail_server: MailServer) -> None:
    mail_server.deliver("bob@example.test", MAIL)
    with pytest.raises(TimeoutError, match=r"1 of 2 mails for bob@example\.test"):
        mail_server.wait_for("bob@example.test", 2, timeout=0.01)


def test_an_outage_cuts_everybody_off_and_keeps_ports_and_mailboxes(mail_server: MailServer) -> None:
    mail_server.deliver("bob@example.test", MAIL)
    client = IMAPClient(mail_server.host, mail_server.imap_port, ssl=False, timeout=5)
    client.login("bob", "secret")
    with mail_server.outage():
        for port in (mail_server.imap_port, mail_server.smtp_port):
            with pytest.raises(ConnectionRefusedError):
                smtplib.SMTP(mail_server.host, port, timeout=5)
        with pytest.raises(IMAPClient.AbortError):
            client.noop()
    client.shutdown()
    with inbox(mail_server) as again:
        assert fetched(again) == [MAIL]
    send(mail_server, "bob@example.test")


def leave_open(server: MailServer) -> Sequence[IMAPClient | smtplib.SMTP]:
    """Clients in every state that a server can be stopped in: idling, logged in, just connected."""
    reader = IMAPClient(server.host, server.imap_port, ssl=False, timeout=5)
    reader.login("bob", "secret")
    reader.select_folder("INBOX")
    reader.idle()
    greeted = IMAPClient(server.host, server.imap_port, ssl=False, timeout=5)
    sender = smtplib.SMTP(server.host, server.smtp_port, timeout=5)
    sender.login("alice", "secret")
    return [reader, greeted, sender, smtplib.SMTP(server.host, server.smtp_port, timeout=5)]


def test_stop_ends_every_thread_also_under_open_connections(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    before = set(threading.enumerate())
    server = MailServer(["alice@example.test", "bob@example.test"], "secret", on_mail=lambda *_: None)
    server.start()
    clients = leave_open(server)
    server.deliver("bob@example.test", MAIL)
    server.stop()
    assert set(threading.enumerate()) == before
    assert server.mail_for("bob@example.test") == [MAIL]
    for client in clients:
        client.shutdown() if isinstance(client, IMAPClient) else client.close()
    assert capfd.readouterr() == ("", "")
    assert caplog.records == []
