"""People come out of a directory that runs: OpenLDAP's own server, and its `ldapsearch`."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from support.command_line import Type
from support.command_line import configured as configured
from support.command_line import home as home
from support.command_line import typed as typed
from support.ports import free_port
from support.running_slapd import ADMIN, BASE, SECRET, slapd

pytestmark = [pytest.mark.mailbed, pytest.mark.usefixtures("configured")]


def ldif(count: int) -> str:
    """The first one is everybody's manager."""
    people = [
        f"dn: uid=p{n},ou=people,{BASE}\nobjectClass: inetOrgPerson\nuid: p{n}\ncn: 员工{n}\nsn: 员\n"
        f"mail: p{n}@example.test\nou: 研发部\ntitle: 工程师\nmanager: UID=p0, ou=people,{BASE}\n"
        for n in range(count)
    ]
    top = f"dn: {BASE}\nobjectClass: dcObject\nobjectClass: organization\no: Example\ndc: example\n"
    away = f"dn: ou=other,{BASE}\nobjectClass: referral\nobjectClass: extensibleObject\nou: other\n"
    away += f"ref: ldap://127.0.0.1:9/ou=other,{BASE}\n"
    return "\n".join([top, f"dn: ou=people,{BASE}\nobjectClass: organizationalUnit\nou: people\n", *people, away])


@pytest.fixture
def directory(tmp_path: Path) -> Iterator[str]:
    """Twelve people, of which four are given out at once and ten in all to who does not log in."""
    limits = f'sizelimit 10\nlimits dn.exact="{ADMIN}" size=unlimited\naccess to * by anonymous read\n'
    server = f"ldap://127.0.0.1:{free_port()}"
    with slapd(tmp_path, ldif(12), limits, server):
        yield server


def test_people_are_shown_first_and_then_taken_in(directory: str, typed: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLLABTUI_LDAP_PASSWORD", SECRET)
    url = f"{directory}/ou=people,{BASE}??sub?(mail=p*)"
    shown = typed(["person", "import", url, "--bind-dn", ADMIN, "--dry-run", "--json"])
    assert len(shown.json["added"]) == 12
    assert typed("person list --json").json == []
    taken = typed(["person", "import", url, "--bind-dn", ADMIN, "--json"])
    assert (taken.json["added"], taken.err) == (12, "")
    row = next(one for one in typed("person list --json").json if one["email"] == "p7@example.test")
    assert (row["name"], row["department"], row["title"]) == ("员工7", "研发部", "工程师")
    assert typed(["person", "import", url, "--bind-dn", ADMIN, "--json"]).json["unchanged"] == 12


def test_the_manager_of_all_heads_the_department(directory: str, typed: Type) -> None:
    url = f"{directory}/ou=people,{BASE}??sub?(|(uid=p0)(uid=p1)(uid=p2))"
    shown = typed(["person", "import", url, "--anonymous", "--dry-run"])
    typed(["person", "import", url, "--anonymous"])
    assert [one["name"] for one in typed("person list --json").json if one["head"]] == ["员工0"]
    assert shown.code == 0


def test_who_is_there_no_more_is_named_and_stays(directory: str, typed: Type) -> None:
    typed(["person", "import", f"{directory}/ou=people,{BASE}??sub?(|(uid=p0)(uid=p1)(uid=p2))", "--anonymous"])
    again = typed(["person", "import", f"{directory}/ou=people,{BASE}??sub?(|(uid=p0)(uid=p1))", "--anonymous"])
    assert "员工2: not in the directory any more" in again.out
    assert len(typed("person list --json").json) == 3
    alone = typed(["person", "import", f"{directory}/ou=people,{BASE}??sub?(uid=p1)", "--anonymous", "--json"])
    assert "gone" not in alone.json


def test_the_password_is_in_no_list_of_processes(directory: str, typed: Type, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text(SECRET)
    command = f"cat {secret}"
    url = f"{directory}/ou=people,{BASE}?cn,mail?one?mail=p1@example.test"
    done = typed(["person", "import", url, "--bind-dn", ADMIN, "--password-command", command])
    assert (done.code, "1" in done.out) == (0, True)


@pytest.mark.parametrize(
    ("path", "login", "says"),
    [
        (f"{BASE}??sub", ["--anonymous"], "returns only part"),
        ("dc=nowhere??sub", ["--anonymous"], "has no dc=nowhere"),
        (f"ou=other,{BASE}??sub", ["--anonymous"], "points to another server"),
        (f"ou=people,{BASE}??sub", ["--bind-dn", ADMIN, "--password-command", "echo wrong"], "Check --bind-dn"),
        (f"ou=people,{BASE}??sub?(mail=nobody)", ["--anonymous"], "has nobody for (mail=nobody)"),
        (f"ou=people,{BASE}???(mail=nobody)", ["--anonymous"], "write …?sub?"),
        (f"ou=people,{BASE}??sub?(mail=p1@example.test", ["--anonymous"], "filter cannot be read"),
    ],
)
def test_what_the_server_refuses_is_named_with_the_way_out(
    directory: str, typed: Type, path: str, login: list[str], says: str
) -> None:
    refused = typed(["person", "import", f"{directory}/{path}", *login])
    assert refused.code == 1
    assert says in refused.err


def test_another_servers_part_is_named(directory: str, typed: Type) -> None:
    found = typed(["person", "import", f"{directory}/{BASE}??sub?(mail=p1@*)", "--anonymous"])
    assert found.code == 0
    assert "ldap://127.0.0.1:9/" in found.err


def test_a_server_that_is_not_there(typed: Type) -> None:
    gone = typed(["person", "import", f"ldap://127.0.0.1:{free_port()}/{BASE}??sub", "--anonymous"])
    assert (gone.code, "cannot be reached" in gone.err) == (1, True)
