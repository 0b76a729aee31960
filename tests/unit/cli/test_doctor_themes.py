"""`doctor` reads the user's own themes as the screens do."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.color import Color, ColorParseError

from collabtui.formats.own_themes import is_colour, own_themes
from collabtui.home import Home
from support.command_line import Type


@pytest.mark.usefixtures("configured")
@pytest.mark.parametrize(
    ("text", "line", "named"),
    [
        ('primary = "#5f87af"\nacent = "gold"\n', 2, "acent"),
        ('dark = true\nprimary = "golden"\n', 2, "golden"),
        ('dark = "yes"\nprimary = "gold"\n', 1, "yes"),
        ('accent = "gold"\n\n', 2, "primary"),
        ('primary = "gold"\naccent =\n', 2, "wrong.toml"),
        ("\n\nprimary = 3\n", 3, "primary"),
    ],
)
def test_a_theme_that_the_screens_would_leave_out_is_named_with_file_and_line(
    home: Home, typed: Type, text: str, line: int, named: str
) -> None:
    home.themes.mkdir(parents=True)
    (home.themes / "office.toml").write_text('primary = "#5f87af"\n')
    (home.themes / "wrong.toml").write_text(text)
    said = typed("doctor --json")
    (row,) = [one for one in said.json if one["step"] == "check.theme"]
    assert said.code == 1
    assert f"wrong.toml, line {line}:" in row["why"]
    assert named in row["why"]


@pytest.mark.usefixtures("configured")
def test_good_themes_are_said_to_be_so_and_none_are_not_spoken_of(home: Home, typed: Type) -> None:
    assert "theme" not in typed("doctor --json").out
    home.themes.mkdir(parents=True)
    (home.themes / "office.toml").write_text('primary = "#5f87af"\n')
    assert [one["ok"] for one in typed("doctor --json").json if one["step"] == "check.themes"] == [True]


@given(st.text() | st.from_regex(r"#[0-9a-f]{2,9}|(rgb|hsl)a?\([0-9.,% -]{1,16}\)|ansi_[a-z_]+|[a-z]{3,9}"))
def test_what_is_taken_for_a_colour_can_be_drawn(value: str) -> None:
    if is_colour(value):
        Color.parse(value)


@pytest.mark.parametrize("shape", ["rgb({})", "rgb({}", "hsl({},{}%", " {} "])
def test_a_colour_of_a_megabyte_is_refused_at_once(shape: str) -> None:
    begun = time.process_time()
    assert not is_colour(shape.replace("{}", "1" * 1_000_000))
    assert time.process_time() - begun < 1


@pytest.mark.parametrize(
    "value", ["gold", "#5f87af", "#123", "rgb(1,2,3)", "hsl(10, 20%, 30%)", "ansi_blue", "golden", ""]
)
def test_usual_colours_are_known_as_the_screens_know_them(value: str) -> None:
    try:
        Color.parse(value)
    except ColorParseError:
        assert not is_colour(value)
    else:
        assert is_colour(value)


def test_a_theme_is_called_by_its_file(home: Home) -> None:
    home.themes.mkdir(parents=True)
    (home.themes / "office.toml").write_text('dark = false\nprimary = "gold"\n')
    (found,) = own_themes(home.themes)
    assert (found.path.stem, found.dark, found.colours, found.fault) == ("office", False, {"primary": "gold"}, None)
