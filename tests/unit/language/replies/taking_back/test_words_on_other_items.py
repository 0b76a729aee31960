"""What is said of another item, of all but one or of all in passing is not kept beside the wrong one, nor lost."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

_ZH = (("确定厨具供应商", "供应商合同"), ("采购餐桌椅", "到货单"), ("申请卫生许可", "许可证"), ("制定新菜单", "菜单"))
_EN = (
    ("Write the product pages", "page texts"),
    ("Choose the photo agency", "signed contract"),
    ("Migrate the customer list", "import report"),
    ("Train the shop staff", "attendance list"),
)


def _understood(text: str, *, invited: bool = False) -> Understanding:
    titles = _EN if text.isascii() else _ZH
    items = tuple(
        Item(ref=f"A{n}", title=title, number=n, due=date(2026, 3, 12 + n), deliverable=thing)
        for n, (title, thing) in enumerate(titles, 1)
    )
    situation = ReplyContext(
        items=() if invited else items,
        locale="en" if text.isascii() else "zh",
        written=date(2026, 3, 10),
        hour=10,
        minutes=None if invited else "M1",
        invitation=invited,
        answers_ours=True,
        people=("梁浩",) if invited else (),
    )
    return understand(new_text(text), situation)


def _notes(found: Understanding) -> dict[str, str]:
    return {one.ref: one.note for one in found.updates if one.note}


@pytest.mark.parametrize(
    "text",
    [
        "1+2 done, 3/4 waiting for Mary",
        "1 done; let us shelve 4 for now",
        "3 done, putting the others aside",
        "1 done; could we talk about 4 some time",
        "1 done, rest paused",
        "4 complete, 1 along with 2 waits for legal",
        "Yet another four things on my plate. 1 is finished.",
        "Brilliant, another four tasks, exactly what I was missing. 1 is done.",
        "Super, all four on the same day, just what I needed. 1 complete.",
        "四个任务都压我头上，真行。1已完成",
        "二、四已完成；一同三下周再说",
    ],
)
def test_words_on_another_item_or_on_all_in_passing_wait(text: str) -> None:
    found = _understood(text)
    assert _notes(found) == {}
    assert found.doubt


@pytest.mark.parametrize(
    ("text", "noted"),
    [
        ("Agency: dropped, no budget. Training: starts Monday.", "Training: starts Monday"),
        (
            "Agency: please drop it, we have our own. Training: room booked for 24 March.",
            "Training: room booked for 24 March",
        ),
    ],
)
def test_what_is_headed_by_another_item_is_its_note(text: str, noted: str) -> None:
    assert _notes(_understood(text)) == {"A4": noted}


@pytest.mark.parametrize(
    ("text", "done", "noted"),
    [
        ("二和四完成了，一跟三等我下周二再说", {"A2", "A4"}, {"A1", "A3"}),
        ("一和三做完，二跟四还在等领导批", {"A1", "A3"}, {"A2", "A4"}),
        ("二和三完成，一及四等通知", {"A2", "A3"}, {"A1", "A4"}),
    ],
)
def test_numerals_that_a_word_joins_begin_what_is_said_of_them(text: str, done: set[str], noted: set[str]) -> None:
    found = _understood(text)
    assert {one.ref for one in found.updates if one.status == "done"} == done
    assert set(_notes(found)) == noted


@pytest.mark.parametrize(
    ("text", "noted"),
    [
        ("除了许可证那项还要等街道盖章，其余三项均已完成", {"A3": "许可证那项还要等街道盖章"}),
        ("除了菜单还要老板点头，其余都做完了", {"A4": "菜单还要老板点头"}),
        ("除桌椅在等物流外，其余三项全部完成", {"A2": "桌椅在等物流"}),
        ("除3还在等批复，其他均完成", {"A3": "还在等批复"}),
    ],
)
def test_what_is_said_of_the_one_left_out_is_kept_with_it(text: str, noted: dict[str, str]) -> None:
    found = _understood(text)
    assert _notes(found) == noted
    others = {"A1", "A2", "A3", "A4"} - set(noted)
    done = {one.ref for one in found.updates if one.status == "done"}
    assert done | {one.ref for one in found.proposals if one.status == "done"} == others


def test_what_is_put_aside_is_not_blocked() -> None:
    found = _understood("1完成，其余的先放着")
    assert not [one for one in found.updates if one.status == "blocked"]
    assert _notes(found) == dict.fromkeys(("A2", "A3", "A4"), "先放着")


@pytest.mark.parametrize("text", ["去不了[捂脸]让梁浩替我", "去不了😭梁浩替我去"])
def test_a_face_ends_what_is_said_before_it(text: str) -> None:
    found = _understood(text, invited=True)
    assert [(one.ask, one.to) for one in found.proposals] == [("declined", "梁浩")]


@pytest.mark.parametrize(
    ("text", "noted"),
    [
        ("2 done, waiting for 3 signatures", {"A2"}),
        ("Agency: in progress, two offers in", {"A2"}),
        ("all four waiting for the budget", {"A1", "A2", "A3", "A4"}),
        ("四项都在等法务", {"A1", "A2", "A3", "A4"}),
        ("1完成，四个人参加", {"A1"}),
        ("2 60%, the rest on Friday", {"A2"}),
    ],
)
def test_words_on_the_item_itself_are_kept_as_before(text: str, noted: set[str]) -> None:
    assert set(_notes(_understood(text))) == noted
