"""The folders in which templates are looked up, and what stands there in the place of one of the user's own.

A folder, a pipe or a link that leads nowhere: ours is used there as if nothing were. Nothing is opened to see that.
"""

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from collabtui.errors import Refused

PACKAGE = Path(__file__).parents[1]


def template_folders(own: Path | None) -> list[Path]:
    tree = PACKAGE.parent.parent
    shipped = tree / "templates" if (tree / "pyproject.toml").is_file() else PACKAGE / "templates"
    return [folder for folder in (own, shipped) if folder]


def out_of_place(own: Path) -> Iterator[Refused]:
    """`template.no_file` (name), `template.no_folder` (name), each once. `own` is the folder of the user's own."""
    if not os.path.isdir(own):  # noqa: PTH112  # `Path.is_dir` raises for what may not be looked at
        if os.path.lexists(own):
            yield Refused("template.no_folder", name=own.name)
        return
    for folder, names in _shipped():
        here = own / folder
        if not os.path.isdir(here):  # noqa: PTH112  # as above
            if os.path.lexists(here):
                yield Refused("template.no_folder", name=folder)
            continue
        for name in names:
            at = here / name
            if os.path.lexists(at) and not os.path.isfile(at):  # noqa: PTH113  # as above
                yield Refused("template.no_file", name=f"{folder}/{name}".removeprefix("./"))


@cache
def _shipped() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Folders with the names of the files in them: they stay as they are while the program runs."""
    (shipped,) = template_folders(None)
    return tuple(
        (Path(folder).relative_to(shipped).as_posix(), tuple(sorted(names)))
        for folder, _, names in sorted(os.walk(shipped))
    )
