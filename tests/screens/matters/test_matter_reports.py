"""Reports from the page of matters: seen before they go, copied for a group, posted only where a robot is."""

from collabtui.domain.kept_report import KeptReport
from collabtui.domain.mail.mail_records import Outgoing
from support.player import Stage


def reports(stage: Stage) -> list[Outgoing]:
    return [mail for mail in stage.workspace.store.find(Outgoing) if mail.key.startswith("report:")]


async def test_a_status_is_seen_before_it_goes_to_named_people(published: Stage) -> None:
    async with published.play("en", (120, 40)) as player:
        await player.press("5", "m", "w")
        await player.see("Which report?", "To the contacts", "Leadership", "Post to the group")
        await player.press("enter")
        await player.see("Who gets it?")
        await player.press("f2")
        await player.see("No recipient is named")
        await player.type("陈静, bob")
        await player.press("f2")
        await player.see("These people get the report", "陈静", "Bob Brown", "事项进展", "Send to 2")
        assert reports(published) == []
        await player.press("s")
        await player.see("In the outbox: 2 mails.")
    assert [mail.to for mail in reports(published)] == ["chen@example.test", "bob@example.test"]
    (kept,) = published.workspace.store.find(KeptReport)
    assert kept.sent_to == ("陈静", "Bob Brown")


async def test_a_text_for_a_group_is_copied(published: Stage) -> None:
    async with published.play("zh", (120, 40)) as player:
        await player.press("5", "m", "y")
        await player.see("可以贴到群里")
        assert player.app.clipboard.startswith("【进展】 新品上线 (X-2026-001)")
        assert "@张伟" in player.app.clipboard


async def test_nothing_is_posted_where_no_robot_is(published: Stage) -> None:
    async with published.play("zh", (120, 40)) as player:
        await player.press("5", "m", "w", "end", "enter")
        await player.see("还没有配置群机器人")
