"""Mails for tests, written down byte by byte where it matters how they are broken."""

import base64
from collections.abc import Callable
from typing import NamedTuple

from collabtui.mail.classify.mail_kind import kind_of
from collabtui.mail.parse.message import Received, read

OWN = "li@example.test"
OURS = "<ct.aaaabbbbccccdddd.eeeeffff@example.test>"


def raw(body: str | bytes = "1 done\n", **fields: str) -> bytes:
    """A mail from Zhang to Li; fields are given as `in_reply_to="…"`, an empty one is left out."""
    header = {
        "from": "Zhang Wei <zhang@example.test>",
        "to": "Li <li@example.test>",
        "subject": "Re: [M1] Minutes",
        "date": "Mon, 02 Mar 2026 15:04:05 +0800",
        "message_id": "<answer@zhang.example.test>",
        "content_type": "text/plain; charset=utf-8",
    }
    header.update(fields)
    lines = [f"{name.replace('_', '-').title()}: {value}" for name, value in header.items() if value]
    head = "\r\n".join(["MIME-Version: 1.0", *lines, "", ""]).encode()
    return head + (body.encode() if isinstance(body, str) else body)


def received(body: str | bytes = "1 done\n", **fields: str) -> Received:
    return read(raw(body, **fields))


def part(content: str | bytes, content_type: str, **fields: str) -> bytes:
    head = "\r\n".join(
        [
            f"Content-Type: {content_type}",
            *(f"{name.replace('_', '-').title()}: {value}" for name, value in fields.items()),
        ]
    )
    return head.encode() + b"\r\n\r\n" + (content.encode() if isinstance(content, str) else content)


class Multipart(NamedTuple):
    body: bytes
    content_type: str


def multipart(subtype: str, *parts: bytes, boundary: str = "=_b1", parameters: str = "") -> Multipart:
    body = b"".join(b"--" + boundary.encode() + b"\r\n" + one + b"\r\n" for one in parts)
    content_type = f'multipart/{subtype}; boundary="{boundary}"{parameters}'
    return Multipart(body + b"--" + boundary.encode() + b"--\r\n", content_type)


def nested(subtype: str, *parts: bytes, boundary: str) -> bytes:
    """A multipart as a part of another one."""
    made = multipart(subtype, *parts, boundary=boundary)
    return part(made.body, made.content_type)


def word(text: str, charset: str) -> str:
    """An encoded word (RFC 2047)."""
    return f"=?{charset}?B?{base64.b64encode(text.encode(charset)).decode()}?="


def kind(one: Received, known: Callable[[str], bool] = {OURS}.__contains__) -> tuple[str, str]:
    return kind_of(one, own_address=OWN, known_ids=known)


def bounce_of(message_id: str, address: str, number: int = 1, subject: str = "x") -> bytes:
    """A delivery report (RFC 3464) by which nobody has that address; `number` tells one from the next."""
    report = (
        "Reporting-MTA: dns; mx.example.test\r\n\r\n"
        f"Final-Recipient: rfc822; {address}\r\nAction: failed\r\nStatus: 5.1.1\r\n"
        "Diagnostic-Code: smtp; 550 5.1.1 no such user\r\n"
    )
    made = multipart(
        "report",
        part("It could not be delivered.", "text/plain"),
        part(report, "message/delivery-status"),
        part(f"Message-ID: {message_id}\r\nTo: {address}\r\nSubject: {subject}\r\n", "text/rfc822-headers"),
        parameters="; report-type=delivery-status",
    )
    fields = {"from": "MAILER-DAEMON@mx.example.test", "subject": "Undelivered Mail Returned to Sender"}
    return raw(
        made.body, content_type=made.content_type, return_path="<>", message_id=f"<report-{number}@mx>", **fields
    )
