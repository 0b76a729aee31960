"""A process step by step, as it was and as it is to be: what goes in and comes out, how long it takes, what has become
of each old step and what each new one was made of."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from collabtui.domain.action import Action
from collabtui.domain.matters.process_step import DROPPED, ProcessStep, fate_of, made_of, total_minutes
from collabtui.formats.documents.document import DocumentTable
from collabtui.lifecycle.forms.form_data import Case
from collabtui.lifecycle.matters.process_steps import duration_in_words


class NewStep(NamedTuple):
    """A step of the new process, typed or made of an action."""

    ref: str
    """As old steps name it: `3`, `A3`."""
    department: str
    text: str
    gets: str
    gives: str
    minutes: int | None = None

    @property
    def name(self) -> str:
        return f"{self.ref} {self.text}"


def new_steps(case: Case, order: Callable[[Iterable[Action]], Mapping[str, int]]) -> list[NewStep]:
    """Those that were typed; where there are none, the actions: what one waits for goes in, what it delivers comes
    out."""
    typed = case.matter.new_steps
    if typed:
        return [
            NewStep(str(place), one.department, one.text, one.gets, one.gives, one.minutes)
            for place, one in enumerate(typed, 1)
        ]
    places, known = order(case.actions), {one.ref: one for one in case.all_actions}
    return [
        NewStep(
            one.ref,
            case.department(one.owner),
            one.title,
            case.listed(known[ref].deliverable for ref in one.depends_on if ref in known),
            one.deliverable,
        )
        for one in sorted(case.actions, key=lambda one: places[one.ref])
    ]


def old_step_table(case: Case, new: Sequence[NewStep]) -> DocumentTable:
    old = case.matter.old_steps
    rows = (
        (
            f"{place} {one.text}",
            one.department,
            one.gets,
            one.gives,
            duration_in_words(one.minutes, case.words),
            _fate(case, one, new),
        )
        for place, one in enumerate(old, 1)
    )
    return case.table("step department gets gives takes fate", rows, "old_step_table")


def new_step_table(case: Case, new: Sequence[NewStep]) -> DocumentTable:
    rows = (
        (
            one.name,
            one.department,
            one.gets,
            one.gives,
            _origin(case, one),
            duration_in_words(_took(case, one), case.words),
            duration_in_words(one.minutes, case.words),
        )
        for one in new
    )
    return case.table("step department gets gives made_of took takes", rows, "new_step_table")


def counted_changes(case: Case, new: Sequence[NewStep]) -> list[tuple[str, str, str, str]]:
    """Rows of the comparison: the time in total, and how many steps were dropped, merged, are new, or are not spoken
    of. What nobody has said of any step is left out."""
    old = case.matter.old_steps
    rows = []
    before, after = total_minutes(old), sum(one.minutes or 0 for one in new)
    if before or after:
        old_total = _total(case, before, [one.minutes for one in old])
        new_total = _total(case, after, [one.minutes for one in new])
        complete = all(one.minutes for one in old) and all(one.minutes for one in new)
        change = _changed_time(case, before, after) if complete else ""
        rows.append((case.label("time_of_process"), old_total, new_total, change))
    if any(one.becomes for one in old):
        fates = [fate_of(one, old) for one in old]
        counts = {"dropped": fates.count("dropped"), "merged": fates.count("merged"), "unsaid": fates.count("unsaid")}
        rows += [(case.label(f"{fate}_steps"), str(n), "", "") for fate, n in counts.items() if n or fate != "unsaid"]
        brought = sum(_is_brought(case, one) for one in new)
        rows.append((case.label("new_steps"), "", "" if counts["unsaid"] else str(brought), ""))
    return rows


def changed_number(case: Case, before: int, after: int) -> str:
    if not before or not after:
        return ""
    less = before - after
    return case.words("form.same") if not less else case.words("form.less" if less > 0 else "form.more", what=abs(less))


def _fate(case: Case, step: ProcessStep, new: Sequence[NewStep]) -> str:
    fate = fate_of(step, case.matter.old_steps)
    if fate == "unsaid":
        return case.words("form.fate.unsaid") if any(one.becomes for one in case.matter.old_steps) else ""
    names = {one.ref: one.name for one in new}
    what = case.listed(names.get(one) or case.words("form.no_such_step", what=one) for one in step.becomes)
    return case.words(f"form.fate.{fate}", what="" if step.becomes == (DROPPED,) else what)


def _origin(case: Case, step: NewStep) -> str:
    """Empty where old steps are left of which nobody has said what became: it may be made of these."""
    old = case.matter.old_steps
    sources = made_of(step.ref, old)
    if sources:
        key = "form.made_of.merged" if len(sources) > 1 else "form.made_of.kept"
        return case.words(key, what=case.listed(f"{one} {old[one - 1].text}" for one in sources))
    return case.words("form.made_of.new") if _is_brought(case, step) else ""


def _is_brought(case: Case, step: NewStep) -> bool:
    old = case.matter.old_steps
    return bool(old) and all(one.becomes for one in old) and not made_of(step.ref, old)


def _took(case: Case, step: NewStep) -> int | None:
    """The time of the old steps that it was made of; None where one has none, or became several."""
    old = case.matter.old_steps
    sources = [old[place - 1] for place in made_of(step.ref, old)]
    if not sources or any(one.minutes is None or len(one.becomes) > 1 for one in sources):
        return None
    return sum(one.minutes or 0 for one in sources)


def _total(case: Case, minutes: int, each: Sequence[int | None]) -> str:
    timed = sum(one is not None for one in each)
    if not timed:
        return ""
    what = duration_in_words(minutes, case.words)
    return what if timed == len(each) else case.words("form.of_several", what=what, n=len(each), m=timed)


def _changed_time(case: Case, before: int, after: int) -> str:
    if before == after or not before:
        return case.words("form.same") if before == after else ""
    less = before - after
    values = {"what": duration_in_words(abs(less), case.words), "percent": round(abs(less) * 100 / before)}
    return case.words("form.less_by" if less > 0 else "form.more_by", **values)
