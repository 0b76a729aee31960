"""The verb of a title as a thing: policy review, inspection of the fire doors, 消防栓检修."""

import pytest

from support.listed_items import asked, offered, read_listed, states

_EN = ("Review behaviour policy", "Inspect fire doors", "Order display cases")
_ZH = ("检修消防栓", "签订场地合同", "核对名单")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Policy review is done", ["A1 done"]),
        ("Fire door inspection done", ["A2 done"]),
        ("Inspection of the fire doors is done", ["A2 done"]),
        ("Policy reviews are done", ["A1 done"]),
        ("Policy review is in progress", ["A1 in-progress"]),
        ("Fire door inspection is 60% complete", ["A2 60"]),
        ("Fire door inspection done, policy review next week", ["A2 done"]),
        ("Not the policy review, the fire door inspection is done", ["A2 done"]),
    ],
)
def test_it_is_its_item(text: str, found: list[str]) -> None:
    assert states(read_listed(text, _EN)) == found


@pytest.mark.parametrize(
    "text",
    [
        "Policy review meeting is done", "Inspection report of the fire doors is done", "The fire door order is done",
        "Policy order done", "Policy review of the other school is done", "Bob's policy review is done",
        "Policy review comments are done", "Can you review the policy?", "The review is done",
    ],
)  # fmt: skip
def test_another_thing_or_a_wish_is_not(text: str) -> None:
    assert states(read_listed(text, _EN)) == []


def test_a_day_is_asked_for_it() -> None:
    assert asked(read_listed("Policy review: please move to 25 September", _EN)) == ["A1 postpone 25"]


@pytest.mark.parametrize(
    ("text", "found"), [("消防栓检修还没开始", ["A1 not-started"]), ("名单核对工作还没启动", ["A3 not-started"])]
)
def test_so_is_a_chinese_one(text: str, found: list[str]) -> None:
    assert states(read_listed(text, _ZH)) == found


@pytest.mark.parametrize("text", ["消防栓检修正在进行", "场地合同签订正在进行"])
def test_what_is_under_way_is_no_correction(text: str) -> None:
    found = read_listed(text, _ZH)
    assert (found.sign_off, asked(found)) == (None, [])
    assert [one for one in offered(found) if "correct" in one] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [("Policies reviewed", ["A1 done"]), ("policy reviewed", ["A1 done"]), ("display case ordered", ["A2 done"])],
)
def test_a_thing_of_a_title_is_one_or_many(text: str, found: list[str]) -> None:
    assert states(read_listed(text, ("Review policies", "Order display cases"))) == found
