"""Who is away: from automatic replies that can be believed, until the person writes himself."""

from datetime import timedelta

from collabtui.domain.mail.mail_records import Incoming
from collabtui.domain.mail.reply import Clause, Proposal, TextSpan, Understanding
from collabtui.store.engine_connection import Connection
from collabtui.store.interface import Store
from collabtui.store.queries.absences import absences
from support.records import CHEN, NOW, ZHANG, incoming, put

SAID = "Please contact Carol."
SINCE = NOW - timedelta(days=14)


def note(ref: str, person: str, said: str = SAID, **fields: object) -> Incoming:
    clause = Clause(span=TextSpan(start=0, end=len(said)), text=said, rule="delegate", counts=False)
    found = Understanding(clauses=(clause,)) if said else Understanding()
    usual = {"kind": "auto-reply", "trust": "token", "person": person, "received_at": NOW, "understanding": found}
    return incoming(ref, **(usual | fields))


def test_whom_a_note_names_is_shown_with_who_is_away(store: Store, reader: Connection) -> None:
    put(store, ZHANG, CHEN, note("I1", ZHANG.ref), note("I2", CHEN.ref, said=""))
    found = absences(reader, since=SINCE)
    assert {ref: (row["name"], row["said"]) for ref, row in found.items()} == {
        ZHANG.ref: (ZHANG.name, SAID),
        CHEN.ref: (CHEN.name, None),
    }


def test_who_has_written_since_is_back(store: Store, reader: Connection) -> None:
    put(store, ZHANG, note("I1", ZHANG.ref), note("I2", ZHANG.ref, kind="reply"))
    assert absences(reader, since=SINCE) == {}
    put(store, note("I3", ZHANG.ref, said="找王芳"))
    assert absences(reader, since=SINCE)[ZHANG.ref]["said"] == "找王芳"


def test_an_old_note_and_one_that_anybody_could_have_written_do_not_count(store: Store, reader: Connection) -> None:
    put(store, ZHANG, CHEN)
    put(store, note("I1", ZHANG.ref, received_at=SINCE - timedelta(seconds=1)), note("I2", CHEN.ref, trust="known"))
    assert absences(reader, since=SINCE) == {}


def test_the_last_day_is_that_of_a_note_that_was_entered(store: Store, reader: Connection) -> None:
    away = Proposal(n=1, ref=None, ask="absence", due=NOW.date(), why="away")
    entered = note("I1", ZHANG.ref, said="", state="applied", understanding=Understanding(proposals=(away,)))
    waits = note("I2", CHEN.ref, said="", state="waiting", understanding=Understanding(proposals=(away,)))
    put(store, ZHANG, CHEN, entered, waits)
    found = absences(reader, since=SINCE)
    assert {ref: (row["mail"], row["until"]) for ref, row in found.items()} == {
        ZHANG.ref: ("I1", NOW.date().isoformat()),
        CHEN.ref: ("I2", None),
    }
