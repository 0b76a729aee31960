"""An ordinary no of a department: it is offered as its objection, and never taken for one unasked."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Asking, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text


def read(text: str) -> Understanding:
    asking = Asking(kind="change", topics=("C1", "大会日期改到2026年4月11日"), name="钱进", department="行政部")
    people = ("张伟", "Tom Reed", "Bob Brown")
    context = ReplyContext(items=(), locale="zh", written=date(2026, 3, 4), asking=asking, people=people)
    return understand(new_text(text), context)


@pytest.mark.parametrize(
    "text",
    [
        "提前一周的话停车位更紧张，行政这边不建议改。",
        "不建议改",
        "We can't do the 11th, half the team is on leave that week.",
        "That date doesn't work for us.",
        "11号场地订不到",
        "时间太赶，我们来不及",
        "我们部门不太方便",
        "请不要改",
        "还是按原计划吧",
        "11号和年会冲突",
        "人手不够，没法提前",
        "行政部不支持提前",
        "The 11th is too early for us.",
        "We'd prefer to keep the 18th.",
        "It clashes with our release.",
        "This isn't feasible on our side.",
        "Please don't move it.",
        "IT is not able to staff the 11th.",
        "I wouldn't recommend it.",
        "The new date won't work, sorry.",
    ],
)
def test_a_no_in_words_of_its_own_is_proposed(text: str) -> None:
    found = read(text)
    assert (found.stance, [one.ask for one in found.proposals]) == ("none", ["against"])
    assert found.proposals[0].text == found.statement
    assert not any(clause.counts for clause in found.clauses)


@pytest.mark.parametrize(
    "text",
    [
        "没有困难",
        "时间不冲突，同意",
        "11号不行吗？",
        "张伟说不行",
        "有困难，但可以克服",
        "如果场地订不到，我们不同意",
        "上次时间太赶",
        "我们看一下",
        "下周答复",
        "It doesn't clash with anything.",
        "Not too early for us.",
        "Tom says that date doesn't work.",
        "Can't we do the 12th?",
        "We can't say yet.",
        "I can't open the attachment.",
        "It's tight but we can do it.",
        "No problem.",
        "No idea.",
        "We agree, the 18th didn't work for us anyway.",
        "Need more time to answer.",
        "同意，不用再改了",
        "没问题，不会来不及",
        "我不同意张伟的建议",
        "没有不同意见",
        "We don't object.",
        "We wouldn't oppose it.",
        "I disagree with Bob's view of the costs.",
        "不同意见已另发邮件",
    ],
)
def test_what_is_none_proposes_none(text: str) -> None:
    assert not any(one.ask == "against" for one in read(text).proposals)
    assert read(text).stance != "against"


@pytest.mark.parametrize(
    "text",
    [
        "不同意，业主群已经通知过3月20日通电，改期要先有给业主的道歉方案",
        "不同意，客户通知我们3月底必须交",
        "I object, we have already told the tenants.",
        "No, the customer told us 20 March is the last day.",
        "I'm against moving it.",
    ],
)
def test_what_was_told_to_somebody_is_why_it_is_a_no(text: str) -> None:
    assert (read(text).stance, read(text).statement) == ("against", text.rstrip("."))


@pytest.mark.parametrize(
    "text", ["不同意，是张伟说的", "No, says Bob Brown", "不同意，听说要改", "听说业主不同意，太赶"]
)
def test_whose_no_it_is_is_not_known_from_who_tells_it(text: str) -> None:
    assert read(text).stance == "none"
