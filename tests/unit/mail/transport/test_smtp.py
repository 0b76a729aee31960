"""Sending, against the embedded server and against servers that misbehave."""

import base64
import time
import traceback
from collections.abc import Callable
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP, default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabtui.config import Smtp
from collabtui.demo.server import MailServer
from collabtui.errors import CollabError, Refused, Unreachable
from collabtui.mail.compose.smtp_envelope import routable, seal
from collabtui.mail.parse.sanitise import LONGEST, sanitised
from collabtui.mail.transport.secrets import Secret
from collabtui.mail.transport.smtp import SendResult, connect
from collabtui.text.catalogue import Catalogue
from support.scripted_server import CERTIFICATE, Line, Scripted, commands
from support.smtp_script import LyingSmtp

ALICE, BOB = "alice@example.test", "bob@example.test"
RAW = "From: alice@example.test\r\nSubject: =?utf-8?b?5ZGo5oql?=\r\n\r\n.first\r\n..\r\n完成\r\n".encode()
SECRET = Secret("hunter2")
FREEZE = "freeze"


def embedded(server: MailServer) -> Smtp:
    return Smtp(host=server.host, port=server.smtp_port, security="none", username="alice")


def scripted(server: Scripted, **more: object) -> Smtp:
    usual = {"host": server.host, "port": server.port, "security": "none", "username": "li"}
    return Smtp.model_validate(usual | more)


async def error_of(server: Smtp, secret: Secret | None = SECRET, *, wait: float = 5) -> CollabError:
    """What a person gets to read when one mail is sent to `server`."""
    with pytest.raises(CollabError) as caught:
        async with connect(server, secret, timeout=wait) as connection:
            await connection.send(RAW, ALICE, BOB)
    for locale in ("zh", "en"):
        assert caught.value.key in Catalogue(locale)
        assert "{" not in Catalogue(locale)(caught.value.key, **caught.value.values)
    shown = "".join(traceback.TracebackException.from_exception(caught.value, capture_locals=True).format())
    assert "hunter2" not in shown
    return caught.value


# what works


async def test_a_mail_arrives_byte_for_byte(mail_server: MailServer) -> None:
    async with connect(embedded(mail_server), Secret("secret")) as connection:
        result = await connection.send(RAW, ALICE, BOB)
    assert result == SendResult("ok", "message", 250, "2.0.0 OK: delivered")
    (mail,) = mail_server.mail_for(BOB)
    assert mail.endswith(b"\r\n" + RAW)
    assert mail.startswith(b"Return-Path: <alice@example.test>\r\n")


async def test_a_refused_address_is_a_result_and_the_next_mail_goes_on_the_same_line(mail_server: MailServer) -> None:
    async with connect(embedded(mail_server), Secret("secret")) as connection:
        unknown = await connection.send(RAW, ALICE, "nobody@example.test")
        elsewhere = await connection.send(RAW, ALICE, "bob@elsewhere.test")
        good = await connection.send(RAW, ALICE, BOB)
    assert (unknown.outcome, unknown.stage, unknown.code) == ("permanent", "recipient", 550)
    assert (elsewhere.outcome, elsewhere.stage, elsewhere.code) == ("permanent", "message", 554)  # 5.7.1: a policy
    assert good.outcome == "ok"
    assert len(mail_server.mail_for(BOB)) == 1


async def test_a_mail_of_several_megabytes_arrives(mail_server: MailServer) -> None:
    raw = b"Subject: big\r\n\r\n" + b"0123456789abcdef\r\n" * 200_000
    async with connect(embedded(mail_server), Secret("secret")) as connection:
        assert (await connection.send(raw, ALICE, BOB)).outcome == "ok"
    assert mail_server.mail_for(BOB)[0].endswith(raw)


# what does not: the server and the account


async def test_a_wrong_password_is_said_to_be_one(mail_server: MailServer) -> None:
    error = await error_of(embedded(mail_server))
    assert (error.key, error.values["code"]) == ("smtp.login", 535)


async def test_a_server_that_wants_a_login_says_so(mail_server: MailServer) -> None:
    error = await error_of(embedded(mail_server), None)
    assert (error.key, error.values["code"]) == ("smtp.login", 530)


async def test_a_dead_server_is_gone_and_the_line_is_opened_again_when_it_is_back(mail_server: MailServer) -> None:
    async with connect(embedded(mail_server), Secret("secret")) as connection:
        await connection.send(RAW, ALICE, BOB)
        with mail_server.outage(), pytest.raises(Unreachable, match=r"smtp\.gone"):
            await connection.send(RAW, ALICE, BOB)
        await connection.send(RAW, ALICE, BOB)
    assert len(mail_server.mail_for(BOB)) == 2
    with mail_server.outage():
        error = await error_of(embedded(mail_server))
    assert (error.key, error.values["why"]) == ("smtp.gone", "Connection refused")


async def test_an_unknown_host_is_said_to_be_one() -> None:
    error = await error_of(Smtp(host="mail..example.test", username="li"))
    assert (error.key, error.values["host"]) == ("smtp.host", "mail..example.test")


async def test_without_encryption_no_other_machine_is_spoken_to() -> None:
    error = await error_of(Smtp(host="192.0.2.1", security="none", username="li"))
    assert (error.key, error.values) == ("config.insecure", {"key": "smtp.security", "host": "192.0.2.1"})


async def test_a_certificate_file_that_is_none_is_refused(tmp_path_factory: pytest.TempPathFactory) -> None:
    text = tmp_path_factory.mktemp("tls") / "ca.pem"
    text.write_text("no certificate")
    for path in (text, text.with_name("missing.pem")):
        error = await error_of(Smtp(host="localhost", ca_file=str(path)))
        assert isinstance(error, Refused)
        assert (error.key, error.values["path"]) == ("tls.ca_file", str(path))


def implicit(line: Line) -> None:
    line.encrypt()
    obliging(line)


def starttls(line: Line) -> None:
    line.say("220 ready")
    line.hear()
    line.say("250-hello", "250 STARTTLS")
    assert line.hear() == "STARTTLS"
    line.say("220 go")
    line.encrypt()
    session(line)


def obliging(line: Line) -> None:
    line.say("220 ready")
    session(line)


def session(line: Line, answers: dict[str, str] | None = None) -> None:
    """Does what it is asked, except that each verb of `answers` gets that answer, once; `.` is the end of the mail."""
    usual = {"EHLO": "250-hello\r\n250-AUTH PLAIN LOGIN XOAUTH2\r\n250 8BITMIME", "AUTH": "235 in", "QUIT": "221 bye"}
    special = answers if answers is not None else {}
    for command in commands(line):
        verb = command.partition(" ")[0]
        if verb == "DATA" and "DATA" not in special:
            line.say("354 go on")
            while line.hear() != ".":
                pass
            verb = "."
        if command.startswith("AUTH LOGIN"):
            line.say("334 UGFzc3dvcmQ6")
            line.hear()
        answer = special.pop(verb, "") or usual.get(verb, "250 ok")
        if answer == FREEZE:
            line.freeze()
        line.say(answer)
        if answer.startswith("421"):
            return


def answering(answers: dict[str, str]) -> Callable[[Line], None]:
    def talk(line: Line) -> None:
        line.say("220 ready")
        session(line, answers)

    return talk


@pytest.mark.parametrize(("talk", "security"), [(implicit, "tls"), (starttls, "starttls")])
async def test_a_trusted_certificate_lets_the_mail_through(talk: Callable[[Line], None], security: str) -> None:
    with Scripted(talk) as server:
        async with connect(scripted(server, security=security, ca_file=CERTIFICATE), SECRET) as connection:
            assert (await connection.send(RAW, ALICE, BOB)).outcome == "ok"


@pytest.mark.parametrize(("talk", "security"), [(implicit, "tls"), (starttls, "starttls")])
@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({}, "self-signed certificate"),
        (
            {"host": "127.0.0.1", "ca_file": CERTIFICATE},
            "IP address mismatch, certificate is not valid for '127.0.0.1'",
        ),
    ],
)
async def test_an_untrusted_certificate_gets_no_password(
    talk: Callable[[Line], None], security: str, more: dict[str, str], why: str
) -> None:
    with Scripted(talk) as server:
        error = await error_of(scripted(server, security=security, **more))
    assert (error.key, error.values["why"]) == ("smtp.certificate", why)
    assert not any("AUTH" in heard for heard in server.heard)


async def test_a_port_without_encryption_is_named(mail_server: MailServer) -> None:
    error = await error_of(embedded(mail_server).model_copy(update={"security": "tls"}))
    assert (error.key, error.values["port"]) == ("smtp.tls", mail_server.smtp_port)


async def test_no_password_goes_out_where_starttls_is_taken_off_the_list() -> None:
    with Scripted(obliging) as server:
        error = await error_of(scripted(server, security="starttls"))
    assert error.key == "smtp.no_starttls"
    assert not any("AUTH" in heard for heard in server.heard)


@pytest.mark.parametrize("verb", ["EHLO", "AUTH", "MAIL", "RCPT", "DATA", "."])
async def test_a_server_that_freezes_is_given_up_after_a_while(verb: str) -> None:
    with Scripted(answering({verb: FREEZE})) as server:
        assert (await error_of(scripted(server), wait=0.05)).key == "smtp.timeout"


async def test_a_server_that_does_not_answer_the_farewell_is_left_soon() -> None:
    with Scripted(answering({"QUIT": FREEZE})) as server:
        async with connect(scripted(server), SECRET, timeout=30) as connection:
            assert (await connection.send(RAW, ALICE, BOB)).outcome == "ok"
            begun = time.monotonic()
        assert time.monotonic() - begun < 4


async def test_a_server_that_does_not_even_greet_is_given_up() -> None:
    with Scripted(Line.freeze) as server:
        assert (await error_of(scripted(server), wait=0.05)).key == "smtp.timeout"


@pytest.mark.parametrize(
    ("answers", "key", "code"),
    [
        ({"EHLO": "421 4.3.2 too many of you"}, "smtp.busy", 421),
        ({"AUTH": "454 4.7.0 try later"}, "smtp.busy", 454),
        ({"AUTH": "534 5.7.9 Application-specific password required"}, "smtp.login", 534),
        ({"MAIL": "452 4.3.1 no room"}, "smtp.busy", 452),
        ({"MAIL": "501 mail from address must be same as authorization user"}, "smtp.sender", 501),
        ({"RCPT": "421 4.7.0 slow down"}, "smtp.busy", 421),
        ({"DATA": "421 4.7.0 slow down"}, "smtp.busy", 421),
        ({"EHLO": "250 hello"}, "smtp.method", None),
        ({"EHLO": "250-hello\r\n250 AUTH GSSAPI"}, "smtp.method", None),
        ({"DATA": "250 of another command"}, "smtp.answer", 250),
        ({".": "354 of another command"}, "smtp.answer", 354),
        ({"RCPT": "gibberish \x1b[2J\x07"}, "smtp.answer", -1),
        ({"EHLO": "554 no"}, "smtp.answer", 554),
        ({".": "550-no\r\n250 yes"}, "smtp.answer", -1),
        ({".": "250-yes\r\n550 no"}, "smtp.answer", -1),
        ({".": "2500 yes"}, "smtp.answer", -1),
        ({".": "250yes"}, "smtp.answer", -1),
        ({"RCPT": "451-later\r\n250 yes"}, "smtp.answer", -1),
    ],
)
async def test_what_the_server_has_against_us_is_no_matter_of_one_mail(
    answers: dict[str, str], key: str, code: int | None
) -> None:
    with Scripted(answering({"HELO": answers.get("EHLO", "")} | answers)) as server:
        error = await error_of(scripted(server))
    assert (error.key, error.values.get("code")) == (key, code)
    assert "\x1b" not in str(error.values.get("text"))


async def test_a_greeting_that_refuses_service_is_shown() -> None:
    with Scripted(lambda line: line.say("554 no mail here")) as server:
        error = await error_of(scripted(server))
    assert (error.key, error.values["text"]) == ("smtp.answer", "no mail here")


# what does not: one mail


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"RCPT": "550 5.1.1 unknown"}, ("permanent", "recipient", 550)),
        ({"RCPT": "550 no such user"}, ("permanent", "recipient", 550)),
        ({"RCPT": "552 5.2.2 mailbox full"}, ("permanent", "recipient", 552)),
        ({"RCPT": "550 5.4.5 daily quota exceeded"}, ("permanent", "message", 550)),
        ({"RCPT": "450 4.2.0 greylisted"}, ("temporary", "recipient", 450)),
        ({"RCPT": "451 4.7.1 try later"}, ("temporary", "message", 451)),
        ({"RCPT": "530 authentication required"}, ("temporary", "message", 530)),  # the session's, not the person's
        ({"RCPT": "535 5.1.0 login expired"}, ("temporary", "message", 535)),
        ({"DATA": "530 5.7.0 authentication required"}, ("temporary", "message", 530)),
        ({".": "538 5.7.11 encryption required"}, ("temporary", "message", 538)),
        ({"MAIL": "552 5.3.4 too large"}, ("permanent", "message", 552)),
        ({"DATA": "554 5.7.1 spam"}, ("permanent", "message", 554)),
        ({"DATA": "451 4.3.0 try later"}, ("temporary", "message", 451)),
        ({".": "554 5.6.0 not like this"}, ("permanent", "message", 554)),
        ({".": "452 4.3.1 no room"}, ("temporary", "message", 452)),
        ({".": "550-5.7.1 not like this\r\n554 at all"}, ("permanent", "message", 554)),
    ],
)
async def test_what_the_server_has_against_one_mail_is_its_result(
    answers: dict[str, str], expected: tuple[str, str, int]
) -> None:
    with Scripted(answering(answers)) as server:
        async with connect(scripted(server), SECRET) as connection:
            result = await connection.send(RAW, ALICE, BOB)
            after = await connection.send(RAW, ALICE, BOB)
    assert (result.outcome, result.stage, result.code) == expected
    assert after.outcome == "ok"
    assert len(server.lines) == 1


async def test_a_server_that_ends_the_session_between_mails_is_called_again() -> None:
    closing = {"MAIL": ""}
    with Scripted(answering(closing)) as server:
        async with connect(scripted(server), SECRET) as connection:
            first = await connection.send(RAW, ALICE, BOB)
            closing["MAIL"] = "421 4.7.0 enough for one session"
            second = await connection.send(RAW, ALICE, BOB)
    assert (first.outcome, second.outcome) == ("ok", "ok")
    assert len(server.lines) == 2


async def test_a_server_that_refuses_one_mail_twice_gets_the_next_in_another_session() -> None:
    answers = {"RCPT": "550 5.1.1 unknown\r\n550 5.1.1 unknown"}
    with Scripted(answering(answers)) as server:
        async with connect(scripted(server), SECRET) as connection:
            first = await connection.send(RAW, ALICE, BOB)
            second = await connection.send(RAW, ALICE, BOB)
    assert (first.outcome, second.outcome) == ("permanent", "ok")
    assert len(server.lines) == 2


async def test_a_server_that_ends_the_session_at_the_first_mail_is_not() -> None:
    with Scripted(answering({"MAIL": "421 4.7.0 go away"})) as server:
        assert (await error_of(scripted(server))).key == "smtp.busy"
    assert len(server.lines) == 1


# what comes before its time


def saying_early(answer: str, place: str) -> Callable[[Line], None]:
    """Answers a mail before its end: in one piece with `354`, right behind it, or once its first line is there."""

    def talk(line: Line) -> None:
        line.say("220 ready")
        for command in commands(line):
            if command != "DATA":
                line.say("221 bye" if command == "QUIT" else "250 8BITMIME")
                continue
            line.say(f"354 go on\r\n{answer}" if place == "with 354" else "354 go on")
            if place == "behind 354":
                line.say(answer)
            if place == "in the mail":
                line.hear()
                line.say(answer)
            while (text := line.hear()) != ".":
                if not text and line.is_over:
                    return
            line.say("451 4.3.0 nothing was taken")

    return talk


LONG = b"Subject: long\r\n\r\n" + b"0123456789abcdef\r\n" * 600_000
"""More than the system keeps for a server that does not read."""
EARLY = [("with 354", RAW), ("behind 354", LONG), ("in the mail", LONG)]
"""Behind the word to begin it comes while a long mail is on its way; a short one may have left by then."""


@pytest.mark.parametrize(("place", "raw"), EARLY, ids=["with 354", "behind 354", "in the mail"])
async def test_a_yes_before_the_end_of_a_mail_is_none(place: str, raw: bytes) -> None:
    with Scripted(saying_early("250 taken", place)) as server:
        async with connect(scripted(server), None) as connection:
            with pytest.raises(Unreachable) as caught:
                await connection.send(raw, ALICE, BOB)
    assert caught.value.key == "smtp.answer"
    assert "250" in f"{caught.value.values['code']} {caught.value.values['text']}"


@pytest.mark.parametrize(("place", "raw"), EARLY, ids=["with 354", "behind 354", "in the mail"])
async def test_a_refusal_may_come_before_the_end_and_is_that_mails(place: str, raw: bytes) -> None:
    """It would be offered for ever, and all others behind it."""
    with Scripted(saying_early("552 5.3.4 too large", place)) as server:
        async with connect(scripted(server), None) as connection:
            result = await connection.send(raw, ALICE, BOB)
    assert (result.outcome, result.stage, result.code) == ("permanent", "message", 552)
    assert "5.3.4 too large" in result.text


# what is said


async def said_to_server(answers: dict[str, str], *mails: tuple[bytes, str], **more: object) -> list[str]:
    with Scripted(answering(answers)) as server:
        async with connect(scripted(server, **more), SECRET) as connection:
            for raw, recipient in mails:
                await connection.send(raw, ALICE, recipient)
    return server.heard


async def test_one_login_serves_the_whole_batch() -> None:
    heard = await said_to_server({}, *[(RAW, BOB)] * 3)
    assert len([line for line in heard if line.startswith("AUTH")]) == 1
    assert heard[0] == "EHLO [127.0.0.1]"


async def test_a_wrong_password_is_tried_once_because_providers_count() -> None:
    with Scripted(answering({"AUTH": "535 5.7.8 no"})) as server:
        await error_of(scripted(server))
    assert len([line for line in server.heard if line.startswith("AUTH")]) == 1


async def test_a_method_that_is_offered_and_not_known_is_followed_by_the_next() -> None:
    heard = await said_to_server({"AUTH": "504 5.5.4 not implemented"})
    assert [line.split(" ")[1] for line in heard if line.startswith("AUTH")] == ["PLAIN", "LOGIN"]


async def test_an_access_token_goes_out_as_xoauth2() -> None:
    heard = await said_to_server({}, auth="xoauth2")
    (login,) = [line for line in heard if line.startswith("AUTH XOAUTH2 ")]
    assert base64.b64decode(login.split(" ")[2]) == b"user=li\x01auth=Bearer hunter2\x01\x01"


async def test_a_refused_token_is_a_refused_login() -> None:
    def talk(line: Line) -> None:
        line.say("220 ready")
        line.hear()
        line.say("250-hello", "250 AUTH XOAUTH2")
        line.hear()
        line.say("334 eyJzdGF0dXMiOiI0MDEifQ==")
        assert line.hear() == ""
        line.say("535 5.7.8 token expired")

    with Scripted(talk) as server:
        error = await error_of(scripted(server, auth="xoauth2"))
    assert (error.key, error.values["text"]) == ("smtp.login", "5.7.8 token expired")


ALL = {"EHLO": "250-hello\r\n250-AUTH PLAIN\r\n250-SIZE 2000\r\n250-8BITMIME\r\n250 SMTPUTF8"}
ASCII = b"Subject: hello\r\n\r\nhello\r\n"


@pytest.mark.parametrize(
    ("raw", "recipient", "options", "to"),
    [
        (ASCII, BOB, f"SIZE={len(ASCII)}", BOB),
        (RAW, BOB, f"SIZE={len(RAW)} BODY=8BITMIME", BOB),
        (ASCII, "王芳@example.test", f"SIZE={len(ASCII)} SMTPUTF8", "王芳@example.test"),
        (ASCII, "li@例子.test", f"SIZE={len(ASCII)}", "li@xn--fsqu00a.test"),
    ],
)
async def test_extensions_are_asked_for_where_they_are_needed(
    raw: bytes, recipient: str, options: str, to: str
) -> None:
    heard = await said_to_server(dict(ALL), (raw, recipient))
    mail, rcpt = (line.encode("latin-1").decode() for line in heard if line.startswith(("MAIL", "RCPT")))
    assert mail == f"MAIL FROM:<{ALICE}> {options}"
    assert rcpt == f"RCPT TO:<{to}>"


@pytest.mark.parametrize("capabilities", [("8BITMIME",), ()])
async def test_a_server_that_takes_no_eighth_bit_gets_none_and_the_same_words(capabilities: tuple[str, ...]) -> None:
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = "周报"
    mail.set_content("完成\r\n")
    mail.add_alternative("<p>完成</p>\r\n", subtype="html")
    smtp = LyingSmtp()
    smtp.capabilities = capabilities
    with Scripted(smtp) as server:
        async with connect(scripted(server, username=""), None) as connection:
            assert (await connection.send(mail.as_bytes(), ALICE, BOB)).outcome == "ok"
    (taken,) = smtp.mails
    assert taken.isascii() is not bool(capabilities)
    words = [part.get_content() for part in message_from_bytes(taken, policy=default).walk() if not part.is_multipart()]
    assert words == ["完成\r\n", "<p>完成</p>\r\n"]


async def test_what_the_server_does_not_offer_is_not_asked_for() -> None:
    heard = await said_to_server({"EHLO": "250-hello\r\n250 AUTH PLAIN"}, (RAW, BOB))
    assert f"MAIL FROM:<{ALICE}>" in heard


@pytest.mark.parametrize(
    ("size", "recipient", "expected"),
    [
        (9, "王芳@example.test", ("permanent", "recipient", 553, "5.6.7 王芳@example.test")),
        (2001, BOB, ("permanent", "message", 552, "5.3.4 2001 > 2000")),
        (9, "bob", ("permanent", "recipient", 553, "5.1.3 bob")),
        (9, "a@b> SIZE=1", ("permanent", "recipient", 553, "5.1.3 a@b> SIZE=1")),
        (9, "a@b\r\nDATA", ("permanent", "recipient", 553, "5.1.3 a@b DATA")),
        (9, "Bob <bob@example.test>", ("permanent", "recipient", 553, "5.1.3 Bob <bob@example.test>")),
    ],
)
async def test_what_cannot_go_out_is_refused_without_a_word(
    size: int, recipient: str, expected: tuple[str, str, int, str]
) -> None:
    answers = {"EHLO": "250-hello\r\n250-AUTH PLAIN\r\n250 SIZE 2000"}
    with Scripted(answering(answers)) as server:
        async with connect(scripted(server), SECRET) as connection:
            result = await connection.send(b"x" * size, ALICE, recipient)
    assert (result.outcome, result.stage, result.code, result.text) == expected
    assert [line.split(" ")[0] for line in server.heard if line] == ["EHLO", "AUTH", "QUIT"]


@pytest.mark.parametrize("limit", ["9" * 5000, "²", "0", "x"], ids=lambda value: value[:5])
async def test_a_size_that_is_no_number_is_no_limit(limit: str) -> None:
    with Scripted(answering({"EHLO": f"250-hello\r\n250-AUTH PLAIN\r\n250 SIZE {limit}"})) as server:
        async with connect(scripted(server), SECRET) as connection:
            assert (await connection.send(RAW, ALICE, BOB)).outcome == "ok"


async def test_a_sender_that_is_no_address_is_no_matter_of_the_recipient() -> None:
    with Scripted(answering({})) as server:
        async with connect(scripted(server), SECRET) as connection:
            with pytest.raises(Unreachable, match=r"smtp\.sender"):
                await connection.send(RAW, "a@b\r\nDATA", BOB)


@given(st.text(max_size=30) | st.from_regex(r"\S+@\S+", fullmatch=True))
def test_an_address_fits_a_command_or_is_none(text: str) -> None:
    try:
        address = routable(text)
    except ValueError:
        return
    assert not any(character.isspace() or character in "<>\0" for character in address)
    assert address.count("@") == 1
    assert seal(b"", address, address).recipient == address


@given(st.text(max_size=300) | st.binary(max_size=300))
def test_what_a_server_says_is_one_printable_line(text: str | bytes) -> None:
    line = sanitised(text)
    assert line.isprintable()
    assert len(line) <= LONGEST
    assert sanitised("\x1b]0;owned\x07 550 no\r\n such user.") == "]0;owned 550 no such user"
