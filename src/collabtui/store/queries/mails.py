"""Rows of the outbox (mails that go out, by state or person) and of the inbox (mails that came in, with what was read
in them); one mail of either whole, and its raw bytes."""

from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from collabtui.domain.mail.left_before_restore import LEFT_BEFORE
from collabtui.domain.refs import INCOMING, OUTGOING, ref_of
from collabtui.errors import Unknown
from collabtui.store.common_sql.dialect import marks, to_second, unindexed, value_at, without_prefix
from collabtui.store.engine_connection import Connection
from collabtui.store.queries.lookup import named
from collabtui.store.queries.row_reader import limited, only, or_null, select, unfold
from collabtui.text.meaning_lines import VoteMeaning, own_answers

if TYPE_CHECKING:
    from collabtui.domain.mail.mail_records import OutgoingState
    from collabtui.store.queries.rows.mail_rows import (
        InboxLineRow,
        InboxMailRow,
        InboxPageRow,
        IncomingRow,
        OutboxLineRow,
        OutboxMailRow,
        OutgoingRow,
        OwnAnswerRow,
        PositionRow,
        QuestionAnswerRow,
        UnderstandingRow,
    )

_NUMBER = f"CAST({without_prefix('ref', 'O')} AS INTEGER)"
_SUBJECT, _TEXT = (f"coalesce({value_at('own_words', name)}, {name})" for name in ("subject", "text"))
"""As the reader gets them: own words take the place of what was rendered."""
_OUTGOING = {
    "id": _NUMBER,
    "kind": "kind",
    "to": '"to"',
    "subject": _SUBJECT,
    "state": "state",
    "attempts": "attempts",
    "last_error": or_null("last_error"),
    "not_before": to_second("not_before"),
    "message_id": "message_id",
}
_INCOMING = {
    "id": _NUMBER,
    "message_id": or_null("message_id"),
    "sender": or_null("sender"),
    "trust": "trust",
    "kind": "kind",
    "verdict": "verdict",
    "reason": "reason",
    "updates": "updates",
    "requests": "requests",
    "proposals": value_at("understanding", "proposals"),
    "sign_off": "sign_off",
    "rsvp": "rsvp",
    "answer": "answer",
    "newer": "newer",
}
INBOX_KEYS = (*_INCOMING, "position", "own_answers")
"""What programs are told of one mail."""
_ENVELOPE = {"subject": "subject", "received_at": to_second("received_at"), "state": "state", "person": "person"}
_AT_ONCE = 500
_STATES: "tuple[OutgoingState, ...]" = ("queued", "sending", "held", "failed", "sent")
MOST_COUNTED = 10_000
"""Mails of one state."""
_UPDATE = ("ref", "status", "percent", "note")
PROPOSAL_KEYS = ("n", "ref", "status", "percent", "ask", "due", "to", "text", "why")
REQUEST_KEYS = ("ref", "ask", "due", "reason", "to", "text")
_TIMES = ("start", "end")
"""Of another time that a calendar proposes for a meeting: for people only."""


def outbox(reader: Connection, *, state: str | None = None, limit: int | None = None) -> "list[OutgoingRow]":
    """`outbox list`: the newest first."""
    where, values = ("WHERE state = ?", (state,)) if state else ("", ())
    return select(reader, _OUTGOING, f"FROM outgoing {where} ORDER BY id DESC LIMIT ?", (*values, limited(limit)))


def outbox_mail(reader: Connection, number: int | str) -> "OutboxMailRow":
    """`outbox show`: the same with `queued_at sent_at automatic person text`, and `edited` where somebody's own words
    stand in it; a number or a ref. Raises `Unknown` (key `outgoing.unknown`)."""
    columns = _OUTGOING | {
        "queued_at": to_second("queued_at"),
        "sent_at": to_second("sent_at"),
        "automatic": "automatic",
        "person": "person",
        "text": _TEXT,
        "edited": "own_words IS NOT NULL",
    }
    ref = ref_of(OUTGOING, number)
    row = only(select(reader, columns, "FROM outgoing WHERE ref = ?", (ref,)), "outgoing", ref)
    row["automatic"], row["edited"] = bool(row["automatic"]), bool(row["edited"])
    row["person"] = named(reader, [row["person"]]).get(row["person"])
    mail: OutboxMailRow = row
    return mail


def outbox_counts(reader: Connection) -> "dict[OutgoingState, int]":
    """The number of mails in each state; at most `MOST_COUNTED`, as counting a hundred thousand takes its time."""
    sql = "SELECT count(*) FROM (SELECT 1 FROM outgoing WHERE state = ? LIMIT ?) AS those"
    counts = {state: reader.row(sql, (state, MOST_COUNTED)) for state in _STATES}
    return {state: count[0] for state, count in counts.items() if count}


def outbox_refs(reader: Connection, *, state: str = "", person: str = "", limit: int | None = None) -> list[str]:
    """Refs of the outbox, the newest first, in a state or to a person (a ref) where one is given. For lists that read
    the rows they show with `outbox_by_ref`."""
    # not by the index: of one person there are few, of a state there may be a hundred thousand
    asked = {"person": person, unindexed("state") if person else "state": state}
    where = " AND ".join(f"{column} = ?" for column, value in asked.items() if value)
    sql = f"SELECT ref FROM outgoing {where and 'WHERE'} {where} ORDER BY id DESC LIMIT ?"
    return [ref for (ref,) in reader.rows(sql, (*filter(None, asked.values()), limited(limit)))]


def message_ids_that_left(reader: Connection) -> set[str]:
    """Message-IDs of the mails that a server was asked to take, and of those that had left before a copy was
    restored."""
    left = reader.rows("SELECT message_id FROM outgoing WHERE state IN ('sending', 'sent')")
    before = reader.rows("SELECT message_id FROM claimed_mail WHERE digest LIKE ?", (f"{LEFT_BEFORE}%",))
    return {message_id for (message_id,) in (*left, *before)}


def recipient_of(reader: Connection, ref: str) -> str:
    """The ref of the person to whom the mail goes. Raises `Unknown` (key `outgoing.unknown`)."""
    person: str = only(reader.rows("SELECT person FROM outgoing WHERE ref = ?", (ref,)), "outgoing", ref)[0]
    return person


def outbox_by_ref(reader: Connection, refs: Sequence[str]) -> "list[OutboxLineRow]":
    """These mails in this order, a line each: who gets it, what it is, how it stands and since when."""
    columns = {
        "ref": "ref",
        "kind": "kind",
        "to": '"to"',
        "subject": _SUBJECT,
        "state": "state",
        "last_error": or_null("last_error"),
        "not_before": to_second("not_before"),
        "queued_at": to_second("queued_at"),
        "sent_at": to_second("sent_at"),
        "person": "person",
        "edited": "own_words IS NOT NULL",
    }
    found: dict[str, OutboxLineRow] = {}
    for start in range(0, len(refs), _AT_ONCE):
        some = refs[start : start + _AT_ONCE]
        rows = select(reader, columns, f"FROM outgoing WHERE ref IN ({marks(len(some))})", some)
        known = named(reader, (row["person"] for row in rows))
        for row in rows:
            row["edited"], row["person"] = bool(row["edited"]), known.get(row["person"])
            found[row["ref"]] = row
    return [found[ref] for ref in refs]


def inbox(reader: Connection, *, waiting: bool = False, limit: int | None = None) -> "list[IncomingRow]":
    """`inbox list --json`: the newest first."""
    rows: list[Any] = inbox_lines(reader, waiting=waiting, limit=limit)
    for row in rows:
        row["verdict"] = verdict_now(row)
        for name in _ENVELOPE:
            del row[name]
    return rows


def verdict_now(row: "InboxLineRow | InboxMailRow") -> str:
    """`review` where nothing of it was done without asking and it waits for what it asks."""
    done = row["updates"] or row["sign_off"] == "agreed" or row["rsvp"]
    return "review" if row["state"] == "waiting" and not done else row["verdict"]


def inbox_lines(reader: Connection, *, waiting: bool = False, limit: int | None = None) -> "list[InboxLineRow]":
    """The inbox as people see it: the same with `subject received_at state`, and the `person` it came from as `name
    email department`."""
    where = "WHERE state = 'waiting'" if waiting else ""
    return _incoming(reader, _INCOMING | _ENVELOPE, f"{where} ORDER BY id DESC LIMIT ?", (limited(limit),))


def inbox_numbers(reader: Connection, *, waiting: bool = False) -> "array[int]":
    """The `id`s of the whole inbox: what waits first, then the newest, without the copies of what we sent. For lists
    that read the rows they show with `inbox_by_number`."""
    where = "WHERE state = 'waiting'" if waiting else "WHERE kind <> 'own'"
    sql = f"SELECT {_NUMBER} FROM incoming {where} ORDER BY state <> 'waiting', id DESC"
    return reader.ids(sql)


def newest_numbers(reader: Connection, limit: int) -> list[int]:
    """The `id`s of the mails that came in last, the newest first; for `inbox_by_number`."""
    sql = f"SELECT {_NUMBER} FROM incoming WHERE kind <> 'own' ORDER BY id DESC LIMIT ?"
    return [number for (number,) in reader.rows(sql, (limit,))]


def inbox_numbers_of(reader: Connection, person: str, limit: int) -> list[int]:
    """The `id`s of the last mails from a person (a ref), the newest first; for `inbox_by_number`."""
    sql = f"SELECT {_NUMBER} FROM incoming WHERE person = ? AND kind <> 'own' ORDER BY written_at DESC LIMIT ?"
    return [number for (number,) in reader.rows(sql, (person, limit))]


def inbox_by_number(reader: Connection, numbers: Sequence[int]) -> "list[InboxPageRow]":
    """As `inbox_lines`, these mails in this order, with `said`: the first line that is new in it."""
    columns = _INCOMING | _ENVELOPE | {"said": value_at("new_text", "lines[0].text")}
    found: dict[int, InboxPageRow] = {}
    for start in range(0, len(numbers), _AT_ONCE):
        refs = [ref_of(INCOMING, number) for number in numbers[start : start + _AT_ONCE]]
        where = f"WHERE ref IN ({marks(len(refs))})"
        found.update((row["id"], row) for row in _incoming(reader, columns, where, refs))
    return [found[number] for number in numbers]


def inbox_mail(reader: Connection, number: int | str) -> "InboxMailRow":
    """`inbox show`: the same with `written_at`, `answers` (the ref of the mail it answers), `settled` (the numbers of
    proposals that their sender has decided), `new_text` and `understanding` as the models have them; requests also with
    `start end`; `position`, what it says for its sender's department, as `stance contact text`.
    Raises `Unknown` (key `incoming.unknown`)."""
    columns = {
        "written_at": to_second("written_at"),
        "answers": "answers",
        "settled": "settled",
        "new_text": "new_text",
        "understanding": "understanding",
    }
    ref = ref_of(INCOMING, number)
    keys = (*REQUEST_KEYS, *_TIMES)
    rows = _incoming(reader, _INCOMING | _ENVELOPE | columns, "WHERE ref = ?", (ref,), keys)
    row: InboxMailRow = only(unfold(rows, "new_text", "understanding", "settled"), "incoming", ref)
    row["position"] = _position(row["understanding"])
    row["own_answers"] = _own_answers(row["understanding"])
    return row


def outbox_raw(reader: Connection, number: int | str) -> bytes:
    """The whole mail as sent. Raises `Unknown` (key `outgoing.unknown`)."""
    return _raw(reader, "outgoing", ref_of(OUTGOING, number))


def inbox_raw(reader: Connection, number: int | str) -> bytes:
    """The whole mail as it came in. Raises `Unknown` (key `incoming.unknown`)."""
    return _raw(reader, "incoming", ref_of(INCOMING, number))


def _incoming(
    reader: Connection, columns: dict[str, str], rest: str, values: Sequence[Any], keys: Sequence[str] = REQUEST_KEYS
) -> list[Any]:
    nested = ("updates", "requests", "proposals", "newer")
    rows = unfold(select(reader, columns, f"FROM incoming {rest}", values), *nested)
    known = named(reader, (row["person"] for row in rows if row["person"]))
    for row in rows:
        row["person"] = known.get(row["person"])
        row["updates"] = [{name: update[name] for name in _UPDATE} for update in row["updates"]]
        row["requests"] = [{name: request.get(name) for name in keys} for request in row["requests"]]
        row["proposals"] = [{name: one.get(name) for name in PROPOSAL_KEYS} for one in row["proposals"] or ()]
    return rows


def _position(understanding: "UnderstandingRow | None") -> "PositionRow | None":
    """What the mail says for its sender's department, as `stance contact text`; None where it says nothing of that."""
    stance = understanding and understanding.get("stance")
    if not understanding or not stance:
        return None
    return {"stance": stance, "contact": understanding["contact"] or None, "text": understanding["statement"] or None}


def _own_answers(understanding: "UnderstandingRow | None") -> "list[OwnAnswerRow]":
    if understanding is None:
        return []
    vote: VoteMeaning = {
        "counts": understanding.get("vote", "") or _answers(understanding.get("answers", [])),
        "proposed": understanding.get("vote_proposed", "") or _answers(understanding.get("answers_proposed", [])),
        "voter": understanding.get("voter_name", ""),
    }
    certain, open_ones = understanding.get("criteria", []), understanding.get("criteria_proposed", [])
    return list(own_answers(vote, understanding.get("notes", []), certain, open_ones))


def _answers(given: "Sequence[QuestionAnswerRow]") -> str:
    """To a questionnaire: `1 4 · 2 B`."""
    return " · ".join(f"{one['number']} {one['value']}" for one in given)


def _raw(reader: Connection, table: str, ref: str) -> bytes:
    row = reader.row(f"SELECT raw FROM {table} JOIN {table}_raw USING (id) WHERE ref = ?", (ref,))
    if row is None:
        raise Unknown(f"{table}.unknown", ref=ref)
    raw: bytes = row[0]
    return raw
