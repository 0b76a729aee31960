"""`collabtui remind` sends all that the worker would, and shows it before."""

from typing import Any

import pytest

from collabtui.demo.server import MailServer
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.home import Home
from collabtui.lifecycle.base.acting import Workspace
from support.command_line import Type
from support.departments import BOB, CHEN, ZHANG, new, says, sent
from support.due_world import ALL_OWED
from support.world import Clock

FACILITATOR = "li@example.test"
FACILITATORS = {
    "agenda-owed",
    "minutes-owed",
    "contact-owed",
    "retrospective-owed",
    "milestone-owed",
    "unproved-mail",
    "dates-missed",
    "risk-owed",
    "risk-review",
}
IN_ONE_MAIL = {
    "retrospective-owed", "milestone-owed", "unproved-mail", "risk-owed", "risk-review", "silence", "absent-signer",
    "checks-owed", "department-unread", "grant-owed", "answer-waiting", "material-missing", "absent-owner",
    "milestone-look-back", "contact-owed", "vote-owed", "minutes-owed", "record-owed",
}  # fmt: skip
"""Of these the facilitator reads in his one mail of the day."""
REMIND_KEYS = ("kind", "to", "ref", "title", "due", "days")
DAY_BEFORE = "2026-03-01T15:00+08:00"
"""Less than a day before M1 begins."""


def queued(workspace: Workspace) -> list[Outgoing]:
    return workspace.store.find(Outgoing, state="queued")


def told(rows: list[dict[str, Any]]) -> set[str]:
    return {row["to"]["email"] for row in rows}


@pytest.mark.parametrize("command", ["sync", "remind"])
def test_the_dry_run_shows_all_that_is_then_queued(owing: Workspace, typed: Type, command: str) -> None:
    rows = typed("remind --dry-run --json", now=ALL_OWED).json
    assert {row["kind"] for row in rows} >= FACILITATORS | {"reminder", "overdue", "escalation", "progress"}
    assert all(tuple(row) == REMIND_KEYS for row in rows)
    assert queued(owing) == []
    typed(command, now=ALL_OWED)
    mails = queued(owing)
    assert {mail.to for mail in mails} == told(rows)
    own = [row["kind"] for row in rows if row["to"]["email"] == FACILITATOR]
    assert set(own) >= IN_ONE_MAIL
    assert sum(kind not in IN_ONE_MAIL for kind in own) + 1 == sum(mail.to == FACILITATOR for mail in mails)
    assert typed("remind --dry-run --json", now=ALL_OWED).json == []


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_people_read_the_same_in_their_language(owing: Workspace, typed: Type, locale: str) -> None:
    shown = typed("remind --dry-run", now=ALL_OWED, COLLABTUI_LANG=locale).out
    for word in ("缺对接人", "议程未发", "纪要未发", "复盘") if locale == "zh" else ("no contact", "agenda", "minutes"):
        assert word in shown


def test_remind_tells_the_facilitator_of_an_agenda_and_of_nothing_else(
    configured: Home, typed: Type, people_file: object, agenda_file: object, mail_server: MailServer
) -> None:
    typed(f"person import {people_file}")
    typed(f"meeting new --file {agenda_file}")
    (row,) = typed("remind --dry-run --json", now=DAY_BEFORE).json
    assert (row["kind"], row["ref"], row["to"]["email"], row["due"]) == (
        "agenda-owed", "M1", "facilitator@example.test", "2026-03-01",
    )  # fmt: skip
    assert typed("remind", now=DAY_BEFORE).code == 0
    assert len(mail_server.mail_for("facilitator@example.test")) == 1
    assert "No reminders are due" in typed("remind", now=DAY_BEFORE).out
    assert len(mail_server.mail_for("facilitator@example.test")) == 1


def test_a_contact_that_nobody_named_is_shown_and_queued_though_nothing_else_is_due(
    office: Workspace, typed: Type, clock: Clock
) -> None:
    clock.set("2026-03-05T14:00+08:00")
    new(office)
    sent(office)
    for address, text in ((ZHANG, "同意，对接人张伟"), (CHEN, "同意"), (BOB, "We can't: no budget")):
        says(office, address, text, date="Thu, 05 Mar 2026 14:00:00 +0800")
    with office.as_worker().transaction() as tx:
        for mail in tx.find(Outgoing, state="queued"):
            tx.put(mail.model_copy(update={"state": "sent"}))
    (row,) = typed("remind --dry-run --json", now="2026-03-09T14:00+08:00").json
    assert (row["kind"], row["title"], row["due"], row["days"]) == (
        "contact-owed", "市场部: 新品上线", "2026-03-09", 0,
    )  # fmt: skip
    typed("remind", now="2026-03-09T14:00+08:00")
    (mail,) = queued(office)
    assert (mail.kind, mail.department, mail.to) == ("notice", "市场部", row["to"]["email"])
