"""What a command warns of is said on the screen where the same thing is done, before its mails go where it has any."""

from datetime import date

import pytest

from collabtui.domain.action import Action
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.matter import Matter, Milestone
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.domain.people import Locale, Person
from collabtui.lifecycle.actions.edit_actions import add_action
from collabtui.lifecycle.matters.change_requests import ask_about_change, change_drafts
from collabtui.lifecycle.matters.change_requests.change_drafts import ChangeDraft
from collabtui.lifecycle.matters.edit_matters import describe_matter
from support import departments
from support.departments import MATTER
from support.player import Stage
from support.replies import send_all


def confidential(stage: Stage) -> None:
    """Nobody is named: only the facilitator reads it."""
    with stage.acting.transaction() as tx:
        tx.put(tx.get(Matter, MATTER).model_copy(update={"confidential": True}))


def away(stage: Stage, email: str, last: date) -> None:
    with stage.acting.transaction() as tx:
        (person,) = tx.find(Person, email=email)
        tx.put(person.model_copy(update={"away_from": date(2026, 3, 2), "away_until": last}))


def due(stage: Stage, ref: str) -> date | None:
    return stage.workspace.store.get(Action, ref).due


@pytest.mark.parametrize(
    ("locale", "late", "off"),
    [
        ("zh", "A4 截止 3月9日（周一），要先等 A2 完成，而 A2 到3月14日（周六）才截止", "A2：3月14日（周六）是休息日"),
        ("en", "A4 is due on Mon 9 Mar, and waits for A2, which is due only on Sat 14 Mar.", "A2: Sat 14 Mar is a day"),
    ],
)
async def test_a_day_that_others_cannot_wait_for_is_said_with_the_mails(
    published: Stage, locale: Locale, late: str, off: str
) -> None:
    draft = ActionDraft(title="开幕", owner="Bob", due=date(2026, 3, 9), depends_on=("A2",))
    add_action(published.acting.quiet(), draft)
    async with published.play(locale, (160, 48)) as player:
        await player.press("ctrl+p")
        await player.type("A2 due 2026-03-14")
        await player.press("enter")
        await player.see(late, off)
    assert due(published, "A2") == date(2026, 3, 14)


async def test_the_form_of_an_action_says_what_does_not_fit_and_who_may_not_read(published: Stage) -> None:
    confidential(published)
    async with published.play("en", (160, 48)) as player:
        await player.press("5", "m", "a")
        await player.see("New action")
        await player.type("Opening")
        await player.press("tab")
        await player.type("Bob Brown")
        await player.press("tab")
        await player.type("2026-03-05")
        await player.press("tab", "tab", "tab", "tab")
        await player.type("A2")
        await player.press("f2")
        await player.see("A4 is due on Thu 5 Mar, and waits for A2", "X-2026-001 is confidential, and Bob Brown may")
        await player.see("m k on X-2026-001 in Matters (5)")
        await player.press("s")
        await player.until(lambda: due(published, "A4") == date(2026, 3, 5))


async def test_what_fits_is_said_no_more(published: Stage) -> None:
    async with published.play("en", (160, 48)) as player:
        await player.press("ctrl+p")
        await player.type("A2 due 2026-03-12")
        await player.press("enter")
        await player.until(lambda: due(published, "A2") == date(2026, 3, 12))
        assert "waits for" not in " ".join(player.notices.told)


async def test_a_card_that_is_carried_says_what_does_not_fit(published: Stage) -> None:
    draft = ActionDraft(title="开幕", owner="Bob", due=date(2026, 3, 6), depends_on=("A1",))
    add_action(published.acting.quiet(), draft)
    async with published.play("en", (160, 48)) as player:
        await player.press("W", "l", "l", "l", "l")
        await player.see("A1 提供接口文档")
        await player.press("L", "L", "L", "L", "enter")
        await player.see("who is told", "waits for A1, which is due only on")
        await player.press("escape")
    assert due(published, "A1") == date(2026, 3, 6), "left"


async def test_who_is_away_until_after_a_vote_is_named_before_it_is_asked(published: Stage) -> None:
    away(published, "bob@example.test", date(2026, 4, 30))
    async with published.play("en") as player:
        await player.press("2", "end", "enter", "o", "enter")
        await player.type("Which hall?")
        await player.press("tab")
        await player.type("North hall\nSouth hall")
        await player.press("f2")
        await player.see("Bob Brown is away until Thu 30 Apr and may not vote in time")


@pytest.mark.parametrize(
    ("locale", "said"),
    [("zh", "X-2026-001 是机密事项，张伟、陈静、Bob Brown"), ("en", "X-2026-001 is confidential, and 张伟, 陈静, Bob")],
)
async def test_who_may_not_read_what_he_is_invited_to_is_named_first(planned: Stage, locale: Locale, said: str) -> None:
    confidential(planned)
    async with planned.play(locale, (160, 48)) as player:
        await player.press("2", "enter", "i")
        await player.see(said, "m k")


async def test_confidential_matters_that_a_report_leaves_out_are_counted_on_its_page(published: Stage) -> None:
    confidential(published)
    async with published.play("en", (120, 36)) as player:
        await player.press("R")
        await player.see("Confidential matters left out: 1. To see one: a in Reports.")
        await player.press("down", "down", "down")
        await player.see("Load", "Confidential matters left out: 1.")
        await player.press("down")
        await player.until(lambda: "left out" not in player.screen)
        await player.press("s")
        await player.type("bob")
        await player.press("f2")
        await player.see("These people get the report")
        assert "left out" not in player.screen, "kept promises are numbers alone"


async def test_a_status_names_departments_without_a_contact_before_it_goes(stage: Stage) -> None:
    departments.new(stage.workspace)
    async with stage.play("zh", (120, 40)) as player:
        await player.press("5", "m", "w", "enter")
        await player.see("发给谁")
        await player.type("陈静")
        await player.press("f2")
        await player.see("没有对接人、收不到的部门：研发部、市场部、法务部")


async def test_an_approval_of_what_was_changed_since_says_that_the_earlier_one_is_withdrawn(stage: Stage) -> None:
    departments.new(stage.workspace)
    departments.sent(stage.workspace)
    ask_about_change.ask_approval(stage.acting, MATTER, "kick-off")
    send_all(stage.workspace)
    describe_matter(stage.acting, MATTER, {"goal": "投诉 -30 %"})
    async with stage.play("en", (120, 40)) as player:
        await player.press("5", "m", "v")
        await player.see("What the heads are to confirm")
        while "kick-off" not in player.screen:
            await player.press("down")
        await player.press("enter")
        await player.see("What C1 asks about was changed since: it is withdrawn")
        await player.press("s")
        await player.until(lambda: stage.workspace.store.get(ChangeRequest, "C1").state == "withdrawn")


async def test_milestones_that_stay_on_the_former_last_day_are_named(stage: Stage) -> None:
    departments.new(stage.workspace)
    last = date(2026, 4, 1)
    milestones = (Milestone(text="上线", day=last),)
    describe_matter(stage.acting, MATTER, {"wanted": last, "milestones": milestones})
    draft = ChangeDraft(kind="date", what="推迟两周", reason="供应商", wanted=date(2026, 4, 15))
    change_drafts.new_change(stage.acting, MATTER, draft)
    ask_about_change.ask_opinions(stage.acting, "C1")
    async with stage.play("zh", (120, 40)) as player:
        await player.press("ctrl+p")
        await player.type("推迟两周")
        await player.see("C1 推迟两周")
        await player.press("enter")
        await player.see("C1 日期 推迟两周")
        await player.press("y")
        await player.see("里程碑")
        await player.press("tab", "right", "tab")
        await player.type("已电话同意")
        await player.press("f2")
        await player.press("s")
        await player.see("里程碑“上线”仍是4月1日（周三）。要一起改：在其中一个上按 e。")


async def test_what_a_matter_lacks_as_it_is_archived_is_said(published: Stage) -> None:
    async with published.play("zh", (100, 40)) as player:
        await player.press("5", "f", "A", "enter")
        await player.see("已归档到")
        assert any("X-2026-001 归档时还没有走完" in one for one in player.notices.told)


async def test_a_new_person_of_a_known_name_and_department_is_told_apart_after_an_import(stage: Stage) -> None:
    async with stage.play("en", (120, 40)) as player:
        await player.press("6", "i", "enter")
        await player.type("陈静,chen2@example.test,市场部\n")
        await player.press("ctrl+s")
        await player.see("陈静 <chen@example.test>", "has the name and the department of", "If they are one: m on")
