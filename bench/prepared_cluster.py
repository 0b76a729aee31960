"""A ledger of a million actions that is made once and begun with at once: a cluster of PostgreSQL on the disk.

    PYTHONPATH=src:tests:bench python bench/prepared_cluster.py FOLDER [--actions 1000000] [--facilitators 200]
        [--mailboxes 8]

makes it, or leaves it alone where it is there. `bench/organisation.py --prepared FOLDER` begins with a copy, which it
lets a synchronous replica follow.
"""

import argparse
import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from organisation_rows import Size, fill

from pgbed import packages
from pgbed.bed import SETTINGS, Pgbed, _own
from pgbed.replicated import ReplicatedBed

DATABASE = "ledger"
_LASTING = {
    "fsync": "on", "full_page_writes": "on", "shared_buffers": "1GB", "max_connections": "600", "max_wal_size": "4GB",
    "timezone": "UTC", "shared_preload_libraries": "pg_stat_statements",
}  # fmt: skip
"""As an office would have it: what a power cut takes is part of what is measured."""


class _Copied(ReplicatedBed):
    """Of the cluster in the folder, with a replica that follows it; gone with the block."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def __enter__(self) -> "_Copied":
        SETTINGS.update(_LASTING)
        self.home = self._folder / "run"
        shutil.rmtree(self.home, ignore_errors=True)
        self.home.mkdir()
        _own(self.home)
        self._ends.callback(shutil.rmtree, self.home, ignore_errors=True)
        subprocess.run(["cp", "-a", f"{self._folder}/data", f"{self.home}/data"], check=True)  # coreutils
        self.port = _free_port()
        try:
            self._start(packages.provide())
            self._follow()
        except BaseException:
            self.__exit__()
            raise
        return self


class _Making(Pgbed):
    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.home = folder

    def make(self, size: Size) -> None:
        SETTINGS.update(_LASTING | {"fsync": "off", "maintenance_work_mem": "512MB"})
        self.port = _free_port()
        programs = packages.provide()
        with ExitStack() as self._ends:
            self._make_cluster(programs)
            self._start(programs)
            self.run(f"CREATE DATABASE {DATABASE}")
            fill(self.url(DATABASE), size)
            self.run("CREATE EXTENSION pg_stat_statements", DATABASE)
            self.run("CHECKPOINT")


def _free_port() -> int:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as held:
        return int(held.getsockname()[1])


def made(folder: Path, size: Size) -> None:
    """Makes it in a folder beside, which gets its name when it is whole."""
    if (folder / "size.json").exists():
        return
    begun = folder.with_name(folder.name + ".part")
    shutil.rmtree(begun, ignore_errors=True)
    begun.mkdir(parents=True)
    _own(begun)
    _Making(begun).make(size)
    (begun / "size.json").write_text(json.dumps(size.__dict__))
    begun.rename(folder)


@contextmanager
def running(folder: Path) -> Iterator[tuple[ReplicatedBed, str, Size]]:
    """The servers, the url of the ledger on both, and how large it is. The password is in PGPASSWORD."""
    with _Copied(folder) as bed:
        os.environ["PGPASSWORD"] = bed.password
        yield (
            bed,
            bed.url(DATABASE).replace(f":{bed.password}@", "@"),
            Size(**json.loads((folder / "size.json").read_text())),
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    for name, value in (("actions", 1_000_000), ("facilitators", 200), ("mailboxes", 8)):
        parser.add_argument(f"--{name}", type=int, default=value)
    given = parser.parse_args()
    began = time.monotonic()
    made(given.folder, Size(given.facilitators, given.actions, given.mailboxes))
    print(f"{given.folder}: {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
