"""By whom, where and with what an item was done, behind its verb."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

_TITLES = ("Print report templates", "Replace tyres of truck 7719", "Install GPS in vans", "Repair dye machine")


def _done(text: str) -> list[str]:
    items = tuple(Item(ref=f"A{n}", title=title, number=n, due=date(2026, 3, 12)) for n, title in enumerate(_TITLES, 1))
    context = ReplyContext(
        items=items,
        locale="en",
        written=date(2026, 3, 4),
        minutes="M1",
        people=("Bob Brown",),
        answers_ours=True,
        hour=16,
    )
    return [one.ref for one in understand(new_text(text), context).updates if one.status == "done"]


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("Report templates printed in colour", "A1"),
        ("Tyres were replaced at Kwik Fit yesterday", "A2"),
        ("GPS was installed in every van on Tuesday", "A3"),
        ("The dye machine was repaired in the workshop on Tuesday", "A4"),
    ],
)
def test_they_leave_it_certain(text: str, ref: str) -> None:
    assert _done(text) == [ref]


@pytest.mark.parametrize(
    "text",
    [
        "GPS is installed in two vans",
        "GPS is installed in 6 vans out of 10",
        "GPS is installed in most vans",
        "The dye machine was repaired in part",
        "The dye machine was repaired with reservations",
        "The dye machine was repaired and rejected by legal",
        "Report templates are printed for testing",
        "Report templates are printed in draft",
        "Tyres were replaced on the wrong truck",
        "Tyres replaced by the workshop?",
        "The dye machine is to be repaired by Bosch",
    ],
)
def test_what_limits_it_does(text: str) -> None:
    assert _done(text) == []
