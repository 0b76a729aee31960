"""The example of a reply that a mail of ours shows: of its reader's own items, with a day that is to come."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from collabtui.domain.count_working_days import IsWorking, add_working_days
from collabtui.domain.mail.mail_records import NumberedItem

_LATER_BY = 3
"""Working days by which the example is later than the item is due."""


class ExampleReply(NamedTuple):
    first: int | None
    """The number of the mail's first item; None where it lists none."""
    last: int | None
    """The number of its last."""
    day: date
    """A working day to which the last may be postponed: after today, and after it is due."""


def example_reply(items: Sequence[NumberedItem], today: date, is_working: IsWorking) -> ExampleReply:
    """`today` is the reader's."""
    if not items:
        return ExampleReply(None, None, add_working_days(today, _LATER_BY, is_working))
    due = items[-1].due or today
    return ExampleReply(items[0].number, items[-1].number, add_working_days(max(today, due), _LATER_BY, is_working))
