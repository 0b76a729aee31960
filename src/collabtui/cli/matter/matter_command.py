"""`collabtui matter new|list|show`: a matter opened, all of them, and one with all that hangs on it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple

from collabtui.cli.base.context import Context
from collabtui.cli.base.grammar import NoArgs, Parser
from collabtui.cli.base.send_queued import send_assignment_mails
from collabtui.cli.base.text_table import table, terminal_width

if TYPE_CHECKING:
    from collabtui.store.queries.rows.matter_rows import AskedDepartmentRow, ChangeRow
    from collabtui.store.queries.rows.people_rows import NamedPerson

HERE = "collabtui.cli.matter"


class NewMatterArgs(NamedTuple):
    title: str
    initiator: str = ""
    lead: str = ""
    background: str = ""
    goal: str = ""
    wanted: str = ""
    kind: Literal["routine", "project", "campaign", "process", "cross-company", "emergency"] | None = None
    owner: str = ""
    account: str | None = None
    channel: tuple[str, ...] = ()
    no_mail: bool = False


class OneMatterArgs(NamedTuple):
    ref: str


def register(parser: Parser) -> None:
    parser.verb("new", new_matter, NewMatterArgs)
    parser.verb("list", list_matters, NoArgs)
    parser.verb("show", show_matter, OneMatterArgs)
    parser.verbs_in(f"{HERE}.milestone_command", "milestone")
    parser.verbs_in(f"{HERE}.step_commands", "edit", "step", "criterion", "accept", "retrospective")
    asked = ("ask", "request", "answer", "contact", "change", "opinion", "approve", "decide", "plan", "grant", "refuse")
    parser.verbs_in(f"{HERE}.consultation_commands", *asked)
    parser.verbs_in(f"{HERE}.confidential_command", "confidential")
    parser.verbs_in(f"{HERE}.duties_command", "duties")
    parser.verbs_in(f"{HERE}.question_command", "settle")
    parser.verbs_in(f"{HERE}.matter_template_command", "template")
    parser.verbs_in(f"{HERE}.form_commands", "form")
    parser.verbs_in(f"{HERE}.matter_archive", "archive", "verify", "search")


def new_matter(context: Context, arguments: NewMatterArgs) -> None:
    from collabtui.cli.action.action_command import day_of
    from collabtui.cli.matter.step_commands import say_kind, warn_of_nothing_to_measure, warn_of_outsiders
    from collabtui.language.channel_line import read_channels
    from collabtui.lifecycle.matters.edit_matters import MatterDraft
    from collabtui.lifecycle.matters.edit_matters import new_matter as make

    draft = MatterDraft(
        title=arguments.title,
        initiator=arguments.initiator,
        lead=arguments.lead,
        background=arguments.background,
        goal=arguments.goal,
        wanted=day_of(context, arguments.wanted) if arguments.wanted else None,
        kind=arguments.kind,
        owner=arguments.owner,
        account=arguments.account,
        channels=read_channels("\n".join(arguments.channel)),
    )
    acting = context.acting()
    matter = make(acting.quiet() if arguments.no_mail else acting, draft)
    if context.options.json:
        from collabtui.store.queries.matters import matter as row

        context.show(row(context.reader, matter.ref, today=context.today))
    context.say("matter.added", ref=matter.ref, title=matter.title)
    say_kind(context, matter)
    warn_of_outsiders(context, arguments.initiator)
    warn_of_nothing_to_measure(context, arguments.goal)
    if matter.owner:
        send_assignment_mails(context)


def list_matters(context: Context, _: NoArgs) -> None:
    from collabtui.store.queries.matters import matters

    rows = matters(context.reader, today=context.today)
    if context.options.json:
        context.show(rows)
    elif not rows:
        context.say("matter.none")
    else:
        lines = ((one["ref"], context.words(f"step.{one['step']}"), one["title"]) for one in rows)
        context.out.lines(table(lines, width=terminal_width(context.out)))


def show_matter(context: Context, arguments: OneMatterArgs) -> None:
    from collabtui.cli.base.resource_line import resource_line
    from collabtui.cli.matter.milestone_command import milestone_line
    from collabtui.cli.matter.opened_matter import opened_matter
    from collabtui.cli.matter.step_commands import criterion_state
    from collabtui.store.queries.matters import matter
    from collabtui.text.channel_words import channel_line

    found = matter(context.reader, opened_matter(context, arguments.ref), today=context.today)
    if context.options.json:
        context.show(found)
        return
    contacts = (f"{one['department']} {one['name'] or ''}".strip() for one in found["contacts"])
    shown = {
        **found,
        "step": context.words(f"step.{found['step']}"),
        "kind": context.words(f"kind.{found['kind']}") if found["kind"] else None,
        "owner": found["owner"]["name"] if found["owner"] else None,
        "clerk": found["clerk"]["name"] if found["clerk"] else None,
        "created_at": context.moment(found["created_at"]),
        "contacts": ", ".join(contacts),
        "accepted_at": context.moment(found["accepted_at"]) if found["accepted_at"] else None,
        "rhythm": context.words(f"rhythm.{found['rhythm']}") if found["rhythm"] else None,
        "confidential": None,
        "channels": [channel_line(one, context.words) for one in found["channels"]],
        "readers": [person["name"] for person in found["readers"] if person],
        "milestones": [milestone_line(context, one) for one in found["milestones"]],
        "asked": [_asked_line(context, one) for one in found["asked"]],
        "changes": [line for one in found["changes"] for line in _change_lines(context, one)],
        "resources": [f"{one['ref']} {resource_line(context, one)}" for one in found["resources"]],
        "criteria": [criterion_state(context, number, one) for number, one in enumerate(found["criteria"], 1)],
    }
    lines = (
        (context.words(f"matter.field.{name}"), line)
        for name, value in shown.items()
        for line in (value if isinstance(value, list) else str(value or "").splitlines())
    )
    context.out.lines(table(lines))


def _asked_line(context: Context, part: "AskedDepartmentRow") -> str:
    state = context.words("asked.state.unsaid" if part["unsaid"] else f"asked.state.{part['state']}")
    who = _answered_by(context, part["by"], part["in_place_of"])
    return " · ".join(filter(None, (part["department"], _one_line(part["what"]), state, _one_line(part["text"]), who)))


def _answered_by(context: Context, person: "NamedPerson | None", absent: "NamedPerson | None") -> str:
    """The name of who answered for a department; of a deputy also for whom."""
    stood_in = context.words("form.for_absent", name=absent["name"]) if absent else ""
    return (person["name"] if person else "") + stood_in


def _change_lines(context: Context, change: "ChangeRow") -> Iterator[str]:
    words = context.words
    heading = (
        change["ref"],
        words(f"change.of.{change['kind']}"),
        change["what"],
        words(f"change.state.{change['state']}"),
        change["decision"],
    )
    yield " · ".join(filter(None, heading))
    for one in change["opinions"]:
        stance = words(f"stance.{one['stance']}")
        who = _answered_by(context, one["person"], one["in_place_of"])
        yield "  " + " · ".join(filter(None, (one["department"], stance, _one_line(one["text"]), who)))
    for department in change["silent"] if change["state"] == "asked" else ():
        yield f"  {department} · {words('stance.silent')}"


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())
