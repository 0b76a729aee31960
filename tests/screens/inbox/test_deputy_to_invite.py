"""A yes to somebody who sends another in his place says what is left to do."""

from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.meetings import invite
from support.player import Stage
from support.replies import outgoing, reply


async def test_who_comes_instead_is_still_to_be_invited(planned: Stage) -> None:
    invite.invite(planned.acting, "M1")
    asked = outgoing(planned.workspace, "chen@example.test", "invitation")
    said = reply(asked, "不参加，由赵强代我参加", date="Fri, 27 Feb 2026 12:00:00 +0800")
    receive(planned.workspace.as_worker(), said)
    async with planned.play("zh") as player:
        await player.press("4")
        await player.see("不参加")
        await player.press("y")
        await player.see("赵强代为参加 M1", "按 i 发送")
