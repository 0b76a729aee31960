"""Kills and cut lines between the program and the real Dovecot and Postfix, over TLS with a login."""

import threading
import time
from collections.abc import Iterable
from contextlib import ExitStack
from functools import cache

from chaos.commands import Ended
from chaos.commands_to_kill import SYNC, WATCH, any_point
from chaos.outcome import Verdict, judged
from chaos.scenario import Point, Scenario
from collabtui.config import Imap, Smtp
from collabtui.domain.mail.mail_records import Outgoing
from mailbed.bed import Mailbed
from support.relay import Relay
from support.smtp_script import message_id
from support.world import PEOPLE

LI = "li@example.test"
_ALONE = threading.RLock()
"""One point at a time: there is one mailbox."""


def mail_system() -> Mailbed:
    with _ALONE:
        return _started()


@cache
def _started() -> Mailbed:
    """Runs until this process ends."""
    return Mailbed(tuple(person.email for person in PEOPLE)).__enter__()


def kill_or_cut(point: Point) -> Verdict:
    office, random, bed = point.office, point.random, mail_system()
    with _ALONE, ExitStack() as ends:
        bed.empty()
        _deliver(bed, office.imap.mails.values())
        imap, smtp = _lines(point, ends)
        if random.random() < 0.6:
            office.killed(SYNC, any_point(random, SYNC))
        else:
            cut = threading.Timer(random.uniform(0.05, 0.8), random.choice((imap, smtp)).cut)
            cut.start()
            office.run("sync")
            cut.join()
            office.interrupted += 1
        return _judged(point, office.go_on())


def kill_idle(point: Point) -> Verdict:
    """`watch` is killed as it waits in IDLE for what comes in next, or as that has come."""
    office, random, bed = point.office, point.random, mail_system()
    mails = list(office.imap.mails.values())
    at_first = random.randint(1, len(mails) - 1)
    with _ALONE, ExitStack() as ends:
        bed.empty()
        _deliver(bed, mails[:at_first])
        _lines(point, ends)
        running = office.start(WATCH, kill_at=random.choice((None, any_point(random, WATCH, after=0.2))))
        office.wait_until_still(running, taken_in=len({message_id(raw) for raw in mails[:at_first]}))
        _deliver(bed, mails[at_first:])
        time.sleep(random.uniform(0.0, 1.0))  # Dovecot tells of it after half a second
        office.interrupted += running.kill().was_killed
        return _judged(point, office.go_on())


def _deliver(bed: Mailbed, mails: Iterable[bytes]) -> None:
    with bed.inbox(LI) as client:
        for raw in mails:
            client.append("INBOX", raw)


def _lines(point: Point, ends: ExitStack) -> tuple[Relay, Relay]:
    """To Dovecot and to Postfix, which the office is told of."""
    bed = mail_system()
    imap = ends.enter_context(Relay(bed.host, bed.ports["imaps"]))
    smtp = ends.enter_context(Relay(bed.host, bed.ports["submission"]))
    login = {"host": bed.host, "username": LI, "ca_file": str(bed.ca_file)}
    point.office.configure(
        Smtp.model_validate({**login, "port": smtp.port, "security": "starttls"}),
        Imap.model_validate({**login, "port": imap.port, "security": "tls", "junk": False}),
    )
    return imap, smtp


def _judged(point: Point, ended: Iterable[Ended]) -> Verdict:
    bed = mail_system()
    bed.wait_until_delivered()
    boxes = [raw for address in bed.addresses for raw in bed.mail_for(address)]
    with_us = {mail.message_id for mail in _queued(point)}
    point.office.smtp.mails = [raw for raw in boxes if message_id(raw) in with_us]
    return judged(point.office, point.reference, ended)


def _queued(point: Point) -> list[Outgoing]:
    store = point.office.store()
    try:
        return store.find(Outgoing)
    finally:
        store.close()


SCENARIOS = (
    Scenario("real-servers", "Dovecot and Postfix", 30, kill_or_cut),
    Scenario("real-idle", "Dovecot, in IDLE", 20, kill_idle),
)
