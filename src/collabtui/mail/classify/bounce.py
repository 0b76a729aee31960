"""Mail that came back: delivery reports (RFC 3464), and what servers write that know none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from collabtui.domain.mail.reason_codes import BounceReason
from collabtui.mail.classify.automatic_wordings import (
    answered,
    any_of,
    folded,
    forwarded,
    marks,
    readable,
    without_quotes,
)
from collabtui.mail.parse.addresses import mailboxes, normal_address
from collabtui.mail.parse.headers import Headers
from collabtui.mail.parse.message import Received

_DAEMON = re.compile(
    r"\W?(?:mail(?:er)?[-_.]?daemon|mdaemon|poo?st[-_]?master|mail[-_.]?delivery[-_.]?(?:sub)?system|microsoftexchange"
    r"[0-9a-f]+|double-bounce|bounces?|ndr|system ?administrator)\W?"
)
_SURE = re.compile(r"(?:mail(?:er)?[-_.]?daemon|mail[-_.]?delivery[-_.]?(?:sub)?system|microsoftexchange[0-9a-f]+)@")
_ADDRESS = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})+", re.IGNORECASE)
_LISTED = re.compile(rf"^[ \t>*•·-]{{0,40}}<?({_ADDRESS.pattern})>?(?=[\s:;,(]|$)", re.IGNORECASE | re.MULTILINE)
"""An address at the beginning of a line: that is how servers list the recipients that they failed to reach."""
_MESSAGE_ID = re.compile(r"^[ \t>]*message-id:\s{0,80}(<[^<>\s]{3,998}>)", re.IGNORECASE | re.MULTILINE)
_STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
_SAID = re.compile(r"\b[45]\d\d[ -].{3,}|\b[45]\.\d{1,3}\.\d{1,3}\b.*")
_YES = re.compile(r"2\d\d\b")
_GOOD_NEWS = ("delivered", "relayed", "expanded")
_OPENING = 1200
_WHOLE = 16_384


@dataclass(frozen=True, slots=True)
class Failure:
    """One recipient that a mail did not reach."""

    address: str
    """Where it was sent to, as far as the report tells; empty when it does not."""
    permanent: bool
    """False while the server goes on trying."""
    status: str
    """RFC 3463, `5.1.1`; empty when unknown."""
    diagnostic: str
    """What the server said, on one line."""


def bounce_reason(received: Received) -> BounceReason | None:
    """The reason to say that the mail is a bounce; None when it is none, such as a report of success, or a complaint
    about a mail (RFC 5965), which has arrived."""
    subject = folded(received.subject)
    by_person = answered().match(subject) or forwarded().match(subject)
    if any(_reported(received)) and (received.content_type == "multipart/report" or not by_person):
        return "delivery-report"
    if any(map(_is_success, received.report)) or received.report_kind == "feedback-report":
        return None
    if "x-failed-recipients" in received.headers:
        return "failed-recipients"
    if _SURE.match(received.sender):
        return "mail-daemon"
    return _by_wording(received, subject, by_person=by_person is not None)


def _by_wording(received: Received, subject: str, *, by_person: bool) -> BounceReason | None:
    from_server = _from_server(received)
    begins_so = subject.lstrip("[(【").startswith(marks().bounce_subject)
    if not (from_server or begins_so):  # then it is none, whatever its text says
        return None
    opening = folded(without_quotes(readable(received.body, _OPENING)))
    says_so = any_of(marks().bounce_text, opening)
    if from_server and (says_so or (not by_person and any_of(marks().bounce_subject, subject))):
        return "mail-daemon"
    return "bounce-wording" if says_so and begins_so else None


def _from_server(received: Received) -> bool:
    if received.headers.raw("auto-submitted").lower().startswith("auto-replied"):
        return False
    local = received.sender.rpartition("@")[0]
    name = folded(received.sender_name)
    return bool(_DAEMON.fullmatch(local)) or name in marks().daemon_name or received.returns_to_nobody


def failures(received: Received) -> tuple[Failure, ...]:
    """The recipients that a bounce is about, those that failed for good first. Only for what `bounce_reason` knows."""
    found = list(_reported(received)) or list(_described(received))
    return tuple(sorted(found, key=lambda failure: not failure.permanent))


def failed_address(received: Received) -> str:
    return next((failure.address for failure in failures(received) if failure.address), "")


def original_message_id(received: Received) -> str:
    """Message-ID of the mail that came back, with angle brackets; empty when it is not repeated."""
    if received.returned is not None and (found := received.returned.raw("message-id")):
        return "".join(found.split())
    message_id = _MESSAGE_ID.search(readable(received.body, 4 * _WHOLE))
    return message_id[1] if message_id else received.in_reply_to


def _reported(received: Received) -> Iterator[Failure]:
    """From the groups of a delivery report: the first is about the mail, each of the others about one recipient."""
    if received.report_kind != "delivery-status":
        return
    arrived = {address for group in received.report if _is_success(group) and (address := _recipient(group))}
    for group in received.report:
        action = _action(group)
        if _is_success(group) or _recipient(group) in arrived or not (action or "final-recipient" in group):
            continue
        status = _STATUS.search(group.raw("status"))
        yield Failure(
            address=_recipient(group),
            permanent=action != "delayed",
            status=status[1] if status else "",
            diagnostic=_diagnosis(group),
        )


def _is_success(group: Headers) -> bool:
    """By its status (RFC 3463), a second action or the server's own words also where the action says that it failed:
    nobody is marked by what says both."""
    if any(status.startswith("2.") for status in group.all("status")) or _YES.match(_diagnosis(group)):
        return True
    return any(_word(action) in _GOOD_NEWS for action in group.all("action"))


def _diagnosis(group: Headers) -> str:
    text = group.text("diagnostic-code")
    return text.partition(";")[2].strip() or text


def _action(group: Headers) -> str:
    return _word(group.raw("action"))


def _word(action: str) -> str:
    return re.split(r"[;(]", action)[0].strip().lower()


def _recipient(group: Headers) -> str:
    """The original recipient is whom we wrote to, the final one where that was forwarded (RFC 3464 section 2.3)."""
    for name in ("original-recipient", "final-recipient", "x-actual-recipient"):
        value = group.raw(name)
        found = next((box.address for box in mailboxes(value.rpartition(";")[2]) if box.address), "")
        if found:
            return found
    return ""


def _described(received: Received) -> Iterator[Failure]:
    """From the words of a bounce."""
    above = _above_original(readable(received.body, _WHOLE))
    diagnosis = _SAID.search(above)
    status = _STATUS.search(above)
    permanent = not any_of(marks().delay_text, folded(f"{received.subject}\n{above[:_OPENING]}"))
    for address in _addresses(received, above) or [""]:
        text = " ".join(diagnosis[0].split())[:500] if diagnosis else ""
        yield Failure(address, permanent, status[1] if status else "", text)


def _above_original(text: str) -> str:
    lowered = text.lower()
    ends = [at for phrase in marks().original_below if (at := lowered.find(phrase)) > 0]
    return text[: min(ends)] if ends else text


def _addresses(received: Received, text: str) -> list[str]:
    """The failed recipients, from the surest place that names any."""
    listed = [box.address for value in received.headers.all("x-failed-recipients") for box in mailboxes(value)]
    if any(listed):
        return [address for address in listed if address]
    sent_to, ours = _sent_to(received.returned), {received.sender, *received.recipients}
    beginning_lines = [address for found in _LISTED.findall(text) if (address := _other(found, ours))]
    if beginning_lines:
        return list(dict.fromkeys(beginning_lines))
    anywhere = [
        address for found in _ADDRESS.findall(f"{received.subject}\n{text}") if (address := _other(found, ours))
    ]
    return [address for address in anywhere if address in sent_to][:1] or anywhere[:1] or sent_to[:1]


def _other(found: str, ours: set[str]) -> str:
    """The address as it is compared; empty for our own and for that of a mail server."""
    address = normal_address(re.sub(r"^smtp=", "", found.strip(".'"), flags=re.IGNORECASE))
    return "" if address in ours or _DAEMON.fullmatch(address.rpartition("@")[0]) else address


def _sent_to(returned: Headers | None) -> list[str]:
    if returned is None:
        return []
    return [box.address for field in returned.all("to") for box in mailboxes(field) if box.address]
