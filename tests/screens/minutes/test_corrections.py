"""A correction of minutes is named on Today and in the Inbox, and both lead to where it is decided."""

import pytest

from collabtui.domain.mail.mail_records import Incoming
from collabtui.domain.meetings.meeting import Decision, SignOff
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.minutes.publish import publish
from collabtui.widgets.rows import Rows
from support.player import Stage
from support.replies import outgoing, reply, send_all


def corrected(stage: Stage, text: str, of: str = "zhang@example.test") -> Incoming:
    send_all(stage.workspace)
    mail = receive(stage.workspace.as_worker(), reply(outgoing(stage.workspace, of, "minutes"), text))
    assert mail is not None
    return mail


async def test_a_correction_is_named_on_today_and_enter_leads_to_it(published: Stage) -> None:
    corrected(published, "更正: 接口冻结日是3月5日")
    async with published.play() as player:
        await player.see("● 张伟更正 M1 纪要：接口冻结日是3月5日")
        assert player.screen.count("接口冻结日是3月5日") == 1, "not as a reply as well"
        assert "还有" not in player.screen.partition("签字")[0]
        await player.press("enter")
        await player.see("D1 接口冻结日为3月4日", "● 1 条更正待处理")
        await player.press("y")
        await player.see("张伟的更正：接口冻结日是3月5日")
        await player.press("enter")
        await player.see("已采纳", "第 1 版之后有改动")
        await player.press("escape", "1")
        await player.see("● M1：第 1 版之后采纳了 1 条更正，新版还没有发出")
        assert "张伟更正" not in player.screen


async def test_taking_it_up_is_undone_and_it_waits_again(published: Stage) -> None:
    corrected(published, "更正: 接口冻结日是3月5日")
    async with published.play("en") as player:
        await player.see("张伟 corrects M1: 接口冻结日是3月5日")
        await player.press("enter")
        await player.see("y accept  n decline")
        await player.press("y")
        await player.see("张伟 asks for a correction")
        await player.press("enter")
        await player.see("changed since version 1")
        await player.press("u")
        await player.see("y accept  n decline")
        await player.press("u")
        await player.see("● 1 correction waiting")
        await player.press("escape", "1")
        await player.see("张伟 corrects M1")
    assert published.workspace.store.get(Decision, "D1").text == "接口冻结日为3月4日"


async def test_what_else_a_mail_asks_for_waits_in_the_inbox(published: Stage) -> None:
    corrected(published, "2 延期到3月18日，因为测试环境晚到\n更正: 接口冻结日是3月5日")
    async with published.play("zh", (160, 48)) as player:
        await player.see("● 张伟更正 M1 纪要：接口冻结日是3月5日", "● 张伟：A2 3月13日 → 3月18日")
        await player.press("4")
        await player.see("c 到 M1 的纪要里决定", "y 采纳")
        await player.press("y")
        await player.see("I1 已采纳")
        await player.press("1")
        await player.see("● 张伟更正 M1 纪要")
        assert "A2 3月13日 →" not in player.screen


async def test_the_fourth_correction_is_counted_and_the_mails_of_none_are_counted_as_replies(published: Stage) -> None:
    for address, text in (("zhang@example.test", "一"), ("chen@example.test", "二")):
        corrected(published, f"更正: 决定{text}甲\n更正: 决定{text}乙", of=address)
    corrected(published, "1 还没想好，怎么办？", of="zhang@example.test")
    async with published.play("en", (120, 30)) as player:
        await player.see("1 more correction of minutes")
        assert "more repl" not in player.screen
        names = [line for line in player.screen.splitlines() if "corrects M1" in line]
        assert len(names) == 3


async def test_once_everybody_else_has_signed_a_correction_is_late(published: Stage) -> None:
    corrected(published, "更正: 接口冻结日是3月5日")
    published.clock.set("2026-03-06T16:00+08:00")
    async with published.play() as player:
        await player.see("▲ 张伟更正 M1 纪要")


async def test_the_inbox_leads_to_it_with_one_key_and_with_a_yes(published: Stage) -> None:
    corrected(published, "更正: 接口冻结日是3月5日")
    async with published.play("en", (160, 48)) as player:
        await player.press("4")
        await player.see("c opens the minutes of M1 to decide it")
        assert "y applies it" not in player.screen
        await player.press("c")
        await player.see("● 1 correction waiting")
        await player.press("4", "enter", "enter")  # on its text Enter does the same
        await player.see("● 1 correction waiting")
        await player.press("4", "y")
        await player.see("● 1 correction waiting")
        await player.press("n")
        await player.see("Decline the correction by 张伟")
        await player.press("enter")
        await player.until(lambda: published.workspace.store.find(SignOff, meeting="M1", state="corrected") == [])
        await player.press("4")
        await player.see("I1 refused", "─ result ─", "✗ asks for a correction: 接口冻结日是3月5日")
        await player.press("enter")  # it is settled: back to the list
        assert isinstance(player.app.screen.focused, Rows)
        assert "applies it" not in player.screen
        await player.press("2", "enter")
        await player.see("D1 接口冻结日为3月4日")
        await player.press("u")
        await player.see("● 1 correction waiting")
        await player.press("4")
        await player.see("c opens the minutes of M1 to decide it")


async def test_a_correction_of_a_version_before_is_found_too(published: Stage) -> None:
    corrected(published, "更正: 接口冻结日是3月5日")
    from collabtui.lifecycle.live import edit_entry

    edit_entry.reword(published.acting, "Q1", "预算由哪个部门出")
    publish(published.acting, "M1")
    async with published.play() as player:
        await player.see("● 张伟更正 M1 纪要")
        await player.press("enter")
        await player.see("● 1 条更正待处理", "v1✗ v2·")


async def test_a_correction_of_a_day_opens_the_decision_with_that_day(published: Stage) -> None:
    corrected(published, "更正: 决定里的日期应该是3月6日，不是3月4日")
    async with published.play() as player:
        await player.see("● 张伟更正 M1 纪要")
        await player.press("enter")
        await player.see("● 1 条更正待处理")
        await player.press("y")
        await player.see("接口冻结日为3月6日")
        await player.press("enter")
        await player.see("已采纳", "第 1 版之后有改动", "D1 接口冻结日为3月6日")


async def test_after_one_is_decided_the_next_one_has_the_keys(published: Stage) -> None:
    corrected(published, "更正: 接口冻结日是3月5日")
    corrected(published, "更正: 合同由法务部审", of="chen@example.test")
    async with published.play("en", (120, 40)) as player:
        await player.press("2", "end", "enter")
        await player.see("2 corrections waiting")
        for left in ("1 correction waiting", "version 1"):
            await player.press("n", "enter")
            await player.see(left)
    answers = published.workspace.store.find(SignOff)
    assert [one.outcome for answer in answers for one in answer.corrections] == ["refused", "refused"]


@pytest.mark.parametrize("width", [80, 100, 160])
async def test_a_correction_is_read_whole_beside_what_the_keys_do_with_it(published: Stage, width: int) -> None:
    corrected(published, "更正 A2：负责人应为赵强，截止日期也不对")
    async with published.play("en", (width, 30)) as player:
        await player.press("2", "end", "enter")
        await player.see("y accept  n decline")
        shown = "".join(cell.strip() for line in player.screen.splitlines() for cell in line.split("│")[-2:-1])
        assert "负责人应为赵强，截止日期也不对" in shown.replace("y accept  n decline", "")
