"""Text comes out right whatever its label says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabtui.mail.parse.charset import decode_text

CHINESE = "第1项已完成，第2项推迟到3月4日，因为供应商晚了。"
TAIWAN = "第1項已完成，第2項延後到3月4日，因為供應商晚了。"


@pytest.mark.parametrize(
    ("text", "written_in", "label"),
    [
        (CHINESE, "utf-8", "utf-8"),
        (CHINESE, "utf-8", ""),
        (CHINESE, "utf-8", "gb2312"),
        (CHINESE, "utf-8", "iso-8859-1"),
        (CHINESE, "utf-8", "no-such-charset"),
        (CHINESE, "gb18030", "gb2312"),
        ("朱镕基，㐀", "gb18030", "gb2312"),
        (CHINESE, "gbk", "x-gbk"),
        (CHINESE, "gbk", ""),
        (CHINESE, "gbk", "us-ascii"),
        (CHINESE, "gbk", "iso-8859-1"),
        (CHINESE, "gbk", "utf-8"),
        (CHINESE, "gbk", "default"),
        ("同意", "gbk", "utf-8"),
        ("收到", "gbk", ""),
        (CHINESE, "hz", "hz-gb-2312"),
        (TAIWAN, "big5", "big5"),
        (TAIWAN, "big5", "x-x-big5"),
        (TAIWAN, "big5", ""),
        (TAIWAN, "big5", "utf-8"),
        ("完了しました。3月4日まで", "iso2022_jp", "iso-2022-jp"),
        ("完了しました。3月4日まで", "iso2022_jp", ""),
        ("完了しました。3月4日まで", "shift_jis", "shift_jis"),
        ("끝났습니다", "iso2022_kr", "iso-2022-kr"),
        ("끝났습니다", "euc_kr", "ks_c_5601-1987"),
        ("Größe geändert, ça marche", "latin-1", "iso-8859-1"),
        ("Größe geändert, ça marche", "latin-1", ""),
        ("Größe geändert, ça marche", "utf-8", "iso-8859-1"),
        ("“quoted” – dash", "cp1252", "iso-8859-1"),
        ("Готово", "koi8-r", "koi8-r"),
        ("done", "utf-16", "utf-16"),
        (CHINESE, "utf-16", ""),
        (CHINESE, "utf-8-sig", "gb2312"),
        ("1 done", "ascii", "utf-8"),
    ],
)
def test_reads_what_was_written_whatever_the_label_says(text: str, written_in: str, label: str) -> None:
    assert decode_text(text.encode(written_in), label) == text


def test_reads_iso_2022_cn_which_python_does_not_know() -> None:
    data = b"1 \x1b$)A\x0eRQMj3I\x0f done\n2 \x0eRQMj3I\x0f"
    assert decode_text(data, "iso-2022-cn") == "1 已完成 done\n2 已完成"


def test_a_damaged_character_costs_only_itself() -> None:
    data = CHINESE.encode().replace("供".encode(), "供".encode()[:2])
    assert decode_text(data, "utf-8").replace("\ufffd", "") == CHINESE.replace("供", "")


@pytest.mark.parametrize(
    "label", ["zlib", "hex", "idna", "punycode", "unicode_escape", "rot13", "undefined", "a\0b", "é"]
)
def test_a_label_that_is_no_charset_of_mail_is_not_used(label: str) -> None:
    assert decode_text(b"\\x31 done", label) == "\\x31 done"
    assert decode_text("1 完成了".encode(), label) == "1 完成了"


@given(
    data=st.binary(max_size=200),
    label=st.sampled_from(["", "utf-8", "gb2312", "big5", "hz", "iso-2022-cn", "utf-7", "x"]),
)
def test_any_bytes_give_a_text(data: bytes, label: str) -> None:
    assert isinstance(decode_text(data, label), str)


@given(data=st.binary(max_size=60).map(lambda tail: b"\x1b$)A\x0e" + tail))
def test_any_bytes_after_an_iso_2022_escape_give_a_text(data: bytes) -> None:
    assert isinstance(decode_text(data, "iso-2022-cn"), str)
