import re
from datetime import date, datetime
from typing import Any

import pytest

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.meetings.draft import ActionDraft, SlotDraft
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.people import Locale, Person
from collabtui.lifecycle.actions.edit_actions import add_action
from collabtui.lifecycle.base.outbox import Outcome, settle
from collabtui.lifecycle.due.registry import queue_due
from collabtui.lifecycle.live import run
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.matters.edit_matters import describe_matter, move_to_step
from collabtui.lifecycle.meetings import invite, plan
from collabtui.screens.today import page
from collabtui.store.queries.today import today
from support import departments
from support.player import Stage
from support.replies import outgoing, reply
from support.world import AGENDA, NOTES


@pytest.mark.parametrize(
    ("locale", "said"),
    [("zh", ("按 n 新建", "没有需要你处理的事")), ("en", ("n plans one", "Nothing needs you"))],
)
async def test_an_empty_day_says_what_to_do_first(stage: Stage, locale: Locale, said: tuple[str, ...]) -> None:
    async with stage.play(locale) as player:
        await player.see(*said)


async def test_the_next_meeting_shows_what_it_still_lacks(planned: Stage) -> None:
    async with planned.play() as player:
        await player.see("M1 新品上线协作会", "3 天后", "14:00–14:50 · 3号会议室", "议程还没有发出")
        invite.invite(planned.acting, "M1")
        await player.see("议程刚刚发出", "张伟、陈静、Bob Brown 未答复")


async def test_minutes_are_owed_for_a_day_and_then_late(recorded: Stage) -> None:
    async with recorded.play() as player:
        await player.see("● M1 新品上线协作会：纪要须在 22 小时 50 分钟内发出")
    recorded.clock.set("2026-03-03T17:00+08:00")
    async with recorded.play() as player:
        await player.see("▲ M1 新品上线协作会：纪要已迟 2 小时 10 分钟")
        await player.press("enter")
        await player.see("纪要", "D1 接口冻结日为3月4日")


async def test_what_is_due_stands_in_the_order_of_its_dates(published: Stage) -> None:
    published.clock.set("2026-03-09T10:00+08:00")
    async with published.play("en", size=(120, 30)) as player:
        await player.see("3 d late", "tomorrow", "Fri 13 Mar", "3 open · 1 overdue · 2 in 7 days")
        named = re.findall(r"\bA[123]\b", player.screen)
        assert list(dict.fromkeys(named)) == ["A1", "A3", "A2"]  # the weeks to come may name them once more


async def test_a_mail_that_came_back_is_named_with_its_person(published: Stage) -> None:
    mail = published.workspace.store.find(Outgoing, meeting="M1", limit=2)[1]
    async with published.play() as player:
        await player.see("○ M1：3 人未签字确认，3月5日（周四）截止")
        settle(published.acting, mail, Outcome("permanent", "no such user", speaks_against_address=True))
        name = published.workspace.store.get(Person, mail.person).name
        await player.see(f"✗ 发给 {name} <{mail.to}> 的邮件被退回")
        assert "封邮件发不出去" not in player.screen  # it is told once


async def test_what_is_asked_stands_with_the_old_date_and_the_new(published: Stage) -> None:
    receive(
        published.workspace.as_worker(),
        reply(outgoing(published.workspace, "zhang@example.test", "minutes"), "2 延期到3月18日，因为测试环境晚到。"),
    )
    async with published.play("zh", (160, 30)) as player:
        await player.see("● 张伟：A2 3月13日 → 3月18日 测试环境晚到", "申请 3月18日")
        await player.press("enter")
        await player.see("张伟 <zhang@example.test>", "测试环境晚到")


async def test_a_risk_that_nobody_answered_is_named_with_its_age_and_gone_to(published: Stage) -> None:
    run.capture(published.acting, "M1", "r: 供应商延期 !high")
    run.capture(published.acting, "M1", "r: 会议室太小 !low")
    published.clock.set("2026-03-03T12:00+08:00")
    async with published.play("en", (140, 30)) as player:
        await player.see("● R1 high risk, nothing planned against it for 20 h: 供应商延期")
        assert "R2" not in player.screen, "a small risk has a day to be answered"
        await player.press("enter")
        await player.see("X-2026-001", "供应商延期")


async def test_material_that_is_missing_is_named_with_its_slot(stage: Stage) -> None:
    slots = (SlotDraft(title="开场", minutes=10), SlotDraft(title="评审", minutes=20, material=("plan.pdf",)))
    plan.new_meeting(stage.acting, AGENDA.model_copy(update={"slots": slots}))
    async with stage.play("zh") as player:
        await player.see("▲ 第 2 项缺材料：plan.pdf")


async def test_departments_stand_with_their_load_and_reminders_with_their_action(published: Stage) -> None:
    published.clock.set("2026-03-09T10:00+08:00")
    queue_due(published.workspace.as_worker())
    async with published.play("en", (160, 30)) as player:
        await player.see("研发部 ███▒▒▒ 2", "法务部 ▒▒▒ 1", "reminded once")


async def test_brackets_and_escapes_in_titles_are_only_shown(planned: Stage) -> None:
    from collabtui.domain.meetings.meeting import Meeting

    with planned.acting.transaction() as tx:
        hostile = "x [/b] \x1b]0;owned\x07 [red]y"
        tx.put(tx.get(Meeting, "M1").model_copy(update={"title": hostile}))
    async with planned.play() as player:
        await player.see("M1 x [/b] ]0;owned [red]y")
        assert "\x1b" not in player.screen


async def test_a_sample_meeting_is_one_key_away_as_long_as_there_is_none_and_u_takes_it_back(stage: Stage) -> None:
    async with stage.play() as player:
        await player.see("按 m 建示例会议", "m 示例会议")
        await player.press("m")
        await player.see("M1 示例：新品上线碰头会", "3号会议室", "上线日期能不能定在月底", "人员 5", "没有通知任何人")
        await player.press("u")
        await player.until(lambda: stage.workspace.store.get(Meeting, "M1").state == "cancelled")
        await player.press("1")
        await player.see("按 m 建示例会议")
        await player.press("7", "m")
        await player.see("M2 示例：新品上线碰头会")
        await player.press("1")
        await player.see("M2 示例：新品上线碰头会")
        assert "m 示例会议" not in player.screen
        await player.press("m")
    assert [one.ref for one in stage.workspace.store.find(Meeting)] == ["M1", "M2"]


async def test_of_a_meeting_that_runs_it_is_not_said_who_will_come_and_that_its_agenda_is_out(running: Stage) -> None:
    async with running.play() as player:
        await player.see("M1 新品上线协作会", "进行中")
        assert "未答复" not in player.screen
        assert "议程已于" not in player.screen


async def test_owners_who_do_not_say_how_they_stand_are_named_after_five(stage: Stage) -> None:
    departments.new(stage.workspace)
    describe_matter(stage.acting, departments.MATTER, {"rhythm": "daily"})
    move_to_step(stage.acting, departments.MATTER, "tracking")
    for owner in ("张伟", "陈静"):
        add_action(stage.acting.quiet(), ActionDraft(title=f"{owner}的事", owner=owner), departments.MATTER)
    stage.clock.set("2026-03-03T09:30+08:00")
    queue_due(stage.workspace.as_worker())
    stage.clock.set("2026-03-03T17:05+08:00")
    async with stage.play("zh", (120, 40)) as player:
        await player.see("▲ X-2026-001 未同步进度：张伟、陈静（新品上线）")


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 36)])
@pytest.mark.parametrize(("locale", "asks"), [("zh", "申请 3月18日"), ("en", "asks 18 Mar")])
async def test_the_day_that_is_asked_for_is_read_whole_at_any_width(
    published: Stage, locale: Locale, asks: str, size: tuple[int, int]
) -> None:
    minutes = outgoing(published.workspace, "zhang@example.test", "minutes")
    text = "1 申请延期到3月18日，因为测试环境晚到。\n更正 2: 日期应为3月5日"
    receive(published.workspace.as_worker(), reply(minutes, text))
    async with published.play(locale, size) as player:
        await player.see(asks)
    minutes = outgoing(published.workspace, "chen@example.test", "minutes")
    receive(published.workspace.as_worker(), reply(minutes, "更正 1: 日期应为3月5日"))
    async with published.play(locale, size) as player:
        await player.see("日期应为3月5日")


async def test_mails_that_could_not_be_delivered_lead_to_them_in_the_outbox(published: Stage) -> None:
    failed = published.workspace.store.find(Outgoing, person="P2")[-1]
    with published.workspace.as_worker().transaction() as tx:
        tx.put(failed.model_copy(update={"state": "failed", "last_error": "550 no such user"}))
    async with published.play("en", (120, 36)) as player:
        await player.see("1 mail could not be sent")
        player.app.screen.query_one("#needs").focus()
        await player.press("home", "enter")
        await player.until(lambda: player.app.current_mode == "outbox", lambda: player.screen)
        await player.see("550 no such user")


async def test_a_refused_address_is_told_once_with_its_name(published: Stage) -> None:
    failed = published.workspace.store.find(Outgoing, person="P2")[-1]
    with published.workspace.as_worker().transaction() as tx:
        tx.put(failed.model_copy(update={"state": "failed", "last_error": "550 5.1.1 no such user"}))
        tx.put(tx.get(Person, "P2").model_copy(update={"bounced_at": published.clock()}))
    async with published.play("en", (120, 36)) as player:
        await player.see("mail to 张伟 <zhang@example.test> bounced")
        assert "could not be sent" not in player.screen


@pytest.mark.parametrize(
    ("locale", "shown"),
    [
        ("en", ("item 1 of 2: 开场", "1 decision, 1 action so far", "then Tue 3 Mar 14:00 M2 评审会")),
        ("zh", ("第 1 项（共 2 项）：开场", "已记下决定 1 项、行动项 1 项", "之后：3月3日（周二） 14:00 M2 评审会")),
    ],
)
async def test_of_a_meeting_that_runs_it_is_said_where_it_stands_and_what_comes_next(
    running: Stage, locale: Locale, shown: tuple[str, ...]
) -> None:
    for line in NOTES[:2]:
        run.capture(running.acting, "M1", line)
    after = AGENDA.model_copy(update={"title": "评审会", "start": datetime(2026, 3, 3, 14)})  # noqa: DTZ001  # wall-clock time
    plan.new_meeting(running.acting, after)
    async with running.play(locale, (100, 30)) as player:
        await player.see(*shown)


async def test_many_late_actions_are_counted_after_the_first_frame(
    published: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of so many the first frame does not know how many there are."""
    add_action(published.acting, ActionDraft(title="修复登录缺陷", owner="张伟", due=date(2026, 2, 27)), "新品上线")

    def of_many(*args: Any, **named: Any) -> Any:
        return {**today(*args, **named), "overdue": None}

    monkeypatch.setattr(page, "today", of_many)
    async with published.play("en") as player:
        await player.see("1 action is overdue", "1 overdue")
