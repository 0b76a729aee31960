"""A table that was written before its people answered by mail: what they said since stays, and it is told."""

from datetime import date
from typing import Any

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Incoming
from collabtui.formats.actions.task_table import read_action_table
from collabtui.lifecycle.actions.importing import import_table
from collabtui.lifecycle.actions.importing.import_table import ImportLine, import_actions
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.mail_in.review import apply_waiting
from support.replies import outgoing, reply, send_all

TABLE = "任务,负责人,计划完成,状态,进度\n写方案,张伟,2026-03-10,未开始,0%\n"


@pytest.fixture
def asked(planned: Workspace) -> Workspace:
    imported(planned, TABLE)
    send_all(planned)
    return planned


def imported(workspace: Workspace, text: str) -> ImportLine:
    (line,) = import_actions(workspace.as_user("command"), read_action_table(text.encode()), "X-2026-001")
    return line


def says(workspace: Workspace, text: str) -> Incoming:
    mail = receive(workspace.as_worker(), reply(outgoing(workspace, "zhang@example.test", "notice"), text))
    assert mail is not None
    return mail


def told(line: ImportLine) -> list[str]:
    return [one.key for one in line.remarks]


def test_what_its_owner_said_by_mail_stays(asked: Workspace) -> None:
    says(asked, "1 完成")
    line = imported(asked, TABLE)
    assert (line.kind, told(line)) == ("same", ["import.older_status", "import.older_percent"])
    action = asked.store.get(Action, line.action.ref)
    assert (action.status, action.percent) == ("done", 100)


def test_its_percentage_goes_with_its_status(asked: Workspace) -> None:
    imported(asked, TABLE.replace("未开始,0%", "进行中,60%"))
    says(asked, "1 完成")
    line = imported(asked, TABLE.replace("未开始,0%", "进行中,80%"))
    assert told(line) == ["import.older_status", "import.older_percent"]
    action = asked.store.get(Action, line.action.ref)
    assert (action.status, action.percent) == ("done", 100)


def test_so_does_a_day_that_was_asked_for_and_granted(asked: Workspace) -> None:
    apply_waiting(asked.as_user("key"), says(asked, "1 延期到3月17日，因为等数据").ref)
    line = imported(asked, TABLE)
    assert (line.kind, told(line)) == ("same", ["import.older_due"])
    action = asked.store.get(Action, line.action.ref)
    assert (action.due, action.slips) == (date(2026, 3, 17), 1)


def test_what_the_table_says_anew_counts(asked: Workspace) -> None:
    apply_waiting(asked.as_user("key"), says(asked, "1 延期到3月17日，因为等数据").ref)
    line = imported(asked, TABLE.replace("2026-03-10", "2026-03-24"))
    assert (line.kind, told(line)) == ("changed", [])
    assert asked.store.get(Action, line.action.ref).due == date(2026, 3, 24)


def test_what_was_changed_by_no_mail_is_put_back(asked: Workspace) -> None:
    imported(asked, TABLE.replace("2026-03-10", "2026-03-24"))
    assert told(imported(asked, TABLE)) == []
    assert asked.store.find(Action)[0].due == date(2026, 3, 10)


def test_what_somebody_says_while_the_rows_are_matched_counts(
    asked: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken_in = import_table._imported

    def after_he_says(*matched: Any) -> list[ImportLine]:
        says(asked, "1 完成")
        return taken_in(*matched)

    monkeypatch.setattr(import_table, "_imported", after_he_says)
    line = imported(asked, TABLE)
    assert (line.kind, told(line)) == ("same", ["import.older_status", "import.older_percent"])
    assert asked.store.get(Action, line.action.ref).status == "done"
