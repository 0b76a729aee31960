"""`collabtui matter edit|step|criterion`: a matter on its way through the nine steps."""

from typing import TYPE_CHECKING, Any, cast

from collabtui.cli.base.context import Context
from collabtui.cli.base.grammar import Given, Parser
from collabtui.cli.base.text_table import table, terminal_width
from collabtui.errors import Refused

if TYPE_CHECKING:
    from datetime import date

    from collabtui.domain.matters.matter import Step
    from collabtui.lifecycle.matters.edit_matters import MatterFields

TEXTS = (
    "title", "initiator", "lead", "background", "goal", "scope_in", "scope_out", "rules", "supervising", "result",
    "went_well", "to_improve", "to_standardise",
)  # fmt: skip


def register_steps(parser: Parser) -> None:
    editing = parser.verb("edit", edit_matter)
    editing.takes("ref")
    for name in (*TEXTS, "wanted"):
        editing.takes("--" + name.replace("_", "-"))
    editing.takes("--rhythm", choices=("none", "daily", "weekly"))
    for name in ("--milestone", "--criterion"):
        editing.takes(name, "list")
    stepping = parser.verb("step", show_or_go)
    stepping.takes("ref")
    stepping.takes("step", required=False)
    judging = parser.verb("criterion", judge_criterion)
    judging.takes("ref")
    judging.takes("number", "number")
    for name in ("--measured", "--opinion", "--rectify", "--by"):
        judging.takes(name)
    judging.takes("--met", choices=("yes", "no"))
    accepting = parser.verb("accept", accept_matter)
    accepting.takes("ref")
    accepting.takes("--result")
    for name in ("--send", "--queue-only"):
        accepting.takes(name, "switch")


def edit_matter(context: Context, arguments: Given) -> None:
    """Only what is given changes."""
    from collabtui.lifecycle.matters.edit_matters import describe_matter

    ref = _ref(context, arguments)
    said = _said(context, ref, arguments)
    if not said:
        raise Refused("matter.nothing_to_edit", ref=ref)
    described = describe_matter(context.acting(), ref, said)
    context.say("matter.edited", ref=described.ref)
    _show_json(context, ref)


def _said(context: Context, ref: str, arguments: Given) -> "MatterFields":
    from collabtui.domain.matters.matter import Matter
    from collabtui.lifecycle.matters.edit_matters import criteria_of
    from collabtui.lifecycle.matters.milestones import read_milestones

    said: dict[str, Any] = {name: text for name in TEXTS if (text := getattr(arguments, name)) is not None}
    if arguments.rhythm is not None:
        said["rhythm"] = arguments.rhythm
    if arguments.wanted is not None:
        said["wanted"] = _day(context, arguments.wanted)
    if arguments.milestone:
        lines = "\n".join(arguments.milestone)
        said["milestones"] = read_milestones(lines, locale=context.words.locale, today=context.today)
    if arguments.criterion:
        said["criteria"] = criteria_of(context.workspace.store.get(Matter, ref).criteria, arguments.criterion)
    return cast("MatterFields", said)


def show_or_go(context: Context, arguments: Given) -> None:
    """What each step lacks; or on to a step, with a word on what the one that is left lacks."""
    from collabtui.domain.matters.matter import STEPS
    from collabtui.domain.matters.steps import lacking
    from collabtui.lifecycle.matters.edit_matters import move_to_step
    from collabtui.store.queries.matters import matter
    from collabtui.store.queries.standing import standing

    ref = _ref(context, arguments)
    stands = standing(context.reader, ref, today=context.today)
    at: Step = matter(context.reader, ref, today=context.today)["step"]
    if arguments.step is not None:
        step = _step(context, arguments.step)
        move_to_step(context.acting(), ref, step)
        if STEPS.index(step) > STEPS.index(at) and (lacks := lacking(stands, at)):
            context.warn("steps.left_lacking", step=context.words(f"step.{at}"), lacks=lacks)
        context.say("matters.at_step", ref=ref, step=context.words(f"step.{step}"))
        _show_json(context, ref)
        return
    now = STEPS.index(at)
    rows: list[dict[str, Any]] = [
        {"step": step, "state": "past" if place < now else "present" if place == now else "coming", "lacks": said}
        for place, step in enumerate(STEPS)
        for said in [[context.words(one.key, **one.values) for one in lacking(stands, step)]]
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


def _step(context: Context, text: str) -> "Step":
    """By its name, in any language, or its number."""
    from collabtui.domain.matters.matter import STEPS

    for number, step in enumerate(STEPS, 1):
        if text.casefold() in (step, str(number), context.words(f"step.{step}").casefold()):
            return step
    raise Refused("steps.unknown", value=text, steps=list(STEPS))


def judge_criterion(context: Context, arguments: Given) -> None:
    from collabtui.domain.matters.matter import Matter
    from collabtui.lifecycle.matters.edit_matters import criterion_of, judge

    ref = _ref(context, arguments)
    before = criterion_of(context.workspace.store.get(Matter, ref), arguments.number)
    said: dict[str, Any] = {
        name: text for name in ("measured", "opinion", "rectify") if (text := getattr(arguments, name)) is not None
    }
    if arguments.met is not None:
        said["met"] = arguments.met == "yes"
    if arguments.by is not None:
        said["rectify_by"] = _day(context, arguments.by)
    after = judge(context.acting(), ref, arguments.number, before.model_copy(update=said))
    criterion = criterion_of(after, arguments.number).model_dump(mode="json")
    context.say("matter.judged", ref=ref, number=arguments.number, judged=criterion_state(context, 0, criterion))
    _show_json(context, ref)


def criterion_state(context: Context, number: int, criterion: dict[str, Any]) -> str:
    """`2 coverage ≥ 95 %: 96 %, met`; without the number where it is 0."""
    verdict = {None: "open", True: "met", False: "unmet"}[criterion["met"]]
    parts = [criterion["measured"], context.words(f"criterion.{verdict}"), criterion["opinion"]]
    parts += [" ".join(filter(None, (criterion["rectify"], criterion["rectify_by"])))]
    found = context.words("list.separator").join(filter(None, parts))
    return f"{number or ''} {criterion['text']}: {found}".strip()


def _day(context: Context, text: str) -> "date | None":
    """None for nothing: that takes it away."""
    from collabtui.cli.action.action_command import day_of

    return day_of(context, text) if text else None


def _ref(context: Context, arguments: Given) -> str:
    from collabtui.store.queries.lookup import matter_ref

    return matter_ref(context.reader, arguments.ref)


def _show_json(context: Context, ref: str) -> None:
    if context.options.json:
        from collabtui.store.queries.matters import matter

        context.show(matter(context.reader, ref, today=context.today))


def accept_matter(context: Context, arguments: Given) -> None:
    """Accept the result where that is not done yet; then list who gets the completion letter, or send it."""
    from collabtui.domain.matters.matter import Matter
    from collabtui.lifecycle.matters.acceptance import accept, completion_letters, send_completion

    ref = _ref(context, arguments)
    matter = context.workspace.store.get(Matter, ref)
    if matter.accepted_at is None or arguments.result is not None:
        matter = accept(context.acting(), ref, arguments.result)
        context.say("matter.accepted", ref=ref, title=matter.title, day=matter.retrospective_by)
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
