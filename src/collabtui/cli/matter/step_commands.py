"""`collabtui matter edit|step|criterion|accept|retrospective`: a matter on its way through the nine steps."""

from typing import TYPE_CHECKING, Literal, NamedTuple, TypedDict, cast

from collabtui.cli.base.context import Context
from collabtui.cli.base.grammar import Parser, Positional
from collabtui.cli.base.names_read import names_read, say_names_read
from collabtui.cli.base.text_table import table, terminal_width
from collabtui.cli.matter.milestone_command import warn_of_days_off
from collabtui.errors import Refused

if TYPE_CHECKING:
    from datetime import date

    from collabtui.domain.matters.matter import Matter
    from collabtui.domain.matters.step_requirements import MatterFacts
    from collabtui.domain.matters.steps import Step
    from collabtui.lifecycle.matters.edit_matters import MatterFields
    from collabtui.store.queries.rows.matter_rows import CriterionRow


class EditMatterArgs(NamedTuple):
    ref: str
    title: str | None = None
    initiator: str | None = None
    lead: str | None = None
    background: str | None = None
    goal: str | None = None
    scope_in: tuple[str, ...] = ()
    scope_out: tuple[str, ...] = ()
    rules: str | None = None
    channel: tuple[str, ...] = ()
    supervising: str | None = None
    result: str | None = None
    went_well: str | None = None
    to_improve: str | None = None
    to_standardise: str | None = None
    wanted: str | None = None
    rhythm: Literal["none", "daily", "weekly"] | None = None
    kind: Literal["routine", "project", "campaign", "process", "cross-company", "emergency"] | None = None
    owner: str | None = None
    account: str | None = None
    clerk: str | None = None
    rank: int | None = None
    no_mail: bool = False
    old_step: tuple[str, ...] = ()
    new_step: tuple[str, ...] = ()
    becomes: tuple[str, ...] = ()
    conclusions: str | None = None
    recommendations: str | None = None
    milestone: tuple[str, ...] = ()
    criterion: tuple[str, ...] = ()


class StepArgs(NamedTuple):
    ref: str
    step: Positional[str | None] = None


class CriterionArgs(NamedTuple):
    ref: str
    number: int
    measured: str | None = None
    opinion: str | None = None
    rectify: str | None = None
    by: str | None = None
    met: Literal["yes", "no"] | None = None
    department: str | None = None
    """Who says whether it is met; empty: the department that supervises the matter."""
    owner: str | None = None
    """Of the action that is made of what is to be put right."""
    insist: str | None = None
    """Why it counts as met although its value misses it."""
    no_mail: bool = False


class AcceptArgs(NamedTuple):
    ref: str
    result: str | None = None
    send: bool = False
    queue_only: bool = False


class RetrospectiveArgs(NamedTuple):
    ref: str
    at: str = ""
    """When, as `meeting move` takes it; empty: at the first time at which all are free."""
    milestone: str = ""
    """On which milestone; empty: on the whole matter, which was accepted."""
    send: bool = False
    queue_only: bool = False


class StepRow(TypedDict):
    """A step of a matter, as `matter step --json` says it."""

    step: "Step"
    state: Literal["past", "present", "coming"]
    lacks: list[str]
    """In words."""


def register(parser: Parser) -> None:
    parser.verb("edit", edit_matter, EditMatterArgs)
    parser.verb("step", show_or_go, StepArgs)
    parser.verb("criterion", edit_criterion, CriterionArgs)
    parser.verb("accept", accept_matter, AcceptArgs)
    parser.verb("retrospective", look_back, RetrospectiveArgs)


def edit_matter(context: Context, arguments: EditMatterArgs) -> None:
    """Only what is given changes."""
    from collabtui.cli.base.send_queued import send_assignment_mails
    from collabtui.lifecycle.matters.edit_matters import describe_matter

    ref = _ref(context, arguments.ref)
    fields = _given_fields(context, ref, arguments)
    if not fields:
        raise Refused("matter.nothing_to_edit", ref=ref)
    acting = context.acting()
    described = describe_matter(acting.quiet() if arguments.no_mail else acting, ref, fields)
    context.say("matter.edited", ref=described.ref)
    _say_steps_read(context, described, arguments)
    warn_of_days_off(context, fields.get("milestones", ()))
    warn_of_outsiders(context, arguments.initiator, arguments.supervising)
    warn_of_nothing_to_measure(context, arguments.goal, arguments.criterion)
    if arguments.kind:
        say_kind(context, described)
    _warn_of_waiting_rhythm(context, described, arguments)
    if arguments.owner or arguments.clerk:
        send_assignment_mails(context)
    _show_json(context, ref)


def _warn_of_waiting_rhythm(context: Context, matter: "Matter", arguments: EditMatterArgs) -> None:
    """Says that nobody is asked how things stand before the work begins, where that is so."""
    from collabtui.lifecycle.due.progress_due import rhythm_waits

    if arguments.rhythm is not None and rhythm_waits(context.workspace.store, matter):
        context.warn("matter.rhythm_waits", ref=matter.ref, step=context.words(f"step.{matter.step}"))


def _say_steps_read(context: Context, matter: "Matter", arguments: EditMatterArgs) -> None:
    """Print the steps as they were taken apart: what was no part of its own stands in the name of the step."""
    from collabtui.lifecycle.matters.process_steps import names_in_steps, write_steps

    given = {"old_steps": arguments.old_step or arguments.becomes, "new_steps": arguments.new_step}
    if context.options.json or not any(given.values()):
        return
    names = names_in_steps(context.workspace.store, matter)
    for field, typed in given.items():
        if typed:
            steps = write_steps(getattr(matter, field), context.words, names).splitlines()
            context.out.lines((context.words(f"field.{field}"), *(f"  {n} {one}" for n, one in enumerate(steps, 1))))


def warn_of_outsiders(context: Context, *departments: str | None) -> None:
    """Says of each department where nobody is known that it gets no mail: who asks and who accepts may be outside."""
    from collabtui.lifecycle.base.department_people import is_known_department

    for name in dict.fromkeys(filter(None, departments)):
        if not is_known_department(context.workspace.store, name):
            context.warn("matter.outsider", value=name)


def warn_of_nothing_to_measure(context: Context, goal: str | None, criteria: tuple[str, ...] = ()) -> None:
    """Says of a goal without a figure, and of each criterion that nothing measures, that it is so."""
    from collabtui.domain.matters.step_requirements import names_a_figure
    from collabtui.language.measures.nothing_to_measure import not_measurable

    if goal and not names_a_figure(goal):
        context.warn("criterion.goal_unmeasured", text=goal)
    for number in not_measurable(criteria):
        context.warn("criterion.nothing_measures", text=criteria[number - 1])


def say_kind(context: Context, matter: "Matter") -> None:
    """Print what the template of its kind has brought; nothing where it is of none."""
    if matter.kind:
        words = context.words
        counted = {"n": len(matter.criteria), "m": len(matter.milestones)}
        names = {"kind": words(f"kind.{matter.kind}"), "rhythm": words(f"rhythm.{matter.rhythm}")}
        context.say("matter.kind_brought", ref=matter.ref, **names, **counted)


def _given_texts(arguments: EditMatterArgs) -> "MatterFields":
    """The fields that are taken as they are typed."""
    texts = {
        "title": arguments.title,
        "owner": arguments.owner,
        "account": arguments.account,
        "clerk": arguments.clerk,
        "initiator": arguments.initiator,
        "lead": arguments.lead,
        "background": arguments.background,
        "goal": arguments.goal,
        "scope_in": _lines(arguments.scope_in),
        "scope_out": _lines(arguments.scope_out),
        "rules": arguments.rules,
        "supervising": arguments.supervising,
        "result": arguments.result,
        "went_well": arguments.went_well,
        "to_improve": arguments.to_improve,
        "to_standardise": arguments.to_standardise,
        "conclusions": arguments.conclusions,
        "recommendations": arguments.recommendations,
    }
    return cast("MatterFields", {name: text for name, text in texts.items() if text is not None})


def _given_fields(context: Context, ref: str, arguments: EditMatterArgs) -> "MatterFields":
    from collabtui.domain.matters.matter import Matter
    from collabtui.language.channel_line import read_channels
    from collabtui.language.milestone_lines import read_milestones
    from collabtui.lifecycle.matters.edit_matters import criteria_of
    from collabtui.lifecycle.matters.process_steps import read_steps, with_fates
    from collabtui.lifecycle.matters.reached_milestones import with_deliverables

    fields = _given_texts(arguments)
    if arguments.kind is not None:
        fields["kind"] = arguments.kind
    if arguments.rank is not None:
        fields["rank"] = arguments.rank
    if arguments.rhythm is not None:
        fields["rhythm"] = arguments.rhythm
    if arguments.wanted is not None:
        fields["wanted"] = _day(context, arguments.wanted)
    if arguments.milestone:
        lines = "\n".join(arguments.milestone)
        read = read_milestones(lines, locale=context.words.locale, today=context.today)
        fields["milestones"] = with_deliverables(context.workspace.store.get(Matter, ref).milestones, read)
    if arguments.channel:
        fields["channels"] = read_channels("\n".join(arguments.channel))
    if arguments.old_step:
        fields["old_steps"] = read_steps("\n".join(arguments.old_step))
    if arguments.new_step:
        fields["new_steps"] = read_steps("\n".join(arguments.new_step))
    if arguments.becomes:
        known = fields.get("old_steps") or context.workspace.store.get(Matter, ref).old_steps
        fields["old_steps"] = with_fates(known, arguments.becomes)
    if arguments.criterion:
        fields["criteria"] = criteria_of(context.workspace.store.get(Matter, ref).criteria, arguments.criterion)
    return fields


def _lines(given: tuple[str, ...]) -> str | None:
    return "\n".join(given) if given else None


def show_or_go(context: Context, arguments: StepArgs) -> None:
    """Print what each step lacks; or go on to a step, with a word on what the one that is left lacks."""
    from collabtui.domain.matters.step_requirements import lacking
    from collabtui.domain.matters.steps import STEPS
    from collabtui.lifecycle.matters.edit_matters import move_to_step
    from collabtui.store.queries.matters import matter

    ref = _ref(context, arguments.ref)
    facts = _facts(context, ref)
    at: Step = matter(context.reader, ref, today=context.today)["step"]
    if arguments.step is not None:
        step = _step(context, arguments.step)
        move_to_step(context.acting(), ref, step)
        if STEPS.index(step) > STEPS.index(at) and (lacks := lacking(facts, at)):
            context.warn("steps.left_lacking", step=context.words(f"step.{at}"), lacks=lacks)
        context.say("matters.at_step", ref=ref, step=context.words(f"step.{step}"))
        _show_json(context, ref)
        return
    now = STEPS.index(at)
    rows: list[StepRow] = [
        {
            "step": step,
            "state": "past" if place < now else "present" if place == now else "coming",
            "lacks": [context.words(lack.key, **lack.values) for lack in lacking(facts, step)],
        }
        for place, step in enumerate(STEPS)
    ]
    if context.options.json:
        context.show(rows)
        return
    marks = {"past": "✓", "present": "▶", "coming": " "}
    separator = context.words("list.separator")
    lines = [
        (marks[row["state"]], number, context.words(f"step.{row['step']}"), separator.join(row["lacks"]))
        for number, row in enumerate(rows, 1)
    ]
    context.out.lines(table(lines, width=terminal_width(context.out)))


def _facts(context: Context, ref: str) -> "MatterFacts":
    from collabtui.lifecycle.matters.whole_facts import whole_facts
    from collabtui.store.queries.step_facts import matter_facts

    return whole_facts(context.acting(), matter_facts(context.reader, ref, today=context.today))


def _step(context: Context, text: str) -> "Step":
    """By its name, in any language, or its number."""
    from collabtui.domain.matters.steps import STEPS

    for number, step in enumerate(STEPS, 1):
        if text.casefold() in (step, str(number), context.words(f"step.{step}").casefold()):
            return step
    raise Refused("steps.unknown", value=text, steps=list(STEPS))


def edit_criterion(context: Context, arguments: CriterionArgs) -> None:
    from collabtui.cli.base.send_queued import send_assignment_mails
    from collabtui.domain.matters.matter import Matter
    from collabtui.lifecycle.actions.edit_actions import rectify, refuse_unrectifiable
    from collabtui.lifecycle.matters.edit_matters import assessment_notes, criterion_of, evaluate_criterion

    ref = _ref(context, arguments.ref)
    before = criterion_of(context.workspace.store.get(Matter, ref), arguments.number)
    texts = {"measured": arguments.measured, "opinion": arguments.opinion, "rectify": arguments.rectify}
    texts["department"] = arguments.department
    fields: dict[str, object] = {name: text for name, text in texts.items() if text is not None}
    if arguments.met is not None:
        fields["met"] = arguments.met == "yes"
    if arguments.by is not None:
        fields["rectify_by"] = _day(context, arguments.by)
    if arguments.insist is not None:
        fields["opinion"] = arguments.insist
    assessed = before.model_copy(update=fields)
    if arguments.owner is not None:
        refuse_unrectifiable(context.workspace.store, ref, arguments.number, assessed, arguments.owner)
    insists = bool(arguments.insist and arguments.insist.strip())
    after = evaluate_criterion(context.acting(), ref, arguments.number, assessed, insists=insists)
    criterion = cast("CriterionRow", criterion_of(after, arguments.number).model_dump(mode="json"))
    context.say("matter.judged", ref=ref, number=arguments.number, judged=criterion_state(context, 0, criterion))
    for key, text, measured in assessment_notes(before, assessed, criterion_of(after, arguments.number)):
        context.warn(key, text=text, measured=measured)
    if arguments.owner is not None:
        acting = context.acting()
        action = rectify(acting.quiet() if arguments.no_mail else acting, ref, arguments.number, arguments.owner)
        context.say("matter.rectified_by", ref=action.ref, title=action.title)
        say_names_read(context, names_read(context, (arguments.owner,)))
    send_assignment_mails(context)
    _show_json(context, ref)


def criterion_state(context: Context, number: int, criterion: "CriterionRow") -> str:
    """`2 coverage ≥ 95 %: 96 %, met, report.pdf (I7)`; without the number where it is 0."""
    from collabtui.lifecycle.attachments.handed_in_files import files_of

    verdict = {None: "unjudged" if criterion["measured"] else "open", True: "met", False: "unmet"}[criterion["met"]]
    parts = [criterion["measured"], context.words(f"criterion.{verdict}"), criterion["opinion"]]
    parts.append(_to_rectify(context, criterion))
    if files := files_of(context.workspace.store, criterion["via"] or ""):
        parts.append(" ".join((*files.names, f"({files.mail})")))
    if criterion["at"]:
        person = criterion.get("person")
        name = person["name"] if isinstance(person, dict) else ""
        parts.append(" ".join(filter(None, (name, context.moment(criterion["at"])))))
    found = context.words("list.separator").join(filter(None, parts))
    return f"{number or ''} {criterion['text']}: {found}".strip()


def _to_rectify(context: Context, criterion: "CriterionRow") -> str:
    if criterion["rectify"] and criterion["met"]:
        day = context.moment(criterion["at"]).partition(" ")[0] if criterion["at"] else ""
        return context.words("steps.put_right", text=criterion["rectify"], day=day).rstrip()
    return " ".join(filter(None, (criterion["rectify"], criterion["rectify_by"])))


def _day(context: Context, text: str) -> "date | None":
    """None for nothing: that takes it away."""
    from collabtui.cli.action.action_command import day_of

    return day_of(context, text) if text else None


def _ref(context: Context, typed: str) -> str:
    from collabtui.store.queries.lookup import matter_ref

    return matter_ref(context.reader, typed)


def _show_json(context: Context, ref: str) -> None:
    if context.options.json:
        from collabtui.store.queries.matters import matter

        context.show(matter(context.reader, ref, today=context.today))


def accept_matter(context: Context, arguments: AcceptArgs) -> None:
    """Accept the result where that is not done yet; then list who gets the completion letter, or send it."""
    from collabtui.domain.matters.matter import Matter
    from collabtui.lifecycle.matters.acceptance import accept, completion_letters, send_completion, unconfirmed

    ref = _ref(context, arguments.ref)
    matter = context.workspace.store.get(Matter, ref)
    if matter.accepted_at is None or arguments.result not in (None, matter.result):
        matter = accept(context.acting(), ref, arguments.result)
        context.say("matter.accepted", ref=ref, title=matter.title, day=matter.retrospective_by)
        context.say("retrospective.offer", ref=ref)
        for one in unconfirmed(context.workspace.store, matter):
            context.warn("acceptance.unconfirmed" if one.department else "acceptance.unsupervised", **one._asdict())
    if arguments.send or arguments.queue_only:
        queued = send_completion(context.acting(), ref)
        context.say("matter.letters", n=len(queued))
        if not arguments.queue_only:
            from collabtui.cli.base.send_queued import send_queued

            send_queued(context)
    elif letters := completion_letters(context.workspace.store, context.acting(), ref):
        context.say("matter.letters_would_go", n=len(letters))
        if not context.options.json:
            lines = [(one.person.name, one.person.email, one.person.department) for one in letters]
            context.out.lines(table(lines, width=terminal_width(context.out)))
    _show_json(context, ref)


def look_back(context: Context, arguments: RetrospectiveArgs) -> None:
    """Show when the retrospective would be and with whom; with `--send` it is planned, and all are invited."""
    from collabtui.lifecycle.matters.retrospective_meeting import hold_retrospective, offered_retrospective

    ref, acting = _ref(context, arguments.ref), context.acting()
    offered = offered_retrospective(
        context.workspace.store, acting, ref, when=arguments.at, milestone=arguments.milestone
    )
    for finding in offered.findings:
        context.warn("warning", finding=finding)
    if offered.is_late:
        context.warn("retrospective.late", day=offered.by.date())
    if not (arguments.send or arguments.queue_only):
        names = [one.name for one in offered.draft.participants]
        context.say("retrospective.would_be", title=offered.draft.title, start=offered.start, names=names)
        if context.options.json:
            context.show({"title": offered.draft.title, "start": offered.start.isoformat(), "participants": names})
        return
    invited = hold_retrospective(acting, ref, when=arguments.at, milestone=arguments.milestone)
    context.say("retrospective.invited", ref=invited.meeting.ref, start=offered.start, n=len(invited.queued))
    sent = None
    if not arguments.queue_only:
        from collabtui.cli.base.send_queued import send_queued

        sent = send_queued(context)
    if context.options.json:
        context.show({"ref": invited.meeting.ref, "queued": len(invited.queued), "sent": sent})
