"""The keys that are named: below every page, in the list of all keys, and in the palette."""

import pytest
from textual.command import CommandList

from collabtui.domain.action import Action
from support.player import Player, Stage


def footer(player: Player) -> str:
    return player.screen.splitlines()[-1]


async def test_while_a_line_is_typed_the_footer_names_what_works_then(planned: Stage) -> None:
    async with planned.play("en") as player:
        await player.press("2", "enter")
        await player.see("J/K move")
        await player.press("a")
        await player.until(lambda: "save this line" in footer(player))
        shown = footer(player)
        assert "⏎ save this line  tab complete  esc back" in shown
        assert "f1 keys" in shown
        assert "? keys" not in shown, "a question mark begins a question"
        assert "/ find" not in shown, "a slash is a slash"


async def test_where_there_is_room_the_footer_names_more_keys(planned: Stage) -> None:
    async with planned.play("en", (160, 40)) as player:
        await player.until(lambda: "? keys" in footer(player))
        assert (
            "n new meeting  r replies  z put aside  Z what is put aside  / find  ^p run a command  u undo  ? keys"
            in footer(player)
        )


async def test_nothing_is_offered_for_a_line_that_is_not_there(stage: Stage) -> None:
    async with stage.play("en", (160, 40)) as player:
        await player.press("3")
        await player.see("No open actions")
        assert "n new" in footer(player)
        for deed in ("d done", "t postpone", "e edit", "space mark"):
            assert deed not in footer(player)
        await player.press("5")
        await player.see("No matters yet")
        assert "next step" not in footer(player)


async def test_the_part_that_is_in_use_says_what_can_be_done_to_it(planned: Stage) -> None:
    async with planned.play("en", (160, 40)) as player:
        await player.press("2", "enter")
        await player.see("+/- duration")
        assert "next role" not in footer(player)
        await player.press("tab")
        await player.until(lambda: "r next role" in footer(player))
        assert "+/- duration" not in footer(player)


async def test_enter_on_somebody_of_a_meeting_shows_that_person(planned: Stage) -> None:
    async with planned.play("zh", (120, 30)) as player:
        await player.press("2", "enter")
        await player.see("+/- 时长")
        await player.press("tab", "down", "enter")
        await player.see("zhang@example.test")


async def test_only_a_meeting_of_a_series_offers_to_edit_the_series(planned: Stage) -> None:
    async with planned.play("en", (80, 40)) as player:
        await player.press("2", "enter")
        await player.see("+/- duration")
        await player.press("question_mark")
        await player.see("edit as text")
        assert "edit the series" not in player.screen


async def test_the_list_of_keys_begins_with_those_of_the_page(recorded: Stage) -> None:
    async with recorded.play("en", (80, 90)) as player:
        await player.press("3", "question_mark")
        await player.see("On this page", "Everywhere", "In the active part")
        lines = player.screen.splitlines()
        at = {
            name: next(n for n, line in enumerate(lines) if name in line) for name in ("postpone", "undo", "page down")
        }
        assert at["postpone"] < at["undo"] < at["page down"]
        assert "actions.postpone" not in player.screen, "names for keys.toml are no reading"
        finds = next(line for line in lines if " find  " in line)
        assert "^f" in finds
        assert "/" not in finds.replace("│", ""), "on this page a slash filters"


async def test_the_palette_begins_with_what_the_page_can_do(recorded: Stage) -> None:
    async with recorded.play("en", (100, 60)) as player:
        await player.press("3", "ctrl+p")
        await player.see("filter", "done", "postpone")
        options = player.app.screen.query_one(CommandList)
        prompts = (str(options.get_option_at_index(n).prompt) for n in range(options.option_count))
        titles = [" ".join(prompt.split()) for prompt in prompts]
        assert titles[:2] == ["On this page", "filter /"]
        assert titles.index("copy y") < titles.index("Today 1") < titles.index("undo u")


async def test_the_palette_says_each_key_as_it_is_on_the_keyboard(planned: Stage) -> None:
    async with planned.play("en") as player:
        await player.press("ctrl+p")
        await player.type("previous step")
        await player.until(lambda: "Matters: previous step [" in " ".join(player.screen.split()), lambda: player.screen)


async def test_set_up_offers_to_stop_only_what_has_begun(stage: Stage) -> None:
    async with stage.play("en") as player:
        await player.press("7")
        await player.see("c test the connection")
        assert "stop" not in footer(player)


async def test_below_a_dialog_no_key_is_named_that_does_nothing(planned: Stage) -> None:
    async with planned.play("en", (80, 30)) as player:
        await player.press("6")
        await player.see("n add", "? keys")
        await player.press("n")
        await player.see("Add a person")
        assert "? keys" not in player.screen
        await player.press("escape")
        await player.see("n add", "? keys")


async def test_enter_in_the_list_of_keys_does_what_the_key_does(recorded: Stage) -> None:
    async with recorded.play("en", (80, 40)) as player:
        await player.press("3", "question_mark")
        await player.see("Keys that work here", "f2 a key of your own")
        assert "rows.open" not in player.screen
        await player.press("down", "down", "f2")
        await player.see("in keys.toml: actions.done")
        await player.press("escape", "enter")
        await player.until(lambda: recorded.workspace.store.get(Action, "A1").status == "done")


@pytest.mark.parametrize(("page", "of_the_list", "of_the_thing"), [
    ("3", "/ filter", "d done"),
    ("6", "i import", "e edit"),
])  # fmt: skip
async def test_below_what_covers_its_list_the_footer_leads_back(
    recorded: Stage, page: str, of_the_list: str, of_the_thing: str
) -> None:
    async with recorded.play("en", (80, 24)) as player:
        await player.press(page)
        await player.until(lambda: of_the_list in footer(player) and of_the_thing in footer(player))
        await player.press("end", "enter")
        await player.until(lambda: "esc back" in footer(player))
        assert of_the_list not in footer(player)
        assert of_the_thing in footer(player)
        await player.press("escape")
        await player.until(lambda: "esc back" not in footer(player))


async def test_at_80_columns_the_list_of_actions_names_the_key_of_a_new_one(recorded: Stage) -> None:
    async with recorded.play("en", (80, 24)) as player:
        await player.press("3")
        await player.until(lambda: "n new" in footer(player))
