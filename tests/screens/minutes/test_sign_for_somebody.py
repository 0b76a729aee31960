"""Who is away, or said it aloud, is signed for where his answer is waited for."""

from datetime import date

from collabtui.domain.meetings.meeting import SignOff
from collabtui.lifecycle.people.edit_absence import set_away
from collabtui.screens.minutes.signers import Signers
from support.player import Player, Stage
from support.replies import send_all

CHEN = "P4"


async def at_chen(player: Player) -> Signers:
    """On the row of the minutes that says what he answered."""
    await player.press("2", "enter")
    await player.see("D1 接口冻结日为3月4日")
    signers = player.app.screen.query_one(Signers)
    signers.focus()
    signers.point_at(CHEN)
    return signers


async def test_the_minutes_are_signed_for_somebody_who_is_away(published: Stage) -> None:
    send_all(published.workspace)
    set_away(published.acting, CHEN, date(2026, 3, 2), date(2026, 6, 30))
    async with published.play() as player:
        signers = await at_chen(player)
        await player.see("y 代记同意", "外出至6月30日")
        await player.press("y")
        await player.see("代陈静记下对 M1 纪要的同意")
        await player.press("enter")
        await player.see("请写明依据")
        await player.type("代理人张伟电话同意")
        await player.press("enter")
        await player.see("M1：已代陈静记下同意")
        (answer,) = published.workspace.store.find(SignOff, person=CHEN)
        assert (answer.state, answer.text) == ("agreed", "代理人张伟电话同意")
        await player.until(lambda: signers.unanswered is None)
        await player.see("✓  陈静", "同意（代记）")


async def test_who_is_here_and_said_it_aloud_is_signed_for(published: Stage) -> None:
    send_all(published.workspace)
    async with published.play() as player:
        signers = await at_chen(player)
        await player.see("y 代记同意")
        await player.press("y")
        await player.see("代陈静记下对 M1 纪要的同意")
        await player.type("周二当面同意")
        await player.press("enter")
        await player.see("M1：已代陈静记下同意", "同意（代记）")
        await player.until(lambda: signers.unanswered is None)
        assert "代记同意" not in player.screen, "who has answered is not signed for"
