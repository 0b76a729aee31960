"""A giver's no to all that he is asked for: no can do on either; neither is possible. It waits, as a no to one of them
may be meant. The words are data, `words/resources.*.json`."""

import re
from functools import cache

from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.late_patterns import late_regex
from collabtui.language.lexicon import read_words
from collabtui.language.replies.own_grammars.criteria.result_patterns import EDGES, ResultPatterns, subject_of
from collabtui.language.replies.own_grammars.criteria.result_piece import ResultPiece, written_part
from collabtui.language.replies.words.blocks import Block
from collabtui.language.word_patterns import one_whole

_NEITHER = r"neither(?: of (?:them|these))?(?: is| are| will be)? (?:possible|available|free|an option|on|doable)"

_BREAK = late_regex(r"\s*[,.;:!(–—-]")


def no_to_all(block: Block, patterns: ResultPatterns, situation: ReplyContext) -> ResultPiece | None:
    """The line as a no to all, with its reason; None where it says anything else."""
    text = block.folded.text
    found = _refuses().match(text) if subject_of(situation) == "resources" and len(situation.criteria) > 1 else None
    if found is None or patterns.question.search(text) or patterns.contrast.search(text, found.end()):
        return None
    rest = text[found.end() :]
    if rest.strip(EDGES) and not _BREAK.match(rest):
        return None
    why = written_part(block, found.end(), len(text))
    return ResultPiece(block, 0, len(text), of_all=True, met=False, opinion=why, doubt="likely")


@cache
def _refuses() -> re.Pattern[str]:
    words = read_words("resources", "en")["kinds"]
    regret = r"(?:(?:sorry|unfortunately|i'm afraid|afraid)[, ]+)?"
    no = rf"{one_whole(words['refuses_any'])} {one_whole(words['any_of_both'])}"
    return re.compile(rf"[\s{re.escape(EDGES)}]*{regret}(?:{no}|{_NEITHER})\b")
