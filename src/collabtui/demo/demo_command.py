"""`collabtui demo`: headless, or with the screens on top."""

import sys
from typing import TYPE_CHECKING, Literal, NamedTuple

from collabtui.cli.dispatch import run_door
from collabtui.text.catalogue import Catalogue

if TYPE_CHECKING:
    from collabtui.cli.base.context import Context
    from collabtui.cli.base.options import Options
    from collabtui.domain.people import Locale


class DemoArgs(NamedTuple):
    headless: bool = False
    locale: Literal["zh", "en"] | None = None


def demo(options: "Options", arguments: list[str]) -> int:
    """Exit code 0 only if every step held; the screens when there is a terminal."""
    return run_door("demo", _play, DemoArgs, options, arguments)


def _play(context: "Context", given: DemoArgs) -> int:
    locale: Locale = given.locale or context.words.locale
    if given.headless or not (context.out.terminal and sys.stdin is not None and sys.stdin.isatty()):
        return _headless(locale)
    from collabtui.demo.demo_screens import show

    return show(locale)


def _headless(locale: "Locale") -> int:
    from collabtui.demo.play import Play, opening_time, play_through
    from collabtui.demo.stage import Clock, staged
    from collabtui.demo.story import load_story

    clock, words = Clock(opening_time()), Catalogue(locale)
    with staged(load_story(locale), locale, clock, pause=lambda _: None) as stage:
        held = play_through(Play(stage, clock, words, say=print))
    print(words("demo.all_held" if held else "demo.not_held"))
    return 0 if held else 1
