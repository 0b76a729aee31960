"""Lines of Today that can be put aside: needs, and actions that are due."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from collabtui.screens.shell.aside_page import AsideThing
from collabtui.session.put_aside import action_key, mail_key
from collabtui.widgets.line import as_content
from collabtui.widgets.rows import Rows

if TYPE_CHECKING:
    from array import array

    from textual.widget import Widget

    from collabtui.screens.today.needs import Need
    from collabtui.session.put_aside import Aside
    from collabtui.session.store_session import Session
    from collabtui.store.queries.rows.action_rows import ActionRow
    from collabtui.text.catalogue import Catalogue


def need_key(need: "Need") -> str:
    """Another one where it gets worse: what is late by now is seen again."""
    page, ref, part = need.place
    if page == "inbox" and ref:
        return mail_key(ref)
    return ":".join(("need", need.urgency, getattr(need.text, "key", ""), page, ref, part))


def show_needs(rows: Rows, needs: "Sequence[Need]", aside: "Mapping[str, Aside]", words: "Catalogue") -> None:
    """Those that are not put aside, and below them how many things of all pages are."""
    found = [one for one in needs if need_key(one) not in aside] if aside else needs
    rows.border_subtitle = words("aside.count", n=len(aside)) if aside else ""
    rows.show(found, lambda keys, _: [as_content(f"{need.mark} ", need.style) + as_content(need.text) for need in keys])


def due_not_aside(actions: "Sequence[ActionRow]", aside: "Mapping[str, Aside]") -> "Sequence[ActionRow]":
    return [one for one in actions if action_key(one["ref"]) not in aside] if aside else actions


def mails_not_aside(numbers: "array[int]", aside: "Mapping[str, Aside]") -> "Sequence[int]":
    return [one for one in numbers if mail_key(f"I{one}") not in aside] if aside else numbers


def thing_under(focused: "Widget | None", session: "Session") -> AsideThing | None:
    """None where the cursor is on nothing that waits."""
    if not isinstance(focused, Rows) or focused.key is None or focused.id not in ("needs", "due"):
        return None
    if focused.id == "needs":
        return AsideThing(need_key(focused.key), focused.key.text)
    return AsideThing(action_key(focused.key), f"{focused.key} {_title(session, focused.key)}")


def _title(session: "Session", ref: str) -> str:
    from collabtui.store.queries.actions import action

    return action(session.reader, ref, today=session.today)["title"]
