"""What departments are asked and what they say: on the page of matters, on Today, in the Inbox."""

from datetime import date
from pathlib import Path

import pytest

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.matter import Matter
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.domain.people import Locale
from collabtui.lifecycle.actions.edit_actions import add_action
from collabtui.lifecycle.matters.change_requests import ask_about_change, change_drafts, decide_change
from collabtui.lifecycle.matters.edit_matters import describe_matter
from collabtui.mail.parse.attached_files import attached_files
from support import departments
from support.departments import BOB, CHEN, MATTER, ZHANG, change_asked, says
from support.player import Stage


@pytest.fixture
def matter(stage: Stage) -> Stage:
    stage.clock.set("2026-03-02T18:00+08:00")
    departments.new(stage.workspace)
    return stage


@pytest.fixture
def requested(matter: Stage) -> Stage:
    departments.sent(matter.workspace)
    return matter


def states(stage: Stage) -> dict[str, str]:
    return departments.states(stage.workspace)


async def test_a_department_is_asked_and_s_says_first_who_gets_what(matter: Stage) -> None:
    async with matter.play("en", (120, 40)) as player:
        await player.press("5")
        await player.see("Asked of departments 3", "○ 研发部 两名后端  not sent")
        await player.press("m", "d")
        await player.see("What X-2026-001 asks of a department")
        await player.type("市场部")
        await player.press("tab")
        await player.type("推广素材和预算")
        await player.press("f2")
        await player.see("○ 市场部 推广素材和预算")
        await player.press("s")
        await player.see("X-2026-001: who gets the request", "张伟 · 研发部", "陈静 · 市场部", "Bob Brown · 法务部")
        await player.press("s")
        await player.see("4 mails go out in 5 seconds", "… 研发部 两名后端  no answer yet")
        await player.press("u")
        await player.see("4 mails are not sent", "○ 研发部 两名后端  not sent")
    assert {mail.state for mail in matter.workspace.store.find(Outgoing)} == {"held"}


async def test_files_go_with_the_request_and_one_that_is_not_there_is_named(matter: Stage, tmp_path: Path) -> None:
    brief = tmp_path / "brief.pdf"
    brief.write_bytes(b"as it is")
    async with matter.play("en", (120, 40)) as player:
        await player.press("5")
        await player.see("Asked of departments 3")
        await player.press("m", "h")
        await player.see("Files to go with the request of X-2026-001")
        await player.type(str(tmp_path / "gone.pdf"))
        await player.press("f2")
        await player.see("gone.pdf")
        await player.press(*["backspace"] * len(str(tmp_path / "gone.pdf")))
        await player.type(str(brief))
        await player.press("f2")
        await player.see("X-2026-001: who gets the request")
        await player.press("s")
        await player.see("mails go out in 5 seconds")
    mails = [mail for mail in matter.workspace.store.find(Outgoing, matter=MATTER) if mail.kind == "request"]
    assert [[file.name for file, _ in attached_files(mail.raw, 9)] for mail in mails] == [["brief.pdf"]] * len(mails)
    assert mails


async def test_what_is_asked_can_be_put_otherwise_and_taken_off(matter: Stage) -> None:
    async with matter.play("en", (120, 40)) as player:
        await player.press("5", "enter", "down", "e")
        await player.see("两名后端")
        await player.press("end")
        await player.type("，全月")
        await player.press("f2")
        await player.see("○ 研发部 两名后端，全月")
        await player.press("e", "end", "ctrl+u", "f2")
        await player.see("Asked of departments 2")


async def test_answers_change_the_open_page_each_its_own_line(requested: Stage) -> None:
    async with requested.play("zh", (120, 40)) as player:
        await player.press("5")
        await player.see("协作需求 3", "… 研发部 两名后端  未答复")
        says(requested.workspace, ZHANG, "同意，对接人张伟")
        says(requested.workspace, BOB, "We can't: no budget until June")
        await player.see("✓ 研发部 两名后端  同意", "✗ 法务部", "有异议  no budget", "对接人 1", "研发部 张伟")
        assert "… 市场部 推广素材  未答复" in player.screen


async def test_what_is_not_clear_is_on_today_and_one_key_says_what_it_is(requested: Stage) -> None:
    says(requested.workspace, CHEN, "同意，但要到6月")
    async with requested.play("zh", (120, 40)) as player:
        await player.see("● 市场部对 X-2026-001 的答复不明确：同意，但要到6月")
        assert player.screen.count("同意，但要到6月") == 1, "not as a reply as well"
        await player.press("enter")
        await player.see("● 市场部 推广素材  答复不明确  同意，但要到6月")
        await player.press("x")
        await player.see("✗ 市场部 推广素材  有异议")
        await player.press("u")
        await player.see("● 市场部 推广素材  答复不明确")
        await player.press("y")
        await player.see("✓ 市场部 推广素材  同意")
    assert states(requested)["市场部"] == "accepted"


async def test_an_objection_is_on_today_and_leads_to_its_line_and_its_mail(requested: Stage) -> None:
    says(requested.workspace, BOB, "We can't: no budget until June")
    async with requested.play("en", (120, 40)) as player:
        await player.see("● 法务部 objects to X-2026-001: no budget until June")
        await player.press("enter")
        await player.see("✗ 法务部 a review of the contract  objected")
        await player.press("enter")
        await player.see("Bob Brown", "✓ against · no budget until June")


async def test_the_inbox_shows_what_was_read_and_leads_to_the_matter(requested: Stage) -> None:
    says(requested.workspace, CHEN, "同意，但要到6月")
    async with requested.play("zh", (160, 48)) as player:
        await player.press("4")
        await player.see("? 不明确 · 同意，但要到6月", "c 到 X-2026-001 判断是否同意")
        await player.press("c")
        await player.see("● 市场部 推广素材  答复不明确")
        await player.press("y")
        await player.see("✓ 市场部 推广素材  同意")
        await player.press("4")
        await player.until(lambda: "判断是否同意" not in player.screen)


async def test_a_change_is_raised_sent_and_granted_with_a_sentence(matter: Stage) -> None:
    async with matter.play("en", (120, 40)) as player:
        await player.press("5", "m", "c")
        await player.see("Change request for X-2026-001")
        await player.type("two weeks later")
        await player.press("tab", "right", "right", "tab")
        await player.type("2026-04-14")
        await player.press("enter")
        await player.see("○ C1 date two weeks later → 14 Apr  not sent")
        await player.press("enter")
        matter.workspace.store.get(ChangeRequest, "C1")
        await player.press("escape")
    async with matter.play("en", (120, 40)) as player:
        await player.press("ctrl+p")
        await player.type("two weeks")
        await player.see("C1 two weeks later")
        await player.press("enter")
        await player.see("○ C1 date two weeks later")
        await player.press("s")
        await player.see("C1: who is asked for an opinion", "陈静 · 市场部")
        await player.press("s")
        await player.see("… C1 date two weeks later → 14 Apr  with the departments", "… 市场部 no answer")
        await player.press("y")
        await player.see("Grant C1: two weeks later")
        await player.type("the supplier is late")
        await player.press("tab", "enter")
        await player.see("研发部, 市场部, 法务部 have not agreed")
        await player.type("agreed by telephone")
        await player.see("Not agreed: 研发部, 市场部, 法务部")
        await player.press("enter")
        await player.see("C1 is granted: who is told", "the supplier is late")
        await player.press("s")
        await player.see("✓ C1 date two weeks later → 14 Apr  granted", "wanted by Tue 14 Apr")
        await player.press("y")
        await player.see("C1 is granted: nothing about it is waiting")
        assert "Grant C1" not in player.screen
        await player.press("s")
        await player.see("C1 is granted: that is settled. To change more, raise another one: m c.")
        await player.press("u")
        await player.see("with the departments")
    assert matter.workspace.store.get(Matter, MATTER).wanted is None


@pytest.mark.parametrize(
    ("locale", "before", "shown"),
    [
        ("en", None, "New date of the matter"),
        ("en", date(2026, 3, 18), "New date of the matter (now 18 Mar)"),
        ("zh", date(2026, 3, 18), "新的完成日期（现为3月18日）"),
    ],
)
async def test_the_date_of_a_change_is_the_new_one_of_the_matter(
    matter: Stage, locale: Locale, before: date | None, shown: str
) -> None:
    describe_matter(matter.acting, MATTER, {"wanted": before})
    async with matter.play(locale, (120, 40)) as player:
        await player.press("5", "m", "c")
        await player.see(shown)


@pytest.mark.parametrize(
    ("locale", "kept", "asked"),
    [
        ("en", "C1 is kept. Nobody was asked about it yet: s asks the departments.", "C1: who is asked for an opinion"),
        ("zh", "C1 已保存，还没有发出：按 s 征求各部门意见。", "C1：征求谁的意见"),
    ],
)
async def test_a_change_is_sent_wherever_the_cursor_stands(
    requested: Stage, locale: Locale, kept: str, asked: str
) -> None:
    async with requested.play(locale, (80, 24)) as player:
        await player.press("5", "m", "c")
        await player.type("two weeks later")
        await player.press("f2")
        await player.see(kept)
        await player.press("s")
        await player.see(asked)
    assert requested.workspace.store.get(ChangeRequest, "C1").state == "draft"


async def test_of_several_changes_that_wait_one_is_picked(requested: Stage) -> None:
    for what in ("加一个城市", "再加一种语言"):
        change_drafts.new_change(requested.acting, MATTER, change_drafts.ChangeDraft("scope", what))
    async with requested.play("en", (120, 40)) as player:
        await player.press("5", "s")
        await player.see("Changes that nobody was asked about: which one?", "C1 加一个城市", "C2 再加一种语言")
        await player.press("enter")
        await player.see("C2: who is asked for an opinion")


async def test_heads_are_asked_for_an_approval_with_one_key_and_overruled_each_with_a_reason(matter: Stage) -> None:
    async with matter.play("en", (120, 40)) as player:
        await player.press("5", "m", "v")
        await player.see("What the heads are to confirm in X-2026-001", "goal, scope, milestones", "acceptance")
        await player.press("enter")
        await player.see("X-2026-001 kick-off: who is asked for an opinion", "陈静 · 市场部")
        await player.press("s")
        await player.see("… C1 kick-off 新品上线 v1  with the departments", "… 市场部 no answer")
        await player.press("m", "v", "enter")
        await player.see("is not decided yet")
        await player.press("ctrl+p")
        await player.type("新品上线 v1")
        await player.see("C1 新品上线 v1")
        await player.press("enter")
        await player.see("… C1 kick-off 新品上线 v1")
        await player.press("y")
        await player.see("Grant C1: 新品上线 v1")
        await player.press("tab")
        await player.type("decided above")
        await player.press("tab", "tab")
        await player.type("no staff")
        await player.press("f2")
        await player.see("C1 is granted: who is told", "no staff")
        await player.press("s")
        await player.see("✓ C1 kick-off")
    reasons = [one.reason for one in matter.workspace.store.get(ChangeRequest, "C1").overruled]
    assert reasons == ["decided above", "no staff", "decided above"]


async def test_opinions_stand_below_the_change_and_one_key_says_what_is_not_clear(requested: Stage) -> None:
    change_asked(requested.workspace, wanted=date(2026, 4, 14))
    says(requested.workspace, ZHANG, "同意", kind="change")
    says(requested.workspace, BOB, "we agree, but only after June", kind="change")
    async with requested.play("zh", (120, 40)) as player:
        await player.see("● 法务部对 C1 的意见不明确：we agree, but only after")
        await player.press("enter")
        await player.see("✓ 研发部 同意", "● 法务部 不明确", "… 市场部 未答复")
        await player.press("x")
        await player.see("✗ 法务部 不同意")
        says(requested.workspace, CHEN, "不同意：活动已经排期", kind="change")
        await player.see("✗ 市场部 不同意  活动已经排期")
        await player.press("1")
        await player.see("▲ C1 可以决定了：上线推迟两周")
        await player.press("enter")
        await player.press("x")
        await player.see("不批准 C1：上线推迟两周")
        await player.type("日期不动")
        await player.press("enter", "s")
        await player.see("✗ C1 日期 上线推迟两周", "未批准  1 同意 · 2 不")
        await player.press("enter")
        await player.see("原因：供应商晚了", "市场部 · 不同意 · 活动已经排期 · 陈静", "决定：日期不动")
        await player.press("down")
        await player.see("张伟 · 研发部", "变更申请")


async def test_eighty_columns_keep_what_matters_in_sight(requested: Stage) -> None:
    says(requested.workspace, CHEN, "同意，但要到6月")
    async with requested.play("zh") as player:
        await player.press("enter")
        await player.see("● 市场部 推广素材  答复不明确  同意，但要到6月")


async def test_the_draft_of_duties_is_sent_with_one_key_and_to_nobody_twice(requested: Stage) -> None:
    async with requested.play("zh", (120, 40)) as player:
        await player.press("5", "m", "t")
        await player.see("X-2026-001：分工草案发给谁", "张伟 · 研发部", "分工草案")
        await player.press("s")
        await player.see("封邮件 5 秒后发出，按 u 撤回")
        await player.press("m", "t")
        await player.see("X-2026-001 的这一版分工草案，大家都已收到。")
        await player.press("u")
        await player.see("撤销")
    assert not requested.workspace.store.find(Outgoing, state="queued")


async def test_the_approved_plan_is_sent_with_one_key_and_kept_back_with_another(matter: Stage) -> None:
    draft = ActionDraft(title="接口文档", owner="陈静", due=date(2026, 3, 6), deliverable="文档")
    add_action(matter.workspace.as_user("command").quiet(), draft, MATTER)
    async with matter.play("zh", (120, 40)) as player:
        await player.press("5", "m", "l")
        await player.see("X-2026-001 的计划还没有确认通过", "m v")
        asked = ask_about_change.ask_approval(matter.workspace.as_user("command"), MATTER, "plan")
        decide_change.decide(matter.workspace.as_user("command"), asked.change.ref, "granted", "", "已当面同意")
        await player.press("m", "l")
        await player.see("X-2026-001：确认过的计划发给谁", "陈静", "任务计划已确认：新品上线")
        await player.press("s")
        await player.see("封计划邮件 5 秒后发出，按 u 撤回")
        await player.press("m", "l")
        await player.see("该收的人都已收到确认过的计划")
        await player.press("u")
        await player.see("撤销")
