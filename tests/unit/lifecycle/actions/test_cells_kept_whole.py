"""What a cell says beside the value that it was read as stays with its task, or is told."""

from io import BytesIO

import pytest
from openpyxl import Workbook

from collabtui.domain.meetings.draft import PersonDraft
from collabtui.domain.people import Person
from collabtui.formats.actions.task_table import read_action_table
from collabtui.lifecycle.actions.importing.column_meanings import table_words
from collabtui.lifecycle.actions.importing.import_table import ImportLine, planned_import, read_listed
from collabtui.lifecycle.actions.importing.import_words import table_remarks
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.people import edit_people
from collabtui.text.catalogue import Catalogue


@pytest.fixture
def ward(workspace: Workspace) -> Workspace:
    people = (("刘洋", "护理部"), ("孙涛", "急诊科"), ("Sofia Marin", "Engineering"))
    drafts = [
        PersonDraft(name=name, email=f"w{number}@example.test", department=department)
        for number, (name, department) in enumerate(people)
    ]
    edit_people.import_people(workspace.as_user("command"), drafts)
    return workspace


def read(workspace: Workspace, data: bytes | str) -> list[ImportLine]:
    acting = workspace.as_user("command")
    text = data.encode() if isinstance(data, str) else data
    return planned_import(acting, read_listed(acting, text, table_words(workspace.store)))


def workbook(*rows: tuple[object, ...], merged: tuple[str, ...] = ()) -> bytes:
    book, file = Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    for place in merged:
        book.active.merge_cells(place)
    book.save(file)
    return file.getvalue()


def remarks(line: ImportLine) -> list[tuple[str, object]]:
    return [(one.key, one.values.get("value")) for one in line.remarks]


def test_a_heading_that_is_merged_over_some_rows_is_no_parent_of_those_behind(ward: Workspace) -> None:
    found = read(
        ward,
        workbook(
            ("条款", "整改任务", "责任人", "完成时限"),
            ("3.1 身份识别", "修订腕带制度", "刘洋", "2026-03-06"),
            (None, "腕带扫码", "孙涛", "2026-03-20"),
            ("3.4 手卫生",),
            (None, "补装消毒剂", "刘洋", "2026-03-10"),
            ("3.9 危急值", "危急值演练", "孙涛", "2026-03-18"),
            merged=("A2:A3",),
        ),
    )
    assert [line.action.task for line in found] == ["3.1 身份识别", "3.1 身份识别", "3.4 手卫生", "3.9 危急值"]


def test_the_department_of_a_task_that_nobody_owns_stays_in_the_note(ward: Workspace) -> None:
    rows = "任务,主责科室,责任人,完成时限\n督查手卫生,院感科,,3月20日\n修订制度,护理部,刘洋,3月20日\n盘点,-,,3月20日\n"
    assert [line.action.note for line in read(ward, rows)] == ["主责科室: 院感科", "", ""]


def test_a_department_that_helps_is_told_once_with_who_stands_for_it(ward: Workspace) -> None:
    one, two = read(ward, "任务,责任人,配合科室\n补装,孙涛,护理部（提供点位）\n演练,孙涛,护理部\n")
    assert [helper.support for helper in one.action.collaborators] == ["提供点位"]
    assert (remarks(one), remarks(two)) == ([("import.department_helps", "护理部")], [])


def test_a_stranger_is_kept_under_the_column_that_names_him(ward: Workspace) -> None:
    (line,) = read(ward, "任务,责任人,完成时限\n布展,牵头：刘洋；配合：永大公司,3月20日\n")
    assert line.action.note == "责任人: 永大公司"


def test_what_is_waited_for_stays_in_the_note(ward: Workspace) -> None:
    rows = "Task,Owner,Status\nAudit,Sofia Marin,Awaiting supplier\nTest,Sofia Marin,Waiting\n"
    found = [(line.action.status, line.action.note) for line in read(ward, rows)]
    assert found == [("blocked", "Awaiting supplier"), ("blocked", "")]


def test_days_that_only_say_how_far_a_task_is_are_told(ward: Workspace) -> None:
    acting = ward.as_user("command")
    table = read_listed(acting, "任务,责任人,要求完成,实际完成\n校准,刘洋,3月2日,2月27日\n".encode(), {})
    told = list(table_remarks(table, Catalogue("zh")))
    assert [text for text in told if "实际完成" in text]
    ours = read_listed(acting, "Ref,任务,实际完成\nA1,校准,2月27日\n".encode(), {})
    assert not [text for text in table_remarks(ours, Catalogue("zh")) if "实际完成" in text]


@pytest.mark.parametrize(
    ("written", "percent", "status"),
    [
        ("11 of 30 reviewed", 37, "in-progress"),
        ("3/8 done", 38, "in-progress"),
        ("30份已审11份", 37, "in-progress"),
        ("已完成 8/8", 100, "done"),
        ("0 of 12 ordered", 0, "not-started"),
    ],
)
def test_a_count_of_parts_is_a_share_which_is_told_and_kept(
    ward: Workspace, written: str, percent: int, status: str
) -> None:
    (line,) = read(ward, f"Task,Owner,Status\nReview,Sofia Marin,{written}\n")
    assert (line.action.percent, line.action.status, line.action.note) == (percent, status, written)
    assert remarks(line) == [("import.counted", written)]


@pytest.mark.parametrize("written", ["2 of 3 rejected", "4 of 9 left", "3份已退2份", "9 of 3 done", "3/8 call Bob"])
def test_a_count_of_the_others_is_no_share(ward: Workspace, written: str) -> None:
    (line,) = read(ward, f"Task,Owner,Status\nReview,Sofia Marin,{written}\n")
    assert (line.action.percent, written in line.action.note) == (0, True)
    assert "import.status_unknown" in [key for key, _ in remarks(line)]


@pytest.mark.parametrize(
    ("written", "day"),
    [("w/c 9 Mar", "2026-03-13"), ("week of 11 March", "2026-03-13"), ("3月9日当周", "2026-03-13")],
)
def test_what_is_due_in_a_week_is_due_on_its_friday(ward: Workspace, written: str, day: str) -> None:
    (line,) = read(ward, f"Task,Owner,Start,Due\nAudit,Sofia Marin,{written},{written}\n")
    assert (str(line.action.planned_start), str(line.action.due)) == ("2026-03-09", day)
    assert ("import.day_understood", written) in remarks(line)


def test_what_is_struck_out_beside_other_words_was_replaced(ward: Workspace) -> None:
    table = "| Task | Owner | Due |\n|---|---|---|\n| Brief | ~~孙涛~~ 刘洋 | 2026-03-09 |\n"
    (line,) = read(ward, table)
    assert (ward.store.get(Person, line.action.owner or "").name, line.action.note) == ("刘洋", "Owner: ~~孙涛~~")
    (parking,) = read(ward, "- [x] ~~Book parking~~ not needed\n")
    assert parking.action.status == "cancelled"


def test_a_sign_that_marks_titles_stays_with_its_meaning(ward: Workspace) -> None:
    (line,) = read(ward, "说明：☆为重点条款；√=已完成\n任务,责任人,完成时限\n☆修订制度,刘洋,3月20日\n")
    assert (line.action.title, line.action.note) == ("修订制度", "☆ 重点条款")


def test_months_below_a_heading_are_bars_of_a_plan(ward: Workspace) -> None:
    rows = ("Task", "Lead", "Finish", "Schedule", None, None), (None, None, None, "Jan", "Feb", "Mar")
    data = workbook(*rows, ("Survey", "Sofia Marin", "2026-03-06"), merged=("A1:A2", "B1:B2", "C1:C2", "D1:F1"))
    table = read_action_table(data)
    assert (table.equal, table.inferred) == ((), ())
    assert table.passed_over == ("Schedule Jan", "Schedule Feb", "Schedule Mar")


def test_who_helps_in_brackets_is_there_with_what_for(ward: Workspace) -> None:
    (line,) = read(ward, "Task,Owner\nAudit,Sofia Marin (with 孙涛: wrench data)\n")
    assert [one.support for one in line.action.collaborators] == ["wrench data"]


def test_a_lag_in_minutes_is_told(ward: Workspace) -> None:
    _, two = read(ward, "No,Task,Owner,Pred\n1,Load,Sofia Marin,\n2,Test,Sofia Marin,1SS+30m\n")
    assert (two.action.depends_on, two.remarks[0].key) == (("row2",), "import.lag")


def test_nobody_near_is_named_for_a_likeness_of_phrases(ward: Workspace) -> None:
    rows = "Task,Owner\nLunch,whole team board\nBrief,Sofia Marln\n"
    assert [line.remarks[0].key for line in read(ward, rows)] == ["import.stranger", "import.stranger_near"]


def test_each_row_that_is_left_out_is_named_with_how_it_begins(ward: Workspace) -> None:
    rows = "Task,Owner\n" + "".join(f"Task {number},Sofia Marin\nTotal: {number} items,\n" for number in range(20))
    read_rows = read_listed(ward.as_user("command"), rows.encode(), {})
    (told,) = [text for text in table_remarks(read_rows, Catalogue("en")) if "Total: 19 items" in text]
    assert told.count("Total: ") == 20


def test_a_stage_that_says_how_far_each_task_is_is_no_parent(ward: Workspace) -> None:
    rows = "Title,Step,Responsible,Stage\nRiver,Edit,Sofia Marin,Complete\nRiver,Cover,Sofia Marin,70% there\n"
    found = read(ward, f"{rows}Sky,Print,Sofia Marin,Not begun\nSky,Edit,Sofia Marin,Ongoing\n")
    assert [(line.action.task, line.action.status) for line in found] == [
        ("River", "done"), ("River", "not-started"), ("Sky", "not-started"), ("Sky", "in-progress"),
    ]  # fmt: skip


def test_codes_with_a_letter_for_each_group_number_the_tasks(ward: Workspace) -> None:
    rows = "Item,Description,Action by,Required by\nA,SUBSTRUCTURE,,\nA1,Inspect caps,Sofia Marin,2026-03-06\n"
    found = read(ward, f"{rows}A2,Approve sample,Sofia Marin,2026-03-13\nB,MEP,,\nB1,Order,Sofia Marin,2026-03-20\n")
    assert [(line.action.task, line.action.title) for line in found] == [
        ("SUBSTRUCTURE", "Inspect caps"), ("SUBSTRUCTURE", "Approve sample"), ("MEP", "Order"),
    ]  # fmt: skip


def test_numbers_of_problems_and_results_of_checks_are_nothing_of_an_action(ward: Workspace) -> None:
    rows = (
        "问题编号,问题描述,纠正措施,责任人,验证结果\nQ-017,扭矩超差,校准扳手,刘洋,合格\nQ-018,标签混贴,加装防错,孙涛,\n"
    )
    one, _ = read(ward, rows)
    assert (one.action.reason, one.action.deliverable, one.action.task) == ("", "", "扭矩超差")


def test_who_is_nobody_keeps_his_brackets(ward: Workspace) -> None:
    (line,) = read(ward, "Task,Owner\nPlan,TBC (MEP contractor)\n")
    assert line.action.note == "Owner: TBC (MEP contractor)"


def test_a_department_that_helps_its_own_member_stays_in_the_note(ward: Workspace) -> None:
    (line,) = read(ward, "任务,责任人,配合科室\n观察,孙涛,急诊科（值班）\n")
    assert (line.action.collaborators, line.action.note) == ((), "配合科室: 急诊科（值班）")


@pytest.mark.parametrize("column", ["状态", "进展"])
def test_a_sign_of_the_legend_says_the_state_also_before_words(ward: Workspace, column: str) -> None:
    legend = "图例：✅ 完成　🔄 进行中　⛔ 受阻\n\n"
    table = f"| 任务 | 负责人 | {column} |\n|---|---|---|\n| 海报 | 刘洋 | ⛔ 合同未签 |\n"
    (line,) = read(ward, legend + table)
    assert (line.action.status, line.action.note) == ("blocked", "⛔ 合同未签")


def test_a_heading_above_the_one_table_is_a_parent_beside_lists_with_theirs(ward: Workspace) -> None:
    table = "## 一、准备\n| 任务 | 负责人 |\n|---|---|\n| 海报 | 刘洋 |\n\n## 二、面试\n- [ ] 阅卷 @孙涛\n"
    assert [line.action.task for line in read(ward, table)] == ["准备", "面试"]


def test_tenths_are_a_share(ward: Workspace) -> None:
    found = read(ward, "任务,责任人,进度\n接口,刘洋,七成\n模板,孙涛,六成半\n构成,孙涛,三成员到位\n")
    assert [line.action.percent for line in found] == [70, 65, 0]


def test_outline_numbers_are_known_by_themselves(ward: Workspace) -> None:
    rows = "编码,工作内容,责任人,完成\n1,基坑,,3月20日\n1.1,支护,刘洋,3月10日\n1.2,开挖,孙涛,3月20日\n"
    found = read(ward, f"{rows}2,结构,,5月30日\n2.1,垫层,刘洋,4月5日\n")
    assert [(line.action.task, line.action.title) for line in found] == [
        ("基坑", "支护"), ("基坑", "开挖"), ("结构", "垫层"),
    ]  # fmt: skip


def test_a_unit_that_the_book_does_not_have_for_the_owner_stays_in_the_note(ward: Workspace) -> None:
    found = read(ward, "任务,责任单位,责任人\n支护,地基公司,刘洋\n查房,护理部,刘洋\n")
    assert [line.action.note for line in found] == ["责任单位: 地基公司", ""]


def test_a_month_is_a_stretch_which_is_told(ward: Workspace) -> None:
    (line,) = read(ward, "Task,Owner,Planned dates\nTrain,Sofia Marin,Mar 2026\n")
    assert (str(line.action.planned_start), str(line.action.due)) == ("2026-03-01", "2026-03-31")
    assert remarks(line) == [("import.day_understood", "Mar 2026")]
