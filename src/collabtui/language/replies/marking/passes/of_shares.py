"""Passes for shares of work: 60%, 六成, 2 到80了."""

import re
from collections.abc import Iterable, Sequence

from collabtui.language.percents import find_percents
from collabtui.language.replies.marking.marked_days import places_of_due_days
from collabtui.language.replies.marking.passes.marking_draft import Draft, Known
from collabtui.language.replies.marking.words_together import wholly_agreed
from collabtui.language.replies.words.overlay import OverlaySpan
from collabtui.language.replies.words.vocabulary import Token, kinds

_PERCENT = kinds("percent")


def mark_percents(known: Known, draft: Draft) -> Draft:
    """Shares of the work; what stands in an address is none."""
    found = [
        OverlaySpan(one.start, one.end, "percent", one.value) for one in find_percents(draft.text, known.words.language)
    ]
    if not found and "100" not in draft.text:
        return draft
    addresses = [token for token in draft.tokens if token.of("address")] if found else []
    found = [one for one in found if not any(each.start <= one.start < each.end for each in addresses)]
    due = places_of_due_days(known.situation, draft.text) if found else ()
    found = [one for one in found if (one.start, one.end) not in due]
    return draft.with_spans(found or wholly_agreed(draft.text, draft.tokens))


_BARE_SHARE = re.compile(
    r"(?<![\w.])(?P<led>(?:a?\d{1,2}|[a-z\u4e00-\u9fff]+)(?:'s)?[:,]? ?"
    r"(?: is | are | now | stands )?(?:at|到了?|做到了?) ?)"
    r"(?P<share>[1-9]\d)(?= ?(?:$|[,.;。，；)!了]))(?![.,]\d)"
)
_SHORT = 16
_ONLY_SHARE = re.compile(r" ?(?:目前|现在|做?到|大概|差不多|已经?)? ?([1-9]\d)(?:了|左右|上下)[。.!]? ?")
"""80了 (80 now): all that somebody says."""
_SHORT_SHARE = re.compile(r" ?(0|[1-9]\d)(?= (?!次|个|条|份|页|人|天|台|分|小时|周|月|号|日)|$|[,;、])")
_LEADS_SHARE = kinds("number numeral title ordinal")


def _short_shares(draft: Draft) -> Iterable[OverlaySpan]:
    """压测30 预算60: numbers of two digits, each right behind what an item is called, in a line of several."""
    if len(draft.titles) < 2 or draft.text.isascii():
        return
    for title in draft.titles:
        if match := _SHORT_SHARE.match(draft.text, title.end):
            yield OverlaySpan(match.start(1), match.end(), "percent", int(match[1]))


def mark_bare_shares(_: Known, draft: Draft) -> Draft:
    """2 at 80: a number of two digits at the end of a clause, right behind an item. It is proposed as a share."""
    found, tokens = list(_short_shares(draft)), list(draft.tokens)
    if len(draft.text) < _SHORT and (match := _ONLY_SHARE.fullmatch(draft.text)):
        found.append(OverlaySpan(match.start(1), match.end(1), "percent", int(match[1])))
    if not found and " at " not in draft.text and "到" not in draft.text:
        return draft
    for match in _BARE_SHARE.finditer(draft.text):
        led = next((token for token in tokens if token.start == match.start()), None)
        named = led is not None and (led.within(_LEADS_SHARE) or led.text[1:].isdigit())
        if named or any(one.start <= match.start() < one.end for one in draft.titles):
            found.append(OverlaySpan(match.start("share"), match.end("share"), "percent", int(match["share"])))
    marked = draft.with_spans(found)
    if not found:
        return draft
    starts = {one.start for one in found}
    slipped = [
        token._replace(kinds=token.kinds | {"slip"}) if token.start in starts else token for token in marked.tokens
    ]
    return marked._replace(tokens=slipped)


def mark_beside_percents(_: Known, draft: Draft) -> Draft:
    """About 70 % is 70 %, what is left of 30 % is 70 %; nothing is about 100 %."""
    if not any(token.kinds == _PERCENT for token in draft.tokens):
        return draft
    tokens = list(draft.tokens)
    for at, token in enumerate(tokens):
        if not token.of("percent") or token.value >= 100:
            continue
        if merely := _merely(tokens, at):
            tokens[merely] = tokens[merely]._replace(kinds=kinds("filler"))
        _counted_as(tokens, at)
        for beside in _neighbours(tokens, at):
            if tokens[beside].of("left"):
                tokens[at] = token._replace(value=100 - token.value)
                # 剩两成没做 (20 % left undone)
                behind = range(at + 1, min(at + 3, len(tokens)))
                undone = len(behind) == 2 and tokens[at + 1].of("negated") and _is_verb(tokens[at + 2])
                for one in behind if undone else ():
                    tokens[one] = tokens[one]._replace(kinds=kinds("filler"))
            if tokens[beside].of("approx", "left"):
                tokens[beside] = tokens[beside]._replace(kinds=kinds("filler about"))
    return draft._replace(tokens=[_loosened(token) for token in tokens])


_BETWEEN_TWO = re.compile(r"[一二两三四五六七八九]{2}成")


def _loosened(token: Token) -> Token:
    """七八成 (70 to 80 %): the lesser share, which is proposed."""
    is_loose = token.of("percent") and _BETWEEN_TWO.fullmatch(token.text)
    return token._replace(kinds=token.kinds | {"loose"}) if is_loose else token


def _counted_as(tokens: list[Token], at: int) -> None:
    """按40%算 (call it 40 %): it is counted as so much."""
    before, behind = at - 1, at + 1
    if (
        before >= 0
        and tokens[before].text in ("按", "照")
        and behind < len(tokens)
        and tokens[behind].text in ("算", "计")
    ):
        for one in (before, behind):
            tokens[one] = tokens[one]._replace(kinds=kinds("filler about"))


def _is_verb(token: Token) -> bool:
    """Of the grammar, or one character: 没填 (not filled in)."""
    return token.of("done", "hand-over") or (token.of("text") and len(token.text) == 1 and not token.text.isascii())


def _merely(tokens: Sequence[Token], at: int) -> int:
    """The place of 才 in 才做了20% (only 20 % so far), or 0."""
    before = at - 1
    while (
        before > 0 and tokens[before].of("filler", "done", "doing", "perfect", "to") and not tokens[before].of("merely")
    ):
        before -= 1
    return before if before >= 0 and tokens[before].of("merely") else 0


def _neighbours(tokens: Sequence[Token], at: int) -> list[int]:
    """The tokens right before and behind, over words that change nothing."""
    # 约完成四成 (some 40 % done): the verb of the share stands between
    led = (i for i in reversed(range(at)) if _stops(tokens[i]) and not tokens[i].of("done", "doing", "perfect"))
    following = (i for i in range(_past_thing(tokens, at) + 1, len(tokens)) if _stops(tokens[i]))
    return [i for i in (next(led, at), next(following, at)) if i != at]


def _stops(token: Token) -> bool:
    return token.of("approx", "left") or not token.of("filler")


def _past_thing(tokens: Sequence[Token], at: int) -> int:
    """10% of the draft left: the place of the thing that it is a share of, else of the share."""
    thing = at + 1
    if thing == len(tokens) or tokens[thing].text != "of":
        return at
    while thing + 1 < len(tokens) and tokens[thing + 1].of("the", "filler"):
        thing += 1
    goes_on = thing + 1 < len(tokens) and not tokens[thing + 1].of("mark", "percent", "left")
    return thing + 1 if goes_on else at
