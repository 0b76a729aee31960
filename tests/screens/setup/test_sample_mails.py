"""Texts of the mails are looked at in the screens: each kind with a sample, own ones and broken ones marked."""

import pytest

from support.player import Stage


async def test_each_kind_is_shown_with_a_sample_and_own_ones_are_marked(stage: Stage) -> None:
    own = stage.home.templates / "mail/en"
    own.mkdir(parents=True)
    (own / "absent-signer.txt").write_text("Subject: [{{ meeting.ref }}] Ours #{{ code }}\n\nOur own words.\n")
    (own / "minutes.txt").write_text("Subject: [{{ meeting.ref }}] {{ nobody.knows }} #{{ code }}\n\nHello\n")
    async with stage.play("en", (120, 40)) as player:
        await player.press("7", "t")
        await player.see("Texts of the mails, with sample data", "your own", "built in", "cannot be filled in")
        await player.see("mail/en/minutes.txt", "'nobody'")
        await player.press("down")
        await player.see("mail/en/absent-signer.txt", "Our own words.")
        await player.press("escape")
        await player.see("Settings")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("模板预览", "邮件文字"), ("改键", "按键"), ("交付标准", "自检"), ("检查", "核对数据"),
        ("职责", "发送分工草案"), ("里程碑", "填写本步骤"),
    ],
)  # fmt: skip
async def test_the_palette_finds_what_people_call_otherwise(published: Stage, typed: str, found: str) -> None:
    async with published.play("zh") as player:
        await player.press("ctrl+p")
        await player.type(typed)
        await player.see(found)
