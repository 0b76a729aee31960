"""`collabtui status`: what is due, how far mail is, whether a worker runs."""

from datetime import datetime, timedelta

import pytest

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.home import Home
from collabtui.lifecycle.base.acting import Workspace
from collabtui.worker.lease import NAME, SECONDS, this_process
from collabtui.worker.real_clock import wall_clock
from support.command_line import Type
from support.due_world import ALL_OWED


def queued(workspace: Workspace) -> list[Outgoing]:
    return workspace.store.find(Outgoing, state="queued")


def test_status_says_what_is_due_and_how_far_mail_is(owing: Workspace, typed: Type) -> None:
    before = owing.store.change_counter()
    status = typed("status --json", now=ALL_OWED).json
    assert status["due"] == typed("remind --dry-run --json", now=ALL_OWED).json != []
    assert {change["kind"] for change in status["changes"]} == {"silent-consent", "series-ahead"}
    assert (status["outbox"]["queued"], status["inbox"]["waiting"], status["worker"]) == (0, 1, None)
    assert status["outbox"]["sent"] > 0
    assert status["sent_at"] == "2026-03-09T02:00:00+00:00"
    assert status["read_at"] == "2026-03-06T02:00:00+00:00"
    assert owing.store.change_counter() == before
    typed("remind", now=ALL_OWED)
    after = typed("status --json", now=ALL_OWED).json
    assert (after["due"], after["outbox"]["queued"]) == ([], len(queued(owing)))


def test_status_says_it_in_words(owing: Workspace, typed: Type) -> None:
    chinese = typed("status", now=ALL_OWED, COLLABTUI_LANG="zh").out
    for words in ("缺对接人", "SER1：下一遍排出", "视为默认同意", "发件箱：", "最近收信：2026-03-06", "没有后台在运行"):
        assert words in chinese
    english = typed("status", now=ALL_OWED, COLLABTUI_LANG="en").out
    for words in ("things are due now", "1 mail waits for you", "The last mail left at 2026-03-09", "No worker runs."):
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
