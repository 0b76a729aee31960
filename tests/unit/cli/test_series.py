"""A series by the commands, on the embedded mail server: what arrives is what calendars get."""

import email
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from collabtui.cli.base.context import Context
from collabtui.demo.server import MailServer
from collabtui.home import Home
from support.calendar_replay import FoldedCalendar, LineCalendar
from support.command_line import AGENDA, Type

ALICE = "alice@example.test"


def arrived(server: MailServer) -> list[EmailMessage]:
    return [email.message_from_bytes(raw, policy=default) for raw in server.mail_for(ALICE)]


def calendar(mail: EmailMessage) -> tuple[str, list[Any]]:
    (found,) = (part for part in mail.walk() if part.get_content_type() == "text/calendar")
    read = Calendar.from_ical(found.get_content().encode())
    assert found.get_param("method") == str(read["METHOD"])
    return str(read["METHOD"]), list(read.walk("VEVENT"))


def test_a_series_is_sent_once_changed_once_and_called_off(
    configured: Home, typed: Type, people_file: Path, tmp_path: Path, mail_server: MailServer
) -> None:
    file = tmp_path / "weekly.md"
    file.write_text(AGENDA.replace("place:", "series: 每周，到 3月30日\nplace:"), "utf-8")
    typed(f"person import {people_file}")
    assert "M1" in typed(f"meeting new --file {file}").err + typed("meeting list").out
    listed = typed("meeting list --json").json
    assert sorted(one["start"][:10] for one in listed) == ["2026-03-02", "2026-03-09", "2026-03-16", "2026-03-23"]

    assert typed("meeting invite M1").code == 0
    method, (master,) = calendar(arrived(mail_server)[-1])
    assert (method, int(master["SEQUENCE"])) == ("REQUEST", 0)
    assert master["RRULE"].to_ical() == b"FREQ=WEEKLY;UNTIL=20260330T155959Z;INTERVAL=1;BYDAY=MO;WKST=MO"

    moved = tmp_path / "moved.md"
    moved.write_text(
        typed("meeting show M2").out.replace("2026-03-09 14:00", "2026-03-10 15:00").replace("14:30", "15:30")
    )
    said = typed(f"meeting edit M2 --file {moved}")
    assert said.code == 0, said.err
    assert typed("meeting invite M2").code == 0
    method, (exception,) = calendar(arrived(mail_server)[-1])
    assert (method, str(exception["UID"]), int(exception["SEQUENCE"])) == ("REQUEST", str(master["UID"]), 1)
    assert exception["RECURRENCE-ID"].dt.astimezone(UTC) == datetime(2026, 3, 9, 6, tzinfo=UTC)
    assert exception["DTSTART"].dt.astimezone(UTC) == datetime(2026, 3, 10, 7, tzinfo=UTC)

    assert typed("meeting cancel M3").code == 0
    method, (off,) = calendar(arrived(mail_server)[-1])
    assert (method, off["RECURRENCE-ID"].dt.astimezone(UTC)) == ("CANCEL", datetime(2026, 3, 16, 6, tzinfo=UTC))

    usual = tmp_path / "usual.md"
    usual.write_text(file.read_text("utf-8").replace("3号会议室", "5号会议室"), "utf-8")
    assert typed(f"meeting edit M4 --series --file {usual}").code == 0
    assert typed("meeting invite M4").code == 0
    (_, (ended, stays)), (_, (goes_on,)) = (calendar(mail) for mail in arrived(mail_server)[-2:])
    assert str(ended["UID"]) == str(stays["UID"]) == str(master["UID"]) != str(goes_on["UID"])
    assert ended["RRULE"].to_ical() == b"FREQ=WEEKLY;UNTIL=20260309T155959Z;INTERVAL=1;BYDAY=MO;WKST=MO"
    assert (str(ended["LOCATION"]), str(goes_on["LOCATION"])) == ("3号会议室", "5号会议室")
    assert stays["RECURRENCE-ID"].dt.astimezone(UTC) == datetime(2026, 3, 9, 6, tzinfo=UTC)

    assert typed("meeting cancel M4 --series").code == 0
    method, (off,) = calendar(arrived(mail_server)[-1])
    assert (method, "RECURRENCE-ID" in off, str(off["UID"])) == ("CANCEL", False, str(goes_on["UID"]))
    states = {one["ref"]: one["state"] for one in typed("meeting list --json").json}
    assert states == {"M1": "invited", "M2": "invited", "M3": "cancelled", "M4": "cancelled", "M5": "cancelled"}


@pytest.mark.parametrize(("scope", "left"), [("one", {"M1", "M2", "M4"}), ("following", {"M1", "M2"}), ("all", set())])
def test_a_meeting_is_called_off_alone_with_those_that_follow_or_with_all(
    configured: Home, typed: Type, people_file: Path, tmp_path: Path, scope: str, left: set[str]
) -> None:
    file = tmp_path / "weekly.md"
    file.write_text(AGENDA.replace("place:", "series: 每周，到 3月30日\nplace:"), "utf-8")
    typed(f"person import {people_file}")
    typed(f"meeting new --file {file}")
    assert typed(f"meeting cancel M3 --scope {scope}").code == 0
    assert {one["ref"] for one in typed("meeting list --json").json if one["state"] == "planned"} == left


@pytest.mark.parametrize(("lang", "following"), [("en", "this one and all that follow"), ("zh", "这一次和以后的场次")])
@pytest.mark.parametrize(
    ("command", "changed"), [("cancel M3", "state"), ("move M3 15:00", "start"), ("edit M3 --file {file}", "place")]
)
def test_at_a_terminal_the_three_are_asked_in_either_language(
    weekly: Path, typed: Type, monkeypatch: pytest.MonkeyPatch, lang: str, following: str, command: str, changed: str
) -> None:
    before = {one["ref"]: one[changed] for one in typed("meeting list --json").json}
    weekly.write_text(weekly.read_text("utf-8").replace("3号会议室", "5号会议室").replace("03-02", "03-16"), "utf-8")
    line = f"meeting {command.format(file=weekly)} --lang {lang}"
    monkeypatch.setattr(Context, "can_ask", True)
    answers: list[str] = []
    monkeypatch.setattr("builtins.input", lambda _: answers.pop())
    answers.append("")
    left = typed(line)
    assert (left.code, following in left.out) == (1, True)
    assert {one["ref"]: one[changed] for one in typed("meeting list --json").json} == before
    answers.append(following)
    said = typed(line)
    assert said.code == 0, said.err
    after = {one["ref"]: one[changed] for one in typed("meeting list --json").json}
    assert {ref for ref in before if after[ref] != before[ref]} == {"M3", "M4"}


@pytest.mark.parametrize(("lang", "said"), [("en", "this changes only this one"), ("zh", "这里只指这一次")])
def test_from_a_script_it_is_that_one_and_said_so(weekly: Path, typed: Type, lang: str, said: str) -> None:
    assert said in typed(f"meeting move m3 15:00 --lang {lang}").err
    assert said not in typed(f"meeting move M3 15:30 --scope one --lang {lang}").err
    starts = {one["ref"]: one["start"][11:16] for one in typed("meeting list --json").json}
    assert starts == {"M1": "14:00", "M2": "14:00", "M3": "15:30", "M4": "14:00"}


@pytest.fixture
def weekly(configured: Home, typed: Type, people_file: Path, tmp_path: Path) -> Path:
    """M1 to M4 are planned; the file that they were planned by."""
    file = tmp_path / "weekly.md"
    file.write_text(AGENDA.replace("place:", "series: 每周，到 3月30日\nplace:"), "utf-8")
    typed(f"person import {people_file}")
    typed(f"meeting new --file {file}")
    return file


def test_the_scope_is_said_once(configured: Home, typed: Type, people_file: Path, tmp_path: Path) -> None:
    file = tmp_path / "weekly.md"
    file.write_text(AGENDA.replace("place:", "series: 每周，到 3月30日\nplace:"), "utf-8")
    typed(f"person import {people_file}")
    typed(f"meeting new --file {file}")
    said = typed("meeting cancel M3 --series --scope all")
    assert (said.code, "--series means --scope following" in said.err) == (1, True)
    assert {one["state"] for one in typed("meeting list --json").json} == {"planned"}


def test_what_is_no_series_says_so(configured: Home, typed: Type, people_file: Path, agenda_file: Path) -> None:
    typed(f"person import {people_file}")
    typed(f"meeting new --file {agenda_file}")
    said = typed("meeting cancel M1 --series")
    assert said.code == 1
    assert "M1 does not belong to a series" in said.err


def test_a_series_that_cannot_be_is_refused_with_its_line(
    configured: Home, typed: Type, people_file: Path, tmp_path: Path
) -> None:
    typed(f"person import {people_file}")
    file = tmp_path / "weekly.md"
    file.write_text(AGENDA.replace("place:", "series: every Thursday\nplace:"), "utf-8")
    said = typed(f"meeting new --file {file}")
    assert said.code == 1
    assert "Line 4" in said.err
    assert typed("meeting list --json").json == []


def test_a_rule_that_reaches_further_again_brings_back_no_date_that_was_called_off(
    configured: Home, typed: Type, people_file: Path, tmp_path: Path, mail_server: MailServer
) -> None:
    file = tmp_path / "weekly.md"
    weekly = AGENDA.replace("place:", "series: 每周，到 3月30日\nplace:")
    file.write_text(weekly, "utf-8")
    for line in (f"person import {people_file}", f"meeting new --file {file}", "meeting invite M1"):
        assert typed(line).code == 0
    assert typed("meeting cancel M3 --scope following").code == 0
    file.write_text(weekly.replace("3号会议室", "5号会议室"), "utf-8")
    assert typed(f"meeting edit M1 --scope all --file {file}").code == 0
    assert typed("meeting invite M1").code == 0
    calendars = LineCalendar(), FoldedCalendar()
    for raw in mail_server.mail_for(ALICE):
        for one in calendars:
            one.take(raw)
    coming = {one["start"][:10] for one in typed("meeting list --json").json if one["state"] == "invited"}
    assert coming == {"2026-03-02", "2026-03-09", "2026-03-30"}
    assert [{f"{entry.start:%Y-%m-%d}" for entry in one.entries()} for one in calendars] == [coming, coming]


def test_who_is_away_then_and_who_stands_in_is_said_beside_the_agenda(
    configured: Home, typed: Type, people_file: Path, tmp_path: Path
) -> None:
    file = tmp_path / "weekly.md"
    file.write_text(AGENDA.replace("place:", "series: 每周，到 3月16日\nplace:"), "utf-8")
    typed(f"person import {people_file}")
    typed(f"meeting new --file {file}")
    before = typed("meeting show M2")
    name = typed("meeting list --json").json[1]["participants"][-1]["name"]
    other = next(one["name"] for one in typed("person list --json").json if one["name"] != name)
    noted = typed(f"person away {name} --from 2026-03-09 --to 2026-03-13 --deputy {other}")
    assert noted.code == 0
    assert "M2" in noted.out, "what is missed is said"
    assert "M1" not in noted.out
    assert "M3" not in noted.out
    assert name not in typed("meeting show M1").err
    shown = typed("meeting show M2")
    assert shown.out == before.out, "it reads in again"
    assert f"{name} is away until Fri 13 Mar; {other} stands in." in shown.err
    assert typed(f"person away {name} --back").code == 0
    assert name not in typed("meeting show M2").err
