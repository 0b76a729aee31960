"""`collabtui matter`."""

import argparse

from collabtui.cli.context import Context
from collabtui.cli.dispatch import Parser
from collabtui.cli.table import table, terminal_width


def register(parser: Parser) -> None:
    adding = parser.verb("new", new_matter)
    adding.takes("title")
    for name in ("--initiator", "--lead", "--background", "--goal", "--wanted"):
        adding.takes(name, default="")
    parser.verb("list", list_matters)
    parser.verb("show", show_matter).takes("ref")


def new_matter(context: Context, arguments: argparse.Namespace) -> None:
    from collabtui.cli.action import day_of
    from collabtui.lifecycle.matters import new_matter as make

    matter = make(
        context.desk(),
        title=arguments.title,
        initiator=arguments.initiator,
        lead=arguments.lead,
        background=arguments.background,
        goal=arguments.goal,
        wanted=day_of(context, arguments.wanted) if arguments.wanted else None,
    )
    if context.options.json:
        from collabtui.store.views.matters import matter as row

        context.show(row(context.reader, matter.ref, today=context.today))
    context.say("matter.added", ref=matter.ref, title=matter.title)


def list_matters(context: Context, _: argparse.Namespace) -> None:
    from collabtui.store.views.matters import matters

    rows = matters(context.reader, today=context.today)
    if context.options.json:
        context.show(rows)
    elif not rows:
        context.say("matter.none")
    else:
        lines = ((one["ref"], context.words(f"step.{one['step']}"), one["title"]) for one in rows)
        for line in table(lines, width=terminal_width(context.out)):
            context.line(line)


def show_matter(context: Context, arguments: argparse.Namespace) -> None:
    from collabtui.store.views.matters import matter

    found = matter(context.reader, arguments.ref, today=context.today)
    if context.options.json:
        context.show(found)
        return
    for line in table((name, value) for name, value in found.items() if value):
        context.line(line)
