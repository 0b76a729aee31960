"""A note is put on an item only where no other item, and nothing but the item, can be meant."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text


def _understood(text: str, titles: tuple[str, ...], *, invited: bool = False) -> Understanding:
    items = tuple(
        Item(ref=f"A{at}", title=title, number=None if invited else at, due=date(2026, 3, 10))
        for at, title in enumerate(titles, 1)
    )
    situation = ReplyContext(
        items=items,
        locale="en" if titles[0].isascii() else "zh",
        written=date(2026, 3, 4),
        hour=10,
        invitation=invited,
        answers_ours=True,
        people=("王芳", "Bob"),
    )
    return understand(new_text(text), situation)


_SHOP = ("Order the cake", "Print the flyers", "Pick up the badges")
_FILM = ("订蛋糕", "打印传单", "剪视频")


@pytest.mark.parametrize(
    ("titles", "text"),
    [
        (_SHOP, "1 done 2 still printing 3 arriving tmrw"),
        (_SHOP, "1 done 2 printer is being repaired 3 the shop changed"),
        (_FILM, "1完成2还在等3在剪"),
        (_FILM, "1完成2还在等印厂3明天剪"),
    ],
)
def test_words_behind_the_next_number_are_noted_on_no_item_before_it(titles: tuple[str, ...], text: str) -> None:
    found = _understood(text, titles)
    assert [(one.ref, one.status) for one in found.updates] == [("A1", "done")]
    assert found.doubt


def test_a_number_that_counts_something_leaves_the_note_where_it_is() -> None:
    found = _understood("1 done 2 still needs 3 more signatures", _SHOP)
    assert {one.ref: one.note for one in found.updates}["A2"] == "still needs 3 more signatures"


@pytest.mark.parametrize(
    ("titles", "text"),
    [
        (("Write up the notes", "Send the budget to finance"), "send me the notes"),
        (("Write up the notes", "Send the budget to finance"), "Can't make it, send me the notes"),
        (("提交预算表",), "不参加，预算你们定"),
    ],
)
def test_a_word_of_a_title_in_an_answer_to_an_invitation_is_no_note(titles: tuple[str, ...], text: str) -> None:
    assert not _understood(text, titles, invited=True).updates


def test_a_status_said_in_an_answer_to_an_invitation_is_kept() -> None:
    found = _understood("yes. the budget is sent", ("Write up the notes", "Send the budget to finance"), invited=True)
    assert [(one.ref, one.status) for one in found.updates] == [("A2", "done")]


@pytest.mark.parametrize(
    ("titles", "text"),
    [
        (_SHOP, "1 done, 2 waiting for review"),
        (_SHOP, "1 - done, 2 - waiting for a call back"),
        (_FILM, "1完成，2等审核"),
    ],
)
def test_what_waits_of_the_next_item_takes_nothing_from_what_is_done(titles: tuple[str, ...], text: str) -> None:
    found = _understood(text, titles)
    assert [(one.ref, one.status) for one in found.updates if one.status] == [("A1", "done")]
    assert not found.doubt


@pytest.mark.parametrize(
    ("titles", "text", "done"),
    [
        (_FILM, "1、2已完成，3进行中，预计周五完成", ["A1", "A2"]),
        (_FILM, "蛋糕订好了，传单还在等印刷厂", ["A1"]),
        (_SHOP, "Cake ordered, flyers printed, badges at the printer's", ["A1", "A2"]),
    ],
)
def test_a_promise_or_note_of_another_item_holds_nothing_back(
    titles: tuple[str, ...], text: str, done: list[str]
) -> None:
    found = _understood(text, titles)
    assert [one.ref for one in found.updates if one.status == "done"] == done
    assert not found.doubt


@pytest.mark.parametrize(
    ("titles", "text"),
    [
        (_SHOP, "Bob told me number 2 is finished, haven't seen it myself. 1 is done."),
        (_SHOP, "If legal signs off tomorrow, 2 will be done by Friday. 1: done."),
        (_FILM, "听王芳说2完成了。1已完成"),
        (_FILM, "如果法务同意，2周五完成。1已完成"),
    ],
)
def test_what_holds_for_another_item_in_a_sentence_before_holds_for_that_one(
    titles: tuple[str, ...], text: str
) -> None:
    found = _understood(text, titles)
    assert [(one.ref, one.status) for one in found.updates if one.status] == [("A1", "done")]
    assert found.doubt


@pytest.mark.parametrize("text", ["As Bob wrote: 2 is done. 1 is done.", "Bob says 1 is done."])
def test_what_somebody_else_wrote_waits_to_its_end(text: str) -> None:
    assert not [one for one in _understood(text, _SHOP).updates if one.status]


@pytest.mark.parametrize(
    "text",
    ["李工好：\n1 已完成", "王总好，1 已完成", "小李好，1 已完成", "李姐好~ 1 已完成", "1弄好咧", "1 昨儿个就弄完了"],
)
def test_a_greeting_by_name_and_words_of_the_north_leave_a_status(text: str) -> None:
    found = _understood(text, _FILM)
    assert ([(one.ref, one.status) for one in found.updates], found.doubt) == ([("A1", "done")], "")


@pytest.mark.parametrize("text", ["安排好！", "方案好，1 完成", "周五好，1 完成"])
def test_what_only_looks_like_a_greeting_is_none(text: str) -> None:
    assert _understood(text, _FILM).doubt


@pytest.mark.parametrize(
    ("title", "text", "status"),
    [("采购测试服务器", "已下单", "in-progress"), ("采购测试服务器", "已下单，预计周五到货", "in-progress")],
)
def test_what_was_ordered_is_not_bought_yet(title: str, text: str, status: str) -> None:
    found = _understood(text, (title,))
    assert (found.updates, [one.status for one in found.proposals]) == ((), [status])


@pytest.mark.parametrize(
    ("titles", "text", "to", "reason"),
    [
        (_FILM, "3我做不了，给王芳吧", "王芳", "我做不了"),
        (_FILM, "3我没时间，转给王芳", "王芳", "我没时间"),
        (_SHOP, "I can't do 3, please give it to Bob", "Bob", "I can't do 3"),
    ],
)
def test_why_somebody_hands_an_item_over_goes_with_the_request(
    titles: tuple[str, ...], text: str, to: str, reason: str
) -> None:
    found = _understood(text, titles)
    assert [(one.ref, one.ask, one.to, one.reason) for one in found.requests] == [("A3", "reassign", to, reason)]
    assert (found.updates, found.doubt) == ((), "")


@pytest.mark.parametrize(("titles", "text"), [(_SHOP, "cake ✅ flyers ✅ badges ❌"), (_FILM, "蛋糕✅ 传单✅ 视频❌")])
def test_a_cross_behind_the_next_title_is_of_that_one(titles: tuple[str, ...], text: str) -> None:
    found = _understood(text, titles)
    assert [(one.ref, one.status) for one in found.updates] == [("A1", "done"), ("A2", "done")]
    assert found.doubt


@pytest.mark.parametrize(
    ("titles", "text"),
    [
        (_SHOP, "1 done, 2 done. Sorry - scratch the second one, it's only half there"),
        (_FILM, "1完成，2完成。撤回上一句，2有错"),
        (_SHOP, "Cake: ordered. Flyers: 3/4 done"),
    ],
)
def test_what_is_taken_back_a_fraction_or_to_come_is_not_offered_as_done(titles: tuple[str, ...], text: str) -> None:
    found = _understood(text, titles)
    done = [one.ref for one in found.updates if one.status == "done"]
    assert "A2" not in [*done, *(one.ref for one in found.proposals if one.status == "done")]
    assert found.doubt


def test_a_number_behind_words_begins_what_is_said_of_the_next_item() -> None:
    titles = (*_SHOP, "Call the band")
    found = _understood("1 done 2 nearly 3 ordered this morning, confirmation attached 4 next wk", titles)
    assert "A4" not in [*(one.ref for one in found.updates), *(one.ref for one in found.proposals)]
    assert found.doubt


_FAIR = ("Write the manual", "Order the badges", "Call the caterer", "Book the hall")
_MESSE = ("编写手册", "订购胸牌", "联系印刷厂", "预订会场")


@pytest.mark.parametrize(
    ("titles", "text"),
    [
        (_FAIR, "1 done; let us shelve 4 for now"),
        (_FAIR, "1 done; could we talk about 4 some time"),
        (_FAIR, "3 done, putting the others aside"),
        (_FAIR, "1+2 done, 3/4 waiting for Bob"),
        (_FAIR, "1 done; we should drop by 4 later"),
        (_MESSE, "二和四完成了，一跟三等我下周二再说"),
        (_MESSE, "一和三做完，二跟四还在等领导批"),
        (_MESSE, "二、四已完成；一同三下周再说"),
        (_MESSE, "一和二完成，三及四在等盖章"),
    ],
)
def test_what_may_be_said_of_others_is_no_note_on_the_one_before(titles: tuple[str, ...], text: str) -> None:
    found = _understood(text, titles)
    done = {one.ref for one in found.updates if one.status == "done"}
    assert not any(one.note for one in found.updates if one.ref in done)
    assert found.doubt or any(one.note for one in found.updates)


@pytest.mark.parametrize(
    ("titles", "text"),
    [
        (_FAIR, "1 done, 4 pending"),
        (_FAIR, "1 done, 4 is still open"),
        (_FAIR, "1 done, 4 tbc"),
        (_FAIR, "1 done; 4: undecided"),
        (_MESSE, "1完成，4待定"),
        (_MESSE, "1完成，4还没定"),
        (_MESSE, "1完成，4再议"),
        (_MESSE, "1完成，4待确认"),
    ],
)
def test_what_is_open_of_another_leaves_it_done(titles: tuple[str, ...], text: str) -> None:
    found = _understood(text, titles)
    assert [one.ref for one in found.updates if one.status] == ["A1"]


@pytest.mark.parametrize(
    ("titles", "text"),
    [
        (_FAIR, "1 done, if Bob agrees"),
        (_FAIR, "1 done, pending approval"),
        (_FAIR, "1 done (pending)"),
        (_MESSE, "1完成，待定"),
        (_MESSE, "1完成（待确认）"),
    ],
)
def test_what_is_open_of_itself_does_not(titles: tuple[str, ...], text: str) -> None:
    assert not any(one.status for one in _understood(text, titles).updates)


@pytest.mark.parametrize(
    ("titles", "text"),
    [
        (_FAIR, "Done with 1 today, will start 2 tomorrow"),
        (_FAIR, "1 done, next up 2"),
        (_FAIR, "1 finished. Next: 2"),
        (_FAIR, "1 done, beginning with 2 tomorrow"),
        (_MESSE, "今天把1做完了，明天开始做2"),
        (_MESSE, "1做完了，接着做2"),
        (_MESSE, "1做完了，下周启动2"),
        (_MESSE, "1完成，然后做2"),
    ],
)
def test_what_comes_next_leaves_it_done(titles: tuple[str, ...], text: str) -> None:
    found = _understood(text, titles)
    assert {one.ref for one in found.updates if one.status == "done"} == {"A1"}


@pytest.mark.parametrize(
    ("titles", "text"),
    [
        (_FAIR, "1 done, waiting to start 2"),
        (_FAIR, "1 done once 2 starts"),
        (_MESSE, "1做完了，做2的时候发现问题"),
        (_MESSE, "做完2再完成1"),
        (_MESSE, "先做完2再完成1"),
        (_MESSE, "2签完才能完成1"),
    ],
)
def test_what_is_more_than_next_holds_it(titles: tuple[str, ...], text: str) -> None:
    assert not any(one.status == "done" for one in _understood(text, titles).updates)


_COURSE = ("准备教材", "预订教室", "联系讲师", "统计名单")


@pytest.mark.parametrize(
    "text",
    [
        "名单完成。教室那边出了点事，得换地方，周五再说。",
        "名单完成。讲师那边黄了，人家公司倒闭了。",
        "名单完成；教材那块出版社反悔了，要重新谈",
        "名单统计完成，讲师方面变卦了，得重新找",
        "名单完成。教室这边有点麻烦，换了三家还没谈拢。",
        "名单完成。讲师那头没定，可能要换人。",
    ],
)
def test_what_follows_a_head_of_another_item_is_no_note_on_the_one_before(text: str) -> None:
    assert not any(one.ref == "A4" and one.note for one in _understood(text, _COURSE).updates)
