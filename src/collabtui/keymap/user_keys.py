"""A user's own keys: `keys.toml` in the home, names of bindings with the keys that shall do them.

    "actions.done" = "D"
    find = ["slash", "ctrl+g"]

    [live]
    decision = "f6"

Names are those that the list of keys shows. What cannot be meant is left out and named; the rest holds. Which bindings
there are is read from `bindings.generated.json`, so that neither a start nor `doctor` imports a page for it.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from collabtui.errors import CollabError, Refused
from collabtui.keymap.key_names import is_command_key, key_name
from collabtui.system.bounded_file import read_file
from collabtui.system.toml_file import TomlFault, read_toml

FIXED = {"tab": "Tab", "shift+tab": "Tab", "ctrl+c": "Ctrl+C"}
"""Keys that Textual keeps to itself, but for the fields that have them built in."""

FORMER_NAMES = {"inbox.tie": "inbox.link", "inbox.believe": "inbox.trust"}
"""What bindings were called once, with their names of now: a file that has the former ones goes on working."""

Keymap = dict[str, tuple[str, ...]]
"""Names of bindings with their keys."""


class UserKeys(NamedTuple):
    keymap: Keymap
    """Only what differs from the keys that are built in, and can be used."""
    faults: tuple[CollabError, ...]
    """keys.unreadable, keys.unknown_name, keys.no_key, keys.fixed, keys.for_typing, keys.taken: each with path and
    line."""


class BindingTable(NamedTuple):
    """All bindings of the screens."""

    keys: Keymap
    priority: frozenset[str]
    """Names that get their key before the field or list that has the focus."""
    places: tuple[frozenset[str], ...]
    """Names that work at the same time: on one page, in one dialog, in one field."""


class _Wish(NamedTuple):
    name: str
    keys: tuple[str, ...]
    line: int


def read_user_keys(path: Path) -> UserKeys:
    """Nothing where there is no file."""
    try:
        text = read_file(path).decode("utf-8-sig")
    except FileNotFoundError:
        return UserKeys({}, ())
    except (OSError, UnicodeDecodeError) as error:
        return UserKeys({}, (Refused("keys.unreadable", path=path, line=1, why=error),))
    except Refused as error:
        return UserKeys({}, (error,))
    return keys_in_text(path, text)


def keys_in_text(path: Path, text: str) -> UserKeys:
    """As `read_user_keys`, of what stands in the file, or shall stand in it."""
    try:
        values = read_toml(text)
    except TomlFault as fault:
        return UserKeys({}, (Refused("keys.unreadable", path=path, line=fault.line, why=fault.why),))
    faults: list[CollabError] = []
    table = binding_table()
    wishes = list(_wishes(path, text, values, table, faults))
    return UserKeys(_without_clashes(path, wishes, table, faults), tuple(faults))


def binding_table() -> BindingTable:
    import json
    from importlib.resources import files

    data = json.loads(files("collabtui.keymap").joinpath("bindings.generated.json").read_text(encoding="utf-8"))
    groups: dict[str, dict[str, str]] = data["groups"]
    keys = {name: tuple(key.split(",")) for group in groups.values() for name, key in group.items()}
    places = tuple(frozenset(name for group in place for name in groups[group]) for place in data["places"])
    return BindingTable(keys, frozenset(data["priority"]), places)


def _wishes(
    path: Path, text: str, values: Mapping[str, Any], table: BindingTable, faults: list[CollabError]
) -> Iterator[_Wish]:
    lines = lines_of_names(text)
    wished = list(_flat(values))
    named_now = {name for name, _ in wished}
    for written, value in wished:
        name = FORMER_NAMES.get(written, written)
        if name != written and name in named_now:
            continue  # the name of now counts
        where = {"path": path, "line": lines.get(written, 1), "name": name}
        if name not in table.keys:
            near = _near(name, table)
            faults.append(Refused("keys.unknown_name" if near else "keys.unknown_name.none_near", **where, near=near))
            continue
        typed = [value] if isinstance(value, str) else value
        named = [key_name(key) if isinstance(key, str) else None for key in typed] if isinstance(typed, list) else []
        keys = tuple(key for key in named if key is not None)
        fixed = [key for key in keys if key in FIXED and key not in table.keys[name]]
        if not keys or len(keys) < len(named):
            faults.append(Refused("keys.no_key", **where, value=value))
        elif fixed:
            faults.append(Refused("keys.fixed", **where, value=FIXED[fixed[0]]))
        elif _works_while_typing(name, table) and not all(map(is_command_key, keys)):
            faults.append(Refused("keys.for_typing", **where, value=value))
        else:
            yield _Wish(name, keys, lines.get(written, 1))


def _works_while_typing(name: str, table: BindingTable) -> bool:
    return name in table.priority and all(map(is_command_key, table.keys[name]))


def _flat(values: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """Names with dots, however the tables are nested."""
    for key, value in values.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{key}.")
        else:
            yield before + key, value


def lines_of_names(text: str) -> dict[str, int]:
    """The line of each name that is set, from 1."""
    lines, section = {}, ""
    for number, line in enumerate(text.splitlines(), 1):
        plain = line.strip()
        if plain.startswith("["):
            section = _bare(plain.strip("[]")) + "."
        elif "=" in plain:
            lines[section + _bare(plain.partition("=")[0])] = number
    return lines


def _bare(key: str) -> str:
    return ".".join(part.strip().strip("\"'") for part in key.split("."))


def _near(name: str, table: BindingTable) -> list[str]:
    """Names that may have been meant: like it, or those of the same page."""
    from difflib import get_close_matches

    page = name.partition(".")[0] + "."
    return get_close_matches(name, table.keys) or [known for known in table.keys if known.startswith(page)][:8]


def _without_clashes(path: Path, wishes: list[_Wish], table: BindingTable, faults: list[CollabError]) -> Keymap:
    """Of two bindings that would have the same key at the same place, the built-in one keeps it, else the first."""
    kept = list(wishes)
    while clash := _first_clash(kept, table):
        wish, key, other = clash
        kept.remove(wish)
        faults.append(Refused("keys.taken", path=path, line=wish.line, name=wish.name, value=key, other=other))
    faults.sort(key=lambda fault: int(str(fault.values["line"])))
    return {wish.name: wish.keys for wish in kept}


def _first_clash(kept: list[_Wish], table: BindingTable) -> tuple[_Wish, str, str] | None:
    """From the end of the file: a wish, the key that it cannot have, and whose that is."""
    now = table.keys | {wish.name: wish.keys for wish in kept}
    return next(((wish, *clash) for wish in reversed(kept) for clash in _clashes(wish, now, table)), None)


def _clashes(wish: _Wish, now: Keymap, table: BindingTable) -> Iterator[tuple[str, str]]:
    """The key, and whose it is. What has the same key by default as well may go on so: only one of them works at a
    time."""
    for place in table.places:
        if wish.name not in place:
            continue
        for other in sorted(place - {wish.name}):
            built_in = set(table.keys[wish.name]) & set(table.keys[other])
            for key in wish.keys:
                if key in now[other] and key not in built_in:
                    yield key, other
