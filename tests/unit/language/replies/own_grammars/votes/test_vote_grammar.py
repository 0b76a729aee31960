"""The vote in a reply: one choice and nothing else."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabtui.domain.mail.reply import (
    AskedChoice,
    Asking,
    NewText,
    ReplyContext,
    ReplyLine,
    TextSpan,
    Understanding,
)
from collabtui.language.replies.understand import understand

SITUATION = ReplyContext(
    items=(),
    locale="zh",
    written=date(2026, 3, 2),
    choices=(AskedChoice(key="A", text="五月搬"), AskedChoice(key="B", text="Move in June")),
    asking=Asking(kind="vote", name="陈静"),
)


def read(text: str) -> Understanding:
    lines, at = [], 0
    for line in text.split("\n"):
        lines.append(ReplyLine(text=line, span=TextSpan(start=at, end=at + len(line))))
        at += len(line) + 1
    return understand(NewText(shown=text, lines=tuple(lines)), SITUATION)


@pytest.mark.parametrize(
    ("text", "vote"),
    [
        ("A", "A"), ("b", "B"), ("A.", "A"), ("我选A", "A"), ("选 B，谢谢", "B"), ("I vote for B", "B"),
        ("option a", "A"), ("A 五月搬", "A"), ("五月搬", "A"), ("move in june", "B"), ("B because it is cheaper", "B"),
        ("弃权", "abstain"), ("I abstain.", "abstain"), ("你好，\nA\n谢谢\n陈静", "A"),
        ("My vote's B", "B"), ("going with A", "A"), ("A for me", "A"),
        ("Hi Li,\nB\nBest regards\nChen Jing", "B"), ("Ａ", "A"),
        ("这次我就不参与投票了", "abstain"), ("我就不投了", "abstain"), ("不参加投票", "abstain"),
        ("这轮我弃权", "abstain"),
        ("不投了", "abstain"), ("我们这次不表态", "abstain"),
        ("I'll sit this one out", "abstain"), ("I'll pass on this one", "abstain"), ("Not voting this time", "abstain"),
        ("I won't vote", "abstain"), ("I am sitting this out", "abstain"), ("I'd like to abstain, please", "abstain"),
        ("我投B票", "B"), ("投A一票", "A"), ("B票", "B"), ("A after all", "A"), ("B after all, thanks", "B"),
        ("B，价格实在", "B"), ("A, no doubt.", "A"), ("definitely B", "B"), ("肯定选A", "A"),
    ],
)  # fmt: skip
def test_one_choice_alone_is_a_vote(text: str, vote: str) -> None:
    understood = read(text)
    assert (understood.vote, understood.doubt) == (vote, "")


@pytest.mark.parametrize(
    ("text", "proposed"),
    [
        ("更正一下，改选B", "B"), ("改一下，还是B稳妥", "B"), ("我改主意了，选B", "B"), ("还是A好", "A"),
        ("A更合适", "A"),
        ("B比较稳妥", "B"), ("想了想还是B", "B"),
        ("Changed my mind, B please", "B"), ("On second thought, B", "B"), ("Correction: A", "A"),
        ("Actually B is better", "B"), ("A makes more sense", "A"), ("B seems safer", "B"), ("I think B is best", "B"),
        ("改一下，不选A了", ""), ("还是A好吗？", ""), ("还是A不好", ""), ("还是A好，不过B也行", ""), ("不投A", ""),
        ("先不投", ""), ("A is not better", ""), ("Is B better?", ""), ("I pass on A", ""), ("no preference", ""),
        ("A\nB", ""), ("A or B", ""), ("不选A", ""), ("not A", ""), ("A?", ""), ("C", ""), ("A，但要看预算", ""),
        ("同意", ""), ("I'd rather not", ""), ("A 吧，也可能是 B", ""), ("A\n等预算定了再说", "A"), ("none", ""),
        ("not A after all", ""), ("A after all?", ""), ("不投A票", ""), ("A票还是B票", ""), ("B票要是不够就A", ""),
        ("A after all, if the budget comes", ""),
        ("not abstain", ""), ("A if the budget comes", ""),
        ("Option 1 please", "A"), ("第二个", "B"), ("the first one", "A"), ("2", "B"), ("3", ""), ("第一个不行", ""),
        ("no doubt it's not A", ""),
        ("I'd have gone for A but given the costs it has to be B.", "B"), ("I wanted A, but B it is", "B"),
        ("I was leaning towards A but I'll go with B", "B"), ("本来想选A，但考虑到成本只能选B", "B"),
        ("本来想选A，不过还是选B吧", "B"), ("更喜欢A，但还是选B", "B"),
        ("I'd have gone for A but it has to be A", ""), ("I'd prefer A but B is cheaper", ""),
        ("本来想选A，但B更便宜", ""),
        ("A but it has to be B", ""), ("I'd have gone for A but I don't think it has to be B", ""),
        ("I'd have gone for A but if it rains it has to be B", ""), ("I'd have gone for A but it has to be B?", ""),
        ("投A，B也行", "A"), ("A, B is fine too", "A"), ("B, with A as my second choice", "B"), ("A，A也行", ""),
        ("A，B也行？", ""), ("A，但B也行", ""), ("A，B不行", "A"), ("不选A，B也行", ""), ("A，C也行", ""),
        ("弃权，B也行", ""), ("B please - the Friday one", "B"),
        ("A，不行", ""), ("B, no way", ""), ("B，算了", ""), ("A, closer?", ""),
        ("A吧，离B近", ""),
    ],
)  # fmt: skip
def test_all_else_waits(text: str, proposed: str) -> None:
    understood = read(text)
    assert (understood.vote, understood.vote_proposed) == ("", proposed)
    assert understood.doubt


@given(st.lists(st.sampled_from(("A", "B", "不", "弃权", "或", "？", "\n", "but", "五月搬")), max_size=6).map(" ".join))
def test_two_choices_or_a_question_are_never_a_vote(text: str) -> None:
    if ("A" in text or "五月搬" in text) and "B" in text:
        assert read(text).vote == ""
    if "？" in text or "不" in text:
        assert read(text).vote == ""


@pytest.mark.parametrize(
    "text",
    [
        "A\n有个风险：供应商可能倒闭",
        "A\nRisk: the vendor may fold",
        "A，有个风险：供应商可能倒闭",
        "A. Risk: the vendor may fold",
    ],
)
def test_a_risk_beside_the_vote_is_proposed(text: str) -> None:
    found = read(text)
    assert (found.vote, [one.ask for one in found.proposals], found.doubt) == ("A", ["risk"], "risk")


COLOURS = ReplyContext(
    items=(),
    locale="zh",
    written=date(2026, 3, 2),
    choices=(AskedChoice(key="A", text="蓝色方案 / blue"), AskedChoice(key="B", text="橙色方案 / orange")),
    asking=Asking(kind="vote", name="陈静"),
)


def read_colour(text: str) -> Understanding:
    line = ReplyLine(text=text, span=TextSpan(start=0, end=len(text)))
    return understand(NewText(shown=text, lines=(line,)), COLOURS)


@pytest.mark.parametrize(
    ("text", "vote"),
    [
        ("我投橙色那个", "B"),
        ("我选橙色", "B"),
        ("The orange one", "B"),
        ("I like the blue one", "A"),
        ("Option A, although B is nice too", "A"),
        ("A, not B", "A"),
        ("我喜欢蓝色的", "A"),
        ("支持橙色", "B"),
        ("虽然A也不错，我选B", "B"),
        ("B，虽然A也不错", "B"),
        ("蓝色，橙色太艳", "A"),
        ("橙色好看，选橙色", "B"),
    ],
)
def test_a_vote_by_words_of_the_choice_is_proposed(text: str, vote: str) -> None:
    found = read_colour(text)
    assert (found.vote, found.vote_proposed) == ("", vote)


def test_a_choice_by_its_whole_name_is_a_vote_however_it_is_stressed() -> None:
    assert read_colour("Definitely blue").vote == "A"


@pytest.mark.parametrize(
    ("text", "vote"),
    [
        ("Orange please", "B"),
        ("Blue", "A"),
        ("橙色方案", "B"),
        ("I'd go for orange", "B"),
        ("Blue for me, thanks", "A"),
        ("投蓝色方案，谢谢", "A"),
    ],
)
def test_a_choice_called_as_it_is_in_one_of_two_languages_is_voted_for(text: str, vote: str) -> None:
    assert (read_colour(text).vote, read_colour(text).doubt) == (vote, "")


@pytest.mark.parametrize("text", ["B方案", "选B方案", "B选项", "方案B"])
def test_a_letter_with_its_noun_is_a_vote(text: str) -> None:
    assert (read_colour(text).vote, read_colour(text).doubt) == ("B", "")


@pytest.mark.parametrize(
    "text",
    [
        "Not orange",
        "Anything but blue",
        "Orange?",
        "A, B is better",
        "橙色不行",
        "Orange or blue, both fine",
        "I don't like the orange one",
        "不要橙色",
        "A，B更好",
        "A，还是B吧",
        "A，不，B",
        "橙色吗",
        "都行",
        "蓝色和橙色都可以",
        "A，B",
        "方案都看了",
        "visual",
        "好",
        "选蓝色，如果预算够",
        "Orange if the budget allows",
        "A，橙色更好",
        "Tom likes orange",
        "林涛喜欢橙色",
        "I liked orange at first",
        "A, maybe orange",
    ],
)
def test_words_of_a_choice_that_say_something_else_propose_none(text: str) -> None:
    assert (read_colour(text).vote, read_colour(text).vote_proposed) == ("", "")


IN_TWO_LANGUAGES = SITUATION.model_copy(
    update={"choices": (AskedChoice(key="A", text="绿色 / green"), AskedChoice(key="B", text="灰色 / grey"))}
)


def read_in_two_languages(text: str) -> Understanding:
    return understand(
        NewText(shown=text, lines=(ReplyLine(text=text, span=TextSpan(start=0, end=len(text))),)), IN_TWO_LANGUAGES
    )


@pytest.mark.parametrize(
    ("text", "vote"),
    [
        ("灰色", "B"),
        ("Grey", "B"),
        ("B 灰色", "B"),
        ("B - grey", "B"),
        ("B (grey)", "B"),
        ("Green for me please.", "A"),
        ("A is my vote", "A"),
        ("麻烦帮我投B", "B"),
    ],
)
def test_a_choice_in_two_languages_is_called_by_either(text: str, vote: str) -> None:
    assert read_in_two_languages(text).vote == vote


@pytest.mark.parametrize(
    "text", ["green or grey, both fine", "不要灰色", "Grey/A", "I like green but grey is more practical"]
)
def test_both_or_the_one_that_is_not_wanted_is_no_vote(text: str) -> None:
    assert read_in_two_languages(text).vote == ""


DINNER = ReplyContext(
    items=(),
    locale="zh",
    written=date(2026, 3, 2),
    choices=(AskedChoice(key="A", text="自助餐 / buffet"), AskedChoice(key="B", text="圆桌 / round tables")),
    asking=Asking(kind="vote", name="Emma Clarke"),
    people=("沈洁", "Tom Baker"),
)


def read_dinner(text: str) -> Understanding:
    line = ReplyLine(text=text, span=TextSpan(start=0, end=len(text)))
    return understand(NewText(shown=text, lines=(line,)), DINNER)


@pytest.mark.parametrize(
    ("text", "vote"),
    [
        ("您好，我选 B，谢谢。", "B"),
        ("沈姐，B，辛苦了。", "B"),
        ("沈洁好，投A", "A"),
        ("收到，选B", "B"),
        ("Hi Shen, my vote goes to the buffet. Thanks", "A"),
        ("Thanks Tom, B", "B"),
        ("Hi all, B. Cheers, Emma", "B"),
        ("选B吧，圆桌方便聊天。", "B"),
        ("圆桌方便聊天，选B。", "B"),
        ("Round tables are better for talking, so B.", "B"),
        ("I'm voting for the buffet.", "A"),
        ("Hi Zhou, B please, it's easier to talk. Best, Emma", "B"),
        ("Abstaining this time. Thanks", "abstain"),
    ],
)
def test_courtesies_and_a_reason_around_the_choice_leave_it_certain(text: str, vote: str) -> None:
    found = read_dinner(text)
    assert (found.vote, found.doubt) == (vote, "")


@pytest.mark.parametrize(
    ("text", "proposed"),
    [
        ("本来想选A，还是B吧", "B"),
        ("I'm happy with B", "B"),
        ("本来想弃权，还是投B吧", "B"),
        ("我这边选圆桌吧", "B"),
        ("I was going to say buffet but round tables please.", "B"),
        ("Haha, B", "B"),
        ("A, thanks for the buffet", "A"),
        ("I was going to say buffet but round tables are cheaper", ""),
        ("本来想选A，B也行", ""),
        ("圆桌便宜的话，选B", ""),
        ("自助餐方便，选B", ""),
        ("When it's cheaper, A", ""),
        ("The buffet is cheaper, but B", ""),
        ("No, B", ""),
        ("A. Thanks, B", ""),
        ("谢谢，不选B", ""),
        ("Bufet please", ""),
    ],
)
def test_what_is_more_than_courtesy_or_a_reason_waits(text: str, proposed: str) -> None:
    found = read_dinner(text)
    assert (found.vote, found.vote_proposed) == ("", proposed)
    assert found.doubt


@pytest.mark.parametrize(
    ("text", "vote", "proposed"),
    [
        ("选A，有个风险：场地可能订不到", "A", ""),
        ("选A\n另外提个风险：搬家公司可能没档期", "A", ""),
        ("A。还有，风险：人手不够", "A", ""),
        ("B. Risk: the venue may be booked out by then.", "B", ""),
        ("B\nAlso, risk: the venue may be booked out.", "B", ""),
        ("A，但有个风险：场地可能订不到", "", "A"),
        ("B，不过有风险，搬家公司没档期", "", "B"),
        ("A, but there is a risk: the movers may be booked", "", "A"),
    ],
)
def test_a_risk_beside_a_vote_is_read_apart(text: str, vote: str, proposed: str) -> None:
    found = read(text)
    assert (found.vote, found.vote_proposed, [one.ask for one in found.proposals]) == (vote, proposed, ["risk"])


@pytest.mark.parametrize("text", ["Actually move in junebug is better", "move in junes is better"])
def test_a_longer_word_than_the_choice_is_another_one(text: str) -> None:
    found = read(text)
    assert (found.vote, found.vote_proposed, found.doubt) == (read("?").vote, read("?").vote_proposed, "unknown")


@pytest.mark.parametrize("text", ["2", "第二个", "option 2"])
def test_a_place_means_none_of_choices_that_are_numbers_themselves(text: str) -> None:
    numbered = (AskedChoice(key="A", text="2 天"), AskedChoice(key="B", text="3 天"))
    context = SITUATION.model_copy(update={"choices": numbered})
    lines = (ReplyLine(text=text, span=TextSpan(start=0, end=len(text))),)
    found = understand(NewText(shown=text, lines=lines), context)
    assert found.vote_proposed == read("?").vote_proposed
    assert read(text).vote_proposed == "B"


@pytest.mark.parametrize(
    "text", ["B吧", "那就B吧", "我选B吧", "投B吧。", "B then", "B pls", "option B pls", "so B then"]
)
def test_a_letter_alone_counts_however_softly(text: str) -> None:
    assert read(text).vote == "B"


@pytest.mark.parametrize(
    "text",
    ["B吧？", "可能B吧", "B then A", "A，还是B吧", "B吧或者A吧", "不是B吧", "B吧，要是便宜", "B then?", "领导说B吧"],
)
def test_a_soft_letter_beside_more_waits(text: str) -> None:
    found = read(text)
    assert (found.vote, bool(found.doubt)) == ("", True)
