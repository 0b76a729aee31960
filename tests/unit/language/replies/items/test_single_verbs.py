"""A Chinese verb of one character, of a title alone or behind a receiver, says in short what was done: 租了, 写好了."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

CASES = [
    ("租三套军装", "租了。", "done"),
    ("租三套军装", "租到了。", "done"),
    ("租三套军装", "已租。", "done"),
    ("租三套军装", "租到了两套。", ""),
    ("租三套军装", "差点租到了。", ""),
    ("租三套军装", "租到了再告诉你。", ""),
    ("租三套军装", "租了吗？", ""),
    ("找一家印刷厂", "找到了。", "done"),
    ("找一家印刷厂", "找了。", ""),
    ("找一家印刷厂", "找了三家都不行。", ""),
    ("给供应商打电话", "打过了。", "done"),
    ("给供应商打电话", "打了没人接。", ""),
    ("给捐赠人写感谢信", "写了。", "done"),
    ("给捐赠人写感谢信", "写完了。", "done"),
    ("给捐赠人写感谢信", "写了一半。", "in-progress"),
    ("给捐赠人写感谢信", "写了，还没寄。", ""),
    ("给捐赠人写感谢信", "信封写了。", ""),
    ("给客户发报价", "写好了。", ""),
    ("帮王芳订机票", "订好了。", "done"),
    ("替库房换锁", "换了。", "done"),
    ("挂三块展板", "系统挂了。", ""),
    ("改章程", "改了日子。", ""),
    ("打印海报", "打了。", ""),
    ("给三号羊圈撒石灰", "撒了。", "done"),
    ("酿一缸米酒", "酿好了。", "done"),
    ("卖陈粮", "都卖了。", "done"),
    ("卖陈粮", "好了好了，别催了。", ""),
    ("吹灭蜡烛", "吹了。", ""),
]


@pytest.mark.parametrize(("title", "text", "status"), CASES)
def test_one_character_is_the_verb_of_its_item(title: str, text: str, status: str) -> None:
    item = Item(ref="A1", title=title, number=1, due=date(2026, 3, 11))
    found = understand(new_text(text), ReplyContext(items=(item,), locale="zh", written=date(2026, 3, 11)))
    assert [one.status for one in found.updates if one.status] == [status][: bool(status)]
