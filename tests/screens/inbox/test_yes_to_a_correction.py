"""A yes in the inbox to a mail that only corrects minutes leads to where it is taken up; one that says more is carried
out there, and the correction waits."""

import pytest

from collabtui.domain.meetings.meeting import SignOff
from collabtui.domain.people import Locale
from collabtui.lifecycle.mail_in.receive import receive
from support.player import Stage
from support.replies import outgoing, reply


def arrive(stage: Stage, text: str) -> None:
    mail = outgoing(stage.workspace, "zhang@example.test", "minutes")
    receive(stage.workspace.as_worker(), reply(mail, text))


@pytest.mark.parametrize(
    ("locale", "text", "begins"),
    [
        ("zh", "更正 D1: 日期应为3月5日", "接口冻结日为3月5日"),
        ("en", "更正：接口冻结日是3月5日", "接口冻结日是3月5日"),
        ("en", "correction D1: should be 3月5日", "接口冻结日为3月5日"),
    ],
)
async def test_a_yes_and_another_one_open_its_form(published: Stage, locale: Locale, text: str, begins: str) -> None:
    arrive(published, text)
    async with published.play(locale, (100, 30)) as player:
        await player.press("4", "y")
        await player.see("D1", {"zh": "y 采纳  n 不采纳", "en": "y accept"}[locale])
        assert "✗ I1" not in player.screen
        await player.press("y")
        await player.see(begins)
        await player.press("enter")
        await player.until(
            lambda: (
                published.workspace.store.find(SignOff, meeting="M1", person="P2")[0].corrections[0].outcome
                == "accepted"
            )
        )


async def test_what_else_the_mail_asks_for_is_carried_out_in_the_inbox(published: Stage) -> None:
    arrive(published, "更正 D1: 日期应为3月5日\n1 延期到3月9日，因为供应商晚了")
    async with published.play("zh", (100, 30)) as player:
        await player.press("4")
        await player.see("→")
        await player.press("y")
        await player.until(lambda: "待处理" in player.screen and "供应商晚了" in player.screen)
        assert "发给" not in player.screen
