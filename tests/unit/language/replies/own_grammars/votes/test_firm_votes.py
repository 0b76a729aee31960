"""A vote with words beside it: what tells why, or what is wrong with another choice, leaves it a vote."""

import pytest

from collabtui.domain.mail.reply import Understanding
from support.ballots import read_ballot

NAMES = {"zh": ("小麦啤酒", "果味啤酒", "拉格"), "en": ("Wheat beer", "Fruit beer", "Lager")}


def read(text: str) -> Understanding:
    return read_ballot(text, NAMES, "Which summer beer?")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("我投B，小麦款去年卖得一般", "B"),
        ("投B，小麦款太普通了", "B"),
        ("我选A，果味的保质期短", "A"),
        ("我投B。小麦的口感偏苦，果味夏天好卖。", "B"),
        ("投A吧，果味那款我们车间做不了", "A"),
        ("A。果味去年退货多。", "A"),
        ("选A吧，大家都喝过", "A"),
        ("A吧，B太甜了", "A"),
        ("投B，A有点苦", "B"),
        ("弃权，这三种我都没喝过，听大家的。", "abstain"),
        ("I vote B, the wheat one sold badly last year.", "B"),
        ("My vote is for A. B looks too sweet.", "A"),
        ("A from me. Nobody in our shop likes the fruit one.", "A"),
        ("B for me, we tried it in 2024 and it flew off the shelves.", "B"),
        ("I'd go for B - wheat sold so-so last year.", "B"),
        ("Vote: C, cheapest to brew", "C"),
        ("B, though I quite like A as well", "B"),
        ("Lager, the fruit one is too loud", "C"),
        ("Going with lager, it stands out more", "C"),
        ("A, better than B", "A"),
        ("I abstain, never used any of them.", "abstain"),
    ],
)
def test_what_tells_why_leaves_it_a_vote(text: str, key: str) -> None:
    found = read(text)
    assert (found.vote, found.doubt) == (key, "")


@pytest.mark.parametrize(
    "text",
    [
        "我投B，小麦更受欢迎",
        "我投B，果味不好卖",
        "A，不行",
        "投A，小王投B",
        "我选A，如果不行就B",
        "选A，不行就选B",
        "选A，要是超预算就B",
        "投A，等周一再定",
        "投A，再想想",
        "先投A，看看再说",
        "A，开玩笑的",
        "A，哈哈",
        "B，果味太甜了",
        "我投A，也许",
        "我帮王芳投A，她在出差",
        "我投A，不对，B",
        "B，小麦也行",
        "A，离B近",
        "投B，拉格还没定",
        "I vote A, otherwise B",
        "I vote A for now, will check with my team",
        "I vote A, unless the price goes up",
        "A, kidding",
        "A, B is better",
        "A. No.",
        "I vote B, not.",
        "B please - the Friday one",
        "I vote A, wheat or lager, same to me",
        "I vote A on behalf of Sam, he is away",
        "I vote B, Sam picks lager",
    ],
)
def test_what_may_turn_it_makes_no_vote_of_it(text: str) -> None:
    found = read(text)
    assert found.vote == ""
    assert found.doubt
