"""Kills and cut lines between the program and the real Dovecot and Postfix, over TLS with a login."""

import threading
from contextlib import ExitStack
from functools import cache

from chaos.outcome import Verdict, judged
from chaos.scenario import Point, Scenario
from collabtui.config import Imap, Smtp
from collabtui.domain.mail.mail_records import Outgoing
from mailbed.bed import Mailbed
from support.relay import Relay
from support.smtp_script import message_id
from support.world import PEOPLE

LI = "li@example.test"


@cache
def mail_system() -> Mailbed:
    """Runs until this process ends."""
    return Mailbed(tuple(person.email for person in PEOPLE)).__enter__()


def kill_or_cut(point: Point) -> Verdict:
    office, random, bed = point.office, point.random, mail_system()
    bed.empty()
    with bed.inbox(LI) as client:
        for raw in office.imap.mails.values():
            client.append("INBOX", raw)
    with ExitStack() as ends:
        imap = ends.enter_context(Relay(bed.host, bed.ports["imaps"]))
        smtp = ends.enter_context(Relay(bed.host, bed.ports["submission"]))
        login = {"host": bed.host, "username": LI, "ca_file": str(bed.ca_file)}
        office.configure(
            Smtp.model_validate({**login, "port": smtp.port, "security": "starttls"}),
            Imap.model_validate({**login, "port": imap.port, "security": "tls", "junk": False}),
        )
        if random.random() < 0.6:
            office.killed("sync", random.randint(1, 800))
        else:
            cut = threading.Timer(random.uniform(0.05, 0.8), random.choice((imap, smtp)).cut)
            cut.start()
            office.run("sync")
            cut.join()
            office.interrupted += 1
        ended = office.go_on()
    bed.wait_until_delivered()
    boxes = [raw for address in bed.addresses for raw in bed.mail_for(address)]
    with_us = {mail.message_id for mail in _queued(point)}
    office.smtp.mails = [raw for raw in boxes if message_id(raw) in with_us]
    return judged(office, point.reference, ended)


def _queued(point: Point) -> list[Outgoing]:
    store = point.office.store()
    try:
        return store.find(Outgoing)
    finally:
        store.close()


SCENARIOS = (Scenario("real-servers", "Dovecot and Postfix", 30, kill_or_cut),)
