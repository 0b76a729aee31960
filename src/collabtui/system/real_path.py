"""The real path of a file, through links (realpath(3)), and a typed one with the home folder that `~` stands for.

`Path.resolve` raises a RuntimeError for links in a circle in some versions of Python, `Path.expanduser` for a user whom
the machine does not know.
"""

import os
from pathlib import Path


def real_path(path: Path) -> Path:
    """Of links in a circle it is one of them: whoever opens it is told so by the system, as of any other file."""
    return Path(os.path.realpath(path))


def expanded_path(typed: str) -> Path:
    """With `~` and `~user` as shells read them; that of a user who is not known here is a name like any other."""
    return Path(os.path.expanduser(typed))  # noqa: PTH111  # `Path.expanduser` raises for such a user
