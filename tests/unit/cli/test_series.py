"""A series by the commands, on the embedded mail server: what arrives is what calendars get."""

import email
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

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
    assert "M1 belongs to no series" in said.err


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
