"""A matter as a room: its steps in a strip, the next thing to do under Enter, and what belongs to it as tabs."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Update
from collabtui.domain.matters.matter import Matter
from collabtui.domain.people import Locale
from collabtui.lifecycle.actions.edit_actions import update_action
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.matters.edit_matters import MatterDraft, move_to_step, new_matter
from collabtui.lifecycle.matters.risks import RiskDraft, edit_risk, raise_risk
from collabtui.screens.matters.page import Matters
from collabtui.text.catalogue import LOCALES, parse_sentences
from collabtui.widgets.rows import Rows
from collabtui.widgets.tab_line import TabLine
from support.player import Player, Stage
from support.replies import outgoing, reply


def things(player: Player) -> Rows:
    return player.app.screen.query_one("#matter-things", Rows)


async def test_the_next_thing_to_do_is_said_and_under_enter(published: Stage) -> None:
    async with published.play("en", (160, 40)) as player:
        await player.press("5")
        await player.see("next: write down the goal")
        await player.press("enter")
        assert things(player).key == "step/request"
        await player.press("enter")
        await player.see("X-2026-001 新品上线", "Goal")


async def test_the_next_thing_is_not_said_to_be_under_enter_where_it_is_not(published: Stage) -> None:
    async with published.play("en", (160, 40)) as player:
        await player.press("5", "enter")
        await player.see("⏎ next: write down the goal")
        await player.press("down")
        await player.see("m s next: write down the goal")
        await player.press("m", "s")
        await player.see("X-2026-001 新品上线", "Goal")
        await player.press("escape")
        await player.press("escape")
        await player.see("⏎ next: write down the goal")


async def test_enter_opens_a_line_also_while_the_matter_is_read_again(published: Stage) -> None:
    async with published.play("en", (160, 40)) as player:
        await player.press("5", "enter")
        page = player.app.screen
        assert isinstance(page, Matters)
        page._data = None  # as it is until a slow disk has answered
        await player.press("enter")
        await player.see("X-2026-001 新品上线", "Goal")


async def test_each_tab_begins_with_its_first_line(published: Stage) -> None:
    """The cursor stood on the third one, as it had on the tab before."""
    async with published.play("en", (80, 24)) as player:
        await player.press("5", "enter", "right", "right", "end")
        assert things(player).cursor > 1
        await player.press("right", "left")
        first = next(key for key in things(player).keys if not things(player).is_skipped(key))
        assert things(player).key == first
        await player.press("left")
        assert things(player).key == "step/request"


async def test_who_leads_a_new_matter_gets_a_mail_that_is_said(published: Stage) -> None:
    async with published.play("en", (80, 24)) as player:
        await player.press("5", "n")
        await player.type("ERP")
        await player.press(*["tab"] * 5)
        await player.type("张伟")
        await player.press("f2")
        await player.see("1 mail goes out in 5 seconds")
        await player.press("enter")  # the matter is there, and its next thing under Enter
        await player.see("X-2026-002 ERP", "Goal")


async def test_cancelled_actions_are_none_of_those_that_are_counted(published: Stage) -> None:
    update_action(published.acting, "A1", Update(ref="A1", status="cancelled"))
    update_action(published.acting, "A2", Update(ref="A2", status="done"))
    async with published.play("en", (160, 40)) as player:
        await player.press("5")
        await player.see("1 of 2 actions done · 1 open")


async def test_the_steps_stand_in_a_strip_where_there_is_room(published: Stage) -> None:
    async with published.play("en", (200, 40)) as player:
        await player.press("5", "enter")
        await player.see("▶ request 5 missing  ○ kick-off  ○ breakdown  ○ tracking  ○ risk  ○ change")
    async with published.play("en", (157, 40)) as player:  # the number has no room: below stands what is missing
        await player.press("5", "enter")
        await player.see("▶ request  ○ kick-off  ○ breakdown", "request  5 missing")
    async with published.play("en", (80, 24)) as player:
        await player.press("5", "enter")
        await player.see("●○○○○○○○○ 1/9 request")


async def test_each_tab_shows_its_part_and_each_line_opens_its_thing(published: Stage) -> None:
    published.clock.set("2026-03-02T18:00+08:00")
    minutes = outgoing(published.workspace, "zhang@example.test", "minutes")
    receive(published.workspace.as_worker(), reply(minutes, "1 已完成。"))
    async with published.play("en", (160, 40)) as player:
        await player.press("5", "enter", "right", "right")
        await player.until(lambda: "Meetings 1" not in player.screen)
        await player.see("提供接口文档")
        await player.press("right")
        await player.see("── today, Mon 2 Mar ──", "M1 新品上线协作会  published")
        await player.press("left", "left", "left", "left", "left")
        await player.see("Latest mails 7", "张伟")
        mails = things(player)
        mails.point_at("I1")
        await player.press("enter")
        await player.see("I1 applied")


async def test_a_tab_can_be_clicked(published: Stage) -> None:
    async with published.play("en", (160, 40)) as player:
        await player.press("5")
        await player.see(" Risks ", "next: write down the goal")
        await player.settle()
        line = player.app.screen.query_one(TabLine)
        await player.pilot.click(TabLine, offset=(line.render().plain.index("Risks") + 1, 0))
        await player.until(lambda: list(things(player).keys)[-1:] == ["Q1"])


async def test_rated_risks_stand_in_a_matrix_on_their_tab(published: Stage) -> None:
    acting = published.workspace.as_user("key")
    raised = raise_risk(acting, "X-2026-001", RiskDraft("供应商延期", "low"))
    async with published.play("en", (100, 30)) as player:
        await player.press("5", "enter", *["right"] * 4)
        await player.see("! R1 low 供应商延期", " Risks 1 ")
        assert "likelihood" not in player.screen
    edit_risk(acting, raised.ref, RiskDraft("供应商延期", likelihood="high", severity="medium"))
    async with published.play("zh", (80, 24)) as player:
        await player.press("5", "enter", *["right"] * 4)
        await player.see(
            "风险矩阵（可能性 × 影响）", "可能性 ╲ 影响  低      中      高", "高             ·       R1      ·"
        )


@pytest.mark.parametrize(
    ("locale", "about", "empties"),
    [
        ("en", "several departments", ("m a adds one", "m r adds one", "m d asks one", "m m plans one", "m t sends")),
        ("zh", "几个部门一起", ("按 m a 添加", "按 m r 添加", "m d 提出", "按 m m 安排", "m t 发送")),
    ],
)
async def test_each_empty_tab_says_what_fills_it(
    stage: Stage, locale: Locale, about: str, empties: tuple[str, ...]
) -> None:
    async with stage.play(locale, (200, 40)) as player:
        await player.press("5")
        await player.see(about)
    new_matter(stage.acting, MatterDraft("搬家"))
    async with stage.play(locale, (200, 40)) as player:
        await player.press("5", "enter")
        await player.see("搬家")
        page = player.app.screen
        assert isinstance(page, Matters)
        for tab, words in zip(("tasks", "risks", "departments", "decisions", "mails"), empties, strict=True):
            page.pane.show_tab(tab)
            await player.see(words)


def test_every_lack_has_a_sentence_that_says_what_to_do() -> None:
    for locale in LOCALES:
        known = parse_sentences(locale)
        lacks = {key.removesuffix(".one") for key in known if key.startswith("lacks.")}
        assert lacks
        assert [key for key in lacks if key.replace("lacks.", "to_do.", 1) not in known] == []


@pytest.mark.parametrize(
    ("locale", "keys", "next_one"),
    [
        ("en", None, "m m next: plan the kick-off meeting"),
        ("zh", '"matters.more" = "comma"\n', ", m 下一步：安排启动会"),
    ],
)
async def test_what_enter_does_not_do_names_the_key_that_does(
    stage: Stage, locale: Locale, keys: str | None, next_one: str
) -> None:
    new_matter(stage.acting, MatterDraft(title="新品上线"))
    move_to_step(stage.acting, "X-2026-001", "kick-off")
    if keys:
        stage.home.keys.write_text(keys, encoding="utf-8")
    async with stage.play(locale, (160, 40)) as player:
        await player.press("5", "enter")
        await player.see(next_one)


async def test_advice_waits_for_what_is_missing_and_enter_does_what_is_next(stage: Stage) -> None:
    new_matter(stage.acting, MatterDraft(title="新品上线", goal="少一些投诉"))
    with stage.acting.transaction() as tx:
        known = {"background": "旧流程慢", "lead": "研发部", "wanted": date(2026, 4, 1)}
        tx.put(tx.get(Matter, "X-2026-001").model_copy(update=known))
    async with stage.play("en", (160, 40)) as player:
        await player.press("5", "enter")
        await player.see("⏎ next: ask a department for what it is to do", "nothing to measure it by")
        await player.press("enter")
        await player.see("Department")
