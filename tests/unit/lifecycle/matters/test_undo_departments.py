"""What one department said is taken back, and what the others have said since stays."""

import pytest

from collabtui.domain.matters.department_answer import AnswerValue, DepartmentAnswer, DepartmentRequest, with_asked
from collabtui.domain.matters.matter import Matter
from collabtui.errors import Conflict
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.base.undo.inverse_change import revert
from collabtui.lifecycle.matters.edit_matters import MatterDraft, new_matter

REF = "X-2026-001"


@pytest.fixture
def matter(workspace: Workspace) -> Workspace:
    new_matter(workspace.as_user("key"), MatterDraft("新品上线"))
    for department in ("研发部", "市场部"):
        said(workspace, department)
    return workspace


def said(workspace: Workspace, department: str, value: AnswerValue | None = None) -> int:
    """Asks the department, or records its answer. The number of the deed."""
    with workspace.as_user("key").transaction() as tx:
        found = tx.get(Matter, REF)
        new = DepartmentRequest(department=department, what="x")
        if value:
            at = workspace.clock()
            answer = DepartmentAnswer(department=department, person=None, value=value, at=at, via="key")
            new = new.model_copy(update={"answer": answer})
        tx.put(found.model_copy(update={"asked": with_asked(found.asked, new)}))
        return tx.batch


def take_back(workspace: Workspace, batch: int) -> None:
    acting = workspace.as_user("key")
    with acting.transaction() as tx:
        revert(tx, acting, tx.changes(batch=batch))


def states(workspace: Workspace) -> list[tuple[str, str]]:
    return [(one.department, one.state) for one in workspace.store.get(Matter, REF).asked]


def test_the_answers_of_others_since_then_stay(matter: Workspace) -> None:
    first = said(matter, "研发部", "for")
    said(matter, "市场部", "against")
    said(matter, "法务部", "unclear")
    take_back(matter, first)
    assert states(matter) == [("研发部", "unsent"), ("市场部", "objected"), ("法务部", "waiting")]


def test_a_department_that_was_asked_by_the_deed_is_not_asked_any_more(matter: Workspace) -> None:
    first = said(matter, "法务部")
    said(matter, "市场部", "against")
    take_back(matter, first)
    assert states(matter) == [("研发部", "unsent"), ("市场部", "objected")]


def test_a_later_word_of_the_same_department_is_not_overridden(matter: Workspace) -> None:
    first = said(matter, "研发部", "for")
    said(matter, "研发部", "against")
    with pytest.raises(Conflict) as refused:
        take_back(matter, first)
    assert refused.value.key == "undo.changed_since"
