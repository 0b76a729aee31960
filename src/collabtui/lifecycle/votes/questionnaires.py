"""Questionnaires: questions as they are typed, and their results in words, once enough have answered."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from collabtui.domain.matters.matter import Matter
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.meetings.questionnaire import (
    MOST_ON_SCALE,
    MOST_QUESTIONS,
    QuestionResult,
    VoteChoice,
    VoteQuestion,
)
from collabtui.domain.meetings.vote import FEWEST_ANSWERS, KEYS, MOST_CHOICES, Vote
from collabtui.domain.model import one_line
from collabtui.domain.refs import MATTER, is_ref
from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Acting
from collabtui.store.interface import Reader
from collabtui.text.catalogue import Catalogue

_BETWEEN = re.compile(r"\s*[|｜]\s*")
_SCALE = re.compile(r"(?P<least>\d{1,2})\s*(?:-|–|—|~|～|到|至|to)\s*(?P<most>\d{1,2})\s*分?", re.IGNORECASE)
_SCALE_BEHIND = re.compile(rf"(?P<text>.*\S)\s*[（(]\s*(?P<scale>{_SCALE.pattern})\s*[)）]\s*", re.IGNORECASE)
_SEVERAL = re.compile(r"可?多选|多项选择|all that apply|several|more than one", re.IGNORECASE)


def read_choices(typed: Sequence[str]) -> tuple[VoteChoice, ...]:
    """`A=…`, or texts alone, which get letters in order. Raises `Refused`: vote.choices (n); vote.same_choice (value)
    where two of them read alike: nobody could tell which one a letter is for."""
    found: dict[str, str] = {}
    for place, one in enumerate(typed[:MOST_CHOICES]):
        key, equals, text = (part.strip() for part in one.replace("＝", "=", 1).partition("="))
        lettered = bool(equals) and len(key) == 1 and key.upper() in KEYS
        found.setdefault(key.upper() if lettered else KEYS[place], one_line(text if lettered else one))
    if not 2 <= len(typed) <= MOST_CHOICES or len(found) < len(typed) or not all(found.values()):
        raise Refused("vote.choices", n=MOST_CHOICES)
    texts = Counter(text.casefold() for text in found.values())
    for text in found.values():
        if texts[text.casefold()] > 1:
            raise Refused("vote.same_choice", value=text)
    return tuple(VoteChoice(key=key, text=text) for key, text in found.items())


def read_questions(typed: Iterable[str]) -> tuple[VoteQuestion, ...]:
    """`Which step is slowest? | logging | approval`, `How satisfied are you? | 1-5`, `What would you change first?`.
    Raises `Refused`: vote.no_question (value), vote.scale (value, n), vote.too_many_questions (n), or that of
    `read_choices`."""
    found = tuple(_question(one) for one in typed)
    if len(found) > MOST_QUESTIONS:
        raise Refused("vote.too_many_questions", n=MOST_QUESTIONS)
    return found


def meeting_named(reader: Reader, acting: Acting, typed: str) -> Meeting:
    """By its ref; by that of a matter the meeting of it that comes next, or was the last. Raises `Unknown`, `Refused`
    (vote.no_meeting: ref)."""
    if not is_ref(typed, MATTER):
        return reader.get(Meeting, typed)
    matter = reader.get(Matter, typed)
    held = sorted(
        (one for one in reader.find(Meeting, matter=matter.ref) if one.state != "cancelled"), key=lambda one: one.start
    )
    if not held:
        raise Refused("vote.no_meeting", ref=matter.ref)
    return next((one for one in held if one.start >= acting.now), held[-1])


def result_in_words(result: QuestionResult, words: Catalogue) -> str:
    """Counts and the mean, or what was written; of fewer answers than can hide each other not even how many."""
    if result.answers < FEWEST_ANSWERS:
        return words("vote.hidden_result", least=FEWEST_ANSWERS)
    if result.question.kind == "text":
        return "\n".join(f"· {one}" for one in result.texts)
    scale = result.question.kind == "scale"
    counted = [
        words(
            "vote.counted_step" if scale else "vote.counted_choice",
            key=key, text=text, n=n, percent=round(n * 100 / result.answers),
        )
        for key, text, n in result.counts
    ]  # fmt: skip
    mean = [words("vote.mean", mean=f"{result.mean:.1f}", most=result.question.most)] if result.mean is not None else []
    return "\n".join((*mean, *counted))


def outcome_in_words(vote: Vote, words: Catalogue, *, with_texts: bool = True) -> str:
    """All questions, each with its result below it; without what was written where everybody reads it."""
    answered = words("vote.answered_of", n=vote.answers, of=len(vote.everybody))
    parts = [answered]
    for one in vote.results:
        left_out = one.question.kind == "text" and not with_texts and one.answers >= FEWEST_ANSWERS
        shown = words("vote.texts_for_report", n=one.answers) if left_out else result_in_words(one, words)
        parts.append(f"{one.number}. {one.question.text}\n{shown}")
    return "\n\n".join(parts)


def _question(typed: str) -> VoteQuestion:
    text, *rest = map(one_line, _BETWEEN.split(typed.strip().strip("|｜")))
    scale = _SCALE.fullmatch(rest[0]) if len(rest) == 1 else None
    if not rest and (behind := _SCALE_BEHIND.fullmatch(text)):
        text, scale = behind["text"], _SCALE.fullmatch(behind["scale"].strip())
    if not text:
        raise Refused("vote.no_question", value=typed)
    if scale:
        least, most = int(scale["least"]), int(scale["most"])
        if not 0 <= least < most <= MOST_ON_SCALE:
            raise Refused("vote.scale", value=typed, n=MOST_ON_SCALE)
        return VoteQuestion(kind="scale", text=text, least=least, most=most)
    if not rest:
        return VoteQuestion(kind="text", text=text)
    return VoteQuestion(kind="several" if _SEVERAL.search(text) else "choice", text=text, choices=read_choices(rest))
