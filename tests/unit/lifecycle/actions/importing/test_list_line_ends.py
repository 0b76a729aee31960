"""Items of a list that end with who and until when side by side, or that are struck out, and what stands below."""

from datetime import date

import pytest

from collabtui.domain.people import Person
from collabtui.lifecycle.actions.importing.import_table import ImportLine, planned_import, read_listed
from collabtui.lifecycle.base.acting import Workspace


def lines_of(workspace: Workspace, text: str) -> list[ImportLine]:
    acting = workspace.as_user("command")
    return planned_import(acting, read_listed(acting, text.encode(), {}))


def told(line: ImportLine) -> list[str]:
    return [one.key for one in line.remarks]


@pytest.mark.parametrize(
    ("item", "title"),
    [
        ("场地合同签字 — 张伟 3月20日", "场地合同签字"),
        ("场地合同签字 — 张伟3月20日", "场地合同签字"),
        ("场地合同签字 — 3月20日 张伟", "场地合同签字"),
        ("场地合同签字（张伟 3月20日前）", "场地合同签字"),
        ("Sign the lease - 张伟 20 March", "Sign the lease"),
        ("Sign the lease (20 March 张伟)", "Sign the lease"),
    ],
)
def test_a_person_and_a_day_side_by_side_are_owner_and_day(workspace: Workspace, item: str, title: str) -> None:
    line = lines_of(workspace, f"- {item}\n- Tell everybody — Bob Brown\n")[0]
    found = workspace.store.get(Person, line.action.owner or "").name
    assert (line.action.title, found, line.action.due) == (title, "张伟", date(2026, 3, 20))


def test_two_people_and_a_day_are_an_owner_and_who_helps(workspace: Workspace) -> None:
    line = lines_of(workspace, "- 主持人确定 — 张伟、陈静 3月20日\n- 彩排 — 陈静 3月21日\n")[0]
    assert (line.action.title, bool(line.action.owner), len(line.action.collaborators)) == ("主持人确定", True, 1)
    assert (line.action.due, told(line)) == (date(2026, 3, 20), ["import.first_owns"])


def test_a_stranger_with_a_day_is_asked_about_where_the_others_are_people(workspace: Workspace) -> None:
    text = "- 合同 — 张伟 3月19日\n- 彩排 — 陈静 3月21日\n- 灯光 — 钱七 3月20日\n"
    line = lines_of(workspace, text)[2]
    assert (line.action.title, line.action.due, told(line)) == ("灯光", date(2026, 3, 20), ["import.stranger"])


def test_words_before_a_day_that_name_nobody_stay_in_the_title(workspace: Workspace) -> None:
    line = lines_of(workspace, "- Sign the lease - phase two 20 March\n- Tell everybody — Bob Brown\n")[0]
    assert (line.action.title.startswith("Sign the lease - phase two"), line.action.owner) == (True, None)


@pytest.mark.parametrize(
    "item", ["~~Buy the box~~", "~~Buy the box~~ — Bob Brown 20 March", "~~Buy the box~~ (Bob Brown)"]
)
def test_an_item_without_a_box_that_is_struck_out_is_cancelled_and_told(workspace: Workspace, item: str) -> None:
    line = lines_of(workspace, f"- {item}\n- Tell everybody — Bob Brown\n")[0]
    assert (line.action.title, line.action.status, told(line)) == ("Buy the box", "cancelled", ["import.struck"])


def test_an_item_of_which_some_words_are_struck_out_is_open(workspace: Workspace) -> None:
    line = lines_of(workspace, "- ~~Buy~~ Rent the box — Bob Brown\n- Tell everybody — Bob Brown\n")[0]
    assert (line.action.status, told(line)) == ("not-started", [])


@pytest.mark.parametrize(
    ("words", "status", "note"),
    [
        ("blocked: no keys", "blocked", "no keys"),
        ("受阻：没有钥匙", "blocked", "没有钥匙"),
        ("Ask: no keys", "not-started", "Ask: no keys"),
    ],
)
def test_a_state_before_a_colon_is_the_state_and_the_rest_a_note(
    workspace: Workspace, words: str, status: str, note: str
) -> None:
    line = lines_of(workspace, f"- Book the lift – 张伟 – 20 March – {words}\n- Tell everybody — Bob Brown\n")[0]
    assert (line.action.title, line.action.status, line.action.note) == ("Book the lift", status, note)


LIST, TABLE = "- Book the room — Bob Brown\n- Tell everybody — Bob Brown\n", "|Task|Owner|\n|---|---|\n|A|Bob Brown|\n"


@pytest.mark.parametrize("rows", [LIST, TABLE], ids=["list", "table"])
@pytest.mark.parametrize(
    "note", ["Note: item 2 waits for item 1.", "备注：预算以财务部批复为准。", "All of it is by mail."]
)
def test_words_below_a_list_or_a_table_are_told_as_left_out(workspace: Workspace, rows: str, note: str) -> None:
    found = read_listed(workspace.as_user("command"), f"{rows}\n{note}\n".encode(), {}).left_out
    assert [text for _, text in found] == [note[:40]]


def test_words_under_a_heading_of_their_own_and_legends_are_not(workspace: Workspace) -> None:
    text = f"{TABLE}\n○=open, ●=done\n\n## Talk\n\nWe spoke of the weather.\n"
    left_out = read_listed(workspace.as_user("command"), text.encode(), {}).left_out
    assert [one for _, one in left_out] == ["Talk"]


@pytest.mark.parametrize(
    ("item", "title", "helpers"),
    [
        ("场地合同签字 张伟 3月20日", "场地合同签字", 0),
        ("场地合同签字 张伟3月20日前", "场地合同签字", 0),
        ("场地合同签字  张伟、陈静  2026-03-20", "场地合同签字", 1),
        ("[ ] 场地合同签字 张伟 3月20日", "场地合同签字", 0),
    ],
)
def test_a_name_between_blanks_and_a_day_is_the_owner(
    workspace: Workspace, item: str, title: str, helpers: int
) -> None:
    line = lines_of(workspace, f"- {item}\n- [ ] 彩排 陈静 3月21日\n")[0]
    found = workspace.store.get(Person, line.action.owner or "").name
    assert (line.action.title, found, line.action.due) == (title, "张伟", date(2026, 3, 20))
    assert len(line.action.collaborators) == helpers


@pytest.mark.parametrize("item", ["通知 张伟 3月20日", "Call Bob Brown 20 March", "场地合同签字 某某人 3月20日"])
def test_whom_something_is_done_to_and_strangers_are_no_owners(workspace: Workspace, item: str) -> None:
    line = lines_of(workspace, f"- {item}\n- 彩排 — 陈静 3月21日\n")[0]
    assert line.action.owner is None
    assert line.action.title.startswith(item.rsplit(" ", 1)[0].split(" 20")[0])


@pytest.mark.parametrize(
    ("item", "title"),
    [
        ("张伟提交接口文档，3月20日前", "提交接口文档"),
        ("请张伟落实样品，3月20日", "落实样品"),
        ("由张伟联系快递（3月20日前）", "联系快递"),
        ("研发部张伟整理客户名单，3月20日前", "整理客户名单"),
        ("张伟 needs to send the draft, 20 March", "send the draft"),
        ("接口文档定稿 张伟（3月20日前）", "接口文档定稿"),
    ],
)
def test_who_begins_an_item_right_before_what_he_does_owns_it(workspace: Workspace, item: str, title: str) -> None:
    (line,) = lines_of(workspace, f"- {item}\n")
    found = workspace.store.get(Person, line.action.owner or "").name
    assert (line.action.title, found, line.action.due) == (title, "张伟", date(2026, 3, 20))


@pytest.mark.parametrize(
    "item",
    ["张伟完成情况汇报", "张伟提交的材料复核", "张伟生日会", "通知张伟开会", "钱七提交报告", "David needs to be told"],
)
def test_a_name_beside_other_words_owns_nothing(workspace: Workspace, item: str) -> None:
    (line,) = lines_of(workspace, f"- {item}\n")
    assert (line.action.title, line.action.owner) == (item, None)


@pytest.mark.parametrize(
    ("item", "status", "due"),
    [
        ("轮换密钥 - 张伟 (done 20 February)", "done", None),
        ("轮换密钥 - 张伟（已完成 2/20）", "done", None),
        ("轮换密钥 - 张伟（3月12日完成）", "not-started", date(2026, 3, 12)),
        ("轮换密钥 - 张伟 (done 12 March)", "not-started", date(2026, 3, 12)),
    ],
)
def test_the_day_on_which_it_was_done_is_none_by_which_it_is_due(
    workspace: Workspace, item: str, status: str, due: date | None
) -> None:
    (line,) = lines_of(workspace, f"- {item}\n")
    assert (line.action.status, line.action.due) == (status, due)
