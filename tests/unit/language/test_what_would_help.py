"""What a block affects and what would help go with its reason, and nothing else is done of them."""

from datetime import date

import pytest

from collabtui.domain.mail.adopted_proposals import adopted
from collabtui.domain.mail.reply import Understanding
from collabtui.language.replies.understand import understand
from support.labelled_replies import situations
from support.written_replies import new_text


def _read(text: str) -> Understanding:
    return understand(new_text(text), situations()["en3" if text.isascii() else "zh3"])


KEPT = [
    ("1 受阻，因为审核人请假，建议换人", "审核人请假，建议换人"),
    ("1 受阻，因为审核人请假，影响联调，建议换人，张伟可以接", "审核人请假，影响联调，建议换人，张伟可以接"),
    ("1 受阻，因为审核人请假\n影响：联调要晚三天\n建议：换人", "审核人请假\n影响：联调要晚三天\n建议：换人"),
    ("1 受阻，因为供应商没回，会影响3的测试，建议转给张伟", "供应商没回，会影响3的测试，建议转给张伟"),
    ("1 受阻，因为审核人请假，建议取消", "审核人请假，建议取消"),
    ("1 受阻，因为审核人请假；影响：联调；解决办法：换人", "审核人请假；影响：联调；解决办法：换人"),
    ("1 受阻，因为审核人请假；解决人：张伟；期限：3月20日", "审核人请假；解决人：张伟；期限：3月20日"),
    ("1 受阻，因为审核人请假，解决人：张伟，3月20日前解决", "审核人请假，解决人：张伟，3月20日前解决"),
    (
        "1 blocked because the reviewer is on leave, owner: Tom, solved by 20 March",
        "the reviewer is on leave, owner: Tom, solved by 20 March",
    ),
    (
        "1 blocked because the reviewer is on leave; suggest another reviewer",
        "the reviewer is on leave; suggest another reviewer",
    ),
    (
        "1 blocked because the reviewer is on leave. Impact: testing slips two days. Proposal: ask Tom",
        "the reviewer is on leave. Impact: testing slips two days. Proposal: ask Tom",
    ),
]


@pytest.mark.parametrize(("text", "told"), KEPT)
def test_a_way_out_goes_with_the_reason(text: str, told: str) -> None:
    found = _read(text)
    assert [(one.ref, one.status, one.note) for one in found.updates] == [("A1", "blocked", told)]
    assert not found.requests
    assert not found.proposals
    assert not found.doubt


def test_a_later_day_that_is_suggested_is_asked_for_too() -> None:
    found = _read("1 受阻，因为审核人请假，建议延期到3月20日")
    assert [one.note for one in found.updates] == ["审核人请假，建议延期到3月20日"]
    assert [(one.ref, one.ask, one.due) for one in found.requests] == [("A1", "postpone", date(2026, 3, 20))]


def test_the_next_item_is_read_by_itself() -> None:
    found = _read("1 受阻，因为审核人请假，建议换人，2 完成")
    assert [(one.ref, one.status) for one in found.updates] == [("A1", "blocked"), ("A2", "done")]


def test_a_way_out_that_is_a_question_makes_the_block_a_proposal() -> None:
    found = _read("1 受阻，因为审核人请假，建议换人可以吗？")
    assert [(one.ref, one.status) for one in found.proposals] == [("A1", "blocked")]
    assert (found.updates, found.doubt) == ((), "open-words")


@pytest.mark.parametrize(
    ("text", "day", "reason"),
    [
        ("1 因为供应商晚到，需要两个人，到3月20日", 20, "供应商晚到，需要两个人"),
        ("1 因为人手不够，需要两名测试，3月18日完成", 18, "人手不够，需要两名测试"),
        (
            "1 because legal is overloaded; need two people. New date 20 March",
            20,
            "legal is overloaded; need two people",
        ),
    ],
)
def test_a_reason_and_what_it_needs_go_with_the_new_day_behind_them(text: str, day: int, reason: str) -> None:
    (asked,) = _read(text).requests
    assert (asked.ask, asked.due, asked.reason) == ("postpone", date(2026, 3, day), reason)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "1 because the supplier is late, need two people until 20 March",
            "the supplier is late, need two people until 20 March",
        ),
        ("1 因为供应商晚到，需要再派2人支援到3月20日", "供应商晚到，需要再派2人支援到3月20日"),
    ],
)
def test_a_later_day_that_is_only_proposed_keeps_why(text: str, reason: str) -> None:
    found = _read(text)
    (asked,) = found.proposals
    assert (asked.ref, asked.ask, asked.due, asked.reason) == ("A1", "postpone", date(2026, 3, 20), reason)
    (confirmed,) = adopted(found.proposals).requests
    assert (confirmed.due, confirmed.reason) == (asked.due, reason)


def test_where_one_item_was_asked_about_no_number_is_needed() -> None:
    found = understand(new_text("因为供应商晚到，需要再派2人支援到3月20日"), situations()["zh1"])
    (asked,) = found.proposals
    assert (asked.ref, asked.due, asked.reason) == ("A3", date(2026, 3, 20), "供应商晚到，需要再派2人支援到3月20日")


NEEDS = [
    ("1 60%，需要支持：再派2人", "in-progress", "需要支持：再派2人"),
    ("1 60%\n需要支持：\n再派2人，2台机器", "in-progress", "需要支持：\n再派2人，2台机器"),
    ("1 受阻，因为讲师没空。需要支持：请市场部派1名讲师", "blocked", "讲师没空。需要支持：请市场部派1名讲师"),
    ("1 受阻，没发货，应对：先借库存，负责人：张伟，期限：3月12日", "blocked", None),
    ("1 60%, support needed: two more people", "in-progress", "support needed: two more people"),
    (
        "1 blocked because the trainer is busy. Support needed: one trainer from Marketing",
        "blocked",
        "the trainer is busy. Support needed: one trainer from Marketing",
    ),
]


@pytest.mark.parametrize(("text", "status", "told"), NEEDS)
def test_what_is_needed_goes_with_how_far_it_is(text: str, status: str, told: str | None) -> None:
    found = _read(text)
    (update,) = found.updates
    assert (update.ref, update.status) == ("A1", status)
    assert told is None or update.note == told
    assert (found.requests, found.proposals, found.doubt) == ((), (), "")


@pytest.mark.parametrize(
    "text",
    [
        "1 完成\n风险：无\n需要支持：无",
        "1 完成，没有风险，不需要支持",
        "1 done. Risks: none. Support needed: none",
        "1 done, no risks, no support needed",
    ],
)
def test_a_field_that_is_left_empty_says_nothing(text: str) -> None:
    found = _read(text)
    assert [(one.ref, one.status, one.note) for one in found.updates] == [("A1", "done", None)]
    assert (found.proposals, found.doubt) == ((), "")


@pytest.mark.parametrize(
    "text",
    [
        "1 完成\n有风险，话术要法务审",
        "1 done\nThere is a risk, legal has to check it",
        "1 done\nthere's a risk the lab closes",
    ],
)
def test_a_risk_beside_what_is_done_is_proposed_as_one(text: str) -> None:
    found = _read(text)
    assert [(one.ref, one.status, one.note) for one in found.updates] == [("A1", "done", None)]
    assert [one.ask for one in found.proposals] == ["risk"]


def test_the_fields_below_a_risk_are_of_it() -> None:
    found = _read("有风险\n描述：环境要回收\n等级：高\n负责人：张伟\n期限：3月12日")
    assert ([one.ask for one in found.proposals], found.updates) == (["risk"], ())
    assert all(one.proposals == (1,) for one in found.clauses)


@pytest.mark.parametrize("text", ["1 60%，还需要一点时间", "1 60%, needs two more days"])
def test_time_that_is_needed_is_asked_for_and_no_help(text: str) -> None:
    found = _read(text)
    assert [one.note for one in found.updates] == [None]
    assert [one.ask for one in found.requests] == ["postpone"]


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("1 应对：先租云主机，请市场部派1名讲师", "应对：先租云主机，请市场部派1名讲师"),
        ("1 应对：先租云主机，周五前到位", "应对：先租云主机，周五前到位"),
        ("1 mitigation: rent a host, needs two people", "mitigation: rent a host, needs two people"),
    ],
)
def test_what_stands_behind_the_name_of_a_part_goes_with_it(text: str, note: str) -> None:
    found = _read(text)
    assert [(one.ref, one.status, one.note) for one in found.updates] == [("A1", None, note)]
    assert (found.requests, found.doubt) == ((), "")


@pytest.mark.parametrize(
    "note",
    [
        "应对：先租云主机，需要两个人，请市场部派1名讲师",
        "应对：先租云主机；负责人：王芳，他有空",
        "应对：先租云主机\n建议：换人，张伟可以接",
    ],
)
def test_so_does_what_goes_on_from_there(note: str) -> None:
    found = _read(f"1 {note}")
    assert [(one.ref, one.note) for one in found.updates] == [("A1", note)]
    assert (found.requests, found.doubt) == ((), "")
