"""Classification of mail: its kind, and the reason."""

from collections.abc import Callable, Collection

from collabtui.domain.mail.mail_records import PRODUCT_HEADER
from collabtui.domain.mail.reason_codes import KindReason
from collabtui.domain.mail.reply import MailKind
from collabtui.mail.classify.automatic_mail import automatic_reason, bulk_reason
from collabtui.mail.classify.bounce import bounce_reason
from collabtui.mail.identity.message_id import is_our_message_id
from collabtui.mail.identity.reply_token import tokens_in, without_tag
from collabtui.mail.parse.addresses import normal_address
from collabtui.mail.parse.message import Received

_TOKEN_LENGTH = 16
_CALENDAR_ANSWERS: dict[str, KindReason] = {"REPLY": "calendar-reply", "COUNTER": "calendar-counter"}


def kind_of(
    received: Received, *, own_address: str, known_ids: Callable[[str], bool] | Collection[str]
) -> tuple[MailKind, KindReason]:
    """The kind, and a reason code for it.

    `known_ids` tells whether a Message-ID, token or code belongs to a mail that we sent. Whether a `reply` that refers
    to none of them has to do with us after all (it may name a ref) is for the caller to find out.
    """
    known = known_ids if callable(known_ids) else known_ids.__contains__
    if _is_own(received, own_address, known):
        return "own", "our-mail"
    if returned := bounce_reason(received):
        return "bounce", returned
    if received.calendar_method in _CALENDAR_ANSWERS:
        return "calendar-reply", _CALENDAR_ANSWERS[received.calendar_method]
    if automatic := automatic_reason(received):
        return "auto-reply", automatic
    if _refers_to_ours(received, known):
        return "reply", "answers-ours"
    if PRODUCT_HEADER.lower() in received.headers:
        return "unrelated", "other-collabtui"
    if bulk := bulk_reason(received):
        return "unrelated", bulk
    return "reply", "no-reference"


def _is_own(received: Received, own_address: str, known: Callable[[str], bool]) -> bool:
    """A copy of what we sent. The facilitator's own answer to one of our mails comes from the same address, but has
    neither our mark nor a Message-ID of ours."""
    if received.message_id and known(received.message_id):
        return True
    if without_tag(received.sender) != without_tag(normal_address(own_address)):
        return False
    return PRODUCT_HEADER.lower() in received.headers or is_our_message_id(received.message_id)


def _refers_to_ours(received: Received, known: Callable[[str], bool]) -> bool:
    """By a Message-ID that we gave, or by a token; eight characters behind a number sign may be any hashtag."""
    if any(map(known, filter(None, (received.in_reply_to, *received.references)))):
        return True
    return any(len(found) == _TOKEN_LENGTH or known(found) for found in tokens_in(received))
