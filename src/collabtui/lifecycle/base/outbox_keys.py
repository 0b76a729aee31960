"""Keys of the outbox: what a mail says and to whom. The same is never queued twice, so a key is a promise.

What stands here is stored in every database and is what reply tokens are made of: a key that were written another way
would say again what was said, and no longer know the answers. Every argument that is no number or date is a ref, save
where another name says what it is.
"""

import hashlib
import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Literal

_PASSED_ON = "passed-on"
_CHANGE, _DECISION, _PART, _PROGRESS = "change", "decision", "part", "progress"
_AGAIN = "sent-again"
_IN_PLACE = "in-place"
_OF_BATCH = re.compile(rf"^((?:{_PART}|notice:trouble):)(\d+)(?=:)")
_DUTIES = frozenset({
    "agenda-owed", "minutes-owed", "record-owed", "dates-missed", "contact-owed", "retrospective-owed",
    "milestone-look-back",
    "milestone-owed", "risk-owed", "risk-review", "vote-owed", "checks-owed", "absent-signer", "department-unread",
    "absent-owner",
    "grant-owed", "several-owed", "silence", "progress-silence", "unproved-mail", "answer-waiting", "duties",
})  # fmt: skip


def reminder_digest(kind: Literal["digest", "escalation"], day: date, person: str) -> str:
    return _key(kind, day, person)


def is_of_duties(key: str) -> bool:
    """Whether the mail tells of duties that are no actions: those of the facilitator, to him or to who stands in, or a
    draft of those of a department."""
    return key.startswith(f"{_IN_PLACE}:") or bool(duty_of(key))


def duty_of(key: str) -> str:
    """The kind of duty that the mail tells of; empty where it tells of none, or of those of somebody else."""
    first, _, rest = key.partition(":")
    duty = rest.partition(":")[0]
    return duty if first == "notice" and duty in _DUTIES else ""


def is_digest(key: str) -> bool:
    """Whether the mail tells one person of a day's reminders, or of a day's escalations."""
    return key.split(":")[0] in ("digest", "escalation")


def names_a_day(key: str) -> bool:
    """Whether the mail asks for something until a certain day, and cannot be written anew: a question how things stand,
    the decision on a correction."""
    return key.split(":")[0] in ("nudge", "progress", "correction")


def escalations_handed_over(at: datetime, person: str) -> str:
    """To a new head, of what the one before was told of."""
    return _key("escalation", "handed-over", _moment(at), person)


def escalations_in_place(mail: str, deputy: str) -> str:
    """For who stands in for a head: the escalations of a mail that waited for the head."""
    return _key("escalation", "in-place", mail, deputy)


def renamed(at: datetime, name: str, person: str) -> str:
    """That a department has that name from then on: to who has to do with it."""
    return _key("notice", "renamed", _moment(at), name, person)


def handed_over(at: datetime, leaver: str, person: str) -> str:
    """That what one who leaves held is somebody else's: to both."""
    return _key("notice", "handed-over", _moment(at), leaver, person)


def deputy_left(at: datetime, leaver: str, person: str) -> str:
    """That another one stands in from then on: to somebody whose deputy leaves."""
    return _key("notice", "deputy-left", _moment(at), leaver, person)


def of_department(key: str, old: str, new: str) -> str:
    """The key of a mail that named the department `old`, once it is called `new`: it is not said again."""
    return key.replace(f":{old}:", f":{new}:", 1)


def nudge(day: date, person: str, actions: Iterable[str]) -> str:
    return _key("nudge", day, person, "+".join(actions))


def notice(kind: str, meeting: str, person: str) -> str:
    """To the facilitator, of an agenda or minutes that are owed."""
    return _key("notice", kind, meeting, person)


def dates_missed(series: str, last: datetime, person: str) -> str:
    """To the facilitator, of dates of a series that nobody planned in time, up to this one."""
    return _key("notice", "dates-missed", series, _moment(last), person)


def contact_owed(matter: str, department: str, answered_at: datetime, person: str) -> str:
    """`department` is a name."""
    return _key("notice", "contact-owed", matter, department, _moment(answered_at), person)


def retrospective_owed(matter: str, by: date, person: str) -> str:
    return _key("notice", "retrospective-owed", matter, by, person)


def milestone_look_back(matter: str, reached: date, milestone: str, person: str) -> str:
    return _key("notice", "milestone-look-back", matter, reached, milestone, person)


def milestone_owed(matter: str, day: date, person: str) -> str:
    return _key("notice", "milestone-owed", matter, day, person)


def high_risk(risk: str, person: str, again: int = 0) -> str:
    """`again`: how often it became high after it was not."""
    return _key("notice", "high-risk", risk, person, *([again] if again else []))


def risk_warning(mail: str, person: str) -> str:
    """That a mail tells of a high risk, before it is entered."""
    return _key("notice", "risk-warning", mail, person)


def risk_review(risk: str, day: date, person: str) -> str:
    return _key("notice", "risk-review", risk, day, person)


def risk_owed(risk: str, person: str, again: date | None = None) -> str:
    """That nobody has answered the risk in time; `again`: nor until then."""
    return _key("notice", "risk-owed", risk, person, *([again] if again else []))


def asks_for_words(key: str) -> bool:
    """Whether the mail tells of a risk and asks for advice, or how it stands, in words that a person reads."""
    first, _, rest = key.partition(":")
    return first == "notice" and rest.partition(":")[0] in ("high-risk", "risk-warning", "risk-review", "risk-owed")


def deputy_answered(day: date, person: str, *question: str) -> str:
    """To a head who is back, of what his deputy was asked and said; of one question, where he can still answer it."""
    return _key("notice", "deputy-answered", day, person, *question)


def part(batch: int, person: str) -> str:
    """That somebody's part has changed, by what the batch of the trail did."""
    return _key(_PART, batch, person)


def trouble(batch: int, person: str) -> str:
    """That something got blocked or calls for help, by what the batch of the trail did."""
    return _key("notice", "trouble", batch, person)


def department_news(batch: int, matter: str, person: str) -> str:
    """That departments of a matter have answered or named a contact, by what the batch of the trail did."""
    return _key(_PART, batch, person, "departments", matter)


def dependency_late(day: date, person: str) -> str:
    """That others' late actions hold somebody's own up."""
    return _key("notice", "dependency-late", day, person)


def sign_off_owed(meeting: str, version: int, person: str) -> str:
    """That silence will count as consent to this version of the minutes."""
    return _key("sign-off-owed", meeting, version, person)


def silence(kind: str, now: datetime, person: str) -> str:
    """To the facilitator, of those who answer nothing; to the minute, as there may be more of them later that day."""
    return _key("notice", kind, f"{now:%Y%m%dT%H%M}", person)


def silence_mark(ref: str, who: str, asked: datetime, *, is_away: bool) -> str:
    """Ref of the record that the facilitator was told of it: of a department, or a person with one."""
    return f"{ref}/{who}/{asked:%Y%m%dT%H%M%S}/{'away-' if is_away else ''}silence"


def owners_silent(day: date, person: str) -> str:
    """To a head, of owners who do not say how they stand."""
    return _key("owners-silent", day, person)


def both_heads(day: date, person: str) -> str:
    """One a day and head, of all that other departments wait for, or keep waiting."""
    return _key("both-heads", day, person)


def escalations(day: date, person: str) -> str:
    """To a head, of what several of these would each tell on one day."""
    return _key("escalations", day, person)


def escalations_meanwhile(last_away: date, person: str) -> str:
    """To a head who is back, of what went to another in his place."""
    return _key("escalation", "meanwhile", last_away, person)


def report(kind: str, week: str, matter: str, digest: str, person: str) -> str:
    """`week` is `2026-W10`, `digest` the hash of what it says: another content is another report."""
    return _key("report", kind, week, matter, digest[:16], person)


def is_part(key: str) -> bool:
    return key.startswith(f"{_PART}:")


def names_batch(key: str) -> bool:
    """Whether it is another one where the same is done in another batch of the trail."""
    return _OF_BATCH.match(key) is not None


def in_later_batch(key: str, by: int) -> str:
    """The same of a batch so many behind; the key itself where it names none."""
    return _OF_BATCH.sub(lambda found: f"{found[1]}{int(found[2]) + by}", key)


def table_taken(mail: str, version: int, person: str) -> str:
    """That the table of a mail was taken over."""
    return _key("notice", "table-taken", mail, version, person)


def is_duties(key: str) -> bool:
    """Whether the mail brings a department its plan as a table."""
    return key.startswith("notice:duties:")


def batch_of_part(key: str) -> int | None:
    """The batch of the trail that changed somebody's part; None of any other key."""
    found = re.match(rf"{_PART}:(\d+):", key)
    return int(found[1]) if found else None


def unproved_mails(day: date, person: str) -> str:
    """To the facilitator, of the mails that wait because nothing proves who wrote them."""
    return _key("notice", "unproved-mail", day, person)


def answers_waiting(day: date, person: str) -> str:
    """To the facilitator, of the answers that he has not judged since the day before."""
    return _key("notice", "answer-waiting", day, person)


def progress(matter: str, period: str, person: str) -> str:
    """`period` is a day or a week: `2026-03-04`, `2026-W10`."""
    return _key(_PROGRESS, matter, period, person)


def material(meeting: str, digest: str, person: str) -> str:
    """`digest` is the hash of the files: the same are not sent twice."""
    return _key("notice", "material", meeting, digest, person)


def material_owed(kind: str, meeting: str, start: datetime, person: str) -> str:
    """With the time of the meeting: after a move it is owed anew."""
    return _key("notice", kind, meeting, f"{start:%Y%m%dT%H%M}", person)


def vote(ref: str, version: int, person: str) -> str:
    """With the vote's version: after an undo the same may be asked anew."""
    return _key("vote", ref, version, person)


def vote_again(ref: str, person: str) -> str:
    return _key("vote", ref, "again", person)


def vote_over(ref: str, version: int, person: str) -> str:
    """The key of the mail that says what has come of a vote; with its version, as `vote`."""
    return _key("notice", "vote-over", ref, version, person)


def is_vote_over(key: str) -> bool:
    return key.startswith(_key("notice", "vote-over", ""))


def checks_owed(action: str, due: datetime, person: str) -> str:
    """That a check list has no answer; of each asking, by when it was due."""
    return _key("notice", "checks-owed", action, _moment(due), person)


def department_unread(matter: str, department: str, asked_at: datetime, person: str) -> str:
    """That nobody there may read what it was asked; `department` is a name."""
    return _key("notice", "department-unread", matter, department, _moment(asked_at), person)


def several_owed(at: datetime, person: str) -> str:
    """Duties at the hour of meetings that are told in one mail."""
    return _key("notice", "several-owed", _moment(at), person)


def grant_owed(change: str, agreed_at: datetime, person: str) -> str:
    """That all agree since then, and only the decision lacks."""
    return _key("notice", "grant-owed", change, _moment(agreed_at), person)


def checks_escalated(action: str, due: datetime, head: str) -> str:
    """The same, to the head of who left without an answer."""
    return _key("checks-escalated", action, _moment(due), head)


def absent_signer(meeting: str, version: int, absent: str, person: str) -> str:
    """That minutes wait for somebody who is away."""
    return _key("notice", "absent-signer", meeting, version, absent, person)


def absent_owner(action: str, due: date, absent: str, person: str) -> str:
    """That an action comes due while its owner is away, and nobody is in his place."""
    return _key("notice", "absent-owner", action, due, absent, person)


def in_place(mark: str) -> str:
    """Duties of who is away, to who stands in; `mark`: under which the first of them is kept."""
    return _key(_IN_PLACE, mark)


def passed_on(mail: str, person: str) -> str:
    """An escalation that could not be delivered, to who comes next; `mail`: its ref."""
    return _key(_PASSED_ON, mail, person)


def is_passed_on(key: str) -> bool:
    return key.startswith(f"{_PASSED_ON}:")


def signed_for(sign_off: str, version: int, person: str) -> str:
    """That his agreement was taken down; with the version of the sign-off: after an undo it may be anew."""
    return _key("signed-for", sign_off, version, person)


def criterion_overruled(matter: str, number: int, version: int, person: str) -> str:
    """To the supervisor, of an overruled verdict; with the version of the matter: it may be overruled once more."""
    return _key("criterion-overruled", matter, number, version, person)


def vote_owed(ref: str, person: str) -> str:
    """To the facilitator, of a vote that is to be closed."""
    return _key("notice", "vote-owed", ref, person)


def resource(asked: Iterable[tuple[str, int]], person: str) -> str:
    """Of each that is asked for its ref and its version: after an undo the same may be asked for anew."""
    refs, versions = zip(*asked, strict=True)
    return _key("resource", "+".join(refs), "+".join(map(str, versions)), person)


def resource_again(refs: Iterable[str], person: str) -> str:
    return _key("resource", "+".join(refs), "again", person)


def resources_asked(key: str) -> list[str]:
    """Refs of the resources that a mail asks for, or reminds of; none of any other mail."""
    first, _, rest = key.partition(":")
    return rest.partition(":")[0].split("+") if first == "resource" else []


def priority(ref: str, other: str, version: int, person: str) -> str:
    """The question which of two matters comes first, whose resources these are."""
    return _key("notice", "priority", ref, other, version, person)


def resource_taken(mail: str, person: str) -> str:
    """The facilitator's yes to what a mail offers on its own terms."""
    return _key("notice", "resource-taken", mail, person)


def resource_over(ref: str, version: int, person: str) -> str:
    """The key of the mail that says that it is not needed any more; with its version, as `resource`."""
    return _key("notice", "resource-over", ref, version, person)


def resource_person(ref: str, version: int, person: str) -> str:
    """The key of the mail that says who stands in the place of one who was to be given, and leaves."""
    return _key("notice", "resource-person", ref, version, person)


def own_checks(action: str, asked_at: datetime, person: str) -> str:
    """Each asking is one of its own: a list is gone through again after it was put right."""
    return _key("own-checks", action, _moment(asked_at), person)


def completion(matter: str, person: str) -> str:
    return _key("completion", matter, person)


def plan(matter: str, approval: str, person: str) -> str:
    """`approval`: the change request by which the plan was approved."""
    return _key("plan", matter, approval, person)


def duties(matter: str, department: str, digest: str, person: str) -> str:
    """`digest`: of what the draft says, so that another one is another mail."""
    return _key("notice", "duties", matter, department, digest, person)


def request(matter: str, department: str, stage: str, asking: int | datetime, person: str) -> str:
    """`department` is a name; `asking` tells one asking from the next, by the matter's version or by its instant: after
    an undo the same may be asked anew, and a reminder belongs to the asking."""
    return _key("request", matter, department, stage, _moment(asking), person)


def requests_to(matter: str, department: str) -> str:
    """The beginning of all keys of that request; `department` is a name."""
    return _key("request", matter, department, "")


def change_asked(change: str, version: int, department: str, person: str) -> str:
    """With the change's version: after an undo the same may be asked anew. `department` is a name."""
    return _key(_CHANGE, change, version, department, person)


def change_again(change: str, department: str, person: str, unclear_at: datetime | None = None) -> str:
    """`department` is a name; `unclear_at`: when the answer was written behind which it is asked again."""
    key = _key(_CHANGE, change, "again", department, person)
    return _key(key, _moment(unclear_at)) if unclear_at else key


def change_decided(change: str, state: str, version: int, person: str) -> str:
    return _key(_CHANGE, change, state, version, person)


def item_objected(change: str, department: str, via: str, person: str) -> str:
    """With the mail that brought the objection; `department` is a name."""
    return _key("item-objected", change, department, via, person)


def is_of_change(key: str, change: str) -> bool:
    """Whether the mail asks for opinions of the change, or tells what was decided."""
    return key.startswith(f"{_CHANGE}:{change}:")


def decision(mail: str, version: int, person: str, *, granted: bool) -> str:
    """With the incoming mail's version: after an undo the same mail may be decided anew."""
    return _key(_DECISION, mail, version, "yes" if granted else "no", person)


def is_decision_of(key: str, mail: str) -> bool:
    return key.startswith(f"{_DECISION}:{mail}:")


def retraction(mail: str, version: int, person: str) -> str:
    return _key("taken-back", mail, version, person)


def correction(sign_off: str, number: int, version: int) -> str:
    """With the sign-off's version: after an undo it may be decided anew."""
    return _key("correction", sign_off, number, version)


def automatic_answer(digest: str, person: str) -> str:
    """`digest` is the hash of the mail that is answered."""
    return _key("answer", digest[:16], person)


def personal_reply(mail: str, text: str, person: str) -> str:
    """`text` is what is written."""
    return _key("letter", mail, hashlib.sha256(text.encode()).hexdigest()[:16], person)


def minutes(meeting: str, version: int, person: str) -> str:
    return _key("minutes", meeting, version, person)


def invitation(ref: str, sequence: int, person: str) -> str:
    """Of a meeting or of a series, with the SEQUENCE of its calendar."""
    return _key("invitation", ref, sequence, person)


def cancellation(ref: str, sequence: int, person: str) -> str:
    """Of a meeting or of a series, with the SEQUENCE of its calendar."""
    return _key("cancellation", ref, sequence, person)


def sequence_of(key: str) -> int:
    """The SEQUENCE in the key of an invitation or a cancellation."""
    return int(key.split(":")[2])


def calendar(ref: str, person: str) -> str:
    """No mail's key: what the reply token of all calendar mails about one meeting or series is made of."""
    return _key("calendar", ref, person)


def holds_no_more(key: str) -> str:
    """Of the mail that takes back what the mail with this key has said."""
    return _key("holds-no-more", key)


def sent_again(key: str, at: datetime) -> str:
    """Of the mail that says once more what the mail with this key has said, to who did not get it."""
    return _key(key, _AGAIN, _moment(at))


def is_sent_again(key: str) -> bool:
    return f":{_AGAIN}:" in key


def once_more(key: str) -> str:
    """Of a mail that says again what was taken back by mail."""
    return _key(key, "again")


def _moment(asking: int | datetime) -> str:
    return f"{asking:%Y%m%dT%H%M%S}" if isinstance(asking, datetime) else str(asking)


def at_address(key: str, address: str) -> str:
    """Of the copy of a calendar mail for another address of its reader."""
    return _key(key, "at", address)


def is_for(key: str, address: str) -> bool:
    """Whether the mail is meant for that address, whatever address its reader has by now."""
    return key.endswith(_key("", "at", address))


def address_named(key: str) -> str:
    """The address that the mail is meant for, whatever address its reader has by now; empty where it goes to the
    present one."""
    return key.rpartition(":at:")[2] if ":at:" in key else ""


def _key(*parts: object) -> str:
    return ":".join(map(str, parts))
