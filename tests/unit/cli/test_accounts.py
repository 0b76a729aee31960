"""Mailboxes beside the one of the configuration, on the embedded mail server: who writes from where, and who reads."""

import email
import threading
from contextlib import AbstractContextManager
from email.policy import default
from typing import Any

import pytest

from collabtui.config_file import read_config, write_config
from collabtui.demo.server import MailServer
from collabtui.home import Home
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.base.workspace import open_workspace
from collabtui.mail.transport.secrets import Secret
from collabtui.worker.real_clock import wall_clock
from collabtui.worker.watch_loop import WatchEvent, watch
from support.command_line import Said, Type
from support.world import Clock
from unit.cli.test_life import answer, newest

DAVE, BOB = "dave@example.test", "bob@example.test"
X = "X-2026-001"


def added(typed: Type, server: MailServer, name: str, address: str, *more: str) -> Any:
    ends = [
        *("--smtp-host", server.host, "--smtp-port", str(server.smtp_port), "--smtp-security", "none"),
        *("--imap-host", server.host, "--imap-port", str(server.imap_port), "--imap-security", "none"),
    ]
    return typed(["account", "add", name, "--email", address, *ends, *more, "--json"]).json


@pytest.fixture
def hers(typed: Type, mail_server: MailServer) -> Type:
    """Where her passwords are known."""
    known = {f"COLLABTUI_{end}_PASSWORD_DAVE": mail_server.password for end in ("SMTP", "IMAP")}

    def run(line: str | list[str], **more: str) -> Said:
        return typed(line, **known, **more)

    return run


@pytest.fixture
def daves(published: Home, typed: Type, mail_server: MailServer) -> Home:
    """The matter is Dave's, who has a mailbox of her own."""
    typed(["person", "add", "Dave", DAVE, "--locale", "en"])
    added(typed, mail_server, "dave", DAVE, "--person", DAVE)
    assert typed(["matter", "edit", X, "--account", "dave"]).code == 0
    return published


def sender(raw: bytes | email.message.EmailMessage) -> str:
    mail = email.message_from_bytes(raw, policy=default) if isinstance(raw, bytes) else raw
    return str(mail["From"])


def test_it_is_entered_shown_changed_and_has_no_secret(published: Home, typed: Type, mail_server: MailServer) -> None:
    assert "collabtui account add" in typed("account list").out
    row = added(typed, mail_server, "pmo", "PMO@example.test", "--sender", "Office")
    assert (row["name"], row["email"], row["person"], row["sender"]) == (
        "pmo",
        "pmo@example.test",
        None,
        "Office",
    )
    assert (row["smtp"]["username"], row["folder"]) == ("pmo@example.test", "INBOX")
    assert "shared" in typed("account list").out
    typed(["account", "edit", "pmo", "--person", BOB, "--imap-folder", "Work"])
    (row,) = typed("account list --json").json
    assert (row["person"]["name"], row["folder"], row["smtp"]["host"]) == ("Bob", "Work", mail_server.host)
    assert "COLLABTUI_SMTP_PASSWORD_LI_NA" in typed("account add li-na --email li.na@gmail.com --lang en").out, (
        "what a provider has is filled in"
    )
    typed("undo")
    assert [one["name"] for one in typed("account list --json").json] == ["pmo"]
    (line, *_) = typed("trail ACC1 --json").json
    assert line["actor"] == "Lead"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("account add all --email a@gmail.com", "cannot be called all"),
        ("account add Pmo --email a@gmail.com", "cannot be called Pmo"),
        ("account add x --email a@nowhere.test", "--smtp-host"),
        ("account add x --email nobody", "nobody"),
        ("account add x --email a@gmail.com --smtp-port 99999", "--smtp-port"),
        ("account add x --email a@gmail.com --smtp-host a/b", "--smtp-host"),
        ("account add x --email a@gmail.com --imap-security none", "imap-security"),
        ("account add pmo --email a@gmail.com", "pmo"),
        ("account add x --email pmo@gmail.com", "pmo@gmail.com"),
        ("account edit nobody --sender x", "pmo"),
        ("account edit pmo", "--help"),
        ("matter edit X-2026-001 --account nobody", "Known: pmo"),
        ("sync --accounts nobody", "Known: pmo"),
    ],
)
def test_what_cannot_be_says_why(published: Home, typed: Type, line: str, said: str) -> None:
    assert typed("account add pmo --email pmo@gmail.com").code == 0
    refused = typed(line)
    assert (refused.code, said in refused.err) == (1, True), refused.err


def test_mail_of_the_matter_goes_out_from_its_account_and_is_read_there(
    daves: Home, hers: Type, mail_server: MailServer
) -> None:
    now = "2026-03-05T09:30+08:00"
    waits = hers("sync --json", now=now)
    assert waits.json["sent"] == 0, "another machine sends for her"
    assert hers("account list --json").json[0]["queued"] > 0
    sent = hers("sync --accounts dave --json", now=now).json
    assert (sent["errors"], sent["sent"] > 0) == ([], True)
    asked = newest(mail_server, "alice@example.test")
    assert sender(asked) == f"Dave <{DAVE}>"
    assert str(asked["Reply-To"]).startswith("Dave <dave+")
    mail_server.deliver(DAVE, answer(mail_server, "alice@example.test", "1 完成"))
    assert hers("sync --json", now=now).json["read"] == {}
    read = hers("sync --accounts all --json", now=now).json
    assert (read["errors"], read["read"]) == ([], {"apply": 1})
    assert hers("action show A1 --json").json["status"] == "done"
    assert sender(newest(mail_server, "alice@example.test")) == f"Dave <{DAVE}>", "she answers whom she asked"


def test_a_reply_is_routed_by_its_token_whichever_mailbox_it_reached(
    daves: Home, hers: Type, mail_server: MailServer
) -> None:
    raw = answer(mail_server, "alice@example.test", "1 完成")  # to what the facilitator had sent before
    mail_server.deliver(DAVE, raw)
    mail_server.deliver("facilitator@example.test", raw)
    read = hers("sync --accounts all --json", now="2026-03-02T17:00+08:00").json
    assert read["read"]["apply"] == 1, "the same mail in two mailboxes counts once"
    assert hers("action show A1 --json").json["status"] == "done"


def test_calendars_have_her_as_the_organizer_and_hear_of_a_transfer(
    daves: Home, hers: Type, mail_server: MailServer, tmp_path: Any
) -> None:
    agenda = tmp_path / "next.md"
    agenda.write_text(
        "---\ntitle: Next\nstart: 2026-03-09 14:00\nmatter: 新品上线\nfacilitator: Dave\nparticipants: [Bob]\n---\n"
        "## Agenda\n- 10m Opening\n",
        "utf-8",
    )
    assert hers(["meeting", "new", "--file", str(agenda)]).code == 0
    assert hers("meeting invite M2").code == 0
    assert hers("sync --accounts dave --json").json["errors"] == []
    invitation = mail_server.mail_for(BOB)[-1]
    assert b"dave+" in organizer(invitation)
    assert sender(invitation) == f"Dave <{DAVE}>"
    before = len(mail_server.mail_for(BOB))
    hers("sync --accounts all")
    hers("sync --accounts all")
    assert len(mail_server.mail_for(BOB)) == before, "nothing has changed: nobody hears of it again"
    hers(["matter", "edit", X, "--account", ""])
    hers("sync --accounts all")
    hers("sync --accounts all")
    updates = mail_server.mail_for(BOB)[before:]
    assert any(b"facilitator+" in organizer(one) for one in updates)


def organizer(raw: bytes) -> bytes:
    mail = email.message_from_bytes(raw, policy=default)
    parts = (part for part in mail.walk() if part.get_content_type() == "text/calendar")
    return next((str(part.get_content()).encode().replace(b"\r\n ", b"").replace(b"\n ", b"") for part in parts), b"")


def test_who_opens_a_matter_has_it_on_an_account_of_her_own(daves: Home, hers: Type) -> None:
    new = hers(["matter", "new", "Hers", "--as", DAVE, "--json"]).json
    assert hers(["matter", "show", new["ref"], "--json"]).json["account"] == "dave"
    new = hers(["matter", "new", "Ours", "--json"]).json
    assert hers(["matter", "show", new["ref"], "--json"]).json["account"] is None


def test_a_mailbox_that_is_gone_keeps_nobody_else_from_his_mail(
    daves: Home, hers: Type, mail_server: MailServer
) -> None:
    hers("account add gone --email gone@gmail.com --imap-host 127.0.0.1 --imap-port 1 --imap-security none")
    mail_server.deliver(DAVE, answer(mail_server, "alice@example.test", "1 完成"))
    done = hers("sync --accounts all --json", now="2026-03-02T17:00+08:00")
    assert done.code == 1
    assert done.json["read"]["apply"] == 1


def test_the_password_of_the_configuration_goes_to_no_other_server(
    daves: Home, typed: Type, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("collabtui.mail.transport.secrets.ask_keyring", lambda *_: None)
    done = typed("sync --accounts dave --json")
    assert any("COLLABTUI_IMAP_PASSWORD_DAVE" in error for error in done.json["errors"])


def test_a_command_prints_it_for_each(daves: Home, typed: Type, mail_server: MailServer) -> None:
    config = read_config(daves)
    command = f"case {{account}}-{{server}} in dave-imap|dave-smtp) echo {mail_server.password};; esac"
    accounts = config.accounts.model_copy(update={"password_command": command, "names": ("dave",)})
    write_config(daves, config.model_copy(update={"accounts": accounts}))
    assert read_config(daves).accounts == accounts
    assert typed("sync --json", now="2026-03-02T17:00+08:00").json["errors"] == []


def test_an_undone_account_leaves_no_mail_behind(daves: Home, typed: Type, mail_server: MailServer) -> None:
    now = "2026-03-05T09:30+08:00"
    typed("sync", now=now)
    typed(["undo"])  # of the matter's account
    typed(["undo"])  # of the account
    assert typed("account list --json").json == []
    assert typed("sync --json", now=now).json["sent"] > 0
    assert sender(newest(mail_server, "alice@example.test")) == "Lead <facilitator@example.test>"


def test_the_watch_reads_and_sends_for_all(daves: Home, hers: Type, mail_server: MailServer) -> None:
    mail_server.deliver(DAVE, answer(mail_server, "alice@example.test", "1 完成"))
    stop, config = threading.Event(), read_config(daves)
    heard: list[WatchEvent] = []

    def tell(event: WatchEvent) -> None:
        heard.append(event)
        if event.kind == "sent":
            stop.set()

    def opened() -> AbstractContextManager[Workspace]:
        return open_workspace(daves, config, Clock())

    watch(opened, lambda *_: Secret(mail_server.password), wall_clock, stop, tell, ("all",))
    assert [one.incoming.verdict for one in heard if one.incoming and one.incoming.verdict == "apply"] == ["apply"]
    assert hers("action show A1 --json").json["status"] == "done"
    assert sum(one.kind == "connected" for one in heard) == 2


def test_what_a_leaving_facilitator_had_goes_over_to_the_account_of_who_stays(daves: Home, typed: Type) -> None:
    assert typed(["person", "leave", DAVE, "--to", BOB]).code == 0
    assert typed(["matter", "show", X, "--json"]).json["account"] is None
    typed("undo")
    assert typed(["matter", "show", X, "--json"]).json["account"] == "dave"
    typed(["account", "add", "bob", "--email", "bob.b@gmail.com", "--person", BOB])
    assert typed(["person", "leave", DAVE, "--to", BOB]).code == 0
    assert typed(["matter", "show", X, "--json"]).json["account"] == "bob"
