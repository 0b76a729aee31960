"""One list of what time asks for: listed, queued once, and not again."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Outgoing, Reminded
from collabtui.domain.people import Person
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.due.owed import DueMail, Owed, OwedKind, Source
from collabtui.lifecycle.due.registry import CHANGES, SOURCES, apply_changes, list_changes, list_due, queue_due, unsent
from collabtui.text.catalogue import LOCALES, Catalogue
from collabtui.worker.one_pass import pass_time
from support.due_world import let_everything_come_due
from support.world import Clock

BOB = "bob@example.test"
ALL_KINDS = [kind for source in SOURCES for kind in source.kinds]


PLAYED_ALONE = {"carried-agenda"}
"""Here the minutes before are not out: it passes in `test_carried_agenda_due.py`."""


@pytest.fixture
def owing(workspace: Workspace, clock: Clock) -> Workspace:
    let_everything_come_due(workspace, clock)
    return workspace


def keys(workspace: Workspace) -> list[str]:
    return [mail.key for mail in workspace.store.find(Outgoing)]


def _told(mail: DueMail) -> list[tuple[str, Owed]]:
    return [(mail.message.person.ref, owed) for owed in mail.owed]


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: type(source).__name__)
def test_every_kind_of_a_source_is_listed_queued_once_and_not_again(owing: Workspace, source: Source) -> None:
    acting = owing.as_worker()
    found = list(unsent(source, acting.store, acting))
    assert {owed.kind for mail in found for owed in mail.owed} == set(source.kinds)
    listed = [told for mail in list_due(acting.store, acting) for told in _told(mail)]
    assert len(listed) == len(set(listed)), "each thing once to each"
    assert {told for mail in found for told in _told(mail)} <= set(listed)
    assert queue_due(acting)
    assert list(unsent(source, acting.store, acting)) == []
    assert queue_due(acting) == []


def test_the_dry_run_lists_what_the_pass_queues_at_that_instant_and_nothing_else(owing: Workspace) -> None:
    acting, before = owing.as_worker(), keys(owing)
    listed = [mail.message.key for mail in list_due(acting.store, acting)]
    assert keys(owing) == before, "listing writes nothing"
    assert pass_time(owing).queued == len(listed)
    assert sorted(set(keys(owing)) - set(before)) == sorted(listed)


def test_a_pass_that_is_told_to_end_leaves_the_rest_for_the_next(owing: Workspace) -> None:
    acting, before = owing.as_worker(), keys(owing)
    listed = [mail.message.key for mail in list_due(acting.store, acting)]
    queued = pass_time(owing, lambda: True).queued
    assert 0 < queued < len(listed)
    assert queued + pass_time(owing).queued == len(listed)
    assert sorted(set(keys(owing)) - set(before)) == sorted(listed)


@pytest.mark.parametrize("hours", [0, 5, 17, 24, 31, 50, 100])
def test_so_it_is_whenever_one_asks(owing: Workspace, clock: Clock, hours: int) -> None:
    """Also after other passes, and after passes that were missed."""
    for _ in range(3):
        clock.now += timedelta(hours=hours)
        acting, before = owing.as_worker(), set(keys(owing))
        listed = {mail.message.key for mail in list_due(acting.store, acting)}
        pass_time(owing)
        assert set(keys(owing)) - before == listed


def test_the_keys_are_those_of_databases_that_there_are(owing: Workspace) -> None:
    """A key that changed would say again what was said."""
    acting = owing.as_worker()
    assert sorted(mail.message.key for mail in list_due(acting.store, acting)) == [
        "both-heads:2026-03-10:P4",
        "checks-escalated:A8:20260306T020000:P3",
        "digest:2026-03-10:P2",
        "escalation:meanwhile:2026-03-09:P8",
        "escalations:2026-03-10:P3",
        "notice:agenda-owed:M3:P1",
        "notice:contact-owed:X-2026-001:市场部:20260302T155900:P1",
        "notice:dates-missed:SER2:20260309T010000:P1",
        "notice:dependency-late:2026-03-10:P3",
        "notice:progress-silence:20260310T1000:P1",
        "request:X-2026-001:法务部:again:20260302T160000:P5",
        "request:X-2026-001:研发部:head:20260302T160000:P3",
        "resource:RES1:again:P4",
        "sign-off-owed:M1:1:P4",
        "vote:VOTE2:again:P3",
    ]


def test_what_a_mail_says_in_place_of_another_is_kept_under_the_others_key(owing: Workspace) -> None:
    acting = owing.as_worker()
    queue_due(acting)
    for key in (
        "digest:2026-03-10:P5",
        "notice:absent-signer:M1:1:P6:P1",
        "notice:absent-owner:A10:2026-03-12:P6:P1",
        "notice:department-unread:X-2026-003:研发部:20260309T100000:P1",
        "notice:contact-owed:X-2026-001:市场部:20260302T155900:P1",
        "notice:retrospective-owed:X-2026-002:2026-03-05:P1",
        "notice:minutes-owed:M2:P1",
        "notice:record-owed:M8:P1",
        "notice:vote-owed:VOTE1:P1",
        "notice:grant-owed:C2:20260309T100000:P1",
        "notice:checks-owed:A5:20260306T020000:P1",
        "notice:material-missing:M3:20260311T0100:P1",
        "notice:material-owed:M3:20260311T0100:P2",
        "notice:milestone-look-back:X-2026-001:2026-03-09:评审:P1",
        "notice:milestone-owed:X-2026-001:2026-03-09:P1",
        "notice:risk-owed:R1:P1",
        "notice:risk-review:R2:2026-03-10:P1",
        "notice:silence:20260310T1000:P1",
        "notice:unproved-mail:2026-03-10:P1",
        "progress:X-2026-001:2026-03-10:P2",
        "progress:X-2026-001:2026-03-10:P5",
    ):
        assert acting.store.find(Reminded, ref=key), key


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", ALL_KINDS)
def test_every_kind_has_its_word(kind: OwedKind, locale: str) -> None:
    assert f"remind.{kind}" in Catalogue(locale)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_change_has_its_sentence(locale: str) -> None:
    assert all(f"status.change.{change.kind}" in Catalogue(locale) for change in CHANGES)


def test_what_time_changes_is_listed_changed_and_listed_no_more(owing: Workspace) -> None:
    """The organiser has another address since."""
    own = owing.config.organiser.model_copy(update={"email": "li.ming@new.test"})
    acting = replace(owing, config=owing.config.model_copy(update={"organiser": own})).as_worker()
    assert {kind for kind, _ in list_changes(acting.store, acting)} == {
        change.kind for change in CHANGES
    } - PLAYED_ALONE
    apply_changes(acting)
    assert list_changes(acting.store, acting) == []


def test_a_pass_with_nothing_to_do_writes_nothing(owing: Workspace) -> None:
    pass_time(owing)
    pass_time(owing)
    before = owing.store.change_counter()
    assert pass_time(owing).queued == 0
    assert owing.store.change_counter() == before


def test_nobody_asks_which_days_are_worked_while_nobody_owes_anything(planned: Workspace) -> None:
    """It takes a process of its own to know."""

    def is_working(_: object) -> bool:
        raise AssertionError("asked")

    quiet = type(planned)(**{**vars(planned), "is_working": is_working})
    assert pass_time(quiet).queued == 0


def test_one_pass_a_day_before_the_hour_of_who_lives_west_catches_up_what_it_missed(
    published: Workspace, clock: Clock
) -> None:
    def passes(*instants: str) -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = []
        for instant in instants:
            clock.set(instant)
            found += [(instant, mail.kind) for mail in queue_due(published.as_worker()) if mail.to == BOB]
        return found

    with published.as_user("key").transaction() as tx:
        (bob,) = tx.find(Person, email=BOB)
        tx.put(bob.model_copy(update={"timezone": "Europe/London"}))
    # nine in the office is one at night in London; his action is due on the tenth
    days = ("07", "08", "09", "10", "11", "12")
    assert passes(*(f"2026-03-{day}T09:05+08:00" for day in days)) == [
        ("2026-03-08T09:05+08:00", "reminder"),
        ("2026-03-11T09:05+08:00", "overdue"),
    ]


def test_where_passes_go_on_all_day_nobody_is_written_to_before_his_hour(published: Workspace, clock: Clock) -> None:
    with published.as_user("key").transaction() as tx:
        (bob,) = tx.find(Person, email=BOB)
        tx.put(bob.model_copy(update={"timezone": "Europe/London"}))
    told = []
    for hour in range(24 * 5):
        clock.now = datetime.fromisoformat("2026-03-06T09:05+08:00") + timedelta(hours=hour)
        told += [clock.now for mail in queue_due(published.as_worker()) if mail.to == BOB]
    assert told, "the reminder"
    assert all(instant.astimezone(ZoneInfo("Europe/London")).hour >= 9 for instant in told)


@pytest.mark.parametrize("back", ["2026-03-08T09:05+08:00", "2026-03-08T05:30+08:00"])
def test_after_a_stop_the_first_question_comes_in_his_own_day(published: Workspace, clock: Clock, back: str) -> None:
    """The worker stood still for a day, and goes on at one at night or at half past nine in the evening in London."""
    with published.as_user("key").transaction() as tx:
        (bob,) = tx.find(Person, email=BOB)
        tx.put(bob.model_copy(update={"timezone": "Europe/London"}))
    for hour in range(5):
        clock.now = datetime.fromisoformat("2026-03-06T20:05+08:00") + timedelta(hours=hour)
        queue_due(published.as_worker())
    told = []
    for hour in range(24):
        clock.now = datetime.fromisoformat(back) + timedelta(hours=hour)
        told += [clock.now for mail in queue_due(published.as_worker()) if mail.to == BOB]
    assert [instant.astimezone(ZoneInfo("Europe/London")).hour for instant in told] == [9]


def test_over_a_rest_no_hour_is_missed(published: Workspace, clock: Clock) -> None:
    office = replace(published, calendars=lambda _: lambda day: day.weekday() < 5)
    office = replace(office, is_working=lambda day: day.weekday() < 5)
    with published.as_user("key").transaction() as tx:
        (bob,) = tx.find(Person, email=BOB)
        tx.put(bob.model_copy(update={"country": "GB"}))
        tx.put(tx.get(Action, "A3").model_copy(update={"due": date(2026, 3, 8)}))
    clock.set("2026-03-06T17:00+08:00")
    queue_due(office.as_worker())
    clock.set("2026-03-09T08:00+08:00")
    assert [mail.to for mail in queue_due(office.as_worker())] == []
    clock.set("2026-03-09T09:00+08:00")
    assert BOB in [mail.to for mail in queue_due(office.as_worker())]
