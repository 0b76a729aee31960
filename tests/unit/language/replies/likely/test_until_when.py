"""Leave for a later day that is asked for as people ask a colleague: can I have until Tuesday, give me until 18.03."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text


def _read(text: str) -> Understanding:
    items = (Item(ref="A1", title="Print visitor signs", number=1, due=date(2026, 3, 6), deliverable="signs"),)
    return understand(new_text(text), ReplyContext(items=items, locale="en", written=date(2026, 3, 4)))


@pytest.mark.parametrize(
    ("text", "due", "reason"),
    [
        (
            "Hi Deb, running a bit late on this one, can I have until Tuesday? Printer let us down.",
            10,
            "Printer let us down",
        ),
        ("can I have until Tuesday?", 10, None),
        ("Could we have until 12 March please?", 12, None),
        ("give me until 20 March", 20, None),
        ("Signs: please give me until 18.03.", 18, None),
        ("can you give me until 18.03?", 18, None),
        ("May I have until the 12th for the signs?", 12, None),
    ],
)
def test_it_is_put_before_the_facilitator(text: str, due: int, reason: str | None) -> None:
    found = _read(text)
    assert [(one.ask, one.due, one.reason) for one in found.requests] == [("postpone", date(2026, 3, due), reason)]
    assert (found.updates, found.proposals, found.doubt) == ((), (), "")


@pytest.mark.parametrize(
    "text",
    [
        # two days, in time, and of somebody else
        "Can I have until Thursday or Friday?",
        "Can I have until tomorrow?",
        "Can Deb have until Tuesday?",
        "Do I have until Tuesday?",
        "Give Tom until 18 March for the signs",
        # a clock, a sum, a version
        "Signs: at 17.04",
        "Signs cost 18.03",
        "Signs: by 18.03 pm",
        "give me until 17.45",
    ],
)
def test_what_is_less_certain_is_not(text: str) -> None:
    found = _read(text)
    assert not any(one.due for one in found.requests)
    assert not any(one.status for one in found.updates)
