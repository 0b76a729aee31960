"""Signature lines of forms, filled from what those concerned have answered: name, instant, version and hash."""

from collabtui.domain.matters.asked_content import content_digest
from collabtui.domain.matters.change_request import CHANGE_KINDS, ApprovalKind, ChangeRequest
from collabtui.domain.matters.department_answer import answer_of
from collabtui.formats.documents.document import Signature
from collabtui.lifecycle.matters.forms.case import Case

_HASH = 12
"""Characters of it that a form shows."""


def approval_signatures(case: Case, kind: ApprovalKind) -> list[Signature]:
    """Of the last time that those concerned were asked; none where they never were."""
    asked = [one for one in _asked(case) if one.kind == kind]
    return _lines(case, asked[-1], "") if asked else []


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
    heads = (one for one in case.everybody.values() if one.head and one.merged_into is None)
    head = next((one.name for one in heads if one.department == department), "")
    who = case.name(answer.person) if answer else head
    parts = []
    if answer:
        said = case.words(f"stance.{answer.stance}")
        text = answer.text if answer.value != "for" and answer.text != said else ""
        parts += [said, text, case.moment(answer.at), _version(case, change)]
    if overruled:
        by = {"by": overruled.by, "at": case.moment(overruled.at), "reason": overruled.reason}
        parts.append(case.words("form.overruled", **by))
    return Signature(f"{ref}{department} {who}".strip(), " ".join(filter(None, parts)))


def _version(case: Case, change: ChangeRequest) -> str:
    """With a word where what was signed is no longer what stands."""
    if not change.asked_digest:
        return ""
    shown = case.words("form.signed_version", version=change.asked_version or 1, hash=change.asked_digest[:_HASH])
    same = content_digest(change, case.matter, case.all_actions) == change.asked_digest
    return shown if same else shown + case.words("form.changed_since")
