"""`collabtui undo` lists one's own changes, picks one of them, and says what it took back."""

from pathlib import Path

import pytest

from collabtui.demo.server import MailServer
from collabtui.home import Home
from support.command_line import AGENDA, Type
from unit.cli.test_life import answer


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


def test_why_something_cannot_be_taken_back_has_one_key_in_both_languages(published: Home, typed: Type) -> None:
    assert typed("action update A1 --status blocked --note waiting").code == 0
    assert typed("--as Bob action update A1 --status done").code == 0
    (zh,), (en,) = (typed(f"--lang {lang} --json undo --list --limit 1").json for lang in ("zh", "en"))
    assert (zh["possible"], zh["refusal"]) == (False, "undo.changed_by")
    assert zh.pop("why") != en.pop("why")
    assert zh == en


@pytest.mark.parametrize("number", ["9" * 20, "9" * 5000, "²", "٣"], ids=lambda value: f"{value[:5]}-{len(value)}")
def test_a_number_that_no_change_can_have_is_refused_in_a_sentence(configured: Home, typed: Type, number: str) -> None:
    refused = typed(f"undo {number}")
    assert refused.code == 1
    assert number[:20] in refused.err


def test_nobody_is_told_before_it_is_said(published: Home, typed: Type) -> None:
    added = typed("risk add late --matter 新品上线 --level high --owner alice@example.test")
    assert added.code == 0, added.err
    asked = typed("--lang en undo")
    assert asked.code == 1
    assert "A correction goes by mail to" in asked.err
    done = typed("--lang en undo --yes")
    assert done.code == 0
    assert "removed" in done.out
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


@pytest.mark.parametrize(("before", "after"), [("3号会议室", "5号会议室"), ("2026-03-02 14:00", "2026-03-03 15:00")])
@pytest.mark.parametrize("invited", [True, False])
def test_a_date_that_a_change_of_its_series_planned_along_stays_a_date_of_it(
    configured: Home, typed: Type, people_file: Path, tmp_path: Path, before: str, after: str, invited: bool
) -> None:
    weekly = AGENDA.replace("place:", "series: 每周，到 3月30日\nplace:").replace("- 14:10-14:30", "- 20m")
    file = tmp_path / "weekly.md"
    file.write_text(weekly, "utf-8")
    typed(f"person import {people_file}")
    typed(f"meeting new --file {file}")
    assert not invited or typed("meeting invite M1").code == 0
    typed("meeting cancel M2")
    there = {one["ref"]: (one["start"], one["place"]) for one in typed("meeting list --json").json}
    file.write_text(weekly.replace(before, after), "utf-8")
    assert typed(f"meeting edit M1 --scope all --file {file}").code == 0
    undone = typed("undo --yes")
    assert undone.code == 0, undone.err
    assert typed("sync", now="2026-03-17T10:00+08:00").code == 0
    found = {one["start"]: one for one in typed("meeting list --json").json if one["state"] != "cancelled"}
    assert {one["ref"]: (start, one["place"]) for start, one in found.items() if one["ref"] in there} == {
        ref: value for ref, value in there.items() if ref != "M2"
    }
    assert found["2026-03-30T14:00:00+08:00"]["place"] == "3号会议室"
    assert typed("doctor --check").code == 0


def test_what_calendars_were_told_since_does_not_keep_a_calling_off_from_being_undone(
    configured: Home, typed: Type, people_file: Path, tmp_path: Path
) -> None:
    file = _weekly(typed, people_file, tmp_path)
    typed("meeting cancel M3 --scope following")
    shown = typed("meeting export M1 --format md").out
    file.write_text(shown.replace("  - Alice <", "  - Carol\n  - Alice <"), "utf-8")
    assert typed(f"meeting edit M1 --scope all --file {file}").code == 0
    assert typed("meeting invite M1").code == 0
    undone = typed("undo M3 --yes")
    assert undone.code == 0, undone.err
    assert {one["state"] for one in typed("meeting list --json").json} == {"invited"}


def test_a_refusal_names_the_moment_as_its_reader_knows_it(
    configured: Home, typed: Type, people_file: Path, tmp_path: Path
) -> None:
    file = _weekly(typed, people_file, tmp_path)
    weekly = file.read_text("utf-8")
    typed("meeting cancel M3 --scope following")
    file.write_text(weekly.replace("3号会议室", "5号会议室"), "utf-8")
    assert typed(f"meeting edit M1 --scope all --file {file}").code == 0
    refused = typed("--lang en undo M3 --yes")
    assert (refused.code, "10:00" in refused.err) == (1, True), refused.err


def _weekly(typed: Type, people_file: Path, tmp_path: Path) -> Path:
    """M1 to M4 of a weekly series to which people are invited, and its file."""
    file = tmp_path / "weekly.md"
    file.write_text(AGENDA.replace("place:", "series: 每周，到 3月30日\nplace:"), "utf-8")
    typed(f"person import {people_file}")
    typed(f"meeting new --file {file}")
    assert typed("meeting invite M1").code == 0
    return file


def test_an_answer_to_what_was_taken_back_is_asked_about(
    configured: Home, typed: Type, people_file: Path, mail_server: MailServer
) -> None:
    typed(f"person import {people_file}")
    assert typed("action add 写方案 --owner Alice --due 2026-03-10").code == 0
    reply = answer(mail_server, "alice@example.test", "1 完成")
    assert typed("undo --yes").code == 0
    mail_server.deliver("facilitator@example.test", reply)
    assert typed("sync", now="2026-03-02T17:00+08:00").code == 0
    assert typed("action show A1 --json").json["status"] == "cancelled"
    (waits,) = typed("inbox list --json").json
    assert [one["why"] for one in waits["proposals"]] == ["taken-back"]


def test_slots_that_were_changed_are_named_in_words(
    configured: Home, typed: Type, people_file: Path, tmp_path: Path
) -> None:
    file = tmp_path / "agenda.md"
    file.write_text(AGENDA, "utf-8")
    typed(f"person import {people_file}")
    typed(f"meeting new --file {file}")
    file.write_text(AGENDA.replace("- 14:10-14:30 ", "- 14:10-14:40 "), "utf-8")
    assert typed(f"meeting edit M1 --file {file}").code == 0
    file.write_text(AGENDA.replace("- 14:10-14:30 ", "- 14:10-14:50 "), "utf-8")
    assert typed(f"--as Bob meeting edit M1 --file {file}").code == 0
    told = typed("--lang en trail M1").out
    assert "minutes 30" in told
    assert "{" not in told
    refused = typed("--lang en undo")
    assert "Bob has changed agenda items since" in refused.err
    assert "{" not in refused.err


def test_redo_does_again_what_was_taken_back(published: Home, typed: Type) -> None:
    assert typed("action update A3 --status blocked --note waiting").code == 0
    assert typed("undo").code == 0
    again = typed("--lang en redo")
    assert (again.code, "Done again: A3" in again.out) == (0, True), again.err
    assert typed("--json action show A3").json["status"] == "blocked"
    nothing = typed("--lang en redo")
    assert (nothing.code, "There is nothing to redo" in nothing.err) == (1, True)
    assert "没有可以重做的" in typed("--lang zh redo").err


def test_no_mail_leaves_by_redo_before_it_is_agreed(published: Home, typed: Type) -> None:
    assert typed("risk add late --matter 新品上线 --level high --owner alice@example.test").code == 0
    assert typed("undo --yes").code == 0
    again = typed("--lang en redo")
    assert (again.code, "--yes" in again.err) == (1, True)
    assert typed("--lang en redo --yes").code == 0
    assert typed("doctor --check").code == 0
