"""Items of a list by what they say of their people: who has only to hear of it, what somebody does beside the owner;
and the state that an item begins with."""

from datetime import date

import pytest

from collabtui.domain.people import Person
from collabtui.lifecycle.actions.importing.import_table import ImportLine, import_actions, planned_import, read_listed
from collabtui.lifecycle.actions.importing.import_words import doubt_sentences
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.people.edit_absence import set_away
from collabtui.text.catalogue import Catalogue


def line_of(workspace: Workspace, item: str) -> ImportLine:
    acting = workspace.as_user("command")
    return planned_import(acting, read_listed(acting, f"- {item}\n".encode(), {}))[0]


def names(workspace: Workspace, people: list[str]) -> list[str]:
    return [workspace.store.get(Person, person).name for person in people]


def read(workspace: Workspace, item: str) -> tuple[str, list[str], list[str], str]:
    action = line_of(workspace, item).action
    owners = names(workspace, [action.owner] if action.owner else [])
    return action.title, owners, names(workspace, [one.person for one in action.collaborators]), action.status


@pytest.mark.parametrize(
    "item",
    [
        "Bob Brown must be told about the new site rules",
        "Bob Brown to be told about the budget",
        "Bob Brown will also be kept informed of the permit",
        "Bob Brown should be informed of the delay",
        "Bob Brown needs to know the new date",
        "Bob Brown must not be told yet",
        "Bob Brown - to be told about the new rates",
        "Bob Brown: to be informed of the move",
        "张伟须知悉新规",
        "张伟：知悉即可",
        "张伟：须知晓新流程",
    ],
)
def test_who_has_only_to_hear_of_it_owns_nothing(workspace: Workspace, item: str) -> None:
    assert read(workspace, item) == (item, [], [], "not-started")


@pytest.mark.parametrize(
    ("item", "title", "owner"),
    [
        ("Bob Brown must sign the lease", "sign the lease", "Bob Brown"),
        ("Bob Brown to let 张伟 know", "let 张伟 know", "Bob Brown"),
        ("Know your customer training - Bob Brown", "Know your customer training", "Bob Brown"),
        ("张伟：通知各部门新规", "通知各部门新规", "张伟"),
    ],
)
def test_who_tells_others_does_something(workspace: Workspace, item: str, title: str, owner: str) -> None:
    assert read(workspace, item) == (title, [owner], [], "not-started")


@pytest.mark.parametrize(
    ("item", "helpers", "note"),
    [
        ("募集文案：张伟主笔，陈静配合，3月5日定稿", ["陈静"], ""),
        ("募集文案：张伟主笔，陈静把关，3月5日前", [], "陈静把关"),
        ("募集文案，张伟负责，陈静陪同，3月5日", ["陈静"], ""),
    ],
)
def test_what_others_do_beside_the_owner(workspace: Workspace, item: str, helpers: list[str], note: str) -> None:
    action = line_of(workspace, item).action
    assert read(workspace, item) == ("募集文案", ["张伟"], helpers, "not-started")
    assert (str(action.due), action.note) == ("2026-03-05", note)


@pytest.mark.parametrize(
    ("item", "title", "owner", "status"),
    [
        ("DONE: Bob Brown - press note on the new well", "press note on the new well", "Bob Brown", "done"),
        ("In progress: Bob Brown - fence repair", "fence repair", "Bob Brown", "in-progress"),
        ("Cancelled - Bob Brown - staff picnic", "staff picnic", "Bob Brown", "cancelled"),
        ("已完成：张伟 - 域名备案", "域名备案", "张伟", "done"),
        ("进行中：服务器采购（张伟）", "服务器采购", "张伟", "in-progress"),
    ],
)
def test_an_item_begins_with_its_state(workspace: Workspace, item: str, title: str, owner: str, status: str) -> None:
    assert read(workspace, item) == (title, [owner], [], status)


@pytest.mark.parametrize(
    ("item", "title"),
    [
        ("完成：项目验收报告（张伟）", "完成：项目验收报告"),
        ("取消：旧门禁卡（张伟）", "取消：旧门禁卡"),
        ("Closed session with the board - 张伟", "Closed session with the board"),
        ("Done: is it? - 张伟", "Done: is it?"),
        ("Draft: press note - 张伟", "Draft: press note"),
    ],
)
def test_a_word_that_may_be_what_is_to_be_done_is_no_state(workspace: Workspace, item: str, title: str) -> None:
    assert read(workspace, item) == (title, ["张伟"], [], "not-started")


def test_a_day_right_behind_brackets_is_apart_from_the_title(workspace: Workspace) -> None:
    action = line_of(workspace, "临时促销员招募6人（张伟负责，陈静协助）3月3日").action
    assert (action.title, str(action.due)) == ("临时促销员招募6人", "2026-03-03")
    assert line_of(workspace, "堆头（张伟负责）搭建").action.title == "堆头搭建"


def test_the_order_of_the_days_of_a_list_is_told_of_the_list(workspace: Workspace) -> None:
    acting = workspace.as_user("command")
    table = read_listed(acting, b"- Stand, Bob Brown, 2/27\n- Flyers, Bob Brown, 3/5\n", {})
    said = doubt_sentences(table, planned_import(acting, table), acting.today, Catalogue("en"))
    assert [*said] == ["“The list” is read with the month first, as in “2/27”: “3/5” too."]


def test_the_heading_of_a_list_is_no_column_to_ask_about(workspace: Workspace) -> None:
    acting = workspace.as_user("command")
    table = read_listed(
        acting, b"### Huddle\n- Bob Brown: gloves\n- Bob Brown: server\n- Bob Brown: gate\n- Bob Brown: rota\n", {}
    )
    assert [*doubt_sentences(table, planned_import(acting, table), acting.today, Catalogue("en"))] == []


def table_remarks_of(workspace: Workspace, text: str) -> list[list[tuple[str, object]]]:
    acting = workspace.as_user("command")
    lines = planned_import(acting, read_listed(acting, text.encode(), {}))
    return [[(one.key, one.values.get("until")) for one in line.remarks] for line in lines]


def test_a_row_says_who_is_away_on_its_day(workspace: Workspace) -> None:
    first, last = date(2026, 3, 9), date(2026, 3, 13)
    set_away(workspace.as_user("command"), "P1", first, last)
    owner = workspace.store.get(Person, "P1").name
    rows = f"办展,{owner},3月10日\n撤展,{owner},3月20日\n"
    assert table_remarks_of(workspace, f"任务,责任人,截止\n{rows}") == [[("meeting.away", last)], []]


def test_a_row_that_changes_neither_day_nor_people_says_nothing_of_them(workspace: Workspace) -> None:
    owner = workspace.store.get(Person, "P1").name
    text = f"任务,责任人,截止\n办展,{owner},3月10日\n"
    acting = workspace.as_user("command")
    import_actions(acting, read_listed(acting, text.encode(), {}), "")
    set_away(workspace.as_user("command"), "P1", date(2026, 3, 9), date(2026, 3, 13))
    assert table_remarks_of(workspace, text.replace("截止", "截止,备注").replace("10日", "10日,先报价")) == [[]]
    assert table_remarks_of(workspace, text.replace("10日", "11日"))[0][-1][0] == "meeting.away"


def test_who_stands_in_is_named_too(workspace: Workspace) -> None:
    set_away(workspace.as_user("command"), "P1", date(2026, 3, 9), date(2026, 3, 13), "P2")
    owner, deputy = (workspace.store.get(Person, ref).name for ref in ("P1", "P2"))
    acting = workspace.as_user("command")
    table = read_listed(acting, f"任务,责任人,截止\n办展,{owner},3月10日\n".encode(), {})
    (remark,) = planned_import(acting, table)[0].remarks
    assert Catalogue("zh")(remark.key, **remark.values).endswith(f"，由{deputy}代理。")
