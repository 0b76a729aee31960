"""Draws each screen as SVG, over the demo's story at the moment after the replies."""

import asyncio
import re
import sys
from collections.abc import Iterator
from datetime import datetime
from html import escape, unescape
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from rich.cells import cell_len
from textual.pilot import Pilot

from collabtui.app import CollabApp
from collabtui.demo.play import STEPS, Play, opening_time, planned, replied
from collabtui.demo.stage import Clock, Stage, staged
from collabtui.demo.story import load_story
from collabtui.domain.people import Locale
from collabtui.formats.agenda.agenda_file import read_agenda
from collabtui.lifecycle.live import run
from collabtui.lifecycle.meetings import invite, plan
from collabtui.session.services import Services
from collabtui.text.catalogue import Catalogue


class Picture(NamedTuple):
    name: str
    locale: Locale
    keys: tuple[str, ...]
    size: tuple[int, int] = (118, 32)


PICTURES = (
    Picture("today", "zh", ()),
    Picture("today", "en", ()),
    Picture("meetings", "en", ("2",)),
    Picture("actions", "zh", ("3",)),
    Picture("inbox", "zh", ("4",)),
    Picture("inbox", "en", ("4",)),
    Picture("people", "en", ("6",)),
    Picture("agenda", "zh", ("2", "down", "enter")),
    Picture("matters", "zh", ("5", "enter")),
    Picture("minutes", "en", ("2", "end", "enter")),
    Picture("find", "zh", ("slash", "接", "口")),
    Picture("setup", "en", ("7",), (120, 36)),
    Picture("live", "zh", ("enter",)),
    Picture("live", "en", ("enter",), (80, 24)),
)


REST, LOOKS = 0.5, 60
"""Seconds between two looks at what is to be drawn, and how many there are at most."""
WIDTHS = ((40, 15), (80, 24), (90, 28), (100, 30), (110, 32), (120, 36), (160, 48), (200, 60))
EVERY = {
    "today": ("1",), "meetings": ("2",), "agenda": ("2", "home", "down", "enter"), "minutes": ("2", "end", "enter"),
    "actions": ("3",), "action": ("3", "home", "enter"), "inbox": ("4",), "mail": ("4", "enter"), "matters": ("5",),
    "matter": ("5", "enter"), "people": ("6",), "person": ("6", "down", "enter"), "settings": ("7",), "outbox": ("O",),
    "week": ("W",), "month": ("W", "m"), "board": ("B",), "reports": ("R",), "load": ("R", "down", "down", "down"),
    "charts": ("3", "c"), "live": ("f10",), "room": ("f10", "f8"),
    "find": ("1", "slash"), "palette": ("1", "ctrl+p"), "keys": ("3", "question_mark"),
}  # fmt: skip
"""Every page, and the keys that lead there from Today."""
SHOWN = (
    ("today", (160, 48)), ("week", (160, 48)), ("board", (120, 36)), ("room", (120, 36)), ("outbox", (100, 30)),
    ("person", (120, 36)), ("today", (40, 15)), ("actions", (80, 24)), ("reports", (120, 36)), ("load", (100, 30)),
    ("charts", (100, 30)), ("month", (120, 36)), ("palette", (100, 30)),
    *(("actions", size) for size in WIDTHS if size != (80, 24)),
)  # fmt: skip
"""Those that docs/screens.md shows."""


def draw_every(stage: Stage, clock: Clock, locale: Locale, folder: Path) -> None:
    """Each page at each width, in a folder that is looked through and thrown away."""
    for size in WIDTHS:
        for name, keys in EVERY.items():
            svg = asyncio.run(_screenshot(stage, clock, Picture(name, locale, keys, size)))
            file = folder / f"{name}-{size[0]}x{size[1]}-{locale}.svg"
            file.write_text(with_wide_characters(svg), encoding="utf-8")


def draw(locale: Locale, folder: Path, *, every: bool = False) -> None:
    clock = Clock(opening_time())
    with staged(load_story(locale), locale, clock, pause=lambda _: None) as stage:
        play = Play(stage, clock, Catalogue(locale), say=lambda _: None)
        for step in STEPS[STEPS.index(planned) : STEPS.index(replied) + 1]:
            step(play)
        _next_meeting(stage, clock)
        if every:
            draw_every(stage, clock, locale, folder)
            return
        shown = [Picture(name, "en", EVERY[name], size) for name, size in SHOWN] if locale == "en" else []
        for picture in (*PICTURES, *shown):
            if picture.locale == locale:
                svg = with_wide_characters(asyncio.run(_screenshot(stage, clock, picture)))
                size = "" if picture in PICTURES else f"-{picture.size[0]}x{picture.size[1]}"
                (folder / f"{picture.name}{size}-{locale}.svg").write_text(svg, encoding="utf-8")


def _next_meeting(stage: Stage, clock: Clock) -> None:
    """One for tomorrow, invited, and one that runs."""
    zone = stage.workspace.config.organiser.zone
    clock.now = datetime(2026, 3, 3, 10, 20, tzinfo=zone)
    for day in ("2026-03-04", "2026-03-03"):
        agenda = stage.story.meeting.agenda.replace("2026-03-02 14:00", f"{day} 10:00")
        draft = read_agenda(agenda.replace("2026-03-02 15:00", f"{day} 11:00"), today=clock.now.date())
        meeting = plan.new_meeting(stage.workspace.as_user("command"), draft).meeting
        invite.invite(stage.workspace.as_user("command"), meeting.ref)
    clock.now = datetime(2026, 3, 3, 10, 0, tzinfo=zone)
    run.start(stage.workspace.as_user("key"), meeting.ref)
    for minute, line in enumerate(stage.story.meeting.notes.strip().splitlines()[2:8], 8):
        clock.now = datetime(2026, 3, 3, 10, minute, tzinfo=zone)
        run.capture(stage.workspace.as_user("key"), meeting.ref, line)
    clock.now = datetime(2026, 3, 3, 10, 20, tzinfo=zone)


async def _screenshot(stage: Stage, clock: Clock, picture: Picture) -> str:
    app = CollabApp(Services(stage.home, clock, Catalogue(picture.locale)), None)
    async with app.run_test(size=picture.size) as pilot:
        await pilot.pause(REST)
        for key in picture.keys:
            await pilot.press(key)
            await pilot.pause(REST)
        return await _at_rest(app, pilot, Catalogue(picture.locale)("screen.loading"))


async def _at_rest(app: CollabApp, pilot: Pilot[None], loading: str) -> str:
    """Once all is there that was still being read."""
    for _ in range(LOOKS):
        if loading not in app.export_screenshot():
            break
        await pilot.pause(REST)
    await pilot.pause(REST)
    return app.export_screenshot()


CELL = 12.2
"""Width of a column in the picture."""
_TEXT = re.compile(
    r'<text class="(?P<style>[^"]+)" x="(?P<x>[\d.]+)" y="(?P<y>[\d.]+)" textLength="[\d.]+"'
    r"(?P<rest>[^>]*)>(?P<text>[^<]*)</text>"
)


def with_wide_characters(svg: str) -> str:
    """Rich gives a Chinese character the width of one column, not of two. Here each run of wide and of narrow
    characters gets its own place and its own width."""
    return _TEXT.sub(lambda found: "".join(_runs(found)), svg)


def _runs(found: re.Match[str]) -> Iterator[str]:
    x = float(found["x"])
    for _, letters in groupby(unescape(found["text"]), key=cell_len):
        run = "".join(letters)
        width = cell_len(run) * CELL
        shown = escape(run).replace("\xa0", "&#160;")
        yield (
            f'<text class="{found["style"]}" x="{x:.1f}" y="{found["y"]}" textLength="{width:.1f}"{found["rest"]}>'
            f"{shown}</text>"
        )
        x += width


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    for language in ("zh", "en"):
        draw(language, target, every="--every" in sys.argv)
