"""Items that are counted as days are, 3号完成, are those of the mail where a line consists of such counts."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

_TITLES = ("编写培训教材", "预订培训教室", "邀请外部讲师", "统计参训名单")


def read(text: str, *, count: int = 4, item: str | None = None) -> Understanding:
    items = tuple(
        Item(ref=f"A{n}", title=title, number=n, due=date(2026, 3, 14 + n))
        for n, title in enumerate(_TITLES[:count], 1)
    )
    situation = ReplyContext(items=items, locale="zh", written=date(2026, 3, 11), hour=9, minutes="M1")
    return understand(new_text(text, item), situation)


def told(found: Understanding) -> list[str]:
    return [f"{one.ref} {one.status or one.note}" for one in found.updates] + [
        f"{one.ref} {one.ask}" for one in found.requests
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3号已完成，2号没问题", ["A3 done", "A2 None"]),
        ("1号取消，3号60%", ["A3 in-progress", "A1 cancel"]),
        ("3号完成，4号60%", ["A3 done", "A4 in-progress"]),
        ("李工好，1号做完了，2号卡住了", ["A1 done", "A2 blocked"]),
        ("1号80%，2号一半", ["A1 in-progress", "A2 in-progress"]),
        ("1号和3号完成，2号延期到3月20日", ["A1 done", "A3 done", "A2 postpone"]),
        ("三号四号完成，一号跟二号先放放", ["A3 done", "A4 done", "A1 先放放", "A2 先放放"]),
        ("1号完成\n3号完成", ["A1 done", "A3 done"]),
    ],
)
def test_they_are_the_items_of_the_mail(text: str, expected: list[str]) -> None:
    found = read(text)
    assert told(found) == expected
    assert (found.proposals, found.doubt) == ((), "")


@pytest.mark.parametrize(
    "text",
    [
        "3号前完成",
        "3号之前完成",
        "4月3号完成",
        "15号完成",
        "3号能完成",
        "3号楼完成",
        "3号左右完成",
        "3号交",
        "1 教材\n3号完成",
        "教材：3号开始，4号完成",
        "教材3号完成",
        "教材，3号完成",
        "我3号仓",
        "3号完成，3号没完成",
    ],
)
def test_a_day_is_none(text: str) -> None:
    assert "A3 done" not in told(read(text))
    assert "A4 done" not in told(read(text))


def test_a_question_mark_that_was_spoken_keeps_to_its_item() -> None:
    found = read("一号完成 二号问号 三号没开始")
    assert told(found)[0] == "A1 done"
    assert "A2" not in {one.ref for one in found.proposals} | {one.ref for one in found.updates}


@pytest.mark.parametrize("text", ["2号问号", "2问号", "教室问号", "第2项问号"])
def test_an_item_with_a_spoken_question_mark_is_a_question(text: str) -> None:
    found = read(text)
    assert (found.updates, found.requests, found.doubt) == ((), (), "question")


@pytest.mark.parametrize("text", ["3号完成", "3号已完成。", "三号做完了", "3号搞定", "李工好，3号完成了", "3号已提交"])
def test_one_alone_is_asked_back(text: str) -> None:
    found = read(text)
    assert [(one.ref, one.status) for one in found.proposals] == [("A3", "done")]
    assert (found.updates, found.requests) == ((), ())


def test_of_one_item_and_under_an_item_it_is_a_day() -> None:
    assert told(read("1号完成", count=1)) != ["A1 done"]
    assert "A3 done" not in told(read("3号完成", item="A1"))
