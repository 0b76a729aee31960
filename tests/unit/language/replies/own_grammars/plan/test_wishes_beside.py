"""A wish beside a yes takes nothing from it, and is asked back with it; what is wanted otherwise is no such wish."""

from datetime import date
from typing import Literal

import pytest

from collabtui.domain.mail.reply import Asking, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text


def read(text: str, *, approves: Literal["scope", "plan"] = "scope") -> Understanding:
    locale: Literal["zh", "en"] = "en" if text.isascii() else "zh"
    topic = "Opening moves to 22 May" if text.isascii() else "开班推迟到5月22日"
    asking = Asking(kind="change", approves=approves, topics=(topic,), name="Karim Aziz", department="Engineering")
    return understand(
        new_text(text), ReplyContext(items=(), locale=locale, written=date(2026, 3, 11), hour=9, asking=asking)
    )


def offered(found: Understanding) -> list[str]:
    return [f"{one.ask}: {one.text}" for one in found.proposals]


@pytest.mark.parametrize(
    "text",
    [
        "Approved, please tell support first",
        "Agreed, but please tell support first",
        "Approved, but please keep us posted on the rollout",
        "Agreed. Please let the hotline know",
        "Agreed, please inform the hotel as well",
        "Approved, but please coordinate with the caterer",
        "We agree. Kindly notify the printers",
        "同意延期，但请提前通知客服",
        "同意，请提前通知客服",
        "同意。还请抄送财务",
        "同意推迟，麻烦跟客服说一声",
        "同意，务必提前通知场地方",
        "同意，记得把新安排同步给市场部",
        "同意，不过希望跟客服沟通一下",
        "Agree, no problem with the extra week",
        "Agreed, the extra week is fine",
        "Approved. The rehearsal on the 20th is no problem",
        "同意，平台20号交没问题",
        "支持，多占两周可以承受",
        "支持。影响：验收环境多占两周，可以承受",
    ],
)
def test_a_wish_is_asked_back_with_its_yes(text: str) -> None:
    found = read(text)
    assert offered(found) == [f"for: {text}"]
    assert found.stance == "none"


@pytest.mark.parametrize(
    "text",
    [
        "Approved, but please postpone to June",
        "Agreed, but please don't tell support",
        "Agreed, but only if you tell support",
        "Agreed, but please inform the hotline if it slips",
        "Approved, but please tell us who pays the budget",
        "Agreed, but please move it to 26 May",
        "同意，但请改到6月",
        "同意，但请先解决人手",
        "同意，不过请先确认预算",
        "同意，但请别通知客服",
        "同意，但请先别通知，再议",
        "同意，但请通知客服后再定，否则不行",
        "Agreed, the 26th works better",
        "Agreed, only the extra week is fine",
        "同意，20号交有问题",
        "支持。影响：人手不够",
        "同意，20号更好",
    ],
)
def test_what_is_wanted_otherwise_is_no_yes(text: str) -> None:
    found = read(text)
    assert found.stance != "for"
    assert not [one for one in offered(found) if one.startswith("for")]


@pytest.mark.parametrize(
    "text",
    [
        "no change",
        "No changes from our side.",
        "No change needed",
        "We have no changes",
        "不用改",
        "我方无需修改",
        "没有修改意见",
        "计划不需要调整",
    ],
)
def test_no_change_to_a_plan_is_asked_back_as_a_yes(text: str) -> None:
    assert [one.ask for one in read(text, approves="plan").proposals] == ["for"]


@pytest.mark.parametrize("text", ["no change", "No changes, please.", "不用改", "无需修改"])
def test_no_change_to_a_change_is_neither_yes_nor_a_certain_no(text: str) -> None:
    found = read(text)
    assert found.stance == "none"
    assert "for" not in [one.ask for one in found.proposals]
