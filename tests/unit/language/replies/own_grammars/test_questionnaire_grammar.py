"""Answers to a questionnaire on one line: each is told from the next by the number of its question."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import (
    AskedChoice,
    AskedQuestion,
    Asking,
    NewText,
    ReplyContext,
    ReplyLine,
    TextSpan,
    Understanding,
)
from collabtui.language.replies.understand import understand
from support.written_replies import new_text


def choices(*texts: str) -> tuple[AskedChoice, ...]:
    return tuple(AskedChoice(key=key, text=text) for key, text in zip("ABC", texts, strict=True))


ASKED = (
    AskedQuestion(number=1, kind="scale", text="对流程的满意度 / Satisfaction", least=1, most=5),
    AskedQuestion(number=2, kind="choice", text="最慢的环节？", choices=choices("登记", "审批 / approval", "派单")),
    AskedQuestion(
        number=3,
        kind="several",
        text="What should we change first?",
        choices=choices("表格 / form", "系统 / system", "制度"),
    ),
    AskedQuestion(number=4, kind="text", text="其他建议"),
)


def read(text: str) -> Understanding:
    asking = Asking(kind="vote", name="孙丽", department="")
    situation = ReplyContext(items=(), locale="zh", written=date(2026, 3, 2), asking=asking, questions=ASKED)
    lines, start = [], 0
    for line in text.split("\n"):
        lines.append(ReplyLine(text=line, span=TextSpan(start=start, end=start + len(line))))
        start += len(line) + 1
    return understand(NewText(shown=text, lines=tuple(lines)), situation)


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("1. 4分 2. 审批 3. 表格、系统 4. 少填一次表", ("4", "B", "A+B", "少填一次表")),
        ("第一题4，第二题选审批，第三题AC，第四题自动提醒", ("4", "B", "A+C", "自动提醒")),
        ("第一题：4分；第二题：B；第三题：表格；第四题：第2步太慢", ("4", "B", "A", "第2步太慢")),
        ("1: 4/5  2: approval  3: form and system  4: fewer forms", ("4", "B", "A+B", "fewer forms")),
        ("1 4 2 B 3 A,C 4 in 2 days please", ("4", "B", "A+C", "in 2 days please")),
    ],
)
def test_answers_on_one_line_are_told_apart(text: str, answers: tuple[str, ...]) -> None:
    found = read(text)
    assert (found.doubt, tuple(one.value for one in found.answers)) == ("", answers)


@pytest.mark.parametrize("text", ["4，B，AC，没有", "4 B A+C 没有", "1 4 3 审批 2 B", "二选审批"])
def test_what_may_be_said_of_another_question_is_not_counted(text: str) -> None:
    found = read(text)
    assert (found.doubt, found.answers) == ("unknown", ())


TITLES = ("对流程的满意度 / Satisfaction", "最慢的环节？", "What should we change first?", "其他建议")


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        (("4", "审批", "表格", "少开会"), ("4", "B", "A", "少开会")),
        (("2", "B", "A、C", "没有"), ("2", "B", "A+C", "没有")),
        (("四分", "approval", "form and system", "3 days less"), ("4", "B", "A+B", "3 days less")),
        (("five", "审批环节", "AC", "第2步太慢"), ("5", "B", "A+C", "第2步太慢")),
    ],
)
@pytest.mark.parametrize("between", ["\n", "：", "\n  "])
def test_answers_stand_under_or_behind_the_questions_in_their_words(
    answers: tuple[str, ...], found: tuple[str, ...], between: str
) -> None:
    lines = [f"{title}{between}{answer}" for title, answer in zip(TITLES, answers, strict=True)]
    numbered = [f"{number}. {line}" for number, line in enumerate(lines, 1)]
    for text in ("\n".join(lines), "\n".join(numbered), "您好\n" + "\n".join(reversed(lines)) + "\n谢谢"):
        understood = read(text)
        assert (understood.doubt, tuple(one.value for one in understood.answers)) == ("", found)


@pytest.mark.parametrize(
    "text",
    [
        "对流程的满意度 / Satisfaction\n还行",
        "对流程的满意度 / Satisfaction\n7",
        "最慢的环节？大家都知道",
        "2. 对流程的满意度 / Satisfaction\n4",
        "满意度 4",
        "最慢的环节\n审批\n派单",
    ],
)
def test_what_is_no_answer_to_the_question_above_waits(text: str) -> None:
    found = read(text)
    assert (found.doubt, found.answers) == ("unknown", ())


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("第一题\n4分", {1: "4"}),
        ("1:4 2:", {1: "4", 2: "abstain"}),  # a number with nothing behind it is left out
        ("1. 弃权", {1: "abstain"}),
        ("2. 审批环节", {2: "B"}),
        ("1 五分", {1: "5"}),
        ("4\n5", {4: "5"}),  # there is no fifth question
        ("其他建议：少填\n再短些", {4: "少填\n再短些"}),
    ],
)
def test_each_question_has_the_answer_behind_or_below_it(text: str, answers: dict[int, str]) -> None:
    found = read(text)
    assert (found.doubt, {one.number: one.value for one in found.answers}) == ("", answers)


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("1\n4", "unknown"),  # the answer to the first question, or the fourth one
        ("1 五分\n1 四分", "contradiction"),
        ("1. 9", "unknown"),  # more than the scale has
        ("1. 3.5分", "unknown"),
        ("3 A, D", "unknown"),  # no such choice
        ("3. cab", "unknown"),  # a word
        ("2 登记、审批", "unknown"),  # one of them alone may be named
        ("最慢的环节不清楚", "unknown"),
    ],
)
def test_what_is_no_answer_for_certain_waits(text: str, doubt: str) -> None:
    found = read(text)
    assert (found.doubt, found.answers) == (doubt, ())


@pytest.mark.parametrize(
    "text", ["2 B 因为慢", "3 A、B 其余不用", "2. 登记，但慢", "1 x 2 B", "1. 4，比以前好", "4\n3"]
)
def test_an_answer_with_more_behind_it_waits(text: str) -> None:
    found = read(text)
    assert (found.doubt, found.answers) == ("unknown", ())


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("提供：提供业务规则\n需要：数据\n风险：没有", {1: "提供业务规则", 2: "数据", 3: "没有"}),
        ("提供：业务规则", {1: "业务规则"}),
        ("1 提供：业务规则\n2 需要：数据", {1: "业务规则", 2: "数据"}),
        ("提供: 提供两名测试\n风险: 提供得太晚", {1: "提供两名测试", 3: "提供得太晚"}),
        ("1 提供业务规则", {1: "提供业务规则"}),
        ("1、我们提供：业务规则", {1: "我们提供：业务规则"}),
    ],
)
def test_a_question_of_two_characters_is_called_with_a_colon(text: str, given: dict[int, str]) -> None:
    questions = tuple(
        AskedQuestion(number=at, kind="text", text=one) for at, one in enumerate(("提供", "需要", "风险"), 1)
    )
    situation = ReplyContext(items=(), locale="zh", written=date(2026, 3, 2), questions=questions)
    found = understand(new_text(text), situation)
    assert ({one.number: one.value for one in found.answers}, found.doubt) == (given, "")


@pytest.mark.parametrize("text", ["提供业务规则", "提供 业务规则", "我们提供：业务规则"])
def test_without_it_the_line_names_no_question(text: str) -> None:
    questions = (AskedQuestion(number=1, kind="text", text="提供"), AskedQuestion(number=2, kind="text", text="需要"))
    situation = ReplyContext(items=(), locale="zh", written=date(2026, 3, 2), questions=questions)
    found = understand(new_text(text), situation)
    assert (found.answers, bool(found.doubt)) == ((), True)


@pytest.mark.parametrize("said", ["2\n1", "2\n3", "3\n2", "2\n2"])
def test_two_numbers_below_each_other_are_no_abstentions(said: str) -> None:
    """They may be two answers, or a question and its answer."""
    found = read(said)
    assert (found.answers, found.doubt) == ((), "unknown")


def test_a_number_that_is_no_choice_of_the_one_above_begins_the_next_question() -> None:
    found = read("3\n4 更早发通知")
    assert ("4", "更早发通知") in [(str(one.number), one.value) for one in found.answers]
