"""When a mail that is refused for now is tried again, and when it is given up."""

from datetime import timedelta

import pytest

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.retry_pauses import LONGEST_SEND_PAUSE
from collabtui.lifecycle.base import outbox
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.base.outbox import Outcome
from collabtui.lifecycle.base.send_retries import FEWEST_ATTEMPTS, GIVE_UP_AFTER
from support.records import outgoing
from support.world import Clock

OLD = GIVE_UP_AFTER + timedelta(minutes=1)
LATER = Outcome("temporary", "451 4.7.1 Greylisted")


def refused(workspace: Workspace, clock: Clock, attempts: int, age: timedelta) -> Outgoing:
    """What a mail of that age is after the attempt of that number was refused for now."""
    mail = outgoing(person="P2", attempts=attempts, state="sending", queued_at=clock.now - age)
    with workspace.as_worker().transaction() as tx:
        tx.put(mail)
    return outbox.settle(workspace.as_worker(), mail, LATER)


@pytest.mark.parametrize(
    ("attempts", "age", "state"),
    [
        (1, timedelta(), "queued"),
        (1, OLD, "queued"),  # nobody was there for days, and who is back puts off strangers
        (1, timedelta(days=3650), "queued"),  # the clock is wrong
        (FEWEST_ATTEMPTS, GIVE_UP_AFTER, "queued"),
        (FEWEST_ATTEMPTS - 1, OLD, "queued"),
        (FEWEST_ATTEMPTS, OLD, "failed"),
    ],
)
def test_a_mail_is_given_up_that_is_old_and_was_refused_often(
    workspace: Workspace, clock: Clock, attempts: int, age: timedelta, state: str
) -> None:
    assert refused(workspace, clock, attempts, age).state == state


def test_a_mail_put_off_while_the_clock_was_ahead_goes_once_it_is_right(workspace: Workspace, clock: Clock) -> None:
    right = clock.now
    clock.now += timedelta(days=3650)
    put_off = refused(workspace, clock, 1, timedelta())
    clock.now = right
    assert put_off.not_before is not None
    assert put_off.not_before > right + LONGEST_SEND_PAUSE
    assert outbox.due(workspace.store, clock.now, 10) == [put_off.ref]


def test_a_mail_put_off_is_not_due_before_its_pause_is_over(workspace: Workspace, clock: Clock) -> None:
    put_off = refused(workspace, clock, 30, timedelta())
    assert outbox.due(workspace.store, clock.now, 10) == []
    assert outbox.due(workspace.store, clock.now + LONGEST_SEND_PAUSE, 10) == [put_off.ref]


def test_one_that_gave_way_is_held_once_the_later_one_has_left(workspace: Workspace) -> None:
    told = {"person": "P2", "calendar_uid": "m1@ours", "meeting": "M1", "kind": "update"}
    first = outgoing("O1", key="update:M1:1:P2", message_id="<1@ours>", **told)
    later = outgoing("O2", key="update:M1:2:P2", message_id="<2@ours>", state="sending", attempts=1, **told)
    with workspace.as_worker().transaction() as tx:
        tx.put(first)
        tx.put(later)
    outbox.settle(workspace.as_worker(), later, Outcome("sent", ""))
    held = workspace.store.get(Outgoing, "O1")
    assert (held.state, "O2" in held.last_error) == ("held", True)
