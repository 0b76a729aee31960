import re
from datetime import date
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest
from textual.widgets import TextArea

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.meetings.agenda import AgendaRow
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.people import Locale
from collabtui.lifecycle.actions.edit_actions import add_action
from collabtui.lifecycle.meetings import invite, plan
from collabtui.lifecycle.people.edit_absence import set_away
from collabtui.lifecycle.votes.votes_by_mail import VoteDraft, ask_vote
from collabtui.screens.agenda.agenda_data import AgendaData, read_sheet
from collabtui.screens.agenda.agenda_rows import row_line
from collabtui.screens.agenda.left_over_rows import left_over_columns
from collabtui.text.catalogue import Catalogue
from support.player import Player, Stage

if TYPE_CHECKING:
    from collabtui.session.store_session import Session


async def at_agenda(player: Player) -> None:
    await player.press("2", "enter")
    await player.see("14:00", "开场")


def slots(stage: Stage) -> list[tuple[str, int]]:
    return [(slot.title, slot.minutes) for slot in stage.workspace.store.get(Meeting, "M1").slots]


async def test_slots_are_stretched_and_moved_and_the_times_follow(planned: Stage) -> None:
    async with planned.play() as player:
        await at_agenda(player)
        await player.press("plus", "plus", "minus", "J")
        await player.until(lambda: slots(planned) == [("核心问题", 40), ("开场", 15)])
        await player.see("14:40   15 分  开场", "55 / 50 分钟", "比会议时长 50 分钟多 5 分钟")
        await player.press("K", "plus")
        await player.until(lambda: slots(planned) == [("开场", 20), ("核心问题", 40)])


async def test_a_refused_agenda_is_still_there_with_the_reason_and_the_line(planned: Stage) -> None:
    async with planned.play(size=(80, 26)) as player:
        await at_agenda(player)
        await player.press("E")
        await player.see("title: 新品上线协作会")
        await player.press("pagedown", "pagedown", "pagedown")
        await player.type("- 那个谁\n")
        await player.press("ctrl+s")
        await player.see("没有写时长", "- 那个谁")
        await player.press("escape")
        await player.see("你写的内容已保留")
    async with planned.play() as player:
        await at_agenda(player)
        await player.press("E")
        await player.until(lambda: bool(player.app.screen.query(TextArea)))
        assert "- 那个谁" in player.app.screen.query_one(TextArea).text


@pytest.mark.parametrize("answer", ["s", "escape"])
async def test_an_invitation_names_who_gets_what_before_it_leaves(planned: Stage, answer: str) -> None:
    store = planned.workspace.store
    async with planned.play() as player:
        await at_agenda(player)
        await player.press("i")
        await player.see("M1：谁会收到邀请", "Bob Brown", "发给 4 人", "李明 <li@example.test>", "会议邀请")
        await player.press("down")
        await player.see("张伟 <zhang@example.test>", "按键 (?)")
        await player.press("question_mark")
        await player.see("这里可用的按键", "网页版")
        await player.press("escape", answer)
        await player.until(lambda: "谁会收到邀请" not in player.screen)
        if answer == "s":
            await player.see("已邀请")
        assert len(store.find(Outgoing, meeting="M1")) == (4 if answer == "s" else 0)


async def test_what_changed_since_the_invitation_is_owed_as_an_update(planned: Stage) -> None:
    invite.invite(planned.acting, "M1")
    async with planned.play() as player:
        await at_agenda(player)
        await player.press("plus")
        await player.see("邀请后有改动")
        await player.press("i")
        await player.see("谁会收到邀请", "变更")
        await player.press("s")
        await player.until(lambda: planned.workspace.store.get(Meeting, "M1").sequence == 1)


async def test_calling_off_tells_whoever_was_invited(planned: Stage) -> None:
    invite.invite(planned.acting, "M1")
    async with planned.play("en") as player:
        await at_agenda(player)
        await player.press("c")
        await player.see("Cancel M1?", "cancellation", "Send to 4")
        await player.press("s")
        await player.see("cancelled")
    mails = planned.workspace.store.find(Outgoing, meeting="M1", kind="cancellation")
    assert len(mails) == 4


async def test_calling_off_names_the_vote_that_ends_with_the_meeting(planned: Stage) -> None:
    invite.invite(planned.acting, "M1")
    ask_vote(planned.acting, VoteDraft("M1", "哪个展位", ("A=东", "B=西"), ("张伟", "陈静"), date(2026, 3, 9)))
    async with planned.play("en") as player:
        await at_agenda(player)
        await player.press("c")
        await player.see("Cancel M1?", "VOTE1 “哪个展位” ends with it, without a result.")


async def test_of_a_meeting_that_nobody_was_invited_to_nobody_owes_an_answer(planned: Stage) -> None:
    invite.cancel(planned.acting, "M1")
    async with planned.play("en", (120, 36)) as player:
        await player.press("2")
        await player.see("cancelled", "Bob Brown")
        assert "? Bob Brown" not in player.screen
        await player.press("enter")
        await player.see("4 people", "Bob Brown")
        assert not re.search(r"\? +Bob Brown", player.screen)


async def test_an_answer_that_comes_in_shows_without_a_key(planned: Stage) -> None:
    async with planned.play() as player:
        await at_agenda(player)
        await player.press("down")
        meeting = planned.workspace.store.get(Meeting, "M1")
        coming = tuple(one.model_copy(update={"partstat": "accepted"}) for one in meeting.participants)
        with planned.acting.transaction() as tx:
            tx.put(meeting.model_copy(update={"participants": coming}))
        await player.see("✓ 4")
        await player.press("plus")
        await player.until(lambda: slots(planned) == [("开场", 10), ("核心问题", 45)])


async def test_a_meeting_is_started_early_only_after_a_question(planned: Stage) -> None:
    async with planned.play() as player:
        await at_agenda(player)
        await player.press("s")
        await player.see("还没到时间")
        await player.press("n", "s", "y")
        await player.see("1/2 开场")


async def test_roles_change_and_people_go_with_one_key(planned: Stage) -> None:
    def roles() -> list[str]:
        return [one.role for one in planned.workspace.store.get(Meeting, "M1").participants]

    async with planned.play() as player:
        await at_agenda(player)
        await player.see("目标 定下一阶段的日期")
        await player.press("tab", "down", "r")
        await player.until(lambda: roles() == ["facilitator", "scribe", "participant", "participant"])
        await player.see("记录人")
        await player.press("down", "r")
        await player.until(lambda: roles() == ["facilitator", "participant", "scribe", "participant"])
        await player.press("x")
        await player.until(lambda: roles() == ["facilitator", "participant", "participant"])
        await player.press("u")
        await player.until(lambda: roles() == ["facilitator", "participant", "scribe", "participant"])


async def test_space_on_an_item_of_the_agenda_says_what_it_ticks(planned: Stage) -> None:
    async with planned.play("en", (100, 30)) as player:
        await at_agenda(player)
        await player.press("space")
        await player.see("Space ticks answers of people, material and what is left over.")


async def test_nobody_is_mailed_a_leader_who_may_be_several(planned: Stage) -> None:
    plan.change_slots(planned.acting, "M1", lambda slots: [slots[0].model_copy(update={"lead": "张"}), *slots[1:]])
    async with planned.play("en", (100, 30)) as player:
        await at_agenda(player)
        await player.see("张 ?")
        await player.press("i")
        await player.see("开场: who is “张”?", "张伟", "as written")
        await player.press("escape")
        await player.until(lambda: "who is" not in player.screen)
        assert not planned.workspace.store.find(Outgoing, meeting="M1")
        await player.press("i", "enter")
        await player.see("who gets the invitation")
        await player.see("│ Bob Brown ")  # the whole name, beside what he gets
        assert planned.workspace.store.get(Meeting, "M1").slots[0].lead == "张伟"


async def test_the_reading_of_a_line_says_who_leads(planned: Stage) -> None:
    async with planned.play("en", (100, 30)) as player:
        await at_agenda(player)
        await player.press("a")
        await player.type("10m Budget @张")
        await player.see("张 ? 张伟")


@pytest.mark.parametrize(("lead", "said"), [("＠赵六", True), ("@全体", False), ("@研发部", False), ("@张伟", False)])
async def test_the_reading_of_a_line_says_where_nobody_is_called_so(planned: Stage, lead: str, said: bool) -> None:
    async with planned.play() as player:
        await at_agenda(player)
        await player.press("a")
        await player.type(f"10m 散会 {lead}")
        await player.see(f"散会 · {lead[1:]}") if not said else await player.see("人员里没有此人")
        assert ("人员里没有此人" in player.screen) is said


@pytest.mark.parametrize(
    ("locale", "said"), [("zh", "赵六：人员里没有此人，收不到邮件"), ("en", "赵六: nobody of that name, gets no mail")]
)
async def test_a_leader_whom_nobody_knows_is_kept_marked_and_said_before_mails_go(
    planned: Stage, locale: Locale, said: str
) -> None:
    async with planned.play(locale, (120, 30)) as player:
        await at_agenda(player)
        await player.press("a")
        await player.type("10m 散会 @赵六")
        await player.press("enter")
        await player.see(said, "赵六 ?")
        assert "赵六" in [slot.lead for slot in planned.workspace.store.get(Meeting, "M1").slots]
        await player.press("escape")
        await player.until(lambda: said not in player.screen)
        await player.press("i")
        await player.see(said)


async def test_what_has_no_length_says_so(planned: Stage) -> None:
    async with planned.play("en", (100, 30)) as player:
        await at_agenda(player)
        await player.press("a")
        await player.type("? who pays")
        await player.press("enter", "escape")
        await player.see("? who pays")
        await player.press("G", "minus")
        await player.see("Only agenda items have a length and can be moved.")


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_who_is_away_then_is_named_with_who_stands_in(planned: Stage, size: tuple[int, int]) -> None:
    acting = planned.workspace.as_user("key")
    set_away(acting, "P4", date(2026, 3, 2), date(2026, 3, 6), "赵强")
    async with planned.play(size=size) as player:
        await at_agenda(player)
        await player.press("tab")
        await player.see("外出到3月6日", "→ 赵强")


@pytest.mark.parametrize(("locale", "said"), [("zh", ("加入了 1 项", "[x]  A1")), ("en", ("1 item", "[x]  A1"))])
async def test_a_key_puts_what_does_not_go_as_planned_on_the_agenda(
    planned: Stage, locale: Locale, said: tuple[str, str]
) -> None:
    acting = planned.workspace.as_user("key")
    matter = acting.store.get(Meeting, "M1").matter or ""
    add_action(acting, ActionDraft(title="接口文档", owner="张伟", due=date(2026, 3, 20), status="blocked"), matter)
    async with planned.play(locale, (140, 40)) as player:
        await at_agenda(player)
        await player.see("[ ]  A1", "受阻" if locale == "zh" else "blocked")
        await player.press("b")
        await player.see(*said)
        await player.until(lambda: acting.store.get(Meeting, "M1").carried == ("A1",))


@pytest.mark.parametrize(("width", "whole"), [(40, False), (56, True), (100, True)])
async def test_who_leads_is_whole_beside_a_title_that_has_its_room(planned: Stage, width: int, *, whole: bool) -> None:
    with planned.acting.transaction() as tx:
        meeting = tx.get(Meeting, "M1")
        first = meeting.slots[0].model_copy(update={"title": "Result of the load test", "lead": "Dominic Qian"})
        tx.put(meeting.model_copy(update={"slots": (first, *meeting.slots[1:])}))
    acting = planned.acting
    session = cast("Session", SimpleNamespace(zone=acting.now.tzinfo, today=acting.now.date()))
    row = row_line(read_sheet(acting, "M1"), AgendaRow("slot", 0), session, Catalogue("en"), width)
    assert ("Dominic Qian" in row.plain) is whole, row.plain


@pytest.mark.parametrize(("width", "below"), [(30, True), (44, False)])
def test_what_is_left_over_has_its_day_below_where_it_has_no_room_beside(width: int, *, below: bool) -> None:
    sheet = cast("AgendaData", SimpleNamespace(left_over_owner_room=12, left_over_ref_room=4))
    layout = left_over_columns(sheet, Catalogue("en"), width)
    assert (layout.below == ("due",)) is below
    assert "owner" not in dict(layout.beside)
    assert "owner" in dict(left_over_columns(sheet, Catalogue("en"), 70).beside)
