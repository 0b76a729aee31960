"""Another of the writer's items as the topic of a clause: what is said of it is noted on no item before it."""

from datetime import date
from typing import Literal

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

STAGE = ("Costume alterations", "Wigs order", "Shoes for chorus")
STUDIO = ("Boss concept art", "Idle animation", "Trailer storyboard")
KITCHEN = ("Autumn menu card", "Fridge repair", "Allergen list")


def _read(titles: tuple[str, ...], text: str) -> Understanding:
    items = tuple(
        Item(ref=f"A{number}", title=title, number=number, due=date(2027, 9, 20 + number))
        for number, title in enumerate(titles, 1)
    )
    written = date(2027, 9, 16)
    locale: Literal["zh", "en"] = "en" if text.isascii() else "zh"
    return understand(
        new_text(text), ReplyContext(items=items, locale=locale, written=written, minutes="M1", answers_ours=True)
    )


@pytest.mark.parametrize(
    ("titles", "text"),
    [
        (STAGE, "1 done. About the wigs, we wait for the delivery"),
        (STAGE, "Costumes are done. Shoes still have to be measured"),
        (STUDIO, "Animation is 80 percent. About the trailer, it is too early."),
        (STUDIO, "2 is 80 percent. As for the trailer, it is too early to say."),
        (KITCHEN, "menu card finished. Fridge technician come tomorrow, then I say you."),
    ],
)
def test_what_is_said_of_another_is_noted_and_asked_for_on_none_before(titles: tuple[str, ...], text: str) -> None:
    found = _read(titles, text)
    first = next(ref for one in found.clauses for ref in one.refs)
    assert not any(one.note for one in found.updates if one.ref == first)
    assert not found.requests
    assert not any(one.ask for one in found.proposals)


@pytest.mark.parametrize(
    ("titles", "text", "note"),
    [
        (STAGE, "1 done. The costume for Anna was the last one", "The costume for Anna was the last one"),
        (STUDIO, "2 in progress. The frames take longer than planned", "The frames take longer than planned"),
        (KITCHEN, "2 done. The technician was here on Monday", "The technician was here on Monday"),
    ],
)
def test_what_is_said_of_the_same_item_stays_its_note(titles: tuple[str, ...], text: str, note: str) -> None:
    assert [one.note for one in _read(titles, text).updates if one.note] == [note]


def test_another_day_is_offered_of_the_topic() -> None:
    text = (
        "Animation is 80 percent. About the trailer, I'm sorry but I can't finish until 25th. I would like 2 October."
    )
    asked = [(one.ref, one.due) for one in _read(STUDIO, text).proposals if one.ask]
    assert asked == [("A3", date(2027, 10, 2))]


TRAVEL = ("设计云南五日行程", "更新官网图片", "比较地接社报价")


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("云南的行程我已经做完了啊", ["A1"]),
        ("官网的图片的话呢做完了", ["A2"]),
        ("地接社的报价比完了", ["A3"]),
        # another thing than the title has, another order, and none of its own
        ("云南的机票我做完了", []),
        ("行程的云南我做完了", []),
        ("云南的行程快做完了啊", []),
        ("云南的行程呢？", []),
        ("官网图片的话呢？", []),
    ],
)
def test_parts_of_a_title_with_a_particle_between_or_behind_them_name_it(text: str, done: list[str]) -> None:
    found = _read(TRAVEL, text)
    assert [one.ref for one in found.updates if one.status == "done"] == done
    assert bool(done) or not any(one.status == "done" for one in found.proposals)
