"""A series on Dovecot and Postfix: what arrives, and the answer of a calendar to one of its meetings."""

import email
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP, default
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from integration.test_life import AGENDA, BEFORE, PEOPLE
from mailbed.bed import Mailbed
from support.real_home import LEAD, Terminal

pytestmark = pytest.mark.mailbed
ALICE = "alice@example.test"
SECOND = datetime(2026, 3, 9, 6, tzinfo=UTC)


def arrived(mailbed: Mailbed, count: int) -> tuple[EmailMessage, str, list[Any]]:
    """The last of so many mails, and the method and events of its calendar."""
    mail = email.message_from_bytes(mailbed.wait_for(ALICE, count)[-1], policy=default)
    (found,) = (part for part in mail.walk() if part.get_content_type() == "text/calendar")
    read = Calendar.from_ical(found.get_content().encode())
    return mail, str(read["METHOD"]), list(read.walk("VEVENT"))


def answer(mailbed: Mailbed, invitation: EmailMessage, uid: str, partstat: str, recurrence: str) -> None:
    """As a calendar answers, through the submission port."""
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//y//EN", "METHOD:REPLY", "BEGIN:VEVENT", f"UID:{uid}",
        "SEQUENCE:0", "DTSTAMP:20260227T030000Z", f"ATTENDEE;PARTSTAT={partstat}:mailto:{ALICE}", recurrence,
        "END:VEVENT", "END:VCALENDAR", "",
    ]  # fmt: skip
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"] = ALICE, str(invitation["Reply-To"])
    mail["Subject"], mail["Date"] = "Declined: 周例会", "Fri, 27 Feb 2026 11:00:00 +0800"
    mail["Message-ID"] = f"<{partstat}.{recurrence[-6:]}@alice.example.test>"
    mail.set_content("no")
    mail.add_attachment("\r\n".join(lines).encode(), "text", "calendar", params={"method": "REPLY"})
    mailbed.submit(ALICE, [mail["To"].addresses[0].addr_spec], mail.as_bytes())
    mailbed.wait_for(LEAD, 2)  # his own invitation, and this


def test_a_series_its_exception_and_its_end_arrive_and_one_answer_counts_for_one(
    terminal: Terminal, mailbed: Mailbed, tmp_path: Path
) -> None:
    weekly = tmp_path / "weekly.md"
    weekly.write_text(AGENDA.replace("place:", "series: 每周，到 3月30日\nplace:"), "utf-8")
    (tmp_path / "people.csv").write_text(PEOPLE, "utf-8")
    terminal(f"person import {tmp_path / 'people.csv'}", now=BEFORE)
    terminal(f"meeting new --file {weekly}", now=BEFORE)
    terminal("meeting invite M1", now=BEFORE)
    invitation, method, (master,) = arrived(mailbed, 1)
    uid = str(master["UID"])
    assert (method, master["RRULE"].to_ical().decode()) == (
        "REQUEST",
        "FREQ=WEEKLY;UNTIL=20260330T155959Z;INTERVAL=1;BYDAY=MO;WKST=MO",
    )

    answer(mailbed, invitation, uid, "DECLINED", "RECURRENCE-ID;TZID=Asia/Shanghai:20260309T140000")
    terminal("sync", now="2026-02-27T12:00+08:00")
    answers = [
        one["partstat"]
        for meeting in sorted(terminal.json("meeting list", now=BEFORE), key=lambda one: str(one["start"]))
        for one in meeting["participants"]
        if one["email"] == ALICE
    ]
    assert answers == ["needs-action", "declined", "needs-action", "needs-action"]

    moved = tmp_path / "moved.md"
    shown = terminal("meeting show M2", now=BEFORE)
    moved.write_text(shown.replace("2026-03-09 14:00", "2026-03-10 15:00").replace("14:50", "15:50"), "utf-8")
    terminal(f"meeting edit M2 --file {moved}", now=BEFORE)
    terminal("meeting invite M2", now=BEFORE)
    _, method, (exception,) = arrived(mailbed, 2)
    assert (method, str(exception["UID"]), int(exception["SEQUENCE"])) == ("REQUEST", uid, 1)
    assert exception["RECURRENCE-ID"].dt.astimezone(UTC) == SECOND

    terminal("meeting cancel M2", now=BEFORE)
    _, method, (off,) = arrived(mailbed, 3)
    assert (method, str(off["UID"]), int(off["SEQUENCE"])) == ("CANCEL", uid, 2)
    assert off["RECURRENCE-ID"].dt.astimezone(UTC) == SECOND

    terminal("meeting cancel M1 --scope all", now=BEFORE)
    _, method, (whole,) = arrived(mailbed, 4)
    assert (method, str(whole["UID"]), "RECURRENCE-ID" in whole) == ("CANCEL", uid, False)
