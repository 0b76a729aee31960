"""Turns of strangers' replies that were offered wrongly, kept with the wrong item or lost, with their neighbours."""

from datetime import date
from typing import Literal

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

_COUNCIL = ("Publish the agenda", "Notify the residents", "Book the hall", "Draft the letter")
_LAWYERS = ("Draft the witness statement", "File the disclosure list", "Instruct counsel")
_TESTERS = ("回归测试", "整理缺陷清单", "压测登录")
_PRINTERS = ("保养印刷机", "换滚筒", "训练新人")


def _read(text: str, titles: tuple[str, ...], answers: Literal["minutes", "reminder"] = "minutes") -> Understanding:
    items = tuple(
        Item(ref=f"A{n}", title=title, number=n, due=date(2026, 9, 18 + n)) for n, title in enumerate(titles, 1)
    )
    situation = ReplyContext(
        items=items,
        locale="en" if titles[0].isascii() else "zh",
        written=date(2026, 9, 16),
        hour=10,
        minutes="M1" if answers == "minutes" else None,
        answers_ours=True,
    )
    return understand(new_text(text), situation)


def _states(found: Understanding) -> list[str]:
    return [f"{one.ref} {one.status} {one.percent}" for one in found.updates if one.status]


def _notes(found: Understanding) -> list[str | None]:
    return [one.note for one in found.updates if one.note]


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("2.进行中 大概3成", ["A2 in-progress 30"]),
        ("2 完成3成", ["A2 in-progress 30"]),
        ("1做了8成半，2 5成", ["A1 in-progress 85", "A2 in-progress 50"]),
        ("3 30%→55%", ["A3 in-progress 55"]),
        ("1成本核算完了", []),
        ("2成稿了", []),
        ("3成功上线", []),
    ],
)
def test_tenths_may_be_written_as_digits(text: str, states: list[str]) -> None:
    assert _states(_read(text, _PRINTERS)) == states


@pytest.mark.parametrize(
    "text",
    [
        "Everything's done except the letter, which I'd like to move to Friday 25 September.",
        "All done except 4, which needs until 25 September.",
        "All done except 4 (needs until 25 September).",
    ],
)
def test_a_clause_that_goes_on_with_what_is_left_out_is_said_of_that(text: str) -> None:
    found = _read(text, _COUNCIL)
    assert _states(found) == ["A1 done 100", "A2 done 100", "A3 done 100"]
    assert [(one.ref, one.ask, one.due) for one in found.requests] == [("A4", "postpone", date(2026, 9, 25))]


@pytest.mark.parametrize("text", ["All done except 4, which is a lie.", "All done except 4, which is what you want."])
def test_what_may_take_back_the_rest_leaves_it_open(text: str) -> None:
    assert _states(_read(text, _COUNCIL)) == []


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("Disclosure list filed on Thursday. I instructed Ms Abara yesterday.", _LAWYERS),
        ("缺陷清单大概整理了一半，压测要等老白升级完服务器", _TESTERS),
    ],
)
def test_a_note_with_a_word_of_another_item_is_not_kept_with_the_one_before(text: str, titles: tuple[str, ...]) -> None:
    found = _read(text, titles)
    assert not [one for one in found.updates if one.ref == "A2" and one.note]
    assert "A2" in [one.ref for one in found.updates] + [one.ref for one in found.proposals]


def test_a_note_without_one_is() -> None:
    assert _notes(_read("Disclosure list filed on Thursday. The clerk has the copies.", _LAWYERS))
    assert _notes(_read("缺陷清单整理了一半，还差两个模块", _TESTERS)) == ["还差两个模块"]


@pytest.mark.parametrize("text", ["Will do it tomorrow, promise. Got tied up in court.", "Got sidetracked, sorry."])
def test_who_says_what_kept_him_is_not_offered_as_done(text: str) -> None:
    assert not [one for one in _read(text, ("Review the lease",), "reminder").proposals if one.status == "done"]


def test_who_had_somebody_do_it_hands_nothing_over() -> None:
    assert not [one for one in _read("2 我已经叫人去安排了", _PRINTERS).proposals if one.ask == "reassign"]


def test_what_is_seen_later_is_no_risk_and_the_new_day_is_asked_for() -> None:
    found = _read("2改成10月25日拆，如果法院周五前没裁定就再说", _PRINTERS)
    assert [(one.ref, one.ask, one.due) for one in found.requests] == [("A2", "postpone", date(2026, 10, 25))]
    assert not found.proposals


def test_courtesies_and_days_of_hong_kong_and_taiwan() -> None:
    assert _notes(_read("1完成，3听日交", _PRINTERS)) == ["听日交"]
    assert _states(_read("1同2已完成", _PRINTERS)) == ["A1 done 100", "A2 done 100"]
    assert _states(_read("1合同2已签", _PRINTERS)) == []
    assert _notes(_read("1完成，再麻烦您了", _PRINTERS)) == []


def test_a_face_between_two_clauses_parts_them() -> None:
    film = ("Install the camera", "Train the climbers", "Test the radio")
    assert _states(_read("Camera installed 👍 Climbers trained 🎉 radio test on Friday", film)) == [
        "A1 done 100",
        "A2 done 100",
    ]
    drawn = ("画主角立绘", "做活动海报", "出UI图标")
    found = _read("立绘被打回，要重画，估计周三能再交一版[捂脸] 海报ok了 图标没开始", drawn)
    assert not [one for one in found.proposals if one.ref == "A2" and one.ask]
    assert _states(_read("1 done 👍 2 👍", film)) == ["A1 done 100"]


def test_about_heads_an_item() -> None:
    found = _read("About 1: done. About 2: not finished yet. About 3: May I submit on 25 September?", _COUNCIL)
    assert _states(found) == ["A1 done 100"]
    assert [(one.ref, one.due) for one in found.requests] == [("A3", date(2026, 9, 25))]
    assert not _read("About 3 days late", _COUNCIL).requests
