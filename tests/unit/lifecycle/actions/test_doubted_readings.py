"""A table whose cells are hardly what they were taken for comes in with a word about it, and is not refused."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook

from collabtui.domain.model import Finding
from collabtui.formats.actions.one_table.imported_table import ActionTable
from collabtui.formats.actions.task_table import read_action_table
from collabtui.lifecycle.actions.importing.column_meanings import column_setting, table_words
from collabtui.lifecycle.actions.importing.import_table import ImportLine, import_actions, listed, planned_import
from collabtui.lifecycle.actions.importing.import_words import days_off, doubt_sentences, table_remarks
from collabtui.lifecycle.actions.importing.table_doubts import doubts_of
from collabtui.lifecycle.base.acting import Workspace
from collabtui.text.catalogue import Catalogue


def read(workspace: Workspace, text: str, *columns: str) -> tuple[ActionTable, list[ImportLine]]:
    acting = workspace.as_user("command")
    given = table_words(workspace.store) | dict(map(column_setting, columns))
    table = listed(workspace.store, acting, read_action_table(text.encode(), given))
    return table, planned_import(acting, table)


def doubts(workspace: Workspace, text: str) -> list[Finding]:
    return doubts_of(*read(workspace, text), workspace.as_user("command").today)


def remarks(workspace: Workspace, text: str) -> list[tuple[int, str, dict[str, Any]]]:
    _, lines = read(workspace, text)
    return [(line.row, one.key, dict(one.values)) for line in lines for one in line.remarks]


def test_a_plan_that_is_plausible_is_not_doubted(planned: Workspace) -> None:
    text = "任务,负责人,开始日期,截止日期,状态\n接口设计,张伟,2026-03-02,2026-03-10,进行中\n"
    text += "测试准备,陈静,2026-03-03,2026-03-12,未开始\n发布说明,张伟,2026-03-04,2026-03-16,未开始\n"
    table, lines = read(planned, text)
    assert doubts(planned, text) == []
    assert list(table_remarks(table, Catalogue("zh"))) == []
    assert all(not line.remarks for line in lines)


def test_numbered_papers_are_no_days(planned: Workspace) -> None:
    text = "Task,Owner,Due,Deliverable\nDraft it,张伟,2030-03-11,Paper 1\nPrint it,陈静,2030-03-12,Paper 2\n"
    table, lines = read(planned, text)
    assert [line.action.deliverable for line in lines] == ["Paper 1", "Paper 2"]
    assert list(table_remarks(table, Catalogue("en"))) == []


@pytest.mark.parametrize(
    ("text", "key", "values"),
    [
        (
            "任务,开始日期,截止日期\n甲项,2026-03-09,2026-03-02\n乙项,2026-03-09,2026-03-02\n丙项,2026-03-09,2026-03-20\n",
            "import.doubt_ends_before",
            {"n": 2, "all": 3, "start": "开始日期", "due": "截止日期"},
        ),
        (
            "任务,截止日期\n甲项,2020-03-09\n乙项,2020-03-10\n丙项,2020-03-11\n",
            "import.doubt_past",
            {"n": 3, "all": 3, "column": "截止日期"},
        ),
        (
            "阶段,事项,截止日期\n一,评审,2030-03-09\n二,评审,2030-03-10\n三,评审,2030-03-11\n一,会签,\n二,会签,\n",
            "import.doubt_titles",
            {"n": 5, "all": 2, "column": "事项"},
        ),
        (
            "任务,负责人,截止日期\n甲项,老马,2030-03-09\n乙项,小丁,2030-03-10\n丙项,张伟,2030-03-11\n",
            "import.doubt_owners",
            {"n": 2, "all": 3, "column": "负责人"},
        ),
        (
            "任务,备注\n评审,请各部门把意见在周三以前发给办公室\n会签,会签以后由办公室统一编号归档\n发布,要再核对一次附件和联系人名单\n",
            "import.doubt_longer",
            {"column": "任务", "other": "备注"},
        ),
        (
            "任务,项目\n甲项,换证\n乙项,换证\n丙项,换证\n",
            "import.no_matter_left_out",
            {"value": "换证"},
        ),
    ],
    ids=["ends-before-it-begins", "past", "one-title", "owners", "sentences", "one-project"],
)
def test_a_reading_that_is_hardly_meant_is_doubted(
    planned: Workspace, text: str, key: str, values: dict[str, Any]
) -> None:
    assert [(one.key, dict(one.values)) for one in doubts(planned, text)] == [(key, values)]
    table, lines = read(planned, text)
    for locale in ("zh", "en"):
        (sentence,) = doubt_sentences(table, lines, planned.as_user("command").today, Catalogue(locale))
        assert all(str(value) in sentence for value in values.values())


def test_a_parent_or_a_project_that_all_rows_name_is_left_out(planned: Workspace) -> None:
    text = "任务名称,所属模块,所属项目,截止日期\n甲项,后端,V3,\n乙项,后端,V3,\n丙项,后端,V3,\n"
    table, lines = read(planned, text)
    assert {line.action.task for line in lines} == {""}
    assert "所属模块" in table.passed_over


def test_a_name_of_a_project_that_looks_like_a_ref_is_one_of_the_team(planned: Workspace) -> None:
    _, lines = read(planned, "任务,项目\n甲项,V3\n乙项,V4\n")
    assert [line.action.task for line in lines] == ["V3", "V4"]


def test_a_table_whose_only_tasks_are_called_like_states_keeps_them(planned: Workspace) -> None:
    _, lines = read(planned, "Task,Owner\nReview,Bob Brown\nDraft,Bob Brown\n")
    assert [line.action.title for line in lines] == ["Review", "Draft"]


def test_what_a_row_says_against_itself_is_told(planned: Workspace) -> None:
    text = "任务,负责人,状态,进度,开始日期,截止日期\n甲项,张伟,已完成,60%,,\n乙项,张伟,进行中,100%,,\n"
    text += "丙项,张伟,未开始,,2026-03-20,2026-03-10\n丁项,,,,,\n戊项,张伟,延期,,,3月底\n"
    told = remarks(planned, text)
    assert [(row, key) for row, key, _ in told] == [
        (2, "import.done_percent"),
        (3, "import.open_percent"),
        (4, "import.ends_before"),
        (5, "import.bare"),
        (6, "import.read_in_progress"),
        (6, "import.day_understood"),
    ]
    assert told[0][2]["percent"] == "60"
    assert told[-1][2]["value"] == "3月底"


def test_an_owner_among_the_collaborators_is_left_out(planned: Workspace) -> None:
    _, (line,) = read(planned, "任务,负责人,协作人\n接口,张伟,张伟、陈静\n")
    assert len(line.action.collaborators) == 1
    assert line.remarks == ()


def test_columns_of_one_meaning_are_told_and_the_better_one_is_taken(planned: Workspace) -> None:
    table, lines = read(planned, "任务,负责人,责任人\n接口,,张伟\n测试,陈静,张伟\n")
    (told,) = (text for text in table_remarks(table, Catalogue("en")) if "may each be" in text)
    assert told.startswith("“责任人” and “负责人” may each be: owner.")
    assert len({line.action.owner for line in lines}) == 1
    table, _ = read(planned, "任务,负责人,责任人\n接口,,张伟\n测试,陈静,张伟\n", "责任人=note")
    assert table.equal == ()


def test_a_field_by_a_part_of_the_name_or_by_cells_is_told(planned: Workspace) -> None:
    table, _ = read(planned, "任务,小伙伴,截止日期\n接口,张伟,2026-03-10\n测试,陈静,2026-03-12\n")
    (told,) = (text for text in table_remarks(table, Catalogue("en")) if "by their cells" in text)
    assert "“小伙伴” as owner" in told


def test_signs_below_people_say_who_owns_and_who_helps(planned: Workspace) -> None:
    text = (
        "●主责  ○协助\n事项,张伟,陈静,完成时间\n修订手册,●,○,2026-03-13\n更新清单,○,●,2026-03-11\n接待,,●,2026-03-12\n"
    )
    table, lines = read(planned, text)
    assert table.duties == {"●": "owner", "○": "collaborators"}
    first, second, third = (line.action for line in lines)
    assert first.owner != second.owner == third.owner
    assert [len(one.collaborators) for one in (first, second, third)] == [1, 1, 0]
    (told,) = (sentence for sentence in table_remarks(table, Catalogue("en")) if "named after people" in sentence)
    assert "● is owner" in told


def test_headings_that_are_states_are_states_and_no_parents(planned: Workspace) -> None:
    text = "# Board\n\n## To Do\n\n- [ ] Book a room\n\n## Doing\n\n- [ ] Draw the plan\n- [ ] ~~Old site~~\n"
    _, lines = read(planned, text + "\n## Done\n\n- [x] Pay\n")
    found = {line.action.title: (line.action.status, line.action.task) for line in lines}
    assert found == {
        "Book a room": ("not-started", ""), "Draw the plan": ("in-progress", ""), "Old site": ("cancelled", ""),
        "Pay": ("done", ""),
    }  # fmt: skip


def test_a_numbered_row_with_owner_and_day_of_its_own_is_an_action_with_parts(planned: Workspace) -> None:
    text = "No.,Action,Owner,Due\n4,Agreement,张伟,2026-03-13\n4(a),Schedule 3,陈静,2026-03-06\n"
    text += "4(b),Schedule 5,陈静,2026-03-10\n"
    _, lines = read(planned, text)
    assert [(line.action.title, line.action.task) for line in lines] == [
        ("Agreement", ""),
        ("Schedule 3", "Agreement"),
        ("Schedule 5", "Agreement"),
    ]
    _, sums = read(planned, text.replace("2026-03-13", "2026-03-10"))
    assert [line.action.title for line in sums] == ["Schedule 3", "Schedule 5"]


def test_what_minutes_list_beside_a_table_of_tasks_is_left_out_and_told(planned: Workspace) -> None:
    text = "# 纪要\n\n- 同意分两期建设\n\n| 行动项 | 责任人 |\n|---|---|\n| 选型 | 张伟 |\n"
    table, lines = read(planned, text)
    assert [line.action.title for line in lines] == ["选型"]
    assert [text for _, text in table.left_out] == ["同意分两期建设"]


def test_a_sign_within_one_word_parts_only_people_whom_somebody_knows(planned: Workspace) -> None:
    found = remarks(planned, "Task,Owner\nReview,H&P\n")
    assert [(key, values["value"]) for _, key, values in found] == [("import.stranger", "H&P")]


def test_what_stands_behind_a_supporter_is_the_support(planned: Workspace) -> None:
    _, (line,) = read(planned, "任务,负责人,协作人\n登录页,张伟,陈静 出文案\n")
    assert [one.support for one in line.action.collaborators] == ["出文案"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "任务,部门,截止日期\n甲项,张伟,2030-03-09\n乙项,陈静,2030-03-10\n",
            ["但写的是人名"],
        ),
        (
            "任务,交付物,负责人\n甲项,2030-03-09,张伟\n乙项,2030-03-10,陈静\n",
            ["“交付物”读作交付物，但写的是日期"],
        ),
        (
            "任务,负责人,截止日期,一审\n甲项,张伟,2030-03-09,√\n乙项,陈静,2030-03-10,\n丙项,张伟,2030-03-10,√\n",
            ["没有哪一列读作", "“一审”写的是打勾，没有用到"],
        ),
    ],
    ids=["people-for-a-department", "days-for-a-deliverable", "ticks-that-nobody-reads"],
)
def test_cells_that_speak_against_their_column_are_told(planned: Workspace, text: str, said: list[str]) -> None:
    table, _ = read(planned, text)
    zh, en = ("\n".join(table_remarks(table, Catalogue(locale))) for locale in ("zh", "en"))
    assert all(part in zh for part in said)
    assert table.against
    assert table.against[0].column in en


def test_no_row_is_lost_without_a_word(planned: Workspace) -> None:
    text = "任务,负责人,截止日期,渠道\n"
    text += "".join(f"事项{number},张伟,2030-03-09,线上\n" for number in "甲乙丙")
    text += ",,,请在周五以前发给办公室\n" + ",陈静,2030-03-10,\n" * 14
    table, lines = read(planned, text)
    assert len(lines) == 3
    assert [row for row, _ in table.left_out] == list(range(5, 20))
    (sentence,) = (one for one in table_remarks(table, Catalogue("zh")) if "不是任务的行" in one)
    assert "第 5 行“请在周五以前发给办公室”" in sentence
    assert "第 19 行" in sentence


def test_a_row_above_the_names_that_has_a_day_is_told(planned: Workspace) -> None:
    table, lines = read(planned, "盘点,张伟,2030-03-01\n任务,负责人,截止日期\n甲项,张伟,2030-03-09\n")
    assert (len(lines), table.left_out) == (1, ((1, "盘点"),))


def test_a_line_beside_a_list_that_names_somebody_is_told(planned: Workspace) -> None:
    text = "# 周会\n\n会议顺利结束。\n张伟在周五以前把清单发给办公室。\n\n- [ ] 接口设计（陈静，2030-03-09）\n"
    table, lines = read(planned, text)
    assert (len(lines), table.left_out) == (1, ((4, "张伟在周五以前把清单发给办公室。"),))


def test_hidden_sheets_with_tasks_are_named(planned: Workspace) -> None:
    book = Workbook()
    tasks, *others = [book.active, book.create_sheet("旧任务"), book.create_sheet("选项")]
    for sheet, rows in zip(
        (tasks, *others), ([["任务", "负责人"], ["甲项", "张伟"]],) * 2 + ([["状态"], ["完成"]],), strict=True
    ):
        for row in rows:
            sheet.append(row)
    for sheet in others:
        sheet.sheet_state = "hidden"
    book.save(file := BytesIO())
    table = read_action_table(file.getvalue(), table_words(planned.store))
    assert (len(table.rows), table.hidden_sheets) == (1, ("旧任务",))
    for locale in ("zh", "en"):
        assert any("旧任务" in one for one in table_remarks(table, Catalogue(locale)))


def _is_weekday(day: date) -> bool:
    return day.weekday() < 5


def test_rows_that_are_due_on_a_day_off_are_named_before_they_are_taken_in(planned: Workspace) -> None:
    text = "任务,负责人,截止日期,状态\n方案,张伟,2026-10-03,未开始\n"
    text += "联调,张伟,2026-10-09,未开始\n盘点,张伟,2026-03-08,已完成\n"
    acting = planned.as_user("command")
    table, lines = read(planned, text)
    said = [list(days_off(lines, _is_weekday, Catalogue(locale))) for locale in ("zh", "en")]
    assert said == [["截止日是休息日：第 2 行 10月3日（周六）。"], ["Due on a day off: row 2, Sat 3 Oct."]]
    import_actions(acting.quiet(), table, "", lines)
    assert not list(days_off(read(planned, text)[1], _is_weekday, Catalogue("zh"))), "it was said once"


def test_many_days_off_are_counted_and_some_of_them_named(planned: Workspace) -> None:
    rows = "".join(f"任务{number},张伟,2026-10-03,未开始\n" for number in range(40))
    _, lines = read(planned, f"任务,负责人,截止,状态\n{rows}")
    (chinese,) = days_off(lines, _is_weekday, Catalogue("zh"))
    assert chinese.startswith("有 40 项的截止日是休息日，如第 2 行 10月3日（周六）、")
    assert chinese.count("行") == 12
    (english,) = days_off(lines, _is_weekday, Catalogue("en"))
    assert english.startswith("40 due dates are days off, such as row 2, Sat 3 Oct")
