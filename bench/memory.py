"""How much memory the terminal UI takes: `PYTHONPATH=src:tests python bench/memory.py`.

Resident megabytes of the whole program, its worker and all, after Today, Actions, the end of the list and sixty pages
up, beside a Textual app that shows one word. With the demo's data and its mail server: first while the minutes go out
and everybody answers by mail; then started again, when the worker is connected and waits. With 1 000 and 100 000 open
actions there is no mail server: the worker tries, and reminds.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import homes
from paint import demo_home
from terminal import SOURCE, Terminal, compile_all

BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("bare")
Bare().run()
"""
STEPS = (("Today", "", 4.0), ("Actions", "3", 3.0), ("its end", "G", 1.0), ("60 pages up", "\x1b[5~" * 60, 3.0))
MOST, MOST_TIMES = 25, 1.3
"""Megabytes above bare Textual with the demo's data, and times what 1 000 actions take with 100 000."""


def main() -> None:
    compile_all(SOURCE)  # compiling leaves holes in the heap
    print(f"{'MB':22}" + "".join(f"{name:>14}" for name, *_ in STEPS) + f"{'above bare':>14}")
    with Terminal((sys.executable, "-c", BARE)) as terminal:
        terminal.settle(2.0)
        bare = terminal.memory()
    print(f"{'bare Textual':22}{bare:14.1f}")
    with demo_home() as (home, secret), passwords(secret):
        report("demo, mail in and out", walked(home.root), bare)
        waiting = report("demo, waiting for mail", walked(home.root), bare)
    with tempfile.TemporaryDirectory() as folder:
        few, many = (large(Path(folder), count, bare) for count in (1_000, 100_000))
    print(f"wanted: demo at most {MOST} above bare; seen {waiting - bare:.1f}")
    print(f"wanted: 100,000 at most {MOST_TIMES} x 1,000; seen {many / few:.2f}")


@contextmanager
def passwords(secret: str) -> Iterator[None]:
    os.environ |= {"COLLABTUI_SMTP_PASSWORD": secret, "COLLABTUI_IMAP_PASSWORD": secret}
    yield
    del os.environ["COLLABTUI_SMTP_PASSWORD"], os.environ["COLLABTUI_IMAP_PASSWORD"]


def large(folder: Path, count: int, bare: float) -> float:
    home = homes.open_actions(folder / str(count), count)
    remind(home.root)
    return report(f"{count:,}", walked(home.root, "--now", homes.NOW), bare)


def remind(root: Path) -> None:
    """What has been owed for months is said before: a day like any other is measured, not the first one."""
    from datetime import datetime

    from collabtui.config_file import read_config
    from collabtui.home import Home
    from collabtui.lifecycle.base.workspace import open_workspace
    from collabtui.lifecycle.due.registry import queue_due

    now = datetime.fromisoformat(homes.NOW)
    home = Home(root)
    with open_workspace(home, read_config(home), lambda: now) as workspace:
        queue_due(workspace.as_worker())


def walked(root: Path, *options: str) -> list[float]:
    taken = []
    with Terminal((sys.executable, "-m", "collabtui", "--home", str(root), *options)) as terminal:
        for _, keys, seconds in STEPS:
            if keys:
                terminal.press(keys)
            terminal.settle(seconds)
            taken.append(terminal.memory())
    return taken


def report(name: str, taken: list[float], bare: float) -> float:
    """The most it took."""
    print(f"{name:22}" + "".join(f"{one:14.1f}" for one in taken) + f"{max(taken) - bare:14.1f}")
    return max(taken)


if __name__ == "__main__":
    main()
