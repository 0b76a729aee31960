"""A yes that says what is given for it is one, where that is no less than was asked for; anything else waits."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Asking, ReplyContext, Understanding
from collabtui.language.given_things import kind_of_thing
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

TWO_DEVELOPERS, BOTH = "两名后端开发", "two backend developers and $500"
MONEY_AND_SERVER = "预算5000元和一台服务器"


def answered(wanted: str, text: str) -> Understanding:
    asking = Asking(kind="request", topics=("新品上线",), name="赵强", department="研发部", wanted=wanted)
    situation = ReplyContext(
        items=(),
        locale="en" if text.isascii() else "zh",
        written=date(2026, 3, 2),
        people=("李明", "Bob Brown"),
        asking=asking,
    )
    return understand(new_text(text), situation)


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        (TWO_DEVELOPERS, "同意，可提供两名后端开发"),
        (TWO_DEVELOPERS, "同意，对接人李明，可提供两名后端开发"),
        (TWO_DEVELOPERS, "同意，可提供两名后端开发，对接人李明"),
        (TWO_DEVELOPERS, "同意，提供2名后端"),
        (TWO_DEVELOPERS, "同意，出两个人"),
        (TWO_DEVELOPERS, "研发部同意，研发部可以出3名开发"),
        (TWO_DEVELOPERS, "对接人李明，可提供两名后端开发"),
        ("备料预算", "同意，能提供预算3000元"),
        ("备料预算", "同意，可提供两名采购员"),
        (MONEY_AND_SERVER, "同意，能提供5000元和一台服务器"),
        (MONEY_AND_SERVER, "同意，能提供一台服务器、经费6千元"),
        ("two backend developers", "Agreed, we can give you two backend developers"),
        (BOTH, "Agreed, we can give you two backend developers and $500"),
        (BOTH, "Agreed, we will send two developers and $1k."),
        ("backend support", "Agreed, contact Bob Brown, we can provide 2 people"),
    ],
)
def test_a_yes_with_what_is_given_is_a_yes(wanted: str, text: str) -> None:
    found = answered(wanted, text)
    assert (found.stance, found.doubt) == ("for", "")
    assert found.contact == next((name for name in ("李明", "Bob Brown") if name in text), "")


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        (TWO_DEVELOPERS, "可提供两名后端开发"),
        (TWO_DEVELOPERS, "同意，可提供一名后端开发"),
        (TWO_DEVELOPERS, "同意，可提供两名前端开发"),
        (TWO_DEVELOPERS, "同意，能提供预算3000元"),
        (TWO_DEVELOPERS, "同意，可提供两名后端开发，但要加钱"),
        (TWO_DEVELOPERS, "同意，只能提供两名后端"),
        (TWO_DEVELOPERS, "同意，可提供两名后端开发吗？"),
        (TWO_DEVELOPERS, "同意，如果可提供两名后端开发"),
        (TWO_DEVELOPERS, "同意，可提供两名后端开发一周"),
        (TWO_DEVELOPERS, "同意，请提供两名后端开发"),
        (TWO_DEVELOPERS, "同意，出两个方案"),
        (TWO_DEVELOPERS, "同意，派两人去现场"),
        (TWO_DEVELOPERS, "同意，会提供两名外包开发"),
        (TWO_DEVELOPERS, "同意，财务部可提供两名后端开发"),
        (TWO_DEVELOPERS, "同意，可能提供两名后端"),
        (MONEY_AND_SERVER, "同意，能提供预算3000元和一台服务器"),
        (MONEY_AND_SERVER, "同意，能提供预算5000元"),
        (BOTH, "Agreed, we can give you one backend developer and $500"),
        (BOTH, "Agreed. We can provide two developers and $200"),
        (BOTH, "Agreed, if we can give you two backend developers and $500"),
        ("backend support", "Agreed. We can provide 2 people from 9 March"),
        ("backend support", "Agreed, we can give you two weeks"),
        ("backend support", "Agreed, we can't give you two people"),
    ],
)
def test_less_and_what_is_not_known_to_be_given_waits(wanted: str, text: str) -> None:
    assert answered(wanted, text).stance == "none"


def test_a_no_stays_one_beside_what_is_given() -> None:
    assert answered(TWO_DEVELOPERS, "不同意，可提供两名后端开发").stance == "against"


@pytest.mark.parametrize(
    ("what", "kind"),
    [
        ("两名采购员", "people"),
        ("3人", "people"),
        ("数据分析师两名", "people"),
        ("two lawyers", "people"),
        ("预算3000元", "budget"),
        ("20万", "budget"),
        ("$500", "budget"),
        ("测试服务器1台", "tools"),
        ("one server", "tools"),
        ("两份报表", "data"),
        ("两天", "other"),
        ("2 more weeks", "other"),
    ],
)
def test_what_is_given_is_of_the_kind_that_its_words_say(what: str, kind: str) -> None:
    assert kind_of_thing(what) == kind
