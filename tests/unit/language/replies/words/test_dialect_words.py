"""Cantonese and Taiwanese words are read as the usual ones, in what is said of items, dates and minutes."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.lexicon import read_words
from collabtui.language.replies.understand import understand
from collabtui.language.replies.words.folding import usual_folding
from support.written_replies import new_text

ITEMS = (
    Item(ref="A1", title="整理客戶檔案", number=1, due=date(2026, 3, 11), deliverable="客戶檔案"),
    Item(ref="A2", title="更新報價單", number=2, due=date(2026, 3, 16), deliverable="報價單"),
)
CONTEXT = ReplyContext(items=ITEMS, locale="zh", written=date(2026, 3, 4), minutes="M1", answers_ours=True)


def read(text: str) -> Understanding:
    return understand(new_text(text), CONTEXT)


@pytest.mark.parametrize(("written", "usual"), sorted(read_words("dialect", "zh")["words"].items()))
def test_each_word_is_as_long_as_the_usual_one(written: str, usual: str) -> None:
    """So that what was found in the text is shown as it was written."""
    assert len(written) == len(usual)
    folded = usual_folding().fold(f"甲{written}乙")
    assert folded.text == f"甲{usual}乙"
    assert list(folded.origin) == list(range(len(written) + 3))


@pytest.mark.parametrize(
    "text",
    [
        "客戶檔案搞掂咗", "客戶檔案整好晒", "客戶檔案執好晒", "客戶檔案交咗架喇", "客戶檔案搞掂晒喇",
        "客戶檔案啱啱搞掂", "客戶檔案OK晒", "客戶檔案弄好囉", "客戶檔案整理好了喔", "客戶檔案已經好了唷",
        "1已完成囉", "客戶檔案攪掂咗", "客戶檔案尋日整好咗", "客戶檔案昨天就做完囉",
    ],
)  # fmt: skip
def test_done(text: str) -> None:
    found = read(text)
    assert [(one.ref, one.status) for one in found.updates] == [("A1", "done")]
    assert found.proposals == ()


@pytest.mark.parametrize(
    "text",
    [
        "客戶檔案未搞掂", "客戶檔案仲未做好", "客戶檔案搞唔掂", "客戶檔案就嚟搞掂", "客戶檔案差啲搞掂",
        "客戶檔案聽日搞掂", "客戶檔案搞掂未？", "客戶檔案應該搞掂咗", "客戶檔案搞掂咗話你知",
        "客戶檔案唔係搞掂咗咩", "客戶檔案交咗俾財務，等佢批", "客戶檔案做好咗一半", "客戶檔案唔使做喇",
    ],
)  # fmt: skip
def test_not_yet_done(text: str) -> None:
    assert [one for one in read(text).updates if one.status == "done"] == []


@pytest.mark.parametrize(
    "text",
    [
        "客戶檔案仲做緊", "客戶檔案持續處理中", "客戶檔案已著手進行", "客戶檔案差唔多，仲做緊",
        "客戶檔案還沒好，還在弄", "客戶檔案仲未做好，仲做緊", "客戶檔案還沒做好，還在做",
    ],
)  # fmt: skip
def test_under_way(text: str) -> None:
    found = read(text)
    assert [(one.ref, one.status) for one in found.updates] == [("A1", "in-progress")]
    assert found.proposals == ()


@pytest.mark.parametrize(
    "text",
    [
        "客戶檔案趕唔切，18號得唔得", "客戶檔案幫我延到3/18", "客戶檔案可唔可以遲到18號",
        "可唔可以俾多我一個禮拜整客戶檔案", "客戶檔案唔好意思要遲啲，18號交得唔得",
    ],
)  # fmt: skip
def test_asked_for_later(text: str) -> None:
    assert [(one.ref, one.ask, one.due) for one in read(text).requests] == [("A1", "postpone", date(2026, 3, 18))]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("客戶檔案做唔到，冇權限", "冇權限"),
        ("客戶檔案停咗，冇人手", "冇人手"),
        ("客戶檔案卡關了，供應商沒回", "供應商沒回"),
    ],
)
def test_held_up(text: str, why: str) -> None:
    assert [(one.ref, one.status, one.note) for one in read(text).updates] == [("A1", "blocked", why)]


@pytest.mark.parametrize(
    "text",
    [
        "紀錄冇問題", "紀錄冇意見", "冇補充", "睇過冇問題", "OK，照紀錄做", "紀錄正確", "看過會議記錄，沒有要修改的",
        "没有补充意见", "没有需要修改的", "同意，照纪要执行",
    ],
)  # fmt: skip
def test_agreed_to_the_minutes(text: str) -> None:
    found = read(text)
    assert (found.sign_off, found.proposals) == ("agreed", ())


@pytest.mark.parametrize(
    "text", ["紀錄有少少問題", "紀錄冇問題咩？", "紀錄未睇", "睇過冇問題嘅話我再簽", "第2項沒有要修改的", "冇補充資料"]
)
def test_not_agreed(text: str) -> None:
    assert read(text).sign_off is None
