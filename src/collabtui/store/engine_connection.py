"""The connection of a store, whichever engine is behind it: its verbs.

The SQL is one text for both: plain SQL with `?` for a bound value, and the words of `store.common_sql.dialect`. SQLite
reads it as it stands, `store.postgresql.translation` says it in PostgreSQL's words.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

if TYPE_CHECKING:
    from array import array

T = TypeVar("T")


class Answer(Protocol):
    """The result of a statement: its rows one after the other, and how many it touched."""

    @property
    def rowcount(self) -> int: ...

    def fetchone(self) -> Any: ...

    def fetchmany(self, size: int) -> list[Any]: ...

    def __iter__(self) -> Iterator[Any]: ...


class KeptAnswer(NamedTuple):
    """An answer that holds as long as the state of the tables that it was read from."""

    state: tuple[Any, ...]
    answer: object


class Connection(Protocol):
    """In autocommit mode: a transaction begins where `BEGIN` is said. Not to be shared between threads.

    `run`, `row` and `rows` raise `CollabError` for what the disk, a lock or the network refuses; the engine's own
    exceptions are left for what is a fault of the program.
    """

    is_far: bool
    """Whether each question costs a round trip and a plan: then it is asked first which of many are worth it."""
    kept: dict[str, KeptAnswer]
    """Answers to questions that are put again and again, by what they are; of this connection alone, since another
    login may see other rows."""

    @property
    def in_transaction(self) -> bool: ...

    def run(self, sql: str, parameters: Sequence[Any] = ()) -> Answer: ...

    def run_along(self, sql: str, parameters: Sequence[Any] = ()) -> None:
        """On its way along with the next statement of the transaction, which raises what this one is refused with."""

    def enter(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Puts rows into a table, as the engine does it quickest; within a transaction."""

    def enter_words(self, kind: str, cut: Sequence[tuple[int, str]]) -> None:
        """Puts into the index of the search the words of records, which `fulltext.indexed` makes, by their ids; within
        a transaction."""

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]: ...

    def rows_of_each(self, asked: Sequence[tuple[str, Sequence[Any]]]) -> list[list[tuple[Any, ...]]]:
        """Of several questions, none of which needs another's answer, outside of a transaction: by one round trip."""

    def together(self, job: "Callable[[Connection], T]") -> T:
        """The result of a job that only reads: outside of a transaction all questions of it that need no other's
        answer go by one round trip. It is begun twice, with a reader that finds nothing first."""
        ...

    def foresee(self, asked: Sequence[tuple[str, tuple[Any, ...]]]) -> None:
        """Questions that come after the next one, unless its answer makes them needless: outside of a transaction they
        go along with it. What is foreseen anew takes the place of what was; nothing: no answer is kept any more."""

    def row(self, sql: str, parameters: Sequence[Any] = ()) -> tuple[Any, ...] | None: ...

    def ids(self, sql: str, parameters: Sequence[Any] = ()) -> "array[int]":
        """The row ids that a query of one column gives, in its order: eight bytes each, however many they are."""

    def show_texts(self, shown: Callable[[bytes], str]) -> None:
        """From now on each text that is read is what `shown` makes of it, UTF-8."""

    def show_rows(self, rewrite: Callable[[str], str] | None) -> None:
        """From now on each statement is what `said` makes of it; None: as it is."""

    def change_counter(self) -> int:
        """The number of the last batch that was written, 0 before the first: rises whenever a record was written, by
        any process."""
        ...

    def close(self) -> None: ...
