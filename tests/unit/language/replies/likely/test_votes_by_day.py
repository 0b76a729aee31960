"""Votes for a choice by its day, by its place, or by a word in other characters than ours; all of them wait."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import AskedChoice, Asking, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

_DAYS = ("9月7日", "9月14日", "9月21日")
_ENGLISH_DAYS = ("7 March", "14 March", "21 March")
_HALLS = ("Town Hall", "St Anne's", "School gym")
_PAPERS = ("銅版紙", "道林紙", "再生紙")


def _vote(text: str, names: tuple[str, ...]) -> Understanding:
    choices = tuple(AskedChoice(key=key, text=name) for key, name in zip("ABC", names, strict=False))
    situation = ReplyContext(
        items=(),
        locale="en" if names[0].isascii() else "zh",
        written=date(2026, 9, 1),
        choices=choices,
        asking=Asking(kind="vote", name="Jo"),
    )
    return understand(new_text(text), situation)


@pytest.mark.parametrize(
    ("text", "names", "key"),
    [
        ("14号", _DAYS, "B"),
        ("14号那天吧，7号我们有行动", _DAYS, "B"),
        ("我选14号", _DAYS, "B"),
        ("7号不行，14号", _DAYS, "B"),
        ("the 14th", _ENGLISH_DAYS, "B"),
        ("14th please", _ENGLISH_DAYS, "B"),
        ("the 14th, the 7th clashes", _ENGLISH_DAYS, "B"),
        ("second option", _HALLS, "B"),
        ("I am for the second option", _HALLS, "B"),
        ("2nd option please", _HALLS, "B"),
        ("第三个方案", ("蓝", "橙", "绿"), "C"),
        ("道林", _PAPERS, "B"),
    ],
)
def test_the_one_choice_that_is_meant_is_offered(text: str, names: tuple[str, ...], key: str) -> None:
    found = _vote(text, names)
    assert (found.vote, found.vote_proposed) == ("", key)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("14号不行", _DAYS),
        ("14号，不行的话21号", _DAYS),
        ("14号或21号", _DAYS),
        ("除了14号都行", _DAYS),
        ("14号，21号也行", _DAYS),
        ("14号？", _DAYS),
        ("7号和14号", _DAYS),
        ("15号", _DAYS),
        ("the 14th or the 21st", _ENGLISH_DAYS),
        ("not the 14th", _ENGLISH_DAYS),
        ("the 14th doesn't work", _ENGLISH_DAYS),
        ("the third, not the second", _HALLS),
        ("I am not for the second option", _HALLS),
        ("my second choice would be the gym", _HALLS),
        ("不要道林紙", _PAPERS),
        ("2号", ("2 天", "3 天")),
    ],
)
def test_what_may_mean_another_is_not(text: str, names: tuple[str, ...]) -> None:
    found = _vote(text, names)
    assert (found.vote, found.vote_proposed) == ("", "")
