"""The vote in a reply: one line that names one choice, perhaps with what is good about it, or says that its sender
abstains. All else waits. The words are data, `words/votes.*.json`."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from collabtui.domain.mail.reason_codes import ClauseDoubt, ClauseRule
from collabtui.domain.mail.reply import AskedChoice, Clause, ReplyContext, Understanding
from collabtui.language.late_patterns import late_regex
from collabtui.language.lexicon import LANGUAGES, read_words
from collabtui.language.replies.own_grammars.votes.choice_names import (
    ABSTAIN,
    EDGES,
    PARTS,
    choice_called,
    choice_named,
    levelled,
    names_alone,
    parted,
    spoken_of,
    vote_words,
)
from collabtui.language.replies.own_grammars.votes.firm_votes import (
    COMPARED,
    LAST_PART,
    REMARK,
    before_remark,
    choice_of_line,
    firm_vote,
)
from collabtui.language.replies.own_grammars.votes.votes_by_day import called_by_day
from collabtui.language.replies.words.blocks import Block


def read_vote(
    lines: Iterable[Block],
    situation: ReplyContext,
    is_harmless: Callable[[Sequence[Block]], bool],
    leaves_open: Callable[[Block], bool],
) -> Understanding:
    """The choice of `situation.choices` that a reply names; nothing in it is applied. `leaves_open` tells of a clause
    whether it asks, hedges or makes conditions."""
    found: dict[int, tuple[Block, str]] = {}
    others: list[Block] = []

    def is_named_in(line: Block) -> bool:
        """Haha, B: it speaks of a choice, whoever else may be called so."""
        return bool(spoken_of(line.folded.text, situation.choices))

    for place, block in enumerate(lines):
        if chosen := choice_of_line(block, situation.choices):
            found[place] = (block, chosen)
        else:
            others.append(block)
    named = {chosen for _, chosen in found.values()}
    asks = any("?" in one.folded.text for one in others)
    harmless = not others or (is_harmless(others) and not asks and not any(map(is_named_in, others)))
    doubt: ClauseDoubt | None = None
    if len(named) > 1:
        doubt = "contradiction"
    elif not harmless:
        doubt = "unknown"
    vote = next(iter(named)) if len(named) == 1 else ""
    telling = [one for one in others if is_named_in(one) or not is_harmless([one])] if not named else []
    lone = telling[0] if len(telling) == 1 else None
    if lone and (chosen := firm_vote(lone, situation.choices, leaves_open)):
        clauses = [_clause(one, "vote" if one is telling[0] else "talk", counts=one is telling[0]) for one in others]
        return Understanding(clauses=tuple(clauses), vote=chosen)
    if len(telling) == 1:
        readers = (
            *(
                _corrected,
                _first_of_two,
                before_remark,
                _settled_on,
                _against_other,
                _by_its_words,
                _by_place,
                _by_day,
                _changed_to,
            ),
            *(_settled_last, _second_named, _before_postscript, _abstains_for_a_reason, _the_one_that_chooses),
        )
        vote = next(filter(None, (read(telling[0], situation.choices) for read in readers)), "")
    clauses = [_clause(block, doubt or "vote", counts=doubt is None) for block, _ in found.values()]
    clauses += [_clause(block, "talk" if harmless else "unknown", counts=False) for block in others]
    return Understanding(
        clauses=tuple(sorted(clauses, key=lambda clause: clause.span.start)),
        vote="" if doubt else vote,
        vote_proposed=vote if doubt else "",
        doubt=doubt or "",
    )


def _first_of_two(block: Block, choices: Sequence[AskedChoice]) -> str:
    """投A，B也行 (A, B would do, too): the first, which waits; empty where more than that is said."""
    first, _, rest = block.folded.text.strip(EDGES).partition(",")
    words = vote_words()
    if "?" in rest or not words.also.search(rest) or words.contrast.search(rest):
        return ""
    other = choice_named(words.also.sub("", rest).strip(EDGES).removeprefix("with "), choices)
    chosen = choice_named(first.strip(EDGES), choices)
    return chosen if other and other != chosen != ABSTAIN else ""


def _settled_last(block: Block, choices: Sequence[AskedChoice]) -> str:
    """A和B我都用过，A老掉线，还是选B吧; tried A and C, both crash, so it's B: what the last clause settles on, where no
    other clause chooses; it waits."""
    text, words = block.folded.text.strip(EDGES), vote_words()
    *before, last = parted(text, PARTS) or [""]
    leads = words.lastly.match(last)
    if not before or leads is None or "?" in text or words.denies.search(last[leads.end() :]):
        return ""
    chosen = choice_called(last[leads.end() :], choices)
    chooses = any(choice_called(part, choices) for part in before)
    return chosen if chosen and chosen != ABSTAIN and not chooses else ""


def _second_named(block: Block, choices: Sequence[AskedChoice]) -> str:
    """Ringo for me. Second choice would be Voxa: the first, where the rest names another as the second; it waits."""
    text, words = block.folded.text.strip(EDGES), vote_words()
    first, *rest = parted(text, PARTS) or [""]
    second = words.also.match(rest[0]) if len(rest) == 1 else None
    if second is None or "?" in text or words.contrast.search(rest[0]):
        return ""
    other = choice_called(_IS.sub("", rest[0][second.end() :].strip(EDGES)), choices)
    chosen = choice_called(first, choices)
    return chosen if other and chosen != ABSTAIN and other != chosen else ""


_IS = late_regex(r"^(?:would be|is|goes to|就是|是|为|选|投)\s*")


def _before_postscript(block: Block, choices: Sequence[AskedChoice]) -> str:
    """投A。PS：纪要里我的名字写错了: what stands before a postscript that speaks of no choice; it waits."""
    text, words = block.folded.text.strip(EDGES), vote_words()
    found = words.postscript.search(text)
    if found is None or "?" in text[: found.start()] or not found.start():
        return ""
    behind = text[found.end() :]
    speaks = spoken_of(behind, choices) or words.changes.match(behind) or words.ballot.search(behind)
    return "" if speaks else choice_called(text[: found.start()], choices)


def _abstains_for_a_reason(block: Block, choices: Sequence[AskedChoice]) -> str:
    """弃权，这三家我都没接触过 (I abstain, I know none of the three); it waits."""
    text, words = block.folded.text.strip(EDGES), vote_words()
    first, *rest = parted(text, PARTS) or [""]
    behind = ", ".join(rest)
    doubted = "?" in text or words.contrast.search(behind) or spoken_of(behind, choices)
    return ABSTAIN if rest and not doubted and choice_named(first, choices) == ABSTAIN else ""


def _corrected(block: Block, choices: Sequence[AskedChoice]) -> str:
    """B please. Actually no, make it C; 我投A……算了，还是B: the last one, where each side names one that it chooses;
    it waits."""
    text, words = block.folded.text.strip(EDGES), vote_words()
    turns = list(words.corrects.finditer(text))
    if not turns or "?" in text:
        return ""
    before, behind = text[: turns[0].start()], text[turns[-1].end() :].strip(EDGES + "…")
    chosen = [key for part in parted(before, _TURNING) if (key := _chosen_in(part, choices))]
    key = _chosen_in(behind, choices)
    alone = key and (spoken_of(behind, choices) or {ABSTAIN}) == {key}
    doubted = any(kind.search(behind) for kind in (words.contrast, words.also))
    return key if chosen and alone and not doubted and key != chosen[-1] else ""


_TURNING = late_regex(r"[,.;。!:—…]| [-–] ")


def _the_one_that_chooses(block: Block, choices: Sequence[AskedChoice]) -> str:
    """大家都说B好，那我也投B; no strong feelings, abstain: what the one clause chooses that chooses at all, whatever
    stands before it, where nothing is asked, nothing is on a condition and no other choice is spoken of behind it."""
    text, words = block.folded.text.strip(EDGES), vote_words()
    parts = parted(text, _CLAUSES)
    chosen = [(at, key) for at, part in enumerate(parts) if (key := _chosen_in(part, choices))]
    if "?" in text or len({key for _, key in chosen}) != 1:
        return ""
    at, key = chosen[-1]
    kinds = (words.contrast, words.turns)
    doubted = any(kind.search(words.but.sub("", part)) for part in parts for kind in kinds)
    return (
        "" if doubted or _may_be_refused(parts, at, choices) or _is_taken_back(parts[at + 1 :], key, choices) else key
    )


def _may_be_refused(parts: Sequence[str], at: int, choices: Sequence[AskedChoice]) -> bool:
    """除了A，B (except A, B): a bare choice behind what is refused; and any behind what is good about another one."""
    words, before = vote_words(), parts[at - 1] if at else ""
    names = {name for one in choices for name in (one.key.lower(), *names_alone(one, choices))}
    refuses = words.denies.search(before) or words.shuns.search(before)
    praised = any(words.merits.search(part) and spoken_of(part, choices) for part in parts[:at])
    return praised or (parts[at] in names and refuses is not None)


def _is_taken_back(behind: Sequence[str], key: str, choices: Sequence[AskedChoice]) -> bool:
    """A，不行 (A, no); B, C would do, too: what stands behind the choice may turn it."""
    kinds = (vote_words().denies, vote_words().also, vote_words().but)
    turned = any(kind.search(part) for part in behind for kind in kinds)
    return turned or any(spoken_of(part, choices) - {key} for part in behind)


_CLAUSES = late_regex(r"[,.;。!:—]| [-–] ")


def _chosen_in(part: str, choices: Sequence[AskedChoice]) -> str:
    words = vote_words()
    rest = words.but.sub("", part, count=1).strip(EDGES)
    for kind in (words.changes, words.lastly, words.stays, words.so):
        rest = kind.sub("", rest, count=1).strip(EDGES)
    return "" if words.denies.search(part) else choice_called(rest, choices) or choice_called(part, choices)


def _against_other(block: Block, choices: Sequence[AskedChoice]) -> str:
    """A吧，B太花了 (A, B is too loud); B, though I like A as well: what stands before a remark on another, which speaks
    for that one only where it concedes that, or compares both; it waits."""
    text, words = block.folded.text.strip(EDGES), vote_words()
    if words.concedes.match(text):
        # 虽然A也不错，我选B (though A is fine, I choose B)
        first, _, last = text.rpartition(",")
        chosen = choice_called(last, choices)
        return chosen if chosen and chosen not in spoken_of(first, choices) and "?" not in text else ""
    found = REMARK.search(text) or words.concedes.search(text)
    if found is None or "?" in text:
        return ""
    chosen = choice_called(text[: found.start()], choices)
    rest = text[found.start() if words.concedes.match(text, found.start()) else found.end() :].strip(EDGES)
    others = spoken_of(rest, choices)
    if not chosen or chosen == ABSTAIN or not others or chosen in others or words.turns.search(rest):
        return ""
    conceded = words.concedes.match(rest) is not None
    if not conceded and (words.contrast.search(rest) or words.also.search(rest)):
        return ""
    if any(choice_called(part, choices) for part in PARTS.split(rest)):
        return ""
    praised = words.merits.search(rest) and not COMPARED.search(rest)
    return chosen if conceded or not praised else ""


def _changed_to(block: Block, choices: Sequence[AskedChoice]) -> str:
    """改一下，还是B稳妥 (let me change that: B is safer), `actually B is better`: the one choice that is named, behind
    words that put it in the place of another, or before what is good about it; it waits."""
    text, words = block.folded.text.strip(EDGES), vote_words()
    named = spoken_of(text, choices)
    if "?" in text or len(named) != 1 or any(kind.search(text) for kind in (words.denies, words.also)):
        return ""
    rest = words.changes.sub("", text, count=1).strip(EDGES)
    rest = words.stays.sub("", rest, count=1).strip(EDGES)
    if words.contrast.search(rest):
        return ""
    key = next(iter(named))
    if rest != text and choice_called(rest, choices) == key:
        return key
    chosen = next(one for one in choices if one.key == key)
    names = sorted((key.lower(), *names_alone(chosen, choices)), key=len, reverse=True)
    name = next((one for one in names if rest.startswith(one)), "")
    praise = rest[len(name) :] if name else ""
    if name.isascii() and praise[:1].isalnum() and praise[:1].isascii():
        return ""
    return key if praise and _only_praises(praise) else ""


def _only_praises(text: str) -> bool:
    words = vote_words()
    rest = words.by_far.sub(" ", words.merits.sub(" ", text))
    return not rest.strip(EDGES) and (words.merits.search(text) is not None or text.strip(EDGES) in _BEST)


_BEST = ("好", "更好", "最好", "好些", "好一些", "好一点", "好点", "比较好", "较好")


def _by_its_words(block: Block, choices: Sequence[AskedChoice]) -> str:
    """Orange please, 我投橙色那个, B吧, 橙色好看，选橙色: what a line names by words of the choice, or softly; it
    waits."""
    text, words = block.folded.text.strip(EDGES), vote_words()
    if "?" in text:
        return ""
    if chosen := choice_called(text, choices):
        return chosen
    parts = {chosen for part in PARTS.split(text) if (chosen := choice_called(part, choices))}
    kinds = (words.contrast, words.denies, words.turns, words.also)
    doubted = any(kind.search(text) for kind in kinds)
    return parts.pop() if len(parts) == 1 and parts == spoken_of(text, choices) and not doubted else ""


def _by_place(block: Block, choices: Sequence[AskedChoice]) -> str:
    """Option 1 please, 第一个: the choice at that place of the mail, which waits, as the mail gives them letters."""
    if any(char.isdecimal() for one in choices for char in one.text):
        return ""
    plain = vote_words().softened.sub("", vote_words().thanks.sub("", block.folded.text.strip(EDGES))).strip(EDGES)
    named = vote_words().choose.sub("", plain, count=1).strip(EDGES)
    at = next((at for at, words in enumerate(_places()) if named in words or plain in words), len(choices))
    return choices[at].key if at < len(choices) else ""


def _by_day(block: Block, choices: Sequence[AskedChoice]) -> str:
    return called_by_day(block.folded.text.strip(EDGES), choices, levelled)


@cache
def _places() -> tuple[frozenset[str], ...]:
    stored = [read_words("votes", language)["kinds"] for language in LANGUAGES]
    return tuple(frozenset(word for one in stored for word in one[place]) for place in ("first", "second", "third"))


def _settled_on(block: Block, choices: Sequence[AskedChoice]) -> str:
    """I'd have gone for A, but it has to be B; 本来想选A，但只能选B; 原来想选A，还是B吧: the one that he ends with,
    where he says that the other is what he would have chosen."""
    text, words = block.folded.text.strip(EDGES), vote_words()
    turns = list(words.contrast.finditer(text)) or list(LAST_PART.finditer(text))
    if "?" in text or len(turns) != 1 or not words.once.search(text[: turns[0].start()]):
        return ""
    before, behind = text[: turns[0].start()], text[turns[0].end() :]
    if words.denies.search(behind):
        return ""
    ends = [match.end() for match in words.settles.finditer(behind)]
    chosen = choice_named(words.softened.sub("", behind[ends[-1] :]).strip(EDGES), choices) if ends else ""
    if not chosen and (it_is := words.settled.search(behind)):
        chosen = choice_named(re.split(r"[ ,]", behind[: it_is.start()].strip(EDGES))[-1], choices)
    chosen = chosen or choice_called(behind, choices)
    others = spoken_of(before, choices) | ({ABSTAIN} if words.abstain.search(before) else set())
    return chosen if chosen and chosen != ABSTAIN and others and chosen not in others else ""


def _clause(block: Block, rule: ClauseRule, *, counts: bool) -> Clause:
    end = len(block.folded.text)
    return Clause(span=block.span(0, end), text=block.written(0, end), rule=rule, counts=counts)
