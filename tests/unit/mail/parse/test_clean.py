import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from collabtui.mail.parse.clean import LIMIT, LINES, clean, keys, unflow, without_links


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("a\r\nb\rc\u2028d\x0be", "a\nb\nc\nd\ne"),
        ("a\r\r\nb", "a\nb"),
        ("\ufeff1\u00a0完\u200b成\u3000了", "1 完成 了"),
        ("1 \x1b[2Jdone\x07\u202e", "1 [2Jdone"),
        ("tab\tstays", "tab\tstays"),
        ("1 d\u0336o\u0336n\u0336e\u0336", "1 ~~done~~"),
        ("1 \u0336d\u0336o\u0336n\u0336e", "1 ~~done~~"),
        ("1 done\u0338, 2\u20e0 too", "1 ~~done,~~ ~~2~~ too"),
        ("1完\u0336成\u0336，2延\u0337期", "1~~完成~~，2~~延~~期"),
        ("实际=\u0338计划 café", "实际=\u0338计划 café"),
    ],
)
def test_text_is_readable_and_harmless(raw: str, expected: str) -> None:
    assert clean(raw) == expected


def test_more_than_a_person_writes_is_not_looked_at() -> None:
    assert len(clean("a" * (LIMIT + 1))) == LIMIT
    assert clean("\n" * (LINES + 5)).count("\n") == LINES - 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1. 提供接口文档   3月10日(周二)", "> １．提供接口文档 ３月１０日（周二）"),
        ("Fix the *login* defect", "| fix   the Login defect"),
        ("完成<mailto:li@x.test?body=1> · 延期", "完成 · 延期"),
        ("[Outlook](https://aka.ms/x)", "outlook"),
        ("done [cid:image001.png@01D]", "done"),
        ("done<mailto:li+k7", "done"),
        ("完成<", "完成"),
    ],
)
def test_what_clients_make_of_a_line_is_equal_to_it(one: str, other: str) -> None:
    assert keys(one) == keys(other)


LINKS = ["<mailto:", "[image: ", "(https://x", "\t", "\n", ">", "]", ")", "<", "1", "完成"]
PIECES = st.lists(st.sampled_from(LINKS) | st.text(max_size=3))


@example("<mailto:\ta")
@example("[cid:\ta]")
@given(PIECES.map("".join))
def test_lines_and_cells_of_keys_are_those_of_the_text(text: str) -> None:
    made = clean(text)
    assert [line.count("\t") for line in keys(made).split("\n")] == [line.count("\t") for line in made.split("\n")]


@given(PIECES.map("".join))
def test_text_without_links_is_as_long_as_before(text: str) -> None:
    assert len(without_links(text)) == len(text)


@pytest.mark.parametrize(
    ("flowed", "delsp", "expected"),
    [
        ("a \nb\nc", False, "a b\nc"),
        ("已完 \n成", True, "已完成"),
        ("> a \n> b\nc", False, "> a b\nc"),
        (">> a \n> b", False, ">> a\n> b"),
        (" >not quoted", False, ">not quoted"),
        ("a \n-- \nname", False, "a \n-- \nname"),
        ("a ", False, "a"),
    ],
)
def test_flowed_paragraphs_are_put_together(flowed: str, delsp: bool, expected: str) -> None:
    assert unflow(flowed, delsp=delsp) == expected
