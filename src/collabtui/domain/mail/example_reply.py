"""The example of a reply that a mail of ours shows: of its reader's own items, with a day that is to come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from collabtui.domain.count_working_days import IsWorking, add_working_days
from collabtui.domain.mail.mail_records import NumberedItem

_LATER_BY = 3
"""Working days by which the example is later than the item is due."""


@dataclass(frozen=True)
class ExampleReply:
    first: str
    """The number of the mail's first item, or a ref where it lists none; empty where its reader has nothing to do."""
    last: str
    """The same of its last."""
    _after: date
    _is_working: IsWorking

    @property
    def day(self) -> date:
        """A working day to which the last may be postponed: after today, and after it is due. Worked out where a mail
        shows it: the first question to a calendar of working days costs a quarter of a second."""
        return add_working_days(self._after, _LATER_BY, self._is_working)


def example_reply(items: Sequence[NumberedItem], today: date, is_working: IsWorking) -> ExampleReply:
    """`today` is the reader's. An item whose number is 0 stands in no list of the mail: it is named by its ref."""
    if not items:
        return ExampleReply("", "", today, is_working)
    first, last = (str(item.number or item.ref) for item in (items[0], items[-1]))
    return ExampleReply(first, last, max(today, items[-1].due or today), is_working)
