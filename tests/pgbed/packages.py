"""Whether PostgreSQL and pgbouncer are here, and how they get here.

`python -m pgbed.packages` installs it where it lacks; exit 0 says that a pgbed can be started, else stdout says why
not.
"""

import os
import shutil
import sys
from pathlib import Path

from mailbed.packages import Unavailable, install

PACKAGES = ("postgresql",)
POOL = Path("/usr/sbin/pgbouncer")


def provide() -> Path:
    """The folder of the newest server's programs; installs the Debian package where there is none. Raises
    Unavailable."""
    if (found := _programs()) is not None:
        return found
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise Unavailable(f"install {' '.join(PACKAGES)}, or run scripts/test as root on Debian")
    install(*PACKAGES)
    if (found := _programs()) is None:
        raise Unavailable(f"apt-get could not install {' '.join(PACKAGES)}; what it said is above")
    return found


def provide_pool() -> Path:
    """The program of pgbouncer; the same where there is none."""
    if not POOL.exists():
        if os.geteuid() != 0 or shutil.which("apt-get") is None:
            raise Unavailable("install pgbouncer, or run scripts/test as root on Debian")
        install("pgbouncer")
        if not POOL.exists():
            raise Unavailable("apt-get could not install pgbouncer; what it said is above")
    return POOL


def _programs() -> Path | None:
    found = [folder for folder in Path("/usr/lib/postgresql").glob("*/bin") if (folder / "initdb").exists()]
    return max(found, key=lambda folder: float(folder.parent.name), default=None)


if __name__ == "__main__":
    try:
        provide()
        provide_pool()
    except Unavailable as reason:
        print(reason)
        sys.exit(1)
