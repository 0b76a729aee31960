"""The watch over a mailbox: what is found, when, and what happens between two connections. No clock runs in here."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from random import Random

import pytest

from collabtui.config import Imap
from collabtui.demo.server import MailServer
from collabtui.domain.retry_pauses import Pauses
from collabtui.errors import CollabError, Conflict, Refused, Unreachable
from collabtui.mail.transport import watch_mailbox as watching
from collabtui.mail.transport.imap import ImapMailbox, connect
from collabtui.mail.transport.mail_fetch import Fetched
from collabtui.mail.transport.secrets import Secret
from collabtui.mail.transport.watch_mailbox import watch

BOB = "bob@example.test"
RIGHT = Secret("secret")
DICE = Random(1)  # noqa: S311  # nobody guards a secret with a pause


class Stop:
    """Set when `limit` of its waits are over, or by hand; a wait takes no time."""

    def __init__(self, limit: int = 1) -> None:
        self.limit = limit
        self.waits: list[float] = []
        self.set = False

    def is_set(self) -> bool:
        return self.set or len(self.waits) >= self.limit

    def wait(self, timeout: float) -> bool:
        self.waits.append(timeout)
        return self.is_set()


class Log:
    def __init__(self) -> None:
        self.events: list[str] = []

    def ready(self) -> None:
        self.events.append("ready")

    def lost(self, error: CollabError, seconds: float) -> None:
        assert seconds > 0
        self.events.append(error.key)


Open = Callable[[], AbstractContextManager[ImapMailbox]]


def open_on(server: MailServer, secret: Secret = RIGHT) -> Open:
    imap = Imap(host=server.host, port=server.imap_port, security="none", username="bob")
    return lambda: connect(imap, secret, timeout=5)


def run(open_mailbox: Open, read: Callable[[ImapMailbox], int], stop: Stop) -> list[str]:
    log = Log()
    watch(open_mailbox, read, stop=stop, random=DICE, ready=log.ready, lost=log.lost)
    return log.events


class Reader:
    """Keeps what it read; calls `then` with the number of mails it has after each look."""

    def __init__(self, then: Callable[[int], None]) -> None:
        self.then = then
        self.subjects: list[bytes] = []
        self.last = 0

    def __call__(self, mailbox: ImapMailbox) -> int:
        found = [mail for mail in mailbox.fetch(mailbox.new_uids(self.last)) if isinstance(mail, Fetched)]
        self.subjects += [mail.raw.split(b"\r\n")[0] for mail in found]
        self.last = max([self.last, *(mail.uid for mail in found)])
        self.then(len(self.subjects))
        return len(found)


def test_each_of_many_mails_is_found_once_and_in_order(mail_server: MailServer) -> None:
    """They arrive while the watch reads, waits, and begins and ends its waits."""
    subjects = [f"Subject: {number}".encode() for number in range(200)]
    stop = Stop()
    reader = Reader(lambda count: setattr(stop, "set", count == len(subjects)))

    def deliver_all() -> None:
        for subject in subjects:
            mail_server.deliver(BOB, subject + b"\r\n\r\n")

    with ThreadPoolExecutor(1) as pool:
        delivery = pool.submit(deliver_all)
        assert run(open_on(mail_server), reader, stop) == ["ready"]
        delivery.result()
    assert reader.subjects == subjects


def test_a_mail_that_was_there_before_is_found_without_any_notice(mail_server: MailServer) -> None:
    mail_server.deliver(BOB, b"Subject: early\r\n\r\n")
    stop = Stop()
    reader = Reader(lambda count: setattr(stop, "set", count == 1))
    run(open_on(mail_server), reader, stop)
    assert reader.subjects == [b"Subject: early"]


def test_after_an_outage_everything_is_found_and_nothing_twice(mail_server: MailServer) -> None:
    stop = Stop(limit=9)

    def disturb(count: int) -> None:
        if count < 5:
            with mail_server.outage():
                mail_server.deliver(BOB, f"Subject: {count}\r\n\r\n".encode())
        else:
            stop.set = True

    reader = Reader(disturb)
    events = run(open_on(mail_server), reader, stop)
    assert reader.subjects == [f"Subject: {number}".encode() for number in range(5)]
    assert events == ["ready", "imap.gone"] * 5 + ["ready"]
    assert all(5 <= seconds <= 10 for seconds in stop.waits[:1])


def test_a_dead_server_is_tried_less_and_less_often(mail_server: MailServer) -> None:
    stop = Stop(limit=12)
    with mail_server.outage():
        events = run(open_on(mail_server), lambda _: 0, stop)
    assert events == ["imap.gone"] * 12
    assert stop.waits[0] <= 10
    assert 300 <= stop.waits[-1] <= 600


def test_a_wrong_password_is_not_tried_again_soon(mail_server: MailServer) -> None:
    stop = Stop()
    assert run(open_on(mail_server, Secret("wrong")), lambda _: 0, stop) == ["imap.login"]
    assert stop.waits[0] >= 300


def test_what_only_a_person_can_mend_is_not_tried_again_soon() -> None:
    stop = Stop()

    def open_mailbox() -> AbstractContextManager[ImapMailbox]:
        raise Refused("secrets.missing", username="li")

    assert run(open_mailbox, lambda _: 0, stop) == ["secrets.missing"]
    assert stop.waits[0] >= 300


def test_who_wrote_beside_another_worker_reads_anew_soon(mail_server: MailServer) -> None:
    stop = Stop(limit=1)

    def beside_another(_: ImapMailbox) -> int:
        raise Conflict("store.conflict", ref="bob@example.test@127.0.0.1/INBOX", by="")

    assert run(open_on(mail_server), beside_another, stop) == ["ready", "store.conflict"]
    assert stop.waits[0] <= 10


def test_an_error_while_reading_ends_the_session_and_not_the_watch(mail_server: MailServer) -> None:
    stop = Stop(limit=2)

    def full(_: ImapMailbox) -> int:
        raise Unreachable("store.full", path="x")

    assert run(open_on(mail_server), full, stop) == ["ready", "store.full"] * 2


def test_whoever_is_told_of_a_loss_may_end_the_watch(mail_server: MailServer) -> None:
    def give_up(error: CollabError, _: float) -> None:
        raise error

    with pytest.raises(Unreachable, match=r"imap\.login"):
        watch(
            open_on(mail_server, Secret("wrong")),
            lambda _: 0,
            stop=Stop(),
            random=DICE,
            ready=lambda: None,
            lost=give_up,
        )


def test_a_failure_while_leaving_is_none(mail_server: MailServer) -> None:
    stop = Stop()

    def stop_and_fail(_: ImapMailbox) -> int:
        stop.set = True
        raise Unreachable("imap.timeout", host="x", port=1)

    assert run(open_on(mail_server), stop_and_fail, stop) == ["ready"]


@pytest.mark.parametrize("idles", [True, False])
def test_looks_are_close_after_a_find_and_rarer_in_silence(idles: bool) -> None:
    finds = iter([0, 0, 0, 0, 2, 1, 0, 0, 0])
    stop = Stop(limit=7)

    class Quiet(ImapMailbox):
        def __init__(self) -> None:
            self._idles = idles

        def wait(self, seconds: float, _: Callable[[], bool]) -> bool:
            return stop.wait(seconds)

    watching._rounds(Quiet(), lambda _: next(finds), stop, Pauses(DICE))
    rounds = watching.IDLE_ROUNDS if idles else watching.POLL_ROUNDS
    assert stop.waits == [*rounds[:4], *rounds[:2], rounds[2]]
    assert max(rounds) <= 60
