"""What is said of a mail breaks where a sentence begins: no line ends with the dot between two."""

import pytest

from collabtui.lifecycle.mail_in.receive import receive
from support.player import Stage
from support.replies import outgoing, reply

ANSWER = "1: please move it to 18 March, the test server is late."


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (100, 30)])
async def test_no_line_ends_with_a_dot_between_two_sentences(
    published: Stage, locale: str, size: tuple[int, int]
) -> None:
    mail = outgoing(published.workspace, "zhang@example.test", "minutes")
    receive(published.workspace.as_worker(), reply(mail, ANSWER))
    async with published.play(locale, size) as player:  # type: ignore[arg-type]  # a parameter of the test, zh or en
        await player.press("4", "enter")
        await player.see("the test server is late", "A1")
        lines = [line.rstrip(" │╮╯") for line in player.screen.splitlines()]
        assert [line for line in lines if line.endswith("·")] == []
