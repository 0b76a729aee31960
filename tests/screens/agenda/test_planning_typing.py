"""What is typed into an agenda survives what others change meanwhile, and another language."""

from textual import events

from collabtui.domain.meetings.agenda import AgendaRow
from collabtui.domain.meetings.meeting import Meeting
from collabtui.formats.agenda.agenda_line import read_agenda_line
from collabtui.lifecycle.meetings import edit_agenda_lines
from collabtui.screens.agenda.agenda_box import AgendaBox
from collabtui.screens.agenda.agenda_input import AgendaInput
from support.player import Player, Stage


async def at_agenda(player: Player) -> None:
    await player.press("2", "enter")
    await player.see("14:00", "开场")


async def test_a_change_from_elsewhere_neither_moves_the_cursor_nor_takes_what_is_typed(planned: Stage) -> None:
    async with planned.play() as player:
        await at_agenda(player)
        await player.press("down", "a")
        await player.type("10m 写到一")
        edit_agenda_lines.add_line(planned.acting, "M1", read_agenda_line("5m 别人加的"), AgendaRow("slot", 1))
        await player.see("别人加的", "10m 写到一")
        await player.type("半")
        await player.press("enter")
        await player.until(lambda: len(planned.workspace.store.get(Meeting, "M1").slots) == 4)
    titles = [slot.title for slot in planned.workspace.store.get(Meeting, "M1").slots]
    assert titles == ["开场", "核心问题", "写到一半", "别人加的"]


async def test_letters_are_letters_while_a_line_is_typed(planned: Stage) -> None:
    async with planned.play("en") as player:
        await at_agenda(player)
        await player.see("+/- duration", "i invite")
        await player.press("a", "i", "x", "v")
        await player.see("10 min · ixv")
        assert "i invite" not in player.screen
        await player.press("escape")
        await player.see("i invite")
    assert [slot.title for slot in planned.workspace.store.get(Meeting, "M1").slots] == ["开场", "核心问题"]


async def test_another_language_leaves_the_agenda_usable_and_the_line_kept(planned: Stage) -> None:
    async with planned.play() as player:
        await at_agenda(player)
        await player.press("a")
        await player.type("10m 写到一半")
        await player.see("议程项 · 10 分钟")
        await player.press("escape", "ctrl+p")
        await player.type("English")
        await player.until(lambda: "Language" in player.screen or "English" in player.screen)
        await player.press("enter")
        await player.see("people", "Agenda")
        await player.press("a")
        await player.until(lambda: player.app.screen.query_one(AgendaBox).typing)
        await player.see("10m 写到一半", "agenda item · 10 min")


async def test_what_is_typed_behind_enter_belongs_to_the_next_line_of_the_agenda(planned: Stage) -> None:
    async with planned.play("en") as player:
        await player.press("2", "enter", "a")
        await player.until(lambda: player.app.screen.query_one(AgendaInput).has_focus)
        for line in ("5m one", "6m two", "7m thr"):  # before the page has looked at any of it
            for letter in line:
                player.app.post_message(events.Key({" ": "space"}.get(letter, letter), letter))
            player.app.post_message(events.Key("enter", "\r"))
        for letter in "ee":
            player.app.post_message(events.Key(letter, letter))
        await player.see("6 m  two", "7 m  thr")
        assert player.app.screen.query_one(AgendaInput).value == "ee"
    titles = [slot.title for slot in planned.workspace.store.get(Meeting, "M1").slots]
    assert titles[titles.index("one") :][:3] == ["one", "two", "thr"]
