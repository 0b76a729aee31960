"""Finding anything: results while one types, and Enter leads to the very place."""

import pytest
from textual.widgets import Input

from collabtui.domain.matters.matter import Matter, Risk
from collabtui.domain.people import Locale
from collabtui.lifecycle.live import run
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.meetings import plan
from collabtui.widgets.rows import Rows
from support.player import Player, Stage
from support.replies import outgoing, reply
from support.world import AGENDA


async def look_for(player: Player, text: str) -> None:
    await player.press("slash")
    await player.until(lambda: bool(player.app.screen.query("#find-text")))
    await player.type(text)


def under_cursor(player: Player, rows: str) -> object:
    return player.app.screen.query_one(f"#{rows}", Rows).key


async def test_two_chinese_characters_are_found_and_lead_to_the_line_of_the_minutes(published: Stage) -> None:
    async with published.play() as player:
        await look_for(player, "预算")
        await player.see("待跟进问题  1", "Q1", "预算由谁出", "新品上线协作会")
        await player.press("enter")
        await player.see("发给 5 人", "纪要")
        await player.until(lambda: under_cursor(player, "contents") == "Q1")


async def test_what_is_found_stands_by_kind_with_the_words_standing_out(published: Stage) -> None:
    async with published.play("zh", (160, 30)) as player:
        await look_for(player, "接口")
        await player.see("决定  1", "行动项  1", "接口冻结日为3月4日", "提供接口文档")
        struck = [
            segment.text
            for strip in player.app.screen._compositor.render_strips()
            for segment in strip
            if "underline" in str(segment.style)
        ]
        assert struck.count("接口") >= 2
        await player.press("down", "enter")
        await player.see("A1 提供接口文档", "负责人 张伟")


async def test_a_mail_opens_in_the_inbox(published: Stage) -> None:
    mail = outgoing(published.workspace, "zhang@example.test", "minutes")
    receive(published.workspace.as_worker(), reply(mail, "2 延期到3月18日，因为测试环境晚到。"))
    async with published.play("en") as player:
        await look_for(player, "测试环境")
        await player.see("Mails  1", "I1", "测试环境")
        await player.press("enter")
        await player.see("张伟 <zhang@example.test>", "测试环境晚到")


async def test_the_words_that_were_found_stand_beside_a_subject_that_has_only_some_of_them(published: Stage) -> None:
    mail = outgoing(published.workspace, "zhang@example.test", "minutes")
    late = "前面先说几句别的事情。" * 20 + "2 延期到3月18日，因为测试环境晚到。"
    receive(published.workspace.as_worker(), reply(mail, late))
    async with published.play("zh", (80, 24)) as player:
        await look_for(player, "纪要 测试环境")
        await player.see("I1", "纪要", "测试环境")


async def test_a_persons_things_are_found_under_the_name(published: Stage) -> None:
    async with published.play("zh", (160, 30)) as player:
        await look_for(player, "伟")
        await player.see("行动项  ", "提供接口文档", "会议  1", "新品上线协作会", "人员  1")


async def test_a_line_of_a_running_meeting_is_gone_to(running: Stage) -> None:
    for line in ("d: 先做接口", "预算还没定", "d: 后做界面"):
        run.capture(running.acting, "M1", line)
    async with running.play() as player:
        await look_for(player, "预算")
        await player.see("会议记录  1")
        await player.press("enter")
        await player.see("1/2 开场")
        await player.until(lambda: under_cursor(player, "log") == "E2")


async def test_a_risk_without_a_meeting_leads_to_its_matter(stage: Stage) -> None:
    with stage.acting.transaction() as tx:
        tx.put(Matter(ref="X-2026-001", title="上线", created_at=stage.clock()))
        tx.put(Risk(ref="R1", text="供应商晚到", matter="X-2026-001", raised_at=stage.clock(), by="李明"))
    async with stage.play() as player:
        await look_for(player, "供应")
        await player.see("R1", "供应商晚到")
        await player.press("enter")
        await player.see("X-2026-001 上线", "风险 1")


@pytest.mark.parametrize(
    ("locale", "hint", "nothing"), [("zh", "两个汉字就够了", "没有内容包含"), ("en", "Two Chinese", "Nothing contains")]
)
async def test_an_empty_search_says_what_is_looked_through(stage: Stage, locale: str, hint: str, nothing: str) -> None:
    async with stage.play("zh" if locale == "zh" else "en") as player:
        await look_for(player, "")
        await player.see(hint)
        await player.type("灯塔")
        await player.see(nothing)
        await player.press("escape", "slash")
        await player.until(lambda: bool(player.app.screen.query("#find-text")))
        assert player.app.screen.query_one(Input).value == "灯塔", "what was looked for last is offered again"


@pytest.mark.parametrize(
    ("locale", "hint", "latest"), [("en", "Type a word", "the latest:"), ("zh", "输入词语", "最近")]
)
async def test_before_a_word_is_typed_the_latest_things_are_one_key_away(
    published: Stage, locale: Locale, hint: str, latest: str
) -> None:
    async with published.play(locale, (40, 15)) as player:
        await player.press("slash")
        await player.see(hint, latest, "M1", "D1")
    async with published.play(locale, (100, 30)) as player:
        await player.press("slash")
        await player.see(hint, latest, "M1", "D1", "A3", "X-2026-001")
        await player.press("down", "down", "enter")
        await player.see("A3 Review the contract")
        assert player.app.current_mode == "actions"
        await player.press("ctrl+f")
        await player.type("预算")
        await player.see("Q1")
        assert latest not in player.screen
        await player.press("ctrl+u")
        await player.see(latest)


async def test_a_long_title_and_the_name_of_its_meeting_are_whole_on_two_lines(stage: Stage) -> None:
    meeting, decision = "供应链数字化改造项目启动会暨部门职责确认会", "接口冻结日定为3月4日，" * 3 + "预算不变"
    plan.new_meeting(stage.acting, AGENDA.model_copy(update={"title": meeting}))
    stage.clock.set("2026-03-02T15:00+08:00")
    run.record(stage.acting, "M1", [f"d: {decision}"])
    async with stage.play("zh", (160, 48)) as player:
        await look_for(player, "")
        await player.see("D1", "预算不变")
        assert "…" not in player.screen.replace("……", "")
