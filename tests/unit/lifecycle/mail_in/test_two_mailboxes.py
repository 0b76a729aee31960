"""Two accounts: a mail counts once, by whichever mailbox, worker or command it comes, and in whatever order; and who
may not see a matter any more reads nothing of it in what he is answered."""

from dataclasses import replace
from itertools import permutations
from threading import Barrier, Thread

import pytest

from collabtui.domain.access.mail_account import MailAccount
from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.mail.reply import Update
from collabtui.domain.matters.matter import Matter, NamedReader
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.people import Person
from collabtui.lifecycle.access.edit_accounts import AccountFields, ServerFields, add_account
from collabtui.lifecycle.actions.edit_actions import update_action
from collabtui.lifecycle.base.access.account_config import config_of
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.live import run
from collabtui.lifecycle.mail_in.receive import explain, receive
from collabtui.lifecycle.matters.collaboration_request import ask
from collabtui.lifecycle.matters.duty_letters import duty_letters
from collabtui.lifecycle.minutes import publish
from collabtui.lifecycle.people.edit_people import PersonChange, edit_person
from support.replies import outgoing, parsed, reply, send_all
from support.world import NOTES, Clock

ZHANG, BOB, HERS, X = "zhang@example.test", "bob@example.test", "zhao@example.test", "X-2026-001"
WAYS = ("his mailbox", "her mailbox", "receive")


@pytest.fixture
def two(planned: Workspace, clock: Clock) -> Workspace:
    """M1 and what came of it belong to a matter that 赵强 writes for, from an account of her own."""
    boss = planned.as_user("command")
    server = ServerFields(host="mail.example.test", security="tls", port=993)
    account = add_account(boss, "hers", AccountFields(email=HERS, person="赵强", smtp=server, imap=server))
    with boss.transaction() as tx:
        matter = tx.get(Meeting, "M1").matter
        assert matter == X
        tx.put(tx.get(Matter, X).model_copy(update={"title": "老鹰计划", "account": account.ref}))
    clock.set("2026-03-02T15:00+08:00")
    run.record(planned.as_user("command"), "M1", NOTES)
    clock.set("2026-03-02T16:00+08:00")
    publish.publish(planned.as_user("command"), "M1")
    send_all(planned)
    return planned


def hers(workspace: Workspace) -> Workspace:
    """As a worker of hers has it, with a configuration of its own."""
    (account,) = workspace.store.find(MailAccount, email=HERS)
    return replace(workspace, account=account.ref, config=config_of(workspace.store, workspace.config, account))


def taken_in(workspace: Workspace, way: str, raw: bytes) -> Incoming | None:
    """As it lies in that mailbox, or in a file."""
    if way == "receive":
        return receive(workspace.as_user("command"), raw.replace(b"\r\n", b"\n"))
    address = HERS if way == "her mailbox" else "li@example.test"
    line = f"Delivered-To: {address}\r\nReceived: by mx.example.test for {address}; Mon, 2 Mar 2026 17:00:03 +0800\r\n"
    worker = hers(workspace) if way == "her mailbox" else workspace
    return receive(worker.as_worker(), line.encode() + raw)


def answers_to(workspace: Workspace, address: str) -> list[Outgoing]:
    return [mail for mail in workspace.store.find(Outgoing, to=address) if mail.kind == "answer"]


@pytest.mark.parametrize("order", list(permutations(WAYS)), ids="-".join)
def test_it_counts_once_and_is_answered_from_the_account_of_its_matter(two: Workspace, order: tuple[str, ...]) -> None:
    asked = outgoing(two, ZHANG, "minutes")
    assert str(parsed(asked)["Reply-To"]).startswith("赵强 <zhao+") or HERS.split("@")[0] in str(
        parsed(asked)["Reply-To"]
    )
    raw = reply(asked, "1 done")
    found = [taken_in(two, way, raw) for way in order]
    assert [one is not None for one in found] == [True, False, False]
    assert two.store.get(Action, "A1").status == "done"
    (answer,) = answers_to(two, ZHANG)
    assert HERS in str(parsed(answer)["From"])
    update_action(two.as_user("key"), "A1", Update(ref="A1", status="in-progress", percent=50))
    assert [taken_in(two, way, raw) for way in order] == [None, None, None]
    assert two.store.get(Action, "A1").status == "in-progress"
    assert len(answers_to(two, ZHANG)) == 1


@pytest.mark.parametrize("first", WAYS)
def test_the_one_who_has_an_account_answers_the_other_s_mail_like_anybody(two: Workspace, first: str) -> None:
    """Her own address is no reason to take her answer for a copy of what went out."""
    asked = outgoing(two, HERS, "minutes")
    raw = reply(asked, "agree")
    assert (found := taken_in(two, first, raw)) is not None
    assert (found.kind, found.state) == ("reply", "applied")
    assert [taken_in(two, way, raw) for way in WAYS] == [None] * 3


def test_two_workers_at_the_same_moment_take_it_in_once(two: Workspace) -> None:
    raw = reply(outgoing(two, ZHANG, "minutes"), "1 done")
    together, found = Barrier(2), list[Incoming | None]()

    def work(way: str) -> None:
        beside = replace(two, store=two.store.open_again())
        together.wait()
        found.append(taken_in(beside, way, raw))
        beside.store.close()

    threads = [Thread(target=work, args=(way,)) for way in WAYS[:2]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(one is not None for one in found) == [False, True]
    assert len(answers_to(two, ZHANG)) == 1


def test_an_account_that_was_taken_away_meanwhile_leaves_the_answer_to_the_other(two: Workspace) -> None:
    raw = reply(outgoing(two, ZHANG, "minutes"), "1 done")
    (account,) = two.store.find(MailAccount, email=HERS)
    with two.as_user("command").transaction() as tx:
        withdrawn = account.withdraw()
        assert withdrawn
        tx.put(withdrawn)
    assert taken_in(two, "his mailbox", raw) is not None
    assert two.store.get(Action, "A1").status == "done"
    (answer,) = answers_to(two, ZHANG)
    assert "li@example.test" in str(parsed(answer)["From"])


SAID = (
    "1 done", "A1 50%", "agree", "更正 1 截止改为3月20日", "1 是什么意思？", "2 能不能晚一周", "A3 done", "status?",
    "把我的事项发给我", "同意，但是 A1 交付物不对", "stop",
)  # fmt: skip


@pytest.mark.parametrize("text", SAID)
def test_who_may_not_see_the_matter_any_more_is_told_nothing_of_it(two: Workspace, text: str) -> None:
    """He was sent the minutes when all could read them; his old secret still says who he is."""
    asked = outgoing(two, BOB, "minutes")
    zhao = two.store.find(Person, email=HERS)[0].ref
    with two.as_user("command").transaction() as tx:
        tx.put(tx.get(Matter, X).model_copy(update={"confidential": True, "readers": (NamedReader(person=zhao),)}))
    before = {mail.ref for mail in two.store.find(Outgoing)}
    secrets = [two.store.get(Matter, X).title, *(one.title for one in two.store.find(Action))]
    others = {one.ref: (one.status, one.due, one.percent) for one in two.store.find(Action) if one.ref != "A3"}
    shown = explain(two.as_worker(), reply(asked, text, quote=False)).answer or ""
    for way in WAYS:
        taken_in(two, way, reply(asked, text, quote=False))
    out = [mail for mail in two.store.find(Outgoing) if mail.ref not in before and mail.to == BOB]
    said = shown + "".join(f"{mail.subject}{mail.text}{parsed(mail)}" for mail in out)
    assert [one for one in secrets if one in said] == []
    assert {one.ref: (one.status, one.due, one.percent) for one in two.store.find(Action) if one.ref != "A3"} == others


@pytest.mark.parametrize("by_her", [False, True])
def test_who_facilitates_the_matter_gets_no_draft_of_duties_and_the_other_facilitator_does(
    two: Workspace, *, by_her: bool
) -> None:
    """Both head a department of it: 赵强, whose mailbox it would come from, and the organiser, who is asked."""
    boss = two.as_user("command")
    edit_person(boss, "P1", PersonChange(head=True))
    for department in ("研发部", "项目办"):
        ask(two.as_user("command"), X, department, "盯进度")
    acting = (hers(two) if by_her else two).as_worker()
    assert {(one.person.name, one.department) for one in duty_letters(two.store, acting, X)} == {
        ("张伟", "研发部"),
        ("李明", "项目办"),
    }
