"""TLS to a mail server: its certificate is verified, and what a connection that fails means to a person."""

import os
import socket
import ssl
from base64 import b64decode

from collabtui.config import Imap, Server
from collabtui.encryption_required import refuse_unencrypted
from collabtui.errors import Refused, Unreachable
from collabtui.mail.parse.sanitise import sanitised
from collabtui.system.real_path import expanded_path


def client_context(server: Server) -> ssl.SSLContext:
    """Verifies the certificate and the host name, against the system's authorities, `ca_file` and `certificate`.

    Raises Refused `tls.ca_file` (path, why), `tls.certificate` (why)."""
    return context_with(server.ca_file, server.certificate)


def context_with(ca_file: str, certificate: str = "") -> ssl.SSLContext:
    """The same; `ca_file` is empty where there is no private CA, `certificate` where no server's own is trusted."""
    context = ssl.create_default_context()
    if ca_file:
        path = expanded_path(ca_file)
        try:
            context.load_verify_locations(path)
        except OSError as error:  # ssl.SSLError is one
            raise Refused("tls.ca_file", path=str(path), why=_why(error)) from error
    if certificate:
        try:
            context.load_verify_locations(cadata=b64decode(certificate, validate=True))
        except (ValueError, ssl.SSLError) as error:
            raise Refused("tls.certificate", why=_why(error)) from error
        # else one that an unknown authority signed would not do, though it is the very one that is trusted
        context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    return context


def check_server(server: Server) -> None:
    """Check of the configuration that needs no connection.

    The file was checked where it was read, but a configuration that was just typed in has to pass here as well. Raises
    Refused `config.insecure`; Unreachable `<protocol>.host` for a name that no server can have."""
    refuse_unencrypted(server, f"{protocol(server)}.security")
    try:
        server.host.encode("idna")
    except UnicodeError as error:
        raise unreachable(server, error) from None


def protocol(server: Server) -> str:
    """The section of the configuration; the keys of its errors start with it."""
    return "imap" if isinstance(server, Imap) else "smtp"


def unreachable(server: Server, error: BaseException) -> Unreachable:
    """The error of a connection, told apart by what a person can do: `<protocol>.certificate`, `.tls`, `.host`,
    `.timeout` or `.gone`, each with host, port and why."""
    error = _innermost(error)
    match error:
        case ssl.SSLCertVerificationError():
            kind, why = "certificate", error.verify_message
        case ssl.SSLEOFError() | ssl.SSLZeroReturnError():
            kind, why = "gone", _why(error)
        case ssl.SSLError():
            kind, why = "tls", _why(error)
        case socket.gaierror() | UnicodeError():
            kind, why = "host", _why(error)
        case TimeoutError():
            kind, why = "timeout", _why(error)
        case _:
            kind, why = "gone", _why(error)
    return Unreachable(f"{protocol(server)}.{kind}", host=server.host, port=server.port, why=sanitised(why))


def _innermost(error: BaseException) -> BaseException:
    """The libraries wrap what the system said; the system's own word is the precise one."""
    while isinstance(error.__cause__, OSError):
        error = error.__cause__
    return error


def _why(error: BaseException) -> str:
    if isinstance(error, ssl.SSLError):
        return error.reason or str(error)
    if isinstance(error, OSError) and error.errno and not isinstance(error, socket.gaierror):
        return os.strerror(error.errno)
    return (isinstance(error, OSError) and error.strerror) or str(error) or type(error).__name__
