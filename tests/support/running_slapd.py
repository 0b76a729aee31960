"""OpenLDAP's own server, for one test."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BASE, ADMIN, SECRET = "dc=example,dc=test", "cn=admin,dc=example,dc=test", "geheim wie ö"
SCHEMAS = ("core", "cosine", "inetorgperson")


@contextmanager
def slapd(folder: Path, listing: str, limits: str, urls: str, *, settings: str = "") -> Iterator[None]:
    """Serves `listing` (LDIF) at `urls`, of which the first one is spoken to in the clear. `limits` are lines of its
    database, `settings` of the whole server."""
    data, config, ldif = folder / "data", folder / "slapd.conf", folder / "people.ldif"
    data.mkdir()
    includes = "".join(f"include /etc/ldap/schema/{name}.schema\n" for name in SCHEMAS)
    config.write_text(
        f"{includes}modulepath /usr/lib/ldap\nmoduleload back_mdb\npidfile {folder}/pid\n{settings}"
        f'database mdb\nsuffix "{BASE}"\nrootdn "{ADMIN}"\nrootpw "{SECRET}"\ndirectory {data}\n{limits}'
    )
    ldif.write_text(listing)
    filled = ["/usr/sbin/slapadd", "-q", "-f", str(config), "-l", str(ldif)]
    subprocess.run(filled, check=True, capture_output=True)  # noqa: S603  # ours
    process = subprocess.Popen(["/usr/sbin/slapd", "-d", "0", "-f", config, "-h", urls])  # noqa: S603  # ours
    asked = ["/usr/bin/ldapwhoami", "-x", "-H", urls.split()[0]]
    for _ in range(100):
        if subprocess.run(asked, check=False, capture_output=True).returncode == 0:  # noqa: S603  # ours
            break
        time.sleep(0.1)
    try:
        yield
    finally:
        process.terminate()
        process.wait(10)
