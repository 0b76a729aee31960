"""Corrections, versions and sign-offs on the page of the minutes."""

from pathlib import Path
from urllib.parse import unquote

import pytest
from textual.widgets import Input

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.meetings.meeting import Decision, Meeting, SignOff
from collabtui.domain.people import Locale
from collabtui.lifecycle.base import outbox
from collabtui.lifecycle.base.undo_window import UNDO_WINDOW
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.live import edit_entry
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.minutes import publish
from collabtui.screens.dialogs.form import Form
from support.player import Player, Stage
from support.replies import outgoing, reply, send_all


async def at_minutes(player: Player) -> None:
    await player.press("2", "enter")
    await player.see("D1 接口冻结日")


def corrected(stage: Stage, text: str) -> None:
    """张伟 answers the minutes with a correction."""
    send_all(stage.workspace)
    mail = outgoing(stage.workspace, "zhang@example.test", "minutes")
    receive(stage.workspace.as_worker(), reply(mail, f"更正{text}"))


def told(stage: Stage) -> list[Outgoing]:
    mails = stage.workspace.store.find(Outgoing, to="zhang@example.test")
    return [mail for mail in mails if mail.key.startswith("correction")]


async def test_a_correction_is_taken_up_with_one_key_and_its_line_is_prefilled(published: Stage) -> None:
    store = published.workspace.store
    corrected(published, ": 接口冻结日是3月5日")
    async with published.play() as player:
        await at_minutes(player)
        await player.see("● 1 条更正待处理", "✗  张伟", "●  接口冻结日是3月5日", "y 采纳  n 不采纳")
        await player.press("y")
        await player.see("张伟的更正：接口冻结日是3月5日", "D1")
        await player.press("enter")
        await player.see("D1 接口冻结日是3月5日", "✓  D1 接口冻结日是3月5日", "已采纳", "第 1 版之后有改动")
        await player.until(lambda: bool(told(published)))
        assert told(published)[0].not_before == published.clock() + UNDO_WINDOW, "as long as u can hold it"
        await player.press("s")
        await player.see("新版只发给与改动有关的人", "提出过更正", "决定有改动", "发给 5 人")
        await player.press("s")
        await player.until(lambda: store.get(Meeting, "M1").minutes_version == 2)
        await player.see("v1✗ v2·", "v1- v2·")
    assert store.get(Decision, "D1").text == "接口冻结日是3月5日"
    assert "D1 接口冻结日是3月5日" in told(published)[0].text
    assert store.find(Incoming, state="waiting") == []


async def test_a_correction_of_an_action_opens_its_form_with_what_was_understood(published: Stage) -> None:
    corrected(published, " 2: 截止是3月16日")
    async with published.play() as player:
        await at_minutes(player)
        await player.press("enter")
        await player.see("张伟的更正", "完成压力测试", "2026-03-16", "测试报告")
        await player.press("enter")
        await player.until(lambda: str(published.workspace.store.get(Action, "A2").due) == "2026-03-16")
        await player.until(lambda: bool(told(published)))
        await player.press("s")
        await player.see("提出过更正", "本人的行动项有改动", "抄送：本部门有改动", "发给 3 人")


async def test_a_correction_that_is_not_taken_up_is_answered_with_the_reason(published: Stage) -> None:
    corrected(published, ": 接口冻结日是3月5日")
    async with published.play("en") as player:
        await at_minutes(player)
        await player.press("n")
        await player.see("Decline the correction by 张伟", "zhang@example.test")
        await player.type("会上定的是3月4日")
        await player.press("enter")
        await player.see("✗  接口冻结日是3月5日", "refused", "answer due 5 Mar")
    assert "会上定的是3月4日" in told(published)[0].text
    assert told(published)[0].not_before == published.clock() + UNDO_WINDOW
    assert published.workspace.store.get(Decision, "D1").text == "接口冻结日为3月4日"


async def test_what_fits_no_line_becomes_a_new_one(published: Stage) -> None:
    corrected(published, ": 少记了一条，预算归市场部")
    async with published.play() as player:
        await at_minutes(player)
        await player.press("y")
        await player.see("更正的是哪一条", "接口冻结日为3月4日", "新加一条")
        await player.press("end", "enter")
        await player.see("张伟的更正：少记了一条")
        await player.press("home")
        await player.type("d: ")
        await player.press("enter")
        await player.see("D2 少记了一条，预算归市场部")
        await player.until(lambda: bool(told(published)))


@pytest.mark.parametrize(("locale", "asked"), [("zh", "更正的是哪一条"), ("en", "Which line does 张伟 correct?")])
async def test_where_a_correction_does_not_tell_which_line_it_means_that_is_asked(
    published: Stage, locale: Locale, asked: str
) -> None:
    corrected(published, ": 接口冻结那件事，我们后来说得比这里写的晚一些")
    async with published.play(locale, (100, 30)) as player:
        await at_minutes(player)
        await player.press("y")
        await player.see(asked, "D1")
        await player.press("enter")
        await player.until(lambda: isinstance(player.app.screen, Form))
        field = player.app.screen.query_one("#field-text", Input)
        assert field.value == "接口冻结日为3月4日", "the likest line comes first"
        field.value = "接口冻结日为3月5日"
        await player.press("enter")
        await player.until(lambda: published.workspace.store.get(Decision, "D1").text == "接口冻结日为3月5日")


async def test_versions_stand_one_below_the_other_at_80_and_side_by_side_where_there_is_room(published: Stage) -> None:
    edit_entry.reword(published.acting, "D1", "接口冻结日为3月15日")
    publish.publish(published.acting, "M1")
    edit_entry.reword(published.acting, "Q1", "预算由哪个部门出")
    async with published.play() as player:
        await at_minutes(player)
        await player.press("r")
        await player.see(
            "第 2 版（3月2日（周一） 16:00） → 第 3 版（未发）", "- Q1 预算由谁出", "+ Q1 预算由哪个部门出"
        )
        await player.press("left")
        await player.see("- D1 接口冻结日为3月4日", "+ D1 接口冻结日为3月15日")
        assert "完成压力测试" not in player.screen
    async with published.play("en", size=(160, 48)) as player:
        await at_minutes(player)
        await player.press("r", "left")
        await player.see("version 1 (Mon 2 Mar 16:00) → version 2 (Mon 2 Mar 16:00)")
        line = next(line for line in player.screen.splitlines() if "~ D1" in line)
        _, old, new = line.split("D1 ")
        assert "接口冻结日为3月4日" in old
        assert "接口冻结日为3月15日" in new
        await player.see("完成压力测试")


async def test_with_one_version_there_is_nothing_to_compare(published: Stage) -> None:
    async with published.play() as player:
        await at_minutes(player)
        await player.press("r")
        await player.see("只发过一版")


async def test_the_mails_are_seen_leaving_and_can_be_held_until_they_have(published: Stage) -> None:
    def states() -> list[str]:
        return sorted(mail.state for mail in published.workspace.store.find(Outgoing, meeting="M1"))

    async with published.play() as player:
        await at_minutes(player)
        await player.see("第 1 版：已发 0/5 · x 暂缓发送", "✉  张伟")
        await player.press("x")
        await player.until(lambda: states() == ["held"] * 5)
        await player.see("暂缓 5 封，x 继续发送", "▌  张伟")
        await player.press("x")
        await player.until(lambda: states() == ["queued"] * 5)
        first = published.workspace.store.find(Outgoing, meeting="M1")[0]
        with published.acting.transaction() as tx:
            tx.put(first.model_copy(update={"state": "sent", "attempts": 1, "sent_at": published.clock()}))
        await player.see("第 1 版：已发 1/5")
        await player.press("tab", "down", "x")
        await player.until(lambda: states() == ["held", "queued", "queued", "queued", "sent"])
        outbox.release_each(
            published.acting, [mail.ref for mail in published.workspace.store.find(Outgoing, state="held")]
        )
        send_all(published.workspace)
        await player.see("第 1 版：已发 5 封", "3月5日前答复")


async def test_minutes_that_were_taken_back_are_not_let_go_by_the_key_that_holds_mails(published: Stage) -> None:
    """The server was busy once, so the mail stays in the outbox, and what it tells does not hold."""
    for mail in published.workspace.store.find(Outgoing, meeting="M1"):
        with published.acting.transaction() as tx:
            tx.put(mail.model_copy(update={"attempts": 1, "last_error": "451 busy"}))
    undo_last(published.acting)
    held = [mail.ref for mail in published.workspace.store.find(Outgoing, meeting="M1", state="held")]
    assert held
    async with published.play("en") as player:
        await at_minutes(player)
        await player.press("x")
        await player.see("These minutes were taken back")
    assert [mail.ref for mail in published.workspace.store.find(Outgoing, meeting="M1", state="held")] == held


async def test_who_is_silent_at_the_deadline_has_signed_and_the_table_says_so(published: Stage) -> None:
    from collabtui.lifecycle.due import silent_consent

    send_all(published.workspace)
    published.clock.set("2026-03-05T16:00+08:00")
    async with published.play() as player:
        await at_minutes(player)
        silent_consent.apply_silent_consent(published.workspace.as_worker())
        await player.see("3 人中 0 人已答复，3 人默认同意", "默认同意")
    assert {one.state for one in published.workspace.store.find(SignOff, meeting="M1")} == {"silent"}


async def test_a_mail_is_seen_as_its_reader_sees_it_and_in_a_browser(
    published: Stage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    seen = tmp_path / "seen"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {seen}.new && mv {seen}.new {seen}\n')
    browser.chmod(0o755)
    async with published.play("en", size=(160, 48)) as player:
        await at_minutes(player)
        await player.press("v")
        await player.press("down")
        await player.see("as HTML (t)", "你有 2 个行动项")
        await player.press("t")
        await player.see("· 50% · 延期两天 · 受阻")
        monkeypatch.delenv("BROWSER", raising=False)
        await player.press("b")
        await player.see("BROWSER names no program")
        monkeypatch.setenv("BROWSER", str(browser))
        await player.press("b")
        await player.until(seen.exists)
    assert _page(seen) == (True, 0o600)


def _page(seen: Path) -> tuple[bool, int]:
    """What the browser was shown: whether it is the mail, and who may read it."""
    page = Path(unquote(seen.read_text().strip().removeprefix("file://")))
    return "提供接口文档" in page.read_text(encoding="utf-8"), page.stat().st_mode & 0o777
