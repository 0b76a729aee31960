"""A rehearsal answers as a transaction that writes, holds no lock, and leaves nothing."""

from collections.abc import Callable
from contextlib import suppress
from random import Random
from typing import Any

import pytest

from collabtui.domain.action import Action, Collaborator
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.matters.matter import Matter
from collabtui.domain.model import Record
from collabtui.domain.people import Person
from collabtui.domain.trail import TrailEntry
from collabtui.errors import CollabError, Refused
from collabtui.store.interface import NeedsWriting, Reader, Store, Transaction
from support.records import DAY, NOW, Mishap, action, outgoing, person, put, refs

Opener = Callable[[], Store]
Step = Callable[[Transaction], object]
WHO = {"actor": "李明", "via": "key", "now": NOW}
ASKED: tuple[tuple[type[Record], dict[str, Any]], ...] = (
    (Action, {}),
    (Action, {"owner": "P1"}),
    (Action, {"owner": None}),
    (Action, {"owner": ("P2", None), "status": "done"}),
    (Action, {"owner": []}),
    (Action, {"due": DAY}),
    (Action, {"depends_on": ["A1", "A3"]}),
    (Action, {"collaborators": "P3", "owner": "P1"}),
    (Action, {"newest_first": True, "limit": 2}),
    (Action, {"owner": "P1", "limit": 1}),
    (Action, {"limit": 0}),
    (Person, {"email": "p2@example.test"}),
    (Person, {"name": "王芳"}),
    (Outgoing, {"state": "queued"}),
    (Outgoing, {"key": "minutes:M1:1"}),
    (Matter, {"newest_first": True}),
)


def matter(ref: str, **fields: Any) -> Matter:
    made: dict[str, Any] = {"title": "新品上线", "created_at": NOW}
    return Matter(ref=ref, **(made | fields))


def changed_action(random: Random) -> Step:
    fields = {
        "owner": random.choice([None, "P1", "P2"]),
        "status": random.choice(["done", "blocked", "not-started"]),
        "due": random.choice([None, DAY]),
        "depends_on": tuple(random.sample(["A1", "A2", "A3"], random.randrange(3))),
        "collaborators": tuple(Collaborator(person=one) for one in random.sample(["P3", "P4"], random.randrange(3))),
    }
    change = {name: fields[name] for name in random.sample(sorted(fields), random.randrange(1, 4))}
    number, behind = random.randrange(1, 7), random.choice([0, 0, 0, 1])

    def step(tx: Transaction) -> Record:
        there = tx.get(Action, f"a{number}")
        return tx.put(there.model_copy(update={**change, "version": there.version + behind}))

    return step


def a_step(random: Random) -> Step:
    number = random.randrange(1, 6)
    ref, email = f"P{number}", f"p{random.randrange(1, 8)}@example.test"
    model, asked = random.choice(ASKED)
    title, key = random.choice(["备货", "发货"]), random.choice(["minutes:M1:1", "k2", "k3"])
    return random.choice(
        (
            changed_action(random),
            changed_action(random),
            lambda tx: tx.put(action(tx.next_ref(Action), title=title, owner=ref, depends_on=("A1",))),
            lambda tx: tx.put(action(f"A{number + 20}", title=title)),
            lambda tx: tx.put(person(ref, email=email)),
            lambda tx: tx.put(tx.get(Person, ref).model_copy(update={"email": email, "name": title})),
            lambda tx: tx.put(outgoing(tx.next_ref(Outgoing), key=key, message_id=f"<{key}{number}>")),
            lambda tx: tx.put(tx.find(Outgoing, limit=1)[0].model_copy(update={"state": "held", "raw": b"other"})),
            lambda tx: tx.put(matter(tx.next_ref(Matter, year=2026), title=title)),
            lambda tx: tx.ascribe("王芳", f"mail:I{number}"),
            lambda tx: tx.claim_mail(f"digest{number}", "<m>"),
            lambda tx: tx.is_claimed(f"digest{number}"),
            lambda tx: tx.former_values(),
            lambda tx: tx.changes(f"a{number}"),
            lambda tx: tx.changes(via=f"mail:I{number}", limit=2),
            lambda tx: tx.find(model, **asked),
            lambda tx: tx.find(model, **asked),
            lambda tx: tx.present_people(),
        )
    )


def outcome(step: Step, tx: Transaction) -> object:
    """What a step gives or raises, but for the numbers that lines of the trail get when they are written."""
    try:
        given = step(tx)
    except CollabError as error:
        return type(error), error.key, error.values
    if isinstance(given, list):
        return [one.model_copy(update={"id": 0, "batch": 0}) if isinstance(one, TrailEntry) else one for one in given]
    return given


def stored(store: Store) -> None:
    put(
        store,
        *(person(f"P{number}") for number in (1, 2, 3)),
        action("A2", owner="P1", due=DAY, collaborators=(Collaborator(person="P3"),)),
        action("A1", owner="P2", status="done", percent=100, depends_on=("A2",)),
        action("A3", depends_on=("A1", "A2")),
        outgoing("O1", key="minutes:M1:1"),
        matter("X-2026-001"),
    )


@pytest.mark.parametrize("seed", range(40))
def test_each_step_gives_what_it_gives_a_transaction_that_writes(store: Store, seed: int) -> None:
    stored(store)
    random = Random(seed)  # noqa: S311  # steps, and no secret
    steps = [a_step(random) for _ in range(30)]
    seen: list[object] = []
    with store.rehearsal(**WHO) as tx:  # type: ignore[arg-type]  # by their names
        for step in steps:
            try:
                seen.append(outcome(step, tx))
            except NeedsWriting:
                seen.append(NeedsWriting)
    with suppress(Mishap), store.transaction(**WHO) as tx:  # type: ignore[arg-type]  # by their names
        for number, (step, before) in enumerate(zip(steps, seen, strict=True)):
            given = outcome(step, tx)
            assert before in (given, NeedsWriting), f"step {number} of {seed}"
        raise Mishap


def test_nobody_waits_for_it_and_it_sees_the_state_that_it_began_with(store: Store, open_again: Opener) -> None:
    stored(store)
    other = open_again()
    with store.rehearsal(**WHO) as tx:  # type: ignore[arg-type]  # by their names
        tx.put(tx.get(Action, "A1").model_copy(update={"title": "mine"}))
        tx.put(action(tx.next_ref(Action), owner="P1"))
        put(other, other.get(Action, "A2").model_copy(update={"title": "theirs"}))
        assert [one.title for one in tx.find(Action, owner=["P1", "P2"])] == ["提供接口文档", "mine", "提供接口文档"]
    assert other.get(Action, "A1").title == "提供接口文档"
    assert other.get(Action, "A2").title == "theirs"
    assert refs(store.find(Action)) == ["A2", "A1", "A3"]
    with other.transaction(**WHO) as tx:  # type: ignore[arg-type]  # by their names
        assert tx.next_ref(Action) == "A4", "no number was drawn"


ONLY_BY_WRITING: dict[str, Callable[[Any], object]] = {
    "owners": lambda tx: tx.owed_owners("reminder", None, DAY),
    "doers": lambda tx: tx.owed_doers("reminder", None, DAY),
    "dependencies": lambda tx: tx.late_dependencies("reminder", DAY),
    "items": lambda tx: tx.listed_items("P1", NOW),
    "duties": lambda tx: tx.open_duties(),
    "progress": lambda tx: tx.asked_progress(NOW),
    "proved": lambda tx: tx.proved_mails("P1", NOW, NOW),
    "unproved": lambda tx: tx.unproved_mails("said", NOW, 9),
    "unjudged": lambda tx: tx.unjudged_mails("said", NOW, 9),
    "titles": lambda tx: tx.once_called("新品上线"),
    "awaited": lambda tx: tx.oldest_awaited(NOW),
    "people": lambda tx: tx.present_people(),
}


@pytest.mark.parametrize("asked", ONLY_BY_WRITING.values(), ids=ONLY_BY_WRITING)
def test_what_the_database_alone_can_tell_is_told_until_something_was_put(store: Store, asked: Step) -> None:
    stored(store)
    with store.rehearsal(**WHO) as tx:  # type: ignore[arg-type]  # by their names
        assert asked(tx) == asked(store)  # type: ignore[arg-type]  # it reads, too
        tx.put(person("P9"))
        with pytest.raises(NeedsWriting):
            asked(tx)


class NoNewPeople:
    """A gate that somebody has to pass at the end, too."""

    reads = ()

    def passes(self, _: Reader, before: Record | None, after: Record, via: str) -> None:
        if before is None and isinstance(after, Person):
            raise Refused("permission.nobody", name=via, change_kind="people", ref=after.ref, names=())

    def ends(self, reader: Reader) -> None:
        if len(reader.find(Action)) > 3:
            raise Refused("permission.nobody", name="", change_kind="plan", ref="", names=())


def test_it_is_refused_what_a_transaction_that_writes_is_refused(store: Store) -> None:
    stored(store)
    with store.rehearsal(**WHO, gate=NoNewPeople()) as tx:  # type: ignore[arg-type]  # by their names
        tx.put(tx.get(Person, "P1").model_copy(update={"name": "other"}))
        with pytest.raises(Refused):
            tx.put(person("P9"))
    with pytest.raises(Refused), store.rehearsal(**WHO, gate=NoNewPeople()) as tx:  # type: ignore[arg-type]  # the same
        tx.put(action(tx.next_ref(Action)))
