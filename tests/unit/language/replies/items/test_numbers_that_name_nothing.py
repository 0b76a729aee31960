"""Numbers that stand where those of items may stand, and name none: nothing is done or offered of them."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

LISTED = tuple(
    Item(ref=f"A{number}", title=title, number=number, due=date(2026, 3, 10 + number))
    for number, title in enumerate(("Order the badges", "Write the manual", "Prepare the reports"), 1)
)


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("达标 -23%", "zh"),  # 23 is no 2 and 3
        ("Sorry, not 2 but 1.", "en"),  # what was said of 2 is not known, and it was not begun
    ],
)
def test_nothing_is_done_or_offered(text: str, locale: str) -> None:
    context = {"items": LISTED, "locale": locale, "written": date(2026, 3, 9), "people": ()}
    found = understand(new_text(text), ReplyContext.model_validate(context))
    assert (found.updates, found.requests, found.proposals) == ((), (), ())
