"""The questions of a job, found by letting it ask nobody: so that all of it goes to the server in one round trip."""

from collections.abc import Callable, Sequence
from typing import Any, cast

from collabtui.store.engine_connection import Connection
from collabtui.store.postgresql.sent_together import Question


def noted_questions(job: Callable[[Connection], object]) -> list[Question]:
    """Those that need no other's answer."""
    nobody = _Nobody()
    job(cast("Connection", nobody))
    return nobody.asked


class _Nobody:
    """A reader that notes each question, and finds nothing."""

    is_far = True

    def __init__(self) -> None:
        self.asked: list[Question] = []

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        self.asked.append((sql, tuple(parameters)))
        return []

    def row(self, sql: str, parameters: Sequence[Any] = ()) -> None:
        self.rows(sql, parameters)

    def rows_of_each(self, asked: Sequence[tuple[str, Sequence[Any]]]) -> list[list[tuple[Any, ...]]]:
        return [self.rows(*one) for one in asked]

    def foresee(self, asked: Sequence[Question]) -> None:
        """They are asked later, or not at all."""
