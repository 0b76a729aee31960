"""What a lock file names: packages with their exact version and the hashes of their files."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
_ENTRY = re.compile(
    r"^([A-Za-z0-9][\w.-]*)==([^\s;\\]+)(?: *; *([^\\\n]+?))? *((?:\\\n\s+--hash=\S+ *)*)$", re.MULTILINE
)


class LockedPackage(NamedTuple):
    name: str
    """As PEP 503 writes it."""
    version: str
    marker: str
    """Where it is installed (PEP 508); empty: everywhere."""
    hashes: tuple[str, ...]
    """SHA-256, hex, of each file that may be installed."""


def locked_packages(lock: Path) -> Iterator[LockedPackage]:
    """In the order of the file. Raises ValueError where a package has no hash: then pip would install anything."""
    for name, version, marker, hashes in _ENTRY.findall(lock.read_text(encoding="utf-8")):
        found = tuple(sorted(re.findall(r"--hash=sha256:([0-9a-f]{64})", hashes)))
        if not found:
            raise ValueError(f"{lock.name}: {name} has no hash")
        yield LockedPackage(re.sub(r"[-_.]+", "-", name).lower(), version, marker, found)
