"""A new major version by dump and restore, as docs/operations.md says: everything is there, and goes on."""

import os
import subprocess

import pytest

from collabtui.domain.action import Action
from collabtui.store.postgresql.postgresql_store import open_store
from pgbed import packages
from pgbed.bed import Pgbed
from support.invariants import holds_there
from support.records import NOW, action, put

pytestmark = pytest.mark.pgbed


def test_what_pg_dump_has_is_restored_whole(postgresql_server: Pgbed, tmp_path: object) -> None:
    programs, old, new = packages.provide(), postgresql_server.own_database(), postgresql_server.empty_database()
    store = open_store(old)
    put(store, action("A1"), action("A2", depends_on=("A1",)))
    secret, counter = store.secret(), store.change_counter()
    store.close()
    file = f"{tmp_path}/all.dump"
    for command in (
        [f"{programs}/pg_dump", "--format=custom", f"--file={file}", old],
        [f"{programs}/pg_restore", "--exit-on-error", "--no-owner", f"--dbname={new}", file],
    ):
        done = subprocess.run(command, check=False, capture_output=True, text=True, env=os.environ)  # noqa: S603  # ours
        assert done.returncode == 0, done.stderr
    holds_there(new)
    store = open_store(new)
    assert (store.secret(), store.change_counter()) == (secret, counter)
    assert [one.ref for one in store.find(Action)] == ["A1", "A2"]
    assert {hit.ref for hit in store.search("接口")} == {"A1", "A2"}, "the words of the search came with it"
    with store.transaction(actor="x", via="key", now=NOW) as tx:
        assert tx.next_ref(Action) not in ("A1", "A2")
    store.close()
