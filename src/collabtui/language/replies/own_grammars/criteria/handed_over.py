"""Facts of the handing over, behind a yes to what was asked for: agreed, they are already on your floor;
都同意，话机已经放在前台了. They take nothing from the yes, and are kept with it. The words are data,
`words/handovers.*.json`.

Each clause has to be such a fact from its first word to its last: a number, a day to come, a limit or a term is none.
"""

import re
from functools import cache

from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.late_patterns import late_regex
from collabtui.language.lexicon import read_words, words_of_both
from collabtui.language.replies.own_grammars.asked_by_name import words_of
from collabtui.language.word_patterns import one_whole

_CLAUSES = late_regex(r"[,;.。，；!！](?=\s|$|[^\x00-\x7f])|\band(?= (?:they|it|we|i|the|everything)\b)")
_EDGES = " ,;.。，；!！~～()（）-–—"
_LONGEST = 120
"""Characters of what stands behind the yes."""


def only_hands_over(written: str, situation: ReplyContext) -> bool:
    """Whether what stands behind a yes tells of nothing but how what was asked for is handed over."""
    plain = "".join(char for char in written if char.isascii() or char.isalnum() or char in _EDGES).strip(_EDGES)
    if not plain or len(plain) > _LONGEST:
        return False
    asked = tuple(sorted({word for one in situation.criteria for word in words_of(one.text)}))
    forms = _forms(asked, tuple(one for one in situation.people if one))
    return all(forms.fullmatch(part.strip(_EDGES)) for part in _CLAUSES.split(plain) if part.strip(_EDGES))


@cache
def _forms(asked: tuple[str, ...], people: tuple[str, ...]) -> re.Pattern[str]:
    word = {kind: one_whole(words_of_both("handovers", kind)) for kind in _KINDS}
    things = one_whole((*asked, *words_of_both("handovers", "subjects")))
    given = rf"(?:the |our |your |这批|那批|这些)?{things}"
    who = rf"(?:{_named(people)}|{word['givers']})"
    place = rf"{word['at']} ?(?:{word['of_place']} ?)?(?:那|这)?{word['places']}(?: \d+)?(?:了|里|里了)?"
    latin = (
        rf"{given} ?{word['is']}(?: {word['now']})? (?:{word['states']}|{place})",
        rf"{given} {word['came']}(?: {word['when_past']})?",
        rf"{who} ?(?:{word['done']}|{word['does']}) (?:{word['objects']}|{given})(?: (?:{word['towards']}|{place}))?",
        rf"{who} ?{word['in_touch']}",
        word["courtesies"],
    )
    soon = r"(?:会|来|去|负责|直接|随时|这就)*"
    han = (
        rf"(?:{given})?(?:{word['now']})*(?:{place}|{word['states']})",
        rf"(?:{who})?(?:{word['now']})*(?:[跟和与同][^不没未还别]{{1,6}})?{word['told']}",
        rf"{who}{soon}(?:[跟和与同找]?(?:你们|您|贵部门))?{soon}(?:{word['in_touch']}|(?:把{given})?{word['does']})",
    )
    return re.compile("|".join((*latin, *han)), re.IGNORECASE)


def _named(people: tuple[str, ...]) -> str:
    """Somebody whom the mail may mean, by his whole name or the first of it, or as colleagues are called: 小周."""
    surnames = "|".join(map(re.escape, read_words("reply", "zh")["kinds"]["surname"]))
    called = rf"[小老阿](?:{surnames})|(?:{surnames})(?:{'|'.join(read_words('people', 'zh')['behind'])})"
    first = [one.split()[0] for one in people if one.isascii()]
    known = "|".join(map(re.escape, sorted({*people, *first}, key=len, reverse=True)))
    none = one_whole(word for word in read_words("gifts", "en")["kinds"]["no_person"] if word.isascii())
    return rf"(?:{known or '(?!)'}|{called}|(?!{none})(?-i:\b[A-Z][a-z]+(?: [A-Z][a-z]+)?\b))"


_KINDS = (
    "subjects", "givers", "is", "now", "states", "at", "of_place", "places", "came", "when_past", "done", "does",
    "objects", "towards", "in_touch", "told", "courtesies",
)  # fmt: skip
