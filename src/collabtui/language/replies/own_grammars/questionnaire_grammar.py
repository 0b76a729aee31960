"""Answers to a questionnaire: `1 4`, `2：B`, `3 想改的是登记`, each line with the number of its question first; several
on one line where they are short (`1 4，2 B`). Words go on until the next number.

The whole mail waits where something in it belongs to no question, names no choice, or stands twice."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from collabtui.domain.mail.reason_codes import ClauseDoubt
from collabtui.domain.mail.reply import AskedQuestion, Clause, ReplyContext, Understanding
from collabtui.domain.meetings.questionnaire import SKIPPED, QuestionAnswer
from collabtui.language.late_patterns import late_regex
from collabtui.language.levelling import level
from collabtui.language.lexicon import english_numbers
from collabtui.language.numbers import chinese_number
from collabtui.language.replies.own_grammars.votes.choice_names import choice_named
from collabtui.language.replies.words.blocks import Block
from collabtui.language.replies.words.folding import usual_folding

_NUMBER = late_regex(
    r"\s*[(\[]?\s*(?:(?:第|问题|题|q|question|no\.?)\s*)?"
    r"(?:(?P<n>\d{1,2})|(?P<han>[一二三四五六七八九十]{1,3})(?=\s*题|\s*[.:,)、]))"
    r"(?:\s*题\s*[].:,)、=|>-]*\s*|\s*(?:[].:,)、=|>-]+\s*|\s+|(?=[a-h](?![a-z]))|$))"
    r"(?:我?(?:选择|选|打|给|答)\s*[:：]?\s*)?"
)
_BETWEEN = late_regex(r"\s*(?:[+,/&、;和与及]|\band\b)\s*")
_HEADING = late_regex(
    r"(?:(?:您好|你好|hi|hello)[!,.。、 ]*)?"
    r"(?:以下是|这是)?(?:我的|本人的?)?(?:答卷|答案|回答|回复|问卷)(?:如下)?[:.。]?"
    r"|(?:here are )?(?:my |the )?(?:answers|responses)(?: below)?[:.]?"
)
_GENERIC = late_regex(r"(?:环节|步骤|这一步|那一步|这步| step)$")
_SEPARATORS = " \t,;/|.。、"
_SCORE = late_regex(r"(?P<value>\d{1,2})\s*(?:分|points?|(?:out of|/)\s*\d{1,2})?(?=[\s,;|.。、)]|$)")
_LETTERS = late_regex(r"(?P<value>[a-h]{2,8}|[a-h](?:\s*(?:[+,/&、和及 ]|and)\s*[a-h](?![a-z]))*)(?![a-z])")
_IN_ORDER = late_regex(r"\s*[,;/|、]\s*|\s+")
_FEWEST = 2
_CLAUSE_END = late_regex("[,;]")
_NEXT = late_regex(r"[\s,;.、。]+(?=第|q|题|问题|[(\[]?\d)")
"""Where the number of another question may stand."""
_IsHarmless = Callable[[Sequence[Block]], bool]


class _Found(NamedTuple):
    number: int
    value: str
    """Empty: the number alone."""


class _Reading:
    """What was found so far, block by block."""

    def __init__(self, situation: ReplyContext, is_harmless: _IsHarmless) -> None:
        self.questions = {one.number: one for one in situation.questions}
        self.answers: dict[int, str] = {}
        self.doubt: ClauseDoubt | None = None
        self.clauses: list[Clause] = []
        self._is_harmless = is_harmless
        self._name = situation.asking.name if situation.asking else ""
        self._current: AskedQuestion | None = None
        self._is_titled = False

    def take(self, block: Block) -> None:
        titled = _by_title(block, self.questions) or self._below_title(block)
        if titled is not None:
            self._current, self._is_titled = self.questions[titled.number], True
            self._put(titled)
            self._note(block, counts=True)
            return
        found = _pieces(block, self.questions)
        if found is not None:
            self._is_titled = False
            if self._may_be_its_value(found):
                self.doubt = self.doubt or "unknown"
            self._current = self.questions[found[-1].number]
            for one in found:
                self._put(one)
            self._note(block, counts=True)
        elif self._current and (value := self._goes_on(block)):
            number = self._current.number
            before = self.answers.pop(number, "")
            self._put(_Found(number, f"{before}\n{value}" if before else value))
            self._note(block, counts=True)
        else:
            harmless = _HEADING.fullmatch(block.folded.text.strip(_SEPARATORS)) or self._is_harmless([block])
            self._note(block, counts=False, doubt=None if harmless else "unknown")

    def _below_title(self, block: Block) -> _Found | None:
        """Below a question in its words a number is the answer, and no number of another question."""
        if not self._is_titled or self._current is None or self._current.kind == "text":
            return None
        value = self._goes_on(block)
        return _Found(self._current.number, value) if value else None

    def _may_be_its_value(self, found: Sequence[_Found]) -> bool:
        """Whether a number alone, below the number of a question alone, may be the answer to that one."""
        current = self._current
        if current is None or self.answers.get(current.number) or len(found) > 1 or found[0].value:
            return False
        if current.kind == "text":
            return found[0].number != current.number + 1
        if current.kind == "scale":
            return bool(_score(current, str(found[0].number)))
        return found[0].number <= len(current.choices)

    def _goes_on(self, block: Block) -> str:
        """The answer, or more of it, to the question whose number stands above."""
        assert self._current is not None  # noqa: S101  # asked by the caller
        if self._current.kind == "text":
            return "" if self._is_harmless([block]) else _words(block, 0)
        return "" if self.answers.get(self._current.number) else _whole(self._current, block.folded.text)

    def _put(self, found: _Found) -> None:
        known = self.answers.get(found.number)
        if known and found.value and known != found.value:
            self.doubt = "contradiction"
        self.answers[found.number] = (found.value or known or "").replace(self._name or "\0", "…")

    def _note(self, block: Block, *, counts: bool, doubt: ClauseDoubt | None = None) -> None:
        self.doubt = self.doubt or doubt
        end = len(block.folded.text)
        rule = doubt or ("vote" if counts else "talk")
        self.clauses.append(Clause(span=block.span(0, end), text=block.written(0, end), rule=rule, counts=counts))


def read_questionnaire(lines: Iterable[Block], situation: ReplyContext, is_harmless: _IsHarmless) -> Understanding:
    """The answers of a reply to `situation.questions`; nothing in it is applied."""
    reading = _Reading(situation, is_harmless)
    for block in lines:
        reading.take(block)
    answers = tuple(
        QuestionAnswer(number=number, value=value or SKIPPED) for number, value in sorted(reading.answers.items())
    )
    doubt = reading.doubt or ("unknown" if _may_be_in_order(reading.clauses, situation.questions) else None)
    return Understanding(
        clauses=tuple(reading.clauses),
        answers=() if doubt else answers,
        answers_proposed=answers if doubt else (),
        doubt=doubt or "",
    )


def _may_be_in_order(clauses: Sequence[Clause], questions: Sequence[AskedQuestion]) -> bool:
    """4，B，AC，没有: may be the fourth question's answer, and an answer to each of four in their order."""
    counted = [clause for clause in clauses if clause.counts]
    parts = _IN_ORDER.split(level(counted[0].text).strip(_SEPARATORS)) if len(counted) == 1 else []
    if len(parts) != len(questions) or len(parts) < _FEWEST or not parts[0].isdecimal():
        return False
    return all(one.kind == "text" or _whole(one, part) for one, part in zip(questions, parts, strict=True))


def _pieces(block: Block, questions: dict[int, AskedQuestion]) -> list[_Found] | None:
    """The answers on one line; None where it does not begin with the number of a question, or says more."""
    text, at = block.folded.text, 0
    found: list[_Found] = []
    while text[at:].strip(_SEPARATORS):
        at += len(text[at:]) - len(text[at:].lstrip(_SEPARATORS))
        number = _NUMBER.match(text, at)
        question = questions.get(_value_of(number) or 0) if number else None
        if number is None or question is None:
            return None
        if question.kind == "text":
            return [*found, _Found(question.number, _words(block, number.end()))]
        rest = text[number.end() :]
        if value := _whole(question, rest):
            return [*found, _Found(question.number, value)]
        first = _before_next(question, rest, questions) or _first(question, rest)
        if first is None:
            return None
        found.append(_Found(question.number, first[0]))
        at = number.end() + first[1]
    return found or None


def _by_title(block: Block, questions: dict[int, AskedQuestion]) -> _Found | None:
    """A line that begins with a question as the mail has it, perhaps behind its number, and the answer behind it; None
    where what stands behind is no answer to that one."""
    text = block.folded.text
    number = _NUMBER.match(text)
    starts = [0, number.end()] if number else [0]
    for question in sorted(questions.values(), key=lambda one: len(one.text), reverse=True):
        title = usual_folding().fold(question.text).text.strip(_TITLE_ENDS)
        at = next((at for at in starts if text[at:].startswith(title) and _names_it(title, text[at:])), None)
        if at is None or (at and number and _value_of(number) not in (None, question.number)):
            continue
        end = at + len(title)
        if not (behind := text[end:].strip(_TITLE_ENDS)):
            return _Found(question.number, "")
        if text[end] not in _TITLE_ENDS:
            continue
        start = end + text[end:].index(behind)
        value = _words(block, start) if question.kind == "text" else _whole(question, behind)
        return _Found(question.number, value) if value else None
    return None


def _names_it(title: str, text: str) -> bool:
    """Whether a title is long enough to be known by itself; 提供：业务规则 is by its colon."""
    labels = len(title) == _SHORTEST_TITLE - 1 and not title.isascii() and text[len(title) :].lstrip()[:1] == ":"
    return len(title) >= _SHORTEST_TITLE or labels


_TITLE_ENDS = " \t:?!.,;-–—…。、()"
_SHORTEST_TITLE = 3
"""Characters of a question that is known by its words."""


def _whole(question: AskedQuestion, text: str) -> str:
    """The answer that all of a text is."""
    plain = text.strip(_SEPARATORS + "()")
    if choice_named(plain, ()) == SKIPPED:
        return SKIPPED
    if question.kind == "scale":
        score = _SCORE.fullmatch(plain)
        value = score["value"] if score else _score_in_words(plain)
        return _score(question, value) if value else ""
    if question.kind == "several":
        return _letters(question, plain) or _by_words(question, plain)
    return _named(question, plain) if question.kind == "choice" else ""


def _named(question: AskedQuestion, text: str) -> str:
    """By letter or words; 审批环节 where the choice is 审批."""
    return choice_named(text, question.choices) or choice_named(_GENERIC.sub("", text), question.choices)


def _by_words(question: AskedQuestion, text: str) -> str:
    """表格和人手, `forms and people`: each part a choice."""
    if whole := _named(question, text):
        return whole
    parts = [_named(question, one.strip()) for one in _BETWEEN.split(text)]
    return "+".join(sorted(set(parts))) if all(parts) and SKIPPED not in parts else ""


def _value_of(number: re.Match[str]) -> int | None:
    return int(number["n"]) if number["n"] else chinese_number(number["han"])


def _first(question: AskedQuestion, text: str) -> tuple[str, int] | None:
    """The answer that a text begins with, and where it ends; none before the next number is no answer."""
    if not text.strip(_SEPARATORS):
        return "", len(text)
    clause = text[: found.start()] if (found := _CLAUSE_END.search(text)) else text
    if value := _whole(question, clause):
        return value, len(clause)
    if question.kind == "scale":
        score = _SCORE.match(text)
        value = _score(question, score["value"]) if score else ""
        return (value, score.end()) if score and value else None
    letters = _LETTERS.match(text)
    value = _letters(question, letters["value"]) if letters else ""
    if letters is None or not value or (question.kind == "choice" and "+" in value):
        return None
    return value, letters.end()


def _before_next(question: AskedQuestion, text: str, questions: dict[int, AskedQuestion]) -> tuple[str, int] | None:
    """The same where the number of a later question ends it: 审批 3. 表格、系统."""
    for found in _NEXT.finditer(text):
        number = _NUMBER.match(text, found.end())
        if number is None or (_value_of(number) or 0) not in range(question.number + 1, max(questions) + 1):
            continue
        if value := _whole(question, text[: found.start()]):
            return value, found.start()
    return None


def _score_in_words(text: str) -> str:
    """四分, `five`."""
    plain = _POINTS.sub("", text)
    english = str(english_numbers().get(plain, ""))
    return english or str(chinese_number(plain) or "")


_POINTS = late_regex(r"\s*(?:分|颗?星|points?|stars?)$")


def _score(question: AskedQuestion, value: str) -> str:
    return str(int(value)) if question.least <= int(value) <= question.most else ""


def _letters(question: AskedQuestion, text: str) -> str:
    """`A+C` of `A、C`, `c and a`; empty where one of them is no choice."""
    if not _LETTERS.fullmatch(text):
        return ""
    known = {one.key.lower(): one.key for one in question.choices}
    named = re.findall("[a-h]", text.replace("and", ""))
    if len(text) == len(named) > 1 and named != sorted(set(named)):
        return ""  # a word that is made of such letters
    return "+".join(dict.fromkeys(sorted(known[one] for one in named))) if all(one in known for one in named) else ""


def _words(block: Block, start: int) -> str:
    return block.written(start, len(block.folded.text)).strip()
