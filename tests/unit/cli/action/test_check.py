"""The check list of a deliverable, on the command line."""

from collabtui.demo.server import MailServer
from collabtui.home import Home
from support.command_line import Type


def test_lines_are_added_checked_and_sent(published: Home, typed: Type, mail_server: MailServer) -> None:
    assert "collabtui action check A1 --add" in typed("action check A1").out
    typed(["action", "check", "A1", "--add", "complete", "--add", "spelling"])
    row = typed(["action", "check", "A1", "--number", "2", "--ok", "no", "--remark", "page 3", "--json"]).json[1]
    assert (row["text"], row["ok"], row["remark"], row["via"]) == ("spelling", False, "page 3", "command")
    before = len(mail_server.mail_for("alice@example.test"))
    assert "1 mail queued" in typed("action check A1 --send").out
    assert len(mail_server.mail_for("alice@example.test")) == before + 1
    form = typed("matter form X-2026-001 acceptance").out
    assert "Self-check before handing in" in form
    assert "page 3" in form
    assert typed("action check A1 --number 2").code == 1
    assert typed("action check A1 --number 9 --ok yes").code == 1


def test_a_standard_is_typed_with_the_action(published: Home, typed: Type) -> None:
    typed(["action", "add", "Load test", "--owner", "Alice", "--check", "no errors; report filed", "--no-mail"])
    ref = typed("action list --json").json[-1]["ref"]
    typed(["action", "update", ref, "--check", "signed", "--no-mail"])
    found = typed(f"action check {ref} --json").json
    assert [one["text"] for one in found] == ["no errors", "report filed", "signed"]
