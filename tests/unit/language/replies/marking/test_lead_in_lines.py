"""A line that only says that an answer follows says nothing of any item."""

import pytest

from collabtui.language.replies.marking.lead_in_lines import leads_in


@pytest.mark.parametrize(
    "text",
    [
        "please find below the status:", "please find my update below:", "status as follows:", "here are my answers:",
        "my update:", "update from my side:", "pls find the status as below,", "just a quick update from my end:",
        "以下是进展：", "现将进展汇报如下：", "我的更新：", "简单汇报一下：", "我这边进度如下",
        "跟您汇报下：", "本周进展：",
    ],
)  # fmt: skip
def test_it_is_one(text: str) -> None:
    assert leads_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "in progress:", "done:", "status: done", "my update: all done", "progress report", "please update the status",
        "进展顺利", "进度一半", "情况不好：", "汇报材料：", "完成：", "请更新一下",
    ],
)  # fmt: skip
def test_what_says_something_is_none(text: str) -> None:
    assert not leads_in(text)
