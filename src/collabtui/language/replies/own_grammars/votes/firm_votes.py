"""What counts as a vote without asking: a line that names one choice, and what it may say besides."""

import re
from collections.abc import Sequence

from collabtui.domain.mail.reply import AskedChoice
from collabtui.language.replies.own_grammars.objections_in_own_words import is_conditional
from collabtui.language.replies.own_grammars.votes.choice_names import (
    ABSTAIN,
    EDGES,
    PARTS,
    choice_named,
    parted,
    spoken_of,
    vote_words,
)
from collabtui.language.replies.words.blocks import Block

REMARK = re.compile(r"[,.;。!] ?| [-–—]+ |—+|\(")


COMPARED = re.compile(r"\bthan\b|比")


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


_SO_THEN = re.compile(r"^(?:那就|那么|那|就)|^so\b")


def firm_vote(block: Block, choices: Sequence[AskedChoice]) -> str:
    """The key of the choice that a line names with more beside it, which takes nothing back; empty where there is
    none."""
    return _chosen_for_its_merits(block, choices) or _abstains_as_he_says(block, choices)


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


LAST_PART = re.compile(r",(?=[^,]*$)")


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
