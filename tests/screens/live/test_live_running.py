"""The running meeting by its keys: the clocks, the plan, who is here, any line of the log."""

from datetime import timedelta

import pytest

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.meetings.meeting import Decision, Entry, Meeting, Participant
from collabtui.domain.people import Locale, Person
from collabtui.lifecycle.live import edit_entry, run
from collabtui.screens.live.capture_box import CaptureInput
from collabtui.screens.live.page import Live
from collabtui.session.draft_files import DraftFiles
from collabtui.session.services import Services
from collabtui.text.catalogue import Catalogue
from support.player import Player, Stage
from support.records import outgoing


async def at_live(player: Player) -> None:
    await player.press("2", "enter")
    await player.see("1/2 开场")


def meeting(stage: Stage) -> Meeting:
    return stage.workspace.store.get(Meeting, "M1")


async def test_a_pause_stops_the_clock_moves_the_end_and_outlives_the_program(running: Stage) -> None:
    async with running.play("en") as player:
        await player.press("2", "enter")
        await player.see("2:00 of 50:00  ends 14:50", "8:00 left of 10:00")
        await player.press("f4")
        await player.see("▌paused 0:00")
    running.clock.set("2026-03-02T14:05+08:00")
    async with running.play("en") as player:
        await player.press("2", "enter")
        await player.see("▌paused 3:00  8:00 left of 10:00", "▲ ends 14:53, 3 min over")
        await player.press("f4")
        await player.until(lambda: meeting(running).paused_at is None)
        await player.see("8:00 left of 10:00")
        assert "paused" not in player.screen


async def test_at_four_fifths_of_an_item_it_is_time_to_sum_up_and_that_is_said_once(running: Stage) -> None:
    async with running.play() as player:
        await at_live(player)
        running.clock.set("2026-03-02T14:08+08:00")
        await player.until(lambda: "第 1 项“开场”还剩" in player.screen)
        assert "● 剩 2:00 / 10:00，请总结" in player.screen
        player.notices.forget()
        running.clock.set("2026-03-02T14:08:30+08:00")
        await player.see("● 剩 1:30 / 10:00")
        assert not player.notices.told
        running.clock.set("2026-03-02T14:11:10+08:00")
        await player.see("会议会超 1 分钟")
        player.notices.forget()
        await player.see("▲ 1:10 超出 10:00", "▲ 预计 14:51 结束")


async def test_what_its_clocks_said_does_not_stay_on_the_page_of_the_minutes(running: Stage) -> None:
    async with running.play("en") as player:
        await at_live(player)
        running.clock.set("2026-03-02T14:51:30+08:00")
        await player.see("The meeting will end")
        await player.press("f9", "y")
        await player.until(lambda: meeting(running).state == "recorded")
        await player.until(lambda: not isinstance(player.app.screen, Live))
        await player.until(lambda: "The meeting will end" not in player.screen)


async def test_that_the_end_is_late_is_not_said_once_more_to_who_comes_back(running: Stage) -> None:
    async with running.play("en") as player:
        await at_live(player)
        running.clock.set("2026-03-02T14:51:30+08:00")
        await player.see("The meeting will end")
        await player.press("ctrl+l")
        player.notices.forget()
        await player.press("f10")
        await player.see("▲ ends 15:31")
        running.clock.set("2026-03-02T14:51:40+08:00")
        await player.settle()
        assert not [said for said in player.notices.told if "will end" in said]


async def test_the_plan_is_changed_slot_by_slot_and_cut_to_end_in_time(running: Stage) -> None:
    run.lengthen(running.acting, "M1", 1, 5)
    async with running.play(size=(160, 48)) as player:
        await at_live(player)
        await player.see("▲ 预计 14:55 结束，超 5 分钟（F7 压缩，^k 搁置）")
        await player.press("f7")
        await player.until(lambda: meeting(running).slots[1].extended == 0)
        await player.see("预计 14:50 结束")
        await player.press("f3", "down", "minus")
        await player.until(lambda: meeting(running).slots[1].extended == -5)
        await player.see("40m-5", "预计 14:45 结束")
        await player.press("p")
        await player.see("∥", "预计 14:10 结束")
        await player.press("J")
        await player.see("不能再往那边移")


async def test_a_slot_to_come_changes_its_place_and_the_cursor_goes_with_it(stage: Stage) -> None:
    from collabtui.domain.meetings.draft import SlotDraft
    from collabtui.lifecycle.meetings import plan
    from support.world import AGENDA

    slots = tuple(SlotDraft(title=title, minutes=10) for title in ("甲", "乙", "丙"))
    plan.new_meeting(stage.acting, AGENDA.model_copy(update={"slots": slots}))
    stage.clock.set("2026-03-02T14:00+08:00")
    run.start(stage.acting, "M1")
    async with stage.play() as player:
        await player.press("2", "enter")
        await player.see("1/3 甲")
        await player.press("f3", "down", "J")
        await player.until(lambda: [slot.title for slot in meeting(stage).slots] == ["甲", "丙", "乙"])
        await player.press("plus")
        await player.until(lambda: meeting(stage).slots[2].extended == 5)


async def test_who_comes_late_gets_his_time_and_a_department_without_anybody_is_named(running: Stage) -> None:
    async with running.play() as player:
        await at_live(player)
        await player.press("f2")
        await player.see("谁到场了")
        await player.press("p", "a")
        await player.see("▲ 研发部 缺席")
        await player.press("l")
        await player.see("迟到 14:02")
        await player.press("escape")
        await player.see("1/2 开场  ▲ 研发部 缺席")
        await player.press("f3")
        await player.see("到场 3/4 · 缺 张伟 · 迟到 陈静 14:02 · ▲ 研发部 缺席")
        await player.press("f3")
        await player.type("d: 先做接口")
        await player.see("决定 · 先做接口 · ▲ 研发部 缺席")
        await player.press("enter")
        await player.see("▲ 研发部 不在场：受邀但没有人到场", "D1 先做接口")


async def test_any_line_is_taken_back_with_one_key_and_comes_back(running: Stage) -> None:
    for line in ("d: 第一条", "第二条", "第三条"):
        run.capture(running.acting, "M1", line)

    def there() -> list[str]:
        return [entry.text for entry in running.workspace.store.find(Entry, meeting="M1", undone=False)]

    async with running.play() as player:
        await at_live(player)
        await player.see("D1 第一条")
        await player.press("escape", "home", "x")
        await player.until(lambda: there() == ["第二条", "第三条"])
        assert running.workspace.store.get(Decision, "D1").withdrawn
        await player.press("u")
        await player.until(lambda: there() == ["第一条", "第二条", "第三条"])
        assert not running.workspace.store.get(Decision, "D1").withdrawn


async def test_who_rewords_a_line_that_somebody_else_has_just_reworded_is_told_what_it_says(running: Stage) -> None:
    run.capture(running.acting, "M1", "d: 冻结日3月4日")
    async with running.play() as player:
        await at_live(player)
        await player.see("D1 冻结日3月4日")
        await player.press("escape", "home", "enter")
        await player.see("决定 D1：改文字")
        edit_entry.reword(running.workspace.acting("王芳", "key"), "D1", "冻结日为3月4日")
        await player.type("冻结日是3月5日")
        await player.press("enter")
        await player.see("王芳在3月2日", "也改了这一项：", "用对方的", "冻结日为3月4日", "用我的", "两者都要")
        await player.press("down", "enter")
        await player.see("D1 冻结日是3月5日")
    assert running.workspace.store.get(Decision, "D1").text == "冻结日是3月5日"


async def test_no_objection_is_asked_on_the_item_and_seen_in_the_plan(running: Stage) -> None:
    async with running.play() as player:
        await at_live(player)
        await player.press("ctrl+o")
        await player.see("开场：一句话总结，有没有异议？")
        await player.type("先做接口")
        await player.press("enter")
        await player.see("共识 先做接口")
        await player.press("f3")
        await player.see("开场  无异议")


async def test_the_projector_sees_the_time_the_end_and_what_comes_next(running: Stage) -> None:
    running.clock.set("2026-03-02T14:08+08:00")
    async with running.play("en") as player:
        await player.press("2", "enter")
        await player.see("1/2 开场")
        await player.press("f8")
        await player.see("● 2:00 left of 10:00: sum up  ends 14:50", "▶ 14:00  开场", "14:10  核心问题")


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_the_projector_sees_large_digits_and_who_does_what_as_it_falls(
    running: Stage, size: tuple[int, int]
) -> None:
    async with running.play("en", size) as player:
        await player.press("2", "enter")
        await player.see("1/2 开场")
        await player.press("f8")
        await player.see("Nothing settled yet.")
        digits = player.app.screen.query_one("#big-clock").region.height
        assert digits == (10 if size == (160, 48) else 5), "as large as a quarter of the screen lets them be"
        run.capture(running.acting, "M1", "d: 接口冻结日为3月4日")
        run.capture(running.acting, "M1", "a: 写文档 @张伟 截止3月6日")
        await player.see("✓ D1 接口冻结日为3月4日", "◆ 张伟 6 Mar  写文档")
        run.capture(running.acting, "M1", "a: 补充说明")
        await player.see("◆ owner ? due ?  补充说明")


async def test_the_projector_shows_what_fell_last_and_how_much_stands_above(running: Stage) -> None:
    for number in range(1, 10):
        run.capture(running.acting, "M1", f"a: 任务{number} @张伟 截止3月{number + 5}日")
    run.capture(running.acting, "M1", "d: 最后的决定")
    async with running.play("en", (80, 24)) as player:
        await player.press("2", "enter")
        await player.see("1/2 开场")
        await player.press("f8")
        await player.see("✓ D1 最后的决定", "任务9", "↑ ")
        fallen = player.screen[player.screen.index("↑ ") :]
        assert fallen.index("任务9") < fallen.index("D1")
        shown = sum(f"任务{number}" in fallen for number in range(1, 10)) + 1
        assert f"↑ {10 - shown} " in fallen


async def test_the_projector_rings_when_an_item_is_over_for_whoever_wants_it(
    running: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    rung: list[str] = []
    async with running.play("en") as player:
        monkeypatch.setattr(type(player.app), "bell", lambda _: rung.append("rung"))
        await player.press("2", "enter")
        await player.see("1/2 开场")
        await player.press("f8", "ctrl+b")
        await player.see("8:00 left")
        running.clock.set("2026-03-02T14:10:05+08:00")
        await player.until(lambda: rung == ["rung"])


async def test_what_is_typed_behind_enter_belongs_to_the_next_line_however_busy_the_page_is(running: Stage) -> None:
    from textual import events

    lines = [f"第{number}句" for number in range(20)]
    async with running.play() as player:
        await at_live(player)
        for line in lines:  # all of it before the page has looked at any of it
            for letter in line:
                player.app.post_message(events.Key(letter, letter))
            player.app.post_message(events.Key("enter", None))
        await player.until(lambda: len(running.workspace.store.find(Entry, meeting="M1")) == len(lines))
    assert [entry.text for entry in running.workspace.store.find(Entry, meeting="M1")] == lines


async def test_of_several_lines_that_are_pasted_none_is_lost(running: Stage) -> None:
    async with running.play() as player:
        await at_live(player)
        await player.type("d: 先做接口\n随便说说\na: 写文档 @张伟")
        await player.see("D1 先做接口", "记录 随便说说", "a: 写文档 @张伟")
        assert len(running.workspace.store.find(Entry, meeting="M1")) == 2


async def test_a_talk_that_is_pasted_whole_is_taken_down_in_its_order_and_holds_up_nothing(
    running: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [f"note {n}" for n in range(300)]
    store, keep = running.workspace.store, DraftFiles.keep
    kept: list[str] = []

    def counted(drafts: DraftFiles, name: str, text: str) -> None:
        kept.append(name)
        keep(drafts, name, text)

    monkeypatch.setattr(DraftFiles, "keep", counted)
    async with running.play("en", (100, 30)) as player:
        await at_live(player)
        kept.clear()
        await player.type("\n".join([*lines, "/undo", ""]))
        await player.type("what was typed behind it")
        await player.press("enter")
        await player.until(lambda: any("behind" in one.text for one in store.find(Entry, meeting="M1")))
    texts = [one.text for one in store.find(Entry, meeting="M1") if not one.undone]
    assert texts == [*lines[:-1], "what was typed behind it"]
    assert len(kept) < 100, "the draft of all that waits is not written anew for each line"


async def test_a_note_is_turned_into_a_decision_in_its_form(running: Stage) -> None:
    run.capture(running.acting, "M1", "先做接口")
    async with running.play() as player:
        await at_live(player)
        await player.see("记录 先做接口")
        await player.press("escape", "home", "enter")
        await player.see("记录 ：改文字", "‹ 记录 ›")
        await player.press("tab", "right", "enter")
        await player.see("决定 D1 先做接口")


async def test_what_a_crash_left_between_the_field_and_the_log_is_taken_down_once(running: Stage) -> None:
    run.capture(running.acting, "M1", "第一句")
    running.home.drafts.mkdir(exist_ok=True)
    services = Services(running.home, running.clock, Catalogue("zh"))
    services.drafts.keep("live-M1", "第一句\nd: 第二句\n/next\n第三句只说了一")
    services.close()
    async with running.play() as player:
        await at_live(player)
        await player.see("D1 第二句", "第三句只说了一")
        assert [one.line for one in running.workspace.store.find(Entry, meeting="M1")] == ["第一句", "d: 第二句"]
        assert meeting(running).running_slot == 0
        await player.press("up")
        await player.see("/next")


async def test_after_a_crash_nothing_is_glued_to_the_last_line_of_a_paste(running: Stage) -> None:
    async with running.play() as player:
        await at_live(player)
        await player.type("第一句\nd: 第二句")
        await player.see("第一句", "d: 第二句")
        await player.until(lambda: [one.line for one in entries(running)] == ["第一句"])
    async with running.play() as player:
        await at_live(player)
        await player.type("第三句")
        await player.press("enter")
        await player.until(lambda: len(entries(running)) == 3)
    assert [one.line for one in entries(running)] == ["第一句", "d: 第二句", "第三句"]


async def test_a_line_that_was_entered_is_not_in_the_field_after_a_crash(running: Stage) -> None:
    running.home.drafts.mkdir(exist_ok=True)
    services = Services(running.home, running.clock, Catalogue("zh"))
    services.drafts.keep("live-M1", "d: 第二句\n")
    services.close()
    async with running.play() as player:
        await at_live(player)
        await player.see("D1 第二句")
        assert player.app.screen.query_one(CaptureInput).value == ""


def entries(stage: Stage) -> list[Entry]:
    return stage.workspace.store.find(Entry, meeting="M1")


async def test_the_end_of_an_item_is_heard_once_by_whoever_wants_it(
    running: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    rung: list[str] = []
    async with running.play("en") as player:
        monkeypatch.setattr(player.app, "bell", lambda: rung.append("bell"))
        await at_live(player)
        await player.press("ctrl+b")
        await player.see("From now on a bell rings at the end of each agenda item.")
        running.clock.set("2026-03-02T14:10:01+08:00")
        await player.until(lambda: rung == ["bell"])
        running.clock.set("2026-03-02T14:10:30+08:00")
        await player.see("0:30 over 10:00")
        await player.press("ctrl+b")
        await player.see("No bell rings at the end of agenda items any more.")
        await player.press("ctrl+n")
        running.clock.set("2026-03-02T15:10+08:00")
        await player.see("▲ 19:30 over")
        assert rung == ["bell"]


async def test_on_a_telephone_the_log_keeps_its_rows(running: Stage) -> None:
    for number in range(9):
        run.capture(running.acting, "M1", f"line {number}")
    async with running.play("en", (40, 15)) as player:
        await at_live(player)
        await player.see("line 8", "line 5", "Take a note")


async def test_a_slash_command_is_what_is_taken_back_and_no_older_line(running: Stage) -> None:
    run.capture(running.acting, "M1", "d: 冻结日3月4日")
    async with running.play() as player:
        await at_live(player)
        await player.type("/extend 5")
        await player.press("enter")
        await player.until(lambda: running.workspace.store.get(Meeting, "M1").slots[0].extended == 5)
        await player.press("ctrl+z")
        await player.see("已撤销：M1", "议程项")
        assert running.workspace.store.get(Meeting, "M1").slots[0].extended == 0
        await player.press("ctrl+z")
        await player.see("D1 冻结日3月4日 已移除")
    assert running.workspace.store.get(Decision, "D1").withdrawn


async def test_in_a_low_window_the_projector_shows_what_was_decided_instead_of_large_digits(running: Stage) -> None:
    run.capture(running.acting, "M1", "d: 先做接口")
    async with running.play("zh", (40, 15)) as player:
        await player.press("2", "enter")
        await player.see("1/2 开场")
        await player.press("f8")
        await player.see("✓ D1 先做接口", "10:00")
        assert player.app.screen.query_one("#big-clock").region.height == 1


async def test_who_keeps_the_time_stands_beside_the_clock_and_hears_of_each_end_by_name(running: Stage) -> None:
    role = Participant(person=running.workspace.store.find(Person, name="陈静")[0].ref, role="timekeeper")
    with running.acting.transaction() as tx:
        now = tx.get(Meeting, "M1")
        others = (one for one in now.participants if one.person != role.person)
        tx.put(now.model_copy(update={"participants": (*others, role)}))
    async with running.play() as player:
        await at_live(player)
        await player.see("计时 陈静  还剩 8:00")
        running.clock.set("2026-03-02T14:08+08:00")
        await player.until(lambda: "陈静（计时）：第 1 项“开场”还剩" in player.screen)
        running.clock.set("2026-03-02T14:10:10+08:00")
        await player.until(lambda: "陈静（计时）：第 1 项“开场”时间到" in player.screen)
        await player.press("f8")
        await player.see("计时 陈静")


async def test_a_meeting_begins_with_its_purpose_and_its_rules_and_has_them_on_a_key(running: Stage) -> None:
    async with running.play() as player:
        await at_live(player)
        await player.see("本次目标：定下一阶段的日期", "对事不对人")
        await player.press("f8")
        await player.see("本次目标：定下一阶段的日期", "对事不对人")
        await player.press("f8", *"d: x", "enter")
        await player.until(lambda: "对事不对人" not in player.screen)
        await player.press("f3")
        await player.see("对事不对人")


async def test_no_letter_is_named_where_letters_are_typed(running: Stage) -> None:
    """`u` keeps mails back on every other page."""
    with running.acting.transaction() as tx:
        leaves = running.clock.now + timedelta(seconds=5)
        tx.put(outgoing(tx.next_ref(Outgoing), queued_at=running.clock.now, not_before=leaves))
    async with running.play("en", (100, 30)) as player:
        await player.see("u recalls")
        await player.press("f10")
        await player.see("1 5s")
        assert "recalls" not in player.screen


@pytest.mark.parametrize(("locale", "named"), [("en", "notes/typing"), ("zh", "记录/输入")])
async def test_escape_is_not_named_as_a_way_out_of_the_meeting(running: Stage, locale: Locale, named: str) -> None:
    async with running.play(locale, (260, 40)) as player:
        await at_live(player)
        assert f"esc {named}" in player.screen.splitlines()[-1], "it leads from what is typed to the notes"


@pytest.mark.parametrize("beside", [("escape",), ("f3",)], ids=["in the log", "in the plan"])
async def test_letters_typed_beside_the_line_are_in_it(running: Stage, beside: tuple[str, ...]) -> None:
    async with running.play("zh", (120, 36)) as player:
        await at_live(player)
        await player.press(*beside)
        await player.until(lambda: not isinstance(player.app.focused, CaptureInput))
        await player.press("d", ":", "space", "换", "一", "家", "enter")
        await player.see("D1 换一家")
