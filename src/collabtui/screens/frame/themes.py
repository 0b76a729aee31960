"""The themes: the product's own, those of few colours, and the user's (`formats.own_themes`)."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.theme import BUILTIN_THEMES, Theme

from collabtui.screens.frame.readable_colours import as_it_is, ground_of_terminal, nearest_of_256, readable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from collabtui.session.draft_files import DraftFiles
    from collabtui.session.store_session import Session
    from collabtui.text.catalogue import Catalogue

INK = Theme(
    name="ink",
    primary="#6f9fd0",
    secondary="#4f7396",
    accent="#e5a54b",
    warning="#e0b354",
    error="#e2686d",
    success="#86b97a",
    foreground="#d9dade",
    background="#15171c",
    surface="#1b1e24",
    panel="#252a32",
    variables={
        "text-accent": "#efb45f", "text-warning": "#e6bd66", "text-error": "#ef7d82", "text-success": "#98c98b",
        "scrollbar": "#3d4857", "scrollbar-background": "#1b1e24", "scrollbar-corner-color": "#1b1e24",
        "block-cursor-background": "#2e4a69", "block-cursor-foreground": "#ffffff", "block-cursor-text-style": "bold",
        "footer-background": "#252a32", "footer-key-foreground": "#8db8e2", "footer-description-foreground": "#b9bdc6",
    },
)  # fmt: skip
PAPER = Theme(
    name="paper",
    primary="#2c6495",
    secondary="#5b84a8",
    accent="#a85400",
    warning="#8f6200",
    error="#b3261e",
    success="#2f7a3b",
    foreground="#24282e",
    background="#fbfaf6",
    surface="#f2f0ea",
    panel="#e5e2d9",
    dark=False,
    variables={
        "text-accent": "#984b00", "text-warning": "#7d5600", "text-error": "#b3261e", "text-success": "#2a6e36",
        "scrollbar": "#bdb9ad", "scrollbar-background": "#f2f0ea", "scrollbar-corner-color": "#f2f0ea",
        "block-cursor-background": "#c9dcee", "block-cursor-foreground": "#10263c", "block-cursor-text-style": "bold",
        "footer-background": "#e5e2d9", "footer-key-foreground": "#1f5583", "footer-description-foreground": "#4a5058",
    },
)  # fmt: skip
"""The product's own: amber stands for what needs somebody and for nothing else, red for what is late."""
_ANSI = BUILTIN_THEMES["ansi-dark"]
FEW_COLOURS = replace(
    _ANSI,
    name="terminal",
    primary="ansi_cyan",
    accent="ansi_cyan",
    variables=_ANSI.variables
    | {
        "block-cursor-foreground": "ansi_bright_white",
        "block-cursor-background": "ansi_blue",
        "block-cursor-text-style": "bold",
        "border-blurred": "ansi_default",
        "input-selection-background": "ansi_cyan",
        "input-selection-foreground": "ansi_black",
    },
)
"""The terminal's own colours, for those that know sixteen or none: others would become whichever of them is nearest,
red keys on a grey line. It has to be read on black and on white: see `readable_colours`."""
DRAFT = "theme"
"""Under this name the choice is remembered: it is the user's own, as drafts are."""
SIXTEEN_OR_LESS = ("standard", "windows", None)
"""As Rich calls what a terminal has."""


class ThemeTrial:
    """Whether themes are only tried on: what is worn meanwhile is nobody's choice."""

    runs = False


def has_few_colours(app: App[Any]) -> bool:
    """`NO_COLOR`, or a terminal of sixteen colours."""
    return app.no_color or (not app.is_headless and app.console.color_system in SIXTEEN_OR_LESS)


def readable_here(app: App[Any], variables: "Mapping[str, str]", environ: "Mapping[str, str]") -> dict[str, str]:
    """The variables of a theme, with colours for text that can be read on the app's terminal."""
    ansi = app.current_theme.ansi
    has_256 = not app.is_headless and app.console.color_system == "256"
    painted = nearest_of_256 if has_256 else as_it_is
    return readable(variables, ansi=ansi, ground=ground_of_terminal(environ) if ansi else "", painted=painted)


def begin_in(app: App[Any], theme: Theme) -> None:
    """Before anything is parsed: a theme that is changed later has every sheet parsed again."""
    app.set_reactive(App.theme, theme.name)
    app.stylesheet.set_variables(app.get_css_variables())


def dress(app: App[Any], session: "Session", words: "Catalogue", drafts: "DraftFiles", trial: ThemeTrial) -> None:
    """The app in the colours that were chosen last, where the terminal has them; what of the user's own cannot be used
    is said, and does no harm."""
    if session.home.themes.is_dir():
        _register_own(app, session.home.themes, words)
    chosen = drafts.get(DRAFT)
    if has_few_colours(app) and not (chosen in app.available_themes and app.available_themes[chosen].ansi):
        app.theme = FEW_COLOURS.name
    elif chosen in app.available_themes:
        app.theme = chosen
    elif chosen:
        app.notify(words("theme.gone", name=chosen, instead=app.theme), severity="warning", timeout=10, markup=False)
    worn = app.theme

    def remember(theme: Theme) -> None:
        nonlocal worn
        if trial.runs or theme.name != app.theme or theme.name == worn:  # tried on, or put back
            return
        worn = theme.name
        if not (has_few_colours(app) and theme.name == FEW_COLOURS.name):  # that was the terminal's choice
            drafts.keep(DRAFT, theme.name)

    app.theme_changed_signal.subscribe(app, remember)


def _register_own(app: App[Any], folder: "Path", words: "Catalogue") -> None:
    from collabtui.formats.own_themes import own_themes  # most have none

    for found in own_themes(folder):
        if found.fault is None:
            colours: dict[str, Any] = {**found.colours}
            app.register_theme(Theme(name=found.path.stem, dark=found.dark, **colours))
        else:
            app.notify(words(found.fault.key, **found.fault.values), severity="warning", timeout=10, markup=False)
