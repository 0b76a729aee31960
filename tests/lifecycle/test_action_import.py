"""A table of tasks becomes actions: all of it or nothing."""

from datetime import date

import pytest

from collabtui.catalogue import Catalogue
from collabtui.domain.action import Action
from collabtui.domain.draft import PersonDraft
from collabtui.errors import Refused, Unknown
from collabtui.formats.action_rows import ActionTable, read_action_table
from collabtui.lifecycle import people
from collabtui.lifecycle.action_import import Line, import_actions, planned_import
from collabtui.lifecycle.desk import Office
from collabtui.lifecycle.last_deed import undo_last

X1 = "X-2026-001"
TABLE = """\
编号,任务,子任务,部门,负责人,协作人,计划开始,计划完成,交付物,前置任务,风险,备注,进度
1,接口,设计接口,研发部,张伟,陈静（两台手机）、Bob: the contract,2026-03-02,2026/3/10,设计稿,,没人,急,40%
2,,写接口文档,研发部,张伟,,,3月12日,接口文档,1,,,
3,测试,压力测试,,陈静,,,,,设计接口、2,,,100
"""


def table(text: str) -> ActionTable:
    return read_action_table(text.encode())


def imported(office: Office, text: str, matter: str = X1) -> list[Line]:
    return import_actions(office.own_desk("command"), table(text), matter)


def refused(office: Office, text: str) -> str:
    with pytest.raises(Refused) as caught:
        imported(office, text)
    return Catalogue("zh")(caught.value.key, **caught.value.values)


def test_each_row_becomes_an_action(planned: Office) -> None:
    lines = imported(planned, TABLE)
    assert [(line.row, line.kind, line.action.ref) for line in lines] == [
        (2, "new", "A1"),
        (3, "new", "A2"),
        (4, "new", "A3"),
    ]
    first, second, third = (planned.store.get(Action, ref) for ref in ("A1", "A2", "A3"))
    assert (first.title, first.task, first.owner, first.deliverable, first.risk, first.note) == (
        "设计接口", "接口", "P2", "设计稿", "没人", "急",
    )  # fmt: skip
    assert (first.planned_start, first.due, first.original_due) == (
        date(2026, 3, 2),
        date(2026, 3, 10),
        date(2026, 3, 10),
    )
    assert [(one.person, one.support) for one in first.collaborators] == [("P4", "两台手机"), ("P5", "the contract")]
    assert (first.status, first.percent) == ("in-progress", 40)
    assert (second.task, second.due, second.depends_on) == ("接口", date(2026, 3, 12), ("A1",))
    assert (third.depends_on, third.status, third.percent) == (("A1", "A2"), "done", 100)
    assert {one.matter for one in (first, second, third)} == {X1}


def test_it_is_one_deed(planned: Office) -> None:
    imported(planned, TABLE)
    undo_last(planned.own_desk("command"))
    assert [one.status for one in planned.store.find(Action)] in ([], ["cancelled"] * 3)


def test_what_it_would_do_changes_nothing(planned: Office) -> None:
    lines = planned_import(planned.own_desk("command"), table(TABLE), X1)
    assert [line.kind for line in lines] == ["new"] * 3
    assert lines[1].action.depends_on == ("row2",)
    assert ("due", None, date(2026, 3, 12)) in lines[1].changes
    assert planned.store.find(Action) == []


def test_the_same_table_again_changes_nothing_and_a_changed_one_brings_up_to_date(planned: Office) -> None:
    imported(planned, TABLE)
    assert [line.kind for line in imported(planned, TABLE)] == ["same"] * 3
    lines = imported(planned, TABLE.replace("3月12日", "2026-03-20"))
    assert [(line.kind, line.action.ref) for line in lines] == [("same", "A1"), ("changed", "A2"), ("same", "A3")]
    moved = planned.store.get(Action, "A2")
    assert (moved.due, moved.original_due, moved.slips) == (date(2026, 3, 20), date(2026, 3, 12), 1)
    assert lines[1].changes == [("due", date(2026, 3, 12), date(2026, 3, 20))]
    assert len(planned.store.find(Action)) == 3


def test_a_ref_names_the_action_whatever_its_title_is_now(planned: Office) -> None:
    imported(planned, TABLE)
    (line,) = imported(planned, "行动编号,子任务,备注\na2,写好文档,新的\n")
    assert (line.kind, line.action.ref, line.action.title, line.action.note) == ("changed", "A2", "写好文档", "新的")
    (line,) = imported(planned, "子任务,备注\nA2 写好文档,再新的\n")
    assert (line.action.ref, line.action.title, line.action.note) == ("A2", "写好文档", "再新的")
    assert planned.store.get(Action, "A2").deliverable == "接口文档", "what is empty stays as it was"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("子任务,负责人\n接口,张为\n", ["B2（负责人）", "张为", "张伟"]),
        ("子任务,计划完成\n接口,尽快\n", ["B2（计划完成）", "尽快"]),
        ("子任务,计划完成\n接口,2026-02-30\n", ["B2", "2026-02-30"]),
        ("子任务,状态\n接口,开心\n", ["B2（状态）", "开心"]),
        ("子任务,进度\n接口,很多\n", ["B2（进度）", "很多"]),
        ("子任务,前置任务\n接口,登月\n", ["B2（前置任务）", "登月"]),
        ("子任务,负责人,协作人\n接口,张伟,张伟\n", ["C2（协作人）", "张伟"]),
        ("子任务,负责人\n,张伟\n", ["A2（子任务）"]),
        ("子任务,负责人\n接口,\n接口,张伟\n", ["A3（子任务）", "第 2 行"]),
        ("子任务,前置任务\n甲,乙\n乙,甲\n", ["row2 → row3 → row2"]),
    ],
)
def test_what_cannot_be_is_refused_by_its_cell(planned: Office, text: str, says: list[str]) -> None:
    said = refused(planned, text)
    assert [part for part in says if part not in said] == [], said
    assert planned.store.find(Action) == []


def test_all_cells_that_cannot_be_read_are_named_at_once(planned: Office) -> None:
    said = refused(planned, "子任务,负责人,计划完成\n接口,张为,尽快\n测试,李月,\n")
    assert all(place in said for place in ("B2", "C2", "B3"))


def test_a_matter_that_is_not_there_is_refused(planned: Office) -> None:
    with pytest.raises(Unknown, match=r"matter\.unknown"):
        imported(planned, TABLE, "X-2026-009")
    assert "A2（协作事项）" not in refused(planned, "子任务,负责人\n接口,没人\n")
    with pytest.raises(Refused, match="X-2026-009"):
        imported(planned, "子任务,协作事项\n接口,X-2026-009\n", "")


def test_of_two_with_one_name_the_department_says_which(planned: Office) -> None:
    twin = PersonDraft(name="张伟", email="zw@example.test", department="市场部")
    people.add_person(planned.own_desk("command"), twin)
    (line,) = imported(planned, "子任务,部门,负责人\n宣传,市场部,张伟\n")
    assert line.action.owner == "P6"
    assert "B2" in refused(planned, "子任务,负责人\n宣传二,张伟\n")


def test_the_same_title_may_stand_under_two_larger_tasks(planned: Office) -> None:
    text = "任务,子任务,备注\n接口,测试,甲\n界面,测试,乙\n"
    assert [line.kind for line in imported(planned, text)] == ["new", "new"]
    assert [(line.kind, line.action.ref) for line in imported(planned, text.replace("乙", "丙"))] == [
        ("same", "A1"), ("changed", "A2"),
    ]  # fmt: skip
