"""`collabtui demo`: headless, or with the screens on top."""

import argparse
import sys
from typing import TYPE_CHECKING

from collabtui.catalogue import Catalogue
from collabtui.errors import CollabError

if TYPE_CHECKING:
    from collabtui.cli.options import Options
    from collabtui.domain.people import Locale


def demo(options: "Options", arguments: list[str]) -> int:
    """Exit code 0 only if every step held; the screens when there is a terminal."""
    words = Catalogue(options.lang or options.environ.get("LANG", "")[:2])
    parser = argparse.ArgumentParser(prog="collabtui demo", description=words("help.demo"), add_help=False)
    parser.add_argument("--headless", action="store_true", help=words("help.demo.headless"))
    parser.add_argument("--locale", choices=("zh", "en"), help=words("help.option.locale"))
    if options.help:
        parser.print_help()
        return 0
    chosen = parser.parse_args(arguments)
    locale: Locale = chosen.locale or words.locale
    try:
        if chosen.headless or not (sys.stdin.isatty() and sys.stdout.isatty()):
            return _headless(locale)
        from collabtui.demo.screens import show

        return show(locale)
    except CollabError as error:
        print(Catalogue(locale)(error.key, **error.values), file=sys.stderr)
        return 1


def _headless(locale: "Locale") -> int:
    from collabtui.demo.play import Play, opening_time, play_through
    from collabtui.demo.stage import Clock, staged
    from collabtui.demo.story import load_story

    clock, words = Clock(opening_time()), Catalogue(locale)
    with staged(load_story(locale), locale, clock, pause=lambda _: None) as stage:
        held = play_through(Play(stage, clock, words, say=print))
    print(words("demo.all_held" if held else "demo.not_held"))
    return 0 if held else 1
