"""Risks as commands tell of them."""

from typing import TYPE_CHECKING, Any, Literal, TypedDict

from collabtui.store.queries.lookup import named
from collabtui.store.queries.row_reader import only, or_null, select
from collabtui.store.sqlite.connection import Connection
from collabtui.store.sqlite.dialect import to_second

if TYPE_CHECKING:
    from collabtui.domain.matters.matter import Level
    from collabtui.store.queries.rows.people_rows import NamedPerson

_COLUMNS = {
    "ref": "ref",
    "title": "text",
    "matter": "matter",
    "meeting": "meeting",
    "level": "level",
    "likelihood": "likelihood",
    "impact": "severity",
    "scope": or_null("impact"),
    "answer": or_null("answer"),
    "owner": "owner",
    "standby": or_null("standby"),
    "review": "review",
    "state": "state",
    "raised_by": '"by"',
    "raised_at": to_second("raised_at"),
}
_BY_LEVEL = "CASE level WHEN 'high' THEN 0 WHEN 'medium' THEN 1 ELSE 2 END"


class OneRiskRow(TypedDict):
    """`risk --json`."""

    ref: str
    title: str
    matter: str | None
    meeting: str | None
    level: "Level"
    likelihood: "Level | None"
    impact: "Level | None"
    """How bad it would be."""
    scope: str | None
    """What it would hit."""
    answer: str | None
    owner: "NamedPerson | None"
    standby: str | None
    review: str | None
    state: Literal["open", "closed", "withdrawn"]
    raised_by: str
    raised_at: str


def all_risks(reader: Connection, *, matter: str | None = None, only_open: bool = True) -> list[OneRiskRow]:
    """High ones first; what was taken back is none."""
    wanted = ["state = 'open'" if only_open else "state <> 'withdrawn'", *(["matter = ?"] if matter else [])]
    rest = f"FROM risk WHERE {' AND '.join(wanted)} ORDER BY state <> 'open', {_BY_LEVEL}, id"
    return _with_owners(reader, select(reader, _COLUMNS, rest, (matter,) if matter else ()))


def one_risk(reader: Connection, ref: str) -> OneRiskRow:
    """Raises `Unknown` (`risk.unknown`)."""
    found = select(reader, _COLUMNS, "FROM risk WHERE ref = ?", (ref.strip().upper(),))
    return _with_owners(reader, [only(found, "risk", ref)])[0]


def _with_owners(reader: Connection, rows: list[Any]) -> list[OneRiskRow]:
    known = named(reader, (row["owner"] for row in rows if row["owner"]))
    for row in rows:
        row["owner"] = known.get(row["owner"])
    return rows
