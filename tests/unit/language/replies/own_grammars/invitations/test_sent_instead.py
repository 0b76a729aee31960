"""Whoever is sent in the place of somebody who does not come is named in the offer; who comes as well is no deputy."""

from datetime import date
from typing import Literal

import pytest

from collabtui.domain.mail.reply import ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text


def read(text: str, *, invitation: bool = True) -> Understanding:
    locale: Literal["zh", "en"] = "en" if text.isascii() else "zh"
    minutes = None if invitation else "M1"
    situation = ReplyContext(
        items=(),
        locale=locale,
        written=date(2026, 3, 9),
        invitation=invitation,
        minutes=minutes,
        only_minutes=not invitation,
        decisions=("D1", "D2"),
        people=("Amy Ross", "孟菲"),
    )
    return understand(new_text(text), situation)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("我去不了，我们组的钱师傅会过去。", "钱师傅"),
        ("我来不了，技术员小孙会到场。", "小孙"),
        ("16号下午要去消防局办手续，去不了，让小赵替我去听听。", "小赵"),
        ("参加不了，已经跟小马说好了他过去。", "小马"),
        ("不参加，我们车间李主管去。", "李主管"),
        ("请假，项目经理老周会参加。", "老周"),
        ("那天下午有个评审走不开，让小赵替我去行吗", "小赵"),
        ("走不开，让李娜代我参加可以吗？", "李娜"),
        ("那天出差，请小王来行不行", "小王"),
        ("我去不了，派老田替我参加好吗", "老田"),
        ("来不了，小陈替我去可以吗", "小陈"),
        ("去不了，让张伟代我行吗？", "张伟"),
        ("No, sending Ravi.", "Ravi"),
        ("Can't make it. Dana will be there.", "Dana"),
        ("I can't attend, Omar will cover for me.", "Omar"),
        ("Can't come. Amy will be there.", "Amy"),
    ],
)
def test_who_comes_instead_is_offered_with_the_no(text: str, name: str) -> None:
    found = read(text)
    assert [(one.ask, one.to) for one in found.proposals] == [("declined", name)]
    assert found.rsvp is None


@pytest.mark.parametrize(
    "text",
    [
        "请假，小李也请假。",
        "参加，小李也来。",
        "我来不了，材料小孙会送到。",
        "能来，钱师傅会过去接我。",
        "我去不了，大家去吧。",
        "小李来可以吗",
        "让小赵去吗？",
        "参加，请小王也来可以吗？",
        "去不了，请发个链接行吗",
        "Yes, Ravi will be there too.",
        "Sending Ravi the slides. Yes.",
        "Sorry, can't make it, Everyone will be there anyway.",
    ],
)
def test_who_comes_as_well_or_does_something_else_is_no_deputy(text: str) -> None:
    assert all(one.to is None for one in read(text).proposals)


@pytest.mark.parametrize(
    "text",
    [
        "收到，纪要已转部门同事传阅，有意见周四前反馈。",
        "纪要已转发，有不同意见请于周五前提出。",
        "收到，有异议的周三前找我。",
        "收到，如有意见请周四前反馈。",
        "Received. Comments, if any, by Thursday.",
        "Forwarded to the team, any comments by Thursday please.",
    ],
)
def test_an_invitation_to_comment_corrects_no_minutes(text: str) -> None:
    found = read(text, invitation=False)
    assert (found.sign_off, found.requests) == (None, ())


@pytest.mark.parametrize(
    "text", ["有意见。", "我有不同意见，第二条写错了。", "我们部门有异议，D2不对。", "We object, D2 is wrong."]
)
def test_an_objection_to_the_minutes_stays_one(text: str) -> None:
    assert read(text, invitation=False).sign_off == "corrected"
