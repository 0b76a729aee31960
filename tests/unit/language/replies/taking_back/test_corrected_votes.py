"""A vote that is put right in the same answer, and an abstention that says why."""

from datetime import date
from typing import Literal

import pytest

from collabtui.domain.mail.reply import AskedChoice, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

EN = ("Lakeside hotel", "City hall", "neither")
ZH = ("湖边酒店", "市民大厅", "都不要")


def read(text: str) -> Understanding:
    called = EN if text.isascii() else ZH
    choices = tuple(AskedChoice(key=key, text=name) for key, name in zip("ABC", called, strict=True))
    locale: Literal["zh", "en"] = "en" if text.isascii() else "zh"
    return understand(new_text(text), ReplyContext(items=(), locale=locale, written=date(2027, 3, 3), choices=choices))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("A please. Actually no, make it B", "B"),
        ("B. Sorry, I meant A", "A"),
        ("A, sorry, B", "B"),
        ("Lakeside hotel, no wait, City hall", "B"),
        ("B - scratch that, abstain", "abstain"),
        ("我选A……算了，还是B", "B"),
        ("投湖边酒店，不对，市民大厅", "B"),
        ("A，不对，B", "B"),
        ("A。说错了，选B", "B"),
    ],
)
def test_the_last_one_is_offered(text: str, key: str) -> None:
    found = read(text)
    assert (found.vote, found.vote_proposed) == ("", key)


@pytest.mark.parametrize(
    "text",
    [
        "B please. Actually, A would also do",
        "A. No, really",
        "A or, wait, maybe B",
        "Actually no",
        "我投A……算了",
        "A算了，太远",
        "我投A，不对外公布",
    ],
)
def test_what_puts_no_other_in_its_place_offers_none(text: str) -> None:
    found = read(text)
    assert (found.vote, found.vote_proposed) == ("", "")


@pytest.mark.parametrize(
    "text",
    [
        "abstain, not my area",
        "abstain. No preference, thanks",
        "abstain, I don't know enough about this",
        "弃权，这块我不熟",
        "弃权，不归我管",
        "弃权，没意见，谢谢",
    ],
)
def test_why_somebody_abstains_may_stand_behind_it(text: str) -> None:
    found = read(text)
    assert (found.vote, found.doubt) == ("abstain", "")


@pytest.mark.parametrize(
    "text", ["abstain, but A is cheap", "abstain, not my department?", "弃权，但是A便宜", "不弃权，我懂"]
)
def test_another_word_leaves_it_open(text: str) -> None:
    assert read(text).vote == ""


@pytest.mark.parametrize(("text", "key"), [("选市民大厅，干净", "B"), ("A, better quality", "A")])
def test_what_is_good_about_it_is_accounted_for(text: str, key: str) -> None:
    assert (read(text).vote, read(text).doubt) == (key, "")


@pytest.mark.parametrize("text", ["选市民大厅，不干净", "A, not a better quality"])
def test_what_is_not_good_about_it_is_no_vote(text: str) -> None:
    assert read(text).vote == ""
