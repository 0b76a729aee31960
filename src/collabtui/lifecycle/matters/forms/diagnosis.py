"""The diagnosis report: what interviews and work have shown of a process, its figures, what follows from them, and what
is to be done."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from collabtui.domain.matters.process_step import ProcessStep, total_minutes
from collabtui.formats.documents.document import Document, DocumentTable
from collabtui.lifecycle.forms.form_data import Case
from collabtui.lifecycle.forms.pain_points import pain_points_by_step, problems_in_interviews
from collabtui.lifecycle.forms.problems_form import problem_list
from collabtui.lifecycle.matters.forms.questionnaire_results import questionnaire_results
from collabtui.lifecycle.matters.process_steps import duration_in_words


def diagnosis(case: Case) -> Document:
    matter = case.matter
    return case.report(
        "diagnosis",
        case.fields(
            number=matter.ref,
            matter=matter.title,
            answers_for_it=case.name(matter.owner),
            background=matter.background,
            goal=matter.goal,
            sources=_sources(case),
        ),
        problem_list(case, "problem_list"),
        pain_points_by_step(case),
        _figures(case),
        _steps(case),
        *questionnaire_results(case),
        _numbered(case, "conclusion", matter.conclusions, "conclusions"),
        _numbered(case, "recommendation", matter.recommendations, "recommendations"),
        _measures(case),
    )


def _sources(case: Case) -> str:
    """What the report rests on: the interviews that told of pain points, and the steps that were drawn."""
    found = problems_in_interviews(case)
    interviews = list(dict.fromkeys(source for one in found for source in one.sources))
    lines = [case.words("form.from_interview", meeting=one) for one in interviews]
    if steps := len(case.matter.old_steps):
        lines.append(case.words("form.from_steps", n=steps))
    return "\n".join(lines)


def _figures(case: Case) -> DocumentTable:
    """The old process in numbers; empty where nobody has drawn it."""
    old = case.matter.old_steps
    if not old:
        return case.table("measure value", (), "figures_of_old_process")
    total = duration_in_words(total_minutes(old) or None, case.words)
    timed, untimed = _timed(old), [one for one in _numbered_steps(old) if one[1].minutes is None]
    if timed and untimed:
        total = case.words("form.of_several", what=total, n=len(old), m=len(timed))
    rows = [
        (case.label("steps_of_process"), str(len(old))),
        (case.label("lanes_of_process"), str(len({one.department for one in old}))),
        (case.label("turns_of_process"), str(sum(one.department != other.department for one, other in pairwise(old)))),
        (case.label("time_of_process"), total),
        (case.label("slowest_steps"), _slowest(case, timed, is_complete=not untimed)),
        (case.label("steps_without_time"), case.listed(f"{place} {one.text}" for place, one in untimed)),
    ]
    return case.table("measure value", (row for row in rows if row[1]), "figures_of_old_process")


def _numbered_steps(steps: Sequence[ProcessStep]) -> list[tuple[int, ProcessStep]]:
    return list(enumerate(steps, 1))


def _timed(steps: Sequence[ProcessStep]) -> list[tuple[int, ProcessStep]]:
    return [one for one in _numbered_steps(steps) if one[1].minutes is not None]


def _slowest(case: Case, timed: Sequence[tuple[int, ProcessStep]], *, is_complete: bool) -> str:
    """Of those of which somebody has said how long they take; where that is not said of all, so it says."""
    longest = max((one.minutes or 0 for _, one in timed), default=0)
    names = case.listed(f"{place} {one.text}" for place, one in timed if one.minutes == longest)
    return names if is_complete or not names else case.words("form.of_timed_steps", what=names, n=len(timed))


def _steps(case: Case) -> DocumentTable:
    """Each with its share of the time that is known."""
    old = case.matter.old_steps
    known, is_complete = total_minutes(old), all(one.minutes for one in old)
    rows = (
        (
            f"{place} {one.text}",
            one.department,
            one.gets,
            one.gives,
            duration_in_words(one.minutes, case.words),
            f"{round(one.minutes * 100 / known)}%" if one.minutes else "",
        )
        for place, one in enumerate(old, 1)
    )
    share = "share_of_time" if is_complete else "share_of_known_time"
    return case.table(f"step department gets gives takes {share}", rows, "old_process")


def _numbered(case: Case, column: str, text: str, title: str) -> DocumentTable:
    rows = ((str(number), line) for number, line in enumerate(_lines(text), 1))
    return case.table(f"place_in_list {column}", rows, title)


def _lines(text: str) -> Iterable[str]:
    return (line.strip() for line in text.splitlines() if line.strip())


def _measures(case: Case) -> DocumentTable:
    rows = (
        (f"{one.ref} {one.title}", case.department(one.owner), case.name(one.owner), one.due, one.deliverable)
        for one in case.actions
    )
    return case.table("measure_to_take department owner due deliverable", rows, "measures_to_take")
