"""Rows that only count states, words that are ends beside others, and columns that begin no whole."""

from collabtui.formats.actions.task_table import read_action_table
from collabtui.formats.documents.document import shown

BOOK = {f"@{name.casefold()}": name for name in ("吴刚", "冯涛", "孙丽", "马超", "Ann", "Bob", "Eve", "Joe")}


def cells_of(text: str, field: str) -> list[str]:
    return [shown(row.cells.get(field)) for row in read_action_table(text.encode(), BOOK).rows]


def test_a_row_that_counts_states_is_no_task() -> None:
    rows = "订场地,吴刚,3月4日,done\n更题库,冯涛,3月9日,doing\n"
    text = f"任务,Owner,DDL,状态\n{rows}已完成1,进行中 1项,未开始：0,\n"
    assert cells_of(text, "title") == ["订场地", "更题库"]
    assert [line for _, line in read_action_table(text.encode(), BOOK).left_out] == ["已完成1"]
    assert cells_of(f"任务,Owner,DDL,状态\n{rows}完成2号线,吴刚,3月5日,\n", "title")[-1] == "完成2号线"


def test_a_word_that_may_be_a_step_is_the_end_beside_those_that_are_not_yet() -> None:
    rows = "关端口,吴刚,3月3日,已处置\n改口令,冯涛,3月5日,处置中\n升规则,孙丽,3月9日,待处置\n"
    assert cells_of(f"任务,责任人,期限,状态\n{rows}", "status") == ["done", "处置中", "待处置"]
    rows = rows.replace("处置中", "已报价").replace("待处置", "未开始")
    assert cells_of(f"任务,责任人,期限,状态\n{rows}", "status") == ["已处置", "已报价", "未开始"]


def test_codes_that_come_again_are_no_larger_tasks() -> None:
    rows = "WD1,Post accrual,Ann,2026-03-03\nWD2,Bank recs,Bob,2026-03-04\nWD2,Roll forward,Bob,2026-03-04\n"
    assert cells_of(f"WD,Task,Owner,Due\n{rows}", "task") == ["", "", ""]
    rows = rows.replace("WD", "Team ")
    assert cells_of(f"Squad,Task,Owner,Due\n{rows}", "task") == ["Team 1", "Team 2", "Team 2"]


def test_a_day_that_is_past_by_its_name_is_no_rival_of_the_end() -> None:
    rows = "复勘,吴刚,3月4日,2月26日\n调解,冯涛,3月17日,2月20日\n"
    assert cells_of(f"待办事项,经办,答应日期,上次跟进\n{rows}", "due") == ["3月4日", "3月17日"]
    assert cells_of(f"待办事项,经办,承诺日期,上次跟进\n{rows}", "due") == ["3月4日", "3月17日"]


def test_projects_with_a_name_each_are_the_tasks_where_nothing_else_is() -> None:
    rows = "修村道,56,吴刚,5月31日,40%\n装路灯,12,冯涛,4月30日,10%\n"
    for name in ("项目", "项目内容"):
        assert cells_of(f"{name},资金（万元）,包联干部,完成时间,进度\n{rows}", "title") == ["修村道", "装路灯"]
        assert cells_of(f"{name},资金（万元）,包联干部,完成时间,进度\n{rows}", "owner") == ["吴刚", "冯涛"]


def test_a_problem_beside_what_is_guessed_to_be_done_about_it_is_what_that_is_part_of() -> None:
    rows = "弱口令,改口令,冯涛,3月5日\n外网暴露,关端口,吴刚,3月3日\n"
    assert cells_of(f"审计发现,整改措施,责任人,期限\n{rows}", "task") == ["弱口令", "外网暴露"]
    assert cells_of(f"漏洞/问题,整改措施,责任人,期限\n{rows}", "task") == ["弱口令", "外网暴露"]


def test_a_sum_with_a_blank_within_its_word_is_one() -> None:
    rows = "S1,挂账,改办法,吴刚,3月31日\nS2,超标准,追回,冯涛,3月9日\n合　计,2项,,,\n"
    assert cells_of(f"编号,审计发现,整改措施,责任人,期限\n{rows}", "title") == ["改办法", "追回"]
