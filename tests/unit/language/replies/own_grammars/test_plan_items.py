"""Answers to a plan item by item: what is agreed, what is objected to, and what waits for a person."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import (
    AskedPlanItem,
    Asking,
    NewText,
    ReplyContext,
    ReplyLine,
    TextSpan,
    Understanding,
)
from collabtui.language.replies.understand import understand

_ITEMS = tuple(AskedPlanItem(number=number, ref=f"A{number + 7}") for number in range(1, 6))


def read(text: str, beside: tuple[str, ...] = (), under: dict[int, str] | None = None) -> Understanding:
    lines: list[ReplyLine] = []
    at = 0
    for number, line in enumerate(text.split("\n")):
        span = TextSpan(start=at, end=at + len(line))
        lines.append(ReplyLine(text=line, span=span, item=(under or {}).get(number)))
        at += len(line) + 1
    asking = Asking(
        kind="change",
        topics=("Claims process", "X-2026-001", "C4", "Claims process v1"),
        name="Bob Stone",
        department="Sales",
        beside=beside,
    )
    situation = ReplyContext(items=(), locale="en", written=date(2026, 3, 10), plan=_ITEMS, asking=asking)
    return understand(NewText(shown=text, lines=tuple(lines)), situation)


def objections(found: Understanding) -> dict[int, str]:
    """Of each item that is objected to what is said against it; of one that is agreed to, +."""
    return {one.number: "+" if one.value == "for" else one.text for one in found.items}


@pytest.mark.parametrize(
    "text",
    [
        "第2项要和业务部门核实后才能答复，第1项没意见",
        "Item 1 is fine. Item 2 needs a word with Facilities first, answer tomorrow.",
        "1 ok. 2: I need to check with my team first",
        "1同意，2要讨论后再答复",
    ],
)
def test_what_has_to_be_asked_first_is_no_objection(text: str) -> None:
    found = read(text)
    assert found.stance == "none"
    assert "against" not in [one.value for one in found.items]


@pytest.mark.parametrize(
    ("text", "items", "rest"),
    [
        ("除4外均可", {4: ""}, True),
        ("All good except that item 3 overlaps with our audit week.", {3: "overlaps with our audit week"}, True),
        ("第3、5项不同意：第3项太赶，第5项没预算。其余同意", {3: "太赶", 5: "没预算"}, True),
        ("第二、三项不同意，第二项时间太紧，第三项没人。其他没意见", {2: "时间太紧", 3: "没人"}, True),
        (
            "1、2、3都可以。4和5我们做不了，4没有设备，5缺人。",
            {1: "+", 2: "+", 3: "+", 4: "没有设备", 5: "缺人"},
            False,
        ),
        ("第2、3项不行。第2项没有设备；第3项没有人手。其余可以", {2: "没有设备", 3: "没有人手"}, True),
        ("我部门对第2项有不同意见，时间建议推到4月10日，其余各项无异议。谢谢！", {2: "时间建议推到4月10日"}, True),
        ("本部门不同意第2项，没人，其余同意", {2: "没人"}, True),
        (
            "Items 2 and 4 don't work for us: 2 is too early, 4 has no budget. Everything else is fine.",
            {2: "is too early", 4: "has no budget"},
            True,
        ),
        (
            "2 and 3 not agreed: 2 has no owner, 3 clashes with the audit. The rest is fine.",
            {2: "has no owner", 3: "clashes with the audit"},
            True,
        ),
        (
            "We do not agree with items 1 and 5. Item 1: no staff in April. Item 5: no budget. Rest ok.",
            {1: "no staff in April", 5: "no budget"},
            True,
        ),
        (
            "Items 2 and 3: no. Item 2 has no budget, item 3 no people. All others agreed",
            {2: "has no budget", 3: "no people"},
            True,
        ),
        (
            "We can live with 1 to 4 but 5 has to move to May.",
            {1: "+", 2: "+", 3: "+", 4: "+", 5: "has to move to May"},
            False,
        ),
        ("Sales cannot agree to item 2, no people. The rest is fine.", {2: "no people"}, True),
        ("1 2 ok, 4 no: too tight\n3 5 ok", {1: "+", 2: "+", 3: "+", 4: "too tight", 5: "+"}, False),
        ("3 4 同意\n1 改到5月8号，排不开\n其余同意", {1: "改到5月8号，排不开", 3: "+", 4: "+"}, True),
        ("1 同意 2 改到3月18日 其余同意", {1: "+", 2: "改到3月18日"}, True),
        ("2 3 weeks later, rest fine", {2: "3 weeks later"}, True),
        ("1 agreed, 2 agreed, 3 not agreed: one more week", {1: "+", 2: "+", 3: "one more week"}, False),
        ("第3项应在3月15日前，其余同意", {3: "应在3月15日前"}, True),
        ("A10: should be by 15 March; the rest agreed", {3: "should be by 15 March"}, True),
        ("all agreed except 4", {4: ""}, True),
        ("除第4项外都同意", {4: ""}, True),
        ("Approved with the exception of item 4.", {4: ""}, True),
        ("同意，第4项除外", {4: ""}, True),
        ("计划没问题，就是第4项能不能改到24号，其他的都同意。", {4: "能不能改到24号"}, True),
        ("除了第4项，其余同意", {4: ""}, True),
        ("除A9外均同意。A9时间太紧，最早3月20日。", {2: "时间太紧，最早3月20日"}, True),
        ("同意，但第3项应在3月15日前", {3: "应在3月15日前"}, True),
        ("同意\nA10的截止日期太晚，会错过展会", {3: "截止日期太晚，会错过展会"}, True),
        ("不同意第3项：时间太紧，其余没问题", {3: "时间太紧"}, True),
        ("We agree with 1 and 2 but not with 3: Erin is on leave", {1: "+", 2: "+", 3: "Erin is on leave"}, False),
        ("1-4 ok, 5 needs another week", {1: "+", 2: "+", 3: "+", 4: "+", 5: "needs another week"}, False),
        ("对第2项有异议：压测环境要到3月20日才有。其他各项同意。", {2: "压测环境要到3月20日才有"}, True),
        ("计划没问题，只是第2项负责人请改为张伟", {2: "负责人请改为张伟"}, True),
        ("I don't agree with item 3 because Dave is away; fine with the rest", {3: "because Dave is away"}, True),
        ("ok for all, item 4 please start on 18 March", {4: "please start on 18 March"}, True),
        ("All items agreed, except for A9 (Erin is on leave that week).", {2: "Erin is on leave that week"}, True),
        ("其余各项同意，唯独第5项，费用没有来源", {5: "费用没有来源"}, True),
        ("第1至3项同意，4、5两项不同意", {1: "+", 2: "+", 3: "+", 4: "", 5: ""}, False),
        ("2: not agreed", {2: ""}, False),
        (
            "Looks good overall, but item 2 clashes with our stocktake; everything else is OK.",
            {2: "clashes with our stocktake"},
            True,
        ),
        (
            "A8 ok / A9 ok / A10 please assign Bob / A11 ok / A12 ok",
            {1: "+", 2: "+", 3: "please assign Bob", 4: "+", 5: "+"},
            False,
        ),
        ("1、3、4通过；2和5不通过，因为没有预算", {1: "+", 2: "没有预算", 3: "+", 4: "+", 5: "没有预算"}, False),
        ("赵总：第2项不行，人手不够。其余都可以。", {2: "人手不够"}, True),
        ("除第4项外，其余都同意", {4: ""}, True),
        (
            "Hi Frank,\n\nitem 2 is fine. Item 3: the date is too early, please move it. The rest is ok.\n\nBest,\nBob",
            {2: "+", 3: "the date is too early, please move it"},
            True,
        ),
        (
            "1. agreed\n2. agreed\n3. not agreed - the vendor needs 2 more weeks\n4. agreed\n5. agreed",
            {1: "+", 2: "+", 3: "the vendor needs 2 more weeks", 4: "+", 5: "+"},
            False,
        ),
    ],
)
def test_an_objection_to_one_item_is_told_of_that_one(text: str, items: dict[int, str], *, rest: bool) -> None:
    found = read(text)
    assert (found.stance, objections(found), found.rest_agreed, found.doubt) == ("against", items, rest, "")
    assert (found.updates, found.requests, found.proposals) == ((), (), ())


@pytest.mark.parametrize(
    "text",
    [
        "同意", "agree", "全部同意", "都同意", "all fine, thanks", "OK with everything", "同意该计划",
        "items 1 to 5 approved", "同意第1、2、3、4、5项", "1~5都同意",
        "1 agreed, 2 agreed, 3 agreed, 4 agreed, 5 agreed",
    ],
)  # fmt: skip
def test_a_yes_to_every_item_is_one_to_the_plan(text: str) -> None:
    assert (read(text).stance, read(text).doubt) == ("for", "")


@pytest.mark.parametrize(
    "text",
    [
        "1、2项同意", "3 done", "A10 可以提前吗？", "item 2 maybe later", "2 more weeks needed",
        "第9项不同意：没写清楚，其余同意",
        "1. Please add a test phase\n2. The budget is missing", "agreed\n1. one more test\n2. name the budget",
        "OK with everything. For item 2, should we wait for legal?", "If item 3 moves to 15 March, we agree.",
        "A9: who is the owner? Rest is fine.", "5同意，其他不同意", "Fine. 2 people from my team are away though.",
        "其余同意", "agreed with comments", "1 agreed, 1 not agreed", "第2周来不及",
        "第4项：需要先看预算，其余同意", "4 we have to look first, the rest is fine",
        "除了第五项要再商量，其他都行", "第3项不同意。第3项等周五再定，其余同意",
        "第2、3项不同意：第2项是不是太早？其余同意",
        "第1项同意，第2项不同意：第1项做完才有人", "Items 2 and 3: no. Item 2 maybe later. All others agreed",
        "Items 2 and 3: no. Item 4 has no budget. All others agreed",
        "基本同意，第1项同意", "第3项同意，但请补充测试报告；其余都同意",
    ],
)  # fmt: skip
def test_what_leaves_anything_open_waits(text: str) -> None:
    found = read(text)
    assert found.stance == "none"
    assert found.doubt
    assert not any(one.counts for one in found.clauses)


@pytest.mark.parametrize(
    "text", ["不同意：1、人手不够 2、时间太紧", "3月15日前完成不了，不同意", "3号之前完不成，不同意"]
)
def test_numbers_of_his_own_name_no_item(text: str) -> None:
    found = read(text)
    assert (found.stance, found.items) == ("against", ())


def test_what_stands_under_a_row_of_the_mail_is_about_its_item() -> None:
    found = read("one more week, please\nthe rest agreed", under={0: "A9"})
    assert (found.stance, objections(found), found.rest_agreed) == ("against", {2: "one more week, please"}, True)


def test_each_of_several_departments_has_its_items() -> None:
    found = read("Sales agrees. IT: 3 not agreed: too late, the rest agreed", beside=("IT",))
    each = {one.department: (one.stance, [(item.ref, item.text) for item in one.items]) for one in found.of_departments}
    assert each == {"Sales": ("for", []), "IT": ("against", [("A10", "too late")])}


@pytest.mark.parametrize(
    ("text", "against"),
    [("1 no\ntoo late", {1: "too late"}), ("2 不同意\n时间太紧", {2: "时间太紧"})],
)
def test_the_line_below_a_no_to_an_item_says_why(text: str, against: dict[int, str]) -> None:
    found = read(text)
    assert (found.stance, objections(found), found.doubt) == ("against", against, "")


@pytest.mark.parametrize(
    "text",
    [
        "Agree, except 2: agreed",
        "We agree to 1, 2 is fine too?",
        "agree with item 3 and with the plan as a whole",
        "Object to 2 - who pays?",
        "反对第2项，谁出钱？",
        "Item 1 is fine\nOverall we agree",
        "1 ok\n\nLunch was nice\nSee you",
    ],
)
def test_what_goes_together_in_no_certain_way_waits(text: str) -> None:
    found = read(text)
    assert (found.stance, objections(found)) == ("none", {})
    assert found.doubt
    assert not any(one.counts for one in found.clauses)


def test_lines_behind_a_yes_to_all_that_name_no_item_make_it_wait() -> None:
    found = read("1 ok, rest ok\nplease add a test\nand tell Bob")
    assert (found.stance, found.doubt, objections(found)) == ("none", "no-stance", {})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1 ok\nItem 2:\nplease add a test", {1: "+", 2: "please add a test"}),
        ("1 ok\nItem 2\nno, too late", {1: "+", 2: "too late"}),
        ("其余同意\n第2项\n请加测试", {2: "请加测试"}),
    ],
)
def test_below_a_number_that_stands_alone_is_what_is_said_of_it(text: str, found: dict[int, str]) -> None:
    answer = read(text)
    assert (answer.stance, objections(answer), answer.doubt) == ("against", found, "")


@pytest.mark.parametrize("text", ["We agree.\nRegarding item 2: thanks", "Agree.\nItem 2: thanks"])
def test_a_yes_that_names_an_item_and_says_nothing_of_it_is_no_yes_to_all(text: str) -> None:
    found = read(text)
    assert (found.stance, found.doubt) == ("none", "no-stance")
    assert not any(one.counts for one in found.clauses)
