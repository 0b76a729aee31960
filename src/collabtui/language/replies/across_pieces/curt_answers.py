"""A mail of one letter or two, Y, N, NA: elsewhere they sign a text; alone they may be its answer and wait."""

import re

from collabtui.domain.mail.reply import Clause, Understanding
from collabtui.language.replies.words.vocabulary import Vocabulary

_INITIALS = re.compile(r"\W*([A-Z]\.?[A-Z]?)\W*")
_COURTEOUS = ("thanks", "accept")


def with_curt_answer_waiting(found: Understanding, words: Vocabulary) -> Understanding:
    """It waits where initials are all that was written."""
    if found.doubt or len(found.clauses) != 1 or not _is_curt(found.clauses[0], words):
        return found
    clause = found.clauses[0].model_copy(update={"rule": "unknown"})
    return found.model_copy(update={"clauses": (clause,), "doubt": "unknown"})


def _is_curt(clause: Clause, words: Vocabulary) -> bool:
    initials = _INITIALS.fullmatch(clause.text)
    if clause.rule != "talk" or initials is None:
        return False
    return not any(initials[1].lower() in words.of_kind(kind) for kind in _COURTEOUS)
