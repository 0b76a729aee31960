"""Gaps and overlaps in the division of duties: departments without a task, tasks without an owner, a date or a
deliverable, and what two owners or two departments would both do."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Literal, NamedTuple

GapKind = Literal["no_task", "no_owner", "no_due", "no_deliverable", "same_deliverable", "same_title"]


class PlannedDuty(NamedTuple):
    """A task as far as the division of duties goes."""

    ref: str
    title: str
    owner: str
    """Ref of the one who answers for it; empty where nobody does."""
    department: str
    due: date | None
    deliverable: str


class DutyGap(NamedTuple):
    kind: GapKind
    departments: tuple[str, ...]
    """Those that have to agree on it; none where nobody has the task yet."""
    refs: tuple[str, ...]
    what: str
    """What was asked of the department, the title of the task, or what several would deliver."""


def gaps_and_overlaps(duties: Iterable[PlannedDuty], asked: Mapping[str, str]) -> tuple[DutyGap, ...]:
    """`asked`: what was asked of each department. Overlaps stand last."""
    known = tuple(duties)
    at_work = {one.department for one in known}
    gaps = [DutyGap("no_task", (name,), (), what) for name, what in asked.items() if name not in at_work]
    for one in known:
        whose = (one.department,) if one.department else ()
        lacks: dict[GapKind, bool] = {
            "no_owner": not one.owner, "no_due": one.due is None, "no_deliverable": not one.deliverable.strip(),
        }  # fmt: skip
        gaps += [DutyGap(kind, whose, (one.ref,), one.title) for kind, is_open in lacks.items() if is_open]
    return (*gaps, *_shared(known, "same_deliverable"), *_shared(known, "same_title"))


def _shared(duties: Iterable[PlannedDuty], kind: Literal["same_deliverable", "same_title"]) -> Iterator[DutyGap]:
    """What several owners name; the same title in one department is often one task in two places."""
    found: dict[str, list[PlannedDuty]] = {}
    for one in duties:
        text = one.deliverable if kind == "same_deliverable" else one.title
        if text.strip() and one.owner:
            found.setdefault("".join(text.casefold().split()), []).append(one)
    for same in found.values():
        departments = tuple(dict.fromkeys(filter(None, (one.department for one in same))))
        owners = {one.owner for one in same}
        if len(owners) > 1 and (kind == "same_deliverable" or len(departments) > 1):
            what = same[0].deliverable if kind == "same_deliverable" else same[0].title
            yield DutyGap(kind, departments, tuple(one.ref for one in same), what.strip())
