"""A department that is asked no more: who has not answered hears so once, in one line; nobody else does."""

from datetime import date

import pytest

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.people import Person
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.due.registry import queue_due
from collabtui.lifecycle.matters.collaboration_request import ask, send_request
from collabtui.lifecycle.people import department_moves
from support.departments import BOB, CHEN, MATTER, ZHANG, ZHAO, change_asked, new, says, sent
from support.world import Clock


def told(workspace: Workspace) -> dict[str, str]:
    """The texts of the mails that say so, by address."""
    mails = workspace.store.find(Outgoing)
    return {one.to: " ".join(one.text.split()) for one in mails if one.kind == "notice" and "holds-no-more" in one.key}


@pytest.mark.parametrize(
    ("locale", "line"), [("zh", "不再请研发部：两名后端"), ("en", "研发部 is not asked any more: 两名后端")]
)
def test_who_was_asked_and_has_not_answered_hears_it_in_one_line(
    workspace: Workspace, clock: Clock, locale: str, line: str
) -> None:
    new(workspace)
    key = workspace.as_user("key")
    with key.transaction() as tx:
        tx.put(tx.find(Person, email=ZHANG)[0].model_copy(update={"locale": locale}))
    sent(workspace)
    ask(key, MATTER, "研发部", "")
    assert set(told(workspace)) == {ZHANG, ZHAO}
    assert line in told(workspace)[ZHANG]
    clock.set("2026-03-09T10:30+08:00")
    queue_due(workspace.as_worker())
    assert not [one for one in workspace.store.find(Outgoing, to=ZHANG) if one.kind == "reminder"]


def test_who_has_answered_hears_nothing(workspace: Workspace) -> None:
    new(workspace)
    sent(workspace)
    says(workspace, CHEN, "同意")
    ask(workspace.as_user("key"), MATTER, "市场部", "")
    assert told(workspace) == {}


def test_a_question_that_has_not_left_is_held_back_without_a_word(workspace: Workspace) -> None:
    new(workspace)
    key = workspace.as_user("key")
    send_request(key, MATTER)
    ask(key, MATTER, "法务部", "")
    assert told(workspace) == {}
    assert [one.state for one in workspace.store.find(Outgoing, to=BOB)] == ["held"]


def test_a_head_whose_department_becomes_part_of_another_hears_that_he_need_not_answer(workspace: Workspace) -> None:
    new(workspace)
    sent(workspace)
    department_moves.merge(workspace.as_user("key"), "研发部", "市场部")
    assert set(told(workspace)) == {CHEN}
    assert "市场部已并入研发部，由研发部答复，不用再回复。" in told(workspace)[CHEN]


def test_a_head_who_has_answered_hears_nothing_of_the_merge(workspace: Workspace) -> None:
    new(workspace)
    sent(workspace)
    says(workspace, CHEN, "同意")
    department_moves.merge(workspace.as_user("key"), "研发部", "市场部")
    assert told(workspace) == {}


def test_a_change_that_the_merged_department_was_asked_about_is_told_apart_from_the_request(
    workspace: Workspace,
) -> None:
    new(workspace)
    sent(workspace)
    says(workspace, CHEN, "同意")
    change_asked(workspace, wanted=date(2026, 4, 1))
    department_moves.merge(workspace.as_user("key"), "研发部", "市场部")
    assert set(told(workspace)) == {CHEN}
