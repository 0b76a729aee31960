"""`kill -9` of the screens while a meeting is taken down: each line that was seen to be taken is kept, and once."""

import time
from contextlib import closing

from chaos.office import Office
from chaos.outcome import Fault, Verdict
from chaos.scenario import Point, Scenario
from collabtui.domain.meetings.meeting import Entry
from collabtui.lifecycle.base.workspace import open_workspace
from collabtui.lifecycle.live import run
from support.at_terminal import Terminal, start
from support.world import Clock

AT = "2026-03-20T14:02:00+08:00"
LINES = 6
EARLIER = 1
"""Decisions of the meeting before."""


def kill(point: Point) -> Verdict:
    office, random = point.office, point.random
    hold_meeting(office)
    last, pause = random.randint(1, LINES), random.choice((0.0, 0.01, 0.05, 0.2))
    seen = set()
    with at_live(office) as terminal:
        terminal.see("记一条……")  # the line to type into, once the page is there
        for number in range(1, last + 1):
            terminal.type(f"d: 第{number}句话\r")
            if number < last:
                terminal.see(f"D{number + EARLIER} 第{number}句话")
                seen.add(f"d: 第{number}句话")
        time.sleep(pause)
        terminal.kill()
        office.kills += 1
    with closing(office.store()) as store:
        kept = [entry.line for entry in store.find(Entry, meeting="M2")]
    faults = [Fault("lost", f"the line {line}") for line in sorted(seen - set(kept))]
    faults += [Fault("doubled", f"the line {line}") for line in sorted(set(kept)) if kept.count(line) > 1]
    with at_live(office) as again:
        again.see(*(line.removeprefix("d: ") for line in kept[-1:]))
    return Verdict(tuple(faults))


def hold_meeting(office: Office) -> None:
    clock = Clock()
    clock.set("2026-03-20T14:00:00+08:00")
    with open_workspace(office.home, office.config, clock) as workspace:
        run.start(workspace.as_user("command"), "M2")


def at_live(office: Office) -> Terminal:
    return start(office.home.root, "--now", AT, keys=(("正在进行", "\r"),))


SCENARIOS = (Scenario("kill-screens", "killed: screens", 20, kill),)
