"""A vote in prose: what the last clause settles on, what stands before a second choice or a postscript; it waits."""

import pytest

from collabtui.domain.mail.reply import Understanding
from support.ballots import read_ballot

NAMES = {"zh": ("云通", "迅联", "天声"), "en": ("Talkly", "Ringo", "Voxa")}


def read(text: str) -> Understanding:
    return read_ballot(text, NAMES, "Which phone platform?")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("A和B我都用过，A坐席端老掉线，还是选B吧", "B"),
        ("A和C都还行，非要选一个的话就天声吧。", "C"),
        ("都看过了，综合考虑，就云通吧", "A"),
        ("投A。PS：纪要里我的名字写错了，是“陆川”不是“陆船”", "A"),
        ("迅联吧。备选天声", "B"),
        ("Tried A and C. Both crash. So it's Ringo for us.", "B"),
        ("Talkly keeps dropping calls, overall Voxa", "C"),
        ("Ringo for me. Second choice would be Voxa.", "B"),
        ("B. PS: my name is misspelt in the minutes.", "B"),
    ],
)
def test_it_is_offered(text: str, key: str) -> None:
    found = read(text)
    assert (found.vote, found.vote_proposed) == ("", key)


@pytest.mark.parametrize(
    "text",
    [
        "不投A，剩下两家你们看着办",
        "我用过A，也用过B，说不好",
        "A不错，B也不错，选哪个都行",
        "投A。PS：其实B也行",
        "选A，还是选B吧？",
        "B老掉线，所以A不考虑",
        "Not Ringo. Second choice would be Voxa.",
        "Anything but Talkly. I'd abstain otherwise.",
        "I'd abstain, unless Ringo gets cheaper.",
        "Ringo. PS: Voxa would do as well, on second thought.",
    ],
)
def test_what_settles_on_none_is_no_vote(text: str) -> None:
    found = read(text)
    assert (found.vote, found.vote_proposed) == ("", "")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("云通和迅联都行，实在要选就迅联", "B"),
        ("没什么意见，弃权吧", "abstain"),
        ("我对这三家都不了解，弃权", "abstain"),
        ("价格都一样，迅联", "B"),
        ("大家都说迅联好，那我也投迅联", "B"),
        ("A也不错，但我投B", "B"),
        ("No strong feelings, abstain", "abstain"),
        ("Changed my mind, make that C", "C"),
        ("B would be my choice, C at a pinch", "B"),
        ("Long day here. Anyway: Ringo for us.", "B"),
        ("The price matters most - so Voxa.", "C"),
    ],
)
def test_the_one_clause_that_chooses_is_offered(text: str, key: str) -> None:
    found = read(text)
    assert (found.vote, found.vote_proposed) == ("", key)


@pytest.mark.parametrize(
    "text",
    [
        "除了A，B",
        "not A, B",
        "I'd skip A, B",
        "如果价格能谈下来就选C，否则B",
        "A or B, don't mind",
        "A还是B？",
        "B，前提是预算够",
        "A is out, B is out",
        "I'll leave it to the others. B is cheaper.",
        "随大流",
    ],
)
def test_where_no_clause_chooses_for_sure_none_is_offered(text: str) -> None:
    found = read(text)
    assert (found.vote, found.vote_proposed) == ("", "")


@pytest.mark.parametrize(("text", "key"), [("Make mine a B", "B"), ("B it is", "B"), ("Has to be Ringo for me", "B")])
def test_who_says_nothing_but_his_choice_votes(text: str, key: str) -> None:
    assert read(text).vote == key
