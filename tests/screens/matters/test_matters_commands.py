"""What is done to a matter from its page."""

from datetime import date

from collabtui.domain.action import Action
from collabtui.domain.matters.matter import Matter, Risk
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.domain.meetings.meeting import Meeting, Question
from collabtui.domain.people import Person
from collabtui.lifecycle.actions.edit_actions import add_action
from collabtui.lifecycle.matters.edit_matters import describe_matter
from collabtui.lifecycle.matters.risks import RiskDraft, raise_risk, settle_question
from support.player import Stage

X1 = "X-2026-001"


async def test_a_matter_goes_from_step_to_step_and_back(published: Stage) -> None:
    async with published.play("en") as player:
        await player.press("5", "enter")
        await player.see("●○○○○○○○○ 1/9 request", "then kick-off")
        await player.press("right_square_bracket", "y")
        await player.see("●●○○○○○○○ 2/9 kick-off")
        await player.press("right_square_bracket", "y")
        await player.see("●●●○○○○○○ 3/9 breakdown", "then tracking")
        await player.press("left_square_bracket")
        await player.see("●●○○○○○○○ 2/9 kick-off")
        await player.press("u")
        await player.see("●●●○○○○○○ 3/9 breakdown")
    assert published.workspace.store.get(Matter, X1).step == "breakdown"


async def test_no_key_of_the_strip_is_torn_from_what_it_does(published: Stage) -> None:
    async with published.play("zh") as player:
        await player.press("5", "m")
        await player.see("y\u00a0复制到群", "esc\u00a0返回")


async def test_a_matter_is_described_anew(published: Stage) -> None:
    async with published.play("zh") as player:
        await player.press("5", "e")
        await player.see("X-2026-001 新品上线", "发起")
        await player.press("tab", "tab")
        await player.type("投诉 -20 %")
        await player.press("enter")
        await player.press("enter")
        await player.see("目标 投诉 -20 %")
    assert published.workspace.store.get(Matter, X1).goal == "投诉 -20 %"


async def test_a_risk_is_raised_described_and_over(published: Stage) -> None:
    async with published.play("zh", (80, 28)) as player:
        await player.press("5", "m", "r")
        await player.see("新风险")
        await player.press("enter")
        await player.see("请写明是什么风险。")
        await player.type("供应商延期")
        await player.press("tab", "left", "enter", "enter")
        await player.see("风险 1", "! R1 高 供应商延期")
        await player.press("down", "down", "enter")
        await player.see("R1 供应商延期", "备用方案")
        await player.press("tab", "tab", "tab", "tab", "tab")
        await player.type("备用供应商")
        await player.press("enter")
        await player.see("备用：备用供应商")
        await player.press("d")
        await player.see("按 u 撤销")
        await player.until(lambda: "供应商延期" not in player.screen)
        await player.press("d")  # the cursor stands on the question now
        await player.see("Q1 预算由谁出 的答案")
        await player.type("市场部")
        await player.press("enter")
        await player.see("Q1 已有答案：预算由谁出。按 u 撤销。")
        await player.until(lambda: "? Q1" not in player.screen)
    risk = published.workspace.store.get(Risk, "R1")
    assert (risk.level, risk.standby, risk.state, risk.matter) == ("high", "备用供应商", "closed", X1)
    question = published.workspace.store.get(Question, "Q1")
    assert (question.state, question.answer) == ("settled", "市场部")


async def test_one_key_on_a_risk_plans_and_invites_a_meeting_on_it(published: Stage) -> None:
    describe_matter(published.acting.quiet(), X1, {"lead": "研发部"})
    raise_risk(published.acting, X1, RiskDraft("供应商延期", "high", "陈静"))
    async with published.play("zh", (120, 40)) as player:
        await player.press("5", "enter", *["right"] * 4)
        await player.see("! R1 高 供应商延期", " 风险 1 ")
        await player.press("up", "up", "s")
        await player.see("风险会商：R1 供应商延期，", "邀请谁", "陈静", "张伟", "赵强")
        await player.press("up", "up", "s")
        await player.see("风险会商已排好，邀请 5 秒后发出")
    (meeting,) = (one for one in published.workspace.store.find(Meeting, matter=X1) if one.ref != "M1")
    assert (meeting.title, meeting.state) == ("风险会商：R1 供应商延期", "invited")


async def test_an_answer_that_comes_too_late_is_still_in_its_field(published: Stage) -> None:
    async with published.play("zh", (80, 28)) as player:
        await player.press("5", "enter")
        await player.see("? Q1")
        await player.press("down", "down", "d")
        await player.see("Q1 预算由谁出 的答案")
        settle_question(published.acting, "Q1", "研发部")
        await player.type("市场部")
        await player.press("enter")
        await player.see("Q1 已经有答案了：研发部", "市场部")
    assert published.workspace.store.get(Question, "Q1").answer == "研发部"


async def test_a_department_gets_its_contact(published: Stage) -> None:
    async with published.play("en") as player:
        await player.press("5", "m", "p")
        await player.see("Contact of a department")
        await player.type("研发部")
        await player.press("tab")
        await player.type("张炜")
        await player.press("enter")
        await player.see("张炜", "张伟")
        await player.press("backspace")
        await player.type("伟")
        await player.press("enter")
        await player.press("enter")
        await player.see("Contacts 1", "研发部 张伟")
        await player.press("home", "down", "enter")  # the line of the contact: who it is is said anew
        await player.see("Contact of a department", "研发部")
        await player.press("ctrl+u")
        await player.type("赵强")
        await player.press("enter")
        await player.see("研发部 赵强")
    (contact,) = published.workspace.store.get(Matter, X1).contacts
    assert published.workspace.store.get(Person, contact.person).name == "赵强"


async def test_the_tree_shows_whom_a_late_task_holds_up(published: Stage) -> None:
    add_action(
        published.acting, ActionDraft(title="发布会彩排", owner="陈静", due=date(2026, 3, 20), depends_on=("A1",)), X1
    )
    published.clock.set("2026-03-20T09:00+08:00")
    async with published.play("en", size=(160, 48)) as player:
        await player.press("5", "enter")
        await player.see("研发部 0/2", "市场部 0/1", "A4 发布会彩排", "waits for A1 ▲")
    assert published.workspace.store.get(Action, "A4").matter == X1


async def test_the_time_line_and_the_charts_are_those_of_the_matter(published: Stage) -> None:
    async with published.play("en", size=(120, 40)) as player:
        await player.press("5", "l")
        await player.see("matter:X-2026-001", "提供接口文档")
        await player.press("escape", "c")
        await player.see("张伟")
        await player.press("escape")
        await player.see("1 matter")


async def test_the_background_of_a_matter_takes_several_lines(published: Stage) -> None:
    async with published.play("zh") as player:
        await player.press("5", "e", "tab", "tab", "tab", "tab", "tab", "tab")
        await player.type("去年投诉多\n供应商换了两家")
        await player.press("f2")
        await player.press("enter")
        await player.see("背景 去年投诉多", "供应商换了两家")
    assert published.workspace.store.get(Matter, X1).background == "去年投诉多\n供应商换了两家"
