"""The walk through one kind of dialog that is no form: opened, left by Esc with nothing done, opened again and done."""

from typing import NamedTuple

from textual.screen import Screen

from collabtui.domain.people import Locale
from support.player import Player
from support.walks.walkers import Keys, Preparation, as_it_is, dialog_of, press


class DialogWalk(NamedTuple):
    kind: str
    """The name of its class."""
    office: str
    """The fixture that it is walked in."""
    opens: Keys
    """Pressed each time."""
    shows: str
    """Seen in it."""
    answers: Keys
    done: str
    """Seen when it was answered, and not while it stands there; empty: it is only read."""
    reach: Keys = ()
    """Pressed once, before."""
    leaves: Keys = ("escape",)
    prepare: Preparation = as_it_is
    locale: Locale = "en"

    async def take(self, player: Player) -> None:
        await press(player, self.reach)
        beneath = type(player.app.screen)
        await self._open(player)
        assert not self.done or self.done not in player.screen
        await press(player, self.leaves)
        await player.until(lambda: type(player.app.screen) is beneath, lambda: player.screen)
        assert not self.done or self.done not in player.screen
        await self._open(player)
        await press(player, self.answers)
        await (player.see(self.done) if self.done else self._is_over(player, beneath))

    async def _is_over(self, player: Player, beneath: type[Screen[object]]) -> None:
        """With it, it may be, the program."""
        await player.until(lambda: not player.app.is_running or type(player.app.screen) is beneath)

    async def _open(self, player: Player) -> None:
        await press(player, self.opens)
        await player.see(self.shows)
        assert type(dialog_of(player)).__name__ == self.kind
