"""Consent to the criteria as a whole: ok with all three, 全部同意, no objections to any of them. It tells nothing of
what was found, so it waits as a yes to all of them. The words are data, `words/criteria.*.json`."""

import re
from functools import cache

from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.count_in_words import count_in, count_words
from collabtui.language.lexicon import read_words
from collabtui.language.replies.own_grammars.criteria.result_patterns import EDGES, subject_of
from collabtui.language.replies.own_grammars.criteria.result_piece import ResultPiece
from collabtui.language.replies.words.blocks import Block
from collabtui.language.word_patterns import one_of, one_whole


def consents_to_all(block: Block, situation: ReplyContext) -> ResultPiece | None:
    """The line as a yes to all criteria that is only likely; None where it says anything else."""
    if subject_of(situation) != "criteria":
        return None
    text = block.folded.text.strip(EDGES)
    found = _han().fullmatch(text) or _latin().fullmatch(text)
    if found is None:
        return None
    counts = [count_in(one) for one in (found["count"], found.groupdict().get("count_behind")) if one]
    if any(count != len(situation.criteria) for count in counts):
        return None
    return ResultPiece(block, 0, len(block.folded.text), of_all=True, met=True, doubt="likely")


@cache
def _latin() -> re.Pattern[str]:
    """No issues from our side with any of them."""
    who = r"(?:(?:i|we)(?:'m|'re| am| are| have| see| would| can)? (?:all )?)?"
    of_all = rf"(?:all(?: of)? )?(?:the |these )?(?P<count>{count_words()})?(?: of (?:them|these))?"
    what = rf"(?:{of_all}(?: ?{one_whole(_words('en', 'criteria_named'))})?|{one_whole(_words('en', 'any_of_them'))})"
    side = r"(?: (?:from|on) (?:our|my) (?:side|end|part)| (?:by|for|with) (?:us|me))?"
    return re.compile(rf"{who}{one_whole(_words('en', 'consents'))}{side} (?:with|to|about|on|against) {what}{side}")


@cache
def _han() -> re.Pattern[str]:
    """三条我都没意见, 我们同意全部标准."""
    who = r"(?:对(?:这|此|于)?)?"
    every = r"(?:都|均|全都|全部|一致|完全|也都?)"
    name, which = one_of(_words("zh", "criteria_named")), r"(?:这|以上|上述|所有|全部|各)?"
    named = rf"{which}(?:(?P<count>{count_words()})[条项个])?(?:的?{name})?"
    speaks = r"(?:我们?|我方|我部门?|我们部门|我这边|我们这边)?"
    behind = rf"{which}(?:(?P<count_behind>{count_words()})[条项个])?{name}?"
    return re.compile(rf"{who}{named}[,:]?{speaks}{every}?{one_of(_words('zh', 'consents'))}{behind}[了的]?")


def _words(language: str, kind: str) -> tuple[str, ...]:
    return tuple(read_words("criteria", language)["kinds"][kind])
