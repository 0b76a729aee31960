"""`collabtui status` and `collabtui remind` read the list that the worker reads."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from collabtui.demo.server import MailServer
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.home import Home, write_config
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.base.workspace import open_workspace
from collabtui.lifecycle.people import edit_people
from collabtui.worker.lease import NAME, SECONDS, this_process
from collabtui.worker.real_clock import wall_clock
from support.command_line import Type
from support.due_world import ALL_OWED, let_everything_come_due
from support.world import CONFIG, PEOPLE, Clock

FACILITATORS = {"agenda-owed", "minutes-owed", "contact-owed", "retrospective-owed"}
REMIND_KEYS = ("kind", "to", "ref", "title", "due", "days")
DAY_BEFORE = "2026-03-01T15:00+08:00"
"""Less than a day before M1 begins."""


@pytest.fixture
def owing(home: Home) -> Iterator[Workspace]:
    """No mail server answers: what is queued stays in the outbox."""
    clock = Clock()
    write_config(home, CONFIG.model_copy(update={"smtp": CONFIG.smtp.model_copy(update={"port": 1})}))
    with open_workspace(home, CONFIG, clock) as workspace:
        edit_people.import_people(workspace.as_user("command"), PEOPLE)
        let_everything_come_due(workspace, clock)
        yield workspace


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
    notices = Counter(row["kind"] for row in rows if row["kind"] in FACILITATORS)
    assert sum(notices.values()) == sum(mail.kind == "notice" for mail in mails)
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
    assert "Nothing" in typed("remind", now=DAY_BEFORE).out
    assert len(mail_server.mail_for("facilitator@example.test")) == 1


def test_status_says_what_is_due_and_how_far_mail_is(owing: Workspace, typed: Type) -> None:
    before = owing.store.change_counter()
    status = typed("status --json", now=ALL_OWED).json
    assert status["due"] == typed("remind --dry-run --json", now=ALL_OWED).json != []
    assert {change["kind"] for change in status["changes"]} == {"silent-consent", "series-ahead"}
    assert (status["outbox"]["queued"], status["inbox"]["waiting"], status["worker"]) == (0, 0, None)
    assert status["outbox"]["sent"] > 0
    assert status["sent_at"] == "2026-03-06T02:00:00+00:00"
    assert status["read_at"] == "2026-03-02T08:00:00+00:00"
    assert owing.store.change_counter() == before
    typed("remind", now=ALL_OWED)
    after = typed("status --json", now=ALL_OWED).json
    assert (after["due"], after["outbox"]["queued"]) == ([], len(queued(owing)))


def test_status_says_it_in_words(owing: Workspace, typed: Type) -> None:
    chinese = typed("status", now=ALL_OWED, COLLABTUI_LANG="zh").out
    for words in ("缺对接人", "SER1：下一遍排出", "视为默认同意", "发件箱：", "最近收信：2026-03-02", "没有后台在运行"):
        assert words in chinese
    english = typed("status", now=ALL_OWED, COLLABTUI_LANG="en").out
    for words in ("things are due now", "nothing waits for you", "The last mail left at 2026-03-06", "No worker runs."):
        assert words in english


def test_status_of_an_office_where_nothing_was_done_yet(configured: Home, typed: Type) -> None:
    said = typed("status", COLLABTUI_LANG="en")
    assert (said.code, said.err) == (0, "")
    for words in ("0 things", "No mail has come in yet.", "No mail has left yet."):
        assert words in said.out


@pytest.mark.parametrize(
    ("holder", "age", "running"),
    [(this_process(), 0, True), (this_process(), SECONDS + 1, False), ("elsewhere:1:1", 0, True)],
    ids=["here", "run out", "another machine"],
)
def test_status_names_the_worker_that_holds_the_lease(
    owing: Workspace, typed: Type, holder: str, age: int, running: bool
) -> None:
    owing.store.acquire_lease(NAME, holder, now=wall_clock() - timedelta(seconds=age), seconds=SECONDS)
    worker = typed("status --json", now=ALL_OWED).json["worker"]
    assert (worker["holder"], worker["running"]) == (holder, running)
    assert datetime.fromisoformat(worker["until"]).tzinfo is not None
    assert holder in typed("status", now=ALL_OWED).out


def test_a_worker_that_was_killed_runs_no_more(owing: Workspace, typed: Type) -> None:
    host, pid, _ = this_process().split(":")
    owing.store.acquire_lease(NAME, f"{host}:{pid}:1", now=wall_clock(), seconds=SECONDS)
    assert typed("status --json", now=ALL_OWED).json["worker"]["running"] is False
