"""Today names a template of the user's own that a mail could not be made of."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from collabtui.lifecycle.meetings import invite
from support.player import Stage


@pytest.mark.parametrize("locale", ["zh", "en"])
async def test_it_is_named_until_it_is_changed(planned: Stage, locale: str) -> None:
    own = planned.home.templates / "mail" / "zh" / "invitation.txt"
    own.parent.mkdir(parents=True)
    own.write_text("Subject: x\n\n{{ 1 / 0 }}\n", encoding="utf-8")
    assert invite.invite(planned.workspace.as_user("key"), "M1").queued
    async with planned.play("zh" if locale == "zh" else "en", (120, 40)) as player:
        await player.see("mail/zh/invitation.txt")
    own.write_text("Subject: x\n\nfine\n", encoding="utf-8")
    async with planned.play("zh" if locale == "zh" else "en", (120, 40)) as player:
        await player.see("M1")
        assert "invitation.txt" not in player.screen


@pytest.mark.parametrize("locale", ["zh", "en"])
async def test_a_broken_one_is_said_before_any_mail_needs_it(
    planned: Stage, locale: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("collabtui.screens.today.page.AFTER_START", 0.01)
    own = planned.home.templates / "mail" / "en" / "risk.txt"
    own.parent.mkdir(parents=True)
    own.write_text("Subject: x\n\n{{ nobody.name }}\n", encoding="utf-8")
    async with planned.play("zh" if locale == "zh" else "en", (120, 40)) as player:
        await player.see("mail/en/risk.txt")
        assert "3" in next(line for line in player.screen.splitlines() if "mail/en/risk.txt" in line)


async def test_good_ones_are_not_spoken_of(planned: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("collabtui.screens.today.page.AFTER_START", 0.01)
    own = planned.home.templates / "mail" / "en" / "risk.txt"
    own.parent.mkdir(parents=True)
    own.write_text("Subject: mine #{{ code }} [{{ matter.ref }}]\n\nfine\n", encoding="utf-8")
    async with planned.play("en", (120, 40)) as player:
        await player.see("M1")
        await player.until(lambda: not any(one.group == "templates" for one in player.app.workers))
        assert "risk.txt" not in player.screen


@pytest.mark.parametrize("put", [Path.mkdir, os.mkfifo, lambda at: at.symlink_to("/dev/zero")])
async def test_what_is_no_file_in_the_place_of_one_is_named_until_it_is_gone(
    planned: Stage, put: Callable[[Path], None]
) -> None:
    own = planned.home.templates / "mail" / "en" / "risk.txt"
    own.parent.mkdir(parents=True)
    put(own)
    async with planned.play("en", (120, 40)) as player:
        await player.see("mail/en/risk.txt")
    own.rename(planned.home.templates / "risk.old")
    async with planned.play("en", (120, 40)) as player:
        await player.see("M1")
        assert "risk.txt" not in player.screen


async def test_what_is_no_folder_of_templates_is_named(planned: Stage) -> None:
    planned.home.templates.mkdir(exist_ok=True)
    (planned.home.templates / "mail").touch()
    async with planned.play("zh", (120, 40)) as player:
        await player.see("模板文件夹 mail")
