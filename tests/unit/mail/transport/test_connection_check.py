"""The connection tried step by step, as `doctor` shows it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from collabtui.check_step import CheckStep
from collabtui.config import Config, Imap, Organiser, Reply, Server, Smtp
from collabtui.demo.server import MailServer
from collabtui.errors import Refused
from collabtui.mail.classify.mail_kind import kind_of
from collabtui.mail.parse.message import read as parse_message
from collabtui.mail.transport.connection_check import check_connection
from collabtui.mail.transport.secrets import Secret, Which
from collabtui.text.catalogue import Catalogue

NOW = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)
BOB = "bob@example.test"
CONNECTING = [
    "check.smtp.connect",
    "check.smtp.login",
    "check.imap.connect",
    "check.imap.login",
    "check.imap.folder",
    "check.imap.idle",
]
RESULTS = b"Authentication-Results: mx.example.test; dkim=pass\r\n"
ROUND_TRIP = ["check.sent", "check.arrived", "check.clock", "check.subaddress"]


def secret(server: Server, which: Which) -> Secret:
    del server, which
    return Secret("secret")


def configuration(server: MailServer, *, email: str = BOB, reply: Reply | None = None, folder: str = "INBOX") -> Config:
    return Config(
        organiser=Organiser(name="Bob", email=email),
        smtp=Smtp(host=server.host, port=server.smtp_port, security="none", username="bob"),
        imap=Imap(host=server.host, port=server.imap_port, security="none", username="bob", folder=folder),
        reply=reply or Reply(),
    )


def check(
    config: Config,
    ask: Callable[[Server, Which], Secret | None] = secret,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    patience: float = 10,
) -> list[CheckStep]:
    steps = list(check_connection(config, ask, clock=clock, token="t0k3n", patience=patience))
    for step in steps:
        for locale in ("zh", "en"):
            words = Catalogue(locale)
            assert step.key in words
            assert "{" not in words(step.key, **step.values)
            assert not step.error or (step.error.key in words and "{" not in words(step.error.key, **step.error.values))
    return steps


def failure(steps: list[CheckStep]) -> tuple[list[str], str, str]:
    """The steps that worked, the one that did not, and why."""
    *good, bad = steps
    assert all(step.ok for step in good)
    assert bad.error is not None
    return [step.key for step in good], bad.key, bad.error.key


def test_a_working_account_passes_every_step(mail_server: MailServer) -> None:
    steps = check(configuration(mail_server))
    assert [step.key for step in steps if step.ok] == CONNECTING + ROUND_TRIP
    assert len(steps) == len(CONNECTING + ROUND_TRIP)
    delivered = b"".join(mail_server.mail_for(BOB))
    assert b"Delivered-To: bob+t0k3n@example.test" in delivered
    assert delivered.count(b"Auto-Submitted: auto-generated") == 2
    trials = [parse_message(mail) for mail in mail_server.mail_for(BOB)]
    kinds = {kind_of(mail, own_address=BOB, known_ids=()) for mail in trials}
    assert kinds == {("own", "our-mail")}, "the Inbox does not show them"


def test_the_round_trip_is_told_from_mail_that_arrives_beside_it(mail_server: MailServer) -> None:
    for number in range(5):
        mail_server.deliver(BOB, f"Subject: other {number}\r\n\r\n".encode())
    assert all(step.ok for step in check(configuration(mail_server)))


def test_a_dead_server_stops_at_the_first_step(mail_server: MailServer) -> None:
    with mail_server.outage():
        steps = check(configuration(mail_server))
    assert [(step.key, step.error and step.error.key) for step in steps] == [
        ("check.smtp.connect", "smtp.gone"),
        ("check.imap.connect", "imap.gone"),
    ]


def test_a_wrong_password_shows_at_the_login(mail_server: MailServer) -> None:
    steps = check(configuration(mail_server), lambda _, __: Secret("wrong"))
    assert [(step.key, step.error and step.error.key) for step in steps] == [
        ("check.smtp.connect", None),
        ("check.smtp.login", "smtp.login"),
        ("check.imap.connect", None),
        ("check.imap.login", "imap.login"),
    ]
    assert [step.error.wants for step in steps if step.error] == ["login", "login"]


def test_a_missing_password_is_a_step_of_its_own(mail_server: MailServer) -> None:
    def ask(server: Server, which: Which) -> Secret:
        if which == "imap":
            raise Refused("secrets.empty", key="imap.password_command")
        return secret(server, which)

    assert failure(check(configuration(mail_server), ask)) == (CONNECTING[:2], "check.imap.password", "secrets.empty")


@pytest.mark.parametrize("protocol", ["smtp", "imap"])
def test_a_port_without_encryption_shows_at_encryption(mail_server: MailServer, protocol: str) -> None:
    config = configuration(mail_server)
    server = getattr(config, protocol).model_copy(update={"security": "tls"})
    steps = check(config.model_copy(update={protocol: server}))
    (bad,) = [step for step in steps if step.error]
    assert bad.key == f"check.{protocol}.tls"
    assert steps[steps.index(bad) - 1].key == f"check.{protocol}.connect"


def test_a_wrong_folder_shows_at_the_folder(mail_server: MailServer) -> None:
    steps = check(configuration(mail_server, folder="Nope"))
    assert failure(steps) == (CONNECTING[:4], "check.imap.folder", "imap.folder")


def test_an_address_that_the_server_does_not_know_shows_at_sending(mail_server: MailServer) -> None:
    steps = check(configuration(mail_server, email="nobody@example.test", reply=Reply(subaddress=False)))
    assert failure(steps) == (CONNECTING, "check.sent", "check.refused")


def test_a_mail_that_goes_elsewhere_is_said_to_be_lost(mail_server: MailServer) -> None:
    steps = check(configuration(mail_server, email="alice@example.test", reply=Reply(subaddress=False)), patience=0.5)
    assert failure(steps) == ([*CONNECTING, "check.sent"], "check.arrived", "check.lost")


def test_an_address_with_a_tag_that_does_not_arrive_is_told_apart(
    mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mail_server._accounts, "owner", {BOB: BOB}.get)
    steps = check(configuration(mail_server), patience=0.5)
    assert failure(steps) == ([*CONNECTING, *ROUND_TRIP[:3]], "check.subaddress", "check.subaddress_lost")
    assert "subaddress = false" in Catalogue("en")("check.subaddress_lost", address="x")


@pytest.mark.parametrize(
    ("minutes", "key"), [(0, None), (1, None), (3, "check.clock_wrong"), (-3, "check.clock_wrong")]
)
def test_a_clock_that_is_off_is_told(minutes: int, key: str | None) -> None:
    with MailServer([BOB], "secret", clock=lambda: NOW) as server:
        steps = check(configuration(server), clock=lambda: NOW + timedelta(minutes=minutes))
    (clock,) = [step for step in steps if step.key == "check.clock"]
    assert (clock.error and clock.error.key) == key
    assert clock.values == {"seconds": abs(minutes) * 60}


@pytest.mark.parametrize(
    ("header", "configured", "key", "error"),
    [
        (b"Authentication-Results: mx.example.test; dkim=pass\r\n", "", "check.authserv_offered", None),
        (b"Authentication-Results: mx.example.test; dkim=pass\r\n", "mx.example.test", "check.authserv", None),
        (
            b"Authentication-Results: mx.example.test; dkim=pass\r\n",
            "mx.other",
            "check.authserv",
            "check.authserv_other",
        ),
        (b"", "mx.other", "check.authserv", "check.authserv_other"),
    ],
)
def test_whose_authentication_results_arrive_is_told(
    mail_server: MailServer,
    monkeypatch: pytest.MonkeyPatch,
    header: bytes,
    configured: str,
    key: str,
    error: str | None,
) -> None:
    smtp = mail_server._smtp
    deliver = smtp._deliver
    monkeypatch.setattr(smtp, "_deliver", lambda recipient, raw: deliver(recipient, header + raw))
    steps = check(configuration(mail_server, reply=Reply(subaddress=False, authserv_id=configured)))
    assert (steps[-1].key, steps[-1].error and steps[-1].error.key) == (key, error)
    assert "mx.example.test" in str(steps[-1].values) or not header


def test_who_says_stop_gets_no_test_mail(mail_server: MailServer) -> None:
    seen: list[str] = []
    config = configuration(mail_server)
    steps = check_connection(
        config, secret, clock=lambda: NOW, token="t0k3n", stop=lambda: seen == CONNECTING, patience=5
    )
    seen.extend(step.key for step in steps)
    assert seen == CONNECTING
    assert mail_server.mail_for(BOB) == []
