"""Every dialog that a key of a page opens can be read and answered on a terminal of 40 columns and 15 lines, in both
languages: what has the focus and all buttons are seen, and what has no room can be scrolled to."""

from collections.abc import Iterator

import pytest
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.widget import Widget
from textual.widgets import Button, Input, Static

from collabtui.domain.mail.reply import Update
from collabtui.domain.people import Locale
from collabtui.lifecycle.actions.edit_actions import update_action
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.meetings import plan
from collabtui.screens.frame.base_dialog import Dialog
from collabtui.screens.frame.page import EVERYWHERE, Page
from collabtui.screens.shell.own_changes import UndoList
from collabtui.text.width import cells
from support.player import Player, Stage
from support.replies import outgoing, reply
from support.world import AGENDA

LOW = (40, 15)
PAGES: dict[str, tuple[str, ...]] = {
    "today": ("1",),
    "meetings": ("2",),
    "agenda": ("2", "home", "enter"),
    "minutes": ("2", "end", "enter"),
    "actions": ("3",),
    "inbox": ("4", "enter"),
    "matters": ("5",),
    "people": ("6", "down"),
    "settings": ("7",),
    "outbox": ("O",),
    "week": ("W",),
    "board": ("B",),
    "reports": ("R",),
}
"""The keys that lead there."""
ELSEWHERE = frozenset({"app.pipe", "app.how_to_quit", "back", "more"})
"""Actions that open no dialog of a page, or only another strip of keys."""


@pytest.fixture
def office(published: Stage) -> Stage:
    """Minutes are out, one owner asks for another day, another meeting comes, and something can be undone."""
    minutes = outgoing(published.workspace, "zhang@example.test", "minutes")
    receive(published.workspace.as_worker(), reply(minutes, "2 延期到3月18日，因为测试环境晚到。"))
    start, end = (one.replace(day=9) if one else one for one in (AGENDA.start, AGENDA.end))
    plan.new_meeting(published.acting, AGENDA.model_copy(update={"start": start, "end": end}))
    update_action(published.acting, "A3", Update(ref="A3", percent=30))
    return published


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize("page", PAGES)
async def test_a_dialog_is_answered_on_a_low_terminal(office: Stage, page: str, locale: Locale) -> None:
    async with office.play(locale, LOW) as player:
        await player.press(*PAGES[page])
        shown = player.app.screen
        assert isinstance(shown, Page)
        faults: dict[str, list[str]] = {}
        for binding in keys_of(shown, everywhere=page == "today"):
            await player.press(binding.key.partition(",")[0])
            if isinstance(player.app.screen, Dialog):
                name = f"{binding.key} {type(player.app.screen).__name__}"
                faults |= {name: found} if (found := [*unreadable(player)]) else {}
            await back_on(player, shown, PAGES[page])
        assert not faults, "\n".join(f"{name}: {found}" for name, found in faults.items())


def keys_of(page: Page, *, everywhere: bool) -> list[Binding]:
    """Those of the page alone, and once those of every page."""
    own = [one for one in vars(type(page)).get("BINDINGS", ()) if isinstance(one, Binding)]
    common = [one for one in EVERYWHERE if isinstance(one, Binding)] if everywhere else []
    return [one for one in (*own, *common) if one.action not in ELSEWHERE]


@pytest.mark.parametrize("locale", ["zh", "en"])
async def test_a_list_makes_room_for_what_is_read_after_it_is_shown(office: Stage, locale: Locale) -> None:
    for percent in range(10, 90, 5):
        update_action(office.acting, "A3", Update(ref="A3", percent=percent))
    async with office.play(locale, LOW) as player:
        await player.press("1", "U")
        shown = player.app.screen
        assert isinstance(shown, UndoList)
        for lines in (1, 4):
            shown.show_text("#undo-remark", Content("\n".join("a remark" for _ in range(lines))))
            await player.settle()
            assert not [*unreadable(player)], lines


async def back_on(player: Player, page: Page, keys: tuple[str, ...]) -> None:
    """Esc as often as a dialog asks for it."""
    for _ in range(4):
        if player.app.screen is page:
            return
        if isinstance(player.app.screen, Page):
            await player.press(*keys)
        else:
            await player.press("escape")


def unreadable(player: Player) -> Iterator[str]:
    screen = player.app.screen
    whole = screen.region
    if (focused := screen.focused) is not None and not focused.region.intersection(whole).height:
        yield f"the focus is not seen: {focused!r}"
    for button in screen.query(Button):
        if button.display and button.is_on_screen and not _scrolled(button):
            if not whole.contains_region(button.region) or not _frame(button).contains_region(button.region):
                yield f"button {button.label} at {button.region}"
            elif cells(str(button.label)) > button.size.width:
                yield f"button {button.label} is cut"
    for line in screen.query(Static):
        if not line.display or not line.size.width or _scrolled(line) or isinstance(line, Button):
            continue
        needed = line.get_content_height(line.container_size, screen.size, line.content_size.width)
        if line.visible and line.content_size.height < needed:
            yield f"{line!r} shows {line.content_size.height} of {needed} lines"
        elif line.region.height and not (
            whole.contains_region(line.region) and _frame(line).contains_region(line.region)
        ):
            yield f"{line!r} lies outside at {line.region}"


def _scrolled(widget: Widget) -> bool:
    """Whether somebody can scroll to it."""
    around = [one for one in widget.ancestors if isinstance(one, Widget)]
    return any(isinstance(one, VerticalScroll) or one.show_vertical_scrollbar for one in around)


def _frame(widget: Widget) -> Region:
    around = [one for one in widget.ancestors if isinstance(one, Widget)]
    return next((one.region for one in around if one.has_class("dialog")), widget.screen.region)


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize("keys", [("2", "home", "m"), ("3", "end", "e"), ("6", "e")], ids=str)
async def test_a_value_without_room_shows_its_beginning(office: Stage, locale: Locale, keys: tuple[str, ...]) -> None:
    async with office.play(locale, LOW) as player:
        await player.press(*keys)
        for line in player.app.screen.query(Input):
            line.focus()
            await player.settle()
            assert line.scroll_offset.x == 0, line.id
            assert not line.value or abs(line.selection.end - line.selection.start) == len(line.value), line.id
        await player.press("right")
        last = player.app.screen.focused
        assert isinstance(last, Input)
        assert last.cursor_position == len(last.value)
