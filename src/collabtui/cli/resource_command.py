"""`collabtui resource`: what departments give to a matter, asked for and promised."""

from typing import Literal, NamedTuple

from collabtui.cli.base.context import Context
from collabtui.cli.base.grammar import Option, Parser, Positional
from collabtui.cli.base.resource_line import resource_line
from collabtui.cli.base.send_queued import send_queued
from collabtui.cli.base.text_table import table, terminal_width


class AddResourceArgs(NamedTuple):
    matter: str
    what: str
    department: Option[str]
    kind: Literal["people", "budget", "tools", "data", "other"] = "other"
    amount: str = ""
    person: str = ""
    from_: str = ""
    to: str = ""
    for_: str = ""


class ListResourcesArgs(NamedTuple):
    matter: str | None = None


class AskResourcesArgs(NamedTuple):
    matter: Positional[str]
    send: bool = False


class AnswerResourceArgs(NamedTuple):
    ref: str
    stance: Literal["for", "against"]
    text: Positional[str | None] = None


class OneResourceArgs(NamedTuple):
    ref: str


def register(parser: Parser) -> None:
    parser.verb("add", add_resource, AddResourceArgs)
    parser.verb("list", list_resources, ListResourcesArgs)
    parser.verb("ask", ask_for_resources, AskResourcesArgs)
    parser.verb("answer", answer_for_giver, AnswerResourceArgs)
    parser.verb("withdraw", withdraw_resource, OneResourceArgs)


def add_resource(context: Context, arguments: AddResourceArgs) -> None:
    """Nobody is asked yet; what speaks against its days is said."""
    from collabtui.cli.action.action_command import day_of
    from collabtui.lifecycle.matters import resources
    from collabtui.lifecycle.matters.resource_clashes import clash_findings

    first = day_of(context, arguments.from_) if arguments.from_ else None
    last = day_of(context, arguments.to) if arguments.to else None
    draft = resources.ResourceDraft(
        arguments.what, arguments.department, arguments.kind, arguments.amount, arguments.person, first, last,
        arguments.for_,
    )  # fmt: skip
    acting = context.acting()
    added = resources.add_resource(acting, _matter(context, arguments.matter), draft)
    for finding in clash_findings(context.workspace.store, added, context.visible):
        context.warn("warning", finding=finding)
    _done(context, added.ref, "resource.added", what=added.what, department=added.department)


def list_resources(context: Context, arguments: ListResourcesArgs) -> None:
    from collabtui.store.queries.departments import resources

    matter = _matter(context, arguments.matter) if arguments.matter else None
    rows = resources(context.reader, matter=matter)
    if context.options.json:
        context.show(rows)
    elif not rows:
        context.say("resource.none")
    else:
        lines = [(one["ref"], one["matter"], resource_line(context, one)) for one in rows]
        context.out.lines(table(lines, width=terminal_width(context.out)))


def ask_for_resources(context: Context, arguments: AskResourcesArgs) -> None:
    """Shown first; sent with `--send`."""
    from collabtui.lifecycle.matters import resources

    ref, acting = _matter(context, arguments.matter), context.acting()
    if arguments.send:
        asked = resources.ask_for_resources(acting, ref)
        context.say("resource.asked", ref=ref, n=len(asked.queued))
        sent = send_queued(context)
        if context.options.json:
            refs = [one.ref for one in asked.resources]
            context.show({"ref": ref, "resources": refs, "queued": len(asked.queued), "sent": sent})
        return
    mails = resources.preview_resources(acting, ref)
    if context.options.json:
        context.show([{"to": one.person.email, "subject": text.subject, "text": text.text} for one, text in mails])
        return
    for one, text in mails:
        context.out.line(f"─── {one.person.name} <{one.person.email}>  {text.subject}")
        context.out.line(text.text)


def answer_for_giver(context: Context, arguments: AnswerResourceArgs) -> None:
    """One that came by telephone, or was not clear."""
    from collabtui.lifecycle.matters import resources

    found = resources.answer_for_giver(context.acting(), arguments.ref, arguments.stance, arguments.text or "")
    _done(context, found.ref, "resource.answered", state=context.words(f"resource.state.{found.state}"))


def withdraw_resource(context: Context, arguments: OneResourceArgs) -> None:
    """Take it off the list of what is needed; who was asked is told."""
    from collabtui.lifecycle.matters import resources

    over = resources.withdraw_resource(context.acting(), arguments.ref)
    _done(context, over.resources[0].ref, "resource.withdrawn", n=len(over.queued))
    if over.queued:
        send_queued(context)


def _matter(context: Context, typed: str) -> str:
    from collabtui.store.queries.lookup import matter_ref

    return matter_ref(context.reader, typed)


def _done(context: Context, ref: str, key: str, **values: object) -> None:
    if context.options.json:
        from collabtui.store.queries.departments import one_resource

        context.show(one_resource(context.reader, ref))
    context.say(key, ref=ref, **values)
