"""What a first paint costs beside that of another commit: processor time, in pairs that take turns.

    git worktree add ../before COMMIT
    python bench/paint_pairs.py ../before [--pairs 15] [--actions 100000]

A shared machine makes seconds worth nothing, so this is what the process had of a processor, user and system, until the
first content was given to the terminal. The data are made by the other commit, and a copy is brought to this one's
schema. Quote medians and ratios.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from terminal import Terminal, compile_all

HERE = Path(__file__).parent.parent
PROBE = """
import json, os, sys, time
from pathlib import Path
from textual.drivers.linux_driver import LinuxDriver
word, kept, home = sys.argv[1:4]
write = LinuxDriver.write
def watched(self, data):
    if word in data:
        used = time.process_time()
        ours = sum(name.split(".")[0] == "collabtui" for name in sys.modules)
        Path(kept).write_text(json.dumps((used, ours, len(sys.modules))))
        write(self, "\\x1b[0mpainted")
        LinuxDriver.write = write
    write(self, data)
LinuxDriver.write = watched
sys.argv[1:] = ["--home", home]
from collabtui.main import run
run()
"""
MAKE = """
import sys
from pathlib import Path
import homes
homes.demo(Path(sys.argv[1]))
homes.open_actions(Path(sys.argv[2]), int(sys.argv[3]))
"""


class Paint(NamedTuple):
    used: float
    """Seconds of a processor."""
    ours: int
    """Modules of collabtui."""
    modules: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("before", type=Path)
    parser.add_argument("--pairs", type=int, default=15)
    parser.add_argument("--actions", type=int, default=100_000)
    wanted = parser.parse_args()
    trees = {"before": wanted.before.resolve(), "now": HERE}
    compile_all(*(tree / "src" for tree in trees.values()))
    with tempfile.TemporaryDirectory() as folder:
        homes = {name: Path(folder) / name for name in trees}
        homes["before"].mkdir()
        made = [str(homes["before"] / name) for name in ("demo", "large")]
        command = [sys.executable, "-c", MAKE, *made, str(wanted.actions)]
        subprocess.run(command, env=environment(trees["before"], "bench"), check=True)
        shutil.copytree(homes["before"], homes["now"])
        for home, word in (("demo", "▲"), ("large", "▲")):
            taken: dict[str, list[Paint]] = {name: [] for name in trees}
            for _ in range(wanted.pairs + 1):
                for name, tree in trees.items():
                    taken[name].append(paint(tree, homes[name] / home, word, Path(folder) / "kept"))
            show(home, {name: paints[1:] for name, paints in taken.items()})  # the first round brings the schema


def environment(tree: Path, *folders: str) -> dict[str, str]:
    path = os.pathsep.join(str(tree / name) for name in ("src", *folders))
    return {**os.environ, "PYTHONPATH": path, "LANG": "C.UTF-8"}


def paint(tree: Path, home: Path, word: str, kept: Path) -> Paint:
    with Terminal((sys.executable, "-c", PROBE, word, str(kept), str(home)), environment(tree), tree / "src") as one:
        one.wait_for("painted")
    return Paint(*json.loads(kept.read_text()))


def show(home: str, taken: dict[str, list[Paint]]) -> None:
    print(f"{home:<8} {'min':>6} {'median':>6} ms of a processor, modules")
    for name, paints in taken.items():
        used = [1000 * one.used for one in paints]
        print(f"{name:<8} {min(used):6.0f} {statistics.median(used):6.0f}   {paints[0].ours} of {paints[0].modules}")
    pairs = [now.used / before.used for before, now in zip(taken["before"], taken["now"], strict=True)]
    print(f"now / before, median of {len(pairs)} pairs: {statistics.median(pairs):.3f}")


if __name__ == "__main__":
    main()
