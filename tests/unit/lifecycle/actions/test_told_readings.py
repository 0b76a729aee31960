"""What a table leaves open is read where one reading fits it alone, and told; one cell refuses no table."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from collabtui.domain.meetings.draft import PersonDraft
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.formats.actions.written_values import writes_day_first
from collabtui.lifecycle.actions.importing.column_meanings import table_words
from collabtui.lifecycle.actions.importing.import_table import ImportLine, planned_import, read_listed
from collabtui.lifecycle.actions.importing.table_durations import Stretch, counted_end, written_days
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.people import edit_people


@pytest.fixture
def office(workspace: Workspace) -> Workspace:
    more = ("Priya Patel", "Henry Bryce", "Marijke van Dijk", "吴建国", "Anna Lund", "谭笑")
    drafts = [PersonDraft(name=name, email=f"q{number}@example.test") for number, name in enumerate(more)]
    edit_people.import_people(workspace.as_user("command"), drafts)
    return workspace


def read(workspace: Workspace, text: str) -> list[ImportLine]:
    acting = workspace.as_user("command")
    return planned_import(acting, read_listed(acting, text.encode(), table_words(workspace.store)))


def by_title(workspace: Workspace, text: str, *fields: str) -> dict[str, tuple[Any, ...]]:
    names = {one.ref: one.name for one in workspace.store.find(Person)}
    lines = [line.action for line in read(workspace, text)]
    each = [one.model_dump() | {"owner": names.get(one.owner or ""), "due": str(one.due or "")} for one in lines]
    rows = {one["title"]: one for one in each}
    return {title: tuple(row[field] for field in fields) for title, row in rows.items()}


def keys(line: ImportLine) -> list[str]:
    return [one.key for one in line.remarks]


@pytest.mark.parametrize("written", ["after 3.07", "wk of 14 Mar", "a week before", "the day", "第3周周三"])
def test_words_for_a_time_leave_the_day_open_and_are_told(office: Workspace, written: str) -> None:
    (line,) = read(office, f"Task,Owner,Due\nHang drywall,Bob Brown,{written}\n")
    assert (line.action.due, keys(line)) == (None, ["import.vague_day"])
    assert written in line.action.note


@pytest.mark.parametrize("written", ["2026-02-30", "3月40日", "32 March"])
def test_a_slip_is_no_time(office: Workspace, written: str) -> None:
    with pytest.raises(Refused, match=r"import\.rows"):
        read(office, f"Task,Owner,Due\nHang drywall,Bob Brown,{written}\n")


@pytest.mark.parametrize(
    ("due", "other", "day"),
    [
        ("6/3", "27 Feb", "2026-03-06"),
        ("6/3", "Feb 27", "2026-06-03"),
        ("Mon 9/3", "", "2026-03-09"),
        ("3/9 (Mon)", "", "2026-03-09"),
        ("Wed 25", "", "2026-03-25"),
        ("6.3.", "", "2026-03-06"),
        ("Mar 4 '26", "", "2026-03-04"),
    ],
)
def test_days_are_read_as_the_table_and_the_weekday_have_them(
    office: Workspace, due: str, other: str, day: str
) -> None:
    organiser = office.config.organiser.model_copy(update={"locale": "en"})
    english = office.config.model_copy(update={"organiser": organiser})
    workspace = replace(office, config=english)
    rows = f"Task,Owner,Due\nBook the coach,Bob Brown,{due}\nWrite the letter,Bob Brown,{other}\n"
    assert by_title(workspace, rows, "due")["Book the coach"] == (day,)


def test_words_for_months_say_nothing_where_they_stand_in_both_orders() -> None:
    assert writes_day_first(["6/3", "27 Feb", "Feb 3"]) is None


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("HB", "Henry Bryce"),
        ("MvD", "Marijke van Dijk"),
        ("Mrs Patel", "Priya Patel"),
        ("Bryce", "Henry Bryce"),
        ("anna.lund", "Anna Lund"),
        ("老吴", "吴建国"),
        ("安环 小谭", "谭笑"),
    ],
)
def test_who_is_called_by_less_is_read_and_told_once(office: Workspace, written: str, name: str) -> None:
    text = f"Task,Owner,Due\nBook the coach,{written},2026-03-06\nPay the deposit,{written},2026-03-09\n"
    first, second = read(office, text)
    assert by_title(office, text, "owner") == {"Book the coach": (name,), "Pay the deposit": (name,)}
    assert (keys(first), keys(second)) == (["import.person_understood"], [])


def test_a_role_stands_before_a_whole_name_and_no_verb_does(office: Workspace) -> None:
    text = "Task,Owner,Support\nContract,张伟,法务 陈静\nReview,张伟,陈静 出文案\n"
    one, two = (line.action.collaborators[0] for line in read(office, text))
    assert (one.person, one.support, two.person, two.support) == (two.person, "", one.person, "出文案")


def test_family_names_make_a_column_one_of_owners(office: Workspace) -> None:
    text = "Activity,Foreman,Finish\nFrame the walls,Patel,2026-03-10\nHang the doors,Bryce,2026-03-12\n"
    assert by_title(office, text, "owner") == {"Frame the walls": ("Priya Patel",), "Hang the doors": ("Henry Bryce",)}


def test_a_word_of_a_legend_that_nobody_knows_goes_before_what_the_sign_means_elsewhere(office: Workspace) -> None:
    text = "注：√已交付 ×另议,,\n任务,负责人,状态\n接口,张伟,√\n测试,陈静,×\n"
    done, other = read(office, text)
    assert done.action.status == "done"
    assert keys(other) == ["import.status_unknown"]
    assert "× 另议" in other.action.note


@pytest.mark.parametrize("name", ["配合科室", "协助单位", "支持团队"])
def test_helping_departments_of_any_kind_stay_in_the_note(office: Workspace, name: str) -> None:
    (line,) = read(office, f"任务,负责人,{name}\n接口,张伟,检验科\n")
    assert f"{name}: 检验科" in line.action.note


def test_days_in_words_make_a_column_one_of_days(office: Workspace) -> None:
    text = "事项,谁负责,什么时候弄好\n订酒店,张伟,1月底\n请柬,陈静,3月15日\n彩排,张伟,4月初\n"
    assert by_title(office, text, "due") == {"订酒店": ("2026-01-31",), "请柬": ("2026-03-15",), "彩排": ("",)}


def test_headings_of_several_tables_are_what_their_rows_are_part_of(office: Workspace) -> None:
    table = "| Job | Who |\n|---|---|\n| {} | Bob Brown |\n"
    two = f"# Trip\n\n## Paperwork\n\n{table.format('Risk form')}\n## Money\n\n{table.format('Book the coach')}"
    assert by_title(office, two, "task") == {"Risk form": ("Paperwork",), "Book the coach": ("Money",)}
    assert by_title(office, f"## Paperwork\n\n{table.format('Risk form')}", "task") == {"Risk form": ("",)}


def test_what_says_its_parent_in_each_row_has_none_where_it_is_empty(office: Workspace) -> None:
    text = "任务描述,负责人,所属模块,父记录\n主会场,张伟,会场,\n头图,张伟,会场,主会场\n"
    text += "压测,陈静,会场,主会场\n复盘,张伟,,\n"
    assert by_title(office, text, "task")["复盘"] == ("",)
    text = "阶段,子任务,负责人\n准备,规划,张伟\n,盘点,陈静\n,租赁,张伟\n"
    assert by_title(office, text, "task")["租赁"] == ("准备",)


def test_a_bare_row_that_others_name_is_told(office: Workspace) -> None:
    text = "Summary,Status,Assignee,Due Date,Parent summary\nCut-over,In Progress,,,\n"
    text += "Map the fields,To Do,Bob Brown,2026-03-12,Cut-over\nParallel run,To Do,Bob Brown,2026-03-13,Cut-over\n"
    assert keys(read(office, text)[0]) == ["import.also_parent"]


def test_a_state_with_words_behind_it_is_told_and_an_end_is_asked(office: Workspace) -> None:
    text = "Task,Owner,Status\nLeases,Bob Brown,late - 3 of 61 missing\nPermit,Bob Brown,done - except the form\n"
    late, done = read(office, text)
    assert (late.action.status, keys(late)) == ("in-progress", ["import.read_in_progress"])
    assert (done.action.status, keys(done)) == ("not-started", ["import.status_unknown"])
    assert "3 of 61 missing" in late.action.note


def test_start_and_duration_say_the_end_as_the_other_rows_count(office: Workspace) -> None:
    text = "任务,负责人,开始,工期(天),截止\n规划,张伟,2026-02-23,5,2026-02-27\n搬库,陈静,2026-03-14,2,2026-03-15\n"
    *_, line = read(office, text + "签协议,张伟,2026-03-04,5,\n")
    assert (str(line.action.due), keys(line)) == ("2026-03-08", ["import.due_counted"])


def test_durations_that_fit_in_two_ways_say_no_end() -> None:
    known = [Stretch(date(2026, 3, day), date(2026, 3, day + 2), 3) for day in (2, 3)]
    assert counted_end(Stretch(date(2026, 3, 4), None, 5), known) is None
    assert counted_end(Stretch(date(2026, 3, 9), None, 3), known) == date(2026, 3, 11)
    assert counted_end(Stretch(date(2026, 3, 9), None, 3), known[:1]) is None
    assert [written_days(text) for text in ("5", "5 days", "4天", "0", "2 wks", "")] == [5, 5, 4, None, None, None]


def test_the_legend_says_what_letters_mean_below_headings(office: Workspace) -> None:
    text = "R = does it  S = helps  A = signs off  C = ask first,,,,\n,,People team,Finance,Buddy\n"
    text += "When,Step,Priya,Henry,Anna\n2026-03-06,Contract,R,A,\n2026-03-06,Payroll,S,R,C\n2026-03-16,Tour,,A,R\n"
    assert by_title(office, text, "owner") == {
        "Contract": ("Priya Patel",), "Payroll": ("Henry Bryce",), "Tour": ("Anna Lund",),
    }  # fmt: skip
    helpers = {line.action.title: len(line.action.collaborators) for line in read(office, text)}
    assert helpers == {"Contract": 0, "Payroll": 1, "Tour": 0}


def test_who_can_be_called_below_a_blank_row_is_no_task(office: Workspace) -> None:
    text = "楼栋,整改要求,责任人,期限\n1栋,清走杂物,张伟,2026-03-03\n1栋,换应急灯,陈静,2026-03-06\n"
    text += "3栋,装充电桩,张伟,2026-03-15\n"
    text += ",,,\n联系人,,,\n,姓名,单位,电话\n,张伟,物业,138\n校长（签字）：,,,日期：\n"
    assert set(by_title(office, text)) == {"清走杂物", "换应急灯", "装充电桩"}


def test_a_title_and_a_draft_above_the_names_are_no_names(office: Workspace) -> None:
    text = "Project Thistle - request list;;;Draft of 27-Feb-2026\nRef;Document requested;Responsible;Needed by\n"
    text += "1.01;Share register;Bob Brown;2026-03-06\n1.02;Board minutes;陈静;2026-03-09\n"
    acting = office.as_user("command")
    table = read_listed(acting, text.encode(), table_words(office.store))
    assert [column.name for column in table.inferred] == ["Document requested"]
    assert set(by_title(office, text)) == {"Share register", "Board minutes"}


def test_a_task_with_an_owner_and_a_span_is_one_although_others_are_parts_of_it(office: Workspace) -> None:
    text = "编号,任务,负责人,起止时间\n1,数据采集,张伟,20260101-20260430\n1.1,站点筛选,张伟,20260101-20260131\n"
    assert by_title(office, text, "task") == {"数据采集": ("",), "站点筛选": ("数据采集",)}


def test_a_title_with_an_and_of_its_own_is_waited_for(office: Workspace) -> None:
    text = "Task,Owner,Blocked By\nInstall hood and fire suppression,Bob Brown,\n"
    first, second = read(office, text + "Walk through,Bob Brown,Install hood and fire suppression\n")
    assert second.action.depends_on == (first.action.ref,)


def test_numbered_groups_are_what_the_rows_below_them_are_part_of(office: Workspace) -> None:
    text = "No.,Title,Lead,Due\nWP1,Management,,\nT1.1,Agreement,Bob Brown,2026-03-06\nT1.2,Data plan,陈静,2026-03-09\n"
    text += "WP2,Sensors,,\nT2.1,Supplier,Bob Brown,2026-03-12\nT2.2,Permits,陈静,2026-03-13\n"
    assert by_title(office, text, "task") == {
        "Agreement": ("Management",), "Data plan": ("Management",), "Supplier": ("Sensors",), "Permits": ("Sensors",),
    }  # fmt: skip


def test_brackets_that_name_somebody_else_are_told(office: Workspace) -> None:
    (line,) = read(office, "任务,负责人\n短视频,陈静（外包：一镜工作室）\n")
    assert "一镜工作室" in line.action.note
    (line,) = read(office, "任务,负责人\n试装,陈静（张伟陪）\n")
    assert len(line.action.collaborators) == 1


@pytest.mark.parametrize(
    ("word", "key"), [("Overdue", "in_progress"), ("询价中", "in_progress"), ("逾期", "in_progress")]
)
def test_a_state_that_only_its_form_or_the_day_says_is_told(office: Workspace, word: str, key: str) -> None:
    one, two = read(office, f"Task,Owner,Status\nHang drywall,Bob Brown,{word}\nPaint,Bob Brown,Done\n")
    assert (one.action.status, keys(one), keys(two)) == ("in-progress", ["import.read_in_progress"], [])


@pytest.mark.parametrize("who", ["Bob Brown - drawings", "Bob Brown (freelance)", "Bob Brown: drawings"])
def test_what_stands_behind_an_owner_stays_in_the_note(office: Workspace, who: str) -> None:
    found = by_title(office, f"Task,Owner,Due\nHang drywall,{who},2026-03-06\n", "owner", "note")
    assert found == {"Hang drywall": ("Bob Brown", f"Owner: {who}")}


def test_partners_support_with_what_stands_behind_a_stroke(office: Workspace) -> None:
    (line,) = read(office, "Task,Owner,Partners (role)\nHang drywall,Bob Brown,Anna Lund - approves\n")
    assert [(one.support) for one in line.action.collaborators] == ["approves"]
