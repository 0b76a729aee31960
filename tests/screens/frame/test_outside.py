"""Out of the screens: the terminal's title, notices of the desktop, a command that gets what is shown."""

import io
import os
import pty
import re
from types import SimpleNamespace
from typing import Any

import pytest

from collabtui.lifecycle.mail_in.receive import receive
from collabtui.screens.frame.outside import (
    OUTSIDE,
    choose_next,
    desktop_notice,
    outside_choice,
    own_title_kept,
    show_title,
    tell_outside,
    title_of,
)
from support.player import Stage
from support.replies import outgoing, reply


class Screen:
    """A terminal, as far as the app writes to it beside the screens."""

    def __init__(self, *, is_web: bool = False) -> None:
        self.is_web = is_web
        self.title = ""
        self.written: list[str] = []
        self.rung = 0
        self._driver = SimpleNamespace(write=self.written.append, flush=lambda: None)

    def bell(self) -> None:
        self.rung += 1


class Kept:
    """Choices of a user."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}

    def get(self, name: str) -> str:
        return self.texts.get(name, "")

    def keep(self, name: str, text: str) -> None:
        self.texts[name] = text


@pytest.fixture(autouse=True)
def usual_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")


@pytest.mark.parametrize(
    ("waiting", "running", "title"),
    [(0, "", "collabtui"), (3, "", "●3 · collabtui"), (0, "M2", "▶ M2 · collabtui"), (1, "M2", "●1 ▶ M2 · collabtui")],
)
def test_the_title_says_what_waits_and_what_runs(waiting: int, running: str, title: str) -> None:
    assert title_of(waiting, running) == title


async def test_the_title_follows_what_comes_in(published: Stage) -> None:
    async with published.play() as player:
        await player.until(lambda: player.app.title == "collabtui")
        asked = outgoing(published.workspace, "zhang@example.test", "minutes")
        receive(published.workspace.as_worker(), reply(asked, "2 延期到3月18日，因为测试环境晚到。"))
        await player.until(lambda: player.app.title == "●1 · collabtui")


def test_a_terminal_that_knows_no_titles_and_a_browser_get_none(monkeypatch: pytest.MonkeyPatch) -> None:
    app: Any = Screen()
    show_title(app, "●1 · x\x1b]0;owned\x07")
    assert app.written == ["\x1b]2;●1 · x]0;owned\x1b\\"], "nothing in a title is obeyed"
    browser: Any = Screen(is_web=True)
    show_title(browser, "x")
    monkeypatch.setenv("TERM", "linux")
    show_title(app, "x")
    assert len(app.written) == 1
    assert not browser.written


def test_the_title_of_before_is_back_at_the_end() -> None:
    terminal = io.StringIO()
    terminal.isatty = lambda: True  # type: ignore[method-assign]  # a file that says it is one
    with pytest.raises(KeyError), own_title_kept(terminal, {"TERM": "xterm"}):
        raise KeyError
    assert terminal.getvalue() == "\x1b[22;2t\x1b[23;2t"
    silent = io.StringIO()
    with own_title_kept(silent, {"TERM": "xterm"}):
        pass
    assert not silent.getvalue()


def test_a_window_that_was_closed_is_no_error() -> None:
    ours, theirs = pty.openpty()
    terminal = os.fdopen(theirs, "w")
    with own_title_kept(terminal, {"TERM": "xterm"}):
        terminal.write("what was drawn last")
        os.close(ours)
    terminal.close()  # as the interpreter does at its end: what the stream still held went nowhere


def test_nothing_leaves_the_screens_unless_it_was_chosen() -> None:
    app: Any = Screen()
    drafts: Any = Kept()
    tell_outside(app, drafts, "张伟 已答复", {})
    assert (outside_choice(drafts), app.written, app.rung) == ("off", [], 0)
    reached = []
    for _ in OUTSIDE:
        before = (app.rung, len(app.written))
        chosen = choose_next(drafts)
        tell_outside(app, drafts, "张伟 已答复", {})
        reached.append((chosen, app.rung - before[0], len(app.written) - before[1]))
    assert reached == [("bell", 1, 0), ("desktop", 0, 1), ("both", 1, 1), ("off", 0, 0)]


@pytest.mark.parametrize(
    ("environ", "begins"),
    [({}, "\x1b]9;"), ({"VTE_VERSION": "7200"}, "\x1b]777;notify;"), ({"TERM": "foot"}, "\x1b]777;notify;")],
)
def test_a_notice_is_one_line_that_no_mail_can_end(environ: dict[str, str], begins: str) -> None:
    notice = desktop_notice("a\x07b\x1b\\;c\n" + "x" * 500, environ)
    assert notice.startswith(begins)
    assert notice.count("\x1b") == 2
    assert "\x07" not in notice
    assert len(notice) < 260


async def test_which_notices_go_out_is_chosen_in_settings(published: Stage) -> None:
    async with published.play("en") as player:
        await player.press("7")
        await player.see("Notifications", "off")
        await player.press("end", "up", "up", "up", "enter")
        await player.until(lambda: player.app.services.drafts.get("outside") == "bell")
        await player.see("bell")


async def test_a_row_goes_to_a_command_and_its_output_is_read(published: Stage) -> None:
    async with published.play("en", (100, 30)) as player:
        await player.press("3")
        await player.see("A1")
        await player.press("vertical_line")
        await player.see("Pipe 1 line to a command", "Left empty: read it in")
        await player.type("tr a-z A-Z; echo second $((1+1)); exit 3")
        await player.press("enter")
        await player.see("| tr a-z", "exit code 3", "second 2", "提供接口文档")
        await player.press("escape")
        await player.press("vertical_line")
        await player.see("tr a-z A-Z; echo")


async def test_what_a_command_prints_is_shown_and_not_obeyed(published: Stage) -> None:
    async with published.play("en", (100, 30)) as player:
        await player.press("3", "vertical_line")
        await player.type(r"printf 'x\033]0;owned\007[red]y'")
        await player.press("enter")
        await player.see("x]0;owned[red]y")


async def test_of_minutes_the_whole_text_goes(published: Stage) -> None:
    async with published.play("en", (100, 30)) as player:
        await player.press("2", "end", "enter")
        await player.see("Decisions")
        await player.press("vertical_line")
        await player.see("Left empty: read it in")
        assert "Pipe 1 line" not in player.screen
        await player.type("grep -c -e 提供接口文档 -e 张伟; sed -n 1,3p")
        await player.press("enter")
        await player.see("| grep -c")
        await player.until(lambda: re.search(r"^\W*[2-9]", player.screen, re.M) is not None)


async def test_of_a_mail_the_whole_text_goes_and_without_a_command_to_the_pager(
    published: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = outgoing(published.workspace, "zhang@example.test", "minutes")
    receive(published.workspace.as_worker(), reply(asked, "2 延期到3月18日，因为测试环境晚到。"))
    monkeypatch.setenv("PAGER", "cat >&2")
    async with published.play("en", (100, 30)) as player:
        await player.press("4")
        await player.see("测试环境晚到")
        await player.press("vertical_line")
        await player.see("run (⏎)")
        await player.type("wc -l")
        await player.press("enter")
        await player.see("| wc -l")
        await player.press("escape", "vertical_line", "ctrl+u")
        await player.see("read it in cat >&2")
        await player.press("enter")
        await player.see("There is no terminal")
