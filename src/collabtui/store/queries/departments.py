"""Questions to departments and their answers: for a matter, and what of it waits for the facilitator."""

from typing import TYPE_CHECKING, Any

from collabtui.domain.place import Place
from collabtui.domain.refs import kept_ref
from collabtui.store.common_sql.dialect import (
    begins_with,
    elements,
    is_same,
    not_before,
    to_second,
    value_at,
    without_prefix,
)
from collabtui.store.engine_connection import Connection
from collabtui.store.queries.lookup import named
from collabtui.store.queries.row_reader import only, or_null, select, unfold

if TYPE_CHECKING:
    from collabtui.store.queries.rows.matter_rows import (
        AskedDepartmentRow,
        ChangeRow,
        ResourceRow,
        SharedResourceRow,
        WaitingChangeRow,
        WaitingDepartmentRow,
    )

_CHANGE = {
    "ref": "ref",
    "matter": "matter",
    "kind": "kind",
    "what": "what",
    "reason": or_null("reason"),
    "impact": or_null("impact"),
    "wanted": "wanted",
    "departments": "departments",
    "opinions": "opinions",
    "state": "state",
    "asked_at": to_second("asked_at"),
    "decision": or_null("decision"),
    "decided_by": or_null("decided_by"),
    "decided_at": to_second("decided_at"),
    "raised_by": "raised_by",
    "raised_at": to_second("raised_at"),
    "asked_version": "asked_version",
    "asked_digest": or_null("asked_digest"),
    "overruled": "overruled",
}
_RESOURCE = {
    "ref": "ref",
    "matter": "matter",
    "kind": "kind",
    "what": "what",
    "amount": or_null("amount"),
    "department": "department",
    "person": "person",
    "action": "action",
    "first": "first",
    "last": "coalesce(last, first)",
    "state": "state",
    "answer": "answer",
}
_BOOKED = """SELECT ref, department, coalesce(person, ''), what, state, coalesce(first, ''), coalesce(last, first, ''),
    matter FROM resource WHERE state <> 'withdrawn' ORDER BY id"""
_RANKS = "SELECT ref, rank FROM matter WHERE rank IS NOT NULL"
LAST = 1000
"""Behind every rank that is given."""
_SILENT_IN = f"""FROM change AS c, {elements("c.departments", "d")} WHERE c.ref = ? AND d.value NOT IN
    (SELECT {value_at("o.value", "department")} FROM {elements("c.opinions", "o")}) ORDER BY d.key"""
_WHY = ("unsaid", "objected", "silent", "away", "contact")
"""What waits with words first."""
_HEARD_LAST = """o.kind = 'escalation' OR (o.kind = 'reminder' AND EXISTS (
    SELECT 1 FROM person AS p WHERE p.ref = o.person AND p.head))"""


def asked_departments(reader: Connection, matter: str) -> "list[AskedDepartmentRow]":
    """The matter's questions to each department: `department what state text sent_at answered_at by via silent
    unsaid`; `by` is a person as `name email department`. `unsaid`: it said something that is neither a yes nor a
    no."""
    row = reader.row("SELECT asked FROM matter WHERE ref = ?", (kept_ref(matter),))
    (unfolded,) = unfold([{"asked": row[0] if row else None}], "asked")
    rows = unfolded["asked"] or []
    people = (ref for part in rows for ref in (part["by"], part.get("in_place_of")) if ref)
    known = named(reader, people)
    for part in rows:
        part["by"] = known.get(part["by"])
        part["in_place_of"] = known.get(part.get("in_place_of"))
        part["text"] = part["text"] or None
        part["via"] = part["via"] or None
        part["silent"] = part["state"] == "waiting" and part["answered_at"] is None
        part["unsaid"] = part["state"] == "waiting" and part["answered_at"] is not None
    return rows


def changes_of(reader: Connection, matter: str) -> "list[ChangeRow]":
    """The change requests of a matter, those that are open first, then the newest: `ref matter kind what reason impact
    wanted departments opinions[{department, person, in_place_of, stance, text, at, via}] silent[] state asked_at
    decision decided_by decided_at raised_by raised_at asked_version
    asked_digest overruled[{department, reason, by, at}]`; `silent` are the departments that have said nothing. What is
    said of single items of a plan stands beside the opinion: `items[{number, ref, value, text}] rest_agreed`."""
    order = "ORDER BY state NOT IN ('draft', 'asked'), id DESC"
    return _changes(reader, f"FROM change WHERE matter = ? AND state <> 'withdrawn' {order}", matter)


def change(reader: Connection, ref: str) -> "ChangeRow | None":
    """One of them, in whatever state, also a withdrawn one: as `changes_of`."""
    return next(iter(_changes(reader, "FROM change WHERE ref = ?", ref)), None)


def _changes(reader: Connection, where: str, ref: str) -> "list[ChangeRow]":
    rows = unfold(select(reader, _CHANGE, where, (kept_ref(ref),)), "departments", "opinions", "overruled")
    people = (ref for row in rows for one in row["opinions"] for ref in (one["person"], one.get("in_place_of")) if ref)
    known = named(reader, people)
    for row in rows:
        for one in row["opinions"]:
            one["person"] = known.get(one["person"])
            one["in_place_of"] = known.get(one.get("in_place_of"))
            one["items"], one["rest_agreed"] = one.get("items", []), one.get("rest_agreed", False)
        spoken = {one["department"] for one in row["opinions"]}
        row["silent"] = [department for department in row["departments"] if department not in spoken]
    return rows


def waiting_departments(reader: Connection) -> "list[WaitingDepartmentRow]":
    """The requests that wait for the facilitator: `matter title department why text mail alone`. `why` is `unsaid`,
    `objected`, `silent` (its head was the last to be told), `away` (who has to answer is, past the time for it, with
    nobody in their place), or `contact` (accepted, and was asked in vain who its
    contact is); `alone`: the mail that brought it waits, and for nothing else."""
    part = {
        name: value_at("one.value", name) for name in ("department", "state", "text", "via", "sent_at", "answered_at")
    }
    head_mails = _mails_to(
        matter="m.ref", department=part["department"], since=part["sent_at"], change="NULL", kinds=_HEARD_LAST
    )
    notice = f"'notice:contact-owed:' || m.ref || ':' || {part['department']} || ':'"
    owed = f"""(EXISTS (SELECT 1 FROM outgoing AS o WHERE o.matter = m.ref AND o.kind = 'notice'
        AND o.department = {part["department"]}) OR EXISTS (SELECT 1 FROM reminded AS r
        WHERE r.ref >= 'notice:contact-owed:' AND r.ref < 'notice:contact-owed;'
        AND {begins_with("r.ref", notice)})) AND NOT EXISTS (SELECT 1 FROM {elements("m.contacts", "c")}
        WHERE {value_at("c.value", "department")} = {part["department"]})"""
    why = f"""CASE WHEN {part["state"]} = 'objected' THEN 'objected'
        WHEN {part["state"]} = 'accepted' THEN CASE WHEN {owed} THEN 'contact' END
        WHEN {part["state"]} <> 'waiting' THEN NULL
        WHEN {part["answered_at"]} IS NOT NULL THEN 'unsaid'
        WHEN {head_mails} > 0 THEN 'silent'
        WHEN {_noted_as_away("m.ref", part["department"], part["sent_at"])} THEN 'away' END"""
    columns = {"matter": "m.ref", "title": "m.title", "department": part["department"], "why": why} | _mail(part)
    rest = f"FROM matter AS m, {elements('m.asked', 'one')} WHERE m.step <> 'archive' ORDER BY m.id, one.key"
    rows = [row for row in _read(reader, columns, rest) if row["why"]]
    return sorted(rows, key=lambda row: _WHY.index(row["why"]))


def waiting_changes(reader: Connection) -> "list[WaitingChangeRow]":
    """The changes that wait for the facilitator: `ref matter what why department text mail alone silent[] away[]`.
    `why` is `unsaid` (what a department says is not clear), or `decide` (all have spoken, or were reminded of it, or
    are `away` past their time with nobody in their place)."""
    part = {name: value_at("one.value", name) for name in ("department", "text", "via")}
    # what is unclear of criteria is settled in the inbox, one by one
    criteria = {ref for (ref,) in reader.rows("SELECT ref FROM change WHERE kind = 'criteria' AND state = 'asked'")}
    base = {"ref": "c.ref", "matter": "c.matter", "what": "c.what"}
    unclear_answers = f"""FROM change AS c, {elements("c.opinions", "one")}
        WHERE c.state = 'asked' AND {value_at("one.value", "stance")} = 'none' ORDER BY c.id, one.key"""
    rows = _read(reader, base | {"why": "'unsaid'", "department": part["department"]} | _mail(part), unclear_answers)
    spoken = f"(SELECT {value_at('o.value', 'department')} FROM {elements('c.opinions', 'o')})"
    reminded = _mails_to(
        matter="c.matter", department="d.value", since="c.asked_at", change="c.ref", kinds="o.kind = 'reminder'"
    )
    away = _noted_as_away("c.ref", "d.value", "c.asked_at")
    decide = f"""FROM change AS c WHERE c.state = 'asked' AND NOT EXISTS (SELECT 1 FROM {elements("c.departments", "d")}
        WHERE d.value NOT IN {spoken} AND {reminded} = 0 AND NOT {away}) ORDER BY c.id"""
    unclear = {row["ref"] for row in rows}
    rows = [row for row in rows if row["ref"] not in criteria]
    nothing = {"why": "'decide'", "department": "NULL", "text": "NULL", "mail": "NULL", "alone": "FALSE"}
    rows += [row for row in _read(reader, base | nothing, decide) if row["ref"] not in unclear]
    for row in rows:
        columns = {"silent": "d.value", "away": f"{reminded} = 0 AND {away}"}
        found = select(reader, columns, _SILENT_IN, (row["ref"],))
        row["silent"] = [one["silent"] for one in found]
        row["away"] = [one["silent"] for one in found if one["away"]]
    return rows


def answer_brought_by(reader: Connection, ref: str) -> "WaitingDepartmentRow | WaitingChangeRow | None":
    """The answer that this mail brought, as long as nobody has said whether it is a yes or a no."""
    waiting: tuple[WaitingDepartmentRow | WaitingChangeRow, ...] = (
        *waiting_departments(reader),
        *waiting_changes(reader),
    )
    return next((row for row in waiting if row["why"] == "unsaid" and row["mail"] == ref), None)


def _read(reader: Connection, columns: dict[str, str], rest: str) -> list[Any]:
    rows = select(reader, columns, rest)
    for row in rows:
        row["alone"] = bool(row["alone"])
    return rows


def _mail(part: dict[str, str]) -> dict[str, str]:
    mail = without_prefix(part["via"], "mail:")
    return {
        "text": part["text"],
        "mail": f"CASE WHEN {part['via']} LIKE 'mail:%' THEN {mail} END",
        "alone": f"""coalesce((SELECT i.state = 'waiting' AND i.requests = '[]'
            AND (i.updates = '[]' OR i.verdict = 'apply') FROM incoming AS i WHERE i.ref = {mail}), FALSE)""",
    }


def _noted_as_away(ref: str, department: str, since: str) -> str:
    """Whether the facilitator was told since then that all who have to answer for the department are away: by the mark
    of `lifecycle.due.silence_told_to_facilitator`."""
    return f"""EXISTS (SELECT 1 FROM reminded AS r WHERE r.ref > {ref} || '/' || {department} || '/'
        AND r.ref < {ref} || '/' || {department} || '0' AND r.ref LIKE '%/away-silence'
        AND {not_before("r.at", since)})"""


def _mails_to(*, matter: str, department: str, since: str, change: str, kinds: str) -> str:
    """How many mails of these kinds a department was sent in a matter since then."""
    beside = f"""EXISTS (SELECT 1 FROM {elements("o.items", "beside")}
        WHERE {value_at("beside.value", "ref")} = o.change AND {value_at("beside.value", "title")} = {department})"""
    return f"""(SELECT count(*) FROM outgoing AS o WHERE o.matter = {matter}
        AND (o.department = {department} OR {beside})
        AND {not_before("o.queued_at", since)} AND {is_same("o.change", change)} AND ({kinds}))"""


def answer_place(row: "WaitingDepartmentRow | WaitingChangeRow") -> Place:
    """The place where it is seen to."""
    if "ref" not in row:
        return Place.request(row["matter"], row["department"])
    return Place.opinion(row["matter"], row["ref"], row["department"])


def resources(reader: Connection, *, matter: str | None = None, action: str | None = None) -> "list[ResourceRow]":
    """In the order in which they were entered, without those that were withdrawn: with the giver's word, and with the
    others that have the same on one of its days. Of a matter, or of what one action needs."""
    column, of = ("action", action) if action else ("matter", matter)
    where, values = (f"AND {column} = ?", (kept_ref(of),)) if of else ("", ())
    return _resource_rows(
        reader, select(reader, _RESOURCE, f"FROM resource WHERE state <> 'withdrawn' {where} ORDER BY id", values)
    )


def one_resource(reader: Connection, ref: str) -> "ResourceRow":
    """Raises `Unknown` (`resource.unknown`)."""
    rows = select(reader, _RESOURCE, "FROM resource WHERE ref = ?", (kept_ref(ref),))
    return _resource_rows(reader, [only(rows, "resource", ref)])[0]


def _resource_rows(reader: Connection, rows: list[Any]) -> "list[ResourceRow]":
    if not rows:
        return []
    from collabtui.domain.matters.resource_days import BookedDays, clashing  # no resource is shown in the first frame

    found = unfold(rows, "answer")
    people = [ref for row in found for ref in (row["person"], (row["answer"] or {}).get("person")) if ref]
    known, booked = named(reader, people), {row[0]: BookedDays(*row) for row in reader.rows(_BOOKED)}
    ranks = dict(reader.rows(_RANKS))
    for row in found:
        answer = row.pop("answer") or {}
        row["person"] = known.get(row["person"])
        row["unsaid"] = row["state"] == "asked" and bool(answer)
        row["text"], row["via"], row["at"] = (answer.get(name) or None for name in ("text", "via", "at"))
        row["by"] = known.get(answer.get("person") or "")
        row["clashes"] = clashing(booked[row["ref"]], booked.values()) if row["ref"] in booked else []
        matters = [row["matter"], *(booked[ref].matter for ref in row["clashes"])]
        row["goes_first"] = _first_of(matters, ranks)
        row["order_open"] = len(set(matters)) > 1 and row["goes_first"] is None
    return found


def shared_resources(reader: Connection) -> "list[SharedResourceRow]":
    """Resources that two matters want of a department on the same days, by these days; and which matter comes first."""
    from collabtui.domain.matters.resource_days import BookedDays, clashing, shared_days

    booked = [one for row in reader.rows(_BOOKED) if (one := BookedDays(*row)).state in ("asked", "promised")]
    by_ref, ranks = {one.ref: one for one in booked}, dict(reader.rows(_RANKS))
    titles = dict(reader.rows("SELECT ref, title FROM matter"))
    found: list[SharedResourceRow] = []
    for one in booked:
        for other in (by_ref[ref] for ref in clashing(one, booked) if by_ref[ref].matter > one.matter):
            first, last = shared_days(one, other)
            matters = sorted((one.matter, other.matter), key=lambda ref: (ranks.get(ref) or LAST, ref))
            found.append({
                "department": one.department, "what": one.what, "first": first, "last": last,
                "resources": [one.ref, other.ref],
                "matters": [{"ref": ref, "title": titles[ref], "rank": ranks.get(ref)} for ref in matters],
                "goes_first": _first_of(matters, ranks),
            })  # fmt: skip
    return sorted(found, key=lambda row: (row["first"], row["resources"]))


def _first_of(matters: "list[str]", ranks: dict[str, int]) -> str | None:
    """The matter that comes first where several want the same; None where nobody has said, or it is one alone."""
    each = sorted(dict.fromkeys(matters), key=lambda ref: ranks.get(ref) or LAST)
    if len(each) < 2 or (ranks.get(each[0]) or LAST) == (ranks.get(each[1]) or LAST):
        return None
    return each[0]
