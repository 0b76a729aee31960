"""What was set elsewhere, by a command or on another page, is not written over by Set-up."""

from collabtui.config_file import read_config, write_config
from support.player import Stage


async def test_what_was_set_elsewhere_stays(stage: Stage) -> None:
    async with stage.play("en", (100, 30)) as player:
        await player.press("7")
        await player.see("Language")
        await player.press("4")
        await player.see("to review")
        config = read_config(stage.home)
        reply = config.reply.model_copy(update={"authserv_id": "mx.example.test"})
        organiser = config.organiser.model_copy(update={"locale": "en"})
        write_config(stage.home, config.model_copy(update={"reply": reply, "organiser": organiser}))
        await player.press("7")
        await player.see("Language")
        await player.press("end", "k", "k", "k", "k", "k", "k", "enter", "enter")
        await player.see("语言")
        await player.until(lambda: read_config(stage.home).organiser.locale == "zh")
    changed = read_config(stage.home)
    assert (changed.organiser.locale, changed.reply.authserv_id) == ("zh", "mx.example.test")
