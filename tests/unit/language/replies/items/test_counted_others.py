"""So many others: 另外两项, other two. They are those that are left, where there are as many."""

import json
from datetime import date

import pytest

from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.replies.understand import understand
from support.families import applied, proposed
from support.labelled_replies import DATA
from support.written_replies import new_text

SITUATIONS = json.loads((DATA / "situations.json").read_text("utf-8"))


def _read(text: str) -> tuple[frozenset[str], frozenset[str]]:
    situation = ReplyContext.model_validate(SITUATIONS["en4-nouns" if text.isascii() else "zh4-nouns"])
    found = understand(new_text(text), situation.model_copy(update={"written": date(2026, 3, 4)}))
    return applied(found), proposed(found)


LEFT_IN_WORK = {"A1 done 100", "A2 done 100", "A3 in-progress", "A4 in-progress"}


@pytest.mark.parametrize(
    "text",
    [
        "1、2完成，另外两项在做",
        "1、2完成，另两项在做",
        "1、2完成，另外两个还在做",
        "1、2完成，另外俩在做",
        "1、2完成，其他两项在做",
        "1 and 2 done, the other two in progress",
        "1 and 2 done, other two in progress",
        "1 and 2 are done, the other two are in progress",
    ],
)
def test_they_are_those_that_are_left(text: str) -> None:
    assert _read(text)[0] == LEFT_IN_WORK


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("1、2、3完成，另外一项在做", {"A1 done 100", "A2 done 100", "A3 done 100", "A4 in-progress"}),
        ("1、2完成，另外两项做到一半", {"A3 in-progress 50", "A4 in-progress 50"}),
        ("1、2完成，另外两项要延到3月20日", {"A3 postpone 2026-03-20", "A4 postpone 2026-03-20"}),
        ("1 and 2 done, other two by 20 March", {"A3 postpone 2026-03-20", "A4 postpone 2026-03-20"}),
    ],
)
def test_whatever_is_said_of_them(text: str, facts: set[str]) -> None:
    assert facts <= _read(text)[0]


@pytest.mark.parametrize(
    "text",
    [
        "1、2完成，另外三项在做",
        "1、2完成，另外一项在做",
        "1、2完成。另外，两项在做",
        "1、2完成，另外两个问题想请教",
        "1、2完成，另外两点：会议室要换，茶歇要加",
        "1、2完成，另外两家供应商在谈",
        "1 done, the other two in progress",
        "1 and 2 done, two other people in progress",
    ],
)
def test_others_than_those_that_are_left_are_none_of_them(text: str) -> None:
    asked, offered = _read(text)
    statuses = {one for one in asked if one.startswith(("A3", "A4"))}
    assert not statuses
    assert not {one for one in offered if one.startswith("A4")}
