"""Who is away for too long to agree by silence is signed for where his answer is waited for."""

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
        await player.see("y 代为确认", "外出至6月30日")
        await player.press("y")
        await player.see("代陈静确认 M1 的纪要")
        await player.press("enter")
        await player.see("请写明为什么可以代为确认")
        await player.type("代理人张伟电话同意")
        await player.press("enter")
        await player.see("M1：已代陈静确认纪要")
        (answer,) = published.workspace.store.find(SignOff, person=CHEN)
        assert (answer.state, answer.text) == ("agreed", "代理人张伟电话同意")
        await player.until(lambda: signers.absent is None)
        await player.see("✓  陈静")


async def test_nobody_who_is_here_is_signed_for(published: Stage) -> None:
    send_all(published.workspace)
    async with published.play() as player:
        signers = await at_chen(player)
        await player.settle()
        assert "代为确认" not in player.screen
        await player.press("y")
        assert player.app.screen is signers.screen, "no form was opened"
