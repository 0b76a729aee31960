"""What is put aside is gone from Today and Inbox until its day; it is listed, brought back, and undone."""

from datetime import date
from pathlib import Path

import pytest

from collabtui.domain.meetings.draft import ActionDraft
from collabtui.domain.people import Locale
from collabtui.lifecycle.actions.edit_actions import add_action
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.session.draft_files import DraftFiles
from collabtui.session.put_aside import Aside, PutAside
from support.player import Stage
from support.replies import outgoing, reply


@pytest.fixture
def waiting(published: Stage) -> Stage:
    """I1 of 张伟 asks for more time, I2 of 陈静 is not understood. 2026-03-02 17:30."""
    published.clock.set("2026-03-02T17:30+08:00")
    for to, text in (("zhang@example.test", "2 延期到3月18日，因为测试环境晚到。"), ("chen@example.test", "OK 我看看")):
        mail = outgoing(published.workspace, to, "minutes")
        assert receive(published.workspace.as_worker(), reply(mail, text))
    return published


@pytest.mark.parametrize(
    ("locale", "typed", "done", "count", "back"),
    [
        ("en", "friday", "Put aside until Fri 6 Mar: I", "1 put aside (Z)", "Here again: I"),
        ("zh", "周五", "到3月6日（周五）再看：I", "稍后 1（Z）", "已取回：I"),
    ],
)
async def test_a_mail_is_put_aside_seen_on_its_day_and_brought_back(
    waiting: Stage, locale: Locale, typed: str, done: str, count: str, back: str
) -> None:
    async with waiting.play(locale, (120, 30)) as player:
        await player.press("4")
        await player.see("2 to review" if locale == "en" else "待处理 2")
        await player.press("z")
        await player.type(typed)
        await player.press("enter")
        await player.see(done, count)
        await player.press("1")
        await player.see(count)
        await player.press("Z")
        await player.see("3月6日（周五）" if locale == "zh" else "Fri 6 Mar")
        await player.press("enter")
        await player.see(back)
        await player.until(lambda: count not in player.screen)
        await player.press("4", "z", "enter")  # until tomorrow, as offered
        await player.see(count)
    waiting.clock.set("2026-03-03T09:00+08:00")
    async with waiting.play(locale, (120, 30)) as player:
        await player.press("4")
        await player.see("2 to review" if locale == "en" else "待处理 2")
        assert count not in player.screen


async def test_u_brings_back_what_was_put_aside_last_and_then_means_the_change_before(waiting: Stage) -> None:
    add_action(waiting.acting, ActionDraft(title="Book the venue", owner="Bob", due=date(2026, 3, 2)))
    async with waiting.play("en", (120, 30)) as player:
        await player.press("tab")
        await player.see("Book the venue")
        await player.press("z", "enter")
        await player.see("Put aside until Tue 3 Mar: A4 Book the venue", "1 put aside (Z)")
        await player.until(lambda: "A4 Book the venue  " not in player.screen.partition("Due")[2])
        await player.press("u")
        await player.see("Here again: A4 Book the venue")
        await player.press("u")
        await player.see("Taken back: A4 Book the venue")


async def test_only_a_later_day_will_do(waiting: Stage) -> None:
    async with waiting.play("en", (40, 15)) as player:
        await player.press("4", "z")
        await player.type("today")
        await player.press("enter")
        await player.see("Give a day after")
        await player.press("escape", "escape", "Z")
        await player.see("Nothing is put aside")


def test_another_terminal_writes_and_what_is_no_list_is_none(tmp_path: Path) -> None:
    first, second = DraftFiles(tmp_path), DraftFiles(tmp_path)
    here, there = PutAside(first), PutAside(second)
    today = date(2026, 3, 2)
    assert here.all(today) == {}
    there.put(Aside("inbox:I1", date(2026, 3, 6), "a mail"), today, 1)
    second.close()
    assert set(here.all(today)) == {"inbox:I1"}
    assert here.mails(today) == {"I1"}
    assert here.all(date(2026, 3, 6)) == {}
    assert there.taken_back(today, 2) is None
    first.keep("aside", "{broken")
    assert here.all(today) == {}
    first.close()
