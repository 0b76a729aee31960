"""The table of all bindings, as the classes of the screens declare them.

PYTHONPATH=src:tests python -m support.generate_bindings      writes it to src/collabtui/keymap/bindings.generated.json
"""

import json
import pkgutil
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen

import collabtui
from collabtui.app import CollabApp
from collabtui.screens.frame.page import Page
from collabtui.widgets.sections import SectionRows
from support.paths import PACKAGE

TABLE = PACKAGE / "keymap" / "bindings.generated.json"
PRIORITY = "anywhere"
"""The app's keys that work in front of a dialog, too."""


def bindings_declared() -> dict[str, Any]:
    """`groups`: of each class the names of its bindings with their keys. `priority`: the names that get their key
    before the field or list that has the focus. `places`: the classes whose keys work at the same time: a page with
    what it inherits, the app, lists and the parts that its folder has; a dialog; a field."""
    for module in pkgutil.walk_packages(collabtui.__path__, "collabtui."):
        if module.name.startswith(("collabtui.screens", "collabtui.widgets")):
            import_module(module.name)
    classes = sorted(set(classes_below(DOMNode)), key=lambda found: found.__name__)
    groups: dict[str, dict[str, str]] = {PRIORITY: {}}
    priority: list[str] = []
    for found in classes:
        for binding in _own(found):
            group = PRIORITY if found is CollabApp and binding.priority else found.__name__
            groups.setdefault(group, {})[str(binding.id)] = binding.key
            priority += [str(binding.id)] if binding.priority else []
    places = [_place(found, classes) for found in classes if not issubclass(found, CollabApp)]
    named = [[group for group in place if group in groups] for place in places]
    return {
        "groups": groups,
        "priority": priority,
        "places": sorted({tuple(place) for place in named if len(place) > 1}),
    }


def classes_below(base: type) -> Iterator[type]:
    subclasses: list[type] = base.__subclasses__()
    for found in subclasses:
        if found.__module__.startswith("collabtui."):
            yield found
        yield from classes_below(found)


def _own(found: type) -> list[Binding]:
    return [binding for binding in vars(found).get("BINDINGS", ()) if isinstance(binding, Binding)]


def _place(found: type, classes: list[type]) -> list[str]:
    parts = [found]
    if issubclass(found, Screen):
        parts += [SectionRows]
    if issubclass(found, Page):
        folder = found.__module__.rpartition(".")[0] + "."
        parts += [part for part in classes if part.__module__.startswith(folder) and not issubclass(part, Screen)]
        parts += [CollabApp]
    return [PRIORITY, *dict.fromkeys(base.__name__ for part in parts for base in part.__mro__)]


def as_text(table: dict[str, Any]) -> str:
    """A name a line, a place a line."""
    groups = ",\n".join(
        f'    "{group}": {{\n'
        + ",\n".join(f'      "{name}": {json.dumps(key)}' for name, key in keys.items())
        + "\n    }"
        for group, keys in table["groups"].items()
    )
    places = ",\n".join(f"    {json.dumps(place)}" for place in table["places"])
    priority = json.dumps(table["priority"])
    parts = (f'"groups": {{\n{groups}\n  }}', f'"priority": {priority}', f'"places": [\n{places}\n  ]')
    return "{\n  " + ",\n  ".join(parts) + "\n}\n"


if __name__ == "__main__":
    TABLE.write_text(as_text(bindings_declared()), encoding="utf-8")
