"""Results of criteria in a reply: what is certain, what waits, and that nothing is read into either."""

from datetime import date
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabtui.domain.mail.reply import (
    AskedCriterion,
    Asking,
    NewText,
    ReplyContext,
    ReplyLine,
    TextSpan,
    Understanding,
)
from collabtui.language.replies.understand import understand

NUMBERS = (1, 2, 4)
"""3 is another department's."""
SITUATION = ReplyContext(
    items=(),
    locale="zh",
    written=date(2026, 3, 2),
    criteria=tuple(AskedCriterion(number=number, text=f"标准{number}") for number in NUMBERS),
    asking=Asking(kind="criteria", name="周敏", department="质控部"),
)


def new_text(text: str, item: str | None = None) -> NewText:
    lines, at = [], 0
    for line in text.split("\n"):
        lines.append(ReplyLine(text=line, span=TextSpan(start=at, end=at + len(line)), item=item))
        at += len(line) + 1
    return NewText(shown=text, lines=tuple(lines))


def read(text: str, item: str | None = None) -> Understanding:
    return understand(new_text(text, item), SITUATION)


def verdicts(understood: Understanding) -> dict[int, bool]:
    return {one.number: one.met for one in understood.criteria}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1 met 97%", {1: (True, "97%", "")}),
        ("1 met (97 %)", {1: (True, "97 %", "")}),
        ("1. ✅ 97%", {1: (True, "97%", "")}),
        ("1: 97% - met", {1: (True, "97%", "")}),
        ("1 97% 达标，2、4 达标", {1: (True, "97%", ""), 2: (True, "", ""), 4: (True, "", "")}),
        ("1 达标 97，2 达标 91，4 达标", {1: (True, "97", ""), 2: (True, "91", ""), 4: (True, "", "")}),
        ("1 met 97 2 met 91 4 met", {1: (True, "97", ""), 2: (True, "91", ""), 4: (True, "", "")}),
        ("1 met 97, 2 and 4 met", {1: (True, "97", ""), 2: (True, "", ""), 4: (True, "", "")}),
        ("1 ok, 2 not yet - API chapter missing", {1: (True, "", ""), 2: (False, "", "API chapter missing")}),
        ("1 通过，2 还没有，缺接口章节", {1: (True, "", ""), 2: (False, "", "缺接口章节")}),
        ("2 not yet because data are missing", {2: (False, "", "data are missing")}),
        ("1-2 met", {1: (True, "", ""), 2: (True, "", "")}),
        ("2 不达标 因为测试环境没到位", {2: (False, "", "测试环境没到位")}),
        ("1 met 97% 2 not met 80% because x", {1: (True, "97%", ""), 2: (False, "80%", "x")}),
        ("1 3天未达标", {1: (False, "3天", "")}),
        ("第1条 达标 第2条 不合格：太慢", {1: (True, "", ""), 2: (False, "", "太慢")}),
        ("全部达标", dict.fromkeys(NUMBERS, (True, "", ""))),
        ("all criteria met, thanks", dict.fromkeys(NUMBERS, (True, "", ""))),
        (
            "Hi Li,\n1 met\n2 not met: no budget\nBest regards\nZhou Min",
            {1: (True, "", ""), 2: (False, "", "no budget")},
        ),
        ("1 达标，详见附件", {1: (True, "", "")}),
    ],
)
def test_what_is_certain_is_read_with_its_value_and_reason(text: str, found: dict[int, tuple[bool, str, str]]) -> None:
    understood = read(text)
    assert {one.number: (one.met, one.measured, one.opinion) for one in understood.criteria} == found
    assert (understood.doubt, understood.criteria_proposed) == ("", ())


@pytest.mark.parametrize(
    ("text", "certain", "doubt"),
    [
        ("1 基本达标", {}, "unknown"),
        ("1 应该达标", {}, "unknown"),
        ("1 is not yet met", {}, "unknown"),
        ("1 达标吗？", {}, "question"),
        ("1 met?", {}, "question"),
        ("3 达标", {}, "out-of-range"),
        ("1 达标\n1 不达标", {}, "contradiction"),
        ("全部达标，除了2", {}, "contradiction"),
        ("not all met", {}, "unknown"),
        ("all but 2 met", {}, "unknown"),
        ("1 合格率97%", {}, "unknown"),
        ("1 是97%", {}, "unknown"),
        ("达标", {}, "several-open"),
        ("同意", {}, "likely"),
        ("1 met but late", {}, "contradiction"),
        ("2 不达标 可能", {}, "hedged"),
        ("1 达标\n以上为初步意见", {}, "unknown"),
        ("1 met\n2 基本达标", {1: True}, "unknown"),
        ("1 met\n3 met", {1: True}, "out-of-range"),
    ],
)
def test_what_is_not_certain_waits_and_so_does_what_it_may_take_back(
    text: str, certain: dict[int, bool], doubt: str
) -> None:
    understood = read(text)
    assert (verdicts(understood), understood.doubt) == (certain, doubt)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1 是", {1: True}),
        ("1 是的\n2 对", {1: True, 2: True}),
        ("1 yes\n2 nope, only 84", {1: True, 2: False}),
        ("1 是，2 不是", {1: True, 2: False}),
        ("1 不对，因为缺的是第二页\n2 是", {1: False, 2: True}),
        ("都是", {1: True, 2: True}),
        ("1 √ 2 ×", {1: True, 2: False}),
        ("1 done, 2 not done: the page is missing", {1: True, 2: False}),
        ("1 是 80 件", {}),
        ("1 是第三版", {}),
        ("1 是不是达标", {}),
        ("1 是否通过", {}),
        ("1 done by Friday", {}),
        ("1 right after lunch", {}),
    ],
)
def test_a_bare_yes_counts_where_nothing_stands_behind_it(text: str, found: dict[int, bool]) -> None:
    assert verdicts(several(text, 2, "criteria")) == found


def test_what_is_done_gives_nothing_that_was_asked_for() -> None:
    assert verdicts(several("1 done", 2, "resources")) == {}
    assert verdicts(several("1 是", 2, "resources")) == {1: True}


def test_an_answer_below_a_criterion_is_for_that_one() -> None:
    assert verdicts(read("达标 97%", item="X-2026-001/2")) == {2: True}
    assert verdicts(read("看不懂", item="X-2026-001/2")) == {}
    assert read("看不懂", item="X-2026-001/2").doubt == "unknown"


def test_what_is_to_be_put_right_has_its_day() -> None:
    (found,) = read("2 未达标，原因：投诉多；整改：增加回访，4月15日前").criteria
    assert (found.opinion, found.rectify, found.rectify_by) == ("投诉多", "增加回访", date(2026, 4, 15))


@pytest.mark.parametrize(
    ("text", "opinion", "rectify", "day"),
    [
        ("2 不达标 因为漏了两个门店，请王芳4月2日前补上", "漏了两个门店", "请王芳4月2日前补上", date(2026, 4, 2)),
        ("2 不达标，只有87分。麻烦客服部4月2日前重测。", "只有87分", "麻烦客服部4月2日前重测", date(2026, 4, 2)),
        (
            "2 not met because two shops are missing, please add them by 2 April",
            "two shops are missing", "please add them", date(2026, 4, 2),
        ),
        ("2 不达标 抽样少，请补到100份，4月2日前", "抽样少", "请补到100份", date(2026, 4, 2)),
        ("2 不达标 因为漏了两个门店，请补上", "漏了两个门店，请补上", "", None),
        ("2 不达标 因为4月2日请求超时", "4月2日请求超时", "", None),
    ],
)  # fmt: skip
def test_what_is_asked_for_by_a_day_is_to_be_put_right(text: str, opinion: str, rectify: str, day: date | None) -> None:
    (found,) = read(text).criteria
    assert (found.opinion, found.rectify, found.rectify_by) == (opinion, rectify, day)


@pytest.mark.parametrize(
    ("text", "rectify"),
    [
        ("2 ✗ 86 整改：增加回访 整改期限：4月2日 责任人：孙丽", "增加回访 责任人：孙丽"),
        ("2 未达标；整改：增加回访；期限：4月2日；责任人：孙丽", "增加回访；责任人：孙丽"),
        ("2 not met: 86; rectify: second training by 2 April, Nina Park", "second training, Nina Park"),
        ("2: 86 - not met. To rectify: second training. By: 2 April. Owner: Nina Park",
         "second training. Owner: Nina Park"),
        ("2 not met: 86; rectify: rerun the 2 April test", "rerun the 2 April test"),
    ],
)  # fmt: skip
def test_the_day_is_taken_out_of_what_is_put_right_where_it_stands_apart(text: str, rectify: str) -> None:
    (found,) = read(text).criteria
    assert (found.met, found.rectify, found.rectify_by) == (False, rectify, date(2026, 4, 2))


@pytest.mark.parametrize(
    ("text", "met", "measured", "opinion"),
    [
        ("1 抽查了200单，193单合格，96.5%，达标；2 达标 91分", True, "96.5%", "抽查了200单，193单合格"),
        ("1 暂不能判定，缺原始数据；2 达标 91分", None, "", ""),
        ("1 can't judge yet, raw data missing. 2 met 91分", None, "", ""),
    ],
)
def test_what_is_open_about_one_keeps_no_other_waiting(
    text: str, met: bool | None, measured: str, opinion: str
) -> None:
    found = read(text)
    assert [(one.number, one.met, one.measured) for one in found.criteria] == [(2, True, "91分")]
    proposed = [(one.met, one.measured, one.opinion) for one in found.criteria_proposed]
    assert proposed == ([(met, measured, opinion)] if met else [])


@pytest.mark.parametrize(
    ("text", "opinion"),
    [
        ("2 不达标 数据对不上，请张伟4月2日前给我打电话", "数据对不上，请张伟4月2日前给我打电话"),
        ("2 不达标 数据对不上，麻烦联系我", "数据对不上，麻烦联系我"),
        ("2 not met, the figures differ, please call me by 2 April", "the figures differ, please call me by 2 April"),
    ],
)
def test_who_wants_to_be_called_has_nothing_put_right_and_is_heard(text: str, opinion: str) -> None:
    found = read(text)
    (proposed,) = found.criteria_proposed
    assert (found.criteria, found.doubt) == ((), "unknown")
    assert (proposed.met, proposed.opinion, proposed.rectify_by) == (False, opinion, None)


@pytest.mark.parametrize(
    ("text", "opinion", "rectify", "day"),
    [
        ("2 不达标 因为只有87分，请客服部4月30日前整改", "只有87分", "请客服部4月30日前整改", date(2026, 4, 30)),
        ("2 不达标 请客服部4月30日前整改", "", "请客服部4月30日前整改", date(2026, 4, 30)),
        ("2 未达标 满意度低，客服部需完成整改", "满意度低", "客服部需完成整改", None),
        ("2 不达标，只有87分，需要整改", "只有87分", "需要整改", None),
    ],
)
def test_who_puts_it_right_may_stand_before_the_word(text: str, opinion: str, rectify: str, day: date | None) -> None:
    (found,) = read(text).criteria
    assert (found.opinion, found.rectify, found.rectify_by) == (opinion, rectify, day)


def test_courtesies_alone_say_nothing() -> None:
    assert (read("谢谢\n周敏").criteria, read("谢谢").doubt) == ((), "")


WORDS = ("1", "2", "3", "4", "达标", "不达标", "met", "not met", "97%", "全部", "但", "因为", "？", ",", "\n", "基本")


@given(st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join))
def test_no_reply_reaches_a_criterion_that_was_not_asked_about_nor_says_two_things_of_one(text: str) -> None:
    understood = read(text)
    certain = [one.number for one in understood.criteria]
    assert set(certain) <= set(NUMBERS)
    both = {one.number for one in understood.criteria if one.met} & {
        one.number for one in understood.criteria if not one.met
    }
    assert not both
    assert not understood.criteria or "？" not in text.split("\n")[-1] or understood.doubt


@pytest.mark.parametrize("text", ["1 达标 97%\n有个风险：供应商可能倒闭", "1 met 97%\nRisk: the vendor may fold"])
def test_a_risk_beside_the_results_is_proposed(text: str) -> None:
    found = read(text)
    assert [(one.number, one.met, one.measured) for one in found.criteria] == [(1, True, "97%")]
    assert ([one.ask for one in found.proposals], found.criteria_proposed, found.doubt) == (["risk"], (), "risk")


@pytest.mark.parametrize(
    ("text", "reason", "risk"),
    [
        (
            "1 met 97%, 2 not met because 82 only, risk: survey too small, high",
            "82 only",
            "risk: survey too small, high",
        ),
        ("1 met 97%. 2 not met because slow. Risk: survey too small", "slow", "Risk: survey too small"),
        ("1 达标 97%，2 不达标 因为只有82，有个风险：样本太少，高风险", "只有82", "有个风险：样本太少，高风险"),
        ("1 达标。2 不达标，因为漏了两家门店。风险：样本太少", "漏了两家门店", "风险：样本太少"),
    ],
)
def test_a_risk_at_the_end_of_a_line_is_none_of_the_reason(text: str, reason: str, risk: str) -> None:
    found = read(text)
    assert verdicts(found) == {1: True, 2: False}
    assert found.criteria[1].opinion == reason
    assert [one.ask for one in found.proposals] == ["risk"]
    assert [one.text for one in found.clauses if one.rule == "risk"] == [risk]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2 not met because 82 only", "82 only"),
        ("2 不达标 因为 85 只有一半门店", "85 只有一半门店"),
        ("2 not met because of 12 only 9 work", "12 only 9 work"),
    ],
)
def test_a_number_that_no_criterion_has_counts_in_the_reason(text: str, reason: str) -> None:
    found = read(text)
    assert (verdicts(found), found.criteria[0].opinion) == ({2: False}, reason)


def test_a_verdict_behind_a_risk_is_read_and_not_taken_for_the_risk() -> None:
    found = read("1 达标，有个风险：样本太少，2 不达标")
    spoken_of = {one.number: one.met for one in (*found.criteria, *found.criteria_proposed)}
    assert spoken_of == {1: True, 2: False}
    assert found.doubt


def several(text: str, n: int, kind: Literal["criteria", "resources"]) -> Understanding:
    """A reply to a mail that asks for so many."""
    asked = tuple(AskedCriterion(number=number, text=f"事{number}") for number in range(1, n + 1))
    asking = Asking(kind=kind, name="周敏", department="质控部")
    return understand(new_text(text), SITUATION.model_copy(update={"criteria": asked, "asking": asking}))


def test_what_is_lacking_is_why_it_is_not_given() -> None:
    _, second = several("1 确认提供 2 没有这个预算", 2, "resources").criteria
    assert second.opinion == "没有这个预算"


@pytest.mark.parametrize(
    ("text", "n", "kind", "found"),
    [
        ("Yes, both", 2, "resources", {1: True, 2: True}),
        ("1 确认提供 2 没有这个预算", 2, "resources", {1: True, 2: False}),
        ("1 提供 2 不提供", 2, "resources", {1: True, 2: False}),
        ("1 没有异议，2 没有", 2, "resources", {1: True, 2: False}),
        ("1 confirmed 2 no budget for that", 2, "resources", {1: True, 2: False}),
        ("1 for, 2 against", 2, "resources", {1: True, 2: False}),
        ("1 没有那么多，只能给1个", 2, "resources", {}),
        ("1 provided we get the budget", 2, "resources", {}),
        ("Happy to give both", 2, "resources", {1: True, 2: True}),
        ("Both are fine with us", 2, "resources", {1: True, 2: True}),
        ("Sure, both. Thanks", 2, "resources", {1: True, 2: True}),
        ("Yes to all three", 3, "resources", dict.fromkeys((1, 2, 3), True)),
        ("都可以", 2, "resources", {1: True, 2: True}),
        ("两个都可以", 2, "resources", {1: True, 2: True}),
        ("可以，都给", 2, "resources", {1: True, 2: True}),
        ("三项都同意", 3, "resources", dict.fromkeys((1, 2, 3), True)),
        ("1可以，2只能给5万", 2, "resources", {1: True}),
        ("1、2没问题，3还差一点", 3, "criteria", {1: True, 2: True, 3: False}),
        ("1 and 2 are fine, 3 not quite", 3, "criteria", {1: True, 2: True, 3: False}),
        ("1 ok 2 ok 3 almost", 3, "criteria", {1: True, 2: True}),
        ("1 ok, 2 ok, 3 n/a", 3, "criteria", {1: True, 2: True}),
        ("1 ok 2 ok 3 pending", 3, "criteria", {1: True, 2: True}),
        ("1合格 2合格 3待测", 3, "criteria", {1: True, 2: True}),
        ("1、2均达标，3延期", 3, "criteria", {1: True, 2: True}),
        ("2没问题，1也没问题", 2, "criteria", {1: True, 2: True}),
        ("1 met 97%, 2 not met because 2 tests fail, 3 same as 2", 3, "criteria", {1: True, 2: False}),
        ("Yes, both met", 2, "criteria", {1: True, 2: True}),
    ],
)
def test_what_is_said_of_both_or_of_one_beside_others_is_read(
    text: str, n: int, kind: Literal["criteria", "resources"], found: dict[int, bool]
) -> None:
    assert verdicts(several(text, n, kind)) == found


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("Yes, both", 3), ("两个都可以", 3), ("Yes to all three", 2), ("Both? Why?", 2), ("Not both", 2),
        ("Can't give both", 2), ("不能都给", 2), ("Happy to give both, the room only until Friday", 2),
        ("Yes, both, if the boss agrees", 2), ("Happy to give both a try", 2), ("Happy to give one", 2),
        ("都给我发邮件", 2), ("可以，都给不了", 2), ("1 yes, 2 weeks only", 3), ("是的，两个都不行", 2),
        ("Neither is a problem", 2),
    ],
)  # fmt: skip
def test_what_is_not_quite_a_yes_to_both_waits(text: str, n: int) -> None:
    understood = several(text, n, "resources")
    assert verdicts(understood) == {}
    assert understood.doubt


GIFTS = ReplyContext(
    items=(),
    locale="zh",
    written=date(2026, 3, 2),
    criteria=tuple(AskedCriterion(number=number, text=f"资源{number}") for number in (1, 2, 3)),
    asking=Asking(kind="resources", name="陈静", department="市场部"),
)


@pytest.mark.parametrize(
    ("text", "certain", "doubt"),
    [
        ("同意", {1: True, 2: True, 3: True}, ""),
        ("1~3 同意", {1: True, 2: True, 3: True}, ""),
        ("1-2 同意，3 不同意", {1: True, 2: True, 3: False}, ""),
        ("1 no budget left", {1: False}, ""),
        ("3-1 同意", {}, "out-of-range"),
        ("同意 2", {}, "several-open"),  # the second, or two of something
        ("13800138000 同意", {}, "unknown"),
        ("1 2 同意", {}, "unknown"),
        ("1.5 同意", {}, "unknown"),
    ],
)
def test_a_yes_is_to_what_it_names_and_a_number_beside_it_makes_it_no_yes_to_all(
    text: str, certain: dict[int, bool], doubt: str
) -> None:
    found = understand(new_text(text), GIFTS)
    assert (verdicts(found), found.doubt) == (certain, doubt)


@pytest.mark.parametrize(
    ("text", "put_right"),
    [
        ("1 met\n2 not met because x; to rectify: count for another week by 27 March", "count for another week"),
        ("1 达标\n2 不达标，因为样本少，整改：再测一周，3月27日前", "再测一周"),
        ("1 met\n2 not met because x; to rectify: by 27 March", "by 27 March"),
    ],
)
def test_the_day_by_which_is_not_said_twice(text: str, put_right: str) -> None:
    _, second = several(text, 2, "criteria").criteria
    assert (second.rectify, second.rectify_by) == (put_right, date(2026, 3, 27))


DEALERS = SITUATION.model_copy(
    update={
        "criteria": (
            AskedCriterion(number=1, text="到会经销商不少于80家"),
            AskedCriterion(number=2, text="满意度不低于90%"),
            AskedCriterion(number=3, text="All stands delivered"),
        ),
        "people": ("沈洁",),
    }
)


def of_dealers(text: str, *numbers: int) -> Understanding:
    asked = tuple(one for one in DEALERS.criteria if not numbers or one.number in numbers)
    return understand(new_text(text), DEALERS.model_copy(update={"criteria": asked}))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2 达标，满意度92%。", {2: "92%"}),
        ("满意度92%，2达标。", {2: "92%"}),
        ("2 met，满意度92%", {2: "92%"}),
        ("1 met, 86 dealers turned up.", {1: "86"}),
        ("86 dealers turned up, so 1 met.", {1: "86"}),
        ("Hi, criterion 1 is met: 86 dealers. Thanks", {1: "86"}),
        ("1 达标，86家经销商到会", {1: "86家"}),
        ("您好，2 达标 92%，谢谢", {2: "92%"}),
        ("1 达标，86家到会；2 达标，满意度92%", {1: "86家", 2: "92%"}),
        ("86 came so 1 met", {1: "86"}),
        ("1、2 达标，辛苦各位", {1: "", 2: ""}),
        ("1 met, 2 met. Thanks all", {1: "", 2: ""}),
    ],
)
def test_words_of_the_criterion_may_stand_beside_the_value(text: str, found: dict[int, str]) -> None:
    understood = of_dealers(text)
    assert {one.number: one.measured for one in understood.criteria if one.met} == found
    assert not understood.doubt


@pytest.mark.parametrize(
    "text",
    [
        "1 达标，86家报名",
        "2 达标，目标90%",
        "2 达标，满意度只有92%",
        "2 达标，满意度85%",
        "满意度85%，2达标",
        "满意度92%，2应该达标",
        "1 met, 86 registered",
        "1 met, 86 invited",
        "2 达标的只有一半",
        "2 不达标的很少",
        "80 dealers were the target, so 1 met.",
    ],
)
def test_other_words_beside_the_value_leave_it_waiting(text: str) -> None:
    understood = of_dealers(text)
    assert not understood.criteria
    assert understood.doubt


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("问卷回收了60份，满意度只有86%，没达到。", 2),
        ("Only 74 in the end so we missed it.", 1),
        ("Three pallets short, so no.", 3),
        ("抽查结果84%，未达标，样本要补", 2),
    ],
)
def test_a_no_behind_its_reason_is_proposed_where_one_criterion_was_asked_about(text: str, number: int) -> None:
    understood = of_dealers(text, number)
    (proposed,) = understood.criteria_proposed
    assert (proposed.number, proposed.met, proposed.opinion) == (number, False, text.rstrip("。."))
    assert not understood.criteria


@pytest.mark.parametrize(
    "text",
    ["可能没达到", "如果没达到怎么办", "没达到要求的很少", "Not sure we missed it", "We missed Tom, but 86 came"],
)
def test_a_no_that_is_not_said_of_the_criterion_is_none(text: str) -> None:
    understood = of_dealers(text, 2)
    assert not understood.criteria
    assert not understood.criteria_proposed


def test_words_that_are_folded_in_the_reply_are_those_of_the_criterion() -> None:
    """覆 is read as 复."""
    covered = (AskedCriterion(number=1, text="培训覆盖率不低于95%"),)
    found = understand(new_text("培训覆盖率96%，1达标"), DEALERS.model_copy(update={"criteria": covered}))
    assert [(one.number, one.met, one.measured) for one in found.criteria] == [(1, True, "96%")]


@pytest.mark.parametrize("text", ["1 met 3, 4 met", "1 met, 91, 4 met", "1 met 97, 33 met"])
def test_a_number_that_may_be_anothers_criterion_is_no_value(text: str) -> None:
    understood = read(text)
    assert understood.doubt == "out-of-range"
    assert all(not one.measured or one.measured == "97" for one in understood.criteria)


@pytest.mark.parametrize("text", ["1 达标，2 还没有", "1 met, 2 not yet"])
def test_not_yet_without_a_reason_is_asked_back(text: str) -> None:
    understood = read(text)
    assert (verdicts(understood), [one.number for one in understood.criteria_proposed]) == ({1: True}, [2])


def test_the_day_by_which_it_is_put_right_is_no_part_of_what_is_asked_for() -> None:
    (result,) = read("2 not met: only 86, please retrain by 25 March (Bob)").criteria
    assert (result.opinion, result.rectify, result.rectify_by) == ("only 86", "please retrain (Bob)", date(2026, 3, 25))


@pytest.mark.parametrize(
    ("text", "measured", "opinion"),
    [
        ("1 met, measured 97% on 1 March", "97%", "on 1 March"),
        ("1 met 97% (1 March)", "97%", "1 March"),
        ("1 达标，3月1日实测97%", "97%", "3月1日"),
        ("1 达标（3月1日实测97%）", "97%", "3月1日"),
        ("1 met (score 92)", "92", ""),
        ("1 达标，得分92", "92", ""),
    ],
)
def test_the_day_of_a_measurement_stands_beside_its_value(text: str, measured: str, opinion: str) -> None:
    (result,) = read(text).criteria
    assert (result.met, result.measured, result.opinion) == (True, measured, opinion)


def test_a_day_to_come_is_none_on_which_something_was_measured() -> None:
    assert not read("1 达标97%（3月30日）").criteria


@pytest.mark.parametrize(
    ("text", "results"),
    [
        ("1 达标，0.3mg/L，符合要求", [(1, True, "0.3mg/L")]),
        ("1 达标，0.3，合格", [(1, True, "0.3")]),
        ("2 不达标，94%，没达标", [(2, False, "94%")]),
        ("1 met, 96%, passed", [(1, True, "96%")]),
        ("1 fulfilled, 2 not met", [(1, True, ""), (2, False, "")]),
        ("1 达标，0.7，不合格", []),
        ("1 met, 96%, not passed", []),
        ("1 met, not really passed", []),
    ],
)
def test_a_verdict_that_is_given_twice_is_one(text: str, results: list[tuple[int, bool, str]]) -> None:
    found = read(text)
    assert [(one.number, one.met, one.measured) for one in found.criteria] == results
