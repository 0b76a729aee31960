"""Many words are looked for in a text at once as each would be by itself."""

import pytest

from collabtui.language.replies.words.vocabulary import SoughtWords, stands_in, vocabulary

WORDS = ("all of them", "both", "以上", "都", "it's", "3d")


@pytest.mark.parametrize(
    "text",
    [
        *WORDS,
        "",
        "all of them.",
        "all of theming",
        "bothered",
        "to both",
        "both2",
        "以上都好",
        "its",
        "it's_",
        "a3d",
        "3d!",
    ],
)
def test_they_stand_in_a_text_in_which_one_of_them_does(text: str) -> None:
    assert SoughtWords(WORDS).stand_in(text) is any(stands_in(word, text) for word in WORDS)


def test_words_of_a_kind_are_looked_for_by_its_name() -> None:
    words = vocabulary({})
    assert words.stands_in("spans-all", "both of them")
    assert not words.stands_in("spans-all", "bothered")
    assert not words.stands_in("no-such-kind", "both of them")
