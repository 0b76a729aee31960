"""`kill -9` in the middle of a meeting, in a real process at a real terminal."""

from pathlib import Path

from collabtui.domain.meetings.meeting import Entry, Meeting
from collabtui.lifecycle.live import run
from support.at_terminal import PATIENCE, Terminal, start
from support.patience import Patience
from support.player import Stage


def at_live(stage: Stage, now: str) -> Terminal:
    """From Today, where it stands first, into the meeting that is running."""
    steps = (("正在进行", "\r"),)
    return start(stage.home.root, "--now", now, keys=steps)


def test_killed_in_the_middle_of_a_line_it_goes_on_where_it_was(running: Stage) -> None:
    run.capture(running.acting, "M1", "d: 先做接口")
    run.lengthen(running.acting, "M1", 1, -5)
    with at_live(running, "2026-03-02T14:02:00+08:00") as terminal:
        terminal.see("8:00", "D1 先做接口")
        terminal.type("a: 写文档 @张伟\r")
        terminal.see("A1 写文档")
        terminal.type("/extend 5\r")
        terminal.see("13:00")
        terminal.type("d: 说到一半的")
        terminal.see("d: 说到一半的")
        wait_for_draft(running.home.drafts, terminal)
        terminal.kill()
    assert [entry.line for entry in running.workspace.store.find(Entry, meeting="M1")] == [
        "d: 先做接口",
        "a: 写文档 @张伟",
    ]
    assert running.workspace.store.get(Meeting, "M1").state == "running"
    with at_live(running, "2026-03-02T14:07:00+08:00") as terminal:
        terminal.see("还剩 8:00，共 15:00", "预计 14:50", "D1 先做接口", "A1 写文档", "d: 说到一半的")
        terminal.type("决定\r")
        terminal.see("D2 说到一半的决定")
    assert [entry.text for entry in running.workspace.store.find(Entry, meeting="M1")][-1] == "说到一半的决定"


def test_killed_while_the_clocks_stand_they_still_stand(running: Stage) -> None:
    with at_live(running, "2026-03-02T14:02:00+08:00") as terminal:
        terminal.see("8:00")
        terminal.type("/pause\r")
        terminal.see("已暂停")
        terminal.kill()
    with at_live(running, "2026-03-02T14:12:00+08:00") as terminal:
        terminal.see("已暂停 10:00", "还剩 8:00")


def wait_for_draft(folder: Path, terminal: Terminal) -> None:
    """It is written beside the keys, in a thread: on the disk is what counts."""
    left = Patience(terminal.process.pid, PATIENCE)
    while not any("说到一半的" in file.read_text("utf-8") for file in folder.glob("*live-M1.txt")):
        if left.is_over():
            raise AssertionError("the line is not on the disk")
        terminal.read(0.05)
