"""What the bar and Today say of mail follows what the worker reports."""

from collabtui.errors import NoPassword
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.screens.shell.mail_reports import keep_event, keep_trouble, notice_of
from collabtui.session.services import Services
from collabtui.text.catalogue import Catalogue
from collabtui.worker.watch_loop import WatchEvent
from support.player import Stage
from support.replies import outgoing, reply


def test_trouble_is_said_once_and_is_over_when_a_server_answers(stage: Stage) -> None:
    services = Services(stage.home, stage.clock, Catalogue("en"))
    missing = NoPassword(
        "secrets.missing", username="li", key="imap.password_command", service="collabtui", variable="X"
    )
    assert keep_trouble(services.mail, services.words, missing) == services.mail.trouble != ""
    assert keep_trouble(services.mail, services.words, missing) == ""
    assert services.mail.wants == "password"
    services.mail.heard_at(services.session.now)
    assert (services.mail.trouble, services.mail.wants, services.mail.heard) == ("", "", services.session.now)
    services.close()


def test_a_connection_that_stands_does_not_look_out_of_date(stage: Stage) -> None:
    services = Services(stage.home, stage.clock, Catalogue("en"))
    keep_event(services.session, services.mail, WatchEvent("connected"))
    assert services.mail.is_listening
    keep_event(services.session, services.mail, WatchEvent("lost"))
    assert not services.mail.is_listening
    services.close()


async def test_the_clock_goes_on_behind_a_dialog(published: Stage) -> None:
    published.clock.set("2026-03-02T17:30+08:00")
    async with published.play("en", (120, 30)) as player:
        player.app.services.mail.heard_at(player.app.services.session.now)
        player.app.services.mail.is_listening = True
        await player.press("3", "n")
        await player.see("17:30", "⇅")
        assert "0s" not in player.screen
        published.clock.set("2026-03-02T17:55+08:00")
        await player.until(lambda: "17:55" in player.screen)
        assert "⇅ 25m" not in player.screen


def test_what_waits_is_named_and_not_what_was_done_by_itself(published: Stage) -> None:
    published.clock.set("2026-03-02T17:30+08:00")
    minutes = outgoing(published.workspace, "zhang@example.test", "minutes")
    mail = receive(published.workspace.as_worker(), reply(minutes, "1 完成，2 延期到3月18日"))
    services = Services(published.home, published.clock, Catalogue("zh"))
    said = notice_of(services.session, services.words, WatchEvent("read", incoming=mail))
    assert said.endswith("等你决定 A2")
    said = notice_of(services.session, Catalogue("en"), WatchEvent("read", incoming=mail))
    assert said == "● To be decided: 张伟 has answered A2"
    services.close()
