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
    text = _without_department(_adds_nothing().sub("", block.folded.text.strip(EDGES)), situation)
    found = next(filter(None, (one.fullmatch(text) for one in (_han(), _latin(), _finds_them()))), None)
    if found is None:
        return None
    counts = [count_in(one) for kind, one in found.groupdict().items() if one and kind.startswith("count")]
    if any(count != len(situation.criteria) for count in counts):
        return None
    return ResultPiece(block, 0, len(block.folded.text), of_all=True, met=True, doubt="likely")


def finds_all_good(block: Block, situation: ReplyContext) -> ResultPiece | None:
    """The line as a yes to all criteria that is only likely: all good on our side; None where it says anything else."""
    if subject_of(situation) != "criteria" or not _finds_all_good().fullmatch(block.folded.text.strip(EDGES)):
        return None
    return ResultPiece(block, 0, len(block.folded.text), of_all=True, met=True, doubt="likely")


@cache
def _finds_all_good() -> re.Pattern[str]:
    """All good on our side, 我们这边都没问题."""
    side = (
        r"(?: (?:from|on|at|by|for|with) (?:our|my|the) (?:side|end|part|team)| (?:by|for|with|from) (?:us|me)| here)"
    )
    han = r"(?:我们?|我方|我部门?|我们部门|我这边|我们这边|这边)?"
    return re.compile(rf"{one_whole(_words('en', 'all_good'))}{side}?|{han}{one_of(_words('zh', 'all_good'))}的?")


@cache
def _latin() -> re.Pattern[str]:
    """No issues from our side with any of them."""
    who = r"(?:(?:i|we)(?:'m|'re| am| are| have| see| would| can)? (?:all )?)?"
    of_all = rf"(?:all(?: of)? )?(?:the |these )?(?P<count>{count_words()})?(?: of (?:them|these))?"
    what = rf"(?:{of_all}(?: ?{one_whole(_words('en', 'criteria_named'))})?|{one_whole(_words('en', 'any_of_them'))})"
    side = r"(?: (?:from|on) (?:our|my) (?:side|end|part)| (?:by|for|with) (?:us|me))?"
    return re.compile(rf"{who}{one_whole(_words('en', 'consents'))}{side} (?:with|to|about|on|against) {what}{side}")


def _without_department(text: str, situation: ReplyContext) -> str:
    """Fine by Safety, where that is who was asked; fine by Friday is another thing."""
    name = situation.asking.department.casefold() if situation.asking else ""
    ends = [f" {word} {name}" for word in ("by", "for", "with", "from")] if name else []
    return next((text.removesuffix(end) for end in ends if text.endswith(end)), text)


@cache
def _finds_them() -> re.Pattern[str]:
    """All three criteria are fine by Safety; agreed alone."""
    of_all = (
        rf"all(?: of)? (?:the |these |our )?(?:(?P<count>{count_words()}) )?{one_whole(_words('en', 'criteria_named'))}"
    )
    by_whom = r"(?: (?:by|with|for|from|on) (?:us|me|(?:our|my|the) (?:side|end|part|team|department|office)))?"
    return re.compile(
        rf"{of_all} (?:are|look|is) {one_whole(_words('en', 'consents'))}{by_whom}|{one_whole(_words('en', 'agrees'))}"
    )


@cache
def _adds_nothing() -> re.Pattern[str]:
    """Behind a yes: nothing to add."""
    return re.compile(
        rf"[\s,.;:。，；、-]{{1,6}}(?:{'|'.join(one_whole(_words(one, 'adds_nothing')) for one in ('en', 'zh'))})$"
    )


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
