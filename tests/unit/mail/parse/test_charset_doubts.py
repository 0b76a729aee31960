"""Texts whose label lies are doubtful where another charset reads them better; honest ones are not."""

import pytest

from collabtui.mail.parse.charset import codec_of, decode_text
from collabtui.mail.parse.charset_doubts import is_doubtful
from collabtui.mail.parse.message import read
from collabtui.mail.quote.new_text import new_text
from support.mails import raw


def doubtful(text: str, written_in: str, label: str) -> bool:
    data = text.encode(written_in)
    return is_doubtful(data, decode_text(data, label), codec_of(label))


@pytest.mark.parametrize(
    ("text", "written_in", "label"),
    [
        ("1 note: café", "utf-8", "gbk"),
        ("1 note: naïve ½", "utf-8", "big5"),
        ("1 备注：等章，进度不明", "gbk", "big5"),
        ("1 备注：等章，进度不明", "gbk", "koi8-r"),
        ("1 備註：等章，進度不明", "big5", "gb2312"),
        ("1 備考：確認待ち", "shift_jis", "gb2312"),
        ("1 note: café", "latin-1", "koi8-r"),
        ("1 Größe geprüft, naïve note", "latin-1", "gb2312"),
        ("1 備考：確認待ち、もう少し", "euc_jp", "gb2312"),
        ("1 完了しました", "euc_jp", "gbk"),
        ("2 まだです", "euc_jp", "gb18030"),
    ],
)
def test_what_another_charset_reads_better_is_doubtful(text: str, written_in: str, label: str) -> None:
    assert doubtful(text, written_in, label)


@pytest.mark.parametrize(
    ("text", "written_in", "label"),
    [
        ("1 已完成，供应商的样机已经到了", "gb18030", "big5"),
        ("收到，没问题", "gb18030", "euc-kr"),
        ("1 备注：等章，进度不明", "gbk", "koi8-r"),
        ("1 備註：等章，進度不明", "big5", "gb2312"),
        ("1 note: café", "utf-8", "gbk"),
    ],
)
def test_who_has_to_look_sees_what_it_most_likely_says_and_it_waits(text: str, written_in: str, label: str) -> None:
    body = read(raw(f"{text}\n".encode(written_in), content_type=f"text/plain; charset={label}")).body
    assert (body.text, body.may_be_misread) == (f"{text}\n", True)
    assert new_text(body, None).doubt == "damaged"


@pytest.mark.parametrize("said", [b"1 ~{done~}", b"1 note: ~{zfkg~}"])
def test_letters_that_a_label_makes_rare_characters_of_are_doubtful(said: bytes) -> None:
    assert is_doubtful(said, decode_text(said, "hz-gb-2312"), codec_of("hz-gb-2312"))


@pytest.mark.parametrize(
    "said", [b"1 +AG4-ot done", b"+AAo-1 done", b"1 done +AG4AbwB0-", b"1 +ADI- done", b"1 done +b-"]
)
def test_what_utf_7_hides_from_programs_that_do_not_read_it_is_doubtful(said: bytes) -> None:
    for label in ("utf-7", "unicode-1-1-utf-7"):
        assert is_doubtful(said, decode_text(said, label), codec_of(label))
    assert not is_doubtful(said, decode_text(said), "")


@pytest.mark.parametrize("text", ["1 完成", "1 完成，备注：等章", "1+2 done", "1 done"])
def test_what_utf_7_is_there_for_is_not(text: str) -> None:
    assert not doubtful(text, "utf-7", "utf-7")


@pytest.mark.parametrize(
    ("text", "written_in", "label"),
    [
        ("1 完成，备注：等章 👍", "utf-8", "utf-8"),
        ("1 kΩ and Δt, \uf8ff", "utf-8", "utf-8"),
        ("1 完成", "utf-8", "iso-8859-1"),
        ("1 完成", "utf-8", "gbk"),
        ("1 备注：等章，进度不明", "gb18030", "gb2312"),
        ("1 备注：等章，进度不明", "gb18030", "utf-8"),
        ("1 完成 ✓ · 张 <a@b> 写道 …… ６ 嗯呐 饕餮", "gb18030", "gbk"),
        ("1 備註：等章，進度不明", "big5", "big5"),
        ("1 備考：確認待ち", "shift_jis", "shift_jis"),
        ("1 備考：確認待ち", "euc_jp", "euc-jp"),
        ("1 优の良品店，等章", "gb18030", "gb2312"),
        ("1 완료했습니다", "euc-kr", "euc-kr"),
        ("1 déjà fait — ça marche", "cp1252", "iso-8859-1"),
        ("1 готово, спасибо", "koi8-r", "koi8-r"),
        ("1 hotovo, děkuji", "iso-8859-2", "iso-8859-2"),
    ],
)
def test_an_honest_label_and_text_that_shows_its_charset_are_none(text: str, written_in: str, label: str) -> None:
    assert decode_text(text.encode(written_in), label) == text
    assert not doubtful(text, written_in, label)


@pytest.mark.parametrize(("label", "doubt"), [("gbk", "damaged"), ("utf-8", "")])
def test_such_a_mail_counts_as_damaged(label: str, doubt: str) -> None:
    one = read(raw("1 note: café\n", content_type=f"text/plain; charset={label}"))
    found = new_text(one.body, None)
    assert [line.text for line in found.lines]
    assert found.doubt == doubt


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("1 \u202e02\u202c%", "text/plain"),
        ("1 \u202d20%", "text/plain"),
        ("<p>1 &#x202E;02&#x202c;%", "text/html"),
        ("<p>1 &#8238;02&#8236;%", "text/html"),
        ("<p>1 <bdo dir=rtl>02</bdo>%", "text/html"),
        ("<p>1 <i style='direction:rtl;unicode-bidi: bidi-override'>02</i>%", "text/html"),
    ],
)
def test_text_that_is_shown_in_another_order_than_it_is_written_counts_as_damaged(text: str, kind: str) -> None:
    found = new_text(read(raw(f"{text}\n", content_type=f"{kind}; charset=utf-8")).body, None)
    assert (bool(found.lines), found.doubt) == (True, "damaged")


@pytest.mark.parametrize("text", ["1 done \u202a+49 40 1\u202c", "\u20671 done\u2069", "\u200f1 done"])
def test_marks_that_mail_programs_put_around_a_direction_are_no_such_text(text: str) -> None:
    assert not new_text(read(raw(f"{text}\n", content_type="text/plain; charset=utf-8")).body, None).doubt
