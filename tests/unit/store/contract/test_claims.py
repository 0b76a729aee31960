"""Mails that are due are claimed by one worker each, whatever others do at the same moment."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from collabtui.domain.access.mail_account import MailAccount, ServerLogin
from collabtui.store.interface import Store, Transaction
from collabtui.store.send_turn import SendTurn
from support.records import NOW, outgoing, put

SERVER = ServerLogin(host="mail.example.test", port=993, security="tls", username="pmo")
Opener = Callable[[], Store]
MANY_AT_ONCE = pytest.mark.parametrize("database", [pytest.param("postgresql", marks=pytest.mark.pgbed)], indirect=True)


def claimed(tx: Transaction, lease: int | None, limit: int = 10) -> list[str]:
    return list(tx.claim_due(SendTurn(NOW, limit, lease=lease, latest=NOW + timedelta(days=1))))


def waiting(store: Store, *people: str) -> None:
    put(store, *(outgoing(f"O{number}", person=person) for number, person in enumerate(people, 1)))


def test_what_is_due_is_claimed_oldest_first(store: Store) -> None:
    waiting(store, "P1", "P2", "P1", "P3")
    with store.transaction(actor="x", via="worker", now=NOW, within=()) as tx:
        assert claimed(tx, 1, 3) == ["O1", "O2", "O3"]
        assert claimed(tx, 1) == ["O1", "O2", "O3", "O4"]


def test_what_waits_or_is_paused_for_ever_is_as_the_outbox_says(store: Store) -> None:
    later, wrong = NOW + timedelta(hours=1), NOW + timedelta(days=400)
    put(store, outgoing("O1", not_before=later), outgoing("O2", not_before=wrong), outgoing("O3", state="held"))
    with store.transaction(actor="x", via="worker", now=NOW, within=()) as tx:
        assert claimed(tx, 1) == ["O2"]
    assert store.due_outgoing(SendTurn(NOW, 10, latest=NOW + timedelta(days=1))) == ["O2"]


@MANY_AT_ONCE
def test_two_claim_at_once_and_nobody_waits_nor_takes_the_same(store: Store, open_again: Opener) -> None:
    waiting(store, "P1", "P2", "P3", "P4")
    other = open_again()
    with store.transaction(actor="x", via="worker", now=NOW, within=()) as tx:
        assert claimed(tx, 1, 2) == ["O1", "O2"]
        with other.transaction(actor="y", via="worker", now=NOW, within=()) as beside:
            assert claimed(beside, 2) == ["O3", "O4"]


@MANY_AT_ONCE
def test_no_mail_overtakes_an_earlier_one_to_the_same_person(store: Store, open_again: Opener) -> None:
    waiting(store, "P1", "P1", "P2")
    other = open_again()
    with store.transaction(actor="x", via="worker", now=NOW, within=()) as tx:
        (first,) = claimed(tx, 1, 1)
        with other.transaction(actor="y", via="worker", now=NOW, within=()) as beside:
            assert claimed(beside, 2) == ["O3"]
        mail = tx.get(type(outgoing("O9")), first)
        tx.put(mail.model_copy(update={"state": "sending", "lease": 1}))
    number = store.acquire_lease("worker here", "h", now=NOW, seconds=30)
    assert number == 1
    with other.transaction(actor="y", via="worker", now=NOW, within=()) as tx:
        assert claimed(tx, 2) == ["O3"]  # the first is on its way


@MANY_AT_ONCE
def test_what_a_worker_began_to_send_is_his_until_his_lease_is_over(store: Store) -> None:
    number = store.acquire_lease("worker a", "a", now=NOW, seconds=30)
    put(store, outgoing("O1", state="sending", lease=number), outgoing("O2", person="P7"))
    other = store.acquire_lease("worker b", "b", now=NOW, seconds=30)
    assert number != other, "leases of workers are counted together"
    assert store.acquire_lease("mailbox m", "b", now=NOW, seconds=30) == number, "and those of mailboxes apart"
    assert store.due_outgoing(SendTurn(NOW, 10, lease=other)) == ["O2"]
    store.release_lease("worker a", "a")
    assert store.due_outgoing(SendTurn(NOW, 10, lease=other)) == ["O1", "O2"]
    with store.transaction(actor="x", via="worker", now=NOW, within=()) as tx:
        assert claimed(tx, other) == ["O1", "O2"]


@MANY_AT_ONCE
def test_what_is_under_way_for_an_account_that_is_taken_away_is_not_sent_by_the_other_as_well(store: Store) -> None:
    account = MailAccount(ref="ACC1", name="pmo", email="pmo@example.test", smtp=SERVER, imap=SERVER)
    number = store.acquire_lease("worker a", "a", now=NOW, seconds=30)
    other = store.acquire_lease("worker b", "b", now=NOW, seconds=30)
    sending = outgoing("O1", account="ACC1", state="sending", lease=number)
    put(store, account, sending, outgoing("O2", account="ACC1", person="P2"), outgoing("O3"))
    assert store.due_outgoing(SendTurn(NOW, 10, lease=other)) == ["O3"]
    withdrawn = store.get(MailAccount, "ACC1").withdraw()
    assert withdrawn
    put(store, withdrawn)
    with store.transaction(actor="y", via="worker", now=NOW, within=()) as tx:
        assert claimed(tx, other) == ["O2"], "O1 is on its way, and O3 to the same person comes after it"
    store.release_lease("worker a", "a")
    with store.transaction(actor="y", via="worker", now=NOW, within=()) as tx:
        assert claimed(tx, other) == ["O1", "O2", "O3"]


def test_who_has_not_released_is_known_by_name(store: Store) -> None:
    store.acquire_lease("worker b", "b:1", now=NOW, seconds=30)
    store.acquire_lease("clock", "a:1", now=NOW, seconds=45)
    assert [(one.name, one.holder, one.until) for one in store.leases()] == [
        ("clock", "a:1", NOW + timedelta(seconds=45)),
        ("worker b", "b:1", NOW + timedelta(seconds=30)),
    ]
