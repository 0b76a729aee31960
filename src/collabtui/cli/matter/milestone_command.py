"""`collabtui matter milestone`: marks a milestone as reached, says what it hands over, takes a table of them in; and
what is said of one anywhere on the shell."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from collabtui.cli.base.context import Context
from collabtui.cli.base.grammar import Parser, Positional
from collabtui.errors import Refused

if TYPE_CHECKING:
    from collabtui.domain.matters.matter import Milestone
    from collabtui.store.queries.rows.matter_rows import MilestoneRow


class MilestoneArgs(NamedTuple):
    ref: str
    name: Positional[str | None] = None
    file: str | None = None
    """A table of milestones that are added, in place of one that is named."""
    yes: bool = False
    """Without it the table is shown, and nothing is taken in."""
    on: str = ""
    """The day on which it was reached; empty: today."""
    not_yet: bool = False
    deliverable: str | None = None
    went_well: str | None = None
    to_improve: str | None = None
    to_standardise: str | None = None


def register(parser: Parser) -> None:
    parser.verb("milestone", mark_milestone, MilestoneArgs)


def mark_milestone(context: Context, arguments: MilestoneArgs) -> None:
    from collabtui.cli.action.action_command import day_of
    from collabtui.cli.matter.opened_matter import opened_matter
    from collabtui.lifecycle.matters.reached_milestones import reach_milestone

    ref = opened_matter(context, arguments.ref)
    if arguments.file is not None:
        _take_table(context, ref, arguments)
        return
    if arguments.name is None:
        raise Refused("milestone.no_name", ref=ref)
    name = arguments.name
    if _described(context, ref, name, arguments) and not (arguments.on or arguments.not_yet):
        _as_json(context, ref)
        return
    day = None if arguments.not_yet else day_of(context, arguments.on) if arguments.on else context.today
    _, marked = reach_milestone(context.acting(), ref, name, day)
    key = "milestone.marked" if marked.reached else "milestone.taken_back"
    context.say(key, ref=ref, text=marked.text, day=str(marked.reached or marked.day))
    if marked.reached and not marked.has_lessons:
        context.say("milestone.look_back", ref=ref, text=marked.text)
    _as_json(context, ref)


def _take_table(context: Context, ref: str, arguments: MilestoneArgs) -> None:
    """Shows what is new or otherwise; takes it in with `--yes` alone."""
    from collabtui.cli.base.input_files import read_bytes
    from collabtui.domain.matters.matter import Matter
    from collabtui.formats.documents.document import shown
    from collabtui.formats.tables.milestone_table import read_milestone_table
    from collabtui.lifecycle.actions.importing.table_days import remark_behind
    from collabtui.lifecycle.actions.importing.tabled_milestones import milestones_of_table
    from collabtui.lifecycle.base.asked.filed_matters import is_filed
    from collabtui.lifecycle.matters.reached_milestones import add_milestones, added_to

    if arguments.name is not None:
        raise Refused("milestone.name_and_file", value=arguments.name)
    table = read_milestone_table(read_bytes(arguments.file or ""))
    named, undated = milestones_of_table(context.acting(), table.rows)
    if table.unread:
        context.say("import.passed_over", names=table.unread)
    for row in undated:
        context.warn("milestone.row_undated", row=row.number, value=row.text, day=shown(row.day).strip() or "–")
    for one, written in ((one, shown(row.day)) for one in named for row in table.rows if row.text == one.text):
        if remark_behind(" ".join(written.split()))[1]:
            context.warn("milestone.row_remarked", value=one.text, written=written, day=str(one.day))
    for row in table.rows:
        if row.is_reached_on_no_day:
            context.warn("milestone.row_reached", value=row.text, written=row.state, ref=ref)
        elif row.is_state_unread:
            context.warn("milestone.row_state", value=row.text, written=row.state)
    before = {one.text: one for one in context.workspace.store.get(Matter, ref).milestones}
    after = added_to(before.values(), named)
    changed = [one for one in after if before.get(one.text) != one]
    for one in changed:
        key = "milestone.would_change" if one.text in before else "milestone.would_add"
        context.say(key, line=_tabled_line(context, one, before.get(one.text)))
    if arguments.yes and changed:
        add_milestones(context.acting(), ref, named)
    context.say("milestone.taken" if arguments.yes else "milestone.not_taken", ref=ref, n=len(changed))
    if not arguments.yes and is_filed(context.workspace.store, ref):
        context.warn("matter.archived", matter=ref)
    warn_of_days_off(context, changed)
    _as_json(context, ref)


def _tabled_line(context: Context, one: "Milestone", before: "Milestone | None") -> str:
    """`2026-03-20 launch => notes, 13 Mar before, reached 2026-03-19`, as far as it is so."""
    from collabtui.language.milestone_lines import write_milestone

    line = write_milestone(one)
    if before and before.day != one.day:
        line = context.words("milestone.was_for", line=line, day=str(before.day))
    return context.words("milestone.reached", text=line, day=str(one.reached)) if one.reached else line


def _described(context: Context, ref: str, name: str, arguments: MilestoneArgs) -> bool:
    """Keeps what is said of it beside its day; whether anything is."""
    from collabtui.lifecycle.matters.reached_milestones import LESSONS, deliver_with_milestone, learn_from_milestone

    if arguments.deliverable is not None:
        _, kept = deliver_with_milestone(context.acting(), ref, name, arguments.deliverable)
        key = "milestone.delivers" if kept.deliverable else "milestone.delivers_nothing"
        context.say(f"{key}_now", ref=ref, text=kept.text, deliverable=kept.deliverable)
    lessons = {field: text for field in LESSONS if (text := getattr(arguments, field)) is not None}
    if lessons:
        _, learned = learn_from_milestone(context.acting(), ref, name, lessons)
        context.say("milestone.learned", ref=ref, text=learned.text)
    return bool(lessons) or arguments.deliverable is not None


def _as_json(context: Context, ref: str) -> None:
    if context.options.json:
        from collabtui.store.queries.matters import matter

        context.show(matter(context.reader, ref, today=context.today))


def milestone_line(context: Context, row: "MilestoneRow") -> str:
    """`2026-03-20 launch, deliverable: release notes, reached 2026-03-19`."""
    line = f"{row['day']} {row['text']}"
    if deliverable := row.get("deliverable"):
        line = context.words("milestone.delivers", text=line, deliverable=deliverable)
    return context.words("milestone.reached", text=line, day=row["reached"]) if row["reached"] else line


def warn_of_days_off(context: Context, milestones: "Iterable[Milestone]") -> None:
    """Says of each milestone that it falls on a weekend or a holiday: nobody is there to reach it."""
    acting = context.acting()
    for one in milestones:
        if not acting.is_working(one.day):
            context.warn("milestone.day_off", text=one.text, day=context.words.day(one.day))
