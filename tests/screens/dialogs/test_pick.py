"""A few things to choose from: whole names and whole sentences on what they are good for, however narrow it is."""

import pytest

from collabtui.domain.people import Locale
from collabtui.screens.dialogs.choose import Pick
from support.player import Stage

OPTIONS = [
    ("a", "Department coordination meeting", "Several departments agree on what each of them does, and until when"),
    ("b", "评审会", "看结果，提意见，决定能不能往下走，每条意见都有负责人"),
    ("c", "Short one", ""),
]


@pytest.mark.parametrize("size", [(40, 15), (60, 20), (80, 24), (160, 48)])
@pytest.mark.parametrize("locale", ["zh", "en"])
async def test_nothing_of_what_can_be_chosen_is_cut(stage: Stage, size: tuple[int, int], locale: Locale) -> None:
    async with stage.play(locale, size) as player:
        player.app.push_screen(Pick(player.app.services, "Which one?", OPTIONS))
        await player.see("Which one?", "Short one")
        shown = "".join(line.strip(" │").replace(" ", "") for line in player.screen.splitlines())
        for _, name, about in OPTIONS:
            assert all(word in shown for word in name.split()), player.screen
            assert all(word in shown for word in about.split() if word.isascii()), player.screen
