"""What somebody tells of a risk is taken apart: level, scope, answer, owner and day, and nothing that is not said."""

from datetime import date

import pytest

from collabtui.domain.people import Person
from collabtui.language.exception_parts import exception_parts
from collabtui.language.stated_risk import StatedRisk, stated_risk, stated_risks
from collabtui.language.who_and_when import WhoAndWhen, who_and_when
from support.moving_office import read as office_read

PEOPLE = [
    Person(ref="P1", name="张伟", email="z@x.test"),
    Person(ref="P2", name="赵磊", email="zl@x.test"),
    Person(ref="P3", name="Dave Brown", email="d@x.test"),
]
TODAY, DAY = date(2026, 3, 9), date(2026, 3, 12)


def told(text: str) -> StatedRisk:
    return stated_risk(text, PEOPLE, locale="en" if text.isascii() else "zh", written=TODAY)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "展台可能搭不完，高风险，影响开幕，建议提前两天进场",
            StatedRisk("展台可能搭不完", "high", scope="开幕", answer="提前两天进场"),
        ),
        (
            "有个风险：展台可能搭不完，高风险，影响开幕，建议提前两天进场。负责人：张伟，3月12日前",
            StatedRisk("展台可能搭不完", "high", scope="开幕", answer="提前两天进场", owner="P1", until=DAY),
        ),
        (
            "另外有风险：测试环境要回收，等级高，影响联调，建议延期回收，负责人赵磊，3月12日前答复",
            StatedRisk("测试环境要回收", "high", scope="联调", answer="延期回收", owner="P2", until=DAY),
        ),
        (
            "有风险\n描述：测试环境要回收\n等级：高\n影响：联调\n建议：延期\n负责人：赵磊\n期限：3月12日\n备用方案：旧环境",
            StatedRisk(
                "测试环境要回收",
                "high",
                scope="联调",
                answer="延期",
                standby="旧环境",
                owner="P2",
                until=DAY,
            ),
        ),
        ("有风险，话术要法务审", StatedRisk("话术要法务审")),
        (
            "风险等级：中；数据可能拿不到；影响范围：报表；我来负责",
            StatedRisk("数据可能拿不到", "medium", scope="报表", owner="@me"),
        ),
        (
            "风险：可能性高，影响程度大，供应商断供，应对：备两家",
            StatedRisk("供应商断供", "high", "high", "high", answer="备两家"),
        ),
        (
            "Risk: stand may not be ready, high. Affects the opening. Suggest we move in two days early.",
            StatedRisk("stand may not be ready", "high", scope="the opening", answer="we move in two days early"),
        ),
        (
            "Risk: lab closes\nLevel: high\nImpact: no test\nSuggestion: one week\nOwner: Dave\nDeadline: 12 March",
            StatedRisk(
                "lab closes",
                "high",
                scope="no test",
                answer="one week",
                owner="P3",
                until=DAY,
            ),
        ),
    ],
)
def test_each_part_stands_by_itself(text: str, parts: StatedRisk) -> None:
    assert told(text) == parts


def test_two_risks_are_two_and_the_lines_of_one_stay_together() -> None:
    assert stated_risks(["有风险：供应商可能晚到。有风险：天气不好"]) == [
        "有风险：供应商可能晚到。",
        "有风险：天气不好",
    ]
    assert stated_risks(["Risk: the lab closes", "Level: high"]) == ["Risk: the lab closes\nLevel: high"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("应对：张伟3月12日前租云主机", WhoAndWhen("P1", DAY)),
        ("应对：找张伟借机器", WhoAndWhen()),
        ("应对：张伟和赵磊一起租", WhoAndWhen()),
        ("建议：张伟租云主机", WhoAndWhen()),
        ("应对：先租云主机，我负责，3月12日前", WhoAndWhen("@me", DAY)),
        ("没人，负责人：我", WhoAndWhen("@me")),
        ("no staff. Owner: myself", WhoAndWhen("@me")),
        ("没人，由张伟负责解决", WhoAndWhen("P1")),
        ("没人，负责人：张伟和赵磊", WhoAndWhen()),
        ("no key; mitigation: Dave rents a server by 12 March", WhoAndWhen("P3", DAY)),
        ("no key; mitigation: rent one for two days; owner: Dave; by: 12 March", WhoAndWhen("P3", DAY)),
        ("no key; mitigation: rent one for two days; deadline: 1 March", WhoAndWhen()),
    ],
)
def test_who_sees_to_it_and_by_when_is_what_is_said_and_nothing_else(text: str, found: WhoAndWhen) -> None:
    parts = exception_parts(text)
    assert who_and_when(parts, PEOPLE, locale="en" if text.isascii() else "zh", written=TODAY) == found


@pytest.mark.parametrize(
    ("clauses", "risks"),
    [
        (["有风险", "展台可能搭不完"], ["有风险\n展台可能搭不完"]),
        (["风险上报", "等级：高"], ["风险上报\n等级：高"]),
        (["有风险：", "有风险：展台可能搭不完"], ["有风险：展台可能搭不完"]),  # it is announced anew
    ],
)
def test_a_line_that_only_announces_one_is_followed_by_it(clauses: list[str], risks: list[str]) -> None:
    assert stated_risks(clauses) == risks


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (
            "Risk: the carpet glue needs three days to dry. Who decides if we open later?",
            "Who decides if we open later",
        ),
        (
            "Flagging a risk: the lift may not be certified before May. Can we use the stairs for the desks?",
            "Can we use the stairs for the desks",
        ),
        ("1 done. Risk: the lift is old. Is there another one?", "Is there another one"),
        ("有个风险：胶水要三天才干。谁来决定要不要推迟？", "谁来决定要不要推迟"),
        ("1 完成。有个风险：电梯五月前可能验不下来。货架能走楼梯吗？", "货架能走楼梯吗"),
        ("风险：供应商可能停工。我们要不要找备选？", "我们要不要找备选"),
    ],
)
def test_a_question_behind_a_risk_is_asked(text: str, asked: str) -> None:
    found = office_read(text)
    assert [one.text for one in found.clauses if one.rule == "question"] == [asked]
    assert [asked in one.text for one in found.clauses if one.rule == "risk"] == [False]


@pytest.mark.parametrize(
    "text",
    [
        "Risk: will the glue dry in time?",
        "有个风险：胶水要三天才干，谁来决定？",
        "Risk: the glue needs three days. It rains.",
    ],
)
def test_what_is_no_sentence_of_its_own_or_no_question_is_of_the_risk(text: str) -> None:
    assert [one.rule for one in office_read(text).clauses] == ["risk"]
