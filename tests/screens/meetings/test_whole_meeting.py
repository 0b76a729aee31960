"""A whole meeting by the keys, at 80 columns: planned, changed, invited, run, ended, its minutes sent."""

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.people import Locale
from support.player import Stage

AGENDA = {
    "zh": "---\ntitle: 周例会\nstart: 2026-03-02 14:00\nparticipants: [张伟, 陈静]\n---\n## 议程\n"
    "- 10m 开场\n- 20m 进展\n",
    "en": "---\ntitle: Weekly\nstart: 2026-03-02 14:00\nparticipants: [张伟, Bob Brown]\n---\n## Agenda\n"
    "- 10m Opening\n- 20m Progress\n",
}
LINES = {
    "zh": ("d: 先做接口", "a: 提供接口文档 @张伟 截止3月6日 交付:接口文档", "a: 谁来做 截止3月6日 交付:方案"),
    "en": ("d: API first", "a: Write the API @张伟 due 2026-03-06 => API", "a: Nobody's yet due 2026-03-06 => plan"),
}
SEEN = {
    "zh": {"sent": "4 封邮件待发", "missing": "缺 1 处", "owner": "负责人", "out": "5 封中 5 封待发"},
    "en": {"sent": "4 mails go out", "missing": "1 gap", "owner": "owner", "out": "4 of 4 mails queued"},
}


@pytest.mark.parametrize("locale", ["zh", "en"])
async def test_a_whole_meeting_by_the_keys(stage: Stage, locale: Locale) -> None:
    store, words = stage.workspace.store, SEEN[locale]
    async with stage.play(locale) as player:
        await player.press("n")
        await player.until(lambda: bool(player.app.screen.query("#pick")))
        await player.press("enter")
        await player.until(lambda: bool(player.app.screen.query("#field-title")))
        await player.type("x")
        await player.press("enter")
        await player.see("M1 x")
        await player.press("E")
        await player.until(lambda: bool(player.app.screen.query("#editor-text")))
        await player.press("f7")  # all of the text
        await player.type(AGENDA[locale])
        await player.press("ctrl+s")
        await player.see("14:10", "20 m" if locale == "en" else "20 分")

        await player.press("down", "plus")
        await player.until(lambda: store.get(Meeting, "M1").slots[1].minutes == 25)
        await player.press("i")
        await player.see("李明", "(s)")
        await player.press("s")
        await player.until(lambda: store.get(Meeting, "M1").state == "invited")

        stage.clock.set("2026-03-02T14:00+08:00")
        await player.press("s")
        await player.see("1/2", "10:00")
        for line in LINES[locale]:
            await player.type(line)
            await player.press("enter")
        await player.see("D1", "A1", "A2")
        await player.press("ctrl+n")
        await player.until(lambda: store.get(Meeting, "M1").running_slot == 1)
        stage.clock.set("2026-03-02T14:30+08:00")
        await player.press("ctrl+n")
        await player.see("(y)")
        await player.press("y")

        await player.see(words["missing"], f"{words['owner']} ?")
        await player.press("enter")
        await player.until(lambda: bool(player.app.screen.query("#field-owner")))
        await player.type("bob")
        await player.press("enter")
        await player.until(lambda: store.get(Action, "A2").owner is not None)
        await player.see("Bob Brown")
        await player.press("s")
        await player.see("张伟", "(s)")
        await player.press("s")
        await player.see(words["out"])
    kinds = [mail.kind for mail in store.find(Outgoing, meeting="M1")]
    assert kinds.count("invitation") == 3
    assert kinds.count("minutes") == len(kinds) - 3 >= 4
