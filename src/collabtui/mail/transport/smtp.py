"""The SMTP connection, mail on its way out: one for a batch, one mail to one recipient at a time.

What concerns one mail is a value (`SendResult`); what concerns the server or the account is an error, so that a wrong
password, or a sender who may not send, never counts against fifty recipients.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, replace
from typing import Literal

import aiosmtplib

from collabtui.config import Smtp
from collabtui.domain.whole_number import whole_number
from collabtui.errors import LoginRefused, Unreachable
from collabtui.mail.compose.smtp_envelope import Envelope, routable, seal
from collabtui.mail.parse.sanitise import sanitised
from collabtui.mail.transport.secrets import Secret
from collabtui.mail.transport.smtp_answers import only_whole_answers
from collabtui.mail.transport.smtp_data import hand_over
from collabtui.mail.transport.tls import check_server, client_context, unreachable

GREETING = "[127.0.0.1]"
"""Who we say we are (RFC 5321 section 4.1.3). The host's own name would need a look-up, and tells more than needed."""
TAKEN, FORWARDED, CLOSING, NO_SUCH_METHOD, TOO_LARGE = 250, 251, 421, 504, 552
LOGIN_WANTED = frozenset({530, 534, 535, 538})
_ENHANCED = re.compile(r"[45]\.(?P<subject>\d)\.\d")
OPENING = 15.0
"""Seconds in which a server says its first word: a person may wait for it."""
GOODBYE = 1.0
"""Seconds in which a server answers QUIT: all mails have their answers by then, and a pass waits for nothing else."""
SLICE = 0.1
"""Seconds between two looks at whether to stop."""
SLOWEST = 50_000
"""Bytes a second that a line is believed to carry: a large mail gets the time it needs."""


@dataclass(frozen=True, slots=True)
class SendResult:
    """The outcome of sending one mail to one recipient."""

    outcome: Literal["ok", "temporary", "permanent"]
    stage: Literal["recipient", "message"]
    """What was judged: the address, or the mail itself. Only a refused address speaks against the person."""
    code: int
    """The server's reply code (RFC 5321 section 4.2), or the one it would have given."""
    text: str
    """Its words, fit to be shown."""


def _at_once() -> None:
    """Nothing is waited for."""


class SmtpConnection:
    """A session with the server; where the server ends it between two mails, the next mail opens another.

    Not to be shared by tasks: SMTP answers in order."""

    def __init__(self, server: Smtp, secret: Secret | None, timeout: float) -> None:
        check_server(server)
        self.server = server
        self._secret = secret
        self._timeout = timeout
        self._client = aiosmtplib.SMTP(
            hostname=server.host,
            port=server.port,
            local_hostname=GREETING,
            timeout=timeout,
            use_tls=server.security == "tls",
            start_tls=False,
            tls_context=None if server.security == "none" else client_context(server),
        )
        self._sent = 0

    async def open(self) -> None:
        """Connect, encrypt, log in. Raises Unreachable as `connect` does."""
        self._drop()
        self._sent = 0
        with self._worded():
            await self._client.connect(timeout=min(self._timeout, OPENING))
            only_whole_answers(self._client)
            self._client.timeout = self._timeout  # which connecting sets to its own
            await self._client.ehlo()
            if self.server.security == "starttls":
                await self._start_tls()
            if self._secret:
                await self._login(self._secret)

    async def close(self) -> None:
        transport = self._client.transport
        try:
            with suppress(aiosmtplib.SMTPException, OSError):
                await self._client.quit(timeout=min(self._timeout, GOODBYE))
        finally:  # whoever ends the program does not wait for a server's goodbye
            self._client.close()
            _hang_up(transport)

    def _drop(self) -> None:
        """Ends the session without a word to the server."""
        transport = self._client.transport
        self._client.close()
        _hang_up(transport)

    async def send(
        self, raw: bytes, sender: str, recipient: str, *, ready: Callable[[], None] = _at_once
    ) -> SendResult:
        """Hands the mail over, with CRLF line ends: as it is, or in seven bits where the server takes no others.
        `sender` and `recipient` are bare addresses. `ready` is called before the mail itself is handed over, once the
        server takes sender and recipient: where it raises, the server has got no mail.

        Raises Unreachable where the server is gone or out of step, wants to be left alone (`smtp.busy`), or takes no
        mail from this sender (`smtp.sender`). Whether the mail arrived is then not known: it is to be sent again under
        the same Message-ID."""
        try:
            routable(sender)
        except ValueError:
            raise Unreachable(
                "smtp.sender", host=self.server.host, sender=sanitised(sender), code=501, text="5.1.7"
            ) from None
        try:
            envelope = seal(raw, sender, recipient)
        except ValueError:
            return SendResult("permanent", "recipient", 553, f"5.1.3 {sanitised(recipient)}")
        with self._worded():
            if not self._client.is_connected:
                await self.open()
            if envelope.eight_bit and not self._offers("8bitmime"):
                from collabtui.mail.compose.mail_bytes import in_seven_bits  # which takes memory, and is seldom asked

                raw = in_seven_bits(raw)
                envelope = replace(envelope, eight_bit=not raw.isascii())
            return self._unfit(raw, envelope) or await self._hand_over(raw, envelope, ready)

    async def _hand_over(self, raw: bytes, envelope: Envelope, ready: Callable[[], None]) -> SendResult:
        try:
            await self._begin(raw, envelope)
            await self._receiver(envelope)
            ready()
            # the answer to the whole mail may take long (RFC 5321 section 4.5.3.2.6); giving up early sends it twice
            reply = await hand_over(self._client, raw, self._timeout * 10 + len(raw) / SLOWEST)
        except (aiosmtplib.SMTPRecipientRefused, aiosmtplib.SMTPDataError, aiosmtplib.SMTPSenderRefused) as refused:
            result = _result(refused)
        else:
            self._sent += 1
            return SendResult("ok", "message", reply.code, sanitised(reply.message))
        try:
            await self._client.rset()
        except (aiosmtplib.SMTPException, OSError):  # another answer than its own: the next mail gets a session in step
            self._drop()
        return result

    async def _begin(self, raw: bytes, envelope: Envelope) -> None:
        try:
            await self._mail_from(raw, envelope)
        except (aiosmtplib.SMTPSenderRefused, aiosmtplib.SMTPServerDisconnected) as error:
            # some servers end a session after so many mails; nothing of this mail was said yet
            if not self._sent or (isinstance(error, aiosmtplib.SMTPSenderRefused) and error.code != CLOSING):
                raise
            await self.open()
            await self._mail_from(raw, envelope)

    async def _mail_from(self, raw: bytes, envelope: Envelope) -> None:
        wanted = {
            "size": f"SIZE={len(raw)}",
            "8bitmime": "BODY=8BITMIME" if envelope.eight_bit else "",
            "smtputf8": "SMTPUTF8" if envelope.international else "",
        }
        options = [option.encode() for extension, option in wanted.items() if option and self._offers(extension)]
        reply = await self._client.execute_command(b"MAIL", b"FROM:" + _path(envelope.sender, envelope), *options)
        if reply.code != TAKEN:
            raise aiosmtplib.SMTPSenderRefused(reply.code, reply.message, envelope.sender)

    async def _receiver(self, envelope: Envelope) -> None:
        reply = await self._client.execute_command(b"RCPT", b"TO:" + _path(envelope.recipient, envelope))
        if reply.code not in (TAKEN, FORWARDED):
            raise aiosmtplib.SMTPRecipientRefused(reply.code, reply.message, envelope.recipient)

    def _unfit(self, raw: bytes, envelope: Envelope) -> SendResult | None:
        """What the server said at the start that it will not take need not be sent to be refused."""
        if envelope.international and not self._offers("smtputf8"):
            return SendResult("permanent", "recipient", 553, f"5.6.7 {sanitised(envelope.recipient)}")
        limit = whole_number(self._client.esmtp_extensions.get("size", ""))
        if limit and limit < len(raw):
            return SendResult("permanent", "message", TOO_LARGE, f"5.3.4 {len(raw)} > {limit}")
        return None

    def _offers(self, extension: str) -> bool:
        return self._client.supports_extension(extension)

    async def _start_tls(self) -> None:
        if not self._offers("starttls"):
            raise Unreachable("smtp.no_starttls", host=self.server.host, port=self.server.port)
        await self._client.starttls()
        await self._client.ehlo()

    async def _login(self, secret: Secret) -> None:
        """One method only: each one tried with a wrong password counts as an attempt, and providers lock accounts."""
        username, offered = self.server.username, self._client.server_auth_methods
        methods = {
            "xoauth2": self._client.auth_xoauth2,
            "plain": self._client.auth_plain,
            "login": self._client.auth_login,
            "cram-md5": self._client.auth_crammd5,
        }
        usable = {"xoauth2"} if self.server.auth == "xoauth2" else methods.keys() - {"xoauth2"}
        for name, method in methods.items():
            if name not in usable or name not in offered:
                continue
            try:
                await method(username, secret.reveal())
            except aiosmtplib.SMTPAuthenticationError as refused:
                if refused.code != NO_SUCH_METHOD:
                    raise
            else:
                return
        raise Unreachable(
            "smtp.method", host=self.server.host, wanted=self.server.auth, offered=sorted(offered) or ["–"]
        )

    @contextmanager
    def _worded(self) -> Iterator[None]:
        """Errors of the library become ours, and end the session: what comes next on it may answer something else.

        `from None`, here and below: the frames of a login hold the password, and a crash report would show them."""
        try:
            yield
        except BaseException as error:
            self._drop()
            if isinstance(error, (aiosmtplib.SMTPException, OSError, UnicodeError)):
                raise _unreachable(self.server, error) from None
            raise


def _path(address: str, envelope: Envelope) -> bytes:
    """As a command has it (RFC 5321 section 4.1.2). The envelope's addresses are bare and checked: the library's own
    commands would take each apart once more, which is a ninth of what sending a mail costs."""
    return f"<{address}>".encode(envelope.encoding)


def _hang_up(transport: asyncio.BaseTransport | None) -> None:
    """Closing over TLS sends our goodbye (RFC 8446 section 6.1) and then waits for the server's, with the socket open,
    longer than the event loop of a batch may live."""
    if isinstance(transport, asyncio.WriteTransport):
        transport.abort()


@asynccontextmanager
async def connect(
    server: Smtp,
    secret: Secret | None,
    *,
    timeout: float = 30.0,  # noqa: ASYNC109  # for each answer of the server; asyncio.timeout would end the batch
    stop: Callable[[], bool] = lambda: False,
) -> AsyncIterator[SmtpConnection]:
    """An open session, for one batch. `timeout` is in seconds. `secret` is None where there is no login. While it is
    being opened `stop` can end it; no mail is on its way then.

    Raises Unreachable: `smtp.host`, `smtp.gone`, `smtp.timeout`, `smtp.certificate`, `smtp.tls`,
    `smtp.no_starttls`, `smtp.login`, `smtp.method`, `smtp.busy`, `smtp.answer`; Refused `tls.ca_file`,
    `config.insecure`.
    """
    connection = SmtpConnection(server, secret, timeout)
    await _unless(stop, connection)
    try:
        yield connection
    finally:
        await connection.close()


async def _unless(stop: Callable[[], bool], connection: SmtpConnection) -> None:
    """Opens it, or raises Unreachable `smtp.timeout` as soon as `stop` says so."""
    opened = asyncio.ensure_future(connection.open())
    try:
        while not opened.done():
            await asyncio.wait({opened}, timeout=SLICE)
            if stop() and opened.cancel():
                with suppress(asyncio.CancelledError):
                    await opened
                raise unreachable(connection.server, TimeoutError("timed out"))
    finally:
        if opened.done() and not opened.cancelled():
            opened.exception()  # a signal's has ended the loop by itself, which would complain that nobody asked for it
    await opened


_Refusal = aiosmtplib.SMTPRecipientRefused | aiosmtplib.SMTPDataError | aiosmtplib.SMTPSenderRefused


def _result(refused: _Refusal) -> SendResult:
    """Raises what is no matter of this mail: a server that is closing, a sender who is not welcome, and what is no
    refusal at all: it answers something else, so the session is out of step."""
    if refused.code == CLOSING or not 400 <= refused.code < 600:
        raise refused
    if isinstance(refused, aiosmtplib.SMTPSenderRefused) and refused.code != TOO_LARGE:
        raise refused
    # a login that ended within the session speaks against no mail: the next session logs in anew
    for_good = 500 <= refused.code < 600 and refused.code not in LOGIN_WANTED
    outcome: Literal["temporary", "permanent"] = "permanent" if for_good else "temporary"
    return SendResult(outcome, _assessment(refused), refused.code, sanitised(refused.message))


def _assessment(refused: _Refusal) -> Literal["recipient", "message"]:
    """At RCPT a quota or a policy may speak as well; the class of the enhanced code (RFC 3463) tells them apart."""
    if not isinstance(refused, aiosmtplib.SMTPRecipientRefused) or refused.code in LOGIN_WANTED:
        return "message"
    enhanced = _ENHANCED.match(refused.message)
    return "recipient" if enhanced is None or enhanced["subject"] in "12" else "message"


def _unreachable(server: Smtp, error: BaseException) -> Unreachable:
    if not isinstance(error, aiosmtplib.SMTPResponseException):
        return unreachable(server, error)
    values = {"host": server.host, "code": error.code, "text": sanitised(error.message)}
    if 400 <= error.code < 500:
        return Unreachable("smtp.busy", **values)
    if isinstance(error, aiosmtplib.SMTPAuthenticationError) or error.code in LOGIN_WANTED:
        return LoginRefused("smtp.login", username=server.username, **values)
    if isinstance(error, aiosmtplib.SMTPSenderRefused):
        return Unreachable("smtp.sender", sender=error.sender, **values)
    return Unreachable("smtp.answer", **values)
