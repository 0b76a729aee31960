"""A criterion that another department supervises from now on, or whose value was measured again after it was found met
by mail: the verdict given until then is history, and who supervises it is asked anew while the criteria are asked
about."""

from dataclasses import replace

from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.department_answer import answer_of
from collabtui.domain.matters.matter import Criterion, Matter
from collabtui.domain.via import mail_of
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.department_people import speakers
from collabtui.lifecycle.base.queue_mail import queue
from collabtui.lifecycle.matters.change_requests.asked_content import with_content
from collabtui.lifecycle.matters.criteria_mail import criteria_message
from collabtui.lifecycle.matters.criteria_results import ResultWord, record_results
from collabtui.store.interface import Reader, Transaction

_VERDICT = {"met": None, "opinion": "", "rectify": "", "rectify_by": None, "person": None, "at": None, "via": ""}


def without_handed_over(before: Matter, after: Matter) -> Matter:
    """Without the verdicts of departments that supervise the criterion no more, or that have not seen the value that
    stands there now; what was measured stays. A verdict that comes with the other department stays, too."""
    known = {one.text: one for one in before.criteria}
    criteria = tuple(
        one.model_copy(update=_VERDICT) if _is_void(before, known.get(one.text), after, one) else one
        for one in after.criteria
    )
    return after.model_copy(update={"criteria": criteria})


def _is_void(before: Matter, given: Criterion | None, after: Matter, one: Criterion) -> bool:
    if given is None or given.met is None:
        return False
    is_same_word = (one.met, one.person, one.at, one.via) == (given.met, given.person, given.at, given.via)
    return is_same_word and (before.supervises(given) != after.supervises(one) or _is_of_former_value(given, one))


def _is_of_former_value(given: Criterion, one: Criterion) -> bool:
    """Whether somebody has written that it is met, of another value than the one that it has now."""
    return bool(given.met and mail_of(given.via) and given.measured and given.measured != one.measured)


def ask_new_supervisors(tx: Transaction, acting: Acting, before: Matter, after: Matter) -> None:
    """Queue the mails that ask a department for the criteria it supervises now, where the question is open. A
    department that supervises none any more owes no answer."""
    change = _open_question(tx, after)
    known = {one.text: one for one in before.criteria}
    taken = [
        one
        for one in after.criteria
        if one.met is None and one.text in known and _awaits_verdict(before, known[one.text], after, one)
    ]
    if change is None or not taken:
        return
    to_ask = tuple(dict.fromkeys(after.supervises(one) for one in taken))
    kept = {after.supervises(one) for one in after.criteria}
    departments = (*(one for one in change.departments if one in kept and one not in to_ask), *to_ask)
    opinions = tuple(one for one in change.opinions if one.department not in to_ask)
    asked = change.model_copy(update={"departments": departments, "opinions": opinions})
    asked = tx.put(with_content(tx, asked, after))
    for department in to_ask:
        for person in speakers(tx, acting, after, department).present:
            message = criteria_message(tx, after, asked, person, department)
            queue(tx, acting, replace(message, key=outbox_keys.sent_again(message.key, acting.now)))
    for department in (one for one in asked.departments if one not in to_ask):
        answered = answer_of(asked.opinions, department)
        if answered is None or answered.value == "against":
            _settle(tx, acting, after, asked, department)


def _awaits_verdict(before: Matter, given: Criterion, after: Matter, one: Criterion) -> bool:
    supervisor = after.supervises(one)
    return supervisor not in ("", before.supervises(given)) or bool(supervisor and _is_of_former_value(given, one))


def _settle(tx: Transaction, acting: Acting, matter: Matter, change: ChangeRequest, department: str) -> None:
    """It agrees by all that is left to it where the one that it found unmet, or had not spoken of, went to another."""
    spoken = [one for one in matter.criteria if matter.supervises(one) == department and one.person and one.at]
    last = max(spoken, key=lambda one: one.at or acting.now, default=None)
    if last and last.person and last.at:
        known = answer_of(change.opinions, department)
        word = ResultWord(department, last.person, known.text if known else last.opinion, last.at, last.via)
        record_results(tx, matter.ref, change.ref, (), word, acting.now)


def _open_question(reader: Reader, matter: Matter) -> ChangeRequest | None:
    asked = reader.find(ChangeRequest, matter=matter.ref, state="asked")
    return next((one for one in asked if one.kind == "criteria"), None)
