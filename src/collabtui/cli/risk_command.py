"""`collabtui risk`: what may go wrong, how bad that would be, and what is done against it."""

from typing import TYPE_CHECKING, Literal, NamedTuple, TypedDict

from collabtui.cli.base.context import Context
from collabtui.cli.base.grammar import Parser
from collabtui.cli.base.names_read import names_read, say_names_read, warn_of_unread
from collabtui.cli.base.send_queued import send_queued
from collabtui.cli.base.text_table import table, terminal_width
from collabtui.domain.refs import kept_ref
from collabtui.errors import Refused

if TYPE_CHECKING:
    from datetime import date

    from collabtui.domain.matters.matter import Risk
    from collabtui.lifecycle.matters.risks import RiskChanges
    from collabtui.store.queries.rows.matter_rows import OneRiskRow

Level = Literal["high", "medium", "low"]


class AddRiskArgs(NamedTuple):
    title: str
    matter: str = ""
    likelihood: Level | None = None
    impact: Level | None = None
    level: Level | None = None
    scope: str | None = None
    answer: str | None = None
    owner: str | None = None
    standby: str | None = None
    review: str | None = None


class ListRisksArgs(NamedTuple):
    matter: str | None = None
    all: bool = False


class OneRiskArgs(NamedTuple):
    ref: str


class UpdateRiskArgs(NamedTuple):
    ref: str
    title: str | None = None
    likelihood: Level | None = None
    impact: Level | None = None
    level: Level | None = None
    scope: str | None = None
    answer: str | None = None
    owner: str | None = None
    standby: str | None = None
    review: str | None = None
    state: Literal["open", "closed"] | None = None


class _ShownRisk(TypedDict):
    """A risk as `risk show` prints it, by the names of its fields."""

    ref: str
    title: str
    matter: str | None
    meeting: str | None
    level: str
    likelihood: str | None
    impact: str | None
    scope: str | None
    answer: str | None
    owner: str | None
    standby: str | None
    review: str | None
    state: str
    raised_by: str
    raised_at: str


def register(parser: Parser) -> None:
    parser.verb("add", add_risk, AddRiskArgs)
    parser.verb("list", list_risks, ListRisksArgs)
    parser.verb("show", show_risk, OneRiskArgs)
    parser.verb("update", update_risk, UpdateRiskArgs)
    parser.verbs_in("collabtui.cli.risk_meeting_command", "meeting")


def add_risk(context: Context, arguments: AddRiskArgs) -> None:
    from collabtui.lifecycle.matters import risks
    from collabtui.store.queries.lookup import matter_ref

    matter = matter_ref(context.reader, arguments.matter) if arguments.matter else None
    changes = _changes(context, arguments)
    changes["text"] = arguments.title
    risk = risks.add_risk(context.acting(), matter, changes)
    _warn_of_absence(context, risk)
    _done(context, risk.ref, "risk.added", arguments.owner)
    warn_of_unread(context, risk.matter, (risk.owner,))


def update_risk(context: Context, arguments: UpdateRiskArgs) -> None:
    """Only what is given changes."""
    from collabtui.lifecycle.matters import risks

    changes = _changes(context, arguments)
    if arguments.title is not None:
        changes["text"] = arguments.title
    if arguments.state is not None:
        changes["state"] = arguments.state
    if not changes:
        raise Refused("risk.nothing_given", ref=kept_ref(arguments.ref))
    risk = risks.update_risk(context.acting(), arguments.ref, changes)
    if "owner" in changes:
        _warn_of_absence(context, risk)
    _done(context, risk.ref, "risk.updated", arguments.owner)


def _warn_of_absence(context: Context, risk: "Risk") -> None:
    """Who was just given it and is not here to answer it, and who stands in."""
    from collabtui.domain.people import Person
    from collabtui.lifecycle.bookings.absence_finding import absence_on

    store = context.workspace.store
    owner = store.get(Person, risk.owner) if risk.owner else None
    if owner and (found := absence_on(store, owner, context.today)):
        context.warn(found.key, **found.values)


def _changes(context: Context, arguments: AddRiskArgs | UpdateRiskArgs) -> "RiskChanges":
    changes: RiskChanges = {}
    if arguments.likelihood is not None:
        changes["likelihood"] = arguments.likelihood
    if arguments.impact is not None:
        changes["severity"] = arguments.impact
    if arguments.level is not None:
        changes["level"] = arguments.level
    if arguments.scope is not None:
        changes["impact"] = arguments.scope
    if arguments.answer is not None:
        changes["answer"] = arguments.answer
    if arguments.owner is not None:
        changes["owner"] = arguments.owner
    if arguments.standby is not None:
        changes["standby"] = arguments.standby
    if arguments.review is not None:
        changes["review"] = _day(context, arguments.review)
    return changes


def _day(context: Context, text: str) -> "date | None":
    """None for nothing: that takes it away."""
    from collabtui.cli.action.action_command import day_of

    return day_of(context, text) if text else None


def list_risks(context: Context, arguments: ListRisksArgs) -> None:
    from collabtui.store.queries.lookup import matter_ref
    from collabtui.store.queries.matters import all_risks

    matter = matter_ref(context.reader, arguments.matter) if arguments.matter else None
    rows = all_risks(context.reader, matter=matter, only_open=not arguments.all)
    if context.options.json:
        context.show(rows)
        return
    nobody = context.words("action.nobody")
    lines = [
        (
            one["ref"],
            context.words(f"level.{one['level']}"),
            context.words(f"risk.state.{one['state']}"),
            one["owner"]["name"] if one["owner"] else nobody,
            one["review"] or "-",
            one["title"],
        )
        for one in rows
    ]
    context.out.lines(table(lines, width=terminal_width(context.out)))
    if not lines:
        context.say("risk.none")


def show_risk(context: Context, arguments: OneRiskArgs) -> None:
    from collabtui.store.queries.matters import one_risk

    found = one_risk(context.reader, arguments.ref)
    if context.options.json:
        context.show(found)
        return
    lines = ((context.words(f"risk.field.{name}"), value) for name, value in _shown(context, found).items() if value)
    context.out.lines(table(lines))


def _shown(context: Context, risk: "OneRiskRow") -> _ShownRisk:
    words, owner = context.words, risk["owner"]
    person = " ".join(filter(None, (owner["name"], owner["department"], owner["email"]))) if owner else None
    return {
        **risk,
        "level": words(f"level.{risk['level']}"),
        "likelihood": words(f"level.{risk['likelihood']}") if risk["likelihood"] else None,
        "impact": words(f"level.{risk['impact']}") if risk["impact"] else None,
        "owner": person,
        "state": words(f"risk.state.{risk['state']}"),
        "raised_at": context.moment(risk["raised_at"]),
    }


def _warn_of_unwarned(context: Context, ref: str) -> None:
    from collabtui.domain.matters.matter import Risk
    from collabtui.lifecycle.matters.risk_alarm import unwarned

    store = context.workspace.store
    risk = store.get(Risk, ref)
    if names := [one.name for one in unwarned(store, context.acting(), risk)]:
        context.warn("risk.unwarned", ref=ref, matter=risk.matter, names=context.words("list.separator").join(names))


def _done(context: Context, ref: str, key: str, owner: str | None) -> None:
    from collabtui.store.queries.matters import one_risk

    row, read = one_risk(context.reader, ref), names_read(context, (owner,))
    if context.options.json:
        context.show({**row, **({"read_as": read} if read else {})})
    say_names_read(context, read)
    context.say(key, ref=ref, title=row["title"], level=context.words(f"level.{row['level']}"))
    _warn_of_unwarned(context, ref)
    if key == "risk.added" and row["level"] == "high" and row["matter"] and not context.options.json:
        context.say("risk.offer_meeting", ref=ref)
    send_queued(context)
