"""How a clause names its item, and whether it says that a file came."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item
from collabtui.language.replies.marking.item_evidence import announces_file, is_named_by_number

MANUAL = Item(ref="A2", title="Write the manual", number=2)


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("见附件", True), ("报告已附上", True), ("附件", True), ("PFA", True), ("See attached.", True),
        ("the report is attached", True), ("attachments", True),
        ("按附件要求完成", False), ("没有见附件", False), ("reattached the cable", False), ("unattached", False),
        ("完成", False), ("请查收", False), ("not attached", False),
        # longer than anybody writes: it was not understood either
        ("见附件" + "。" * 1000, False), ("x " * 1000 + "attached", False),
    ],
)  # fmt: skip
def test_a_clause_says_that_a_file_comes(clause: str, expected: bool) -> None:
    assert announces_file(clause) is expected


@pytest.mark.parametrize(
    ("clauses", "expected"),
    [
        (["2 done"], True), (["done", "2: 60%"], True), (["item 2 is done"], True),
        (["2 (the manual) done"], False), (["the manual is written"], False), (["A2 done"], False), (["done"], False),
        ([], False), (["2 done", "the manual is written"], False),
    ],
)  # fmt: skip
def test_a_number_alone_may_be_that_of_another_item(clauses: list[str], expected: bool) -> None:
    assert is_named_by_number(clauses, MANUAL, "en", date(2026, 3, 9)) is expected
