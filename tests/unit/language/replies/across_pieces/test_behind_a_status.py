"""What stands beside a status in its sentence: work of others that waits to be checked, and items of others. Each row
is an example of a rule, so that no part of one goes unnoticed."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, NewText, ReplyContext, ReplyLine, TextSpan, Understanding
from collabtui.language.replies.understand import understand

OWN = (
    Item(ref="A1", title="Interface document", number=1, due=date(2026, 3, 6)),
    Item(ref="A2", title="Load test", number=2, due=date(2026, 3, 13)),
)
OTHERS = (Item(ref="A7", title="Book the venue"),)


def read(said: str) -> Understanding:
    line = ReplyLine(text=said, span=TextSpan(start=0, end=len(said)))
    context = ReplyContext(items=OWN, others_items=OTHERS, locale="en", written=date(2026, 3, 3))
    return understand(NewText(shown=said, lines=(line,)), context)


def done(found: Understanding) -> list[str]:
    return [one.ref for one in found.updates if one.status == "done"]


@pytest.mark.parametrize(
    ("said", "proposed"),
    [
        ("1 done, waiting for QA to check", ["A1"]),
        ("1 done. Awaiting QA check.", ["A1"]),
        ("load test done, waiting for the testers to verify", ["A2"]),
        ("2 修好了，等测试同学回归", ["A2"]),
        ("1 修好了，等回归", ["A1"]),
        ("1 做完了，待测试验证", ["A1"]),
        ("1 已完成，接口文档等测试同学回归", ["A1"]),
        ("1 done, the report waits for the testers to check it", ["A1"]),
    ],
)
def test_what_others_have_still_to_check_is_asked_back(said: str, proposed: list[str]) -> None:
    found = read(said)
    assert not done(found)
    assert [(one.ref, one.status, one.why) for one in found.proposals] == [
        (ref, "done", "open-words") for ref in proposed
    ]


@pytest.mark.parametrize("text", ["1 done, A2 waits for testers to check", "1 修好了，2 等测试同学回归"])
def test_of_another_item_by_its_own_number_it_says_nothing(text: str) -> None:
    assert done(read(text)) == ["A1"]


@pytest.mark.parametrize(
    ("said", "own"),
    [
        ("Load test and A7 done", "A2"),
        ("A7 and the load test done", "A2"),
        ("the load test and A7 are done", "A2"),
        ("Interface document and A7 done", "A1"),
        ("A2 and A7 done", "A2"),
    ],
)
def test_of_items_in_a_list_the_own_one_counts_and_the_other_is_said_not_to_be_his(said: str, own: str) -> None:
    found = read(said)
    assert done(found) == [own]
    assert "others-item" in [clause.rule for clause in found.clauses]
    assert not found.proposals


@pytest.mark.parametrize(
    ("said", "doubt"),
    [
        ("Load test and Book the venue done", "open-words"),
        ("Load test, A7 done", "unknown"),
        ("A7 done", "others-item"),
    ],
)
def test_where_that_is_not_clear_nothing_is_done(said: str, doubt: str) -> None:
    found = read(said)
    assert not found.updates
    assert found.doubt == doubt


@pytest.mark.parametrize("said", ["│ 1 done", "» 1 done", "｜ 1 done"])
def test_what_stands_behind_a_mark_of_quotation_is_asked_back(said: str) -> None:
    found = read(said)
    assert (done(found), found.doubt) == ([], "quotation")
    assert [(one.ref, one.status) for one in found.proposals] == [("A1", "done")]


@pytest.mark.parametrize(
    "said",
    [
        "1 done. Except 2 is blocked.",
        "1 done. Except that 2 has started.",
        "1 done, except 1 ordered for the 20th",
        "1 done, except 2 was booked last Friday",
        "1 done，除了1 供应商已经报价",
    ],
)
def test_an_exception_that_says_more_than_a_word_of_a_title_makes_it_wait(said: str) -> None:
    assert done(read(said)) == []
    assert read(said).doubt
