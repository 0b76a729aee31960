"""Signature lines of forms, filled from what those concerned have answered: name, instant, version and hash."""

from collabtui.domain.matters.change_request import CHANGE_KINDS, ApprovalKind, ChangeRequest
from collabtui.domain.matters.department_answer import DepartmentAnswer, answer_of, asked_of
from collabtui.domain.matters.matter import Criterion
from collabtui.domain.matters.resource import Resource
from collabtui.domain.matters.signed_content_hash import is_as_asked
from collabtui.domain.people import Department
from collabtui.formats.documents.document import Block, Signature
from collabtui.lifecycle.forms.form_data import Case
from collabtui.text.stated_answer import item_opinions_text, stated

_HASH = 12
"""Characters of it that a form shows."""


def approval_signatures(case: Case, kind: ApprovalKind) -> list[Signature]:
    """Of the last time that those concerned were asked; none where they never were."""
    asked = asked_approvals(case, kind)
    return _lines(case, asked[-1], "") if asked else []


def opinions(case: Case, kind: ApprovalKind) -> list[Block]:
    """A table of what each department said the last time that those concerned were asked; none before that."""
    asked = asked_approvals(case, kind)
    if not asked:
        return []
    rows = []
    for department in asked[-1].departments:
        answer = answer_of(asked[-1].opinions, department)
        stance = case.words(f"stance.{answer.stance if answer else 'silent'}")
        text, at = (answer.text, case.moment(answer.at)) if answer else ("", "")
        rows.append((department, stance, text, _who(case, department, answer) if answer else "", at))
    title = "opinions_on_criteria" if kind == "criteria" else "opinions_of_departments"
    return [case.table("department reply opinion replied_by replied_at", rows, title)]


def asked_approvals(case: Case, kind: ApprovalKind) -> list[ChangeRequest]:
    """Of that kind, the last one last."""
    return [one for one in _asked(case) if one.kind == kind]


def change_signatures(case: Case) -> list[Signature]:
    """Of all changes on which somebody was asked, each line with the change's ref."""
    return [line for one in _asked(case) if one.kind in CHANGE_KINDS for line in _lines(case, one, f"{one.ref} ")]


def _asked(case: Case) -> list[ChangeRequest]:
    found = case.reader.find(ChangeRequest, matter=case.matter.ref)
    return [one for one in found if one.state in ("asked", "granted", "refused")]


def _lines(case: Case, change: ChangeRequest, ref: str) -> list[Signature]:
    return [_line(case, change, department, ref) for department in change.departments]


def _line(case: Case, change: ChangeRequest, department: str, ref: str) -> Signature:
    """Who has not answered has room to sign, unless it was decided without his word."""
    answer = answer_of(change.opinions, department)
    overruled = next((one for one in change.overruled if one.department == department), None)
    parts = [*_stated(case, answer), _version(case, change)] if answer else []
    if overruled:
        by = {"by": overruled.by, "at": case.moment(overruled.at), "reason": overruled.reason}
        parts.append(case.words("form.overruled", **by))
    who = f"{ref}{department} {_who(case, department, answer)}".strip()
    return Signature((who + _owners_place(case, change, department, answer)).strip(), " ".join(filter(None, parts)))


def request_signature(case: Case, department: str) -> Signature:
    """The line of what was asked of it at the begin; room to sign where it was asked nothing, or has not answered."""
    asked = asked_of(case.matter.asked, department)
    answer = asked.answer if asked else None
    parts = _stated(case, answer) if answer else []
    return Signature(f"{department} {_who(case, department, answer)}".strip(), " ".join(filter(None, parts)))


def who_answered(case: Case, answer: DepartmentAnswer) -> str:
    """A deputy with the name of whom he stood in for."""
    name, absent = case.name(answer.person), case.name(answer.in_place_of)
    return name + (case.words("form.for_absent", name=absent) if absent else "")


def who_assessed(case: Case, criterion: Criterion) -> str:
    """A deputy with the name of whom he stood in for: it stands with the answer that his mail was."""
    answers = (answer for one in _asked(case) if one.kind == "criteria" for answer in one.opinions)
    own = (one for one in answers if one.in_place_of and (one.person, one.via) == (criterion.person, criterion.via))
    answer = next(own, None)
    return who_answered(case, answer) if answer else case.name(criterion.person)


def initiator_signature(case: Case) -> list[Signature]:
    """Of the department that asks for the matter: what its head said to the request; else as any other's."""
    if not case.matter.initiator:
        return []
    return approval_signatures(case, "request") or [request_signature(case, case.matter.initiator)]


def _who(case: Case, department: str, answer: DepartmentAnswer | None) -> str:
    """Who has answered; else the head."""
    if answer:
        return who_answered(case, answer)
    heads = (one for one in case.everybody.values() if one.head and one.merged_into is None)
    return next((one.name for one in heads if one.department == department), "")


def _owners_place(case: Case, change: ChangeRequest, department: str, answer: DepartmentAnswer | None) -> str:
    """Behind the department and who signs for it: the plan is for who answers for the matter to approve, too."""
    owner = case.matter.owner
    if change.kind != "plan" or not owner or case.department(owner) != department:
        return ""
    role = case.words("form.within", text=case.label("answers_for_it"))
    if answer:
        return role if answer.person == owner else ""
    name = case.name(owner)
    return role if _who(case, department, None) == name else f" {name}{role}"


def _stated(case: Case, answer: DepartmentAnswer) -> list[str]:
    answer_word = case.words(f"form.answer.{answer.value}")
    reason = " / ".join(answer.text.splitlines()) if answer.value != "for" else ""
    if objected := [(one.ref, one.text) for one in answer.objected]:
        separator = case.words("change.items_separator")
        reason = item_opinions_text(case.words, objected, rest_agreed=answer.rest_agreed, separator=separator)
    return [
        stated(case.words.locale, answer_word, answer.value, reason, case.words("form.colon")),
        case.moment(answer.at),
    ]


def _version(case: Case, change: ChangeRequest) -> str:
    """With a word where what was signed is no longer what stands."""
    if not change.asked_digest:
        return ""
    shown = case.words("form.signed_version", version=change.asked_version or 1, hash=change.asked_digest[:_HASH])
    departments, resources = case.reader.find(Department), case.reader.find(Resource, matter=case.matter.ref)
    same = is_as_asked(change, case.matter, case.all_actions, departments, resources)
    return shown if same else shown + case.words("form.changed_since")
