"""So many of so many are done (18 of 20 slides done, 测了20家店里的14家): the share that this comes to is proposed; so
is a fraction that says so of its item (3/4 ready), and one that is written short (60pc).
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.replies.addressing import addressed
from collabtui.language.replies.readings import Reading

_DID = (
    r"(?:已|已经|都)?(?:测|做|写|弄|搞|改|审|查|核|签|发|交|收|装|调|跑|录|译|画|拍|修|走|谈|看"
    r"|整理|核对|完成|处理|验收|测试|检查|盘点|访谈|培训)"
)
_OF_SO_MANY = re.compile(
    r"(?<![\d./])(?P<part>\d{1,4}) (?:out )?of (?:the |my |our |all |all the )?(?P<whole>\d{1,4})(?![\d./%])"
    r"(?P<behind>[^.;!?]{0,40})"
    rf"|{_DID}(?:了|完|好|完了|好了) ?(?P<all>\d{{1,4}}) ?(?P<unit>[\u4e00-\u9fff])"
    r"[\u4e00-\u9fff]{0,6}?[里中]面?的? ?"
    r"(?P<some>\d{1,4}) ?(?P=unit)"
    r"|(?P<every>\d{1,4}) ?(?P<each>[\u4e00-\u9fff])[\u4e00-\u9fff]{0,6}?[,，里中]? ?"
    rf"(?:目前|现在)?{_DID}(?:了|完|好|完了|好了) ?(?P<few>\d{{1,4}}) ?(?P=each)"
)
_DONE = re.compile(
    r"\b(?:done|finished|completed?|written|tested|checked|reviewed|signed|sent|ready|drafted|built|installed|fixed"
    r"|uploaded|processed|delivered|confirmed|booked|ordered|printed|translated|migrated|through|behind us)\b"
    r"|\bin(?= ?(?:$|[,)]))"
)
_OPEN = re.compile(
    r"\b(?:not|no|never|left|remaining|to go|missing|open|outstanding|will|would|should|must|need|needs|plan|planned"
    r"|if|hope|still to|won't|isn't|aren't)\b|没|未|还剩|剩|要|将|计划|打算|争取|如果|不|失败|退"
)
_FRACTION = re.compile(
    r"(?<![\d./])(?P<part>[1-9])/(?P<whole>[2-9])(?![\d./]) ?(?:of (?:it|them|(?:the|my|our) [a-z]+(?: [a-z]+)?) )?"
    r"(?:is |are |was |already )?(?:done|finished|completed?|ready|through|written|tested|drafted|built|installed"
    r"|完成|做完|弄完|搞定|写完|好了)"
)
_SHORT = re.compile(
    r"(?<![\d./])(?P<percent>[1-9]\d?) ?p\.?c\.?(?: (?:done|ready|complete|finished|so far|now|already))?\W*$"
)
"""60pc; 6 pc ordered are pieces."""
_BARE = re.compile(r"[^\W\d][^,.;:!?]* ?: ?(?P<part>[1-9])/(?P<whole>[2-9])\W*$")
"""SDK: 1/2, behind words and nothing behind it: a half, or a day."""
_NEAR = timedelta(days=60)
"""A day that is further off than that would be written out."""
_FEWEST = 4
"""Fewer may be the items of the mail: 2 of 3 done."""
_READ = ("unknown", "several-open", "note", "open-words", "almost")


def with_counted_shares_proposed(readings: Sequence[Reading], situation: ReplyContext) -> list[Reading]:
    """The readings, with one more behind each that counts what is done."""
    found: list[Reading] = []
    for one in readings:
        share = _share(one, situation)
        if not share:
            found.append(one)
        elif one.rule == "note":
            found += [one, share]
        else:
            found.append(share)
    return found


def _share(one: Reading, situation: ReplyContext) -> Reading | None:
    if share := _bare_fraction(one, situation):
        return share
    if one.rule not in _READ or one.proposed or one.status or one.ask or one.idle:
        return None
    refs = one.refs or addressed(situation)
    text = one.block.folded.text[one.start : one.end]
    if len(refs) != 1 or _OPEN.search(text):
        return None
    percent = _written_as_share(text) if one.refs else 0
    if percent:
        return _proposed(one, refs, percent)
    match = _OF_SO_MANY.search(text)
    if match is None:
        return None
    if match["part"] and not _DONE.search(match["behind"]):
        return None
    some, whole = (int(number) for number in _numbers(match))
    if not some or some >= whole or whole <= max(_FEWEST, len(situation.items)):
        return None
    return _proposed(one, refs, max(some * 100 // whole, 1))


def _bare_fraction(one: Reading, situation: ReplyContext) -> Reading | None:
    """SDK: 1/2, which is half of it rather than a day in winter."""
    found = _BARE.search(one.block.folded.text[one.start : one.end])
    if found is None or len(one.refs) != 1 or one.status or int(found["part"]) >= int(found["whole"]):
        return None
    if one.ask and (one.due is None or one.due - situation.written < _NEAR):
        return None
    if one.rule not in (*_READ, "ambiguous-date", "postpone", "past-date"):
        return None
    share = _proposed(one, one.refs, round(int(found["part"]) * 100 / int(found["whole"])))
    share.ask, share.due, share.reason = None, None, None
    return share


def _written_as_share(text: str) -> int:
    """3/4 ready, 60pc; 0 where no share is written so."""
    fraction, short = _FRACTION.search(text), _SHORT.search(text)
    if fraction and int(fraction["part"]) < int(fraction["whole"]):
        return round(int(fraction["part"]) * 100 / int(fraction["whole"]))
    return int(short["percent"]) if short else 0


def _proposed(one: Reading, refs: tuple[str, ...], percent: int) -> Reading:
    share = replace(one, refs=refs, status="in-progress", percent=percent, note=None, was="percent")
    share.propose("open-words")
    return share


def _numbers(match: re.Match[str]) -> tuple[str, str]:
    if match["part"]:
        return match["part"], match["whole"]
    return (match["some"], match["all"]) if match["some"] else (match["few"], match["every"])
