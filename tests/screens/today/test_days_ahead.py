"""Below what is due: the days to come and the mails that came in, where there is room for them."""

from datetime import date

import pytest

from collabtui.domain.action import Action
from collabtui.domain.people import Person
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.meetings import invite
from collabtui.lifecycle.people.edit_absence import set_away
from collabtui.screens.today.days_ahead import DaysAhead
from collabtui.screens.today.page import Today
from collabtui.widgets.rows import Rows
from support.player import Stage
from support.replies import outgoing, reply


async def test_a_wide_terminal_has_the_next_days_and_the_last_mails_below_what_is_due(published: Stage) -> None:
    text = reply(outgoing(published.workspace, "zhang@example.test", "minutes"), "2 延期到3月18日，因为测试环境晚到。")
    receive(published.workspace.as_worker(), text)
    async with published.play("en", (160, 48)) as player:
        await player.see("Next two weeks", "Today Mon 2 Mar", "◆ A1 张伟", "New mail", "A2 13 Mar → 18 Mar")
        assert player.app.screen.query_one("#due").region.height < 20, "what is due leaves the rest to them"
        assert player.app.screen.query_one("#ahead").region.bottom >= 45, "nothing of the page is empty"


@pytest.mark.parametrize(
    ("listed", "shown", "page"), [("#days", "◆ A1 张伟", "actions"), ("#came", "New mail", "inbox")]
)
async def test_enter_opens_what_stands_there(published: Stage, listed: str, shown: str, page: str) -> None:
    text = reply(outgoing(published.workspace, "zhang@example.test", "minutes"), "2 延期到3月18日，因为测试环境晚到。")
    receive(published.workspace.as_worker(), text)
    async with published.play("en", (160, 48)) as player:
        await player.see(shown)
        rows = player.app.screen.query_one(listed, Rows)
        await player.until(lambda: bool(rows.keys))
        rows.focus()
        await player.press("end", "enter")
        await player.until(
            lambda: player.app.current_mode == page, lambda: f"{player.app.current_mode}\n{player.screen}"
        )


async def test_a_day_full_of_actions_names_some_and_counts_the_rest(published: Stage) -> None:
    with published.acting.transaction() as tx:
        first = tx.get(Action, "A1")
        for number in range(20):
            tx.put(first.model_copy(update={"ref": tx.next_ref(Action), "version": 0, "title": f"同一天 {number}"}))
    async with published.play("en", (160, 48)) as player:
        await player.see("Next two weeks", "15 more due")
        rows = player.app.screen.query_one("#days")
        rows.focus()
        await player.press(*["down"] * 6, "enter")
        await player.until(lambda: player.app.current_mode == "actions")


@pytest.mark.parametrize(
    ("size", "days", "came"),
    [
        ((40, 48), 0, 0),
        ((80, 24), 0, 0),
        ((80, 34), 1, 0),
        ((100, 24), 0, 0),
        ((100, 30), 1, 1),
        ((200, 24), 1, 0),
        ((160, 48), 1, 1),
    ],
)
async def test_what_has_no_room_is_left_out(planned: Stage, size: tuple[int, int], days: int, came: int) -> None:
    async with planned.play("en", size) as player:
        await player.see("M1 新品上线协作会")

        def shown() -> list[bool]:
            return [any(one.region.area > 0 for one in player.app.screen.query(name)) for name in ("#days", "#came")]

        page = player.app.screen
        assert isinstance(page, Today)
        await player.until(lambda: page._looks_ahead)
        await player.until(lambda: shown() == [bool(days), bool(came)], lambda: f"{shown()}\n{player.screen}")


async def test_an_invitation_that_just_left_is_said_without_a_gap(planned: Stage) -> None:
    invite.invite(planned.acting, "M1")
    async with planned.play() as player:
        await player.see("议程刚刚发出 ✓")


async def test_a_terminal_that_grows_brings_them(planned: Stage) -> None:
    async with planned.play("en") as player:
        await player.see("M1 新品上线协作会")
        await player.pilot.resize_terminal(160, 48)
        await player.see("Next two weeks", "M1  新品上线协作会", "No mail yet.")


async def test_what_was_held_before_its_time_is_not_ahead(published: Stage) -> None:
    """M1 is planned for this day, and its minutes are out."""
    async with published.play("en", (160, 48)) as player:
        await player.see("Next two weeks", "◆ A1 张伟")
        days = player.app.screen.query_one("#days", Rows)
        assert "M1" not in "".join(days.render_line(y).text for y in range(days.size.height))


async def test_a_reply_that_asks_for_nothing_is_named_by_its_first_line(published: Stage) -> None:
    text = reply(outgoing(published.workspace, "zhang@example.test", "minutes"), "大概差不多了吧，具体再说。")
    receive(published.workspace.as_worker(), text)
    async with published.play("en", (160, 48)) as player:
        await player.see("张伟: 大概差不多了吧")


async def test_what_was_read_for_a_list_that_is_gone_is_left(published: Stage) -> None:
    async with published.play("en", (160, 48)) as player:
        await player.until(lambda: bool(player.app.screen.query(DaysAhead)))
        ahead = player.app.screen.query_one(DaysAhead)
        await ahead.remove()
        await ahead._load()
        assert player.app.is_running


async def test_who_is_away_for_days_is_named_once(published: Stage) -> None:
    zhang = next(iter(published.workspace.store.find(Person, name="张伟")))
    set_away(published.acting, zhang.ref, date(2026, 3, 3), date(2026, 3, 9))
    async with published.play("en", (160, 48)) as player:
        await player.see("Next two weeks", "⊘ 张伟  away until 9 Mar")
        assert player.screen.count("⊘ 张伟") == 1, player.screen
