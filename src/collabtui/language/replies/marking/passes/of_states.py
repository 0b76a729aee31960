"""Passes for what several words together say of the state of an item, and for words that say nothing of it."""

import re
from collections.abc import Sequence

from collabtui.language.replies.marking.lead_in_lines import leads_in
from collabtui.language.replies.marking.own_verb_turns import with_own_verb_turns
from collabtui.language.replies.marking.passes.marking_draft import Draft, Known
from collabtui.language.replies.marking.things_as_they import with_things_as_they
from collabtui.language.replies.marking.words_together import (
    reservations,
    with_learners_perfects,
    with_short_status,
    with_standstills,
)
from collabtui.language.replies.marking.work_under_way import with_work_under_way
from collabtui.language.replies.words.mistyped_words import slips
from collabtui.language.replies.words.overlay import OverlaySpan, covered
from collabtui.language.replies.words.vocabulary import Token, kinds

_OF_APPROVAL = kinds("agree finds-fine")
_DONE = kinds("done hand-over")
_STATES = kinds("done hand-over started blocked percent postpone")
_PICTURES = ("👍", "👌", "💪", "🙏", "😊", "🎉")


def mark_activities(known: Known, draft: Draft) -> Draft:
    draft = draft.with_tokens(with_own_verb_turns(draft.tokens, known.titles))
    if not ({"progressive", "started"} & draft.spoken or "ing" in draft.text or _AT_IT.search(draft.text)):
        return draft
    activities, irregular = known.words.of_kind("activity"), known.words.of_kind("participle")
    own = known.titles.verbs_done.going_on
    in_two = [(draft.text.find(form), len(form)) for form in own if " " in form and form in draft.text]
    draft = draft.with_spans(OverlaySpan(at, at + length, "text") for at, length in in_two)  # pricking out
    return draft.with_tokens(with_work_under_way(draft.text, draft.tokens, activities, irregular, own))


_AT_IT = re.compile("中|阶段")


def mark_standstills(_: Known, draft: Draft) -> Draft:
    return draft.with_tokens(with_standstills(draft.text, draft.tokens)) if "goes-on" in draft.spoken else draft


def mark_learners_perfects(_: Known, draft: Draft) -> Draft:
    perfect = "bare" in draft.spoken or "made " in draft.text
    return draft.with_tokens(with_learners_perfects(draft.tokens)) if perfect else draft


def mark_objects(known: Known, draft: Draft) -> Draft:
    called = " them" in draft.text or "they" in draft.text
    return draft.with_tokens(with_things_as_they(draft.tokens, known.titles)) if called else draft


def mark_short_status(_: Known, draft: Draft) -> Draft:
    short = draft.mentions and (not draft.text.isascii() or "'s" in draft.text)
    return draft.with_tokens(with_short_status(draft.tokens)) if short else draft


def mark_leading_yes(known: Known, draft: Draft) -> Draft:
    """Yep all done: yes, and then what it is said to."""
    tokens = draft.tokens
    if known.situation.invitation or len(tokens) < 2 or not tokens[0].of("yes") or tokens[1].of("mark"):
        return draft
    if draft.spoken.isdisjoint(_DONE) or not any(token.within(_DONE) for token in tokens[1:]):
        return draft
    return draft._replace(tokens=[tokens[0]._replace(kinds=kinds("greeting")), *tokens[1:]])


def mark_ending_pictures(_: Known, draft: Draft) -> Draft:
    """完成七成👍, 1完成👍 2完成👍: a thumb behind what was said is no acceptance of its own."""
    if not any(token.text in _PICTURES for token in draft.tokens):
        return draft
    found = list(draft.tokens)
    for at, token in enumerate(found):
        if at and token.text in _PICTURES and _is_behind_state(found, at):
            found[at] = token._replace(kinds=kinds("mark"))
    return draft._replace(tokens=found)


def _is_behind_state(tokens: Sequence[Token], at: int) -> bool:
    """At the end of a line in which a status was told, or right behind one."""
    before = tokens[:at] if at == len(tokens) - 1 else tokens[at - 1 : at]
    return any(token.within(_STATES) for token in before)


def mark_reservations(_: Known, draft: Draft) -> Draft:
    return draft if draft.spoken.isdisjoint(_OF_APPROVAL) else draft.with_spans(reservations(draft.text, draft.tokens))


def mark_topics(_: Known, draft: Draft) -> Draft:
    """关于1呢，… (as for 1, …), 图片的话呢: particles right behind an item ask nothing where something follows."""
    if "topic" not in draft.spoken:
        return draft
    tokens = list(draft.tokens)
    led = False
    for at in range(1, len(tokens) - 1):
        led = tokens[at].of("topic") and (led or tokens[at - 1].of("mention"))
        if led and tokens[at + 1].text not in ("?", "。", "!"):
            tokens[at] = tokens[at]._replace(kinds=kinds("filler"))
    return draft._replace(tokens=tokens)


def mark_slips(known: Known, draft: Draft) -> Draft:
    found = {one.start: one for one in slips(known.words, draft.text, draft.tokens)}
    if not found:
        return draft
    spans = [OverlaySpan(one.start, one.end, "slip") for one in found.values()]
    text = draft.text
    for one in found.values():
        if len(one.word) == one.end - one.start:
            # 推池一周 (postpone by a week): a day is read beside the word that is meant
            text = text[: one.start] + one.word + text[one.end :]
    folded = draft.block.folded._replace(text=text)
    tokens = [
        token._replace(kinds=found[token.start].kinds, text=found[token.start].word)
        if token.of("slip") and token.start in found
        else token
        for token in covered(draft.text, draft.tokens, spans)
    ]
    return draft._replace(tokens=tokens, block=draft.block._replace(folded=folded), text=text)


def mark_lead_ins(_: Known, draft: Draft) -> Draft:
    """Takes a line that only says that an answer follows for talk, whatever items it may name."""
    called = any(one.how == "title" and not one.part for one in draft.mentions)
    if called or not leads_in(draft.text):
        return draft
    whole = Token(kinds("greeting announces"), 0, len(draft.text), draft.text)
    return draft._replace(tokens=[whole], mentions=(), titles=(), days=())
