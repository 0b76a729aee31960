"""The two ends of a move, as each engine has them."""

from contextlib import AbstractContextManager
from typing import Protocol

from collabtui.store.engine_connection import Connection


class MoveSource(Protocol):
    """A database that is moved: nobody writes to it meanwhile, everybody may read."""

    place: str

    @property
    def connection(self) -> Connection: ...

    def state(self) -> str:
        """Names what it holds: two that are equal hold the same."""

    def numbers(self) -> dict[str, int]:
        """As `check.engine_objects.EngineObjects.counted`."""

    def leave_to(self, place: str) -> None:
        """Ends the move: from now on it refuses to be opened, and says where everything is."""

    def close(self) -> None:
        """Others may write again, unless it was left."""


class MoveTarget(Protocol):
    """The database that takes its place, made where there is none; it refuses to be opened until it is whole."""

    place: str

    @property
    def connection(self) -> Connection: ...

    def begun_from(self) -> str | None:
        """The state from which a move that was broken off had begun; "" where it is empty, None where it is whole."""

    def begin(self, state: str) -> None:
        """Empties it, and remembers the state; raises Refused `move.there` (path) for one that is whole."""

    def go_on_from(self, begun: str, state: str) -> None:
        """Note that the rows that are there are of another state by now. Raises as `filling`."""

    def filling(self, state: str) -> AbstractContextManager[None]:
        """A transaction of the move from that state. Raises Refused `move.other` (path) where another one has begun
        since: two that come from different places never mix."""

    def number(self, numbers: dict[str, int]) -> None:
        """No number that was given is given again. Within `filling`."""

    def finish(self, state: str) -> None:
        """It is whole, on its disk when this returns. Raises as `filling`, and Refused `move.there` (path) where
        something has taken its place meanwhile."""

    def close(self) -> None: ...
