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


def choices(*texts: str) -> tuple[AskedChoice, ...]:
    return tuple(AskedChoice(key=key, text=text) for key, text in zip("ABC", texts, strict=True))


ASKED = (
    AskedQuestion(number=1, kind="scale", least=1, most=5),
    AskedQuestion(number=2, kind="choice", choices=choices("登记", "审批 / approval", "派单")),
    AskedQuestion(number=3, kind="several", choices=choices("表格 / form", "系统 / system", "制度")),
    AskedQuestion(number=4, kind="text"),
)


def read(text: str) -> Understanding:
    asking = Asking(kind="vote", name="孙丽", department="")
    situation = ReplyContext(items=(), locale="zh", written=date(2026, 3, 2), asking=asking, questions=ASKED)
    line = ReplyLine(text=text, span=TextSpan(start=0, end=len(text)))
    return understand(NewText(shown=text, lines=(line,)), situation)


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
