"""Fields of forms: their names are whole, the one with the focus is seen, and nothing that is pasted is lost."""

import inspect
from typing import Any

import pytest
from textual import events
from textual.widgets import Input, Static, TextArea

from collabtui.domain.action import Action
from collabtui.domain.people import Locale
from collabtui.errors import Refused
from collabtui.lifecycle.people.person_leaves import leave
from collabtui.screens.dialogs.field_parsers import KnownPerson, names_in, person_of
from collabtui.screens.dialogs.field_widgets import marks_needed
from collabtui.screens.dialogs.filter_input import FilterLine
from collabtui.screens.dialogs.form_field import FormField
from collabtui.screens.dialogs.form_line import SuggestLast
from collabtui.screens.shell.search_dialog import Find
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


async def test_a_dialog_has_the_layout_of_its_terminal_from_its_first_frame(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid_out: list[bool] = []
    lay_out = Find._refresh_layout

    def watched(find: Find, *args: Any, **named: Any) -> None:
        laid_out.append(find.has_class("-narrow"))
        lay_out(find, *args, **named)

    monkeypatch.setattr(Find, "_refresh_layout", watched)
    async with stage.play("en") as player:
        await player.press("2", "slash", "escape", "ctrl+f")
        await player.until(lambda: bool(laid_out))
    assert all(laid_out), laid_out


async def test_in_twenty_columns_and_five_lines_what_is_typed_is_seen(stage: Stage) -> None:
    async with stage.play("en", (20, 5)) as player:
        await player.press("6", "n")
        await player.see("▌Name")
        await player.type("Zoe West")
        await player.press("tab")
        await player.type("zoe@x.test")
        await player.see("Mail", "zoe@x.test")


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


async def test_tab_goes_on_behind_a_whole_word_and_completes_one_that_is_begun(published: Stage) -> None:
    """What is typed next is the room, and no part of a name."""
    async with published.play("en", (120, 36)) as player:
        await player.press("W", "n", "enter")
        await player.see("New meeting")
        await player.press("tab", "tab")
        await player.type("张")
        people = player.app.screen.query_one("#field-people", Input)
        await player.press("tab")
        await player.until(lambda: people.value == "张伟")
        assert player.app.focused is people
        await player.type(", Bob")
        await player.press("tab")
        await player.type("Room 3")
        place = player.app.screen.query_one("#field-place", Input)
        await player.until(lambda: place.value == "Room 3")
        assert people.value == "张伟, Bob Brown"


async def test_what_is_put_right_in_one_breath_is_right(published: Stage) -> None:
    """Over a slow line, or on a busy machine, letters and the keys between them come together."""
    async with published.play("en") as player:
        await player.press("6", "n")
        await player.see("▌Name")
        name = player.app.screen.query_one("#field-name", Input)
        for key in (*"Bbo", "backspace", "backspace", *"ob"):
            player.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await player.until(lambda: name.value == "Bob")
        for key in ("ctrl+u", *"Ann", "left", "left", "E", "end", "x"):
            player.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await player.until(lambda: name.value == "AEnnx")


async def test_so_it_is_in_a_field_of_several_lines(published: Stage) -> None:
    async with published.play("en") as player:
        await player.press("3", "e", *["tab"] * 9)
        await player.see("▌Self-check")
        checks = player.app.screen.query_one("#field-checks", TextArea)
        for key in (*"lonk", "backspace", *"g", "enter", *"b"):
            player.app.post_message(events.Key(key, key if len(key) == 1 else "\r" if key == "enter" else None))
        await player.until(lambda: checks.text == "long\nb")


async def test_so_it_is_in_a_filter(published: Stage) -> None:
    async with published.play("en") as player:
        await player.press("3", "slash")
        await player.see("due<friday")
        line = player.app.screen.query_one(FilterLine)
        for key in (*"donx", "backspace", *"e"):
            player.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await player.until(lambda: line.value == "done")


def test_what_is_offered_too_late_for_its_form_is_no_coroutine_that_nobody_awaits() -> None:
    looked: Any = SuggestLast(["Bob Brown"])
    begun = looked._get_suggestion(Static(), "Bo")
    assert not inspect.iscoroutine(begun), "it would be warned of when the form is closed before it runs"
    assert inspect.iscoroutinefunction(begun.func), "Textual runs it"


async def test_arrows_lead_out_of_a_choice_as_out_of_any_field(stage: Stage) -> None:
    async with stage.play("en") as player:
        await player.press("5", "n")
        await player.see("New matter", "▌Title")
        await player.press("down")
        await player.see("▌Kind")
        await player.press("down")
        await player.see("▌Goal")
        await player.press("up", "up")
        await player.see("▌Title")


@pytest.mark.parametrize(("locale", "dirty"), [("en", "Not saved yet"), ("zh", "还没有保存")])
async def test_in_fifteen_lines_the_buttons_and_what_is_said_below_the_fields_are_seen(
    published: Stage, locale: Locale, dirty: str
) -> None:
    async with published.play(locale, (40, 15)) as player:
        await player.press("3", "e")
        await player.see("▌", "(F2)", "(esc)")
        await player.type("Other words")
        await player.press("escape")
        await player.see(dirty, "(F2)")
        await player.pilot.resize_terminal(40, 24)
        await player.press("shift+tab")
        await player.see("(F2)", dirty)
        await player.pilot.resize_terminal(40, 15)
        await player.press("tab")
        await player.see("▌", "Other words", "(F2)")


def test_of_a_pasted_line_of_recipients_each_address_says_who_is_meant() -> None:
    assert names_in("To: Brown, Bob <bob@x.test>; 张伟 <zw@x.test>") == ("bob@x.test", "zw@x.test")
    assert names_in("张伟、Bob Brown；陈静") == ("张伟", "Bob Brown", "陈静")


async def test_a_form_marks_the_fields_that_must_not_be_empty_and_says_so(planned: Stage) -> None:
    async with planned.play("en", (80, 24)) as player:
        await player.press("3", "n")
        await player.see("New action  * needed", "Title *", "Owner  ")
        assert player.screen.count("*") == 2
        await player.press("f2")
        await player.see("New action")  # refused: nothing was made
        assert not planned.acting.store.find(Action)
        await player.press("escape", "6", "n")
        await player.see("Name *", "* needed")
        await player.press("escape", "2", "n", "enter")
        await player.see("Title *", "* needed", "When *")


def test_of_one_field_nobody_asks_whether_it_is_needed() -> None:
    assert not marks_needed([FormField("reason", needed=True)])


@pytest.mark.parametrize(
    ("locale", "typed", "said"),
    [
        ("zh", "张伟、陈静", "写的是张伟、陈静，其中张伟已离任"),
        ("en", "张伟 and 陈静", "Of them, 张伟"),
        ("zh", "张伟", "张伟（P2）已离任"),
        ("zh", "Bob、陈静", "写的是 Bob Brown、陈静"),
        ("en", "Bob", "Bob Brown 法务部"),
        ("zh", "王五", "没有叫 王五 的人"),
    ],
)
async def test_an_owner_who_has_left_is_named_while_one_types_as_the_command_names_him(
    stage: Stage, locale: Locale, typed: str, said: str
) -> None:
    leave(stage.acting, "P2", "P3")
    async with stage.play(locale, (160, 48)) as player:
        await player.press("3", "n", "tab")
        await player.type(typed)
        await player.see(said)
        assert "是不是" not in player.screen
        assert "Did you mean" not in player.screen


async def test_who_does_it_in_the_place_of_its_owner_may_be_several(stage: Stage) -> None:
    async with stage.play("zh", (160, 48)) as player:
        await player.press("3", "n", *["tab"] * 7)
        await player.type("Bob, 陈静")
        await player.see("Bob Brown 法务部 · 陈静 市场部")


@pytest.mark.parametrize(
    ("keys", "field", "typed", "said"),
    [
        (("e",), "depends_on", "A1, A99", "没有行动项 A99"),
        (("t",), "due", "", "请写一个日期"),
        (("r",), "path", "", "请写出文件的路径"),
        (("r",), "path", "计划.xlsx", "没有文件 计划.xlsx"),
    ],
)
async def test_what_is_refused_is_told_below_its_field(
    published: Stage, keys: tuple[str, ...], field: str, typed: str, said: str
) -> None:
    """A ref that no record has names its field as a name does; so does a day that is not there."""
    async with published.play("zh", (100, 40)) as player:
        await player.press("3", "home", "down", *keys)
        player.app.screen.query_one(f"#field-{field}", Input).value = typed
        await player.press("f2")
        await player.see(said)
        lines = player.screen.splitlines()
        at = next(number for number, line in enumerate(lines) if said in line)
        assert "▌" in lines[at - 1], player.screen
        assert player.app.focused is player.app.screen.query_one(f"#field-{field}", Input)
