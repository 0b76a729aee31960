"""The forms with which a matter ends: acceptance, the letter that says so, the look back."""

from collabtui.domain.matters.matter import Criterion
from collabtui.formats.documents.document import Block, Cell, Document, DocumentTable, Prose, Signature
from collabtui.lifecycle.attachments.handed_in_files import files_of
from collabtui.lifecycle.base.asked.rectified_criteria import rectifying_actions
from collabtui.lifecycle.forms.form_data import Case
from collabtui.lifecycle.matters.forms.answered_signatures import approval_signatures, opinions, who_assessed
from collabtui.lifecycle.matters.forms.beginning import with_deliverable
from collabtui.lifecycle.matters.reached_milestones import LESSONS


def acceptance(case: Case) -> Document:
    """With name and instant beside each result, once somebody has said one."""
    columns = "criterion measured met opinion to_rectify by_when"
    rows: list[tuple[Cell, ...]] = [
        (one.text, one.measured, _met(case, one.met), one.opinion, _to_rectify(case, one), one.rectify_by)
        for one in case.matter.criteria
    ]
    if any(one.at for one in case.matter.criteria):
        columns += " replied_by replied_at"
        rows = [(*row, *_whose(case, one)) for row, one in zip(rows, case.matter.criteria, strict=True)]
    files = [files_of(case.reader, one.via) for one in case.matter.criteria]
    if any(files):
        columns += " evidence"
        rows = [(*row, ", ".join(one.names) if one else "") for row, one in zip(rows, files, strict=True)]
    accepts = case.matter.supervising or case.matter.initiator
    person = case.contact(accepts)
    return case.document(
        "acceptance",
        case.table(columns, rows),
        *_own_checks(case),
        *opinions(case, "criteria"),
        *opinions(case, "acceptance"),
        case.fields(accepted_on=case.day(case.matter.accepted_at), result=case.matter.result),
        case.signatures(
            approval_signatures(case, "acceptance")
            or approval_signatures(case, "criteria")
            or [Signature(f"{accepts} {person.name if person else ''}".strip())]
        ),
    )


def _to_rectify(case: Case, one: Criterion) -> str:
    """What is to be put right and by whom; put right, and on which day, once the criterion is met."""
    made = [action for action in rectifying_actions(case.reader, case.matter, one) if action.owner]
    names = [f"{case.name(action.owner)} {action.ref}" for action in made]
    text = case.words("form.to_rectify_by", text=one.rectify, names=names) if names else one.rectify
    if not (one.rectify and one.met):
        return text
    return case.words("steps.put_right", text=text, day=str(case.day(one.at) or "")).rstrip()


def _own_checks(case: Case) -> list[DocumentTable]:
    """What those who delivered have checked themselves, each with name and instant; none where nobody wrote a list."""
    words = {None: "checks.result.open", True: "checks.result.yes", False: "checks.result.no"}
    rows = [
        (
            f"{action.ref} {action.deliverable or action.title}", one.text, case.words(words[one.ok]), one.remark,
            case.name(one.person), case.moment(one.at),
        )
        for action in case.actions
        for one in action.checks
    ]  # fmt: skip
    columns = "deliverable own_check result note replied_by replied_at"
    return [case.table(columns, rows, "own_checks")] if rows else []


def completion(case: Case) -> Document:
    """A letter to all departments that took part; what is not known yet is left open."""
    matter = case.matter
    accepted = case.day(matter.accepted_at)
    blank = case.words("form.letter.blank")
    paragraphs = (
        case.words("form.letter.to", departments=case.words("list.separator").join(case.roles) or blank),
        case.words("form.letter.done", ref=matter.ref, title=matter.title, day=str(accepted or blank)),
        case.words("form.letter.thanks"),
    )
    sender = matter.lead or matter.initiator
    fields = case.fields(matter=f"{matter.ref} {matter.title}", result=matter.result, date=accepted)
    accepted_by = [
        (one.text, one.measured, _met(case, one.met), *_whose(case, one)) for one in matter.criteria if one.at
    ]
    results = [case.table("criterion measured met replied_by replied_at", accepted_by)] if accepted_by else []
    return case.document("completion", fields, *results, Prose(paragraphs), case.signatures([Signature(sender)]))


def _whose(case: Case, criterion: Criterion) -> tuple[str, str]:
    """Name and instant of who said so."""
    return who_assessed(case, criterion), case.moment(criterion.at)


def retrospective(case: Case) -> Document:
    """Goal against result side by side, with the criteria as they were measured."""
    matter = case.matter
    return case.document(
        "retrospective",
        case.table("goal result", [both] if any(both := (matter.goal, _result(case))) else [], "goal_vs_result"),
        case.items("went_well", _lines(matter.went_well)),
        case.items("to_improve", _lines(matter.to_improve)),
        case.items("to_standardise", _lines(matter.to_standardise)),
        *_of_milestones(case),
    )


def _of_milestones(case: Case) -> list[Block]:
    """What was learned on the way to each milestone that is there; nothing where there is none."""
    found = [one for one in case.matter.milestones if one.reached or one.has_lessons]
    if not found:
        return []
    columns = "milestone day reached_on went_well to_improve to_standardise"
    rows = (
        (with_deliverable(case, one, one.text), one.day, one.reached, *(getattr(one, field) for field in LESSONS))
        for one in found
    )
    return [case.table(columns, rows, "milestones")]


def _result(case: Case) -> str:
    measured = (
        " ".join(filter(None, (one.text + case.words("form.colon").rstrip(), one.measured, _met(case, one.met))))
        for one in case.matter.criteria
        if one.measured or one.met is not None
    )
    return "\n".join(filter(None, (case.matter.result, *measured)))


def _met(case: Case, met: bool | None) -> str:
    return "" if met is None else case.words("form.met" if met else "form.not_met")


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
