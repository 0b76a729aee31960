"""A department's yes in phrases: by its name, as support, as a call to go on; and a yes to a part with a term."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Asking, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

_ZH, _EN = "法务部", "Legal"


def read(
    text: str, department: str = "", topics: tuple[str, ...] = ("上线改到6月12日 / go-live on 12 June", "C7")
) -> Understanding:
    latin = text.isascii()
    asking = Asking(kind="change", topics=topics, name="谢芳", department=department or (_EN if latin else _ZH))
    situation = ReplyContext(items=(), locale="en" if latin else "zh", written=date(2026, 5, 20), asking=asking)
    return understand(new_text(text), situation)


def offered(found: Understanding) -> list[str | None]:
    return [one.ask for one in found.proposals]


@pytest.mark.parametrize(
    "text",
    [
        "Fine by Legal.",
        "Agreed from Legal",
        "Good for Legal",
        "Works for Legal.",
        "OK from Legal, go ahead",
        "Legal is fine with it",
        "The Legal team is happy with this",
        "Legal has no issues",
        "no objection from the Legal team",
        "good from our side",
        "ok by me",
        "ok lets do it",
        "Fine, let's get started",
        "ok, let us proceed",
        "I'm in favour",
        "We are fully on board",
        "no objections whatsoever",
        "no concerns at all",
        "the change has our full support",
        "It has Legal's backing",
        "行，就这么干",
        "行 就按这个办",
        "可以，照此推进",
        "同意，就按这个方案执行",
        "按你们的安排来",
        "好，那就这么办",
        "无异议，请推进",
        "同意，请继续推进",
        "法务这边没意见",
        "可以改，没意见",
        "同意改",
        "改没问题",
    ],
)
def test_a_phrase_of_yes_counts(text: str) -> None:
    found = read(text)
    assert (found.stance, found.doubt) == ("for", "")


@pytest.mark.parametrize(
    "department", ["Operations", "Operations Department", "Department of Operations", "Operations Team"]
)
def test_a_department_is_called_by_its_short_name(department: str) -> None:
    assert read("Fine by Operations", department).stance == "for"


@pytest.mark.parametrize(
    "text",
    [
        "Fine by Finance.",
        "Good for a start",
        "good by Friday",
        "let's do it in May",
        "proceed as planned",
        "carry on as planned",
        "in favour of the old date",
        "no comments from us yet",
        "No comment from us.",
        "No comments from us.",
        "No comment from our department.",
        "No further comments from our side.",
        "No comment on our part.",
        "No remarks from Legal.",
        "We have no comment.",
        "我部不予置评",
        "我们这边不作评论",
        "我部无评论。",
        "我们不发表意见",
        "我部对此不置评",
        "本部门暂不评论",
        "ok from our side? not sure",
        "let's do it again",
        "not fine by Legal",
        "Fine by Legal?",
        "works for Legal if Finance pays",
        "Legal has no staff",
        "Legal is fine with half of it",
        "no objections so far",
        "no problem from the IT side",
        "先这么办",
        "按你们的意见办不到",
        "改可以，先给钱",
        "就这么办不合适",
        "照此推进，前提是预算到位",
        "按我们的方案办",
        "如果没别的就这么办",
        "就这么办？",
        "可以改一下日期",
        "请推进",
        "财务没意见",
        "上次就这么办的",
        "不能就这么办",
    ],
)
def test_what_says_more_or_less_is_no_yes(text: str) -> None:
    found = read(text)
    assert found.stance != "for"
    assert found.doubt or found.stance is None


@pytest.mark.parametrize(
    "text",
    [
        "我看行",
        "我觉得可以",
        "我们觉得没问题",
        "个人认为可行",
        "I think it is fine",
        "we think ok",
        "I believe this is ok",
        "就这么办吧",
    ],
)
def test_an_opinion_is_asked_back_as_a_yes(text: str) -> None:
    found = read(text)
    assert (found.stance, offered(found)) == ("none", ["for"])


@pytest.mark.parametrize(
    "text",
    [
        "我看不行",
        "我觉得如果有预算可以",
        "I think it is fine if Finance pays",
        "老大觉得可以",
        "my boss thinks it is ok",
    ],
)
def test_an_opinion_with_more_is_not(text: str) -> None:
    assert "for" not in offered(read(text))


@pytest.mark.parametrize(
    "text",
    [
        "延期可以，范围别动",
        "时间往后挪可以，内容不要变",
        "推迟可以，别动预算",
        "延期没问题，验收标准不能降",
        "同意推迟，不要再改了",
        "Fine to postpone, do not move the budget",
        "The delay is ok, don't change the scope",
        "Happy to postpone, don't move the venue",
    ],
)
def test_a_yes_with_a_term_is_offered_neither_as_a_no_nor_counted(text: str) -> None:
    found = read(text)
    assert (found.stance, offered(found)) == ("none", [])


@pytest.mark.parametrize(
    "text",
    [
        "别改",
        "不用改",
        "我们抽不出人，别动",
        "please do not move it",
        "Not possible, do not change the date",
    ],
)
def test_a_no_in_own_words_is_still_offered_or_counted(text: str) -> None:
    found = read(text)
    assert found.stance == "against" or "against" in offered(found)
