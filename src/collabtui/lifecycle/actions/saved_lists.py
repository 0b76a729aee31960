"""Lists that are kept under a name: saved, saved over, taken away; each a command that undo takes back."""

from collabtui.domain.model import one_line
from collabtui.domain.saved_view import SavedView
from collabtui.errors import Refused, Unknown
from collabtui.lifecycle.base.acting import Acting
from collabtui.store.interface import Reader


def saved_views(reader: Reader) -> list[SavedView]:
    """By name."""
    return sorted((one for one in reader.find(SavedView) if not one.withdrawn), key=lambda one: one.name)


def save_view(acting: Acting, name: str, *, line: str, order: str, group: str) -> SavedView:
    """A view of that name is saved over. Raises `Refused` (saved_view.no_name)."""
    wanted = one_line(name)
    if not wanted:
        raise Refused("saved_view.no_name")
    with acting.transaction() as tx:
        same = [one for one in saved_views(tx) if one.name == wanted]
        view = same[0] if same else SavedView(ref=tx.next_ref(SavedView), name=wanted)
        return tx.put(view.model_copy(update={"line": line, "order": order, "group": group}))


def delete_view(acting: Acting, name: str) -> SavedView:
    """Raises `Unknown` (saved_view.missing: value, known)."""
    with acting.transaction() as tx:
        views = saved_views(tx)
        found = next((one for one in views if one.name == name), None)
        if found is None:
            raise Unknown("saved_view.missing", value=name, known=[one.name for one in views])
        return tx.put(found.model_copy(update={"withdrawn": True}))
