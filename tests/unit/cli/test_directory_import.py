"""`person import ldap://…`: the program that searches stands in for a directory; the real one is in integration."""

import sys
from pathlib import Path

import pytest

from support.command_line import Type

pytestmark = pytest.mark.usefixtures("configured")
ENTRY = "dn: uid=a,dc=x\\nobjectClass: person\\ncn: Ann\\nmail: ann@example.test\\nou: Sales\\n"


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """`ldapsearch`, which notes its line and what is read at its descriptor, and ends as it is told."""
    place = tmp_path / "bin" / "ldapsearch"
    place.parent.mkdir()
    place.write_text(
        f"""#!{sys.executable}
import os, sys
line = sys.argv[1:]
open({str(tmp_path / "line")!r}, "w").write("\\n".join(line))
if "-y" in line:
    open({str(tmp_path / "secret")!r}, "w").write(open(line[line.index("-y") + 1]).read())
sys.stderr.write(os.environ.get("SAYS", ""))
sys.stdout.write(os.environ.get("PRINTS", "{ENTRY}"))
sys.exit(int(os.environ.get("ENDS", "0")))
"""
    )
    place.chmod(0o755)
    monkeypatch.setenv("PATH", f"{place.parent}:/usr/bin:/bin")
    return tmp_path


def test_the_password_goes_by_a_descriptor_and_never_over_an_open_line(
    program: Path, typed: Type, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLLABTUI_LDAP_PASSWORD", "s3cret ö")
    done = typed(["person", "import", "ldap://dir.example.test/dc=x??sub?(mail=*)", "--bind-dn", "cn=me,dc=x"])
    assert (done.code, done.err) == (0, "")
    line = (program / "line").read_text().split("\n")
    assert (program / "secret").read_text() == "s3cret ö"
    assert not any("s3cret" in one for one in line)
    assert "-ZZ" in line
    assert line[line.index("-b") + 1] == "dc=x"
    assert line[line.index("-D") + 1] == "cn=me,dc=x"
    assert [one["department"] for one in typed("person list --json").json if one["email"] == "ann@example.test"] == [
        "Sales"
    ]


def test_without_a_name_it_is_kerberos_or_nobody(program: Path, typed: Type) -> None:
    url = "ldaps://dir.example.test/dc=x??sub"
    assert typed(["person", "import", url, "--dry-run"]).code == 0
    line = (program / "line").read_text().split("\n")
    assert ("-x" in line, "-Q" in line, "-ZZ" in line) == (False, True, False)
    typed(["person", "import", url, "--anonymous", "--dry-run"])
    assert "-x" in (program / "line").read_text().split("\n")


@pytest.mark.parametrize(
    ("ends", "says"),
    [
        ("49", "Check --bind-dn"), ("4", "Search in several steps, with a smaller base or a filter"),
        ("3", "gave up searching"), ("10", "points to another server"), ("32", "has no dc=x"),
        ("255", "cannot be reached"),
        ("254", "kinit"), ("13", "ldaps://"), ("77", "failed: ldap_x: no"),
    ],
)  # fmt: skip
def test_each_refusal_has_its_way_out(
    program: Path, typed: Type, monkeypatch: pytest.MonkeyPatch, ends: str, says: str
) -> None:
    monkeypatch.setenv("ENDS", ends)
    monkeypatch.setenv("SAYS", "ldap_x: no\x1b[31m")
    refused = typed(["person", "import", "ldap://dir/dc=x??sub", "--anonymous"])
    assert (refused.code, says in refused.err, "\x1b" in refused.err) == (1, True, False)
    assert typed("person list --json").json == []


def test_other_servers_are_named_and_nothing_found_is_said(
    program: Path, typed: Type, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRINTS", "# refldap://other.example.test/dc=y\n\n# pagedresults: cookie=\n")
    none = typed(["person", "import", "ldap://dir/dc=x", "--anonymous"])
    assert none.code == 1
    assert "ldap://other.example.test/dc=y" in none.err
    assert "write …?sub?" in none.err


@pytest.mark.parametrize(("url", "ends", "line"), [
    ("ldap://dir/dc=x??sub", "1", "ldap_start_tls: Connect error (-11)"),
    ("ldaps://dir/dc=x??sub", "255", "ldap_sasl_bind(SIMPLE): Can't contact LDAP server (-1)"),
])  # fmt: skip
def test_a_line_that_cannot_be_encrypted_names_the_certificate(
    program: Path, typed: Type, monkeypatch: pytest.MonkeyPatch, url: str, ends: str, line: str
) -> None:
    monkeypatch.setenv("ENDS", ends)
    monkeypatch.setenv("SAYS", line)
    monkeypatch.setenv("COLLABTUI_LDAP_PASSWORD", "s3cret")
    refused = typed(["person", "import", url, "--bind-dn", "cn=me,dc=x"])
    assert (refused.code, "TLS_CACERT" in refused.err, "--bind-dn" in refused.err) == (1, True, False)


def test_entries_that_are_no_people_are_nobody_there(
    program: Path, typed: Type, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRINTS", "dn: dc=x\nobjectClass: organization\no: X\n")
    none = typed(["person", "import", "ldap://dir/dc=x", "--anonymous"])
    assert (none.code, "write …?sub?" in none.err, "CSV" in none.err) == (1, True, False)


def test_who_has_another_address_now_is_named_beside_the_old_one(
    program: Path, typed: Type, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = ["person", "import", "ldap://dir/dc=x??sub", "--anonymous"]
    assert "merge" not in typed(line).out
    monkeypatch.setenv("PRINTS", ENTRY.replace("\\n", "\n").replace("ann@", "ann.new@"))
    assert "collabtui person merge P2 P1" in typed([*line, "--dry-run"]).out
    assert "Ann <ann@example.test> (P1)" in typed(line).out
    assert "merge" not in typed(line).out


def test_a_machine_without_the_program_says_what_to_install(
    typed: Type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    lacking = typed(["person", "import", "ldap://dir/dc=x??sub", "--anonymous"])
    assert (lacking.code, "ldap-utils" in lacking.err) == (1, True)
