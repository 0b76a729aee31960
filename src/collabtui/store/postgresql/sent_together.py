"""Statements that go to PostgreSQL in one round trip, and which of them the server keeps prepared.

Each round trip waits for the network, and where many are at work for a processor on either side. psycopg is imported
here and in the modules beside this alone.
"""

import logging
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, TypeAlias

import psycopg

from collabtui.store.engine_connection import KeptAnswer
from collabtui.store.postgresql.translation import translated
from collabtui.store.postgresql.word_frequencies import Frequency, WordFrequencies

# on a lost line it warns, on the screen where nothing else takes it, of a second error; the first is raised
logging.getLogger("psycopg").setLevel(logging.CRITICAL)

OwnConnection: TypeAlias = "psycopg.Connection[tuple[Any, ...]]"
Question: TypeAlias = tuple[str, tuple[Any, ...]]
"""Common SQL, and what is bound in it."""
PREPARED_FROM = 4
"""So often a statement is asked on one line before the server keeps it prepared; a command asks few that often."""
_BY_VALUES = re.compile(r"(?<!person_words) @@ |LIMIT nullif\(")
"""In statements whose best plan depends on a word or a number: one for any value may take a hundred times as long. Of
people there are few enough for one plan."""
_CHANGES_ITSELF_ALONE = re.compile(
    r"(?:INSERT INTO|UPDATE|DELETE FROM) ((?:action|incoming|outgoing)(?:_\w+)?|claimed_mail|batch|trail|member)\b"
)
"""Of what is written these tables, by whose rows no others are hidden: whatever does not name it is as it was."""
_UNPREPARED = (
    # another session's: something hands out sessions, and gives itself out for a server
    psycopg.errors.InvalidSqlStatementName,
    psycopg.errors.DuplicatePreparedStatement,
    # it gives other columns by now: a step of the schema was made meanwhile
    psycopg.errors.FeatureNotSupported,
)


def next_number(sequence: str) -> str:
    return f"SELECT nextval('{sequence}')"


READ_LOCK = "5s"
"""So long a reader waits for who has a whole table locked; who writes says in each transaction how long."""
_WHOSE = "SELECT pg_backend_pid() = $1"
_WHOSE_BOUNDED = f"""SELECT whose.own FROM (SELECT pg_backend_pid() = $1 AS own) AS whose
    WHERE CASE WHEN whose.own THEN set_config('lock_timeout', '{READ_LOCK}', FALSE) END IS NOT NULL"""


def may_prepare(own: OwnConnection, *, only_reads: bool) -> bool:
    """Whether the server itself answers: a pool has a number of its own for who connects, and hands the session out to
    others, whose waits are none of ours."""
    asked = _WHOSE_BOUNDED if only_reads else _WHOSE
    return own.execute(asked, (own.info.backend_pid,)).fetchone() == (True,)


def read_texts_as_written(own: OwnConnection) -> None:
    """Have a backslash in a statement mean itself, also for a login that has it otherwise as its own setting. A pool
    keeps this one for each who connects."""
    if own.info.parameter_status("standard_conforming_strings") == "off":
        own.execute("SET standard_conforming_strings = on")


@lru_cache(maxsize=512)
def _is_planned_by_values(worded: str) -> bool:
    return _BY_VALUES.search(worded) is not None


class SentTogether:
    """The part of a connection that sends."""

    own: OwnConnection

    def __init__(self) -> None:
        self._along: list[tuple[str, Sequence[Any]]] = []
        """Statements that go with the next one."""
        self._after: list[tuple[str, Sequence[Any]]] = []
        """Those that go behind COMMIT."""
        self._foreseen: list[tuple[Question, str, Sequence[Any]]] = []
        """Questions that will be asked soon, each as PostgreSQL has it: they go behind the next statement."""
        self._answers: dict[Question, list[tuple[Any, ...]]] = {}
        """To what was foreseen, until it is asked, or something is written."""
        self._ahead: dict[Question, list[tuple[Any, ...]]] = {}
        """To what was asked ahead, until that is over."""
        self.kept: dict[str, KeptAnswer] = {}
        """As `engine_connection.Connection` says."""
        self._word_frequencies = WordFrequencies(self._beside)

    def round_trip(self, worded: str, parameters: Sequence[Any]) -> "psycopg.Cursor[tuple[Any, ...]]":
        """A statement in PostgreSQL's words, with all that goes along with it. Raises psycopg's errors."""
        along, self._along = self._along, []
        if worded.startswith("COMMIT") and self._after:
            return self._commit(along, worded)
        foreseen, self._foreseen = self._foreseen, []
        if not along and not foreseen:
            return self._asked(worded, parameters)
        with self.own.pipeline():
            for one in along:
                self._asked(*one)
            answer = self._asked(worded, parameters)
            soon = [(one, self._asked(sql, bound)) for one, sql, bound in foreseen]
        self._answers |= {one: found.fetchall() for one, found in soon}
        return answer

    def frequencies_in(self, sql: str, parameters: Sequence[Any]) -> tuple[tuple[str, Frequency], ...]:
        """Of the words that are looked for, by kind; none where the statement is planned for them."""
        if self.own.prepare_threshold is None or "MATCH" not in sql:
            return ()
        return self._word_frequencies.in_statement(sql, parameters)

    def _beside(self, sql: str) -> list[tuple[Any, ...]] | None:
        """For the connection's own use; None where the line is lost, which whatever is asked next finds out."""
        try:
            return self.own.execute(sql, prepare=False).fetchall()
        except psycopg.Error:
            return None

    def run_along(self, sql: str, parameters: Sequence[Any] = ()) -> None:
        worded = translated(sql)
        self._forget_what_changes(worded)
        self._along.append((worded, parameters))

    def draw_along(self, sequence: str) -> None:
        """The next number of it, on its way along with the next statement: it is the answer to who draws it then."""
        sql = next_number(sequence)
        self._foreseen.append(((sql, ()), sql, ()))

    def run_after(self, sql: str, parameters: Sequence[Any] = ()) -> None:
        """On its way with the next COMMIT, and done once that is: nobody's commit waits for it, nor fails by it."""
        self._after.append((translated(sql), parameters))

    def _forget_what_changes(self, worded: str) -> None:
        """Forget the answers to what was foreseen that a statement may change."""
        if self._answers:
            written = _CHANGES_ITSELF_ALONE.match(worded)
            named = written and re.compile(rf"\b{written[1]}\b")
            self._answers = {one: found for one, found in self._answers.items() if named and not named.search(one[0])}

    def _known(self, sql: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]] | None:
        """The answer to what was foreseen, or asked ahead, once."""
        if not self._answers and not self._ahead:
            return None
        question = (sql, tuple(parameters))
        known = self._answers.pop(question, None)
        return self._ahead.pop(question, None) if known is None else known

    def _asked(self, worded: str, parameters: Sequence[Any] = ()) -> "psycopg.Cursor[tuple[Any, ...]]":
        return self.own.execute(worded, parameters, prepare=False if _is_planned_by_values(worded) else None)

    def _commit(self, along: Sequence[tuple[str, Sequence[Any]]], worded: str) -> "psycopg.Cursor[tuple[Any, ...]]":
        """What goes behind it changes nothing of what came of it."""
        after, self._after = self._after, []
        ended = None
        try:
            with self.own.pipeline():
                for one in along:
                    self._asked(*one)
                ended = self._asked(worded)
                for one in after:
                    self._asked(*one)
        except psycopg.Error:
            if ended is None or ended.statusmessage != "COMMIT":
                raise
        return ended

    def _prepares_no_more(self, error: psycopg.Error) -> bool:
        """Whether a statement failed for being prepared; from then on none is on this line."""
        failed = self.own.prepare_threshold is not None and isinstance(error, _UNPREPARED)
        if failed:
            self.own.prepare_threshold = None
        return failed
