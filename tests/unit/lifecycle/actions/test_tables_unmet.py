"""Tables of hospitals, hotels, sites, factories and offices nobody here had met: columns that ask a question, calendars
beside the tasks, marks of repetition, words for states in other words, and what cannot be known is asked."""

from typing import Any

import pytest

from collabtui.domain.meetings.draft import PersonDraft
from collabtui.domain.people import Person
from collabtui.formats.actions.sheets.colour_legends import legend_of_names
from collabtui.formats.actions.task_table import read_action_table, unknown_columns
from collabtui.formats.actions.written_values import percent_within, state_of, written_percent
from collabtui.formats.documents.document import shown
from collabtui.formats.tables.raw_row import RawRow
from collabtui.lifecycle.actions.importing.column_meanings import table_words
from collabtui.lifecycle.actions.importing.import_table import ImportLine, import_actions, planned_import, read_listed
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.people import edit_people
from collabtui.lifecycle.people.department_moves import rename


def lines_of(workspace: Workspace, text: str) -> list[ImportLine]:
    acting = workspace.as_user("command")
    return planned_import(acting, read_listed(acting, text.encode(), table_words(workspace.store)))


def statuses(workspace: Workspace, text: str) -> list[Any]:
    return [line.action.status for line in lines_of(workspace, text)]


def remarks(workspace: Workspace, text: str) -> list[list[str]]:
    return [[one.key for one in line.remarks] for line in lines_of(workspace, text)]


def owners(workspace: Workspace, text: str) -> list[Any]:
    names = {one.ref: one.name for one in workspace.store.find(Person)}
    return [names.get(line.action.owner or "") for line in lines_of(workspace, text)]


def fields_of(text: str) -> dict[str, str]:
    """By field of the first row what stands in it."""
    (row, *_) = read_action_table(text.encode()).rows
    return {field: shown(cell) for field, cell in row.cells.items()}


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("不再整改", "cancelled"), ("无需办理", "cancelled"), ("no longer needed", "cancelled"),
        ("整改受限", "blocked"), ("卡在法务", "blocked"), ("落实好了", "done"), ("在落实", "in-progress"),
        ("没落实", "not-started"), ("尚未整改", "not-started"), ("不清楚", None), ("ready", None),
    ],
)  # fmt: skip
def test_a_state_is_known_by_how_it_is_built(text: str, state: str | None) -> None:
    assert state_of(text) == state


def test_a_closed_task_whose_resolution_says_so_is_cancelled(workspace: Workspace) -> None:
    jira = "Summary,Status,Resolution\nA,Closed,Won't Do\nB,Done,Done\nC,Closed,Replaced the cable\n"
    assert statuses(workspace, jira) == ["cancelled", "done", "done"]
    assert lines_of(workspace, jira)[2].action.note == "Replaced the cable"


def test_columns_of_jira_have_the_names_that_a_team_gave_them() -> None:
    jira = (
        "Summary,Issue key,Custom field (Start date),Inward issue link (Blocks),Due date\n"
        "A,PAY-1,2026-03-02,,2026-03-06\nB,PAY-2,2026-03-03,PAY-1,2026-03-09\n"
    )
    last = read_action_table(jira.encode()).rows[1]
    assert (last.text("planned_start"), last.text("depends_on")) == ("2026-03-03", "PAY-1")


def test_words_for_a_state_that_nobody_knows_are_asked_about_where_words_are_expected(workspace: Workspace) -> None:
    assert remarks(workspace, "To do,Where we are\nA,WIP\nB,Cooking\nC,Rates are in the system and checked\n") == [
        [], ["import.status_unknown"], [],
    ]  # fmt: skip


def test_what_is_not_applicable_and_what_is_ok_is_asked_about(workspace: Workspace) -> None:
    assert remarks(workspace, "Task,Status\nA,Done\nB,N/A\nC,OK\n") == [
        [], ["import.status_unknown"], ["import.status_unknown"],
    ]  # fmt: skip
    assert remarks(workspace, "Task,Status\nA,OK\nB,OK\n") == [[], []]


def test_a_column_may_be_called_after_a_question(workspace: Workspace) -> None:
    text = "事项,谁牵头,谁帮忙,啥时候,落实没有\n甲,张伟,陈静,3月10日,落实了\n"
    assert unknown_columns(text.encode()) == ()
    found = fields_of(text)
    assert (found["owner"], found["collaborators"], found["due"], found["status"]) == (
        "张伟",
        "陈静",
        "3月10日",
        "落实了",
    )
    assert statuses(workspace, text) == ["done"]
    assert fields_of("Task,Closed?\nA,Closed 27 Feb\n")["status"] == "Closed 27 Feb"
    assert statuses(workspace, "Task,Closed?\nA,Closed 27 Feb\n") == ["done"]


def test_helpers_by_name_leave_the_other_people_as_owners(workspace: Workspace) -> None:
    assert owners(workspace, "To do,HOD on shift,Helping hands,By\nA,张伟,陈静,2026/3/6\nB,陈静,张伟,2026/3/7\n") == [
        "张伟",
        "陈静",
    ]


def test_a_mark_of_repetition_is_what_stands_above(workspace: Workspace) -> None:
    assert owners(workspace, "任务,负责人,截止\n甲,张伟,3月9日\n乙,同上,3月10日\n丙,〃,〃\n") == ["张伟"] * 3
    assert read_action_table("任务,负责人\n甲,\n乙,同上\n".encode()).rows[1].text("owner") == "同上"


def test_days_side_by_side_are_a_calendar_and_no_question() -> None:
    text = (
        "No.,工作内容,担当,日程,,周,,\n,,,开工,完工,3/2,3/9,3/16\n"
        "1,设备搬迁,,2026-03-02,2026-03-20,,,\n1.1,拆解,张伟,2026-03-02,2026-03-06,■,,\n1.2,转运,陈静,2026-03-09,2026-03-20,,■,■\n"
    )
    table = read_action_table(text.encode())
    assert [(row.text("title"), row.text("due")) for row in table.rows] == [
        ("拆解", "2026-03-06"),
        ("转运", "2026-03-20"),
    ]
    assert unknown_columns(text.encode()) == ()
    assert table.passed_over == ("周 3/2", "周 3/9", "周 3/16")
    assert not table.against


def test_tables_with_the_same_names_are_read_the_same() -> None:
    head = "| 跟进点 | 谁跟 | 哪天给 |\n|---|---|---|\n"
    text = f"## 一\n\n{head}| 甲 | 张伟 | 3月6日 |\n| 乙 | 陈静 | 2月27日 |\n\n## 二\n\n{head}| 丙 | 张伟 | 下周三 |\n"
    assert [row.text("due") for row in read_action_table(text.encode()).rows] == ["3月6日", "2月27日", "下周三"]


def test_a_day_with_points_and_a_year_begins_with_the_day(workspace: Workspace) -> None:
    (line,) = lines_of(workspace, "Task;Deadline\nA;04.03.2026\n")
    assert str(line.action.due) == "2026-03-04"


def test_a_share_may_have_a_decimal_comma() -> None:
    assert (written_percent("62,5 %"), written_percent("100,0 %"), percent_within("62,5 %")) == (62, 100, 62)
    assert (written_percent("0,5"), written_percent("0.5"), written_percent("0,05"), written_percent(",5")) == (
        50,
        50,
        5,
        50,
    )


def test_a_german_table_has_its_shares(workspace: Workspace) -> None:
    rows = ("Booking;Carol;13.03.2026;0,5", "Budget;Bob;20.03.2026;0", "Calls;Bob;20.03.2026;0,75")
    text = "\n".join(("Task;Responsible;End;Progress", *rows))
    assert [line.action.percent for line in lines_of(workspace, text)] == [50, 0, 75]


@pytest.mark.parametrize(
    ("shares", "percents"),
    [
        (("0,5", "1", "0"), [50, 100, 0]),
        (("0,5", "1,0", "0,25"), [50, 100, 25]),
        (("5", "1", "0"), [5, 1, 0]),
        (("1", "1", "0"), [1, 1, 0]),
    ],
)
def test_one_beside_decimal_shares_is_all_of_it(
    workspace: Workspace, shares: tuple[str, ...], percents: list[int]
) -> None:
    rows = (f"Task {number};Bob;20.03.2026;{share}" for number, share in enumerate(shares))
    text = "\n".join(("Task;Responsible;End;Progress", *rows))
    assert [line.action.percent for line in lines_of(workspace, text)] == percents


@pytest.mark.parametrize(
    "heads", ["R,A,C,I", "R(执行),A(负责),C(咨询),I(知会)", "R - does,A - answers,C - asked,I - told"]
)
def test_columns_called_after_duties_have_their_people(workspace: Workspace, heads: str) -> None:
    table = read_action_table(
        f"任务,{heads},完成期限\n写文档,陈静,张伟,王芳,李明,2026-03-13\n布置会场,张伟,张伟,,李明,3月25日\n".encode()
    )
    assert [(row.text("owner"), row.text("doer"), row.text("collaborators")) for row in table.rows] == [
        ("张伟", "陈静", "王芳"),
        ("张伟", "张伟", ""),
    ]
    assert [row.text("note") for row in table.rows] == [f"{heads.split(',')[-1]}: 李明"] * 2, "who is told"
    assert unknown_columns(f"任务,{heads},完成期限\n写文档,陈静,张伟,王芳,李明,2026-03-13\n".encode()) == ()


def test_one_column_called_by_a_letter_says_nothing_of_duties() -> None:
    table = read_action_table("任务,负责人,A,B\n写文档,陈静,张伟,王芳\n".encode())
    assert [row.text("owner") for row in table.rows] == ["陈静"]


def test_a_sign_behind_an_item_says_that_it_is_done(workspace: Workspace) -> None:
    text = "1、张伟：测试报告（3/13）✅\n2、陈静：物料清单（3/14）☑️\n3、陈静：✅ 勾选方案（3/15）\n"
    assert statuses(workspace, text) == ["done", "done", "not-started"]


def test_a_share_in_another_column_leaves_the_states_their_own(workspace: Workspace) -> None:
    text = "任务描述,任务阶段,进度\n甲,推进中,35%\n乙,卡点,10%\n丙,不做了,\n丁,已交付,100%\n戊,推进中,20%\n"
    assert statuses(workspace, text) == ["in-progress", "blocked", "cancelled", "done", "in-progress"]
    exported = "Task Name,Active,% Complete\nA,Yes,60%\nB,Yes,0%\nC,Yes,20%\n"
    assert statuses(workspace, exported) == ["in-progress", "not-started", "in-progress"]


def test_a_title_that_says_it_is_dropped_is_told(workspace: Workspace) -> None:
    text = "任务,负责人,状态\n旧地坑回填（取消）,张伟,\n关门（已关闭）,张伟,\n"
    assert statuses(workspace, text) == ["cancelled", "not-started"]
    assert remarks(workspace, text)[0] == ["import.read_cancelled"]


def test_a_struck_item_that_was_dropped_is_not_done(workspace: Workspace) -> None:
    text = "- [x] ~~Dark mode~~ dropped, nobody asked\n- [x] ~~Light mode~~\n- [x] Logo\n"
    assert statuses(workspace, text) == ["cancelled", "done", "done"]


def test_what_a_table_waits_for_tells_its_numbers() -> None:
    text = '步骤,工作内容,负责人,前序\nP1,甲,张伟,\nE1,乙,陈静,P1\nE2,丙,张伟,"P1,E1"\n'
    assert [row.text("number") for row in read_action_table(text.encode()).rows] == ["P1", "E1", "E2"]


def test_signs_below_people_whom_two_rows_name(workspace: Workspace) -> None:
    text = (
        "符号：●主责 ○协办 ☆把关,,,,\n序号,工作项,人力 张伟,市场 陈静,完成节点\n"
        "1,甲,●,○,3月9日\n2,乙,☆,●,3月10日\n3,丙,●,●,3月11日\n,主责项数,2,2,\n"
    )
    assert owners(workspace, text) == ["张伟", "陈静", "张伟"]
    assert remarks(workspace, text)[2] == ["import.first_owns"]


def test_what_stands_behind_a_sign_of_a_legend_is_all_of_its_word(workspace: Workspace) -> None:
    text = (
        "Task;Owner;PDCA\nA;张伟;○\nB;张伟;◕\nC;张伟;●\nD;张伟;✖\n"
        "○ open 未动 ◕ done, effect checked ● closed 关闭 ✖ dropped 撤销;;\n"
    )
    assert statuses(workspace, text) == ["not-started", "not-started", "done", "cancelled"]
    assert remarks(workspace, text)[1] == ["import.status_unknown"]


def test_whom_nobody_knows_is_kept_with_what_is_said_of_him(workspace: Workspace) -> None:
    (line,) = lines_of(workspace, "Task,Owner,With\nA,张伟,Kev (scaffolder)\n")
    assert line.action.note == "With: Kev (scaffolder)"


def test_the_same_table_again_is_the_same_without_a_matter_too(workspace: Workspace) -> None:
    first = "任务,负责人,状态\n甲,张伟,\n乙,陈静,已取消\n"
    acting = workspace.as_user("command")
    import_actions(acting, read_listed(acting, first.encode(), {}))
    assert [line.kind for line in lines_of(workspace, first)] == ["same", "same"]
    assert [line.kind for line in lines_of(workspace, first.replace("甲,张伟", "甲,陈静"))] == ["changed", "same"]
    assert [line.kind for line in lines_of(workspace, first.replace("已取消", "进行中"))] == ["same", "new"]


def test_who_helps_an_owner_is_apart_from_him_also_where_nobody_knows_him(workspace: Workspace) -> None:
    (line,) = lines_of(workspace, "- [ ] Alt texts (@张伟 with @Tara Quinn, due 20 March)\n")
    assert (line.action.title, line.action.note) == ("Alt texts", "@Tara Quinn")
    assert owners(workspace, "- [ ] Alt texts (@张伟 with @Tara Quinn, due 20 March)\n") == ["张伟"]


def test_rows_of_a_log_that_are_no_tasks_are_left_out(workspace: Workspace) -> None:
    log = (
        "Ref,Kind,What is it about,With whom it sits,Resolve by,Position\n"
        "1,Risk,Customs may delay racks,张伟,03/13/2026,Not picked up\n"
        "2,Action,Sign lease,陈静,03/20/2026,In progress\n"
        "3,Decision,Go-live on 4 May,张伟,,Taken\n4,Assumption,No new permit,陈静,,In progress\n"
    )
    table = read_action_table(log.encode(), {"@张伟": "张伟", "@陈静": "陈静"})
    assert [(row.text("title"), row.text("note")) for row in table.rows] == [
        ("Customs may delay racks", "Risk"), ("Sign lease", ""),
    ]  # fmt: skip
    assert [number for number, _ in table.left_out] == [4, 5]


def test_gold_is_yellow_where_no_orange_is_named() -> None:
    rows = [RawRow(1, ("a",), fills={0: "FFE699"}), RawRow(2, ("b",), fills={0: "C6E0B4"})]
    assert legend_of_names({"黄": "in-progress", "绿": "done"}, rows) == {"FFE699": "in-progress", "C6E0B4": "done"}
    assert legend_of_names({"黄": "in-progress", "橙": "blocked"}, rows) == {"FFE699": "blocked"}


def test_the_former_name_of_a_department_is_the_department(workspace: Workspace) -> None:
    acting = workspace.as_user("command")
    edit_people.add_person(acting, PersonDraft(name="张伟", email="zhang2@example.test", department="财务部"))
    rename(acting, "研发部", "研究院")
    lines = lines_of(workspace, "任务,部门,负责人\n甲,研发部,张伟\n乙,研究院,张伟\n丙,财务部,张伟\n丁,法务部,陈静\n")
    owners = [workspace.store.get(Person, line.action.owner).department for line in lines if line.action.owner]
    assert owners[:3] == ["研究院", "研究院", "财务部"]
    assert [line.action.note for line in lines] == ["", "", "", "部门: 法务部"]


WORK_PLAN = """\
Clean water - work plan 2026,,,,
Outcome,Output,Activity,Responsible,% complete
1. Safe water,1.1 Wells built,1.1.1 Survey 12 sites,Bob,75%
1. Safe water,1.1 Wells built,1.1.2 Sign the drilling contract,陈静,0%
2. Hygiene,2.1 Schools reached,2.1.1 Print posters,Bob,100%
"""


def test_rows_that_begin_with_a_number_are_no_items_of_a_list(workspace: Workspace) -> None:
    rows = read_action_table(WORK_PLAN.encode()).rows
    assert [(row.text("title"), row.text("task"), row.text("owner"), row.text("percent")) for row in rows] == [
        ("1.1.1 Survey 12 sites", "1.1 Wells built", "Bob", "75%"),
        ("1.1.2 Sign the drilling contract", "1.1 Wells built", "陈静", "0%"),
        ("2.1.1 Print posters", "2.1 Schools reached", "Bob", "100%"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Present: Ann, Bob, Cy\n1. Call Ann, Bob, Cy\n2. Order paper, ink, pens\n",
        "Actions\n1. Send the draft, the plan, the list\n2. Print it\n",
        "Task,Owner,Due,Note\n\n1. Send it\n2. Print it\n",
    ],
)
def test_items_of_a_list_stay_items(text: str) -> None:
    assert len([row for row in read_action_table(text.encode()).rows if row.text("line")]) == 2


@pytest.mark.parametrize(
    ("head", "field"),
    [
        ("Output,Activity,Who", "task"),
        ("Activity,Output,Who", "deliverable"),
    ],
)
def test_what_is_handed_over_once_left_of_several_tasks_is_what_they_are_part_of(head: str, field: str) -> None:
    rows = {"Output": ("Wells", "Wells", "Schools"), "Activity": ("Survey", "Drill", "Print"), "Who": ("Bob",) * 3}
    names = head.split(",")
    body = "".join(",".join(rows[name][place] for name in names) + "\n" for place in range(3))
    assert fields_of(f"{head}\n{body}")[field] == "Wells"


def test_a_list_of_snags_names_the_work_that_is_required() -> None:
    text = (
        "Snag list\nItem,Location,Defect / work required,Responsible,Target date\n"
        "1,L2 lobby,Repaint the wall,Bob,2026-03-09\n2,L3 corridor,Replace a tile,Bob,2026-03-11\n"
        "3,Roof,Seal the drain,Bob,2026-03-12\n"
    )
    assert fields_of(text)["title"] == "Repaint the wall"


def test_beside_findings_what_is_recommended_is_to_be_done_and_beside_actions_a_note() -> None:
    rows = "Gel empty,Check weekly,Bob,2026-03-06\nBins full,Collect at 14:00,Bob,2026-03-13\n"
    assert fields_of(f"Finding,Recommendation,Action owner,Target date\n{rows}")["title"] == "Check weekly"
    agreed = (
        "Recommendation,Action,Owner,Due\nCheck weekly,Buy a list,Bob,2026-03-06\nCollect,Call them,Bob,2026-03-13\n"
    )
    assert (fields_of(agreed)["title"], fields_of(agreed)["note"]) == ("Buy a list", "Check weekly")
