"""Logins that were given rights by hand and are nobody's, and people's own: neither is shown an empty house, nor takes
a part of it for the whole."""

from pathlib import Path

import pytest

from collabtui.errors import Refused, Unreachable
from collabtui.lifecycle.organisation.organisation_database import open_organisation_reader, open_organisation_store
from collabtui.lifecycle.organisation.server_copy import ServerCopy
from collabtui.store.moving.server_ends import ServerSource
from collabtui.store.postgresql.postgresql_store import open_store
from pgbed.bed import Pgbed
from support.records import action, person, put

pytestmark = pytest.mark.pgbed


@pytest.fixture
def url(postgresql_server: Pgbed) -> str:
    url = postgresql_server.own_database()
    store = open_store(url)
    put(store, person("P1", name="王芳", email="wang@example.test"), action("A1"))
    store.close()
    return url


@pytest.fixture
def reader_url(postgresql_server: Pgbed, url: str) -> str:
    """By a login that may read every table, and that nobody let in."""
    bed, name = postgresql_server, url.rpartition("/")[2]
    if not bed.run("SELECT 1 FROM pg_roles WHERE rolname = 'reads_alone'"):
        bed.run(f"CREATE ROLE reads_alone LOGIN PASSWORD '{bed.password}'")
    bed.run("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reads_alone", name)
    return url.replace(f"//{bed.user}:", "//reads_alone:")


def test_a_login_of_nobody_is_told_that_it_sees_nothing(reader_url: str) -> None:
    for open_it in (open_organisation_reader, open_organisation_store):
        with pytest.raises(Refused, match=r"database\.stranger"):
            open_it(reader_url, "")


def test_a_login_that_does_not_see_everything_copies_nothing(
    postgresql_server: Pgbed, url: str, reader_url: str, tmp_path: Path
) -> None:
    own = postgresql_server.own_login(url, "wang", "wang@example.test")
    for login in (reader_url, own):
        with pytest.raises(Refused, match=r"database\.own_copy"):
            ServerCopy(login, "").backup(str(tmp_path / "copy.db"))
        with pytest.raises(Refused, match=r"database\.own_copy"):
            ServerSource(login, None)


def test_a_login_without_rights_is_told_which_one_it_lacks(postgresql_server: Pgbed, url: str) -> None:
    if not postgresql_server.run("SELECT 1 FROM pg_roles WHERE rolname = 'lacks_all'"):
        postgresql_server.run(f"CREATE ROLE lacks_all LOGIN PASSWORD '{postgresql_server.password}'")
    with pytest.raises(Unreachable, match=r"database\.no_right.*permission denied"):
        open_organisation_reader(url.replace(f"//{postgresql_server.user}:", "//lacks_all:"), "")


def test_a_person_with_a_login_sees_what_is_there(postgresql_server: Pgbed, url: str) -> None:
    own = postgresql_server.own_login(url, "wang", "wang@example.test")
    reader = open_organisation_reader(own, "")
    try:
        assert reader.rows("SELECT ref FROM action") == [("A1",)]
    finally:
        reader.close()
