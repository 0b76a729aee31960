"""Which actions are listed and how: completion, groups that fold, and lists that are kept under a name."""

from datetime import date

import pytest

from collabtui.domain.meetings.draft import ActionDraft
from collabtui.domain.saved_view import SavedView
from collabtui.lifecycle.actions.edit_actions import add_action
from collabtui.screens.actions.page import Actions
from collabtui.widgets.sections import Heading
from support.player import Player, Stage


@pytest.fixture
def several(published: Stage) -> Stage:
    """A1 and A2 are 张伟's, A3 is Bob's; A4 is late, A5 nobody's. 2026-03-02 16:00."""
    add_action(published.acting, ActionDraft(title="修复登录缺陷", owner="张伟", due=date(2026, 2, 27)), "新品上线")
    add_action(published.acting, ActionDraft(title="Book the venue", depends_on=("A2",)))
    return published


def page(player: Player) -> Actions:
    assert isinstance(player.app.screen, Actions)
    return player.app.screen


async def test_tab_completes_fields_names_and_words_and_what_is_possible_stands_below(several: Stage) -> None:
    async with several.play("en") as player:
        await player.press("3")
        await player.see("5 open")
        await player.press("slash")
        await player.see("owner:  department:")
        await player.type("ow")
        await player.press("tab")
        await player.see("owner:李明")
        await player.type("张")
        await player.see("Tab ⇥ owner:张伟")
        await player.press("tab")
        await player.see("3 found")
        assert page(player).listing.how.line == "owner:张伟"
        await player.type("status:redy")
        await player.see("redy is not a status. Possible: not-started, in-progress, blocked")
        await player.press("down")
        await player.until(lambda: page(player).rows.has_focus)
        await player.press("escape", "slash")
        await player.see("owner:  department:")
        await player.press("down")
        await player.until(lambda: "owner:  department:" not in player.screen)


async def test_groups_have_counts_and_fold_and_come_back_at_the_next_start(several: Stage) -> None:
    async with several.play("zh") as player:
        await player.press("3")
        await player.see("未完成 5")
        await player.press("w")
        await player.see("▾ 张伟  3", "▾ Bob Brown  1", "▾ 尚无负责人  1", "按负责人分组")
        await player.press("home", "d")
        await player.see("按空格选中它下面的全部")
        await player.press("enter")
        await player.until(lambda: isinstance(page(player).rows.key, Heading) and page(player).rows.key.folded)
        await player.press("z")
        await player.see("▸ 张伟  3", "▸ 尚无负责人  1")
        assert "A4" not in player.screen
        await player.press("w", "w", "w")
        await player.see("▾ 上周  2月23日–3月1日  1", "▾ 本周", "▾ 没有日期  1")
    async with several.play("zh") as player:
        await player.press("3")
        await player.see("按周分组")


async def test_a_list_is_kept_under_a_name_saved_over_taken_away_and_brought_back(several: Stage) -> None:
    async with several.play("en") as player:
        await player.press("3")
        await player.see("5 open")
        page(player).filter_by("overdue")
        await player.press("w", "v")
        await player.see("None yet.")
        await player.press("n")
        await player.see("Save this list: overdue · grouped by owner · by due date")
        await player.type("Late ones")
        await player.press("enter")
        await player.see("Saved as “Late ones”")
        page(player).filter_by("")
        await player.press("w", "w", "w", "w")
        await player.see("5 open")
        await player.press("v")
        await player.see("Late ones", "overdue · grouped by owner")
        await player.press("enter")
        await player.see("1 found", "grouped by owner")
        await player.press("v")
        await player.see("delete")
        await player.press("x")
        await player.see("“Late ones” is deleted")
        assert [one.withdrawn for one in several.workspace.store.find(SavedView)] == [True]
        await player.press("u")
        await player.until(lambda: not several.workspace.store.find(SavedView)[0].withdrawn)


async def test_kept_lists_stand_in_the_palette(several: Stage) -> None:
    from collabtui.lifecycle.actions.saved_lists import save_view

    save_view(several.acting, "本周逾期", line="overdue", order="due", group="")
    async with several.play("zh") as player:
        await player.press("3")
        await player.see("未完成 5")
        await player.press("ctrl+p")
        await player.type("本周逾期")
        await player.see("列表：本周逾期")
        await player.press("enter")
        await player.see("找到 1")


async def test_a_name_that_is_taken_is_asked_about_before_it_is_saved_over(several: Stage) -> None:
    from collabtui.lifecycle.actions.saved_lists import save_view

    save_view(several.acting, "Mine", line="overdue", order="due", group="")
    async with several.play("en") as player:
        await player.press("3")
        await player.see("5 open")
        await player.press("v")
        await player.see("Mine")
        await player.press("n")
        await player.see("Save this list: all open")
        await player.type("Mine")
        await player.press("enter")
        await player.see("There is already a list called “Mine”")
        await player.press("y")
        await player.until(lambda: several.workspace.store.get(SavedView, "L1").line == "")


async def test_what_arranges_the_list_shows_it_where_a_detail_hides_it(several: Stage) -> None:
    async with several.play("en") as player:
        await player.press("3", "enter", "w")
        await player.see("by owner")
