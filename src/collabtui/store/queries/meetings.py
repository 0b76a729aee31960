"""Rows of meetings, of what was said in them, and of who signed."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from collabtui.domain.refs import kept_ref
from collabtui.errors import Unknown
from collabtui.store.common_sql.dialect import to_second
from collabtui.store.engine_connection import Connection
from collabtui.store.queries.lookup import named
from collabtui.store.queries.row_reader import limited, only, or_null, select, unfold

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from collabtui.store.queries.rows.meeting_rows import (
        AskedQuestionRow,
        CountedChoiceRow,
        DecisionRow,
        MeetingRow,
        ParticipantRow,
        QuestionRow,
        SeriesRow,
        SignOffRow,
        SlotRow,
        StoredParticipant,
        StoredSlot,
        VoteRow,
    )
    from collabtui.store.queries.rows.people_rows import NamedPerson

_MEETING = {
    "ref": "ref",
    "title": "title",
    "start": "start",
    "end": '"end"',
    "place": or_null("place"),
    "matter": "matter",
    "state": "state",
    "slots": "slots",
    "participants": "participants",
    "timezone": "timezone",
    "series": "series",
    "occurrence": "occurrence",
}
_SERIES = {name: name for name in ("ref", "rule", "start", "called_off", "follows")}
_SIGN_OFF = {
    "person": "person",
    "minutes_version": "minutes_version",
    "state": "state",
    "text": or_null("text"),
    "recorded_by": """CASE WHEN state = 'agreed' AND text <> '' THEN (SELECT actor FROM trail
        WHERE trail.ref = sign_off.ref AND trail.field = 'text' ORDER BY trail.id DESC LIMIT 1) END""",
    "at": to_second("at"),
    "deadline": to_second("deadline"),
    "corrections": "corrections",
}
_ASKED = "NOT (state = 'replaced' AND person IN (SELECT ref FROM person WHERE merged_into IS NOT NULL))"


def meetings(reader: Connection, *, state: str | None = None, limit: int | None = None) -> "list[MeetingRow]":
    """`meeting list`: the latest first. Times are in the zone the agenda is written in."""
    where, values = ("WHERE state = ?", (state,)) if state else ("", ())
    return meeting_rows(reader, f"FROM meeting {where} ORDER BY start DESC, id DESC LIMIT ?", (*values, limited(limit)))


def meetings_of(reader: Connection, matter: str) -> "list[MeetingRow]":
    """Those of a matter, the latest first."""
    return meeting_rows(reader, "FROM meeting WHERE matter = ? ORDER BY start DESC, id DESC", (kept_ref(matter),))


def meeting(reader: Connection, ref: str) -> "MeetingRow":
    """`meeting show`. Raises `Unknown` (key `meeting.unknown`)."""
    return only(meeting_rows(reader, "FROM meeting WHERE ref = ?", (kept_ref(ref),)), "meeting", ref)


def decisions(reader: Connection, ref: str) -> "list[DecisionRow]":
    """Decisions of the meeting that were not withdrawn: `ref text slot at by`."""
    columns = {"ref": "ref", "text": "text", "slot": "slot", "at": to_second("at"), "by": '"by"'}
    return select(reader, columns, "FROM decision WHERE meeting = ? AND NOT withdrawn ORDER BY id", (kept_ref(ref),))


def questions(reader: Connection, *, meeting: str | None = None, matter: str | None = None) -> "list[QuestionRow]":
    """Open questions, of a meeting, of a matter, or all: `ref text meeting matter at by`."""
    columns = {name: name for name in ("ref", "text", "meeting", "matter")} | {"at": to_second("at"), "by": '"by"'}
    given = {name: kept_ref(ref) for name, ref in (("meeting", meeting), ("matter", matter)) if ref}
    where = "".join(f" AND {name} = ?" for name in given)
    return select(reader, columns, f"FROM question WHERE state = 'open'{where} ORDER BY id", tuple(given.values()))


def sign_offs(reader: Connection, ref: str) -> "list[SignOffRow]":
    """`meeting sign-offs`: `person{name,email,department} minutes_version state text recorded_by at
    deadline corrections[{text,line,mail,outcome}]`, the latest version first. Raises `Unknown` (`meeting.unknown`)."""
    ref = kept_ref(ref)
    if reader.row("SELECT 1 FROM meeting WHERE ref = ?", (ref,)) is None:
        raise Unknown("meeting.unknown", ref=ref)
    # not those of one who was asked under another ref as well
    rest = f"FROM sign_off WHERE meeting = ? AND {_ASKED} ORDER BY minutes_version DESC, id"
    rows = unfold(select(reader, _SIGN_OFF, rest, (ref,)), "corrections")
    known = named(reader, (row["person"] for row in rows))
    for row in rows:
        row["person"] = known.get(row["person"])
        row["corrections"] = row["corrections"] or []
    return rows


def meeting_rows(reader: Connection, rest: str, values: Sequence[Any]) -> "list[MeetingRow]":
    """`SELECT … <rest>`, as `meeting list` shows them."""
    from zoneinfo import ZoneInfo

    rows = unfold(select(reader, _MEETING, rest, values), "slots", "participants")
    known = named(reader, (each["person"] for row in rows for each in row["participants"]))
    series = _series_named(reader, {row["series"] for row in rows if row["series"]})
    for row in rows:
        zone = ZoneInfo(row.pop("timezone"))
        start = datetime.fromisoformat(row["start"]).astimezone(zone)
        row["start"] = start.isoformat(timespec="seconds")
        row["end"] = datetime.fromisoformat(row["end"]).astimezone(zone).isoformat(timespec="seconds")
        row["slots"] = _slots(start, row["slots"])
        row["participants"] = [_participant(each, known.get(each["person"])) for each in row["participants"]]
        of_series, occurrence = series.get(row.pop("series")), row.pop("occurrence")
        if of_series and occurrence:
            row["series"] = _series(of_series, occurrence, zone)
    return rows


def _series_named(reader: Connection, refs: set[str]) -> "dict[str, Any]":
    """Each as it is kept, by its ref."""
    marks = ", ".join("?" for _ in refs)
    rows = select(reader, _SERIES, f"FROM series WHERE ref IN ({marks})", tuple(refs)) if refs else []
    return {row["ref"]: row for row in unfold(rows, "rule", "called_off")}


def _series(row: Any, occurrence: str, zone: "ZoneInfo") -> "SeriesRow":
    def local(instant: str) -> str:
        return datetime.fromisoformat(instant).astimezone(zone).isoformat(timespec="seconds")

    found: SeriesRow = {
        "ref": row["ref"],
        "every": row["rule"]["every"],
        "interval": row["rule"]["interval"],
        "weekdays": row["rule"]["weekdays"],
        "nth": row["rule"]["nth"],
        "until": row["rule"]["until"],
        "count": row["rule"]["count"],
        "start": local(row["start"]),
        "occurrence": local(occurrence),
        "called_off": [local(one) for one in row["called_off"]],
        "follows": row["follows"],
    }
    return found


def _slots(start: datetime, slots: "Sequence[StoredSlot]") -> "list[SlotRow]":
    """One after the other from the start, as planned."""
    shown: list[SlotRow] = []
    at, zone = start.astimezone(UTC), start.tzinfo  # on the clock of a zone an hour is left out, or comes twice
    for slot in slots:
        shown.append(
            {
                "start": at.astimezone(zone).isoformat(timespec="seconds"),
                "minutes": slot["minutes"],
                "title": slot["title"],
                "lead": slot["lead"] or None,
            }
        )
        at += timedelta(minutes=slot["minutes"])
    return shown


def _participant(participant: "StoredParticipant", person: "NamedPerson | None") -> "ParticipantRow":
    return {
        "name": person["name"] if person else None,
        "email": person["email"] if person else None,
        "role": participant["role"],
        "partstat": participant["partstat"],
    }


_VOTE = {
    "ref": "ref",
    "text": "text",
    "meeting": "meeting",
    "matter": "matter",
    "choices": "choices",
    "voters": "voters",
    "until": "until",
    "state": "state",
    "asked_at": to_second("asked_at"),
    "by": '"by"',
    "decision": "decision",
    "anonymous": "coalesce(anonymous, FALSE)",
    "answered": "answered",
    "tally": "tally",
    "questions": "questions",
    "texts": "texts",
}


def votes(reader: Connection, *, only_open: bool = False) -> "list[VoteRow]":
    """Those that are open first, then the newest; without those that were taken back."""
    where = "state = 'open'" if only_open else "state <> 'withdrawn'"
    return _counted(reader, select(reader, _VOTE, f"FROM vote WHERE {where} ORDER BY state <> 'open', id DESC"))


def one_vote(reader: Connection, ref: str) -> "VoteRow":
    """Raises `Unknown` (`vote.unknown`)."""
    found = select(reader, _VOTE, "FROM vote WHERE ref = ?", (kept_ref(ref),))
    row: VoteRow = _counted(reader, [only(found, "vote", ref)])[0]
    return row


def _counted(reader: Connection, rows: list[Any]) -> list[Any]:
    rows = unfold(rows, "choices", "voters", "answered", "tally", "questions", "texts")
    known = named(reader, (one["person"] for row in rows for one in row["voters"]))
    for row in rows:
        last = {one["person"]: one for one in sorted(row["voters"], key=lambda one: one["at"] or "")}
        row["voters"] = [
            {"person": known.get(ref), "choice": one["choice"] or None, "at": one["at"], "via": one["via"] or None}
            for ref, one in last.items()
        ]
        for choice in row["choices"]:
            choice["votes"] = sum(one["choice"] == choice["key"] for one in row["voters"])
        row["abstained"] = sum(one["choice"] == "abstain" for one in row["voters"])
        row["silent"] = [one["person"] for one in row["voters"] if one["choice"] is None]
        row["anonymous"] = bool(row["anonymous"])
        answered, tally = {one["person"] for one in row.pop("answered")}, row.pop("tally")
        row["questions"] = _questions_counted(row["questions"], tally, row.pop("texts"), state=row["state"])
        if row["anonymous"]:
            _count_without_names(row, [known.get(ref) for ref in last if ref not in answered], tally)
    return rows


def _count_without_names(row: Any, silent: list[Any], tally: list[Any]) -> None:
    """How many have answered; what they chose only once it is closed, else two looks would name who came between."""
    counts = {one["key"]: one["n"] for one in tally} if row["state"] == "closed" else {}
    is_counted = row["state"] == "closed"
    for choice in row["choices"]:
        choice["votes"] = counts.get(choice["key"], 0) if is_counted else None
    row["abstained"] = counts.get("abstain", 0) if is_counted else None
    row["silent"] = silent


_FEWEST = 3
"""As `domain.meetings.vote.FEWEST_ANSWERS`, which a list does not import."""


def _questions_counted(
    questions: list[Any],
    tally: list[Any],
    texts: list[Any],
    *,
    state: str,
) -> "list[AskedQuestionRow]":
    counts = {one["key"]: one["n"] for one in tally}
    return [_question_row(number, one, counts, texts, state=state) for number, one in enumerate(questions, 1)]


def _question_row(
    number: int,
    question: Any,
    counts: dict[str, int],
    texts: list[Any],
    *,
    state: str,
) -> "AskedQuestionRow":
    kind = question["kind"]
    is_scale = kind == "scale"
    answers = counts.get(str(number), 0) if state == "closed" else None
    is_shown = answers is not None and answers >= _FEWEST
    steps = [{"key": str(step), "text": str(step)} for step in range(question["least"], question["most"] + 1)]
    rows: list[CountedChoiceRow] = [
        {
            "key": one["key"],
            "text": one["text"],
            "votes": counts.get(f"{number}:{one['key']}", 0) if is_shown else None,
        }
        for one in (steps if is_scale else question["choices"])
    ]
    total = sum(int(one["key"]) * (one["votes"] or 0) for one in rows) if is_scale else 0
    return {
        "number": number,
        "kind": kind,
        "text": question["text"],
        "from": question["least"] if is_scale else None,
        "to": question["most"] if is_scale else None,
        "answers": answers if is_shown else None,
        "counts": [] if kind == "text" else rows,
        "mean": total / answers if is_scale and is_shown and answers else None,
        "texts": [one["text"] for one in texts if one["number"] == number] if is_shown else [],
        "hidden": answers is not None and not is_shown,
        "least": _FEWEST,
    }
