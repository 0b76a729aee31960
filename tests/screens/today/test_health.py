"""Today names data that do not hold, and an automatic copy that could not be made."""

import pytest

from collabtui.domain.matters.matter import Matter
from collabtui.lifecycle.access.role_grants import grant_role
from collabtui.lifecycle.backup.health_note import HealthNote
from collabtui.lifecycle.matters.confidential_matters import make_confidential
from collabtui.store.unreadable_row import UnreadableRow
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


async def test_a_record_that_is_hidden_from_who_looks_is_not_named(published: Stage) -> None:
    (matter,) = published.workspace.store.find(Matter)
    grant_role(published.acting, "李明", "administrator")
    grant_role(published.acting, "Bob Brown", "facilitator")
    make_confidential(published.acting, matter.ref, ["张伟"])
    spoilt = (UnreadableRow("action", "A1", "collaborators"), UnreadableRow("action", "A2", "collaborators"))
    HealthNote(published.home.health_note).records_set_aside(spoilt)
    for who, sees in (("Bob Brown", False), ("李明", True)):
        async with published.play("en", (160, 48), acting_name=who) as player:
            await player.see(
                "cannot be read" if sees else "A record holds something that cannot be read; it is open to"
            )
            assert (("collaborators" in player.screen), player.screen.count("it is open to")) == (sees, int(not sees))
