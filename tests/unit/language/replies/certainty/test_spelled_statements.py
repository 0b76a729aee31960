"""Whole clauses that state something are certain where all of their words are spelled out, and are as before where one
is not."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import ReplyContext, Understanding
from collabtui.domain.people import Locale
from collabtui.language.replies.understand import understand
from support.listed_items import read_listed, states
from support.written_replies import new_text

_EN = ("Replace the boiler valve",)
_ZH = ("催收锦江酒店尾款",)
_TWO = ("采购绿植", "更换大堂地毯")


@pytest.mark.parametrize(
    ("text", "titles", "expected"),
    [
        ("这笔催完了", _ZH, ["A1 done"]),
        ("锦江的尾款这块结束了", _ZH, ["A1 done"]),
        ("本项已闭环", _ZH, ["A1 done"]),
        ("1 已核对完毕", ("核对货柜单据",), ["A1 done"]),
        ("活儿在干着", _ZH, ["A1 in-progress"]),
        ("正赶着呢", _ZH, ["A1 in-progress"]),
        ("在扫了", ("民国卷宗扫描",), ["A1 in-progress"]),
        ("还在跟酒店谈", _ZH, ["A1 in-progress"]),
        ("目前干到七成左右", _ZH, ["A1 70"]),
        ("才换了三成", ("更换照明灯具",), ["A1 30"]),
        ("现在动不了", _ZH, ["A1 blocked"]),
        ("一个字没写", _ZH, ["A1 not-started"]),
        ("已经交到技术部老周手里了", ("提交检查报告",), ["A1 done"]),
        ("老师傅们昨天就洗好喽", ("缆车轿厢玻璃清洗",), ["A1 done"]),
        ("样品昨天下午已经寄走", ("安排水稻样品寄省种子站",), ["A1 done"]),
        ("Kindly note the same has been collected from the surveyor", ("Collect the survey report",), ["A1 done"]),
        ("Jingles recorded and loaded in the playout system", ("Record the station jingles",), ["A1 done"]),
        ("Roster done and up on the wall", ("April roster for ward 6",), ["A1 done"]),
        ("Submitted it at 8 sharp today", ("Submit the payroll return",), ["A1 done"]),
        ("We are at 35% as of today", _EN, ["A1 35"]),
        ("All wrapped up this morning", _EN, ["A1 done"]),
        ("Changed it at 8 sharp", _EN, ["A1 done"]),
        ("Steps all painted mate", ("Repaint the steps",), ["A1 done"]),
        ("Translation is finished", ("Translate the leaflet",), ["A1 done"]),
        ("We kicked this off Monday and are working through it", _EN, ["A1 in-progress"]),
        ("Am on it at the moment", _EN, ["A1 in-progress"]),
        ("We have reached 80 % with the valve", _EN, ["A1 80"]),
        ("Honestly haven't touched it", _EN, ["A1 not-started"]),
        ("so we're stuck for now", _EN, ["A1 blocked"]),
    ],
)
def test_what_is_spelled_out_is_applied(text: str, titles: tuple[str, ...], expected: list[str]) -> None:
    assert states(read_listed(text, titles, minutes=False)) == expected


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("这笔催完了吧", _ZH),
        ("这笔明天催完", _ZH),
        ("如果尾款到账，这笔催完了", _ZH),
        ("听说这笔催完了", _ZH),
        ("上午完成", _ZH),
        ("还没弄", _ZH),
        ("大家都完成了", _ZH),
        ("签完1就完成", _TWO),
        ("Translation is finished?", ("Translate the leaflet",)),
        ("Customs papers sent to the printer", ("Send the customs papers to the forwarder",)),
        ("Jingles recorded and lost", ("Record the station jingles",)),
        ("Roster done and down the drain", ("April roster for ward 6",)),
        ("If it rains, we have reached 80 % with the valve", _EN),
        ("Bob says it's all wrapped up", _EN),
        ("It'll be all wrapped up by Monday", _EN),
        ("1 was done last year", _EN),
        ("1 done this week", _EN),
        ("Half of it was all wrapped up this morning", _EN),
    ],
)
def test_what_takes_it_back_or_leaves_it_open_is_not(text: str, titles: tuple[str, ...]) -> None:
    assert [one for one in states(read_listed(text, titles, minutes=False)) if "done" in one or "80" in one] == []


def test_of_several_items_one_has_to_be_named() -> None:
    assert states(read_listed("这块结束了", _TWO, minutes=False)) == []
    assert states(read_listed("地毯这块结束了", _TWO, minutes=False)) == ["A2 done"]


def test_a_thing_handed_over_is_done_where_its_title_wants_that() -> None:
    assert states(read_listed("预案交给小曹了", ("写预案",), minutes=False)) == []
    assert states(read_listed("预案交给小曹了", ("提交预案",), minutes=False)) == ["A1 done"]


def _answers(text: str, *, invited: bool) -> Understanding:
    locale: Locale = "en" if text.isascii() else "zh"
    minutes = None if invited else "M1"
    situation = ReplyContext(
        items=(), locale=locale, written=date(2026, 3, 5), minutes=minutes, only_minutes=not invited,
        invitation=invited, answers_ours=True,
    )  # fmt: skip
    return understand(new_text(text), situation)


@pytest.mark.parametrize(
    "text",
    [
        "看过了，没有意见，同意签字",
        "这份纪要我认可",
        "纪要写得很全，本人确认",
        "纪要看过了，写得没错，我这边同意",
        "会议记录我核过，没什么要改的，通过",
        "All correct as far as I am concerned.",
        "I confirm the minutes are a true record.",
        "Minutes look right, I agree to them",
        "I'm happy to sign these off",
        "I've been through the minutes and they're fine by me",
        "Nothing to change on my side, approved",
        "I don't have any objection to the minutes",
    ],
)
def test_minutes_are_agreed_to_in_these_words(text: str) -> None:
    assert _answers(text, invited=False).sign_off == "agreed"


@pytest.mark.parametrize(
    "text",
    ["举手同意", "签了", "我签了", "写得对吗，我签？", "I'm happy to sign these off if item 2 goes", "有意见再跟你说"],
)
def test_in_these_nobody_agrees_nor_corrects_for_certain(text: str) -> None:
    assert _answers(text, invited=False).sign_off is None


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("我到时准点来", "accepted"),
        ("去的去的", "accepted"),
        ("算我一个", "accepted"),
        ("Would be delighted to attend", "accepted"),
        ("谢谢邀请，我准时参加，顺便带两个杯子过去。", "accepted"),
        ("Happy to be there, and I'll bring the charts.", "accepted"),
        ("实在抱歉，那天要去体检，参加不了，会后纪要发我看看", "declined"),
        ("Sorry, I'm in court that day and can't join.", "declined"),
        ("现在还定不下来，要看夜班有没有人顶，暂定吧", "tentative"),
        ("Don't know yet, depends when the boat gets back.", "tentative"),
        ("I am able to participate in this meeting", "accepted"),
        ("当天在外地出差，没法到会，见谅", "declined"),
        ("Regret I am unable to attend", "declined"),
        ("目前还不确定能不能去，先帮我列待定", "tentative"),
        ("Not sure yet if I can come, put me down as tentative", "tentative"),
    ],
)
def test_an_invitation_is_answered_in_these_words(text: str, answer: str) -> None:
    assert _answers(text, invited=True).rsvp == answer


@pytest.mark.parametrize(
    "text", ["我可能参加不了", "准时到不了", "我参加了", "yes. it rains", "Attending: Tom, Ann", "改到周四可以参加"]
)
def test_in_these_it_is_not(text: str) -> None:
    assert _answers(text, invited=True).rsvp is None


@pytest.mark.parametrize(
    "text",
    [
        "Yes, I'll attend on the 10th. Do you need my number plate for the gate?",
        "Happy to come. The garden looks lovely.",
        "能去。上回的茶不错，还有吗？",
    ],
)
def test_a_question_or_a_remark_of_something_else_leaves_a_yes_certain(text: str) -> None:
    assert _answers(text, invited=True).rsvp == "accepted"


@pytest.mark.parametrize(
    "text",
    [
        "Yes, I'll be there. Hang on, I'm covering for Gus that day, so no.",
        "I can come. Could it be in the afternoon though?",
        "I'll attend. Is it still on?",
        "我去，能改到下午吗？",
        "能去。几点开始？",
        "I can come. Could we meet at your place?",
    ],
)
def test_one_of_when_or_whether_asks_for_a_look(text: str) -> None:
    assert _answers(text, invited=True).rsvp is None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("测试补齐了，覆盖率到85，已合并主干", "登录模块单元测试补齐"),
        ("已归档，盒号2026-0117", "拆迁档案整理归档"),
        ("托轮测温了", "回转窑托轮测温"),
        ("测完了，四档温度都正常", "回转窑托轮测温"),
        ("封条换好了，试烤了两炉不漏气", "给二号烤箱换门封条"),
        ("1 查完了，没发现坏的", "冷藏箱插座排查"),
        ("培训周二搞完了，签到表也收齐了", "驾驶员安全培训"),
        ("尾款已经到账，这笔催完了", "催收锦江酒店尾款"),
        ("Menu cards reprinted and delivered to the customer, closing this.", "Reprint the menu cards"),
        ("Submitted through the portal at 4pm, reference PA/1182.", "Submit the planning application"),
        ("all inspected mate, no broken wires", "Inspect the chairlift haul rope"),
        ("Walked it on Tuesday, whole length. Done.", "Walk the flood bank"),
        ("Roof survey's done, nothing dramatic up there", "Survey the roof over the choir"),
    ],
)
def test_how_it_turned_out_leaves_it_certain(text: str, title: str) -> None:
    assert states(read_listed(text, (title,), minutes=False)) == ["A1 done"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("测完了，四档温度不正常", "回转窑托轮测温"),
        ("封条换好了，还是漏气", "给二号烤箱换门封条"),
        ("查完了，发现两个坏的", "冷藏箱插座排查"),
        ("培训搞完了，签到表也没收齐", "驾驶员安全培训"),
        ("尾款已经到账一部分，这笔催完了", "催收锦江酒店尾款"),
        ("培训材料也发了", "驾驶员安全培训"),
        ("报告归档了，别的没有", "整理客户档案"),
        ("The replacement boiler has been delivered", "Boiler replacement"),
        ("Sent, to their old address I'm afraid", "Send the invoice to Harlow"),
        ("Done, badly I'm afraid", "Walk the flood bank"),
        ("all inspected mate, two broken wires", "Inspect the chairlift haul rope"),
        ("Menu cards reprinted, not closing this yet.", "Reprint the menu cards"),
        ("Walked it on Tuesday, half the length.", "Walk the flood bank"),
        ("Roof survey's done, something dramatic up there", "Survey the roof over the choir"),
    ],
)
def test_what_may_take_it_back_does_not(text: str, title: str) -> None:
    assert states(read_listed(text, (title,), minutes=False)) == []


@pytest.mark.parametrize(
    "text",
    [
        "这活还没动呢，人都去抢栽樱花了",
        "还没来得及弄，这几天班上流感",
        "Honestly haven't touched it, we've had the flu here",
    ],
)
def test_why_something_is_not_begun_is_free(text: str) -> None:
    titles = ("Label the coat pegs",) if text.isascii() else ("制作春游安全告知书",)
    assert states(read_listed(text, titles, minutes=False)) == ["A1 not-started"]


@pytest.mark.parametrize(
    "text",
    [
        "还没开始，骗你的",
        "这活还没动呢，不是我负责",
        "没动，其实做完了",
        "haven't started... printing it. It's written.",
        "haven't touched it, only joking",
    ],
)
def test_what_is_no_reason_is_not(text: str) -> None:
    titles = ("Label the coat pegs",) if text.isascii() else ("制作春游安全告知书",)
    assert states(read_listed(text, titles, minutes=False)) == []


@pytest.mark.parametrize(
    "text",
    [
        "这份纪要我不能签，会上没有定过涨价幅度。",
        "漏了一条：我提的午睡室消毒没记上，请补进去。",
        "不对，参会人里没有我，我那天请假了",
        "I can't sign these, I never agreed to the Sunday shifts.",
        "You've left out the brake block shortage I raised, please put it in.",
        "Thanks for the notes. One mistake though: the builder quoted 48,000, not 84,000.",
        "You've put me down as absent. I was there, kindly amend the minutes.",
    ],
)
def test_an_objection_corrects_the_minutes_with_all_that_it_says(text: str) -> None:
    found = _answers(text, invited=False)
    assert found.sign_off == "corrected"
    assert [one.text and one.text[-6:] for one in found.requests] == [text.rstrip(".。")[-6:]]


@pytest.mark.parametrize(
    "text", ["这份纪要我不能签", "我没参加，不能签", "没有漏了一条", "I can't sign these.", "没漏一条，很全"]
)
def test_what_gives_no_reason_or_denies_it_corrects_nothing(text: str) -> None:
    assert _answers(text, invited=False).sign_off != "corrected"


def test_what_is_pointed_at_is_no_reason() -> None:
    assert states(read_listed("卡住了，我说的是打印机", ("采购绿植",), minutes=False)) == []


@pytest.mark.parametrize("text", ["1 blocked: not approved", "1 blocked (not approved)", "1 受阻：未批准"])
def test_why_an_item_is_blocked_corrects_no_minutes(text: str) -> None:
    assert read_listed(text, _EN, minutes=True).sign_off is None


def test_an_invitation_has_nothing_to_correct() -> None:
    found = _answers("主任不同意我去", invited=True)
    assert (found.requests, [one.ask for one in found.proposals if one.ask == "accepted"]) == ((), [])


def test_lately_is_no_length_of_time_that_is_asked_for() -> None:
    found = read_listed("最近理赔案子多", ("更新理赔流程图",), minutes=False)
    assert not found.requests
