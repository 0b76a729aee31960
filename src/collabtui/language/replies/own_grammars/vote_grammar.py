"""The vote in a reply: one line that names one choice, perhaps with what is good about it, or says that its sender
abstains. All else waits. The words are data, `words/votes.*.json`."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from collabtui.domain.mail.reason_codes import ClauseDoubt, ClauseRule
from collabtui.domain.mail.reply import AskedChoice, Clause, ReplyContext, Understanding
from collabtui.language.lexicon import LANGUAGES, read_words
from collabtui.language.replies.own_grammars.objections_in_own_words import is_conditional
from collabtui.language.replies.own_grammars.votes_by_day import called_by_day
from collabtui.language.replies.words.blocks import Block
from collabtui.language.replies.words.folding import usual_folding

_ABSTAIN: Final = "abstain"
_EDGES = " .。!,;:()、"


_REMARK = re.compile(r"[,.;。!] ?| [-–—]+ |—+|\(")


class _Words(NamedTuple):
    choose: re.Pattern[str]
    chosen: re.Pattern[str]
    abstain: re.Pattern[str]
    because: re.Pattern[str]
    contrast: re.Pattern[str]
    thanks: re.Pattern[str]
    also: re.Pattern[str]
    softened: re.Pattern[str]
    denies: re.Pattern[str]
    merits: re.Pattern[str]
    once: re.Pattern[str]
    settles: re.Pattern[str]
    settled: re.Pattern[str]
    leans: re.Pattern[str]
    generic: re.Pattern[str]
    concedes: re.Pattern[str]
    turns: re.Pattern[str]
    so: re.Pattern[str]
    changes: re.Pattern[str]
    stays: re.Pattern[str]
    by_far: re.Pattern[str]
    refrains: re.Pattern[str]
    beside_refrains: re.Pattern[str]
    lastly: re.Pattern[str]
    postscript: re.Pattern[str]
    ballot: re.Pattern[str]
    but: re.Pattern[str]
    shuns: re.Pattern[str]
    corrects: re.Pattern[str]
    abstains_why: re.Pattern[str]


def read_vote(
    lines: Iterable[Block], situation: ReplyContext, is_harmless: Callable[[Sequence[Block]], bool]
) -> Understanding:
    """The choice of `situation.choices` that a reply names; nothing in it is applied."""
    found: dict[int, tuple[Block, str]] = {}
    others: list[Block] = []

    def is_named_in(line: Block) -> bool:
        """Haha, B: it speaks of a choice, whoever else may be called so."""
        return bool(_spoken_of(line.folded.text, situation.choices))

    for place, block in enumerate(lines):
        if chosen := _choice(block, situation.choices):
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
    if lone and (chosen := _for_its_merits(lone, situation.choices) or _abstains_as_he_says(lone, situation.choices)):
        clauses = [_clause(one, "vote" if one is telling[0] else "talk", counts=one is telling[0]) for one in others]
        return Understanding(clauses=tuple(clauses), vote=chosen)
    if len(telling) == 1:
        readers = (
            *(
                _corrected,
                _first_of_two,
                _before_remark,
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
    first, _, rest = block.folded.text.strip(_EDGES).partition(",")
    words = _words()
    if "?" in rest or not words.also.search(rest) or words.contrast.search(rest):
        return ""
    other = choice_named(words.also.sub("", rest).strip(_EDGES).removeprefix("with "), choices)
    chosen = choice_named(first.strip(_EDGES), choices)
    return chosen if other and other != chosen != _ABSTAIN else ""


def _before_remark(block: Block, choices: Sequence[AskedChoice]) -> str:
    """选A吧，离地铁近 (A, it is near the station): what stands before a remark that names no other, which waits."""
    found = _REMARK.search(block.folded.text.strip(_EDGES))
    if found is None or "?" in block.folded.text:
        return ""
    text, words = block.folded.text.strip(_EDGES), _words()
    first, rest = text[: found.start()].strip(_EDGES), text[found.end() :]
    if words.contrast.fullmatch(rest.strip(_EDGES)):
        # A, but: behind it stood a risk, which is read apart
        return choice_named(words.thanks.sub("", first).strip(_EDGES), choices)
    taken_back = words.contrast.search(text) or words.also.search(rest) or words.denies.search(rest)
    chosen = choice_named(words.thanks.sub("", words.softened.sub("", first)).strip(_EDGES), choices)
    return chosen if not taken_back and _spoken_of(rest, choices) <= {chosen} else ""


def _parted(text: str, marks: re.Pattern[str]) -> list[str]:
    """What stands between the marks, without empty parts."""
    return [part.strip(_EDGES) for part in marks.split(text) if part.strip(_EDGES)]


def _settled_last(block: Block, choices: Sequence[AskedChoice]) -> str:
    """A和B我都用过，A老掉线，还是选B吧; tried A and C, both crash, so it's B: what the last clause settles on, where no
    other clause chooses; it waits."""
    text, words = block.folded.text.strip(_EDGES), _words()
    *before, last = _parted(text, _PARTS) or [""]
    leads = words.lastly.match(last)
    if not before or leads is None or "?" in text or words.denies.search(last[leads.end() :]):
        return ""
    chosen = _called(last[leads.end() :], choices)
    chooses = any(_called(part, choices) for part in before)
    return chosen if chosen and chosen != _ABSTAIN and not chooses else ""


def _second_named(block: Block, choices: Sequence[AskedChoice]) -> str:
    """Ringo for me. Second choice would be Voxa: the first, where the rest names another as the second; it waits."""
    text, words = block.folded.text.strip(_EDGES), _words()
    first, *rest = _parted(text, _PARTS) or [""]
    second = words.also.match(rest[0]) if len(rest) == 1 else None
    if second is None or "?" in text or words.contrast.search(rest[0]):
        return ""
    other = _called(_IS.sub("", rest[0][second.end() :].strip(_EDGES)), choices)
    chosen = _called(first, choices)
    return chosen if other and chosen != _ABSTAIN and other != chosen else ""


_IS = re.compile(r"^(?:would be|is|goes to|就是|是|为|选|投)\s*")


def _before_postscript(block: Block, choices: Sequence[AskedChoice]) -> str:
    """投A。PS：纪要里我的名字写错了: what stands before a postscript that speaks of no choice; it waits."""
    text, words = block.folded.text.strip(_EDGES), _words()
    found = words.postscript.search(text)
    if found is None or "?" in text[: found.start()] or not found.start():
        return ""
    behind = text[found.end() :]
    speaks = _spoken_of(behind, choices) or words.changes.match(behind) or words.ballot.search(behind)
    return "" if speaks else _called(text[: found.start()], choices)


def _abstains_for_a_reason(block: Block, choices: Sequence[AskedChoice]) -> str:
    """弃权，这三家我都没接触过 (I abstain, I know none of the three); it waits."""
    text, words = block.folded.text.strip(_EDGES), _words()
    first, *rest = _parted(text, _PARTS) or [""]
    behind = ", ".join(rest)
    doubted = "?" in text or words.contrast.search(behind) or _spoken_of(behind, choices)
    return _ABSTAIN if rest and not doubted and choice_named(first, choices) == _ABSTAIN else ""


def _abstains_as_he_says(block: Block, choices: Sequence[AskedChoice]) -> str:
    """Abstain, not my department: what stands behind it is listed to its last word."""
    first, *rest = _parted(block.folded.text.strip(_EDGES), _PARTS) or [""]
    why = [_words().thanks.sub("", part).strip(_EDGES) for part in rest]
    listed = all(not part or _words().abstains_why.fullmatch(part) for part in why)
    asks = "?" in block.folded.text
    return _ABSTAIN if rest and listed and not asks and choice_named(first, choices) == _ABSTAIN else ""


def _corrected(block: Block, choices: Sequence[AskedChoice]) -> str:
    """B please. Actually no, make it C; 我投A……算了，还是B: the last one, where each side names one that it chooses;
    it waits."""
    text, words = block.folded.text.strip(_EDGES), _words()
    turns = list(words.corrects.finditer(text))
    if not turns or "?" in text:
        return ""
    before, behind = text[: turns[0].start()], text[turns[-1].end() :].strip(_EDGES + "…")
    chosen = [key for part in _parted(before, _TURNING) if (key := _chosen_in(part, choices))]
    key = _chosen_in(behind, choices)
    alone = key and (_spoken_of(behind, choices) or {_ABSTAIN}) == {key}
    doubted = any(kind.search(behind) for kind in (words.contrast, words.also))
    return key if chosen and alone and not doubted and key != chosen[-1] else ""


_TURNING = re.compile(r"[,.;。!:—…]| [-–] ")


def _the_one_that_chooses(block: Block, choices: Sequence[AskedChoice]) -> str:
    """大家都说B好，那我也投B; no strong feelings, abstain: what the one clause chooses that chooses at all, whatever
    stands before it, where nothing is asked, nothing is on a condition and no other choice is spoken of behind it."""
    text, words = block.folded.text.strip(_EDGES), _words()
    parts = _parted(text, _CLAUSES)
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
    words, before = _words(), parts[at - 1] if at else ""
    names = {name for one in choices for name in (one.key.lower(), *_names_alone(one, choices))}
    refuses = words.denies.search(before) or words.shuns.search(before)
    praised = any(words.merits.search(part) and _spoken_of(part, choices) for part in parts[:at])
    return praised or (parts[at] in names and refuses is not None)


def _is_taken_back(behind: Sequence[str], key: str, choices: Sequence[AskedChoice]) -> bool:
    """A，不行 (A, no); B, C would do, too: what stands behind the choice may turn it."""
    kinds = (_words().denies, _words().also, _words().but)
    turned = any(kind.search(part) for part in behind for kind in kinds)
    return turned or any(_spoken_of(part, choices) - {key} for part in behind)


_CLAUSES = re.compile(r"[,.;。!:—]| [-–] ")


def _chosen_in(part: str, choices: Sequence[AskedChoice]) -> str:
    words = _words()
    rest = words.but.sub("", part, count=1).strip(_EDGES)
    for kind in (words.changes, words.lastly, words.stays, words.so):
        rest = kind.sub("", rest, count=1).strip(_EDGES)
    return "" if words.denies.search(part) else _called(rest, choices) or _called(part, choices)


def _against_other(block: Block, choices: Sequence[AskedChoice]) -> str:
    """A吧，B太花了 (A, B is too loud); B, though I like A as well: what stands before a remark on another, which speaks
    for that one only where it concedes that, or compares both; it waits."""
    text, words = block.folded.text.strip(_EDGES), _words()
    if words.concedes.match(text):
        # 虽然A也不错，我选B (though A is fine, I choose B)
        first, _, last = text.rpartition(",")
        chosen = _called(last, choices)
        return chosen if chosen and chosen not in _spoken_of(first, choices) and "?" not in text else ""
    found = _REMARK.search(text) or words.concedes.search(text)
    if found is None or "?" in text:
        return ""
    chosen = _called(text[: found.start()], choices)
    rest = text[found.start() if words.concedes.match(text, found.start()) else found.end() :].strip(_EDGES)
    others = _spoken_of(rest, choices)
    if not chosen or chosen == _ABSTAIN or not others or chosen in others or words.turns.search(rest):
        return ""
    conceded = words.concedes.match(rest) is not None
    if not conceded and (words.contrast.search(rest) or words.also.search(rest)):
        return ""
    if any(_called(part, choices) for part in _PARTS.split(rest)):
        return ""
    praised = words.merits.search(rest) and not _COMPARED.search(rest)
    return chosen if conceded or not praised else ""


def _changed_to(block: Block, choices: Sequence[AskedChoice]) -> str:
    """改一下，还是B稳妥 (let me change that: B is safer), `actually B is better`: the one choice that is named, behind
    words that put it in the place of another, or before what is good about it; it waits."""
    text, words = block.folded.text.strip(_EDGES), _words()
    spoken_of = _spoken_of(text, choices)
    if "?" in text or len(spoken_of) != 1 or any(kind.search(text) for kind in (words.denies, words.also)):
        return ""
    rest = words.changes.sub("", text, count=1).strip(_EDGES)
    rest = words.stays.sub("", rest, count=1).strip(_EDGES)
    if words.contrast.search(rest):
        return ""
    key = next(iter(spoken_of))
    if rest != text and _called(rest, choices) == key:
        return key
    chosen = next(one for one in choices if one.key == key)
    names = sorted((key.lower(), *_names_alone(chosen, choices)), key=len, reverse=True)
    name = next((one for one in names if rest.startswith(one)), "")
    praise = rest[len(name) :] if name else ""
    if name.isascii() and praise[:1].isalnum() and praise[:1].isascii():
        return ""
    return key if praise and _only_praises(praise) else ""


def _only_praises(text: str) -> bool:
    words = _words()
    rest = words.by_far.sub(" ", words.merits.sub(" ", text))
    return not rest.strip(_EDGES) and (words.merits.search(text) is not None or text.strip(_EDGES) in _BEST)


_BEST = ("好", "更好", "最好", "好些", "好一些", "好一点", "好点", "比较好", "较好")
_PARTS = re.compile(r"[,.;。!]")
_COMPARED = re.compile(r"\bthan\b|比")


def _by_its_words(block: Block, choices: Sequence[AskedChoice]) -> str:
    """Orange please, 我投橙色那个, B吧, 橙色好看，选橙色: what a line names by words of the choice, or softly; it
    waits."""
    text, words = block.folded.text.strip(_EDGES), _words()
    if "?" in text:
        return ""
    if chosen := _called(text, choices):
        return chosen
    parts = {chosen for part in _PARTS.split(text) if (chosen := _called(part, choices))}
    kinds = (words.contrast, words.denies, words.turns, words.also)
    doubted = any(kind.search(text) for kind in kinds)
    return parts.pop() if len(parts) == 1 and parts == _spoken_of(text, choices) and not doubted else ""


def _by_place(block: Block, choices: Sequence[AskedChoice]) -> str:
    """Option 1 please, 第一个: the choice at that place of the mail, which waits, as the mail gives them letters."""
    if any(char.isdecimal() for one in choices for char in one.text):
        return ""
    plain = _words().softened.sub("", _words().thanks.sub("", block.folded.text.strip(_EDGES))).strip(_EDGES)
    named = _words().choose.sub("", plain, count=1).strip(_EDGES)
    at = next((at for at, words in enumerate(_places()) if named in words or plain in words), len(choices))
    return choices[at].key if at < len(choices) else ""


def _by_day(block: Block, choices: Sequence[AskedChoice]) -> str:
    return called_by_day(block.folded.text.strip(_EDGES), choices, _levelled)


@cache
def _places() -> tuple[frozenset[str], ...]:
    stored = [read_words("votes", language)["kinds"] for language in LANGUAGES]
    return tuple(frozenset(word for one in stored for word in one[place]) for place in ("first", "second", "third"))


def _called(text: str, choices: Sequence[AskedChoice]) -> str:
    """As `choice_named`, or by words that stand in the text of one choice alone."""
    words = _words()
    plain = words.thanks.sub("", words.softened.sub("", text.strip(_EDGES))).strip(_EDGES)
    plain = words.leans.sub("", plain, count=1).strip(_EDGES)
    if chosen := choice_named(plain, choices):
        return chosen
    called = words.choose.sub("", plain, count=1).strip(_EDGES)
    called = " ".join(words.generic.sub(" ", called).split()).strip(_EDGES)
    if len(called) < (_SHORTEST_LATIN if called.isascii() else _SHORTEST_HAN) or called.isdecimal():
        return ""
    found = [one.key for one in choices if _whole(called).search(_levelled(one.text))]
    return found[0] if len(found) == 1 else ""


_SHORTEST_LATIN, _SHORTEST_HAN = 3, 2
"""Characters of a word that may name a choice."""


def _settled_on(block: Block, choices: Sequence[AskedChoice]) -> str:
    """I'd have gone for A, but it has to be B; 本来想选A，但只能选B; 原来想选A，还是B吧: the one that he ends with,
    where he says that the other is what he would have chosen."""
    text, words = block.folded.text.strip(_EDGES), _words()
    turns = list(words.contrast.finditer(text)) or list(_LAST_PART.finditer(text))
    if "?" in text or len(turns) != 1 or not words.once.search(text[: turns[0].start()]):
        return ""
    before, behind = text[: turns[0].start()], text[turns[0].end() :]
    if words.denies.search(behind):
        return ""
    ends = [match.end() for match in words.settles.finditer(behind)]
    chosen = choice_named(words.softened.sub("", behind[ends[-1] :]).strip(_EDGES), choices) if ends else ""
    if not chosen and (it_is := words.settled.search(behind)):
        chosen = choice_named(re.split(r"[ ,]", behind[: it_is.start()].strip(_EDGES))[-1], choices)
    chosen = chosen or _called(behind, choices)
    others = _spoken_of(before, choices) | ({_ABSTAIN} if words.abstain.search(before) else set())
    return chosen if chosen and chosen != _ABSTAIN and others and chosen not in others else ""


_LAST_PART = re.compile(r",(?=[^,]*$)")


def _for_its_merits(block: Block, choices: Sequence[AskedChoice]) -> str:
    """选A吧，离地铁近 (A, it is near the station), 离地铁近，选A: the remark says in few words what is good about
    it."""
    text = block.folded.text.strip(_EDGES)
    if is_conditional(text):
        return ""
    if (found := _REMARK.search(text)) and _is_merit(text[found.end() :].strip(_EDGES)):
        return _before_remark(block, choices)
    last = _LAST_PART.search(text)
    if last is None or not _is_merit(text[: last.start()]):
        return ""
    words = _words()
    if "?" in text or any(kind.search(text) for kind in (words.contrast, words.denies, words.turns, words.also)):
        return ""
    plain = words.thanks.sub("", words.softened.sub("", text[last.end() :])).strip(_EDGES)
    chosen = choice_named(words.so.sub("", plain), choices)
    return chosen if chosen and _spoken_of(text[: last.start()], choices) <= {chosen} else ""


def _is_merit(remark: str) -> bool:
    short = len(remark) <= (_SHORT_LATIN if remark.isascii() else _SHORT_HAN) and not _REMARK.search(remark)
    return short and _words().merits.search(remark) is not None


_SHORT_LATIN, _SHORT_HAN = 40, 14
"""Characters."""


def _names(choice: AskedChoice, text: str) -> bool:
    key = rf"(?<![a-z0-9]){re.escape(choice.key.lower())}(?![a-z0-9])"
    return _levelled(choice.text) in text or re.search(key, text) is not None


def _spoken_of(text: str, choices: Sequence[AskedChoice]) -> set[str]:
    """The keys of the choices that a text names, be it by a word that only the text of one has."""
    own = {one.key: set(_own_words(one)) for one in choices}
    found = set()
    for one in choices:
        words = own[one.key].difference(*(own[other] for other in own if other != one.key))
        if any(_whole(word).search(text) for word in words) or _names(one, text):
            found.add(one.key)
    return found


def _whole(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])" if word.isascii() else re.escape(word))


def _own_words(choice: AskedChoice) -> Iterator[str]:
    plain = _words().generic.sub(" ", _levelled(choice.text))
    yield from (word for word in re.findall(r"[a-z]{3,}", plain))
    yield from re.findall(r"[\u4e00-\u9fff]{2,}", plain)


def _choice(block: Block, choices: Sequence[AskedChoice]) -> str:
    """The key that the whole line names; empty where there is none."""
    text, words = block.folded.text.strip(_EDGES), _words()
    if "?" in text:
        return ""
    choice, reason = text, ""
    if because := words.because.search(text):
        choice, reason = text[: because.start()].strip(_EDGES), text[because.end() :]
    if words.contrast.search(choice) or words.contrast.search(reason):
        return ""
    plain = words.thanks.sub("", choice).strip(_EDGES)
    return choice_named(plain, choices) or ("" if reason else _softly_named(plain, choices))


def _softly_named(plain: str, choices: Sequence[AskedChoice]) -> str:
    """B吧, 那就C吧, B then: a letter and nothing else, however softly."""
    words = _words()
    firm = [found for found in words.softened.finditer(plain) if found.end() == len(plain)]
    letter = _SO_THEN.sub("", words.choose.sub("", plain[: firm[-1].start()], count=1)).strip(_EDGES) if firm else ""
    return next((one.key for one in choices if one.key.lower() == letter), "")


_SO_THEN = re.compile(r"^(?:那就|那么|那|就)|^so\b")


def choice_named(choice: str, choices: Sequence[AskedChoice]) -> str:
    """The key of the choice that a text names, by its letter or its words, or `abstain`; empty where it is none."""
    words = _words()
    choice = words.chosen.sub("", words.choose.sub("", choice, count=1)).strip(_EDGES)
    if words.abstain.fullmatch(choice) or _refrains(choice):
        return _ABSTAIN
    for one in choices:
        key, names = one.key.lower(), _names_alone(one, choices)
        alone = (key, *names, *(f"{key}{noun}" for noun in _NOUNS))
        called = "|".join(map(re.escape, names))
        if choice in alone or re.fullmatch(rf"{key}[\s.:,()、=-]*(?:{called})", choice):
            return one.key
    return ""


_LONGEST_REFRAIN = 200


def _refrains(text: str) -> bool:
    """I'll sit this one out, 这次我就不参与投票了 (this time I do not take part)."""
    words = _words()
    found = words.refrains.search(text) if len(text) <= _LONGEST_REFRAIN else None
    return found is not None and not words.beside_refrains.sub(
        "", f"{text[: found.start()]} {text[found.end() :]}"
    ).strip(_EDGES)


_BETWEEN_LANGUAGES = re.compile(r"\s*[/|]\s*")


def _names_alone(choice: AskedChoice, choices: Sequence[AskedChoice]) -> list[str]:
    """What a choice is called, as a whole or in one of two languages (绿色 / green), where no other is called so."""
    whole = _levelled(choice.text)
    others = {part for one in choices if one is not choice for part in _BETWEEN_LANGUAGES.split(_levelled(one.text))}
    parts = [part for part in _BETWEEN_LANGUAGES.split(whole) if part and not part.isdecimal() and part not in others]
    return [whole, *parts]


_NOUNS = ("方案", "选项", " 方案", " 选项", "票", "一票")
"""Behind the letter of a choice."""


def _levelled(text: str) -> str:
    """Folded as a reply is: 道林紙 is called 道林纸, too."""
    return " ".join(usual_folding().fold(text).text.split()).strip(_EDGES)


def _clause(block: Block, rule: ClauseRule, *, counts: bool) -> Clause:
    end = len(block.folded.text)
    return Clause(span=block.span(0, end), text=block.written(0, end), rule=rule, counts=counts)


@cache
def _words() -> _Words:
    words: dict[str, list[str]] = {}
    for language in LANGUAGES:
        for kind, found in read_words("votes", language)["kinds"].items():
            words.setdefault(kind, []).extend(found)
    choose = re.compile(rf"^(?:(?:{_one_of(words['choose'])})\s*:?\s*)?(?:the\s+)?")
    chosen = re.compile(rf"\s+(?:{_one_of(words['chosen'])})$")
    at_first = ("leans", "so", "changes", "stays", "lastly", "but")
    rest = (
        re.compile(f"^(?:{_one_of(words[kind])})" if kind in at_first else _one_of(words[kind]))
        for kind in _Words._fields[2:]
    )
    return _Words(choose, chosen, *rest)


def _one_of(words: Iterable[str]) -> str:
    """The longest first; a Latin word as a whole."""
    found = sorted(words, key=len, reverse=True)
    return "|".join(rf"(?<![a-z]){re.escape(one)}(?![a-z])" if one.isascii() else re.escape(one) for one in found)
