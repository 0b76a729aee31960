"""A matter is led through its nine steps: what each lacks, its form, its mails."""

from datetime import date, timedelta

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.mail.reply import Update
from collabtui.domain.matters.matter import Criterion, Matter, Milestone
from collabtui.domain.matters.steps import Step
from collabtui.domain.meetings.draft import ActionDraft, PersonDraft
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.people import Locale
from collabtui.lifecycle.actions.edit_actions import add_action, update_action
from collabtui.lifecycle.matters.acceptance import accept
from collabtui.lifecycle.matters.change_requests.ask_about_change import ask_approval
from collabtui.lifecycle.matters.edit_matters import (
    MatterFields,
    describe_matter,
    evaluate_criterion,
    move_to_step,
    name_contact,
)
from collabtui.lifecycle.people.edit_people import import_people
from support.player import Stage

X1 = "X-2026-001"
CRITERIA = (Criterion(text="覆盖率 ≥ 95 %"), Criterion(text="满意度 ≥ 90"))


def at(stage: Stage, step: Step, *criteria: Criterion) -> Stage:
    describe_matter(stage.acting, X1, {"criteria": criteria, "goal": "投诉 -20 %"})
    move_to_step(stage.acting, X1, step)
    return stage


async def test_steps_say_what_they_lack_and_the_way_on_asks_about_it(published: Stage) -> None:
    async with published.play("en") as player:
        await player.press("5", "enter")
        await player.see(
            "▶ request  5 missing",
            "· no goal yet",
            "· no target date",
            "○ kick-off · breakdown · tracking",
            "change · accep",
        )
        await player.press("right_square_bracket")
        await player.see("request still lacks: no goal yet", "Go on to kick-off all the same?")
        await player.press("n")
        await player.see("▶ request  5 missing")
        await player.press("right_square_bracket", "y")
        await player.see("X-2026-001 is now at: kick-off")
        await player.see("● request  no goal yet", "· no scope yet", "○ breakdown · tracking")
        await player.press("left_square_bracket")
        await player.see("X-2026-001 is now at: request", "▶ request")
    assert published.workspace.store.get(Matter, X1).step == "request"


async def test_enter_stands_by_what_is_next_only_where_it_does_that(published: Stage) -> None:
    async with published.play("zh") as player:
        await player.press("5", "enter")
        await player.see("⏎ 下一步：写下目标", "▶ 需求申请")
        await player.press("right_square_bracket", "y")
        await player.see("● 需求申请", "▶ 启动会", "⏎ 下一步：写明范围")
        await player.press("up")
        await player.until(lambda: "下一步：写明范围" in player.screen and "⏎ 下一步" not in player.screen)
        await player.press("down", "enter")
        await player.see("X-2026-001 新品上线 · 启动会")


async def test_kick_off_is_agreed_on_one_form(published: Stage) -> None:
    at(published, "kick-off")
    async with published.play("zh") as player:
        await player.press("5", "enter", "m", "s")
        await player.see("X-2026-001 新品上线 · 启动会", "每行一个，例如 3月9日 接口冻结", "每行一条")
        await player.type("新品线\n含海外")
        await player.press("tab")
        await player.type("旧品线")
        await player.press("tab", "质", "tab")
        await player.type("接口冻结 3月10日\n总有一天")
        await player.press("f2")
        await player.see("“总有一天”里看不出是哪一天")
        await player.press("backspace", "backspace", "backspace", "backspace")
        await player.type("2026-04-01 上线")
        await player.see("3月10日（周二） · 4月1日（周三）")
        await player.press("tab")
        await player.type("覆盖率 ≥ 95 %\n满意度 ≥ 90")
        await player.press("tab")
        await player.type("周五例会")
        await player.press("f2")
        await player.see("▶ 启动会  齐全", "里程碑 2", "▼ 接口冻结  3月10日（周二）", "▼ 上线")
        await player.press("end", "up", "up")
        await player.see("○ 覆盖率 ≥ 95 %  未实测", "○ 满意度 ≥ 90")
    matter = published.workspace.store.get(Matter, X1)
    assert (matter.scope_in, matter.scope_out, matter.supervising, matter.rules) == (
        "新品线\n含海外", "旧品线", "质", "周五例会",
    )  # fmt: skip
    assert [(one.text, one.day) for one in matter.milestones] == [
        ("接口冻结", date(2026, 3, 10)), ("上线", date(2026, 4, 1)),
    ]  # fmt: skip


async def test_a_rhythm_that_waits_for_the_work_says_so(planned: Stage) -> None:
    at(planned, "kick-off")
    async with planned.play("en", (120, 40)) as player:
        await player.press("5", "enter", "m", "s")
        await player.see("not asked for")
        await player.press(*["tab"] * 7, "right")
        await player.see("daily by 17:00")
        await player.press("f2")
        await player.see("X-2026-001 is still at kick-off", "owners are asked from then on")


@pytest.mark.parametrize(
    ("locale", "typed", "shown"),
    [("zh", "沟通渠道", "沟通渠道"), ("en", "mailing list", "channels"), ("zh", "机器人", "沟通渠道")],
)
async def test_the_channels_are_named_at_any_step(published: Stage, locale: Locale, typed: str, shown: str) -> None:
    async with published.play(locale, (110, 40)) as player:
        await player.press("5", "enter", "ctrl+p")
        await player.type(typed)
        await player.see(shown)
        await player.press("enter")
        await player.see("X-2026-001 新品上线 · ")
        await player.type("新品群 https://example.com/g")
        await player.press("f2")
        await player.see("新品群 https://example.com/g")
    matter = published.workspace.store.get(Matter, X1)
    assert [(one.name, one.where) for one in matter.channels] == [("新品群", "https://example.com/g")]
    assert matter.step == "request"


@pytest.mark.parametrize("has_begun", [False, True])
async def test_a_rhythm_that_waits_for_the_work_to_begin_is_said(planned: Stage, has_begun: bool) -> None:
    at(planned, "kick-off")
    if has_begun:
        added = add_action(planned.acting.quiet(), ActionDraft(title="联调", owner="张伟"), X1)
        update_action(planned.acting, added.ref, Update(ref=added.ref, status="in-progress"))
    async with planned.play("zh", (120, 48)) as player:
        await player.press("5", "enter", "m", "s")
        await player.see("X-2026-001 新品上线 · 启动会")
        await player.press(*["tab"] * 7, "right")
        await player.see("每天 17:00 前")
        await player.press("f2")
        await player.until(lambda: "启动会 · " not in player.screen)
        await player.until(lambda: planned.workspace.store.get(Matter, X1).rhythm == "daily")
        assert ("进度同步从那时开始" in player.screen) is not has_begun


async def test_a_process_is_described_on_the_same_form(published: Stage) -> None:
    at(published, "kick-off")
    describe_matter(published.acting, X1, {"kind": "process"})
    async with published.play("zh", (120, 40)) as player:
        await player.press("5", "enter", "m", "s")
        await player.see("原流程，每行一步", "新流程，写法同原流程")
        await player.type("市场部：手工登记（输入：来电；用时：很久）")
        await player.press("f2")
        await player.see("“很久”看不出用多长时间")
        await player.press("backspace", "backspace", "backspace")
        await player.type("2 天）→ 1")
        await player.press("tab")
        await player.type("市场部：系统登记，10 分钟")
        await player.press("tab")
        await player.type("登记重复")
        await player.press("tab")
        await player.type("上系统")
        await player.press("f2")
        await player.until(lambda: "启动会 · " not in player.screen)
    matter = published.workspace.store.get(Matter, X1)
    assert [(one.text, one.minutes, one.becomes) for one in matter.old_steps] == [("手工登记", 960, ("1",))]
    assert [(one.text, one.minutes) for one in matter.new_steps] == [("系统登记", 10)]
    assert (matter.conclusions, matter.recommendations) == ("登记重复", "上系统")


async def test_acceptance_leads_from_the_first_criterion_to_the_letters(published: Stage) -> None:
    at(published, "acceptance", *CRITERIA)
    name_contact(published.acting.quiet(), X1, "市场部", "陈静")
    async with published.play("zh", (120, 40)) as player:
        await player.press("5", "enter")
        await player.see("▶ 验收  还缺 2 项", "· 2 条标准中 2 条没有实测", "· 还有 3 个行动项未完成")
        await player.press("m", "s")
        await player.see("第 1 条标准，共 2 条：覆盖率 ≥ 95 %")
        await player.type("96 %")
        await player.press("tab", "right", "enter")
        await player.see("第 2 条标准，共 2 条：满意度 ≥ 90")
        await player.type("91")
        await player.press("tab", "right", "enter")
        await player.see("2 条标准全部达标，确认验收？", "尚未了结：3 个行动项、", "目标：投诉 -20 %")
        await player.type("投诉降了 23 %")
        await player.press("f2")
        await player.see(
            "完成确认函发给谁", "陈静", "对接人", "赵强", "部门负责人", "张伟", "Bob Brown", "行动项负责人"
        )
        assert not published.workspace.store.find(Outgoing, matter=X1, kind="completion"), (
            "nothing leaves before it is named"
        )
        await player.press("s")
        await player.see("4 封完成确认函 5 秒后发出", "▶ 验收  齐全")
        mails = published.workspace.store.find(Outgoing, matter=X1, kind="completion")
        assert {mail.not_before for mail in mails} == {published.clock.now + timedelta(seconds=5)}
        await player.press("u")
        await player.see("完成确认函没有发出")
    mails = published.workspace.store.find(Outgoing, matter=X1, kind="completion")
    assert [mail.state for mail in mails] == ["held"] * 4
    matter = published.workspace.store.get(Matter, X1)
    assert (matter.result, matter.accepted_at) == ("投诉降了 23 %", published.clock.now)


@pytest.mark.parametrize(("typed", "locale"), [("letter", "en"), ("完成函", "zh")])
async def test_the_letter_is_found_by_its_name(published: Stage, typed: str, locale: Locale) -> None:
    at(published, "acceptance", Criterion(text="覆盖率", met=True))
    async with published.play(locale, (120, 40)) as player:
        await player.press("5", "ctrl+p")
        await player.type(typed)
        await player.see("m f")
        await player.press("enter")
        await player.see("m s")  # not accepted yet: where that is done
        accept(published.acting, X1)
        await player.press("m", "f")
        await player.see("Bob Brown", "张伟")


async def test_what_is_not_met_is_opened_again_and_nothing_is_accepted(published: Stage) -> None:
    at(published, "acceptance", CRITERIA[0].model_copy(update={"met": True}), CRITERIA[1])
    async with published.play("en") as player:
        await player.press("5", "enter", "m", "s")
        await player.see("Criterion 2 of 2: 满意度 ≥ 90")
        await player.type("88")
        await player.press("tab", "left", "tab", "tab")
        await player.type("Ask again")
        await player.press("tab")
        await player.type("20 March")
        await player.press("enter")
        await player.see("1 of 2 criteria not met", "⏎ next:")
        assert "Criterion 2 of 2" not in player.screen, "what was judged just now is not asked for again"
        await player.press("enter")
        await player.see("Criterion 2 of 2", "Ask again", "not met")  # it is what stands in the way
        await player.press("escape")
        await player.press("end", "up")
        await player.see("✗ 满意度 ≥ 90  88 · not met  → rectify: Ask again · Fri 20 Mar")
        await player.press("A")
        await player.see("New action", "Ask again", "2026-03-20", X1)
        await player.press("enter")
        await player.see("Actions 4")
        await player.press("d")
        await player.see("has the value 88, which misses it", "give the reason as the opinion")
        again = published.workspace.store.get(Matter, X1).criteria[1].model_copy(update={"measured": "91"})
        evaluate_criterion(published.acting, X1, 2, again)
        await player.see("91 · not met")
        await player.press("d")
        await player.see("criterion 2 is met", "✓ 满意度 ≥ 90  91 · met")
        await player.press("home", *["down"] * 6)
        await player.see("all criteria met, not accepted yet")
    action = published.workspace.store.get(Action, "A4")
    assert (action.title, action.due, action.matter) == ("Ask again", date(2026, 3, 20), X1)
    assert published.workspace.store.get(Matter, X1).accepted_at is None


async def test_an_action_of_a_criterion_is_offered_on_criteria_only(published: Stage) -> None:
    at(published, "acceptance", *CRITERIA)
    async with published.play("en", (160, 48)) as player:
        await player.press("5", "enter", "home")
        assert "make it an action" not in player.screen
        await player.press("end", "up")
        await player.see("A make it an action")


async def test_a_retrospective_is_owed_on_today_and_written_on_its_form(published: Stage) -> None:
    at(published, "retrospective", CRITERIA[0].model_copy(update={"met": True}))
    accept(published.acting, X1)
    async with published.play("en", (120, 40)) as player:
        await player.see(f"retrospective of {X1} 新品上线 due by")
        await player.press("enter")
        await player.see("▶ retrospective", "· due by Thu 5 Mar", "· no result yet")
        await player.press("enter")  # the cursor stands on that step
        await player.see("goal: 投诉 -20 %", "To standardise")
        await player.type("complaints -23 %")
        await player.press("tab")
        await player.type("early integration\nshort meetings")
        await player.press("tab")
        await player.type("ask legal sooner")
        await player.press("f2")
        await player.see("▶ retrospective  nothing on what becomes standard")
        await player.press("1")
        await player.until(lambda: "retrospective" not in player.screen)
    matter = published.workspace.store.get(Matter, X1)
    assert (matter.went_well, matter.to_improve) == ("early integration\nshort meetings", "ask legal sooner")


async def test_today_says_that_a_retrospective_is_late_and_each_step_can_be_opened(published: Stage) -> None:
    at(published, "retrospective", CRITERIA[0].model_copy(update={"met": True}))
    accept(published.acting, X1)
    published.clock.set("2026-03-25T09:00+08:00")
    async with published.play("zh", (120, 40)) as player:
        await player.see("▲ X-2026-001 新品上线 3月5日（周四） 就该复盘了")
        await player.press("5", "enter", "home", *["down"] * 7, "enter")
        await player.see("X-2026-001 新品上线 · 复盘", "固化为标准")


@pytest.mark.parametrize(
    ("step", "shown"),
    [
        ("breakdown", ("New action",)),
        ("risk", ("New risk",)),
        ("request", ("X-2026-001 新品上线", "Requesting department")),
        ("archive", ("Archive all of X-2026-001", "Folder")),
        ("change", ("Change request for X-2026-001", "Kind of change")),
    ],
)
async def test_every_step_leads_to_what_is_to_be_done(published: Stage, step: Step, shown: tuple[str, ...]) -> None:
    at(published, step)
    async with published.play("en") as player:
        await player.press("5", "enter", "m", "s")
        await player.see(*shown)


async def test_a_kick_off_meeting_is_one_key_away(published: Stage) -> None:
    name_contact(published.acting, X1, "研发部", "张伟")
    async with published.play("zh") as player:
        await player.press("5", "enter", "m", "m")
        await player.see("新品上线 启动会", "张伟")
        await player.press("enter")
        await player.see("M2", "范围：做什么、不做什么")
    meeting = published.workspace.store.get(Meeting, "M2")
    assert (meeting.title, meeting.matter) == ("新品上线 启动会", X1)
    assert len(meeting.participants) >= 1


async def test_milestones_stand_over_the_weeks(published: Stage) -> None:
    days = {"冻结": date(2026, 3, 10), "上线": date(2026, 3, 16), "复核": date(2026, 3, 17), "明年": date(2027, 3, 16)}
    milestones = tuple(Milestone(text=text, day=day) for text, day in days.items())
    describe_matter(published.acting, X1, {"milestones": milestones})
    async with published.play("zh", (120, 40)) as player:
        await player.press("5", "l")
        await player.see("▼冻结", "▼▼复核", "提供接口文档", "▼ 里程碑")
        assert "明年" not in player.screen


async def test_a_request_leads_on_to_the_departments(published: Stage) -> None:
    whole: MatterFields = {"goal": "-20 %", "background": "b", "lead": "研发部", "wanted": date(2026, 4, 1)}
    describe_matter(published.acting, X1, whole)
    async with published.play("en") as player:
        await player.press("5", "enter")
        await player.see("▶ request  no department has been asked for anything yet")
        await player.press("m", "s")
        await player.type("研发部")
        await player.press("tab")
        await player.type("two people")
        await player.press("f2")
        await player.see("▶ request  1 request to a department not sent")
        await player.press("m", "s")
        await player.see("张伟", "Send to 2 (s)")
        await player.press("s")
        await player.see("▶ request  no answer from 研发部")


async def test_one_key_plans_and_invites_the_retrospective_at_a_time_at_which_all_can(published: Stage) -> None:
    at(published, "retrospective", Criterion(text="覆盖率", measured="ok", met=True))
    name_contact(published.acting.quiet(), X1, "市场部", "陈静")
    async with published.play("zh", (120, 40)) as player:
        await player.press("5", "m", "o")
        await player.see("X-2026-001 还没有验收", "按 m s 验收")
        accept(published.acting, X1)
        await player.press("m", "o")
        await player.see("复盘会：新品上线，", "邀请谁", "陈静", "张伟")
        await player.press("s")
        await player.see("复盘会已排好，邀请 5 秒后发出")
    (meeting,) = (one for one in published.workspace.store.find(Meeting, matter=X1) if one.ref != "M1")
    assert (meeting.title, meeting.state) == ("复盘会：新品上线", "invited")
    mails = published.workspace.store.find(Outgoing, meeting=meeting.ref)
    assert {mail.not_before for mail in mails} == {published.clock.now + timedelta(seconds=5)}


async def test_before_the_acceptance_the_milestone_is_asked_for(published: Stage) -> None:
    describe_matter(published.acting, X1, {"milestones": (Milestone(text="interfaces frozen", day=date(2026, 3, 9)),)})
    async with published.play("en", (120, 40)) as player:
        await player.press("5", "m", "o")
        await player.see("for which milestone is the", "interfaces frozen")
        await player.press("enter")
        await player.see("复盘会：新品上线 interfaces frozen", "who is invited")


async def test_the_form_of_what_is_missing_begins_there(published: Stage) -> None:
    async with published.play("zh") as player:
        await player.press("5", "enter")
        await player.see("⏎ 下一步：写下目标", "▶ 需求申请")
        await player.press("enter")
        await player.see("▌目标")
        await player.type("按期上线")
        await player.press("enter")
        await player.until(lambda: published.workspace.store.get(Matter, X1).goal == "按期上线")
    assert published.workspace.store.get(Matter, X1).title == "新品上线"


async def test_a_measured_value_that_misses_its_criterion_is_told_where_it_is_typed(published: Stage) -> None:
    at(published, "acceptance", *CRITERIA)
    async with published.play("zh", (120, 40)) as player:
        await player.press("5", "enter", "m", "s")
        await player.see("第 1 条标准，共 2 条：覆盖率 ≥ 95 %")
        await player.type("93 %")
        await player.press("enter")
        await player.see("实测值 93 % 没有达到“覆盖率 ≥ 95 %”")


async def test_a_department_that_nobody_can_be_asked_for_is_named_as_the_command_names_it(published: Stage) -> None:
    at(published, "breakdown")
    acting = published.acting
    import_people(acting, [PersonDraft(name="韩梅", email="han@example.test", department="采购部")])
    add_action(acting.quiet(), ActionDraft(title="采购样品", owner="韩梅", due=date(2026, 3, 9)), X1)
    ask_approval(acting, X1, "plan")
    async with published.play("zh") as player:
        await player.press("5", "enter")
        await player.see("没有问到法务部、采购部（没有负责人和对接人）")
