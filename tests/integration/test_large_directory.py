"""A directory of an organisation, as OpenLDAP serves it: more people than it gives at once, and TLS."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mailbed import certificates
from support.command_line import Type
from support.command_line import configured as configured
from support.command_line import home as home
from support.command_line import typed as typed
from support.ports import free_port
from support.running_slapd import ADMIN, BASE, SECRET, slapd

pytestmark = [pytest.mark.mailbed, pytest.mark.usefixtures("configured")]
PEOPLE = 1203
LIMITS = "sizelimit size.soft=500 size.hard=500 size.prtotal=unlimited size.pr=500\naccess to * by * read\n"


@pytest.fixture
def ports(tmp_path: Path) -> Iterator[tuple[int, int]]:
    """Of LDAP on 127.0.0.1 and, for a machine that is not this one, 127.0.0.2; and of LDAPS."""
    plain, encrypted = free_port(), free_port()
    authority = certificates.make(tmp_path)
    units = f"dn: {BASE}\nobjectClass: dcObject\nobjectClass: organization\no: E\ndc: example\n"
    units += f"\ndn: ou=研发部,{BASE}\nobjectClass: organizationalUnit\nou: 研发部\n"
    people = [
        f"dn: uid=p{n},ou=研发部,{BASE}\nobjectClass: inetOrgPerson\ncn: 员工{n}\nsn: 员\n"
        f"mail: p{n}@example.test\nou: 研发部\n"
        for n in range(PEOPLE)
    ]
    nobody = f"dn: uid=none,{BASE}\nobjectClass: inetOrgPerson\ncn: 无邮\nsn: 无\n"
    files = f"TLSCertificateFile {tmp_path}/server.pem\nTLSCertificateKeyFile {tmp_path}/server.key\n"
    urls = f"ldap://127.0.0.1:{plain} ldap://127.0.0.2:{plain} ldaps://127.0.0.1:{encrypted}"
    settings = f"TLSCACertificateFile {authority}\n{files}"
    with slapd(tmp_path, "\n".join([units, *people, nobody]), LIMITS, urls, settings=settings):
        yield plain, encrypted


def test_all_come_page_by_page_under_a_chinese_base(ports: tuple[int, int], typed: Type) -> None:
    done = typed(["person", "import", f"ldap://127.0.0.1:{ports[0]}/ou=研发部,{BASE}??sub", "--anonymous", "--json"])
    assert (done.json["added"], done.err) == (PEOPLE, "")


def test_who_has_no_address_is_named_without_a_line(ports: tuple[int, int], typed: Type) -> None:
    """Nobody sees the lines that a server sends."""
    url = f"ldap://127.0.0.1:{ports[0]}/{BASE}??sub"
    refused = typed(["person", "import", url, "--anonymous"])
    assert (refused.code, "无邮: no address in the directory" in refused.err, "line" in refused.err) == (1, True, False)
    assert typed(["person", "import", url, "--anonymous", "--skip", "--json"]).json["skipped"] == ["无邮"]


@pytest.mark.parametrize("url", ["ldaps://127.0.0.1:{1}", "ldap://127.0.0.2:{0}"])
def test_a_password_goes_only_to_a_server_that_is_trusted(
    ports: tuple[int, int], typed: Type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    """LDAPS, and StartTLS: one certificate that is known, and one that is not."""
    monkeypatch.setenv("COLLABTUI_LDAP_PASSWORD", SECRET)
    words = ["person", "import", f"{url.format(*ports)}/{BASE}??sub?(mail=p7@*)", "--bind-dn", ADMIN, "--json"]
    refused = typed(words)
    assert (refused.code, "TLS_CACERT" in refused.err) == (1, True)
    if url.startswith("ldaps"):
        monkeypatch.setenv("LDAPTLS_CACERT", str(tmp_path / "authority.pem"))
        assert typed(words).json["added"] == 1
        return
    # the certificate is that of 127.0.0.1: another name is another server
    monkeypatch.setenv("LDAPTLS_CACERT", str(tmp_path / "authority.pem"))
    assert "TLS_CACERT" in typed(words).err
    monkeypatch.setenv("LDAPTLS_REQCERT", "allow")
    assert typed(words).json["added"] == 1
