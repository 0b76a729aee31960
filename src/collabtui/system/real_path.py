"""The real path of a file, through links (realpath(3)).

`Path.resolve` raises a RuntimeError for links in a circle in some versions of Python.
"""

import os
from pathlib import Path


def real_path(path: Path) -> Path:
    """Of links in a circle it is one of them: whoever opens it is told so by the system, as of any other file."""
    return Path(os.path.realpath(path))
