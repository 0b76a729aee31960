"""Tables whose names of columns leave open what they are: what stands below them, and how they are made, says it."""

from typing import Any

import pytest

from collabtui.domain.action import Action
from collabtui.domain.meetings.draft import PersonDraft
from collabtui.errors import Refused
from collabtui.formats.actions.task_table import read_action_table, unknown_columns
from collabtui.lifecycle.actions.importing.column_meanings import AS_NOTE, known_columns, remember_columns
from collabtui.lifecycle.actions.importing.import_table import import_actions, listed, planned_import
from collabtui.lifecycle.actions.importing.import_words import table_remarks, unknown_words
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.people import edit_people
from collabtui.text.catalogue import Catalogue

LEDGER = "督办事项,具体措施,责任人,完成时限,办结情况,进展情况\n提升接通率,增加坐席,,3月13日,未办结,已招聘2人，培训中\n"
LEDGER += ",上线语音,,3月31日,未办结,方案评审通过\n清理合同,归档合同,,2月27日,已办结,\n"
DOSSIER = "Dossier: SX\n\nModule,Document,Author (A),Draft due,Final due,Document status\n"
DOSSIER += "Module 1,Cover letter,Bob Brown,w/c 9 March,20 March 2026,Draft\n"
DOSSIER += "Module 1,Application form,Bob Brown,6 March 2026,Q2 2026,Final\n"


def rows(workspace: Workspace, text: str) -> dict[str, Any]:
    acting = workspace.as_user("command")
    import_actions(acting, read_action_table(text.encode(), known_columns(acting.store)))
    return {one.title: one.model_dump(mode="json") for one in acting.store.find(Action)}


def fields(workspace: Workspace, text: str, *names: str) -> dict[str, tuple[Any, ...]]:
    return {title: tuple(row[name] for name in names) for title, row in rows(workspace, text).items()}


def test_of_two_names_for_tasks_the_one_that_covers_several_is_the_larger(workspace: Workspace) -> None:
    assert fields(workspace, LEDGER, "task", "status") == {
        "增加坐席": ("提升接通率", "in-progress"),
        "上线语音": ("提升接通率", "not-started"),
        "归档合同": ("清理合同", "done"),
    }


def test_of_two_names_for_tasks_of_which_none_covers_several_the_first_counts_and_is_told() -> None:
    table = read_action_table("督办事项,具体措施,责任人\n接通率,增加坐席,\n合同,归档,\n".encode())
    assert [(row.text("title"), row.text("note")) for row in table.rows] == [("接通率", "增加坐席"), ("合同", "归档")]
    (sentence,) = (text for text in table_remarks(table, Catalogue("en")) if "may each be" in text)
    assert "“督办事项” was taken" in sentence


def test_a_column_that_looks_like_tasks_is_taken_for_them_and_told(workspace: Workspace) -> None:
    table = read_action_table(DOSSIER.encode())
    assert table.guessed == "Document"
    assert "“Document”" in next(table_remarks(table, Catalogue("en")))
    found = fields(workspace, DOSSIER, "task", "due", "status")
    assert found == {
        "Cover letter": ("Module 1", "2026-03-20", "in-progress"),
        "Application form": ("Module 1", None, "not-started"),
    }


def test_names_of_a_table_without_tasks_are_named_as_they_stand() -> None:
    with pytest.raises(Refused) as caught:
        read_action_table(b"Dossier: SX\n\nColour,Size\nred,big\nred,small\n")
    assert caught.value.values["value"] == ["Colour", "Size"]


def test_a_column_of_nothing_but_states_is_the_status(workspace: Workspace) -> None:
    text = "Task,Owner,Gate\nDrawings,,done\nModel,,in progress\n"
    assert fields(workspace, text, "status") == {"Drawings": ("done",), "Model": ("in-progress",)}
    assert [one.name for one in unknown_columns(b"Task,Owner,Urgent\nDrawings,,x\nModel,,\n")] == ["Urgent"]


def test_what_is_named_once_for_several_tasks_is_what_they_are_part_of(workspace: Workspace) -> None:
    text = (
        "岗位,招聘步骤,招聘专员,计划日期\n工程师,发布职位,,2026-03-04\n,复试,,2026-03-18\n文案,作品评审,,2026-03-13\n"
    )
    found = fields(workspace, text, "task", "due")
    assert found == {
        "发布职位": ("工程师", "2026-03-04"),
        "复试": ("工程师", "2026-03-18"),
        "作品评审": ("文案", "2026-03-13"),
    }


@pytest.mark.parametrize(
    ("head", "title"),
    [("问题点,对策内容,担当,预定完成日", "修复"), ("Where,Deliverable,Contact,Due date", "修复")],
)
def test_what_is_done_or_handed_over_is_the_task_where_nothing_else_is(
    workspace: Workspace, head: str, title: str
) -> None:
    assert fields(workspace, f"{head}\n窗口,{title},,2026-03-10\n", "due") == {title: ("2026-03-10",)}


def test_names_below_a_heading_that_means_tasks_are_names(workspace: Workspace) -> None:
    text = "CAPA,,Action,,,Timeline,,Status\nNo.,Source,Type,Description,Champion,ECD,ACD,(Open / Closed)\n"
    text += "26-01,Audit,Corrective,Retrain,Bob Brown,2026-03-05,2026-03-04,Closed\n"
    assert fields(workspace, text, "due", "status") == {"Retrain": ("2026-03-05", "done")}


@pytest.mark.parametrize("name", ["交稿日", "办结时间", "提交截止日期", "Final due", "预定完成日"])
def test_a_day_of_handing_in_is_the_due_date(workspace: Workspace, name: str) -> None:
    assert fields(workspace, f"子任务,{name}\n接口,2026-03-10\n", "due") == {"接口": ("2026-03-10",)}


def test_numbers_and_what_a_step_comes_after(workspace: Workspace) -> None:
    found = rows(workspace, 'Step #,Step,Executor,After step\n1,Freeze,,\n2,Export,,1\n3,Load,,"1, 2"\n')
    by_ref = {row["ref"]: title for title, row in found.items()}
    waits = {title: [by_ref[ref] for ref in row["depends_on"]] for title, row in found.items()}
    assert waits == {"Freeze": [], "Export": ["Freeze"], "Load": ["Freeze", "Export"]}


def test_a_lettered_number_is_a_part_of_its_letter(workspace: Workspace) -> None:
    text = "Ref,Activity,Predecessor\nA,Foundations,\nA10,Excavation,\nA20,Rebar,A10\nB,Shell,\nB10,Frame,A20\n"
    found = rows(workspace, text)
    assert {title: row["task"] for title, row in found.items()} == {
        "Excavation": "Foundations",
        "Rebar": "Foundations",
        "Frame": "Shell",
    }
    assert found["Frame"]["depends_on"] == [found["Rebar"]["ref"]]


@pytest.mark.parametrize(
    ("word", "status"),
    [("尚未落实", "not-started"), ("未办结", "not-started"), ("录制中", "in-progress"), ("正在采购", "in-progress")],
)
def test_words_made_of_words_for_states_are_states(workspace: Workspace, word: str, status: str) -> None:
    assert fields(workspace, f"子任务,状态\n接口,{word}\n", "status") == {"接口": (status,)}


@pytest.mark.parametrize("word", ["未通过", "集中", "○"])
def test_other_words_are_asked_about(workspace: Workspace, word: str) -> None:
    acting, data = workspace.as_user("command"), f"子任务,状态\n接口,{word}\n".encode()
    (asked,) = unknown_words(planned_import(acting, read_action_table(data)), {})
    assert (asked.column, asked.value, asked.name) == ("状态", word, f"状态:{word}")
    remember_columns(acting, {asked.name: AS_NOTE})
    known = known_columns(acting.store)
    lines = planned_import(acting, read_action_table(data, known))
    assert lines[0].action.note == f"状态: {word}"
    assert unknown_words(lines, known) == []


def test_signs_beside_the_tasks_are_told(workspace: Workspace) -> None:
    data = "子任务,实施状况\n接口,△\n".encode()
    lines = planned_import(workspace.as_user("command"), read_action_table(data))
    assert [one.key for one in lines[0].remarks] == ["import.status_unknown"]


def test_a_day_on_which_it_was_done_counts_beside_a_letter_nobody_knows(workspace: Workspace) -> None:
    assert fields(workspace, "Action,O/C,Date closed\nPolicy,C,10-Feb-26\nQuote,O,\n", "status") == {
        "Policy": ("done",),
        "Quote": ("not-started",),
    }


def test_a_time_that_is_no_day_is_kept_as_a_note(workspace: Workspace) -> None:
    data = b"Action,Due\nReview handbook,next meeting\n"
    (line,) = planned_import(workspace.as_user("command"), read_action_table(data))
    assert ([one.key for one in line.remarks], line.action.note) == (["import.vague_day"], "Due: next meeting")


def test_a_day_of_naughts_is_none(workspace: Workspace) -> None:
    assert fields(workspace, "任务名称,截止日期\n核对,0000-00-00\n", "due") == {"核对": (None,)}


def test_a_state_in_the_place_of_a_person_is_nobody(workspace: Workspace) -> None:
    acting, data = workspace.as_user("command"), "任务名称,指派给,任务状态\n下线,closed,已关闭\n".encode()
    (line,) = planned_import(acting, read_action_table(data))
    assert ([one.key for one in line.remarks], line.action.owner) == (["import.no_person"], None)


def test_days_marked_with_signs_leave_the_title(workspace: Workspace) -> None:
    text = "## Hall\n- [ ] Confirm room 📅 2026-03-10\n- [x] Ask for menu ✅ 2026-02-27\n- [/] Speech 📅 2026-03-20\n"
    assert fields(workspace, text, "due", "status") == {
        "Confirm room": ("2026-03-10", "not-started"),
        "Ask for menu": (None, "done"),
        "Speech": ("2026-03-20", "in-progress"),
    }


def test_what_of_a_list_is_no_task_is_told(workspace: Workspace) -> None:
    table = read_action_table(b"- [ ] Confirm room\n- just a remark\n")
    acting = workspace.as_user("command")
    found = listed(acting.store, acting, table)
    assert found.left_out == ((2, "just a remark"),)
    assert listed(acting.store, acting, found) == found


def test_a_department_in_front_of_an_item_leaves_its_title(workspace: Workspace) -> None:
    acting = workspace.as_user("command")
    edit_people.add_person(acting, PersonDraft(name="李雷", email="lilei@example.test", department="研发部"))
    text = "1. **研发部**：完成海报（李雷，3月12日）\n2. **研发部**：\n   - 整理清单 —— 3月10日前\n"
    assert fields(workspace, text, "task", "due") == {
        "完成海报": ("", "2026-03-12"),
        "整理清单": ("研发部", "2026-03-10"),
    }


@pytest.mark.parametrize(
    "head",
    ["任务,本周计划%,实际%", "任务,目标%,实际%", "Task,Planned %,Actual %", "Task,Target %,Actual %", "Task,Plan %,%"],
)
def test_of_two_shares_the_planned_one_says_nothing(workspace: Workspace, head: str) -> None:
    assert fields(workspace, f"{head}\n接口,80%,65%\n测试,10%,\n", "percent") == {"接口": (65,), "测试": (0,)}


def test_a_stage_right_of_the_tasks_that_holds_states_is_one(workspace: Workspace) -> None:
    text = (
        "Title,Step,Stage\nHarbour,Cover,In hand\nHarbour,Copy edit,With author\nNotes,Index,Done\nNotes,Proofs,Late\n"
    )
    found = fields(workspace, text, "task", "status")
    assert (found["Cover"], found["Index"]) == (("Harbour", "in-progress"), ("Notes", "done"))


@pytest.mark.parametrize("gap", ["", ",,\n"])
@pytest.mark.parametrize("head", ["Deadline,Responsible,What", "截止日期,责任人,事项"])
def test_three_known_names_in_another_order_begin_a_table_of_their_own(
    workspace: Workspace, gap: str, head: str
) -> None:
    text = f"Task,Owner,Due\nDesign,Bob Brown,10 March 2026\n{gap}{head}\n15 March 2026,,Poster\n"
    assert fields(workspace, text, "due") == {"Design": ("2026-03-10",), "Poster": ("2026-03-15",)}


def test_a_row_with_a_word_that_names_no_column_is_a_task(workspace: Workspace) -> None:
    text = "Task,Owner,Due\nDesign,Bob Brown,10 March 2026\nOwner,Task,Sunday roast\n"
    assert list(rows(workspace, text)) == ["Design", "Owner"]
