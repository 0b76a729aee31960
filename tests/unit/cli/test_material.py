"""`collabtui meeting material`: shown first, then sent."""

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
