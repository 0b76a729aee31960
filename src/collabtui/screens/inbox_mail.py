"""One mail that came in: what it says, whether its sender is believed, and what would change."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from textual.content import Content

from collabtui.store.views.actions import action, dependents
from collabtui.store.views.mails import inbox_mail, inbox_raw
from collabtui.widgets.line import said
from collabtui.widgets.mail_text import SILENT_RULES, marked

if TYPE_CHECKING:
    from collabtui.services import Services
    from collabtui.store.connection import Connection

Row = dict[str, Any]
MUTED, ACCENT, LATE, DONE = "$foreground-muted", "$text-accent", "$text-error", "$text-success"
TRUST = {"token": "✓", "verified": "✓", "known": "?", "unknown": "?", "forged": "✗"}
STATE = {
    "new": ("·", MUTED), "waiting": ("●", ACCENT), "applied": ("✓", DONE), "rejected": ("✗", MUTED),
    "undone": ("↶", MUTED), "ignored": ("·", MUTED),
}  # fmt: skip


@dataclass(frozen=True)
class Sheet:
    """A mail with the actions it speaks of, as they are now."""

    mail: Row
    text: str
    """Of a mail that no new text was looked for in: its whole readable body."""
    actions: dict[str, Row] = field(default_factory=dict)
    dependents: dict[str, list[Row]] = field(default_factory=dict)
    """What waits for an action whose date would move."""

    @property
    def open(self) -> bool:
        """Whether the facilitator can still say yes."""
        return self.mail["state"] in ("waiting", "rejected", "undone")

    @property
    def proposes_updates(self) -> bool:
        """Whether its updates are not carried out yet."""
        return self.open and (self.mail["verdict"] == "review" or self.mail["state"] == "undone")


def sheet_of(reader: "Connection", number: int, today: date) -> Sheet:
    mail = inbox_mail(reader, number)
    asked = (*mail["updates"], *mail["requests"])
    refs = dict.fromkeys(one["ref"] for one in asked if one["ref"] and one["ref"].startswith("A"))
    moved = {one["ref"] for one in mail["requests"] if one["ask"] == "postpone" and one["ref"]}
    return Sheet(
        mail,
        "" if mail["new_text"] else _body(inbox_raw(reader, number)),
        {ref: action(reader, ref, today=today) for ref in refs},
        {ref: dependents(reader, ref, today=today) for ref in moved},
    )


def _body(raw: bytes) -> str:
    from collabtui.mail.quote import new_text
    from collabtui.mail.read import read

    return new_text(read(raw).body, None).shown


def heading(sheet: Sheet, services: "Services") -> Iterator[Content]:
    """Who, when, and how far it is believed."""
    mail, words = sheet.mail, services.words
    person = mail["person"] or {}
    who = person.get("name") or mail["sender"] or "?"
    address = "" if who == mail["sender"] else f" <{mail['sender']}>"
    at = words.instant(datetime.fromisoformat(mail["received_at"]).astimezone(services.zone))
    yield said(who, "bold") + said(f"{address} {person.get('department') or ''} · {at}", MUTED)
    yield said(mail["subject"])
    believed = mail["trust"] in ("token", "verified")
    trust = f"{TRUST[mail['trust']]} {words('trust.' + mail['trust'])}"
    yield said(trust, DONE if believed else "$text-warning") + said(f" · {reason(mail, services)}", MUTED)


def reason(mail: Row, services: "Services") -> str:
    """Why it was done, waits, or was passed over."""
    words, verdict = services.words, mail["verdict"]
    partly = verdict == "apply" and (mail["requests"] or mail["reason"] != "understood")
    said_so = words("inbox.partly_done" if partly and mail["updates"] else f"verdict.{verdict}")
    return words("inbox.because", verdict=said_so, reason=words(f"reason.{mail['reason']}"))


def body(sheet: Sheet) -> Content:
    new = sheet.mail["new_text"]
    if new is None:
        return marked(sheet.text, (), ())
    return marked(new["shown"], new["lines"], (sheet.mail["understanding"] or {}).get("clauses", ()))


def proposals(sheet: Sheet, services: "Services") -> Iterator[Content]:
    """What would change, as old → new; what was done; what could not be read as either."""
    words, mail = services.words, sheet.mail
    for update in mail["updates"]:
        yield _update(sheet, update, services)
    for request in mail["requests"]:
        yield _request(sheet, request, services)
        yield from _waits_for(sheet, request, services)
    for name in ("sign_off", "rsvp"):
        if mail[name]:
            done = not (sheet.open and mail["verdict"] == "review")
            yield _mark(sheet, done=done) + said(words(f"inbox.{name}.{mail[name]}"))
    for clause in (mail["understanding"] or {}).get("clauses", ()):
        if not clause["counts"] and clause["rule"] not in SILENT_RULES:
            said_so = words("inbox.unread", text=clause["text"], rule=words(f"rule.{clause['rule']}"))
            yield said("· ", "$text-warning") + said(said_so)
    if mail["answer"]:
        yield said("↩ ", MUTED) + said(words("inbox.answered"), MUTED)


def _mark(sheet: Sheet, *, done: bool) -> Content:
    if done:
        return said("✓ ", DONE)
    return said("? ", ACCENT) if sheet.mail["state"] == "waiting" else said("✗ ", MUTED)


def _named(sheet: Sheet, ref: str) -> Content:
    title = sheet.actions[ref]["title"] if ref in sheet.actions else ""
    return said(f"{ref} ", MUTED) + said(title, "bold") + said("  ")


def _update(sheet: Sheet, update: Row, services: "Services") -> Content:
    words, now = services.words, sheet.actions[update["ref"]]
    proposed = sheet.proposes_updates
    parts = []
    if update["status"]:
        old = f"{words('status.' + now['status'])} → " if proposed and now["status"] != update["status"] else ""
        parts.append(f"{old}{words('status.' + update['status'])}")
    if update["percent"] is not None and update["status"] != "done":
        old = f"{now['percent']} → " if proposed and now["percent"] != update["percent"] else ""
        parts.append(f"{old}{update['percent']} %")
    if not parts and not update["note"]:
        parts.append(words("actions.accepted"))
    if update["note"]:
        parts.append(f"“{update['note']}”")
    return _mark(sheet, done=not proposed) + _named(sheet, update["ref"]) + said(" · ".join(parts))


def _request(sheet: Sheet, request: Row, services: "Services") -> Content:
    words = services.words
    mark = _mark(sheet, done=sheet.mail["state"] == "applied")
    subject = _named(sheet, request["ref"]) if request["ref"] else Content("")
    why = request["reason"] or ("" if request["ask"] == "correct" else request["text"]) or ""
    because = said(words("actions.because", why=why) if why else "")
    if request["ask"] == "postpone":
        return mark + subject + said(_new_date(sheet, request, services)) + because
    if request["ask"] == "correct":
        return mark + subject + said(words("inbox.correction", text=request["text"] or ""))
    to = f" → {request['to']}" if request["to"] else ""
    return mark + subject + said(words(f"actions.asks.{request['ask']}") + to) + because


def _new_date(sheet: Sheet, request: Row, services: "Services") -> str:
    """`due 13 Mar → 18 Mar, first slip`; a wish without a day says so."""
    words, now = services.words, sheet.actions.get(request["ref"])
    new = words.day(date.fromisoformat(request["due"])) if request["due"] else words("inbox.no_day")
    if now is None or sheet.mail["state"] == "applied":
        return words("inbox.date_set", day=new)
    old = words.day(date.fromisoformat(now["due"])) if now["due"] else words("when.no_date")
    again = bool(now["original_due"] and now["original_due"] != now["due"])
    return words("inbox.date_again" if again else "inbox.date", old=old, new=new)


def _waits_for(sheet: Sheet, request: Row, services: "Services") -> Iterator[Content]:
    if not sheet.open:
        return
    for other in sheet.dependents.get(request["ref"] or "", ()):
        due = date.fromisoformat(other["due"]) if other["due"] else None
        late = bool(due and request["due"] and other["due"] < request["due"])
        text = services.words("inbox.waits_for_it", ref=other["ref"], title=other["title"], day=due or "–")
        yield said("    ▲ " if late else "      ", LATE) + said(text, LATE if late else MUTED)
