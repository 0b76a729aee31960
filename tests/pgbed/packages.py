"""Whether PostgreSQL is here, and how it gets here.

`python -m pgbed.packages` installs it where it lacks; exit 0 says that a pgbed can be started, else stdout says why
not.
"""

import os
import shutil
import sys
from pathlib import Path

from mailbed.packages import Unavailable, install

PACKAGES = ("postgresql",)


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


def _programs() -> Path | None:
    found = [folder for folder in Path("/usr/lib/postgresql").glob("*/bin") if (folder / "initdb").exists()]
    return max(found, key=lambda folder: float(folder.parent.name), default=None)


if __name__ == "__main__":
    try:
        provide()
    except Unavailable as reason:
        print(reason)
        sys.exit(1)
