"""The draft of duties: department by department what it is asked for and does, with gaps and overlaps by name."""

from collections.abc import Iterator

from collabtui.domain.matters.duty_gaps import DutyGap, PlannedDuty, gaps_and_overlaps
from collabtui.formats.documents.document import Cell, Document, Signature
from collabtui.lifecycle.forms.form_data import Case


def duties(case: Case) -> Document:
    """Nobody has signed it yet: it is there to be agreed on."""
    columns = (
        "department role asked contact task first_responsible post supporting_departments due deliverable open_points"
    )
    roles = {name: role_names for name, role_names in case.roles.items() if case.department_alone in ("", name)}
    heads = (case.head(name) for name in roles)
    lines = (Signature(f"{name} {head.name if head else ''}".strip()) for name, head in zip(roles, heads, strict=True))
    found = duty_gaps(case)
    gaps = [gap_text(case, one) for one in found]
    return case.document(
        "duties",
        case.table(columns, _rows(case, roles, found)),
        case.items("gaps_and_overlaps", gaps or [case.words("form.none")]),
        case.signatures(lines),
    )


def duty_gaps(case: Case) -> list[DutyGap]:
    """Of one department alone those that name it."""
    planned = (
        PlannedDuty(one.ref, one.title, one.owner or "", case.department(one.owner), one.due, one.deliverable)
        for one in case.actions_of_all
    )
    found = gaps_and_overlaps(planned, {one.department: one.what for one in case.matter.asked})
    return [one for one in found if case.department_alone in ("", *one.departments)]


def gap_text(case: Case, gap: DutyGap) -> str:
    values = {"departments": case.listed(gap.departments), "refs": case.listed(gap.refs)}
    return case.words(f"duty.{gap.kind}", what=" ".join(gap.what.split()), **values)


def _rows(case: Case, roles: dict[str, list[str]], open_points: list[DutyGap]) -> Iterator[tuple[Cell, ...]]:
    """What a department is asked for stands beside the first of its tasks; tasks of nobody stand last."""
    asked = {one.department: one.what for one in case.matter.asked}
    for department in (*roles, *([] if case.department_alone else [""])):
        own = [one for one in case.actions_of_all if case.department(one.owner) == department]
        contact = case.contact(department)
        role_names = case.listed(case.words(f"form.role.{role}") for role in roles.get(department, ()))
        head = (department, role_names, asked.get(department, ""), contact.name if contact else "")
        if not own and department:
            lacks = [one for one in open_points if one.kind == "no_task" and department in one.departments]
            yield (*head, "", "", "", "", None, "", "\n".join(gap_text(case, one) for one in lacks))
        for number, one in enumerate(own):
            lacks = [gap for gap in open_points if one.ref in gap.refs]
            who = (case.name(one.owner), case.post(one.owner), case.listed(case.supporting(one)))
            task = (f"{one.ref} {one.title}", *who, one.due, one.deliverable)
            shown = head if number == 0 else (department, "", "", "")
            yield (*shown, *task, "\n".join(case.words(f"duty.short.{gap.kind}") for gap in lacks))
