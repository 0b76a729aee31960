"""What is said of minutes above them is what has happened to their mails, as it happens."""

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.people import Locale
from collabtui.lifecycle.base import outbox
from collabtui.lifecycle.base.outbox import Outcome
from collabtui.lifecycle.due.silent_consent import apply_silent_consent
from collabtui.lifecycle.live import edit_entry, run
from collabtui.lifecycle.mail_in.receive import receive
from support.player import Player, Stage
from support.replies import outgoing, reply, send_all


async def at_minutes(player: Player) -> None:
    await at_minutes_of(player, "D1 接口冻结日为3月4日")


async def at_minutes_of(player: Player, decision: str) -> None:
    await player.press("2", "enter")
    await player.see(decision)


def head(player: Player) -> str:
    """The two lines below the bar."""
    return "\n".join(player.screen.splitlines()[1:3])


def settled(stage: Stage, outcome: Outcome) -> None:
    """One mail that waits gets an answer of the server's."""
    acting = stage.workspace.as_worker()
    (mail,) = outbox.take_batch(acting, 1)
    outbox.settle(acting, mail, outcome)


async def test_minutes_are_queued_until_a_server_has_taken_the_last_mail(published: Stage) -> None:
    async with published.play() as player:
        await at_minutes(player)
        assert "✉ 第 1 版：5 封中 5 封待发" in head(player)
        assert "3 人中 0 人已答复" in head(player)
        settled(published, Outcome("sent"))
        await player.see("5 封中 4 封待发")
        assert "已发" not in head(player)
        send_all(published.workspace)
        await player.see("第 1 版已发")


async def test_sending_and_taking_back_within_the_grace_is_seen_above(recorded: Stage) -> None:
    async with recorded.play("en") as player:
        await at_minutes(player)
        await player.press("s")
        await player.press("s")
        await player.see("version 1: 5 of 5 mails queued")
        assert "version 1 sent" not in head(player)
        await player.press("u")
        await player.see("due in 22 h")
        assert "queued" not in head(player)


async def test_a_version_that_was_taken_back_is_shown_as_that_and_as_nothing_that_was_sent(published: Stage) -> None:
    send_all(published.workspace)
    edit_entry.reword(published.acting, "D1", "接口冻结日为3月15日")
    async with published.play("en") as player:
        await at_minutes_of(player, "D1 接口冻结日为3月15日")
        await player.press("s")
        await player.press("s")
        await player.see("version 2: 5 of 5 mails queued")
        await player.press("u")
        await player.see("changed since version 1", "v1· v2↶", "0 of 3 answered")
        await player.press("r")
        await player.see("→ version 2 (not sent)")


async def test_a_server_that_is_away_is_named_as_what_keeps_the_mails(published: Stage) -> None:
    async with published.play("en", size=(160, 48)) as player:
        await at_minutes(player)
        acting = published.workspace.as_worker()
        outbox.put_back(acting, outbox.take_batch(acting, 20), "connection refused")
        await player.see("5 of 5 mails queued, not accepted by the server yet")
        settled(published, Outcome("sent"))
        await player.see("4 of 5 mails queued, not accepted by the server yet")
        send_all(published.workspace)
        await player.see("version 1 sent", "0 of 3 answered")


async def test_whom_they_did_not_reach_is_said_beside_what_is_to_be_done(published: Stage) -> None:
    settled(published, Outcome("permanent", "550 no such user"))
    send_all(published.workspace)
    async with published.play() as player:
        await at_minutes(player)
        assert "第 1 版：5 封中 4 封已发" in head(player)
        assert "✗ 1 封未送达 · 3 人中 0 人已答复" in head(player)
        edit_entry.reword(published.acting, "D1", "接口冻结日为3月15日")
        await player.see("第 1 版之后有改动", "✗ 1 封未送达")
        edit_entry.reword(published.acting, "D1", "接口冻结日为3月4日")
        outbox.retry(published.acting, published.workspace.store.find(Outgoing, state="failed")[0].ref)
        await player.see("5 封中 1 封待发")
        assert "✗" not in head(player)


async def test_held_mails_are_not_said_to_be_on_their_way(published: Stage) -> None:
    async with published.play("en") as player:
        await at_minutes(player)
        await player.press("x")
        await player.see("version 1: 5 of 5 mails held")
        await player.press("x")
        await player.see("version 1: 5 of 5 mails queued")


async def test_the_page_says_when_the_meeting_was_held_and_what_was_planned_instead(planned: Stage) -> None:
    planned.clock.set("2026-03-03T09:05+08:00")
    run.start(planned.acting, "M1")
    run.capture(planned.acting, "M1", "d: 先做接口")
    planned.clock.set("2026-03-03T10:00+08:00")
    run.end(planned.acting, "M1")
    async with planned.play(size=(120, 30)) as player:
        await player.press("2")
        await player.see("3月3日（周二） 09:05–10:00")
        await player.press("enter")
        await player.see("纪要 · 3月3日（周二） 09:05–10:00", "原定：3月2日（周一） 14:00–14:50")


async def test_minutes_that_all_have_signed_off_say_so(published: Stage) -> None:
    send_all(published.workspace)
    meeting = published.workspace.store.get(Meeting, "M1")
    with published.acting.transaction() as tx:
        tx.put(meeting.model_copy(update={"state": "signed"}))
    async with published.play("en") as player:
        await at_minutes(player)
        assert "signed off · version 1 sent · 3 actions open" in head(player)
    with published.acting.transaction() as tx:
        for action in tx.find(Action, meeting="M1"):
            tx.put(action.model_copy(update={"status": "done", "percent": 100}))
    async with published.play("en") as player:
        await at_minutes(player)
        assert "version 1 sent · next: ^p archive" in head(player)


@pytest.mark.parametrize(
    ("locale", "said"),
    [("en", "1 of 3 answered, 2 agreed by silence"), ("zh", "3 人中 1 人已答复，2 人默认同意")],
)
async def test_who_agreed_by_silence_is_not_counted_as_an_answer(published: Stage, locale: Locale, said: str) -> None:
    send_all(published.workspace)
    assert receive(
        published.workspace.as_worker(), reply(outgoing(published.workspace, "zhang@example.test", "minutes"), "同意")
    )
    published.clock.set("2026-03-09T18:00+08:00")
    apply_silent_consent(published.workspace.as_worker())
    async with published.play(locale) as player:
        await at_minutes(player)
        await player.until(lambda: said in head(player))
