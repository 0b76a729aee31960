"""The list of meetings: the next first, what each lacks, filter, summary, and a series among them."""

from datetime import UTC, date, datetime

import pytest

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.meetings.draft import AgendaDraft, SlotDraft
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.meetings.recurrence import Rule
from collabtui.domain.meetings.series import Series
from collabtui.domain.people import Locale
from collabtui.lifecycle.base.outbox import take_batch
from collabtui.lifecycle.meetings import invite, plan
from collabtui.lifecycle.votes.votes_by_mail import VoteDraft, ask_vote
from collabtui.screens.meetings.page import Meetings
from collabtui.widgets.rows import Rows
from support.player import Player, Stage
from support.replies import send_all
from support.world import AGENDA

AT_SECOND = datetime(2026, 3, 9, 6, tzinfo=UTC)
LATER = AGENDA.model_copy(update={"title": "后面的会", "start": AGENDA.start.replace(day=9), "matter": ""})
BARE = AgendaDraft(title="空会", start=AGENDA.start.replace(day=4))
WEEKLY = AGENDA.model_copy(update={"title": "周例会", "series": Rule(every="week", until=date(2026, 6, 29))})


async def at_list(player: Player, *seen: str) -> None:
    await player.press("2")
    await player.see(*seen)


def above(player: Player, *texts: str) -> bool:
    places = [player.screen.find(text) for text in texts]
    return -1 not in places and places == sorted(places)


async def test_the_next_stands_first_and_what_was_held_below(recorded: Stage) -> None:
    plan.new_meeting(recorded.acting, LATER)
    plan.new_meeting(recorded.acting, BARE)
    async with recorded.play() as player:
        await at_list(player, "即将召开", "已结束")
        assert above(player, "即将召开", "空会", "后面的会", "已结束", "新品上线协作会")
        await player.see("没有议程项", "计划中", "纪要未发")


async def test_the_pane_beside_says_what_the_meeting_lacks(planned: Stage) -> None:
    slots = (SlotDraft(title="开场", minutes=10, lead="李明", material=("plan.pdf",)),)
    plan.edit_meeting(planned.acting, "M1", AGENDA.model_copy(update={"slots": slots, "questions": ("预算谁出",)}))
    invite.invite(planned.acting, "M1")
    async with planned.play("en", (160, 48)) as player:
        await at_list(
            player, "document missing", "3 without an answer", "? 预算谁出", "14:00 开场  李明", "3号会议室", "新品上线"
        )
        await player.see("in 3 days")


async def test_a_long_title_is_whole_above_place_and_goal(planned: Stage) -> None:
    title = "Kick-off of the digital supply chain project and confirmation of departments' roles"
    plan.new_meeting(planned.acting, LATER.model_copy(update={"title": title, "place": "Building A, room 3"}))
    async with planned.play("en", (160, 48)) as player:
        await at_list(player, "Kick-off", "Building A")
        left = [line.partition("││")[0] for line in player.screen.splitlines()]
        assert not [line for line in left if "…" in line]
        assert any("roles" in line for line in left)


async def test_what_a_meeting_lacks_stands_on_one_line_of_the_list(planned: Stage) -> None:
    material = tuple(f"plan{number}.pdf" for number in range(12))
    slots = (SlotDraft(title="开场", minutes=10, lead="李明", material=material),)
    plan.edit_meeting(planned.acting, "M1", AGENDA.model_copy(update={"slots": slots}))
    async with planned.play("en", (80, 24)) as player:
        await at_list(player, "12 documents missing")


async def test_a_filter_finds_by_title_person_state_and_by_what_is_lacking(recorded: Stage) -> None:
    plan.new_meeting(recorded.acting, LATER)
    plan.new_meeting(recorded.acting, BARE)
    async with recorded.play() as player:
        await at_list(player, "空会")
        await player.press("slash")
        await player.type("bob 计划")
        await player.see("1 个会议", "后面的会")
        assert "空会" not in player.screen
        await player.press("enter", "enter")
        await player.see("M2 后面的会")
        await player.press("escape", "escape")
        await player.see("空会")
        await player.press("slash")
        await player.type("没有这个词")
        await player.see("没有符合的会议", "ctrl+f 到处查找")


async def test_an_empty_list_says_what_to_do(stage: Stage) -> None:
    async with stage.play("en") as player:
        await at_list(player, "No meetings yet. n plans one.")


async def test_enter_opens_the_page_of_the_state(recorded: Stage) -> None:
    async with recorded.play("en") as player:
        await at_list(player, "minutes not sent")
        await player.press("enter")
        await player.see("M1", "D1")


@pytest.mark.parametrize(("locale", "words"), [("zh", "每周"), ("en", "weekly until 2026-03-30")])
async def test_a_series_is_planned_from_the_form_and_its_meetings_are_listed(
    stage: Stage, locale: Locale, words: str
) -> None:
    async with stage.play(locale) as player:
        await player.press("2", "n")
        await player.until(lambda: bool(player.app.screen.query("#pick")))
        await player.press("enter")
        await player.until(lambda: bool(player.app.screen.query("#field-title")))
        await player.type("例会")
        await player.press("tab", "ctrl+u")
        await player.type("2026-03-02 14:00")
        await player.press("tab")
        await player.type("bob")
        await player.press("tab", "tab", "tab")  # the first takes what is offered, and goes on
        await player.type(words)
        await player.see("3月9日" if locale == "zh" else "9 Mar, 16 Mar, 23 Mar")
        await player.press("enter")
        await player.see("M1 例会", "↻ 每周" if locale == "zh" else "↻ every week until Mon 30 Mar")
        await player.press("escape")
        await player.until(lambda: player.screen.count("例会 ↻") == 4)
    assert stage.workspace.store.get(Series, "SER1").rule.every == "week"


async def test_dates_that_are_all_there_are_end_in_no_dots(stage: Stage) -> None:
    async with stage.play("en") as player:
        await player.press("2", "n")
        await player.until(lambda: bool(player.app.screen.query("#pick")))
        await player.press("enter")
        await player.until(lambda: bool(player.app.screen.query("#field-title")))
        await player.press("tab", "ctrl+u")
        await player.type("2026-03-02 14:00")
        player.app.screen.query_one("#field-repeats").focus()
        await player.type("weekly for 3 weeks")
        await player.see("2 Mar, 9 Mar, 16 Mar")
        assert "16 Mar…" not in player.screen


async def test_one_more_of_a_series_is_planned_before_its_time(stage: Stage) -> None:
    plan.new_meeting(stage.acting, WEEKLY)
    async with stage.play() as player:
        await player.press("2", "n")
        await player.see("↻ 周例会", "每周，到 6月29日")
        await player.press("end", "enter")
        await player.see("M5 周例会", "3月30日（周一）")


async def test_one_of_a_series_is_called_off_or_all_of_it(stage: Stage) -> None:
    plan.new_meeting(stage.acting, WEEKLY)
    invite.invite(stage.acting, "M1")
    send_all(stage.workspace)
    store = stage.workspace.store
    async with stage.play() as player:
        await at_list(player, "周例会 ↻")
        await player.press("down", "enter")
        await player.see("M2 周例会")
        await player.press("c")
        await player.see("只这一次", "这一次和以后的", "全部未开的")
        await player.press("enter")
        await player.see("取消 M2", "会议取消")
        await player.press("s")
        await player.until(lambda: store.get(Meeting, "M2").state == "cancelled")
        assert store.get(Meeting, "M3").state == "invited"
        await player.press("escape")
        await player.see("即将召开")
        await player.press("home", "down", "enter")
        await player.see("M3 周例会")
        await player.press("c")
        await player.see("这一次和以后的")
        await player.press("down", "enter")
        await player.see("系列会议到此为止")
        await player.press("s")
        await player.until(lambda: store.get(Meeting, "M4").state == "cancelled")
        assert (store.get(Meeting, "M1").state, store.get(Series, "SER1").state) == ("invited", "invited")
        await player.press("escape")
        await player.press("home", "enter")
        await player.see("M1 周例会")
        await player.press("c")
        await player.see("全部未开的")
        await player.press("end", "enter")
        await player.see("系列会议全部取消")
        await player.press("s")
        await player.until(lambda: store.get(Series, "SER1").state == "cancelled")


async def test_a_meeting_of_no_series_is_called_off_from_the_list(planned: Stage) -> None:
    store = planned.workspace.store
    async with planned.play("en") as player:
        await player.press("2")
        await player.see("M1")
        await player.press("c", "y")
        await player.until(lambda: store.get(Meeting, "M1").state == "cancelled")


async def test_a_vote_that_ends_with_its_meeting_is_named(planned: Stage) -> None:
    ask_vote(planned.acting, VoteDraft("M1", "Which hall?", ("A=North", "B=South")))
    send_all(planned.workspace)
    async with planned.play("en") as player:
        await player.press("2")
        await player.see("M1")
        await player.press("c")
        await player.see("Send to 3")
        await player.press("s")
        await player.see("Its vote VOTE1 is withdrawn, too;")


async def test_the_usual_agenda_of_a_series_is_changed_and_the_update_is_owed(stage: Stage) -> None:
    plan.new_meeting(stage.acting, WEEKLY)
    invite.invite(stage.acting, "M1")
    send_all(stage.workspace)
    store = stage.workspace.store
    async with stage.play() as player:
        await at_list(player, "周例会 ↻")
        await player.press("enter")
        await player.see("M1 周例会", "已邀请")
        await player.press("S")
        await player.see("改哪些？", "这一次和以后的")
        await player.press("end", "enter")
        await player.see("系列的常用议程", "series: 每周，到 2026-06-29")
        await player.press("pagedown", "pagedown", "ctrl+end")
        await player.type("\n- 5m 新的一项\n")
        await player.press("ctrl+s")
        await player.see("新的一项", "邀请后有改动")
        assert {len(one.slots) for one in store.find(Meeting, series="SER1")} == {3}
        await player.press("i")
        await player.see("会议变更", "重复：每周")
        await player.press("s")
        await player.until(lambda: store.get(Series, "SER1").sequence == 1)
        await player.until(lambda: "邀请后有改动" not in player.screen)
    assert len(store.find(Outgoing, series="SER1", kind="update")) == 4


@pytest.mark.parametrize(
    ("keys", "typed", "scope", "changed"),
    [
        (("a",), "时间: 16:00", ("down", "enter"), {"M1": 14, "M2": 16, "M3": 16}),
        (("a",), "时间: 16:00", ("enter",), {"M1": 14, "M2": 16, "M3": 14}),
        (("a",), "时间: 16:00", ("end", "enter"), {"M1": 16, "M2": 16, "M3": 16}),
    ],
    ids=["following", "one", "all"],
)
async def test_a_meeting_is_moved_alone_with_those_that_follow_or_with_all(
    stage: Stage, keys: tuple[str, ...], typed: str, scope: tuple[str, ...], changed: dict[str, int]
) -> None:
    plan.new_meeting(stage.acting, WEEKLY)
    store = stage.workspace.store
    async with stage.play() as player:
        await at_list(player, "周例会 ↻")
        await player.press("down", "enter")
        await player.see("M2 周例会")
        await player.press(*keys)
        await player.type(typed)
        await player.press("enter")
        await player.see("改哪些？")
        await player.press(*scope)
        await player.see("16:00–16:50")
    hours = {ref: store.get(Meeting, ref).start.astimezone(stage.acting.zone).hour for ref in changed}
    assert hours == changed


async def test_who_leaves_leaves_all_that_follow(stage: Stage) -> None:
    plan.new_meeting(stage.acting, WEEKLY)
    store = stage.workspace.store
    people = {ref: len(store.get(Meeting, ref).participants) for ref in ("M1", "M2", "M3")}
    async with stage.play(size=(160, 48)) as player:
        await at_list(player, "周例会 ↻")
        await player.press("down", "enter")
        await player.see("M2 周例会")
        player.app.screen.query_one("#participants").focus()
        await player.press("end", "x")
        await player.see("改哪些？")
        await player.press("down", "enter")
        await player.until(lambda: len(store.get(Meeting, "M3").participants) == people["M3"] - 1)
    assert [len(store.get(Meeting, ref).participants) - people[ref] for ref in people] == [0, -1, -1]


async def test_an_invitation_is_undone_by_one_key_until_it_leaves(planned: Stage) -> None:
    store = planned.workspace.store
    async with planned.play() as player:
        await at_list(player, "新品上线协作会")
        await player.press("enter")
        await player.see("M1 新品")
        await player.press("i")
        await player.see("谁会收到邀请")
        await player.press("s")
        await player.see("按 u 撤回")
        assert take_batch(planned.workspace.as_worker(), 10) == []
        await player.press("u")
        await player.until(lambda: store.get(Meeting, "M1").state == "planned")
    assert {mail.state for mail in store.find(Outgoing, meeting="M1")} == {"held"}


async def test_an_invitation_that_nobody_takes_back_leaves_after_a_little(planned: Stage) -> None:
    async with planned.play() as player:
        await at_list(player, "新品上线协作会")
        await player.press("enter")
        await player.see("M1 新品")
        await player.press("i")
        await player.see("谁会收到邀请")
        await player.press("s")
        await player.see("按 u 撤回")
    planned.clock.set("2026-02-27T10:00:05+08:00")
    assert len(take_batch(planned.workspace.as_worker(), 10)) == 4


async def test_a_meeting_of_a_series_is_moved_and_called_off_on_the_list(planned: Stage) -> None:
    first = plan.new_meeting(planned.acting, WEEKLY).meeting.ref
    invite.invite(planned.acting, first)
    take_batch(planned.acting, 50)
    store = planned.workspace.store
    second = next(one for one in store.find(Meeting, series="SER1") if one.occurrence == AT_SECOND)
    async with planned.play("en", (120, 40)) as player:
        await at_list(player, "周例会")
        page = player.app.screen
        assert isinstance(page, Meetings)
        page.query_one("#meetings", Rows).point_at(second.ref)
        await player.press("m")
        await player.see("Which ones does this change?")
        await player.press("enter")
        await player.see(f"New time for {second.ref}")
        await player.press(*["backspace"] * 20)
        await player.type("2025-03-10 16:00")
        await player.see("Mon 10 Mar 2025 16:00 · already past")
        await player.press(*["backspace"] * 20)
        await player.type("2026-03-10 16:00")
        await player.until(lambda: "already past" not in player.screen)
        await player.press("enter")
        await player.see("who gets the invitation")
        assert store.get(Meeting, second.ref).start.day == 10
        assert store.get(Series, "SER1").start == store.get(Meeting, first).start, "the others stay"
        await player.press("escape")
        page.query_one("#meetings", Rows).point_at(second.ref)
        await player.press("c")
        await player.see("Cancel which?")
        await player.press("escape")
        assert store.get(Meeting, second.ref).state == "invited"


async def test_what_was_held_is_neither_moved_nor_called_off(recorded: Stage) -> None:
    async with recorded.play("en") as player:
        await at_list(player, "M1")
        for key in "mc":
            await player.press(key)
            await player.see("M1 is", "no longer be done")


@pytest.mark.parametrize(("locale", "said"), [("zh", "✗ 不能用"), ("en", "✗ cannot be used")])
async def test_an_own_agenda_that_planning_would_refuse_is_marked_where_one_chooses(
    planned: Stage, locale: Locale, said: str
) -> None:
    folder = planned.home.templates / "agendas"
    folder.mkdir(parents=True)
    (folder / "own.md").write_text("---\ncolour: red\n---\n## Agenda\n- 10m Opening\n", encoding="utf-8")
    async with planned.play(locale, (160, 48)) as player:
        await at_list(player, "M1")
        await player.press("n")
        await player.see("own", said, "colour")


@pytest.mark.parametrize("locale", ["en", "zh"])
async def test_a_new_meeting_that_is_undone_is_gone_and_comes_back_again(stage: Stage, locale: Locale) -> None:
    meeting = plan.new_meeting(stage.acting, BARE).meeting
    async with stage.play(locale) as player:
        await at_list(player, "空会")
        await player.press("u")
        await player.until(lambda: stage.workspace.store.get(Meeting, meeting.ref).state == "cancelled")
        await player.until(lambda: "空会  " not in player.screen)
        await player.press("ctrl+r")
        await player.until(lambda: stage.workspace.store.get(Meeting, meeting.ref).state == "planned")
        await player.see("空会")


async def test_what_was_called_off_by_hand_stays_in_the_list(stage: Stage) -> None:
    meeting = plan.new_meeting(stage.acting, BARE).meeting
    invite.cancel(stage.acting, meeting.ref)
    async with stage.play("en") as player:
        await at_list(player, "空会", "cancelled")
