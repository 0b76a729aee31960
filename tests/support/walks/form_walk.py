"""The walk through one form: wrong, left, right."""

from collections.abc import Mapping
from typing import NamedTuple

from collabtui.domain.people import Locale
from support.player import Player
from support.walks.walkers import (
    Keys,
    Preparation,
    as_it_is,
    fill,
    form_of,
    press,
    refusals_of,
    type_something,
)


class FormWalk(NamedTuple):
    site: str
    """The function that opens the form, as `module:Class.function` below the screens."""
    office: str
    """The fixture that it is walked in."""
    opens: Keys
    """Pressed each time."""
    right: Mapping[str, str]
    done: str
    """Seen when it was taken."""
    wrong: Mapping[str, str] = {}
    refusal: tuple[str, str] = ("", "")
    """A field, and a piece of what is said beside it. Where a form takes all that can be typed, neither is there."""
    reach: Keys = ()
    """Pressed once, before."""
    then: Keys = ()
    """Behind what was taken, where it is asked on."""
    prepare: Preparation = as_it_is
    locale: Locale = "en"

    async def take(self, player: Player, origins: list[str]) -> None:
        await press(player, self.reach)
        await self._open(player, origins)
        if self.refusal[1]:
            await self._be_refused(player)
        await self._leave(player)
        await self._open(player, origins)
        await fill(player, self.right)
        form = form_of(player)
        await player.press("f2")
        await player.until(lambda: player.app.screen is not form, lambda: self._shown(player))
        await press(player, self.then)
        await player.see(self.done)

    async def _open(self, player: Player, origins: list[str]) -> None:
        await press(player, self.opens)
        form_of(player)
        assert origins[-1] == self.site, origins

    async def _be_refused(self, player: Player) -> None:
        await fill(player, self.wrong)
        before = form_of(player).values
        await player.press("f2")
        field, piece = self.refusal
        await player.until(lambda: piece in refusals_of(form_of(player)).get(field, ""), lambda: self._shown(player))
        assert form_of(player).values == before
        assert not field or player.app.focused is form_of(player).query_one(f"#field-{field}")

    def _shown(self, player: Player) -> str:
        return f"{self.refusal} in {refusals_of(form_of(player))}\n{player.screen}"

    async def _leave(self, player: Player) -> None:
        """What was typed is asked about, and stands there until it was."""
        form = form_of(player)
        await type_something(player)
        before = form.values
        await player.press("escape")
        assert form_of(player) is form, player.screen
        assert form.values == before
        await player.see(form.words("form.dirty"))
        await player.press("escape")
        assert player.app.screen is not form, player.screen
