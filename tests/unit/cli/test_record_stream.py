"""`meeting record` from standard input: each line is kept, and said back, before the next one is read."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from select import select
from types import SimpleNamespace
from typing import Any, cast

import pytest

from collabtui.cli.base.context import Context
from collabtui.cli.record_echo import when_free
from collabtui.config_file import write_config
from collabtui.domain.action import Action
from collabtui.domain.meetings.meeting import Entry, Meeting
from collabtui.errors import Unreachable
from collabtui.home import Home
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.base.workspace import open_workspace
from collabtui.lifecycle.live.record_stream import RecordStream
from collabtui.lifecycle.meetings import plan
from collabtui.lifecycle.people import edit_people
from collabtui.store.sqlite.sqlite_store import SqliteStore
from support.paths import SOURCE
from support.world import AGENDA, CONFIG, PEOPLE, Clock

NOW = "2026-03-02T14:05:00+08:00"


@pytest.fixture
def kept(tmp_path: Path, clock: Clock) -> Iterator[Workspace]:
    """M1 is planned, in a home on the disk."""
    home = Home(tmp_path / "home")
    write_config(home, CONFIG)
    with open_workspace(home, CONFIG, clock) as workspace:
        edit_people.import_people(workspace.as_user("command"), PEOPLE)
        plan.new_meeting(workspace.as_user("command"), AGENDA)
        yield workspace


class Scribe:
    """Somebody at the keys of the real program. What he says is closed by `ends` or `killed`."""

    def __init__(self, folder: Path, *options: str, notes: Path | None = None) -> None:
        environ = {"PATH": os.environ["PATH"], "COLLABTUI_HOME": str(folder), "PYTHONPATH": str(SOURCE)}
        command = [sys.executable, "-m", "collabtui", *options, "meeting", "record", "M1", "--now", NOW]
        command += ["--file", str(notes)] if notes else []
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, env=environ, stdin=pipe, stdout=pipe, stderr=pipe)  # noqa: S603  # ours

    def types(self, line: str) -> str:
        """Returns what is said back, while the program waits for more. Fails where nothing is within half a minute."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{line}\n".encode())
        self.process.stdin.flush()
        waits, _, _ = select([self.process.stdout], [], [], 30)
        if not waits:
            self.killed()
            raise AssertionError(f"nothing was said back to {line!r}")
        return self.process.stdout.readline().decode().rstrip("\n")

    def ends(self, typed: bytes | None = None) -> tuple[int, str, str]:
        out, err = self.process.communicate(typed, timeout=60)
        return self.process.returncode, out.decode(), err.decode()

    def killed(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.communicate(timeout=60)


def lines(workspace: Workspace) -> list[str]:
    return [one.line for one in workspace.store.find(Entry, meeting="M1")]


def test_a_line_is_kept_and_said_back_before_the_next_one_and_no_kill_loses_it(kept: Workspace, tmp_path: Path) -> None:
    scribe = Scribe(tmp_path / "home")
    assert scribe.types("d: 接口冻结日为3月4日") == "✓ D1 决定：接口冻结日为3月4日"
    assert lines(kept) == ["d: 接口冻结日为3月4日"]
    said = scribe.types("a: 提供接口文档 @张伟 +陈静 截止3月6日 交付:接口文档")
    assert said == "✓ A1 行动项：提供接口文档 @张伟 +陈静 截止3月6日（周五） => 接口文档"
    assert scribe.types("大家同意下周再看") == "✓ 记录：大家同意下周再看"
    scribe.killed()
    assert len(lines(kept)) == 3
    assert kept.store.get(Meeting, "M1").state == "running"
    again = Scribe(tmp_path / "home")
    assert again.types("q: 预算由谁出").startswith("✓ Q1 ")
    code, _, err = again.ends()
    assert (code, err, len(lines(kept))) == (0, "", 4)
    assert kept.store.get(Meeting, "M1").state == "running"  # it went on from before


def test_whose_view_it_is_and_the_level_of_a_risk_are_said_back(kept: Workspace, tmp_path: Path) -> None:
    scribe = Scribe(tmp_path / "home")
    assert scribe.types("观点 研发部：先不加") == "✓ 观点：研发部：先不加"
    assert scribe.types("风险：供应商可能延期 @张伟 !高") == "✓ R1 风险：供应商可能延期 @张伟，等级：高"
    assert scribe.types("风险：预算不够") == "✓ R2 风险：预算不够，等级：中"
    scribe.ends()


def test_after_the_last_line_the_meeting_is_over(kept: Workspace, tmp_path: Path) -> None:
    scribe = Scribe(tmp_path / "home")
    scribe.types("d: 不变")
    assert scribe.types("/next") == "✓ /next"
    assert scribe.types("/undo") == "↶ 撤销：d: 不变"
    code, out, err = scribe.ends()
    assert (code, out.splitlines()[-1].startswith("M1："), err) == (0, True, "")
    assert kept.store.get(Meeting, "M1").state == "recorded"


def test_what_is_unclear_is_kept_and_named_and_the_rest_goes_on(kept: Workspace, tmp_path: Path) -> None:
    scribe = Scribe(tmp_path / "home")
    assert scribe.types("a: 写方案 @没有这个人 截止3月6日").startswith("✓ A1 行动项：写方案")
    assert scribe.types("a: 写方案 @张伟 截止3月6日").startswith("✓ A2 ")
    code, _, err = scribe.ends()
    assert code == 0
    assert "没有这个人" in err
    assert "已记下，待澄清" in err
    assert "备注" not in err, "it is an action"
    assert [one.kind for one in kept.store.find(Entry, meeting="M1")] == ["action", "action"]
    assert kept.store.get(Action, "A1").owner is None


def test_a_command_that_is_none_is_kept_and_asked_about(kept: Workspace, tmp_path: Path) -> None:
    scribe = Scribe(tmp_path / "home")
    scribe.types("/presnt 张伟")
    code, _, err = scribe.ends()
    assert (code, "/presnt 张伟" in err, lines(kept)) == (0, True, ["/presnt 张伟"])


def test_a_command_that_cannot_be_done_is_said_and_is_no_line(kept: Workspace, tmp_path: Path) -> None:
    scribe = Scribe(tmp_path / "home")
    scribe.types("d: 不变")
    scribe.process.stdin.write(b"/slot 99\n")  # type: ignore[union-attr]  # a pipe
    assert scribe.types("d: 再定").startswith("✓ D2 ")
    code, _, err = scribe.ends()
    assert (code, "/slot 99" in err, len(lines(kept))) == (1, True, 2)
    assert kept.store.get(Meeting, "M1").state == "recorded"


def test_programs_get_one_object_at_the_end(kept: Workspace, tmp_path: Path) -> None:
    process = Scribe(tmp_path / "home", "--json").process
    out, _ = process.communicate("a: 写方案 @张伟 截止3月6日\r\n\r\nd: 不变".encode("gb18030"), timeout=60)
    assert json.loads(out) == {"ref": "M1", "lines": 2, "made": ["A1", "D1"]}
    assert kept.store.get(Action, "A1").title == "写方案"


def test_nothing_typed_leaves_the_meeting_as_it_is(kept: Workspace, tmp_path: Path) -> None:
    code, _, _ = Scribe(tmp_path / "home").ends()
    assert (code, kept.store.get(Meeting, "M1").state) == (0, "planned")


def test_text_of_two_bytes_a_letter_is_read_as_well(kept: Workspace, tmp_path: Path) -> None:
    process = Scribe(tmp_path / "home").process
    process.communicate("d: 不变\nd: 再定\n".encode("utf-16"), timeout=60)
    assert lines(kept) == ["d: 不变", "d: 再定"]


def test_bytes_that_are_no_letters_end_nothing_and_are_kept_as_such(kept: Workspace, tmp_path: Path) -> None:
    process = Scribe(tmp_path / "home").process
    process.communicate(b"d: \xff one\nd: t\0wo\nd: three\n", timeout=60)
    assert (process.returncode, lines(kept)) == (0, ["d: \ufffd one", "d: t\ufffdwo", "d: three"])


def test_a_sign_that_is_none_in_the_first_line_keeps_no_line_out(kept: Workspace, tmp_path: Path) -> None:
    process = Scribe(tmp_path / "home").process
    process.communicate(b"d: o\0ne\nd: two\n", timeout=60)
    assert (process.returncode, lines(kept)) == (0, ["d: o\ufffdne", "d: two"])


@pytest.mark.parametrize("before", ["", "d: 先定"])
def test_a_line_waits_for_who_holds_the_database(
    kept: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: str
) -> None:
    """The store itself waits no longer than it does; a line is given to it until it is kept."""
    stream, said = RecordStream(lambda: kept.as_user("command"), "M1"), list[str]()
    if before:
        stream.take(before)
    context = cast(Context, SimpleNamespace(warn=said.append, err=StringIO()))
    refused = iter(range(3))
    begin = SqliteStore.transaction

    def busy(store: SqliteStore, *arguments: Any, **more: Any) -> Any:
        if next(refused, None) is not None:
            raise Unreachable("store.busy", path=tmp_path)
        return begin(store, *arguments, **more)

    monkeypatch.setattr(SqliteStore, "transaction", busy)
    taken = when_free(context, lambda: stream.take("d: 再定"))
    assert taken is not None
    assert (taken.unclear, said) == (None, ["record.waits"])
    assert lines(kept) == [*filter(None, [before]), "d: 再定"]


def test_a_line_that_nobody_types_is_named_and_those_behind_it_are_read(kept: Workspace, tmp_path: Path) -> None:
    scribe = Scribe(tmp_path / "home", "--lang", "en")
    code, out, err = scribe.ends(b"one\n\ntwo\n" + b"x" * 10_000_000 + b"\n/frob\nthree")
    assert code == 1
    assert "Line 4 is larger than 4 MB" in err
    assert "1 line was not recorded" in err
    assert lines(kept) == ["one", "two", "/frob", "three"]
    assert kept.store.get(Meeting, "M1").state == "recorded"
    assert "4 lines" in out


def test_a_line_without_an_end_is_not_waited_for(kept: Workspace, tmp_path: Path) -> None:
    scribe = Scribe(tmp_path / "home", "--lang", "zh")
    code, _, err = scribe.ends(b"one\n" + b"x" * 80_000_000 + b"\ntwo\n")
    assert code == 1
    assert "第 2 行读了 64 MB 还没有结束" in err
    assert lines(kept) == ["one"]
    assert kept.store.get(Meeting, "M1").state == "recorded"


def test_what_begins_as_a_workbook_does_is_no_notes(kept: Workspace, tmp_path: Path) -> None:
    process = Scribe(tmp_path / "home").process
    _, err = process.communicate(b"PK\x03\x04\x14\x00\x06\x00\nd: two\n", timeout=60)
    assert (process.returncode, lines(kept)) == (1, [])
    assert "UTF-8" in err.decode()


@pytest.mark.parametrize("way", ["typed", "file"])
def test_a_department_that_is_not_there_is_named_once(kept: Workspace, tmp_path: Path, way: str) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("/absent 陈静\nd: 先做接口\nc: 大家同意\nd: 再做页面\n", encoding="utf-8")
    scribe = Scribe(tmp_path / "home", notes=notes if way == "file" else None)
    _, err = scribe.process.communicate(notes.read_bytes() if way == "typed" else None, timeout=60)
    assert err.decode().count("市场部") == 1
