"""Changes that a mail proposes or has made, as old → new, and the keys that come next."""

from collections.abc import Iterator
from datetime import date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from textual.content import Content

from collabtui.domain.refs import MEETING, is_ref
from collabtui.screens.inbox.inbox_mail import MailData, clauses_of, refs_in, sentence_behind
from collabtui.text.meaning_lines import (
    how_he_comes,
    named_in,
    newer_line,
    own_answer_line,
    position_line,
    rule_sentence,
)
from collabtui.widgets.colours import ACCENT, DONE, LATE, MUTED, WARNING
from collabtui.widgets.line import as_content
from collabtui.widgets.mail_text import SILENT_RULES

if TYPE_CHECKING:
    from collabtui.lifecycle.history.yes_to_mail import MadeOfMail
    from collabtui.session.store_session import Session
    from collabtui.store.queries.rows.mail_rows import ClauseRow, PositionRow, ProposalRow, TimedRequestRow, UpdateRow
    from collabtui.text.catalogue import Catalogue

_ASKED = MappingProxyType({
    "risk": "inbox.names_risk", "agreed": "inbox.sign_off.agreed", "accept": "actions.accepted",
    "accepted": "inbox.rsvp.accepted", "declined": "inbox.rsvp.declined", "tentative": "inbox.rsvp.tentative",
    "absence": "inbox.away_until", "for": "stance.for",
    "against": "stance.against",
})  # fmt: skip
"""What a reading may say that is no request, and the sentence for it."""


def _own_word(data: MailData, name: Literal["sign_off", "rsvp"], words: "Catalogue") -> str:
    """What the mail says of minutes or of an invitation, and for whom, where that is not its sender."""
    stated, understanding = words(f"inbox.{name}.{data.mail[name]}"), data.mail["understanding"]
    if name == "rsvp" and understanding and (remark := understanding.get("rsvp_remark")):
        stated += f" · {remark}"
    for_whom = understanding.get("rsvp_for") if understanding and name == "rsvp" else ""
    return words("inbox.rsvp_for", name=for_whom, rsvp=stated) if for_whom else stated


def proposals(data: MailData, session: "Session", words: "Catalogue") -> Iterator[Content]:
    """Lines of the proposed changes, of those made, and of clauses that could not be read as either."""
    mail = data.mail
    for update in mail["updates"]:
        yield _update(data, update, words)
    for request in data.requests:
        yield _request(data, request, session, words)
        yield from _waits_for(data, request, words)
    for name in ("sign_off", "rsvp"):
        if mail[name]:
            done = not (data.open and mail["verdict"] == "review")
            yield _mark(data, done=done) + as_content(_own_word(data, name, words))
    if mail["position"]:
        yield _position(data, mail["position"], words)
    for answer in mail["own_answers"]:
        done = answer["certain"] and not data.proposes_updates if data.open else True
        yield _mark(data, done=done) + as_content(own_answer_line(words, answer, "").strip())
    for newer in mail["newer"]:
        yield as_content(newer_line(words, newer, session.zone), WARNING)
    for proposal in data.uncertain:
        yield _proposal(data, proposal, words)
    for absence in data.absences:
        yield _mark(data, done=True) + as_content(proposal_text(absence, words))
    for clause in clauses_of(mail):
        shown_above = (data.open or data.absences) and clause.get("proposals")
        if not clause["counts"] and not shown_above and clause["rule"] not in SILENT_RULES:
            text = words("inbox.unread", text=clause["text"], rule=rule_sentence(words, clause["rule"]))
            yield as_content("· ", WARNING) + as_content(text) + _reading_of(data, clause)
    if mail["answer"]:
        yield as_content("↩ ", MUTED) + as_content(words("inbox.answered"), MUTED)


def made_lines(data: MailData, made: "MadeOfMail", words: "Catalogue") -> Iterator[Content]:
    """Lines of what a yes makes of it, but for a date that is moved, which the proposal says; of what is to be cleared
    up in it; and of who besides its sender gets a mail."""
    moved = {one["ref"] for one in data.requests if one["ask"] == "postpone"}
    things = [one for one in made.things if one.ref not in moved]
    if things:
        yield as_content(words("inbox.yes_makes"), MUTED)
    for one in things:
        yield as_content(f"  {one.line(words)}")
    for text, value in made.questions:
        yield as_content(f"  ▲ {words('record.open_question', line=text, value=value)}", WARNING)
    for remark in made.remarks:
        yield as_content(f"▲ {words(remark.key, **remark.values)}", WARNING)
    sender = data.mail["person"]["name"] if data.mail["person"] else ""
    if others := [name for name in made.recipients if name != sender]:
        yield as_content(f"✉ {words('inbox.yes_tells', names=others)}", MUTED)


def title(data: MailData, words: "Catalogue") -> str:
    if data.proposes:
        return words("inbox.card.proposed")
    return words("inbox.card.unread" if data.open and not data.is_settled else "inbox.card.done")


def next_keys(data: MailData, words: "Catalogue") -> Iterator[str]:
    """Names of the commands that the mail is open to; none where nothing is left to be done."""
    mail = data.mail
    if data.verifier:
        yield words("inbox.next.distrust", server=data.verifier)
    if not data.open:
        if mail["state"] == "applied" and data.did:
            yield words("inbox.next.taken_back")
        return
    if data.is_settled:
        return
    if data.server:
        yield words("inbox.next.trust", server=data.server)
    if data.unclear_answer:
        yield words("inbox.next.say_in_matter", matter=data.unclear_answer["matter"])
        return
    if data.correction:
        yield words("inbox.next.correct", meeting=data.correction["meeting"])
    if not data.correction or any(one["ask"] != "correct" for one in mail["requests"]):
        yield _next(data, words)


def _next(data: MailData, words: "Catalogue") -> str:
    mail = data.mail
    if mail["trust"] == "unknown" and mail["sender"] and not data.proposes:
        return words("inbox.next.stranger")
    notified = mail["requests"] and mail["person"] and mail["trust"] in ("token", "verified")
    name = mail["person"]["name"] if mail["person"] else ""
    if not data.proposes:
        return words("inbox.next.unread")
    return words("inbox.next.tells" if notified else "inbox.next.apply", name=name)


def _mark(data: MailData, *, done: bool) -> Content:
    if done:
        return as_content("✓ ", DONE)
    return as_content("? ", ACCENT) if data.mail["state"] == "waiting" else as_content("✗ ", MUTED)


def _named(data: MailData, ref: str) -> Content:
    known = data.actions.get(ref) or data.meetings.get(ref)
    return as_content(f"{ref} ", MUTED) + as_content(known["title"] if known else "", "bold") + as_content("  ")


def _update(data: MailData, update: "UpdateRow", words: "Catalogue") -> Content:
    now = data.actions[update["ref"]]
    proposed = data.proposes_updates
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
    return _mark(data, done=not proposed) + _named(data, update["ref"]) + as_content(" · ".join(parts))


def _proposal(data: MailData, proposal: "ProposalRow", words: "Catalogue") -> Content:
    """As what is certain, and why it is not."""
    subject = _named(data, proposal["ref"]) if proposal["ref"] else Content("")
    why = as_content(rule_sentence(words, proposal["why"]), MUTED)
    return sentence_behind(as_content("? ", WARNING) + subject + as_content(proposal_text(proposal, words)), why)


def adopted_lines(data: MailData, words: "Catalogue") -> list[str]:
    """The readings that a yes to the mail adopts, a line each."""
    return [f"· {_subject(data, one['ref'])}{proposal_text(one, words)}" for one in data.uncertain]


def _subject(data: MailData, ref: str | None) -> str:
    known = data.actions.get(ref or "") or data.meetings.get(ref or "")
    return f"{ref} {known['title'] if known else ''}  " if ref else ""


def proposal_text(proposal: "ProposalRow", words: "Catalogue") -> str:
    """Its meaning, without the item."""
    parts = [words(f"status.{proposal['status']}")] if proposal["status"] else []
    if proposal["percent"] is not None and proposal["status"] != "done":
        parts.append(f"{proposal['percent']} %")
    day = words.day(date.fromisoformat(proposal["due"])) if proposal["due"] else ""
    if proposal["ask"]:
        parts.append(words(_ASKED.get(proposal["ask"], f"actions.asks.{proposal['ask']}"), day=day))
    if day and proposal["ask"] != "absence":
        parts.append(words("stance.promised" if proposal["ask"] == "for" else "inbox.date_set", day=day))
    if proposal["to"]:
        parts.append(named_in(words, proposal))
    return " · ".join(filter(None, (*parts, how_he_comes(proposal))))


def _position(data: MailData, position: "PositionRow", words: "Catalogue") -> Content:
    """What it says for its sender's department; what is neither a yes nor a no waits, whatever was done besides."""
    done = position["stance"] != "none" and not (data.open and data.mail["verdict"] == "review")
    return _mark(data, done=done) + as_content(position_line(words, position).partition(" ")[2])


def _request(data: MailData, request: "TimedRequestRow", session: "Session", words: "Catalogue") -> Content:
    mark = _mark(data, done=data.mail["state"] == "applied")
    subject = _named(data, request["ref"]) if request["ref"] else Content("")
    if request["start"]:
        because = as_content(words("actions.because", why=request["reason"]) if request["reason"] else "")
        return mark + subject + as_content(_new_time(data, request, request["start"], session, words)) + because
    why = request["reason"] or ("" if request["ask"] == "correct" else request["text"]) or ""
    because = as_content(words("actions.because", why=why) if why else "")
    if request["ask"] == "postpone":
        likely = data.likely_days.get(request["ref"])
        asked = mark + subject + as_content(_new_date(data, request, words)) + because
        return sentence_behind(asked, as_content(rule_sentence(words, likely["why"]), MUTED)) if likely else asked
    if request["ask"] == "correct":
        return mark + subject + as_content(words("inbox.correction", text=request["text"] or ""))
    if request["ask"] == "other" and request["text"] and is_ref(request["ref"] or "", MEETING):
        return mark + subject + as_content(words("inbox.another_time", text=request["text"]) + _its_day(request, words))
    if request["ask"] == "rectify":
        return mark + subject + _to_rectify(data, request, words)
    old = _owner(data, request)
    to = f" {old}→ {request['to']}" if request["to"] else ""
    called = "inbox.several_called" if request["to"] in data.namesakes else "inbox.nobody_called"
    unknown = as_content(f"  ▲ {words(called, name=request['to'])}", LATE)
    asks = mark + subject + as_content(words(f"actions.asks.{request['ask']}") + to)
    return asks + (unknown if data.open and request["to"] in data.strangers else Content("")) + because


def _its_day(request: "TimedRequestRow", words: "Catalogue") -> str:
    return f" · {words.day(date.fromisoformat(request['due']))}" if request["due"] else ""


def _to_rectify(data: MailData, request: "TimedRequestRow", words: "Catalogue") -> Content:
    """What is to be put right, until when, and who would do it."""
    day = words.day(date.fromisoformat(request["due"])) if request["due"] else words("inbox.no_day")
    what = as_content(words("inbox.rectify", text=request["text"] or "") + f" · {day}")
    who = request["to"] or words("inbox.nobody_yet")
    return what + as_content(f" → {who}", LATE if data.open and not request["to"] else "")


def _reading_of(data: MailData, clause: "ClauseRow") -> Content:
    """Which action was named where nothing is proposed for it, and whose that is."""
    names = []
    for ref in dict.fromkeys(refs_in(clause)):
        if found := data.actions.get(ref):
            owner = f" · {found['owner']['name']}" if found["owner"] else ""
            names.append(f"{ref} {found['title']}{owner}")
    return as_content(f"  ({', '.join(names)})", MUTED) if names else Content("")


def _owner(data: MailData, request: "TimedRequestRow") -> str:
    action = data.actions.get(request["ref"] or "")
    owner = action["owner"] if action else None
    return f"{owner['name']} " if owner and request["ask"] == "reassign" and data.open else ""


def _new_date(data: MailData, request: "TimedRequestRow", words: "Catalogue") -> str:
    """`due 13 Mar → 18 Mar, first slip`; a wish without a day says so."""
    now = data.actions.get(request["ref"] or "")
    new = words.day(date.fromisoformat(request["due"])) if request["due"] else words("inbox.no_day")
    if before := data.moved_from.get(request["ref"] or ""):
        return words("inbox.date", old=words.day(date.fromisoformat(before)), new=new)
    if now is None or data.mail["state"] == "applied":
        return words("inbox.date_set", day=new)
    old = words.day(date.fromisoformat(now["due"])) if now["due"] else words("when.no_date")
    again = bool(now["original_due"] and now["original_due"] != now["due"])
    return words("inbox.date_again" if again else "inbox.date", old=old, new=new)


def _new_time(data: MailData, request: "TimedRequestRow", start: str, session: "Session", words: "Catalogue") -> str:
    """`Mon 2 Mar 14:00 → Tue 3 Mar 10:00`; where a yes moved it, too."""
    new = words.instant(datetime.fromisoformat(start).astimezone(session.zone))
    before, known = data.moved_from.get(request["ref"] or ""), data.meetings.get(request["ref"] or "")
    if known is not None and data.mail["state"] != "applied":
        before = known["start"]
    if not before:
        return f"→ {new}"
    return f"{words.instant(datetime.fromisoformat(before).astimezone(session.zone))} → {new}"


def _waits_for(data: MailData, request: "TimedRequestRow", words: "Catalogue") -> Iterator[Content]:
    if not data.open:
        return
    for other in data.dependents.get(request["ref"] or "", ()):
        due = date.fromisoformat(other["due"]) if other["due"] else None
        late = bool(due and request["due"] and due.isoformat() < request["due"])
        text = words("inbox.waits_for_it", ref=other["ref"], title=other["title"], day=due or "–")
        yield as_content("    ▲ " if late else "      ", LATE) + as_content(text, LATE if late else MUTED)
