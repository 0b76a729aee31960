"""Colours in which text can be read and the focus is seen: contrast with their ground of at least `LEAST` and
`LEAST_OF_FRAME`, whatever the theme says.

A theme names colours; on which ground they come to stand it does not know. So what is too faint is moved towards black
or white until it can be read. A terminal of sixteen colours paints them as it likes, on black or on white: of
those only what is known of its ground is used. One of 256 colours paints the nearest that it has, and that has to be
readable."""

from collections.abc import Callable, Mapping
from functools import cache

from rich.color import Color as PaintedColor
from rich.color import ColorSystem
from textual.color import BLACK, WHITE, Color, ColorParseError

LEAST = 4.5
"""Of the lighter to the darker, as WCAG 2 counts it (1.4.3, level AA)."""
LEAST_OF_FRAME = 3.0
"""Of a frame that says where the focus is (WCAG 2, 1.4.11)."""
FRAMES = {"frame-primary": "primary", "frame-accent": "accent"}
"""Colours of such frames, by those of the theme that they are made of."""
STEPS = 20
HEADINGS = tuple(f"markdown-h{n}-color" for n in range(1, 7))
"""Of reports, and of mails that are HTML."""
TEXT = (
    "text-primary", "text-secondary", "text-accent", "text-warning", "text-error", "text-success", "text-muted",
    "foreground", "foreground-muted", *HEADINGS,
)  # fmt: skip
"""Stands on all of `GROUNDS`."""
GROUNDS = ("background", "surface", "panel")
ON_ONE_GROUND = {
    "footer-key-foreground": "footer-background",
    "footer-description-foreground": "footer-background",
    "block-cursor-foreground": "block-cursor-background",
    "button-color-foreground": "primary",
    "button-foreground": "surface",
}
PLAIN = "ansi_default"
_BRIGHT = {"accent": "cyan", "warning": "yellow", "error": "red", "success": "green", "primary": "cyan"}


def as_it_is(colour: Color) -> Color:
    """On a terminal of 16 million colours, and where none is known."""
    return colour


def nearest_of_256(colour: Color) -> Color:
    """As the terminal paints it that is asked for it."""
    return Color(*PaintedColor.from_rgb(*colour.rgb).downgrade(ColorSystem.EIGHT_BIT).get_truecolor())


def contrast(one: Color, other: Color) -> float:
    """From 1, the same, to 21, black on white."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@cache  # before the first frame the same few colours are compared again and again
def _luminance(colour: Color) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def readable(
    variables: Mapping[str, str], *, ansi: bool, ground: str = "", painted: Callable[[Color], Color] = as_it_is
) -> dict[str, str]:
    """The variables of a theme, those for text changed where they cannot be read. `ground` of a terminal of 16 colours
    is `dark`, or empty where it is not known. `painted`: what the terminal makes of a colour."""
    if ansi:
        frames = {frame: variables[name] for frame, name in FRAMES.items()}
        return {**variables, **_of_terminal(ground), **frames}
    changed = {}
    grounds = [_colour(variables[name], variables) for name in GROUNDS]
    for name in TEXT:
        if name in variables:
            changed[name] = _on(variables[name], grounds, variables, painted)
    for frame, name in FRAMES.items():
        changed[frame] = _on(variables[name], grounds, variables, painted, LEAST_OF_FRAME)
    for name, below in ON_ONE_GROUND.items():
        if name in variables and below in variables:
            changed[name] = _on(variables[name], [_colour(variables[below], variables)], variables, painted)
    return {**variables, **changed}


def ground_of_terminal(environ: Mapping[str, str]) -> str:
    """`dark` for the Linux console and where COLORFGBG says so, which some terminals set to `15;0`; else empty."""
    if environ.get("TERM") == "linux":
        return "dark"
    return "dark" if environ.get("COLORFGBG", "").rpartition(";")[2] in ("0", "8") else ""


def _of_terminal(ground: str) -> dict[str, str]:
    """On an unknown ground its own colour for text only: marks say the rest."""
    muted = dict.fromkeys(("text-muted", "foreground-muted", "text-disabled", "foreground-disabled"), PLAIN)
    bright = {name: f"ansi_bright_{colour}" if ground else PLAIN for name, colour in _BRIGHT.items()}
    text = {f"text-{name}": colour for name, colour in bright.items()}
    text |= dict.fromkeys(HEADINGS, bright["primary"])
    return {**muted, **text, "footer-key-foreground": bright["primary"]}


def _on(
    value: str,
    grounds: list[Color],
    variables: Mapping[str, str],
    painted: Callable[[Color], Color],
    least: float = LEAST,
) -> str:
    below = [painted(ground) for ground in grounds]
    colour, extreme = _colour(value, variables, grounds[0]), _contrasting(below)
    for step in range(STEPS + 1):
        mixed = colour.blend(extreme, step / STEPS, 1.0)
        if min(contrast(painted(mixed), ground) for ground in below) >= least:
            return value if step == 0 and _is_as_written(value, colour) else mixed.hex
    return extreme.hex


def _is_as_written(value: str, colour: Color) -> bool:
    return not value.startswith("auto") and colour == _parsed(value)  # Textual searches for a colour called auto


def _contrasting(grounds: list[Color]) -> Color:
    return max((BLACK, WHITE), key=lambda one: min(contrast(one, ground) for ground in grounds))


def _colour(value: str, variables: Mapping[str, str], ground: Color | None = None) -> Color:
    """What is seen of it: on a ground that shines through, mixed with that."""
    ground = ground or Color.parse("#000000")
    if value.startswith("auto"):
        share = float(value.partition(" ")[2].rstrip("%") or 100) / 100
        return ground.blend(_contrasting([ground]), share, 1.0)
    colour = _parsed(value) or Color.parse(variables["foreground"])
    return ground.blend(colour, colour.a, 1.0) if colour.a < 1 else colour


def _parsed(value: str) -> Color | None:
    try:
        return Color.parse(value)
    except ColorParseError:
        return None
