"""The field that a column of a table of tasks means, by the names that people give it: in any usual words, with what
forms add to them, in two languages at once, and below a heading that covers several columns."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache

from collabtui.formats.file_words import any_word, plain, word_table

FIELDS = (
    "title", "task", "owner", "doer", "collaborators", "people", "helping_department", "department", "planned_start",
    "due", "span", "actual_start", "actual_finish", "status", "percent", "progress", "deliverable", "checks",
    "depends_on", "risk", "risk_level", "risk_answer", "reason", "note", "number", "wbs", "level", "matter", "ref",
)  # fmt: skip
"""Fields that a column can be given, as they are asked for. `progress` holds a status, a share or words, `span` two
days, `people` an owner and then who supports him, `doer` who does it while the owner answers for it."""
UNUSED = "unused"
"""Of columns that are known and say nothing of an action: 工期, priority."""
CALENDAR = "calendar"
"""Of several columns that are called after days, and hold the bars of a plan."""
KIND = "kind"
"""Of what sort of entry a row of a log is: an action, a risk, a decision."""
DURATION = "duration"
"""Of the days that a task takes: it says the end where the start is written and the end is not."""
LIGHT = "light"
"""Of coloured lights beside a column that says how far the tasks are: no progress, and no word to lose."""
FIRST_DUE = "first_due"
"""Of the day that was agreed first: it counts where the one that is agreed now is not written."""
OPEN_DUE = "open_due"
"""Of a row: the word for a due date that nobody knows yet, TBC."""
NOTHING = "-"
"""Given or remembered of a column that is to be passed over."""
_LONGEST_NAME = 100
"""Characters of a column's name that are looked at."""
_CONTRACTED = re.compile(r"(?<=[a-z])['’](re|s)(?= )")
_BRACKETS = re.compile(r"\s*[(（\[【].*?[)）\]】]\s*")
_CUT = re.compile(r"[/／|\n、]|\s+-\s+|(?<=[^\x00-\x7f])[及与和或]|\s&\s|\sand\s|\sor\s")
_OTHER_SCRIPT = re.compile(r"(?<=[\u3400-\u9fff）)])\s*(?=[A-Za-z])|(?<=[A-Za-z.)])\s*(?=[\u3400-\u9fff])")
_SIGN_OF_SHARE = re.compile(r"\A\s*[%％]|\s*[(（]?\s*[%％]\s*[)）]?\Z")
_SHORT = re.compile(r"[a-z]{2,}\.")
_WITH_PURPOSE = re.compile(r"(\w+) to \w+(?: \w+)*")
"""`Evidence to provide`."""
_CUSTOM = re.compile(r"custom field\s*[(（](.+)[)）]")
"""As Jira writes out a column that a team has made."""
_ASKED_WHETHER = re.compile(r"是否(.+)|(.+?)(?:了吗|了?没有?|[没与]否|\?|？)+")
"""是否办结, 完成了吗, `Closed?`"""
_DONE_OR_NOT = re.compile(r"([\u3400-\u9fff]{1,2}?)[没不](\1[\u3400-\u9fff]{0,2}?)了?")
"""办没办完, 完没完成."""
_OF_STATES = frozenset(("status", "percent", "progress"))
_ACTUAL = {"planned_start": "actual_start", "due": "actual_finish"}
_IN_SENTENCES = frozenset(("reason", "risk", "risk_answer", "note", "deliverable", "checks"))
"""Fields of which a number says nothing."""
_PLANNED = {"actual_start": "planned_start", "actual_finish": "due"}
_DUTY_LETTER = re.compile(r"([rasci])(?:\s*[(:=/–-].*|\s*[\u3400-\u9fff]+)?", re.DOTALL)
"""R(执行), `A – accountable`, R执行, as `column_name` has it."""
_DUTY_BEHIND = re.compile(
    r"(?P<word>.*?\S)\s*(?:(?P<sign>[(:=/–-])\s*|\s)(?P<letter>[rasci])\)?|(?P<han>.*[\u3400-\u9fff])(?P<last>[rasci])",
    re.DOTALL,
)
"""执行R, `Responsible (R)`, `Consulted: C`."""
_FEWEST_DUTIES = 3
"""Such columns: fewer may be codes of something else."""


def column_name(text: str) -> str:
    """As names of columns are compared, and kept."""
    return plain(text[:_LONGEST_NAME]).strip(" *:：").strip()


def _spelt_out(name: str) -> str:
    """Where we're at → where we are at."""
    return _CONTRACTED.sub(lambda match: " are" if match[1] == "re" else " is", name)


def has_word(name: str, table: str) -> bool:
    """Whether a name has a word of the table in it, a Latin one from where a word begins: `test` is not in `latest`."""
    return _word_within(table).search(name) is not None


@cache
def _word_within(table: str) -> re.Pattern[str]:
    words = sorted(word_table("actions", table), key=len, reverse=True)
    return re.compile("|".join(("(?<![a-z])" if word.isascii() else "") + re.escape(word) for word in words))


def field_of(parts: Sequence[str], given: Mapping[str, str]) -> str:
    """The field that a column means, from its headings, the upper ones first; empty where nobody knows. `given` has
    field or `NOTHING` by `column_name`, and goes before what the words say."""
    names = [name for name in dict.fromkeys(map(column_name, parts)) if name]
    for whole in (" ".join(names), "".join(names), *reversed(names)):
        if whole in given:
            return UNUSED if given[whole] == NOTHING else given[whole]
    if not names:
        return ""
    if len(names) == 1:
        return _single(names[0])
    known = word_table("actions", "columns")
    joined = known.get(" ".join(names)) or known.get("".join(names))
    return joined or _below(names)


def is_agreed_again(parts: Sequence[str]) -> bool:
    """`Revised date`, 调整后完成时间: a day that counts before the one that was planned."""
    names = [column_name(part) for part in parts]
    return any(name.startswith(word) for name in names for word in word_table("actions", "again_agreed"))


def is_certain(parts: Sequence[str], given: Mapping[str, str]) -> bool:
    """Whether the words have the whole name, and not only a part of it; also where it is one field in two languages, or
    a share with its sign."""
    names = [name for name in dict.fromkeys(map(column_name, parts)) if name]
    return any(name in given or _is_whole(name) for name in ("".join(names), *names[-1:]))


def _is_whole(name: str) -> bool:
    known = word_table("actions", "columns")
    fields = {known.get(piece) for piece in _OTHER_SCRIPT.split(_SIGN_OF_SHARE.sub("", name).strip())}
    return name in known or (len(fields) == 1 and None not in fields)


def _below(names: Sequence[str]) -> str:
    """Of a column below a heading that covers several."""
    last = word_table("actions", "column_parts").get(names[-1]) or _single(names[-1])
    kinds = {kind for name in names[:-1] for kind in _kinds(name)} | {*_kinds(names[-1])}
    if not last and "people" in map(_single, names[:-1]):  # 人员 over 主操作 and 备岗
        last = "collaborators" if has_word(names[-1], "helping") else "owner"
    field = last or next((field for name in reversed(names[:-1]) if (field := _single(name))), "")
    revised = names[-1] in word_table("actions", "again_agreed")
    if field == "span" and not last and (kinds or revised):  # Dates over Planned, Revised and Actual
        field = "due"
    return _of_kind(field, kinds)


def _single(name: str) -> str:
    if name not in word_table("actions", "columns") and (share := _share(name)):
        return share
    for candidate in _candidates(name):
        if field := word_table("actions", "columns").get(candidate):
            return field
    if asked := _asked(name):
        return asked
    if (match := _numbered().fullmatch(name)) and _column(match[1]) in _IN_SENTENCES:  # 问题编号 is no problem
        return UNUSED
    kinds, rest = _without_affixes(name)
    for candidate in rest:
        if field := word_table("actions", "columns").get(candidate):
            return _of_kind(field, kinds)
    if kinds & {"aim", "planned", "actual", "baseline"}:  # 目标完成, 应完成
        parts = word_table("actions", "column_parts")
        ends = (parts.get(one) for one in rest)
        if field := next((field for field in ends if field in _ACTUAL), ""):
            return _of_kind(field, kinds)
    if "baseline" in kinds and any(one in word_table("actions", "day_nouns") for one in rest):
        return FIRST_DUE
    for candidate in (*_candidates(name), *rest):
        if field := _composed(candidate):
            return _of_kind(field, kinds)
    return _cut(name) or _abbreviated(name)


def _column(name: str) -> str:
    return word_table("actions", "columns").get(name.strip(" -_"), "")


def _abbreviated(name: str) -> str:
    """`Compl. %`: the one field of all names that begin so."""
    pieces = name.split()
    if not any(_SHORT.fullmatch(piece) for piece in pieces):
        return ""
    fields = {field for word, field in word_table("actions", "columns").items() if _stands_for(pieces, word.split())}
    return fields.pop() if len(fields) == 1 else ""


def _stands_for(pieces: Sequence[str], words: Sequence[str]) -> bool:
    return len(pieces) == len(words) and all(
        word.startswith(piece[:-1]) if _SHORT.fullmatch(piece) else word == piece
        for piece, word in zip(pieces, words, strict=True)
    )


def _composed(name: str) -> str:
    """A name made of two words: the number of a task (`Step #`), what it comes after (`After step`), the day on which
    something is handed in (交稿日), how far it is (达标情况, `Closure status`); a share with its sign (完成度 %)."""
    if share := _share(name):
        return share
    if match := _numbered().fullmatch(name):
        field = word_table("actions", "columns").get(match[1].strip(" -_"), "")
        if match[1].strip(" -_") in word_table("actions", "parents"):
            return "task"
        return "number" if field in ("title", "task") else field
    if match := _of_a_task().fullmatch(name):
        field = word_table("actions", "columns").get(match[1], "")
        return field if field == "depends_on" else ""
    if match := _WITH_PURPOSE.fullmatch(name):
        field = word_table("actions", "columns").get(match[1], "")
        return field if field in ("deliverable", "note", "reason", "risk") else ""
    if match := _how_far().fullmatch(name):
        return word_table("actions", "how_far_nouns")[match[1]]
    if match := _person_of_trade().fullmatch(name):
        return "collaborators" if match["help"] else "owner"
    if _helping_department().fullmatch(name):
        return "helping_department"
    if _leading_department().fullmatch(name):
        return "department"
    return "due" if _handing_in().fullmatch(name) else ""


def _share(name: str) -> str:
    """完成度 %, 完成情况（%）."""
    bare = _SIGN_OF_SHARE.sub("", name).strip()
    return "percent" if bare != name and _column(bare) in _OF_STATES else ""


def _asked(name: str) -> str:
    """Of a column that is called after a question: whether it is over, who does it or helps, until when."""
    known = word_table("actions", "statuses")
    whether, done_or_not = _ASKED_WHETHER.fullmatch(name), _DONE_OR_NOT.fullmatch(name)
    word = (whether[1] or whether[2]).strip() if whether else done_or_not[2] if done_or_not else ""
    if "done" in (known.get(f"{before}{word}{behind}") for before, behind in (("", ""), ("已", ""), ("", "了"))):
        return "status"
    match = _question().match(name)
    if match is None:
        return ""
    asks, rest = word_table("actions", "question_words")[match[1]], name[match.end() :]
    if asks == "when":
        return "" if has_word(rest, "other_days") or has_word(rest, "beside_owner") else "due"
    if has_word(rest, "beside_owner"):
        return ""
    return "collaborators" if has_word(rest, "helping") else "owner"


@cache
def _question() -> re.Pattern[str]:
    return re.compile(rf"({any_word('actions', 'question_words')})")


@cache
def _numbered() -> re.Pattern[str]:
    return re.compile(rf"(.+?)[\s_-]*{any_word('actions', 'number_endings')}")


@cache
def _of_a_task() -> re.Pattern[str]:
    return re.compile(rf"(.+?)\s+{any_word('actions', 'task_nouns')}")


@cache
def _how_far() -> re.Pattern[str]:
    return re.compile(rf"{any_word('actions', 'carried_out')}\s*({any_word('actions', 'how_far_nouns')})")


@cache
def _person_of_trade() -> re.Pattern[str]:
    """负责老师, 主办律师, `Lead nurse`; and who helps them: 协助老师."""
    leads = f"{any_word('actions', 'leads')}|{any_word('actions', 'person_leads')}"
    helps = any_word("actions", "supports")
    return re.compile(rf"(?:{leads}|(?P<help>{helps}))\s*{any_word('actions', 'person_nouns')}")


@cache
def _helping_department() -> re.Pattern[str]:
    """配合科室, `Supporting unit`."""
    return re.compile(rf"{any_word('actions', 'supports')}\s*{any_word('actions', 'department_nouns')}")


@cache
def _leading_department() -> re.Pattern[str]:
    """承办部室, 主责车间."""
    return re.compile(rf"{any_word('actions', 'leads')}\s*{any_word('actions', 'department_nouns')}")


@cache
def _handing_in() -> re.Pattern[str]:
    return re.compile(any_word("actions", "finishing") + any_word("actions", "day_nouns"))


def _candidates(name: str) -> Iterator[str]:
    yield name
    bare = _BRACKETS.sub(" ", name).strip(" *:：")
    yield bare
    yield re.sub(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])", "", bare)
    yield re.sub(r"(?<=[^\x00-\x7f])\s+(?=%)", "", bare)
    if (spelt := _spelt_out(bare)) != bare:
        yield spelt
    if bare.isascii():
        yield bare.replace("-", " ").replace("_", " ")
    if match := _CUSTOM.fullmatch(name):
        yield match[1].strip()


def _cut(name: str) -> str:
    """Of a name in two languages or of two words, the one field that its parts mean. What stands first counts where
    they mean two of a risk; of two ways to say how far a task is, the one that may hold either."""
    for pattern in (_OTHER_SCRIPT, _CUT):
        pieces = [piece.strip(" *:：()（）") for piece in pattern.split(name) if piece.strip(" *:：()（）")]
        fields = [field for piece in pieces if len(pieces) > 1 and (field := _single(piece))]
        if len(set(fields)) == 1 or (fields and set(fields) <= {"risk", "risk_answer", "risk_level"}):
            return fields[0]
        if set(fields) & _OF_STATES and set(fields) <= {*_OF_STATES, "note"}:
            return "progress"
        if fields[:1] == ["owner"] and {*fields[1:]} == {"collaborators"}:  # 牵头/配合
            return "people"
    return ""


@cache
def _affixes(table: str) -> list[tuple[str, str]]:
    return sorted(word_table("actions", table).items(), key=lambda one: -len(one[0]))


def _kinds(name: str) -> Iterator[str]:
    """Of the first word that says one, behind those that say nothing: 本周计划."""
    for word, kind in _affixes("column_prefixes"):
        if name == word or name.startswith(word):
            yield from (kind,) if kind != "plain" else _kinds(name.removeprefix(word).strip(" -_的"))
            return


def _without_affixes(name: str) -> tuple[set[str], list[str]]:
    """What may be meant once the words before and behind are taken away, the least first; and what kinds they were."""
    kinds, found = set[str](), list[str]()
    rest = list(_candidates(name))[-1]
    for _ in range(3):
        prefix = next((one for one in _affixes("column_prefixes") if _starts(rest, one[0])), None)
        if prefix is None:
            break
        kinds.add(prefix[1])
        rest = rest.removeprefix(prefix[0]).strip(" -_的")
        found.append(rest)
    for start in [list(_candidates(name))[-1], *found]:
        for word, _ in _affixes("column_suffixes"):
            apart = word.isascii() and word[0].isalpha()
            if start.endswith(f" {word}" if apart else word) and start != word:
                found.append(start.removesuffix(word).strip(" -_"))
    return kinds, [one for one in found if len(one) > 1 or one == "%" or unicodedata.category(one or " ") == "Lo"]


def _starts(text: str, word: str) -> bool:
    return text != word and text.startswith(f"{word} " if word.isascii() else word)


def _of_kind(field: str, kinds: set[str]) -> str:
    if "baseline" in kinds and field == "due":
        return FIRST_DUE
    if "baseline" in kinds and field in ("planned_start", "span", "percent", "status"):
        return UNUSED
    if "actual" in kinds:
        return _ACTUAL.get(field, field)
    if "aim" in kinds:  # 目标% is where it ought to be
        return UNUSED if field in ("percent", "status") else field
    if "planned" in kinds:
        return UNUSED if field in ("percent", "status") else _PLANNED.get(field, field)
    return field


def duty_letter(name: str) -> str:
    """The letter of the duty that a column is called after: R(执行), 执行R, `Responsible (R)`, `Informed`."""
    name = column_name(name)
    if match := _DUTY_LETTER.fullmatch(name):
        return match[1]
    known = word_table("actions", "duty_names")
    match = _DUTY_BEHIND.fullmatch(name)
    if match and (match["sign"] or (match["word"] or match["han"]).strip() in known):
        return match["letter"] or match["last"]
    return known.get(name, "")


def with_duties_by_letter(
    headings: Sequence[Sequence[str]], fields: Sequence[str], given: Mapping[str, str]
) -> list[str]:
    """The fields of the columns, where several of them are called so: whoever answers for it (A) owns it, who does it
    (R) does, who supports it (S), or else is asked (C), is a collaborator; who is told (I) is noted."""
    letters = {
        place: letter
        for place, parts in enumerate(headings)
        if parts and column_name(parts[-1]) not in given and (letter := duty_letter(parts[-1]))
    }
    found, others = {*letters.values()}, {field for place, field in enumerate(fields) if place not in letters}
    if len(found) < max(_FEWEST_DUTIES, len(letters)) or not {"a", "r"} & found or {"owner", "people", "doer"} & others:
        return list(fields)
    meanings = fields_of_letters(found)
    return [meanings[letters[place]] if place in letters else field for place, field in enumerate(fields)]


def fields_of_letters(letters: Collection[str]) -> dict[str, str]:
    """By letter of all that are used."""
    meanings = {"a": "owner", "r": "doer" if "a" in letters else "owner", "s": "collaborators"}
    return meanings | {"c": "note" if "s" in letters else "collaborators", "i": "note"}
