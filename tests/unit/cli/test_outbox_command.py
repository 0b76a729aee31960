"""`outbox hold|edit|resend`: the same hand on a mail as on the page."""

from pathlib import Path

from collabtui.home import Home
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.meetings import plan
from support.command_line import Type
from support.world import AGENDA

NOW = "2026-02-27T10:00+08:00"


def queued(office: Workspace, typed: Type) -> int:
    """The number of an invitation that waits."""
    plan.new_meeting(office.as_user("command"), AGENDA)
    typed("meeting invite M1", now=NOW)
    number: int = typed("outbox list --json --state queued", now=NOW).json[0]["id"]
    return number


def test_a_mail_is_held_edited_and_shown_as_it_will_leave(office: Workspace, typed: Type, tmp_path: Path) -> None:
    number = queued(office, typed)
    assert typed(f"outbox hold {number} --json", now=NOW).json == {"ref": f"O{number}", "state": "held"}
    rendered = typed(f"outbox show {number} --json", now=NOW).json
    file = tmp_path / "mail.txt"
    file.write_text("Please bring the plan.\n" + rendered["text"], encoding="utf-8")
    said = typed(f"outbox edit {number} --subject Changed --file {file} --json", now=NOW)
    assert said.json == {"ref": f"O{number}", "state": "held", "edited": True}
    shown = typed(f"outbox show {number} --json", now=NOW).json
    assert shown["text"].startswith("Please bring the plan.")
    assert shown["subject"].startswith("Changed #")
    assert shown["edited"] is True
    raw = typed(f"outbox show {number} --eml", now=NOW).out
    assert f"Subject: {shown['subject']}" in raw
    assert "held → queued" not in typed("--lang en undo", now=NOW).out  # the words first, then the hold
    assert typed(f"outbox show {number} --json", now=NOW).json == rendered
    assert "held → queued" in typed("--lang en undo", now=NOW).out


def test_what_keeps_an_answer_readable_is_asked_for(office: Workspace, typed: Type) -> None:
    number = queued(office, typed)
    said = typed(f"--lang en outbox edit {number} --text Hello", now=NOW)
    assert said.code == 1
    assert "This line must stay as it is" in said.err
    assert typed(f"outbox show {number} --json", now=NOW).json["edited"] is False


def test_what_was_sent_goes_once_more(published: Home, typed: Type) -> None:
    sent = typed("outbox list --json --state sent").json
    said = typed(f"outbox resend {sent[0]['id']} --json")
    assert said.code == 0, said.err
    again = typed("outbox list --json").json[0]
    assert (again["state"], again["to"], again["subject"]) == ("sent", sent[0]["to"], sent[0]["subject"])
    assert again["message_id"] != sent[0]["message_id"]
    assert typed("doctor --check").code == 0


def test_the_reader_of_a_mail_is_away_is_said_before_it_goes(office: Workspace, typed: Type) -> None:
    number = queued(office, typed)
    assert "is away" not in typed(f"--lang en outbox show {number}", now=NOW).err
    reader = typed(f"outbox show {number} --json", now=NOW).json["to"]
    typed(["person", "away", reader, "--from", "2026-02-27", "--to", "2026-03-06"], now=NOW)
    assert "is away until Fri 6 Mar" in typed(f"--lang en outbox show {number}", now=NOW).err
    assert "is away until Fri 6 Mar" in typed(f"--lang en outbox retry {number}", now=NOW).err
