"""A thing that somebody else cancelled, the hotel, the driver: it is to be had elsewhere, and its item not given up."""

import re
from functools import cache

from collabtui.language.late_patterns import late_regex
from collabtui.language.lexicon import words_of_both
from collabtui.language.word_patterns import one_whole, whole_words

_ENDS = " !了。"
_CLAUSE_ENDS = late_regex(r"[,;:.。，；：]")


def is_cancelled_by_others(text: str) -> bool:
    """Hotel cancelled on us, 车被司机取消了: somebody of whom he writes does it, or a word behind the verb says so."""
    return _pattern().search(text) is not None


def is_given_up(text: str) -> bool:
    """Rating table: scratch that, compliance killed it; 差评统计领导砍掉了: nobody wants the work any more."""
    given_up, denied = whole_words("never", "given-up"), whole_words("never", "not-given-up")
    clauses = _CLAUSE_ENDS.split(text)
    return any((given_up.search(clause) or _ends_given_up(clause)) and not denied.search(clause) for clause in clauses)


def _ends_given_up(clause: str) -> bool:
    """Licences: killed."""
    clause = clause.strip(_ENDS)
    return any(one.end() == len(clause) for one in whole_words("never", "given-up-alone").finditer(clause))


@cache
def _pattern() -> re.Pattern[str]:
    drops = _words("drops")
    ahead = rf"(?:{_words('others')}|{_words('by-them')}[^，。；,.;]{{1,8}}?)"
    return re.compile(rf"{ahead}[a-z ]{{0,10}}?{drops}|{drops} ?{_words('on-us')}")


def _words(kind: str) -> str:
    return one_whole(words_of_both("never", kind))
