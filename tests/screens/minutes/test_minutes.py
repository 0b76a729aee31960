from datetime import date

import pytest
from textual.widgets import Input

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.mail.reply import Request
from collabtui.domain.meetings.meeting import Entry, Meeting
from collabtui.domain.people import Locale, Person
from collabtui.lifecycle.actions.edit_actions import postpone
from collabtui.lifecycle.live import run
from collabtui.lifecycle.live.unclear_lines import take_down
from collabtui.lifecycle.minutes import publish
from collabtui.screens.dialogs.form import Form
from support.player import Player, Stage


async def at_minutes(player: Player) -> None:
    await player.press("2", "enter")
    await player.see("D1 接口冻结日为3月4日")


async def test_the_key_for_the_next_gap_says_that_there_is_none(published: Stage) -> None:
    async with published.play("en", (100, 30)) as player:
        await player.press("2", "enter")
        await player.see("D1 接口冻结日为3月4日")
        await player.press("h")
        await player.see("No gaps")


async def test_what_was_said_and_not_cleared_up_stands_in_the_gap_and_in_the_form(recorded: Stage) -> None:
    take_down(recorded.acting, "M1", "a: fix the login @Zed due 31 Feb => log")
    async with recorded.play("en", (160, 48)) as player:
        await at_minutes(player)
        await player.see("fix the login", "owner ? Zed", "due ? 31 Feb")
        await player.press("enter")
        await player.see("Nobody here is called Zed")
        form = player.app.screen
        assert [form.query_one(f"#field-{name}", Input).value for name in ("owner", "due")] == ["Zed", "31 Feb"]


async def test_the_cursor_stands_in_the_first_hole_and_the_form_fills_it(recorded: Stage) -> None:
    run.capture(recorded.acting, "M1", "a: 还没有人和日期")
    async with recorded.play() as player:
        await at_minutes(player)
        await player.see("缺 3 处", "负责人 ?", "截止 ?", "交付物 ?")
        await player.press("enter")
        await player.see("A4 还没有人和日期")
        await player.type("张炜")
        await player.press("tab")
        await player.type("下周三")
        await player.press("tab")
        await player.type("方案")
        await player.press("enter")
        await player.see("没有叫 张炜 的人", "方案")
        await player.until(lambda: player.app.focused is not None and player.app.focused.id == "field-owner")
        await player.press("ctrl+a", "ctrl+k")
        await player.type("陈静")
        await player.press("enter")
        await player.see("✓ 完整")
    action = recorded.workspace.store.get(Action, "A4")
    assert (str(action.due), action.deliverable) == ("2026-03-11", "方案")


@pytest.mark.parametrize("size", [(80, 24), (100, 30)])
async def test_what_is_missing_is_seen_beside_a_long_title(recorded: Stage, size: tuple[int, int]) -> None:
    run.capture(recorded.acting, "M1", "行动：联系供应商确认备用方案和交货时间 @张伟 截止11月26日")
    async with recorded.play(size=size) as player:
        await at_minutes(player)
        await player.see("▲  A4", "交付物 ?", "11月26日")


async def test_what_is_missing_is_never_torn(recorded: Stage) -> None:
    run.capture(recorded.acting, "M1", "行动：与客服部确认响应话术 @陈静 截止3月6日")
    publish.publish(recorded.acting, "M1", allow_incomplete=True)
    postpone(recorded.acting, "A1", Request(ref="A1", ask="postpone", due=date(2026, 3, 20)))
    async with recorded.play() as player:
        await player.press("2", "enter")
        await player.see("▲  A4", "3月20日", "交付物 ?")


async def test_a_form_begins_in_the_gap_before_the_next_key(recorded: Stage) -> None:
    run.capture(recorded.acting, "M1", "a: 订会议室 @张伟 截止3月6日")
    async with recorded.play() as player:
        await at_minutes(player)
        await player.press("enter")
        await player.until(lambda: isinstance(player.app.screen, Form))
        assert player.app.focused is not None
        assert player.app.focused.id == "field-deliverable"


async def test_a_day_that_is_none_is_refused_beside_its_field(recorded: Stage) -> None:
    async with recorded.play("en") as player:
        await at_minutes(player)
        await player.press("down", "enter")
        await player.until(lambda: bool(player.app.screen.query("#field-due")))
        await player.press("tab", "tab", "ctrl+a", "ctrl+k")
        await player.type("soonish")
        await player.press("enter")
        await player.see("soonish is not a date")
        assert player.app.focused is not None
        assert player.app.focused.id == "field-due"


async def test_what_is_missing_is_said_before_they_go(recorded: Stage) -> None:
    run.capture(recorded.acting, "M1", "a: 还没有人 截止3月6日 交付:方案")
    async with recorded.play() as player:
        await at_minutes(player)
        await player.press("s")
        await player.see("A4 还没有人：没有负责人", "发给 5 人", "抄送")
        await player.press("s")
        await player.see("5 封中 5 封待发", "3 人中 0 人已答复")
    assert recorded.workspace.store.get(Meeting, "M1").state == "published"


async def test_what_is_missing_has_a_line_each_and_of_many_the_first_are_named(recorded: Stage) -> None:
    for title in ("租场地", "订票", "写文案"):
        run.capture(recorded.acting, "M1", f"a: {title} @陈静 截止3月6日")
    async with recorded.play(size=(100, 30)) as player:
        await at_minutes(player)
        await player.press("s")
        await player.see("A5 订票：没有交付物。请写明要交什么。", "另有 1 处没有写全")
        lines = player.screen.splitlines()
        assert sum("没有交付物" in line for line in lines) == 2


async def test_whose_address_no_mail_reaches_is_marked_before_they_go(recorded: Stage) -> None:
    with recorded.acting.transaction() as tx:
        tx.put(tx.get(Person, "P3").model_copy(update={"bounced_at": recorded.acting.now}))
    async with recorded.play(size=(100, 30)) as player:
        await at_minutes(player)
        await player.press("s")
        await player.see("发给 5 人", "✗ 邮件被退回")


async def test_attendance_that_nobody_took_is_named_and_taken_before_they_go(recorded: Stage) -> None:
    async with recorded.play(size=(100, 30)) as player:
        await at_minutes(player)
        await player.see("✓ 完整 · 出席没有记录")
        await player.press("s")
        await player.see("没有记录谁到场，纪要里会写“未记录”。")
        await player.press("escape", "f2")
        await player.see("谁到场了")
        invited = recorded.workspace.store.get(Meeting, "M1").participants
        assert player.app.screen.query_one("#attendance").size.height == len(invited)
        await player.press("p", "p", "a", "escape")
        await player.until(lambda: "出席没有记录" not in player.screen)
        await player.see("f2 出席")
        await player.press("s", "s")
        await player.see("封待发")
        assert "f2 出席" not in player.screen
    there = [one.attendance for one in recorded.workspace.store.get(Meeting, "M1").participants]
    assert there[:3] == ["present", "present", "absent"]


async def test_the_mail_of_each_can_be_read_and_is_not_sent_again(published: Stage) -> None:
    before = len(published.workspace.store.find(Outgoing, meeting="M1"))
    async with published.play() as player:
        await at_minutes(player)
        await player.press("tab", "down", "enter")
        await player.see("张伟 <zhang@example.test>", "你有 2 个行动项")
        await player.press("s", "escape")
        await player.see("完整")
    assert len(published.workspace.store.find(Outgoing, meeting="M1")) == before


async def test_the_same_minutes_again_are_refused(published: Stage) -> None:
    async with published.play() as player:
        await at_minutes(player)
        await player.press("s")
        await player.see("大家收到的已经是第 1")


async def test_a_follow_up_is_planned_with_the_open_questions(published: Stage) -> None:
    async with published.play() as player:
        await at_minutes(player)
        await player.press("f")
        await player.see("M2 新品上线协作会", "? 预算由谁出 ↻ Q1")
    assert published.workspace.store.get(Meeting, "M2").matter == published.workspace.store.get(Meeting, "M1").matter


async def test_an_end_by_mistake_is_taken_back(running: Stage) -> None:
    async with running.play() as player:
        await player.press("2", "enter")
        await player.see("1/2 开场")
        await player.press("f9", "y")
        await player.see("没有任何记录")
        await player.press("u")
        await player.see("1/2 开场")


async def test_a_decision_is_put_into_other_words_and_keeps_its_number(recorded: Stage) -> None:
    async with recorded.play("en") as player:
        await at_minutes(player)
        await player.press("home", "enter")
        await player.see("decision D1: change the words")
        await player.type("接口冻结日为3月5日")
        await player.press("enter")
        await player.see("D1 接口冻结日为3月5日")


async def test_the_lines_of_a_mail_are_whole_at_80_columns_and_a_risk_says_how_high_it_is(recorded: Stage) -> None:
    run.capture(recorded.acting, "M1", "r: 供应商延期 !high @张伟 应对:换供应商 范围:华东")
    async with recorded.play(size=(80, 50)) as player:
        await at_minutes(player)
        await player.see("R1 [高] 供应商延期  张伟  影响范围 华东 · 应对建议 换供应商", "须在 22 小时 50 分钟内发出")
        await player.press("v", "down")
        await player.see("对纪要没有意见请回“同意”，有错请写“更正 2：……”。3月5日（周四）前没有异议")


async def test_a_date_that_was_moved_since_stands_behind_the_one_that_was_agreed(published: Stage) -> None:
    from datetime import date

    from collabtui.domain.mail.reply import Request, Update
    from collabtui.lifecycle.actions.edit_actions import postpone, update_action

    postpone(published.acting, "A1", Request(ask="postpone", ref="A1", due=date(2026, 3, 20)))
    update_action(published.acting, "A2", Update(ref="A2", status="cancelled"))
    async with published.play() as player:
        await at_minutes(player)
        await player.see("3月6日→3月20日", "✗  A2", "3月13日 已取消")
        assert "有改动" not in player.screen


@pytest.mark.parametrize(("locale", "said"), [("zh", "不写进邮件"), ("en", "and not in the mail")])
async def test_notes_that_no_mail_has_say_so(recorded: Stage, locale: Locale, said: str) -> None:
    run.capture(recorded.acting, "M1", "先看看再说")
    async with recorded.play(locale, (100, 50)) as player:
        await at_minutes(player)
        await player.see(said, "先看看再说")


@pytest.mark.parametrize(
    ("locale", "joined"), [("zh", "2 行，各记一条。"), ("en", "2 lines, each an entry of its own.")]
)
async def test_two_pasted_lines_become_two_entries(recorded: Stage, locale: Locale, joined: str) -> None:
    before = len(recorded.workspace.store.find(Entry, meeting="M1"))
    async with recorded.play(locale, (100, 30)) as player:
        await at_minutes(player)
        await player.press("a")
        await player.type("决定：下周复盘\n会后大家又谈了供应商")
        await player.see(joined, "下周复盘 ⏎ 会后")
        await player.press("enter")
        await player.see("下周复盘")
    added = recorded.workspace.store.find(Entry, meeting="M1")[before:]
    assert [(one.kind, one.text) for one in added] == [("decision", "下周复盘"), ("note", "会后大家又谈了供应商")]
