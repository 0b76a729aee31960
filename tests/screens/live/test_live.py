import pytest
from textual import events
from textual.widgets import Input

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.matters.matter import Risk
from collabtui.domain.meetings.meeting import Decision, Entry, Meeting, Slot
from collabtui.domain.people import Locale
from collabtui.errors import Refused
from collabtui.lifecycle.live import run
from collabtui.lifecycle.live.unclear_lines import take_down
from collabtui.lifecycle.meetings import plan
from collabtui.screens.dialogs.form import Form
from collabtui.screens.live.capture_box import CaptureInput
from collabtui.screens.live.page import Live
from collabtui.text.catalogue import LOCALES
from support.player import Player, Stage
from support.world import AGENDA


async def at_live(player: Player) -> None:
    await player.press("2", "enter")
    await player.see("1/2 开场")


async def test_a_line_is_read_while_it_is_typed_and_its_holes_are_shown(running: Stage) -> None:
    async with running.play() as player:
        await at_live(player)
        await player.see("d: 决定", "q: 待跟进")
        await player.type("a: 压力测试报告 @张伟")
        await player.see("行动项 · 负责人 张伟（研发部） · 截止 ? · 交付物 ? · 压力测试报告")
        await player.type(" 截止周五 交付:报告")
        await player.see("截止 3月6日（周五） · 交付物 报告")


@pytest.mark.parametrize(
    ("locale", "size", "mark", "is_there"),
    [("zh", (80, 24), "里程碑：", True), ("en", (100, 30), "milestone:", True), ("en", (80, 24), "milestone:", False)],
)
async def test_the_mark_of_a_milestone_is_named_where_it_has_room(
    running: Stage, locale: Locale, size: tuple[int, int], mark: str, is_there: bool
) -> None:
    async with running.play(locale, size) as player:
        await at_live(player)
        await player.see("q: 待跟进问题" if locale == "zh" else "q: open question")
        assert (mark in player.screen) == is_there


async def test_tab_completes_people_by_name_and_by_their_login(running: Stage) -> None:
    async with running.play() as player:
        await at_live(player)
        await player.type("a: 报告 @zh")
        await player.see("Tab 张伟 · 赵强")
        await player.press("tab")
        await player.see("a: 报告 @张伟")
        await player.press("tab")
        await player.see("a: 报告 @赵强")
        await player.type("截止周五")
        await player.press("enter")
        await player.until(lambda: running.workspace.store.find(Action, meeting="M1") != [])
        assert running.workspace.store.get(Action, "A1").title == "报告"


async def test_the_clock_runs_and_warns_when_the_slot_is_over(running: Stage) -> None:
    async with running.play("en") as player:
        await at_live(player)
        await player.see("8:00 left of 10:00", "ends 14:50")
        running.clock.set("2026-03-02T14:13:30+08:00")
        await player.see("▲ 3:30 over 10:00", "▲ ends 14:53, 3 min over")
        await player.press("ctrl+e")
        await player.see("1:30 left of 15:00", "ends 14:55")


async def test_a_line_with_an_owner_nobody_knows_is_taken_and_says_so_before_and_after(running: Stage) -> None:
    async with running.play() as player:
        await at_live(player)
        await player.type("a: 修复登录 @张 截止3月6日")
        await player.see("负责人 ? 张伟 · 截止 3月6日")
        await player.press("enter")
        await player.see("A1 修复登录  负责人 ? 张伟  3月6日", "? 1 处待澄清：f5")
    assert running.workspace.store.get(Action, "A1").owner is None


async def test_part_of_a_name_is_read_and_kept_as_the_person_whom_enter_takes(running: Stage) -> None:
    async with running.play("en", (110, 30)) as player:
        await at_live(player)
        await player.type("a: fix the login @bob due 6 March")
        await player.see("owner Bob Brown (法务部)")
        await player.press("enter")
        await player.type("r: the supplier may slip @bob")
        await player.see("risk · level medium · owner Bob Brown (法务部)")
        await player.type(" mitigation: a second one")
        await player.see("Proposed answer a second one · the supplier may slip")
        await player.press("enter")
        await player.see("R1 Bob Brown: the supplier may slip")
    assert running.workspace.store.get(Action, "A1").owner == "P5"


async def test_the_list_of_actions_says_who_was_meant_as_the_minutes_do(running: Stage) -> None:
    take_down(running.acting, "M1", "a: fix the login @Bbo 2月30日")
    async with running.play("en", (130, 30)) as player:
        await player.press("3")
        await player.see("A1", "owner ? Bbo", "due ? 2月30日")


async def test_two_questions_about_one_line_come_one_after_the_other(running: Stage) -> None:
    async with running.play("en", (100, 30)) as player:
        await at_live(player)
        await player.type("a: fix the login @张 due 31 Feb\n")
        await player.see("? 2 to clear up: f5")
        await player.press("f5")
        await player.see("To clear up: 1 of 2", "owner ?")
        await player.press("1")
        await player.see("To clear up: 1 of 1", "There is no such day", "a: fix the login @张伟 due 31 Feb")
        await player.see("? 1 to clear up: f5")  # the page behind counts with it
        await player.press("1")
        await player.until(lambda: running.workspace.store.get(Action, "A1").due is not None)


async def test_a_digit_that_was_meant_for_a_line_is_told_and_taken_back(running: Stage) -> None:
    async with running.play("en", (100, 30)) as player:
        await at_live(player)
        await player.type("a: fix the login @张 due 31 Feb\n")
        await player.press("f5")
        await player.see("To clear up: 1 of 2", "owner ?")
        await player.press("1")
        await player.see("✓ owner 张伟: a: fix the login", "u takes it back", "To clear up: 1 of 1")
        await player.press("u")
        await player.see("To clear up: 1 of 2", "owner ?")
        await player.until(lambda: running.workspace.store.get(Action, "A1").owner is None)
        await player.press("u")  # nothing else was chosen here
        await player.see("To clear up: 1 of 2")
        await player.press("1", "1")
        await player.see("✓ due ", "^z takes it back")


async def test_an_owner_like_nobody_is_offered_who_is_in_the_room(running: Stage) -> None:
    async with running.play("en", (100, 30)) as player:
        await at_live(player)
        await player.type("a: fix the login @Xyz due 2026-03-09\n")
        await player.see("owner ? Xyz")
        await player.press("f5")
        await player.see("It is not certain who “Xyz” is", "1  ", "1–9 choose")
        await player.press("1")
        await player.until(lambda: running.workspace.store.get(Action, "A1").owner is not None)


async def test_words_behind_park_are_a_question_for_next_time(running: Stage) -> None:
    async with running.play("en", (100, 30)) as player:
        await at_live(player)
        await player.type("/park the list of suppliers")
        await player.see("question · the list of suppliers")
        await player.type("\n")
        await player.see("Q1 the list of suppliers", "1/2 开场")


async def test_a_line_without_offers_names_neither_a_number_key_nor_a_number_of_ours(running: Stage) -> None:
    async with running.play("en", (100, 30)) as player:
        await at_live(player)
        await player.type("/extend abc\n")
        await player.press("f5")
        await player.see("To clear up: 1 of 1", "Nothing similar", "e write it yourself")
        assert "1–9" not in player.screen
        assert "E1 " not in player.screen


async def test_what_was_begun_comes_back_below_the_last_line(running: Stage) -> None:
    async with running.play("en", (100, 30)) as player:
        await at_live(player)
        field = player.app.screen.query_one(CaptureInput)
        await player.type("taken\nhalf ty")
        await player.press("up")
        assert field.value == "taken"
        await player.press("down")
        assert field.value == "half ty"
        await player.press("down")
        assert field.value == "half ty"


async def test_lines_pasted_twice_without_an_end_are_not_glued(running: Stage) -> None:
    async with running.play("en", (100, 30)) as player:
        await player.press("2", "enter")
        await player.see("1/2 开场")
        await player.type("first one\nfirst two")
        await player.type("second one\nsecond two")
        await player.press("enter")
        await player.until(lambda: len(running.workspace.store.find(Entry, meeting="M1")) == 4)
    lines = [entry.line for entry in running.workspace.store.find(Entry, meeting="M1")]
    assert lines == ["first one", "first two", "second one", "second two"]


async def test_of_lines_that_are_pasted_none_is_refused_swallowed_or_glued(running: Stage) -> None:
    lines = ("d: 先做接口", "a: bad @Xyz", "a: 写文档 @Bob 截止 31 Feb", "/nxt", "a: @张伟", "最后一句", "")
    async with running.play() as player:
        await at_live(player)
        await player.type("\n".join(lines))
        await player.until(lambda: len(running.workspace.store.find(Entry, meeting="M1")) == 6)
        await player.see("待澄清：f5")
        assert not player.app.screen.query_one(CaptureInput).value
    taken = running.workspace.store.find(Entry, meeting="M1")
    assert [one.line for one in taken] == [line for line in lines if line]
    assert [one.kind for one in taken] == ["decision", "action", "action", "note", "note", "note"]


async def test_at_a_pause_number_keys_clear_one_question_after_the_other(running: Stage) -> None:
    store = running.workspace.store
    async with running.play("en", (100, 30)) as player:
        await at_live(player)
        await player.type("a: fix the login @张 due 9 Mar\na: load test due 9 Mar\nr: late !huge @Bobb\n/nxt\n")
        await player.see("? 5 to clear up: f5")
        await player.press("f5")
        await player.see("To clear up: 1 of 5", "A1 a: fix the login @张", "1  张伟")
        await player.press("1")
        await player.until(lambda: store.get(Action, "A1").owner is not None)
        await player.see("To clear up: 1 of 4", "No owner was recognised", "李明")
        await player.press("escape", "escape", "u")
        await player.until(lambda: store.get(Action, "A1").owner is None)
        await player.see("? 5 to clear")
        await player.press("f5", "1")
        await player.see("1 of 4")
        await player.press("3")
        await player.until(lambda: store.get(Action, "A2").owner is not None)
        await player.see("R1 r: late !huge @Bobb", "1  Bob Brown")
        await player.press("1")
        await player.until(lambda: store.get(Risk, "R1").owner is not None)
        await player.press("escape")
        await player.see("? 2 to clear")
        await player.press("f5")
        await player.see("level", "high")
        await player.press("1")
        await player.until(lambda: store.get(Risk, "R1").level == "high")
        await player.see("1  /next")
        await player.press("1")
        await player.until(lambda: store.get(Meeting, "M1").running_slot == 1)
        await player.until(lambda: "to clear" not in player.screen)


async def test_a_command_that_cannot_be_done_stays_to_be_read_and_is_brought_back(running: Stage) -> None:
    async with running.play("en") as player:
        await at_live(player)
        await player.type("/slot 9")
        await player.press("enter")
        await player.see("✗ /slot 9 · ")
        await player.type("the next line")
        await player.press("enter")
        await player.see("the next line")
        assert "✗ /slot 9 · " in player.screen
        await player.press("up", "up")
        assert player.app.screen.query_one(CaptureInput).value == "/slot 9"


async def test_escape_stays_in_the_meeting_and_lines_of_before_are_brought_back(running: Stage) -> None:
    async with running.play("en") as player:
        await at_live(player)
        await player.type("d: the first")
        await player.press("enter")
        await player.see("D1 the first")
        for _ in range(3):
            await player.press("escape")
            assert isinstance(player.app.screen, Live)
        await player.press("f3", "escape")
        assert isinstance(player.app.screen, Live)
        await player.type("typed on")
        assert player.app.screen.query_one(CaptureInput).value == "typed on"
        await player.press("ctrl+u", "ctrl+l")
        assert not isinstance(player.app.screen, Live)
        await player.press("ctrl+l")
        await player.see("D1 the first")
        await player.press("up")
        assert player.app.screen.query_one(CaptureInput).value == "d: the first"


async def test_due_friday_on_a_friday_is_today_in_amber(running: Stage) -> None:
    run.end(running.acting, "M1")
    plan.new_meeting(running.acting, AGENDA.model_copy(update={"start": AGENDA.start.replace(day=6)}))
    running.clock.set("2026-03-06T14:00+08:00")
    run.start(running.acting, "M2")
    async with running.play("en") as player:
        await player.press("2")
        await player.see("M2")
        await player.press("ctrl+l")
        await player.see("1/2 开场")
        await player.type("a: load test @张伟 due friday")
        await player.see("due today, Fri 6 Mar")


async def test_a_long_reading_goes_on_below_where_nothing_is_offered(running: Stage) -> None:
    async with running.play("zh") as player:
        await at_live(player)
        await player.type("行动: 完成投诉数据分析并给出根因 @张伟 +陈静 截止下周五 交付:分析报告 ")
        await player.see("负责人 张伟（研发部）", "协作人 陈静（市场部）", "交付物 分析报告", "给出根因")
        read = [one for one in player.screen.splitlines() if "负责人 张伟" in one or one.strip().endswith("根因")]
        assert len(read) >= 2
        assert "…" not in "".join(read)


async def test_the_half_typed_line_is_there_after_a_crash(running: Stage) -> None:
    async with running.play() as player:
        await at_live(player)
        await player.type("d: 说到一半")
        await player.until(lambda: any(running.home.drafts.glob("*live-M1.txt")))
    async with running.play() as player:
        await player.see("M1 新品上线协作会 正在进行")
        await player.press("enter")
        await player.see("1/2 开场", "d: 说到一半")
        await player.press("enter")
        await player.until(lambda: running.workspace.store.find(Decision, meeting="M1") != [])
        await player.until(lambda: not any(running.home.drafts.glob("*live-M1.txt")))


async def test_what_the_scribe_writes_elsewhere_appears_and_the_line_stays(running: Stage) -> None:
    async with running.play() as player:
        await at_live(player)
        await player.type("d: 我的")
        run.capture(running.acting, "M1", "d: 记录人的决定")
        await player.see("D1 记录人的决定", "d: 我的")
        await player.type("决定")
        await player.see("d: 我的决定")


async def test_attendance_is_taken_with_one_key_a_person(running: Stage) -> None:
    def here() -> list[str]:
        return [one.attendance for one in running.workspace.store.get(Meeting, "M1").participants]

    async with running.play() as player:
        await at_live(player)
        await player.press("f2")
        await player.see("谁到场了（右侧：对邀请的答复）", "未答复")
        await player.press("space")
        await player.until(lambda: here()[0] == "present")
        await player.press("down", "space")
        await player.until(lambda: here()[1] == "present")
        await player.press("space")
        await player.until(lambda: here()[1] == "late")
        await player.press("space")
        await player.until(lambda: here()[1] == "absent")
        await player.press("escape", "f3")
        await player.see("到场 3/4 · 缺 张伟")


async def test_no_objection_asks_for_the_sentence_and_stamps_the_slot(running: Stage) -> None:
    async with running.play() as player:
        await at_live(player)
        await player.press("ctrl+o")
        await player.see("一句话总结")
        await player.type("先做接口")
        await player.press("enter")
        await player.see("共识 先做接口")
    assert running.workspace.store.get(Meeting, "M1").slots[0].agreed_at == running.clock()


async def test_parked_taken_back_and_gone_to(running: Stage) -> None:
    def meeting() -> Meeting:
        return running.workspace.store.get(Meeting, "M1")

    async with running.play() as player:
        await at_live(player)
        await player.type("d: 错了")
        await player.press("enter")
        await player.see("D1 错了")
        await player.press("ctrl+z")
        await player.until(lambda: running.workspace.store.get(Decision, "D1").withdrawn)
        await player.press("ctrl+k")
        await player.see("2/2 核心问题")
        assert meeting().slots[0].parked
        await player.press("f3", "home", "enter")
        await player.until(lambda: meeting().running_slot == 0)


async def test_the_projector_sees_the_clock_and_the_decisions(running: Stage) -> None:
    run.capture(running.acting, "M1", "d: 接口冻结日为3月4日")
    async with running.play() as player:
        await at_live(player)
        await player.press("f8")
        await player.see("D1 接口冻结日为3月4日", "开场")
        await player.press("escape")
        await player.see("1/2 开场")


@pytest.mark.parametrize(("size", "leader"), [((80, 24), ""), ((100, 30), "Theodora Montgomery")])
async def test_the_projector_cuts_no_title_and_no_leader(planned: Stage, size: tuple[int, int], leader: str) -> None:
    """What has no room beside each other stands below each other; a low terminal has lines for titles alone."""
    title = "Where every department stands with its tests"

    def renamed(slots: tuple[Slot, ...]) -> tuple[Slot, ...]:
        return (slots[0], slots[1].model_copy(update={"title": title, "lead": "Theodora Montgomery"}), *slots[2:])

    plan.change_slots(planned.acting, "M1", renamed)
    run.start(planned.acting, "M1")
    async with planned.play("en", size) as player:
        await at_live(player)
        await player.press("f8")
        await player.see("Settled so far", "Where every", leader)
        assert "…" not in player.screen
        assert all(word in player.screen for word in title.split())


async def test_what_is_pasted_in_the_big_view_is_taken_down_also_as_an_item_ends(running: Stage) -> None:
    async with running.play("en") as player:
        await at_live(player)
        await player.press("f8")
        await player.see("Settled so far")
        running.clock.set("2026-03-02T14:10:01+08:00")
        player.app.post_message(events.Paste("d: budget agreed\nnext one is half"))
        await player.see("D1 budget agreed", "Settled so far")
        await player.press("f8")
        await player.see("decision D1 budget agreed", "note · next one is half")


async def test_a_meeting_ends_with_all_that_was_typed(running: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    async with running.play("en") as player:
        await at_live(player)
        held = player.app.services.session.run_command

        async def refused(command: object) -> object:
            raise Refused("store.busy", path="db")

        monkeypatch.setattr(player.app.services.session, "run_command", refused)
        await player.type("d: said while the database was held\n")
        await player.see("… d: said while")
        monkeypatch.setattr(player.app.services.session, "run_command", held)
        await player.type("a last word")
        await player.press("f9", "y")
        await player.until(lambda: running.workspace.store.get(Meeting, "M1").state == "recorded")
    assert running.workspace.store.get(Decision, "D1").text == "said while the database was held"
    assert [one.text for one in running.workspace.store.find(Entry, meeting="M1")][-1] == "a last word"


async def test_who_ends_it_elsewhere_takes_everybody_to_the_minutes(running: Stage) -> None:
    async with running.play() as player:
        await at_live(player)
        run.end(running.acting, "M1")
        await player.see("发给 5 人")


async def test_any_line_gets_other_words_or_is_taken_back(running: Stage) -> None:
    for line in ("d: 冻结日3月4日", "a: 写文当 @张伟 截止3月6日"):
        run.capture(running.acting, "M1", line)
    async with running.play() as player:
        await at_live(player)
        await player.see("A1 写文当")
        await player.press("escape", "home", "enter")
        await player.see("决定 D1：改文字")
        await player.type("冻结日为3月5日")
        await player.press("enter")
        await player.see("D1 冻结日为3月5日")
        await player.press("enter")
        await player.see("决定 D1：改文字")
        await player.press("backspace", "enter")
        await player.until(lambda: running.workspace.store.get(Decision, "D1").withdrawn)
        await player.until(lambda: "D1" not in player.screen)
        await player.press("enter")
        await player.see("A1 写文当", "交付")
        await player.type("写文档")
        await player.press("enter")
        await player.until(lambda: running.workspace.store.get(Action, "A1").title == "写文档")
        await player.press("i")
        await player.type("d: 又能写了")
        await player.see("d: 又能写了")


async def test_a_line_is_copied_to_the_clipboard(running: Stage) -> None:
    run.capture(running.acting, "M1", "d: 先做接口")
    async with running.play() as player:
        await at_live(player)
        await player.see("D1 先做接口")
        await player.press("escape", "y")
        assert player.app.clipboard == "14:02 决定 D1 先做接口"


@pytest.mark.parametrize(
    ("locale", "line", "said"),
    [
        ("zh", "行动：写文案 @陈静 尽快", ("陈静", "截止 ? 3月6日（周五）", "1 处待澄清")),
        ("en", "a: write it @陈静", ("陈静  due ?", "? 1 to clear up")),
    ],
)
async def test_a_day_that_is_soon_or_missing_is_asked_and_can_be_written(
    running: Stage, locale: Locale, line: str, said: tuple[str, ...]
) -> None:
    """As the line of the log says that it is open."""
    async with running.play(locale, (100, 30)) as player:
        await at_live(player)
        await player.type(f"{line}\n")
        await player.see(*said)
        await player.press("f5", "e")
        await player.until(lambda: isinstance(player.app.screen, Form))


async def test_who_writes_a_name_by_hand_finds_what_was_written(running: Stage) -> None:
    async with running.play("en", (100, 30)) as player:
        await at_live(player)
        await player.type("a: fix the login @赵六 due 9 Mar\n")
        await player.see("to clear up: f5")
        await player.press("f5")
        await player.see("To clear up: 1 of")
        await player.press("e")
        await player.see("▌Owner")
        assert "赵六" in player.app.screen.query_one("#field-owner", Input).value


async def test_the_question_before_the_end_says_who_hears_of_its_high_risks(running: Stage) -> None:
    run.capture(running.acting, "M1", "r: 供应商延期 @张伟 !高")
    async with running.play() as player:
        await at_live(player)
        await player.press("f9")
        await player.see("接下来是纪要", "高风险通知", "张伟")
        await player.press("escape")
    assert running.workspace.store.get(Meeting, "M1").state == "running"
    assert running.workspace.store.find(Outgoing) == []


async def test_before_the_end_it_says_what_is_left_to_be_done_while_all_are_here(running: Stage) -> None:
    take_down(running.acting, "M1", "a: fix it @Zed due 9 March")
    async with running.play("en", (100, 30)) as player:
        await at_live(player)
        await player.see("? 1 to clear up")
        await player.press("f9")
        await player.see("End the meeting?", "Not done yet: 1 to clear up (F5), attendance (F2).")
        await player.press("n", "f2", "P", "escape")
        await player.press("f9")
        await player.see("Not done yet: 1 to clear up (F5).")


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_the_ground_rules_stand_once(running: Stage, size: tuple[int, int]) -> None:
    async with running.play("en", size) as player:
        await at_live(player)
        await player.see("One speaks at a time", "Nothing recorded yet")
        assert player.screen.count("One speaks at a time") == 1


@pytest.mark.parametrize("locale", LOCALES)
async def test_ground_rules_are_whole_beside_the_notes(running: Stage, locale: Locale) -> None:
    async with running.play(locale, (100, 30)) as player:
        await player.press("2", "enter")
        await player.see("核心问题")
        words = "".join(line.partition("││")[0].strip("│ ") for line in player.screen.splitlines() if "││" in line)
        rules = player.app.services.words("live.usual_rules")
        assert "…" not in words
        assert rules.replace(" ", "")[-6:] in words.replace(" ", "")
