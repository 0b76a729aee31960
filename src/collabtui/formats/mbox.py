"""Mails as one mbox file (RFC 4155), in the variant mboxrd: every `From ` of a line gets one more `>`, so that reading
it back gives each mail as it was but for its line ends."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import NamedTuple

_FROM = re.compile(rb"^(>*From )", re.MULTILINE)
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)
_SEPARATOR = re.compile(rb"^From \S+ .*\n", re.MULTILINE)
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Mail(NamedTuple):
    sender: str
    """The address; `MAILER-DAEMON` stands for none."""
    at: datetime
    raw: bytes


def write_mbox(mails: Iterable[Mail]) -> Iterator[bytes]:
    """Piece by piece: a mailbox may be large."""
    for mail in mails:
        at = mail.at.astimezone(UTC)
        day = f"{_DAYS[at.weekday()]} {_MONTHS[at.month - 1]} {at.day:2} {at:%H:%M:%S %Y}"
        sender = "".join(mail.sender.split()) or "MAILER-DAEMON"
        yield f"From {sender} {day}\n".encode()
        body = _FROM.sub(rb">\1", mail.raw.replace(b"\r\n", b"\n"))
        yield body if body.endswith(b"\n") else body + b"\n"
        yield b"\n"


def read_mbox(data: bytes) -> list[bytes]:
    """The mails of a file that `write_mbox` wrote."""
    starts = [match.span() for match in _SEPARATOR.finditer(data)]
    ends = [*(start for start, _ in starts[1:]), len(data)]
    bodies = (data[start:end].removesuffix(b"\n") for (_, start), end in zip(starts, ends, strict=False))
    return [_QUOTED.sub(rb"\1", body) for body in bodies]
