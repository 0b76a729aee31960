"""A change request or an approval as it stands, in lines: what it asks, what each department says to it, and how it was
decided; for commands and pages alike."""

from collections.abc import Iterator
from datetime import datetime

from collabtui.domain.action import Action
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.department_answer import DepartmentAnswer, answer_of
from collabtui.domain.matters.matter import Matter
from collabtui.domain.people import Person
from collabtui.domain.refs import ref_order
from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.directory import people_by_ref
from collabtui.lifecycle.base.queue_mail import Message
from collabtui.lifecycle.matters.approvals.item_objections import item_objections
from collabtui.lifecycle.matters.change_requests.ask_about_change import preview_change
from collabtui.text.catalogue import Catalogue
from collabtui.text.stated_answer import item_opinions_text, states_itself
from collabtui.text.templates import Rendered


def change_lines(acting: Acting, ref: str, words: Catalogue) -> list[tuple[str, str]]:
    """Each with its heading; what nobody has said has no line."""
    change = acting.store.get(ChangeRequest, ref)
    matter = acting.store.get(Matter, change.matter)

    def moment(at: datetime | None, by: str = "") -> str:
        return " · ".join(filter(None, (f"{at.astimezone(acting.zone):%Y-%m-%d %H:%M}" if at else "", by)))

    lines = [
        ("ref", f"{change.ref} · {words(f'change.of.{change.kind}')}"),
        ("state", words(f"change.state.{change.state}")),
        ("matter", f"{matter.ref} {matter.title}"),
        ("what", change.what),
        ("wanted", words.full_day(change.wanted) if change.wanted else ""),
        ("reason", change.reason),
        ("impact", change.impact),
        ("raised", moment(change.raised_at, change.raised_by)),
        ("asked", moment(change.asked_at)),
        *(("answers", line) for line in _answers(acting, change, words)),
        *(("item", line) for line in _items(acting, change, words)),
        ("decided", moment(change.decided_at, change.decided_by)),
        ("decision", change.decision),
        *(("overruled", f"{one.department} · {one.reason} · {moment(one.at, one.by)}") for one in change.overruled),
    ]
    return [
        (words(f"change.field.{name}"), line)
        for name, text in lines
        for line in (text.splitlines() if name in ("reason", "impact") else [text])
        if line
    ]


def mails_to_go(acting: Acting, ref: str) -> list[tuple[Message, Rendered]]:
    """The mails that asking the departments would send now; none once they were asked and nobody is to be asked anew,
    or where nobody can be."""
    change = acting.store.get(ChangeRequest, ref)
    if change.state not in ("draft", "asked"):
        return []
    try:
        return preview_change(acting, ref)
    except Refused:
        if change.state == "draft":
            raise
        return []


def _answers(acting: Acting, change: ChangeRequest, words: Catalogue) -> Iterator[str]:
    people = people_by_ref(
        acting.store, filter(None, (ref for one in change.opinions for ref in (one.person, one.in_place_of)))
    )
    for department in change.departments or dict.fromkeys(one.department for one in change.opinions):
        answer = answer_of(change.opinions, department)
        yield _answer(answer, people, words, acting) if answer else f"{department} · {words('stance.silent')}"


def _items(acting: Acting, change: ChangeRequest, words: Catalogue) -> Iterator[str]:
    """Each item of a plan that somebody objects to, with who does and why."""
    found = item_objections(acting.store, [change])
    for ref, objections in sorted(found.items(), key=lambda one: ref_order(one[0])):
        title = acting.store.get(Action, ref).title
        for one in objections:
            who = " ".join(filter(None, (one["department"], one["by"])))
            yield " · ".join(filter(None, (f"{ref} {title}", words("stance.against"), who, one["text"])))


def _answer(answer: DepartmentAnswer, people: dict[str, Person], words: Catalogue, acting: Acting) -> str:
    objected = [(one.ref, one.text) for one in answer.objected]
    separator, rest = words("change.items_separator"), answer.rest_agreed
    of_items = item_opinions_text(words, objected, rest_agreed=rest, separator=separator) if objected else ""
    text = " ".join((of_items or answer.text).split())
    stance = "" if states_itself(words.locale, answer.stance, text) else words(f"stance.{answer.stance}")
    who = people[answer.person].name if answer.person else ""
    if answer.in_place_of:
        who += words("form.for_absent", name=people[answer.in_place_of].name)
    at = f"{answer.at.astimezone(acting.zone):%Y-%m-%d %H:%M}"
    return " · ".join(filter(None, (answer.department, stance, text, who, at)))
