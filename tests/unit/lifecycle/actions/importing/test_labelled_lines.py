"""A task in one line of labels, and one that is wanted soon: whose it is, until when, and what is told."""

from datetime import date

import pytest

from collabtui.domain.people import Person
from collabtui.lifecycle.actions.importing.import_table import ImportLine, planned_import, read_listed
from collabtui.lifecycle.base.acting import Workspace


def lines_of(workspace: Workspace, text: str) -> list[ImportLine]:
    acting = workspace.as_user("command")
    return planned_import(acting, read_listed(acting, text.encode(), {}))


def read(workspace: Workspace, text: str) -> list[tuple[str, str, date | None]]:
    found = [line.action for line in lines_of(workspace, text)]
    names = [workspace.store.get(Person, one.owner).name if one.owner else "" for one in found]
    return [(one.title, name, one.due) for one, name in zip(found, names, strict=True)]


TENTH, TWELFTH = date(2026, 3, 10), date(2026, 3, 12)
ZH = "责任人：张伟；任务：写方案；完成时间：3月10日\n责任人：陈静；任务：布置会场；完成时间：3月12日\n"
EN = "Owner: Bob Brown; Task: press list; Due: 10 Mar\nOwner: 张伟; Task: Book the room; Due: 12 Mar\n"


def listed(text: str, mark: str) -> str:
    return "".join(f"{mark}{line}\n" for line in text.splitlines())


@pytest.mark.parametrize("mark", ["", "- ", "• "])
def test_labels_in_whatever_order_say_what_each_part_is(workspace: Workspace, mark: str) -> None:
    zh, en = (
        [("写方案", "张伟", TENTH), ("布置会场", "陈静", TWELFTH)],
        [
            ("press list", "Bob Brown", TENTH),
            ("Book the room", "张伟", TWELFTH),
        ],
    )
    assert read(workspace, listed(ZH, mark)) == zh
    assert read(workspace, listed(EN, mark)) == en
    assert read(workspace, listed("任务：写方案，责任人：张伟，完成时间：3月10日", mark)) == zh[:1]


@pytest.mark.parametrize(
    ("text", "soon"),
    [
        ("任务,负责人,完成时间\n尽快写方案,张伟,\n", "尽快"),
        ("任务,负责人\nPress list ASAP,Bob Brown\n", "ASAP"),
        ("- 尽快写方案 @张伟\n", "尽快"),
    ],
)
def test_what_is_wanted_soon_has_no_day_and_that_is_told(workspace: Workspace, text: str, soon: str) -> None:
    (line,) = lines_of(workspace, text)
    assert line.action.due is None
    assert [(one.key, one.values["value"]) for one in line.remarks] == [("import.vague_day", soon)]


def test_with_a_day_nothing_is_told(workspace: Workspace) -> None:
    (line,) = lines_of(workspace, "任务,负责人,完成时间\n尽快写方案,张伟,2026-03-10\n")
    assert (line.action.due, line.remarks) == (TENTH, ())
