"""Keeping what was there before a restore or an import: the last few times, not for ever."""

import re
import shutil
from collections.abc import Iterable
from pathlib import Path

KEPT = 5
"""Times whose copy, and whose folder beside the database, stay."""
_NAME = re.compile(r"before-restore-(\d{8}T\d{6}Z)(?:-(\d+))?(?:\.zip)?")


def keep_last_copies(folder: Path, *, needed: Path) -> None:
    """Take away the copies of earlier times, but for the one that was restored now: it is the user's choice."""
    for path in _earlier(folder.glob("before-restore-*.zip")):
        if not needed.exists() or not path.samefile(needed):
            path.unlink(missing_ok=True)


def keep_last_folders(folder: Path) -> None:
    """Take away the folders of earlier times. What cannot be taken away stays: the restore itself is done."""
    for path in _earlier(path for path in folder.glob("before-restore-*") if path.is_dir() and not path.is_symlink()):
        shutil.rmtree(path, ignore_errors=True)


def _earlier(found: Iterable[Path]) -> list[Path]:
    named = [(match[1], int(match[2] or 1), path) for path in found if (match := _NAME.fullmatch(path.name))]
    return [path for *_, path in sorted(named)[:-KEPT]]
