"""A department's promise and an action's check list, answered by impostors, machines, others' secrets and replays."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.matters.resource import Resource
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.domain.people import Person
from collabtui.lifecycle.actions.change_action import ActionChange, change_action
from collabtui.lifecycle.actions.deliverable_checks import ask_checks
from collabtui.lifecycle.actions.edit_actions import add_action
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.mail_in.review import undo_mail
from collabtui.lifecycle.matters.resources import ResourceDraft, add_resource, ask_for_resources
from collabtui.lifecycle.people.person_leaves import leave
from support.departments import CHEN, MATTER, ask_three
from support.replies import reply, send_all
from support.world import Clock

ZHANG, ZHAO = "zhang@example.test", "zhao@example.test"
FOURTH = "Wed, 04 Mar 2026 09:00:00 +0800"


class Question(NamedTuple):
    """What 陈静 was asked, and her yes to it."""

    mail: Outgoing
    yes: str
    said: Callable[[], object]
    """None as long as nothing is."""


def _resource(office: Workspace) -> Question:
    ask_three(office)
    acting = office.as_user("command")
    add_resource(acting, MATTER, ResourceDraft("测试服务器", "市场部"))
    (mail,) = ask_for_resources(acting, MATTER).queued
    return Question(mail, "同意", lambda: office.store.get(Resource, "RES1").answer)


def _checks(office: Workspace) -> Question:
    acting = office.as_user("command").quiet()
    draft = ActionDraft(
        title="写报告", owner="张伟", due=date(2026, 3, 10), deliverable="报告", checks=("目录齐全", "格式")
    )
    change_action(acting, add_action(acting, draft).ref, ActionChange(doer="陈静"))
    (mail,) = ask_checks(office.as_user("command"), "A1").queued
    return Question(mail, "全部达标", lambda: office.store.get(Action, "A1").checks[0].ok)


@pytest.fixture(params=[_resource, _checks], ids=["resource", "checks"])
def question(request: pytest.FixtureRequest, planned: Workspace) -> Question:
    found: Question = request.param(planned)
    send_all(planned)
    return found


def taken(workspace: Workspace, raw: bytes, *, junk: bool = False) -> Incoming:
    found = receive(workspace.as_worker(), raw, junk=junk)
    assert found is not None
    return found


def ref(workspace: Workspace, address: str) -> str:
    return workspace.store.find(Person, email=address)[0].ref


ATTACKS: dict[str, Callable[[Question], bytes]] = {
    "a forged From": lambda one: reply(one.mail, one.yes, token=False, quote=False),
    "a colleague with her secret": lambda one: reply(one.mail, one.yes, sender=ZHANG),
    "a head of another department with her secret": lambda one: reply(one.mail, one.yes, sender=ZHAO),
    "a stranger with her secret": lambda one: reply(one.mail, one.yes, sender="eve@evil.test"),
    "a look-alike": lambda one: reply(one.mail, one.yes, sender=f"{CHEN}.evil.test"),
    "her address as a display name": lambda one: reply(one.mail, one.yes, sender=f'"{CHEN}" <eve@evil.test>'),
    "a machine of hers": lambda one: b"Auto-Submitted: auto-replied\r\n" + reply(one.mail, one.yes),
    "a quotation alone": lambda one: reply(one.mail, f"> {one.yes}"),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_such_a_mail_promises_nothing(planned: Workspace, question: Question, attack: str) -> None:
    found = taken(planned, ATTACKS[attack](question))
    assert found.state in ("waiting", "ignored")
    assert question.said() is None


def test_what_lay_in_the_junk_folder_waits(planned: Workspace, question: Question) -> None:
    assert taken(planned, reply(question.mail, question.yes), junk=True).state == "waiting"
    assert question.said() is None


def test_her_own_answer_counts_and_a_replay_of_it_after_an_undo_does_not(
    planned: Workspace, question: Question
) -> None:
    raw = reply(question.mail, question.yes)
    first = taken(planned, raw)
    assert first.verdict == "apply"
    assert question.said()
    undo_mail(planned.as_user("key"), first.ref)
    assert question.said() is None
    for again in (raw, b"Received: from evil.test by x; Mon, 02 Mar 2026 18:00:00 +0800\r\n" + raw):
        receive(planned.as_worker(), again)
        assert question.said() is None


def test_an_older_word_under_another_message_id_does_not_replace_a_newer_one(
    planned: Workspace, question: Question, clock: Clock
) -> None:
    clock.set("2026-03-05T10:00+08:00")
    no = {"同意": "不同意：没有了", "全部达标": "全部不达标"}[question.yes]
    taken(planned, reply(question.mail, no, date=FOURTH))
    known = question.said()
    taken(planned, reply(question.mail, question.yes, date="Tue, 03 Mar 2026 09:00:00 +0800"))
    assert question.said() == known


def test_who_has_left_says_nothing_any_more(planned: Workspace, question: Question) -> None:
    leave(planned.as_user("key"), ref(planned, CHEN), ref(planned, ZHANG))
    assert taken(planned, reply(question.mail, question.yes)).state == "waiting"
    assert question.said() is None
