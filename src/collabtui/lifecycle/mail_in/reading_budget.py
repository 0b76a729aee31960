"""The time limit for reading one mail: one that takes longer is put on the list of those that could not be read.

The sizes that are looked at (`mail.parse`, `mail.quote`, `language.replies`) bound what each step costs. The budget is
asked between the steps, and by the longest ones at each line, for a machine or a mail on which that is too much all the
same."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeVar

from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Acting, Timer

TOO_SLOW: Final = "too-slow"
READER_DIED: Final = "reader-died"
"""Reason codes of a mail that is set aside: it took longer than its budget, or the process that read it was killed."""
SET_ASIDE = frozenset({TOO_SLOW, READER_DIED})

T = TypeVar("T")


class TooSlow(Refused):
    """Reading the mail took longer than its budget (mail.too_slow: seconds)."""


@dataclass(frozen=True)
class ReadingBudget:
    """Runs from when it is made, by the time of the processor: on a machine that does other work no mail is slow."""

    timer: Timer
    until: float
    seconds: int

    @classmethod
    def of(cls, acting: Acting) -> "ReadingBudget":
        seconds = acting.config.reply.reading_seconds
        return cls(acting.timer, acting.timer() + seconds, seconds)

    def after(self, step: Callable[[], T]) -> T:
        """Run the step and return its result. Raises `TooSlow` if the budget was spent by then."""
        result = step()
        self.go_on()
        return result

    def go_on(self) -> None:
        """The pace of a step (`domain.mail.reading_pace`). Raises `TooSlow` if the budget is spent."""
        if self.timer() > self.until:
            raise TooSlow("mail.too_slow", seconds=self.seconds)
