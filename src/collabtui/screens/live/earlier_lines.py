"""Lines that were entered before, gone through with ↑ and ↓ as in a shell."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass
class EarlierLines:
    lines: list[str] = field(default_factory=list)
    at: int = 0
    """The one in the field; behind the last one stands what is being typed."""
    begun: str = ""
    """What stood in the field when ↑ was first pressed."""

    def begin_with(self, lines: Sequence[str]) -> None:
        """Those of before this page was opened come first."""
        self.lines[:0] = lines
        self.at += len(lines)

    def add(self, lines: Sequence[str]) -> None:
        """↑ begins behind them again."""
        self.lines += lines
        self.at = len(self.lines)

    def step(self, step: int, typed: str) -> str | None:
        """The line that comes into the field in place of `typed`; None where there is no other."""
        if self.at == len(self.lines):
            self.begun = typed
        at = self.at + step
        if at < 0:
            return None
        self.at = min(at, len(self.lines))
        return self.lines[self.at] if self.at < len(self.lines) else self.begun

    def leave(self, typed: str) -> str | None:
        """Goes back to what was being typed, and gives it, where one of them stands unchanged in the field."""
        if self.at == len(self.lines) or typed != self.lines[self.at]:
            return None
        self.at = len(self.lines)
        return self.begun
