"""The connection, tried step by step: what `doctor` and the set-up show."""

from collections.abc import Callable, Generator, Iterator
from datetime import datetime

from collabtui.check_step import CheckStep
from collabtui.config import Config, Imap, Server, Smtp
from collabtui.errors import CollabError, Refused
from collabtui.mail.transport import imap, smtp
from collabtui.mail.transport.event_loop import run_in_loop
from collabtui.mail.transport.round_trip import Arrival, RoundTrip, round_trip
from collabtui.mail.transport.secrets import Secret, Which

TOLERATED_SKEW = 120
"""Seconds that our clock and the server's may differ."""
PATIENCE = 30.0
"""Seconds for a mail to ourselves to arrive."""
FAILS_AT = {"certificate": "tls", "tls": "tls", "no_starttls": "tls", "login": "login", "method": "login"}
"""The stage at which an error of a connection shows, by the last part of its key; all others show at `connect`."""

Stop = Callable[[], bool]
AskForSecret = Callable[[Server, Which], Secret | None]


Steps = Generator[CheckStep, None, bool]
"""The value at its end says whether what builds on it is worth trying."""


def check_connection(
    config: Config,
    ask: AskForSecret,
    *,
    clock: Callable[[], datetime],
    token: str,
    stop: Stop = lambda: False,
    patience: float = PATIENCE,
) -> Iterator[CheckStep]:
    """The steps, each as soon as it is known; what needs a failed one is not tried.

    Blocks, and runs event loops of its own: call it in a thread that has none. `ask` looks a password up, and may
    raise CollabError. `token`, letters and digits, tells these test mails from all others."""
    sends = yield from _check_smtp(config.smtp, ask, stop)
    if stop():
        return
    reads = yield from _check_imap(config.imap, ask, stop)
    if not (sends and reads) or stop():
        return
    yield from _check_round_trip(
        config,
        lambda: round_trip(
            config,
            ask(config.smtp, "smtp"),
            ask(config.imap, "imap"),
            clock=clock,
            token=token,
            stop=stop,
            patience=patience,
        ),
        patience,
    )


def _check_smtp(server: Smtp, ask: AskForSecret, stop: Stop) -> Steps:
    async def greet(secret: Secret | None) -> None:
        async with smtp.connect(server, secret, stop=stop):
            return

    return (yield from _stages("smtp", server, ask, lambda secret: run_in_loop(greet(secret))))


def _check_imap(server: Imap, ask: AskForSecret, stop: Stop) -> Steps:
    boxes: list[imap.ImapMailbox] = []

    def connect(secret: Secret | None) -> None:
        boxes.append(imap.connect(server, secret, stop=stop))

    if not (yield from _stages("imap", server, ask, connect)):
        return False
    with boxes[0] as mailbox:
        error = _attempt(mailbox.select)
        yield CheckStep("check.imap.folder", {"folder": server.folder}, error)
        if not error:
            yield CheckStep("check.imap.idle" if mailbox.idles else "check.imap.polling")
            yield from _check_junk(server, mailbox)
    return not error


def _check_junk(server: Imap, mailbox: imap.ImapMailbox) -> Iterator[CheckStep]:
    """Said only where it is read: not every provider has such a folder."""
    found: list[str] = []
    error = _attempt(lambda: found.append(mailbox.junk_folder())) if server.junk else None
    if error or any(found):
        yield CheckStep("check.imap.junk", {"folder": "".join(found)}, error)


def _stages(protocol: Which, server: Server, ask: AskForSecret, connect: Callable[[Secret | None], object]) -> Steps:
    """One attempt, told as the stages it went through."""
    values = {"host": server.host, "port": server.port, "username": server.username}
    found: list[Secret | None] = []
    if error := _attempt(lambda: found.append(ask(server, protocol))):
        yield CheckStep(f"check.{protocol}.password", values, error)
        return False
    error = _attempt(lambda: connect(found[0]))
    failed = FAILS_AT.get(error.key.rpartition(".")[2], "connect") if error else None
    for stage, taken in (("connect", True), ("tls", server.security != "none"), ("login", bool(server.username))):
        if stage == failed:
            yield CheckStep(f"check.{protocol}.{stage}", values, error)
            return False
        if taken:
            yield CheckStep(f"check.{protocol}.{stage}", values)
    return True


def _attempt(action: Callable[[], object]) -> CollabError | None:
    try:
        action()
    except CollabError as error:
        return error
    return None


def _check_round_trip(config: Config, travel: Callable[[], RoundTrip], patience: float) -> Iterator[CheckStep]:
    own = config.organiser.email
    try:
        trip = travel()
    except CollabError as error:
        yield CheckStep("check.sent", {"address": own}, error)
        return
    taken = trip.sent.outcome == "ok"
    yield CheckStep("check.sent", {"address": own}, None if taken else Refused("check.refused", text=trip.sent.text))
    if taken:
        yield from _arrival_steps(config, trip.arrival, patience)
    if trip.tagged:
        lost = None if trip.tagged_arrived else Refused("check.subaddress_lost", address=trip.tagged)
        yield CheckStep("check.subaddress", {"address": trip.tagged}, lost)


def _arrival_steps(config: Config, arrival: Arrival | None, patience: float) -> Iterator[CheckStep]:
    own, expected = config.organiser.email, config.reply.authserv_id
    if arrival is None:
        yield CheckStep("check.arrived", {"address": own}, Refused("check.lost", address=own, seconds=round(patience)))
        return
    yield CheckStep("check.arrived", {"address": own})
    if arrival.received_at:
        skew = round((arrival.seen_at - arrival.received_at).total_seconds())
        wrong = Refused("check.clock_wrong", seconds=abs(skew)) if abs(skew) > TOLERATED_SKEW else None
        yield CheckStep("check.clock", {"seconds": abs(skew)}, wrong)
    if expected and arrival.authserv_id != expected:
        other = Refused("check.authserv_other", expected=expected, found=arrival.authserv_id or "–")
        yield CheckStep("check.authserv", {"found": arrival.authserv_id}, other)
    elif arrival.authserv_id:
        yield CheckStep("check.authserv" if expected else "check.authserv_offered", {"found": arrival.authserv_id})
