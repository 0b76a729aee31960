"""Who was sent to do the work has not done it; and his name ends before what he is to do."""

import pytest

from support.moving_office import read


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("盘点我叫小冯去弄了", "小冯"),
        ("第三个货架我让小冯去跟了", "小冯"),
        ("预案我叫小曹弄了，他说周五给", "小曹"),
        ("2 让小冯去做了", "小冯"),
        ("2 派老王去清点了", "老王"),
        ("4 请小张写了", "小张"),
        ("3 我让唐磊去跟了", "唐磊"),
        ("3 交给小冯去办了", "小冯"),
    ],
)
def test_he_is_offered_and_it_is_not_done(text: str, name: str) -> None:
    found = read(text)
    assert [one.to for one in found.proposals if one.ask == "reassign"] == [name]
    assert not any(one.status for one in found.updates)
    assert not any(one.status for one in found.proposals)


@pytest.mark.parametrize(
    "text", ["那个盘点我叫阿强去弄了，合同我自己跟", "货架让阿强弄了", "2 安排小李去盘了", "1 合同让法务去签了"]
)
def test_it_is_offered_as_done_for_nobody(text: str) -> None:
    found = read(text)
    assert not any(one.status == "done" for one in found.updates)
    assert not any(one.status == "done" for one in found.proposals)


@pytest.mark.parametrize(
    ("text", "name"), [("3 转给唐磊去办", "唐磊"), ("3 转给陈小明去办", "陈小明"), ("3 转给小李明天做", "小李")]
)
def test_the_name_of_who_takes_it_over_ends_there(text: str, name: str) -> None:
    assert [one.to for one in read(text).requests] == [name]


@pytest.mark.parametrize("text", ["1 弄完了", "1 已签了", "1 合同签好了"])
def test_own_work_is_done(text: str) -> None:
    assert [(one.ref, one.status) for one in read(text).updates] == [("A1", "done")]
