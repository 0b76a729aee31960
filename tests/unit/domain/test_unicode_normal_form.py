"""The same as Unicode's own, for all that a person writes."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabtui.domain.unicode_normal_form import nfkc, nfkd, plain_addresses

TEXT = st.text(st.sampled_from("aé我ﷺ①\u0301\u0316\u0345가ᄀ\u1161\u11a8 \nＡ①ﬁ"), max_size=60)


@given(TEXT, st.integers(0, 20))
def test_it_is_the_same_as_that_of_the_whole(text: str, times: int) -> None:
    long = "说明 " * 60 + text + "，" * times + text
    assert nfkc(long) == unicodedata.normalize("NFKC", long)
    assert nfkd(long) == unicodedata.normalize("NFKD", long)


def test_a_run_of_marks_keeps_its_characters() -> None:
    """A whole megabyte of them takes no longer for each."""
    found = nfkd("a" + "\u0301\u0316" * 200_000)
    assert (found.count("\u0301"), found.count("\u0316"), len(found)) == (200_000, 200_000, 400_001)


@given(st.text(st.characters(max_codepoint=0x7F), max_size=40))
def test_ascii_is_left_as_it_is(text: str) -> None:
    assert nfkc(text) == nfkd(text) == text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("陈静 ＜chen＠x．test＞，市场部", "陈静 <chen@x.test>，市场部"),
        ("开场 ＠李明", "开场 ＠李明"),
        ("＜待定＞ a@x.test", "＜待定＞ a@x.test"),
        ("ＡＢ计划", "ＡＢ计划"),
    ],
)
def test_an_address_of_full_width_is_plain_and_nothing_else_is(typed: str, meant: str) -> None:
    assert plain_addresses(typed) == meant


def test_an_address_is_looked_for_once_in_each_run_of_signs() -> None:
    assert len(plain_addresses("a" * 200_000 + " ＠")) == 200_002
