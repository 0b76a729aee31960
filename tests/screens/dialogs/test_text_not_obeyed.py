"""What is typed into stands in fields as well, from mails and files: the terminal obeys none of it there."""

import re

import pytest

from collabtui.lifecycle.live import run
from collabtui.lifecycle.meetings import plan
from support.paths import PACKAGE
from support.player import Player, Stage
from support.world import AGENDA

OBEYED = "\x1b]0;another title\x07\x1b]8;;http://evil.test\x1b\\here\x1b[31mred\x9b2J"
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")


def sent_to_terminal(player: Player) -> str:
    return "\n".join(
        segment.text
        for strip in player.app.screen._compositor.render_strips()
        for segment in strip
        if not segment.control
    )


async def test_a_line_of_the_log_is_edited_without_what_a_terminal_would_obey(running: Stage) -> None:
    run.capture(running.acting, "M1", f"a note {OBEYED}")
    async with running.play("en", (120, 36)) as player:
        await player.press("f10", "shift+tab", "end", "enter")
        await player.see("a note ]0;another title")
        assert not CONTROL.search(sent_to_terminal(player))


async def test_an_agenda_is_edited_as_a_text_without_it(stage: Stage) -> None:
    plan.new_meeting(stage.acting, AGENDA.model_copy(update={"place": f"Room {OBEYED}"}))
    async with stage.play("en", (120, 36)) as player:
        await player.press("2", "enter", "E")
        await player.see("]0;another title")
        assert not CONTROL.search(sent_to_terminal(player))


@pytest.mark.parametrize("field", ["Input", "TextArea"])
def test_no_screen_has_a_field_of_textual_itself(field: str) -> None:
    made = re.compile(rf"(?:yield|=|return) {field}\(|class \w+\({field}\)")
    found = {path.name for path in PACKAGE.rglob("*.py") if made.search(path.read_text("utf-8"))}
    assert found == {{"Input": "typed_line.py", "TextArea": "text_editor.py"}[field]}
