"""Labelled parts behind a text, and what stands last in it."""

import pytest

from collabtui.language.labelled_parts import labelled_parts, last_part


@pytest.mark.parametrize(
    ("text", "head", "parts"),
    [
        ("手工登记（输入：来电；用时：2天）", "手工登记", {"gets": "来电", "takes": "2天"}),
        ("copy the form | in: call | time: 2 h", "copy the form", {"gets": "call", "takes": "2 h"}),
        ("手工登记（用时：2天；用时：旺季3天）", "手工登记", {"takes": "2天\n旺季3天"}),
        ("手工登记（输入：；用时：2天）", "手工登记", {"takes": "2天"}),  # nothing stands behind the label
        (" 手工登记 ", "手工登记", {}),
    ],
)
def test_a_part_goes_on_until_the_next_label(text: str, head: str, parts: dict[str, str]) -> None:
    assert labelled_parts(text, "process", ("gets", "takes")) == (head, parts)


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("登记慢，要等", ("登记慢", "要等")),
        ("登记（受理）", ("登记", "受理")),
        ("登记（环节", ("登记", "环节")),
        ("a, b (c), d", ("a, b (c)", "d")),
        ("登记（受理，复核）", ("登记（受理）", "复核")),  # the bracket that was opened before stays closed
        ("登记", None),
        ("登记，", None),
        ("（登记）", None),
    ],
)
def test_what_stands_last_is_told_from_what_stands_before(text: str, last: tuple[str, str] | None) -> None:
    assert last_part(text) == last
