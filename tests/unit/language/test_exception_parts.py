"""What is said of a block is parted: why, what it affects, what would help."""

import pytest

from collabtui.language.exception_parts import exception_parts, with_further, without_answer, without_way_out_label

TOLD = [
    ("审核人请假", "审核人请假", "", ""),
    ("审核人请假，建议换人", "审核人请假", "", "换人"),
    ("审核人请假，影响联调，所以建议换人", "审核人请假", "联调", "换人"),
    ("审核人请假\n影响：联调要晚三天，客户会知道\n建议：换人", "审核人请假", "联调要晚三天，客户会知道", "换人"),
    ("審核人請假；影響：聯調；建議：換人", "審核人請假", "聯調", "換人"),
    ("没有环境，导致测试晚三天，建议：", "没有环境", "导致测试晚三天", "建议："),
    ("方案未定，办法不多", "方案未定，办法不多", "", ""),
    ("客户建议换人，影响因素多", "客户建议换人", "因素多", ""),
    ("解决办法：换人", "", "", "换人"),
    ("the reviewer is on leave", "the reviewer is on leave", "", ""),
    ("the reviewer is on leave; suggest another one", "the reviewer is on leave", "", "another one"),
    ("no access. Impact: tests slip. Way out: ask IT", "no access", "tests slip", "ask IT"),
    ("no access, this affects the tests, so we propose a new account", "no access", "the tests", "a new account"),
    ("the suggested vendor left", "the suggested vendor left", "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("told", "reason", "impact", "way_out"), TOLD)
def test_the_parts_are_as_they_were_written(told: str, reason: str, impact: str, way_out: str) -> None:
    assert exception_parts(told)[:3] == (reason, impact, way_out)


@pytest.mark.parametrize(
    ("told", "reason", "need"),
    [
        ("供应商晚到，需要两个人", "供应商晚到", "两个人"),
        ("接口没定，还需要两名测试到3月20日", "接口没定", "两名测试到3月20日"),
        ("人手不够。需要支持：再派两人", "人手不够", "再派两人"),
        ("客户需要再看一遍", "客户需要再看一遍", ""),
        (
            "the supplier is late, need two people until 20 March",
            "the supplier is late",
            "two people until 20 March",
        ),
        ("legal is overloaded; we need one lawyer", "legal is overloaded", "one lawyer"),
        ("the needed parts are late", "the needed parts are late", ""),
    ],
)
def test_whom_it_needs_stands_apart_with_its_day(told: str, reason: str, need: str) -> None:
    found = exception_parts(told)
    assert (found.reason, found.need) == (reason, need)


@pytest.mark.parametrize(
    ("told", "help_wanted"), [("需要再派2人", "再派2人"), ("需要两天", ""), ("need two more weeks", "")]
)
def test_time_is_no_help(told: str, help_wanted: str) -> None:
    assert exception_parts(told).help == help_wanted


@pytest.mark.parametrize(
    ("told", "reason", "solver"),
    [
        ("接口没定，由孙丽负责解决，3月6日前解决", "接口没定", "由孙丽负责解决，3月6日前解决"),
        ("接口没定，影响联调。由供应商处理", "接口没定", "由供应商处理"),
        ("no data. To be solved by Laura Lee by 5 March", "no data", "To be solved by Laura Lee by 5 March"),
        ("no data, Laura will fix it by Friday", "no data", "Laura will fix it by Friday"),
        ("由于系统处理慢", "由于系统处理慢", ""),
        ("由财务部处理发票太慢", "由财务部处理发票太慢", ""),
        ("the vendor will fix the price", "the vendor will fix the price", ""),
    ],
)
def test_who_solves_it_stands_apart_without_a_label(told: str, reason: str, solver: str) -> None:
    found = exception_parts(told)
    assert (found.reason, found.solver) == (reason, solver)


@pytest.mark.parametrize(
    ("told", "is_parted"),
    [
        ("审核人请假", False),
        ("审核人请假，影响联调", True),
        ("建议换人", True),
        ("no access. Mitigation: ask IT", True),
    ],
)
def test_more_than_a_reason_is_parted(told: str, *, is_parted: bool) -> None:
    assert exception_parts(told).is_parted == is_parted


@pytest.mark.parametrize(
    ("told", "bare"),
    [
        ("应对：先租云主机", "先租云主机"),
        ("  mitigation: rent a host", "rent a host"),
        ("办法：换人", "换人"),
        ("应对：", "应对："),  # nothing would be left
        ("建议换人", "建议换人"),  # no colon
        ("影响：联调", "影响：联调"),
        ("先租云主机", "先租云主机"),
    ],
)
def test_the_name_of_a_way_out_before_a_colon_is_taken_off(told: str, bare: str) -> None:
    assert without_way_out_label(told) == bare


@pytest.mark.parametrize(
    ("told", "rest"),
    [
        ("审核人请假，应对：换人，今天到位", "审核人请假"),
        ("no access. Mitigation: a new account", "no access"),
        ("审核人请假，应对：换人，影响：联调", "审核人请假，影响：联调"),
        ("审核人请假", "审核人请假"),
        ("应对：换人", ""),
    ],
)
def test_a_block_is_told_without_its_answer(told: str, rest: str) -> None:
    assert without_answer(told) == rest


@pytest.mark.parametrize(
    ("before", "remark", "together"),
    [
        ("审核人请假，应对：换人", "环境没到", "环境没到\n应对：换人"),
        ("审核人请假，应对：换人", "环境没到，应对：租一台", "环境没到，应对：租一台"),
        ("审核人请假", "影响：联调", "审核人请假\n影响：联调"),
        ("no access. Mitigation: a new account", "the vendor left", "the vendor left\nMitigation: a new account"),
        ("审核人请假", "环境没到", "环境没到"),
        ("", "影响：联调", "影响：联调"),
    ],
)
def test_a_further_word_on_a_block_keeps_what_still_holds(before: str, remark: str, together: str) -> None:
    assert with_further(before, remark) == together
