"""The days in a block, as tokens and as readings."""

import re
from collections.abc import Collection, Sequence

from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.dates.find_days import DayReading
from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.items.needed_time import days_in_reply
from collabtui.language.replies.words.overlay import OverlaySpan, covered
from collabtui.language.replies.words.vocabulary import STATEMENTS, Token, foreign, kinds

_RATHER = late_regex(r"(?<![a-z])(?:rather than|instead of)(?: [a-z0-9]+){1,4}|而不是[^,;，。；]{1,8}")
"""The day that is not meant: Thursday rather than Monday."""
_INSTEAD = late_regex(
    r"(?:不要|别|不)(?:写|填|定在?|改[到成])?(?!要|写)[^,;。]{2,8}?[,、] ?"
    r"(?P<verb>要|写|填|用|定在?|按|就|改[到成]?|换[到成]?|是)(?=\d|周|下|本周|[一二三四五六七八九十])"
)
"""Not the 20th, put the 24th: 不要写20号，写24号."""
_NOT_BUT = late_regex(
    r"\bnot (?:on |by |until |the |this |next )*(?:\d{1,2}(?:st|nd|rd|th)?(?: of)?(?: [a-z]{3,9})?"
    r"|[a-z]{3,9} \d{1,2}(?:st|nd|rd|th)?|(?:mon|tues|wednes|thurs|fri|satur|sun)day),?"
    r" but(?P<verb> (?:on |by |rather )?)"
    r"(?=(?:the |this |next )?(?:\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day|[a-z]{3,9} \d))"
)
"""Not 11 March but 17 March."""
_WITH_DAYS = STATEMENTS | kinds("mention all-word shift more-time")
"""What a day can go with."""
_READ_APART = kinds("mention quote soonest")
"""What is no part of a phrase of time."""
_CONDITION = kinds("condition")
_SAY = ("say", "let's say", "call it", "let's call it", "shall we say")
"""Before a day: which one it is to be."""
_BEFORE_DAY = kinds("gives-up future")
_DAY = late_regex(r" (?:the )?\d{1,2}(?:(?:st|nd|rd|th)\b| (?:jan|feb|mar|apr|may|june|july|aug|sep|oct|nov|dec))")
"""Behind can't do, will be: a day that would be a mere number by itself."""
_HEDGED_DAY = late_regex(rf"(?P<be> be)?(?={_DAY.pattern})|(?P<han>[要得]?(?:等?到)?)(?=\d{{1,2}}(?:[号日]|月\d))")
"""Behind might, 可能: the same, of a day that is not said for certain."""
_LONGEST_DAY = 12
"""No phrase of time has as many words."""
_KEPT_IN_DAYS = kinds(
    "postpone shift more-time done hand-over started cancel base question perfect wish tentative hedged condition plan"
    " slip"
)
"""What is said beside a day even where it is a part of the phrase: 推迟到 (postpone to) …, whenever."""


def with_days(
    situation: ReplyContext, text: str, tokens: Sequence[Token], language: str
) -> tuple[Sequence[Token], Sequence[DayReading]]:
    """Days, read where the numbers of items are no part of them; in mere talk none could mean anything."""
    if len(foreign(tokens)) > _LONGEST_DAY and not any(token.within(_WITH_DAYS) for token in tokens):
        return tokens, ()
    rather = "than" in text or "instead" in text or "而不是" in text  # looking for a word of each is cheaper
    blanked = list(_RATHER.sub(lambda match: ";" * len(match.group()), text) if rather else text)
    tokens = _without_what_is_not_so(text, tokens, blanked)
    for token in tokens:
        _blank(text, token, blanked)
    for _, end in places_of_due_days(situation, text):
        if done := _DONE_BEHIND.match(text, end):
            blanked[done.start() : done.end()] = "交".ljust(done.end() - done.start())
    found = days_in_reply(situation, "".join(blanked), language)
    if not found:
        return tokens, ()
    days = _days_that_count(situation, tokens, found)
    marked = _with_days(text, tokens, days)
    for match in _RATHER.finditer(text) if days and rather else ():
        if any(day.start < match.start() for day in days):
            # Thursday rather than Monday: the day that is not meant
            marked = [one._replace(kinds=kinds("filler")) if _is_in(one, match) else one for one in marked]
    return marked, days


_PAIR = late_regex(r"(?<![\d/.,-])(\d{1,2})/(\d{1,2})(?![\d/.%％])")
_LEADS_DAY = late_regex(
    r"(?:预计|预期|计划|争取|最晚|最迟|改到|改至|推到|推迟到|延到|延至|延期到|定在|定于|截止"
    r"|(?<![a-z])(?:by|until|till|due)) ?$"
)
_LEADS_SHARE = late_regex(r"(?:完成|做完|写完|弄完|了|已|done|finished|at) ?$")
_DONE_BEHIND = late_regex(r" ?(?:前|之前)?(?:可以|能|会)?(?:完成|做完|弄完|搞定|完工)")


def places_of_due_days(situation: ReplyContext, text: str) -> Collection[tuple[int, int]]:
    """The places where 3/12 is a day, and no 25 %: behind what leads to one, or where an own item is due on it."""
    if "/" not in text:
        return ()
    due = {(item.due.month, item.due.day) for item in situation.items if item.due}
    return {
        found.span()
        for found in _PAIR.finditer(text)
        if (int(found[1]), int(found[2])) in due or _LEADS_DAY.search(text, 0, found.start())
        if not _LEADS_SHARE.search(text, 0, found.start())
    }


def _without_what_is_not_so(text: str, tokens: Sequence[Token], blanked: list[str]) -> Sequence[Token]:
    """Not Monday but Thursday: the words up to the day that is meant say nothing, and `blanked` leads to that day."""
    instead = _INSTEAD.search(text) if "不" in text or "别" in text else None
    if not instead and "not " in text and " but " in text:
        instead = _NOT_BUT.search(text)
    if not instead:
        return tokens
    leads = "by " if instead["verb"].isascii() else "改到"[: len(instead["verb"])]
    blanked[instead.start() : instead.end()] = leads.rjust(len(instead.group()), ";")
    return [
        token
        if not instead.start() <= token.start < instead.start("verb") or token.text == ","
        else token._replace(kinds=kinds("filler"))
        for token in tokens
    ]


def _blank(text: str, token: Token, blanked: list[str]) -> None:
    """Put what leads to a day in the place of a word before it, and nothing in that of what is part of none."""
    if token.of("hedged") and not token.of("and") and (hedged := _HEDGED_DAY.match(text, token.end)):
        lead = "by" if hedged["han"] is None else "到"
        blanked[token.start : hedged.end()] = lead.rjust(hedged.end() - token.start)
    elif token.text in _SAY or (token.within(_BEFORE_DAY) and _DAY.match(text, token.end)):
        blanked[token.start : token.end] = "by".rjust(token.end - token.start)
    is_name = token.of("person") and not token.text.isascii()  # 许国庆, of whose given name a feast is called
    if token.kinds.isdisjoint(_READ_APART) and not is_name:
        return
    if token.of("mention", "quote", "person"):
        blanked[token.start : token.end] = ";" * (token.end - token.start)
    else:
        # 最快周四 (Thursday at the earliest): the day itself is asked for
        lead = "" if token.text.isascii() else "到"
        blanked[token.start : token.end] = lead.ljust(token.end - token.start)


def _days_that_count(
    situation: ReplyContext, tokens: Sequence[Token], found: Sequence[DayReading]
) -> Sequence[DayReading]:
    """Happy Friday, 待定 (to be decided: of the answer, not of the day) and three quarters are no days."""
    courtesies = [token for token in tokens if token.of("greeting", "thanks")]
    if situation.invitation:
        courtesies += [token for token in tokens if token.of("tentative")]
    days = [day for day in found if not any(one.start <= day.start and day.end <= one.end for one in courtesies)]
    shares = [token for token in tokens if token.of("percent")]
    return [day for day in days if not (day.kind == "length" and any(_meet(day, one) for one in shares))]


def _meet(day: DayReading, token: Token) -> bool:
    return token.start < day.end and day.start < token.end


def _is_in(token: Token, match: re.Match[str]) -> bool:
    return match.start() <= token.start and token.end <= match.end()


def _with_days(text: str, tokens: Sequence[Token], days: Sequence[DayReading]) -> Sequence[Token]:
    """The tokens with one for each day; verbs within a phrase of time stay beside it."""
    if not days:
        return tokens
    verbs = [
        token._replace(kinds=token.kinds & _kept(token) - (_CONDITION if token.of("before-day") else frozenset()))
        for token in tokens
        if token.within(_kept(token))
        and any(day.start <= token.start < day.end and not _is_evening(token, day) for day in days)
    ]
    found = covered(text, tokens, [OverlaySpan(day.start, day.end, "day") for day in days])
    verbs = [token for token in verbs if token.kinds or not _leads_on(tokens, token)]
    starts = {day.start for day in days}
    for at in range(len(found) - 1, -1, -1):
        token = found[at]
        if token.of("before-day") and starts & {token.end, token.end + 1}:
            # until after Easter
            starts.add(token.start)
            found[at] = token._replace(kinds=token.kinds - {"condition"} | {"filler"})
    return sorted([*found, *verbs], key=lambda token: (token.start, token.of("day"))) if verbs else found


_CLAUSE = 60
"""Characters before a day in which it is said that something is to come."""


def _leads_on(tokens: Sequence[Token], token: Token) -> bool:
    """Will get it done before Friday: as by Friday; 1 done before Friday may be what was."""
    return any(one.of("future") and token.start - _CLAUSE < one.start < token.start for one in tokens)


def _kept(token: Token) -> frozenset[str]:
    """Will be the 19th, can't do the 16th: what leads a day that would be none by itself."""
    return _KEPT_IN_DAYS | _BEFORE_DAY if token.text.isascii() else _KEPT_IN_DAYS


def _is_evening(token: Token, day: DayReading) -> bool:
    """今晚 (tonight), 周五晚8点 (Friday, 8 in the evening): a time of day; 晚两天 (two days late) is a delay."""
    return token.text == "晚" and token.start > day.start and day.kind != "length"
