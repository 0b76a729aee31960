"""Reaching out of the screens: the terminal's title, and notices of the desktop, for whoever looks elsewhere."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal, TextIO, get_args

from collabtui.widgets.line import tamed

if TYPE_CHECKING:
    from textual.app import App

    from collabtui.session.draft_files import DraftFiles

Outside = Literal["off", "bell", "desktop", "both"]
OUTSIDE: tuple[Outside, ...] = get_args(Outside)
CHOICE = "outside"
"""Under this name it is kept which notices go out of the screens."""
NO_TITLE = ("linux", "dumb")
"""Terminals that would print what they do not understand."""
LONGEST = 200
"""Characters of a notice that goes to the desktop."""
_SAVE_TITLE, _RESTORE_TITLE = "\x1b[22;2t", "\x1b[23;2t"


def title_of(waiting: int, running: str) -> str:
    """`●3 ▶ M2 · collabtui`."""
    parts = [f"●{waiting}" if waiting else "", f"▶ {running}" if running else ""]
    head = " ".join(filter(None, parts))
    return f"{head} · collabtui" if head else "collabtui"


def desktop_notice(text: str, environ: Mapping[str, str]) -> str:
    """OSC 777 where the terminal is known to take it, OSC 9 elsewhere; never both, as some would show two."""
    line = tamed(text)[:LONGEST]
    term, program = environ.get("TERM", ""), environ.get("TERM_PROGRAM", "")
    if "VTE_VERSION" in environ or term.startswith(("rxvt", "foot")) or program in ("ghostty", "WezTerm"):
        return f"\x1b]777;notify;collabtui;{line.replace(';', ',')}\x1b\\"
    return f"\x1b]9;{line}\x1b\\"


def show_title(app: "App[Any]", title: str) -> None:
    """Says it to the terminal when it is another one."""
    if title != app.title and _speaks(app):
        _write(app, f"\x1b]2;{tamed(title)}\x1b\\")
    app.title = title


@contextmanager
def own_title_kept(terminal: TextIO | None, environ: Mapping[str, str] = os.environ) -> Iterator[None]:
    """The title that the terminal had is back at the end, where it can keep one (XTWINOPS 22 and 23). Of a terminal
    whose window was closed meanwhile nothing is left to put back, and nobody to complain to."""
    keeps = terminal is not None and terminal.isatty() and environ.get("TERM", "") not in NO_TITLE
    if terminal is not None and keeps:
        terminal.write(_SAVE_TITLE)
    try:
        yield
    finally:
        if terminal is not None and keeps:
            try:
                terminal.write(_RESTORE_TITLE)
                terminal.flush()
            except OSError:
                from collabtui.lost_stream import discard  # needed once at most

                discard(terminal)


def outside_choice(drafts: "DraftFiles") -> Outside:
    kept = drafts.get(CHOICE)
    return next((one for one in OUTSIDE if one == kept), "off")


def choose_next(drafts: "DraftFiles") -> Outside:
    """The choice after the one that holds."""
    chosen = OUTSIDE[(OUTSIDE.index(outside_choice(drafts)) + 1) % len(OUTSIDE)]
    drafts.keep(CHOICE, "" if chosen == "off" else chosen)
    return chosen


def tell_outside(app: "App[Any]", drafts: "DraftFiles", text: str, environ: Mapping[str, str] = os.environ) -> None:
    """By bell, by the desktop, by both, or not at all, as it was chosen."""
    chosen = outside_choice(drafts)
    if chosen in ("bell", "both"):
        app.bell()
    if chosen in ("desktop", "both") and _speaks(app):
        _write(app, desktop_notice(text, environ))


def _speaks(app: "App[Any]") -> bool:
    """A browser is no terminal, and some terminals print what they do not know."""
    return not app.is_web and os.environ.get("TERM", "") not in NO_TITLE


def _write(app: "App[Any]", sequence: str) -> None:
    driver = app._driver  # noqa: SLF001  # Textual writes to the terminal through it, and offers no other way
    if driver is not None:
        driver.write(sequence)
        driver.flush()
