"""A table of tasks becomes actions: all of it or nothing."""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collabtui.domain.action import Action
from collabtui.domain.mail.reply import Update
from collabtui.domain.meetings.draft import PersonDraft
from collabtui.domain.model import one_line
from collabtui.errors import Refused, Unknown
from collabtui.formats.actions.action_table import action_table
from collabtui.formats.actions.one_table.imported_table import ActionTable
from collabtui.formats.actions.task_table import read_action_table
from collabtui.formats.tables.table_csv import write_csv
from collabtui.formats.tables.table_xlsx import write_xlsx
from collabtui.lifecycle.actions import edit_actions
from collabtui.lifecycle.actions.importing.column_meanings import column_setting, remember_columns, table_words
from collabtui.lifecycle.actions.importing.import_table import ImportLine, import_actions, planned_import
from collabtui.lifecycle.actions.importing.import_words import strangers
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.people import edit_people
from collabtui.store.queries.action_export import exported_actions
from collabtui.store.queries.row_reader import open_reader
from collabtui.text.catalogue import Catalogue

X1 = "X-2026-001"
TABLE = """\
编号,任务,子任务,部门,负责人,协作人,计划开始,计划完成,交付物,前置任务,风险,备注,进度
1,接口,设计接口,研发部,张伟,陈静（两台手机）、Bob: the contract,2026-03-02,2026/3/10,设计稿,,没人,急,40%
2,,写接口文档,研发部,张伟,,,3月12日,接口文档,1,,,
3,测试,压力测试,,陈静,,,,,设计接口、2,,,100
"""


def table(text: str) -> ActionTable:
    return read_action_table(text.encode())


def imported(workspace: Workspace, text: str, matter: str = X1) -> list[ImportLine]:
    return import_actions(workspace.as_user("command"), table(text), matter)


def refused(workspace: Workspace, text: str) -> str:
    with pytest.raises(Refused) as caught:
        imported(workspace, text)
    return Catalogue("zh")(caught.value.key, **caught.value.values)


def test_each_row_becomes_an_action(planned: Workspace) -> None:
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


def test_it_is_one_deed(planned: Workspace) -> None:
    imported(planned, "任务,子任务,负责人,计划完成\n接口,设计接口,张伟,2026-03-09\n")
    assert [line.kind for line in imported(planned, TABLE)] == ["changed", "new", "new"]
    undo_last(planned.as_user("command"))
    first, *new = planned.store.find(Action)
    assert (first.title, first.due, first.percent, first.deliverable) == ("设计接口", date(2026, 3, 9), 0, "")
    assert [one.status for one in new] == ["cancelled"] * 2


def test_what_it_would_do_changes_nothing(planned: Workspace) -> None:
    lines = planned_import(planned.as_user("command"), table(TABLE), X1)
    assert [line.kind for line in lines] == ["new"] * 3
    assert lines[1].action.depends_on == ("row2",)
    assert ("due", None, date(2026, 3, 12)) in lines[1].changes
    assert planned.store.find(Action) == []


def test_the_same_table_again_changes_nothing_and_a_changed_one_brings_up_to_date(planned: Workspace) -> None:
    imported(planned, TABLE)
    assert [line.kind for line in imported(planned, TABLE)] == ["same"] * 3
    lines = imported(planned, TABLE.replace("3月12日", "2026-03-20"))
    assert [(line.kind, line.action.ref) for line in lines] == [("same", "A1"), ("changed", "A2"), ("same", "A3")]
    moved = planned.store.get(Action, "A2")
    assert (moved.due, moved.original_due, moved.slips) == (date(2026, 3, 20), date(2026, 3, 12), 1)
    assert lines[1].changes == [("due", date(2026, 3, 12), date(2026, 3, 20))]
    assert len(planned.store.find(Action)) == 3


WITH_DOERS = """\
子任务,负责人,执行人,协作人,计划完成
设计接口,张伟,陈静,Bob（合同）,3月10日
写接口文档,张伟,张伟,,3月12日
压力测试,张伟,陈静、Bob,,3月13日
"""


def parts(workspace: Workspace, ref: str) -> list[tuple[str, bool]]:
    return [(one.person, one.does) for one in workspace.store.get(Action, ref).collaborators]


def test_beside_an_owner_a_column_names_who_does_it(planned: Workspace) -> None:
    lines = imported(planned, WITH_DOERS)
    assert [planned.store.get(Action, f"A{n}").owner for n in (1, 2, 3)] == ["P2"] * 3
    assert parts(planned, "A1") == [("P5", False), ("P4", True)]
    assert (parts(planned, "A2"), parts(planned, "A3")) == ([], [("P5", False), ("P4", True)])
    assert [one.key for one in lines[2].remarks] == ["import.first_does"]
    assert [line.kind for line in imported(planned, WITH_DOERS)] == ["same"] * 3
    imported(planned, "子任务,负责人,协作人\n设计接口,张伟,Bob（新合同）、陈静\n")
    assert parts(planned, "A1") == [("P5", False), ("P4", True)], "a table that does not say leaves him"
    imported(planned, "子任务,负责人,执行人\n设计接口,张伟,张伟\n")
    assert parts(planned, "A1") == [("P5", False)], "the owner does it himself now"
    (line,) = imported(planned, "子任务,负责人,执行人\n别的,张伟,王五\n")
    assert (line.action.doers, line.action.note) == ((), "执行人: 王五")


@pytest.mark.parametrize(
    ("first", "second", "after"),
    [
        ("子任务,负责人,执行人\n写报告,张伟,陈静\n", "子任务,负责人,执行人\n写报告,张伟,Bob\n", [("P5", True)]),
        ("子任务,负责人,执行人\n写报告,张伟,陈静\n", "子任务,负责人,执行人\n写报告,张伟,\n", [("P4", True)]),
        (
            "子任务,负责人,执行人\n写报告,张伟,陈静\n",
            "子任务,负责人,执行人,协作人\n写报告,张伟,Bob,陈静\n",
            [("P4", False), ("P5", True)],
        ),
        (
            "子任务,负责人,执行人,协作人\n写报告,张伟,陈静,陈静（数据）\n",
            "子任务,负责人,执行人\n写报告,张伟,Bob\n",
            [("P4", False), ("P5", True)],
        ),
    ],
)
def test_who_did_it_before_leaves_unless_he_supports_it(
    planned: Workspace, first: str, second: str, after: list[tuple[str, bool]]
) -> None:
    imported(planned, first)
    imported(planned, second)
    assert parts(planned, "A1") == after


@pytest.mark.parametrize(
    "text", ["子任务,执行人\n写报告,陈静\n", "- [ ] 写报告（执行人：陈静）\n", "- 写报告，执行人陈静\n"]
)
def test_where_nobody_else_answers_for_it_who_does_it_owns_it(planned: Workspace, text: str) -> None:
    (line,) = imported(planned, text)
    assert (line.action.title, line.action.owner, line.action.collaborators) == ("写报告", "P4", ())


def test_a_list_names_both(planned: Workspace) -> None:
    (line,) = imported(planned, "- 写报告（执行人：陈静，负责人：张伟）\n")
    assert (line.action.owner, [(one.person, one.does) for one in line.action.collaborators]) == ("P2", [("P4", True)])


def test_a_ref_names_the_action_whatever_its_title_is_now(planned: Workspace) -> None:
    imported(planned, TABLE)
    (line,) = imported(planned, "行动项编号,子任务,备注\na2,写好文档,新的\n")
    assert (line.kind, line.action.ref, line.action.title, line.action.note) == ("changed", "A2", "写好文档", "新的")
    (line,) = imported(planned, "子任务,备注\nA2 写好文档,再新的\n")
    assert (line.action.ref, line.action.title, line.action.note) == ("A2", "写好文档", "再新的")
    (line,) = imported(planned, "子任务,备注\nA2,又新的\n")
    assert (line.action.ref, line.action.title, line.action.note) == ("A2", "写好文档", "又新的")
    assert planned.store.get(Action, "A2").deliverable == "接口文档", "what is empty stays as it was"


def test_a_ref_with_another_title_is_asked_back(planned: Workspace) -> None:
    imported(planned, TABLE)
    said = refused(planned, "子任务,备注\nA2 纸采购,急\n")
    assert all(part in said for part in ("A2（子任务）", "写接口文档", "行动项编号"))
    assert len(planned.store.find(Action)) == 3


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("子任务,计划完成\n接口,3月40日\n", ["B2（计划完成）", "3月40日"]),
        ("子任务,计划完成\n接口,2026-02-30\n", ["B2", "2026-02-30"]),
        ("子任务,进度\n接口,140%\n", ["B2（进度）", "140%"]),
        ("子任务,负责人\n接口,\n接口,张伟\n", ["A3（子任务）", "第 2 行"]),
        ("子任务,前置任务\n甲,乙\n乙,甲\n", ["B2（前置任务）", "甲 → 乙 → 甲"]),
    ],
)
def test_what_cannot_be_is_refused_by_its_cell(planned: Workspace, text: str, says: list[str]) -> None:
    said = refused(planned, text)
    assert [part for part in says if part not in said] == [], said
    assert planned.store.find(Action) == []


def test_all_cells_that_cannot_be_read_are_named_at_once(planned: Workspace) -> None:
    said = refused(planned, "子任务,进度,计划完成\n接口,140%,3月40日\n测试,150%,\n")
    assert all(place in said for place in ("B2", "C2", "B3"))


@pytest.mark.parametrize(
    ("cell", "owner", "helpers", "note"),
    [
        ("张为", None, (), "负责人: 张为"),
        ("张伟、陈景", "P2", (), "负责人: 陈景"),
        ("陈景、张伟", None, ("P2",), "负责人: 陈景"),
        ("张伟（小王配合）", "P2", (), "负责人: 小王"),
        ("外聘律师（上海）", None, (), "负责人: 外聘律师（上海）"),
        ("李月、小王", None, (), "负责人: 李月\n负责人: 小王"),
    ],
)
def test_whom_nobody_knows_is_told_and_stays_in_the_note(
    planned: Workspace, cell: str, owner: str | None, helpers: tuple[str, ...], note: str
) -> None:
    (line,) = imported(planned, f"子任务,负责人\n接口,{cell}\n")
    action = line.action
    assert (action.owner, tuple(one.person for one in action.collaborators), action.note) == (owner, helpers, note)
    assert {one.key for one in line.remarks} <= {"import.stranger", "import.stranger_near", "import.first_owns"}


def test_who_somebody_is_is_remembered_and_nobody_is_asked_again(planned: Workspace) -> None:
    text = "子任务,负责人,协作人\n接口,小林,陈静\n页面,张伟,小林（切图）\n"
    lines = imported(planned, text)
    (asked,) = strangers(lines, {})
    assert (asked.name, asked.value, asked.column) == ("@小林", "小林", "负责人")
    acting = planned.as_user("command")
    remember_columns(acting, dict([column_setting("@小林=张伟")]))
    known = table_words(planned.store)
    (first, _) = planned_import(acting, read_action_table("子任务,负责人\n接口二,小林\n页面二,陈静\n".encode(), known))
    assert (first.action.owner, first.remarks) == ("P2", ())
    remember_columns(acting, dict([column_setting("@小林=")]))
    assert strangers(lines, table_words(planned.store)) == []


def test_a_row_without_a_title_is_left_out_and_told(planned: Workspace) -> None:
    table = read_action_table("子任务,负责人,计划完成\n接口,张伟,2026-03-10\n,陈静,2026-03-11\n".encode())
    assert ([row.number for row in table.rows], table.left_out) == ([2], ((3, "陈静"),))


def test_a_matter_that_is_not_there_is_refused(planned: Workspace) -> None:
    with pytest.raises(Unknown, match=r"matter\.unknown"):
        imported(planned, TABLE, "X-2026-009")
    with pytest.raises(Refused, match="X-2026-009"):
        imported(planned, "子任务,协作事项\n接口,X-2026-009\n", "")


def test_what_a_team_calls_a_matter_and_is_none_here_is_the_larger_task(planned: Workspace) -> None:
    (line,) = imported(planned, "子任务,项目\n接口,北门租约\n", "")
    assert (line.action.task, line.action.matter) == ("北门租约", None)
    assert [one.key for one in line.remarks] == ["import.no_matter"]


def test_of_two_with_one_name_the_department_says_which(planned: Workspace) -> None:
    twin = PersonDraft(name="张伟", email="zw@example.test", department="市场部")
    edit_people.add_person(planned.as_user("command"), twin)
    (line,) = imported(planned, "子任务,部门,负责人\n宣传,市场部,张伟\n")
    assert line.action.owner == "P6"
    (line,) = imported(planned, "子任务,负责人\n宣传二,张伟\n")
    assert (line.action.owner, [one.key for one in line.remarks]) == (None, ["import.namesakes"])


def test_the_same_title_may_stand_under_two_larger_tasks(planned: Workspace) -> None:
    text = "任务,子任务,备注\n接口,测试,甲\n界面,测试,乙\n"
    assert [line.kind for line in imported(planned, text)] == ["new", "new"]
    assert [(line.kind, line.action.ref) for line in imported(planned, text.replace("乙", "丙"))] == [
        ("same", "A1"), ("changed", "A2"),
    ]  # fmt: skip


def test_a_title_that_begins_like_a_ref_is_a_title(planned: Workspace) -> None:
    imported(planned, "子任务,负责人\n接口,张伟\n")
    (line,) = imported(planned, "子任务,负责人\nA1 纸采购,陈静\n", "")
    assert (line.kind, line.action.title, line.action.ref) == ("new", "A1 纸采购", "A2")
    (line,) = imported(planned, "行动项编号,子任务,备注\nA2,A1 纸采购,急\n", "")
    assert (line.action.ref, line.action.title) == ("A2", "A1 纸采购")
    (line,) = imported(planned, "子任务,备注\nA1 接口,急\n", "")
    assert (line.action.ref, line.action.title) == ("A1", "接口"), "as the form of the breakdown calls it"


@pytest.mark.parametrize("said", ["A1 A2", "A1、A2", "1 2", "接口，测试", "A1 接口\nA2 测试"])
def test_several_tasks_that_are_waited_for(planned: Workspace, said: str) -> None:
    imported(planned, "子任务,负责人\n接口,张伟\n测试,张伟\n")
    text = f'编号,子任务,前置任务\n1,接口,\n2,测试,\n3,上线,"{said}"\n'
    assert imported(planned, text)[2].action.depends_on == ("A1", "A2")


def test_a_number_of_the_table_comes_before_a_ref(planned: Workspace) -> None:
    imported(planned, "子任务,负责人\n接口,张伟\n")
    lines = imported(planned, "编号,子任务,前置任务\nA1,测试,\nA2,上线,A1\n")
    assert [line.action.ref for line in lines] == ["A2", "A3"]
    assert lines[1].action.depends_on == ("A2",)


def test_supports_keep_their_commas_and_names_their_brackets(planned: Workspace) -> None:
    edit_people.add_person(planned.as_user("command"), PersonDraft(name="Eve (Smith)", email="eve@example.test"))
    (line,) = imported(planned, "子任务,协作人\n接口,陈静（两台手机，一台电脑）、Eve (Smith); Bob: a contract\n")
    assert [(one.person, one.support) for one in line.action.collaborators] == [
        ("P4", "两台手机，一台电脑"), ("P6", ""), ("P5", "a contract"),
    ]  # fmt: skip
    (line,) = imported(planned, "子任务,协作人\n接口,陈静、Eve (Smith) (all of it)\n")
    assert [(one.person, one.support) for one in line.action.collaborators] == [
        ("P4", "两台手机，一台电脑"), ("P6", "all of it"),
    ], "a support that is not said stays"  # fmt: skip


def test_an_owner_who_is_said_to_support_is_refused_where_he_is_said(planned: Workspace) -> None:
    imported(planned, "子任务,负责人,协作人\n接口,张伟,陈静\n")
    assert "B2（协作人）" in refused(planned, "子任务,协作人\n接口,张伟\n")


def test_what_is_as_it_was_is_not_written(planned: Workspace) -> None:
    imported(planned, TABLE)
    before = planned.store.find(Action)
    imported(planned, TABLE)
    assert planned.store.find(Action) == before


def test_what_was_shown_is_what_is_done_or_nothing(planned: Workspace) -> None:
    imported(planned, TABLE)
    text = table("行动项编号,子任务,备注\nA1,设计接口,新的\n")
    shown = planned_import(planned.as_user("command"), text)
    edit_actions.update_action(planned.as_user("key"), "A1", Update(ref="A1", note="别人写的"))
    with pytest.raises(Refused, match=r"import\.overtaken"):
        import_actions(planned.as_user("command"), text, "", shown)
    assert planned.store.get(Action, "A1").note == "别人写的"


def test_another_owner_has_not_accepted_yet(planned: Workspace) -> None:
    imported(planned, "子任务,负责人\n接口,张伟\n")
    edit_actions.update_action(planned.as_user("key"), "A1", Update(ref="A1", accept=True))
    (line,) = imported(planned, "子任务,负责人\n接口,陈静\n")
    assert (line.action.owner, line.action.accepted_at) == ("P4", None)


SUPPORT = st.text(st.sampled_from("两台 手机，、;:：()（）\"'=+@a1"), max_size=8).map(one_line)
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cn"]), max_size=12)
TITLE = (st.sampled_from(["=1+1", "A1", "A2 纸", "'=x", "完成,度", "+8 @张伟", "[#A] :x:"]) | WORDS).map(one_line)


ROW = st.tuples(TITLE.filter(bool), SUPPORT, WORDS)


@given(st.tuples(ROW, ROW, ROW))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_was_exported_comes_in_again_without_a_change(
    planned: Workspace, tmp_path: Path, rows: tuple[tuple[str, str, str], ...]
) -> None:
    acting = planned.as_user("command")
    with acting.transaction() as tx:
        for ref, (title, support, note) in zip(("A1", "A2", "A3"), rows, strict=True):
            there = tx.find(Action, ref=ref)
            fields = {
                "title": title, "owner": "P2", "collaborators": [{"person": "P4", "support": support}], "note": note,
                "matter": X1, "depends_on": ["A1", "A2"] if ref == "A3" else [], "due": date(2026, 3, 9),
                "deliverable": title, "risk": note, "percent": 30, "status": "in-progress", "version": 0,
                "created_at": acting.now, "updated_at": acting.now, "updated_by": "", "via": "key",
            }  # fmt: skip
            fields["version"] = there[0].version if there else 0
            tx.put(Action.model_validate({"ref": ref, **fields}))
    with closing(open_reader(tmp_path / "collabtui.db")) as reader:
        exported = exported_actions(reader, today=acting.today)
    for locale in ("zh", "en"):
        written = action_table(exported, Catalogue(locale))
        for data in (write_csv(written), write_xlsx(written, "x")):
            lines = planned_import(acting, read_action_table(data))
            assert [(line.action.ref, line.changes) for line in lines] == [("A1", []), ("A2", []), ("A3", [])]
