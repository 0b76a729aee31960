from collabtui.domain.action import Action
from collabtui.domain.meetings.meeting import Decision, Entry, Meeting
from collabtui.lifecycle.live import run
from support.player import Player, Stage


async def at_live(player: Player) -> None:
    await player.press("2", "enter")
    await player.see("1/2 开场")


async def test_a_line_is_read_while_it_is_typed_and_its_holes_are_shown(running: Stage) -> None:
    async with running.play() as player:
        await at_live(player)
        await player.see("d: 决定", "q: 待跟进")
        await player.type("a: 压力测试报告 @张伟")
        await player.see("行动 · 负责人 张伟 (研发部) · 截止 ? · 交付 ? · 压力测试报告")
        await player.type(" 截止周五 交付:报告")
        await player.see("截止 3月6日（周五） · 交付 报告")


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


async def test_a_refused_line_comes_back_with_the_reason(running: Stage) -> None:
    async with running.play() as player:
        await at_live(player)
        await player.type("a: 报告 @没有这个人 截止周五")
        await player.press("enter")
        await player.see("没有叫 没有这个人 的人", "a: 报告 @没有这个人 截止周五")
    assert running.workspace.store.find(Entry, meeting="M1") == []


async def test_the_next_line_can_be_typed_while_one_is_refused(running: Stage) -> None:
    async with running.play() as player:
        await at_live(player)
        with running.acting.transaction():  # somebody else writes: the deed has to wait, the keys have not
            player.hurried = True
            await player.type("a: 报告 @没有这个人")
            await player.press("enter")
            await player.type("下一句")
            await player.see("… a: 报告", "下一句")
            player.hurried = False
        await player.see("请先添加")
        await player.press("enter")
        await player.until(lambda: len(running.workspace.store.find(Entry, meeting="M1")) == 1)
        await player.see("14:02 记录 下一句")
        await player.press("up", "up")
        await player.see("a: 报告 @没有这个人")


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
        await player.see("谁到场了")
        await player.press("space")
        await player.until(lambda: here()[0] == "present")
        await player.press("down", "space")
        await player.until(lambda: here()[1] == "present")
        await player.press("space")
        await player.until(lambda: here()[1] == "late")
        await player.press("space")
        await player.until(lambda: here()[1] == "absent")
        await player.press("escape", "f3")
        await player.see("到场 3/4 缺 张伟")


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
