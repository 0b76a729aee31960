"""Two changes of rights that are begun in the same moment by different processes: what stands first counts for both."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Barrier, Thread

import pytest

from collabtui.domain.access.mail_account import MailAccount, ServerLogin
from collabtui.domain.access.role_grant import RoleGrant
from collabtui.domain.count_working_days import every_day
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.matters.matter import Matter
from collabtui.errors import Refused
from collabtui.lifecycle.access.role_grants import grant_role, revoke_role
from collabtui.lifecycle.base.acting import Acting, Workspace
from collabtui.lifecycle.matters.edit_matters import describe_matter
from collabtui.lifecycle.people.person_leaves import leave
from collabtui.store.interface import Store
from collabtui.store.postgresql import postgresql_store
from collabtui.store.sqlite import sqlite_store
from collabtui.text.templates import Templates
from support.engines import ENGINES
from support.records import NOW, action, person, put
from support.world import CONFIG, Clock

WANG, HAN, LI = "王芳", "韩梅梅", "李四"
X = "X-2026-001"
SERVER = ServerLogin(host="mail.example.test", port=993, security="tls", username="han")
PATIENCE = 20.0
"""Seconds for which a change waits for the lock."""


@pytest.fixture(params=ENGINES)
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Workspace]:
    with closing(_opened(request, tmp_path)) as store:
        put(
            store,
            person("P1", name=WANG, email="wang@example.test"),
            person("P2", name=LI, email="lisi@example.test"),
            person("P9", name=HAN, email="han@example.test"),
            Matter(ref=X, title="搬家", owner="P2", created_at=NOW),
            action("A1", matter=X, owner="P2"),
        )
        workspace = Workspace(store, CONFIG, Templates(), every_day, Clock())
        grant_role(workspace.as_user("command"), HAN, "administrator")
        grant_role(workspace.acting(HAN, "command"), WANG, "administrator")
        grant_role(workspace.acting(HAN, "command"), LI, "reader")  # else the last administrator may go: no role counts
        yield workspace


def _opened(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    if request.param == "postgresql":
        url = request.getfixturevalue("postgresql_server").database()
        return postgresql_store.open_store(url, busy_seconds=PATIENCE)
    return sqlite_store.open_store(tmp_path / "c.db", secret=b"s" * 32, busy_seconds=PATIENCE)


def at_once(office: Workspace, *changes: tuple[str, Callable[[Acting], object]]) -> list[str]:
    """Each by somebody in a process of his own, as far as the database can tell; what was refused."""
    refused, begins = list[str](), Barrier(len(changes))

    def work(actor: str, change: Callable[[Acting], object]) -> None:
        with closing(office.store.open_again()) as beside:
            acting = replace(office, store=beside).acting(actor, "command")
            begins.wait()
            try:
                change(acting)
            except Refused as error:
                refused.append(error.key)

    threads = [Thread(target=work, args=one) for one in changes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refused


def administrators(office: Workspace) -> set[str]:
    return {one.person for one in office.store.find(RoleGrant) if not one.withdrawn and one.role == "administrator"}


def test_of_two_administrators_who_revoke_each_other_one_is_left(office: Workspace) -> None:
    refused = at_once(
        office,
        (WANG, lambda acting: revoke_role(acting, HAN, "administrator")),
        (HAN, lambda acting: revoke_role(acting, WANG, "administrator")),
    )
    assert len(refused) == 1
    assert len(administrators(office)) == 1


def test_of_two_who_revoke_themselves_one_is_left(office: Workspace) -> None:
    refused = at_once(
        office,
        (WANG, lambda acting: revoke_role(acting, WANG, "administrator")),
        (HAN, lambda acting: revoke_role(acting, HAN, "administrator")),
    )
    assert refused == ["role.last_administrator"]
    assert len(administrators(office)) == 1


def test_what_a_leaving_person_holds_is_handed_over_whole_or_not_at_all(office: Workspace) -> None:
    """By who has no right to it any more, if that was taken first."""
    refused = at_once(
        office,
        (WANG, lambda acting: leave(acting, LI, HAN)),
        (HAN, lambda acting: revoke_role(acting, WANG, "administrator")),
    )
    owners = {office.store.get(Matter, X).owner, *(one.owner for one in office.store.find(Matter))}
    assert owners == ({"P9"} if not refused else {"P2"})
    assert administrators(office) == {"P9"}


def handed_over(acting: Acting) -> object:
    return describe_matter(acting, X, {"owner": HAN, "account": "han"})


def with_account(office: Workspace) -> None:
    put(office.store, MailAccount(ref="ACC1", name="han", email="han@example.test", smtp=SERVER, imap=SERVER))


def test_one_matter_is_handed_over_whole_or_not_at_all_by_who_loses_his_role(office: Workspace) -> None:
    with_account(office)
    refused = at_once(office, (WANG, handed_over), (HAN, lambda acting: revoke_role(acting, WANG, "administrator")))
    matter = office.store.get(Matter, X)
    assert (matter.owner, matter.account) == (("P9", "ACC1") if not refused else ("P2", None))
    assert refused in ([], ["permission.refused"])
    told = {mail.person for mail in office.store.find(Outgoing)}
    assert ("P9" in told) is (not refused), "who has it now hears of it, and nobody else of nothing"
    assert administrators(office) == {"P9"}


def test_of_two_who_hand_one_matter_over_at_once_one_is_the_last_and_nothing_is_mixed(office: Workspace) -> None:
    with_account(office)
    at_once(
        office, (WANG, handed_over), (HAN, lambda acting: describe_matter(acting, X, {"owner": WANG, "account": ""}))
    )
    matter = office.store.get(Matter, X)
    assert (matter.owner, matter.account) in (("P9", "ACC1"), ("P1", None))


def test_who_may_name_an_owner_and_not_whose_mailbox_it_is_changes_neither(office: Workspace) -> None:
    with_account(office)
    boss = office.acting(HAN, "command")
    grant_role(boss, WANG, "facilitator")
    revoke_role(boss, WANG, "administrator")
    with pytest.raises(Refused, match=r"permission\.refused"):
        handed_over(office.acting(WANG, "command"))
    assert office.store.get(Matter, X).owner == "P2"
    describe_matter(office.acting(WANG, "command"), X, {"owner": HAN})
    assert office.store.get(Matter, X).owner == "P9"
