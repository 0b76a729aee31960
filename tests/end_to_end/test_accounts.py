"""Two accounts and a shared one on Dovecot and Postfix: who writes from where, which mailbox is read, and what goes on
while one of them does not work. With the commands on a file, and with workers on an organisation's database."""

import email
import signal
import subprocess
import time
from collections.abc import Callable
from email.message import EmailMessage
from email.policy import SMTP, default
from pathlib import Path

import pytest

from mailbed.bed import Mailbed
from support.ports import free_port
from support.real_home import Terminal
from support.real_home import terminal as terminal

pytestmark = pytest.mark.mailbed
PATIENCE = 60.0
"""Seconds."""
ALICE, HERS, SHARED = "alice@example.test", "dave@example.test", "erin@example.test"
BEFORE, AFTER = "2026-02-27T10:00+08:00", "2026-03-02T16:00+08:00"
NOTES = "a: 提供接口文档 @张伟 截止3月6日 交付:接口文档\n"
both = pytest.mark.parametrize("terminal", ["sqlite", "postgresql"], indirect=True)


def agenda(title: str) -> str:
    return (
        f"---\ntitle: {title}例会\nstart: 2026-03-02 14:00\nmatter: {title}\nparticipants: [张伟]\n---\n"
        "## 议程\n- 10m 开场\n"
    )


@pytest.fixture
def office(terminal: Terminal, mailbed: Mailbed, tmp_path: Path) -> Terminal:
    """X-2026-001 is of Dave, X-2026-002 of the shared mailbox, X-2026-003 of the configuration; the invitations of each
    are out, and the mails with the minutes wait."""
    (tmp_path / "notes.txt").write_text(NOTES, encoding="utf-8")
    terminal(["person", "add", "张伟", ALICE, "--department", "研发部"], now=BEFORE)
    terminal(["person", "add", "Dave", HERS, "--locale", "en"], now=BEFORE)
    for name, address, more in (("dave", HERS, ["--person", HERS]), ("pmo", SHARED, ["--sender", "项目办"])):
        terminal(["account", "add", name, "--email", address, *ends(mailbed), *more], now=BEFORE)
        for end in ("SMTP", "IMAP"):
            terminal.environ[f"COLLABTUI_{end}_PASSWORD_{name.upper()}"] = mailbed.password
    for number, (title, account) in enumerate((("新品上线", "dave"), ("搬迁", "pmo"), ("审计", "")), 1):
        ref, file = f"M{number}", tmp_path / f"{number}.md"
        file.write_text(agenda(title), encoding="utf-8")
        terminal(["meeting", "new", "--file", str(file)], now=BEFORE)
        if account:
            terminal(["matter", "edit", f"X-2026-00{number}", "--account", account], now=BEFORE)
        terminal(["meeting", "invite", ref, "--queue-only"], now=BEFORE)
    terminal("sync --accounts all", now=BEFORE)
    for ref in ("M1", "M2", "M3"):
        terminal(["meeting", "record", ref, "--file", str(tmp_path / "notes.txt")], now=AFTER)
        terminal(["meeting", "minutes", ref, "--send", "--queue-only"], now=AFTER)
    return terminal


def ends(mailbed: Mailbed, imap_port: int = 0) -> list[str]:
    return [
        *("--smtp-host", "127.0.0.1", "--smtp-port", str(mailbed.ports["submission"]), "--smtp-security", "starttls"),
        *("--imap-host", "127.0.0.1", "--imap-port", str(imap_port or mailbed.ports["imaps"])),
        *("--imap-security", "tls"),
    ]


def parsed(raw: bytes) -> EmailMessage:
    mail = email.message_from_bytes(raw, policy=default)
    assert isinstance(mail, EmailMessage)
    return mail


def from_whom(mailbed: Mailbed) -> dict[str, EmailMessage]:
    """The minutes that have come to Alice, by the address that sent them."""
    mails = [parsed(raw) for raw in mailbed.mail_for(ALICE)]
    return {one["From"].addresses[0].addr_spec: one for one in mails if "纪要" in str(one["Subject"])}


def answer(asked: EmailMessage, text: str) -> EmailMessage:
    reply = EmailMessage(policy=SMTP)
    reply["From"], reply["To"], reply["Subject"] = ALICE, str(asked["Reply-To"]), f"回复：{asked['Subject']}"
    reply["Date"], reply["Message-ID"] = "Mon, 02 Mar 2026 16:30:00 +0800", f"<{abs(hash(text))}@alice>"
    reply["In-Reply-To"] = str(asked["Message-ID"])
    reply.set_content(text)
    return reply


def organizer(mail: EmailMessage) -> str:
    (part,) = [one for one in mail.walk() if one.get_content_type() == "text/calendar"]
    unfolded = str(part.get_content()).replace("\r\n ", "").replace("\n ", "")
    return next(line for line in unfolded.splitlines() if line.startswith("ORGANIZER"))


@both
def test_each_writes_from_its_own_and_is_answered_wherever_the_answer_arrives(
    office: Terminal, mailbed: Mailbed
) -> None:
    assert office.json("sync --accounts all", now=AFTER)["errors"] == []
    mailbed.wait_until_delivered()
    asked = from_whom(mailbed)
    assert set(asked) == {HERS, SHARED, "facilitator@example.test"}
    assert str(asked[SHARED]["From"]).startswith("项目办")
    for address, mail in asked.items():
        assert mail["Reply-To"].addresses[0].addr_spec.startswith(f"{address.partition('@')[0]}+")
    invited = [one for one in map(parsed, mailbed.mail_for(ALICE)) if "纪要" not in str(one["Subject"])]
    organizers = {organizer(one).rpartition("mailto:")[2].partition("+")[0] for one in invited}
    assert organizers == {"dave", "erin", "facilitator"}
    # the answer to Dave's goes into the shared mailbox, and that to the shared one's to the configuration's
    mailbed.submit(ALICE, [SHARED], answer(asked[HERS], "1 完成").as_bytes())
    mailbed.submit(ALICE, ["facilitator@example.test"], answer(asked[SHARED], "1 进度60%").as_bytes())
    mailbed.wait_until_delivered()
    read = office.json("sync --accounts all", now="2026-03-02T17:00+08:00")
    assert (read["errors"], read["read"].get("apply")) == ([], 2)
    actions = {one["matter"]: (one["status"], one["percent"]) for one in office.json("action list", now=AFTER)}
    assert actions["X-2026-001"] == ("done", 100)
    assert actions["X-2026-002"][1] == 60
    assert actions["X-2026-003"] == ("not-started", 0)
    confirmed = [parsed(raw)["From"].addresses[0].addr_spec for raw in mailbed.wait_for(ALICE, 8)[-2:]]
    assert set(confirmed) == {HERS, SHARED}, "who asked answers"


@both
@pytest.mark.parametrize("fault", ["password", "server"])
def test_while_one_does_not_work_the_other_goes_on(office: Terminal, mailbed: Mailbed, fault: str) -> None:
    if fault == "password":
        office.environ["COLLABTUI_SMTP_PASSWORD_DAVE"] = office.environ["COLLABTUI_IMAP_PASSWORD_DAVE"] = "wrong"
    else:
        gone = str(free_port())
        office(["account", "edit", "dave", "--imap-port", gone, "--smtp-port", gone], now=AFTER)
    command = ["sync", "--accounts", "dave", "--accounts", "pmo", "--json"]
    done = subprocess.run(office._command(command, AFTER), env=office.environ, capture_output=True, check=False)  # noqa: S603  # ours
    assert done.returncode == 1, "it says that one of them failed"
    assert b"wrong" not in done.stdout + done.stderr
    mailbed.wait_until_delivered()
    assert set(from_whom(mailbed)) == {SHARED}
    for end in ("SMTP", "IMAP"):
        office.environ[f"COLLABTUI_{end}_PASSWORD_DAVE"] = mailbed.password
    office(["account", "edit", "dave", *ends(mailbed)], now=AFTER)
    again = "2026-03-02T20:00+08:00"  # a pause after a failure is over
    assert office.json("sync --accounts all", now=again)["errors"] == []
    mailbed.wait_until_delivered()
    assert HERS in from_whom(mailbed)
    assert len([one for one in mailbed.mail_for(ALICE) if "纪要" in str(parsed(one)["Subject"])]) == 3, "each once"


@pytest.mark.parametrize("terminal", ["postgresql"], indirect=True)
def test_workers_of_two_machines_serve_them_and_one_takes_over_from_the_other(
    office: Terminal, mailbed: Mailbed
) -> None:
    workers = [watched(office, "dave"), watched(office, "all")]
    try:
        until(lambda: set(from_whom(mailbed)) == {HERS, SHARED, "facilitator@example.test"})
        asked = from_whom(mailbed)
        workers[0].send_signal(signal.SIGKILL)
        workers[0].wait()
        mailbed.submit(ALICE, [SHARED], answer(asked[HERS], "1 完成").as_bytes())
        mailbed.submit(ALICE, [HERS], answer(asked[SHARED], "1 进度60%").as_bytes())
        until(lambda: {one["percent"] for one in office.json("action list", now=AFTER)} == {0, 60, 100})
    finally:
        for one in workers:
            if one.poll() is None:
                one.terminate()
                assert one.wait(PATIENCE) == 0
    minutes = [one for one in map(parsed, mailbed.mail_for(ALICE)) if "纪要" in str(one["Subject"])]
    assert len([one for one in minutes if not one["In-Reply-To"]]) == 3, "each once"


def watched(office: Terminal, accounts: str) -> "subprocess.Popen[bytes]":
    return office.start(["watch", "--accounts", accounts], now=AFTER)


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.5)
