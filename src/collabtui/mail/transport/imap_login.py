"""Logging in to an IMAP server, and saying who we are to those that insist on it."""

import ast
import imaplib
import re
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version

from imapclient import IMAPClient

from collabtui.config import Imap
from collabtui.errors import LoginRefused, Unreachable
from collabtui.mail.parse.sanitise import sanitised
from collabtui.mail.transport.secrets import Secret

_PASSING = re.compile(r"\[(UNAVAILABLE|INUSE|LIMIT|SERVERBUG)\]", re.IGNORECASE)
"""Response codes of RFC 5530 that say nothing against the password, nor against the folder: it is another time's."""
_TAGGED = re.compile(r"\w+ command error: (?:NO|BAD) \[(b['\"].*)\]\Z", re.DOTALL)
"""What imaplib makes of a tagged answer."""
_BYTES = re.compile(r"""b(['"])(\\.|(?!\1)[^\\])*\1\Z""", re.DOTALL)


def log_in(client: IMAPClient, server: Imap, secret: Secret) -> None:
    """Raises Unreachable `imap.login`, `imap.busy`, `imap.in_use`, `imap.method`; what happens to the line itself, as
    it comes.

    `from None`: the frames below hold the password, and a crash report would show them."""
    try:
        _authenticate(client, server, secret)
    except UnicodeError:
        raise _no_method(client, server) from None
    except imaplib.IMAP4.error as error:
        if isinstance(error.__context__, imaplib.IMAP4.abort):  # imapclient calls a broken line a failed login
            raise imaplib.IMAP4.abort(str(error)) from None
        values = {"host": server.host, "text": server_text(error)}
        if passing := passing_refusal(**values):
            raise passing from None
        raise LoginRefused("imap.login", username=server.username, **values) from None


def passing_refusal(host: str, text: str) -> Unreachable | None:
    """The refusal that says nothing but that the server, or the mailbox, cannot be had now; None for any other."""
    code = _PASSING.search(text)
    if code is None:
        return None
    return Unreachable("imap.in_use" if code[1].upper() == "INUSE" else "imap.busy", host=host, text=text)


def _authenticate(client: IMAPClient, server: Imap, secret: Secret) -> None:
    if server.auth == "xoauth2":
        if not client.has_capability("AUTH=XOAUTH2"):
            raise _no_method(client, server)
        answers = iter([f"user={server.username}\1auth=Bearer {secret.reveal()}\1\1"])
        # a refused token comes with a second challenge, which wants an empty answer before it says no
        client.sasl_login("XOAUTH2", lambda _challenge: next(answers, ""))
    elif client.has_capability("AUTH=PLAIN"):
        client.plain_login(server.username, secret.reveal())
    elif client.has_capability("LOGINDISABLED"):
        raise _no_method(client, server)
    else:
        client.login(_quoted(server.username), secret.reveal())


def _quoted(username: str) -> str:
    """imaplib quotes the password only."""
    return '"' + username.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _no_method(client: IMAPClient, server: Imap) -> Unreachable:
    offered = [sanitised(name) for name in client.capabilities() if name.startswith((b"AUTH=", b"LOGIN"))]
    return Unreachable("imap.method", host=server.host, wanted=server.auth, offered=offered or ["–"])


def introduce(client: IMAPClient, server: Imap) -> None:
    """The ID command (RFC 2971), where it is offered: 163, 126 and yeah.net open no folder without it. Others close the
    line on a command they do not know, so it is never sent unasked."""
    if not client.has_capability("ID"):
        return
    try:
        number = version("collabtui")
    except PackageNotFoundError:  # run from the source tree
        number = "0"
    with suppress(imaplib.IMAP4.error):  # a line that broke shows at the next command
        client.id_({"name": "collabtui", "version": number, "vendor": "collabtui", "support-email": server.username})


def server_text(error: Exception) -> str:
    """The server's words in an error of imaplib, where they may stand as the repr of bytes."""
    text: str | bytes = str(error.args[0]) if error.args else ""
    if tagged := _TAGGED.match(str(text)):
        text = tagged[1]
    if _BYTES.match(str(text)):
        text = ast.literal_eval(str(text))
    return sanitised(text)
