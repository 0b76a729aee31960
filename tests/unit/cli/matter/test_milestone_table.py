"""Milestones that a team has in a table are shown, then taken in: names, days and what each hands over."""

from pathlib import Path

import pytest

from collabtui.home import Home
from support.command_line import Type

X = "X-2026-001"
ZH = """项目里程碑一览,,,
里程碑,责任部门,计划完成时间,关键产出物
接口冻结,研发部,3月10日前,接口文档
联调完成,研发部,2026/3/20,联调报告
,,,
上线,市场部,2026-04-30,
"""
EN = """## Milestones

| Phase | Target date | Key deliverables |
|---|---|---|
| Freeze | 10 Mar 2026 | interface list |
| Launch | 30-Apr-26 | press release |
"""


IN_ZH = [
    ("2026-03-10", "接口冻结", "接口文档"),
    ("2026-03-20", "联调完成", "联调报告"),
    ("2026-04-30", "上线", ""),
]
IN_EN = [("2026-03-10", "Freeze", "interface list"), ("2026-04-30", "Launch", "press release")]


@pytest.fixture
def matter(configured: Home, typed: Type) -> str:
    typed(["matter", "new", "新品上线"])
    return X


def milestones(typed: Type) -> list[tuple[str, str, str]]:
    return [
        (one["day"], one["text"], one["deliverable"]) for one in typed("matter show", X, "--json").json["milestones"]
    ]


@pytest.mark.parametrize(
    ("table", "found"),
    [
        (ZH, IN_ZH),
        (ZH.replace("里程碑,", "阶段,").replace("关键产出物", "交付成果"), IN_ZH),
        (ZH.replace("计划完成时间", "目标日期").replace("关键产出物", "输出"), IN_ZH),
        (EN, IN_EN),
        (EN.replace("Phase", "Milestone").replace("Target date", "Due date").replace("Key deliverables", "Out"), None),
        ("Gate;Finish;Result\nFreeze;2026-03-10;list\n", [("2026-03-10", "Freeze", "list")]),
        ("节点,时间\n冻结,3月10日\n冻结,3月12日\n", [("2026-03-12", "冻结", "")]),
    ],
)
def test_a_table_is_shown_and_then_taken_in(
    matter: str, typed: Type, tmp_path: Path, table: str, found: list[tuple[str, str, str]] | None
) -> None:
    file = tmp_path / "milestones.csv"
    file.write_bytes(table.encode("gb18030"))
    shown = typed(["matter", "milestone", X, "--file", str(file)])
    assert (shown.code, "--yes" in shown.out, milestones(typed)) == (0, True, [])
    taken = typed(["matter", "milestone", X, "--file", str(file), "--yes"])
    assert taken.code == 0, taken.err
    assert milestones(typed) == (found or [(day, text, "") for day, text, _ in IN_EN])


PLAN = """新品上线里程碑计划,,,,,
编号,里程碑节点,计划时间,实际完成,交付成果,责任人
M1,样机验收,2026年3月31日,,验收报告,张伟
M2,渠道铺货,4月中旬,,铺货清单,王芳
M3,立项批复,2月27日,2月26日,批复文件,李明
"""


def test_a_past_day_one_that_is_not_fixed_and_when_it_was_reached_are_read_as_in_a_table_of_tasks(
    matter: str, typed: Type, tmp_path: Path
) -> None:
    file = tmp_path / "m.csv"
    file.write_text(PLAN, encoding="utf-8")
    typed(["matter", "edit", X, "--milestone", "2026-03-20 样机验收"])
    shown = typed(["matter", "milestone", X, "--file", str(file), "--yes"])
    assert "责任人" in shown.out, "a column that is not read is named"
    assert "2026-03-20" in shown.out, "the day that it had"
    assert ("渠道铺货" in shown.err, "4月中旬" in shown.err) == (True, True)
    kept = typed("matter show", X, "--json").json["milestones"]
    assert [(one["day"], one["text"], one["reached"]) for one in kept] == [
        ("2026-02-27", "立项批复", "2026-02-26"),
        ("2026-03-31", "样机验收", None),
    ]


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("Milestone,Baseline,Forecast\nDesign freeze,13-Mar-26,20-Mar-26\nPilot,Q2,Q2\n", "2026-03-20 Design freeze"),
        ("Milestone,Date\nDesign freeze,20-Mar-26 (tbc)\n", "“20-Mar-26 (tbc)”"),
        ("Milestone,Date\nDesign freeze,20-Mar-26 (tbc)\n", "+ 2026-03-20 Design freeze"),
        ("Milestone,Date,Actual\nDesign freeze,20-Mar-26,20-Mar-27\n", "still to come"),
    ],
)
def test_a_forecast_counts_for_the_baseline_and_no_day_to_come_was_reached(
    matter: str, typed: Type, tmp_path: Path, table: str, words: str
) -> None:
    file = tmp_path / "m.csv"
    file.write_text(table, encoding="utf-8")
    shown = typed(["matter", "milestone", X, "--file", str(file)])
    assert words in shown.out + shown.err


def test_what_is_there_keeps_what_was_said_of_it(matter: str, typed: Type, tmp_path: Path) -> None:
    typed(["matter", "edit", X, "--milestone", "2026-03-10 接口冻结 => 接口文档", "--milestone", "2026-02-20 立项"])
    typed(["matter", "milestone", X, "立项", "--on", "2026-02-20", "--went-well", "快"])
    file = tmp_path / "m.csv"
    file.write_text("里程碑,日期\n接口冻结,2026-03-12\n立项,2026-02-20\n上线,2026-04-30\n", encoding="utf-8")
    shown = typed(["matter", "milestone", X, "--file", str(file)])
    assert "~ 2026-03-12 接口冻结 => 接口文档" in shown.out
    assert "+ 2026-04-30 上线" in shown.out
    assert "立项" not in shown.out, "nothing of it changes"
    typed(["matter", "milestone", X, "--file", str(file), "--yes"])
    kept = typed("matter show", X, "--json").json["milestones"]
    assert [(one["day"], one["text"]) for one in kept] == [
        ("2026-02-20", "立项"),
        ("2026-03-12", "接口冻结"),
        ("2026-04-30", "上线"),
    ]
    assert (kept[0]["reached"], kept[1]["deliverable"]) == ("2026-02-20", "接口文档")


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("任务,负责人\n接口,张伟\n", "columns are 任务, 负责人"),
        ("里程碑,日期\n接口冻结,待定\n", "待定"),
        ("里程碑,日期\n接口冻结,2026-02-30\n", "2026-02-30"),
    ],
)
def test_what_is_no_table_of_milestones_is_refused_with_what_it_lacks(
    matter: str, typed: Type, tmp_path: Path, table: str, words: str
) -> None:
    file = tmp_path / "m.csv"
    file.write_text(table, encoding="utf-8")
    refused = typed(["matter", "milestone", X, "--file", str(file), "--yes"])
    assert (refused.code, words in refused.err, milestones(typed)) == (1, True, []), refused.err


def test_a_name_or_a_table_is_needed_and_not_both(matter: str, typed: Type) -> None:
    assert typed(["matter", "milestone", X]).code == 1
    assert typed(["matter", "milestone", X, "上线", "--file", "m.csv"]).code == 1


@pytest.mark.parametrize(
    "table",
    [
        "里程碑,计划完成时间,关键产出物\n接口冻结,2026-03-10,接口文档\n",
        "里程碑节点,时间节点\n接口冻结,2026-03-10\n",
        "里程碑,日期,责任人\n接口冻结,2026-03-10,张伟\n",
        "phase,target date,deliverables\nFreeze,10 March 2026,document\n",
    ],
)
def test_an_import_of_actions_says_how_milestones_are_taken_in(
    matter: str, typed: Type, tmp_path: Path, table: str
) -> None:
    file = tmp_path / "m.csv"
    file.write_text(table, encoding="utf-8")
    assert "collabtui matter milestone" in typed(["action", "import", str(file), "--matter", X]).err


@pytest.mark.parametrize(
    "line", [("action", "import", "{file}", "--matter", X), ("matter", "milestone", X, "--file", "{file}")]
)
def test_a_table_for_an_archived_matter_is_told_of_before_it_is_taken_in(
    matter: str, typed: Type, tmp_path: Path, line: tuple[str, ...]
) -> None:
    file = tmp_path / "t.csv"
    file.write_text("任务,里程碑,日期,截止日期\n整理,收尾,2026-03-10,2026-03-10\n", encoding="utf-8")
    typed(["matter", "step", X, "archive"])
    shown = typed([one.format(file=file) for one in line])
    assert (shown.code, "is archived" in shown.err) == (0, True), shown.err


def test_a_column_of_states_is_read_and_invents_no_day(matter: str, typed: Type, tmp_path: Path) -> None:
    file = tmp_path / "m.csv"
    file.write_text(
        "里程碑,日期,状态,实际完成时间\n立项,2026-02-26,已达成,\n样机,2026-02-27,已完成,2026-02-28\n"
        "联调,2026-03-20,未开始,\n上线,2026-03-31,延期,\n",
        encoding="utf-8",
    )
    said = typed(["matter", "milestone", X, "--file", str(file), "--yes"], now="2026-03-02T10:00+08:00")
    assert "状态" not in said.out, "no column is left over"
    lines = said.err.splitlines()
    named = [one for one in ("立项", "样机", "联调", "上线") if any(line.startswith(one) for line in lines)]
    assert named == ["立项", "上线"]
    assert "milestone X-2026-001 立项 --on" in said.err
    reached = {one["text"]: one["reached"] for one in typed("matter show", X, "--json").json["milestones"]}
    assert reached == {"立项": None, "样机": "2026-02-28", "联调": None, "上线": None}
