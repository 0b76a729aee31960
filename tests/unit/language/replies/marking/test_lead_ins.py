"""What announces an answer before a colon, with when or from where it is written, leaves it as certain as it is."""

from datetime import date
from typing import Literal

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

TITLES = {
    "en": (("Close out the Miller file", "report"), ("Summarize storm claims", "summary"), ("Repair the swings", "")),
    "zh": (("设计云南五日行程", "行程单"), ("更新官网图片", "图片"), ("比较地接社报价", "比价表")),
}


def _read(text: str) -> Understanding:
    locale: Literal["zh", "en"] = "en" if text.isascii() else "zh"
    items = tuple(
        Item(ref=f"A{n}", title=title, number=n, due=date(2026, 3, 5 + n), deliverable=thing)
        for n, (title, thing) in enumerate(TITLES[locale], 1)
    )
    people = ("Carla Voss", "江波")
    return understand(
        new_text(text),
        ReplyContext(items=items, locale=locale, written=date(2026, 3, 4), minutes="M1", people=people),
    )


def _done(found: Understanding) -> list[str]:
    return [one.ref for one in found.updates if one.status == "done"]


@pytest.mark.parametrize(
    ("text", "done"),
    [
        (
            "Hi Frank, quick update before I go: the Miller file is closed out and the report is in the shared drive.",
            ["A1"],
        ),
        ("Just a quick update before I log off: Miller file is closed", ["A1"]),
        ("A quick note before I leave: storm claims are summarised", ["A2"]),
        ("Hope you're well. Quick update from my side:\n1 done\n2 done", ["A1", "A2"]),
        # another verb for the same deed, and one of two words
        ("Swings are fixed, photos attached.", ["A3"]),
        ("The swings are mended", ["A3"]),
        ("the Miller file is now closed out", ["A1"]),
        # where the thing is
        ("Storm claims are summarized and the summary is in the folder", ["A2"]),
        ("1 is done and the file is on your desk", ["A1"]),
    ],
)
def test_what_follows_counts(text: str, done: list[str]) -> None:
    assert _done(_read(text)) == done


@pytest.mark.parametrize(
    "text",
    [
        # whose words, whether it is said at all, and what is still to come
        "Update from Carla: Miller file is closed",
        "Update from legal: Miller file is closed",
        "Draft update before we agree: Miller file is closed",
        "Quick question before I head out: is the Miller file closed?",
        "What I will send before I head out: Miller file is closed",
        "Quick update if we agree: Miller file is closed",
        "Quick update, not final: Miller file is closed",
        "江波那边的进展：云南行程做完了",
        # no deed of the title, or less than it
        "the Miller file is nearly closed out",
        "the Miller file will be closed out",
        "Swings are fixed to the ground",
        "Swings are fixed except the chains",
        "Swings are fixed, but squeaking",
        "Swings will be fixed tomorrow",
        "The Miller file is fixed",
        # where the thing is not
        "The Miller file is closed and the report is not in the drive",
        "The Miller file is closed and the report is still open",
    ],
)
def test_what_is_of_others_or_still_to_come_does_not(text: str) -> None:
    assert _done(_read(text)) == []


def test_from_me_is_a_lead_in_only_before_a_colon() -> None:
    assert _read("Agreed, no changes from me.").sign_off == "agreed"
