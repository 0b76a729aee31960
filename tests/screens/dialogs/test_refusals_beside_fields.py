"""What a form refuses stands below the field that it speaks of, also where nothing was typed that it could name."""

from typing import NamedTuple

import pytest
from textual.widgets import Input

from collabtui.domain.people import Locale, Person
from collabtui.screens.dialogs.form import Form, Note
from support.player import Player, Stage


class Refusal(NamedTuple):
    """What is pressed until it is said; a key that begins with a blank is typed as text."""

    locale: Locale
    keys: tuple[str, ...]
    field: str
    said: str


REFUSALS = (
    Refusal("zh", ("2", "n", "enter", "f2"), "title", "请写会议主题"),
    Refusal("en", ("3", "n", "f2"), "title", "title"),
    Refusal("en", ("5", "n", "f2"), "title", "Give it a title"),
    Refusal("zh", ("6", "n", "f2"), "name", "请填写姓名"),
    Refusal("zh", ("6", "n", " 王@芳", "f2"), "name", "王@芳：姓名里不能有"),
    Refusal("en", ("6", "n", " bob@x.test", "f2"), "name", "a name cannot contain"),
    Refusal("en", ("6", "n", " Bo", "f2"), "email", "A mail address is missing"),
    Refusal("zh", ("2", "end", "enter", "o", "enter", "f2"), "vote_text", "请写明 M1 表决什么"),
    Refusal("en", ("2", "end", "enter", "o", "enter", " Which?", "tab", " May", "f2"), "vote_choices", "2 to"),
    Refusal("zh", ("2", "end", "enter", "o", "enter", " 选谁", "tab", " 五月\n五月", "f2"), "vote_choices", "写了两次"),
    Refusal(
        "en", ("2", "end", "enter", "o", "down", "enter", " Who?", "tab", " A\nB", "tab", " 张伟", "f2"),
        "vote_to", "three people",
    ),
)  # fmt: skip


async def press(player: Player, keys: tuple[str, ...]) -> None:
    for key in keys:
        await (player.type(key.removeprefix(" ")) if key.startswith(" ") else player.press(key))


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda one: f"{one.field}-{one.locale}-{len(one.keys)}")
async def test_a_refusal_stands_below_its_field(published: Stage, refusal: Refusal) -> None:
    async with published.play(refusal.locale, (100, 36)) as player:
        await press(player, refusal.keys)
        await player.see(refusal.said)
        form = player.app.screen
        assert isinstance(form, Form)
        said = {note.id: str(note.render()) for note in form.query(Note) if note.display}
        assert refusal.said in said.get(f"refused-{refusal.field}", ""), said
        assert player.app.focused is form.query_one(f"#field-{refusal.field}")


async def test_an_address_typed_at_full_width_is_one(published: Stage) -> None:
    async with published.play("zh") as player:
        await press(player, ("6", "n", " 周一", "tab", " zhou＠ｘ.test"))
        assert player.app.screen.query_one("#field-email", Input).value == "zhou＠ｘ.test"
        await player.press("f2")
        await player.until(lambda: bool(published.workspace.store.find(Person, email="zhou@x.test")))
