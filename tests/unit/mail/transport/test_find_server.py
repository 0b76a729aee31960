"""Mail servers that are found: which port and which encryption answer, and what of a certificate a person is shown."""

import hashlib
import ssl
from base64 import b64decode
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from collabtui.config import Imap, Smtp
from collabtui.errors import Refused, Unreachable
from collabtui.mail.transport import find_server as module
from collabtui.mail.transport import smtp
from collabtui.mail.transport.find_server import Candidate, Trusted, find_server, usual_candidates
from collabtui.mail.transport.secrets import Which
from support.ports import free_port
from support.scripted_server import CERTIFICATE, TLS, Line, Scripted

OTHER = TLS / "other.pem"
"""Another certificate for `localhost`."""


def _encoded(path: str | Path) -> str:
    """As the configuration keeps a certificate."""
    return "".join(Path(path).read_text().splitlines()[1:-1])


OWN = _encoded(CERTIFICATE)


def imaps(line: Line) -> None:
    line.encrypt()
    line.say("* OK here")
    line.hear()


def imap_with_starttls(line: Line) -> None:
    line.say("* OK here")
    assert line.hear() == "a STARTTLS"
    line.say("* a word between", "a OK go on")
    line.encrypt()
    line.hear()


def submission(line: Line) -> None:
    line.say("220 here")
    assert line.hear().startswith("EHLO")
    line.say("250-here", "250-SIZE 1000", "250 STARTTLS")
    assert line.hear() == "STARTTLS"
    line.say("220 go on")
    line.encrypt()
    line.hear()


def plain_smtp(line: Line) -> None:
    line.say("220 here")
    while line.hear():
        line.say("502 not here")


@pytest.mark.parametrize(
    ("which", "talk", "security"),
    [("imap", imaps, "tls"), ("imap", imap_with_starttls, "starttls"), ("smtp", submission, "starttls")],
)
def test_one_that_answers_as_asked_is_found(which: Which, talk: Callable[[Line], None], security: str) -> None:
    with Scripted(talk) as server:
        (candidate,) = usual_candidates(which, ["localhost"], server.port, security)
        found = find_server(which, [candidate], Trusted(CERTIFICATE))
    assert found == (*candidate, True, None)


@pytest.mark.parametrize("which", ["imap", "smtp"])
@pytest.mark.parametrize("talk", [Line.freeze, Line.hang_up, lambda line: line.say("HTTP/1.1 400 Bad")])
def test_what_is_no_mail_server_is_not_found(
    which: Which, talk: Callable[[Line], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "ANSWER", 0.2)
    with Scripted(talk) as server:
        assert find_server(which, [Candidate("localhost", server.port, "starttls")]) is None


def test_one_without_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def without_end(line: Line) -> None:
        line.say("250-" + "x" * 100_000)
        line.hear()

    monkeypatch.setattr(module, "ANSWER", 0.2)
    with Scripted(without_end) as server:
        assert find_server("smtp", [Candidate("localhost", server.port, "starttls")]) is None


def test_where_nobody_listens_the_next_one_is_taken() -> None:
    with Scripted(imap_with_starttls) as server:
        wanted = [Candidate("localhost", free_port(), "tls"), Candidate("localhost", server.port, "starttls")]
        found = find_server("imap", wanted, Trusted(CERTIFICATE))
    assert found is not None
    assert found[:3] == wanted[1]


def test_this_machine_may_be_spoken_to_without_encryption_and_no_other() -> None:
    with Scripted(plain_smtp) as server:
        wanted = [Candidate("localhost", server.port, "starttls"), Candidate("localhost", server.port, "none")]
        found = find_server("smtp", wanted)
    assert found == (*wanted[1], True, None)
    assert {one.security for one in usual_candidates("smtp", ["mail.example.test"], None, "")} == {"starttls", "tls"}
    assert usual_candidates("smtp", ["mail.example.test"], 25, "none") == []


def test_there_too_encryption_goes_first_if_somebody_trusts_its_certificate() -> None:
    """A server that takes no login without it is no use otherwise."""

    def both(line: Line) -> None:
        line.say("* OK here")
        if line.hear() == "a STARTTLS":
            line.say("a OK go on")
            line.encrypt()
            line.hear()

    with Scripted(both) as server:
        wanted = [Candidate("localhost", server.port, "starttls"), Candidate("localhost", server.port, "none")]
        found = find_server("imap", wanted)
    assert found is not None
    assert found.security == "starttls"
    assert found.certificate is not None


def test_the_usual_ports_are_tried_and_what_was_typed_is_kept_to() -> None:
    assert [one[1:] for one in usual_candidates("smtp", ["h"], None, "")] == [(587, "starttls"), (465, "tls")]
    assert [one[1:] for one in usual_candidates("imap", ["h"], None, "")] == [(993, "tls"), (143, "starttls")]
    assert [one[1:] for one in usual_candidates("imap", ["h"], None, "starttls")] == [(143, "starttls")]
    assert [one[1:] for one in usual_candidates("smtp", ["h"], 2525, "")] == [(2525, "starttls"), (2525, "tls")]
    assert [one.host for one in usual_candidates("imap", ["a", "b"], 993, "tls")] == ["a", "b"]


def test_a_certificate_that_nobody_vouches_for_is_shown_and_holds_once_it_is_trusted() -> None:
    with Scripted(imaps) as server:
        wanted = [Candidate("localhost", server.port, "tls")]
        found = find_server("imap", wanted)
        assert found is not None
        assert not found.is_trusted
        shown = found.certificate
        assert shown is not None
        assert (shown.owner, shown.encoded) == ("collabtui tests", OWN)
        assert shown.fingerprint.replace(":", "").lower() == hashlib.sha256(b64decode(OWN)).hexdigest()
        assert shown.until == date(2120, 1, 1)
        again = find_server("imap", wanted, Trusted(certificate=shown.encoded))
    assert again == (*wanted[0], True, None)


def test_one_of_another_host_is_not_offered() -> None:
    """It could not be trusted away: the name is held against it all the same."""
    with Scripted(imaps) as server:
        found = find_server("imap", [Candidate("127.0.0.1", server.port, "tls")])
    assert found is not None
    assert (found.is_trusted, found.certificate) == (False, None)


async def test_who_trusts_one_certificate_trusts_no_other() -> None:
    """Another one of the same name is refused by the worker as by the set-up, until somebody has seen it."""

    def changed(line: Line) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(OTHER, TLS / "other.key")
        line._file.close()
        line._socket = context.wrap_socket(line._socket, server_side=True)
        line._file = line._socket.makefile("rb")
        line.say("220 here")
        line.hear()

    with Scripted(changed) as server:
        found = find_server("smtp", [Candidate("localhost", server.port, "tls")], Trusted(certificate=OWN))
        assert found is not None
        assert found.certificate is not None
        assert found.certificate.encoded == _encoded(OTHER)
        with pytest.raises(Unreachable) as caught:
            async with smtp.connect(Smtp(host="localhost", port=server.port, security="tls", certificate=OWN), None):
                pass
    assert caught.value.key == "smtp.certificate"


def test_what_is_no_certificate_in_the_configuration_is_said() -> None:
    with pytest.raises(Refused) as caught:
        find_server("imap", [], Trusted(certificate="AAAA"))
    assert caught.value.key == "tls.certificate"
    assert Imap(host="h", certificate=OWN).certificate == OWN
