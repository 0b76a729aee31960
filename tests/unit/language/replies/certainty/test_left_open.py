"""What stands beside a status and nobody read leaves it open: it is proposed, and nothing is applied."""

import pytest

from collabtui.domain.mail.reply import Understanding
from collabtui.language.replies.understand import understand
from support.families import MEETING_DAY, applied, context, proposed
from support.written_replies import new_text


def _of_bob(text: str, answers: str = "minutes") -> Understanding:
    return understand(new_text(text), context("bob", MEETING_DAY.replace(day=9), answers))


def _of_zhang(text: str, answers: str = "minutes") -> Understanding:
    return understand(new_text(text), context("zhang", MEETING_DAY.replace(day=9), answers))


@pytest.mark.parametrize(
    "text",
    [
        "1 is done. NOT!",
        "1 is done. Wrong list.",
        "1 is done\nforget it",
        "1 is done, as Tom wrote",
        "1 is done, for project X",
        "1 is done, next week",
        "1 is done, awaiting sign-off",
        "1 is done, draft",
        "to be confirmed: 1 is done",
        "1 done, 2 done... is what I would love to write one day",
    ],
)
def test_a_short_remark_beside_a_status_leaves_it_open(text: str) -> None:
    found = _of_bob(text)
    assert not [one for one in found.updates if one.status]
    assert found.doubt


@pytest.mark.parametrize("text", ["1 已完成，我猜", "1 已完成，系统显示", "待确认：1 已完成"])
def test_a_short_remark_in_chinese_does_so(text: str) -> None:
    found = _of_zhang(text)
    assert not [one for one in found.updates if one.status]
    assert "A1 done 100" in proposed(found)


@pytest.mark.parametrize("text", ["1 done. P.S. the door code has changed", "1 is done. 2 is at 60%", "1 done, thanks"])
def test_what_is_about_something_else_leaves_it_alone(text: str) -> None:
    assert "A6 done 100" in applied(_of_bob(text))


@pytest.mark.parametrize(
    "text",
    [
        "From the vendor's status page:\nChecklist: done\nVenue: 60%",
        "Tom's update below\n1 done\n2 60%",
        "What I'd like to read on Friday:\n1 done\n2 done",
        "FYI, the weekly of the Claims desk:\n1 Cargo survey - done\n2 Salvage report - 60%",
    ],
)
def test_rows_under_a_heading_that_nobody_read_are_proposed(text: str) -> None:
    assert not [one for one in _of_bob(text).updates if one.status]


@pytest.mark.parametrize("text", ["小王的周报\n1 已完成\n2 70%", "验收标准\n1 完成", "理想状态：1 完成，2 完成"])
def test_so_are_rows_under_one_in_chinese(text: str) -> None:
    assert not [one for one in _of_zhang(text).updates if one.status]


@pytest.mark.parametrize("text", ["Weekly report\n1 done", "Status of this week:\n1 done", "Hi all,\n1 done"])
def test_rows_under_a_heading_of_ones_own_are_applied(text: str) -> None:
    assert "A6 done 100" in applied(_of_bob(text))


@pytest.mark.parametrize(
    "text",
    [
        "1 blocked my calendar",
        "2 on hold music for an hour",
        "venue on hold for us",
        "1 done over again",
        "I get 1 done",
    ],
)
def test_a_verb_with_an_object_or_a_shade_is_proposed_at_most(text: str) -> None:
    assert not [one for one in _of_bob(text).updates if one.status]


def test_a_standstill_keeps_its_share() -> None:
    assert "A2 blocked 40" in applied(_of_zhang("第2项做到40%卡住了"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("项|目标|实际\n接口文档|100%|80%\n测试报告|50%|\n登录缺陷||30%", {"A1 in-progress 80", "A3 in-progress 30"}),
        ("項目｜計畫｜實際\nA1 接口文檔｜100%｜90%", {"A1 in-progress 90"}),
    ],
)
def test_blank_cells_keep_the_others_in_their_columns(text: str, expected: set[str]) -> None:
    assert applied(_of_zhang(text)) == expected


@pytest.mark.parametrize(
    ("text", "fact"), [("搞定，昨晚发的", "A1 done 100"), ("不归我了，转给设计部小吴", "A1 reassign")]
)
def test_a_reminder_of_several_is_about_what_is_due(text: str, fact: str) -> None:
    found = understand(new_text(text), context("zhang", MEETING_DAY.replace(day=13), "reminder"))
    assert fact in proposed(found)
    assert not found.updates


def test_a_length_behind_back_is_counted() -> None:
    assert "A7 postpone 2026-03-18" in applied(_of_bob("pushing 2 back by two days"))


@pytest.mark.parametrize(
    ("text", "answer"),
    [("My team will be there", "accepted"), ("Apologies from me", "declined"), ("Attending to it", "")],
)
def test_whom_an_answer_to_an_invitation_is_about(text: str, answer: str) -> None:
    found = _of_bob(text, "invitation")
    assert found.rsvp is None
    assert not answer or f"rsvp:{answer}" in proposed(found)


def test_a_status_behind_a_risk_is_proposed() -> None:
    found = _of_bob("Please record a risk: the square may be fenced off. Otherwise item 1 is done.")
    assert {"risk", "A6 done 100"} <= proposed(found)


def test_of_what_else_stands_behind_a_risk_a_wish_is_proposed_and_a_remark_is_not() -> None:
    asks = _of_bob("Please record a risk: the square may be fenced off. Item 1 needs until 20 March.")
    assert {"risk", "A6 postpone 2026-03-20"} <= proposed(asks)
    tells = _of_bob("Please record a risk: the square may be fenced off. Item 1 is a nice list.")
    assert proposed(tells) == {"risk"}


def test_an_acceptance_may_promise_to_be_in_time() -> None:
    assert "A1 accept" in applied(_of_zhang("收到，会按时"))
