"""The pain points of a process: what the interviews of a matter told of them, in one list, and by step."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from collabtui.domain.matters.matter import Level
from collabtui.domain.meetings.meeting import Entry, Meeting
from collabtui.domain.refs import ref_order
from collabtui.formats.documents.document import Document, DocumentTable
from collabtui.language.levelling import level
from collabtui.language.pain_point_grammar import PainPoint, pain_point_in
from collabtui.lifecycle.forms.form_data import Case

_LEVELS: tuple[Level, ...] = ("high", "medium", "low")


class Problem(NamedTuple):
    """A hindrance of a process, in the words of a form; several of one thing stand in lines."""

    text: str
    step: str = ""
    department: str = ""
    who: str = ""
    weight: str = ""
    often: str = ""
    cause: str = ""
    wish: str = ""
    sources: tuple[str, ...] = ()
    level: Level | None = None
    """The worst that was said."""


class _Mention(NamedTuple):
    """A pain point in the words of one interview."""

    point: PainPoint
    step: str
    """As the old process has it, or as it was said."""
    place: int
    """Of the step, in the old process; behind its last one where it is none of them."""
    who: str
    department: str
    meeting: Meeting


class _Listed(NamedTuple):
    """What several have told of in the same words is one."""

    mentions: Sequence[_Mention]

    @property
    def first(self) -> _Mention:
        return self.mentions[0]

    @property
    def level(self) -> Level | None:
        stated = {one.point.level for one in self.mentions}
        return next((one for one in _LEVELS if one in stated), None)

    @property
    def rank(self) -> tuple[int, int, int]:
        """By step, the worst and what most have told of first."""
        order = _LEVELS.index(self.level) if self.level else len(_LEVELS)
        return (min(one.place for one in self.mentions), order, -len(self.mentions))


def pain_points(case: Case) -> Document:
    return case.document("pain-points", list_of_pain_points(case), pain_points_by_step(case))


def list_of_pain_points(case: Case) -> DocumentTable:
    rows = (
        (
            str(number), one.text, one.step, one.department, one.who, one.weight, one.often, one.cause, one.wish,
            "\n".join(one.sources),
        )
        for number, one in enumerate(problems_in_interviews(case), 1)
    )  # fmt: skip
    columns = "place_in_list pain_point at_step department told_by weight often cause wish told_in"
    return case.table(columns, rows, "pain_points")


def problems_in_interviews(case: Case) -> list[Problem]:
    """By step, the worst first; what was told in the same words once, with all who told it."""
    return [_problem(case, one) for one in _listed(case)]


def _problem(case: Case, one: _Listed) -> Problem:
    points = [mention.point for mention in one.mentions]
    return Problem(
        one.first.point.text,
        step=one.first.step,
        department=_each(mention.department for mention in one.mentions),
        who=_each(mention.who for mention in one.mentions),
        weight=_weight(case, one),
        often=_each(point.often for point in points),
        cause=_each(point.cause for point in points),
        wish=_each(point.wish for point in points),
        sources=tuple(dict.fromkeys(_source(case, mention.meeting) for mention in one.mentions)),
        level=one.level,
    )


def pain_points_by_step(case: Case) -> DocumentTable:
    """The number at each step, how many departments told of them, and how bad the worst is."""
    by_step: dict[str, list[_Listed]] = {}
    for one in _listed(case):
        by_step.setdefault(one.first.step, []).append(one)
    rows = (
        (
            step or case.words("form.no_step"),
            str(len(points)),
            str(len({mention.department or mention.who for one in points for mention in one.mentions} - {""})),
            case.words(f"level.{worst}") if (worst := _worst(points)) else "",
        )
        for step, points in by_step.items()
    )
    return case.table("at_step points_told departments_told worst", rows, "pain_points_by_step")


def _listed(case: Case) -> list[_Listed]:
    same: dict[str, list[_Mention]] = {}
    for one in _mentions(case):
        same.setdefault(f"{one.step}\n{level(one.point.text)}", []).append(one)
    return sorted((_Listed(tuple(mentions)) for mentions in same.values()), key=lambda one: one.rank)


def _mentions(case: Case) -> Iterator[_Mention]:
    for meeting in case.meetings:
        entries = case.reader.find(Entry, meeting=meeting.ref)
        for entry in sorted(entries, key=lambda one: ref_order(one.ref)):
            point = pain_point_in(entry.text) if entry.kind == "view" and not entry.undone else None
            if point:
                place, step = _step(case, point.where)
                who, department = _teller(case, point.who or entry.who)
                yield _Mention(point, step, place, who, department, meeting)


def _step(case: Case, name: str) -> tuple[int, str]:
    """The one step of the old process that is meant, by its number or its words; else as it was said."""
    old = case.matter.old_steps
    named = level(name).strip()
    number = named.removeprefix("第").removesuffix("步").strip()
    if number.isdecimal() and 1 <= int(number) <= len(old):
        return int(number), f"{int(number)} {old[int(number) - 1].text}"
    same = [place for place, one in enumerate(old, 1) if named and level(one.text) == named]
    like = same or [place for place, one in enumerate(old, 1) if named and _is_like(named, level(one.text))]
    if len(like) == 1:
        return like[0], f"{like[0]} {old[like[0] - 1].text}"
    return len(old) + (1 if name else 2), name


def _is_like(name: str, step: str) -> bool:
    return name in step or step in name


def _teller(case: Case, name: str) -> tuple[str, str]:
    """Name and department; a department that speaks as a whole has no name."""
    person = next((one for one in case.everybody.values() if name and one.name == name), None)
    if person:
        return person.name, person.department
    is_department = any(one.department == name for one in case.everybody.values()) or name in case.roles
    return ("", name) if is_department else (name, "")


def _weight(case: Case, one: _Listed) -> str:
    stated = {mention.point.level for mention in one.mentions}
    levels = (case.words(f"level.{known}") for known in _LEVELS if known in stated)
    return _each((*levels, *(mention.point.weight for mention in one.mentions)))


def _worst(points: Iterable[_Listed]) -> Level | None:
    stated = {one.level for one in points}
    return next((one for one in _LEVELS if one in stated), None)


def _source(case: Case, meeting: Meeting) -> str:
    return f"{meeting.ref} {meeting.title}{case.words('form.within', text=str(case.day(meeting.start)))}"


def _each(texts: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(filter(None, texts)))
