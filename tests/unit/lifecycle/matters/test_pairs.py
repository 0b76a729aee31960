"""Two things that happen to one matter at once: people who leave or are away, names that change, what is undone."""

from datetime import date

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.department_answer import answer_of
from collabtui.domain.matters.matter import Criterion, Milestone
from collabtui.domain.matters.resource import Resource
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.domain.meetings.meeting import Question
from collabtui.domain.people import Person
from collabtui.formats.documents.document import Signatures
from collabtui.formats.documents.document_markdown import write_markdown
from collabtui.lifecycle.actions.edit_actions import add_action
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.matters.change_requests import ask_about_change, decide_change
from collabtui.lifecycle.matters.collaboration_request import ask, preview_request
from collabtui.lifecycle.matters.confidential_matters import make_confidential
from collabtui.lifecycle.matters.duty_letters import duty_letters
from collabtui.lifecycle.matters.edit_matters import describe_matter
from collabtui.lifecycle.matters.forms.filling import filled_form
from collabtui.lifecycle.matters.reached_milestones import reach_milestone
from collabtui.lifecycle.matters.resources import ResourceDraft, add_resource, ask_for_resources, withdraw_resource
from collabtui.lifecycle.matters.risks import settle_question
from collabtui.lifecycle.people.department_moves import rename
from collabtui.lifecycle.people.edit_absence import set_away
from collabtui.lifecycle.people.person_leaves import leave
from support.departments import BOB, CHEN, MATTER, ZHANG, ZHAO, new, says
from support.replies import outgoing, reply, send_all

FIRST, LAST = date(2026, 2, 27), date(2026, 3, 6)


@pytest.fixture
def signed(workspace: Workspace) -> Workspace:
    """市场部 asks for the matter, and its head has signed the request, C1."""
    new(workspace)
    key = workspace.as_user("key")
    describe_matter(key, MATTER, {"initiator": "市场部", "milestones": (Milestone(text="冻结", day=LAST),)})
    ask_about_change.ask_approval(key, MATTER, "request")
    send_all(workspace)
    says(workspace, CHEN, "同意", kind="change")
    return workspace


def person(workspace: Workspace, address: str) -> str:
    return workspace.store.find(Person, email=address)[0].ref


def said(workspace: Workspace) -> str:
    """The line of who asks, on the form of the request."""
    form = filled_form(workspace.as_user("key"), workspace.store, MATTER, "request", "zh")
    (lines,) = [one for one in form.blocks if isinstance(one, Signatures)]
    return f"{lines.lines[0].who}: {lines.lines[0].said}"


def is_named(workspace: Workspace) -> bool:
    """Whether the mails of the request say who has signed it."""
    return any("签字" in one.text for _, one in preview_request(workspace.as_user("key"), MATTER))


def test_a_signed_request_goes_with_its_department_to_another_name(signed: Workspace) -> None:
    rename(signed.as_user("key"), "市场部", "增长部")
    assert said(signed).startswith("增长部 陈静: 同意")


def test_a_milestone_that_is_reached_changes_nothing_of_what_was_signed(signed: Workspace) -> None:
    reach_milestone(signed.as_user("key"), MATTER, "冻结", FIRST)
    assert ("已变更" in said(signed) or "有改动" in said(signed), is_named(signed)) == (False, True)


def test_another_department_that_is_asked_makes_it_another_request(signed: Workspace) -> None:
    ask(signed.as_user("key"), MATTER, "研发部", "三名后端")
    assert not is_named(signed)


def test_who_signed_and_left_has_signed(signed: Workspace) -> None:
    leave(signed.as_user("key"), person(signed, CHEN), person(signed, ZHANG))
    assert said(signed).startswith("市场部 陈静: 同意")


def test_a_question_to_who_leaves_before_he_answers_is_for_the_one_who_takes_over(workspace: Workspace) -> None:
    new(workspace)
    key = workspace.as_user("key")
    add_action(key.quiet(), ActionDraft(title="合同", owner="陈静", due=LAST, deliverable="合同"), MATTER)
    ask_about_change.ask_approval(key, MATTER, "plan")
    send_all(workspace)
    asked = outgoing(workspace, ZHAO, "change")
    leave(key, person(workspace, ZHAO), person(workspace, ZHANG))
    receive(workspace.as_worker(), reply(asked, "同意"))
    change = workspace.store.get(ChangeRequest, "C1")
    assert answer_of(change.opinions, "研发部") is None, "who has left speaks for nobody"


def test_the_draft_of_duties_goes_to_the_deputy_of_who_is_away(workspace: Workspace) -> None:
    new(workspace)
    key = workspace.as_user("key")
    set_away(key, person(workspace, ZHANG), FIRST, LAST, BOB)
    to = {one.person.email for one in duty_letters(workspace.store, key, MATTER, "研发部")}
    assert to == {BOB, ZHAO}


def test_an_answer_to_a_question_can_be_taken_back(published: Workspace) -> None:
    key = published.as_user("key")
    settle_question(key, "Q1", "市场部")
    undo_last(key)
    question = published.store.get(Question, "Q1")
    assert (question.state, question.answer, question.answered_at) == ("open", "", None)


def test_an_approval_that_is_taken_back_signs_nothing(workspace: Workspace) -> None:
    new(workspace)
    key = workspace.as_user("key")
    describe_matter(key, MATTER, {"initiator": "市场部"})
    ask_about_change.ask_approval(key, MATTER, "request")
    undo_last(key)
    assert said(workspace) == "市场部 陈静: "


def test_a_confidential_request_is_signed_by_its_readers_alone(workspace: Workspace) -> None:
    new(workspace)
    key = workspace.as_user("key")
    describe_matter(key, MATTER, {"initiator": "市场部"})
    make_confidential(key, MATTER, ("赵强",))
    asked = ask_about_change.ask_approval(key, MATTER, "request")
    assert [("两名后端" in mail.text, mail.to) for mail in asked.queued] == [(False, CHEN)]


def test_a_cancelled_task_is_no_duty_and_no_overlap(workspace: Workspace) -> None:
    new(workspace)
    key = workspace.as_user("command").quiet()
    for owner in ("张伟", "陈静"):
        add_action(key, ActionDraft(title="手册", owner=owner, due=LAST, deliverable="手册"), MATTER)
    with key.transaction() as tx:
        tx.put(tx.get(Action, "A2").model_copy(update={"status": "cancelled"}))
    form = write_markdown(filled_form(key, workspace.store, MATTER, "duties", "zh"))
    assert ("都要交付" in form, "A2" in form) == (False, False)


def test_a_department_that_is_renamed_has_signed_what_stands(signed: Workspace) -> None:
    rename(signed.as_user("key"), "市场部", "增长部")
    rename(signed.as_user("key"), "增长部", "品牌部")
    rename(signed.as_user("key"), "研发部", "技术部")
    assert ("此后内容有改动" in said(signed), is_named(signed)) == (False, True)
    describe_matter(signed.as_user("key"), MATTER, {"initiator": "技术部"})
    assert not is_named(signed), "another department asks"


@pytest.mark.parametrize(("to", "told"), [(CHEN, "在你答复前已作废"), (BOB, "was withdrawn before you answered")])
def test_who_agrees_to_what_was_taken_back_reads_so(workspace: Workspace, to: str, told: str) -> None:
    new(workspace)
    ask_about_change.ask_approval(workspace.as_user("key"), MATTER, "kick-off")
    send_all(workspace)
    mail = outgoing(workspace, to, "change")
    undo_last(workspace.as_user("key"))
    receive(workspace.as_worker(), reply(mail, "同意"))
    assert told in " ".join(outgoing(workspace, to, "answer").text.split())


def test_who_agrees_to_what_was_decided_reads_so(workspace: Workspace) -> None:
    new(workspace)
    ask_about_change.ask_approval(workspace.as_user("key"), MATTER, "kick-off")
    send_all(workspace)
    mail = outgoing(workspace, CHEN, "change")
    decide_change.decide(workspace.as_user("key"), "C1", "granted", "", "总经理已定")
    receive(workspace.as_worker(), reply(mail, "同意"))
    assert "在你答复前已有决定" in outgoing(workspace, CHEN, "answer").text


def test_a_deputy_meets_a_criterion_for_who_is_away(workspace: Workspace) -> None:
    new(workspace)
    key = workspace.as_user("key")
    describe_matter(key, MATTER, {"supervising": "市场部", "criteria": (Criterion(text="可用率"),)})
    set_away(key, person(workspace, CHEN), FIRST, LAST, ZHANG)
    ask_about_change.ask_approval(key, MATTER, "criteria")
    send_all(workspace)
    says(workspace, ZHANG, "1 通过，99%", kind="change")
    form = write_markdown(filled_form(key, workspace.store, MATTER, "acceptance", "zh"))
    (row,) = (line for line in form.splitlines() if line.startswith("| 可用率"))
    assert "张伟（代陈静）" in row


def test_who_promises_what_was_withdrawn_reads_so(workspace: Workspace) -> None:
    new(workspace)
    key = workspace.as_user("key")
    add_resource(key, MATTER, ResourceDraft("测试机", "市场部", amount="2"))
    ask_for_resources(key, MATTER)
    send_all(workspace)
    mail = workspace.store.find(Outgoing, to=CHEN, newest_first=True)[0]
    withdraw_resource(key, workspace.store.find(Resource)[0].ref)
    receive(workspace.as_worker(), reply(mail, "同意"))
    assert "在你答复前已作废" in outgoing(workspace, CHEN, "answer").text


@pytest.mark.parametrize(("readers", "asked"), [([CHEN], CHEN), ([CHEN, ZHANG], ZHANG)])
def test_who_stands_in_for_a_reader_of_a_confidential_matter_is_asked_where_he_may_read_it(
    workspace: Workspace, readers: list[str], asked: str
) -> None:
    """Else it waits for the reader: a question that names nothing would be lost on the deputy."""
    new(workspace)
    key = workspace.as_user("key")
    describe_matter(key, MATTER, {"initiator": "市场部"})
    make_confidential(key, MATTER, readers)
    set_away(key, person(workspace, CHEN), FIRST, LAST, "张伟")
    ask_about_change.ask_approval(key, MATTER, "request")
    mails = [mail for mail in workspace.store.find(Outgoing, state="queued") if mail.kind == "change"]
    assert [mail.to for mail in mails] == [asked]
