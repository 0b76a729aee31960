"""Numbers of criteria and of things asked for as people write them: `No. 1 met, no. 2 not met`, in which the first word
refuses nothing."""

from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.own_grammars.criteria.result_patterns import result_patterns, subject_of
from collabtui.language.replies.words.blocks import Block

_NUMBERED = late_regex(r"(?<![a-z])(?:no\.?|number|nr\.?) ?(?P<number>\d{1,2})(?!\d|%|\.\d)(?=[\s:)])")
_JOINED = late_regex(r" ?(?:and|&) ?(?=(?:no\.?|number|nr\.?) ?\d)")
"""No. 1 and no. 2 met: the verdict of the next one is that of both."""
_SEVERAL = 2


def with_plain_numbers(block: Block, situation: ReplyContext) -> Block:
    """The line without the words for `number`, in as many characters, where it has several of them and a verdict
    behind each, or behind those that are joined."""
    text = block.folded.text
    found = list(_NUMBERED.finditer(text)) if any(one in text for one in ("no", "nr", "number")) else []
    asked = {one.number for one in situation.criteria}
    numbers = [int(one["number"]) for one in found]
    if len(set(numbers)) < _SEVERAL or len(numbers) != len(set(numbers)) or not asked.issuperset(numbers):
        return block
    verdict = result_patterns(subject_of(situation)).verdict
    if not all(verdict.match(text, one.end()) or _JOINED.match(text, one.end()) for one in found):
        return block
    plain = _NUMBERED.sub(lambda one: one["number"].rjust(len(one.group())), text)
    return block._replace(folded=block.folded._replace(text=plain))
