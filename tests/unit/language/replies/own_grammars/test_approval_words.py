"""What is said to a result, a plan or a kick-off in the words of such a question, and what only sounds like it."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Asking, ReplyContext
from collabtui.domain.matters.change_request import AskedKind
from collabtui.domain.matters.department_answer import Stance
from collabtui.language.replies.understand import understand
from support.written_replies import new_text


def said(text: str, approves: AskedKind) -> Stance | None:
    asking = Asking(kind="change", approves=approves, topics=("门店自提", "C4"), name="钱进", department="行政部")
    context = ReplyContext(items=(), locale="en" if text.isascii() else "zh", written=date(2026, 3, 4), asking=asking)
    return understand(new_text(text), context).stance


_YES: dict[AskedKind, str] = {
    "acceptance": "同意验收|验收通过|通过|同意，验收通过。|同意结果|验收合格|没有意见，验收通过"
    "|We accept the result.|Passed|it passes, thanks|I agree with the acceptance",
    "plan": "通过|同意，按计划执行|同意任务计划|passed",
    "kick-off": "同意启动|同意项目启动|We agree with the kick-off|签字确认|签字确认：钱进"
    "|已签字，行政部钱进|同意，签字：钱进"
    "|Signed|Signed off|I sign|Approved, no comments|Signed. 钱进, Head of Administration",
}
_NO: dict[AskedKind, str] = {
    "acceptance": "不通过，货架还差3家|验收没通过，货架还差3家|不同意验收|验收不合格|We cannot accept the result"
    "|Not passed: three shops have no shelf",
    "plan": "不通过，时间太紧",
    "kick-off": "不能启动：预算没批",
}
_NEITHER: dict[AskedKind, str] = {
    "acceptance": "基本通过|有条件通过|通过了吗？|还没通过|希望能通过|暂时通过|可以验收了|下周验收|验收通过率95%"
    "|如果货架到齐就通过|通过邮件确认|张伟那边验收通过了|结果不错|passed, but two bugs are open"
    "|The result is accepted by the customer",
    "plan": "同意验收|同意启动|还没签字|等王总签字后再启动|not signed|to be signed|signed by the customer",
    "date": "通过",
}


def each(texts: dict[AskedKind, str]) -> list[tuple[AskedKind, str]]:
    return [(kind, text) for kind, listed in texts.items() for text in listed.split("|")]


@pytest.mark.parametrize(("approves", "text"), each(_YES))
def test_a_yes_in_the_words_of_the_question(approves: AskedKind, text: str) -> None:
    assert said(text, approves) == "for"


@pytest.mark.parametrize(("approves", "text"), each(_NO))
def test_a_no_in_the_words_of_the_question(approves: AskedKind, text: str) -> None:
    assert said(text, approves) == "against"


@pytest.mark.parametrize(("approves", "text"), each(_NEITHER))
def test_what_only_sounds_like_it_is_neither(approves: AskedKind, text: str) -> None:
    assert said(text, approves) == "none"


@pytest.mark.parametrize("text", ["张总，同意", "王总好，同意启动"])
def test_a_name_that_is_called_first_says_nothing(text: str) -> None:
    assert said(text, "kick-off") == "for"
