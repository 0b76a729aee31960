"""Another language is spoken at once: by the page, by every dialog in front of it; nothing typed is lost."""

import inspect
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

import pytest
from textual.command import CommandList
from textual.screen import ModalScreen
from textual.widgets import Input, TextArea

import collabtui.screens
from collabtui.domain.meetings.meeting import Entry, Meeting
from collabtui.errors import Refused
from collabtui.lifecycle.live import run
from collabtui.screens.frame.base_dialog import Dialog
from collabtui.screens.shell.palette import Palette
from collabtui.text.catalogue import LOCALES, Catalogue, Sentence
from collabtui.widgets.rows import Rows
from support.player import Player, Stage


def offered(player: Player) -> str:
    """What Enter would do in the palette."""
    hits = player.app.screen.query_one(CommandList)
    return str(hits.get_option_at_index(hits.highlighted or 0).prompt) if hits.option_count else ""


async def speak(player: Player, language: str) -> None:
    await player.press("ctrl+p")
    await player.type(language)
    await player.until(lambda: language in offered(player), lambda: player.screen)
    before = player.app.services.words.locale
    await player.press("enter")
    await player.until(lambda: player.app.services.words.locale != before, lambda: player.screen)
    await player.settle()


def test_a_sentence_can_be_said_in_another_language_with_all_that_stands_in_it() -> None:
    zh, en = Catalogue("zh"), Catalogue("en")
    said = zh("minutes.incomplete", ref="M1", n=1, holes=[Refused("meeting.no_slots", ref=zh("key.save"))])
    assert isinstance(said, Sentence)
    again = en.again(said)
    assert again == en("minutes.incomplete", ref="M1", n=1, holes=[Refused("meeting.no_slots", ref=en("key.save"))])
    assert zh.again(again) == said
    assert en.again("张伟") == "张伟"


def dialogs() -> list[type[ModalScreen[Any]]]:
    """But for palettes, which are closed when another language is chosen in one."""
    found: list[type[ModalScreen[Any]]] = []
    for info in walk_packages(collabtui.screens.__path__, "collabtui.screens."):
        module = import_module(info.name)
        classes = (one for one in vars(module).values() if inspect.isclass(one) and one.__module__ == module.__name__)
        found += [
            one
            for one in classes
            if issubclass(one, ModalScreen) and one is not Dialog and not issubclass(one, Palette)
        ]
    return found


@pytest.mark.parametrize("dialog", dialogs(), ids=lambda one: one.__name__)
def test_every_dialog_says_all_that_is_read_where_it_can_be_said_anew(dialog: type[ModalScreen[Any]]) -> None:
    assert issubclass(dialog, Dialog), "a ModalScreen keeps the language in which it was opened"
    source = inspect.getsource(dialog.compose) + inspect.getsource(dialog.on_mount)
    assert "words" not in source, "what compose says is said once: `say` is called for each language"


OPEN: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("published", ("6", "n"), "people.ask.new"),
    ("published", ("6", "i", "down", "enter"), "people.formats"),
    ("published", ("6", "m"), "field.same_person"),
    ("published", ("3", "n"), "actions.ask.new"),
    ("published", ("3", "x"), "outward.send"),
    ("published", ("3", "v"), "actions.no_views"),
    ("published", ("slash",), "find.latest"),
    ("published", ("question_mark",), "keys.title"),
    ("stage", ("2", "n"), "planning.pick"),
    ("stage", ("2", "n", "enter"), "field.place"),
    ("planned", ("2", "enter", "E"), "key.own_editor"),
    ("planned", ("2", "enter", "i"), "agenda.who_is_invited"),
    ("planned", ("2", "enter", "c"), "key.call_off"),
    ("running", ("2", "enter", "f2"), "attendance.help"),
    ("running", ("2", "enter", "f9"), "live.end"),
)
"""What opens a dialog, and something that it says."""


@pytest.mark.parametrize(("state", "keys", "says"), OPEN, ids=[f"{says}" for _, _, says in OPEN])
async def test_an_open_dialog_goes_on_in_the_language_that_is_chosen(
    state: str, keys: tuple[str, ...], says: str, request: pytest.FixtureRequest
) -> None:
    stage: Stage = request.getfixturevalue(state)
    zh, en = (Catalogue(locale)(says, ref="M1", n=1, title="", name="")[:24] for locale in LOCALES)
    async with stage.play("zh") as player:
        await player.press(*keys)
        await player.until(lambda: isinstance(player.app.screen, Dialog))
        dialog = player.app.screen
        await player.see(zh)
        await speak(player, "English")
        assert player.app.screen is dialog
        await player.until(lambda: en.casefold() in player.screen.casefold(), lambda: player.screen)
        assert zh not in player.screen
        await player.press("escape")
        await player.until(lambda: player.app.screen is not dialog)


async def test_a_line_of_the_agenda_that_is_being_changed_is_gone_on_with(planned: Stage) -> None:
    async with planned.play("zh") as player:
        await player.press("2", "enter")
        await player.see("14:00", "核心问题")
        await player.press("down", "e")
        await player.see("议程项 · 40 分钟")
        await player.press("end", "！", "left")
        await speak(player, "English")
        await player.see("agenda item · 40 min · 核心问题！")
        await player.press("enter")
        await player.until(lambda: titles(planned) == ["开场", "核心问题！"])


def titles(stage: Stage) -> list[str]:
    return [slot.title for slot in stage.workspace.store.get(Meeting, "M1").slots]


async def test_the_cursor_stays_and_so_does_a_filter(published: Stage) -> None:
    async with published.play("zh") as player:
        await player.press("3")
        await player.see("未完成 3")
        await player.press("slash")
        await player.type("owner:张伟")
        await player.see("完成压力测试", "找到 2")
        await player.press("enter", "down")
        rows = player.app.screen.query_one("#actions", Rows)
        before = rows.key
        await speak(player, "English")
        await player.see("Fri 13 Mar", "/owner:张伟")
        assert "Review the contract" not in player.screen
        assert player.app.screen.query_one("#actions", Rows).key == before
        assert player.app.screen.query_one("#actions", Rows).has_focus


async def test_lines_that_wrap_have_their_room_again(running: Stage) -> None:
    run.capture(running.acting, "M1", "d: 接口冻结日定为三月四日")
    async with running.play("zh") as player:
        await player.press("2", "enter")
        await player.see("D1 接口冻结日定为三月四日")
        await player.type("写到一半")
        await speak(player, "English")
        await player.see("decision D1 接口冻结日定为三月四日", "写到一半")


async def test_a_meeting_goes_on_in_the_language_that_is_chosen(running: Stage) -> None:
    async with running.play("zh") as player:
        await player.press("2", "enter")
        await player.see("1/2 开场")
        await player.type("d: 先做接口\n")
        await player.see("D1 先做接口")
        await player.type("写到一半")
        await speak(player, "English")
        await player.see("decision D1 先做接口")
        await player.press("enter")
        await player.see("note 写到一半")
        await player.type("/undo\n")
        await player.until(lambda: "note 写到一半" not in player.screen)
        await player.press("up", "up")
        await player.see("note · 写到一半")
        assert len(running.workspace.store.find(Entry, meeting="M1")) == 2
        assert "▶ M1 " in player.screen
        assert "▶ M1 2:00" not in player.screen, "its clock stands below"


async def test_the_big_view_says_all_in_the_language_that_is_chosen(running: Stage) -> None:
    run.capture(running.acting, "M1", "d: 先做接口")
    async with running.play("zh") as player:
        await player.press("2", "enter", "f8")
        await player.see("✓ D1 先做接口", "开场")
        await speak(player, "English")
        await player.see("Settled so far", "✓ D1 先做接口", "Agenda", "8:00 left of 10:00")


async def test_what_was_typed_into_a_form_stays(stage: Stage) -> None:
    async with stage.play("zh") as player:
        await player.press("6", "n")
        await player.see("添加人员", "姓名")
        await player.type("周敏")
        await player.press("tab")
        await player.type("no address")
        await player.press("f2")
        await player.see("不是邮箱")
        await speak(player, "English")
        await player.see("Add a person", "Name", "周敏", "no address")
        assert "不是邮箱" not in player.screen
        assert player.app.focused is not None
        assert player.app.focused.id == "field-email"
        await player.press("left", "x")
        assert player.app.screen.query_one("#field-email", Input).value == "no addresxs"


async def test_a_text_that_is_being_edited_stays_with_its_cursor(planned: Stage) -> None:
    async with planned.play("zh") as player:
        await player.press("2", "enter")
        await player.see("14:00")
        await player.press("E")
        await player.until(lambda: isinstance(player.app.focused, TextArea))
        await player.type("写到一半")
        area = player.app.screen.query_one(TextArea)
        before = (area.text, area.cursor_location)
        await speak(player, "English")
        assert player.app.focused is area
        assert (area.text, area.cursor_location) == before
        await player.see("save (F2)")
        await player.press("ctrl+z")
        assert "写到一半" not in area.text, "what was typed can still be taken back"


async def test_the_themes_are_looked_for_in_the_language_of_the_screens(stage: Stage) -> None:
    async with stage.play() as player:
        await player.press("7")
        await player.see("主题")
        await player.press("end", *["up"] * 5, "enter")
        await player.see("查找主题……", "ink")
