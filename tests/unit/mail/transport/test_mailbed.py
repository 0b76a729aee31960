"""Sending and reading against Dovecot and Postfix."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from random import Random
from threading import Event

import pytest

from collabtui.config import Config, Imap, Organiser, Smtp
from collabtui.errors import CollabError, Unreachable
from collabtui.mail.transport import imap, smtp
from collabtui.mail.transport.connection_check import check_connection
from collabtui.mail.transport.imap import ImapMailbox
from collabtui.mail.transport.mail_fetch import Fetched
from collabtui.mail.transport.secrets import Secret
from collabtui.mail.transport.watch_mailbox import watch
from mailbed.bed import Mailbed
from support.relay import Relay

pytestmark = pytest.mark.mailbed

LI, ALICE = "facilitator@example.test", "alice@example.test"
RAW = b"\r\n".join(
    [
        b"From: facilitator@example.test",
        b"Date: Mon, 02 Mar 2026 14:00:00 +0800",
        b"Message-ID: <1@example.test>",
        b"Subject: hello",
        b"",
        b".first",
        "完成".encode(),
        b"",
    ]
)
SECRET = Secret("secret")
LONG_AGO = date(2000, 1, 1)


def outgoing(bed: Mailbed, security: str = "starttls") -> Smtp:
    port = bed.ports["submission" if security == "starttls" else "submissions"]
    return Smtp.model_validate(common(bed, port, security) | {"username": LI})


def incoming(bed: Mailbed, security: str = "tls", folder: str = "INBOX") -> Imap:
    port = bed.ports["imap" if security == "starttls" else "imaps"]
    return Imap.model_validate(common(bed, port, security) | {"username": ALICE, "folder": folder})


def common(bed: Mailbed, port: int, security: str) -> dict[str, object]:
    return {"host": bed.host, "port": port, "security": security, "ca_file": str(bed.ca_file)}


def never() -> bool:
    return False


@pytest.mark.parametrize("security", ["starttls", "tls"])
async def test_a_mail_arrives_byte_for_byte_also_at_a_tagged_address(mailbed: Mailbed, security: str) -> None:
    async with smtp.connect(outgoing(mailbed, security), SECRET) as connection:
        for to in (ALICE, "alice+A1.token@example.test"):
            assert (await connection.send(RAW, LI, to)).outcome == "ok"
    mails = mailbed.wait_for(ALICE, 2)
    assert all(mail.endswith(RAW) for mail in mails)
    # in whichever order the server delivers two mails
    assert sum(b"alice+A1.token@example.test" in mail for mail in mails) == 1


async def test_refused_addresses_are_told_apart(mailbed: Mailbed) -> None:
    async with smtp.connect(outgoing(mailbed), SECRET) as connection:
        unknown = await connection.send(RAW, LI, "nobody@example.test")
        elsewhere = await connection.send(RAW, LI, "bob@elsewhere.test")
        good = await connection.send(RAW, LI, ALICE)
    assert (unknown.outcome, unknown.stage, unknown.code) == ("permanent", "recipient", 550)
    assert (elsewhere.outcome, elsewhere.stage, elsewhere.code) == ("permanent", "message", 554)
    assert good.outcome == "ok"


@pytest.mark.parametrize("security", ["starttls", "tls"])
async def test_a_certificate_that_nobody_vouches_for_is_not_trusted(mailbed: Mailbed, security: str) -> None:
    with pytest.raises(Unreachable, match=r"smtp\.certificate"):
        async with smtp.connect(outgoing(mailbed, security).model_copy(update={"ca_file": ""}), SECRET):
            pass
    with pytest.raises(Unreachable, match=r"imap\.certificate"):
        imap.connect(incoming(mailbed, security).model_copy(update={"ca_file": ""}), SECRET)


async def test_a_wrong_password_is_said_to_be_one(mailbed: Mailbed) -> None:
    with pytest.raises(Unreachable, match=r"smtp\.login"):
        async with smtp.connect(outgoing(mailbed), Secret("wrong")):
            pass
    with pytest.raises(Unreachable, match=r"imap\.login"):
        imap.connect(incoming(mailbed), Secret("wrong"))


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_mailbox_is_read_without_a_trace(mailbed: Mailbed, security: str) -> None:
    mailbed.submit(LI, [ALICE], RAW)
    mailbed.wait_for(ALICE, 1)
    with imap.connect(incoming(mailbed, security), SECRET) as mailbox:
        mailbox.select()
        (mail,) = mailbox.fetch(mailbox.new_uids(0))
    assert isinstance(mail, Fetched)
    assert mail.raw.endswith("完成\r\n".encode())
    assert mail.received_at is not None
    assert abs((datetime.now(UTC) - mail.received_at).total_seconds()) < 60
    with mailbed.inbox(ALICE) as client:
        assert client.search("UNSEEN") == [mail.uid]


def test_an_empty_inbox_has_nothing_new(mailbed: Mailbed) -> None:
    with imap.connect(incoming(mailbed), SECRET) as mailbox:
        mailbox.select()
        assert mailbox.new_uids(0) == mailbox.since(LONG_AGO, LONG_AGO) == []


def test_a_mail_of_thirty_megabytes_comes_whole(mailbed: Mailbed) -> None:
    raw = b"Subject: big\r\n\r\n" + b"0123456789abcde\r\n" * (30_000_000 // 17)
    with mailbed.inbox(ALICE) as client:
        client.append("INBOX", RAW)
        client.append("INBOX", raw)
        client.append("INBOX", RAW)
    with imap.connect(incoming(mailbed), SECRET) as mailbox:
        mailbox.select()
        mails = list(mailbox.fetch(mailbox.new_uids(0)))
    assert [mail.raw for mail in mails if isinstance(mail, Fetched)] == [RAW, raw, RAW]


class Reader:
    """Reads on from where it was; sets `stop` when it has `wanted` mails."""

    def __init__(self, wanted: int) -> None:
        self.wanted = wanted
        self.stop = Event()
        self.last = 0
        self.subjects: list[bytes] = []

    def __call__(self, mailbox: ImapMailbox) -> int:
        mailbox.select()
        uids = mailbox.new_uids(self.last)
        for mail in mailbox.fetch(uids):
            assert isinstance(mail, Fetched)
            self.subjects.append(mail.raw.rpartition(b"Subject: ")[2].split(b"\r\n")[0])
            self.last = mail.uid
        if len(self.subjects) >= self.wanted:
            self.stop.set()
        return len(uids)


def test_each_of_many_mails_is_found_once_though_the_line_breaks_again_and_again(mailbed: Mailbed) -> None:
    subjects = [f"{number:03}".encode() for number in range(60)]
    reader = Reader(len(subjects))
    losses: list[str] = []

    def lost(error: CollabError, _: float) -> None:
        losses.append(error.key)

    with Relay(mailbed.host, mailbed.ports["imaps"]) as line, ThreadPoolExecutor(1) as pool:
        server = incoming(mailbed).model_copy(update={"port": line.port})
        stop = Impatient(reader.stop)
        watched = pool.submit(
            watch,
            lambda: imap.connect(server, SECRET),
            reader,
            stop=stop,
            random=Random(1),  # noqa: S311  # nobody guards a secret with a pause
            ready=lambda: None,
            lost=lost,
        )
        for number, subject in enumerate(subjects):
            mailbed.submit(LI, [ALICE], b"Subject: " + subject + b"\r\n\r\n")
            if number % 20 == 10:
                line.cut()
        watched.result(timeout=30)
    assert sorted(reader.subjects) == subjects  # Postfix delivers side by side
    assert set(losses) <= {"imap.gone"}


class Impatient:
    """Does not wait out the pause after a loss."""

    def __init__(self, event: Event) -> None:
        self.is_set: Callable[[], bool] = event.is_set

    def wait(self, timeout: float) -> bool:
        del timeout
        return self.is_set()


def test_a_line_that_is_cut_during_the_wait_ends_it_at_once(mailbed: Mailbed) -> None:
    with Relay(mailbed.host, mailbed.ports["imaps"]) as line:
        server = incoming(mailbed).model_copy(update={"port": line.port})
        with imap.connect(server, SECRET) as mailbox:
            mailbox.select()
            with pytest.raises(Unreachable, match=r"imap\.gone"):
                mailbox.wait(60, cutting(line))


def cutting(line: Relay) -> Callable[[], bool]:
    def cut() -> bool:
        line.cut()
        return False

    return cut


def test_a_line_that_freezes_is_given_up(mailbed: Mailbed) -> None:
    with Relay(mailbed.host, mailbed.ports["imaps"]) as line:
        server = incoming(mailbed).model_copy(update={"port": line.port})
        with imap.connect(server, SECRET, timeout=0.5) as mailbox:
            mailbox.select()
            line.freeze()
            with pytest.raises(Unreachable, match=r"imap\.timeout"):
                mailbox.wait(0.1, never)


async def test_a_line_that_freezes_while_sending_is_given_up(mailbed: Mailbed) -> None:
    with Relay(mailbed.host, mailbed.ports["submission"]) as line:
        server = outgoing(mailbed).model_copy(update={"port": line.port})
        async with smtp.connect(server, SECRET, timeout=0.5) as connection:
            assert (await connection.send(RAW, LI, ALICE)).outcome == "ok"
            line.freeze()
            with pytest.raises(Unreachable, match=r"smtp\.timeout"):
                await connection.send(RAW, LI, ALICE)


def test_the_whole_account_passes_the_check(mailbed: Mailbed) -> None:
    config = Config(organiser=Organiser(name="Alice", email=ALICE), smtp=outgoing(mailbed), imap=incoming(mailbed))
    steps = list(check_connection(config, lambda _, __: SECRET, clock=lambda: datetime.now(UTC), token="t0k3n"))
    assert [step.error for step in steps if step.error] == []
    assert [step.key for step in steps][-4:] == ["check.sent", "check.arrived", "check.clock", "check.subaddress"]
