"""What a yes makes is seen before it, with who is told; an undo names whose mails are kept back."""

import pytest

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.people import Locale
from collabtui.lifecycle.mail_in.receive import receive
from support.player import Stage
from support.replies import outgoing, reply


def arrive(stage: Stage, text: str, to: str = "zhang@example.test") -> None:
    assert receive(stage.workspace.as_worker(), reply(outgoing(stage.workspace, to, "minutes"), text))


@pytest.mark.parametrize(
    ("locale", "shown", "taken_back", "held"),
    [
        ("en", ("y would apply this:", "✓ A1 action: ", "@陈静", "✉ a mail to 陈静"), "I1: taken back", "陈静"),
        ("zh", ("按 y 采纳后会成为：", "✓ A1 行动项", "@陈静", "✉ 邮件告知陈静"), "I1：已撤销", "陈静"),
    ],
)
async def test_what_a_yes_makes_and_whose_mails_an_undo_keeps_back(
    published: Stage, locale: Locale, shown: tuple[str, ...], taken_back: str, held: str
) -> None:
    published.clock.set("2026-03-02T17:30+08:00")
    arrive(published, "1 不归我，转给陈静")
    before = len(published.workspace.store.find(Outgoing))
    async with published.play(locale, (160, 40)) as player:
        await player.press("4")
        await player.see(*shown)
        assert len(published.workspace.store.find(Outgoing)) == before
        await player.press("y")
        await player.until(lambda: len(published.workspace.store.find(Outgoing)) > before)
        await player.press("u")
        await player.see("not sent" if locale == "en" else "不再发出", held)


async def test_a_date_that_is_moved_is_said_once(published: Stage) -> None:
    published.clock.set("2026-03-02T17:30+08:00")
    arrive(published, "2 延期到3月18日，因为测试环境晚到。")
    async with published.play("en", (160, 40)) as player:
        await player.press("4")
        await player.see("due Fri 13 Mar → Wed 18 Mar")
        assert "A yes (y) makes" not in player.screen
