"""People come out of a directory that runs: OpenLDAP's own server, and its `ldapsearch`."""

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.command_line import Type
from support.command_line import configured as configured
from support.command_line import home as home
from support.command_line import typed as typed
from support.ports import free_port

pytestmark = [pytest.mark.mailbed, pytest.mark.usefixtures("configured")]
BASE, ADMIN, SECRET = "dc=example,dc=test", "cn=admin,dc=example,dc=test", "geheim wie ö"
SCHEMAS = ("core", "cosine", "inetorgperson")


def ldif(count: int) -> str:
    people = [
        f"dn: uid=p{n},ou=people,{BASE}\nobjectClass: inetOrgPerson\nuid: p{n}\ncn: 员工{n}\nsn: 员\n"
        f"mail: p{n}@example.test\nou: 研发部\ntitle: 工程师\n"
        for n in range(count)
    ]
    top = f"dn: {BASE}\nobjectClass: dcObject\nobjectClass: organization\no: Example\ndc: example\n"
    away = f"dn: ou=other,{BASE}\nobjectClass: referral\nobjectClass: extensibleObject\nou: other\n"
    away += f"ref: ldap://127.0.0.1:9/ou=other,{BASE}\n"
    return "\n".join([top, f"dn: ou=people,{BASE}\nobjectClass: organizationalUnit\nou: people\n", *people, away])


@pytest.fixture
def directory(tmp_path: Path) -> Iterator[str]:
    """Twelve people, of which four are given out at once and ten in all to who does not log in."""
    data, config, listing = tmp_path / "data", tmp_path / "slapd.conf", tmp_path / "people.ldif"
    data.mkdir()
    includes = "".join(f"include /etc/ldap/schema/{name}.schema\n" for name in SCHEMAS)
    limits = f'sizelimit 10\nlimits dn.exact="{ADMIN}" size=unlimited\naccess to * by anonymous read\n'
    config.write_text(
        f"{includes}modulepath /usr/lib/ldap\nmoduleload back_mdb\npidfile {tmp_path}/pid\n"
        f'database mdb\nsuffix "{BASE}"\nrootdn "{ADMIN}"\nrootpw "{SECRET}"\ndirectory {data}\n{limits}'
    )
    listing.write_text(ldif(12))
    subprocess.run(["/usr/sbin/slapadd", "-f", config, "-l", listing], check=True, capture_output=True)
    server = f"ldap://127.0.0.1:{free_port()}"
    process = subprocess.Popen(["/usr/sbin/slapd", "-d", "0", "-f", config, "-h", server])
    for _ in range(100):
        if (
            subprocess.run(["/usr/bin/ldapwhoami", "-x", "-H", server], check=False, capture_output=True).returncode
            == 0
        ):
            break
        time.sleep(0.1)
    yield server
    process.terminate()
    process.wait(10)


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
