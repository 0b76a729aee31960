"""Items of a plan that are named by how many they are, and reasons that name one of several items."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import AskedPlanItem, Asking, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text


def read(text: str, asked: int = 5) -> Understanding:
    asking = Asking(
        kind="change", topics=("理赔流程", "X-2026-001", "C4"), name="赵磊", department="研发部", approves="plan"
    )
    plan = tuple(AskedPlanItem(number=number, ref=f"A{number + 7}") for number in range(1, asked + 1))
    situation = ReplyContext(
        items=(),
        locale="en" if text.isascii() else "zh",
        written=date(2026, 3, 3),
        answers_ours=True,
        plan=plan,
        asking=asking,
    )
    return understand(new_text(text), situation)


def opinions(found: Understanding) -> dict[int, str]:
    return {one.number: one.value for one in found.items}


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("五条都行，没问题", 5),
        ("三条都可以", 3),
        ("5项均无异议", 5),
        ("以上五条没意见", 5),
        ("这三项同意", 3),
        ("我们同意全部五项", 5),
        ("两项任务都没问题", 2),
        ("all five are fine", 5),
        ("All 5 items agreed", 5),
        ("all of the three tasks ok", 3),
        ("We agree with all four points", 4),
        ("both fine", 2),
        ("Both items agreed", 2),
    ],
)
def test_a_yes_to_as_many_as_there_are_is_one_to_the_plan(text: str, asked: int) -> None:
    found = read(text, asked)
    assert (found.stance, found.doubt, opinions(found)) == ("for", "", {})


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("三条都可以", 5),
        ("五条都行", 3),
        ("三项没问题", 3),
        ("五项不同意", 5),
        ("前六项同意", 5),
        ("以上两条同意", 5),
        ("both are fine", 5),
        ("all three agreed", 4),
        ("the first two weeks are too short", 5),
        ("All five people agreed", 5),
        ("the last six are fine", 5),
        ("前三五条同意", 5),
        ("全部三五项没意见", 5),
        ("这三五项同意", 3),
    ],
)
def test_a_count_of_others_is_said_of_no_item(text: str, asked: int) -> None:
    found = read(text, asked)
    assert (found.stance, opinions(found)) == ("none", {})
    assert found.doubt


@pytest.mark.parametrize(
    ("text", "agreed", "refused"),
    [
        ("前三项没问题，后两项不行，没人", {1, 2, 3}, {4, 5}),
        ("同意前四项，第5项不行", {1, 2, 3, 4}, {5}),
        ("前三项同意，4和5不同意：太赶", {1, 2, 3}, {4, 5}),
        ("不同意最后两项：没预算。前3项同意", {1, 2, 3}, {4, 5}),
        ("The first three are fine, 4 and 5 too early", {1, 2, 3}, {4, 5}),
        ("we agree with the first four, 5 not agreed: no budget", {1, 2, 3, 4}, {5}),
        ("the last two not agreed: no staff. the first three agreed", {1, 2, 3}, {4, 5}),
    ],
)
def test_items_by_their_place(text: str, agreed: set[int], refused: set[int]) -> None:
    found = opinions(read(text))
    assert {number for number, value in found.items() if value == "for"} == agreed
    assert {number for number, value in found.items() if value == "against"} == refused


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("2、3不同意：张伟说第2项没人", {2: "张伟说第2项没人", 3: ""}),
        ("3、4不同意：李雷说第4项预算没批", {3: "", 4: "李雷说第4项预算没批"}),
        ("2和5不同意：太赶，第5项还没预算", {2: "太赶", 5: "还没预算"}),
        ("2、3不同意，第2项没人，第3项太赶", {2: "没人", 3: "太赶"}),
        ("2 and 3: no. Tom says there is nobody for 2.", {2: "Tom says there is nobody for 2", 3: ""}),
        ("2 and 4 not agreed: item 4 has no budget", {2: "", 4: "has no budget"}),
        ("1 and 2 not agreed: Ann told us that A9 is too early", {1: "", 2: "Ann told us that A9 is too early"}),
        ("2、3不同意：人手不够", {2: "人手不够", 3: "人手不够"}),
        ("2、4不同意：跟第3项冲突", {2: "跟第3项冲突", 4: "跟第3项冲突"}),
        ("2 and 3 not agreed: no staff for 3 weeks", {2: "no staff for 3 weeks", 3: "no staff for 3 weeks"}),
    ],
)
def test_a_reason_stands_with_the_item_that_it_names(text: str, reasons: dict[int, str]) -> None:
    found = read(text)
    assert {one.number: one.text for one in found.items} == reasons
    assert {one.value for one in found.items} == {"against"}
