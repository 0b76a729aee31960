"""The program as a process: streams that close, disks that are full, terminals that know no Chinese."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from collabtui.config import Config, Imap, Organiser, Smtp
from collabtui.config_file import write_config
from collabtui.home import Home
from support.command_line import AGENDA
from support.paths import SOURCE

Started = subprocess.CompletedProcess[bytes]
Run = Callable[..., Started]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with an action and an invitation that waits; no server is asked."""
    folder = tmp_path_factory.mktemp("streams") / "home"
    server = {"host": "127.0.0.1", "port": 1, "security": "none"}
    own = Organiser(name="Lead", email="lead@example.test", locale="en")
    config = Config(organiser=own, smtp=Smtp.model_validate(server), imap=Imap.model_validate(server))
    write_config(Home(folder), config)
    (folder / "agenda.md").write_text(AGENDA.replace("部门:研发部, ", ""), encoding="utf-8")
    for line in (
        "person add Bob bob@example.test",
        "action add 提供接口文档 --owner Bob",
        f"meeting new --file {folder}/agenda.md",
        "meeting invite M1 --queue-only",
    ):
        assert execute(folder, f"{line} --now 2026-02-27T10:00+08:00").returncode == 0
    return folder


def execute(folder: Path, line: str, redirect: str = "", stdin: bytes = b"", **variables: str) -> Started:
    environ = {"PATH": os.environ["PATH"], "COLLABTUI_HOME": str(folder), "PYTHONPATH": str(SOURCE)}
    command = ["bash", "-c", f"{sys.executable} -m collabtui {line} {redirect}"]
    return subprocess.run(command, env=environ | variables, input=stdin, capture_output=True, check=False)  # noqa: S603  # ours


@pytest.fixture
def run(folder: Path) -> Run:
    """`run("action list", "> /dev/full", LC_ALL="C")`: a line in a shell, what stands behind it, further variables."""
    return partial(execute, folder)


@pytest.mark.parametrize("line", ["trail", "trail --json", "outbox show 1 --eml", "meeting export M1 --format html"])
def test_a_reader_who_has_seen_enough_ends_it_quietly_as_other_tools(run: Run, line: str) -> None:
    done = run(line, "| true; exit ${PIPESTATUS[0]}")
    assert (done.returncode, done.stdout, done.stderr) == (141, b"", b"")


@pytest.mark.parametrize("line", ["action list", "action list --json", "outbox show 1 --eml", "--help", "trail"])
def test_output_into_a_stream_that_was_closed_is_refused_in_one_sentence(run: Run, line: str) -> None:
    done = run(line, ">&-")
    assert done.returncode == 1
    assert done.stderr.decode().splitlines() == [
        "The output could not be written: Bad file descriptor. Changes already made are kept."
    ]


def test_a_change_that_nobody_reads_of_is_done(run: Run) -> None:
    """Only of a disk that is full it is told: who closes the stream, or hangs up, wants no word."""
    codes = [
        run(f"action update A1 --note {number}", redirect).returncode
        for number, redirect in enumerate((">&-", "| true; exit ${PIPESTATUS[0]}", "> /dev/full"))
    ]
    assert codes == [0, 0, 1]


@pytest.mark.parametrize("redirect", [">&-", "> /dev/full", "| true; exit ${PIPESTATUS[0]}", ">&- 2>&-"])
def test_a_mail_that_was_taken_in_is_done_whoever_reads_of_it(run: Run, redirect: str) -> None:
    """A mail server would bring it again, or send it back to who wrote it."""
    written = b"From: x@elsewhere.test\r\nMessage-ID: <" + redirect.encode().hex().encode() + b"@x>\r\n\r\nHello.\r\n"
    assert run("receive", redirect, stdin=written).returncode == 0


@pytest.mark.parametrize("line", ["action list", "action list --json", "outbox show 1 --eml", "--help"])
def test_output_onto_a_full_disk_is_refused_in_one_sentence(run: Run, line: str) -> None:
    done = run(line, "> /dev/full")
    assert done.returncode == 1
    assert done.stderr.decode().splitlines() == [
        "The output could not be written: No space left on device. Changes already made are kept."
    ]


def test_a_deed_is_done_to_its_end_though_nobody_reads_what_it_says(run: Run) -> None:
    for redirect in ("> /dev/full", "| true", ">&-", "2>&- >&-"):
        run("action add task --owner Bob --due 2026-03-20", redirect)
    titles = [one["title"] for one in json.loads(run("action list --json").stdout)]
    assert titles.count("task") == 4


def test_streams_that_were_closed_do_not_become_the_database(run: Run) -> None:
    assert run("action update A1 --note x --status dne", "<&- >&- 2>&-").returncode == 2
    assert run("action update A1 --note x", "<&- >&- 2>&-").returncode == 0
    assert json.loads(run("action show A1 --json").stdout)["ref"] == "A1"


@pytest.mark.parametrize(
    "line", ["receive", "person import -", "meeting record M1", "explain -", "meeting new --file -", ""]
)
def test_without_standard_input_the_way_out_is_named(run: Run, line: str) -> None:
    done = run(line, "<&-")
    assert done.returncode == 1
    assert len(done.stderr.decode().splitlines()) == 1


def test_an_empty_standard_input_is_no_mail(run: Run) -> None:
    before = run("inbox list --json").stdout
    done = run("receive", stdin=b"\r\n")
    assert (done.returncode, done.stderr.count(b"\n")) == (1, 1)
    assert run("inbox list --json").stdout == before


@pytest.mark.parametrize(
    "variables",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "latin-1"},
        {"PYTHONIOENCODING": "gbk"},
    ],
)
def test_a_terminal_without_chinese_gets_what_it_can_show(run: Run, variables: dict[str, str]) -> None:
    for line in ("meeting show M1", "--lang zh action list", "--lang zh action show A99"):
        done = run(line, **variables)
        assert b"Traceback" not in done.stderr
        assert done.returncode == ("A99" in line)
    assert json.loads(run("action show A1 --json", **variables).stdout)["title"] == "提供接口文档"


def test_words_that_are_no_text_are_refused(run: Run) -> None:
    done = run("action add $'\\xff'", LC_ALL="C.UTF-8")
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)


@pytest.mark.parametrize("name", ["with blanks", "会议 资料", 'quote\'s "and" $HOME'])
def test_the_home_may_have_any_name(run: Run, folder: Path, tmp_path: Path, name: str) -> None:
    moved = shutil.copytree(folder, tmp_path / name)
    shown = run("action show A1 --json", COLLABTUI_HOME=str(moved))
    assert json.loads(shown.stdout)["title"] == "提供接口文档"
    assert run("action update A1 --note x", COLLABTUI_HOME=str(moved)).returncode == 0


def test_the_version_is_said(run: Run) -> None:
    assert run("--version").stdout.startswith(b"collabtui ")
