"""Keys that come before the rows they are meant for wait for these, and are done when they are there."""

from collections.abc import Callable, Collection

from textual import events
from textual.screen import Screen

from collabtui.screens.frame.page import Page

Typed = events.Key | events.Paste


class KeyBuffer:
    """The app asks it of each key, and hands on again what `released` gives back.

    A key bubbles up to the app when nobody took it, and may find another page there than the one on which it was
    pressed: it is one that was typed ahead, too."""

    def __init__(self, leads_away: Collection[str]) -> None:
        self._leads_away = leads_away
        """Keys that no page need be there for. Who goes away has not meant the rows that he did not wait for."""
        self._kept: list[Typed] = []

    def keeps(self, event: events.Event, screen: Screen[object]) -> bool:
        """Whether it waits; then the app does nothing about it."""
        if not isinstance(event, Typed) or not isinstance(screen, Page) or not (self._kept or screen.awaits_rows):
            return False
        if isinstance(event, events.Key):
            if event.key in self._leads_away:
                self._kept.clear()
                return False
            self._kept.append(_again(event))
        elif not event.is_forwarded:
            self._kept.append(events.Paste(event.text))
        return True

    def release(self, screen: Screen[object], hand_on: Callable[[Typed], object]) -> None:
        """In the order in which they were typed, if there is now what they are meant for."""
        if isinstance(screen, Page) and not screen.awaits_rows:
            kept, self._kept = self._kept, []
            for event in kept:
                hand_on(event)


def _again(event: events.Key) -> events.Key:
    """Another event, since Textual has done with that one; of the moment when the key was pressed, which tells a key
    from a text."""
    again = events.Key(event.key, event.character)
    again.time = event.time
    return again
