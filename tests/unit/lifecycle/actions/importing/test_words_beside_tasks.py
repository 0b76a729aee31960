"""Words beside a task that are no part of its title: in brackets, behind a stroke or a colon, in remarks."""

from datetime import date

import pytest

from collabtui.domain.people import Person
from collabtui.lifecycle.actions.importing.import_table import ImportLine, planned_import, read_listed
from collabtui.lifecycle.base.acting import Workspace


def lines_of(workspace: Workspace, text: str) -> list[ImportLine]:
    acting = workspace.as_user("command")
    return planned_import(acting, read_listed(acting, text.encode(), {}))


def told(line: ImportLine) -> list[str]:
    return [one.key for one in line.remarks]


def owner(workspace: Workspace, line: ImportLine) -> str:
    return workspace.store.get(Person, line.action.owner).name if line.action.owner else ""


def test_what_stands_behind_a_day_in_brackets_is_the_note_of_an_item(workspace: Workspace) -> None:
    line = lines_of(workspace, "- 租音响（3月20日前，预算500元）\n- Tell everybody — Bob Brown\n")[0]
    assert (line.action.title, line.action.due, line.action.note) == ("租音响", date(2026, 3, 20), "预算500元")


def test_a_stranger_first_in_brackets_is_asked_about_beside_a_day_and_a_note(workspace: Workspace) -> None:
    items = "- Lights (Lily, 20 March, ground floor)\n- Doors (张伟, 21 March)\n- Bells (Bob Brown, 22 March)\n"
    line = lines_of(workspace, items)[0]
    assert (line.action.title, line.action.due, told(line)) == ("Lights", date(2026, 3, 20), ["import.stranger"])
    assert "ground floor" in line.action.note.splitlines()
    assert line.action.note.count("Lily") == 1


def test_brackets_without_a_day_stay_in_the_title(workspace: Workspace) -> None:
    line = lines_of(workspace, "- 租音响（预算500元，两只）\n- Tell everybody — Bob Brown\n")[0]
    assert (line.action.title, line.action.note) == ("租音响（预算500元，两只）", "")


@pytest.mark.parametrize(
    ("title", "due"),
    [
        ("租音响（3月20日前，预算500元）", date(2026, 3, 20)),
        ("布展（3月20日前完成）", date(2026, 3, 20)),
        ("Hire lights (due 20 March)", date(2026, 3, 20)),
        ("Hire lights (by 20 March; budget 500)", date(2026, 3, 20)),
        ("展会（3月20日）", None),
        ("Review of the show (20 March)", None),
        ("三年前的旧账（2年前）", None),
    ],
)
def test_a_day_by_which_a_task_of_a_table_is_due_may_stand_in_its_title(
    workspace: Workspace, title: str, due: date | None
) -> None:
    line = lines_of(workspace, f"Task,Owner,Status\n{title},Bob Brown,open\nTell everybody,张伟,open\n")[0]
    assert (line.action.title, line.action.due) == (title, due)
    assert told(line) == (["import.day_understood"] if due else [])


def test_the_day_of_its_own_column_counts_more(workspace: Workspace) -> None:
    line = lines_of(workspace, "Task,Owner,Due\n布展（3月20日前）,张伟,2026-03-18\n彩排,Bob Brown,2026-03-19\n")[0]
    assert (line.action.due, told(line)) == (date(2026, 3, 18), [])


def test_who_stands_behind_a_colon_with_a_day_owns_the_item(workspace: Workspace) -> None:
    labels, guests = lines_of(workspace, "- labels: Bob Brown by 20 March\n- Guests: Bob Brown\n")
    assert (labels.action.title, owner(workspace, labels), labels.action.due) == (
        "labels",
        "Bob Brown",
        date(2026, 3, 20),
    )
    assert (guests.action.title, guests.action.owner) == ("Guests: Bob Brown", None)


@pytest.mark.parametrize("name", ["Bob Brown?", "张伟？"])
def test_a_name_with_a_question_mark_is_asked_about(workspace: Workspace, name: str) -> None:
    line = lines_of(workspace, f"- Poster — {name}\n- Tell everybody — Bob Brown\n")[0]
    assert (line.action.title, line.action.owner, line.action.note) == ("Poster", None, name)
    assert told(line) == ["import.stranger_near"]


@pytest.mark.parametrize("nobody", ["TBD", "tbc", "待定", "-"])
def test_who_is_not_known_yet_is_no_part_of_the_title(workspace: Workspace, nobody: str) -> None:
    line = lines_of(workspace, f"- Catering — {nobody} — 20 March\n- Tell everybody — Bob Brown\n")[0]
    assert (line.action.title, line.action.owner, line.action.due) == ("Catering", None, date(2026, 3, 20))


@pytest.mark.parametrize(
    "item", ["- [ ] ~~old flyer~~ done", "- [x] ~~old flyer~~ done", "- [ ] ~~old flyer~~（已完成）"]
)
def test_done_behind_what_is_struck_out_says_why_it_is(workspace: Workspace, item: str) -> None:
    line = lines_of(workspace, f"{item}\n- [ ] Tell everybody — Bob Brown\n")[0]
    assert (line.action.title, line.action.status) == ("old flyer", "done")


@pytest.mark.parametrize(
    ("remark", "status", "keys"),
    [
        ("取消", "cancelled", ["import.read_cancelled"]),
        ("Cancelled", "cancelled", ["import.read_cancelled"]),
        ("cancelled by finance", "not-started", ["import.note_tells_of_end"]),
        ("取消，改为线上", "not-started", ["import.note_tells_of_end"]),
        ("取消报名的人要退费", "not-started", []),
    ],
)
def test_a_remark_that_a_task_was_dropped_is_told(
    workspace: Workspace, remark: str, status: str, keys: list[str]
) -> None:
    table = f'Task,Owner,Status,Remarks\nPoster,Bob Brown,,"{remark}"\nTell everybody,张伟,open,\n'
    line = lines_of(workspace, table)[0]
    assert (line.action.status, line.action.note, told(line)) == (status, remark, keys)


@pytest.mark.parametrize(("other", "keys"), [("27 Feb", ["import.day_understood"]), ("27/2/2026", [])])
def test_a_day_that_only_words_of_other_rows_decide_is_told(workspace: Workspace, other: str, keys: list[str]) -> None:
    line = lines_of(workspace, f"Task,Owner,Due\nPoster,Bob Brown,6/3\nTell everybody,张伟,{other}\n")[0]
    assert (line.action.due, told(line)) == (date(2026, 3, 6), keys)
