"""Each colour for text can be read on each ground that it stands on: in all themes, on all terminals."""

import re
from collections.abc import Callable

import pytest
from textual.color import BLACK, WHITE, Color
from textual.theme import BUILTIN_THEMES, Theme

from collabtui.screens.frame.readable_colours import (
    FRAMES,
    GROUNDS,
    LEAST,
    LEAST_OF_FRAME,
    ON_ONE_GROUND,
    TEXT,
    as_it_is,
    contrast,
    ground_of_terminal,
    nearest_of_256,
    readable,
)
from collabtui.screens.frame.themes import FEW_COLOURS, INK, PAPER
from support.paths import PACKAGE

ROUNDED = 0.05
OWN = Theme(name="own", primary="#5f87af", accent="gold", foreground="#777777", background="#808080")
"""A user may name any colours: here grey on grey."""
COLOURED = [theme for theme in (*BUILTIN_THEMES.values(), INK, PAPER, OWN) if not theme.ansi]
VGA = {
    "bright_cyan": "#55ffff", "bright_yellow": "#ffff55", "bright_red": "#ff5555", "bright_green": "#55ff55",
}  # fmt: skip
XTERM = {
    "bright_cyan": "#00ffff", "bright_yellow": "#ffff00", "bright_red": "#ff0000", "bright_green": "#00ff00",
}  # fmt: skip


def variables(theme: Theme) -> dict[str, str]:
    return {**theme.to_color_system().generate(), **theme.variables}


@pytest.mark.parametrize("painted", [as_it_is, nearest_of_256], ids=["truecolor", "256"])
@pytest.mark.parametrize("theme", COLOURED, ids=lambda theme: theme.name)
def test_text_stands_out_from_all_its_grounds(theme: Theme, painted: Callable[[Color], Color]) -> None:
    found = readable(variables(theme), ansi=False, painted=painted)
    for name, grounds in [*((name, GROUNDS) for name in TEXT), *((n, (g,)) for n, g in ON_ONE_GROUND.items())]:
        front = Color.parse(found[name])
        assert front.a == 1, name
        for ground in grounds:
            enough = contrast(painted(front), painted(Color.parse(found[ground]))) >= LEAST - ROUNDED
            # on several grounds around the middle of grey nothing goes further than black or white; on one it does
            assert enough or (len(grounds) > 1 and front in (BLACK, WHITE)), (name, ground)


@pytest.mark.parametrize("painted", [as_it_is, nearest_of_256], ids=["truecolor", "256"])
@pytest.mark.parametrize("theme", COLOURED, ids=lambda theme: theme.name)
def test_the_frame_of_the_focus_stands_out_from_all_its_grounds(
    theme: Theme, painted: Callable[[Color], Color]
) -> None:
    found = readable(variables(theme), ansi=False, painted=painted)
    for frame in FRAMES:
        front = Color.parse(found[frame])
        contrasts = [contrast(painted(front), painted(Color.parse(found[ground]))) for ground in GROUNDS]
        assert min(contrasts) >= LEAST_OF_FRAME - ROUNDED, frame


def test_frames_of_the_focus_have_no_other_colour() -> None:
    sheets = [*(PACKAGE.rglob("*.tcss")), *(PACKAGE / "screens").rglob("*.py"), *(PACKAGE / "widgets").rglob("*.py")]
    plain = re.compile(r"border[a-z-]*: \w+ \$(primary|accent)\b")
    assert [path.name for path in sheets if plain.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("theme", [INK, PAPER], ids=lambda theme: theme.name)
def test_what_can_be_read_already_stays_as_it_is(theme: Theme) -> None:
    before = variables(theme)
    after = readable(before, ansi=False)
    for name in ("text-accent", "text-warning", "text-error", "text-success", "footer-key-foreground"):
        assert after[name] == before[name], name


@pytest.mark.parametrize(
    ("environ", "ground"),
    [
        ({"TERM": "linux"}, "dark"),
        ({"TERM": "xterm"}, ""),
        ({"TERM": "xterm", "COLORFGBG": "15;0"}, "dark"),
        ({"TERM": "xterm", "COLORFGBG": "0;15"}, ""),
        ({"TERM": "xterm", "COLORFGBG": "0;default;15"}, ""),
        ({}, ""),
    ],
)
def test_which_terminals_are_known_to_be_dark(environ: dict[str, str], ground: str) -> None:
    assert ground_of_terminal(environ) == ground


@pytest.mark.parametrize("theme", [FEW_COLOURS, BUILTIN_THEMES["ansi-dark"], BUILTIN_THEMES["ansi-light"]])
def test_on_a_ground_that_nobody_knows_text_has_the_terminals_own_colour(theme: Theme) -> None:
    found = readable(variables(theme), ansi=True)
    text = [name for name in (*TEXT, "footer-key-foreground") if name in found and name != "text-secondary"]
    assert {found[name] for name in text} == {"ansi_default"}


@pytest.mark.parametrize("palette", [VGA, XTERM], ids=["console", "xterm"])
def test_on_black_the_sixteen_colours_are_the_bright_ones(palette: dict[str, str]) -> None:
    found = readable(variables(FEW_COLOURS), ansi=True, ground="dark")
    for name in ("accent", "warning", "error", "success"):
        colour = found[f"text-{name}"].removeprefix("ansi_")
        assert contrast(Color.parse(palette[colour]), Color.parse("black")) >= LEAST, name
