"""Passes for the numbers and refs of items, and for lists with numbers of their own."""

from collections.abc import Sequence
from itertools import pairwise

from collabtui.language.replies.items.item_numbers import Mention
from collabtui.language.replies.items.item_refs import item_refs
from collabtui.language.replies.items.own_numbering import numbers_himself, tallies
from collabtui.language.replies.items.parts_of_one_item import with_parts
from collabtui.language.replies.marking.own_verb_turns import some_of_it
from collabtui.language.replies.marking.passes.marking_draft import Draft, Known
from collabtui.language.replies.marking.words_together import (
    with_counted_others,
    with_exceptions,
    with_number_words,
)
from collabtui.language.replies.words.mistyped_words import slips
from collabtui.language.replies.words.overlay import OverlaySpan
from collabtui.language.replies.words.vocabulary import Token, kinds
from collabtui.language.word_patterns import whole_words

_OF_WHOLE = kinds("all both finds-fine done")
_APART = (".", "!", ",", ";", "。")
_ANNOUNCING = kinds("filler greeting note measure announces")
"""Beside when or from where an answer is written, before its colon."""
_OF_A_LABEL = kinds("filler list amount cardinal item-noun item-unit")


def mark_number_words(_: Known, draft: Draft) -> Draft:
    return draft.with_tokens(with_number_words(draft.tokens)) if "no " in draft.text and draft.mentions else draft


def mark_exceptions(_: Known, draft: Draft) -> Draft:
    return draft if draft.spoken.isdisjoint(_OF_WHOLE) else draft.with_tokens(with_exceptions(draft.tokens))


def mark_counted_others(_: Known, draft: Draft) -> Draft:
    counted = _COUNTS_OTHERS & draft.spoken and whole_words("counted", "others").search(draft.text)
    return draft.with_tokens(with_counted_others(draft.tokens)) if counted else draft


_COUNTS_OTHERS = kinds("number numeral cardinal both")


def mark_item_refs(known: Known, draft: Draft) -> Draft:
    tokens = _with_mistyped_verbs(known, draft)
    mentions = with_parts(item_refs(tokens, known.numbered), draft.text, draft.block.item)
    if not mentions:
        return draft
    if tallies(draft.tokens, mentions):
        mentions = [one._replace(how="amount", refs=(), problem="") for one in mentions]
    some = some_of_it(mentions, draft.text, known.titles)
    mentions = [one for one in mentions if one not in some]
    spans = [OverlaySpan(one.start, one.end, _kind(one)) for one in mentions]
    spans += [OverlaySpan(one.start, one.end, "text") for one in some]
    found = draft._replace(mentions=mentions).with_spans(spans)
    doubtful = {one.start for one in mentions if one.doubtful}
    if not doubtful:
        return found
    return found.with_tokens(
        [one._replace(kinds=one.kinds | {"slip"}) if one.start in doubtful else one for one in found.tokens]
    )


def _with_mistyped_verbs(known: Known, draft: Draft) -> Sequence[Token]:
    """Finshed 1 & 3: the number behind such a verb is an item's as behind the verb itself."""
    if "number" not in draft.spoken:
        return draft.tokens
    tokens = list(draft.tokens)
    for at, (token, then) in enumerate(pairwise(draft.tokens)):
        if not (then.of("number") and token.of("text") and token.text.isascii()):
            continue
        if at and not tokens[at - 1].of("mark"):
            continue
        for slip in slips(known.words, draft.text, (token,)):
            if slip.kinds & _STATUS_VERBS:
                tokens[at] = token._replace(kinds=slip.kinds)
    return tokens


_STATUS_VERBS = kinds("done started blocked")


def _kind(mention: Mention) -> str:
    if mention.how == "amount":
        return "amount"
    return "all-word" if mention.weak else mention.how if mention.how == "except" else "mention"


def mark_own_labels(_: Known, draft: Draft) -> Draft:
    """My items: 1 done, 我的两项：1完成: whose they are and how many says nothing more; nor does what announces it."""
    colon = next((at for at, token in enumerate(draft.tokens) if token.text == ":"), 0)
    label = draft.tokens[:colon]
    if colon and not all(token.within(_OF_A_LABEL) for token in label):
        first = max((at for at, token in enumerate(label) if token.text in _APART), default=-1) + 1
        label = label[first:] if colon + 1 < len(draft.tokens) else []
        label = label if label and _is_written_on_leaving(draft, label) else []
    plain = [token._replace(kinds=kinds("filler")) for token in label]
    return draft._replace(tokens=[*draft.tokens[: colon - len(plain)], *plain, *draft.tokens[colon:]])


def _is_written_on_leaving(draft: Draft, label: Sequence[Token]) -> bool:
    """下班前简单汇报一下：…: what announces an answer, with when or from where it is written."""
    text = draft.text[: label[-1].end]
    on_leaving = whole_words("topics", "on-leaving").search(text, label[0].start)
    if on_leaving is None:
        return False
    rest = [one for one in label if one.end <= on_leaving.start() or one.start >= on_leaving.end()]
    return all(token.within(_ANNOUNCING) for token in rest)


def mark_own_numbering(known: Known, draft: Draft) -> Draft:
    """The number says nothing then, and what its row says is only proposed."""
    if not draft.titles or not numbers_himself(known.numbered, draft.tokens, draft.titles, draft.mentions):
        return draft
    first, *rest = draft.tokens
    return draft._replace(tokens=[first._replace(kinds=kinds("filler own-list")), *rest], mentions=draft.mentions[1:])
