"""Finding a mail server: the usual ports and ways of encryption are tried all at once, and the best that answers is
taken. No login is tried, so a server learns nothing but that somebody looks for it.

A certificate that no authority vouches for is read for a person to see it, and only where it would be accepted once he
trusts it: of this host, and valid now."""

import base64
import hashlib
import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Literal, NamedTuple

from collabtui.encryption_required import is_loopback
from collabtui.errors import Refused
from collabtui.mail.parse.sanitise import sanitised
from collabtui.mail.transport.secrets import Which
from collabtui.mail.transport.tls import context_with

Security = Literal["tls", "starttls", "none"]

USUAL: dict[Which, tuple[tuple[int, Security], ...]] = {
    "smtp": ((587, "starttls"), (465, "tls")),
    "imap": ((993, "tls"), (143, "starttls")),
}
"""Ports and their encryption, the preferred ones first (RFC 8314 section 3, and what providers have)."""
AT_ONCE = frozenset({465, 993})
"""Ports on which encryption begins with the connection."""
WAYS: tuple[Security, ...] = ("tls", "starttls", "none")
PATIENCE = 5.0
"""Seconds for all of them."""
ANSWER = 4.0
"""Seconds for each word of a server."""
LONGEST, MOST_LINES = 2000, 100
"""Bytes of a line, and lines of a greeting: what is more is no mail server."""
GREETS = {"smtp": b"220", "imap": b"* OK"}


class Candidate(NamedTuple):
    host: str
    port: int
    security: Security


class ServerCertificate(NamedTuple):
    """A certificate as a person sees it, and as the configuration keeps it."""

    owner: str
    issuer: str
    until: date
    fingerprint: str
    """SHA-256, in pairs of digits, as servers and their keepers write it."""
    encoded: str
    """DER in base64."""


class FoundServer(NamedTuple):
    host: str
    port: int
    security: Security
    is_trusted: bool
    """Whether its certificate holds, or none is needed as it is this machine."""
    certificate: ServerCertificate | None = None
    """To be trusted by a person, where nobody else vouches for it."""


class Trusted(NamedTuple):
    """The certificates that are trusted besides the authorities of the system, as the configuration names them."""

    ca_file: str = ""
    certificate: str = ""


NONE_TRUSTED = Trusted()
FindServer = Callable[[Which, Sequence[Candidate], Trusted], FoundServer | None]


def usual_candidates(which: Which, hosts: Sequence[str], port: int | None, security: str) -> list[Candidate]:
    """The candidates, the preferred first: `port` and `security` are as somebody typed them, None and empty where he
    did not. Without encryption only this machine is spoken to."""
    if port is None:
        ends = [(number, way) for number, way in USUAL[which] if security in ("", way)]
        ends = ends or [(number, _typed(security)) for number, _ in USUAL[which]]
    else:
        ways = WAYS if port in AT_ONCE else ("starttls", "tls", "none")
        ends = [(port, way) for way in ways if security in ("", way)]
    if port is None and not security:
        ends += [(number, "none") for number, way in USUAL[which] if way == "starttls"]
    return [
        Candidate(host, number, way) for host in hosts for number, way in ends if way != "none" or is_loopback(host)
    ]


def _typed(security: str) -> Security:
    return next(way for way in WAYS if way == security)


def find_server(which: Which, candidates: Sequence[Candidate], trusted: Trusted = NONE_TRUSTED) -> FoundServer | None:
    """The best of those that answer, None where none does in time. Blocks. Raises Refused `tls.ca_file`,
    `tls.certificate`."""
    context_with(*trusted)  # its fault is the reader's, and no server's
    answers: queue.SimpleQueue[tuple[int, FoundServer | None]] = queue.SimpleQueue()

    def look(place: int) -> None:
        with suppress(OSError, ValueError):  # ssl.SSLError is an OSError, a name that cannot be a ValueError
            answers.put((place, _answer(which, candidates[place], trusted)))
            return
        answers.put((place, None))

    for place in range(len(candidates)):
        # a thread each that nobody waits for: one may hang on a server that says nothing
        threading.Thread(target=look, args=(place,), name="collabtui-find-server", daemon=True).start()
    return _best(candidates, answers)


def _best(
    candidates: Sequence[Candidate], answers: "queue.SimpleQueue[tuple[int, FoundServer | None]]"
) -> FoundServer | None:
    found: dict[int, FoundServer | None] = {}
    end = time.monotonic() + PATIENCE
    while len(found) < len(candidates):
        try:
            place, answer = answers.get(timeout=max(0.0, end - time.monotonic()))
        except queue.Empty:
            break
        found[place] = answer
        best = _first(found)
        if best is not None and _rivals(candidates, best, found[best]) <= found.keys():
            break
    best = _first(found)
    return None if best is None else found[best]


def _first(found: dict[int, FoundServer | None]) -> int | None:
    """The place of the best so far; a line that is encrypted goes before one that need not be."""
    ranks = {place: _rank(one) for place, one in sorted(found.items()) if one}
    return min(ranks, key=lambda place: ranks[place], default=None)


def _rank(one: FoundServer) -> int:
    if one.security == "none":
        return 2
    return 0 if one.is_trusted else 1 if one.certificate else 3


def _rivals(candidates: Sequence[Candidate], at: int, one: FoundServer | None) -> set[int]:
    """Those that would be better if they answered, too. A port speaks TLS from the first byte or not at all, and who
    asks it the other way waits in vain."""
    taken = candidates[at]
    others = range(at) if one and _rank(one) == 0 else range(len(candidates))
    return {
        place
        for place in others
        if candidates[place][:2] != taken[:2] or (candidates[place].security == "tls") is (taken.security == "tls")
    }


def _answer(which: Which, at: Candidate, trusted: Trusted) -> FoundServer:
    """Raises OSError or ValueError where no such server answers there."""
    if at.security == "none":
        with socket.create_connection((at.host, at.port), ANSWER) as line:
            _greeted(which, line)
        return FoundServer(*at, is_trusted=True)
    try:
        _encrypted(which, at, context_with(*trusted)).close()
    except ssl.SSLCertVerificationError:
        return FoundServer(*at, is_trusted=False, certificate=_offered(which, at, trusted.ca_file))
    return FoundServer(*at, is_trusted=True)


def _offered(which: Which, at: Candidate, ca_file: str) -> ServerCertificate | None:
    """The server's own certificate, if it holds once it is trusted: what is wrong with its name or its time cannot be
    trusted away. Nothing is said on the line that reads it."""
    anything = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    anything.check_hostname, anything.verify_mode = False, ssl.CERT_NONE
    with _encrypted(which, at, anything) as line:
        encoded = base64.b64encode(line.getpeercert(binary_form=True) or b"").decode()
    with suppress(OSError, Refused), _encrypted(which, at, context_with(ca_file, encoded)) as line:
        return _as_seen(line, encoded)
    return None


def _as_seen(line: ssl.SSLSocket, encoded: str) -> ServerCertificate | None:
    subject_and_time = line.getpeercert()
    if not subject_and_time:
        return None
    digits = hashlib.sha256(base64.b64decode(encoded)).hexdigest().upper()
    return ServerCertificate(
        owner=_name(subject_and_time.get("subject", ())),
        issuer=_name(subject_and_time.get("issuer", ())),
        until=datetime.fromtimestamp(ssl.cert_time_to_seconds(str(subject_and_time["notAfter"])), UTC).date(),
        fingerprint=":".join(digits[at : at + 2] for at in range(0, len(digits), 2)),
        encoded=encoded,
    )


def _name(parts: object) -> str:
    """Of what `getpeercert` gives, a tuple of tuples of pairs: whatever stands there a stranger wrote."""
    pairs = {key: value for part in parts for key, value in part} if isinstance(parts, tuple) else {}
    wanted = (pairs.get(key) for key in ("commonName", "organizationName"))
    return sanitised(", ".join(dict.fromkeys(value for value in wanted if value)))


def _encrypted(which: Which, at: Candidate, context: ssl.SSLContext) -> ssl.SSLSocket:
    """A line that is encrypted, and behind which such a server is."""
    line = socket.create_connection((at.host, at.port), ANSWER)
    try:
        if at.security == "starttls":
            _greeted(which, line)
            _asked_for_tls(which, line)
        encrypted = context.wrap_socket(line, server_hostname=at.host)
    except BaseException:
        line.close()
        raise
    try:
        if at.security == "tls":
            _greeted(which, encrypted)
    except BaseException:
        encrypted.close()
        raise
    return encrypted


def _greeted(which: Which, line: socket.socket) -> None:
    if not next(_lines(line)).startswith(GREETS[which]):
        raise ValueError("another greeting")


def _asked_for_tls(which: Which, line: socket.socket) -> None:
    """Until the server has agreed to begin. Raises ValueError where it does not."""
    if which == "imap":
        line.sendall(b"a STARTTLS\r\n")
        agreed = next(received for received in _lines(line) if received.startswith(b"a ")).startswith(b"a OK")
    else:
        line.sendall(b"EHLO [127.0.0.1]\r\n")
        for received in _lines(line):
            if received[3:4] != b"-":
                break
        line.sendall(b"STARTTLS\r\n")
        agreed = next(_lines(line)).startswith(b"220")
    if not agreed:
        raise ValueError("no STARTTLS")


def _lines(line: socket.socket) -> Iterator[bytes]:
    """Byte by byte: nothing of what comes behind the last one may be taken for encrypted. Raises ValueError."""
    for _ in range(MOST_LINES):
        received = bytearray()
        while not received.endswith(b"\n"):
            if len(received) > LONGEST or not (letter := line.recv(1)):
                raise ValueError("no line")
            received += letter
        yield bytes(received)
    raise ValueError("too many lines")
