"""Board: cards in columns, moved by keys with the mails shown first; only what is seen is read."""

from datetime import date
from typing import Any

import pytest

from collabtui.domain.action import Action
from collabtui.domain.matters.matter import Matter
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.domain.people import Locale, Person
from collabtui.lifecycle.actions.edit_actions import add_action
from collabtui.screens.board.board_data import FIRST
from collabtui.store.queries.columns.board import column_ids
from collabtui.widgets.cards.card_columns import CardColumns
from support.player import Player, Stage


def action(stage: Stage, ref: str) -> Action:
    return stage.workspace.store.get(Action, ref)


def owner(stage: Stage, ref: str) -> str:
    return stage.workspace.store.get(Person, action(stage, ref).owner or "").name


def columns(player: Player) -> list[tuple[Any, int]]:
    return [(one.key, one.total) for one in player.app.screen.query_one(CardColumns).places.columns]


@pytest.mark.parametrize("size", [(80, 24), (160, 48), (40, 15)])
async def test_actions_stand_by_their_status(published: Stage, size: tuple[int, int]) -> None:
    async with published.play("en", size) as player:
        await player.press("B")
        await player.see("not started 3", "提供接口文档", "by status")
        assert columns(player)[0] == ("not-started", 3)


async def test_w_deals_them_out_otherwise_and_the_choice_is_kept(published: Stage) -> None:
    async with published.play("en", (160, 48)) as player:
        await player.press("B", "w")
        await player.see("张伟 2", "Bob Brown 1")
        await player.press("w")
        await player.see("法务部 1", "研发部 2")
        await player.press("w")
        await player.see("This week 1", "Next week 2", "before this week")
        await player.press("w")
        await player.see("request 1", "新品上线", "X-2026-001")
    async with published.play("zh", (160, 48)) as player:
        await player.press("B")
        await player.see("事项按步骤")


@pytest.mark.parametrize("size", [(100, 30), (160, 48)])
async def test_a_long_title_is_whole_where_all_cards_have_room(published: Stage, size: tuple[int, int]) -> None:
    add_action(published.acting, ActionDraft(title="更新官网产品页、多语言说明书和海外站点（第2批）", owner="张伟"))
    async with published.play("zh", size) as player:
        await player.press("B", "w")
        await player.see("张伟 3", "（第2批）")
        assert "…" not in player.screen


async def test_an_empty_board_says_what_to_do_next(stage: Stage) -> None:
    async with stage.play("en") as player:
        await player.press("B")
        await player.see("No open actions yet. They come from meetings; n adds one,")


async def test_a_card_is_carried_to_another_status_and_undone(published: Stage) -> None:
    async with published.play("en", (160, 48)) as player:
        await player.press("B", "L")
        await player.see("⏎ put down", "esc put back")
        await player.press("enter")
        await player.see("A1 → in progress. u takes it back.")
        assert action(published, "A1").status == "in-progress"
        assert player.app.screen.query_one(CardColumns).key is not None, "the cursor goes with the card"
        await player.press("u")
        await player.until(lambda: action(published, "A1").status == "not-started")


async def test_a_key_that_has_no_card_says_so(published: Stage) -> None:
    async with published.play("en", (160, 48)) as player:
        await player.press("B", "l", "L")
        await player.see("This column has no card for L, move.")
        await player.press("d")
        await player.see("This column has no card for d, done.")
        await player.press("w", "w", "w", "w", "d")
        await player.see("d, done, is for actions; w shows them.")


async def test_what_is_blocked_says_why(published: Stage) -> None:
    async with published.play("en", (160, 48)) as player:
        await player.press("B", "L", "L", "enter")
        await player.type("no server")
        await player.press("enter")
        await player.until(lambda: action(published, "A1").status == "blocked")
    assert action(published, "A1").reason == "no server"


async def test_a_new_owner_sees_the_mail_first(published: Stage) -> None:
    async with published.play("en", (160, 48)) as player:
        await player.press("B", "w", "L", "enter")
        await player.see("A3 Review the contract → 张伟: who is told", "张伟", "Send to")
        assert owner(published, "A3") == "Bob Brown"
        await player.press("escape")
        assert owner(published, "A3") == "Bob Brown"
        await player.press("L", "enter", "s")
        await player.see("A3 → 张伟. u takes it back.")
        await player.press("u")
        await player.until(lambda: owner(published, "A3") == "Bob Brown")


async def test_a_department_asks_who_takes_it(published: Stage) -> None:
    async with published.play("en", (160, 48)) as player:
        await player.press("B", "w", "w", "L", "enter")
        await player.see("Who in 研发部 takes it?", "赵强")
        await player.press("down", "enter")
        await player.see("who is told")
        await player.press("s")
        await player.until(lambda: owner(published, "A3") == "赵强")


async def test_a_week_keeps_the_day_of_the_week(published: Stage) -> None:
    async with published.play("en", (160, 48)) as player:
        await player.press("B", "w", "w", "w", "L", "L", "enter")
        await player.see("who is told")
        await player.press("s")
        await player.until(lambda: action(published, "A1").due == date(2026, 3, 20))
        await player.press("g", "H", "H", "H", "enter")
        await player.see("That column has no date of its own.")


async def test_a_matter_is_carried_to_another_step(published: Stage) -> None:
    async with published.play("en", (160, 48)) as player:
        await player.press("B", "w", "w", "w", "w", "L", "enter")
        await player.see("X-2026-001 → kick-off. u takes it back.")
        assert published.workspace.store.get(Matter, "X-2026-001").step == "kick-off"
        await player.press("u")
        await player.until(lambda: published.workspace.store.get(Matter, "X-2026-001").step == "request")
        await player.press("enter")
        await player.until(lambda: player.app.current_mode == "matters")


async def test_the_nine_steps_scroll_where_there_is_no_room(published: Stage) -> None:
    async with published.play("en") as player:
        await player.press("B", "w", "w", "w", "w", *"llllllll")
        await player.see("archive")
        assert "request" not in player.screen
        assert len(columns(player)) == 9


async def test_a_filter_and_the_commands_of_the_list(published: Stage) -> None:
    async with published.play("en", (160, 48)) as player:
        await player.press("B", "slash")
        await player.type("owner:bob")
        await player.press("enter")
        await player.see("not started 1", "Review the contract")
        assert "提供接口文档" not in player.screen
        await player.press("d")
        await player.until(lambda: action(published, "A3").status == "done")
        await player.press("escape")
        await player.see("提供接口文档")


async def test_enter_opens_the_action(published: Stage) -> None:
    async with published.play("en", (160, 48)) as player:
        await player.press("B", "j", "enter")
        await player.until(lambda: player.app.current_mode == "actions")
        await player.see("完成压力测试")


async def test_what_somebody_else_changes_is_seen_and_what_is_carried_stays_in_hand(published: Stage) -> None:
    async with published.play("en", (160, 48)) as player:
        await player.press("B", "L")
        add_action(published.acting, ActionDraft(title="another", owner="陈静", due=date(2026, 3, 2)))
        await player.see("another")
        await player.press("enter")
        await player.until(lambda: action(published, "A1").status == "in-progress")


async def test_only_columns_that_are_seen_are_read(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def noted(*args: Any) -> Any:
        read.append(args[2])
        return column_ids(*args)

    monkeypatch.setattr("collabtui.screens.board.board_data.column_ids", noted)
    for number in range(100):
        due = date(2026, 2, 27)
        add_action(stage.acting, ActionDraft(title=f"action {number}", owner="张伟", due=due))
    for name in ("陈静", "Bob Brown", "赵强", "李明"):
        add_action(stage.acting, ActionDraft(title="x", owner=name, due=date(2026, 3, 2)))
    async with stage.play("en", (40, 15)) as player:
        await player.press("B", "w")
        await player.see("Bob Brown 1")
        assert len(set(read) - {"not-started"}) == 4
        await player.press("l", "l", "l", "l")
        await player.see("陈静 1")
        cards = next(one for one in player.app.screen.query_one(CardColumns).places.columns if one.total == 100)
        assert len(cards.cards) == FIRST


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("Write the API document", ["Write the API", "document", "A4 20 Mar", "Bob Brown"]),
        ("Provide the launch material pack", ["Provide the launch", "material pack", "A4 20 Mar", "Bob Brown"]),
        ("Call", ["Call", "A4 20 Mar", "Bob Brown"]),
    ],
)
async def test_a_card_has_its_day_behind_its_ref_however_long_its_title_is(
    published: Stage, title: str, lines: list[str]
) -> None:
    add_action(published.acting, ActionDraft(title=title, owner="Bob Brown", due=date(2026, 3, 20)))
    async with published.play("en", (40, 30)) as player:
        await player.press("B", "G")
        await player.see("A4")
        first = [row.split("│")[1].rstrip() for row in player.screen.splitlines() if row.startswith("│")]
        at = first.index(lines[0])
        assert first[at : at + len(lines)] == lines


async def test_a_card_with_room_has_day_and_owner_on_one_line(published: Stage) -> None:
    async with published.play("en", (160, 48)) as player:
        await player.press("B")
        await player.see("A1 6 Mar · 张伟", "A3 10 Mar · Bob Brown")


async def test_where_all_cards_have_room_an_empty_line_parts_them_in_narrow_columns_too(stage: Stage) -> None:
    for number in range(3):
        title = f"Provide the launch material pack {number}"
        add_action(stage.acting, ActionDraft(title=title, owner="Bob Brown", due=date(2026, 3, 20)))
    async with stage.play("en", (40, 24)) as player:
        await player.press("B")
        await player.see("A3 20 Mar", "Bob Brown")
        assert player.screen.count("20 Mar") == 3, player.screen


def columns_of(player: Player) -> list[int]:
    """The cells of each column of the board, as its rule is drawn."""
    (rule,) = [line for line in player.screen.splitlines() if line.startswith("│─")]
    return [len(one) for one in rule.strip("│").split("│")]


async def test_columns_without_a_card_are_as_wide_as_their_heading_where_all_can_be_seen(published: Stage) -> None:
    async with published.play("en") as player:
        await player.press("B")
        await player.see("not started 3", "in progress", "blocked", "done", "cancelled")
        widths = columns_of(player)
        assert widths[0] > 26
        assert widths[1:4] == [12, 8, 5]
        await player.press("L")
        assert columns_of(player)[1] > 20, "what is carried can be read where it would go"
        await player.press("escape")
        assert columns_of(player) == widths
        left, top = player.app.screen.query_one(CardColumns).content_region.offset
        await player.pilot.click(offset=(left + sum(widths[:2]) + 4, top + 2))
        assert player.app.screen.query_one(CardColumns).column == "blocked"
    async with published.play("en", (40, 15)) as player:
        await player.press("B")
        await player.see("not started 3")
        assert columns_of(player) == [18, 19], "there they are of one width, and scroll"


@pytest.mark.parametrize(("locale", "heading"), [("en", "not started 3 ▲2"), ("zh", "未开始 3 ▲2")])
async def test_a_heading_counts_what_is_late(published: Stage, locale: Locale, heading: str) -> None:
    published.clock.set("2026-03-11T10:00+08:00")
    async with published.play(locale, (100, 30)) as player:
        await player.press("B")
        await player.see(heading)
        await player.press("w")
        await player.see("张伟 2 ▲1", "Bob Brown 1 ▲1")
