"""People with the words for their parts in items of lists: who leads, who helps, which department stands before."""

import pytest

from collabtui.domain.people import Person
from collabtui.lifecycle.actions.importing.import_table import ImportLine, planned_import, read_listed
from collabtui.lifecycle.base.acting import Workspace

Seen = tuple[str, str, list[str], str]


def lines_of(workspace: Workspace, text: str) -> list[ImportLine]:
    acting = workspace.as_user("command")
    return planned_import(acting, read_listed(acting, text.encode(), {}))


def seen(workspace: Workspace, line: ImportLine) -> Seen:
    """Title, owner, collaborators, due date."""
    names = {one.ref: one.name for one in workspace.store.find(Person)}
    action = line.action
    helpers = [names[one.person] for one in action.collaborators]
    return action.title, names.get(action.owner or "", ""), helpers, str(action.due or "")


@pytest.mark.parametrize(
    ("item", "title", "owner", "helpers"),
    [
        ("【研发部】张伟：提供接口文档，3月6日前", "提供接口文档", "张伟", []),
        ("[Sales] Bob Brown: book the venue, 6 March", "book the venue", "Bob Brown", []),
        ("张伟负责提供接口文档，3月6日前", "提供接口文档", "张伟", []),
        ("研发部张伟负责提供接口文档，3月6日前", "提供接口文档", "张伟", []),
        ("由张伟负责编写手册，陈静协助，3月6日前", "编写手册", "张伟", ["陈静"]),
        ("接口文档由张伟负责，3月6日前", "接口文档", "张伟", []),
        ("陈静牵头、张伟配合：布置会场，3月6日前", "布置会场", "陈静", ["张伟"]),
        ("陈静牵头，张伟、Bob Brown配合：布置会场，3月6日前", "布置会场", "陈静", ["张伟", "Bob Brown"]),
        ("陈静牵头布置会场，张伟配合，3月6日前", "布置会场", "陈静", ["张伟"]),
        ("布置会场，陈静牵头，张伟配合，3月6日前", "布置会场", "陈静", ["张伟"]),
        ("布置会场（陈静牵头，张伟配合，3月6日前）", "布置会场", "陈静", ["张伟"]),
        ("Bob Brown leads, 张伟 supports: press list, 6 March", "press list", "Bob Brown", ["张伟"]),
    ],
)
def test_words_say_who_leads_and_who_helps(
    workspace: Workspace, item: str, title: str, owner: str, helpers: list[str]
) -> None:
    assert seen(workspace, lines_of(workspace, f"## 行动项\n1. {item}\n")[0]) == (title, owner, helpers, "2026-03-06")


@pytest.mark.parametrize(
    "item",
    [
        "张伟负责人变更",
        "张伟负责的模块复查",
        "张伟配合陈静布置会场",
        "提供负责人名单",
        "Bob Brown leads the review",
        "检查支持文档",
    ],
)
def test_other_words_stay_a_title_without_an_owner(workspace: Workspace, item: str) -> None:
    assert seen(workspace, lines_of(workspace, f"- {item}，3月6日前\n")[0])[:3] == (item, "", [])


def test_a_stranger_who_leads_beside_somebody_known_is_asked_about(workspace: Workspace) -> None:
    line = lines_of(workspace, "- 钱七牵头、张伟配合：布置会场，3月6日前\n")[0]
    assert seen(workspace, line) == ("布置会场", "", ["张伟"], "2026-03-06")
    assert line.remarks[0].key.startswith("import.stranger")


def test_a_word_in_brackets_before_a_name_is_a_note(workspace: Workspace) -> None:
    urgent, own = lines_of(workspace, "- 【紧急】张伟：修复接口，3月6日\n- 【研发部】提供数据，3月6日\n")
    assert (seen(workspace, urgent)[:2], urgent.action.note) == (("修复接口", "张伟"), "紧急")
    assert (seen(workspace, own)[:2], own.action.note) == (("提供数据", ""), "研发部")


@pytest.mark.parametrize("heading", ["会议决定", "Decisions", "决议"])
def test_what_was_decided_is_no_task_beside_the_tasks(workspace: Workspace, heading: str) -> None:
    text = f"# 纪要\n## {heading}\n- 五月上线\n## 行动项\n1. 张伟：出文档，3月6日\n2. 陈静：测试，3月9日\n"
    acting = workspace.as_user("command")
    table = read_listed(acting, text.encode(), {})
    assert [row.text("title") for row in table.rows] == ["出文档", "测试"]
    assert "五月上线" in {words for _, words in table.left_out}


def test_a_list_of_decisions_alone_is_read_as_before(workspace: Workspace) -> None:
    lines = lines_of(workspace, "## 决议\n- 张伟：出文档\n- 五月上线\n")
    assert [line.action.title for line in lines] == ["出文档", "五月上线"]


@pytest.mark.parametrize(
    ("item", "title", "owner", "helpers"),
    [
        ("张伟/陈静：布置会场，3月6日前", "布置会场", "张伟", ["陈静"]),
        ("研发部张伟、陈静：联合抽检，3月6日前", "联合抽检", "张伟", ["陈静"]),
        ("Bob Brown / 张伟: book venue, 6 March", "book venue", "Bob Brown", ["张伟"]),
        ("Bob Brown and 陈静 to agree the budget by 6 March", "agree the budget", "Bob Brown", ["陈静"]),
        ("Bob Brown – press list – 6 March", "press list", "Bob Brown", []),
        ("张伟 —— 出接口文档，3月6日前", "出接口文档", "张伟", []),
        ("ACTION: Bob Brown to check the contract by 6 March", "check the contract", "Bob Brown", []),
        ("行动项：张伟：出接口文档，3月6日前", "出接口文档", "张伟", []),
    ],
)
def test_names_stand_first(workspace: Workspace, item: str, title: str, owner: str, helpers: list[str]) -> None:
    assert seen(workspace, lines_of(workspace, f"- {item}\n")[0]) == (title, owner, helpers, "2026-03-06")


@pytest.mark.parametrize("item", ["Guests: Bob Brown", "BB – press list", "路线 — 改到北门"])
def test_what_is_no_name_stays_in_the_title(workspace: Workspace, item: str) -> None:
    assert seen(workspace, lines_of(workspace, f"- {item}\n")[0])[:2] == (item, "")


def test_a_bold_line_above_a_list_heads_it(workspace: Workspace) -> None:
    text = "# Minutes\n**Decisions**\n- Launch on 1 May\n\n**Actions:**\n\n- Bob Brown: draft\n- 张伟: review\n"
    acting = workspace.as_user("command")
    table = read_listed(acting, text.encode(), {})
    assert [row.text("title") for row in table.rows] == ["draft", "review"]
    assert [words for _, words in table.left_out] == ["Launch on 1 May"]
    parts = read_listed(acting, "**Phase 1**\n- Bob Brown: draft\n**Phase 2**\n1. 张伟: review\n".encode(), {})
    assert [row.text("task") for row in parts.rows] == ["Phase 1", "Phase 2"]


def test_a_bold_line_of_its_own_is_none(workspace: Workspace) -> None:
    text = "- Bob Brown: draft\n- 张伟: review\n\n**Thanks**\n"
    table = read_listed(workspace.as_user("command"), text.encode(), {})
    assert {row.text("task") for row in table.rows} == {""}


@pytest.mark.parametrize(("one", "two"), [("1、", "2、"), ("1.", "2."), ("（1）", "（2）"), ("①", "②"), ("1)", "2)")])
def test_minutes_number_their_items_as_people_do(workspace: Workspace, one: str, two: str) -> None:
    blank = " " if one == "1)" else ""
    text = f"一、行动项\n{one}{blank}张伟：3月6日前完成文档。\n{two}{blank}陈静：布置会场，3月9日前。\n"
    lines = lines_of(workspace, text)
    assert [seen(workspace, line)[:2] for line in lines] == [("完成文档", "张伟"), ("布置会场", "陈静")]
    assert {line.action.task for line in lines} == {""}


def test_rows_of_a_table_that_are_numbered_so_are_no_items(workspace: Workspace) -> None:
    lines = lines_of(workspace, "任务,负责人,截止\n1、接口,张伟,3月6日\n2、测试,陈静,3月9日\n3、会场,张伟,3月9日\n")
    assert [seen(workspace, line)[:2] for line in lines] == [("接口", "张伟"), ("测试", "陈静"), ("会场", "张伟")]
