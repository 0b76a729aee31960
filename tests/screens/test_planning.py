from datetime import date

import pytest
from textual.widgets import TextArea

from collabtui.catalogue import LOCALES, Catalogue
from collabtui.domain.agenda import agenda_findings
from collabtui.domain.people import Locale
from collabtui.formats.agenda import read_agenda
from collabtui.lifecycle import plan
from collabtui.screens.planning import KINDS
from screens.conftest import Player, Stage


async def pick(player: Player, *keys: str) -> None:
    await player.press("n")
    await player.until(lambda: bool(player.app.screen.query("#pick")))
    await player.press(*keys, "enter")
    await player.until(lambda: bool(player.app.screen.query(TextArea)))


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_usual_agenda_needs_no_more_than_a_title(stage: Stage, kind: str, locale: str) -> None:
    text = Catalogue(locale)(f"agendas.{kind}.text", start="2026-03-02 14:00").replace("title: ", "title: 周会 ")
    planned = plan.new_meeting(stage.desk, read_agenda(text, today=date(2026, 2, 27)))
    assert agenda_findings(planned.meeting, 90) == ()
    assert len(planned.meeting.slots) >= 3


@pytest.mark.parametrize(("locale", "shown"), [("zh", "逐条核对"), ("en", "One by one")])
async def test_a_usual_agenda_is_picked(stage: Stage, locale: Locale, shown: str) -> None:
    async with stage.play(locale) as player:
        await pick(player, "down", "down", "down", "down")
        await player.see(shown, "start: 2026-02-28 14:00")


async def test_what_was_left_unfinished_is_offered_first(stage: Stage) -> None:
    async with stage.play() as player:
        await pick(player)
        await player.press("down", "end")
        await player.type("写到一半")
        await player.see("title: 写到一半")
        await player.press("ctrl+s")
        await player.see("M1 写到一半", "共 60 分钟")
    async with stage.play() as player:
        await pick(player)
        await player.press("down", "end")
        await player.type("又一半")
        await player.press("escape")
        await player.press("n")
        await player.see("未写完的")
        await player.press("enter")
        await player.see("title: 又一半")
        await player.press("escape")
        await pick(player, "down")
        assert "又一半" not in player.app.screen.query_one(TextArea).text


async def test_a_refusal_puts_the_cursor_into_its_line(stage: Stage) -> None:
    async with stage.play("en") as player:
        await pick(player)
        await player.press("f7")
        await player.type("---\ntitle: x\nstart: 2026-03-02 14:00\nparticipants: [张炜]\n---\n## Agenda\n- 10m a\n")
        await player.press("ctrl+s")
        await player.see("张炜", "张伟")
        await player.press("f7")
        await player.type("---\ntitle: x\nstart: 2026-02-30\n---\n")
        await player.press("f2")
        await player.until(lambda: player.app.screen.query_one(TextArea).cursor_location[0] == 2)
