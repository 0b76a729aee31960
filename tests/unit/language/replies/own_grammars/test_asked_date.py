"""A department's answer to a change of date that names the date: the new one, the old one, another one."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Asking, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

ONE_DATE = "搬迁日期改到2026年4月25日 / move on 25 April"
TWO_DATES = "搬迁日期从4月18日改到4月25日"


def read(text: str, what: str = ONE_DATE) -> Understanding:
    asking = Asking(kind="change", topics=("办公室搬迁", "C1", what), name="周琳", department="人力资源部")
    context = ReplyContext(items=(), locale="zh", written=date(2026, 3, 4), asking=asking, people=("张伟",))
    return understand(new_text(text), context)


@pytest.mark.parametrize(
    "text",
    [
        "同意改到25号。",
        "可以改到25号",
        "25号可以",
        "25号没问题",
        "4月25日可以",
        "改期我们同意",
        "赞成改期",
        "We're fine with the 25th.",
        "The 25th works for us.",
        "No objections to the 25th.",
        "Agreed to the change of date.",
        "25 April is fine",
    ],
)
def test_a_yes_that_names_the_new_date_is_one(text: str) -> None:
    found = read(text)
    assert (found.stance, found.doubt) == ("for", "")


@pytest.mark.parametrize("text", ["25号不行", "不同意改到25号"])
def test_a_no_that_names_it_is_one(text: str) -> None:
    assert read(text).stance == "against"


@pytest.mark.parametrize(
    "text",
    [
        "18号可以",
        "3月25号可以",
        "同意改到26号",
        "25号前可以",
        "25号之后可以",
        "25号可以吗",
        "25号的话可以",
        "我们只同意改到25号",
        "同意，26号更好",
        "Agreed, keep the 18th.",
        "The 25th or the 26th works.",
        "We can't do the 25th",
    ],
)
def test_another_date_a_limit_or_a_condition_is_no_yes(text: str) -> None:
    found = read(text)
    assert found.stance == "none"
    assert not any(one.ask == "for" for one in found.proposals)


@pytest.mark.parametrize("what", [TWO_DATES, "move from 18 April to 25 April", "原定4月18日，改为4月25日"])
def test_of_two_dates_of_a_change_the_new_one_is_asked_for(what: str) -> None:
    assert [read(text, what).stance for text in ("25号可以", "18号可以")] == ["for", "none"]


@pytest.mark.parametrize("text", ["目前没有意见", "暂时同意", "No objections so far.", "Agreed for now"])
def test_a_yes_for_the_time_being_is_in_doubt(text: str) -> None:
    assert (read(text).stance, read(text).doubt) == ("none", "hedged")


def test_what_the_writer_thinks_himself_is_no_hearsay() -> None:
    assert [one.ask for one in read("25号搬家公司排不开，我们觉得不妥。").proposals] == ["against"]
    assert read("张伟觉得不妥").proposals == ()
