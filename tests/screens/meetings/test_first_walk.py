"""A facilitator's first meeting by the keys, with all that a real one has, from planning it to granting an answer: how
many keys it takes."""

import pytest
from textual import events

from collabtui.domain.action import Action
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.people import Locale
from collabtui.lifecycle.mail_in.receive import receive
from support.player import CountedKeys, Stage
from support.replies import outgoing, reply

MOST_KEYS = 28
"""Besides text. Every Enter counts, the one that ends a line of the minutes, too."""
FORM = {
    "zh": ("预算评审", "现在", "张伟, 陈静, bob", "3号会议室"),
    "en": ("Budget review", "now", "张伟, 陈静, bob", "Room 3"),
}
ITEM = {"zh": "15m 预算 @张伟", "en": "15m Budget @张伟"}
LINES = {
    "zh": ("d: 先做接口", "a: 提供接口文档 @张伟 截止3月6日 交付:接口文档", "r: 供应商可能晚到 @bob",
           "a: 订零件 截止3月6日 交付:订单"),
    "en": ("d: API first", "a: Write the API @张伟 due 2026-03-06 => API", "r: The supplier may slip @bob",
           "a: Order parts due 2026-03-06 => order"),
}  # fmt: skip
ANSWER = {
    "zh": "1 申请延期到3月18日，因为测试环境晚到。",
    "en": "1: please move it to 18 March, the test server is late.",
}


@pytest.mark.parametrize("locale", ["zh", "en"])
async def test_from_a_plan_to_minutes_answered_takes_28_keys(stage: Stage, locale: Locale) -> None:
    async with stage.play(locale) as player:
        keys = CountedKeys(player)
        await plan_and_invite(keys, locale)
        await hold(keys, stage, locale)
        await keys.press("s", "s")
        await player.until(lambda: stage.workspace.store.get(Meeting, "M1").state == "published")
        mail = outgoing(stage.workspace, "zhang@example.test", "minutes")
        receive(stage.workspace.as_worker(), reply(mail, ANSWER[locale]))
        await player.see("●1")
        await keys.press("4", "y")
        await player.until(lambda: str(stage.workspace.store.get(Action, "A1").due) == "2026-03-18")
    assert len(keys.pressed) <= MOST_KEYS, f"{len(keys.pressed)} keys: {' '.join(keys.pressed)}"


async def lines(keys: CountedKeys, *texts: str) -> None:
    """Each with its Enter, which counts."""
    for text in texts:
        await keys.player.type(text)
        await keys.press("enter")


async def plan_and_invite(keys: CountedKeys, locale: Locale) -> None:
    """From the first page: what it is about, when, with whom, where, and an item of one's own."""
    player = keys.player
    await keys.press("n")
    await player.until(lambda: bool(player.app.screen.query("#pick")))
    await keys.press("enter")
    await player.until(lambda: bool(player.app.screen.query("#field-title")))
    for place, text in enumerate(FORM[locale]):
        if place:
            await keys.press("tab")
        await player.type(text)
    await keys.press("enter")
    await player.see("M1", FORM[locale][0])
    await keys.press("a")
    await lines(keys, ITEM[locale])
    await keys.press("escape", "i")
    await player.see("(s)", "李明")
    await keys.press("s", "s")
    await player.see("1/7")


async def hold(keys: CountedKeys, stage: Stage, locale: Locale) -> None:
    """Notes, who is present, whose the action without an owner is, and the end."""
    player, store = keys.player, stage.workspace.store
    await lines(keys, *LINES[locale])
    await player.see("A2")
    await keys.press("f2", "P", "escape")
    await player.until(lambda: {one.attendance for one in store.get(Meeting, "M1").participants} == {"present"})
    await keys.press("f5")
    await player.see("1 ", "A2")
    await keys.press("2")
    await player.until(lambda: store.get(Action, "A2").owner is not None)
    await keys.press("ctrl+n", "f9")
    await player.see("(y)")
    await keys.press("y")
    await player.see("D1", "R1")


async def test_who_is_marked_or_declined_is_left_alone_by_the_key_for_the_rest(running: Stage) -> None:
    acting, store = running.acting, running.workspace.store
    with acting.transaction() as tx:
        meeting = tx.get(Meeting, "M1")
        first, second, *rest = meeting.participants
        changed = (
            first.model_copy(update={"attendance": "late"}),
            second.model_copy(update={"partstat": "declined"}),
            *rest,
        )
        tx.put(meeting.model_copy(update={"participants": changed}))
    async with running.play("en") as player:
        await player.press("2", "enter", "f2")
        await player.see("Who is present", "P everybody else")
        player.app.post_message(events.Key("P", "P"))
        present = ["present"] * len(rest)
        await player.until(
            lambda: [one.attendance for one in store.get(Meeting, "M1").participants] == ["late", "unknown", *present]
        )
