"""Somebody of the writer's own people who comes in his place, by his trade or his rank: 技术员小孙会到场,
钱师傅替我去听听; behind a no also by his name alone: sending Ravi, Dana will be there. The words are data,
`words/invitations.*.json`."""

import re
from functools import cache

from collabtui.language.lexicon import read_words
from collabtui.language.word_patterns import one_of, one_whole


def sent_instead(written: str, folded: str, *, declined: bool) -> str:
    """The name of whoever a clause says comes instead; empty where it says more. `declined`: its writer does not
    come."""
    found = _han().fullmatch(folded.strip(" .!,"))
    if found and (declined or found["sent"] or found["stead"]):
        return found["name"] or found["asked"]
    latin = _latin().fullmatch(written.strip(" .!,")) if declined else None
    return (latin["sent"] or latin["comes"]) if latin else ""


@cache
def _han() -> re.Pattern[str]:
    surnames = "|".join(map(re.escape, read_words("reply", "zh")["kinds"]["surname"]))
    ranks = one_of((*read_words("people", "zh")["behind"], *_words("zh", "ranks")))
    name = rf"(?:[小老阿][\u4e00-\u9fff]|(?:{surnames})(?:{ranks}))"
    unit = r"(?:(?:我们?|咱们?|本)?(?:小?组|部门?|科室?|团队|班组|处室?|车间|门店)?(?:里|内)?的?)"
    trade = rf"(?:{unit}(?:{one_of(_words('zh', 'trades'))})?)"
    stead = r"(?P<stead>(?:[替代顶]我|代替我|代表我|帮我))?"
    goes = rf"(?:会|将|能|可以)?{stead}(?:{one_of(_words('zh', 'goes'))})(?:{one_of(_words('zh', 'listens'))})?"
    agreed = r"(?:说好|讲好|商量好|约好|打过招呼)了?,?"
    he_goes = goes.replace("?P<stead>", "?:")
    asked = rf"(?:已经?|我)*[跟和与](?P<asked>{name}){agreed}(?:由|让)?(?:[他她]|ta){he_goes}"
    return re.compile(
        rf"(?:(?P<sent>我?会?[让派请叫由安排]+)?{trade}(?P<name>{name}){goes}|{asked})(?:吧|了|一下|就行|即可)?"
    )


@cache
def _latin() -> re.Pattern[str]:
    none = one_whole((*read_words("gifts", "en")["kinds"]["no_person"], *_words("en", "nobody")))
    name = rf"(?!(?i:{none}))[A-Z][\w'-]+(?: [A-Z][\w'-]+)?"
    sends = one_of(_words("en", "sends"))
    goes = one_of(_words("en", "goes"))
    return re.compile(rf"(?i:{sends}) (?P<sent>{name})(?: (?:along|over|instead))?|(?P<comes>{name}) (?i:{goes})")


def _words(language: str, kind: str) -> tuple[str, ...]:
    return tuple(read_words("invitations", language)[kind])
