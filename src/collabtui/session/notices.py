"""Notices: sentences on what was done, or why not, kept so that they can be read again."""

from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

KEPT = 20
Severity = Literal["information", "warning", "error"]
_READ_BY_NOW = timedelta(seconds=8)
"""After which whoever goes on has seen an error."""


class Notice(NamedTuple):
    number: int
    """Counts from the start of the program."""
    text: str
    severity: Severity
    at: datetime
    is_news: bool = False
    """It came by itself, and is no answer to a key."""


class NoticeLog:
    """The last `KEPT` notices, and the one that is shown now. An error is shown until Esc, until a key some time later,
    or until another takes its place; everything else until its time is over."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self.recent: deque[Notice] = deque(maxlen=KEPT)
        """The oldest first."""
        self.shown: Notice | None = None
        self.hidden = 0
        """Notices whose place was taken before their time was over, and that were not read since."""
        self._count = 0
        self._next: Notice | None = None
        """News that wait until what is shown is over."""

    def add(self, text: str, severity: Severity) -> Notice:
        """Shows it. The sentence that is shown already is not kept a second time, it only begins anew."""
        shown = self.shown
        if shown and (shown.text, shown.severity) == (text, severity):
            self.recent = deque((one for one in self.recent if one.number != shown.number), KEPT)
        elif shown:
            self.hidden += 1
        self.shown = self._kept(text, severity)
        return self.shown

    def add_news(self, text: str) -> Notice | None:
        """News never take the place of an answer to a key: they are shown behind it. None where they wait."""
        if self.shown is None or self.shown.is_news:
            self.shown = self.add(text, "information")._replace(is_news=True)
            return self.shown
        if self._next:
            self.hidden += 1
        self._next = self._kept(text, "information")._replace(is_news=True)
        return None

    def _kept(self, text: str, severity: Severity) -> Notice:
        self._count += 1
        notice = Notice(self._count, text, severity, self._clock())
        self.recent.append(notice)
        return notice

    def expire(self, notice: Notice) -> bool:
        """Its time is over: what waited is shown. False where it is not shown, or has to stay."""
        if self.shown != notice or notice.severity == "error":
            return False
        waited, hidden = self._next, self.hidden
        self.mark_read()
        if waited:
            self.shown, self.hidden = waited, hidden
        return True

    def mark_read(self) -> None:
        """Somebody has seen what is shown."""
        self.shown, self._next, self.hidden = None, None, 0

    def is_error_read(self, key: str) -> bool:
        """Whether an error is shown, and this key says that it was read: Esc at once, any other when there was time."""
        if self.shown is None or self.shown.severity != "error":
            return False
        return key == "escape" or self._clock() - self.shown.at >= _READ_BY_NOW
