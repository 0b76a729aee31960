"""Lists with the bullets that word processors write, and boxes with other marks than a tick."""

import pytest

from collabtui.formats.actions.task_table import read_action_table
from collabtui.lifecycle.actions.importing.import_table import ImportLine, planned_import, read_listed
from collabtui.lifecycle.base.acting import Workspace


def lines_of(workspace: Workspace, text: str) -> list[ImportLine]:
    acting = workspace.as_user("command")
    return planned_import(acting, read_listed(acting, text.encode(), {}))


@pytest.mark.parametrize("bullet", "•·◦‣⁃▪■◆●–—")
@pytest.mark.parametrize("title", ["Copy the data", "拷贝数据"])
def test_any_bullet_begins_an_item(workspace: Workspace, bullet: str, title: str) -> None:
    lines = lines_of(workspace, f"# To do\n{bullet} {title} — Bob Brown\n{bullet} Tell everybody — Bob Brown\n")
    assert [line.action.title for line in lines] == [title, "Tell everybody"]
    assert all(line.action.owner for line in lines)


def test_lines_that_begin_with_a_stroke_between_cells_are_no_list() -> None:
    table = read_action_table("Task,Owner\n●,Bob Brown\n–,Bob Brown\nCopy,Bob Brown\n".encode())
    assert [row.text("title") for row in table.rows] == ["●", "–", "Copy"]


@pytest.mark.parametrize(
    ("mark", "status", "told"),
    [
        ("x", "done", []),
        (" ", "not-started", []),
        ("/", "in-progress", []),
        ("-", "cancelled", []),
        ("~", "not-started", ["import.status_unknown"]),
        (">", "not-started", ["import.status_unknown"]),
        ("!", "not-started", ["import.status_unknown"]),
        ("?", "not-started", ["import.status_unknown"]),
    ],
)
def test_a_mark_in_a_box_is_a_state_or_asked_about(
    workspace: Workspace, mark: str, status: str, told: list[str]
) -> None:
    lines = lines_of(workspace, f"- [x] Book the room — Bob Brown\n- [{mark}] Copy the data — Bob Brown\n")
    assert len(lines) == 2, "no item of a list is lost by its mark"
    assert (lines[1].action.title, lines[1].action.status) == ("Copy the data", status)
    assert [one.key for one in lines[1].remarks] == told
