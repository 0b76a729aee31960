"""Actions as lines: in a list, in detail, and what happened to them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from textual.content import Content

from collabtui.domain.via import mail_of
from collabtui.widgets.line import GAP, WIDEST, Cell, as_content, gauge, line, shares
from collabtui.widgets.when import due

if TYPE_CHECKING:
    from collabtui.text.catalogue import Catalogue

Row = dict[str, Any]
MUTED, ACCENT, LATE = "$foreground-muted", "$text-accent", "$text-error"
STATUS = {
    "not-started": (" ", ""), "in-progress": ("◐", ""), "blocked": ("▌", "$text-warning"), "done": ("✓", MUTED),
    "cancelled": ("✗", MUTED),
}  # fmt: skip
CLOSED = ("done", "cancelled")
WIDE, WIDER = 88, 108
"""Columns from which a list shows the department, and the bar."""
SIZES = ((12, 18), (8, 18), (11, 16))
"""From how many to how many columns due date, owner and department take."""
MOST_TITLES = 22
"""Columns in which most titles are whole."""
_NOT_TOLD = {"slips", "original_due"}
"""Fields that change only together with the due date, which tells it."""
_TOLD_FIRST = ("", "status", "due", "owner")
MOST_OF_NOTE = 6
"""Lines that the detail shows."""
NARROW = 60
"""Columns below which a line of the history leaves the time of day out."""


def mark_of(row: Row, asked: Row | None) -> tuple[str, str]:
    """The mark before an action, and its style."""
    if asked is not None:
        return "●", ACCENT
    if row["overdue"]:
        return "▲", LATE
    return STATUS[row["status"]]


def list_line(row: Row, asked: Row | None, width: int, words: "Catalogue", today: date) -> Content:
    """`asked` is what somebody asks for it and the facilitator has not decided."""
    width = min(width, WIDEST)
    mark, style = mark_of(row, asked)
    faded = MUTED if row["status"] in CLOSED else ""
    owner = row["owner"] or {}
    bar = f"{gauge(row['percent'] / 100, 8)} " if width >= WIDER else ""
    for_ref, for_percent = 7 if width >= WIDE else 6, 13 if bar else 4
    sizes = SIZES if width >= WIDE else SIZES[:2]
    for_due, for_person, *for_department = shares(width - 1 - for_ref - for_percent - 3 * GAP, MOST_TITLES, *sizes)
    cells: list[Cell] = [
        (as_content(mark, style), 1),
        (as_content(row["ref"], MUTED), for_ref),
        (as_content(row["title"], faded), 0),
        (as_content(owner.get("name") or "?", faded if owner else "$text-warning"), for_person),
        (_due(row, asked, words, today), for_due),
    ]
    if for_department:
        cells.insert(4, (as_content(owner.get("department") or "", MUTED), for_department[0]))
    cells.append((as_content(f"{bar}{row['percent']:3}%", faded or MUTED), for_percent))
    return line(width, *cells)


def _due(row: Row, asked: Row | None, words: "Catalogue", today: date) -> Content:
    if asked is not None and asked["ask"] == "postpone" and asked["due"]:
        return as_content(words("actions.asks_day", day=words.short_day(date.fromisoformat(asked["due"]))), ACCENT)
    if asked is not None:
        return as_content(words(f"actions.asks.{asked['ask']}"), ACCENT)
    day = date.fromisoformat(row["due"]) if row["due"] else None
    if row["status"] in CLOSED:
        return as_content(words(f"status.{row['status']}"), MUTED)
    slipped = " ↷" if row["original_due"] and row["due"] != row["original_due"] else ""
    return as_content(due(words, day, today) + slipped, LATE if row["overdue"] else "" if day else "$text-warning")


def facts(row: Row, asked: Row | None, slips: int, words: "Catalogue", today: date) -> Iterator[Content]:
    """Everything that is known of one action, a line each."""
    yield as_content(f"{row['ref']} ", MUTED) + as_content(row["title"], "bold")
    owner = row["owner"] or {}
    who = [owner.get("name") or words("action.nobody"), owner.get("department") or ""]
    yield _fact(words, "owner", " ".join(filter(None, who)), "" if owner else "$text-warning")
    if row["collaborators"]:
        yield _fact(words, "collaborators", words("list.separator").join(row["collaborators"]))
    yield _fact(words, "due", *_due_fact(row, slips, words, today))
    mark, style = mark_of(row, None)
    status = f"{mark.strip()} {words('status.' + row['status'])}  {gauge(row['percent'] / 100, 10)} {row['percent']} %"
    yield _fact(words, "status", status.strip(), style)
    for name in ("deliverable", "reason"):
        if row[name]:
            yield _fact(words, name, row[name])
    if asked is not None:
        yield as_content("● ", ACCENT) + as_content(asked_for(asked, words), ACCENT)


def _due_fact(row: Row, slips: int, words: "Catalogue", today: date) -> tuple[str, str]:
    day = date.fromisoformat(row["due"]) if row["due"] else None
    parts = [words.day(day)] if day else []
    if row["status"] not in CLOSED and (away := due(words, day, today)) not in parts:
        parts.append(away)
    if row["original_due"] and row["due"] != row["original_due"]:
        first = words.day(date.fromisoformat(row["original_due"]))
        parts.append(words("actions.slipped" if slips else "actions.moved", n=slips, day=first))
    return " · ".join(parts), LATE if row["overdue"] else ""


def asked_for(asked: Row, words: "Catalogue") -> str:
    """`asks for Wed 18 Mar: 供应商晚了 (I7)`."""
    if asked["ask"] == "postpone" and asked["due"]:
        what = words("actions.asks_for_day", day=date.fromisoformat(asked["due"]))
    else:
        what = words(f"actions.asks.{asked['ask']}") + (f" → {asked['to']}" if asked["to"] else "")
    why = asked["reason"] or asked["text"] or ""
    return f"{what}{words('actions.because', why=why) if why else ''} (I{asked['mail']})"


def _fact(words: "Catalogue", name: str, text: str, style: str = "") -> Content:
    return as_content(words(f"action.field.{name}") + " ", MUTED) + as_content(text, style)


def others(rows: Sequence[Row], key: str, words: "Catalogue") -> Iterator[Content]:
    """What it depends on, or what waits for it: each with its own mark."""
    if rows:
        yield as_content(words(f"actions.{key}"), MUTED)
    for row in rows:
        mark, style = mark_of(row, None)
        owner = f"  {row['owner']['name']}" if row["owner"] else ""
        yield as_content(f" {mark} ", style) + as_content(f"{row['ref']} {row['title']}") + as_content(owner, MUTED)


def noted(note: str, words: "Catalogue") -> Iterator[Content]:
    """The note; of a long one the beginning."""
    first, *others = note.splitlines() or [""]
    if first:
        yield _fact(words, "note", first)
        yield from (as_content(line) for line in others[: MOST_OF_NOTE - 1])
        if len(others) >= MOST_OF_NOTE:
            yield as_content("…", MUTED)


def happened(
    changes: Sequence[Row], reminders: Sequence[Row], names: Mapping[str, str], words: "Catalogue"
) -> list[Row]:
    """The trail with a deed a row, and the mails that reminded of it, newest first: `at actor via text`."""
    deeds: dict[int, list[Row]] = {}
    for change in changes:
        if change["field"] not in _NOT_TOLD:
            deeds.setdefault(change["batch"], []).append(change)
    told = [_deed(several, names, words) for several in deeds.values()]
    told += [
        {"at": mail["at"], "actor": "✉", "via": "", "text": words(f"actions.said.{mail['kind']}")} for mail in reminders
    ]
    return sorted(told, key=lambda deed: str(deed["at"]), reverse=True)


def _deed(changes: list[Row], names: Mapping[str, str], words: "Catalogue") -> Row:
    finished = any(change["field"] == "status" and change["new"] == "done" for change in changes)
    told = [change for change in changes if not (finished and change["field"] == "percent")]
    told.sort(key=lambda change: change["field"] not in _TOLD_FIRST)
    return {**changes[0], "text": words("list.separator").join(_change(change, names, words) for change in told)}


def _change(change: Row, names: Mapping[str, str], words: "Catalogue") -> str:
    field, old, new = change["field"], change["old"], change["new"]
    if not field:
        return words("actions.made", title=new or "")
    if field == "accepted_at":
        return words("actions.accepted")
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


def deed_line(deed: Row, width: int, zone: Any, words: "Catalogue") -> Content:
    at = datetime.fromisoformat(deed["at"]).astimezone(zone)
    mail = mail_of(deed["via"])
    when = words.short_day(at.date())
    cells: list[Cell] = [
        (as_content(when, MUTED), 8) if width < NARROW else (as_content(f"{when} {at:%H:%M}", MUTED), 14),
        (as_content(deed["actor"]), 8 if width < NARROW else 12),
        (as_content(deed["text"]), 0),
    ]
    if mail:
        cells.append((as_content(f"✉ {mail}", ACCENT), 6))
    return line(width, *cells)


def copied(row: Row) -> str:
    """For the clipboard: cells with tabs between them, as spreadsheets take them."""
    owner = row["owner"]["name"] if row["owner"] else "?"
    return "\t".join((row["ref"], row["title"], owner, row["due"] or "", row["status"], f"{row['percent']} %"))
