"""`collabtui undo` lists one's own changes, picks one of them, and says what it took back."""

from pathlib import Path

from collabtui.demo.server import MailServer
from collabtui.home import Home
from support.command_line import Type


def test_it_lists_picks_and_says_what_it_took_back(published: Home, typed: Type) -> None:
    assert typed("action update A3 --status blocked --note waiting").code == 0
    assert typed("action update A1 --status done").code == 0
    listed = typed("--json undo --list --limit 2").json
    assert [(one["possible"], one["values"][0]["ref"]) for one in listed] == [(True, "A1"), (True, "A3")]
    taken = typed(f"--lang en undo {listed[1]['n']}")
    assert taken.code == 0
    assert "Taken back: A3" in taken.out
    assert "status blocked → not started" in taken.out
    assert "A1" in typed("--lang en undo A1").out
    assert typed(f"undo {listed[0]['n']}").code == 1, "it was taken back already"


def test_nobody_is_told_before_it_is_said(published: Home, typed: Type) -> None:
    added = typed("risk add late --matter 新品上线 --level high --owner alice@example.test")
    assert added.code == 0, added.err
    asked = typed("--lang en undo")
    assert asked.code == 1
    assert "A correction goes by mail to" in asked.err
    done = typed("--lang en undo --yes")
    assert done.code == 0
    assert "is withdrawn" in done.out
    assert typed("doctor --check").code == 0


def test_who_heard_of_a_part_is_written_to_as_soon_as_it_is_taken_back(
    configured: Home, typed: Type, people_file: Path, tmp_path: Path, mail_server: MailServer
) -> None:
    table = tmp_path / "tasks.csv"
    table.write_text("任务,负责人,截止日期\n写方案,Alice,2026-03-10\nReview,Bob,2026-03-11\n", "utf-8")
    typed(f"person import {people_file}")
    assert typed(f"action import {table} --yes").code == 0
    done = typed("--lang en undo --yes")
    assert (done.code, "2 corrections go out" in done.out) == (0, True), done.out
    assert [len(mail_server.mail_for(f"{who}@example.test")) for who in ("alice", "bob")] == [2, 2]
