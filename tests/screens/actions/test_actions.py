"""The list of actions: filtered as one types, one key a deed, and what happened to each."""

from datetime import date

import pytest

from collabtui.domain.action import Action
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.domain.people import Person
from collabtui.domain.place import Place
from collabtui.lifecycle.actions.edit_actions import add_action
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.people.edit_absence import set_away
from collabtui.screens.actions.page import Actions
from collabtui.widgets.rows import Rows
from support.player import Player, Stage
from support.replies import outgoing, reply


@pytest.fixture
def several(published: Stage) -> Stage:
    """A1 and A2 are 张伟's, A3 is Bob's; A4 is late, A5 nobody's. 2026-03-02 16:00."""
    add_action(published.acting, ActionDraft(title="修复登录缺陷", owner="张伟", due=date(2026, 2, 27)), "新品上线")
    add_action(published.acting, ActionDraft(title="Book [b]the venue[/b]", depends_on=("A2",)))
    return published


def action(stage: Stage, ref: str) -> Action:
    return stage.workspace.store.get(Action, ref)


def refs(player: Player) -> list[str]:
    """Of the listed actions, from top to bottom."""
    words = (line.replace("▐", " ").split() for line in player.screen.splitlines() if line.startswith("│"))
    return [word for line in words for word in line[:4] if word[:1] == "A" and word[1:].isdigit()]


async def listed(player: Player, *wanted: str) -> None:
    await player.until(lambda: refs(player) == list(wanted), lambda: f"{wanted}, not {refs(player)}")


async def test_open_actions_are_listed_by_due_date_each_with_its_mark(several: Stage) -> None:
    async with several.play("zh") as player:
        await player.press("3")
        await listed(player, "A4", "A1", "A3", "A2", "A5")
        lines = player.screen.splitlines()
        late = next(line for line in lines if "A4" in line)
        assert "▲" in late
        assert "已逾期 3 天" in late
        assert any("Book [b]the venue[/b]" in line and "?" in line for line in lines)
        await player.press("o")
        await player.see("按负责人")


async def test_the_filter_narrows_the_list_while_one_types_and_esc_clears_it(several: Stage) -> None:
    async with several.play("en") as player:
        await player.press("3")
        await player.see("5 open")
        await player.press("slash")
        await player.type("owner:张伟")
        await listed(player, "A4", "A1", "A2")
        await player.type(" due<friday")
        await listed(player, "A4")
        await player.type(" status:ready")
        await player.see("ready is not a status")
        await player.press("escape")
        await player.see("5 open")
        await player.press("slash")
        await player.type("接口")
        await listed(player, "A1")
        await player.press("enter", "d")
        await player.see("No match")
        assert action(several, "A1").status == "done"


async def test_a_field_that_is_half_typed_leaves_the_list_as_it_is_and_enter_looks_for_the_word(
    several: Stage,
) -> None:
    async with several.play("en") as player:
        await player.press("3")
        await player.see("5 open")
        await player.press("slash")
        for letter in "owner":
            await player.press(letter)
            assert "No match" not in player.screen
            assert "5 open" in player.screen
        await player.see("owner:", "⏎ the word “owner”")
        await player.type(":张伟")
        await listed(player, "A4", "A1", "A2")
        for typed in (" d", "u", "e"):
            await player.type(typed)
            await listed(player, "A4", "A1", "A2")
        await player.type("<friday")
        await listed(player, "A4")
        await player.press("escape")
        await player.press("slash")
        await player.type("statu")
        await player.see("5 open")
        await player.press("enter")
        await player.see("No match")
        await player.press("slash")
        await player.type("stat")
        await player.see("5 open", "⏎ the word “stat”")
        await player.press("tab")
        await player.type("blocked")
        await player.see("status:blocked")


async def test_a_half_typed_word_is_looked_for_once_the_line_is_left_in_any_way(several: Stage) -> None:
    async with several.play("zh") as player:
        await player.press("3")
        await player.press("slash")
        await player.type("会议")
        assert "没有符合" not in player.screen
        player.app.screen.query_one("#actions").focus()
        await player.until(lambda: "会议" in player.screen)
        await player.see("找到 0")


async def test_marked_actions_are_done_in_one_deed_that_one_key_takes_back(several: Stage) -> None:
    async with several.play("en") as player:
        await player.press("3")
        await listed(player, "A4", "A1", "A3", "A2", "A5")
        await player.press("space", "space", "d")
        await player.see("Done: A4, A1", "3 open")
        assert [action(several, ref).percent for ref in ("A4", "A1", "A3")] == [100, 100, 0]
        await player.press("u")
        await player.see("5 open")
        assert action(several, "A4").status == "not-started"


async def test_an_action_is_put_off_in_words_and_the_form_says_how_it_reads_them(several: Stage) -> None:
    async with several.play("zh") as player:
        await player.press("3")
        await listed(player, "A4", "A1", "A3", "A2", "A5")
        await player.press("down", "t")
        await player.see("A1 提供接口文档 的新截止日期")
        await player.type("下周三")
        await player.see("3月11日（周三）")
        await player.press("tab")
        await player.type("供应商晚了")
        await player.press("enter")
        await player.see("发给 1 人")
        await player.press("s")
        await player.see("↷")
        moved = action(several, "A1")
        assert (moved.due, moved.original_due, moved.slips) == (date(2026, 3, 11), date(2026, 3, 6), 1)
        assert moved.reason == "供应商晚了"
        await player.press("t")
        await player.see("的新截止日期")
        await player.type("很快")
        await player.press("enter")
        await player.see("很快 不是日期")
        await player.press("ctrl+a", "ctrl+k")
        await player.type("2月1日")
        await player.see("2月1日 已经过去")


async def test_percent_and_what_blocks_are_asked_for(several: Stage) -> None:
    async with several.play("en") as player:
        await player.press("3")
        await listed(player, "A4", "A1", "A3", "A2", "A5")
        await player.press("p")
        await player.see("How much of A4")
        await player.press("end", "backspace")
        await player.type("140")
        await player.press("enter")
        await player.see("140 is not a percentage")
        await player.press("backspace", "backspace", "backspace", "6", "0", "enter")
        await player.see(" 60%")
        await player.press("b")
        await player.see("What blocks A4")
        await player.press("enter")
        await player.see("Say what blocks it.")
        await player.type("no test environment")
        await player.press("enter")
        await player.until(lambda: action(several, "A4").status == "blocked")
    blocked = action(several, "A4")
    assert (blocked.percent, blocked.reason) == (60, "no test environment")


async def test_cancelling_shows_first_who_hears_of_it(published: Stage) -> None:
    async with published.play("zh") as player:
        await player.press("3", "home", "x")
        await player.see("取消 A1 提供接口文档", "张伟", "发给 1 人")
        await player.press("escape")
        assert action(published, "A1").status == "not-started"
        await player.press("x", "s")
        await player.until(lambda: action(published, "A1").status == "cancelled")


async def test_cancelling_asks_first(several: Stage) -> None:
    async with several.play("en") as player:
        await player.press("3")
        await listed(player, "A4", "A1", "A3", "A2", "A5")
        await player.press("x")
        await player.see("Cancel A4 修复登录缺陷?", "Send to 1")
        await player.press("escape")
        await player.press("x")
        await player.see("Cancel A4 修复登录缺陷?")
        await player.press("s")
        await player.see("4 open")
        assert action(several, "A4").status == "cancelled"


async def test_a_new_action_completes_names_and_reads_dates(several: Stage) -> None:
    async with several.play("en") as player:
        await player.press("3")
        await player.see("5 open")
        await player.press("n")
        await player.see("New action")
        await player.type("Check the licences")
        await player.press("tab", "B", "o")
        await player.until(lambda: any("Owner" in line and "Bob" in line for line in player.screen.splitlines()))
        await player.press("tab", "tab")
        await player.type("friday")
        await player.see("Bob Brown 法务部", "Fri 6 Mar")
        await player.press("enter")
        await player.see("Check the licences: who is told", "Bob Brown", "Send to")
        await player.press("escape")
        await player.see("New action", "Check the licences")
        assert "A6" not in [one.ref for one in several.workspace.store.find(Action)]
        await player.press("enter")
        await player.see("Send to")
        await player.press("s")
        await player.see("6 open")
        made = action(several, "A6")
        assert (made.title, made.owner, made.due) == ("Check the licences", "P5", date(2026, 3, 6))


async def test_the_edit_form_names_who_is_nobody_and_keeps_what_was_typed(several: Stage) -> None:
    async with several.play("en") as player:
        await player.press("3")
        await listed(player, "A4", "A1", "A3", "A2", "A5")
        await player.press("down", "e")
        await player.see("A1 提供接口文档", "2026-03-06")
        await player.press("tab", "end", "x", "enter")
        await player.see("Nobody here is called 张伟x")
        await player.press("backspace", "tab", "ctrl+u")
        await player.type("in 2 weeks")
        await player.press("enter")
        await player.see("A1 提供接口文档: who is told", "张伟", "Send to")
        assert action(several, "A1").due == date(2026, 3, 6)
        await player.press("s")
        await player.until(lambda: action(several, "A1").due == date(2026, 3, 16))


async def test_the_detail_shows_what_hangs_on_it_and_leads_to_the_mail_that_changed_it(several: Stage) -> None:
    minutes = outgoing(several.workspace, "zhang@example.test", "minutes")
    receive(several.workspace.as_worker(), reply(minutes, "1 完成，2 延期到3月18日，因为供应商晚了"))
    async with several.play("zh", (120, 30)) as player:
        await player.press("3")
        await listed(player, "A4", "A3", "A2", "A5")
        await player.see("申请 3月18日")
        await player.press("down", "down")
        await player.see("申请延至 3月18日（周三）：供应商晚了 (I1)", "在等它", "A5 Book [b]the venue[/b]")
        await player.press("slash")
        await player.type("已完成")
        await player.press("enter")
        await player.see("未开始 → 已完成", "✉ I1")
        await player.press("enter", "enter")
        await player.see("供应商晚了", "I1 待处理")


async def test_what_somebody_else_changes_shows_at_once_and_moves_no_cursor(several: Stage) -> None:
    async with several.play("en") as player:
        await player.press("3")
        await listed(player, "A4", "A1", "A3", "A2", "A5")
        await player.press("down", "down")
        add_action(several.acting, ActionDraft(title="Earlier than all", due=date(2026, 2, 1)))
        await listed(player, "A6", "A4", "A1", "A3", "A2", "A5")
        rows = player.app.screen.query_one("#actions", Rows)
        assert rows.cursor == 3
        await player.press("slash")
        await player.type("loo")
        add_action(several.acting, ActionDraft(title="Look at it", due=date(2026, 2, 2)))
        await listed(player, "A7")


async def test_another_page_can_ask_for_an_action_or_a_filter(several: Stage) -> None:
    async with several.play("en") as player:
        await player.press("3")
        await player.see("5 open")
        await player.press("d")
        await player.see("4 open")
        page = player.app.screen
        assert isinstance(page, Actions)
        page.point_at(Place("actions", "A4"))
        await player.see("/all", "not started → done")
        page.point_at(Place("actions", "overdue"))
        await player.see("No match")


async def test_what_is_copied_is_plain_text(several: Stage) -> None:
    async with several.play("en") as player:
        await player.press("3")
        await listed(player, "A4", "A1", "A3", "A2", "A5")
        await player.press("y")
        await player.see("Copied 1 line.")
        assert player.app.clipboard == "A4\t修复登录缺陷\t张伟\t2026-02-27\tnot-started\t0 %"


async def test_a_new_owner_who_is_away_is_said_before_it_is_given_to_him(several: Stage) -> None:
    set_away(several.acting, "P3", date(2026, 3, 1), date(2026, 3, 20))
    name = several.workspace.store.get(Person, "P3").name
    async with several.play("zh") as player:
        await player.press("3")
        await listed(player, "A4", "A1", "A3", "A2", "A5")
        await player.press("e", "tab", "ctrl+a", "ctrl+k")
        await player.type(name)
        await player.see(f"{name} ", "▲ 外出至3月20日")
