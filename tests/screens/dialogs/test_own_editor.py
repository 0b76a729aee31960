"""A longer text goes to the user's own editor and comes back, and is not saved before he says so."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.matters.matter import Matter
from collabtui.lifecycle.mail_in.receive import receive
from support.player import Stage
from support.replies import outgoing, reply

ZHANG = "zhang@example.test"


@pytest.fixture
def asked(published: Stage) -> Stage:
    raw = reply(outgoing(published.workspace, ZHANG, "minutes"), "2 来不及，怎么办？")
    receive(published.workspace.as_worker(), raw)
    return published


def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Found by its name: where a sentence that names it breaks must not hang on how long the folder's is."""
    path = tmp_path / "my editor"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setenv("VISUAL", "'my editor'")


@contextmanager
def lent(*_: object) -> Iterator[None]:
    """The terminal of a test cannot be given away."""
    yield


async def test_what_the_editor_leaves_stands_there_and_goes_out_when_it_is_saved(
    asked: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor(tmp_path, monkeypatch, 'printf "周五可以吗？\\n测试环境周四到位。\\n" >> "$1"')
    async with asked.play("en", (100, 30)) as player:
        monkeypatch.setattr(player.app, "suspend", lent)
        await player.press("4")
        await player.see("1 to review")
        await player.press("r")
        await player.see("your own editor (F4)")
        await player.type("张伟，")
        await player.press("f4")
        await player.see("张伟，周五可以吗？", "测试环境周四到位。")
        assert asked.workspace.store.find(Outgoing, to=ZHANG, kind="answer", automatic=False) == []
        await player.press("f2")
        await player.see("is in the outbox")
    (letter,) = asked.workspace.store.find(Outgoing, to=ZHANG, kind="answer", automatic=False)
    assert "测试环境周四到位。" in letter.text


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("exit 3", "The text is as it was"),
        ("printf '\\377\\376' > \"$1\"", "is not text"),
        ("", "张伟，"),
    ],
)
async def test_an_editor_that_fails_leaves_what_was_typed(
    asked: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, said: str
) -> None:
    editor(tmp_path, monkeypatch, script)
    async with asked.play("en", (100, 30)) as player:
        monkeypatch.setattr(player.app, "suspend", lent)
        await player.press("4")
        await player.see("1 to review")
        await player.press("r")
        await player.see("your own editor (F4)")
        await player.type("张伟，")
        await player.press("f4")
        await player.see(said, "张伟，")


async def test_without_an_editor_or_a_terminal_it_says_so(asked: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    async with asked.play("en", (100, 30)) as player:
        await player.press("4")
        await player.see("1 to review")
        await player.press("r")
        await player.see("your own editor (F4)")
        await player.press("f4")
        await player.see("There is no terminal here in which to open an editor.")
        monkeypatch.setattr(player.app, "suspend", lent)
        await player.press("f4")
        await player.see("No editor is set.")


async def test_several_lines_of_a_form_are_written_in_it_too(
    published: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor(tmp_path, monkeypatch, 'printf "海外\\n" >> "$1"')
    async with published.play("zh") as player:
        monkeypatch.setattr(player.app, "suspend", lent)
        await player.press("5", "enter", "right_square_bracket", "y", "m", "s")
        await player.type("新品线，含")
        await player.press("f4")
        await player.see("新品线，含海外")
        editor(tmp_path, monkeypatch, "exit 3")
        await player.press("f4")
        await player.see("my editor", "新品线，含海外")
        await player.press("f2")
        await player.until(lambda: "my editor" not in player.screen)
    assert published.workspace.store.get(Matter, "X-2026-001").scope_in == "新品线，含海外"
