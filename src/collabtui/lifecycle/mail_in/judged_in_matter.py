"""An unclear answer of a department is judged on the page of its matter: a yes in the Inbox does not settle it."""

from collabtui.domain.mail.mail_about import ChangeTo, RequestTo
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.mail.reply import DEPARTMENT_ANSWERS
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.department_answer import DepartmentAnswer, answer_of, asked_of
from collabtui.domain.matters.matter import Matter
from collabtui.domain.place import Place
from collabtui.domain.via import mail_of
from collabtui.errors import Refused
from collabtui.lifecycle.base.pending_mails import open_proposals
from collabtui.lifecycle.mail_in.answerable.answer_registry import refuse_in_inbox
from collabtui.store.interface import Reader


def refuse_unjudged(reader: Reader, incoming: Incoming) -> None:
    """Raises as `refuse_in_inbox` does, and `Refused` (inbox.say_in_matter: ref, matter, place) also where the mail is
    unclear beside a clear answer of its department, which it takes back perhaps; never where a yes enters something
    else that it proposes, such as a risk."""
    if any(one.ask not in DEPARTMENT_ANSWERS for one in open_proposals(incoming)):
        return
    refuse_in_inbox(reader, incoming)
    understood = incoming.understanding
    if understood is None or understood.stance != "none" or incoming.requests or open_proposals(incoming):
        return
    place, known = _asked(reader, incoming)
    if place and known and known.value != "unclear" and mail_of(known.via) != incoming.ref:
        raise Refused("inbox.say_in_matter", ref=incoming.ref, matter=place.ref, place=str(place))


def waits_for_matter_page(reader: Reader, incoming: Incoming) -> bool:
    """Whether, once all is settled that it proposes beside, it waits for what its department's answer means."""
    understood = incoming.understanding
    if understood is None or understood.stance != "none":
        return False
    numbers = tuple(one.n for one in understood.proposals)
    try:
        refuse_unjudged(reader, incoming.model_copy(update={"requests": (), "updates": (), "settled": numbers}))
    except Refused:
        return True
    return False


def _asked(reader: Reader, incoming: Incoming) -> tuple[Place | None, DepartmentAnswer | None]:
    """The place of the question that the mail answers, as long as it is open, and the department's answer to it."""
    about = reader.get(Outgoing, incoming.answers).about if incoming.answers else None
    if isinstance(about, RequestTo):
        part = asked_of(reader.get(Matter, about.matter).asked, about.department)
        return Place.request(about.matter, about.department), part.answer if part else None
    if isinstance(about, ChangeTo):
        change = reader.get(ChangeRequest, about.change)
        answers = [(name, answer_of(change.opinions, name)) for name in about.departments]
        if change.state != "asked":
            return Place.opinion(about.matter, about.change, about.department), None
        name, known = next((one for one in answers if one[1] is None or one[1].value == "unclear"), answers[0])
        return Place.opinion(about.matter, about.change, name), known
    return None, None
