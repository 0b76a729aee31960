"""`collabtui matter milestone`: marks a milestone as reached; and what is said of one anywhere on the shell."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from collabtui.cli.base.context import Context
from collabtui.cli.base.grammar import Parser, Positional

if TYPE_CHECKING:
    from collabtui.domain.matters.matter import Milestone
    from collabtui.store.queries.rows.matter_rows import MilestoneRow


class MilestoneArgs(NamedTuple):
    ref: str
    name: Positional[str]
    on: str = ""
    """The day on which it was reached; empty: today."""
    not_yet: bool = False
    went_well: str | None = None
    to_improve: str | None = None
    to_standardise: str | None = None


def register(parser: Parser) -> None:
    parser.verb("milestone", mark_milestone, MilestoneArgs)


def mark_milestone(context: Context, arguments: MilestoneArgs) -> None:
    from collabtui.cli.action.action_command import day_of
    from collabtui.cli.matter.opened_matter import opened_matter
    from collabtui.lifecycle.matters.reached_milestones import LESSONS, learn_from_milestone, reach_milestone

    ref = opened_matter(context, arguments.ref)
    lessons = {field: text for field in LESSONS if (text := getattr(arguments, field)) is not None}
    if lessons:
        _, learned = learn_from_milestone(context.acting(), ref, arguments.name, lessons)
        context.say("milestone.learned", ref=ref, text=learned.text)
        if not (arguments.on or arguments.not_yet):
            _as_json(context, ref)
            return
    day = None if arguments.not_yet else day_of(context, arguments.on) if arguments.on else context.today
    _, marked = reach_milestone(context.acting(), ref, arguments.name, day)
    key = "milestone.marked" if marked.reached else "milestone.taken_back"
    context.say(key, ref=ref, text=marked.text, day=str(marked.reached or marked.day))
    if marked.reached and not marked.has_lessons:
        context.say("milestone.look_back", ref=ref, text=marked.text)
    _as_json(context, ref)


def _as_json(context: Context, ref: str) -> None:
    if context.options.json:
        from collabtui.store.queries.matters import matter

        context.show(matter(context.reader, ref, today=context.today))


def milestone_line(context: Context, row: "MilestoneRow") -> str:
    """`2026-03-20 launch, reached 2026-03-19`."""
    line = f"{row['day']} {row['text']}"
    return context.words("milestone.reached", text=line, day=row["reached"]) if row["reached"] else line


def warn_of_days_off(context: Context, milestones: "Iterable[Milestone]") -> None:
    """Says of each milestone that it falls on a weekend or a holiday: nobody is there to reach it."""
    acting = context.acting()
    for one in milestones:
        if not acting.is_working(one.day):
            context.warn("milestone.day_off", text=one.text, day=context.words.day(one.day))
