"""The diagnosis report: what interviews and work have shown of a process, its figures, what follows from them, and what
is to be done."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from collabtui.domain.action import Action
from collabtui.domain.matters.process_step import total_minutes
from collabtui.formats.documents.document import Document, DocumentTable
from collabtui.lifecycle.forms.form_data import Case
from collabtui.lifecycle.matters.forms.pain_points import Problem, pain_points_by_step, problems_in_interviews
from collabtui.lifecycle.matters.forms.questionnaire_results import questionnaire_results
from collabtui.lifecycle.matters.process_steps import duration_in_words


def diagnosis(case: Case) -> Document:
    matter = case.matter
    return case.document(
        "diagnosis",
        case.fields(
            number=matter.ref,
            matter=matter.title,
            answers_for_it=case.name(matter.owner),
            background=matter.background,
            goal=matter.goal,
            sources=_sources(case),
        ),
        _problems(case),
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


def _problems(case: Case) -> DocumentTable:
    """With the root cause of each, as far as somebody has asked for it."""
    found = (*problems_in_interviews(case), *_problems_at_work(case))
    rows = (
        (
            str(number), one.text, one.step, one.department, one.weight, one.often, one.cause, one.wish,
            "\n".join(one.sources),
        )
        for number, one in enumerate(found, 1)
    )  # fmt: skip
    return case.table(
        "place_in_list problem at_step department weight often root_cause wish told_in", rows, "problem_list"
    )


def _problems_at_work(case: Case) -> Iterator[Problem]:
    """What is blocked, or has been asked why."""
    for one in case.actions:
        if one.status == "blocked" or one.whys:
            text = f"{one.title}{case.words('form.colon')}{one.reason}" if one.reason else one.title
            yield Problem(text, department=case.department(one.owner), cause=_chain(one), sources=(one.ref,))


def _chain(action: Action) -> str:
    return "\n".join(f"{number}. {why}" for number, why in enumerate(action.whys, 1))


def _figures(case: Case) -> DocumentTable:
    """The old process in numbers; empty where nobody has drawn it."""
    old = case.matter.old_steps
    if not old:
        return case.table("measure value", (), "figures_of_old_process")
    timed = [one.minutes for one in old if one.minutes]
    longest = max(timed, default=0)
    slowest = (f"{place} {one.text}" for place, one in enumerate(old, 1) if one.minutes and one.minutes == longest)
    total = duration_in_words(total_minutes(old) or None, case.words)
    if timed and len(timed) < len(old):
        total = case.words("form.of_several", what=total, n=len(old), m=len(timed))
    rows = [
        (case.label("steps_of_process"), str(len(old))),
        (case.label("lanes_of_process"), str(len({one.department for one in old}))),
        (case.label("turns_of_process"), str(sum(one.department != other.department for one, other in pairwise(old)))),
        (case.label("time_of_process"), total),
        (case.label("slowest_steps"), case.listed(slowest)),
    ]
    return case.table("measure value", (row for row in rows if row[1]), "figures_of_old_process")


def _steps(case: Case) -> DocumentTable:
    old = case.matter.old_steps
    total = total_minutes(old) if all(one.minutes for one in old) else 0
    rows = (
        (
            f"{place} {one.text}",
            one.department,
            one.gets,
            one.gives,
            duration_in_words(one.minutes, case.words),
            f"{round((one.minutes or 0) * 100 / total)}%" if total else "",
        )
        for place, one in enumerate(old, 1)
    )
    return case.table("step department gets gives takes share_of_time", rows, "old_process")


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
