"""Outbox: what goes out and what became of it, and the facilitator's hand on it."""

from datetime import timedelta

import pytest
from textual.widgets import TextArea

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.people import Locale, Person
from collabtui.lifecycle.base import outbox
from collabtui.lifecycle.base.outbox import Outcome
from collabtui.lifecycle.due.mails_that_waited import true_as_it_leaves
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.people.edit_people import PersonChange, edit_person
from collabtui.screens.frame.page import Page
from collabtui.screens.outbox.outbox_list import FIRST
from collabtui.widgets.rows import Rows
from support.player import Stage
from support.records import outgoing as record
from support.replies import outgoing, parsed

ZHANG = "zhang@example.test"


def mail_to(stage: Stage, to: str = ZHANG) -> Outgoing:
    return outgoing(stage.workspace, to, "minutes")


def leave(stage: Stage, *outcomes: tuple[str, Outcome]) -> None:
    """All that is due leaves; those named by their address as said, the others arrive."""
    worker = stage.workspace.as_worker()
    for mail in outbox.take_batch(worker, 50, true_as_it_leaves):
        outbox.settle(worker, mail, dict(outcomes).get(mail.to, Outcome("sent")))


@pytest.fixture
def mixed(published: Stage) -> Stage:
    """The minutes of M1: the one to 张伟 was refused, the others arrived."""
    leave(published, (ZHANG, Outcome("permanent", "550 no such user")))
    return published


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_states_have_their_counts_and_are_reached_with_the_arrows(mixed: Stage, size: tuple[int, int]) -> None:
    async with mixed.play("en", size) as player:
        await player.press("O")
        await player.see("all 5", "queued 0", "failed 1", "sent 4", "no such address")
        await player.press("left", "left")
        await player.see("no such address")
        assert "✓ Bob" not in player.screen
        await player.press("left")
        await player.see("No mail is held.")


async def test_enter_shows_the_mail_as_its_reader_gets_it_and_the_way_out(mixed: Stage) -> None:
    async with mixed.play("zh") as player:
        await player.press("O", "left", "left", "enter")
        await player.see(
            "张伟 <zhang@example.test>",
            "未送达",
            "原因：收件地址不存在",
            "服务器原话：550 no such user",
            "到“人员”页（6）更正",
            "提供接口文档",
        )
        assert "collabtui outbox" not in player.screen


async def test_hold_keeps_a_mail_and_undo_lets_it_go_on(published: Stage) -> None:
    ref = mail_to(published).ref
    async with published.play("en", (120, 36)) as player:
        await player.press("O")
        player.app.screen.query_one("#outgoing").point_at(ref)  # type: ignore[attr-defined]  # a list
        await player.press("h")
        await player.see(f"{ref} is held", "held 1", "It stays here until s sends it")
        assert mail_to(published).state == "held"
        await player.press("u")
        await player.see("held → queued", "held 0")
        assert mail_to(published).state == "queued"


async def test_a_mail_that_stays_since_what_it_tells_was_undone_says_so(published: Stage) -> None:
    undo_last(published.acting)
    assert mail_to(published).state == "held"
    async with published.play("en", (120, 36)) as player:
        await player.press("O")
        player.app.screen.query_one("#outgoing").point_at(mail_to(published).ref)  # type: ignore[attr-defined]  # a list
        await player.see("What it reports was undone")
        assert "It stays here until s sends it" not in player.screen


@pytest.mark.parametrize(
    ("locale", "asked"), [("en", "tells 张伟 was undone and no longer holds"), ("zh", "告诉张伟的事已撤销，不再属实")]
)
async def test_what_was_undone_is_not_mailed_by_one_key(published: Stage, locale: Locale, asked: str) -> None:
    undo_last(published.acting)
    ref = mail_to(published).ref
    async with published.play(locale, (100, 30)) as player:
        await player.press("O")
        await player.see("‖")
        player.app.screen.query_one("#outgoing", Rows).point_at(ref)
        await player.press("s")
        await player.see(asked)
        await player.press("enter")
        await player.until(lambda: asked not in player.screen)
        assert mail_to(published).state == "held"
        await player.press("s")
        await player.see(asked)
        await player.press("y")
        await player.until(lambda: mail_to(published).state == "queued")


async def test_a_failed_mail_goes_to_the_address_that_was_corrected(mixed: Stage) -> None:
    person = next(one for one in mixed.workspace.store.find(Person, email=ZHANG))
    edit_person(mixed.acting, person.ref, PersonChange(email="new@example.test"))
    async with mixed.play("en", (120, 36)) as player:
        await player.press("O", "left", "left", "s")
        await player.see("goes out to new@example.test in 5 s")
    mixed.clock.now += timedelta(seconds=6)
    leave(mixed)
    assert mail_to(mixed, "new@example.test").state == "sent"


@pytest.mark.parametrize(
    ("locale", "words"),
    [("zh", "不起作用：它现在是“已发出”"), ("en", "does nothing for this mail: it is sent")],
)
async def test_a_key_that_a_mail_has_no_use_for_says_so(mixed: Stage, locale: Locale, words: str) -> None:
    sent = mail_to(mixed, "bob@example.test")
    for key in ("h", "s", "e"):
        async with mixed.play(locale, (160, 48)) as player:
            await player.press("O")
            player.app.screen.query_one("#outgoing").point_at(sent.ref)  # type: ignore[attr-defined]  # a list
            await player.see("bob@example.test")
            await player.settle()
            await player.press(key)
            await player.see(words)
    assert mail_to(mixed, "bob@example.test").state == "sent"


async def test_what_was_sent_goes_once_more_as_a_mail_of_its_own(mixed: Stage) -> None:
    before = mail_to(mixed, "bob@example.test")
    async with mixed.play("en", (120, 36)) as player:
        await player.press("O")
        player.app.screen.query_one("#outgoing").point_at(before.ref)  # type: ignore[attr-defined]  # a list
        await player.press("r")
        await player.see(f"{before.ref} goes out once more", "queued 1")
        await player.press("u")
        await player.see("held 1")


async def test_a_mail_that_waits_is_edited_and_leaves_in_those_words(published: Stage) -> None:
    before = mail_to(published)
    async with published.play("en", (120, 36)) as player:
        await player.press("O")
        player.app.screen.query_one("#outgoing").point_at(before.ref)  # type: ignore[attr-defined]  # a list
        await player.press("e")
        await player.see(f"{before.ref} to {ZHANG}: edit the text")
        assert mail_to(published).state == "held"
        area = player.app.screen.query_one(TextArea)
        area.move_cursor((2, 0))
        await player.type("Dear Zhang Wei, please read this first.\n")
        await player.press("f2")
        await player.see("now has your text and goes out in 5 seconds")
        await player.see("✎")
    published.clock.now += timedelta(seconds=6)
    leave(published)
    sent = mail_to(published)
    assert (sent.state, sent.text.startswith("Dear Zhang Wei")) == ("sent", True)
    assert parsed(sent)["Message-ID"] == before.message_id


async def test_one_undo_takes_back_the_words_and_that_the_mail_goes_on(published: Stage) -> None:
    before = mail_to(published)
    async with published.play("en", (120, 36)) as player:
        await player.press("O")
        player.app.screen.query_one("#outgoing").point_at(before.ref)  # type: ignore[attr-defined]  # a list
        await player.press("e")
        player.app.screen.query_one(TextArea).move_cursor((2, 0))
        await player.type("Dear Zhang Wei, please read this first.\n")
        await player.press("f2")
        await player.see("now has your text and goes out in 5 seconds; u takes it back.")
        await player.press("u")
        await player.see("Taken back")
    assert (mail_to(published).state, mail_to(published).own_words) == ("held", None)


async def test_what_waits_anyway_is_held_and_not_undone_after_send(published: Stage) -> None:
    """It waited before: there is no change that an undo would take back, and the one before that is not meant."""
    before = mail_to(published)
    async with published.play("en", (120, 36)) as player:
        await player.press("O")
        player.app.screen.query_one("#outgoing").point_at(before.ref)  # type: ignore[attr-defined]  # a list
        await player.press("s")
        await player.see("goes out to", "in 5 seconds; h holds it.")
        assert not any("u recalls it" in one for one in player.notices.told)
        await player.press("h")
        await player.see(f"{before.ref} is held")
    assert mail_to(published).state == "held"


async def test_half_written_words_keep_the_mail_here(published: Stage) -> None:
    ref = mail_to(published).ref
    async with published.play("en", (120, 36)) as player:
        await player.press("O")
        player.app.screen.query_one("#outgoing").point_at(ref)  # type: ignore[attr-defined]  # a list
        await player.press("e", "escape")
        assert mail_to(published).state == "queued"
        await player.press("e")
        await player.type("P.S.")
        await player.press("escape")
        await player.see(f"{ref} stays held, with your draft")
        assert mail_to(published).state == "held"
        await player.press("e")
        await player.see("P.S.")
        await player.press("f2")
        await player.see(f"{ref} now has your text and stays held")


async def test_a_line_that_answers_need_is_asked_for(published: Stage) -> None:
    ref = mail_to(published).ref
    async with published.play("zh", (120, 36)) as player:
        await player.press("O")
        player.app.screen.query_one("#outgoing").point_at(ref)  # type: ignore[attr-defined]  # a list
        await player.press("e")
        player.app.screen.query_one(TextArea).text = "主题：改期\n\n不用回复。"
        await player.press("f2")
        await player.see("这一行必须原样保留", "1. 提供接口文档")
        player.app.screen.query_one(TextArea).text = "改期"
        await player.press("f2")
        await player.see("第一行是主题")


async def test_older_mails_are_listed_once_one_comes_to_them(stage: Stage) -> None:
    with stage.acting.transaction() as tx:
        for number in range(1, FIRST + 21):
            tx.put(record(f"O{number}", subject=f"mail {number} of them", person="P2"))
    async with stage.play("en") as player:
        await player.press("O")
        await player.see(f"all {FIRST + 20}", f"mail {FIRST + 20} of them")
        await player.press("G")
        await player.see("mail 21 of them")
        await player.press("G")
        await player.see("mail 1 of them")


async def test_another_page_leads_to_a_mail_however_old(stage: Stage) -> None:
    with stage.acting.transaction() as tx:
        for number in range(1, FIRST + 21):
            tx.put(record(f"O{number}", subject=f"mail {number} of them", person="P2"))
    async with stage.play("en", (120, 36)) as player:
        player.app.screen.post_message(Page.Go("outbox", "O3"))
        await player.see("O3 minutes", "mail 3 of them")


async def test_all_mails_to_one_person_and_back(mixed: Stage) -> None:
    async with mixed.play("en", (120, 36)) as player:
        await player.press("O", "left", "left", "p")
        await player.see("to 张伟")
        assert "✓ Bob" not in player.screen
        await player.press("escape")
        await player.see("Bob")


async def test_the_mails_of_a_person_are_a_list_also_where_a_mail_covered_it(mixed: Stage) -> None:
    async with mixed.play("en", (80, 24)) as player:
        await player.press("O", "left", "left", "enter")
        await player.see("交付：接口文档")
        await player.press("p")
        await player.see("to 张伟 · esc")
        assert "交付：接口文档" not in player.screen


async def test_an_empty_outbox_says_what_to_do(stage: Stage) -> None:
    async with stage.play("zh") as player:
        await player.press("O")
        await player.see("还没有邮件", "打开一个会议（2），再按 i")


async def test_mails_that_wait_in_the_bar_lead_here(published: Stage) -> None:
    async with published.play("en", (120, 36)) as player:
        await player.press("6")
        await player.see("✉ 5")
        line = player.screen.splitlines()[0]
        await player.pilot.click("PageBar", offset=(line.index("✉") + 1, 0))
        await player.see("queued 5")


@pytest.mark.parametrize(("locale", "said"), [("en", "left while you were writing"), ("zh", "改写期间")])
async def test_a_mail_that_another_hand_sends_while_it_is_edited_is_not_called_held(
    published: Stage, locale: Locale, said: str
) -> None:
    ref = mail_to(published).ref
    async with published.play(locale, (120, 36)) as player:
        await player.press("O")
        player.app.screen.query_one("#outgoing").point_at(ref)  # type: ignore[attr-defined]  # a list
        await player.press("e")
        await player.type("P.S.")
        outbox.retry(published.acting, ref, timedelta())
        leave(published)
        await player.press("f2")
        await player.see(ref, "P.S.")
        await player.press("escape")
        await player.see(said)
        assert mail_to(published).state == "sent"
        assert len(published.workspace.store.find(Outgoing)) == 5


async def test_what_the_subject_says_already_has_no_column_at_80_columns(mixed: Stage) -> None:
    async with mixed.play("en") as player:
        await player.press("O")
        await player.see("Bob Brown", "Minutes: ")
        assert "minutes" not in player.screen
    async with mixed.play("en", (200, 48)) as player:
        await player.press("O")
        await player.see("Minutes: 新品上线协作会", "  minutes     16:00")


@pytest.mark.parametrize("before", ["failed", "held"])
async def test_the_reason_why_a_mail_is_here_is_still_there_after_send_and_undo(mixed: Stage, before: str) -> None:
    ref = mail_to(mixed).ref
    if before == "held":
        outbox.hold(mixed.acting, ref)

    def mail() -> tuple[str, str]:
        found = mail_to(mixed)
        return found.state, found.last_error

    async with mixed.play("en", (120, 30)) as player:
        await player.press("O")
        player.app.screen.query_one("#outgoing").point_at(ref)  # type: ignore[attr-defined]  # a list
        await player.press("s")
        await player.until(lambda: mail()[0] == "queued")
        await player.press("u")
        await player.until(lambda: mail() == (before, "550 no such user"))
        await player.see("550 no such user")


def test_what_a_server_said_since_is_the_reason(mixed: Stage) -> None:
    ref = mail_to(mixed).ref
    outbox.hold(mixed.acting, ref)
    outbox.retry(mixed.acting, ref)
    leave(mixed, (ZHANG, Outcome("temporary", "421 later")))
    undo_last(mixed.acting)
    assert (mail_to(mixed).state, mail_to(mixed).last_error) == ("held", "421 later")


async def test_a_refusal_is_said_in_words_before_those_of_the_server(published: Stage) -> None:
    failed = published.workspace.store.find(Outgoing, person="P2")[-1]
    with published.workspace.as_worker().transaction() as tx:
        tx.put(failed.model_copy(update={"state": "failed", "last_error": "550 5.1.1 User unknown"}))
    async with published.play("zh", (120, 36)) as player:
        await player.press("O", "down", "down", "down")
        await player.see("收件地址不存在", "服务器原话：550 5.1.1 User")
