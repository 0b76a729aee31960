"""What would change on account of a mail, as old → new, what has changed, and which key comes next."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

from textual.content import Content

from collabtui.screens.inbox.inbox_mail import MailData, Row, clauses_of, refs_in
from collabtui.text.meaning_lines import position_line
from collabtui.widgets.colours import ACCENT, DONE, LATE, MUTED
from collabtui.widgets.line import as_content
from collabtui.widgets.mail_text import SILENT_RULES

if TYPE_CHECKING:
    from collabtui.session.services import Services


def proposals(sheet: MailData, services: "Services") -> Iterator[Content]:
    """What would change; what was done; what could not be read as either."""
    words, mail = services.words, sheet.mail
    for update in mail["updates"]:
        yield _update(sheet, update, services)
    for request in mail["requests"]:
        yield _request(sheet, request, services)
        yield from _waits_for(sheet, request, services)
    for name in ("sign_off", "rsvp"):
        if mail[name]:
            done = not (sheet.open and mail["verdict"] == "review")
            yield _mark(sheet, done=done) + as_content(words(f"inbox.{name}.{mail[name]}"))
    if mail["position"]:
        yield _position(sheet, services)
    for clause in clauses_of(mail):
        if not clause["counts"] and clause["rule"] not in SILENT_RULES:
            said_so = words("inbox.unread", text=clause["text"], rule=words(f"rule.{clause['rule']}"))
            yield as_content("· ", "$text-warning") + as_content(said_so) + _meant(sheet, clause)
    if mail["answer"]:
        yield as_content("↩ ", MUTED) + as_content(words("inbox.answered"), MUTED)


def title(sheet: MailData, services: "Services") -> str:
    if sheet.proposes:
        return services.words("inbox.card.proposed")
    return services.words("inbox.card.unread" if sheet.open else "inbox.card.done")


def next_keys(sheet: MailData, services: "Services") -> Iterator[str]:
    """What the facilitator can do about it, in words; nothing where nothing is left to be done."""
    words, mail = services.words, sheet.mail
    if sheet.verifier:
        yield words("inbox.next.disbelieve", server=sheet.verifier)
    if not sheet.open:
        if mail["state"] == "applied" and sheet.did:
            yield words("inbox.next.taken_back")
        return
    if sheet.server:
        yield words("inbox.next.believe", server=sheet.server)
    if sheet.unsaid:
        yield words("inbox.next.say_in_matter", matter=sheet.unsaid["matter"])
        return
    if sheet.correction:
        yield words("inbox.next.correct", meeting=sheet.correction["meeting"])
    if not sheet.correction or any(one["ask"] != "correct" for one in mail["requests"]):
        yield _next(sheet, services)


def _next(sheet: MailData, services: "Services") -> str:
    words, mail = services.words, sheet.mail
    if mail["trust"] == "unknown" and mail["sender"] and not sheet.proposes:
        return words("inbox.next.stranger")
    told = mail["requests"] and mail["person"] and mail["trust"] in ("token", "verified")
    name = mail["person"]["name"] if mail["person"] else ""
    if not sheet.proposes:
        return words("inbox.next.unread")
    return words("inbox.next.tells" if told else "inbox.next.apply", name=name)


def _mark(sheet: MailData, *, done: bool) -> Content:
    if done:
        return as_content("✓ ", DONE)
    return as_content("? ", ACCENT) if sheet.mail["state"] == "waiting" else as_content("✗ ", MUTED)


def _named(sheet: MailData, ref: str) -> Content:
    known = sheet.actions.get(ref) or sheet.meetings.get(ref)
    return as_content(f"{ref} ", MUTED) + as_content(known["title"] if known else "", "bold") + as_content("  ")


def _update(sheet: MailData, update: Row, services: "Services") -> Content:
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
    return _mark(sheet, done=not proposed) + _named(sheet, update["ref"]) + as_content(" · ".join(parts))


def _position(sheet: MailData, services: "Services") -> Content:
    """What it says for its sender's department; what is neither a yes nor a no waits, whatever was done besides."""
    position = sheet.mail["position"]
    done = position["stance"] != "none" and not (sheet.open and sheet.mail["verdict"] == "review")
    return _mark(sheet, done=done) + as_content(position_line(services.words, position).partition(" ")[2])


def _request(sheet: MailData, request: Row, services: "Services") -> Content:
    words = services.words
    mark = _mark(sheet, done=sheet.mail["state"] == "applied")
    subject = _named(sheet, request["ref"]) if request["ref"] else Content("")
    if request["start"]:
        because = as_content(words("actions.because", why=request["reason"]) if request["reason"] else "")
        return mark + subject + as_content(_new_time(sheet, request, services)) + because
    why = request["reason"] or ("" if request["ask"] == "correct" else request["text"]) or ""
    because = as_content(words("actions.because", why=why) if why else "")
    if request["ask"] == "postpone":
        return mark + subject + as_content(_new_date(sheet, request, services)) + because
    if request["ask"] == "correct":
        return mark + subject + as_content(words("inbox.correction", text=request["text"] or ""))
    old = _owner(sheet, request)
    to = f" {old}→ {request['to']}" if request["to"] else ""
    unknown = as_content(f"  ▲ {words('inbox.nobody_called', name=request['to'])}", LATE)
    asks = mark + subject + as_content(words(f"actions.asks.{request['ask']}") + to)
    return asks + (unknown if sheet.open and request["to"] in sheet.strangers else Content("")) + because


def _meant(sheet: MailData, clause: Row) -> Content:
    """Which action was named where nothing is proposed for it, and whose that is."""
    names = []
    for ref in dict.fromkeys(refs_in(clause)):
        if found := sheet.actions.get(ref):
            owner = f" · {found['owner']['name']}" if found["owner"] else ""
            names.append(f"{ref} {found['title']}{owner}")
    return as_content(f"  ({', '.join(names)})", MUTED) if names else Content("")


def _owner(sheet: MailData, request: Row) -> str:
    owner = (sheet.actions.get(request["ref"]) or {}).get("owner")
    return f"{owner['name']} " if owner and request["ask"] == "reassign" and sheet.open else ""


def _new_date(sheet: MailData, request: Row, services: "Services") -> str:
    """`due 13 Mar → 18 Mar, first slip`; a wish without a day says so."""
    words, now = services.words, sheet.actions.get(request["ref"])
    new = words.day(date.fromisoformat(request["due"])) if request["due"] else words("inbox.no_day")
    if now is None or sheet.mail["state"] == "applied":
        return words("inbox.date_set", day=new)
    old = words.day(date.fromisoformat(now["due"])) if now["due"] else words("when.no_date")
    again = bool(now["original_due"] and now["original_due"] != now["due"])
    return words("inbox.date_again" if again else "inbox.date", old=old, new=new)


def _new_time(sheet: MailData, request: Row, services: "Services") -> str:
    """`Mon 2 Mar 14:00 → Tue 3 Mar 10:00`; once it has moved, only where to."""
    new = services.words.instant(datetime.fromisoformat(request["start"]).astimezone(services.session.zone))
    known = sheet.meetings.get(request["ref"])
    if known is None or sheet.mail["state"] == "applied":
        return f"→ {new}"
    old = services.words.instant(datetime.fromisoformat(known["start"]).astimezone(services.session.zone))
    return f"{old} → {new}"


def _waits_for(sheet: MailData, request: Row, services: "Services") -> Iterator[Content]:
    if not sheet.open:
        return
    for other in sheet.dependents.get(request["ref"] or "", ()):
        due = date.fromisoformat(other["due"]) if other["due"] else None
        late = bool(due and request["due"] and other["due"] < request["due"])
        text = services.words("inbox.waits_for_it", ref=other["ref"], title=other["title"], day=due or "–")
        yield as_content("    ▲ " if late else "      ", LATE) + as_content(text, LATE if late else MUTED)
