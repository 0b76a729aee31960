"""The play holds in both languages: what `collabtui demo --headless` exits with."""

import pytest

from collabtui.demo.play import STEPS, Play, opening_time, play_through
from collabtui.demo.stage import Clock, staged
from collabtui.demo.story import load_story
from collabtui.domain.people import Locale
from collabtui.main import main
from collabtui.text.catalogue import Catalogue


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_every_step_of_the_whole_life_holds(locale: Locale) -> None:
    said: list[str] = []
    clock = Clock(opening_time())
    with staged(load_story(locale), locale, clock, pause=lambda _: None) as stage:
        assert play_through(Play(stage, clock, Catalogue(locale), said.append)), said[-1]
    assert len(said) == len(STEPS)


def test_a_step_that_does_not_hold_ends_the_play_with_its_reason() -> None:
    said: list[str] = []
    clock = Clock(opening_time())
    story = load_story("en")
    silent = story.model_copy(update={"answers": {}})
    with staged(silent, "en", clock, pause=lambda _: None) as stage:
        stage.server.wait_for_answers = lambda *_, **__: None  # type: ignore[method-assign]  # nobody answers, nobody waits
        assert not play_through(Play(stage, clock, Catalogue("en"), said.append))
    assert said[-1].startswith("✗  2  invited: answers")


def test_without_a_terminal_the_demo_is_headless(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", "--locale", "en"], {}) == 0
    assert "Every step succeeded." in capsys.readouterr().out
