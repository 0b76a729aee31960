"""A department that is called nearly as one that there is is asked about, and no ordinal is a slip."""

import pytest

from collabtui.lifecycle.people.department_slips import is_one_slip


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("研法部", "研发部"),
        ("研发部部", "研发部"),
        ("人力资原部", "人力资源部"),
        ("研部发", "研发部"),
        ("marketng", "marketing"),
        ("makreting", "marketing"),
    ],
)
def test_one_letter_is_a_slip(typed: str, known: str) -> None:
    assert is_one_slip(typed, known)


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("研发一部", "研发二部"),
        ("研发二部", "研发部"),
        ("东区", "西区"),
        ("销售东区", "销售西区"),
        ("市场部", "研发部"),
        ("财务部", "法务部"),
        ("市政部", "市场部"),
        ("it", "hr"),
        ("sales 1", "sales 2"),
        ("team", "tear"),
        ("研发部", "研发部"),
    ],
)
def test_another_name_is_none(typed: str, known: str) -> None:
    assert not is_one_slip(typed, known)
