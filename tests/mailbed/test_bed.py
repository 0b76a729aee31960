"""What tests of ours may rely on when they use the real mail system."""

import smtplib
import socket
import ssl
from email import message_from_bytes, policy

import pytest
from imapclient import IMAPClient

from mailbed.bed import Mailbed
from mailbed.settings import GHOST

pytestmark = pytest.mark.mailbed

MAIL = "Subject: 周报\r\nMessage-ID: <1@example.test>\r\n\r\n本周完成\r\n".encode()


def test_a_mail_travels_from_submission_to_the_inbox_over_tls(mailbed: Mailbed) -> None:
    mailbed.submit("alice@example.test", ["bob@example.test"], MAIL)
    (mail,) = mailbed.wait_for("bob@example.test", 1)
    assert mail.endswith("\r\n\r\n本周完成\r\n".encode())
    assert b"with ESMTPSA" in mail


def test_submission_also_works_where_tls_comes_first(mailbed: Mailbed) -> None:
    with smtplib.SMTP_SSL(mailbed.host, mailbed.ports["submissions"], context=mailbed.trust(), timeout=10) as client:
        client.login("alice", mailbed.password)
        client.sendmail("alice@example.test", ["bob@example.test"], MAIL)
    assert len(mailbed.wait_for("bob@example.test", 1)) == 1


def test_imap_also_works_with_starttls(mailbed: Mailbed) -> None:
    with IMAPClient(mailbed.host, mailbed.ports["imap"], ssl=False, timeout=10) as client:
        client.starttls(mailbed.trust())
        client.login("bob", mailbed.password)
        assert client.select_folder("INBOX")[b"EXISTS"] == 0


@pytest.mark.parametrize("listener", ["imaps", "submissions"])
def test_nobody_who_does_not_know_our_authority_trusts_the_certificate(mailbed: Mailbed, listener: str) -> None:
    strict = ssl.create_default_context()
    with (
        socket.create_connection((mailbed.host, mailbed.ports[listener]), timeout=10) as connection,
        pytest.raises(ssl.SSLCertVerificationError),
    ):
        strict.wrap_socket(connection, server_hostname=mailbed.host)


def test_a_tagged_address_leads_to_its_user_and_stays_readable_in_delivered_to(mailbed: Mailbed) -> None:
    mailbed.submit("alice@example.test", ["bob+A1.x9@example.test"], MAIL)
    (mail,) = mailbed.wait_for("bob@example.test", 1)
    assert message_from_bytes(mail)["Delivered-To"] == "bob+A1.x9@example.test"


def test_mail_to_the_ghost_comes_back_as_a_delivery_report(mailbed: Mailbed) -> None:
    mailbed.submit("alice@example.test", [GHOST], MAIL)
    (mail,) = mailbed.wait_for("alice@example.test", 1)
    report = message_from_bytes(mail, policy=policy.default)
    assert report.get_content_type() == "multipart/report"
    assert report["Return-Path"] == "<>"
    (status,) = [part for part in report.walk() if part.get_content_type() == "message/delivery-status"]
    assert f"Final-Recipient: rfc822; {GHOST}" in status.as_string()


@pytest.mark.parametrize(("address", "code"), [("nobody@example.test", 550), ("bob@elsewhere.test", 554)])
def test_a_recipient_without_a_mailbox_here_is_refused(mailbed: Mailbed, address: str, code: int) -> None:
    refused = mailbed.submit("alice@example.test", ["bob@example.test", address], MAIL)
    assert {key: value[0] for key, value in refused.items()} == {address: code}


def test_outsiders_reach_the_inboxes_without_a_login_under_any_name(mailbed: Mailbed) -> None:
    mailbed.from_outside("bob@elsewhere.test", ["bob@example.test"], MAIL)
    (mail,) = mailbed.wait_for("bob@example.test", 1)
    assert message_from_bytes(mail)["Return-Path"] == "<bob@elsewhere.test>"


def test_nobody_submits_without_a_login(mailbed: Mailbed) -> None:
    with smtplib.SMTP(mailbed.host, mailbed.ports["submission"], timeout=10) as client:
        client.starttls(context=mailbed.trust())
        with pytest.raises(smtplib.SMTPRecipientsRefused):
            client.sendmail("alice@example.test", ["bob@example.test"], MAIL)


def test_every_test_starts_with_empty_mailboxes(mailbed: Mailbed) -> None:
    mailbed.submit("alice@example.test", ["bob@example.test", "alice@example.test"], MAIL)
    mailbed.empty()
    assert [mailbed.mail_for(address) for address in mailbed.addresses] == [[] for _ in mailbed.addresses]
