"""A form from which another one asks on is not seen behind it; and the room that names of fields take."""

from collabtui.errors import Refused
from collabtui.screens.dialogs.form import Form, FormField, Values
from support.player import Stage


async def test_the_form_below_is_not_seen_while_another_asks_on(stage: Stage) -> None:
    async with stage.play("en") as player:
        services = player.app.services

        async def inner(_: Values) -> None:
            return

        async def outer(_: Values) -> None:
            await player.app.push_screen_wait(Form(services, "Second", [FormField("name", "x")], inner))
            raise Refused("people.name_missing")

        fields = [FormField(name, "x") for name in ("name", "job", "phone")]
        player.app.push_screen(Form(services, "First", fields, outer))
        await player.see("First", "Phone")
        await player.press("enter")
        await player.see("Second")
        assert "Phone" not in player.screen
        assert sum("╰" in line and "│" in line for line in player.screen.splitlines()) <= 1
        await player.press("enter")
        await player.see("First", "Phone")


async def test_short_names_of_fields_leave_a_narrow_terminal_to_what_is_typed(stage: Stage) -> None:
    for size, room in (((40, 15), 11), ((80, 24), 16)):
        async with stage.play("zh", size) as player:

            async def save(_: Values) -> None:
                return

            fields = [FormField("name", label="部门负责人")]
            player.app.push_screen(Form(player.app.services, "人", fields, save))
            await player.see("部门负责人")
            assert player.app.screen.query_one("#label-name").size.width == room
