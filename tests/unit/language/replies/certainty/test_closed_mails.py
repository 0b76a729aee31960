"""What a reply says is applied only where each word of its mail is listed for its place; else it is proposed."""

from datetime import date

import pytest

from collabtui.language.replies.understand import understand
from support.families import applied, context, proposed
from support.written_replies import new_text

PROPOSED = {
    "Kind regards from a finished checklist": "A6 done 100",
    "Cheers to a booked venue": "A7 done 100",
    "1 sent to hell": "A6 done 100",
    "checklist 50% off": "A6 in-progress 50",
    "contract signed out": "A7 done 100",
    "Numbers for the Leeds people:\n1 done": "A6 done 100",
    "1 done, it ate all": "A6 done 100",
    "1 done\n2:30 needs Grace": "A6 done 100",
    "2 blocked, 40% of the rent is open": "A7 blocked",
    "1 65%. Correction to myself: 55%.": "A6 in-progress 65",
    "What the Leeds team sent for their launch:\nVenue signed": "A7 done 100",
}
APPLIED = {
    "1 done": "A6 done 100",
    "1 done, see attached": "A6 done 100",
    "1 done, 2 is still with legal": "A6 done 100",
    "1 done. P.S. the door code has changed": "A6 done 100",
    "Weekly report\n1 done": "A6 done 100",
    "No | Item | Status | Remarks\n2 | venue | in progress | 75%": "A7 in-progress 75",
    "1 done, checklist is ready": "A6 done 100",
    "Hi Wang Fang,\n1 done.\nThanks,\nBob": "A6 done 100",
    "1 done, 2 at 60%": "A6 done 100",
    "1: done\n2: in progress, 40%": "A7 in-progress 40",
    "1: done\n2: done-ish, needs Grace's eyes": "A6 done 100",
    "1 done 2 I wish": "A6 done 100",
    "Second one done. For the first I'm stuck on the NDA": "A7 done 100",
    "Number 1 is done, and number 2 got cancelled by the branches": "A6 done 100",
    "1 finished yesterday, file attached": "A6 done 100",
    "Both done": "A6 done 100",
    "Both of my items are complete.": "A7 done 100",
    "All of my items are complete": "A6 done 100",
    "我手上两项都完成了": "A7 done 100",
    "1 60%, report on Friday": "A6 in-progress 60",
    "My answers:\n1 done": "A6 done 100",
    "1 done\n7 done?": "A6 done 100",
    "Ｈｉ,\n１ ｄｏｎｅ\nＢｏｂ": "A6 done 100",
    "李总好，\n1 完成了，谢谢": "A6 done 100",
    "收到。1 做完了，2 进行中 30%": "A6 done 100",
    "1 blocked: supplier has not answered": "A6 blocked",
    "1 in progress, on track": "A6 in-progress",
    "1 done. Let me know if you need anything else.": "A6 done 100",
    "2 is about half done": "A7 in-progress 50",
    "1 受阻，供应商没回复": "A6 blocked",
    "Hello all,\n\n1 done, sent it to you yesterday.\n\nBest regards,\nBob Smith": "A6 done 100",
    "Agreed. 1 done.": "A6 done 100",
    "同意纪要。1 已完成。": "A6 done 100",
}
"""The commonest answers: an office that had to confirm these would read no answers by program."""


def _said(text: str, *, person: str = "bob") -> tuple[frozenset[str], frozenset[str]]:
    found = understand(new_text(text), context(person, date(2026, 3, 9), "minutes"))
    return applied(found), proposed(found)


@pytest.mark.parametrize(("text", "fact"), PROPOSED.items())
def test_what_stands_beside_an_unlisted_word_is_proposed(text: str, fact: str) -> None:
    done, asked = _said(text)
    assert fact not in done
    assert fact in asked


@pytest.mark.parametrize(("text", "fact"), APPLIED.items())
def test_what_stands_beside_listed_words_is_applied(text: str, fact: str) -> None:
    assert fact in _said(text)[0]


def test_a_standstill_and_its_share_are_one_proposal() -> None:
    assert "A2 blocked 40" in _said("压测受阻，目前停在40%，机房停电维护", person="zhang")[1]


@pytest.mark.parametrize("text", ["2 老客户数据迁到45%", "第三会议室已完成"])
def test_a_note_that_holds_a_share_or_counts_things_waits(text: str) -> None:
    found = understand(new_text(text), context("zhang", date(2026, 3, 9), "minutes"))
    assert (applied(found), bool(found.doubt)) == (frozenset(), True)


def test_that_one_is_postponed_by_its_length() -> None:
    assert "A3 postpone 2026-03-27" in _said("登录缺陷那个推迟一周", person="zhang")[0]


def test_a_report_that_is_enclosed_leaves_a_status_alone() -> None:
    assert "A1 done 100" in _said("1 已完成，报告见附件", person="zhang")[0]
