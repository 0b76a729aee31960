"""The steps of a process as they are typed, one a line: `客服部：手工登记（输入：来电；输出：登记表；用时：2天）→ 1`,
`Service desk: write it into the book | in: call | time: 2 h -> dropped`."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from types import MappingProxyType

from collabtui.domain.matters.matter import Matter
from collabtui.domain.matters.process_step import DROPPED, ProcessStep
from collabtui.domain.model import one_line
from collabtui.errors import Refused
from collabtui.language.durations import is_about_time, minutes_of
from collabtui.language.labelled_parts import labelled_parts, last_part
from collabtui.language.lexicon import LANGUAGES, read_words
from collabtui.language.word_patterns import one_of
from collabtui.lifecycle.base.directory import everybody, find_person
from collabtui.store.interface import Reader
from collabtui.text.catalogue import Catalogue

_LEADING = re.compile(r"^\s*(?:\d{1,2}\s*[.)、．]\s*|[-*•·]\s*)")
_BETWEEN = re.compile(r"[:：]")
_ARROW = re.compile(r"\s*(?:→|⇒|->|=>)\s*(?P<targets>[^→⇒]*)$")
_TARGETS = re.compile(r"(?:\d{1,2}|a\d{1,6})(?:\s*[+,，、&和]\s*(?:\d{1,2}|a\d{1,6}))*", re.IGNORECASE)
_LISTED = re.compile(r"[、,，\n]|\s(?:and|&)\s")
MOST_STEPS = 60


def read_steps(text: str) -> tuple[ProcessStep, ...]:
    """In order; numbers and bullets before a line are left out. Raises `Refused`: old_step.no_department (value) for a
    line that does not say who does it, old_step.no_time (value) for a time that is none, old_step.too_many (n)."""
    lines = [_LEADING.sub("", line).strip() for line in text.splitlines()]
    found = tuple(_read(line) for line in lines if line)
    if len(found) > MOST_STEPS:
        raise Refused("old_step.too_many", n=MOST_STEPS)
    return found


def write_steps(steps: Iterable[ProcessStep], words: Catalogue, names: Mapping[str, str] = MappingProxyType({})) -> str:
    """As `read_steps` reads them. `names`: what people (refs) are called, of those who answer for a step."""
    return "\n".join(_written(one, words, names) for one in steps)


def names_in_steps(reader: Reader, matter: Matter) -> Mapping[str, str]:
    """Names, by ref, of those who answer for a step; the address where two have one name."""
    people = everybody(reader)
    called = Counter(one.name for one in people)
    owners = {one.owner for one in (*matter.old_steps, *matter.new_steps)}
    return {one.ref: one.name if called[one.name] == 1 else one.email for one in people if one.ref in owners}


def with_people(reader: Reader, steps: Iterable[ProcessStep]) -> tuple[ProcessStep, ...]:
    """With who answers for each by his ref. Raises as `find_person` does."""
    return tuple(
        one.model_copy(update={"owner": find_person(reader, one.owner).ref}) if one.owner else one for one in steps
    )


def with_fates(old: Sequence[ProcessStep], typed: Iterable[str]) -> tuple[ProcessStep, ...]:
    """`1+2=A3`, `4=dropped`: what old steps have become; the others stay as they are. Raises `Refused`:
    old_step.no_fate (value), old_step.unknown (value, n)."""
    steps = list(old)
    for one in typed:
        numbers, equals, targets = (part.strip() for part in re.sub("→|->|=>|＝", "=", one, count=1).partition("="))
        becomes = _targets(targets)
        if not equals or not becomes or not re.fullmatch(r"\d{1,2}(?:\s*[+,，、&和]\s*\d{1,2})*", numbers):
            raise Refused("old_step.no_fate", value=one)
        for number in map(int, re.findall(r"\d+", numbers)):
            if not 1 <= number <= len(steps):
                raise Refused("old_step.unknown", value=number, n=len(steps))
            steps[number - 1] = steps[number - 1].model_copy(update={"becomes": becomes})
    return tuple(steps)


def duration_in_words(minutes: int | None, words: Catalogue) -> str:
    """`2天4小时`, `2 d 4 h`; a day is eight hours of work. Empty for None."""
    if minutes is None:
        return ""
    days, rest = divmod(minutes, 8 * 60)
    parts = {"days": days, "hours": rest // 60, "minutes": rest % 60}
    return words("form.between_units").join(words(f"form.in_{unit}", n=n) for unit, n in parts.items() if n)


def _read(line: str) -> ProcessStep:
    department, *rest = map(one_line, _BETWEEN.split(line, maxsplit=1))
    if not department or not rest or not rest[0]:
        raise Refused("old_step.no_department", value=line)
    described, becomes = rest[0], tuple[str, ...]()
    if (arrow := _ARROW.search(described)) and (found := _targets(arrow["targets"])):
        described, becomes = described[: arrow.start()], found
    head, parts = labelled_parts(_with_colons(described), "process", ("gets", "gives", "takes", "owner", "supporting"))
    minutes = minutes_of(parts["takes"]) if "takes" in parts else None
    if "takes" in parts and minutes is None:
        raise Refused("old_step.no_time", value=parts["takes"])
    texts = {"text": head} | {kind: parts.get(kind, "") for kind in ("gets", "gives", "owner", "supporting")}
    for kind, text in texts.items():
        if minutes is None and (last := last_part(text)) and (bare := _time_alone(last[1])):
            texts[kind], minutes = last[0], bare
    if not head:
        raise Refused("old_step.no_department", value=line)
    supporting = tuple(filter(None, map(one_line, _LISTED.split(texts.pop("supporting")))))
    owner = one_line(texts.pop("owner")) or None
    return ProcessStep(
        department=department, minutes=minutes, becomes=becomes, owner=owner, supporting=supporting, **texts
    )


def _with_colons(text: str) -> str:
    """`input ledger; output signature` as with a colon behind each: both together are labels, one alone only
    in brackets (`dispatch (input sheet)`), in Chinese also behind a space (转派 输入登记表), as else it may be what is
    done (输入系统)."""
    found = [list(_bare_label(kind).finditer(text)) for kind in ("goes_in", "comes_out")]
    listed = [one for several in found for one in several]
    is_alone = len(listed) == 1 and _stands_apart(listed[0], text)
    if [len(one) for one in found] != [1, 1] and not is_alone:
        return text
    for one in sorted(listed, key=lambda one: one.end(), reverse=True):
        text = f"{text[: one.end()]}: {text[one.end() :]}"
    return text


def _stands_apart(label: re.Match[str], text: str) -> bool:
    before = text[: label.start()]
    return before.endswith(("(", "（")) or (not label.group().isascii() and before[-1:].isspace())


@cache
def _bare_label(kind: str) -> re.Pattern[str]:
    words = [word for one in LANGUAGES for word in read_words("process", one)[kind]]
    spaced = one_of(word for word in words if not word.isascii())
    any_word = rf"(?<=[,，;；|｜、(（])\s*{one_of(words)}|(?<=\S\s){spaced}"
    return re.compile(rf"(?:{any_word})(?![a-z])(?!\s*[:：])", re.IGNORECASE)


def _time_alone(part: str) -> int | None:
    """2小时, 用时2小时, `takes 2 h`: a time and nothing else. Raises `Refused` (old_step.no_time: value) for what is
    called a time, and is none for certain: 用时3-5天."""
    called = {
        kind: one_of(w for one in LANGUAGES for w in read_words("process", one)[kind]) for kind in ("about", "takes")
    }
    named = re.match(rf"\s*(?:{called['about']}\s*)?(?:{called['takes']})?\s*", part, re.IGNORECASE)
    rest = part[named.end() :].strip() if named else part.strip()
    minutes = minutes_of(rest)
    if minutes is None and is_about_time(rest):
        raise Refused("old_step.no_time", value=rest)
    return minutes


def _targets(text: str) -> tuple[str, ...]:
    """Empty where it names neither steps nor that it is dropped."""
    plain = text.strip().strip("。.").strip()
    if plain.casefold() in {word for one in LANGUAGES for word in read_words("process", one)["dropped"]}:
        return (DROPPED,)
    plain = _becoming().sub("", plain).removesuffix("步").strip()
    if not _TARGETS.fullmatch(plain):
        return ()
    return tuple(dict.fromkeys(one.upper().lstrip("0") for one in re.findall(r"[aA]?\d+", plain)))


@cache
def _becoming() -> re.Pattern[str]:
    """The words before the numbers that a step has become: 并入第2步, `merged into 2`."""
    words = (word for one in LANGUAGES for word in read_words("process", one)["becoming"])
    return re.compile(rf"^(?:{one_of(words)}\s*)+", re.IGNORECASE)


def _written(step: ProcessStep, words: Catalogue, names: Mapping[str, str]) -> str:
    labelled = {
        "owner": names.get(step.owner or "", step.owner or ""),
        "supporting": words("list.separator").join(step.supporting),
        "gets": step.gets,
        "gives": step.gives,
        "takes": duration_in_words(step.minutes, words),
    }
    parts = [words(f"old_step.{kind}", value=value.replace("\n", " ")) for kind, value in labelled.items() if value]
    line = f"{step.department}: {step.text}"
    if parts:
        line += words("form.within", text=words("old_step.between").join(parts))
    if step.becomes:
        line += f" → {words('old_step.dropped') if step.becomes == (DROPPED,) else '+'.join(step.becomes)}"
    return line
