"""A matter between its meetings: its steps, its contacts, its risks and questions."""

from contextlib import closing
from datetime import date

import pytest

from collabtui.domain.matters.matter import Matter, Risk
from collabtui.domain.meetings.meeting import Question
from collabtui.domain.people import Person
from collabtui.errors import Refused, Unknown
from collabtui.formats.actions.one_table.imported_table import ActionTable
from collabtui.lifecycle.actions.importing.row_matching import RowMatcher
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.base.directory import find_matter
from collabtui.lifecycle.history.undo_last import undo_batch, undo_last
from collabtui.lifecycle.history.undo_plan import plans
from collabtui.lifecycle.matters.edit_matters import MatterDraft, edit_matter, move_to_step, name_contact, new_matter
from collabtui.lifecycle.matters.risks import RiskDraft, close_risk, edit_risk, raise_risk, settle_question
from collabtui.store.queries.lookup import matter_ref
from collabtui.store.queries.row_reader import open_reader
from support.invariants import database_of

X1 = "X-2026-001"


def test_the_organiser_may_be_the_first_person_that_is_named(workspace: Workspace) -> None:
    name = workspace.config.organiser.name
    matter = new_matter(workspace.as_user("command"), MatterDraft(title="装修", owner=name))
    assert workspace.store.get(Person, matter.owner or "").email == workspace.config.organiser.email


def test_a_matter_is_described_anew_and_keeps_its_number(planned: Workspace) -> None:
    acting = planned.as_user("key")
    edit_matter(
        acting, X1, MatterDraft(title=" 新品 上线 ", goal="投诉 −20 %", lead="研发部", wanted=date(2026, 4, 30))
    )
    matter = planned.store.get(Matter, X1)
    assert (matter.title, matter.goal, matter.lead, matter.wanted) == (
        "新品 上线", "投诉 −20 %", "研发部", date(2026, 4, 30),
    )  # fmt: skip
    undo_last(acting)
    assert planned.store.get(Matter, X1).title == "新品上线"


def test_no_two_matters_have_one_title(planned: Workspace) -> None:
    acting = planned.as_user("key")
    new_matter(acting, MatterDraft(title="搬家"))
    with pytest.raises(Refused, match=r"matter\.there.*X-2026-002"):
        edit_matter(acting, X1, MatterDraft(title="搬家"))
    assert edit_matter(acting, X1, MatterDraft(title="新品上线")).ref == X1, "its own title is free for it"
    with pytest.raises(Refused, match=r"matter\.no_title"):
        edit_matter(acting, X1, MatterDraft(title=" "))


def typed(workspace: Workspace, title: str) -> str:
    """The matter that a command means by it."""
    with closing(open_reader(database_of(workspace))) as reader:
        return matter_ref(reader, title)


@pytest.mark.parametrize("way", ["command", "agenda", "table"])
def test_a_former_title_still_means_the_matter(planned: Workspace, way: str) -> None:
    """On each way by which a matter is named: nobody gets a second one of it."""
    acting = planned.as_user("key")
    edit_matter(acting, X1, MatterDraft(title="二期"))

    def meant(title: str) -> str | None:
        if way == "command":
            return typed(planned, title)
        if way == "agenda":
            with acting.transaction() as tx:
                found = find_matter(tx, acting, title)
                return found.ref if planned.store.find(Matter, ref=found.ref) else None
        own = RowMatcher(planned.store, ActionTable(()), title).own_matter
        return own.ref if own is not None else None

    assert meant(" 新品上线 ") == meant("二期") == X1
    second = new_matter(acting, MatterDraft(title="新品上线"))
    assert meant("新品上线") == second.ref, "what is called so now goes first"


@pytest.mark.parametrize("is_withdrawn", [True, False])
def test_a_ref_of_nothing_that_is_there_is_no_title_of_a_new_matter(planned: Workspace, is_withdrawn: bool) -> None:
    """It made a matter that was called X-2026-002."""
    acting = planned.as_user("key")
    ref = "X-2026-002"
    if is_withdrawn:
        ref = new_matter(acting, MatterDraft(title="搬家")).ref
        undo_last(acting)
    before = len(planned.store.find(Matter))
    with pytest.raises(Unknown) as refused, acting.transaction() as tx:
        find_matter(tx, acting, f" {ref.lower()}")
    assert (refused.value.key, refused.value.values["ref"]) == ("matter.unknown", ref)
    assert len(planned.store.find(Matter)) == before


@pytest.mark.parametrize("then", ["undone", "withdrawn"])
def test_a_title_of_nothing_that_is_there_means_nothing(planned: Workspace, then: str) -> None:
    acting = planned.as_user("key")
    ref = new_matter(acting, MatterDraft(title="搬家")).ref
    edit_matter(acting, ref, MatterDraft(title="搬加"))
    undo_last(acting)
    if then == "withdrawn":
        edit_matter(acting, ref, MatterDraft(title="搬迁"))
        undo_batch(acting, [one.batch for one in plans(acting)][1])
    for gone in ("搬加",) if then == "undone" else ("搬加", "搬家", "搬迁"):
        with pytest.raises(Unknown):
            typed(planned, gone)


def test_a_step_can_be_taken_back(planned: Workspace) -> None:
    acting = planned.as_user("key")
    assert move_to_step(acting, X1, "breakdown").step == "breakdown"
    assert [change.new for change in planned.store.changes(X1, limit=1)] == ["breakdown"]
    undo_last(acting)
    assert planned.store.get(Matter, X1).step == "request"


def test_a_department_has_exactly_one_contact(planned: Workspace) -> None:
    acting = planned.as_user("key")
    name_contact(acting, X1, "研发部", "张伟")
    name_contact(acting, X1, "市场部", "陈静")
    matter = name_contact(acting, X1, "研发部", "Bob")
    names = {one.department: planned.store.get(Person, one.person).name for one in matter.contacts}
    assert names == {"市场部": "陈静", "研发部": "Bob Brown"}
    assert [one.department for one in name_contact(acting, X1, "研发部", "").contacts] == ["市场部"]
    with pytest.raises(Unknown, match="张炜"):
        name_contact(acting, X1, "研发部", "张炜")


def test_a_risk_is_raised_described_and_closed(planned: Workspace) -> None:
    acting = planned.as_user("key")
    risk = raise_risk(acting, X1, RiskDraft("供应商晚了", level="high", owner="张伟"))
    assert (risk.matter, risk.level, risk.state, risk.raised_at) == (X1, "high", "open", acting.now)
    edit_risk(acting, risk.ref, RiskDraft("供应商晚了", level="medium", owner="陈静", standby="备用供应商"))
    kept = planned.store.get(Risk, risk.ref)
    assert (kept.level, kept.standby, planned.store.get(Person, str(kept.owner)).name) == (
        "medium",
        "备用供应商",
        "陈静",
    )
    assert close_risk(acting, risk.ref).state == "closed"
    undo_last(acting)
    assert planned.store.get(Risk, risk.ref).state == "open"
    with pytest.raises(Refused, match=r"risk\.no_text"):
        raise_risk(acting, X1, RiskDraft(" "))


def test_a_question_is_settled(published: Workspace) -> None:
    (question,) = published.store.find(Question, meeting="M1")
    settle_question(published.as_user("key"), question.ref)
    assert published.store.get(Question, question.ref).state == "settled"


def test_who_was_quicker_with_an_answer_keeps_it(published: Workspace) -> None:
    acting = published.as_user("key")
    settle_question(acting, "Q1", "市场部")
    with pytest.raises(Refused, match=r"question\.answered"):
        settle_question(acting, "Q1", "研发部")
    assert published.store.get(Question, "Q1").answer == "市场部"
    undo_last(acting)
    settle_question(acting, "Q1")
    with pytest.raises(Refused, match=r"question\.over"):
        settle_question(acting, "Q1", "研发部")
