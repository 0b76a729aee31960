"""Errors of IMAP: a server's refusals, and what happens to the line, in terms for people."""

import imaplib
from collections.abc import Iterator
from contextlib import contextmanager

from collabtui.config import Imap
from collabtui.errors import Refused, Unreachable
from collabtui.mail.transport.imap_login import server_text
from collabtui.mail.transport.tls import unreachable


class Declined(Unreachable):
    """The server said no, or something that nobody understands; the session goes on."""


@contextmanager
def worded(server: Imap) -> Iterator[None]:
    """Errors of the library become ours: Unreachable `imap.gone`, `imap.timeout`, `imap.tls`, and Declined
    `imap.answer`."""
    try:
        yield
    except imaplib.IMAP4.abort as error:  # the line broke; not an OSError, but a kind of IMAP4.error
        raise Unreachable("imap.gone", host=server.host, port=server.port, why=server_text(error)) from None
    except OSError as error:
        raise unreachable(server, error) from None
    except (MemoryError, OverflowError):  # a literal that no memory holds: where the next answer begins is lost
        why = Refused("imap.too_large")
        raise Unreachable("imap.gone", host=server.host, port=server.port, why=why) from None
    except RecursionError:
        raise Declined("imap.answer", host=server.host, text=Refused("imap.nested")) from None
    except (imaplib.IMAP4.error, ValueError) as error:
        raise Declined("imap.answer", host=server.host, text=server_text(error)) from None
