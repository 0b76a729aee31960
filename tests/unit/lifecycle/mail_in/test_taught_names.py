"""A word that is somebody's name, or the title of something, is not taught."""

import pytest

from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.mail_in.custom_words import teach, would_change


@pytest.mark.parametrize(
    ("word", "ref"),
    [("张伟", "P2"), ("Brown", "P5"), ("bob", "P5"), ("提供接口文档", "A1"), ("新品上线", "X-2026-001")],
)
def test_a_name_is_no_word(published: Workspace, word: str, ref: str) -> None:
    for attempt in (teach, would_change):
        with pytest.raises(Refused) as error:
            attempt(published.as_user("command"), {"done": [word]})
        assert (error.value.key, error.value.values["ref"]) == ("teach.is_name", ref)


def test_a_part_of_a_title_is_a_word_like_others(published: Workspace) -> None:
    teach(published.as_user("command"), {"done": ["接口弄妥"]})
