"""Today names data that do not hold, and an automatic copy that could not be made."""

import pytest

from collabtui.lifecycle.backup.health_note import HealthNote
from support.player import Stage


@pytest.mark.parametrize("locale", ["zh", "en"])
async def test_they_are_named_until_they_are_over(planned: Stage, locale: str) -> None:
    note = HealthNote(planned.home.health_note)
    note.data_checked(3)
    note.copy_failed(planned.home.copies, "file.unwritable", {"path": "/mnt/copies", "why": "x"})
    async with planned.play("zh" if locale == "zh" else "en", (120, 40)) as player:
        await player.see("数据有 3 处问题" if locale == "zh" else "The data has 3 faults")
        await player.see("/mnt/copies")
    note.data_checked(0)
    note.copy_made()
    async with planned.play("zh" if locale == "zh" else "en", (120, 40)) as player:
        await player.see("M1")
        assert "数据有" not in player.screen
        assert "The data has" not in player.screen
        assert "/mnt/copies" not in player.screen
