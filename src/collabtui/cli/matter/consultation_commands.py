"""`collabtui matter ask|request|answer|contact|change|approve|plan|opinion|grant|refuse`: those concerned are asked."""

from typing import TYPE_CHECKING, Literal, NamedTuple

from collabtui.cli.base.context import Context
from collabtui.cli.base.grammar import Parser, Positional
from collabtui.cli.base.names_read import warn_that_nobody_reads
from collabtui.cli.base.send_queued import send_assignment_mails, send_queued
from collabtui.domain.refs import kept_ref
from collabtui.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from collabtui.domain.mail.mail_records import Outgoing
    from collabtui.domain.matters.change_request import ApprovalKind, ChangeRequest
    from collabtui.domain.matters.matter import Matter, Milestone
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.lifecycle.base.queue_mail import Message
    from collabtui.lifecycle.matters.change_requests.ask_about_change import AskedChange
    from collabtui.lifecycle.matters.change_requests.decide_change import Decided
    from collabtui.text.templates import Rendered

Stance = Literal["for", "against"]


class AskArgs(NamedTuple):
    ref: str
    department: str
    text: str


class RequestArgs(NamedTuple):
    ref: str
    attach: tuple[str, ...] = ()
    send: bool = False


class OpinionArgs(NamedTuple):
    ref: str
    department: str
    stance: Stance
    text: Positional[str | None] = None
    item: str = ""
    """Of a plan: the action that it is said of; empty where it is said of all."""


class AnswerForArgs(NamedTuple):
    ref: str
    department: str
    stance: Stance
    text: Positional[str | None] = None
    no_mail: bool = False


class ContactArgs(NamedTuple):
    ref: str
    department: str
    person: str
    no_mail: bool = False


class ChangeArgs(NamedTuple):
    ref: str
    kind: Positional[Literal["scope", "goal", "date"] | None] = None
    what: Positional[str | None] = None
    reason: str = ""
    impact: str = ""
    wanted: str = ""
    send: bool = False


class ApproveArgs(NamedTuple):
    ref: str
    kind: Literal["request", "plan", "kick-off", "criteria", "acceptance"]
    send: bool = False


class PlanArgs(NamedTuple):
    ref: str
    send: bool = False


class GrantArgs(NamedTuple):
    ref: str
    sentence: Positional[str | None] = None
    overrule: tuple[str, ...] = ()
    """A reason for all, or `department=reason`; of a plan also `item=reason`."""
    milestones: bool = False
    """Whether the milestones on the former final day move along."""


class RefuseArgs(NamedTuple):
    ref: str
    sentence: Positional[str | None] = None


def register(parser: Parser) -> None:
    parser.verb("ask", ask, AskArgs)
    parser.verb("request", show_or_send_request, RequestArgs)
    parser.verb("answer", answer_for, AnswerForArgs)
    parser.verb("contact", name_contact, ContactArgs)
    parser.verb("change", change, ChangeArgs)
    parser.verb("opinion", opinion, OpinionArgs)
    parser.verb("approve", approve, ApproveArgs)
    parser.verb("decide", approve, ApproveArgs)
    parser.verb("plan", show_or_send_plan, PlanArgs)
    parser.verb("grant", grant, GrantArgs)
    parser.verb("refuse", refuse, RefuseArgs)


def ask(context: Context, arguments: AskArgs) -> None:
    """No words take the department off the list."""
    from collabtui.lifecycle.matters import collaboration_request

    matter = collaboration_request.ask(
        context.acting(), _ref(context, arguments.ref), arguments.department, arguments.text
    )
    key = "asked.added" if arguments.text.strip() else "asked.dropped"
    _shown(context, matter.ref, key, ref=matter.ref, department=arguments.department)


def show_or_send_request(context: Context, arguments: RequestArgs) -> None:
    from collabtui.cli.base.input_files import read_bytes
    from collabtui.lifecycle.matters import collaboration_request
    from collabtui.mail.parse.attached_files import file_to_attach

    ref = _ref(context, arguments.ref)
    files = tuple(file_to_attach(name, read_bytes(name)) for name in arguments.attach)
    if not arguments.send:
        preview_mails(context, collaboration_request.preview_request(context.acting(), ref, files))
        warn_that_nobody_reads(context, ref)
        return
    queued = collaboration_request.send_request(context.acting(), ref, files).queued
    say_sent(context, "asked.sent", ref, len(queued))
    _say_absent(context, queued)
    warn_that_nobody_reads(context, ref)


def answer_for(context: Context, arguments: AnswerForArgs) -> None:
    from collabtui.domain.matters.matter import Matter
    from collabtui.lifecycle.matters import collaboration_request

    ref = _ref(context, arguments.ref)
    before = context.workspace.store.get(Matter, ref).contacts
    acting = _acting(context, arguments)
    matter = collaboration_request.answer_for(acting, ref, arguments.department, arguments.stance, arguments.text or "")
    answer = context.words(f"stance.{arguments.stance}")
    if matter.contacts != before:
        _say_contact(context, matter, arguments.department)
    _shown(context, matter.ref, "asked.answered", department=arguments.department, said=answer)
    send_assignment_mails(context)


def name_contact(context: Context, arguments: ContactArgs) -> None:
    """An empty person takes the department's contact away."""
    from collabtui.lifecycle.matters import edit_matters

    department = arguments.department.strip()
    acting = _acting(context, arguments)
    matter = edit_matters.name_contact(acting, _ref(context, arguments.ref), department, arguments.person)
    _say_contact(context, matter, department)
    _show_json(context, matter.ref)
    send_assignment_mails(context)


def _acting(context: Context, arguments: AnswerForArgs | ContactArgs) -> "Acting":
    acting = context.acting()
    return acting.quiet() if arguments.no_mail else acting


def _say_contact(context: Context, matter: "Matter", department: str) -> None:
    from collabtui.lifecycle.base.directory import people_by_ref

    named = [one.person for one in matter.contacts if one.department == department]
    names = [person.name for person in people_by_ref(context.workspace.store, named).values()]
    key = "matter.contact_named" if names else "matter.no_contact_now"
    context.say(key, ref=matter.ref, department=department, name="".join(names))


def change(context: Context, arguments: ChangeArgs) -> None:
    """A new one of a matter; one that is there as it stands, with the mails that would go out, which `--send` sends."""
    from collabtui.lifecycle.matters.change_requests import ask_about_change

    ref = arguments.ref
    if arguments.kind is not None:
        ref = _new(context, arguments, arguments.kind)
        if not arguments.send:
            _shown(context, _ref(context, arguments.ref), "change.added", ref=ref)
            return
    if not arguments.send:
        _show_change(context, ref)
        return
    asked = ask_about_change.ask_opinions(context.acting(), ref)
    say_sent(context, "change.sent", asked.change.ref, len(asked.queued))
    _say_unspoken(context, asked)
    _say_absent(context, asked.queued)


def _show_change(context: Context, ref: str) -> None:
    from collabtui.cli.base.text_table import table
    from collabtui.lifecycle.matters.change_text import change_lines, mails_to_go
    from collabtui.store.queries.departments import change as row

    acting = context.acting()
    lines = change_lines(acting, ref, context.words)
    mails: Sequence[tuple[Message, Rendered]] = ()
    try:
        mails = mails_to_go(acting, ref)
    except Refused as error:
        context.warn(error.key, **error.values)
    if context.options.json:
        context.show({**(row(context.reader, ref) or {}), "mails": _mail_rows(mails)})
        return
    context.out.lines(table(lines))
    preview_mails(context, mails)


def _new(context: Context, arguments: ChangeArgs, kind: Literal["scope", "goal", "date"]) -> str:
    from collabtui.cli.action.action_command import day_of
    from collabtui.lifecycle.matters.change_requests import change_drafts

    draft = change_drafts.ChangeDraft(
        kind,
        arguments.what or "",
        arguments.reason,
        arguments.impact,
        day_of(context, arguments.wanted) if arguments.wanted else None,
    )
    return change_drafts.new_change(context.acting(), _ref(context, arguments.ref), draft).ref


def opinion(context: Context, arguments: OpinionArgs) -> None:
    from collabtui.lifecycle.matters.change_requests import record_opinion

    change = record_opinion.record_opinion(
        context.acting(), arguments.ref, arguments.department, arguments.stance, arguments.text or "", arguments.item
    )
    words = context.words(f"stance.{arguments.stance}")
    _shown(context, change.matter, "asked.answered", department=arguments.department, said=words)


def approve(context: Context, arguments: ApproveArgs) -> None:
    from collabtui.lifecycle.matters.change_requests import ask_about_change

    ref = _ref(context, arguments.ref)
    if not arguments.send:
        _show_approval(context, ref, arguments.kind)
        return
    asked = ask_about_change.ask_approval(context.acting(), ref, arguments.kind)
    if asked.replaced:
        say_sent(context, "approval.replaced", asked.change.ref, len(asked.queued), before=asked.replaced.ref)
    else:
        say_sent(context, "approval.sent", asked.change.ref, len(asked.queued))
    _say_unspoken(context, asked)
    _say_absent(context, asked.queued)


def _say_unspoken(context: Context, asked: "AskedChange | Decided") -> None:
    if asked.unspoken:
        context.warn("change.unspoken", ref=asked.change.ref, departments=list(asked.unspoken))


def _show_approval(context: Context, ref: str, kind: "ApprovalKind") -> None:
    """The mails that would go out; where all of them are out and nothing has changed since, how it stands."""
    from collabtui.lifecycle.matters.change_requests import ask_about_change

    try:
        mails = ask_about_change.preview_approval(context.acting(), ref, kind)
    except Refused as error:
        if error.key != "approval.open":
            raise
        _show_change(context, str(error.values["ref"]))
        return
    preview_mails(context, mails)


def show_or_send_plan(context: Context, arguments: PlanArgs) -> None:
    """The approved plan, as each who has a part would get it; with `--send` it goes out."""
    from collabtui.lifecycle.base.queue_mail import rendered
    from collabtui.lifecycle.matters.plan_letters import plan_letters, send_plan

    ref, acting = _ref(context, arguments.ref), context.acting()
    if arguments.send:
        say_sent(context, "plan.sent", ref, len(send_plan(acting, ref)))
        return
    letters = plan_letters(context.workspace.store, acting, ref)
    preview_mails(context, [(one, rendered(acting, one)) for one in letters])
    context.say("plan.would_go" if letters else "plan.is_out", ref=ref, n=len(letters))


def grant(context: Context, arguments: GrantArgs) -> None:
    """At a terminal, where somebody has not agreed, the reason to grant it all the same is asked for."""
    from collabtui.domain.matters.matter import Matter
    from collabtui.lifecycle.matters.change_requests import asked_content, decide_change

    sentence, overruling = arguments.sentence or "", _reasons(context, arguments)
    along = arguments.milestones
    try:
        decided = decide_change.decide(
            context.acting(), arguments.ref, "granted", sentence, overruling, milestones=along
        )
    except Refused as error:
        if error.key != "change.stands_against" or not context.can_ask:
            raise
        asked = _asked_reasons(context, error)
        if not asked:
            context.say("change.left", ref=kept_ref(arguments.ref))
            return
        overruling |= asked
        decided = decide_change.decide(
            context.acting(), arguments.ref, "granted", sentence, overruling, milestones=along
        )
    change = decided.change
    if asked_content.is_otherwise(context.workspace.store, context.workspace.store.get(Matter, change.matter), change):
        context.warn("approval.granted_changed", ref=change.ref, matter=change.matter, kind=change.kind)
    say_sent(context, "change.granted", decided.change.ref, len(decided.queued))
    _say_words(context, decided.change)
    _say_unspoken(context, decided)
    if decided.left:
        _say_left(context, decided.change.matter, decided.left)


def _say_words(context: Context, change: "ChangeRequest") -> None:
    """The words of each department, as the decision has them, also that one said nothing: a wish may stand beside a
    yes. And against whom it was granted, with the reason."""
    for one in change.opinions:
        if one.text and one.department in change.departments:
            stance = context.words(f"stance.{one.stance}")
            context.say("change.words", department=one.department, stance=stance, text=" ".join(one.text.split()))
    for silent in change.silent:
        context.say("change.said_nothing", department=silent)
    for against in change.overruled:
        context.say("change.overruled_with", department=against.department, reason=against.reason)


def _say_left(context: Context, ref: str, left: "Sequence[Milestone]") -> None:
    """With a command that has all milestones of the matter, these on its new day."""
    from collabtui.domain.matters.matter import Matter
    from collabtui.language.milestone_lines import write_milestone

    matter = context.workspace.store.get(Matter, ref)
    moved = (one.model_copy(update={"day": matter.wanted}) if one in left else one for one in matter.milestones)
    options = " ".join(f'--milestone "{write_milestone(one)}"' for one in moved)
    names = context.words("list.separator").join(one.text for one in left)
    context.warn("change.milestones_left", names=names, day=context.words.day(left[0].day), ref=ref, options=options)


def _names(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else []


def _reasons(context: Context, arguments: GrantArgs) -> dict[str, str]:
    """By department; under an empty name the reason for the rest. Before an equals sign stands one that was asked, or
    a single word, which is refused where it is none."""
    from collabtui.domain.matters.change_request import ChangeRequest
    from collabtui.lifecycle.base.directory import current_name

    if not arguments.overrule:
        return {}
    store = context.workspace.store
    asked = store.get(ChangeRequest, arguments.ref).departments
    reasons = {}
    for one in arguments.overrule:
        typed, equals, reason = (part.strip() for part in one.replace("＝", "=", 1).partition("="))
        department = current_name(store, typed)
        named = bool(equals) and (department in asked or len(department.split()) == 1)
        reasons[department if named else ""] = reason if named else one
    return reasons


def _asked_reasons(context: Context, error: Refused) -> dict[str, str]:
    """One by one; empty where one is left out."""
    context.out.flush()
    reasons = {}
    for department in _names(error.values["departments"]):
        reasons[department] = input(context.words("change.ask_overrule", departments=department)).strip()
        if not reasons[department]:
            return {}
    return reasons


def refuse(context: Context, arguments: RefuseArgs) -> None:
    from collabtui.lifecycle.matters.change_requests import decide_change

    decided = decide_change.decide(context.acting(), arguments.ref, "refused", arguments.sentence or "")
    say_sent(context, "change.refused", decided.change.ref, len(decided.queued))


def _ref(context: Context, typed: str) -> str:
    from collabtui.store.queries.lookup import matter_ref

    return matter_ref(context.reader, typed)


def _shown(context: Context, matter: str, key: str, **values: str) -> None:
    _show_json(context, matter)
    context.say(key, **values)


def _show_json(context: Context, matter: str) -> None:
    if context.options.json:
        from collabtui.store.queries.matters import matter as row

        context.show(row(context.reader, matter, today=context.today))


def preview_mails(context: Context, mails: "Sequence[tuple[Message, Rendered]]") -> None:
    if context.options.json:
        context.show(_mail_rows(mails))
        return
    for one, text in mails:
        whom = " · ".join(filter(None, (one.department, f"{one.person.name} <{one.person.email}>")))
        context.out.line(f"─── {whom}  {text.subject}")
        context.out.line(text.text)


def _mail_rows(mails: "Sequence[tuple[Message, Rendered]]") -> list[dict[str, str | None]]:
    return [
        {"to": one.person.email, "department": one.department, "subject": text.subject, "text": text.text}
        for one, text in mails
    ]


def say_sent(context: Context, key: str, ref: str, queued: int, **values: str) -> None:
    context.say(key, ref=ref, n=queued, **values)
    sent = send_queued(context)
    if context.options.json:
        context.show({"ref": ref, "queued": queued, "sent": sent})


def _say_absent(context: Context, queued: "Sequence[Outgoing]") -> None:
    """Which of the departments asked has nobody there to answer, in a line on each of its people."""
    from collabtui.lifecycle.base.asked.everybody_away import absence_lines, asked_while_away

    for one in asked_while_away(context.acting(), queued):
        why = context.words("list.separator").join(absence_lines(context.words, one.people))
        context.warn("asked.nobody_there", department=one.department, why=why)
