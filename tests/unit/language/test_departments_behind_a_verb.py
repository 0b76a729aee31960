"""A department that stands right behind a word for telling is meant by it, also without what kind of unit it is."""

import pytest

from collabtui.language.departments_to_tell import departments_to_tell

UNITS = ("客服部", "Support", "研发部", "QA team")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("同意，但请提前通知客服。", ("客服部",)),
        ("可以，请客服部同步更新话术", ("客服部",)),
        ("Approved, but please tell support first.", ("Support",)),
        ("Fine. Let the QA team know, and inform Support", ("Support", "QA team")),
        ("同意，客服的意见已经考虑", ()),
        ("Agreed, we support it", ()),
        ("同意", ()),
    ],
)
def test_a_department_behind_a_word_for_telling_is_meant(text: str, told: tuple[str, ...]) -> None:
    assert departments_to_tell(text, UNITS) == told
