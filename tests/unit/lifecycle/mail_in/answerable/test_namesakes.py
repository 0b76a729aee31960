"""An item handed over to one of several of a name: by the department or the address behind it, or asked about."""

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.meetings.draft import PersonDraft
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.lifecycle.actions.importing.column_meanings import table_words
from collabtui.lifecycle.actions.importing.import_table import planned_import, read_listed
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.mail_in import review
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.people import edit_people
from support.replies import outgoing, reply
from support.world import Clock

IN_MARKETING, IN_PURCHASING, ANNA_IN_SALES = "wang1@example.test", "wang2@example.test", "anna1@example.test"


@pytest.fixture(autouse=True)
def namesakes(published: Workspace, clock: Clock) -> None:
    drafts = [
        PersonDraft(name="王小芳", email=IN_MARKETING, department="市场部"),
        PersonDraft(name="王小芳", email=IN_PURCHASING, department="采购部"),
        PersonDraft(name="Anna Li", email=ANNA_IN_SALES, department="Sales"),
        PersonDraft(name="Anna Li", email="anna2@example.test", department="IT"),
    ]
    edit_people.import_people(published.as_user("command"), drafts)
    clock.set("2026-03-02T17:30+08:00")


def received(workspace: Workspace, text: str) -> Incoming:
    mail = receive(workspace.as_worker(), reply(outgoing(workspace, "zhang@example.test", "minutes"), text))
    assert mail is not None
    return mail


def owner_address(workspace: Workspace) -> str:
    return workspace.store.get(Person, workspace.store.get(Action, "A1").owner or "").email


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("1 转给王小芳（采购部）", IN_PURCHASING),
        ("1 不归我，转给王小芳(市场部)，因为她熟悉", IN_MARKETING),
        ("1 转给wang2@example.test", IN_PURCHASING),
        ("1 hand to Anna Li (Sales)", ANNA_IN_SALES),
    ],
)
def test_what_stands_behind_a_name_tells_whose_it_is(published: Workspace, text: str, owner: str) -> None:
    review.apply_waiting(published.as_user("key"), received(published, text).ref)
    assert owner_address(published) == owner


@pytest.mark.parametrize(
    "text", ["1 转给王小芳", "1 转给王小芳（她更熟悉）", "1 hand to Anna Li", "1 please ask Anna Li (she knows it)"]
)
def test_a_name_of_several_is_asked_about_and_refused_with_all_of_them(published: Workspace, text: str) -> None:
    mail = received(published, text)
    (answer,) = [one for one in published.store.find(Outgoing) if one.kind == "answer"]
    both = ("王小芳 (市场部, wang1@example.test)", "王小芳 (采购部, wang2@example.test)")
    if "Anna" in text:
        both = ("Anna Li (Sales, anna1@example.test)", "Anna Li (IT, anna2@example.test)")
    shown = " ".join(answer.text.split())
    assert all(one.partition(" (")[2] in shown for one in both)
    with pytest.raises(Refused, match=r"inbox\.namesakes") as why:
        review.apply_waiting(published.as_user("key"), mail.ref)
    assert why.value.values["names"] == both


@pytest.mark.parametrize("owner", [IN_PURCHASING, "王小芳（采购部）", "王小芳 (采购部, wang2@example.test)"])
def test_the_facilitator_says_which_of_them_it_is(published: Workspace, owner: str) -> None:
    mail = received(published, "1 转给王小芳")
    review.apply_waiting(published.as_user("key"), mail.ref, owner=owner)
    assert owner_address(published) == IN_PURCHASING


def test_two_of_a_name_in_one_department_are_told_apart_by_their_addresses(published: Workspace) -> None:
    third = PersonDraft(name="王小芳", email="wang3@example.test", department="采购部")
    edit_people.import_people(published.as_user("command"), [third])
    mail = received(published, "1 转给王小芳（采购部）")
    with pytest.raises(Refused, match=r"inbox\.namesakes") as why:
        review.apply_waiting(published.as_user("key"), mail.ref)
    assert why.value.values["names"] == (
        "王小芳 (采购部, wang2@example.test)", "王小芳 (采购部, wang3@example.test)",
    )  # fmt: skip


def test_a_row_without_a_department_says_that_there_are_several(published: Workspace) -> None:
    acting = published.as_user("command")
    table = "任务,负责人,截止\n物料,王小芳,2026-03-20\n海报,王大有,2026-03-20\n"
    lines = planned_import(acting, read_listed(acting, table.encode(), table_words(published.store)))
    assert [[one.key for one in line.remarks] for line in lines] == [["import.namesakes"], ["import.stranger"]]
