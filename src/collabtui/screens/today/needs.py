"""Needs: things that wait for the facilitator, each with the place where it gets done. Their order is said once, in
`needs`; how urgent one is shows its mark, not its place in the list."""

import os
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from collabtui.domain.facilitator_duties import Duty, DutyKind, duties
from collabtui.domain.meeting_deadlines import MeetingDeadlines
from collabtui.domain.place import VOTES_PART, Place
from collabtui.domain.refs import INCOMING, ref_of
from collabtui.store.queries.corrections import correction_place
from collabtui.store.queries.departments import answer_place
from collabtui.store.unreadable_row import MOST_PASSED_OVER
from collabtui.text.lengths import length

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from zoneinfo import ZoneInfo

    from collabtui.domain.silent_owners import SilentOwner
    from collabtui.errors import CollabError
    from collabtui.home import Home
    from collabtui.lifecycle.due.for_facilitator.owed_invitations import OwedInvitation
    from collabtui.session.store_session import Session
    from collabtui.store.queries.rows.mail_rows import InboxPageRow
    from collabtui.store.queries.rows.people_rows import AbsenceRow
    from collabtui.store.queries.rows.today_rows import TodayRow, UnledDepartmentRow
    from collabtui.text.catalogue import Catalogue

_FRESH = timedelta(hours=1)
"""How long nobody is told how old a risk is."""
MOST_REPLIES = 3
"""Replies, and corrections, that are shown one by one; the others are counted."""
MOST_KEYS = 3
"""Lines of the user's own keys: once they are right, the next are shown."""
MOST_AWAY = 3
"""People who are away."""


class Need(NamedTuple):
    urgency: Literal["broken", "late", "waiting", "open"]
    text: str
    place: Place
    """Where it gets done."""

    @property
    def mark(self) -> str:
        return {"broken": "✗", "late": "▲", "waiting": "●", "open": "○"}[self.urgency]

    @property
    def style(self) -> str:
        return {"waiting": "$text-accent", "open": "$foreground-muted"}.get(self.urgency, "$text-error")


def typed_for_mail(wants: str, words: "Catalogue") -> Iterator[Need]:
    """The password that mail waits for: typed where the set-up asks for it."""
    if wants:
        yield Need("broken", words(f"today.mail_wants.{wants}"), Place("setup", "password"))


def broken_templates(home: "Home", words: "Catalogue") -> Iterator[Need]:
    """The user's own templates that mails could not be made of, and what is no file in the place of one; ours took
    their place."""
    if os.path.lexists(home.templates):
        from collabtui.text.template_places import out_of_place  # most have none of their own

        for odd in out_of_place(home.templates):
            yield Need("broken", words(f"today.{odd.key}", **odd.values), Place("setup"))
    if not home.template_faults.exists():
        return
    from collabtui.text.template_faults import TemplateFaults  # most starts find none

    for fault in TemplateFaults(home.template_faults, home.templates).current():
        yield Need("broken", words("today.template", name=fault.name, line=fault.line, why=fault.why), Place("setup"))


def broken_keys(home: "Home", words: "Catalogue") -> Iterator[Need]:
    """Lines of the user's own keys that cannot be used: the keys that are built in took their place."""
    if not home.keys.exists():
        return
    for fault in _faults_of_keys(home.keys, home.keys.stat().st_mtime_ns)[:MOST_KEYS]:
        yield Need("broken", words(fault.key, **fault.values | {"path": home.keys.name}), Place("setup"))


@lru_cache(maxsize=1)
def _faults_of_keys(path: "Path", _changed: int) -> "Sequence[CollabError]":
    """Read once, until the file is another one."""
    from collabtui.keymap.user_keys import read_user_keys  # most users have no such file

    return read_user_keys(path).faults


def unsound_data(session: "Session", words: "Catalogue") -> Iterator[Need]:
    """Data that do not hold, records that no pass works on, as who sits here may know of them, and the automatic copy
    that could not be made."""
    home = session.home
    if not home.health_note.exists():
        return  # as nearly always: the first frame imports nothing for it
    from collabtui.lifecycle.backup.health_note import HealthNote

    health = HealthNote(home.health_note).read()
    if health.faults:
        yield Need("broken", words("today.data_faults", n=health.faults), Place("setup", "data"))
    errors = (session.error_as_seen(row.error()) for row in health.set_aside[:MOST_PASSED_OVER])
    for sentence in dict.fromkeys(words(error.key, **error.values) for error in errors):
        yield Need("broken", sentence, Place("setup", "data"))
    if fault := health.copy_fault:
        yield Need("broken", words("today.no_copy", why=words(fault.key, **fault.values)), Place("setup"))


class WaitingRows(NamedTuple):
    """Rows that Today has read for its needs."""

    today: "TodayRow"
    replies: "list[InboxPageRow]"
    dues: dict[str, str]
    """The dates of the actions that the replies name."""
    absent: "dict[str, AbsenceRow]"
    unled: "Sequence[UnledDepartmentRow]" = ()
    """Read after the first frame, as what follows."""
    to_invite: "Sequence[OwedInvitation]" = ()


def needs(wants: str, found: WaitingRows, session: "Session", now: datetime, words: "Catalogue") -> list[Need]:
    """All needs, in the order of Today, which is made by hand: first what keeps the program from working (`wants`, the
    password that mail waits for; data; templates; keys), then what the records ask (`needs_of_records`), last who is
    away and names somebody else."""
    return [
        *typed_for_mail(wants, words),
        *unsound_data(session, words),
        *broken_templates(session.home, words),
        *broken_keys(session.home, words),
        *needs_of_records(found, now, session.zone, session.deadlines, words),
        *_away(found.absent, words),
    ]


def needs_of_records(
    found: WaitingRows, now: datetime, zone: "ZoneInfo", deadlines: MeetingDeadlines, words: "Catalogue"
) -> list[Need]:
    """`now` is in the organiser's zone, which `zone` is.

    Nobody in the book and a running meeting stand before all else; then what did not arrive, what the facilitator owes
    of meetings that are over, what others have answered and wait for, what is ahead, and what others owe."""
    today = found.today
    owed = duties(today["duties"], deadlines, zone)
    return [
        *_nobody(today, words),
        *_running(today, words),
        *_broken(today, words),
        *_unfetched(today, now, words),
        *_of_kind("record-owed", owed, now, words),
        *_of_kind("minutes-owed", owed, now, words),
        *_corrections(today, now, words),
        *_unsent(today, words),
        *_departments(today, words),
        *_replies(found, words),
        *_of_kind("agenda-owed", owed, now, words),
        *_invitations(found.to_invite, words),
        *_of_kind("vote-owed", owed, now, words),
        *_of_kind("absent-signer", owed, now, words),
        *_absent_owners(owed, now, words),
        *_of_kind("department-unread", owed, now, words),
        *_of_kind("checks-owed", owed, now, words),
        *_risks(today, now, words),
        *_risks_to_review(today, words),
        *_of_kind("milestone-owed", owed, now, words),
        *_of_kind("milestone-look-back", owed, now, words),
        *_of_kind("retrospective-owed", owed, now, words),
        *_unled(found.unled, words),
        *_overdue(today, words),
        *_silent_owners(today, now, words),
        *_silent(today, now, words),
    ]


def _nobody(today: "TodayRow", words: "Catalogue") -> Iterator[Need]:
    if not today["people"]:
        yield Need("waiting", words("today.nobody"), Place("people"))


def _running(today: "TodayRow", words: "Catalogue") -> Iterator[Need]:
    for meeting in today["running"]:
        text = words("today.running", ref=meeting["ref"], title=meeting["title"])
        yield Need("waiting", text, Place("meetings", meeting["ref"]))


def _broken(today: "TodayRow", words: "Catalogue") -> Iterator[Need]:
    for person in today["bounced"]:
        text = words("today.bounced", name=person["name"], email=person["email"])
        text += f" ({_topic(person['subject'])})" if person["subject"] else ""
        yield Need("broken", text, Place("people", person["ref"]))
    if failed := today["failed"]:
        yield Need("broken", words("today.failed", n=failed), Place("outbox", part="failed"))


def _topic(subject: str) -> str:
    from collabtui.domain.mail.bare_subject import topic  # of few first frames

    return topic(subject)


def _unfetched(today: "TodayRow", now: datetime, words: "Catalogue") -> Iterator[Need]:
    """Mails that the server has not handed out for a day: a person can look at them where they lie."""
    if found := today["unfetched"]:
        age = length(words, now - datetime.fromisoformat(found[0]["since"]))
        yield Need(
            "broken", words("today.unfetched", n=len(found), age=age, not_read=found[0]["reason"]), Place("inbox")
        )


def _of_kind(kind: DutyKind, owed: "list[Duty]", now: datetime, words: "Catalogue") -> Iterator[Need]:
    for duty in owed:
        if duty.kind == kind:
            yield from _OF_DUTY[kind](duty, now, words)


def _minutes(duty: Duty, now: datetime, words: "Catalogue") -> Iterator[Need]:
    late = duty.is_late(now)
    key = "today.minutes_late" if late else "today.minutes_owed"
    text = words(key, ref=duty.ref, title=duty.title, length=length(words, abs(duty.due - now)))
    yield Need("late" if late else "waiting", text, Place("meetings", duty.ref))


def _agenda(duty: Duty, now: datetime, words: "Catalogue") -> Iterator[Need]:
    if duty.is_late(now):
        yield Need("late", words("today.agenda_owed", ref=duty.ref, title=duty.title), Place("meetings", duty.ref))


def _record(duty: Duty, now: datetime, words: "Catalogue") -> Iterator[Need]:
    if duty.is_late(now):
        yield Need("late", words("today.record_owed", ref=duty.ref, title=duty.title), Place("meetings", duty.ref))


def _retrospective(duty: Duty, now: datetime, words: "Catalogue") -> Iterator[Need]:
    day = duty.due.date()
    key = "today.retrospective_late" if day < now.date() else "today.retrospective"
    text = words(key, ref=duty.ref, title=duty.title, day=day)
    yield Need("late" if duty.is_late(now) else "waiting", text, Place.step(duty.ref, "retrospective"))


def _milestone(duty: Duty, now: datetime, words: "Catalogue") -> Iterator[Need]:
    if duty.is_late(now):
        text = words("today.milestone_owed", ref=duty.ref, text=duty.title, day=duty.due.date() - _DAY)
        yield Need("late", text, Place("matters", duty.ref))


def _look_back(duty: Duty, now: datetime, words: "Catalogue") -> Iterator[Need]:
    """From the moment on which it is marked as reached; as long as one remembers how."""
    if duty.until is None or now < duty.until:
        yield Need(
            "waiting", words("today.milestone_look_back", ref=duty.ref, text=duty.title), Place("matters", duty.ref)
        )


def _vote(duty: Duty, now: datetime, words: "Catalogue") -> Iterator[Need]:
    late = duty.is_late(now)
    text = words("today.vote_owed" if late else "today.vote_open", title=duty.title, day=duty.due.date() - _DAY)
    yield Need("late" if late else "waiting", text, Place("meetings", duty.ref, VOTES_PART))


def _absent_signer(duty: Duty, now: datetime, words: "Catalogue") -> Iterator[Need]:
    text = words("today.absent_signer", ref=duty.ref, name=duty.title, day=duty.away_until)
    yield Need("late" if duty.is_late(now) else "waiting", text, Place("meetings", duty.ref))


def _absent_owners(owed: "list[Duty]", now: datetime, words: "Catalogue") -> Iterator[Need]:
    """By person, what comes due while he is away, and nobody is in his place."""
    by_owner: dict[str, list[Duty]] = {}
    for duty in owed:
        if duty.kind == "absent-owner" and duty.is_late(now):
            by_owner.setdefault(duty.person, []).append(duty)
    for ref, found in by_owner.items():
        items = words("list.separator").join(duty.ref for duty in found[:MOST_KEYS])
        more = found[MOST_KEYS:]
        text = words("today.absent_owner", name=found[0].name, day=found[0].away_until, items=items)
        text += words("today.absent_owner_more", n=len(more)) if more else ""
        yield Need("late", text, Place("people", ref) if len(found) > 1 else Place("actions", found[0].ref))


def _unread(duty: Duty, _now: datetime, words: "Catalogue") -> Iterator[Need]:
    """Somebody there has to be made a reader, or be named who is one."""
    text = words("today.department_unread", ref=duty.ref, department=duty.title)
    yield Need("late", text, Place("matters", duty.ref))


def _checks(duty: Duty, now: datetime, words: "Catalogue") -> Iterator[Need]:
    if duty.is_late(now):
        yield Need("late", words("today.checks_owed", ref=duty.ref, title=duty.title), Place("actions", duty.ref))


_DAY = timedelta(days=1)
_OF_DUTY: "dict[DutyKind, Callable[[Duty, datetime, Catalogue], Iterator[Need]]]" = {
    "minutes-owed": _minutes,
    "agenda-owed": _agenda,
    "record-owed": _record,
    "retrospective-owed": _retrospective,
    "vote-owed": _vote,
    "milestone-owed": _milestone,
    "milestone-look-back": _look_back,
    "absent-signer": _absent_signer,
    "checks-owed": _checks,
    "department-unread": _unread,
}
"""How each is said; a new duty of his is a line here."""


def _corrections(today: "TodayRow", now: datetime, words: "Catalogue") -> Iterator[Need]:
    """Late when all others have signed, by silence at the latest, and only this keeps the minutes open."""
    found = today["corrections"]
    for one in found[:MOST_REPLIES]:
        text = words("today.corrects", who=one["person"] or "?", ref=one["meeting"], text=one["text"])
        late = datetime.fromisoformat(one["deadline"]) <= now
        yield Need("late" if late else "waiting", text, correction_place(one))
    if more := found[MOST_REPLIES:]:
        yield Need("waiting", words("today.more_corrections", n=len(more)), correction_place(more[0]))


def _unsent(today: "TodayRow", words: "Catalogue") -> Iterator[Need]:
    for one in today["unsent_corrections"]:
        text = words("today.unsent_corrections", ref=one["ref"], version=one["version"], n=one["n"])
        yield Need("waiting", text, Place("meetings", one["ref"]))


_NOBODY_SPOKE = ("silent", "away", "contact")
"""Why a department's part waits that has no words of its own."""


def _departments(today: "TodayRow", words: "Catalogue") -> Iterator[Need]:
    """What departments said, or owe, and changes that can be decided. Late is what nobody but the facilitator can
    move: all who could be asked by mail were."""
    for one in today["departments"]:
        text = words(
            f"today.asked.{one['why']}",
            department=one["department"],
            matter=one["matter"],
            text=one["title"] if one["why"] in _NOBODY_SPOKE else one["text"],
        )
        yield Need("late" if one["why"] in _NOBODY_SPOKE else "waiting", text, answer_place(one))
    for change in today["changes"]:
        about = change["what"] if change["why"] == "decide" else change["text"]
        department = change["department"] or ""
        need = words(f"today.change.{change['why']}", ref=change["ref"], department=department, text=about)
        if change["why"] == "decide":
            reminded = [name for name in change["silent"] if name not in change["away"]]
            for why, names in (("silent", reminded), ("away", change["away"])):
                need += words(f"today.change.{why}", departments=words("list.separator").join(names)) if names else ""
        only_decision_lacks = change["why"] == "decide" and not change["silent"]
        yield Need("late" if only_decision_lacks else "waiting", need, answer_place(change))


def _replies(found: WaitingRows, words: "Catalogue") -> Iterator[Need]:
    """Those that only correct minutes, or say what a department means, are named where that is decided."""
    today = found.today
    decided = (*today["corrections"], *today["departments"], *today["changes"])
    elsewhere = {one["mail"] for one in decided if one["alone"] and one["mail"]}
    replies = [reply for reply in found.replies if ref_of(INCOMING, reply["id"]) not in elsewhere]
    for reply in replies[:MOST_REPLIES]:
        yield _reply(reply, found.dues, words)
    if (more := today["waiting"] - len(elsewhere) - min(len(replies), MOST_REPLIES)) > 0:
        yield Need("waiting", words("today.more_replies", n=more), Place("inbox"))


def _reply(reply: "InboxPageRow", dues: dict[str, str], words: "Catalogue") -> Need:
    from collabtui.session.asked_in_mail import asked_in_mail  # most first frames have no reply that waits

    who = reply["person"]["name"] if reply["person"] else reply["sender"] or "?"
    text = words("today.reply", who=who, what=asked_in_mail(reply, dues, words))
    return Need("waiting", text, Place("inbox", ref_of(INCOMING, reply["id"])))


def _risks(today: "TodayRow", now: datetime, words: "Catalogue") -> Iterator[Need]:
    if not today["risks"]:
        return
    from collabtui.domain.deadlines.risk_answer_deadline import RISK_ANSWER  # no first frame without risks waits for it

    for risk in today["risks"]:
        age = max(timedelta(), now - datetime.fromisoformat(risk["raised_at"]))
        if risk["level"] == "high" or age >= RISK_ANSWER:
            level, old = words(f"level.{risk['level']}"), length(words, age)
            key = "today.risk" if age > _FRESH else "today.risk_new"
            text = words(key, ref=risk["ref"], level=level, age=old, text=risk["text"])
            page = "matters" if risk["matter"] else "meetings"
            place = Place(page, risk["matter"] or risk["meeting"] or "", risk["ref"])
            yield Need("late" if age >= RISK_ANSWER else "waiting", text, place)


def _risks_to_review(today: "TodayRow", words: "Catalogue") -> Iterator[Need]:
    for risk in today["risks_to_review"]:
        text = words("today.risk_review", ref=risk["ref"], text=risk["text"], day=date.fromisoformat(risk["review"]))
        page = "matters" if risk["matter"] else "meetings"
        yield Need("late", text, Place(page, risk["matter"] or risk["meeting"] or "", risk["ref"]))


def _overdue(today: "TodayRow", words: "Catalogue") -> Iterator[Need]:
    if today["overdue"]:
        yield Need("late", words("today.overdue", n=today["overdue"]), Place("actions", "overdue"))


def _invitations(owed: "Sequence[OwedInvitation]", words: "Catalogue") -> Iterator[Need]:
    """Those who take part by now are others than those who were invited."""
    for one in owed:
        key, names = ("today.invite_again.new", one.new) if one.new else ("today.invite_again.gone", one.gone)
        text = words(key, ref=one.ref, title=one.title, names=words("list.separator").join(names))
        yield Need("waiting", text, Place("meetings", one.ref))


def _unled(unled: "Sequence[UnledDepartmentRow]", words: "Catalogue") -> Iterator[Need]:
    """What is late there comes to the facilitator: somebody has to be named."""
    for one in unled:
        text = words("today.unled", department=one["department"], n=one["n"])
        yield Need("late", text, Place("people", one["person"]))


def _silent_owners(today: "TodayRow", now: datetime, words: "Catalogue") -> Iterator[Need]:
    """By matter, those who were asked how they stand and have said nothing by the hour."""
    if not today["asked_progress"]:
        return  # as where no matter has a rhythm: the first frame imports nothing for it
    from collabtui.domain.silent_owners import silent_owners

    by_matter: dict[str, list[SilentOwner]] = {}
    for one in silent_owners(today["asked_progress"], now):
        by_matter.setdefault(one.matter, []).append(one)
    for ref, silent in by_matter.items():
        names = words("list.separator").join(one.name for one in silent)
        text = words("today.owners_silent", ref=ref, title=silent[0].title, names=names)
        yield Need("late", text, Place("matters", ref))


def _silent(today: "TodayRow", now: datetime, words: "Catalogue") -> Iterator[Need]:
    for meeting in today["silent"]:
        deadline = datetime.fromisoformat(meeting["deadline"]).astimezone(now.tzinfo)
        if deadline > now:
            text = words("today.silent_until", ref=meeting["ref"], n=meeting["n"], day=deadline.date())
            yield Need("open", text, Place("meetings", meeting["ref"]))


def _away(absent: "dict[str, AbsenceRow]", words: "Catalogue") -> Iterator[Need]:
    """Those whose automatic reply names somebody else, or was entered as it is, as far as they are few."""
    telling = [(ref, row) for ref, row in absent.items() if row["said"] or row["until"]]
    for ref, row in telling[:MOST_AWAY]:
        place = Place("inbox", row["mail"]) if row["until"] else Place("people", ref)
        yield Need("open" if row["until"] else "waiting", _absence(row, words), place)


def _absence(row: "AbsenceRow", words: "Catalogue") -> str:
    if row["until"] is None:
        return words("away.instead", name=row["name"], text=row["said"])
    key = "away.entered_instead" if row["said"] else "away.entered"
    return words(key, name=row["name"], day=words.day(date.fromisoformat(row["until"])), text=row["said"])
