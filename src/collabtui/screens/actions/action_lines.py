"""Actions as lines: in a list, in detail, and what happened to them."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING, Any, NamedTuple

from textual.content import Content

from collabtui.domain.action_status import CLOSED
from collabtui.domain.via import Via, mail_of, not_undone
from collabtui.widgets.colours import ACCENT, DONE, LATE, MUTED, WARNING
from collabtui.widgets.line import GAP, Cell, as_content, between, gauge, line
from collabtui.widgets.when import due

if TYPE_CHECKING:
    from collabtui.store.queries.rows.action_rows import ActionRow, CheckRow
    from collabtui.store.queries.rows.mail_rows import MailAboutRow, RequestRow, TrailRow
    from collabtui.store.queries.rows.matter_rows import ResourceRow
    from collabtui.text.catalogue import Catalogue

STATUS = {
    "not-started": (" ", ""), "in-progress": ("◐", ""), "blocked": ("▌", WARNING), "done": ("✓", MUTED),
    "cancelled": ("✗", MUTED),
}  # fmt: skip
CHECK_MARKS = {None: ("○", MUTED), True: ("✓", DONE), False: ("✗", LATE)}
_NOT_TOLD = {"slips", "original_due"}
"""Fields that change only together with the due date, which tells it."""
_TOLD_FIRST = ("", "status", "due", "owner")
LONGEST_HISTORY = 200
"""Changes that are shown; `collabtui trail` has them all."""
MOST_OF_NOTE = 6
"""Lines that the detail shows."""
BETWEEN = " · "
NARROW = 60
"""Columns below which a line of the history leaves the time of day out."""


class PendingRequest(NamedTuple):
    """A request about an action that the facilitator has not decided."""

    row: "RequestRow"
    mail: int
    """The number of the mail that brought it."""


class HistoryLine(NamedTuple):
    """The changes made to an action at one instant."""

    at: str
    """ISO 8601, in UTC."""
    actor: str
    via: str
    text: str

    @property
    def mail(self) -> str:
        """The ref of the mail that brought it; empty where none did."""
        return mail_of(self.via)


def mark_of(row: "ActionRow", asked: PendingRequest | None) -> tuple[str, str]:
    """The mark before an action, and its style."""
    if asked is not None:
        return "●", ACCENT
    if row["overdue"]:
        return "▲", LATE
    return STATUS[row["status"]]


def owner_and_department(row: "ActionRow") -> tuple[str, str]:
    """Name and department; empty where there is none."""
    owner = row["owner"]
    return (owner["name"], owner["department"] or "") if owner else ("", "")


_NO_WORDING: Mapping[str, str] = {}


def facts(
    row: "ActionRow",
    asked: PendingRequest | None,
    slips: int,
    words: "Catalogue",
    today: date,
    wording: Mapping[str, str] = _NO_WORDING,
) -> Iterator[Content]:
    """Everything that is known of one action, a line each. `wording`: what was said of what it lacks, as the minutes
    show it."""
    yield as_content(f"{row['ref']} ", MUTED) + as_content(row["title"], "bold")
    owner, department = owner_and_department(row)
    lacking = f"? {wording['owner']}" if "owner" in wording else words("action.nobody")
    who = [owner or lacking, department]
    yield _fact(words, "owner", " ".join(filter(None, who)), "" if owner else WARNING)
    helpers = [name for name in row["collaborators"] if name not in row["doers"]]
    for name, people in (("doers", row["doers"]), ("collaborators", helpers)):
        if people:
            yield _fact(words, name, words("list.separator").join(people))
    if row["due"] is None and "due" in wording:
        yield _fact(words, "due", f"? {wording['due']}", WARNING)
    else:
        yield _fact(words, "due", *_due_fact(row, slips, words, today))
    mark, style = mark_of(row, None)
    status = f"{mark.strip()} {words('status.' + row['status'])}  {gauge(row['percent'] / 100, 10)} {row['percent']} %"
    yield _fact(words, "status", status.strip(), style)
    if row["deliverable"]:
        yield _fact(words, "deliverable", row["deliverable"])
    if row["module"]:
        yield _fact(words, "module", row["module"])
    if row["reason"]:
        yield _fact(words, "reason", row["reason"])
    if asked is not None:
        yield as_content("● ", ACCENT) + as_content(asked_for(asked, words), ACCENT)


def _due_fact(row: "ActionRow", slips: int, words: "Catalogue", today: date) -> tuple[str, str]:
    day = date.fromisoformat(row["due"]) if row["due"] else None
    parts = [words.day(day)] if day else []
    if row["status"] not in CLOSED and (away := due(words, day, today)) not in parts:
        parts.append(away)
    if row["original_due"] and row["due"] != row["original_due"]:
        first = words.day(date.fromisoformat(row["original_due"]))
        parts.append(words("actions.slipped" if slips else "actions.moved", n=slips, day=first))
    return " · ".join(parts), LATE if row["overdue"] else ""


def asked_for(asked: PendingRequest, words: "Catalogue") -> str:
    """`asks for Wed 18 Mar: 供应商晚了 (I7)`."""
    request = asked.row
    if request["ask"] == "postpone" and request["due"]:
        what = words("actions.asks_for_day", day=date.fromisoformat(request["due"]))
    else:
        what = words(f"actions.asks.{request['ask']}") + (f" → {request['to']}" if request["to"] else "")
    why = request["reason"] or request["text"] or ""
    return f"{what}{words('actions.because', why=why) if why else ''} (I{asked.mail})"


def _fact(words: "Catalogue", name: str, text: str, style: str = "") -> Content:
    return as_content(words(f"action.field.{name}") + " ", MUTED) + as_content(text, style)


def others(rows: "Sequence[ActionRow]", key: str, words: "Catalogue") -> Iterator[Content]:
    """Actions that it depends on, or that wait for it: a heading and a line each, with its own mark."""
    if rows:
        yield as_content(words(f"actions.{key}"), MUTED)
    for row in rows:
        mark, style = mark_of(row, None)
        owner = f"  {row['owner']['name']}" if row["owner"] else ""
        yield as_content(f" {mark} ", style) + as_content(f"{row['ref']} {row['title']}") + as_content(owner, MUTED)


def checked(rows: "Sequence[CheckRow]", words: "Catalogue") -> Iterator[Content]:
    """The list by which its deliverable is checked: how many lines are in order, and each with what was found."""
    if rows:
        right = sum(row["ok"] is True for row in rows)
        yield as_content(words("action.checks_in_order", n=len(rows), right=right), MUTED)
    for row in rows:
        mark, style = CHECK_MARKS[row["ok"]]
        about = "  ".join(filter(None, (row["remark"], row["by"])))
        yield (
            as_content(f" {mark} ", style)
            + as_content(f"{row['number']}. {row['text']}")
            + as_content(f"  {about}" if about else "", MUTED)
        )


def needed(rows: "Sequence[ResourceRow]", words: "Catalogue") -> Iterator[Content]:
    """Resources that departments give for it, or are asked for: each with its state."""
    if rows:
        yield as_content(words("action.field.resources"), MUTED)
    for row in rows:
        state = words("resource.state." + ("unsaid" if row["unsaid"] else row["state"]))
        about = " · ".join(filter(None, (row["department"], state, row["text"])))
        what = " ".join(filter(None, (row["what"], row["amount"])))
        yield as_content(f" {row['ref']} ", MUTED) + as_content(what) + as_content(f"  {about}", MUTED)


def asked_why(whys: Sequence[str], words: "Catalogue") -> Iterator[Content]:
    """The chain of whys: a line each, the cause last."""
    if whys:
        yield as_content(words("action.field.whys"), MUTED)
    for number, text in enumerate(whys, 1):
        yield as_content(f" {number}. {text}")


def noted(note: str, words: "Catalogue") -> Iterator[Content]:
    """The note; of a long one the beginning."""
    first, *others = note.splitlines() or [""]
    if first:
        yield _fact(words, "note", first)
        yield from (as_content(line) for line in others[: MOST_OF_NOTE - 1])
        if len(others) >= MOST_OF_NOTE:
            yield as_content("…", MUTED)


def happened(
    changes: "Sequence[TrailRow]", reminders: "Sequence[MailAboutRow]", names: Mapping[str, str], words: "Catalogue"
) -> list[HistoryLine]:
    """The trail with a line a batch, and the mails that reminded of it, newest first."""
    batches: dict[int, list[TrailRow]] = {}
    for change in changes:
        if change["field"] not in _NOT_TOLD:
            batches.setdefault(change["batch"], []).append(change)
    undos = {number for number, batch in batches.items() if Via.parse(batch[0]["via"]).undone is not None}
    lines = [_of_batch(batch, undos, names, words) for batch in batches.values()]
    lines += [HistoryLine(mail["at"], "✉", "", _reminder(mail, words)) for mail in reminders]
    return sorted(lines, key=lambda line: line.at, reverse=True)


def _reminder(mail: "MailAboutRow", words: "Catalogue") -> str:
    """What the mail did; of one that has not left that it will, or why it does not."""
    kind, state = mail["kind"], mail["state"]
    if state == "sent":
        return words(f"actions.said.{kind}")
    return words(f"actions.unsent.{state}", mail=words(f"actions.mail_of.{kind}"), ref=mail["outgoing"])


def _of_batch(
    changes: "list[TrailRow]", undos: AbstractSet[int], names: Mapping[str, str], words: "Catalogue"
) -> HistoryLine:
    finished = any(change["field"] == "status" and change["new"] == "done" for change in changes)
    shown = [change for change in changes if not (finished and change["field"] == "percent")]
    shown.sort(key=lambda change: change["field"] not in _TOLD_FIRST)
    text = words("list.separator").join(_change(change, names, words) for change in shown)
    undone = Via.parse(changes[0]["via"]).undone
    if undone is not None:
        text = words("redo.done" if undone in undos else "undo.done", what=text)
    return HistoryLine(changes[0]["at"], changes[0]["actor"], changes[0]["via"], text)


def _change(change: "TrailRow", names: Mapping[str, str], words: "Catalogue") -> str:
    field, old, new = change["field"], change["old"], change["new"]
    if not field:
        return words("actions.made", title=new or "")
    if field == "accepted_at":
        return words("actions.accepted")
    if field == "checks":
        return words("action.checks_changed", n=len(new or ()), right=sum(one["ok"] is True for one in new or ()))
    if field == "whys":
        return f"{words('action.field.whys')}: {(new or ['–'])[-1]}"
    if field in ("reason", "note", "deliverable", "title"):
        return f"{words(f'action.field.{field}')}: {new or '–'}"
    before, after = (_value(field, value, names, words) for value in (old, new))
    if field == "status":
        return f"{before} → {after}"
    return f"{words(f'action.field.{field}')} {before} → {after}"


def _value(field: str, value: Any, names: Mapping[str, str], words: "Catalogue") -> str:
    if value in (None, "", []):
        return "–"
    if field == "status":
        return words(f"status.{value}")
    if field == "due":
        return words.short_day(date.fromisoformat(value))
    if field == "percent":
        return f"{value} %"
    if field == "collaborators":
        return words("list.separator").join(names.get(one["person"], one["person"]) for one in value)
    if isinstance(value, list):
        return words("list.separator").join(map(str, value))
    return names.get(str(value), str(value))


def history_lines(entry: HistoryLine, width: int, zone: tzinfo, words: "Catalogue") -> list[Content]:
    """The lines of one entry: what happened is whole, in as many as it takes."""
    at = datetime.fromisoformat(entry.at).astimezone(zone)
    narrow = width < NARROW
    for_when, for_actor = (8, 8) if narrow else (14, 12)
    when = words.short_day_within(at.date(), 8)
    mail = as_content(f"✉ {entry.mail}" if entry.mail else "", ACCENT)
    before = for_when + for_actor + 2 * GAP
    room = max(8, width - before - (mail.cell_length + GAP if entry.mail else 0))
    text = as_content(entry.text)
    if narrow and text.cell_length > room:
        head = as_content(f"{when}  ", MUTED) + as_content(entry.actor)
        return [between(width, head, mail), *(Content(" " * GAP) + piece for piece in text.wrap(width - GAP))]
    first, *others = text.wrap(room) if text.cell_length > room else [text]
    cells: list[Cell] = [
        (as_content(when if narrow else f"{when} {at:%H:%M}", MUTED), for_when),
        (as_content(entry.actor), for_actor),
        (first, 0),
    ]
    if entry.mail:
        cells.append((mail, mail.cell_length))
    return [line(width, *cells), *(Content(" " * before) + piece for piece in others)]


def copied(row: "ActionRow") -> str:
    """For the clipboard: cells with tabs between them, as spreadsheets take them."""
    owner = row["owner"]["name"] if row["owner"] else "?"
    return "\t".join((row["ref"], row["title"], owner, row["due"] or "", row["status"], f"{row['percent']} %"))


def moves_of(changes: "Sequence[TrailRow]") -> "list[TrailRow]":
    """The changes that moved the due date, the first one first. One that was taken back has moved nothing."""
    stands = not_undone({change["batch"]: change["via"] for change in changes})
    return [
        change
        for change in reversed(changes)
        if change["field"] == "due" and change["old"] and change["new"] and change["batch"] in stands
    ]


def is_slip(move: "TrailRow") -> bool:
    return bool(move["new"] > move["old"])


def slips_in(changes: "Sequence[TrailRow]") -> int:
    """The number of times that the due date moved to a later one."""
    return sum(map(is_slip, moves_of(changes)))


def slip_chain(changes: "Sequence[TrailRow]", words: "Catalogue") -> Iterator[Content]:
    """`3月6日 → 3月11日  供应商晚了  李明`, the first slip first; nothing where the date never moved."""
    reasons = {change["batch"]: change["new"] for change in changes if change["field"] == "reason"}
    moves = moves_of(changes)
    if moves:
        yield as_content(words("actions.slips"), MUTED)
    for number, move in enumerate(moves, 1):
        yield _slip_line(number, move, reasons, words)


def _slip_line(number: int, move: "TrailRow", reasons: Mapping[int, Any], words: "Catalogue") -> Content:
    old, new = (words.short_day(date.fromisoformat(move[side])) for side in ("old", "new"))
    mail = f"  ✉ {ref}" if (ref := mail_of(move["via"])) else ""
    reason = reasons.get(move["batch"]) or ""
    return (
        as_content(f" {number} ", MUTED)
        + as_content(f"{old} → {new}", WARNING if is_slip(move) else "")
        + as_content(f"  {reason}" if reason else "")
        + as_content(f"  {move['actor']}{mail}", MUTED)
    )
