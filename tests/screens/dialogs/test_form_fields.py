"""Fields of forms: their names are whole, the one with the focus is seen, and nothing that is pasted is lost."""

import pytest
from textual import events
from textual.widgets import Input

from collabtui.errors import Refused
from collabtui.screens.dialogs.field_parsers import KnownPerson, person_of
from support.player import Stage


async def test_several_pasted_lines_become_one_and_the_field_in_use_has_a_bar(stage: Stage) -> None:
    async with stage.play("en") as player:
        await player.press("5")
        await player.see("No matters yet.")
        await player.press("n")
        await player.see("New matter", "▌Title")
        field = player.app.screen.query_one("#field-title", Input)
        field.post_message(events.Paste("Launch\n of the app \n\nin May"))
        await player.see("Launch of the app in May")
        await player.press("tab")
        await player.see(" Title")
        assert "▌Title" not in player.screen


async def test_what_is_typed_behind_tab_in_one_breath_stands_in_the_next_field(stage: Stage) -> None:
    """As on a machine that was busy while one typed."""
    async with stage.play("en") as player:
        await player.press("6", "n")
        await player.see("▌Name")
        for key in (*"Bo", "tab", *"bo"):
            player.app.post_message(events.Key(key, key if len(key) == 1 else None))
        email = player.app.screen.query_one("#field-email", Input)
        await player.until(lambda: email.value == "bo")
        assert player.app.screen.query_one("#field-name", Input).value == "Bo"


async def test_what_was_refused_is_gone_on_with(stage: Stage) -> None:
    async with stage.play("en") as player:
        await player.press("6", "n")
        await player.see("▌Name")
        await player.type("Bo")
        await player.press("tab")
        await player.type("bo")
        await player.press("enter")
        await player.see("bo is not a mail address")
        await player.type("@example.test")
        email = player.app.screen.query_one("#field-email", Input)
        await player.until(lambda: email.value == "bo@example.test")


async def test_an_arrow_goes_to_the_field_below_or_above(stage: Stage) -> None:
    async with stage.play("en") as player:
        await player.press("6", "n")
        await player.see("▌Name")
        await player.type("Bo")
        await player.press("down")
        await player.type("bo@example.test")
        await player.press("up")
        await player.see("▌Name")
        fields = {name: player.app.screen.query_one(f"#field-{name}", Input).value for name in ("name", "email")}
        assert fields == {"name": "Bo", "email": "bo@example.test"}


def test_a_department_in_the_place_of_a_person_is_not_taken_for_a_slip() -> None:
    people = [KnownPerson("P1", "Bob Brown", ("bob@example.test",), "Marketing")]
    with pytest.raises(Refused, match=r"name\.is_department.*Bob Brown"):
        person_of(people, "Marketing")
