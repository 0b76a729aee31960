"""The user's own keys in the app: worn at its start, and found where a part looks up its keys itself."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import format_key

if TYPE_CHECKING:
    from collabtui.errors import CollabError
    from collabtui.keymap.user_keys import Keymap
    from collabtui.session.store_session import Session


def set_user_keys(app: App[Any], session: "Session") -> "tuple[CollabError, ...]":
    """Before the first page is composed. Returns what of the file cannot be used; it does no harm."""
    if not session.home.keys.exists():
        return ()
    from collabtui.keymap.user_keys import read_user_keys  # most users have no such file

    found = read_user_keys(session.home.keys)
    if found.keymap:
        wear(app, found.keymap)
    return found.faults


def wear(app: App[Any], keymap: "Keymap") -> None:
    """From now on, on all pages."""
    app.set_keymap({name: ",".join(keys) for name, keys in keymap.items()})


def keys_bound(node: DOMNode, app: App[Any]) -> dict[str, list[Binding]]:
    """Each key that an app or a part has bound itself, as the user set it, with what it does."""
    if not app._keymap:  # noqa: SLF001  # Textual sets a keymap, and shows it to nobody
        return node._bindings.key_to_bindings  # noqa: SLF001  # the same
    bindings = node._bindings.copy()  # noqa: SLF001  # as above
    bindings.apply_keymap(app._keymap)  # noqa: SLF001  # as above
    return bindings.key_to_bindings


def as_set(app: App[Any], binding: Binding) -> Binding:
    """A binding of a class, with the key that the user gave it; behind a prefix, with the prefix that he gave."""
    own = _own(app, binding.id)
    found = binding if not own or binding.key in own else binding.with_key(own[0], None)
    if found.key[1:2] != "+":  # no single letter before it
        return found
    from collabtui.keymap.key_names import PREFIX, PREFIX_ID  # the first frame has no such key, and does not wait

    if not found.key.startswith(PREFIX):
        return found
    first = next(iter(_own(app, PREFIX_ID)), PREFIX.removesuffix("+"))
    return found.with_key(found.key, f"{format_key(first)} {format_key(found.key.removeprefix(PREFIX))}")


def _own(app: App[Any], name: str | None) -> Sequence[str]:
    """The keys that the user set for a binding; none where he did not."""
    return [key for key in app._keymap.get(name or "", "").split(",") if key]  # noqa: SLF001  # as above
