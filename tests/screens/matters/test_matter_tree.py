"""The tree of tasks: each once, below what it waits for in its own department."""

from typing import Any, cast

from hypothesis import given
from hypothesis import strategies as st

from collabtui.screens.matters.sections.matter_tasks import tree
from collabtui.store.queries.rows.action_rows import ActionRow


def task(number: int, department: str, *needs: int, status: str = "not-started") -> ActionRow:
    """As far as the tree reads it."""
    owner = {"name": f"owner {number}", "department": department} if department else None
    row: Any = {
        "ref": f"A{number}", "owner": owner, "depends_on": [f"A{one}" for one in needs], "status": status,
    }  # fmt: skip
    return cast("ActionRow", row)


def drawn(*rows: ActionRow) -> list[str]:
    """`研发部 2`, then ` A1`, and what a task waits for elsewhere behind it."""
    lines = []
    for branch in tree(rows):
        lines.append(f"{branch.department} {len(branch.tasks)}")
        for one in branch.tasks:
            waits = "".join(f" < {needed['ref']}" for needed in one.waits_for)
            lines.append(" " * (one.depth + 1) + one.row["ref"] + waits)
    return lines


def test_a_task_stands_below_the_one_it_waits_for() -> None:
    rows = (task(1, "研发部", status="done"), task(2, "研发部", 1), task(3, "研发部", 2), task(4, "研发部"))
    assert drawn(*rows) == ["研发部 4", " A1", "  A2", "   A3", " A4"]


def test_what_waits_for_another_department_says_so() -> None:
    rows = (task(1, "研发部"), task(2, "市场部", 1), task(3, "", 2))
    assert drawn(*rows) == ["市场部 1", " A2 < A1", "研发部 1", " A1", " 1", " A3 < A2"]


def test_what_is_finished_keeps_nobody_waiting() -> None:
    assert drawn(task(1, "研发部", status="done"), task(2, "市场部", 1)) == ["市场部 1", " A2", "研发部 1", " A1"]


def test_a_second_task_that_is_needed_is_named() -> None:
    rows = (task(1, "研发部"), task(2, "研发部"), task(3, "研发部", 1, 2))
    assert drawn(*rows) == ["研发部 3", " A1", "  A3 < A2", " A2"]


def test_a_task_beyond_the_list_is_no_parent() -> None:
    assert drawn(task(2, "研发部", 1)) == ["研发部 1", " A2"]


@st.composite
def matters(draw: st.DrawFn) -> list[ActionRow]:
    """Tasks that wait for earlier ones only, so without a circle, in any order."""
    departments, rows = st.sampled_from(["研发部", "市场部", ""]), []
    for number in range(1, draw(st.integers(1, 12)) + 1):
        needs = draw(st.lists(st.integers(1, number - 1), max_size=3, unique=True)) if number > 1 else []
        rows.append(task(number, draw(departments), *needs))
    return draw(st.permutations(rows))


@given(matters())
def test_every_task_stands_there_exactly_once(rows: list[ActionRow]) -> None:
    shown = [one.row["ref"] for branch in tree(rows) for one in branch.tasks]
    assert sorted(shown) == sorted(row["ref"] for row in rows)
