"""An answer and our word for it: said once, in whatever words it was given."""

import pytest

from collabtui.text.stated_answer import stated


@pytest.mark.parametrize(
    ("word", "value", "text", "line"),
    [
        ("同意", "for", "同意", "同意"),
        ("同意", "for", "同意，对接人王芳", "同意，对接人王芳"),
        ("accepted", "accepted", "Accepted, our contact is Jane", "Accepted, our contact is Jane"),
        ("不同意", "against", "有异议：预算不够", "有异议：预算不够"),
        ("objects", "against", "We can't: no budget until June", "We can't: no budget until June"),
        ("objected", "objected", "I disagree", "I disagree"),
    ],
)
def test_words_that_say_the_answer_themselves_stand_alone(word: str, value: str, text: str, line: str) -> None:
    assert stated("en" if word.isascii() else "zh", word, value, text) == line


@pytest.mark.parametrize(
    ("word", "value", "text", "line"),
    [
        ("不同意", "against", "素材来不及", "不同意 素材来不及"),
        ("不同意", "against", "同意推迟，但不是两周", "不同意 同意推迟，但不是两周"),
        ("agrees", "for", "objections are settled", "agrees objections are settled"),
        ("agrees", "for", "", "agrees"),
        ("accepted", "accepted", "同意，对接人王芳", "accepted 同意，对接人王芳"),  # who reads English
        ("同意", "for", "I agree", "同意 I agree"),
        ("agrees", "for", "agreement of the board is there", "agrees agreement of the board is there"),
        ("不明确", "unclear", "同意吗？", "不明确 同意吗？"),
    ],
)
def test_a_reason_stands_behind_the_word_for_the_answer(word: str, value: str, text: str, line: str) -> None:
    assert stated("en" if word.isascii() else "zh", word, value, text) == line
