"""Lines as a scribe types them in a hurry: without colons and marks, with bullets, brackets, nicknames and pinyin."""

from datetime import date
from typing import Any

import pytest

from collabtui.domain.meetings.draft import CaptureLine
from collabtui.domain.people import Person
from collabtui.language.capture.capture_line import parse, read_line
from collabtui.language.capture.marks.capture_mark import CaptureFrame
from collabtui.language.capture.people_names import match_people
from support.records import person

WEDNESDAY = date(2026, 11, 25)
FRIDAY, TUESDAY = date(2026, 11, 27), date(2026, 12, 1)


def somebody(number: int, name: str, address: str, department: str) -> Person:
    return person(ref=f"P{number}", name=name, email=address, department=department)


PEOPLE = [
    somebody(1, "张伟", "zw@example.test", "研发部"),
    somebody(2, "陈静", "cj@example.test", "市场部"),
    somebody(3, "Bob Brown", "bob@example.test", "Engineering"),
    somebody(4, "Carol Chen", "carol@example.test", "Marketing"),
    somebody(5, "David O'Neil", "doneil@example.test", "Supply"),
    somebody(6, "Mark Hall", "mhall@example.test", "Supply"),
    somebody(7, "欧阳雪", "oyx@example.test", "质量部"),
    somebody(8, "Tomás Silva", "silva@example.test", "Sales"),
    somebody(9, "Jean-Luc Moreau", "jlm@example.test", "Facilities"),
]
NAMES = [*(one.name for one in PEOPLE), *(one.department for one in PEOPLE)]


def read(line: str, locale: Any = "zh") -> CaptureLine:
    return read_line(line, locale=locale, today=WEDNESDAY, names=NAMES, people=PEOPLE)


@pytest.mark.parametrize(
    ("line", "kind", "text"),
    [
        ("1. 决定：春节前上线", "decision", "春节前上线"),
        ("2、风险：人手不足", "risk", "人手不足"),
        ("- q: who is on call", "question", "who is on call"),
        ("• agreed: sync every Tuesday", "consensus", "sync every Tuesday"),
        ("③ 共识：每周二碰头", "consensus", "每周二碰头"),
        ("（1）决定：用B方案", "decision", "用B方案"),
        ("【决定】用B方案", "decision", "用B方案"),
        ("[Decision]: go with plan B", "decision", "go with plan B"),
        ("Decided: freeze on 10 Dec", "decision", "freeze on 10 Dec"),
        ("搁置：海外版定价", "question", "海外版定价"),
        ("parked: overseas pricing", "question", "overseas pricing"),
        ("todo book the room", "action", "book the room"),
        ("表决：用A方案 赞成5 反对1", "decision", "用A方案 赞成5 反对1"),
        ("投票：用A方案，5票赞成，1票反对", "decision", "用A方案，5票赞成，1票反对"),
        ("vote: plan A, 5 for, 1 against", "decision", "plan A, 5 for, 1 against"),
        ("vote: plan A, unanimous", "decision", "plan A, unanimous"),
        ("表决：用A方案 赞成1 反对5", "note", "表决：用A方案 赞成1 反对5"),
        ("vote: plan A, not decided yet", "note", "vote: plan A, not decided yet"),
        ("定了：预算走八成", "decision", "预算走八成"),
        ("We decided: 80% of the budget", "decision", "80% of the budget"),
        ("全票通过：用新模板", "decision", "用新模板"),
        ("DECISION - switch to vendor B", "decision", "switch to vendor B"),
        ("决定 —— 换成B家", "decision", "换成B家"),
        ("决定2：换成B家", "decision", "换成B家"),
        ("Risk #2: fewer people", "risk", "fewer people"),
        ("（一）决定：明年调薪", "decision", "明年调薪"),
        ("II. Decision: raise in January", "decision", "raise in January"),
        ("a) Risk: too small", "risk", "too small"),
        ("1.2 decision: raise in January", "decision", "raise in January"),
        ("- [ ] todo: book the room", "action", "book the room"),
        ("？谁批加班费", "question", "谁批加班费"),
        ("?? do we invite contractors", "question", "do we invite contractors"),
        ("疑问：加班费谁批？", "question", "加班费谁批？"),
        ("定了 下次再说", "note", "定了 下次再说"),
        ("Q4: revenue is up", "note", "Q4: revenue is up"),
        ("open - closed - open", "note", "open - closed - open"),
        ("high risk customers leave", "note", "high risk customers leave"),
        ("A Tomás idea", "note", "A Tomás idea"),
        ("???", "note", "???"),
        ("张伟：我出差，周五", "note", "张伟：我出差，周五"),
        ("1. 今天先谈预算", "note", "1. 今天先谈预算"),
        (r"- d:\plans\plan.docx", "note", r"- d:\plans\plan.docx"),
        ("agreed with @bob to wait", "note", "agreed with @bob to wait"),
        ("task list from @bob", "note", "task list from @bob"),
        ("open the window", "note", "open the window"),
        ("AI: which vendor do we take", "note", "AI: which vendor do we take"),
        ("@bob says no", "note", "@bob says no"),
        ("@bob is away until Thursday", "note", "@bob is away until Thursday"),
        ("action plan is late", "note", "action plan is late"),
        ("view from the top: nice", "note", "view from the top: nice"),
    ],
)
def test_a_kind_is_known_by_less_than_its_prefix(line: str, kind: str, text: str) -> None:
    assert (read(line).kind, read(line).text) == (kind, text)


@pytest.mark.parametrize(
    ("line", "title", "owner", "due"),
    [
        ("a:张伟 把接口文档给到市场部", "把接口文档给到市场部", "张伟", None),
        ("行动：张伟修登录 周五", "修登录", "张伟", FRIDAY),
        ("行动：张伟负责对外口径，周五", "对外口径", "张伟", FRIDAY),
        ("行动：小张 修登录", "修登录", "小张", None),
        ("行动：张伟 -> 修登录", "修登录", "张伟", None),
        ("AI 张伟：压测报告 30号前", "压测报告", "张伟", date(2026, 11, 30)),
        ("行动：写方案（张伟，12/4）", "写方案", "张伟", date(2026, 12, 4)),
        ("行动：写方案，负责人：张伟，周五", "写方案", "张伟", FRIDAY),
        ("行动：写方案，负责人：待定，周五", "写方案，负责人：待定", "", FRIDAY),
        ("a: Bob brownies for the guests", "brownies for the guests", "Bob", None),
        ("行动：出海报 @陈静 12/3", "出海报", "陈静", date(2026, 12, 3)),
        ("行动：出海报初稿 12/3", "出海报初稿", "", date(2026, 12, 3)),
        ("@张伟 写方案 12.4前", "写方案", "张伟", date(2026, 12, 4)),
        ("@bob chase the vendor, Friday", "chase the vendor", "bob", FRIDAY),
        ("a: bob send the docs", "send the docs", "bob", None),
        ("action bob to fix the login by Friday", "fix the login", "bob", FRIDAY),
        ("todo carol book the room tomorrow", "book the room", "carol", date(2026, 11, 26)),
        ("AI: carol - poster draft - Friday", "poster draft", "carol", FRIDAY),
        ("a: dave, load test report", "load test report", "dave", None),
        ("a: close issues@bob Friday", "close issues", "bob", FRIDAY),
        ("a: check it @Brown, Bob <bob@example.test> due Friday", "check it", "Brown, Bob", FRIDAY),
        ("a: check it @Bob Brown <bob@example.test>", "check it", "Bob Brown", None),
        ("a: check it, owner Brown, Bob <bob@example.test>, by Friday", "check it", "Brown, Bob", FRIDAY),
        ("a: check it @Brown, B. <bob@example.test>", "check it", "bob@example.test", None),
        ("a: draft it (Bob, Friday)", "draft it", "Bob", FRIDAY),
        ("行动项1：张伟出预算表，下周二前", "出预算表", "张伟", TUESDAY),
        ("AI1: Bob to send the sheet by Friday", "send the sheet", "Bob", FRIDAY),
        ("行动：请张伟周五前把合同审完", "把合同审完", "张伟", FRIDAY),
        ("行动：由欧阳雪牵头整改，12月1号", "整改", "欧阳雪", TUESDAY),
        ("行动：请欧阳雪吃饭", "请欧阳雪吃饭", "", None),
        ("行动：请欧阳雪 喝咖啡，12月1号", "请欧阳雪 喝咖啡", "", TUESDAY),
        ("行动：欧阳雪吃透新规", "吃透新规", "欧阳雪", None),
        ("a 欧阳 补检验记录 明天中午", "补检验记录 中午", "欧阳", date(2026, 11, 26)),
        ("行动：核对发票，责任人张伟，完成时间12月1日", "核对发票", "张伟", TUESDAY),
        ("行动：谈返点，12/1", "谈返点", "", TUESDAY),
        ("行动：核对发票，张伟，周五", "核对发票", "张伟", FRIDAY),
        ("a: book venue [jean-luc] [4 dec]", "book venue", "jean-luc", date(2026, 12, 4)),
        ("a: book venue -- @bob -- due Friday", "book venue", "bob", FRIDAY),
        ("a: book venue - Jean-Luc - Friday", "book venue", "Jean-Luc", FRIDAY),
        ("a tomas call the client back tomorrow", "call the client back", "tomas", date(2026, 11, 26)),
        ("a: tomas silva call the client", "call the client", "tomas silva", None),
        ("行动：请张伟的客户签字", "请张伟的客户签字", "", None),
        ("行动：找张伟要发票", "找张伟要发票", "", None),
        ("行动：通知市场部，张伟，周五", "通知市场部，张伟", "", FRIDAY),
        ("行动：通知法务，张伟", "通知法务，张伟", "", None),
        ("a: talk to Carol, Bob, Friday", "talk to Carol, Bob", "", FRIDAY),
        ("a: ask Bob for the invoices", "ask Bob for the invoices", "", None),
        ("a: pick a venue - outdoors", "pick a venue - outdoors", "", None),
        ("行动：张伟的方案要改", "张伟的方案要改", "", None),
        ("行动：张伟说的问题", "张伟说的问题", "", None),
        ("a: mark the tickets", "mark the tickets", "", None),
        ("a: mark to clean up", "clean up", "mark", None),
        ("a: bob's laptop goes back", "bob's laptop goes back", "", None),
        ("a: car rental", "car rental", "", None),
        ("a: be ready for Friday", "be ready for Friday", "", None),
        ("行动：会议改到 周五", "会议改到 周五", "", None),
        ("a: write it (short)", "write it (short)", "", None),
        ("a: 张伟", "张伟", "", None),
        ("a: agree with @bob and marketing", "agree with and marketing", "bob", None),
    ],
)
def test_owner_and_day_are_read_without_their_marks(line: str, title: str, owner: str, due: date | None) -> None:
    draft = read(line).action
    assert draft is not None
    assert (draft.title, draft.owner, draft.due) == (title, owner, due)


@pytest.mark.parametrize(
    "line", ["a: x @Bob & Carol", "a: @bob and carol draft it", "行动：张伟和陈静 写方案", "a: bob, carol: write it"]
)
def test_a_second_owner_is_asked_about_and_is_no_part_of_the_title(line: str) -> None:
    parsed = parse(line, CaptureFrame("zh", WEDNESDAY, NAMES, PEOPLE))
    assert [problem.key for problem in parsed.problems] == ["capture.two_owners"]
    assert parsed.text in ("x", "draft it", "写方案", "write it")


@pytest.mark.parametrize(
    ("line", "who", "text"),
    [
        ("观点 市场部：先不加预算", "市场部", "先不加预算"),
        ("v: carol: too few people", "carol", "too few people"),
        ("view carol: too few people", "carol", "too few people"),
        ("观点：张伟 - 客户不接受", "张伟", "客户不接受"),
        ("意见：质量部 先停线再说", "质量部", "先停线再说"),
        ("view: tomás - no raise", "tomás", "no raise"),
        ("观点：张伟说先不加", "", "张伟说先不加"),
        ("观点：结论：先不加", "", "结论：先不加"),
    ],
)
def test_a_view_begins_with_whose_it_is(line: str, who: str, text: str) -> None:
    assert (read(line).kind, read(line).who, read(line).text) == ("view", who, text)


@pytest.mark.parametrize(
    ("line", "level", "text"),
    [
        ("风险：芯片交期可能拖到1月 高 @张伟", "high", "芯片交期可能拖到1月"),
        ("risk: chips may slip, high, @bob", "high", "chips may slip"),
        ("风险（高）：招不到人", "high", "招不到人"),
        ("Risk (med): no hires", "medium", "no hires"),
        ("高风险：汇率波动 @张伟", "high", "汇率波动"),
        ("high risk: fx eats the margin", "high", "fx eats the margin"),
        ("风险：预算不够！高", "high", "预算不够"),
        ("r: the pressure is high", None, "the pressure is high"),
        ("r: 温度高", None, "温度高"),
    ],
)
def test_the_level_of_a_risk_stands_behind_a_comma(line: str, level: str | None, text: str) -> None:
    assert (read(line).level, read(line).text) == (level, text)


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("风险（高）：年前招不到人，张伟", "张伟"),
        ("risk: no hires before new year - Bob", "Bob"),
        ("risk: chips may slip, high, @bob", "bob"),
        ("风险：供应商和市场部，张伟", ""),
        ("risk: vendor trusts nobody but Bob", ""),
    ],
)
def test_the_owner_of_a_risk_stands_at_its_end(line: str, who: str) -> None:
    assert read(line).who == who


@pytest.mark.parametrize(
    ("line", "command", "names"),
    [
        ("到会：张伟 陈静", "present", "张伟、陈静"),
        ("Present: bob, carol", "present", "Bob Brown、Carol Chen"),
        ("参会人：张伟、陈静", "present", "张伟、陈静"),
        ("apologies: dave", "absent", "David O'Neil"),
        ("present: the new slides", "", ""),
        ("缺席：张伟、王五", "", ""),
    ],
)
def test_a_note_says_who_is_here(line: str, command: str, names: str) -> None:
    assert (read(line).kind, read(line).text) == ("note", line)
    assert (read(line).command, read(line).argument) == (command, names)


@pytest.mark.parametrize(
    ("written", "ref"),
    [
        ("zhangwei", "P1"),
        ("chen jing", "P2"),
        ("dave", "P5"),
        ("zhang", None),
        ("欧阳", "P7"),
        ("tomas silva", "P8"),
        ("Tomas", "P8"),
    ],
)
def test_people_are_known_by_pinyin_and_short_forms(written: str, ref: str | None) -> None:
    assert match_people(written, PEOPLE).found == ref


def test_initials_of_a_chinese_name_are_offered_and_decide_nothing() -> None:
    people = [somebody(1, "张伟", "1001@example.test", "")]
    assert match_people("zw", people).found is None
    assert match_people("zw", people).nearest == ("张伟",)


@pytest.mark.parametrize(
    ("line", "title", "due"),
    [
        ("行动：写方案 @张伟 周五 30%", "写方案 30%", FRIDAY),
        ("行动：写方案 @张伟 30% 周五", "写方案 30%", FRIDAY),
        ("行动：写方案 30％ @张伟 周五", "写方案 30％", FRIDAY),
        ("行动：写方案 @张伟 周五，已完成30%", "写方案 已完成30%", FRIDAY),
        ("行动：写方案 @张伟 周五（30%）", "写方案 （30%）", FRIDAY),
        ("行动：写方案 @张伟 12月1日 进度三成", "写方案 进度三成", TUESDAY),
        ("行动：写方案 周五 @张伟 30%", "写方案 30%", FRIDAY),
        ("行动：张伟 写方案 周五 30%", "写方案 30%", FRIDAY),
        ("行动：写方案 周五 @张伟", "写方案", FRIDAY),
        ("a: write the plan @Bob friday 30%", "write the plan 30%", FRIDAY),
        ("a: write the plan @Bob friday, 30% done", "write the plan 30% done", FRIDAY),
        ("a: write the plan 30 percent @Bob 1 Dec", "write the plan 30 percent", TUESDAY),
        ("a: write the plan friday 30% @Bob", "write the plan 30%", FRIDAY),
        ("a: write the plan @Bob friday => a draft", "write the plan", FRIDAY),
        ("a: write the plan (bob, friday, 30%)", "write the plan (30%)", FRIDAY),
        ("a: write the plan (30% done, bob, friday)", "write the plan (30% done)", FRIDAY),
        ("行动：写方案（张伟，周五，已完成30%）", "写方案（已完成30%）", FRIDAY),
        ("a: write the plan (see the notes, friday) @Bob", "write the plan (see the notes)", FRIDAY),
        ("行动：写方案（见附件，周五） @张伟", "写方案（见附件）", FRIDAY),
        ("a: write the plan for friday 30% @Bob", "write the plan for friday 30%", None),
        ("行动：@张伟 周五 把成本降低30%", "把成本降低30%", FRIDAY),
        ("a: fix `at friday` @Bob", "fix `at friday`", None),
    ],
)
def test_a_share_or_a_name_behind_a_day_loses_no_day(line: str, title: str, due: date | None) -> None:
    action = read(line, "en" if line.isascii() else "zh").action
    assert action is not None
    assert (action.title, action.due) == (title, due)
    assert match_people(action.owner, PEOPLE).found in ("P1", "P3")
