"""Today names a template of the user's own that a mail could not be made of."""

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
