"""What `doctor` says of rights by row, and what it misses when each part of them is taken away."""

from contextlib import closing

import pytest

from collabtui.errors import Refused
from collabtui.store.postgresql.check_organisation import check_organisation
from collabtui.store.postgresql.postgresql_store import open_reader, open_store
from collabtui.store.postgresql.rights_by_row import RightsByRow, rights_by_row
from pgbed.bed import Pgbed
from support.records import NOW, person, put

pytestmark = pytest.mark.pgbed
BROKEN = {
    "database.rights_unbound": ("ALTER ROLE wang BYPASSRLS", "ALTER ROLE wang NOBYPASSRLS"),
    "database.rights_table": (
        "ALTER TABLE action DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE action ENABLE ROW LEVEL SECURITY",
    ),
    "database.rights_given": (
        "GRANT SELECT ON setting TO collabtui_people",
        "REVOKE ALL ON setting FROM collabtui_people",
    ),
    "database.rights_lacking": (
        "REVOKE SELECT ON risk FROM collabtui_people",
        "GRANT SELECT ON risk TO collabtui_people",
    ),
    "database.rights_temporary": (
        "GRANT TEMPORARY ON DATABASE shared TO PUBLIC",
        "CALL refuse_temporary_tables()",
    ),
    "database.rights_create": ("GRANT CREATE ON SCHEMA public TO PUBLIC", "REVOKE CREATE ON SCHEMA public FROM PUBLIC"),
}


class Office:
    def __init__(self, bed: Pgbed) -> None:
        self.bed, self.url = bed, bed.database()
        with closing(open_store(self.url)) as store:
            put(store, person("P1", name="王芳", email="wang@example.test"))

    def rights(self, url: str = "") -> RightsByRow:
        with closing(open_reader(url or self.url)) as reader:
            return rights_by_row(reader)


@pytest.fixture
def office(postgresql_server: Pgbed) -> Office:
    return Office(postgresql_server)


def test_where_all_share_one_login_nothing_is_missed(office: Office) -> None:
    assert office.rights() == RightsByRow(None, 0, ())


def test_it_stands_once_somebody_has_a_login(office: Office) -> None:
    own = office.bed.own_login(office.url, "wang", "wang@example.test")
    assert office.rights() == RightsByRow(None, 1, ())
    assert office.rights(own) == RightsByRow("wang", 1, ())


@pytest.mark.parametrize("key", BROKEN)
def test_what_is_taken_away_is_named(office: Office, key: str) -> None:
    office.bed.own_login(office.url, "wang", "wang@example.test")
    breaks, mends = BROKEN[key]
    office.bed.run(breaks, "shared")
    try:
        assert [one.key for one in office.rights().faults] == [key]
    finally:
        office.bed.run(mends, "shared")
    assert office.rights().faults == ()


@pytest.mark.parametrize(
    ("breaks", "mends"),
    [
        ("ALTER TABLE action DISABLE TRIGGER b_guarded", "ALTER TABLE action ENABLE TRIGGER b_guarded"),
        ("CREATE POLICY more ON action USING (TRUE)", "DROP POLICY more ON action"),
    ],
)
def test_a_trigger_that_is_off_and_a_policy_too_many_are_named(office: Office, breaks: str, mends: str) -> None:
    office.bed.own_login(office.url, "wang", "wang@example.test")
    office.bed.run(breaks, "shared")
    try:
        (fault,) = office.rights().faults
        assert (fault.key, fault.values["tables"]) == ("database.rights_table", "action")
    finally:
        office.bed.run(mends, "shared")


def test_who_has_a_role_and_no_login_is_named(office: Office) -> None:
    office.bed.own_login(office.url, "wang", "wang@example.test")
    with closing(open_store(office.url)) as store:
        put(store, person("P2", name="李雷", email="lei@example.test"))
    office.bed.run(
        """INSERT INTO role_grant (ref, version, person, role, at, "by", withdrawn) VALUES
           ('ROLE1', 1, 'P1', 'facilitator', '', '', FALSE), ('ROLE2', 1, 'P2', 'facilitator', '', '', FALSE)""",
        "shared",
    )
    (fault,) = office.rights().faults
    assert (fault.key, fault.values["names"]) == ("database.rights_no_login", "李雷")


def test_the_check_of_the_data_is_the_owners_and_knows_the_triggers(office: Office) -> None:
    assert check_organisation(office.url, None) == []
    with pytest.raises(Refused, match=r"database\.own_login"):
        check_organisation(office.bed.own_login(office.url, "wang", "wang@example.test"), None)


def test_a_login_of_ones_own_is_no_worker(office: Office) -> None:
    own = office.bed.own_login(office.url, "wang", "wang@example.test")
    with closing(open_store(own)) as store, pytest.raises(Refused, match=r"worker\.own_login"):
        store.acquire_lease("worker x", "here", now=NOW, seconds=45)
