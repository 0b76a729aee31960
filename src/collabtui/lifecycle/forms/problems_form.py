"""The list of problems: where each is, how bad, what is at its root, and who solves it by when. Problems are actions
that do not go as planned, open questions, which a `问题：` line takes down, and what interviews told of a process."""

from collabtui.domain.action import Action
from collabtui.domain.deadlines.escalation_to_heads import LARGE_SLIP
from collabtui.domain.mail.reply import SELF
from collabtui.domain.matters.matter import Level
from collabtui.domain.meetings.meeting import Meeting, Question
from collabtui.formats.documents.document import Cell, Document, DocumentTable
from collabtui.language.exception_parts import exception_parts
from collabtui.language.stated_risk_level import stated_rating
from collabtui.language.who_and_when import who_and_when
from collabtui.lifecycle.forms.exceptions_form import (
    ActionTrouble,
    answer_of,
    answered_by,
    chain,
    troubles_of,
    waiting_for,
    ways_out,
)
from collabtui.lifecycle.forms.form_data import Case
from collabtui.lifecycle.forms.pain_points import Problem, problems_in_interviews

_ORDER: tuple[Level | None, ...] = ("high", "medium", "low", None)


def problems(case: Case) -> Document:
    return case.document("problems", problem_list(case))


def problem_list(case: Case, title: str = "") -> DocumentTable:
    """The worst first; what is solved last. The diagnosis of a process has the same one."""
    columns = "problem where how_bad root_cause way_out answer solved_by solved_until how_it_stands"
    found = [row for action in case.actions_of_all for row in [_of_action(case, action)] if row]
    questions = case.reader.find(Question, matter=case.matter.ref)
    found += [_of_question(case, one) for one in questions if one.state != "withdrawn"]
    found += [_of_interviews(case, one) for one in problems_in_interviews(case)]
    rows = (row for _, row in sorted(found, key=lambda one: one[0]))
    return case.table(columns, rows, title)


_Problem = tuple[tuple[bool, int], tuple[Cell, ...]]
"""Whether it is solved, and how bad it is, by which it is put in order; and its row."""


def _of_action(case: Case, action: Action) -> _Problem | None:
    """None of an action that nothing hinders: whose day passes without a word has its line, too."""
    troubles = troubles_of(case, action)
    late = action.due is not None and action.overdue(case.today)
    if not (troubles or late or action.whys):
        return None
    last = next((one for one in reversed(troubles) if one.remarks), troubles[-1] if troubles else None)
    reason = last.remarks[-1].parts.reason if last and last.remarks else ""
    person, day = answered_by(case, last) if last else (case.name(action.owner), action.due)
    level, signs = _badness(case, action, troubles)
    is_solved = not action.open or bool(troubles and all(one.over for one in troubles) and not late)
    row = (
        f"{action.ref} {action.title}" + (case.words("form.colon") + reason if reason else ""),
        "\n".join(filter(None, (case.department(action.owner), action.task))),
        "\n".join((case.words(f"level.{level}"), *signs)),
        action.whys[-1] + "\n" + chain(action) if len(action.whys) > 1 else chain(action)[3:] or reason,
        ways_out(case, troubles),
        answer_of(last) if last else "",
        person,
        day,
        case.words("form.problem.solved" if is_solved else f"status.{action.status}"),
    )
    return (is_solved, _ORDER.index(level)), row


def _badness(case: Case, action: Action, troubles: list[ActionTrouble]) -> tuple[Level, list[str]]:
    """As its people have rated it; else by how late it is and what waits for it. With the signs of it."""
    stated_in = "\n".join("\n".join(remark.parts) for one in troubles for remark in one.remarks)
    rating, waiting = stated_rating(stated_in), waiting_for(case, action)
    late = (case.today - action.due).days if action.due and action.overdue(case.today) else 0
    endangers = bool(case.matter.wanted and action.due and action.due > case.matter.wanted)
    signs = [remark.parts.impact for one in troubles for remark in one.remarks]
    signs += [case.words("form.late", n=late)] if late else []
    signs += [case.words("form.problem.waiting", n=len(waiting))] if waiting else []
    signs += [case.words("form.problem.behind_wanted", day=case.matter.wanted)] if endangers else []
    grave = action.open and (bool(waiting) or late >= LARGE_SLIP or endangers)
    level: Level = "high" if grave else "medium" if action.status == "blocked" or late else "low"
    return rating.level or rating.impact or level, list(dict.fromkeys(filter(None, signs)))


def _of_question(case: Case, one: Question) -> _Problem:
    parts = exception_parts(one.text)
    problem, *causes = parts.reason.split("\n")
    rating = stated_rating(one.text)
    level = rating.level or rating.impact
    meeting = case.reader.get(Meeting, one.meeting) if one.meeting else None
    slot = meeting.slots[one.slot].title if meeting and one.slot is not None and one.slot < len(meeting.slots) else ""
    people, stated_in = tuple(case.everybody.values()), one.at.astimezone(case.zone).date()
    found = who_and_when(parts, people, locale=case.words.locale, written=stated_in)
    row = (
        f"{one.ref} {problem or one.text}",
        "\n".join(filter(None, (slot, f"{meeting.ref} {meeting.title}" if meeting else ""))),
        "\n".join(filter(None, (case.words(f"level.{level}") if level else "", parts.impact))),
        "\n".join(causes),
        parts.way_out,
        one.answer or parts.answer,
        one.by if found.person == SELF else case.name(found.person),
        found.day,
        case.words("form.problem.solved" if one.state == "settled" else "form.problem.open"),
    )
    return (one.state == "settled", _ORDER.index(level)), row


def _of_interviews(case: Case, one: Problem) -> _Problem:
    """A pain point: nobody has said who solves it."""
    where = (one.step, one.department, *one.sources)
    row = (
        one.text,
        "\n".join(dict.fromkeys(filter(None, where))),
        "\n".join(filter(None, (one.weight, one.often))),
        one.cause,
        one.wish,
        "",
        "",
        None,
        case.words("form.problem.told"),
    )
    return (False, _ORDER.index(one.level)), row
