"""Today names an invitation that somebody who takes part by now does not have, until it is sent."""

from collabtui.lifecycle.meetings import invite
from collabtui.lifecycle.people.person_leaves import leave
from support.player import Stage
from support.replies import send_all


async def test_it_stands_there_until_it_is_sent(planned: Stage) -> None:
    invite.invite(planned.acting, "M1")
    send_all(planned.workspace)
    leave(planned.acting, "P4", "P3")
    async with planned.play("zh") as player:
        await player.see("M1 新品上线协作会 的参会人有变，要重新发邀请：赵强还没有收到")
    invite.invite(planned.acting, "M1")
    async with planned.play("zh") as player:
        await player.see("今天")
        await player.settle()
        assert "要重新发邀请" not in player.screen


async def test_the_card_of_the_meeting_ticks_off_no_agenda_that_somebody_lacks(planned: Stage) -> None:
    invite.invite(planned.acting, "M1")
    send_all(planned.workspace)
    leave(planned.acting, "P4", "P3")
    async with planned.play("zh") as player:
        await player.see("● 议程还没有发给赵强")
        assert "不再参加，还没有通知" in player.screen
        assert "发出 ✓" not in player.screen
    async with planned.play("en") as player:
        await player.see("● agenda not sent to 赵强 yet")
    invite.invite(planned.acting, "M1")
    async with planned.play("en") as player:
        await player.see("agenda just sent ✓")
