"""The database goes out of reach between two keys: no page ends the program, and its rows come back by themselves."""

from typing import cast

import pytest

from collabtui.domain.meetings.draft import ActionDraft
from collabtui.errors import Unreachable
from collabtui.lifecycle.actions.edit_actions import add_action
from collabtui.session.store_session import Session
from collabtui.store.engine_connection import Connection
from support.player import Stage

PAGES = {
    "today": "1",
    "meetings": "2",
    "actions": "3",
    "inbox": "4",
    "matters": "5",
    "people": "6",
    "settings": "7",
    "board": "3 B",
    "week": "W",
    "month": "W m",
    "reports": "R",
    "minutes": "2 enter",
    "time line": "3 v t",
}
KEYS = (
    *("down", "pagedown", "end", "enter", "escape", "home", "enter", "slash", "x", "escape", "left", "right", "n"),
    *("escape", "s", "escape", "e", "escape", "d", "escape", "t", "escape", "o", "escape", "question_mark", "escape"),
)


class Line:
    """Of the reader on the event loop: cut, and joined again."""

    def __init__(self) -> None:
        self.is_cut = False


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> Line:
    line, reader = Line(), cast("property", Session.reader).fget

    def read(session: Session) -> Connection:
        if line.is_cut:
            raise Unreachable("database.gone", path="made", reason="the connection was lost")
        assert reader
        found: Connection = reader(session)
        return found

    monkeypatch.setattr(Session, "reader", property(read))
    return line


def _many(stage: Stage) -> None:
    for number in range(120):
        add_action(stage.acting, ActionDraft(title=f"number {number}"))


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
@pytest.mark.parametrize("page", PAGES)
async def test_no_key_ends_the_program(recorded: Stage, line: Line, page: str, size: tuple[int, int]) -> None:
    async with recorded.play("en", size) as player:
        await player.press(*PAGES[page].split())
        _many(recorded)
        await player.settle()
        line.is_cut = True
        for key in KEYS:
            await player.press(key)
        assert player.app._exception is None
        line.is_cut = False
        await player.press("escape", "escape", "3")
        await player.see("number 1")


async def test_rows_come_back_by_themselves(recorded: Stage, line: Line) -> None:
    _many(recorded)
    async with recorded.play("en", (100, 24)) as player:
        await player.press("3")
        await player.see("number 3")
        line.is_cut = True
        await player.press("end")
        line.is_cut = False
        await player.see("number 119")
