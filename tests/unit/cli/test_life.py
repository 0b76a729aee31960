"""The life of a meeting by the commands, on the embedded mail server."""

import email
import io
import sys
from email.message import EmailMessage
from email.policy import SMTP, default
from pathlib import Path

import pytest

from collabtui.demo.server import MailServer
from collabtui.home import Home
from support.command_line import Type

ACTION = (
    "ref", "title", "owner", "collaborators", "doers", "due", "original_due", "status", "percent", "deliverable",
    "matter", "meeting", "depends_on", "reason", "risk", "module", "overdue", "updated_at", "updated_by", "via",
)  # fmt: skip
MEETING = ("ref", "title", "start", "end", "place", "matter", "state", "slots", "participants")
OUTBOX = ("id", "kind", "to", "subject", "state", "attempts", "last_error", "not_before", "message_id")
INBOX = (
    "id", "message_id", "sender", "trust", "kind", "verdict", "reason", "updates", "requests", "proposals", "sign_off",
    "rsvp", "answer", "newer",
)  # fmt: skip


def newest(server: MailServer, address: str) -> EmailMessage:
    mail = email.message_from_bytes(server.mail_for(address)[-1], policy=default)
    assert isinstance(mail, EmailMessage)
    return mail


def answer(server: MailServer, address: str, text: str) -> bytes:
    """The answer to the newest mail, without a quotation: as the web client of QQ may send it."""
    asked = newest(server, address)
    reply = EmailMessage(policy=SMTP)
    reply["From"] = address
    reply["To"] = str(asked["Reply-To"])
    reply["Subject"] = f"回复：{asked['Subject']}"
    reply["Date"] = "Mon, 02 Mar 2026 16:00:00 +0800"
    reply["Message-ID"] = f"<{address}-{abs(hash(text))}>"
    reply.set_content(text)
    return reply.as_bytes()


def test_the_keys_of_the_json_are_the_contracts(published: Home, typed: Type) -> None:
    (first, *_) = typed("action list --json").json
    assert tuple(first) == ACTION
    assert list(first["owner"]) == ["name", "email", "department"]
    (meeting,) = typed("meeting list --json").json
    assert tuple(meeting) == MEETING
    assert list(meeting["slots"][0]) == ["start", "minutes", "title", "lead"]
    assert list(meeting["participants"][0]) == ["name", "email", "role", "partstat"]
    assert tuple(typed("outbox list --json").json[0]) == OUTBOX


def test_sending_minutes_puts_one_mail_into_each_mailbox(published: Home, typed: Type, mail_server: MailServer) -> None:
    for address in ("alice@example.test", "bob@example.test", "carol@example.test"):
        assert str(newest(mail_server, address)["Subject"]).startswith("[M1]")
    assert {mail["state"] for mail in typed("outbox list --json").json} == {"sent"}


def test_replies_are_applied_answered_once_and_never_read_twice(
    published: Home, typed: Type, mail_server: MailServer
) -> None:
    raw = answer(mail_server, "alice@example.test", "1 完成，2 延期到3月18日，因为供应商晚了")
    mail_server.deliver("facilitator@example.test", raw)
    said = typed("sync --json", now="2026-03-02T17:00+08:00")
    assert (said.code, said.json["read"]["apply"], said.json["sent"]) == (0, 1, 1)
    states = {one["ref"]: (one["status"], one["due"]) for one in typed("action list --json").json}
    assert states["A1"] == ("done", "2026-03-06")
    assert states["A2"] == ("not-started", "2026-03-13")
    mails = typed("inbox list --json").json
    assert tuple(mails[0]) == INBOX
    (mail,) = [one for one in mails if one["verdict"] == "apply"]
    assert mail["updates"] == [{"ref": "A1", "status": "done", "percent": 100, "note": None}]
    assert mail["requests"][0]["due"] == "2026-03-18"
    assert "[M1]" in str(newest(mail_server, "alice@example.test")["Subject"])
    again = typed("sync --json", now="2026-03-02T17:00+08:00").json
    assert (again["read"], again["sent"]) == ({}, 0)


def test_the_review_queue_applies_refuses_and_takes_back(published: Home, typed: Type, mail_server: MailServer) -> None:
    mail_server.deliver(
        "facilitator@example.test", answer(mail_server, "alice@example.test", "2 延期到3月18日，因为供应商晚了")
    )
    typed("sync", now="2026-03-02T17:00+08:00")
    (waiting,) = typed("inbox list --waiting --json").json
    assert (waiting["verdict"], waiting["requests"][0]["ask"]) == ("review", "postpone")
    assert typed(f"inbox show {waiting['id']} --json").json["verdict"] == "review"
    assert typed(f"inbox apply {waiting['id']}").code == 0
    assert typed("action show A2 --json").json["due"] == "2026-03-18"
    assert typed(f"inbox undo {waiting['id']}").code == 0
    assert typed("action show A2 --json").json["due"] == "2026-03-13"
    assert typed(f"inbox reject {waiting['id']}").code == 0, "it waits again"
    refused = typed(f"inbox reject {waiting['id']}")
    assert refused.code == 1
    assert "nothing in it waits" in refused.err


def test_a_postponement_that_names_no_day_is_refused_with_the_way_out_and_taken_with_it(
    published: Home, typed: Type, mail_server: MailServer
) -> None:
    mail_server.deliver("facilitator@example.test", answer(mail_server, "alice@example.test", "2 可能要延期"))
    typed("sync", now="2026-03-02T17:00+08:00")
    (waiting,) = typed("inbox list --waiting --json").json
    assert [(one["ask"], one["due"]) for one in waiting["proposals"]] == [("postpone", None)]
    refused = typed(f"inbox apply {waiting['id']}")
    assert (refused.code, refused.err.count("\n")) == (1, 1)
    assert "A2" in refused.err
    assert "--due" in refused.err
    assert typed(f"inbox apply {waiting['id']} --due 2026-03-18").code == 0
    assert typed("action show A2 --json").json["due"] == "2026-03-18"


def test_explain_shows_the_way_and_changes_nothing(
    published: Home, typed: Type, mail_server: MailServer, tmp_path: Path
) -> None:
    file = tmp_path / "reply.eml"
    file.write_bytes(answer(mail_server, "alice@example.test", "1 完成\n2 快好了"))
    said = typed(f"explain {file} --json").json
    assert tuple(said) == (*INBOX, "remark", "clauses", "taken_in_before")
    assert [(one["n"], one["ref"], one["why"]) for one in said["proposals"]] == []
    assert (said["trust"], said["verdict"], said["updates"][0]["ref"]) == ("token", "apply", "A1")
    shown = typed(f"explain {file}").out
    assert "1 完成" in shown
    assert typed("action show A1 --json").json["status"] == "not-started"


def test_receive_takes_one_message_from_standard_input(
    published: Home, typed: Type, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = answer(mail_server, "bob@example.test", "1 done")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    assert typed("receive --json", now="2026-03-02T17:00+08:00").json["verdict"] == "apply"
    assert typed("action show A3 --json").json["status"] == "done"


def test_each_owner_gets_one_digest_two_days_before(published: Home, typed: Type, mail_server: MailServer) -> None:
    mail_server.deliver("facilitator@example.test", answer(mail_server, "alice@example.test", "同意"))
    typed("sync", now="2026-03-03T09:30+08:00")
    assert typed("remind --dry-run --json", now="2026-03-03T10:00+08:00").json == []
    due = typed("remind --dry-run --json", now="2026-03-04T10:00+08:00").json
    (owed,) = [one for one in due if one["kind"] != "sign-off-owed"]
    assert (owed["ref"], owed["kind"], owed["to"]["email"]) == ("A1", "reminder", "alice@example.test")
    typed("sync", now="2026-03-04T10:00+08:00")
    typed("sync", now="2026-03-04T18:00+08:00")
    got = mail_server.mail_for("alice@example.test")
    subjects = [str(email.message_from_bytes(raw, policy=default)["Subject"]) for raw in got]
    assert len([subject for subject in subjects if subject.startswith("[A1] ")]) == 1


def test_the_agenda_comes_back_as_it_was_written(published: Home, typed: Type) -> None:
    text = typed("meeting export M1 --format md").out
    assert "title: 新品上线协作会" in text
    assert "Alice <alice@example.test>" in text
    assert "BEGIN:VEVENT" in typed("meeting export M1 --format ics").out
    assert "METHOD" not in typed("meeting export M1 --format ics").out
    assert "提供接口文档" in typed("meeting export M1 --format txt").out


def test_the_trail_says_who_through_what(published: Home, typed: Type, mail_server: MailServer) -> None:
    mail_server.deliver("facilitator@example.test", answer(mail_server, "alice@example.test", "1 完成"))
    typed("sync", now="2026-03-02T17:00+08:00")
    change = next(one for one in typed("trail A1 --json").json if one["field"] == "status")
    assert (change["actor"], change["new"]) == ("Alice", "done")
    assert change["via"].startswith("mail:I")
    assert "done" in typed("action history A1").out


def test_matters_are_counted_by_year(configured: Home, typed: Type) -> None:
    assert typed(["matter", "new", "新品上线"]).code == 0
    assert [one["ref"] for one in typed("matter list --json").json] == ["X-2026-001"]
    again = typed(["matter", "new", "新品上线"])
    assert again.code == 1
    assert "X-2026-001" in again.err


def test_a_meeting_is_called_off_by_mail(
    configured: Home, typed: Type, people_file: Path, agenda_file: Path, mail_server: MailServer
) -> None:
    typed(f"person import {people_file}")
    typed(f"meeting new --file {agenda_file}")
    typed("meeting invite M1")
    assert typed("meeting cancel M1").code == 0
    assert "Cancelled" in str(newest(mail_server, "bob@example.test")["Subject"])
    assert typed("meeting show M1 --json").json["state"] == "cancelled"


def test_the_agenda_is_changed_in_the_editor_of_the_reader(
    configured: Home, typed: Type, people_file: Path, agenda_file: Path
) -> None:
    typed(f"person import {people_file}")
    typed(f"meeting new --file {agenda_file}")
    assert typed("meeting edit M1", VISUAL="sed -i s/3号会议室/5号会议室/", EDITOR="false").code == 0
    assert typed("meeting show M1 --json").json["place"] == "5号会议室"


def test_everything_that_is_listed_and_shown_is_shown_as_json_too(
    published: Home, typed: Type, mail_server: MailServer
) -> None:
    mail_server.deliver("facilitator@example.test", answer(mail_server, "alice@example.test", "1 完成，2 下周五给"))
    typed("sync", now="2026-03-02T17:00+08:00")
    for line in (
        "person list", "meeting list", "meeting show M1", "meeting sign-offs M1", "meeting minutes M1", "action list",
        "action show a1", "action history A1", "matter list", "matter show X-2026-001", "matter show 新品上线",
        "inbox list", "inbox show 1", "outbox list", "outbox show 1", "trail", "trail A1", "remind --dry-run",
    ):  # fmt: skip
        shown = typed(line, "--json", now="2026-03-11T18:00+08:00")
        if line == "meeting minutes M1":
            assert shown.code == 1  # everybody has them already
            continue
        assert (shown.code, shown.err) == (0, ""), line
        assert shown.json, line
        plain = typed(line, now="2026-03-11T18:00+08:00")
        assert (plain.code, plain.err) == (0, ""), line
        assert plain.out.strip(), line
    assert tuple(typed("inbox show 1 --json").json) == (*INBOX, "position", "own_answers", "becomes", "files")


def test_an_action_is_shown_with_the_names_of_those_who_help(published: Home, typed: Type) -> None:
    assert (
        typed(["action", "add", "Book the room", "--owner", "Bob", "--collaborator", "Alice (keys, beamer)"]).code == 0
    )
    said = typed("action show A4")
    assert said.code == 0
    assert "Alice (keys, beamer)" in said.out
    assert typed("action show A4 --json").json["collaborators"] == ["Alice"]


@pytest.mark.parametrize(("lang", "says"), [("en", "has left, not waited for"), ("zh", "已离任，不再等待")])
def test_who_left_is_no_older_version_of_the_minutes(published: Home, typed: Type, lang: str, says: str) -> None:
    typed(["person", "leave", "Bob", "--to", "Alice"], now="2026-03-02T17:00+08:00")
    shown = typed(f"meeting sign-offs M1 --lang {lang}", now="2026-03-02T18:00+08:00").out
    (row,) = [line for line in shown.splitlines() if "Bob" in line]
    assert says in row


def test_minutes_are_signed_for_who_is_away(published: Home, typed: Type) -> None:
    typed(["person", "away", "Bob", "--from", "2026-03-02", "--to", "2026-06-30"], now="2026-03-02T17:00+08:00")
    late = "2026-03-11T18:00+08:00"
    line = ["meeting", "sign-offs", "M1", "--for", "Bob", "--reason"]
    assert typed(["meeting", "sign-offs", "M1", "--for", "Bob"], now=late).code == 1
    signed = typed([*line, "agreed by the deputy"], now=late)
    assert signed.code == 0
    assert "M1: it is recorded that Bob agrees" in signed.out
    assert "(recorded by Lead: agreed by the deputy)" in signed.out
    rows = typed("meeting sign-offs M1 --json", now=late).json
    (row,) = [one for one in rows if one["person"]["name"] == "Bob"]
    assert (row["state"], row["text"]) == ("agreed", "agreed by the deputy")
