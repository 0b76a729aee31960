"""Chinese words as they are typed in letters."""

import pytest

from collabtui.language.pinyin import Read, initials, read_as


@pytest.mark.parametrize(
    ("text", "typed", "read"),
    [
        ("张伟", "zhangwei", Read.WHOLE),
        ("张伟", "Zhang Wei", Read.WHOLE),
        ("张伟", "zhangw", Read.BEGUN),
        ("张伟", "zw", Read.INITIALS),
        ("张伟", "zhw", Read.INITIALS),
        ("会议纪要", "jiyao", Read.INSIDE),
        ("会议纪要", "ji", Read.NOT),
        ("张伟", "liwei", Read.NOT),
        ("曾乐", "zengyue", Read.WHOLE),
        ("曾乐", "cengle", Read.WHOLE),
        ("陈Bob", "chenbob", Read.WHOLE),
        ("龘伟", "wei", Read.WHOLE),
        ("张伟", "张伟", Read.NOT),
        ("Bob", "bob", Read.NOT),
    ],
)
def test_the_part_of_a_word_that_letters_stand_for(text: str, typed: str, read: Read) -> None:
    assert read_as(text, typed) is read


@pytest.mark.parametrize(
    ("text", "letters"), [("会议纪要", "hyjy"), ("行动项", "xdx"), ("Q3 纪要", "qjy"), ("龘、", ""), ("", "")]
)
def test_initials_are_a_letter_a_character(text: str, letters: str) -> None:
    assert initials(text) == letters
