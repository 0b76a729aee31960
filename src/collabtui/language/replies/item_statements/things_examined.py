"""Things that were examined, before the words that nothing is wrong with them: `Checked all the guns, no problems`,
枪都检查过了，没问题. Those words are about the things, and take on no action and sign no minutes.

Where the minutes or the mail are what was looked at, they are about these. The words are data, `words/examined.*.json`.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from collabtui.language.lexicon import words_of_both
from collabtui.language.replies.readings import Reading
from collabtui.language.word_patterns import one_of, one_whole


def with_things_examined(readings: Sequence[Reading]) -> list[Reading]:
    """Words behind such a clause, in its sentence, that accept what they do not name: they wait."""
    return [_waiting(one) if _is_of_thing(one, readings) else one for one in readings]


def _waiting(one: Reading) -> Reading:
    return replace(one, rule="unknown", refs=(), counts=False, accept=False, waits=True)


def _is_of_thing(one: Reading, readings: Sequence[Reading]) -> bool:
    if one.rule != "accept" or one.named:
        return False
    before = [other for other in readings if other.block is one.block and other.sentence == one.sentence]
    before = [other for other in before if other.end <= one.start]
    if not before or before[-1].refs:
        return False
    return tells_of_thing_examined(before[-1].block.folded.text[before[-1].start : before[-1].end])


def tells_of_thing_examined(text: str) -> bool:
    """Whether a folded clause says so and names the thing; not `checked with Tom`, 都看过了."""
    found = _in_english().match(text) or _in_chinese().match(text)
    return found is not None and not _is_of_the_mail(found["thing"])


def _is_of_the_mail(thing: str) -> bool:
    words = words_of_both("examined", "of_the_mail")
    thing = _around().sub("", thing).strip()
    if thing.isascii():
        return not thing or any(word in words for word in thing.split())
    return not thing or any(thing.endswith(word) for word in words if not word.isascii())


@cache
def _around() -> re.Pattern[str]:
    """Words in Chinese that may stand between a thing and the verb."""
    return re.compile(one_of(word for word in words_of_both("examined", "before_verb") if not word.isascii()))


@cache
def _in_english() -> re.Pattern[str]:
    verbs, before = (one_whole(words_of_both("examined", kind)) for kind in ("verbs", "before_verb"))
    return re.compile(
        rf"\W*(?:i|we|i've|we've|have|just|also|already|{before}| )*{verbs}(?: {before})*(?P<thing>[a-z' -]+)"
    )


@cache
def _in_chinese() -> re.Pattern[str]:
    verbs, over, before = (one_of(words_of_both("examined", kind)) for kind in ("verbs", "over", "before_verb"))
    return re.compile(rf"\W*(?P<thing>(?![跟和与同向找]|我跟)[\u4e00-\u9fff]{{1,8}}?){before}*{verbs}{over}")
