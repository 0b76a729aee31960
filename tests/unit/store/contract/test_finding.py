"""Records are found by what they say."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from collabtui.domain.access.mail_account import MailAccount, ServerLogin
from collabtui.domain.action import Action, Collaborator
from collabtui.domain.mail.mail_records import NumberedItem, Reminded
from collabtui.domain.matters.matter import Matter, Milestone
from collabtui.domain.matters.step_requirements import looked_back
from collabtui.domain.meetings.meeting import Meeting, Participant, SignOff
from collabtui.domain.model import Record
from collabtui.domain.people import Person, PersonName
from collabtui.store.interface import Store
from collabtui.store.send_turn import SendTurn
from support.records import BEIJING, DAY, NOW, action, incoming, meeting, outgoing, person, put, refs

Opener = Callable[[], Store]
FOUND: tuple[tuple[dict[str, Any], list[str]], ...] = (
    ({}, ["A2", "A1", "A3", "A4"]),
    ({"owner": "P1"}, ["A2", "A1"]),
    ({"owner": ["P1", "P2"]}, ["A2", "A1", "A3"]),
    ({"owner": None}, ["A4"]),
    ({"owner": ("P2", None)}, ["A3", "A4"]),
    ({"owner": []}, []),
    ({"owner": "P1", "status": "done"}, ["A1"]),
    ({"owner": "P1", "percent": 0}, ["A2"]),
    ({"due": DAY}, ["A2", "A4"]),
    ({"depends_on": "A2"}, ["A1", "A3"]),
    ({"depends_on": ["A1", "A9"]}, ["A3"]),
    ({"collaborators": "P3"}, ["A2"]),
    ({"collaborators": "P3", "owner": "P2"}, []),
    ({"owner": "P1", "newest_first": True}, ["A1", "A2"]),
    ({"newest_first": True, "limit": 2}, ["A4", "A3"]),
    ({"limit": 0}, []),
)


@pytest.mark.parametrize(("asked", "found"), FOUND, ids=str)
def test_records_are_found_by_their_fields_in_the_order_they_were_made(
    store: Store, asked: dict[str, Any], found: list[str]
) -> None:
    put(
        store,
        action("A2", owner="P1", due=DAY, collaborators=(Collaborator(person="P3"),)),
        action("A1", owner="P1", status="done", percent=100, depends_on=("A2",)),
        action("A3", owner="P2", depends_on=("A1", "A2")),
        action("A4", due=DAY),
    )
    assert refs(store.find(Action, **asked)) == found


@pytest.mark.parametrize("asked", [{"note": "x"}, {"percent": 1}, {"colour": "red"}, {"owner": "P1", "colour": "red"}])
def test_a_field_without_an_index_is_not_asked_for(store: Store, asked: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="action cannot be found"):
        store.find(Action, **asked)


def test_present_people_are_those_who_neither_left_nor_were_merged(store: Store) -> None:
    put(
        store,
        person("P2", name="王芳"),
        person("P1", name="Bob Smith"),
        person("P3", left_at=NOW),
        person("P4", merged_into="P1"),
    )
    assert store.present_people() == [PersonName("P2", "王芳"), PersonName("P1", "Bob Smith")]


def rename_and_fail(store: Store, ref: str, name: str) -> None:
    with store.transaction(actor="x", via="command", now=NOW) as tx:
        tx.put(tx.get(Person, ref).model_copy(update={"name": name}))
        assert tx.present_people() == [PersonName(ref, name)]
        raise ZeroDivisionError


def test_present_people_are_as_they_are_by_now_whoever_wrote_them(store: Store, open_again: Opener) -> None:
    put(store, person("P1", name="Bob Smith"))
    assert store.present_people() == [PersonName("P1", "Bob Smith")]
    other = open_again()
    put(other, other.get(Person, "P1").model_copy(update={"name": "Bob Jones"}))
    assert store.present_people() == [PersonName("P1", "Bob Jones")]
    with pytest.raises(ZeroDivisionError):
        rename_and_fail(store, "P1", "Nobody")
    put(other, other.get(Person, "P1").model_copy(update={"name": "Bob Lee"}))
    assert store.present_people() == [PersonName("P1", "Bob Lee")], "as many were written as would have been"
    assert store.together(lambda reader: reader.present_people()) == [PersonName("P1", "Bob Lee")]
    put(other, person("P2", name="王芳"))
    assert [one.ref for one in store.together(lambda reader: reader.present_people())] == ["P1", "P2"]


def test_what_was_one_of_many_values_is_no_longer_found_by_it(store: Store) -> None:
    (written,) = put(store, person("P1", aliases=("old@example.test", "kept@example.test")))
    put(store, written.model_copy(update={"aliases": ("kept@example.test", "new@example.test")}))
    assert store.find(Person, aliases="old@example.test") == []
    assert refs(store.find(Person, aliases="kept@example.test")) == ["P1"]
    assert refs(store.find(Person, aliases="new@example.test")) == ["P1"]


def test_a_participant_who_is_named_twice_is_found_once(store: Store) -> None:
    put(store, meeting(participants=(Participant(person="P1"), Participant(person="P1", role="copied"))))
    assert refs(store.find(Meeting, participants="P1")) == ["M1"]


def test_mails_that_may_go_out_now_come_oldest_first(store: Store) -> None:
    put(
        store,
        outgoing("O1", state="sent"),
        outgoing("O2", not_before=NOW + timedelta(seconds=1)),
        outgoing("O3", state="sending"),
        outgoing("O4"),
        outgoing("O5", state="held"),
        outgoing("O6", not_before=(NOW - timedelta(hours=1)).astimezone(BEIJING)),
        outgoing("O7", state="failed"),
    )
    assert store.due_outgoing(SendTurn(NOW, 10)) == ["O3", "O4", "O6"]
    assert store.due_outgoing(SendTurn(NOW, 2)) == ["O3", "O4"]
    assert store.due_outgoing(SendTurn(NOW + timedelta(seconds=1), 10)) == ["O2", "O3", "O4", "O6"]


def test_accounts_are_due_whose_mails_may_go(store: Store) -> None:
    server = ServerLogin(host="mail.example.test", port=993, security="tls", username="pmo")
    accounts = [
        MailAccount(ref=f"ACC{n}", name=f"n{n}", email=f"n{n}@example.test", smtp=server, imap=server)
        for n in range(1, 6)
    ]
    later = NOW + timedelta(hours=1)
    put(
        store,
        *accounts,
        outgoing("O1", account="ACC1"),
        outgoing("O2", account="ACC2", not_before=later),
        outgoing("O3", account="ACC3", state="held"),
        outgoing("O4", account="ACC4", state="sending"),
        outgoing("O5", account="ACC1", person="P2"),
    )
    assert store.accounts_due(SendTurn(NOW, 1)) == {"ACC1", "ACC4"}
    assert store.accounts_due(SendTurn(later, 1)) == {"ACC1", "ACC2", "ACC4"}
    assert store.accounts_due(SendTurn(NOW, 1, latest=NOW + timedelta(minutes=9))) == {"ACC1", "ACC2", "ACC4"}
    put(store, *filter(None, [store.get(MailAccount, "ACC1").withdraw()]))
    assert store.accounts_due(SendTurn(NOW, 1)) == {None, "ACC4"}, "another takes over what it has left"


def test_what_may_go_only_later_than_anybody_waits_is_due(store: Store) -> None:
    put(
        store, outgoing("O1", not_before=NOW + timedelta(hours=4)), outgoing("O2", not_before=NOW + timedelta(days=400))
    )
    assert store.due_outgoing(SendTurn(NOW, 10)) == []
    assert store.due_outgoing(SendTurn(NOW, 10, latest=NOW + timedelta(hours=4))) == ["O2"]


def test_those_are_owed_a_word_who_own_what_is_open_due_and_not_yet_said(store: Store) -> None:
    put(
        store,
        action("A1", owner="P1", due=DAY),
        action("A2", owner="P2", due=DAY - timedelta(days=3), status="blocked"),
        action("A3", owner="P3", due=DAY, status="done"),
        action("A4", owner="P4", due=DAY, status="cancelled"),
        action("A5", due=DAY),
        action("A6", owner="P6", due=DAY + timedelta(days=1)),
        action("A7", owner="P7"),
        action("A8", owner="P1", due=DAY, status="in-progress"),
        Reminded(ref=f"A1/{DAY}/overdue", at=NOW, outgoing="O1"),
    )
    assert store.owed_owners("overdue", None, DAY) == ["P1", "P2"]
    assert store.owed_owners("overdue", DAY, DAY + timedelta(days=1)) == ["P1", "P6"]
    put(store, Reminded(ref=f"A8/{DAY}/overdue", at=NOW, outgoing="O1"))
    assert store.owed_owners("overdue", None, DAY) == ["P2"]
    assert store.owed_owners("reminder-2", None, DAY) == ["P1", "P2"]


def test_who_does_an_action_in_its_owners_place_is_owed_a_word_of_his_own(store: Store) -> None:
    does, supports = Collaborator(person="P2", does=True), Collaborator(person="P3")
    put(
        store,
        action("A1", owner="P1", due=DAY, collaborators=(does, supports)),
        action("A2", owner="P1", due=DAY, collaborators=(does,), status="done"),
        action("A3", owner="P1", due=DAY + timedelta(days=3), collaborators=(Collaborator(person="P4", does=True),)),
        Reminded(ref=f"A1/{DAY}/overdue", at=NOW, outgoing="O1"),
    )
    assert store.owed_doers("overdue", None, DAY) == ["P2"]
    assert store.owed_doers("overdue", DAY + timedelta(days=1), DAY + timedelta(days=3)) == ["P4"]
    put(store, Reminded(ref=f"A1/{DAY}/overdue-P2", at=NOW, outgoing="O1"))
    assert store.owed_doers("overdue", None, DAY) == []


def test_what_is_late_holds_up_the_open_actions_of_others_and_is_said_once_of_each(store: Store) -> None:
    late = DAY - timedelta(days=1)
    put(
        store,
        action("A1", owner="P1", due=late),
        action("A2", owner="P2", depends_on=("A1",)),
        action("A3", owner="P1", depends_on=("A1",)),
        action("A4", depends_on=("A1",)),
        action("A5", owner="P2", depends_on=("A1",), status="done"),
        action("A6", owner="P2", due=late, status="done"),
        action("A7", owner="P3", depends_on=("A1", "A6")),
        action("A8", owner="P3", due=DAY),
        action("A9", owner="P2", depends_on=("A8",)),
    )
    assert store.late_dependencies("late-for", DAY) == [("A1", "A2"), ("A1", "A7")]
    put(store, Reminded(ref=f"A1/{late}/late-for-A2", at=NOW, outgoing="O1"))
    assert store.late_dependencies("late-for", DAY) == [("A1", "A7")]


def test_the_facilitator_owes_what_can_be_done_and_is_not(store: Store) -> None:
    day = NOW.date()
    accepted: dict[str, Any] = {
        "title": "t",
        "created_at": NOW,
        "accepted_at": NOW,
        "retrospective_by": day,
        "step": "retrospective",
    }
    learned: tuple[dict[str, Any], ...] = (
        {"went_well": "x"},
        {"to_improve": "x"},
        {"to_standardise": "x"},
        {"step": "archive"},
    )
    put(
        store,
        meeting("M1", state="recorded", ended_at=NOW - timedelta(hours=1)),
        meeting("M2", start=NOW + timedelta(days=1), end=NOW + timedelta(days=2)),
        *(
            meeting(f"M{number}", state=state)
            for number, state in enumerate(("invited", "running", "published", "signed", "cancelled"), 3)
        ),
        Matter.model_validate({"ref": "X-2026-001", **accepted}),
        Matter(ref="X-2026-002", title="t", created_at=NOW, milestones=(Milestone(text="Pilot", day=day),)),
        *(
            Matter.model_validate({"ref": f"X-2026-{number:03}", **accepted, **said})
            for number, said in enumerate(learned, 3)
        ),
    )
    assert [(one.kind, one.ref, one.counts_from[:16]) for one in store.open_duties()] == [
        ("retrospective-owed", "X-2026-001", "2026-03-02"),
        ("minutes-owed", "M1", "2026-03-02T05:00"),
        ("record-owed", "M3", "2026-03-02T07:00"),
        ("record-owed", "M4", "2026-03-02T07:00"),
        ("milestone-owed", "X-2026-002", "2026-03-03"),
        ("agenda-owed", "M2", "2026-03-03T06:00"),
    ]
    assert [looked_back(one) for one in store.find(Matter)] == [False, False, True, True, True, False]


LONG_AGO = NOW - timedelta(days=90)
OF_A1 = (NumberedItem(number=1, ref="A1", title="接口文档"),)


def sign_off(state: str) -> SignOff:
    fields = {"ref": "S1", "meeting": "M1", "minutes_version": 1, "person": "P1", "deadline": NOW, "state": state}
    return SignOff.model_validate(fields)


def matter(step: str) -> Matter:
    return Matter.model_validate({"ref": "X-2026-001", "title": "新品上线", "created_at": NOW, "step": step})


@pytest.mark.parametrize(
    ("mail", "others", "awaited"),
    [
        ({"kind": "reminder", "items": OF_A1}, (action("A1", status="blocked"),), True),
        ({"kind": "reminder", "items": OF_A1}, (action("A1", status="done"),), False),
        ({"kind": "reminder", "items": OF_A1, "state": "held"}, (action("A1"),), False),
        ({"kind": "minutes", "meeting": "M1", "minutes_version": 1}, (sign_off("waiting"),), True),
        ({"kind": "minutes", "meeting": "M1", "minutes_version": 1}, (sign_off("agreed"),), False),
        ({"kind": "minutes", "meeting": "M1", "minutes_version": 2}, (sign_off("waiting"),), False),
        ({"kind": "invitation", "meeting": "M1"}, (meeting("M1", start=NOW, end=NOW + timedelta(hours=1)),), True),
        ({"kind": "invitation", "meeting": "M1"}, (meeting("M1", start=LONG_AGO, end=LONG_AGO),), False),
        ({"kind": "request", "matter": "X-2026-001"}, (matter("request"),), True),
        ({"kind": "request", "matter": "X-2026-001"}, (matter("archive"),), False),
        ({"kind": "answer"}, (action("A1"),), False),
    ],
)
def test_the_oldest_mail_whose_answer_is_awaited_says_how_far_back_to_read(
    store: Store, mail: dict[str, object], others: tuple[Record, ...], awaited: bool
) -> None:
    put(store, *others)
    assert store.oldest_awaited(NOW) is None
    put(store, outgoing("O1", queued_at=LONG_AGO, **mail), outgoing("O2", queued_at=NOW, **mail))
    assert store.oldest_awaited(NOW) == (LONG_AGO if awaited else None)


def test_what_a_person_wrote_and_proved_is_found_by_when_it_was_written(store: Store) -> None:
    hour = timedelta(hours=1)
    kept = (
        ("I1", {"person": "P1", "trust": "token", "written_at": NOW - hour}),
        ("I2", {"person": "P1", "trust": "verified", "written_at": (NOW + hour).astimezone(BEIJING)}),
        ("I3", {"person": "P1", "trust": "known"}),
        ("I4", {"person": "P1", "trust": "forged"}),
        ("I5", {"person": "P2"}),
        ("I6", {"person": "P1", "verdict": "ignore"}),
        ("I7", {"person": "P1", "kind": "calendar-reply"}),
        ("I8", {"person": "P1", "written_at": NOW - hour - timedelta(seconds=1)}),
        ("I9", {"person": "P1", "verdict": "review"}),
    )
    put(store, *(incoming(ref, digest=ref, written_at=NOW, kind="reply").model_copy(update=more) for ref, more in kept))
    assert refs(store.proved_mails("P1", NOW - hour, NOW + hour)) == ["I1", "I2", "I9"]
    assert [one.written_at for one in store.proved_mails("P1", NOW, NOW)] == [NOW]


def test_what_waits_and_proves_nothing_is_found_until_it_was_told(store: Store) -> None:
    kept = (
        ("I1", {"trust": "known", "state": "waiting"}),
        ("I2", {"trust": "unknown", "state": "waiting", "kind": "bounce"}),
        ("I3", {"trust": "token", "state": "waiting"}),
        ("I4", {"trust": "known", "state": "rejected"}),
        ("I5", {"trust": "known", "state": "waiting", "received_at": NOW + timedelta(seconds=1)}),
        ("I6", {"trust": "known", "state": "waiting"}),
    )
    put(store, *(incoming(ref, digest=ref, received_at=NOW).model_copy(update=more) for ref, more in kept))
    soon = NOW + timedelta(seconds=1)
    assert refs(store.unproved_mails("told", soon, 10)) == ["I1", "I2", "I6"]
    assert refs(store.unproved_mails("told", soon, 2)) == ["I1", "I2"]
    put(store, Reminded(ref="I1/told", at=NOW, outgoing="O1"))
    assert refs(store.unproved_mails("told", soon, 10)) == ["I2", "I6"]


def test_what_waits_and_proves_itself_is_found_until_it_was_told(store: Store) -> None:
    kept = (
        ("I1", {"trust": "token", "state": "waiting", "answers": "O1"}),
        ("I2", {"trust": "verified", "state": "waiting", "kind": "calendar-reply"}),
        ("I3", {"trust": "known", "state": "waiting"}),
        ("I4", {"trust": "token", "state": "applied"}),
        ("I5", {"trust": "token", "state": "waiting", "received_at": NOW + timedelta(seconds=1)}),
        ("I6", {"trust": "verified", "state": "waiting", "kind": "bounce"}),
        ("I7", {"trust": "unknown", "state": "waiting"}),
    )
    put(store, *(incoming(ref, digest=ref, received_at=NOW).model_copy(update=more) for ref, more in kept))
    soon = NOW + timedelta(seconds=1)
    assert [(one.ref, one.answers) for one in store.unjudged_mails("told", soon, 10)] == [("I1", "O1"), ("I2", None)]
    assert refs(store.unjudged_mails("told", soon, 1)) == ["I1"]
    put(store, Reminded(ref="I1/told", at=NOW, outgoing="O1"))
    assert refs(store.unjudged_mails("told", soon, 10)) == ["I2"]
