"""`collabtui matter template list|save|new`: templates of matters listed, made of a matter, and used."""

from typing import Literal, NamedTuple

from collabtui.cli.base.context import Context
from collabtui.cli.base.grammar import Parser, Positional, Usage
from collabtui.cli.base.text_table import table, terminal_width

_PROG = "collabtui matter template"


class TemplateArgs(NamedTuple):
    do: Literal["list", "save", "new"]
    first: Positional[str | None] = None
    second: Positional[str | None] = None
    wanted: str = ""
    initiator: str = ""
    owner: str = ""
    no_mail: bool = False


def register(parser: Parser) -> None:
    parser.verb("template", template, TemplateArgs)


def template(context: Context, arguments: TemplateArgs) -> None:
    """`list`, `save MATTER NAME`, `new NAME TITLE`."""
    if arguments.do == "list":
        if arguments.first:
            raise Usage("usage.too_many", prog=f"{_PROG} list", value=arguments.first)
        _list(context)
    elif not arguments.first or not arguments.second:
        names = ("MATTER", "NAME") if arguments.do == "save" else ("NAME", "TITLE")
        raise Usage("usage.missing", prog=f"{_PROG} {arguments.do}", names=list(names[bool(arguments.first) :]))
    elif arguments.do == "save":
        _save(context, arguments.first, arguments.second)
    else:
        _new(context, arguments, arguments.first, arguments.second)


def _list(context: Context) -> None:
    from collabtui.formats.template_files import templates_of

    found = templates_of(context.home.templates, context.config.organiser.locale)
    if context.options.json:
        context.show([{"name": one.name, "own": one.is_own, "path": str(one.path)} for one in found])
        return
    whose = {True: context.words("matter_template.own"), False: context.words("matter_template.shipped")}
    context.out.lines(table(((one.name, whose[one.is_own]) for one in found), width=terminal_width(context.out)))


def _save(context: Context, matter: str, name: str) -> None:
    from collabtui.cli.matter.opened_matter import opened_matter
    from collabtui.formats.template_files import keep_template
    from collabtui.lifecycle.actions.matter_from_template import template_from

    made = template_from(context.acting().store, opened_matter(context, matter))
    path = keep_template(context.home.templates, name, made)
    if context.options.json:
        context.show({"name": path.stem, "path": str(path), "tasks": len(made.tasks)})
    context.say("matter_template.saved", name=path.stem, path=path, n=len(made.tasks))


def _new(context: Context, arguments: TemplateArgs, name: str, title: str) -> None:
    from collabtui.cli.action.action_command import day_of
    from collabtui.cli.base.send_queued import send_assignment_mails
    from collabtui.formats.template_files import read_template
    from collabtui.lifecycle.actions.matter_from_template import open_from_template
    from collabtui.lifecycle.matters.edit_matters import MatterDraft

    usual = read_template(context.home.templates, context.config.organiser.locale, name)
    wanted = day_of(context, arguments.wanted) if arguments.wanted else None
    draft = MatterDraft(title=title, initiator=arguments.initiator, wanted=wanted, owner=arguments.owner)
    acting = context.acting()
    made = open_from_template(acting.quiet() if arguments.no_mail else acting, usual, draft)
    if context.options.json:
        from collabtui.store.queries.matters import matter as row

        context.show(row(context.reader, made.matter.ref, today=context.today))
    context.say("matter.added", ref=made.matter.ref, title=made.matter.title)
    context.say("matter_template.actions", n=len(made.actions))
    if made.unknown:
        context.warn("matter_template.left_out", departments=list(made.unknown))
    if wanted is None and usual.has_days:
        context.warn("matter_template.no_days")
    if made.matter.owner:
        send_assignment_mails(context)
