"""The permission matrix by key: one app a kind of change, in which each role and each relation has its turn.

Roles, accounts and who reads a matter have no key: these cells are tried by command and by raw SQL."""

from collections.abc import Sequence

import pytest

from collabtui.domain.access.permission import ChangeKind
from collabtui.domain.access.role_grant import RoleGrant
from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.mail.trusted_server import TrustedServer
from collabtui.domain.matters.matter import Matter, NamedReader
from collabtui.domain.meetings.meeting import Entry, Meeting
from collabtui.domain.model import Record
from collabtui.domain.people import Person
from collabtui.domain.saved_view import SavedView
from collabtui.lifecycle.live import run
from collabtui.lifecycle.meetings import plan
from support.permission_matrix import OUTSIDE, ROWS, expected, relation_in, roles_in
from support.player import Player, Stage
from support.records import NOW, outgoing
from support.world import AGENDA

WHO = "陈静"
BOSS = "李明"
KEYS: dict[ChangeKind, tuple[tuple[str, ...], type[Record]]] = {
    "action": (("3", "home", "d"), Action),
    "plan": (("2", "home", "enter", "plus"), Meeting),
    "mail": (("O", "home", "h"), Outgoing),
    "matter": (("5", "home", "right_square_bracket", "y"), Matter),
    "record": (("2", "home", "enter", "o", "k", "enter"), Entry),
    "people": (("6", "end", "e", "end", "x", "f2"), Person),
    "lists": (("3", "v", "n", "{}", "enter"), SavedView),
    "settings": (("7", "end", "up", "up", "up", "up", "enter", "y"), TrustedServer),
}
"""`{}` is a name that was not there yet."""


def written(stage: Stage, *records: Record) -> None:
    """By nobody, whom no rule holds back; as they are now."""
    store = stage.workspace.store
    with store.transaction(actor="x", via="test", now=NOW) as tx:
        for record in records:
            known = store.find(type(record), ref=record.ref)
            tx.put(record.model_copy(update={"version": known[0].version if known else 0}))


def furnished(stage: Stage, row: Sequence[str]) -> None:
    store, relation = stage.workspace.store, relation_in(list(row))
    who, boss = (store.find(Person, name=name)[0] for name in (WHO, BOSS))
    owner = store.get(Person, store.find(Action)[0].owner or "")
    matter = store.find(Matter)[0]
    readers = (NamedReader(person=boss.ref), *([NamedReader(person=who.ref)] if relation.is_named else []))
    own = owner.department
    written(
        stage,
        who.model_copy(update={"department": own if relation.is_of_own_department else "别的部门"}),
        boss.model_copy(update={"department": own}),
        matter.model_copy(update={"lead": own, "confidential": relation.is_restricted or None, "readers": readers}),
        RoleGrant(ref="ROLE1", person=boss.ref, role="administrator", at=NOW, by="x"),
        *(RoleGrant(ref="ROLE2", person=who.ref, role=role, at=NOW, by="x") for role in roles_in(list(row))),
    )
    if not roles_in(list(row)):
        written(stage, *(one for each in store.find(RoleGrant, ref="ROLE2") if (one := each.withdraw())))


def state(stage: Stage, model: type[Record]) -> list[Record]:
    if model is Meeting:
        return [stage.workspace.store.get(Meeting, "M2")]
    return list(stage.workspace.store.find(model))


async def tried(stage: Stage, player: Player, row: Sequence[str], kind: ChangeKind) -> bool:
    """Whether the key changed anything; it is as it was after that. What is not shown has no row to press it on."""
    keys, model = KEYS[kind]
    before, relation = state(stage, model), relation_in(list(row))
    for key in keys:
        await (player.type("-".join(row)) if key == "{}" else player.press(key))
    after = state(stage, model)
    if before == after and roles_in(list(row)) and not (relation.is_restricted and not relation.is_named):
        assert player.notices.told or "may not change" in player.screen, player.screen
    written(stage, *(old for old, new in zip(before, after, strict=False) if old != new))
    await player.press("escape", "escape", "1")
    return before != after


@pytest.mark.parametrize("kind", KEYS)
async def test_each_cell_by_a_key(recorded: Stage, kind: ChangeKind) -> None:
    plan.new_meeting(recorded.acting, AGENDA.model_copy(update={"start": AGENDA.start.replace(day=3)}))
    written(
        recorded,
        outgoing("O1", matter=recorded.workspace.store.find(Matter)[0].ref),
        TrustedServer(ref="B1", server="mx.example.test", at=NOW, by="x"),
    )
    if kind == "record":
        recorded.clock.set("2026-03-03T14:00+08:00")
        run.start(recorded.acting, "M2")
    found = {}
    asked = [row for row in ROWS if kind not in OUTSIDE or row[1].startswith("open")]
    furnished(recorded, ROWS[0])
    async with recorded.play("en", acting_name=WHO) as player:
        for row in asked:
            furnished(recorded, row)
            await player.settle()
            found["-".join(row[:2])] = await tried(recorded, player, row, kind)
    assert found == {"-".join(row[:2]): expected(row, kind) for row in asked}
