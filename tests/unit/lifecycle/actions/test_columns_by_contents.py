"""Columns without a known name are known by what stands in them, and what may be something else is left alone."""

import pytest

from collabtui.formats.actions.one_table.imported_table import ActionTable
from collabtui.formats.actions.task_table import read_action_table, unknown_columns
from collabtui.formats.actions.written_values import written_day
from collabtui.formats.documents.document import shown

BOOK = {"@张伟": "张伟", "@陈静": "陈静", "@alice": "Alice", "@alice wong": "Alice Wong", "@bob": "Bob"}


def table_of(text: str) -> ActionTable:
    return read_action_table(text.encode(), BOOK)


def found_in(table: ActionTable, field: str) -> list[str]:
    return [shown(row.cells.get(field)) for row in table.rows]


def test_the_only_column_of_people_owns_the_tasks() -> None:
    text = "任务,小伙伴,创建人,截止\n搬家,张伟,陈静,3月6日\n布线,陈静、张伟,陈静,3月9日\n验收,老马,陈静,3月9日\n"
    assert found_in(table_of(text), "owner") == ["张伟", "陈静、张伟", "老马"]
    assert [one.name for one in unknown_columns(text.encode(), BOOK)] == ["创建人"]


@pytest.mark.parametrize(
    "text",
    [
        "任务,甲方,乙方,截止\n搬家,张伟,陈静,3月6日\n布线,陈静,张伟,3月9日\n",
        "任务,审批人,截止\n搬家,张伟,3月6日\n布线,陈静,3月9日\n",
        "任务,颜色,截止\n搬家,红,3月6日\n布线,张伟,3月9日\n粉刷,蓝,3月9日\n",
    ],
    ids=["two-of-them", "who-approves", "few-of-them"],
)
def test_people_who_may_be_something_else_are_asked_about(text: str) -> None:
    assert all("owner" not in row.cells for row in table_of(text).rows)
    assert unknown_columns(text.encode(), BOOK) != ()


def test_people_below_a_word_for_help_help() -> None:
    text = 'Task,Owner,Extra helping hands,Due\nMove,Bob,Alice Wong,2026-03-06\nPaint,Bob,"Alice, Bob",2026-03-09\n'
    assert found_in(table_of(text), "collaborators") == ["Alice Wong", "Alice, Bob"]


def test_a_bare_day_is_the_due_date_where_no_column_is_called_so() -> None:
    assert found_in(table_of("任务,负责人,日期\n搬家,张伟,3月6日\n布线,陈静,2026/3/2 → 2026/3/9\n"), "due") == [
        "3月6日",
        "2026/3/2 → 2026/3/9",
    ]
    assert found_in(table_of("Task,Owner,Date,Due\nMove,Bob,2026-03-01,2026-03-06\n"), "due") == ["2026-03-06"]


def test_a_column_called_after_tasks_that_says_the_same_in_each_row_names_them_where_no_other_does() -> None:
    text = "Ref,Title,Owner,Due\n" + "".join(f"B{n},Follow up,Bob,2026-03-0{n}\n" for n in range(3, 7))
    assert found_in(table_of(text), "title") == ["Follow up"] * 4
    assert found_in(table_of(text.replace("Follow up", "done")), "title") == ["done"] * 4


@pytest.mark.parametrize("name", ["完成", "已办结", "Delivered"])
def test_a_tick_below_a_word_for_done_is_the_status(name: str) -> None:
    assert found_in(table_of(f"事项,负责人,{name}\n搬家,张伟,√\n布线,陈静,\n"), "status") == ["√", ""]


def test_lists_of_a_board_are_states_and_ids_no_tasks() -> None:
    text = "Card ID,Card Name,Members,Due Date,List Name\n65e1c0119ab3f4d2,Proof,Alice,2026-03-06T09:00:00.000Z,Doing\n"
    text += "65e1c0129ab3f4d2,Photo,Bob,,To do\n65e1c0139ab3f4d2,Returns,Bob,,Done\n65e1c0149ab3f4d2,Ads,Bob,,Ideas\n"
    text += "65e1c0159ab3f4d2,Mail,Bob,,Doing\n"
    table = table_of(text)
    assert (found_in(table, "title"), table.guessed) == (["Proof", "Photo", "Returns", "Ads", "Mail"], "Card Name")
    assert found_in(table, "status") == ["Doing", "To do", "Done", "Ideas", "Doing"]


def test_a_column_of_signs_names_no_tasks_whatever_it_is_called() -> None:
    text = "标识号,活动,任务名称,资源名称\n1,是,搬家,张伟\n2,是,布线,陈静\n3,是,验收,张伟\n"
    assert found_in(table_of(text), "title") == ["搬家", "布线", "验收"]


def test_a_column_that_most_rows_leave_empty_names_no_tasks() -> None:
    text = "Name,Assign,Due,Sub-item\nTemplate,Alice,2026-03-06,Redlines\nRedlines,Bob,2026-03-06,\n"
    text += "Trademark,Bob,2026-03-06,\nCalendar,Alice,2026-03-09,\n"
    table = table_of(text)
    assert (found_in(table, "title"), table.guessed) == (["Template", "Redlines", "Trademark", "Calendar"], "Name")


@pytest.mark.parametrize(
    ("head", "first", "second"),
    [
        ("Summary,Issue key,Parent key", "Reset,K-1,", "Mail,K-2,K-1"),
        ("任务名称,编号,父需求", "Reset,7,", "Mail,8,Reset"),
        ("Title,Id,Parent item", "Reset,7,", "Mail,8,Reset (https://notion.test/Reset-7)"),
    ],
)
def test_a_task_that_names_another_as_its_larger_one_is_below_it(head: str, first: str, second: str) -> None:
    table = table_of(
        f"{head},Owner\n{first},Bob\n{second},Alice\n{'Order,9,' if 'K-1' not in first else 'Order,K-3,'},Bob\n"
    )
    assert found_in(table, "title") == ["Reset", "Mail", "Order"]
    assert found_in(table, "task") == ["", "Reset", ""]


def test_an_empty_cell_says_that_there_is_no_larger_task_where_others_repeat_theirs() -> None:
    text = "Summary,Epic,Owner\nPatch,Security,Bob\nRotate,Security,Bob\nReader,,Bob\nPilot,Tools,Alice\n"
    assert found_in(table_of(text), "task") == ["Security", "Security", "", "Tools"]
    merged = "任务,子任务,负责人\n安全,补丁,张伟\n,轮换,张伟\n工具,试点,陈静\n"
    assert found_in(table_of(merged), "task") == ["安全", "安全", "工具"]


def test_a_due_date_that_only_done_tasks_have_is_when_they_were_done() -> None:
    text = "事项,执行人,状态,截止时间,完成时间\n搬家,张伟,已完成,2026-03-06,2026-03-04\n布线,陈静,进行中,2026-03-09,\n"
    assert found_in(table_of(text), "due") == ["2026-03-06", "2026-03-09"]
    both = table_of(text.replace("进行中,2026-03-09,", "进行中,2026-03-09,2026-03-10"))
    assert [one[:2] for one in both.equal] == [("due", "截止时间")]


def test_a_revised_day_below_one_heading_goes_before_the_original() -> None:
    text = "Action,Owner,Due date,,Status\n,,Original,Revised,\n"
    text += "Move,Bob,2026-03-06,2026-03-20,Open\nPaint,Bob,2026-03-09,,Open\n"
    assert found_in(table_of(text), "due") == ["2026-03-20", "2026-03-09"]


def test_headings_sums_and_what_stands_below_are_no_tasks() -> None:
    text = "#,Action,Owner,Start,Due\n,Carried over,,,\n1,Move,Bob,2026-03-02,2026-03-06\n,New this week,,,\n"
    text += "2,Paint,Alice,2026-03-04,2026-03-20\n3,Pay,Bob,2026-03-04,2026-03-10\n"
    text += ",Overall,,2026-03-02,2026-03-20\n,Budget total,,,400\n\n"
    text += ",■ planned week,,,\n,Call Bob if anything slips,,,\n"
    table = table_of(text)
    assert list(zip(found_in(table, "title"), found_in(table, "task"), strict=True)) == [
        ("Move", "Carried over"),
        ("Paint", "New this week"),
        ("Pay", "New this week"),
    ]
    named = [begins for _, begins in table.left_out]
    assert named == ["Overall", "Budget total", "■ planned week", "Call Bob if anything slips"]


def test_a_task_of_a_few_words_is_a_task() -> None:
    text = "Action,Owner,Due\nMove,Bob,2026-03-06\nFind a room,,\nPaint,Alice,2026-03-20\nAsk the landlord,,\n"
    assert found_in(table_of(text), "title") == ["Move", "Find a room", "Paint", "Ask the landlord"]


def test_what_stands_above_with_a_colon_names_no_columns() -> None:
    text = "整改台账,,,\n填表:工程科,,日期:2026.2.28,\n编号,整改措施,整改责任人,整改期限\nZ1,灌浆,张伟,2026.3.10\n"
    assert [place for _, place in table_of(text).rows[0].places.values()] == [
        "编号",
        "整改措施",
        "整改责任人",
        "整改期限",
    ]


def test_letters_mean_whom_the_table_says() -> None:
    text = "Key: BS = Bob, AW = Alice Wong,,\nDone,What,Who\nx,Move,BS\n,Paint,AW/BS\n"
    assert dict(table_of(text).abbreviations) == {"BS": "Bob", "AW": "Alice Wong"}


@pytest.mark.parametrize("text", ["2026-03-01 发布会", "2026-03-01 and 2026-03-12"])
def test_a_day_with_words_behind_it_is_no_day_alone(text: str) -> None:
    assert written_day(text) is None
