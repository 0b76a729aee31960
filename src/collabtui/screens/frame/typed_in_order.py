"""Fields in which what is typed happens in the order in which it was typed, however busy the program is."""

from textual import events
from textual.widget import Widget
from textual.widgets import Input

from collabtui.screens.frame.user_bindings import keys_bound


async def take_own_key(field: Widget, event: events.Key) -> None:
    """A key of the field is done with here. Textual would pass one that is no letter up to the app, and letters typed
    behind it would overtake it: of a word put right in one breath over a slow line the end would be lost, and a field
    emptied and filled anew would be empty."""
    for binding in keys_bound(field, field.app).get(event.key, ()):
        if not (binding.priority or binding.action == "submit"):
            event.stop()
            event.prevent_default()
            await field.run_action(binding.action)


class TypedLine(Input):
    """A field of one line."""

    async def on_key(self, event: events.Key) -> None:
        await take_own_key(self, event)
