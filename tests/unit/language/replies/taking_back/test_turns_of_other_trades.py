"""Causes for which replies of strangers were misread: a table of own examples for each, of a nursery and a ferry line,
with neighbours that must not be read so."""

from datetime import date
from typing import Literal

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding, read_within
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

WEDNESDAY = date(2027, 9, 15)
ITEMS = {
    "en": (("Ferry timetable", "timetable"), ("Gangway survey", "survey report"), ("Crew uniforms", "uniforms")),
    "zh": (("温室滴灌检修", "检修单"), ("苗木病害检测", "检测报告"), ("标牌制作", "标牌")),
}
DUE = (date(2027, 9, 17), date(2027, 9, 20), date(2027, 9, 22))


def understood(
    text: str, *, minutes: bool = True, items: int = 3, locale: Literal["", "en", "zh"] = ""
) -> Understanding:
    of = locale or ("en" if text.isascii() else "zh")
    listed = tuple(
        Item(ref=f"A{number}", title=title, deliverable=thing, number=number, due=due)
        for number, ((title, thing), due) in enumerate(zip(ITEMS[of][:items], DUE, strict=False), 1)
    )
    situation = ReplyContext(
        items=listed,
        locale=of,
        written=WEDNESDAY,
        hour=10,
        minutes="M1" if minutes else None,
        people=("孙丽", "Dana Reed"),
        answers_ours=True,
    )
    return understand(new_text(text), situation)


def outcome(found: Understanding) -> list[str]:
    """What is done, what is asked for, and behind `?` what is proposed; notes are not told."""
    updates = [f"{one.ref} {one.status} {one.percent or ''}".strip() for one in found.updates if one.status]
    requests = [f"{one.ref or ''} {one.ask} {one.to or one.due or ''}".strip() for one in found.requests]
    proposed = [
        f"? {one.ref or ''} {one.ask or one.status} {one.to or one.due or one.percent or ''}".strip()
        for one in found.proposals
    ]
    return [*updates, *requests, *([f"signed {found.sign_off}"] if found.sign_off else []), *proposed]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 昨晚通了，今早又断", []),
        ("1 前天修好了，今天又漏水了", []),
        ("1 昨天弄好了，下午又跳闸", []),
        ("1 修好了，结果又报警", []),
        ("1 昨晚修好了", ["A1 done 100"]),
        ("1 修好了，昨天又检查了一遍", ["? A1 done 100"]),
    ],
)
def test_what_broke_again_is_not_offered_as_done(text: str, expected: list[str]) -> None:
    assert outcome(understood(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3 给外包了", ["? A3 in-progress"]),
        ("标牌制作交给外包了", ["? A3 in-progress"]),
        ("2 已送检，等结果", ["? A2 in-progress"]),
        ("2 sent to the lab, no result yet", ["? A2 in-progress"]),
        ("3 打包给您了", ["A3 done 100"]),
    ],
)
def test_work_that_others_have_begun_is_in_progress(text: str, expected: list[str]) -> None:
    assert outcome(understood(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3 何老师说她已经做了，你问问她", []),
        ("3 Anna says she has already ordered them, ask her", []),
        ("周姐，1我已经跟农资公司说好了", []),
        ("3 何老师说他接手了", ["? A3 reassign"]),
        ("周姐，2转给孙丽", ["A2 reassign 孙丽"]),
    ],
)
def test_what_another_did_or_settled_hands_nothing_over(text: str, expected: list[str]) -> None:
    assert outcome(understood(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("周姐，1修好了", ["A1 done 100"]),
        ("许工，1还没修好", []),
        ("周姐都修好了", []),
    ],
)
def test_who_is_called_by_name_before_a_comma_is_addressed(text: str, expected: list[str]) -> None:
    assert [one for one in outcome(understood(text)) if not one.startswith("?")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1还在修，2和3是一回事吧？合并算了", []),
        ("3 取消算了吧", ["? A3 cancel"]),
        ("3 取消算了", ["? A3 cancel"]),
        ("3 合并了", ["A3 done 100"]),
    ],
)
def test_what_is_suggested_is_not_done(text: str, expected: list[str]) -> None:
    assert [one for one in outcome(understood(text)) if "in-progress" not in one] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1改到26号，不对，27号。2已完成。哦不是，2没完。", ["? A1 postpone 2027-09-27"]),
        ("1 改到26号，写错了，27号。2已完成。", ["A2 done 100", "? A1 postpone 2027-09-27"]),
        ("Move 1 to the 26th, no, the 27th.", ["? A1 postpone 2027-09-27"]),
        ("Move 1 to the 26th. No budget for 3.", ["A1 postpone 2027-09-26"]),
        ("1完成。写错了，2完成", ["? A2 done 100"]),
    ],
)
def test_a_repair_ends_with_its_value(text: str, expected: list[str]) -> None:
    assert outcome(understood(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The gangway is done", ["A2 done 100"]),
        ("Done the lot bar the gangway", ["A1 done 100", "A3 done 100"]),
        ("All done except the gangway", ["A1 done 100", "A3 done 100"]),
        ("Crew have finished their lunch", []),
    ],
)
def test_the_noun_that_begins_a_title_names_it(text: str, expected: list[str]) -> None:
    assert outcome(understood(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 is at the printer, proofs we become until Friday", []),
        ("1: I need it until 24 Sept", ["A1 postpone 2027-09-24"]),
    ],
)
def test_a_day_that_is_not_behind_the_due_date_is_no_later_one(text: str, expected: list[str]) -> None:
    assert [one for one in outcome(understood(text)) if "postpone" in one] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gangway survey: Dana Reed offered to take this over and I've agreed", ["? A2 reassign Dana Reed"]),
        ("2 客户要求下周再测，我们同意了", []),
        ("1 done. I agree.", ["A1 done 100", "signed agreed"]),
        ("1 is done and I agree with the minutes", ["A1 done 100", "signed agreed"]),
    ],
)
def test_what_was_agreed_to_behind_an_item_signs_no_minutes(text: str, expected: list[str]) -> None:
    assert [one for one in outcome(understood(text)) if "postpone" not in one] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Re item 2, that was due 20 Sept.", []),
        ("Re item 2, that was due 21 Sept.", ["?  correct"]),  # which is not the day it has
        ("Kindly note that Sl. No. 1 and 2 have been completed.", ["A1 done 100", "A2 done 100"]),
        ("Sr. No. 3 is done", ["A3 done 100"]),
    ],
)
def test_an_item_that_is_quoted_by_its_day_or_number_corrects_nothing(text: str, expected: list[str]) -> None:
    assert outcome(understood(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("滴灌修好了 苗木下礼拜一测 标牌还没排上", ["A1 done 100", "? A3 not-started"]),
        ("标牌下礼拜一做 滴灌的水泵坏了在等配件 估计得拖一周", ["? A1 postpone 2027-09-24"]),
        ("苗木测完了 标牌没弄", ["A2 done 100"]),
        ("滴灌 苗木 标牌", []),
    ],
)
def test_a_blank_between_clauses_that_name_an_item_is_a_mark(text: str, expected: list[str]) -> None:
    assert outcome(understood(text)) == expected


@pytest.mark.parametrize("day", ["16", "24"])
def test_a_clause_with_a_day_beside_what_is_offered_is_shown(day: str) -> None:
    found = understood(f"标牌到货150块，还差50块，厂家答应{day}号补齐")
    clause = next(one for one in found.clauses if one.text == f"厂家答应{day}号补齐" and one.strength != "propose")
    offered = [one.due for one in found.proposals if one.ask == "postpone"]
    assert read_within(clause, found.clauses) is None or offered == [date(2027, 9, int(day))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1修好了，怎么还催", ["A1 done 100"]),
        ("怎么还催，1修好了", ["A1 done 100"]),
        ("1 done, finally!", ["A1 done 100"]),
        ("1 is done since Monday, I just forgot to tell you.", ["A1 done 100"]),
        ("2 is actually done, tested and everything.", ["A2 done 100"]),
        ("1是的，已经修好了", ["A1 done 100"]),
        ("三项都搞定了，可以 close", ["A1 done 100", "A2 done 100", "A3 done 100"]),
    ],
)
def test_chatter_is_no_note_and_holds_nothing_up(text: str, expected: list[str]) -> None:
    found = understood(text)
    assert outcome(found) == expected
    assert not any(one.note for one in found.updates)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("1修好了，忘了拍照", "忘了拍照"),
        ("1 done, forgot to tell you about the piers", "forgot to tell you about the piers"),
    ],
)
def test_what_tells_more_than_chatter_stays_a_note(text: str, note: str) -> None:
    assert [one.note for one in understood(text).updates if one.note] == [note]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2干了一半", ["A2 in-progress 50"]),
        ("2 干了六成", ["A2 in-progress 60"]),
        ("3要延去9月25號", ["A3 postpone 2027-09-25"]),
        ("3 押后到9月25号", ["A3 postpone 2027-09-25"]),
        ("1 settle 了", ["A1 done 100"]),
        ("I have made the gangway survey already.", ["A2 done 100"]),
        ("I have not made the gangway survey", ["? A2 not-started"]),
        ("3 won't do", ["? A3 cancel"]),
        ("3 won't do - we're not replacing them", ["? A3 cancel"]),
        ("3 won't do before Friday", []),
        ("标牌：1/2", ["? A3 in-progress 50"]),
        ("Gangway survey: 3/4", ["? A2 in-progress 75"]),
        ("标牌：9/25", ["A3 postpone 2027-09-25"]),
    ],
)
def test_short_words_for_a_state_or_a_wish(text: str, expected: list[str]) -> None:
    assert outcome(understood(text)) == expected
