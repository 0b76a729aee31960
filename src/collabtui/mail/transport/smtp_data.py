"""The text of one mail on an SMTP connection (DATA, RFC 5321 section 4.1.1.4): a yes that comes before its end is none.

The library takes what comes first for the answer: a server, or somebody on the line, that says `250` too early would
have a mail noted as sent of which nothing was taken. A refusal may come early: some servers say so of a mail that is
too large while it is still on its way.
"""

import asyncio
import re
import select

import aiosmtplib

from collabtui.domain.whole_number import whole_number

GO_ON, TAKEN = 354, 250
_LINE_END = re.compile(rb"\r\n|\r|\n")
_END = b".\r\n"


async def hand_over(client: aiosmtplib.SMTP, raw: bytes, within: float) -> aiosmtplib.SMTPResponse:
    """The server's answer to the whole mail. `within` is in seconds, for each answer.

    Raises SMTPDataError for a refusal; SMTPResponseException where anything else was said before the end of the mail:
    the session is out of step, and nobody knows what was taken; SMTPServerDisconnected where the server is gone."""
    go_on = await client.execute_command(b"DATA", timeout=within)
    if go_on.code != GO_ON:
        raise aiosmtplib.SMTPDataError(go_on.code, go_on.message)
    protocol = client.protocol
    transport = protocol.transport if protocol else None
    if protocol is None or not isinstance(transport, asyncio.WriteTransport):
        raise aiosmtplib.SMTPServerDisconnected("Connection lost")
    if early := _unread(protocol):
        raise _error(transport, aiosmtplib.SMTPResponse(whole_number(early[:3]) or 0, early))
    protocol.write(as_text(raw))
    # before the last dot: what a server has said too early has come by now, with the receipt for the text
    is_early = _is_readable(transport)
    if not is_early:
        protocol.write(_END)
    reply = await protocol.read_response(timeout=within)
    if is_early or transport.get_write_buffer_size():
        raise _error(transport, reply)
    if reply.code != TAKEN:
        raise aiosmtplib.SMTPDataError(reply.code, reply.message)
    return reply


def as_text(raw: bytes) -> bytes:
    """With CRLF line ends and the last one there, and a second dot before a line that begins with one."""
    text = raw if raw.count(b"\r\n") == raw.count(b"\n") == raw.count(b"\r") else _LINE_END.sub(b"\r\n", raw)
    text = text.replace(b"\r\n.", b"\r\n..")
    return (b"." if text.startswith(b".") else b"") + text + (b"" if text.endswith(b"\r\n") else b"\r\n")


def _error(transport: asyncio.WriteTransport, early: aiosmtplib.SMTPResponse) -> aiosmtplib.SMTPException:
    """Of what was said before the end of the mail, which ends the session: the rest of it is still on the line."""
    transport.abort()
    if 400 <= early.code < 600:
        return aiosmtplib.SMTPDataError(early.code, early.message)
    return aiosmtplib.SMTPResponseException(early.code, early.message)


def _unread(protocol: object) -> str:
    """What came in one piece with the answer before: the library keeps it for the next one."""
    kept: bytes | bytearray = getattr(protocol, "_buffer", b"")
    return kept.decode("utf-8", "replace").strip()


def _is_readable(transport: asyncio.BaseTransport) -> bool:
    """Whether something stands on the line that nobody asked for."""
    line = select.poll()
    line.register(transport.get_extra_info("socket").fileno(), select.POLLIN)
    return bool(line.poll(0))
