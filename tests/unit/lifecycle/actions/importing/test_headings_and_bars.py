"""Names of columns with a sign in them, bars of a plan by weeks, and words in two languages."""

import pytest

from collabtui.formats.actions.heading_fields import UNUSED, field_of
from collabtui.formats.actions.task_table import read_action_table, unknown_columns
from collabtui.lifecycle.actions.importing.import_table import planned_import, read_listed
from collabtui.lifecycle.base.acting import Workspace

NOTHING_GIVEN: dict[str, str] = {}


@pytest.mark.parametrize(
    "name",
    [
        "完成度 %",
        "完成度%",
        "完成情况(%)",
        "完成度（%）",
        "进度(%)",
        "进度 %",
        "完成率 ％",
        "% complete",
        "Complete %",
        "Status %",
        "实际完成度 %",
    ],
)
def test_a_share_has_its_sign_before_or_behind(name: str) -> None:
    assert field_of([name], NOTHING_GIVEN) == "percent"


@pytest.mark.parametrize("name", ["计划完成度 %", "目标完成率%"])
def test_a_share_that_is_planned_is_none(name: str) -> None:
    assert field_of([name], NOTHING_GIVEN) == UNUSED


@pytest.mark.parametrize("name", ["责任人 %", "预算 %"])
def test_a_sign_makes_no_share_of_another_column(name: str) -> None:
    assert field_of([name], NOTHING_GIVEN) != "percent"


@pytest.mark.parametrize("name", ["具体举措", "举措", "主要举措"])
def test_what_is_done_for_a_larger_task_is_the_task(name: str) -> None:
    table = read_action_table(f"重点工作,{name},责任人\n接口开放,编写文档,张伟\n,联调,陈静\n".encode())
    assert ([row.text("title") for row in table.rows], table.guessed) == (["编写文档", "联调"], "")


@pytest.mark.parametrize(
    "names",
    [("W10", "W11", "W12"), ("第10周", "第11周", "第12周"), ("Week 1", "Week 2", "Week 3"), ("10周", "11周", "12周")],
)
def test_columns_of_weeks_are_the_bars_of_a_plan(names: tuple[str, ...]) -> None:
    head = ",".join(("任务", "负责人", *names))
    assert unknown_columns(f"{head}\n压测,张伟,■,■,\n联调,陈静,,■,■\n".encode()) == ()


def plan_with_bars(numbers: tuple[int | str, ...]) -> bytes:
    """Two rows of names, the lower one with the days of a month."""
    days = ",".join(map(str, numbers))
    return (
        f"序号,工序名称,责任人,计划,,2026年3月,,,,\n序号,工序名称,责任人,开始,完成,{days}\n"
        "1,拆除隔墙,张伟,2026-03-02,2026-03-04,■,■,■,,\n2,水电改造,陈静,2026-03-05,2026-03-09,,,,■,■\n".encode()
    )


@pytest.mark.parametrize(
    "numbers", [(2, 3, 4, 5, 6), (5, 6, 9, 10, 11), (30, 31, 1, 2, 3), ("02", "03", "04", "05", "06")]
)
def test_numbers_of_days_below_a_month_are_the_bars_of_a_plan(numbers: tuple[int | str, ...]) -> None:
    table = read_action_table(plan_with_bars(numbers))
    assert [(row.text("title"), row.text("planned_start"), row.text("due")) for row in table.rows] == [
        ("拆除隔墙", "2026-03-02", "2026-03-04"),
        ("水电改造", "2026-03-05", "2026-03-09"),
    ]
    assert table.left_out == ()


@pytest.mark.parametrize("numbers", [(6, 5, 4, 3, 2), (7, 7, 7, 7, 7), (1, 9, 17, 25, 30), (40, 41, 42, 43, 44)])
def test_other_numbers_below_a_heading_are_no_days(numbers: tuple[int, ...]) -> None:
    assert read_action_table(plan_with_bars(numbers)).left_out


@pytest.mark.parametrize("state", ["延期 Delayed", "延期/Delayed", "逾期"])
def test_a_state_in_two_languages_that_may_mean_two_things_is_told(workspace: Workspace, state: str) -> None:
    text = f"任务,负责人,状态,完成度 %\n场地,张伟,{state},30\n报价,陈静,完成 Done,100\n"
    acting = workspace.as_user("command")
    late, done = planned_import(acting, read_listed(acting, text.encode(), NOTHING_GIVEN))
    assert (late.action.status, late.action.percent) == ("in-progress", 30)
    assert [one.key for one in late.remarks] == ["import.read_in_progress"]
    assert (done.action.status, done.remarks) == ("done", ())


def test_a_name_in_two_languages_is_no_guess() -> None:
    text = "任务 Task,负责人 Owner,截止 Due,完成度 %\n场地 Venue,张伟,2026-03-10,30\n报价 Quote,陈静,2026-03-11,40\n"
    assert read_action_table(text.encode()).inferred == ()


@pytest.mark.parametrize(
    ("words", "status", "keys"),
    [
        ("初稿已成", "not-started", ["import.read_not_started"]),
        ("推进中", "in-progress", []),
        ("尚未启动", "not-started", []),
        ("", "not-started", []),
    ],
)
def test_what_is_not_over_and_may_have_begun_is_told(
    workspace: Workspace, words: str, status: str, keys: list[str]
) -> None:
    text = f"督办事项,经办人,办理情况,是否办结\n接口文档,张伟,{words},否\n抽检方案,陈静,已印发,是\n"
    acting = workspace.as_user("command")
    line = planned_import(acting, read_listed(acting, text.encode(), NOTHING_GIVEN))[0]
    assert (line.action.status, [one.key for one in line.remarks]) == (status, keys)


def test_words_of_progress_beside_shares_are_kept_and_refuse_nothing(workspace: Workspace) -> None:
    text = "事项,经办人,目前进度,完成率（%）\n材料,张伟,已报送(3.1),100\n筹备,陈静,进行中,40\n"
    acting = workspace.as_user("command")
    done, open_one = planned_import(acting, read_listed(acting, text.encode(), NOTHING_GIVEN))
    assert (done.action.percent, open_one.action.percent) == (100, 40)
    assert "已报送(3.1)" in done.action.note


def test_a_day_among_words_is_no_share(workspace: Workspace) -> None:
    acting = workspace.as_user("command")
    table = read_listed(
        acting, "事项,经办人,目前进度\n材料,张伟,已报送(3.1)\n筹备,陈静,进行中\n".encode(), NOTHING_GIVEN
    )
    line = planned_import(acting, table)[0]
    assert [one.key for one in line.remarks] == ["import.status_unknown"]
