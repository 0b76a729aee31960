"""How long a key takes in the list of actions: `python bench/list.py [--keys 60]`.

Each program runs in a terminal of its own (a pty, 120x40). They take turns, key by key, so that a machine whose speed
drifts drifts for all of them. Milliseconds from the key to the first byte of what it paints, and to the last; and
processor time, which a busy machine hardly changes.
Beside the list of actions with 100, 1 000 and 100 000 of them: Textual's own lists, with as many rows as they can take.
"""

import argparse
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

import homes
from terminal import Terminal

SIZES = (100, 1_000, 100_000)
DOWN, PAGE = "\x1b[B", "\x1b[6~"
PAUSE = 0.08
"""Seconds of silence before a key: pressed one by one, and nothing of the last one is taken for this one's."""
WANTED = {
    "down": "p95 at most 15, max 60; p95 at most 1.2 x that of 1,000",
    "page": "p95 at most 30; at most 1.2 x that of 1,000",
}
"""With 100 000 actions."""
PEERS = {
    "OptionList, 1 000": "OptionList(*(f'A{n}  接口文档 {n}' for n in range(1000)))",
    "DataTable, 1 000": "table(1000)",
}
PEER = """
from textual.app import App
from textual.widgets import DataTable, OptionList
def table(count):
    made = DataTable(cursor_type="row")
    made.add_columns("ref", "title", "owner", "due")
    made.add_rows((f"A{n}", f"接口文档 {n}", f"人{n % 99}", "2026-03-02") for n in range(count))
    return made
class Peer(App):
    def compose(self):
        yield WIDGET
    def on_mount(self):
        self.children[0].focus()
Peer().run()
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keys", type=int, default=60)
    keys = parser.parse_args().keys
    with tempfile.TemporaryDirectory() as folder, ExitStack() as programs:
        running = {}
        for size in SIZES:
            home = homes.open_actions(Path(folder) / str(size), size)
            terminal = programs.enter_context(Terminal(collabtui(home.root)))
            terminal.settle(2.0)
            terminal.press("3")
            terminal.settle(2.0)
            running[f"actions, {size:,}"] = terminal
        for name, widget in PEERS.items():
            terminal = programs.enter_context(Terminal((sys.executable, "-c", PEER.replace("WIDGET", widget))))
            terminal.settle(2.0)
            running[name] = terminal
        print(f"{'ms':22}{'key':6}{'p50':>8}{'p95':>8}{'max':>8}{'last p95':>10}{'CPU a key':>11}{'missed':>8}")
        for key, called in ((DOWN, "down"), (PAGE, "page")):
            before = {name: terminal.cpu() for name, terminal in running.items()}
            taken = measured(running, key, keys)
            used = {name: (terminal.cpu() - before[name]) / keys for name, terminal in running.items()}
            report(called, taken, used)
            print(f"wanted with 100,000: {WANTED[called]}")


def collabtui(root: Path) -> tuple[str, ...]:
    """Without a worker: what it does beside is measured elsewhere."""
    here = Path(__file__).parent / "without_worker.py"
    return (sys.executable, str(here), str(root))


def measured(running: dict[str, Terminal], key: str, count: int) -> dict[str, list[tuple[float, float] | None]]:
    taken: dict[str, list[tuple[float, float] | None]] = {name: [] for name in running}
    for _ in range(count):
        for name, terminal in running.items():
            terminal.settle(PAUSE)
            taken[name].append(terminal.press(key))
    return taken


def report(called: str, taken: dict[str, list[tuple[float, float] | None]], used: dict[str, float]) -> None:
    for name, times in taken.items():
        painted = [one for one in times if one]
        first, last = sorted(one[0] for one in painted), sorted(one[1] for one in painted)
        worst = len(first) * 95 // 100
        print(
            f"{name:22}{called:6}{first[len(first) // 2]:8.1f}{first[worst]:8.1f}{first[-1]:8.1f}{last[worst]:10.1f}"
            f"{used[name]:11.1f}{len(times) - len(painted):8}"
        )


if __name__ == "__main__":
    main()
