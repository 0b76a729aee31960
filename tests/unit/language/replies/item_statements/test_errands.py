"""What is asked of a colleague in the same mail is noted on no item, and holds nothing back of the writer's own."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

_ZH = ("打印海报", "签供应商合同", "核对参会名单", "布置会场")
_EN = ("Order the banners", "Sign the venue contract", "Update the guest list", "Test the sound system")


def _understood(text: str, titles: tuple[str, ...]) -> Understanding:
    items = tuple(
        Item(ref=f"A{at}", title=title, number=at, due=date(2026, 3, 13)) for at, title in enumerate(titles, 1)
    )
    situation = ReplyContext(
        items=items,
        locale="en" if titles[0].isascii() else "zh",
        written=date(2026, 3, 11),
        hour=10,
        answers_ours=True,
        people=("王芳", "张伟", "Bob Smith", "Amy Chen"),
    )
    return understand(new_text(text), situation)


def _stated(found: Understanding) -> list[tuple[str, str | None]]:
    return [(one.ref, one.status) for one in found.updates if one.status]


_ERRANDS = [
    (_ZH, "@小王 你帮我把第2项的照片发一下"),
    (_ZH, "小李，第3项的合同你今天送过去"),
    (_ZH, "小陈你把4的图纸发我"),
    (_ZH, "麻烦张伟帮忙看下第2项的条款"),
    (_ZH, "@王芳 把第2项的扫描件传一下"),
    (_ZH, "小李，3你今天搞定"),
    (_ZH, "李工，第2项你催一下他们"),
    (_ZH, "王芳你看下3的名单"),
    (_EN, "Sam - 2 needs your pictures"),
    (_EN, "Bob, please finish 2 today"),
    (_EN, "Sam, send the pictures for 2"),
    (_EN, "Amy: please double-check item 3 with reception"),
    (_EN, "Dana, for 4 we need your cable drum"),
    (_EN, "Amy, 3 is waiting for your list"),
    (_EN, "@Sam\nplease send me the pictures for 2"),
]


@pytest.mark.parametrize(("titles", "text"), _ERRANDS)
def test_an_errand_is_noted_nowhere_and_read_by_a_person(titles: tuple[str, ...], text: str) -> None:
    found = _understood(text, titles)
    assert (found.updates, found.requests, found.proposals, found.doubt) == ((), (), (), "to-another")


@pytest.mark.parametrize(("titles", "text"), [one for one in _ERRANDS if "\n" not in one[1]])
def test_an_errand_holds_no_item_of_the_writers_back(titles: tuple[str, ...], text: str) -> None:
    found = _understood(f"{text}\n{'1 done' if text.isascii() else '1 已完成'}", titles)
    assert (_stated(found), found.doubt) == ([("A1", "done")], "to-another")


@pytest.mark.parametrize(
    ("titles", "text", "done"),
    [
        (_ZH, "麻烦张伟帮忙看下第2项的条款，1、3都已完成", ["A1", "A3"]),
        (_ZH, "1完成，王芳你看下3的名单", ["A1"]),
        (_ZH, "小李，麻烦你催下2，我这边1已完成", ["A1"]),
        (_EN, "Bob, please chase the landlord about 2. 3 is done.", ["A3"]),
        (_EN, "Sam - 2 needs your pictures. 1 done", ["A1"]),
        (_EN, "1 done\n@Sam\nplease send me the pictures for 2", ["A1"]),
    ],
)
def test_in_one_line_it_ends_where_the_writers_own_begins(titles: tuple[str, ...], text: str, done: list[str]) -> None:
    found = _understood(text, titles)
    assert (_stated(found), found.doubt) == ([(ref, "done") for ref in done], "to-another")


@pytest.mark.parametrize(
    ("titles", "text", "ref"),
    [
        (_ZH, "王芳，2的合同我今天送过去", "A2"),
        (_ZH, "@王芳 2 还在等印厂", "A2"),
        (_ZH, "2的合同下午送过去", "A2"),
        (_EN, "Hi Bob, 2 needs your signature", "A2"),
        (_EN, "Update - 2 needs your input", "A2"),
        (_EN, "FYI - 2 needs your input", "A2"),
    ],
)
def test_what_the_writer_tells_of_his_own_is_a_note(titles: tuple[str, ...], text: str, ref: str) -> None:
    assert [one.ref for one in _understood(text, titles).updates] == [ref]


@pytest.mark.parametrize(
    ("titles", "text"),
    [
        (_ZH, "王芳，2已完成，请查收"),
        (_ZH, "王芳，我已把2发你邮箱，2已完成"),
        (_EN, "Bob, 2 is done, please check"),
    ],
)
def test_a_status_told_to_somebody_by_name_is_the_writers(titles: tuple[str, ...], text: str) -> None:
    assert _stated(_understood(text, titles)) == [("A2", "done")]


@pytest.mark.parametrize("text", ["请把3完成", "麻烦把3做完", "帮我把3交了", "请将3提交", "小李，请把3完成"])
def test_what_is_asked_for_is_neither_done_nor_offered_as_done(text: str) -> None:
    found = _understood(text, _ZH)
    assert (_stated(found), found.proposals) == ([], ())
    assert found.doubt


@pytest.mark.parametrize("text", ["请将3标为完成", "请把3标记完成", "请将3改为完成", "请把3更新为完成", "我把3完成了"])
def test_what_is_to_be_recorded_as_done_is_done(text: str) -> None:
    assert _stated(_understood(text, _ZH)) == [("A3", "done")]
