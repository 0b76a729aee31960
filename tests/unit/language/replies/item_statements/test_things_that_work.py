"""What works well is no sign-off, what is far off is not in progress, and brackets need no second offer."""

import pytest

from support.moving_office import read


@pytest.mark.parametrize(
    "text",
    [
        "货架都装了一遍，没问题。",
        "货架试了一下，没毛病",
        "货架都检查了，没问题",
        "搬运合同看了两遍，没毛病",
        "3 试过了，一切正常",
        "3 货架试了，都没问题",
    ],
)
def test_what_works_is_no_sign_off(text: str) -> None:
    found = read(text)
    assert not [one for one in found.proposals if one.ask == "agreed"]
    assert found.sign_off is None


@pytest.mark.parametrize("text", ["纪要没问题", "纪要看了，没问题", "Minutes look fine, no problems"])
def test_minutes_that_are_right_are(text: str) -> None:
    found = read(text)
    assert found.sign_off or [one for one in found.proposals if one.ask == "agreed"]


@pytest.mark.parametrize(
    "text",
    [
        "1完成，2完成，剩下俩还早着呢",
        "3和4还早着呢",
        "3还早呢",
        "4还远着呢",
        "3 is nowhere near",
        "3 and 4 are a long way off yet",
    ],
)
def test_what_is_far_off_is_not_in_progress(text: str) -> None:
    found = read(text)
    assert not [one for one in found.proposals if one.status == "in-progress"]
    assert not [one for one in found.updates if one.status == "in-progress"]


@pytest.mark.parametrize(
    "text",
    [
        "1 已发法务 (signed yesterday)",
        "1 已经发给法务了 (signed yesterday). 2 done",
        "1 sent to the lawyers (done)",
        "1 sent to the lawyers (signed yesterday)",
        "1 已发给法务（已签）",
        "1 已发法务（签订完成）",
    ],
)
def test_done_in_brackets_is_offered_alone(text: str) -> None:
    found = read(text)
    offered = [one.status for one in found.proposals if one.ref == "A1"]
    assert "in-progress" not in offered or "done" not in offered


def test_what_went_somewhere_alone_is_in_progress() -> None:
    assert [one.status for one in read("1 sent to the lawyers").proposals] == ["in-progress"]
