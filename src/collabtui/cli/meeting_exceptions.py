"""`collabtui meeting exceptions`: what is late, blocked or at risk in a meeting's matters, shown or added."""

from typing import TYPE_CHECKING, NamedTuple

from collabtui.cli.base.context import Context
from collabtui.cli.base.text_table import table, terminal_width
from collabtui.domain.refs import kept_ref

if TYPE_CHECKING:
    from collections.abc import Sequence

    from collabtui.lifecycle.meetings.carry_over import ActionException


class ExceptionsArgs(NamedTuple):
    ref: str
    add: bool = False


def show_or_add_exceptions(context: Context, arguments: ExceptionsArgs) -> None:
    from collabtui.domain.meetings.meeting import Meeting
    from collabtui.lifecycle.meetings.carry_over import exceptions_for, take_exceptions

    acting = context.acting()
    added = 0
    if arguments.add:
        _, found, added = take_exceptions(acting, arguments.ref)
    else:
        meeting = acting.visible.get(Meeting, arguments.ref)
        found = tuple(exceptions_for(acting.visible, meeting, acting.today))
    _show(context, found)
    if arguments.add:
        context.say("agenda.exceptions_added" if added else "agenda.exceptions_there", ref=arguments.ref, n=added)
    elif found:
        context.say("agenda.exceptions_would", ref=kept_ref(arguments.ref))
    else:
        context.say("agenda.exceptions_none", ref=kept_ref(arguments.ref))


def _show(context: Context, found: "Sequence[ActionException]") -> None:
    """Each with who answers for it."""
    from collabtui.lifecycle.base.directory import people_by_ref

    people = people_by_ref(context.workspace.store, (one.action.owner for one in found if one.action.owner))
    names = {ref: one.name for ref, one in people.items()}
    if context.options.json:
        context.show(
            [
                {
                    "ref": one.action.ref,
                    "title": one.action.title,
                    "matter": one.action.matter,
                    "owner": names.get(one.action.owner or ""),
                    "due": one.action.due.isoformat() if one.action.due else None,
                    "exceptions": list(one.kinds),
                    "reason": one.action.reason,
                }
                for one in found
            ]
        )
        return
    lines = (
        (
            one.action.ref,
            " ".join(context.words(f"exception.{kind}") for kind in one.kinds),
            str(one.action.due or ""),
            names.get(one.action.owner or "", "?"),
            one.action.title,
        )
        for one in found
    )
    context.out.lines(table(lines, width=terminal_width(context.out)))
