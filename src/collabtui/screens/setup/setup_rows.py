"""The lines of Set-up: its steps, each with what is known of it, and below them what can be chosen."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from collabtui.widgets.colours import ACCENT, DONE, MUTED, WARNING
from collabtui.widgets.line import as_content, folded, line

if TYPE_CHECKING:
    from collabtui.screens.frame.outside import Outside
    from collabtui.screens.setup.account import Account
    from collabtui.screens.setup.connection_test import Trial
    from collabtui.text.catalogue import Catalogue

STEPS = ("you", "servers", "password", "connection", "people", "meeting")
MOST_LINES = 3
"""An address is long, and none of it may lack."""
FOR_NAME, BESIDE, INDENT = 18, 56, 5
"""Columns: of the name of a step; from how many on its value stands beside it; by which it is indented below it."""
CHOICES = ("language", "theme", "trusted_server", "outside", "copies", "mailboxes", "roles")


@dataclass(frozen=True)
class SetupState:
    """The state from which the steps and the choices are drawn."""

    account: "Account"
    trial: "Trial"
    people: int
    meetings: int
    has_password: bool
    forgets_password: bool
    """It is there until the end only."""
    theme: str
    trusted_server: str
    outside: "Outside" = "off"

    @property
    def offers_sample(self) -> bool:
        """Once there is somebody to meet, until there is a meeting."""
        return self.people > 1 and not self.meetings

    def done(self, step: str) -> bool:
        return {
            "you": self.account.has_organiser,
            "servers": self.account.complete,
            "password": self.has_password,
            "connection": self.trial.passed,
            "people": self.people > 1,
            "meeting": self.meetings > 0,
        }[step]

    @property
    def next_step(self) -> str:
        """The first step that is not done."""
        return next((step for step in STEPS if not self.done(step)), STEPS[0])


def step_line(step: str, state: SetupState, words: "Catalogue", width: int) -> Content:
    """`step` may be a choice, and empty between the two."""
    if not step:
        return Content("")
    if step in CHOICES:
        return _row(Content(""), words(f"setup.{step}"), _chosen(step, state, words), width)
    number = STEPS.index(step) + 1
    if step == "password" and state.has_password and state.forgets_password:
        mark, style = "▲", WARNING
    else:
        mark, style = ("✓", DONE) if state.done(step) else ("●", ACCENT) if step == state.next_step else ("○", MUTED)
    return _row(as_content(f"{mark} {number}", style), words(f"setup.{step}"), _says(step, state, words), width)


def _row(mark: Content, name: str, says: str, width: int) -> Content:
    """The value beside its name; on a telephone below it, where an address has room."""
    value = as_content(says, MUTED)
    if width >= BESIDE:
        return line(width, (mark, 3), (as_content(name), FOR_NAME), (value, 0), most=MOST_LINES)
    below = (Content(" " * INDENT) + one for one in folded(value, width - INDENT))
    return Content("\n").join([line(width, (mark, 3), (as_content(name), 0)), *(below if says else ())])


def _chosen(choice: str, state: SetupState, words: "Catalogue") -> str:
    if choice == "trusted_server":
        return state.trusted_server or words("setup.trusted_nobody")
    if choice in ("copies", "mailboxes", "roles"):
        return words(f"setup.{choice}_about")
    if choice == "outside":
        return words(f"outside.{state.outside}")
    return words(f"language.{words.locale}") if choice == "language" else state.theme


def _says(step: str, state: SetupState, words: "Catalogue") -> str:
    match step:
        case "you" | "servers":
            return state.account.says(step)
        case "password":
            kept = "setup.password_forgotten" if state.forgets_password else "setup.password_there"
            return words(kept if state.has_password else "setup.password_missing")
        case "connection":
            return state.trial.says()
        case "people":
            known = words("people.count", n=state.people) if state.people else ""
            lacks = "" if state.people > 1 else words("setup.people_lack" if state.people else "setup.people_hint")
            return " · ".join(filter(None, (known, lacks)))
    if state.meetings:
        return words("setup.meetings", n=state.meetings)
    return words("setup.no_meeting_yet" if state.offers_sample else "setup.no_meeting")
