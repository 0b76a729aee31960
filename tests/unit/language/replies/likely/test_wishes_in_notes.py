"""A later day, a block or a cancelling without a word for it is offered beside the note that it stands in."""

from datetime import date
from typing import Literal

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

_EN = ("Tune the organ", "Rehearse the choir", "Rent the chairs")
_ZH = ("调音钢琴", "排练合唱", "租借椅子")


def read(text: str) -> Understanding:
    locale: Literal["zh", "en"] = "en" if text.isascii() else "zh"
    titles = enumerate(_EN if text.isascii() else _ZH, 1)
    items = tuple(Item(ref=f"A{n}", title=title, number=n, due=date(2027, 3, 10 + n)) for n, title in titles)
    return understand(new_text(text), ReplyContext(items=items, locale=locale, written=date(2027, 3, 3), minutes="M1"))


def asked(found: Understanding) -> set[str]:
    """Of what is offered: `A1 postpone 2027-03-18`."""
    return {f"{one.ref} {one.ask or one.status} {one.due}" for one in found.proposals}


@pytest.mark.parametrize(
    ("text", "expect"),
    [
        ("钢琴约到18号", "A1 postpone 2027-03-18"),
        ("钢琴约了18号", "A1 postpone 2027-03-18"),
        ("合唱排到18号了", "A2 postpone 2027-03-18"),
        ("椅子18号才到", "A3 postpone 2027-03-18"),
        ("Chairs only available from 18 March", "A3 postpone 2027-03-18"),
        ("The organ tuner comes on 18 March", "A1 postpone 2027-03-18"),
        ("Organ getting delayed due to the bellows", "A1 postpone None"),
        ("合唱先放放吧", "A2 postpone None"),
        ("organ is on the back burner", "A1 postpone None"),
        ("合唱场地被占了", "A2 blocked None"),
        ("椅子断货了", "A3 blocked None"),
        ("The chairs are sold out", "A3 blocked None"),
        ("Choir hall is booked out on the 12th", "A2 blocked None"),
        ("choir is cancelled by the parish", "A2 cancel None"),
        ("Choir was cancelled by the bishop", "A2 cancel None"),
    ],
)
def test_it_is_offered(text: str, expect: str) -> None:
    found = read(text)
    assert asked(found) == {expect}
    assert not found.requests
    assert not any(one.status for one in found.updates)


@pytest.mark.parametrize(
    "text",
    [
        # in time
        "钢琴约到9号",
        "Chairs only available from 8 March",
        # a day of something else
        "钢琴调音师费用18号结",
        "chairs are booked for the concert on 25 March",
        # nothing comes of it
        "椅子断货了，不影响",
        "椅子换了一家",
        "椅子先放在库房",
        "The chairs came in blue",
    ],
)
def test_what_asks_for_nothing_is_not(text: str) -> None:
    assert not any("postpone" in one or "blocked" in one or "cancel" in one for one in asked(read(text)))


@pytest.mark.parametrize("text", ["the chairs are delayed", "椅子延到18号", "the choir has been called off"])
def test_what_has_its_word_is_asked_for(text: str) -> None:
    assert len(read(text).requests) == 1
