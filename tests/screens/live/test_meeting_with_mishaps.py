"""A meeting from its first line to the last signature, with what goes wrong on the way: a line taken back, a crash, a
pause, a mail that comes back, a correction, an answer that comes late."""

import pytest

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.meetings.meeting import Decision, Entry, Meeting
from collabtui.domain.people import Locale, Person
from collabtui.lifecycle.due import silent_consent
from collabtui.lifecycle.mail_in.receive import receive
from support.bounces import bounce
from support.player import Player, Stage
from support.replies import outgoing, reply, send_all

SAID = {
    "zh": {
        "half": "d: 接口冻结日为3月4日", "rest": "，文档另议", "summary": "先做接口",
        "action": "a: 写文档 @张伟 截止3月6日 交付:文档",
        "paused": "已暂停", "agreed": "共识 先做接口", "went": "第 1 版：5 封中 5 封待发", "bounced": "邮件被退回",
        "waits": "1 条更正待处理", "next": "第 1 版之后有改动", "only": "新版只发给与改动有关的人",
        "signed": "默认同意",
        "late": "更正: 接口冻结日是3月6日",
    },
    "en": {
        "half": "d: The interface freezes on 4 March", "rest": ", the text later", "summary": "API first",
        "action": "a: Write it down @张伟 due 2026-03-06 => text", "paused": "paused", "agreed": "consensus API first",
        "went": "version 1: 5 of 5 mails queued", "bounced": "bounced", "waits": "1 correction waiting",
        "next": "changed since version 1",
        "only": "the new version goes only to those it concerns", "signed": "agreed by silence",
        "late": "correction: The interface freezes on 6 March, the text later",
    },
}  # fmt: skip
CORRECTION = {
    "zh": "更正: 接口冻结日为3月5日，文档另议",
    "en": "correction: The interface freezes on 5 March, the text later",
}


async def say(player: Player, line: str, seen: str) -> None:
    await player.type(line)
    await player.press("enter")
    await player.see(seen)


@pytest.mark.parametrize("locale", ["zh", "en"])
async def test_a_meeting_with_mishaps_ends_signed(planned: Stage, locale: Locale) -> None:
    words, store = SAID[locale], planned.workspace.store
    await _held(planned, locale, words)
    first = store.find(Entry, meeting="M1", undone=False)[0]
    assert first.text.endswith(words["rest"])

    async with planned.play(locale) as player:
        await player.press("2", "enter")
        await player.see("D2")
        await player.press("s")
        await player.see("张伟", "(s)")
        await player.press("s")
        await player.see(words["went"])
        send_all(planned.workspace)
        await _a_mail_comes_back(planned, player, words)
        await _a_correction_is_taken_up(planned, player, locale, words)
        await _silence_is_consent(planned, player, words)
        # an answer to version 1 that comes when all is over waits for a person and changes nothing
        mails = store.find(Outgoing, to="chen@example.test")
        old = next(mail for mail in mails if mail.minutes_version == 1)
        receive(planned.workspace.as_worker(), reply(old, words["late"], date="Tue, 10 Mar 2026 10:00:00 +0800"))
        await player.see(words["waits"])
    assert "6" not in store.get(Decision, "D2").text


async def _held(stage: Stage, locale: Locale, words: dict[str, str]) -> None:
    """Begun, broken off in the middle of a line, gone on with, ended."""
    stage.clock.set("2026-03-02T14:00+08:00")
    async with stage.play(locale) as player:
        await player.press("2", "enter")
        await player.see("M1 新品上线协作会")
        await player.press("s")
        await player.see("1/2 开场")
        await say(player, "d: wrong", "D1 wrong")
        await player.press("ctrl+z")
        await player.until(lambda: "D1" not in player.screen)
        await player.type(words["half"])
        await player.until(lambda: any(stage.home.drafts.glob("*live-M1.txt")))
    stage.clock.set("2026-03-02T14:05+08:00")
    async with stage.play(locale) as player:
        await player.press("2", "enter")
        await player.see("1/2 开场", words["half"])
        await say(player, words["rest"], "D2")
        await player.press("f4")
        await player.see(words["paused"])
        await player.press("f4", "ctrl+o")
        await player.until(lambda: bool(player.app.screen.query("#field-summary")))
        await say(player, words["summary"], words["agreed"])
        await player.press("ctrl+n")
        await player.see("2/2 核心问题")
        await say(player, words["action"], "A1")
        stage.clock.set("2026-03-02T14:45+08:00")
        await player.press("f9", "y")
        await player.until(lambda: stage.workspace.store.get(Meeting, "M1").state == "recorded")


async def _a_mail_comes_back(stage: Stage, player: Player, words: dict[str, str]) -> None:
    mail = outgoing(stage.workspace, "zhang@example.test", "minutes")
    receive(stage.workspace.as_worker(), bounce(mail.message_id, subject=mail.subject))
    await player.see("✗  张伟", words["bounced"])
    zhang = stage.workspace.store.find(Person, email="zhang@example.test")[0]
    assert zhang.bounced_at is not None


async def _a_correction_is_taken_up(stage: Stage, player: Player, locale: Locale, words: dict[str, str]) -> None:
    """His address works again, as his answer shows; he wants another day."""
    mail = outgoing(stage.workspace, "zhang@example.test", "minutes")
    receive(stage.workspace.as_worker(), reply(mail, CORRECTION[locale]))
    await player.see(words["waits"])
    await player.press("tab", "down", "down", "y")
    await player.until(lambda: bool(player.app.screen.query("#field-text")))
    await player.press("enter")
    await player.see(words["next"])
    assert "5" in stage.workspace.store.get(Decision, "D2").text
    await player.press("s")
    await player.see(words["only"])
    await player.press("s")
    await player.until(lambda: stage.workspace.store.get(Meeting, "M1").minutes_version == 2)
    send_all(stage.workspace)


async def _silence_is_consent(stage: Stage, player: Player, words: dict[str, str]) -> None:
    stage.clock.set("2026-03-09T09:00+08:00")
    silent_consent.apply_silent_consent(stage.workspace.as_worker())
    await player.until(lambda: stage.workspace.store.get(Meeting, "M1").state == "signed")
    await player.see(words["signed"])
