"""So many of so many are done (18 of 20 slides done, 测了20家店里的14家, 31户/40户): the share that this comes to is
proposed; so is a fraction that says so of its item (3/4 ready), and one that is written short (60pc).
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cache
from itertools import pairwise

from collabtui.domain.action_status import Status
from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.late_patterns import late_regex
from collabtui.language.lexicon import read_words, words_of_both
from collabtui.language.replies.addressing import addressed
from collabtui.language.replies.readings import Reading
from collabtui.language.word_patterns import one_of, one_whole

_DID = (
    r"(?:已|已经|都)?(?:测|做|写|弄|搞|改|审|查|核|签|发|交|收|装|调|跑|录|译|画|拍|修|走|谈|看"
    r"|整理|核对|完成|处理|验收|测试|检查|盘点|访谈|培训)"
)
_OF_SO_MANY = late_regex(
    r"(?<![\d./])(?P<part>\d{1,4}) (?:out )?of (?:the |my |our |all |all the )?(?P<whole>\d{1,4})(?![\d./%])"
    r"(?P<behind>[^.;!?]{0,40})"
    rf"|{_DID}(?:了|完|好|完了|好了) ?(?P<all>\d{{1,4}}) ?(?P<unit>[\u4e00-\u9fff])"
    r"[\u4e00-\u9fff]{0,6}?[里中]面?的? ?"
    r"(?P<some>\d{1,4}) ?(?P=unit)"
    r"|(?P<every>\d{1,4}) ?(?P<each>[\u4e00-\u9fff])[\u4e00-\u9fff]{0,6}?[,，里中]? ?"
    rf"(?:目前|现在)?{_DID}(?:了|完|好|完了|好了) ?(?P<few>\d{{1,4}}) ?(?P=each)"
)
_DONE = late_regex(
    r"\b(?:done|finished|completed?|written|tested|checked|reviewed|signed|sent|ready|drafted|built|installed|fixed"
    r"|uploaded|processed|delivered|confirmed|booked|ordered|printed|translated|migrated|through|behind us)\b"
    r"|\bin(?= ?(?:$|[,)]))"
)
_OPEN = late_regex(
    r"\b(?:not|no|never|left|remaining|to go|missing|open|outstanding|will|would|should|must|need|needs|plan|planned"
    r"|if|hope|still to|won't|isn't|aren't)\b|没|未|还剩|剩|要|将|计划|打算|争取|如果|不|失败|退"
)
_FRACTION = late_regex(
    r"(?<![\d./])(?P<part>[1-9])/(?P<whole>[2-9]|10)(?![\d./]) ?(?:of (?:it|them|(?:the|my|our) [a-z]+(?: [a-z]+)?) )?"
    r"(?:is |are |was |already )?(?:done|finished|completed?|ready|through|written|tested|drafted|built|installed"
    r"|完成|做完|弄完|搞定|写完|好了)"
    r"|(?:完成|做完|弄完|写完) ?(?P<did>[1-9])/(?P<all>[2-9]|10)\W*$"
)
_SHORT = late_regex(
    r"(?<![\d./])(?P<percent>[1-9]\d?) ?p\.?c\.?(?: (?:done|ready|complete|finished|so far|now|already))?\W*$"
)
"""60pc; 6 pc ordered are pieces."""
_BARE = late_regex(r"[^\W\d][^,.;:!?]* ?: ?(?P<part>[1-9])/(?P<whole>[2-9])\W*$")
"""SDK: 1/2, behind words and nothing behind it: a half, or a day."""
_NEAR = timedelta(days=60)
"""A day that is further off than that would be written out."""
_FEWEST = 4
"""Fewer may be the items of the mail: 2 of 3 done."""
_WHOLE = 100
_READ = ("unknown", "several-open", "note", "open-words", "almost", "future", "out-of-range", "unclear-item")


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
    counted = _counted_as_done(text) or (_counted_alone(text) if one.refs else None)
    if counted is None:
        return None
    some, whole = counted
    if not some or some > whole or whole <= max(_FEWEST, len(situation.items)):
        return None
    return _proposed(one, refs, max(some * 100 // whole, 1))


def with_counted_in_progress(readings: Sequence[Reading]) -> None:
    """Licences I checked already 30 from 45 people: of what is offered as done, and counted right behind, a part is."""
    for one, behind in pairwise(readings):
        counted = _SO_MANY.match(behind.block.folded.text, behind.start) if behind.block is one.block else None
        if counted is None or one.status != "done" or not one.proposed or behind.status or behind.ask:
            continue
        if 0 < int(counted["part"]) < int(counted["whole"]):
            one.offer_as_in_progress()
            one.percent = int(counted["part"]) * _WHOLE // int(counted["whole"])


_SO_MANY = late_regex(r"\W*(?P<part>\d{1,4}) (?:from|(?:out )?of) (?:the |my |our |all )?(?P<whole>\d{1,4})(?![\d./%])")


def _counted_as_done(text: str) -> tuple[int, int] | None:
    """How many of how many, with a word for done beside them."""
    match = _OF_SO_MANY.search(text)
    if match is None or (match["part"] and not _DONE.search(match["behind"])):
        return None
    some, whole = _numbers(match)
    return int(some), int(whole)


def _counted_alone(text: str) -> tuple[int, int] | None:
    """I have 31 of 40, checked 30 from 45 people, 31户/40户, 第6个（共10个）: of an item that is named."""
    if _lost().search(text):
        return None
    if match := _so_many_have().search(text):
        return int(match["part"]), int(match["whole"])
    match = _so_many_in_all().search(text)
    return (int(match["part"] or match["some"]), int(match["whole"] or match["every"])) if match else None


_IF_OF = r"(?=\d+ (?:out )?of)"


@cache
def _so_many_have() -> re.Pattern[str]:
    """With a verb before it `from` is as good as `of` (30 from 45); nothing but what is counted stands behind."""
    got, of = one_whole(_words("got")), r"(?:out )?of"
    has = rf"{got} (?:already |only |now )?"
    before = rf"(?:(?:^|[:,] ?|\b[a-z]+ |^a?\d{{1,2}}[.)]? ){_IF_OF}|{has})"
    counted = rf"(?P<part>\d{{1,4}}) (?:{of}|from) (?:the |my |our |all |all the )?(?P<whole>\d{{1,4}})(?![\d./%])"
    return re.compile(rf"{before}{counted}(?: [a-z]+)?(?: {one_whole(_words('by-now'))})?\W*$")


@cache
def _so_many_in_all() -> re.Pattern[str]:
    """31户/40户, 31/40户, 31户（共40户): of one kind of thing, and no price; 3/12举办 is on that day."""
    unit = rf"(?!{one_of(_words('no-thing'))})[\u4e00-\u9fff]"
    joins = rf"(?:/|[,(、]? ?{one_of(_words('in-all'))}) ?"
    twice = rf"(?P<part>\d{{1,4}}) ?(?P<unit>{unit}) ?{joins}(?P<whole>\d{{1,4}}) ?(?P=unit)"
    dated = one_of(kind for name in ("verbs", "events") for kind in read_words("day_verbs", "zh")[name])
    return re.compile(f"{twice}|(?<![\\d./])(?P<some>\\d{{1,4}})/(?P<every>\\d{{2,4}}) ?(?!{dated}){unit}")


@cache
def _lost() -> re.Pattern[str]:
    """What is counted is not what is done: 3 of 40 refused."""
    return re.compile(one_whole(_words("lost")))


def _words(kind: str) -> tuple[str, ...]:
    return words_of_both("counted", kind)


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
    if fraction:
        part, whole = (int(fraction[some] or fraction[more]) for some, more in (("part", "did"), ("whole", "all")))
        if part < whole:
            return round(part * 100 / whole)
    return int(short["percent"]) if short else 0


def _proposed(one: Reading, refs: tuple[str, ...], percent: int) -> Reading:
    status: Status = "done" if percent == _WHOLE else "in-progress"
    share = replace(one, refs=refs, status=status, percent=percent, note=None, was="percent")
    share.propose("open-words")
    return share


def _numbers(match: re.Match[str]) -> tuple[str, str]:
    if match["part"]:
        return match["part"], match["whole"]
    return (match["some"], match["all"]) if match["some"] else (match["few"], match["every"])
