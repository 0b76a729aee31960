"""A certificate authority for one test run, and the servers' certificate that it signs."""

import subprocess
from pathlib import Path

DAYS = "2"
KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-noenc")
# Python 3.13 wants all of these (VERIFY_X509_STRICT)
IDENTIFIERS = ("subjectKeyIdentifier=hash", "authorityKeyIdentifier=keyid")
AUTHORITY = ("basicConstraints=critical,CA:TRUE", "keyUsage=critical,keyCertSign", *IDENTIFIERS)
SERVER = ("basicConstraints=critical,CA:FALSE", "subjectAltName=DNS:localhost,IP:127.0.0.1", *IDENTIFIERS)


def make(folder: Path) -> Path:
    """Writes server.pem and server.key (for `localhost` and 127.0.0.1) and returns the authority's certificate."""
    # the system's own openssl.cnf would add extensions to both
    (folder / "openssl.cnf").write_text("[req]\ndistinguished_name = name\n[name]\n")
    _certify(folder, "authority", AUTHORITY)
    _certify(folder, "server", SERVER, "-CA", "authority.pem", "-CAkey", "authority.key")
    return folder / "authority.pem"


def _certify(folder: Path, name: str, extensions: tuple[str, ...], *signer: str) -> None:
    """Self-signed, unless a signer is given."""
    files = ("-config", "openssl.cnf", "-keyout", f"{name}.key", "-out", f"{name}.pem")
    added = [word for extension in extensions for word in ("-addext", extension)]
    command = ["openssl", "req", "-x509", *KEY, *files, "-days", DAYS, "-subj", f"/CN=mailbed {name}", *added, *signer]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
