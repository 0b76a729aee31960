"""The whole life of a meeting, step by step: each step does what people do, looks at what came of it, and says so."""

import email
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import default
from zoneinfo import ZoneInfo

from collabtui.demo.stage import Clock, Stage
from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.people import Person
from collabtui.domain.refs import INCOMING, is_ref
from collabtui.domain.via import COMMAND, mail_of
from collabtui.formats.agenda.agenda_file import read_agenda
from collabtui.lifecycle.live import run
from collabtui.lifecycle.mail_in import review
from collabtui.lifecycle.meetings import invite, plan
from collabtui.lifecycle.minutes import publish
from collabtui.store.send_turn import SendTurn
from collabtui.text.catalogue import Catalogue
from collabtui.worker.one_pass import Synced, sync
from collabtui.worker.real_clock import wall_clock


class Failed(Exception):
    """A step did not hold: what was expected and what was there."""


@dataclass
class Play:
    """The play so far."""

    stage: Stage
    clock: Clock
    words: Catalogue
    say: Callable[[str], None]
    answers_seen: int = 0

    @property
    def zone(self) -> ZoneInfo:
        return self.stage.workspace.config.organiser.zone

    def at(self, day: str, clock: str) -> None:
        """Move the clock, in the organiser's zone."""
        self.clock.now = datetime.fromisoformat(f"{day} {clock}").replace(tzinfo=self.zone)

    def expect(self, what: str, expected: object, found: object) -> None:
        if expected != found:
            raise Failed(f"{what}: {expected!r} expected, {found!r} found")

    def sync(self) -> Synced:
        done = sync(self.stage.workspace, self.stage.ask, wall_clock)
        for error in done.errors:
            raise Failed(str(error))
        return done

    def answers(self, more: int) -> None:
        """Wait until so many more answers have come back to the organiser's mailbox."""
        self.answers_seen += more
        self.stage.server.wait_for_answers(self.stage.story.organiser.email, self.answers_seen, timeout=10)

    def person(self, address: str) -> Person:
        return self.stage.workspace.store.find(Person, email=address)[0]

    def actions(self, address: str) -> list[Action]:
        return self.stage.workspace.store.find(Action, owner=self.person(address).ref)

    def sent(self, kind: str) -> list[Outgoing]:
        return [mail for mail in self.stage.workspace.store.find(Outgoing, state="sent") if mail.kind == kind]


def _people(play: Play) -> tuple[str, str, str, str, str]:
    """Scribe, engineer, head of engineering, marketing, lawyer: the same five in both stories."""
    scribe, engineer, head, marketing, lawyer, *_ = (person.email for person in play.stage.story.people)
    return scribe, engineer, head, marketing, lawyer


def _marketing_head(play: Play) -> str:
    return play.stage.story.people[-1].email


def planned(play: Play) -> str:
    play.at("2026-02-26", "10:00")
    draft = read_agenda(play.stage.story.meeting.agenda, today=play.clock().date())
    done = plan.new_meeting(play.stage.workspace.as_user(COMMAND), draft)
    play.expect("slots", 4, len(done.meeting.slots))
    play.expect("findings", (), done.findings)
    return play.words("demo.planned", title=done.meeting.title, slots=4, people=len(done.meeting.participants))


def invited(play: Play) -> str:
    done = invite.invite(play.stage.workspace.as_user(COMMAND), "M1")
    sent = play.sync().sent.sent
    play.expect("invitations", len(done.meeting.participants), sent)
    play.answers(3)
    play.sync()
    scribe, engineer, _, marketing, lawyer = _people(play)
    meeting = play.stage.workspace.store.get(Meeting, "M1")
    partstat = {one.person: one.partstat for one in meeting.participants}
    answers = [partstat[play.person(who).ref] for who in (engineer, marketing, lawyer, scribe)]
    play.expect("answers", ["accepted", "declined", "accepted", "needs-action"], answers)
    return play.words("demo.invited", n=sent, coming=2, declined=1)


def moved(play: Play) -> str:
    play.at("2026-02-27", "09:00")
    text = play.stage.story.meeting.agenda
    place = next(line for line in text.splitlines() if line.startswith("place:"))
    changed = text.replace(place, f"place: {play.stage.story.meeting.changed_place}")
    plan.edit_meeting(play.stage.workspace.as_user(COMMAND), "M1", read_agenda(changed, today=play.clock().date()))
    done = invite.invite(play.stage.workspace.as_user(COMMAND), "M1")
    sent = play.sync().sent.sent
    play.expect("sequence", 1, done.meeting.sequence)
    return play.words("demo.moved", n=sent, sequence=done.meeting.sequence, place=done.meeting.place)


def recorded(play: Play) -> str:
    play.at("2026-03-02", "15:00")
    lines = play.stage.story.meeting.notes.strip().splitlines()
    taken = run.record(play.stage.workspace.as_user(COMMAND), "M1", lines)
    made = [captured.thing.ref for captured in taken if captured.thing]
    play.expect("things", ["D1", "A1", "A2", "R1", "A3", "A4", "Q1"], made)
    play.expect("holes", (), publish.incomplete(play.stage.workspace.store, "M1"))
    play.at("2026-03-02", "15:01")  # what a line says can be taken back until its mails have left
    risk_mails = play.sync().sent.sent
    play.expect("a high risk is told when the meeting ends", 4, risk_mails)
    return play.words("demo.recorded", n=len(lines), made=made, sent=risk_mails)


def published(play: Play) -> str:
    play.at("2026-03-02", "16:00")
    done = publish.publish(play.stage.workspace.as_user(COMMAND), "M1")
    sent = play.sync().sent.sent
    play.expect("minutes", len(done.queued), sent)
    _, engineer, *_ = _people(play)
    own = next(mail for mail in done.queued if mail.to == engineer)
    play.expect("numbers", ["A1", "A2"], [item.ref for item in own.items])
    play.expect("subject", True, str(_last(play, engineer)["Subject"]).startswith("[M1]"))
    return play.words("demo.published", n=sent, copied=sum(1 for mail in done.queued if not mail.items))


def replied(play: Play) -> str:
    play.at("2026-03-02", "17:00")
    play.answers(5)
    done = play.sync()
    scribe, engineer, head, marketing, lawyer = _people(play)
    first, second = play.actions(engineer)
    play.expect("done", ("done", 100), (first.status, first.percent))
    play.expect("asked, not done", "2026-03-13", str(second.due))
    play.expect("percent", ("in-progress", 60), (play.actions(lawyer)[0].status, play.actions(lawyer)[0].percent))
    play.expect("accepted", True, play.actions(marketing)[0].accepted_at is not None)
    play.expect("absence ignored", "auto-reply", _from(play, head).kind)
    answered = sorted(mail.to for mail in play.sent("answer") if mail.meeting == "M1" and "M1" in mail.subject)
    play.expect("one answer each", True, set(answered) >= {scribe, engineer, marketing, lawyer})
    again = play.sync()
    play.expect("a second pass", (0, 0), (again.read.total(), again.sent.sent))
    return play.words(
        "demo.replied",
        n=done.read.total(),
        applied=done.read["apply"],
        ignored=done.read["ignore"],
        sent=done.sent.sent,
    )


def decided(play: Play) -> str:
    _, engineer, *_ = _people(play)
    waiting = _from(play, engineer)
    play.expect("waits", "waiting", waiting.state)
    review.apply_waiting(play.stage.workspace.as_user(COMMAND), waiting.ref)
    action = play.actions(engineer)[1]
    play.expect("new date", ("2026-03-18", "2026-03-13"), (str(action.due), str(action.original_due)))
    return play.words("demo.decided", ref=action.ref, old=action.original_due, new=action.due, why=action.reason)


def signed(play: Play) -> str:
    play.at("2026-03-05", "18:00")
    play.sync()
    states = {one.person: one.state for one in publish.sign_offs(play.stage.workspace.store, "M1")}
    scribe, engineer, *_ = _people(play)
    play.expect("agreed", "agreed", states[play.person(scribe).ref])
    play.expect("silent", "silent", states[play.person(engineer).ref])
    play.expect("state", "signed", play.stage.workspace.store.get(Meeting, "M1").state)
    return play.words("demo.signed", agreed=1, silent=len(states) - 1)


def reminded(play: Play) -> str:
    play.at("2026-03-08", "09:30")
    first, second = play.sync(), play.sync()
    play.expect("digests and words on the high risk, once", (4, 0), (first.reminded, second.reminded))
    play.expect("sent, once", (4, 0), (first.sent.sent, second.sent.sent))
    return play.words("demo.reminded", n=2, risks=2, day=play.clock().date())


def overdue(play: Play) -> str:
    play.at("2026-03-11", "09:30")
    *_, marketing, lawyer = _people(play)
    sent = play.sync().sent.sent
    play.expect("asked why", 2, sent)
    play.expect("to the owners", {marketing, lawyer}, {mail.to for mail in play.sent("overdue")})
    return play.words("demo.overdue", n=sent, day=play.clock().date())


def escalated(play: Play) -> str:
    play.answers(1)
    play.sync()
    *_, lawyer = _people(play)
    play.expect("done after all", "done", play.actions(lawyer)[0].status)
    play.at("2026-03-12", "09:30")
    done = play.sync()
    recipients = [mail.to for mail in play.sent("escalation")]
    play.expect("only the head of who is silent", [_marketing_head(play)], recipients)
    head = play.person(recipients[0]).name
    return play.words("demo.escalated", n=done.sent.sent, ref=play.actions(lawyer)[0].ref, head=head)


def traced(play: Play) -> str:
    store = play.stage.workspace.store
    _, engineer, *_ = _people(play)
    action = play.actions(engineer)[0]
    change = next(one for one in store.changes(action.ref) if one.field == "status")
    play.expect("who", (play.person(engineer).name, "done"), (change.actor, change.new))
    play.expect("through which mail", True, is_ref(mail_of(change.via), INCOMING))
    play.expect("nothing left", 0, len(store.due_outgoing(SendTurn(play.clock() + timedelta(days=1), 10))))
    return play.words("demo.traced", ref=action.ref, name=change.actor, via=change.via, n=len(store.changes()))


STEPS: tuple[Callable[[Play], str], ...] = (
    planned, invited, moved, recorded, published, replied, decided, signed, reminded, overdue, escalated, traced,
)  # fmt: skip


def play_through(play: Play) -> bool:
    """Whether every step held. What did not is named, and ends the play: the later steps stand on it."""
    for number, step in enumerate(STEPS, 1):
        try:
            play.say(f"✓ {number:>2}  {step(play)}")
        except (Failed, TimeoutError) as error:
            play.say(f"✗ {number:>2}  {step.__name__}: {error}")
            return False
    return True


def _last(play: Play, address: str) -> EmailMessage:
    mail = email.message_from_bytes(play.stage.server.mail_for(address)[-1], policy=default)
    assert isinstance(mail, EmailMessage)  # noqa: S101  # what this policy makes
    return mail


def _from(play: Play, address: str) -> Incoming:
    """The newest mail of that sender."""
    return play.stage.workspace.store.find(Incoming, sender=address, newest_first=True, limit=1)[0]


def opening_time() -> datetime:
    return datetime(2026, 2, 26, 2, tzinfo=UTC)
