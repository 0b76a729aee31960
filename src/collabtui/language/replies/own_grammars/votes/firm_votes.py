"""Votes that count without asking: a line that names one choice, and what it may say besides."""

from collections.abc import Callable, Sequence

from collabtui.domain.mail.reply import AskedChoice
from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.own_grammars.objections_in_own_words import is_conditional
from collabtui.language.replies.own_grammars.votes.choice_names import (
    ABSTAIN,
    EDGES,
    PARTS,
    choice_called,
    choice_named,
    hinted_at,
    names_alone,
    parted,
    spoken_of,
    vote_words,
)
from collabtui.language.replies.taking_back.pending import has_to_be_checked, is_pending
from collabtui.language.replies.words.blocks import Block

REMARK = late_regex(r"[,.;。!] ?| [-–—]+ |—+|\(")


COMPARED = late_regex(r"\bthan\b|比")


def choice_of_line(block: Block, choices: Sequence[AskedChoice]) -> str:
    """The key that the whole line names; empty where there is none."""
    text, words = block.folded.text.strip(EDGES), vote_words()
    if "?" in text:
        return ""
    choice, reason = text, ""
    if because := words.because.search(text):
        choice, reason = text[: because.start()].strip(EDGES), text[because.end() :]
    if words.contrast.search(choice) or words.contrast.search(reason):
        return ""
    plain = words.thanks.sub("", choice).strip(EDGES)
    return choice_named(plain, choices) or ("" if reason else _softly_named(plain, choices))


def _softly_named(plain: str, choices: Sequence[AskedChoice]) -> str:
    """B吧, 那就C吧, B then: a letter and nothing else, however softly."""
    words = vote_words()
    firm = [found for found in words.softened.finditer(plain) if found.end() == len(plain)]
    letter = _SO_THEN.sub("", words.choose.sub("", plain[: firm[-1].start()], count=1)).strip(EDGES) if firm else ""
    return next((one.key for one in choices if one.key.lower() == letter), "")


_SO_THEN = late_regex(r"^(?:那就|那么|那|就)|^so\b")


def firm_vote(block: Block, choices: Sequence[AskedChoice], leaves_open: Callable[[Block], bool]) -> str:
    """The key of the choice that a line names with more beside it, which takes nothing back; empty where there is
    none. `leaves_open` tells of a clause whether it asks, hedges or makes conditions."""
    return (
        _chosen_for_its_merits(block, choices)
        or _abstains_as_he_says(block, choices)
        or _chosen_outright(block, choices, leaves_open)
    )


def _chosen_outright(block: Block, choices: Sequence[AskedChoice], leaves_open: Callable[[Block], bool]) -> str:
    """我投B，小麦款去年卖得一般 (I vote B, the wheat one sold so-so last year): behind the choice may stand anything
    that tells of the matter and neither makes a condition nor speaks for another choice."""
    if "?" in block.folded.text or is_conditional(block.folded.text):
        return ""
    first, *remarks = _clauses(block) or [block]
    key, is_bare = _named_firmly(first.folded.text.strip(EDGES), choices)
    if not key or not remarks or any(leaves_open(one) for one in remarks):
        return ""
    texts = [one.folded.text.strip(EDGES) for one in remarks]
    if any(_may_turn(text, key, choices) for text in texts):
        return ""
    return "" if is_bare and any(_is_of_itself_alone(text, key, choices) for text in texts) else key


def _is_of_itself_alone(text: str, key: str, choices: Sequence[AskedChoice]) -> bool:
    """Whether a remark behind a bare name tells of no other choice: A，哈哈; B, too sweet."""
    return not (spoken_of(text, choices) | hinted_at(text, choices)) - {key}


def _named_firmly(text: str, choices: Sequence[AskedChoice]) -> tuple[str, bool]:
    """The choice that a clause names and nothing else, and whether by no more than its name."""
    plain = vote_words().thanks.sub("", text).strip(EDGES)
    key = choice_named(plain, choices) or _softly_named(plain, choices)
    named = next((one for one in choices if one.key == key), None)
    return key, named is not None and text in (key.lower(), *names_alone(named, choices))


def _may_turn(text: str, key: str, choices: Sequence[AskedChoice]) -> bool:
    """Whether a clause behind the choice of `key` may take it back, or speak for another."""
    words = vote_words()
    kinds = (words.contrast, words.turns, words.also, words.otherwise, words.for_another, words.corrects)
    if is_pending(text) or has_to_be_checked(text) or any(kind.search(text) for kind in kinds):
        return True
    named = spoken_of(text, choices) | hinted_at(text, choices)
    if not named and _POINTS_AT.search(text):
        # B please - the Friday one: which of them that is nobody knows
        return True
    if words.denies.search(text) and (key in named or len(text) <= (_LONE_LATIN if text.isascii() else _LONE_HAN)):
        return True
    praised = bool(words.merits.search(text) or words.ranks.search(text)) and not COMPARED.search(text)
    chosen = _CHOOSES.search(text) is not None or bool(choice_called(text, choices))
    return bool(named - {key}) and (praised or chosen)


_LONE_LATIN, _LONE_HAN = 8, 3
"""Characters of a no that is said of nothing else than the choice before it: not me, 不行."""
_POINTS_AT = late_regex(r"\bone$|^那[个款种家]|那[个款种家]$")
_CHOOSES = late_regex(r"[投选拣]|\b(?:vot|choos|pick|prefer|favou?r)")


def _clauses(block: Block) -> list[Block]:
    """The clauses of a line, without empty ones."""
    text, cuts = block.folded.text, [0]
    for mark in _MARKS.finditer(text):
        cuts += [mark.start(), mark.end()]
    cuts.append(len(text))
    parts = (block.part(start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=True))
    return [part for part in parts if part.folded.text.strip(EDGES)]


_MARKS = late_regex(r"[,;。!—(]|\.(?=\s|$)| [-–] ")


def _abstains_as_he_says(block: Block, choices: Sequence[AskedChoice]) -> str:
    """Abstain, not my department: what stands behind it is listed to its last word."""
    first, *rest = parted(block.folded.text.strip(EDGES), PARTS) or [""]
    why = [vote_words().thanks.sub("", part).strip(EDGES) for part in rest]
    listed = all(not part or vote_words().abstains_why.fullmatch(part) for part in why)
    asks = "?" in block.folded.text
    return ABSTAIN if rest and listed and not asks and choice_named(first, choices) == ABSTAIN else ""


def _chosen_for_its_merits(block: Block, choices: Sequence[AskedChoice]) -> str:
    """选A吧，离地铁近 (A, it is near the station), 离地铁近，选A: the remark says in few words what is good about
    it."""
    text = block.folded.text.strip(EDGES)
    if is_conditional(text):
        return ""
    if (found := REMARK.search(text)) and _is_merit(text[found.end() :].strip(EDGES)):
        return before_remark(block, choices)
    last = LAST_PART.search(text)
    if last is None or not _is_merit(text[: last.start()]):
        return ""
    words = vote_words()
    if "?" in text or any(kind.search(text) for kind in (words.contrast, words.denies, words.turns, words.also)):
        return ""
    plain = words.thanks.sub("", words.softened.sub("", text[last.end() :])).strip(EDGES)
    chosen = choice_named(words.so.sub("", plain), choices)
    return chosen if chosen and spoken_of(text[: last.start()], choices) <= {chosen} else ""


LAST_PART = late_regex(r",(?=[^,]*$)")


def _is_merit(remark: str) -> bool:
    short = len(remark) <= (_SHORT_LATIN if remark.isascii() else _SHORT_HAN) and not REMARK.search(remark)
    return short and vote_words().merits.search(remark) is not None


_SHORT_LATIN, _SHORT_HAN = 40, 14
"""Characters."""


def before_remark(block: Block, choices: Sequence[AskedChoice]) -> str:
    """选A吧，离地铁近 (A, it is near the station): what stands before a remark that names no other, which waits."""
    found = REMARK.search(block.folded.text.strip(EDGES))
    if found is None or "?" in block.folded.text:
        return ""
    text, words = block.folded.text.strip(EDGES), vote_words()
    first, rest = text[: found.start()].strip(EDGES), text[found.end() :]
    if words.contrast.fullmatch(rest.strip(EDGES)):
        # A, but: behind it stood a risk, which is read apart
        return choice_named(words.thanks.sub("", first).strip(EDGES), choices)
    taken_back = words.contrast.search(text) or words.also.search(rest) or words.denies.search(rest)
    chosen = choice_named(words.thanks.sub("", words.softened.sub("", first)).strip(EDGES), choices)
    return chosen if not taken_back and spoken_of(rest, choices) <= {chosen} else ""
