"""The space between Latin and Chinese words where a sentence is put together; what somebody wrote stays as it is."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from collabtui.lifecycle.template_check.sample_values import Samples
from collabtui.lifecycle.template_check.samples import contexts
from collabtui.text.catalogue import Catalogue
from collabtui.text.latin_gaps import with_gaps
from collabtui.text.templates import Templates


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        (["", "Bob Brown", "不再参加"], "Bob Brown 不再参加"),
        (["", "张伟", "不再参加"], "张伟不再参加"),
        (["请", "Élodie", "答复"], "请 Élodie 答复"),
        (["对", "M1", "纪要的答复"], "对 M1 纪要的答复"),
        (["改到", "X-2026-001", "下"], "改到 X-2026-001 下"),
        (["请 ", "Bob", " 答复"], "请 Bob 答复"),  # a space is there
        (["由", "Bob（法务部）", "负责"], "由 Bob（法务部）负责"),
        (["（", "Bob", "）"], "（Bob）"),
        (["于", "3月4日", "完成"], "于3月4日完成"),
        (["共", "3", "行"], "共3行"),  # a number has the spaces that are written there
        (["写好了", "编写API文档", "吗"], "写好了编写API文档吗"),  # a title of his own
        (["给<b>", "Bob", "</b>发信"], "给<b> Bob </b>发信"),
        (["<td>", "Bob", "</td>"], "<td>Bob</td>"),
        (["", "Bob", "'s"], "Bob's"),
        (["", "Bob", "", "外出"], "Bob 外出"),
    ],
)
def test_a_space_stands_where_a_latin_and_a_chinese_word_meet(pieces: list[str], text: str) -> None:
    assert with_gaps(pieces) == text


@pytest.mark.parametrize(
    ("key", "values", "text"),
    [
        ("sign_off.answered", {"name": "Bob Brown", "ref": "M1"}, "Bob Brown 不再需要确认 M1 的纪要。"),
        ("sign_off.answered", {"name": "张伟", "ref": "M1"}, "张伟不再需要确认 M1 的纪要。"),
        ("today.left_out_untold", {"names": ["张伟", "Bob"]}, "张伟、Bob 不再参加，还没有通知"),
        ("store.conflict", {"ref": "A3", "by": "Bob"}, "A3 刚被 Bob 改过。请重新查看后再修改。"),
        ("store.conflict", {"ref": "A3", "by": "王芳"}, "A3 刚被王芳改过。请重新查看后再修改。"),
    ],
)
def test_sentences_of_the_screens_have_it(key: str, values: dict[str, object], text: str) -> None:
    assert Catalogue("zh")(key, **values) == text


def test_an_english_sentence_stays_as_it_is_written() -> None:
    assert Catalogue("en")("outbox.says", why="张伟 said so") == "why: 张伟 said so"


@pytest.mark.parametrize(("name", "said"), [("Bob Brown", "请联系 Bob Brown。"), ("王芳", "请联系王芳。")])
def test_mails_have_it(name: str, said: str) -> None:
    samples = Samples("zh")
    context = {**samples.common(), **contexts(samples)["confidential"], "organiser": {"name": name}}
    mail = Templates().mail("confidential", "zh", ZoneInfo("Asia/Shanghai"), datetime.now(UTC).date(), **context)
    assert said in mail.text
    assert said in mail.html
