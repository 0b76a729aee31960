"""`they are correct` behind a word for the minutes signs them, beside what is told of items."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

TITLES = (("Train rope access team", "certificates"), ("Update audit checklist", "checklist"))


def _read(text: str) -> Understanding:
    items = tuple(
        Item(ref=f"A{n}", title=title, number=n, due=date(2026, 3, 5 + n), deliverable=thing)
        for n, (title, thing) in enumerate(TITLES, 1)
    )
    return understand(new_text(text), ReplyContext(items=items, locale="en", written=date(2026, 3, 4), minutes="M1"))


@pytest.mark.parametrize(
    "text",
    [
        "thanks for the minutes, they are correct.",
        "Thank you for the minutes. They are fine.",
        "Got the minutes, they are correct. 1 is done.",
        "Thanks for the minutes, they are correct. The training is done, certificates I will scan tomorrow.",
        "Thanks for the minutes, they are correct. I get the audit checklist next week, so please give me until 18.03.",
    ],
)
def test_it_signs(text: str) -> None:
    found = _read(text)
    assert found.sign_off == "agreed"
    assert not found.proposals


@pytest.mark.parametrize(
    "text",
    [
        "They are correct. The training is done.",
        "thanks for the figures, they are correct.",
        "The certificates are ready, they are correct.",
        "thanks for the minutes, they are almost correct. 1 is done.",
        "thanks for the minutes, they are correct except item 2.",
        "Thanks for the minutes, are they correct?",
        "Thanks for the minutes, they are correct. The training is done, but the minutes say otherwise",
        "Thanks for the minutes, they are correct. The training is done, the date in the minutes is Friday",
        "Thanks for the minutes, they are correct. The certificates were never mine.",
        "Thanks for the minutes, they are correct. The checklist I will dispute tomorrow.",
    ],
)
def test_what_is_of_something_else_or_reserves_does_not(text: str) -> None:
    assert _read(text).sign_off is None
