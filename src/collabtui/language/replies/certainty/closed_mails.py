"""The rule of strictness, through which goes all that a reply would change without asking: it is applied where its own
words and the rest of the mail are of words that were listed for that place, else proposed.

A list of what takes a statement back never ends; what may stand beside one does. So nothing is looked for here that
speaks against a statement: one word that is not listed, in its clause or in any other that is not about another item
of the writer's, makes it a proposal.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from collabtui.language.replies.certainty.about_another_item import UNSURE_RULES, is_about_another_item
from collabtui.language.replies.certainty.free_remarks import is_free_beside
from collabtui.language.replies.certainty.left_open import explains_delay, leads_to
from collabtui.language.replies.certainty.other_sentences import is_in_report
from collabtui.language.replies.certainty.plain_tails import tells_where_or_with_what
from collabtui.language.replies.certainty.reading_places import (
    comes_before,
    follows_apart,
    stands_apart,
)
from collabtui.language.replies.marking.sent_when_ready import when_ready
from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.readings import ClausePlace, Reading
from collabtui.language.replies.statement_helpers import take_back
from collabtui.language.replies.words.vocabulary import HAPPENED, STATEMENTS, Token, Vocabulary, foreign, kinds

_OF_STATUS = HAPPENED | kinds("started percent blocked not-begun")
_RECEIVERS = kinds("person team address name minutes")
_SAYS_MORE = STATEMENTS | kinds(
    "percent negated question condition hearsay says almost hedged wish quote flaw trouble idiom figure amount object"
    " other-time other-share contrast third correct for-check unsettled"
)
"""What no remark has that may stand beside a status."""


def is_plain(piece: Piece, one: Reading, words: Vocabulary, titles: Sequence[str]) -> bool:
    """Whether each word of a clause is listed for what it says: a status, or what may be said beside one; `titles` are
    those of its items."""
    if one.agreed or one.rsvp:
        return True  # each word was asked for where it was read
    if one.status:
        return (
            _has_its_share(piece, one)
            and not _turns_verb(piece, words)
            and not _is_attribute(piece, words)
            and not _is_of_a_program(piece, one)
            and _is_received(piece, one, words, titles)
        )
    if one.rule not in UNSURE_RULES or piece.asks:
        return False
    if one.names and piece.kinds.isdisjoint(_SAYS_MORE - HAPPENED) and not _runs(piece.tokens):
        return True  # contract is signed, of the item that is to review it
    if not piece.kinds.isdisjoint(_SAYS_MORE):
        return False
    return all(_is_remark(run, words) for run in _runs(piece.tokens))


def with_open_mails_proposed(found: Sequence[Reading]) -> list[Reading]:
    """Proposes what stands in a mail that says more than is listed; `settled` ends with it. Of several items that one
    clause speaks of, each is looked at: 1 2完成，第二项花了点时间 leaves only 2 open."""
    readings = [part for one in found for part in _by_certainty(one, found)]
    open_ones = [one for one in readings if one.moves and not _is_certain(one, readings)]
    for one in open_ones:
        one.propose("open-words")
    for one in open_ones:
        if one.status == "blocked" and one.percent is None:
            _take_share(one, open_ones)
    _take_one_progress(open_ones)
    for one in readings:
        denied = one.rule in ("condition", "negated") or (one.rule == "future" and says_when_ready(one))
        if one.waits and denied and _is_of_work_under_way(one, readings):
            one.rule, one.waits, one.idle = "talk", False, True
        if one.counts and one.rule == "note" and one.of_share and not one.bracketed:
            take_back(one, "unknown")
        if one.rule == "unknown" and any(_is_outcome_of(one, other) for other in readings if other.moves):
            one.rule, one.counts, one.waits = "note", True, False
            one.note = ClausePlace(one.block, one.start, one.end)
    return readings


def _by_certainty(one: Reading, readings: Sequence[Reading]) -> list[Reading]:
    """The items that are certain apart from the others, where only some are."""
    if not one.moves or len(one.refs) < 2 or one.percent not in (None, 100) or _is_certain(one, readings):
        return [one]
    others = [other for other in readings if other is not one]
    alone = {ref: replace(one, refs=(ref,)) for ref in one.refs}
    certain = tuple(ref for ref, part in alone.items() if _is_certain(part, [part, *others]))
    if not certain or not any(set(other.refs) & (set(one.refs) - set(certain)) for other in others):
        return [one]
    left = tuple(ref for ref in one.refs if ref not in certain)
    return [replace(one, refs=certain), replace(one, refs=left)]


def _take_share(one: Reading, open_ones: Sequence[Reading]) -> None:
    """压测受阻，目前停在40% (blocked, at 40 %): one proposal of both."""
    share = next((other for other in open_ones if other.percent and other.refs == one.refs), None)
    if share is not None and share.status == "in-progress":
        one.percent = share.percent
        share.rule, share.proposed, share.waits, share.status, share.idle = "talk", False, False, None, True


def _take_one_progress(open_ones: Sequence[Reading]) -> None:
    """1 is in progress, 60 %: one proposal, that of the share."""
    shared = {one.refs for one in open_ones if one.status == "in-progress" and one.percent is not None}
    for one in open_ones:
        if one.status == "in-progress" and one.percent is None and one.refs in shared:
            one.rule, one.proposed, one.waits, one.status, one.idle = "talk", False, False, None, True


def _is_certain(one: Reading, readings: Sequence[Reading]) -> bool:
    listed = (one.plain or bool(one.phrase)) and not _leaves_share(one, readings)
    others = (other for other in readings if other is not one)
    return listed and all(
        _is_accounted_for(other, one)
        or (_goes_with_share(other, one) and not _is_held_up(one, readings))
        or is_about_another_item(other, one, readings)
        or is_free_beside(other, one, readings)
        or (one.agreed and (_is_of_work_under_way(other, readings) or is_in_report(other, readings)))
        for other in others
    )


_SHARE = re.compile(r"\d ?[%％]")


def _leaves_share(one: Reading, readings: Sequence[Reading]) -> bool:
    """2 | in progress | 75 %, in a column that nobody read: in its line stands a share, and none was taken."""
    if one.percent is not None or one.status not in ("in-progress", "blocked") or not _SHARE.search(one.block.source):
        return False
    return not any(other.percent for other in readings if other.block is one.block)


def _is_accounted_for(other: Reading, one: Reading) -> bool:
    if other.ask == "correct" and not one.agreed and (other.block is one.block or _SHARE.search(other.block.source)):
        # A8 is 65%. Correction to myself: 55%.
        return False
    if other.proposed and other.status == "not-started" and not set(other.refs).isdisjoint(one.refs):
        # 2弄了四成，其实还没动 (40 % done, in fact not begun)
        return False
    if (
        other.idle
        or (other.elsewhere and one.status)
        or (other.counts and (other.moves or other.ask or other.accept or other.rule in _ASKED))
    ):
        return True
    if (other.rule in _APART and not other.of_share) or other.plain or other.finds_fine:
        return True
    if other.was == "risk" or other.is_absence:
        return True
    if _is_outcome_of(other, one):
        return True
    if leads_to(other, one):
        return True
    if other.rule == "promise" and one.status == "in-progress" and other.refs == one.refs:
        return True  # 1 60%，周五给报告
    if one.status == "in-progress" and one.percent is None and _goes_with_work(other, one):
        return True
    if one.status == "not-started" and other.rule == "note" and other.counts and other.refs == one.refs:
        return True  # 3 not started, awaiting permit to work
    if explains_delay(other, one) or _tells_what_led_to_it(other, one):
        return True
    if one.rsvp in ("declined", "tentative") and other.says_why:
        return True
    if one.rsvp == "declined" and not one.mere_no and other.of_somebody and follows_apart(other, one):
        return True  # can't make it. Phil can fill you in
    if one.rsvp == "declined" and other.rule == "talk":
        # that day I am in court: why somebody does not come is free
        return True
    return other.aside and not comes_before(other, one)


def _tells_what_led_to_it(other: Reading, one: Reading) -> bool:
    """三家的报价都拿到了，询价这块结束 (the quotes are in, this one is over): what happened with words of its title."""
    if one.status != "done" or other.rule != "note" or not (other.counts and other.names and other.happened):
        return False
    doubted = other.of_share or other.flawed or other.lacks or other.of_request or other.of_trouble or other.of_then
    return other.refs == one.refs and comes_before(other, one) and not doubted


def _goes_with_work(other: Reading, one: Reading) -> bool:
    """进行中，进度正常: a note of the same item, or that it is not finished: 还没弄完，还在整理; will send it when
    ready. Nothing of it takes back that somebody is at it."""
    if not other.refs or other.refs != one.refs or other.of_share or other.flawed or stands_apart(other, one):
        return False
    if other.rule in ("wish", "hedged", "negated", "almost", "condition"):
        return other.denies == "done"
    return (other.rule == "note" and other.counts) or (other.rule == "future" and other.denies != "started")


def says_when_ready(one: Reading) -> bool:
    """Will send it when ready: no day, and nothing that may be another thing."""
    text = one.block.folded.text
    return any(one.start <= when.start and when.end <= one.end for when in when_ready(text))


_TO_COME = ("promise", "condition", "wish", "future", "negated")


def _is_of_work_under_way(other: Reading, readings: Sequence[Reading]) -> bool:
    """没意见。课件我在做，做好发您: what is to come of an item that somebody is at is nothing against the minutes."""
    at_it = (one for one in readings if one.status == "in-progress" and one.percent is None)
    going_on = (one for one in at_it if one.counts and not one.proposed)
    return other.rule in _TO_COME and any(
        other.refs == one.refs and (other.rule == "promise" or _goes_with_work(other, one)) for one in going_on
    )


def _goes_with_share(other: Reading, one: Reading) -> bool:
    """2 大概六成，木料下周才到 (60 % or so, the timber comes next week); 2 at 80 %, maybe I need until the 16th: what
    is told of the rest of the work takes nothing from how far it is."""
    if one.status != "in-progress" or not one.percent or other.refs != one.refs or stands_apart(other, one):
        return False
    is_note = other.rule == "note" and other.counts and other.of_one
    asks = other.rule == "hedged" and (other.ask is not None or other.of_request) and other.of_entry
    text = other.block.folded.text[other.start : other.end]
    of_rest = _OF_THE_REST.search(text) and not _DID.search(one.block.folded.text, one.start, one.end)
    return (is_note or asks) and not (other.of_share or other.flawed or of_rest)


_OF_THE_REST = re.compile(r"\d ?/ ?\d|其余|其它|其他|剩|余下|\b(?:rest|others?|remaining|left)\b")
"""The share may be of that: 其余的3/4."""
_DID = re.compile(r"(?:做|完成|弄|写|搞|录|收|测|整理|改)(?:好|完)?了|\b(?:done|finished|completed?|written)\b")
"""The share is of what was done: 还剩12单，大概做了七成 (12 orders are left, 70 % are done)."""


def _is_held_up(one: Reading, readings: Sequence[Reading]) -> bool:
    """压测受阻，目前停在40% (blocked, at 40 %): both are of one proposal."""
    return any(other.status == "blocked" and other.refs == one.refs for other in readings)


def _is_outcome_of(other: Reading, one: Reading) -> bool:
    """1 done, no issues found."""
    return other.of_outcome and one.status == "done" and set(other.refs) <= set(one.refs)


_APART = ("reason", "others-item")
_ASKED = ("help", "list", "yes", "risk")


def _has_its_share(piece: Piece, one: Reading) -> bool:
    """Not blocked at 30 %, of which only that it is blocked was read."""
    return "percent" not in piece.kinds or one.percent is not None


def _is_of_a_program(piece: Piece, one: Reading) -> bool:
    """更新完成50% (updated to 50 %), which names no item."""
    return piece.has("percent") and not one.named and any(not token.text.isascii() for token in piece.of("specific"))


def _turns_verb(piece: Piece, words: Vocabulary) -> bool:
    """Signed out, 50 % off: a word of direction right behind the verb makes another one of it; not 60 % through."""
    turning = words.of_kind("turns-verb")
    return any(
        then.text in turning
        and verb.within(_OF_STATUS)
        and not (verb.of("mention") or (verb.of("percent") and then.text == "through"))
        for verb, then in pairwise(piece.tokens)
    )


def _is_attribute(piece: Piece, words: Vocabulary) -> bool:
    """Regards from a finished draft: what kind of thing it is, and not that this one is."""
    articles = words.of_kind("indefinite")
    return any(
        first.text in articles and verb.within(HAPPENED) and then.of("mention")
        for first, verb, then in zip(piece.tokens, piece.tokens[1:], piece.tokens[2:], strict=False)
    )


def _is_received(piece: Piece, one: Reading, words: Vocabulary, titles: Sequence[str]) -> bool:
    """Sent to the customer, 发给财务部; not sent to hell: who it went to has to be listed, or stand in the title."""
    if one.status == "blocked" or (one.status == "done" and tells_where_or_with_what(piece)):
        return True
    states = one.status == "done" and piece.kinds.isdisjoint(HAPPENED)
    tokens = [token for token in piece.tokens if not (states and token.of("state"))]
    return all(_is_receiver(run, words) or _is_in_titles(run, titles) for run in _runs(tokens))


def _is_in_titles(run: Sequence[Token], titles: Sequence[str]) -> bool:
    """Sent to the forwarder, of `send the papers to the forwarder`."""
    spoken = _words_of(run)
    if not titles or sum(map(len, spoken)) < _FEWEST:
        return False
    return all(
        re.search(rf"\b{re.escape(word)}" if word.isascii() else word, title) for word in spoken for title in titles
    )


_FEWEST = 2
"""Characters."""


def _is_receiver(run: Sequence[Token], words: Vocabulary) -> bool:
    text = "".join(token.text for token in run)
    if text.isascii():
        listed = words.of_kind("goes-to")
        return all(token.within(_RECEIVERS) or token.text in listed for token in run)
    return bool(_ends_with(words.of_kind("goes-to")).search(text)) or all(token.within(_RECEIVERS) for token in run)


def _is_remark(run: Sequence[Token], words: Vocabulary) -> bool:
    if all(token.within(_RECEIVERS) for token in run):
        return True
    listed = (*words.of_kind("remark"), *words.of_kind("own-heading"))
    return bool(_made_of(listed).fullmatch(" ".join(_words_of(run))))


def _words_of(run: Sequence[Token]) -> list[str]:
    """Latin words apart, Chinese characters together."""
    found: list[str] = []
    end = -1
    for token in run:
        if found and token.start == end and not token.text.isascii():
            found[-1] += token.text
        else:
            found.append(token.text)
        end = token.end
    return found


def _runs(tokens: Sequence[Token]) -> list[list[Token]]:
    """What nothing is known of, as far as it stands together."""
    found: list[list[Token]] = []
    before: Token | None = None
    for token in foreign(token for token in tokens if not token.of("not-begun")):
        if before is not None and token.start - before.end <= 1:
            found[-1].append(token)
        else:
            found.append([token])
        before = token
    return found


@lru_cache(maxsize=8)
def _made_of(listed: tuple[str, ...]) -> re.Pattern[str]:
    latin = "|".join(re.escape(word) for word in listed if word.isascii())
    han = "|".join(re.escape(word) for word in sorted(listed, key=len, reverse=True) if not word.isascii())
    one = rf"(?:(?:{latin})|(?:{han})+)"
    return re.compile(rf"{one}(?: {one})*")


@lru_cache(maxsize=8)
def _ends_with(listed: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(re.escape(word) for word in listed if not word.isascii()) + ")$")
