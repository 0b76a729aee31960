"""Minutes that are approved but for something: a correction is proposed, and nobody signs."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text


def _read(text: str) -> Understanding:
    items = (Item(ref="A1", title="Order the badges", number=1, due=date(2026, 3, 12)),)
    return understand(
        new_text(text), ReplyContext(items=items, locale="en", written=date(2026, 3, 9), minutes="M1", people=("王芳",))
    )


@pytest.mark.parametrize(
    ("text", "correction"),
    [
        (
            "Happy with these. Just one thing, I wasn't the one who raised the printer issue, that was Dave.",
            "I wasn't the one who raised the printer issue, that was Dave",
        ),
        ("Happy with these, but I wasn't the one who raised the issue", "I wasn't the one who raised the issue"),
        ("Agreed, but it was Dave who raised the issue", "it was Dave who raised the issue"),
        ("Agreed. I didn't say that about the budget.", "I didn't say that about the budget"),
        ("Dave raised the printer issue, not me", "raised the printer issue, not me"),
        ("Looks fine apart from the date under D1 - we said 6 May.", "apart from the date under D1 - we said 6 May"),
        ("Looks good except for D2", "except for D2"),
        (
            "Approved, provided the budget figure is corrected to 40k.",
            "provided the budget figure is corrected to 40k",
        ),
        ("Agreed, as long as my name is removed", "as long as my name is removed"),
        ("纪要没问题，不过打印机的事不是我提的，是老王提的", "打印机的事不是我提的，是老王提的"),
        ("同意。有一点，打印机那个不是我说的，是王芳说的。", "打印机那个不是我说的，是王芳说的"),
        ("没意见，只是那句话不是我说的", "那句话不是我说的"),
        ("同意，我没说过要取消", "我没说过要取消"),
        ("同意，前提是预算数字改成40万", "前提是预算数字改成40万"),
    ],
)
def test_what_is_wrong_is_proposed_and_nothing_is_signed(text: str, correction: str) -> None:
    found = _read(text)
    assert found.sign_off is None
    assert [(one.ask, one.text) for one in found.proposals] == [("correct", correction)]
    assert not found.updates


@pytest.mark.parametrize(
    "text",
    ["Fine. 1 done except the budget", "Agreed, provided the room is fixed. 1 done", "Looks good except I am late"],
)
def test_what_is_left_of_an_item_is_no_correction(text: str) -> None:
    found = _read(text)
    assert found.sign_off is None
    assert not any(one.ask == "correct" for one in found.proposals)
    assert not any(one.ask == "correct" for one in found.requests)


def test_a_plain_approval_still_signs() -> None:
    assert _read("Agreed. 1 done.").sign_off == "agreed"
    assert _read("同意。1 完成").sign_off == "agreed"


@pytest.mark.parametrize("text", ["+1", "+1, thanks", "+1\nCarol"])
def test_plus_one_offers_to_sign_and_touches_no_item(text: str) -> None:
    found = _read(text)
    assert (found.sign_off, found.updates, found.requests) == (None, (), ())
    assert [(one.ref, one.ask) for one in found.proposals] == [(None, "agreed")]


def test_plus_one_before_a_statement_or_a_question_offers_nothing() -> None:
    assert not any(one.ask == "agreed" for one in (*_read("+1 done").proposals, *_read("+1?").proposals))
