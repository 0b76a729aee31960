"""The word that was said last counts: by key, command or mail, whoever said it and in whatever order words come in."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from email.utils import format_datetime
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Incoming
from collabtui.domain.mail.reply import Request, Update
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.matter import Matter
from collabtui.domain.meetings.meeting import Meeting, SignOff
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.lifecycle.actions import edit_actions
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.history.mails_that_gave_way import mails_that_gave_way
from collabtui.lifecycle.history.overruled_words import with_overruled
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.mail_in import review
from collabtui.lifecycle.mail_in.answerable.invitation_answers import set_partstat
from collabtui.lifecycle.mail_in.receive import explain, receive
from collabtui.lifecycle.mail_in.replay import replay
from collabtui.lifecycle.matters import collaboration_request
from collabtui.lifecycle.matters.change_requests import record_opinion
from collabtui.lifecycle.meetings import invite, plan
from support.departments import ask_three, change_asked, sent
from support.replies import outgoing, reply, send_all
from support.world import AGENDA, NOTES, Clock

ZHANG, CHEN, LI = "zhang@example.test", "chen@example.test", "li@example.test"
MORNING = datetime.fromisoformat("2026-03-03T08:00+08:00")


def at(hour: float) -> datetime:
    return MORNING + timedelta(hours=hour)


class Office:
    """Who says what when, on one clock that is set as it comes in."""

    def __init__(self, workspace: Workspace, clock: Clock, asked: str, address: str = ZHANG) -> None:
        self.workspace, self.clock, self.asked, self.address = workspace, clock, asked, address
        self.mails = 0

    def mail(
        self, text: str, *, written: float, comes: float, arrived: float | None = None, dated: bool = True
    ) -> Incoming:
        self.clock.now = at(comes)
        self.mails += 1
        raw = reply(outgoing(self.workspace, self.address, self.asked), text, date=format_datetime(at(written)))
        raw = raw.replace(b"Message-ID: <", b"Message-ID: <%d." % self.mails)
        if not dated:
            raw = b"\r\n".join(line for line in raw.split(b"\r\n") if not line.startswith(b"Date:"))
        mail = receive(self.workspace.as_worker(), raw, arrived=None if arrived is None else at(arrived))
        assert mail is not None
        return mail

    def key(self, command: Callable[[Workspace], object], *, said: float) -> None:
        self.clock.now = at(said)
        command(self.workspace)

    def action(self, ref: str = "A1") -> Action:
        return self.workspace.store.get(Action, ref)


def status(workspace: Workspace) -> object:
    found = workspace.store.get(Action, "A1")
    return found.status, found.percent


def due(workspace: Workspace) -> object:
    return workspace.store.get(Action, "A1").due


def sign_off(workspace: Workspace) -> object:
    person = workspace.store.find(Person, email=ZHANG)[0].ref
    return workspace.store.find(SignOff, meeting="M1", minutes_version=1, person=person)[0].state


def attendance(workspace: Workspace) -> object:
    found = workspace.store.get(Meeting, "M1").participant(workspace.store.find(Person, email=CHEN)[0].ref)
    return found and found.partstat


def requested(workspace: Workspace) -> object:
    return next(one.state for one in workspace.store.find(Matter)[0].asked if one.department == "市场部")


def opinion(workspace: Workspace) -> object:
    found = workspace.store.find(ChangeRequest)[0].opinions
    return next((one.value for one in found if one.department == "市场部"), None)


def _minutes(workspace: Workspace, clock: Clock) -> None:
    from collabtui.lifecycle.live.run import record
    from collabtui.lifecycle.minutes.publish import publish

    clock.set("2026-03-02T15:00+08:00")
    record(workspace.as_user("command"), "M1", NOTES)
    clock.set("2026-03-02T16:00+08:00")
    publish(workspace.as_user("command"), "M1")


def _invitation(workspace: Workspace, clock: Clock) -> None:
    """To what is still ahead when it is answered."""
    ahead = AGENDA.model_copy(update={"start": AGENDA.start.replace(day=20)})
    plan.edit_meeting(workspace.as_user("key"), "M1", ahead)
    invite.invite(workspace.as_user("command"), "M1")


def _request(workspace: Workspace, clock: Clock) -> None:
    ask_three(workspace)
    sent(workspace)


def _change(workspace: Workspace, clock: Clock) -> None:
    ask_three(workspace)
    change_asked(workspace, wanted=date(2026, 4, 14))


def _pressed(update: Update, way: str = "key") -> Callable[[Workspace], object]:
    return lambda workspace: edit_actions.update_action(workspace.as_user(way), "A1", update)


def _moved(workspace: Workspace) -> None:
    edit_actions.postpone(workspace.as_user("key"), "A1", Request(ref="A1", ask="postpone", due=date(2026, 3, 20)))


def _comes(workspace: Workspace) -> None:
    acting = workspace.as_user("key")
    with acting.transaction() as tx:
        person = tx.find(Person, email=CHEN)[0].ref
        set_partstat(tx, tx.get(Meeting, "M1"), person, "accepted", "", acting.now)


def _telephoned(workspace: Workspace) -> None:
    matter = workspace.store.find(Matter)[0]
    collaboration_request.answer_for(workspace.as_user("key"), matter.ref, "市场部", "for")


def _heard(workspace: Workspace) -> None:
    change = workspace.store.find(ChangeRequest)[0]
    record_opinion.record_opinion(workspace.as_user("key"), change.ref, "市场部", "for")


class Kind(NamedTuple):
    """One thing that can be said by mail, and the opposite of it: by mail, and by a key where there is one."""

    name: str
    begins: Callable[[Workspace, Clock], None]
    address: str
    asked: str
    state: Callable[[Workspace], object]
    older: str
    newer: str
    stands: object
    """Once `newer` was said last."""
    pressed: Callable[[Workspace], object] | None = None
    pressed_stands: object = None


BLOCKED = Update(ref="A1", status="blocked")
KINDS = (
    Kind("status", _minutes, ZHANG, "minutes", status, "1 完成", "1 受阻，因为没有人", ("blocked", 0),
         _pressed(BLOCKED), ("blocked", 0)),
    Kind("status-by-command", _minutes, ZHANG, "minutes", status, "1 完成", "1 进行中", ("in-progress", 0),
         _pressed(BLOCKED, "command"), ("blocked", 0)),
    Kind("percent", _minutes, ZHANG, "minutes", status, "1 30%", "1 70%", ("in-progress", 70),
         _pressed(Update(ref="A1", status="in-progress", percent=20)), ("in-progress", 20)),
    Kind("sign-off", _minutes, ZHANG, "minutes", sign_off, "同意", "有异议：预算应由市场部承担", "corrected"),
    Kind("sign-off-agreed", _minutes, ZHANG, "minutes", sign_off, "有异议：预算应由市场部承担", "同意", "agreed"),
    Kind("attendance", _invitation, CHEN, "invitation", attendance, "请假，来不了", "我会参加", "accepted",
         _comes, "accepted"),
    Kind("request", _request, CHEN, "request", requested, "不同意：人手不够", "同意", "accepted",
         _telephoned, "accepted"),
    Kind("change", _change, CHEN, "change", opinion, "不同意：人手不够", "同意", "for", _heard, "for"),
)  # fmt: skip


def opened(kind: Kind, workspace: Workspace, clock: Clock) -> Office:
    if kind.asked in ("invitation", "request", "change"):
        clock.set("2026-02-27T10:00+08:00")
    kind.begins(workspace, clock)
    send_all(workspace)
    return Office(workspace, clock, kind.asked, kind.address)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_an_older_mail_that_comes_late_changes_nothing_and_says_why(
    planned: Workspace, clock: Clock, kind: Kind
) -> None:
    office = opened(kind, planned, clock)
    office.mail(kind.newer, written=4, comes=4.5)
    assert kind.state(planned) == kind.stands
    late = office.mail(kind.older, written=3, comes=5)
    assert kind.state(planned) == kind.stands
    assert (late.verdict, late.reason, late.state) == ("review", "older-than-known", "waiting")
    assert {word.at for word in late.newer} == {at(4)}
    assert late.answer is not None
    assert "在你写信之后又有了新的说法" in late.answer
    assert replay(planned.as_user("command")).differs == ()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_the_same_two_mails_in_their_order_end_the_same(planned: Workspace, clock: Clock, kind: Kind) -> None:
    office = opened(kind, planned, clock)
    office.mail(kind.older, written=3, comes=3.5)
    assert kind.state(planned) != kind.stands
    office.mail(kind.newer, written=4, comes=5)
    assert kind.state(planned) == kind.stands


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.pressed], ids=lambda kind: kind.name)
def test_a_key_between_writing_and_coming_in_is_the_newer_word(planned: Workspace, clock: Clock, kind: Kind) -> None:
    assert kind.pressed is not None
    office = opened(kind, planned, clock)
    office.key(kind.pressed, said=5)
    late = office.mail(kind.older, written=4, comes=6)
    assert kind.state(planned) == kind.pressed_stands
    assert late.reason == "older-than-known"
    office.mail(kind.older, written=7, comes=8)
    assert kind.state(planned) != kind.pressed_stands


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_the_facilitators_yes_to_an_older_mail_is_of_now(planned: Workspace, clock: Clock, kind: Kind) -> None:
    office = opened(kind, planned, clock)
    office.mail(kind.newer, written=4, comes=4.5)
    late = office.mail(kind.older, written=3, comes=5)
    office.key(lambda workspace: review.apply_waiting(workspace.as_user("key"), late.ref), said=6)
    decided = kind.state(planned)
    assert decided != kind.stands
    assert office.mail(kind.newer, written=5.5, comes=7).reason == "older-than-known"
    assert kind.state(planned) == decided


@pytest.fixture
def office(published: Workspace, clock: Clock) -> Office:
    send_all(published)
    return Office(published, clock, "minutes")


def test_what_nobody_has_spoken_of_since_is_set_by_an_older_mail(office: Office) -> None:
    """Two items: one was spoken of since. And of one item two values: its status was."""
    office.key(_pressed(BLOCKED), said=5)
    mail = office.mail("1 完成，2 50%", written=4, comes=6)
    assert (mail.verdict, mail.reason, mail.state) == ("apply", "older-in-part", "waiting")
    assert [(word.ref, word.value, word.by, word.via) for word in mail.newer] == [("A1", "status", "李明", "key")]
    assert (office.action("A1").status, office.action("A2").percent) == ("blocked", 50)
    assert mail.answer is not None
    assert "(A1)：状态 受阻，3月3日（周二） 13:00，李明" in mail.answer


def test_a_percent_may_be_fresh_where_the_status_is_not(office: Office) -> None:
    office.key(_pressed(BLOCKED), said=5)
    mail = office.mail("1 进行中，30%", written=4, comes=6)
    assert (office.action().status, office.action().percent) == ("blocked", 30)
    assert mail.reason == "older-in-part"


def test_what_was_left_alone_is_done_by_the_facilitators_yes_and_taken_back_with_it(office: Office) -> None:
    office.key(_pressed(BLOCKED), said=5)
    mail = office.mail("1 完成，2 50%", written=4, comes=6)
    office.key(_pressed(Update(ref="A2", percent=60)), said=7)

    def second(workspace: Workspace) -> None:
        edit_actions.update_action(workspace.as_user("key"), "A2", Update(ref="A2", percent=70))

    office.key(second, said=7)
    office.key(lambda workspace: review.apply_waiting(workspace.as_user("key"), mail.ref), said=8)
    assert (office.action("A1").status, office.action("A2").percent) == ("done", 70)
    assert office.workspace.store.get(Incoming, mail.ref).state == "applied"


def test_a_request_that_is_older_than_the_date_says_so_and_can_be_granted(office: Office) -> None:
    office.key(_moved, said=5)
    mail = office.mail("1 延期到3月10日，因为供应商晚了", written=4, comes=6)
    assert (mail.reason, [word.value for word in mail.newer], due(office.workspace)) == (
        "older-than-known", ["due"], date(2026, 3, 20),
    )  # fmt: skip
    review.apply_waiting(office.workspace.as_user("key"), mail.ref)
    assert due(office.workspace) == date(2026, 3, 10)


@pytest.mark.parametrize("comes", [4.5, 6])
def test_a_yes_to_an_older_wish_names_the_newer_word_that_it_overrules(office: Office, comes: float) -> None:
    """Whether that was said before the mail came in or since."""
    if comes > 5:
        office.key(_moved, said=5)
    mail = office.mail("1 延期到3月10日，因为晚了", written=4, comes=comes)
    if comes < 5:
        office.key(_moved, said=5)
    acting = office.workspace.as_user("key").at(at(7))
    after, overruled = with_overruled(acting.store, mail.ref, lambda: review.apply_waiting(acting, mail.ref))
    assert (after.state, due(office.workspace)) == ("applied", date(2026, 3, 10))
    assert [(one.ref, one.value, one.by, one.at) for one in overruled] == [("A1", "due", "李明", at(5))]


def test_a_yes_to_the_newest_word_overrules_nothing(office: Office) -> None:
    office.key(_moved, said=5)
    mail = office.mail("1 延期到3月25日，因为晚了", written=6, comes=6)
    acting = office.workspace.as_user("key").at(at(7))
    assert with_overruled(acting.store, mail.ref, lambda: review.apply_waiting(acting, mail.ref))[1] == ()


@pytest.mark.parametrize(
    "newer",
    [
        "1 is not done after all, sorry", "correction: 1 is not done", "1 没完成，刚才发错了", "1 nearly done",
        "1 will be done tomorrow", "1 delay to 20 March", "cancel 1", "1 still open", "Ignore what I sent an hour ago.",
    ],
)  # fmt: skip
def test_what_he_wrote_later_counts_also_where_it_changes_nothing(office: Office, newer: str) -> None:
    before = office.action("A1")
    later = office.mail(newer, written=3, comes=4)
    mail = office.mail("1 done", written=2, comes=5)
    assert (mail.state, mail.reason) == ("waiting", "older-than-known")
    assert office.action("A1").status == before.status
    assert mail.newer[0].via == f"mail:{later.ref}"


@pytest.mark.parametrize("newer", ["2 is not done after all", "ok", "help", "1 accepted", "1 done"])
def test_what_he_wrote_later_of_something_else_is_no_obstacle(office: Office, newer: str) -> None:
    office.mail(newer, written=3, comes=4)
    mail = office.mail("1 done", written=2, comes=5)
    assert (mail.verdict, office.action("A1").status) == ("apply", "done")


@pytest.mark.parametrize("kind", KINDS[:-2], ids=lambda kind: kind.name)
def test_a_later_mail_that_was_taken_back_was_written_all_the_same(
    planned: Workspace, clock: Clock, kind: Kind
) -> None:
    """It is for the facilitator to say whether the older one counts."""
    office = opened(kind, planned, clock)
    later = office.mail(kind.newer, written=4, comes=4.5)
    review.undo_mail(planned.as_user("key"), later.ref)
    before = kind.state(planned)
    late = office.mail(kind.older, written=3, comes=5)
    assert (late.verdict, late.reason, late.state) == ("review", "older-than-known", "waiting")
    assert {word.via for word in late.newer} == {f"mail:{later.ref}"}
    assert kind.state(planned) == before
    assert replay(planned.as_user("command")).differs == ()


def test_what_proves_nothing_is_no_later_word(office: Office) -> None:
    forged = reply(
        outgoing(office.workspace, ZHANG, "minutes"),
        "1 is not done",
        quote=False,
        token=False,
        date=format_datetime(at(4)),
    )
    assert receive(office.workspace.as_worker(), forged) is not None
    mail = office.mail("1 done", written=2, comes=5)
    assert (mail.verdict, mail.reason, [one.via for one in mail.newer]) == ("apply", "understood", [])


def test_who_says_the_same_again_has_said_it_last(office: Office) -> None:
    office.key(_pressed(BLOCKED), said=2)
    office.key(_pressed(BLOCKED), said=5)
    assert office.mail("1 完成", written=4, comes=6).reason == "older-than-known"


def test_an_older_word_that_says_the_same_asks_nobody_anything(office: Office) -> None:
    office.key(_pressed(Update(ref="A1", status="done")), said=5)
    mail = office.mail("1 完成", written=4, comes=6)
    assert (mail.verdict, mail.state, mail.newer) == ("apply", "applied", ())
    assert office.mail("1 进行中", written=4.5, comes=7).reason == "older-than-known"


@pytest.mark.parametrize(
    ("written", "arrived", "applied"),
    [(100, 4, False), (100, 6, True), (6, 4, False), (4, 6, False), (6, None, True)],
)
def test_a_clock_that_lies_ahead_is_cut_to_the_servers(
    office: Office, written: float, arrived: float | None, applied: bool
) -> None:
    office.key(_pressed(BLOCKED), said=5)
    mail = office.mail("1 完成", written=written, arrived=arrived, comes=7)
    assert (mail.verdict == "apply") == applied
    assert mail.written_at <= at(7)
    assert replay(office.workspace.as_user("command")).differs == ()


@pytest.mark.parametrize(("arrived", "applied"), [(4, False), (6, True), (None, True)])
def test_a_mail_without_a_date_was_said_when_it_came_in(office: Office, arrived: float | None, applied: bool) -> None:
    office.key(_pressed(BLOCKED), said=5)
    mail = office.mail("1 完成", written=0, arrived=arrived, comes=7, dated=False)
    assert (mail.verdict == "apply") == applied


def test_the_received_field_of_our_server_counts_where_no_mailbox_says_when(office: Office) -> None:
    office.key(_pressed(BLOCKED), said=5)
    raw = reply(outgoing(office.workspace, ZHANG, "minutes"), "1 完成", date=format_datetime(at(100)))
    ours = f"Received: from x by mx.example.test; {format_datetime(at(4))}\r\n".encode()
    theirs = f"Received: from y by x; {format_datetime(at(100))}\r\n".encode()
    office.clock.now = at(7)
    mail = receive(office.workspace.as_worker(), ours + theirs + raw)
    assert mail is not None
    assert (mail.reason, mail.written_at) == ("older-than-known", at(4))


def test_undoing_the_newer_word_leaves_the_older_mail_to_the_inbox(office: Office) -> None:
    """The older mail is not applied by itself; one written after what counts again is."""
    office.mail("1 进行中", written=1, comes=1)
    office.key(_pressed(BLOCKED), said=5)
    late = office.mail("1 完成", written=4, comes=6)
    undo_last(office.workspace.as_user("key"))
    assert office.action().status == "in-progress"
    assert office.workspace.store.get(Incoming, late.ref).state == "waiting"
    between = office.mail("1 完成", written=3, comes=8)
    assert (between.verdict, office.action().status) == ("apply", "done")


def test_a_word_that_was_said_again_since_is_not_taken_back_with_the_first(office: Office) -> None:
    office.key(_pressed(BLOCKED), said=5)
    office.mail("1 受阻", written=6, comes=6)
    with pytest.raises(Refused):
        undo_last(office.workspace.as_user("key"))
    assert office.action().status == "blocked"


def test_a_replay_after_a_reopening_changes_nothing(office: Office) -> None:
    raw = reply(outgoing(office.workspace, ZHANG, "minutes"), "1 完成", date=format_datetime(at(4)))
    office.clock.now = at(4.5)
    receive(office.workspace.as_worker(), raw)
    office.key(_pressed(Update(ref="A1", status="in-progress", percent=50)), said=5)
    for again in (raw, b"Received: by x\r\n" + raw, raw.replace(b"Message-ID: <", b"Message-ID: <again.")):
        receive(office.workspace.as_worker(), again)
        assert (office.action().status, office.action().percent) == ("in-progress", 50)


def test_the_owner_and_the_facilitator_are_equal(office: Office) -> None:
    """The facilitator's mail of the 4th hour counts before the owner's of the 3rd, which comes in after it."""
    office.key(lambda workspace: edit_actions.update_action(workspace.as_user("command"), "A1", BLOCKED), said=4)
    office.mail("1 完成", written=3, comes=5)
    assert office.action().status == "blocked"
    office.mail("1 完成", written=4.5, comes=6)
    assert office.action().status == "done"


YEARS = 24 * 365 * 5


def test_a_key_that_a_wrong_clock_dated_keeps_no_later_mail_out(office: Office) -> None:
    office.key(_pressed(BLOCKED), said=YEARS)
    mail = office.mail("1 完成", written=4, comes=5)
    assert (mail.reason, office.action().status) == ("understood", "done")
    office.key(_pressed(BLOCKED), said=6)
    assert office.mail("1 完成", written=5.5, comes=7).reason == "older-than-known"
    assert office.action().status == "blocked"


def test_a_value_that_a_wrong_clock_dated_does_not_hide_what_he_wrote_later(office: Office) -> None:
    """It counted as set after his later mail, so that the earlier one was done."""
    office.key(_pressed(BLOCKED), said=YEARS)
    office.mail("1 is not done after all, sorry", written=6, comes=7)
    mail = office.mail("1 done", written=5, comes=8)
    assert (mail.state, mail.reason, office.action().status) == ("waiting", "older-than-known", "blocked")


def test_a_mail_gave_way_no_more_to_what_a_wrong_clock_dated(office: Office) -> None:
    office.key(_pressed(BLOCKED), said=6)
    mail = office.mail("1 完成", written=4, comes=7)
    assert mail.newer
    office.key(_pressed(BLOCKED), said=YEARS)
    store, action = office.workspace.store, office.action().ref
    assert mails_that_gave_way(store, {action}, at(8)) == (mail.ref,)
    assert mails_that_gave_way(store, {action}, at(YEARS + 1)) == ()


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.pressed], ids=lambda kind: kind.name)
def test_what_a_wrong_clock_dated_is_spoken_of_by_mail_all_the_same(
    planned: Workspace, clock: Clock, kind: Kind
) -> None:
    """Of whatever kind: the word of 2031 is not the last one for ever."""
    assert kind.pressed is not None
    office = opened(kind, planned, clock)
    office.key(kind.pressed, said=YEARS)
    assert office.mail(kind.older, written=7, comes=8).newer == ()
    assert kind.state(planned) != kind.pressed_stands


def test_explain_says_the_same_and_changes_nothing(office: Office) -> None:
    office.key(_pressed(BLOCKED), said=5)
    office.clock.now = at(6)
    raw = reply(outgoing(office.workspace, ZHANG, "minutes"), "1 完成", date=format_datetime(at(4)))
    said = explain(office.workspace.as_worker(), raw)
    taken = receive(office.workspace.as_worker(), raw)
    assert taken is not None
    assert (said.verdict, said.reason, said.newer, said.answer) == (
        taken.verdict, taken.reason, taken.newer, taken.answer,
    )  # fmt: skip


def test_an_older_correction_joins_a_newer_one(office: Office) -> None:
    office.mail("更正：预算由市场部承担", written=4, comes=4)
    office.mail("更正：接口冻结日是3月5日", written=3, comes=5)
    person = office.workspace.store.find(Person, email=ZHANG)[0].ref
    (found,) = office.workspace.store.find(SignOff, meeting="M1", minutes_version=1, person=person)
    assert ([one.outcome for one in found.corrections], found.at) == (["open", "open"], at(4))


@pytest.mark.parametrize(("written", "reason"), [(-91, "older-than-known"), (-89, "asked-for-another-time")])
def test_a_yes_to_the_time_before_is_none_to_another_time(
    planned: Workspace, clock: Clock, written: float, reason: str
) -> None:
    """The meeting is moved at -90, on Friday afternoon; whoever writes after that answers the mail of before."""
    clock.set("2026-02-27T10:00+08:00")
    _invitation(planned, clock)
    office = Office(planned, clock, "invitation", CHEN)
    later = AGENDA.model_copy(update={"start": AGENDA.start.replace(day=3)})
    office.key(lambda workspace: plan.edit_meeting(workspace.as_user("key"), "M1", later), said=-90)
    mail = office.mail("我会参加", written=written, comes=-88)
    assert (mail.verdict, mail.reason, attendance(planned)) == ("review", reason, "needs-action")
    assert [(word.value, word.by) for word in mail.newer] == ([("attendance", "李明")] if written < -90 else [])


WORDS = st.sampled_from(["1 完成", "1 受阻，因为没人", "1 进行中", "1 30%", "1 进行中，70%", "2 50%", "1 完成，2 完成"])


def _afresh(workspace: Workspace) -> None:
    edit_actions.update_each(workspace.as_user("key"), ["A1", "A2"], Update(ref="", status="not-started", percent=0))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=st.lists(WORDS, min_size=2, max_size=4), pressed=st.integers(0, 4), data=st.data())
def test_whatever_the_order_in_which_words_come_in_the_end_is_the_same(
    published: Workspace, clock: Clock, said: list[str], pressed: int, data: st.DataObject
) -> None:
    """The facilitator's key is pressed after `pressed` of the mails were written, and comes in at once. A percent below
    the one that is known is asked back, so that it ends with the answer."""
    office, ends = Office(published, clock, "minutes"), set()
    office.mails = len(published.store.find(Incoming, state=["applied", "waiting", "ignored"]))
    for order in (range(len(said)), data.draw(st.permutations(range(len(said))))):
        begins = (clock.now - MORNING) / timedelta(hours=1) + 24
        office.key(_afresh, said=begins)
        office.key(_pressed(BLOCKED), said=begins + pressed + 0.5)
        for turn, number in enumerate(order):
            mail = office.mail(said[number], written=begins + number + 1, comes=begins + 6 + turn)
            assume(not mail.understanding or not mail.understanding.proposals)
        ends.add(tuple((one.status, one.percent) for one in map(office.action, ("A1", "A2"))))
    assert len(ends) == 1


SIGNING = st.sampled_from(["同意", "更正：预算由市场部承担", "更正：接口冻结日是3月5日", "更正：测试由研发部做"])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=st.lists(SIGNING, min_size=2, max_size=5), data=st.data())
def test_whatever_the_order_in_which_answers_to_minutes_come_in_the_same_corrections_are_open(
    published: Workspace, clock: Clock, said: list[str], data: st.DataObject
) -> None:
    """Each round is a person's who has said nothing yet."""
    person = published.store.find(Person, email=ZHANG)[0].ref
    (unsaid,) = published.store.find(SignOff, meeting="M1", minutes_version=1, person=person)
    ends = []
    for order in (range(len(said)), data.draw(st.permutations(range(len(said))))):
        office = Office(published, clock, "minutes")
        office.mails = len(published.store.find(Incoming, person=person))
        begins = (clock.now - MORNING) / timedelta(hours=1) + 24
        with published.as_user("key").transaction() as tx:
            tx.put(unsaid.model_copy(update={"version": tx.get(SignOff, unsaid.ref).version}))
        for turn, number in enumerate(order):
            office.mail(said[number], written=begins + number + 1, comes=begins + 6 + turn)
        found = published.store.get(SignOff, unsaid.ref)
        opened = sorted(one.text for one in found.corrections if one.outcome == "open")
        ends.append((found.state, found.at and found.at - at(begins), opened))
    assert ends[0] == ends[1]


def test_a_second_date_makes_no_mail_newer(published: Workspace, clock: Clock) -> None:
    clock.now = at(2)
    _pressed(Update(ref="A1", status="in-progress", percent=50))(published)
    clock.now = at(4)
    answered = reply(outgoing(published, ZHANG, "minutes"), "1 done", date=format_datetime(at(1)))
    receive(published.as_worker(), f"Date: {format_datetime(at(3))}\r\n".encode() + answered)
    assert status(published) == ("in-progress", 50)
