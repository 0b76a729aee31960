"""The identity of a mail, by which it is known again by whatever way it comes."""

import hashlib
import re

from collabtui.domain.unicode_normal_form import nfkc
from collabtui.mail.parse.clean import unescaped
from collabtui.mail.parse.message import Received

_TAG = re.compile(r"<[^<>]*>")


def mail_identity(received: Received) -> str:
    """A hash of author, Message-ID and the words of the body and of a calendar answer: the same for one mail with
    another Received field, other line ends, another Date, from another mailbox or a pipe. One without a Message-ID (RFC
    5322 section 3.6.4 wants one) is known by its date and subject instead."""
    named = [received.message_id] if received.message_id else [str(received.date), received.subject]
    content = (received.sender, *named, _words(received), " ".join((received.calendar or "").split()))
    return "mail:" + hashlib.sha256("\x00".join(content).encode("utf-8", "surrogatepass")).hexdigest()


def _words(received: Received) -> str:
    """Of the text part, or where there is none of the HTML; gateways fold lines and change spaces, and no words."""
    body = received.body
    text = body.text if body.text is not None else unescaped(_TAG.sub(" ", body.html or ""))
    return " ".join(nfkc(text).split())
