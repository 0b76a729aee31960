"""Fields that a captured risk names with a colon are told apart; nothing else is."""

import pytest

from collabtui.language.capture.captured_risk_fields import RiskFields, risk_fields


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("供应商延期 应对:换供应商 范围:华东", RiskFields("供应商延期", scope="华东", answer="换供应商")),
        ("供应商延期，应对：换供应商，备用方案：自提", RiskFields("供应商延期", answer="换供应商", standby="自提")),
        ("Supplier late, mitigation: a second one; scope: EMEA", RiskFields("Supplier late", "EMEA", "a second one")),
        ("供应商延期 影响:华东 负责人:张伟", RiskFields("供应商延期 负责人:张伟", scope="华东")),
        ("供应商延期 应对:换供应商 应对:自提", RiskFields("供应商延期 应对:自提", answer="换供应商")),
        ("供应商延期 应对:换供应商 等级：高", RiskFields("供应商延期 等级：高", answer="换供应商")),
        ("Supplier late, rating: high, scope: EMEA", RiskFields("Supplier late rating: high", "EMEA")),
    ],
)
def test_named_fields_are_parted(text: str, fields: RiskFields) -> None:
    assert risk_fields(text) == fields


@pytest.mark.parametrize(
    "text",
    ["供应商延期影响华东", "应对:换供应商", "we have no answer yet", "供应商延期 应对:", "上线时间 10:30 太早", ""],
)
def test_what_names_no_field_stays_whole(text: str) -> None:
    assert risk_fields(text).text == text
    assert not any(risk_fields(text)[1:])
