"""A confidential matter asks a department where nobody may read it: said, owed and lacking until somebody may."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collabtui.domain.mail.mail_about import ChangeTo
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.matters.department_answer import DepartmentRequest
from collabtui.domain.matters.matter import Contact, Matter, NamedReader
from collabtui.domain.matters.step_requirements import lacking
from collabtui.domain.people import Department, Person
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.due.for_facilitator.unread_departments_due import UnreadDepartmentsDue
from collabtui.lifecycle.due.registry import queue_due
from collabtui.lifecycle.matters.change_requests.ask_about_change import ask_approval
from collabtui.lifecycle.matters.collaboration_request import answer_for, ask, send_request
from collabtui.lifecycle.matters.confidential_matters import (
    confidentiality,
    make_confidential,
    make_open,
    unread_speakers,
)
from collabtui.store.queries.row_reader import open_reader
from collabtui.store.queries.step_facts import matter_facts
from collabtui.store.records.unread_departments import unread_departments
from support.invariants import database_of
from support.replies import send_all
from support.world import Clock

NOW = datetime(2026, 2, 27, 2, tzinfo=UTC)
X, ZHAO, CHEN = "X-2026-001", "P3", "P4"


@pytest.fixture
def asked(published: Workspace, clock: Clock) -> Workspace:
    """研发部, whose head is 赵强, with 陈静 alone as a reader."""
    send_all(published)
    ask(published.as_user("command"), X, "研发部", "接口")
    make_confidential(published.as_user("command"), X, ["陈静"])
    send_request(published.as_user("command"), X)
    send_all(published)
    clock.set("2026-03-03T09:05+08:00")
    return published


def told(workspace: Workspace) -> list[Outgoing]:
    return queue_due(workspace.as_worker(), (UnreadDepartmentsDue(),))


def lacks(workspace: Workspace, path: Path) -> list[str]:
    with closing(open_reader(path)) as reader:
        return [one.key for one in lacking(matter_facts(reader, X, today=workspace.as_worker().today), "request")]


def owed(workspace: Workspace) -> list[str]:
    return [duty.title for duty in workspace.store.open_duties() if duty.kind == "department-unread"]


def test_it_is_known_as_soon_as_the_matter_is_confidential(asked: Workspace) -> None:
    acting = asked.as_user("command")
    (found,) = confidentiality(acting.store, acting, X).unread
    assert (found.department, [one.name for one in found.people]) == ("研发部", ["张伟", "赵强"])


def test_the_facilitator_is_told_once_with_who_could_read(asked: Workspace) -> None:
    (mail,) = told(asked)
    assert mail.to == "li@example.test"
    assert "研发部里没有人在可读名单上" in mail.text.replace("\n", "")
    assert "可以给阅读权限：张伟、赵强" in mail.text
    assert "collabtui matter confidential X-2026-001 --readers" in mail.text
    assert told(asked) == []


@pytest.mark.parametrize("how", ["reader", "open", "deputy"])
def test_it_is_over_once_somebody_there_may_read(asked: Workspace, how: str) -> None:
    assert owed(asked) == ["研发部"]
    acting = asked.as_user("command")
    if how == "open":
        make_open(acting, X)
    elif how == "reader":
        make_confidential(acting, X, ["陈静", "赵强"])
    else:
        with acting.transaction() as tx:
            tx.put(tx.get(Person, ZHAO).model_copy(update={"deputy": CHEN}))
    assert owed(asked) == []
    assert confidentiality(acting.store, acting, X).unread == ()
    assert told(asked) == []


def test_a_head_who_may_not_read_has_his_deputy_asked_who_may(published: Workspace) -> None:
    acting = published.as_user("command")
    with acting.transaction() as tx:
        tx.put(tx.get(Person, ZHAO).model_copy(update={"deputy": CHEN}))
    ask(acting, X, "研发部", "接口")
    make_confidential(acting, X, ["陈静"])
    queued = send_request(acting, X).queued
    assert [mail.person for mail in queued if mail.department == "研发部"] == [CHEN]


def test_nothing_is_owed_of_an_archived_matter(asked: Workspace) -> None:
    with asked.as_user("command").transaction() as tx:
        matter = tx.get(Matter, X)
        tx.put(matter.model_copy(update={"step": "archive"}))
    assert owed(asked) == []


def test_the_step_names_it_in_the_place_of_silence(asked: Workspace, tmp_path: Path) -> None:
    assert "lacks.request.unread" in lacks(asked, tmp_path / "collabtui.db")
    assert "lacks.request.silent" not in lacks(asked, tmp_path / "collabtui.db")


def questions(workspace: Workspace) -> list[tuple[str, str, str]]:
    found: list[tuple[str, str, str]] = []
    for one in queue_due(workspace.as_worker()):
        found += [(one.person, one.kind, one.department)] if one.department else []
    send_all(workspace)
    return found


def test_who_becomes_a_reader_is_asked_at_the_next_pass_and_once(asked: Workspace) -> None:
    assert questions(asked) == []
    make_confidential(asked.as_user("command"), X, ["陈静", "赵强"])
    assert questions(asked) == [(ZHAO, "request", "研发部")]
    (mail,) = asked.store.find(Outgoing, person=ZHAO, matter=X, department="研发部")
    assert "接口" in mail.text
    make_confidential(asked.as_user("command"), X, ["赵强"])
    assert questions(asked) == []
    make_confidential(asked.as_user("command"), X, ["赵强", "张伟"])
    assert questions(asked) == [("P2", "request", "研发部")]


def test_a_department_that_has_answered_is_not_asked_again(asked: Workspace) -> None:
    answer_for(asked.as_user("command"), X, "研发部", "for")
    make_confidential(asked.as_user("command"), X, ["赵强"])
    assert questions(asked) == []


def test_the_question_of_a_change_reaches_a_new_reader_too(asked: Workspace) -> None:
    change = ask_approval(asked.as_user("command"), X, "plan").change
    send_all(asked)
    make_confidential(asked.as_user("command"), X, ["赵强"])
    assert (ZHAO, "change", "研发部") in questions(asked)
    (mail,) = [one for one in asked.store.find(Outgoing, change=change.ref) if one.person == ZHAO]
    assert mail.about == ChangeTo(change=change.ref, matter=X, department="研发部")
    assert questions(asked) == []


PERSON = st.fixed_dictionaries({
    "department": st.sampled_from(["研发部", "市场部", ""]),
    "head": st.booleans(),
    "deputy": st.sampled_from([None, "P2", "P3", "P4", "P5"]),
    "away_deputy": st.sampled_from([None, None, "P2", "P5"]),
    "left_at": st.sampled_from([None, None, None, NOW]),
})  # fmt: skip
SOMEBODY = st.sampled_from([None, "P2", "P3", "P4", "P5"])


@given(
    people=st.lists(PERSON, min_size=4, max_size=4),
    readers=st.sets(st.sampled_from(["P1", "P2", "P3", "P4", "P5"])),
    contact=SOMEBODY,
    of_department=SOMEBODY,
    owner=SOMEBODY,
    clerk=SOMEBODY,
)
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_rows_and_records_agree_on_who_may_read_for_a_department(
    published: Workspace,
    people: list[dict[str, Any]],
    readers: set[str],
    contact: str | None,
    of_department: str | None,
    owner: str | None,
    clerk: str | None,
) -> None:
    """The first page asks plain rows, and every mail asks records: whoever leaves, stands in or keeps papers. The
    facilitator, whom rows do not know, speaks for none of them."""
    acting = published.as_user("command")
    with acting.transaction() as tx:
        for number, fields in enumerate(people, 2):
            himself = {name: None for name in ("deputy", "away_deputy") if fields[name] == f"P{number}"}
            tx.put(tx.get(Person, f"P{number}").model_copy(update=fields | himself))
        entered = tx.find(Department, name="研发部", limit=1)
        tx.put(entered[0].model_copy(update={"contact": of_department}))
        named = (Contact(department="研发部", person=contact),) if contact else ()
        update = {
            "confidential": True, "owner": owner, "clerk": clerk, "contacts": named,
            "readers": tuple(NamedReader(person=ref) for ref in sorted(readers)),
            "asked": tuple(DepartmentRequest(department=one, what="人手") for one in ("研发部", "市场部")),
        }  # fmt: skip
        tx.put(tx.get(Matter, X).model_copy(update=update))
    matter = acting.store.get(Matter, X)
    with closing(open_reader(database_of(published))) as reader:
        of_rows = {one.department for one in unread_departments(reader, X)}
    of_records = {one.department for one in unread_speakers(acting.store, acting, matter)}
    assert of_rows == of_records
