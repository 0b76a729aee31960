"""A mail to ourselves, and its way back into the inbox; and one to our +address, as replies will take it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from email.policy import SMTP as WIRE
from itertools import repeat

from collabtui.config import Config
from collabtui.domain.mail.mail_records import PRODUCT_HEADER
from collabtui.mail.parse.sanitise import sanitised
from collabtui.mail.transport import imap, smtp
from collabtui.mail.transport.event_loop import run_in_loop
from collabtui.mail.transport.imap import ImapMailbox
from collabtui.mail.transport.mail_fetch import Fetched
from collabtui.mail.transport.secrets import Secret
from collabtui.mail.transport.smtp import SendResult
from collabtui.text.catalogue import Catalogue

FIRST_GLANCES = (0.2, 0.3, 0.5)
"""Seconds before the first looks into the inbox; then one a second, or at once when the server says something."""


@dataclass(frozen=True, slots=True)
class Arrival:
    received_at: datetime | None
    """As the server's clock has it."""
    seen_at: datetime
    authserv_id: str
    """Who wrote the topmost Authentication-Results (RFC 8601 section 2.5); empty where there is none."""


@dataclass(frozen=True, slots=True)
class RoundTrip:
    sent: SendResult
    arrival: Arrival | None
    tagged: str | None
    """The +address that was tried, if any."""
    tagged_arrived: bool


def round_trip(
    config: Config,
    outgoing: Secret | None,
    incoming: Secret | None,
    *,
    clock: Callable[[], datetime],
    token: str,
    stop: Callable[[], bool],
    patience: float,
) -> RoundTrip:
    """Blocks up to `patience` seconds; not to be called where an event loop runs. Raises as both `connect`s do."""
    own = config.organiser.email
    local, _, domain = own.rpartition("@")
    tagged = f"{local}+{token}@{domain}" if config.reply.subaddress else None
    ways = {f"{token}.1": own} | ({f"{token}.2": tagged} if tagged else {})
    with imap.connect(config.imap, incoming, stop=stop) as mailbox:
        selected = mailbox.select()
        before = selected.uidnext - 1 if selected.uidnext else max(mailbox.new_uids(0), default=0)
        results = run_in_loop(_send(config, outgoing, ways, clock(), stop))
        taken = {mark for mark, result in results.items() if result.outcome == "ok"}
        arrived = _look_out(mailbox, before, taken, clock, stop, patience)
    return RoundTrip(results[f"{token}.1"], arrived.get(f"{token}.1"), tagged, f"{token}.2" in arrived)


async def _send(
    config: Config, secret: Secret | None, ways: dict[str, str], now: datetime, stop: Callable[[], bool]
) -> dict[str, SendResult]:
    own = config.organiser.email
    async with smtp.connect(config.smtp, secret, stop=stop) as connection:
        return {mark: await connection.send(_letter(config, to, mark, now), own, to) for mark, to in ways.items()}


def _letter(config: Config, to: str, mark: str, now: datetime) -> bytes:
    """The mark stands in the subject: some providers replace a Message-ID by their own."""
    words = Catalogue(config.organiser.locale)
    message = EmailMessage(WIRE)
    message["From"] = config.organiser.email
    message["To"] = to
    message["Subject"] = words("check.letter.subject", mark=mark)
    message["Date"] = now
    message["Message-ID"] = f"<{mark}@{config.organiser.email.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message[PRODUCT_HEADER] = "trial"  # a mail of ours to ourselves, which no list of what came in has to show
    message.set_content(words("check.letter.text") + "\n")
    return message.as_bytes()


def _look_out(
    mailbox: ImapMailbox,
    after: int,
    marks: Collection[str],
    clock: Callable[[], datetime],
    stop: Callable[[], bool],
    patience: float,
) -> dict[str, Arrival]:
    arrived: dict[str, Arrival] = {}
    for seconds in (*FIRST_GLANCES, *repeat(1.0, round(patience))):
        if len(arrived) == len(marks) or stop():
            break
        mailbox.wait(seconds, stop)
        for mail in mailbox.fetch(mailbox.new_uids(after)):
            after = mail.uid
            if isinstance(mail, Fetched):
                arrived |= _recognised(mail, marks, clock())
    return arrived


def _recognised(mail: Fetched, marks: Collection[str], now: datetime) -> dict[str, Arrival]:
    headers = BytesHeaderParser(policy=WIRE).parsebytes(mail.raw)
    subject = str(headers.get("Subject", ""))
    results = str(headers.get("Authentication-Results", ""))
    arrival = Arrival(mail.received_at, now, sanitised(results.partition(";")[0].partition(" ")[0]))
    return {mark: arrival for mark in marks if mark in subject}
