"""Words beside a calendar's answer, of the mail or of the calendar itself: "I can't make it" beside ACCEPTED, which is
one slip of the mouse."""

from collections.abc import Iterator

from collabtui.domain.mail.reply import NewText
from collabtui.language.replies.understand import understand
from collabtui.lifecycle.base.assessment import Assessment
from collabtui.lifecycle.mail_in.answerable.reply_context import reply_context_of
from collabtui.lifecycle.mail_in.taught_words import taught_words
from collabtui.mail.quote.new_text import new_text
from collabtui.store.interface import Reader


def say_otherwise(reader: Reader, assessment: Assessment) -> bool:
    """Whether they answer in another way than the calendar that they came with."""
    origin, answered = assessment.origin, assessment.understanding.rsvp
    for cut in _beside(assessment) if answered else ():
        context = reply_context_of(reader, origin.senders, origin.answers, assessment.written, cut)
        if understand(cut, context, taught_words(reader)).rsvp not in (None, answered):
            return True
    return False


def _beside(assessment: Assessment) -> Iterator[NewText]:
    cuts = (new_text(assessment.received.body, None), assessment.new_text)
    return (cut for cut in cuts if cut is not None and cut.lines)
