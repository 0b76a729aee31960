"""A department's yes as it is spoken or typed in haste: with a particle, said of everything, softened, mistyped."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Asking, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text


def read(text: str) -> Understanding:
    locale = "en" if text.isascii() else "zh"
    asking = Asking(kind="change", topics=("Claims process", "C4"), name="赵磊", department="研发部")
    situation = ReplyContext.model_validate(
        {"items": (), "locale": locale, "written": date(2026, 3, 3), "asking": asking}
    )
    return understand(new_text(text), situation)


@pytest.mark.parametrize(
    "text",
    [
        "同意哈", "同意啦", "没问题哈", "行啊", "没啥意见", "同意变更哈", "同意了就这样哈",
        "我们这边同意的哈就按这个来", "没意见，照此办理",
        "抱歉回复晚了，同意", "不好意思才看到，同意", "刚看到邮件，同意", "回复晚了，没意见", "才看到，可以",
        "Sorry for the late answer, yes from our side", "Apologies for the delay. Agreed.",
        "Sorry for the delay, we agree", "Only just saw this, agreed", "Sorry for replying so late. No objections.",
        "Go for it", "Sounds reasonable", "I have no issue with this",
        "We agree with everything.", "agreed too", "Agree with all of it", "OK with everything",
        "We approve all of it", "Thank you for the plan. We have reviewed it and have no objections.",
        "We have looked at it and agree.", "I have read the change and approve it",
    ],
)  # fmt: skip
def test_what_is_a_yes_in_other_words_counts(text: str) -> None:
    found = read(text)
    assert (found.stance, found.doubt, found.proposals) == ("for", "", ())


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("同意吧", "hedged"), ("那就同意吧没啥意见", "hedged"), ("可以吧", "hedged"), ("行吧，就这样", "hedged"),
        ("就同意吧", "hedged"), ("那就可以吧", "hedged"),
        ("统一", "slip"), ("您好，统一", "slip"), ("统一，谢谢", "slip"),
        ("同义", "slip"), ("同一", "slip"), ("同易", "slip"),
        ("agred", "slip"), ("Agre", "slip"), ("aggreed, thanks", "slip"), ("Confrim", "slip"), ("approvd", "slip"),
        ("Hi Li, agred", "slip"),
    ],
)  # fmt: skip
def test_what_is_near_a_yes_is_asked(text: str, doubt: str) -> None:
    found = read(text)
    assert (found.stance, found.doubt, [one.ask for one in found.proposals]) == ("none", doubt, ["for"])


@pytest.mark.parametrize(
    "text",
    [
        "统一着装", "统一意见", "不统一", "不同易", "他们同意吧", "应该可以吧", "同意吧？", "你们同意吧", "同意了就行",
        "领导同意了就这样", "他也同意",
        "同意，我再确认下时间", "可以，再看看细节", "Sounds reasonable, will check", "Agreed, let me check the date",
        "刚看到，再研究", "没有人反对", "没有预算问题",
        "Sorry for the delay of the launch", "Sorry for the late answer, still checking",
        "greed", "argued", "disagre", "agree too much", "We don't agree with everything", "Not everything is fine",
        "I agree with everything but the date", "everything",
    ],
)  # fmt: skip
def test_what_is_something_else_is_for_a_person(text: str) -> None:
    found = read(text)
    assert (found.stance, found.proposals) == ("none", ())


@pytest.mark.parametrize("text", ["抱歉，刚看到邮件", "不好意思才看到", "Sorry for the delay"])
def test_who_only_excuses_that_he_is_late_says_nothing(text: str) -> None:
    found = read(text)
    assert (found.stance, found.doubt, found.proposals) == (None, "", ())


@pytest.mark.parametrize(
    "text", ["没有多余人手", "没人可派", "没多余的人", "暂时没有人手", "我们没有预算", "抱歉，刚看到邮件，人手不够"]
)
def test_that_nobody_is_there_is_most_likely_a_no(text: str) -> None:
    found = read(text)
    assert (found.stance, [one.ask for one in found.proposals]) == ("none", ["against"])
