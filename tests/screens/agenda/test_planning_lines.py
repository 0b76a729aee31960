"""An agenda built by keyboard alone, a line at a time."""

from datetime import date

import pytest

from collabtui.domain.action import Action
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.place import Place
from collabtui.lifecycle.meetings import invite
from collabtui.lifecycle.meetings.follow_up import follow_up
from support.player import Player, Stage


async def at_agenda(player: Player) -> None:
    await player.press("2", "enter")
    await player.see("14:00", "开场")


def slots(stage: Stage, ref: str = "M1") -> list[tuple[str, int, str]]:
    return [(slot.title, slot.minutes, slot.lead) for slot in stage.workspace.store.get(Meeting, ref).slots]


async def test_lines_are_typed_one_after_the_other_and_read_back_while_typed(planned: Stage) -> None:
    async with planned.play() as player:
        await at_agenda(player)
        await player.press("a")
        await player.see("10m 标题 @谁")
        await player.type("15m 回顾 @张伟")
        await player.see("议程项 · 15 分钟 · 回顾 · 张伟")
        await player.press("enter")
        await player.type("20分钟 进展")
        await player.press("enter")
        await player.type("? 预算由谁出")
        await player.press("enter")
        await player.type("材料: plan.pdf")
        await player.press("enter", "escape")
        await player.see(
            "14:10   15 分  回顾", "14:25   20 分  进展", "14:45   40 分  核心问题", "? 预算由谁出", "≡ plan.pdf"
        )
        await player.see("比会议时长 50 分钟多 35 分钟")
    assert slots(planned) == [("开场", 10, ""), ("回顾", 15, "张伟"), ("进展", 20, ""), ("核心问题", 40, "")]
    meeting = planned.workspace.store.get(Meeting, "M1")
    assert (meeting.questions, meeting.slots[2].material) == (("预算由谁出",), ("plan.pdf",))


async def test_a_line_that_cannot_be_stays_with_the_reason(planned: Stage) -> None:
    async with planned.play() as player:
        await at_agenda(player)
        await player.press("a")
        await player.type("0m 无")
        await player.see("0m 不能作为时长")
        await player.press("enter")
        await player.type(" + 赵墙")
        await player.press("ctrl+u")
        await player.type("+ 赵墙")
        await player.see("没有叫 赵墙 的人", "赵强")
        await player.press("enter")
        await player.see("+ 赵墙")
        await player.press("ctrl+u")
        await player.type("+ 赵强、周敏 <zhou@example.test>")
        await player.press("enter")
        await player.see("人员 6")
    assert len(planned.workspace.store.get(Meeting, "M1").participants) == 6


async def test_names_are_completed_from_letters_and_a_department_names_its_contact(planned: Stage) -> None:
    async with planned.play() as player:
        await at_agenda(player)
        await player.press("a")
        await player.type("5m 收尾 @zha")
        await player.see("Tab 张伟 · 赵强")
        await player.press("tab", "tab")
        await player.see("收尾 · 赵强")
        await player.press("enter")
        await player.until(lambda: ("收尾", 5, "赵强") in slots(planned))
        await player.type("+ 部门:研发部")
        await player.see("研发部: 张伟")


async def test_lines_that_are_pasted_are_lines_of_the_agenda(planned: Stage) -> None:
    async with planned.play() as player:
        await at_agenda(player)
        await player.press("end", "a")
        await player.type("- 15m 回顾 @张伟\n2. 20分钟 进展\n? 预算由谁出\n0m 无\n5m 不到这里")
        await player.see("0m 不能作为时长")
        await player.until(lambda: ("进展", 20, "") in slots(planned))
    assert [title for title, _, _ in slots(planned)] == ["开场", "核心问题", "回顾", "进展"]
    assert planned.workspace.store.get(Meeting, "M1").questions == ("预算由谁出",)


async def test_a_line_left_half_typed_is_there_again(planned: Stage) -> None:
    async with planned.play() as player:
        await at_agenda(player)
        await player.press("a")
        await player.type("15m 写到一半")
        await player.see("写到一半")
    async with planned.play() as player:
        await at_agenda(player)
        await player.press("a")
        await player.see("15m 写到一半")
        await player.press("enter")
        await player.until(lambda: ("写到一半", 15, "") in slots(planned))


async def test_a_slot_is_changed_split_removed_and_brought_back(planned: Stage) -> None:
    async with planned.play() as player:
        await at_agenda(player)
        await player.press("e")
        await player.see("10m 开场")
        await player.press("ctrl+u")
        await player.type("25m 开场与目标 @李明")
        await player.press("enter")
        await player.until(lambda: slots(planned)[0] == ("开场与目标", 25, "李明"))
        await player.press("v")
        await player.until(lambda: [minutes for _, minutes, _ in slots(planned)] == [15, 10, 40])
        await player.see("14:15   10 分  开场与目标")
        await player.press("x")
        await player.until(lambda: len(slots(planned)) == 2)
        await player.see("按 u 恢复")
        await player.press("u")
        await player.until(lambda: len(slots(planned)) == 3)


async def test_material_is_missing_until_it_is_ticked_off(planned: Stage) -> None:
    async with planned.play("en") as player:
        await at_agenda(player)
        await player.press("m")
        await player.see("material · now type its title or text")
        assert "Nothing follows" not in player.screen
        await player.press("enter")
        await player.see("Nothing follows “material:”.")
        await player.type("plan.pdf")
        await player.press("enter", "escape")
        await player.see("plan.pdf", "missing, by Sun 1 Mar", "⚠")
        await player.press("down", "space")
        await player.see("received ✓")
        assert "⚠" not in player.screen
    assert planned.workspace.store.get(Meeting, "M1").material_there == ("plan.pdf",)


async def test_material_that_is_late_says_so(planned: Stage) -> None:
    planned.clock.set("2026-03-02T08:00+08:00")
    async with planned.play("en") as player:
        await at_agenda(player)
        await player.press("m")
        await player.type("plan.pdf")
        await player.press("enter")
        await player.see("▲ missing, was due Sun 1 Mar")


async def test_what_was_left_over_is_ticked_and_becomes_part_of_the_agenda(recorded: Stage) -> None:
    follow_up(recorded.acting, "M1")
    async with recorded.play() as player:
        await player.press("2")
        await player.until(lambda: "M2" in player.screen)
        recorded_ref = "M2"
        app = player.app
        app.screen.point_at(Place("meetings", recorded_ref))  # type: ignore[attr-defined]  # the page of meetings
        await player.see("M2 新品上线协作会", "遗留 4 项，带入 4", "预算由谁出 ↻ Q1")
        await player.press("tab", "tab")
        await player.see("[x]  A1", "[x]  Q1")
        await player.press("space")
        await player.see("[ ]  A1", "带入 3")
        await player.press("down", "t")
        await player.until(lambda: ("Review the contract", 10, "Bob Brown") in slots(recorded, "M2"))
        await player.press("end", "space")
        await player.see("[ ]  Q1")
        assert "↻ Q1" not in player.screen
    assert recorded.workspace.store.get(Meeting, "M2").carried == ("A3", "A2")


async def test_what_is_done_meanwhile_is_no_longer_left_over(recorded: Stage) -> None:
    follow_up(recorded.acting, "M1")
    async with recorded.play() as player:
        await player.press("2")
        await player.until(lambda: "M2" in player.screen)
        player.app.screen.point_at(Place("meetings", "M2"))  # type: ignore[attr-defined]  # the page of meetings
        await player.see("遗留 4 项，带入 4")
        with recorded.acting.transaction() as tx:
            tx.put(tx.get(Action, "A1").model_copy(update={"status": "done"}))
        await player.see("遗留 3 项，带入 3")


@pytest.mark.parametrize(("size", "shown"), [((80, 24), "人员 4 · ✗ 1 · 2 人未答复"), ((160, 48), "✗  张伟")])
async def test_answers_show_with_since_when(planned: Stage, size: tuple[int, int], shown: str) -> None:
    invite.invite(planned.acting, "M1")
    with planned.acting.transaction() as tx:
        meeting = tx.get(Meeting, "M1")
        answered = [
            one.model_copy(update={"partstat": "declined", "answered_at": planned.acting.now, "comment": "出差"})
            if number == 1
            else one
            for number, one in enumerate(meeting.participants)
        ]
        tx.put(meeting.model_copy(update={"participants": tuple(answered)}))
    planned.clock.set("2026-03-01T10:00+08:00")
    async with planned.play(size=size) as player:
        await at_agenda(player)
        await player.see(shown)
        await player.press("tab")
        await player.see("不参加 2月27日 出差", "2月27日起未答")


async def test_on_the_day_of_the_invitation_nobody_is_said_to_have_kept_silent_since(planned: Stage) -> None:
    invite.invite(planned.acting, "M1")
    async with planned.play(size=(160, 48)) as player:
        await at_agenda(player)
        await player.see("还没答复")
        assert "起未答" not in player.screen


async def test_an_answer_by_word_of_mouth_is_taken_down(planned: Stage) -> None:
    invite.invite(planned.acting, "M1")

    def answers() -> list[str]:
        return [one.partstat for one in planned.workspace.store.get(Meeting, "M1").participants]

    async with planned.play("en") as player:
        await at_agenda(player)
        await player.press("tab", "down", "space")
        await player.until(lambda: answers() == ["needs-action", "accepted", "needs-action", "needs-action"])
        await player.see("✓  张伟", "coming 27 Feb", "✓ 1 · 2 unanswered")
        await player.press("space")
        await player.until(lambda: answers()[1] == "declined")
        await player.see("✗  张伟")


async def test_an_agenda_of_five_slots_from_nothing_takes_few_keys(stage: Stage) -> None:
    """Every key counts: the meeting, five slots, a question, a goal and the people, in less than 140 keys; at the two
    keys a second of a slow typist that is 70 seconds, at four it is 35."""
    typed = [
        "30m Progress @bob", "10m Risks", "20m Core problem", "10m Next steps", "5m Wrap-up",
        "? who pays?", "goal: one date", "+ chen, zhang",
    ]  # fmt: skip
    keys = 0
    async with stage.play("en") as player:
        for key in ("n", "enter"):
            await player.press(key)
            keys += 1
        await player.see("Title")
        await player.type("Launch")
        await player.press("enter")
        keys += len("Launch") + 1
        await player.see("M1 Launch")
        for _ in range(6):
            await player.press("x")
            keys += 1
        await player.see("No agenda items yet")
        await player.press("a")
        keys += 1
        for line in typed:
            await player.type(line)
            await player.press("enter")
            keys += len(line) + 1
        await player.see("14:00   30 m  Progress", "15:10    5 m  Wrap-up", "who pays?", "one date", "3 people")
    assert keys < 140
    assert len(slots(stage)) == 5
    assert stage.workspace.store.get(Meeting, "M1").start.date() == date(2026, 3, 2)
