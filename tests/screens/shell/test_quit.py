"""Quitting while mails have not left: it is asked, they leave first where that is wanted, and a second key goes."""

from datetime import timedelta

import pytest

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.people import Locale
from collabtui.lifecycle.live import run
from collabtui.lifecycle.meetings.invite import invite
from support.player import Player, Stage


def leave(stage: Stage, ref: str) -> None:
    """As the worker does it."""
    mail = stage.workspace.store.get(Outgoing, ref)
    assert mail is not None
    put(stage, mail.model_copy(update={"state": "sent", "attempts": 1, "sent_at": stage.clock.now}))


def put(stage: Stage, mail: Outgoing) -> None:
    with stage.workspace.store.transaction(actor="x", via="worker", now=stage.clock.now) as tx:
        tx.put(mail)


def waiting(stage: Stage) -> list[str]:
    return [one.ref for one in stage.workspace.store.find(Outgoing) if one.state == "queued"]


async def is_over(player: Player) -> None:
    await player.until(lambda: player.app._exit)


@pytest.mark.parametrize(
    ("locale", "size"), [("zh", (80, 24)), ("en", (80, 24)), ("zh", (40, 15)), ("en", (40, 15)), ("en", (160, 48))]
)
async def test_who_quits_reads_how_many_mails_wait_and_what_becomes_of_them(
    published: Stage, locale: Locale, size: tuple[int, int]
) -> None:
    count = len(waiting(published))
    async with published.play(locale, size) as player:
        await player.press("ctrl+q")
        said = ("还有", f"{count} 封邮件", "发件箱", "发完再退出", "现在退出", "不退出")
        await player.see(*(said if locale == "zh" else (f"{count} mails", "outbox", "send, then quit", "stay")))
        await player.press("escape")
        await player.until(lambda: len(player.app.screen_stack) == 1)
        assert not player.app._exit


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
async def test_a_second_key_goes_and_leaves_the_mails(published: Stage, key: str) -> None:
    before = waiting(published)
    async with published.play("en") as player:
        await player.press("ctrl+q")
        await player.see("not left yet")
        await player.press(key)
        await is_over(player)
    assert waiting(published) == before


async def test_they_leave_first_and_then_the_screens_end(published: Stage) -> None:
    refs = waiting(published)
    async with published.play("en") as player:
        await player.press("ctrl+q", "s")
        await player.see(f"{len(refs)} to go")
        for ref in refs[1:]:
            leave(published, ref)
        await player.see("1 to go")
        leave(published, refs[0])
        await is_over(player)


async def test_trouble_and_a_password_that_is_not_kept_are_said(published: Stage) -> None:
    async with published.play("en") as player:
        player.app.services.mail.forgets_password = True
        await player.press("ctrl+q")
        await player.see("asked for the mail password again")
        await player.press("escape")
        player.app.services.mail.trouble = "No password is known."
        await player.press("ctrl+q")
        await player.see("Sending does not work now: No password is known.")


async def test_nothing_is_asked_where_nothing_waits_or_another_sends(planned: Stage) -> None:
    for ref in waiting(planned):
        leave(planned, ref)
    async with planned.play("en") as player:
        await player.press("ctrl+q")
        await is_over(player)


async def test_mails_that_another_sends_keep_nobody(published: Stage) -> None:
    async with published.play("en") as player:
        player.app.services.mail.is_done_elsewhere = True
        await player.press("ctrl+q")
        await is_over(player)


async def test_mails_that_wait_for_their_hour_keep_nobody(published: Stage) -> None:
    for mail in published.workspace.store.find(Outgoing):
        put(published, mail.model_copy(update={"not_before": published.clock.now + timedelta(hours=2)}))
    async with published.play("en") as player:
        await player.press("ctrl+q")
        await is_over(player)


async def test_mails_that_no_server_took_and_that_wait_for_another_try_are_said(published: Stage) -> None:
    later = published.clock.now + timedelta(minutes=30)
    for mail in published.workspace.store.find(Outgoing):
        put(published, mail.model_copy(update={"not_before": later, "attempts": 2, "last_error": "server is dead"}))
    async with published.play("en") as player:
        await player.press("ctrl+q")
        await player.see(f"{len(waiting(published))} mails have not left yet")


async def test_who_quits_from_a_running_meeting_reads_of_the_mails_too(planned: Stage) -> None:
    invite(planned.acting, "M1")
    planned.clock.set("2026-03-02T14:00+08:00")
    run.start(planned.acting, "M1")
    async with planned.play("en") as player:
        await player.press("2", "enter")
        await player.see("1/2 开场")
        await player.type("half a li")
        await player.press("ctrl+q")
        await player.see("not left yet")
        await player.press("escape")
        await player.see("half a li")
