"""How much memory the terminal UI takes: `python bench/memory.py`.

Resident megabytes of the whole program, worker and all, after Today, Actions, the end of the list and sixty pages up,
with the demo's data, 1 000 and 100 000 open actions, beside a Textual app that shows one word. The mail server is not
there: the worker tries, and reminds.
"""

import sys
import tempfile
from pathlib import Path

import homes
from terminal import Terminal

BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("bare")
Bare().run()
"""
STEPS = (("Today", b"", 4.0), ("Actions", b"3", 3.0), ("its end", b"G", 1.0), ("60 pages up", b"\x1b[5~" * 60, 3.0))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        data = {
            "demo": homes.demo(Path(folder) / "demo"),
            "1,000": homes.open_actions(Path(folder) / "1000", 1_000),
            "100,000": homes.open_actions(Path(folder) / "100000", 100_000),
        }
        for home in data.values():
            remind(home.root)
        with Terminal((sys.executable, "-c", BARE)) as terminal:
            terminal.settle(2.0)
            bare = terminal.memory()
        print(f"{'MB':14}" + "".join(f"{name:>14}" for name, *_ in STEPS) + f"{'above bare':>14}")
        print(f"{'bare Textual':14}{bare:14.1f}")
        for name, home in data.items():
            taken = walked(home.root)
            print(f"{name:14}" + "".join(f"{one:14.1f}" for one in taken) + f"{max(taken) - bare:14.1f}")


def remind(root: Path) -> None:
    """What has been owed for months is said before: a day like any other is measured, not the first one."""
    from datetime import datetime

    from collabtui.home import Home, read_config
    from collabtui.lifecycle.opening import open_office
    from collabtui.lifecycle.remind import remind as say

    now = datetime.fromisoformat(homes.NOW)
    home = Home(root)
    with open_office(home, read_config(home), lambda: now) as office:
        say(office.worker_desk())


def walked(root: Path) -> list[float]:
    command = (sys.executable, "-m", "collabtui", "--home", str(root), "--now", homes.NOW)
    taken = []
    with Terminal(command) as terminal:
        for _, keys, seconds in STEPS:
            if keys:
                terminal.press(keys)
            terminal.settle(seconds)
            taken.append(terminal.memory())
    return taken


if __name__ == "__main__":
    main()
