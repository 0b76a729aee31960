"""Review: what a mail says, whether it is believed, what would change, and the facilitator's yes, no and otherwise."""

from datetime import date

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.domain.people import Locale, Person
from collabtui.lifecycle.actions.edit_actions import add_action
from collabtui.lifecycle.mail_in.receive import receive
from support.mails import raw
from support.player import Player, Stage
from support.replies import outgoing, reply, with_files

BOTH = "1 已完成。\n2 延期到3月18日，因为测试环境晚到。"


@pytest.fixture
def replied(published: Stage) -> Stage:
    """I1: 张伟 has done A1 and asks for A2; A4 waits for A2. 2026-03-02 17:30."""
    published.clock.set("2026-03-02T17:30+08:00")
    add_action(published.acting, ActionDraft(title="上线", owner="陈静", due=date(2026, 3, 16), depends_on=("A2",)))
    arrive(published, BOTH)
    return published


def arrive(stage: Stage, text: str, *, to: str = "zhang@example.test", sender: str = "") -> Incoming:
    mail = receive(stage.workspace.as_worker(), reply(outgoing(stage.workspace, to, "minutes"), text, sender=sender))
    assert mail is not None
    return mail


def action(stage: Stage, ref: str) -> Action:
    return stage.workspace.store.get(Action, ref)


def state(stage: Stage, ref: str) -> str:
    return stage.workspace.store.get(Incoming, ref).state


def styles(player: Player, text: str) -> str:
    """Of the characters that show `text`."""
    for strip in player.app.screen._compositor.render_strips():
        for segment in strip:
            if text in segment.text:
                return str(segment.style)
    return ""


@pytest.mark.parametrize(("locale", "asked"), [("zh", "A2 3月13日 → 3月18日"), ("en", "A2 13 Mar → 18 Mar")])
async def test_a_line_says_what_waits_and_not_what_its_mail_begins_with(
    replied: Stage, locale: Locale, asked: str
) -> None:
    async with replied.play(locale, (80, 24)) as player:
        await player.press("4")
        await player.see("张伟", asked)
        assert "1 已完成" not in player.screen


async def test_a_mail_shows_what_was_read_what_changed_and_what_is_asked(replied: Stage) -> None:
    async with replied.play("zh", (120, 36)) as player:
        await player.press("4")
        await player.see("待处理 1", "张伟 <zhang@example.test>", "带回专属标记")
        await player.see("✓ A1 提供接口文档  已完成")
        await player.see("? A2 完成压力测试  截止 3月13日（周五） → 3月18日（周三）：测试环境晚到")
        await player.see("▲ A4 上线 在等它，截止 3月16日（周一）")
        assert "underline" in styles(player, "延期到3月18日")
        assert "underline" not in styles(player, "怎么回复")


async def test_the_files_that_came_with_a_mail_are_named(published: Stage) -> None:
    mail = outgoing(published.workspace, "zhang@example.test", "minutes")
    assert receive(published.workspace.as_worker(), with_files(reply(mail, "1 已完成。"), ("联调报告.pdf", b"%PDF")))
    async with published.play("zh", (120, 36)) as player:
        await player.press("4")
        await player.see("附件：联调报告.pdf")


async def test_yes_moves_the_date_and_goes_on_to_the_next_mail_that_waits(replied: Stage) -> None:
    arrive(replied, "OK 我看看，应该快好了", to="chen@example.test")
    async with replied.play("en") as player:
        await player.press("4")
        await player.see("2 to review")
        await player.press("down", "enter")
        await player.see("I1 waiting", "due Fri 13 Mar → Wed 18 Mar")
        await player.press("y")
        await player.see("I1 is applied", "I2 waiting")
        assert (action(replied, "A2").due, state(replied, "I1")) == (date(2026, 3, 18), "applied")
        await player.press("escape")
        await player.see("1 to review")


async def test_u_behind_y_means_what_y_did_though_the_next_mail_is_shown(replied: Stage) -> None:
    arrive(replied, "OK 我看看，应该快好了", to="chen@example.test")
    async with replied.play("en") as player:
        await player.press("4", "down", "enter")
        await player.see("I1 waiting")
        await player.press("y")
        await player.see("I1 is applied", "I2 waiting")
        await player.press("u")
        await player.until(lambda: action(replied, "A2").due == date(2026, 3, 13))
        await player.see("Taken back: A2")


async def test_of_a_mail_that_was_decided_the_reason_is_told_as_past(replied: Stage) -> None:
    async with replied.play("en", (160, 48)) as player:
        await player.press("4", "y")
        await player.see("I1 applied", "applied; it needed you: it makes a request")
        await player.see("✓ A2 完成压力测试  due Fri 13 Mar → Wed 18 Mar")  # what it was stays beside what it is


async def test_another_date_than_the_mail_says_can_be_granted(replied: Stage) -> None:
    async with replied.play("zh") as player:
        await player.press("4")
        await player.see("待处理 1")
        await player.press("e")
        await player.see("2026-03-18", "测试环境晚到")
        await player.press("ctrl+u")
        await player.type("推迟三天")
        await player.see("3月16日（周一）")
        await player.press("enter")
        await player.see("待处理 0")
    moved = action(replied, "A2")
    assert (moved.due, moved.reason, action(replied, "A1").status) == (date(2026, 3, 16), "测试环境晚到", "done")


async def test_a_mail_in_which_nothing_was_read_can_be_given_its_meaning(replied: Stage) -> None:
    arrive(replied, "The contract is nearly signed", to="bob@example.test")
    async with replied.play("en") as player:
        await player.press("4")
        await player.see("2 to review")
        await player.press("enter")
        await player.see("nearly done is not done")
        await player.press("e")
        await player.see("I2: what it should do")
        await player.see("A3", "Review the contract")  # all that he has to do
        await player.press("tab", "right", "right", "tab")
        await player.type("90")
        await player.press("enter")
        await player.see("I1 waiting")
    assert (action(replied, "A3").status, action(replied, "A3").percent) == ("in-progress", 90)
    assert state(replied, "I2") == "applied"


async def test_who_signs_and_says_something_else_that_is_not_understood_is_not_called_done(replied: Stage) -> None:
    arrive(replied, "1 not done yet\nagreed", to="bob@example.test")
    async with replied.play("en", (100, 30)) as player:
        await player.press("4")
        await player.see("2 to review")
        await player.press("enter")
        await player.see("partly applied;", "the rest needs you: ", "agrees to the minutes")


async def test_no_leaves_everything_and_can_be_taken_back(replied: Stage) -> None:
    async with replied.play("en") as player:
        await player.press("4")
        await player.see("1 to review")
        await player.press("x")
        await player.see("I1 is refused", "0 to review")
        assert (state(replied, "I1"), action(replied, "A2").due) == ("rejected", date(2026, 3, 13))
        await player.press("u")
        await player.see("1 to review")
        assert state(replied, "I1") == "waiting"


async def test_a_yes_is_taken_back_and_then_what_the_mail_had_done_by_itself(replied: Stage) -> None:
    async with replied.play("en") as player:
        await player.press("4")
        await player.see("1 to review")
        await player.press("y")
        await player.see("0 to review")
        await player.press("u")
        await player.see("Taken back: A2 完成压力测试: due date 18 Mar → 13 Mar")
        await player.see("1 to review")
        assert (action(replied, "A1").status, action(replied, "A2").due) == ("done", date(2026, 3, 13))
        await player.press("u")
        await player.until(lambda: action(replied, "A1").status == "not-started")


async def test_an_answer_in_ones_own_words_goes_out_and_survives_esc(replied: Stage) -> None:
    async with replied.play("zh") as player:
        await player.press("4")
        await player.see("待处理 1")
        await player.press("r")
        await player.see("给张伟")
        await player.type("周五之前行吗？")
        await player.press("escape")
        await player.until(lambda: "给张伟" not in player.screen)
        await player.press("r")
        await player.see("周五之前行吗？", "发送 (F2)")
        await player.press("f2")
        await player.see("给张伟的回信已进入发件箱")
    letter = replied.workspace.store.find(Outgoing, newest_first=True, limit=1)[0]
    assert (letter.to, "周五之前行吗？" in letter.text) == ("zhang@example.test", True)


async def test_an_unknown_address_is_tied_to_a_person_and_its_mail_is_read_again(replied: Stage) -> None:
    arrive(replied, "1 完成", sender="wei@private.test")
    async with replied.play("zh") as player:
        await player.press("4")
        await player.see("待处理 2", "wei@priv")
        await player.press("t")
        await player.see("wei@private.test 是谁的地址？")
        await player.press("张")
        await player.press("tab", "enter")
        await player.until(lambda: replied.workspace.store.get(Incoming, "I2").person == "P2")
        assert replied.workspace.store.get(Person, "P2").aliases == ("wei@private.test",)
        assert state(replied, "I2") == "waiting"


async def test_a_mail_that_arrives_shows_without_moving_the_cursor(replied: Stage) -> None:
    async with replied.play("en", (120, 30)) as player:
        await player.press("4")
        await player.see("I1 waiting")
        arrive(replied, "agreed", to="bob@example.test")
        arrive(replied, "should be fine soon", to="bob@example.test")
        await player.see("2 to review", "should be fine")
        assert "I1 waiting" in player.screen
        await player.press("w")
        await player.until(lambda: "agreed" not in player.screen)


async def test_a_hostile_mail_is_shown_as_text_and_changes_nothing(replied: Stage) -> None:
    head = b"From: x@evil.test\r\nSubject: [bold]\x1b[2J [/b]\r\nMessage-ID: <1@evil>\r\n\r\n"
    raw = head + b"[red]A1 done\x1b]52;c;aGk=\x07\r\n"
    receive(replied.workspace.as_worker(), raw)
    async with replied.play("en") as player:
        await player.press("4")
        await player.see("x@evil.t")
        await player.press("down", "enter")
        await player.see("x@evil.test", "[red]A1 done", "nobody here has this address")
        assert "\x1b" not in player.screen


async def test_a_link_that_says_another_address_is_shown_with_its_target(replied: Stage) -> None:
    html = (
        '<p>1 50%</p><p><a href="https://evil.test/x">https://plan.example.test</a> <a href="https://a.test">x</a></p>'
    )
    head = {"content_type": "text/html; charset=utf-8", "from": "zhang@example.test"}
    assert receive(replied.workspace.as_worker(), raw(html, **head)) is not None
    async with replied.play("zh", (120, 36)) as player:
        await player.press("4")
        await player.see("⚠ 有链接显示为 https://plan.example.test，实际通向 https://evil.test/x")


async def test_the_actions_of_the_sender_are_one_key_away(replied: Stage) -> None:
    async with replied.play("en") as player:
        await player.press("4")
        await player.see("1 to review")
        await player.press("a")
        await player.see("/owner:zhang@example.test", "1 found", "asks 18 Mar")
