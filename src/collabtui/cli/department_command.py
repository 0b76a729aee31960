"""`collabtui department list|rename|merge`: departments, called otherwise or made one."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from collabtui.cli.base.context import Context
from collabtui.cli.base.grammar import NoArgs, Parser
from collabtui.cli.base.record_rows import show_records
from collabtui.cli.base.text_table import table, terminal_width

if TYPE_CHECKING:
    from collabtui.lifecycle.people.department_moves import DepartmentMoved
    from collabtui.store.interface import Reader


class RenameDepartmentArgs(NamedTuple):
    department: str
    name: str
    dry_run: bool = False


class MergeDepartmentsArgs(NamedTuple):
    department: str
    other: str
    dry_run: bool = False


def register(parser: Parser) -> None:
    parser.verb("list", list_departments, NoArgs)
    parser.verb("rename", rename_department, RenameDepartmentArgs)
    parser.verb("merge", merge_departments, MergeDepartmentsArgs)


def list_departments(context: Context, _: NoArgs) -> None:
    from collabtui.store.queries.people_list import departments

    rows = departments(context.reader, today=context.today)
    if context.options.json:
        context.show(rows)
    elif not rows:
        context.say("department.none")
    else:
        words = context.words
        shown = (
            (
                row["name"],
                words("department.heads", names=row["heads"]) if row["heads"] else "",
                words("department.contact", name=row["contact"]) if row["contact"] else "",
                words("department.people", n=row["people"]),
            )
            for row in rows
        )
        context.out.lines(table(shown, width=terminal_width(context.out)))


def rename_department(context: Context, arguments: RenameDepartmentArgs) -> None:
    """Everything that names it names it so; its former name is understood from then on."""
    from collabtui.cli.base.send_queued import send_assignment_mails
    from collabtui.lifecycle.people import department_moves
    from collabtui.lifecycle.people.renamed_letters import renamed_messages

    old, new = arguments.department, arguments.name
    moved = _moved(
        context,
        arguments.dry_run,
        lambda reader: department_moves.to_be_renamed(reader, old, new),
        lambda: department_moves.rename(context.acting(), old, new),
    )
    _say(context, moved, "rename", dry_run=arguments.dry_run)
    if arguments.dry_run:
        store, acting = context.workspace.store, context.acting()
        heard = renamed_messages(store, acting, moved.before, moved.after, named=moved.before)
        if names := [one.person.name for one in heard]:
            context.say("department.would_hear", names=names)
    else:
        send_assignment_mails(context)


def merge_departments(context: Context, arguments: MergeDepartmentsArgs) -> None:
    """`other` becomes a part of `department`."""
    from collabtui.cli.base.send_queued import send_assignment_mails
    from collabtui.lifecycle.people import department_moves

    stays, goes = arguments.department, arguments.other
    moved = _moved(
        context,
        arguments.dry_run,
        lambda reader: department_moves.to_be_merged(reader, stays, goes),
        lambda: department_moves.merge(context.acting(), stays, goes),
    )
    _say(context, moved, "merge", dry_run=arguments.dry_run)
    for ref in moved.asked_anew:
        context.say("department.ask_anew", ref=ref, name=moved.after)
    if not arguments.dry_run:
        send_assignment_mails(context)


def _moved(
    context: Context,
    dry_run: bool,
    look: "Callable[[Reader], DepartmentMoved]",
    do: "Callable[[], DepartmentMoved]",
) -> "DepartmentMoved":
    moved = look(context.workspace.store) if dry_run else do()
    if context.options.json:
        refs = [record.ref for record in moved.records if record.ref]
        context.show({"before": moved.before, "name": moved.after, "refs": refs})
    return moved


def _say(context: Context, moved: "DepartmentMoved", verb: str, *, dry_run: bool) -> None:
    """What changes is named one by one before it is done; those of it that the user may read."""
    from collabtui.lifecycle.access.visible_store import seen_of

    values = {"old": moved.before, "name": moved.after, "n": len(moved.places)}
    context.say(f"department.would_{verb}" if dry_run else f"department.{verb}d", **values)
    if dry_run and not context.options.json:
        show_records(context, seen_of(context.acting(), moved.places))
