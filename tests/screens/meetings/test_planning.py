import asyncio
from datetime import date, datetime, timedelta

import pytest

from collabtui.domain.meetings.agenda import agenda_findings
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.people import Locale
from collabtui.formats.agenda.agenda_template import read_template
from collabtui.lifecycle.meetings import plan
from collabtui.screens.dialogs.form import Form
from collabtui.screens.meetings.timed_form import REST
from collabtui.screens.meetings.usual_agendas import KINDS
from collabtui.text.catalogue import LOCALES, Catalogue
from support.player import Player, Stage
from support.world import AGENDA


async def pick(player: Player, *keys: str) -> None:
    await player.press("n")
    await player.until(lambda: bool(player.app.screen.query("#pick")))
    await player.press(*keys, "enter")
    await player.until(lambda: isinstance(player.app.screen, Form))


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_usual_agenda_needs_no_more_than_a_title(stage: Stage, kind: str, locale: str) -> None:
    text = Catalogue(locale)(f"agendas.{kind}.text", start="")
    start = datetime(2026, 3, 2, 14)  # noqa: DTZ001  # wall-clock time
    planned = plan.new_meeting(stage.acting, read_template(text, title="周会", start=start, today=date(2026, 2, 27)))
    assert agenda_findings(planned.meeting, 90) == ()
    assert len(planned.meeting.slots) >= 3


@pytest.mark.parametrize(("locale", "shown"), [("zh", "逐条核对"), ("en", "One by one")])
async def test_a_usual_agenda_is_picked_and_needs_no_more_than_enter(stage: Stage, locale: Locale, shown: str) -> None:
    async with stage.play(locale) as player:
        await pick(player, "down", "down", "down", "down")
        await player.press("enter")
        await player.see(shown, "M1")
    assert stage.workspace.store.get(Meeting, "M1").start == datetime.fromisoformat("2026-03-02T14:00+08:00"), (
        "Monday: today is Friday"
    )


async def test_a_meeting_is_planned_with_when_where_and_who_in_the_words_one_uses(stage: Stage) -> None:
    async with stage.play() as player:
        await pick(player)
        await player.type("周五碰头")
        await player.press("tab", "ctrl+u")
        await player.type("下周五 9点半-10:30")
        await player.see("3月6日（周五） 09:30–10:30")
        await player.press("tab")
        await player.type("陈静, 部门:研发部")
        await player.press("tab")
        await player.type("5号会议室")
        await player.press("tab")
        await player.type("新品上线")
        await player.press("enter")
        await player.see("M1 周五碰头", "5号会议室", "人员 3")
    meeting = stage.workspace.store.get(Meeting, "M1")
    assert (meeting.start, meeting.end) == (
        datetime.fromisoformat("2026-03-06T09:30+08:00"),
        datetime.fromisoformat("2026-03-06T10:30+08:00"),
    )
    assert meeting.matter == "X-2026-001"
    assert len(meeting.participants) == 3


async def test_what_cannot_be_stands_beside_its_field(stage: Stage) -> None:
    async with stage.play("en") as player:
        await pick(player)
        await player.type("x")
        await player.press("tab", "ctrl+u")
        await player.type("soon")
        await player.see("soon is not a day with a time")
        await player.press("enter")
        await player.press("ctrl+u")
        await player.type("30 Feb 14:00")
        await player.see("“30 Feb 14:00”: the calendar has no such day.")
        assert "Line 1" not in player.screen
        await player.press("ctrl+u")
        await player.type("明天下午四点半")
        await player.see("Sat 28 Feb 16:30")
        await player.press("ctrl+u")
        await player.type("fri 14:00")
        await player.press("tab")
        await player.type("张炜")
        await player.press("enter")
        await player.see("张炜", "张伟")
    assert stage.workspace.store.find(Meeting, ref="M1") == []


async def test_what_was_left_unfinished_is_offered_first(stage: Stage) -> None:
    async with stage.play() as player:
        await pick(player, "down", "down")
        await player.press("ctrl+u")
        await player.type("写到一半")
        await player.see("写到一半")
        await player.press("escape", "escape")
        await player.until(lambda: not isinstance(player.app.screen, Form))
    async with stage.play() as player:
        await player.press("n")
        await player.see("未写完的", "写到一半")
        await player.press("enter")
        await player.until(lambda: isinstance(player.app.screen, Form))
        await player.see("写到一半")
        await player.press("enter")
        await player.see("M1 写到一半", "15 / 15 分钟")
        await player.press("escape", "n")
        await player.see("什么会议")
        assert "未写完的" not in player.screen


async def test_the_own_templates_in_the_home_come_first(stage: Stage) -> None:
    folder = stage.home.templates / "agendas"
    folder.mkdir(parents=True)
    (folder / "站会.md").write_text(
        "---\ntitle: 每日站会\nplace: 茶水间\nparticipants: [陈静]\n---\n## 议程\n- 5m 昨天\n- 5m 今天\n", "utf-8"
    )
    (folder / "weekly.md").write_text("## 议程\n- 15m 我们的周会\n", "utf-8")
    async with stage.play() as player:
        await player.press("n")
        await player.see("站会", "自己的模板")
        await player.until(lambda: player.screen.count("自己的模板") == 2)
        assert "周例会" not in player.screen
        await player.press("down", "enter")
        await player.until(lambda: isinstance(player.app.screen, Form))
        await player.see("每日站会")
        await player.press("enter")
        await player.see("M1 每日站会", "昨天", "茶水间", "人员 2")


async def test_a_form_that_is_saved_while_its_time_is_about_to_be_looked_up_ends_nothing(stage: Stage) -> None:
    async with stage.play("en") as player:
        await pick(player)
        await player.type("x")
        await player.app.screen.remove_children()  # as Textual does it, before it stops what a screen has begun
        await asyncio.sleep(2 * REST)
        await player.settle()
        assert player.app.is_running
        assert player.app._exception is None


@pytest.mark.parametrize(
    ("locale", "typed", "start"),
    [
        ("en", "now", "2026-02-27T09:00+08:00"),
        ("en", "16:30", "2026-02-27T16:30+08:00"),
        ("en", "4pm", "2026-02-27T16:00+08:00"),
        ("zh", "现在", "2026-02-27T09:00+08:00"),
        ("zh", "下午4点", "2026-02-27T16:00+08:00"),
    ],
)
async def test_a_meeting_is_now_or_at_an_hour_of_today(stage: Stage, locale: Locale, typed: str, start: str) -> None:
    stage.clock.set("2026-02-27T09:00+08:00")
    async with stage.play(locale) as player:
        await pick(player)
        await player.type("x")
        await player.press("tab", "ctrl+u")
        await player.type(typed)
        await player.press("enter")
        await player.see("M1 x")
    assert stage.workspace.store.get(Meeting, "M1").start == datetime.fromisoformat(start)


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_the_list_says_below_each_meeting_where_it_is_while_there_is_room(
    planned: Stage, size: tuple[int, int]
) -> None:
    async with planned.play("en", size) as player:
        await player.press("2")
        await player.see("新品上线协作会", "3号会议室")
        lines = player.screen.splitlines()
        at = next(number for number, line in enumerate(lines) if "M1" in line)
        assert "3号会议室" in lines[at + 1].partition("││")[0]
    for day in range(1, 14):
        start = AGENDA.start + timedelta(days=day)
        plan.new_meeting(planned.acting, AGENDA.model_copy(update={"start": start, "title": f"T{day}"}))
    async with planned.play("en", (80, 24)) as player:
        await player.press("2")
        await player.see("T1", "T13")
        assert "3号会议室" not in player.screen
