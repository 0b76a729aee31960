"""`collabtui status`: what is due, how far mail is, whether a worker runs."""

from datetime import UTC, datetime, timedelta

import pytest

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.errors import Unreachable
from collabtui.home import Home
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.meetings import invite, plan
from collabtui.lifecycle.people.person_leaves import leave
from collabtui.worker.lease import NAME, SECONDS, this_process
from collabtui.worker.mailbox_trouble import TroubleNote
from collabtui.worker.real_clock import wall_clock
from support.command_line import Type
from support.due_world import ALL_OWED
from support.replies import send_all
from support.world import AGENDA


def queued(workspace: Workspace) -> list[Outgoing]:
    return workspace.store.find(Outgoing, state="queued")


def test_status_says_what_is_due_and_how_far_mail_is(owing: Workspace, typed: Type) -> None:
    before = owing.store.change_counter()
    status = typed("status --json", now=ALL_OWED).json
    assert status["due"] == typed("remind --dry-run --json", now=ALL_OWED).json != []
    assert {change["kind"] for change in status["changes"]} == {"silent-consent", "series-ahead"}
    assert (status["outbox"]["queued"], status["inbox"]["waiting"], status["worker"]) == (0, 2, None)
    assert status["outbox"]["sent"] > 0
    assert status["sent_at"] == "2026-03-09T02:00:00+00:00"
    assert status["read_at"] == "2026-03-06T02:00:00+00:00"
    assert owing.store.change_counter() == before
    typed("remind", now=ALL_OWED)
    after = typed("status --json", now=ALL_OWED).json
    assert (after["due"], after["outbox"]["queued"]) == ([], len(queued(owing)))


def test_status_says_it_in_words(owing: Workspace, typed: Type) -> None:
    chinese = typed("status", now=ALL_OWED, COLLABTUI_LANG="zh").out
    said = ("缺对接人", "SER1：下一轮排出", "视为默认同意", "发件箱：", "最近收信：2026-03-06", "没有后台进程在运行")
    for words in said:
        assert words in chinese
    english = typed("status", now=ALL_OWED, COLLABTUI_LANG="en").out
    for words in ("things are due now", "2 mails wait for you", "Last mail sent: 2026-03-09", "No worker is running."):
        assert words in english


def test_status_of_an_office_where_nothing_was_done_yet(configured: Home, typed: Type) -> None:
    said = typed("status", COLLABTUI_LANG="en")
    assert (said.code, said.err) == (0, "")
    for words in ("0 things", "No mail has been received yet.", "No mail has been sent yet."):
        assert words in said.out


def test_status_names_a_mailbox_that_is_not_read(configured: Home, typed: Type) -> None:
    busy = Unreachable("imap.busy", host="mx.test", text="[LIMIT] later")
    TroubleNote(configured).failed("li@mx.test/INBOX", busy, datetime(2026, 3, 2, 1, tzinfo=UTC))
    english, chinese = (typed("status", COLLABTUI_LANG=locale).out for locale in ("en", "zh"))
    assert "li@mx.test/INBOX has not been read since 2026-03-02 09:00: mx.test asks to come back later" in english
    assert "起收不到信：mx.test 要求稍后再来" in chinese
    (row,) = typed("status --json", COLLABTUI_LANG="en").json["trouble"]
    assert (row["mailbox"], row["since"]) == ("li@mx.test/INBOX", "2026-03-02T01:00:00+00:00")
    assert "[LIMIT] later" in row["why"]


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


def test_prometheus_is_given_every_number(owing: Workspace, typed: Type) -> None:
    for name, holder in (("worker a", this_process()), ("worker b", "elsewhere:1:1"), ("mailbox li@x/INBOX", "a:1:1")):
        owing.store.acquire_lease(name, holder, now=wall_clock(), seconds=SECONDS)
    typed("remind", now=ALL_OWED)
    said = typed("status --prometheus", now=ALL_OWED).out
    status = typed("status --json", now=ALL_OWED).json
    samples = dict(line.rsplit(" ", 1) for line in said.splitlines() if not line.startswith("#"))
    assert samples['collabtui_outbox_mails{state="queued"}'] == str(len(queued(owing)))
    assert samples["collabtui_inbox_waiting_mails"] == str(status["inbox"]["waiting"])
    assert samples["collabtui_due_duties"] == str(len(status["due"]))
    assert samples[f'collabtui_worker_up{{worker="{this_process()}"}}'] == "1"
    assert samples['collabtui_worker_up{worker="elsewhere:1:1"}'] == "1"
    assert samples['collabtui_mailbox_has_reader{mailbox="li@x/INBOX"}'] == "1"
    assert samples['collabtui_mailbox_unfetched_mails{mailbox="li@x/INBOX"}'] == "0"
    assert float(samples["collabtui_outbox_oldest_due_seconds"]) >= 0
    assert float(samples["collabtui_inbox_oldest_waiting_seconds"]) > 0
    helps, types = (sum(line.startswith(f"# {word} ") for line in said.splitlines()) for word in ("HELP", "TYPE"))
    assert helps == types >= 9


def test_several_workers_and_their_mailboxes_are_named(owing: Workspace, typed: Type) -> None:
    owing.store.acquire_lease("worker a", this_process(), now=wall_clock(), seconds=SECONDS)
    owing.store.acquire_lease("worker b", "elsewhere:1:1", now=wall_clock() - timedelta(hours=1), seconds=SECONDS)
    owing.store.acquire_lease("mailbox li@x/INBOX", "elsewhere:1:1", now=wall_clock(), seconds=SECONDS)
    status = typed("status --json", now=ALL_OWED).json
    assert [(one["holder"], one["running"]) for one in status["workers"]] == [
        (this_process(), True), ("elsewhere:1:1", False)
    ]  # fmt: skip
    assert status["worker"]["holder"] == this_process()
    assert [(one["mailbox"], one["reader"]["holder"]) for one in status["mailboxes"]] == [
        ("li@x/INBOX", "elsewhere:1:1")
    ]
    said = typed("status", now=ALL_OWED, COLLABTUI_LANG="en").out
    assert "The mailbox li@x/INBOX is read by elsewhere:1:1." in said
    assert "A worker is running" in said
    assert "No worker is running; the last one ended" in said


def test_status_names_an_invitation_that_is_to_go_out_again(office: Workspace, typed: Type) -> None:
    acting = office.as_user("command")
    plan.new_meeting(acting, AGENDA)
    invite.invite(acting, "M1")
    send_all(office)
    now = "2026-02-27T13:00+08:00"
    assert typed("status --json", now=now).json["invitations"] == []
    leave(acting, "P4", "P3")
    (owed,) = typed("status --json", now=now).json["invitations"]
    assert owed == {"ref": "M1", "title": "新品上线协作会", "new": ["赵强"], "gone": ["陈静"]}
    for lang, said in (("zh", "赵强还没有收到邀请"), ("en", "has not gone to 赵强 yet")):
        shown = typed(f"status --lang {lang}", now=now).out
        assert said in shown
        assert "collabtui meeting invite M1" in shown
