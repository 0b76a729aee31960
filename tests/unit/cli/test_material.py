"""`collabtui meeting material` and `meeting exceptions`: shown first, then sent, or put on the agenda."""

from pathlib import Path

from collabtui.home import Home
from support.command_line import Type


def test_files_are_shown_then_sent_to_all_who_take_part(
    configured: Home, typed: Type, people_file: Path, agenda_file: Path, tmp_path: Path
) -> None:
    typed(f"person import {people_file}")
    typed(f"meeting new --file {agenda_file}")
    file = tmp_path / "plan.pdf"
    file.write_bytes(b"%PDF")
    shown = typed(["meeting", "material", "M1", str(file)])
    assert (shown.code, shown.out.count("───") > 0, "plan.pdf" in shown.out) == (0, True, True)
    assert [one for one in typed("outbox list --json").json if ":material:" in one.get("key", "")] == []
    sent = typed(["meeting", "material", "M1", str(file), "--queue-only", "--json"])
    assert (sent.code, sent.json["queued"]) == (0, shown.out.count("───"))
    again = typed(["meeting", "material", "M1", str(file)])
    assert (again.code, "───" in again.out) == (0, False)


def test_what_has_arrived_is_taken_down_and_listed(
    configured: Home, typed: Type, people_file: Path, tmp_path: Path
) -> None:
    typed(f"person import {people_file}")
    agenda = tmp_path / "own.md"
    agenda.write_text(
        "---\ntitle: Review\nstart: 2026-03-05 14:00\nparticipants: [Alice]\n---\n"
        "## Agenda\n- 10m Opening\n## Material\n- Figures @Alice\n- photos\n",
        encoding="utf-8",
    )
    typed(f"meeting new --file {agenda}")
    assert "Figures (Alice)" in typed("meeting material M1").out
    done = typed(["meeting", "material", "M1", "--there", "figures", "--json"])
    assert done.json == [{"material": "Figures @Alice", "there": True}, {"material": "photos", "there": False}]
    refused = typed(["meeting", "material", "M1", "--there", "figure"])
    assert (refused.code, "photos" in refused.err) == (1, True), refused


def test_what_is_late_is_shown_with_who_answers_and_put_on_the_agenda(
    configured: Home, typed: Type, people_file: Path, agenda_file: Path
) -> None:
    typed(f"person import {people_file}")
    typed(f"meeting new --file {agenda_file}")
    assert "M1" in typed("meeting exceptions M1").out, "nothing yet, and it says so"
    matter = typed("matter list --json").json[0]["ref"]
    typed(["action", "add", "接口文档", "--owner", "Alice", "--due", "2020-01-06", "--matter", matter])
    shown = typed("meeting exceptions M1")
    assert (shown.code, "A1" in shown.out, "Alice" in shown.out) == (0, True, True), shown
    (row,) = typed("meeting exceptions M1 --json").json
    assert (row["ref"], row["exceptions"]) == ("A1", ["late"])
    added = typed("meeting exceptions M1 --add")
    assert (added.code, "collabtui meeting invite M1" in added.err + added.out) == (0, True), added
    again = typed("meeting exceptions m1 --add")
    assert (again.code, "collabtui meeting invite" in again.err + again.out) == (0, False), again
