"""Below what is due: the days to come and the mails that came in, where there is room for them."""

from datetime import date, timedelta

import pytest

from collabtui.domain.action import Action
from collabtui.domain.people import Locale, Person
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.meetings import invite, plan
from collabtui.lifecycle.people.edit_absence import set_away
from collabtui.screens.today.days_ahead import DaysAhead
from collabtui.screens.today.due_list import columns_in
from collabtui.screens.today.page import Today
from collabtui.text.catalogue import LOCALES, Catalogue
from collabtui.text.width import cells
from collabtui.widgets.line import WIDEST
from collabtui.widgets.rows import Rows
from collabtui.widgets.when import due_room
from support.player import Stage
from support.replies import outgoing, reply
from support.world import AGENDA


async def test_a_wide_terminal_has_the_next_days_and_the_last_mails_below_what_is_due(published: Stage) -> None:
    text = reply(outgoing(published.workspace, "zhang@example.test", "minutes"), "2 延期到3月18日，因为测试环境晚到。")
    receive(published.workspace.as_worker(), text)
    async with published.play("en", (160, 48)) as player:
        await player.see("Today Mon 2 Mar", "◆ A1 张伟", "New mail", "A2 13 Mar → 18 Mar")
        assert player.app.screen.query_one("#due").region.height < 20, "what is due leaves the rest to them"
        assert player.app.screen.query_one("#ahead").region.bottom >= 45, "nothing of the page is empty"


async def test_two_weeks_that_leave_room_go_on_to_six(published: Stage) -> None:
    """A meeting in a month is worth more than empty lines."""
    plan.new_meeting(published.acting, AGENDA.model_copy(update={"start": AGENDA.start + timedelta(days=30)}))
    async with published.play("en", (160, 48)) as player:
        await player.see("Next six weeks", "Wed 1 Apr", "○ M2")
    for number in range(14):
        start = AGENDA.start + timedelta(days=number, hours=3)
        plan.new_meeting(published.acting, AGENDA.model_copy(update={"start": start}))
    async with published.play("zh", (160, 48)) as player:
        await player.see("今后两周", "○ M5")
        assert "今后六周" not in player.screen


async def test_what_is_not_read_yet_says_so(planned: Stage) -> None:
    async with planned.play("en", (160, 48)) as player:
        await player.until(lambda: bool(player.app.screen.query("#days")))
        assert {player.app.screen.query_one(name, Rows).unread for name in ("#days", "#came")} == {"Loading…"}


@pytest.mark.parametrize("locale", LOCALES)
def test_what_an_owner_was_told_stands_on_one_line(locale: Locale) -> None:
    """Reminded twice, and the head told: of a wide terminal each row took two lines for it."""
    words = Catalogue(locale)
    told = " · ".join((words("today.reminded", n=12), words("today.head_told")))
    assert cells(told) <= dict(columns_in(WIDEST, 4, due_room(words)).beside)["remark"]


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
        await player.see("15 more due")
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
        await player.see("Next six weeks", "M1  新品上线协作会", "No mail yet.")


async def test_what_was_held_before_its_time_is_not_ahead(published: Stage) -> None:
    """M1 is planned for this day, and its minutes are out."""
    async with published.play("en", (160, 48)) as player:
        await player.see("Next six weeks", "◆ A1 张伟")
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
        await player.see("Next six weeks", "⊘ 张伟  away until 9 Mar")
        assert player.screen.count("⊘ 张伟") == 1, player.screen


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_a_card_is_zoomed_to_the_whole_page_and_back(published: Stage, size: tuple[int, int]) -> None:
    async with published.play("en", size) as player:
        await player.see("Needs you", "Next", "Due")
        await player.press("backslash")
        await player.until(lambda: "Due" not in player.screen, lambda: player.screen)
        await player.see("Needs you", "brings the other cards back")
        assert player.app.screen.query_one("#needs").size.height >= size[1] - 6
        await player.press("backslash")
        await player.see("Needs you", "Next", "Due")
