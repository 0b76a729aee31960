"""`meeting move` and `meeting now`: what is taken is a warning, and who was invited is told."""

from pathlib import Path

import pytest

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.lifecycle.base.acting import Workspace
from support.command_line import Type


@pytest.fixture
def agenda(tmp_path: Path) -> Path:
    file = tmp_path / "agenda.md"
    head = "title: Launch\ndate: 2026-03-03\nstart: 14:00\nplace: Room 3\nparticipants: 张伟"
    file.write_text(f"---\n{head}\n---\n## Agenda\n- 30m Talk\n", "utf-8")
    return file


def test_what_is_taken_is_said_and_planned_all_the_same(office: Workspace, agenda: Path, typed: Type) -> None:
    assert "taken by" not in typed(f"meeting new --file {agenda} --lang en").err
    again = typed(f"meeting new --file {agenda} --lang en").err
    assert "李明, 张伟: already in M1 “Launch”, 14:00–14:30" in again
    assert "Room 3: taken by M1 “Launch”, 14:00–14:30" in again
    moved = typed("meeting move M2 15:00 --lang en")
    assert "taken by" not in moved.err
    assert "Nobody had been told the old time" in moved.out + moved.err


def test_who_was_invited_is_told_and_the_json_says_how_many(office: Workspace, agenda: Path, typed: Type) -> None:
    typed(f"meeting new --file {agenda}")
    typed("meeting invite M1 --queue-only")
    assert typed("meeting move M1 15:00 --queue-only --json").json == {"ref": "M1", "queued": 2, "sent": None}
    assert len([one for one in office.store.find(Outgoing) if one.kind == "update"]) == 2


def test_a_meeting_at_once_runs_with_those_who_are_named(office: Workspace, typed: Type) -> None:
    found = typed("meeting now Talk --with 张伟 --with bob --json").json
    assert (found["state"], found["title"], len(found["participants"])) == ("running", "Talk", 3)


def test_no_invitation_names_a_leader_who_may_be_several(office: Workspace, agenda: Path, typed: Type) -> None:
    agenda.write_text(agenda.read_text("utf-8").replace("30m Talk", "30m Talk @张"), "utf-8")
    typed(f"meeting new --file {agenda}")
    refused = typed("meeting invite M1 --queue-only --lang en", code=1)
    assert "Who leads “Talk”? 张 may be 张伟" in refused.err
    assert "--as-written" in refused.err
    assert not office.store.find(Outgoing)
    assert typed("meeting invite M1 --queue-only --as-written --json").json["queued"] == 2
