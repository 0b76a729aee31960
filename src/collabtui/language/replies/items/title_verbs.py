"""Verbs of titles in the perfect: what says that an item was done in words of its own (booked, of Book the venue; 修复
with 已 or 了; 买回来了, of 购买种子).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from collabtui.language.lexicon import read_words
from collabtui.language.replies.items.title_match import LATIN_WORD, Title
from collabtui.language.replies.items.work_nouns import gerunds, verbs_of_nouns
from collabtui.language.replies.words.vocabulary import STATEMENTS, Vocabulary, kinds

_RESULT = re.compile("[好完妥齐毕]")
_WAS_DONE = re.compile(r"(?:已经?|均已?|都已?|刚刚?)(?:经|都|全部?|统一)?$")
_HAS_DONE = re.compile(r"了(?:$|[^\w])")
_SENT = re.compile("[去来]$")
"""派老王去清点了: somebody was sent to do it."""
_OF_ONE = re.compile(r"已经?[\u4e00-\u9fff]|[\u4e00-\u9fff](?:来|回来|到|过)?了")
_GOES_ON = re.compile(r"[\u4e00-\u9fff](?<![好完妥齐毕了啦])")
_TO_COME = re.compile(r"(?:开|去|派|该|要|快|想|得|应|能|可以|打算|准备|尽快|马上)$")


class TitleVerbs:
    """Words that say that the verbs of some titles were done."""

    def __init__(self, titles: Sequence[Title], words: Vocabulary) -> None:
        self.forms: dict[str, frozenset[str]] = {}
        """Folded words → refs."""
        for title in titles:
            _add(self.forms, _perfect_of(title, words), title.ref)
        of_any = _of_any_work(words)
        self.telling = {form: refs for form, refs in self.forms.items() if form not in of_any}
        """Of them what is no word for any work, as 完成 is; and Chinese verbs of one character → refs."""
        for title in titles:
            _add(self.telling, [*_short_verbs_of(title.verb, words), *_verbs_alone(title)], title.ref)
        self.single = {title.ref: verbs for title in titles if (verbs := _verbs_alone(title))}
        """Ref → the characters that can be the verb of a Chinese title: 租, of 租三套军装."""
        self.going_on: dict[str, frozenset[str]] = {}
        """Words in -ing for what is being done, of English titles → refs."""
        for title in titles:
            verb = _verb_of(title)
            # I'm sending it now: it is all but sent
            gives = any(form in of_any for form in perfect_forms(verb, words.perfect))
            forms = () if gives else gerunds(verb)
            _add(self.going_on, forms, title.ref)
            if particle := _particle(title):
                _add(self.going_on, [f"{form} {particle}" for form in forms], title.ref)
        self.second = {title.ref: second_verb_forms(title, words) for title in titles}
        """Of titles that ask for two things what says that the second was done; none of others."""
        self._alone = {form: refs for form, refs in self.forms.items() if _is_alone(form, words)}

    def is_alone(self, form: str, ref: str = "") -> bool:
        """Whether a form is that of one character: 写了, 已写; of one item, where its `ref` is given."""
        verb = _THAT_IT_WAS_DONE.sub("", form)
        of = [self.single.get(ref, "")] if ref else self.single.values()
        return len(verb) == 1 and any(verb in verbs for verbs in of)

    def tells_at(self, text: str, at: int, end: int, refs: frozenset[str]) -> bool:
        """已申报, of 申报货柜: whether a verb that titles begin with names nothing there, but says that it was done."""
        if not refs <= self._alone.get(text[at:end], frozenset()) or _RESULT.match(text, end):
            return False
        if _WAS_DONE.search(text, 0, at):
            return True
        return _HAS_DONE.match(text, end) is not None and not _SENT.search(text, 0, at)

    def before_verb_done(self, text: str, at: int, end: int, refs: frozenset[str]) -> int:
        """整理|归档了, of 档案整理归档: where the name of an item ends before the verb that ends its title, and that is
        said to have been done; else its end."""
        verb = end - _VERB
        ends = text[verb:end] in _endings() and refs <= self.forms.get(text[verb:end], frozenset())
        return verb if ends and verb - at >= _VERB and _HAS_DONE.match(text, end) else end


_VERB = 2
"""Characters of a Chinese verb."""
_THAT_IT_WAS_DONE = re.compile("^已经?|[完好妥齐毕过到]*[了啦]?$")


@lru_cache(maxsize=8)
def _of_any_work(words: Vocabulary) -> frozenset[str]:
    return frozenset((*words.of_kind("done"), *words.of_kind("hand-over")))


def _add(found: dict[str, frozenset[str]], forms: Iterator[str] | Sequence[str], ref: str) -> None:
    for form in forms:
        found[form] = found.get(form, frozenset()) | {ref}


def _perfect_of(title: Title, words: Vocabulary) -> Iterator[str]:
    """Closed out, of `close out the file`; fixed, of `repair the swings`."""
    verb = _verb_of(title)
    once_more = verb[2:] if verb.startswith("re") and verb[2:] in _verbs() else ""  # painted, of `repaint the steps`
    ends = (_noun_of_a_verb(title), _ending_verb(title))
    joined = _second_verb(title)
    verbs = (verb, joined, _glossary_verbs().get(verb, ""), *ends, once_more, *_alike().get(verb, ()))
    forms = [form for verb in verbs for form in perfect_forms(verb, words.perfect)]
    yield from forms
    yield from _short_forms(verb, words)
    yield from _forms_alone(title)
    if particle := _particle(title):
        yield from (f"{form} {particle}" for form in forms)
    if again := _AGAIN.match(title.text):
        yield from (f"{again[1]}{form}" for form in perfect_forms(again[2], words.perfect))
    if (had := _HAD_DONE.match(title.text)) and not title.is_thing:
        yield had[1]


def _verb_of(title: Title) -> str:
    """Clean, of `deep clean the kitchen`, whose first word only tells in what way."""
    words = LATIN_WORD.findall(title.text) if title.verb and title.text.isascii() else []
    in_two = len(words) > 2 and words[0] in _ways() and words[1] in _verbs()
    return words[1] if in_two else title.verb


@cache
def _ways() -> frozenset[str]:
    return frozenset(read_words("titles", "en")["ways"])


def _second_verb(title: Title) -> str:
    """Return, of `sign and return the lease`: what is joined to a verb is one, too."""
    joined = _JOINED.match(title.text) if title.verb else None
    return joined[1] if joined and not _verbs().isdisjoint((title.verb, joined[1])) else ""


def second_verb_forms(title: Title, words: Vocabulary) -> Sequence[str]:
    """Returned, of `sign and return the lease`; 寄回, 寄 and 回, of 签署并寄回合同."""
    if title.text.isascii():
        return perfect_forms(_second_verb(title), words.perfect)
    joined = _JOINED_HAN.match(title.text) if title.verb else None
    return (joined[1], *joined[1]) if joined else ()


_JOINED = re.compile(r"[a-z]{3,} (?:and|&) ([a-z]{3,})\b")
_JOINED_HAN = re.compile("[\u4e00-\u9fff]{2}(?:并且?|和|及|、|后)([\u4e00-\u9fff]{2})")
_AGAIN = re.compile(r"(re-)([a-z]{3,})")
"""Re-recorded, of `re-record the announcement`."""
_HAD_DONE = re.compile(r"(?:get|have) (?:the |our |all |my )?(?:[a-z'-]+ ){1,4}?([a-z]{3,}ed(?: (?:off|up|out))?)\b")
"""Signed off, of `get the lease signed off by legal`."""


_AROUND_A_VERB = ("{}了", "已{}", "已经{}", "{}过了")
_AROUND_A_SHORT_VERB = (*_AROUND_A_VERB, "{}来了", "{}回来了", "{}到了")
_AROUND_A_VERB_ALONE = (*_AROUND_A_VERB, "{}完了", "{}好了")


def _short_forms(verb: str, words: Vocabulary) -> Iterator[str]:
    """买了, 已买 and 买回来了, of 购买: one character of a Chinese verb that is a verb alone, and that it was done."""
    for short in _short_verbs_of(verb, words):
        yield from (around.format(short) for around in _AROUND_A_SHORT_VERB)


def _short_verbs_of(verb: str, words: Vocabulary) -> Sequence[str]:
    if verb.isascii():
        return ()
    alone = words.of_kind("made")
    return [short for short in dict.fromkeys((*verb, *_short_verbs().get(verb, ()))) if short in alone]


def _verbs_alone(title: Title) -> str:
    """The characters that can be the verb of a Chinese title: 租, of 租三套军装; of 给捐赠人写感谢信 all behind the one
    whom it is for, of which people say only the verb with 了."""
    text = title.text
    if title.is_thing or len(text) < _SHORTEST_HAN or text[0] < _FIRST_HAN or text[:_VERB] in _endings():
        return ""
    first = text[_SHORTEST_RECEIVER:_LONGEST_RECEIVER] if text[0] in _receivers() else text[0]
    return "".join(char for char in dict.fromkeys(first) if char >= _FIRST_HAN and char not in _never_alone())


def _forms_alone(title: Title) -> Iterator[str]:
    """租了, 已租, 租到了. To have looked for something is not to have found it: of 找 only 找到了."""
    for verb in _verbs_alone(title):
        yield from (around.format(verb) for around in _AROUND_A_VERB_ALONE)
    if not title.is_thing and title.text[:1] in _obtained():
        yield f"{title.text[0]}到了"


_SHORTEST_RECEIVER, _LONGEST_RECEIVER = 2, 12
"""Characters, with the word before it; and of title and receiver."""
_FIRST_HAN = "\u4e00"
_SHORTEST_HAN = 2
"""Characters of a title with a verb."""


@cache
def _receivers() -> frozenset[str]:
    return frozenset(read_words("titles", "zh")["receivers"])


@cache
def _never_alone() -> frozenset[str]:
    return frozenset(read_words("titles", "zh")["never-alone"])


def obtains_another(text: str) -> bool:
    """找到线索了 (found a clue): whether what stands behind the verb is what was obtained; not 送到前台了, to whom it
    was brought, nor 找到三个了, which a count tells."""
    return _obtaining().search(text) is not None


@cache
def _obtaining() -> re.Pattern[str]:
    return re.compile(rf"[{''.join(_obtained())}]到(?![了位手\d一二两三四五六七八九十百])[^\W\d_]")


@cache
def _obtained() -> frozenset[str]:
    return frozenset(read_words("titles", "zh")["obtained"])


def is_no_short_verb(form: str, text: str, at: int) -> bool:
    """已清 in 已清理, 盘了 in 该盘了 (has to be counted now): no verb of one character that was done."""
    if not _OF_ONE.fullmatch(form):
        return False
    goes_on = form.startswith("已") and _GOES_ON.match(text, at + len(form)) is not None
    return goes_on or _TO_COME.search(text, 0, at) is not None


@cache
def _short_verbs() -> Mapping[str, Sequence[str]]:
    shorter: dict[str, Sequence[str]] = read_words("titles", "zh")["shorter"]
    return shorter


def _is_alone(form: str, words: Vocabulary) -> bool:
    """Whether no word of the grammar is read in a Chinese verb: not 校准 (准: granted)."""
    return not (form.isascii() or any(token.within(_SAYS) for token in words.tokens(f"{form}了")))


_SAYS = STATEMENTS | kinds("percent negated more-time yes no")


def _particle(title: Title) -> str:
    """Out, of `close out the file`."""
    behind = title.text[len(title.verb) :].split() if title.verb and title.verb.isascii() else []
    return behind[0] if behind and behind[0] in _particles() else ""


@cache
def _particles() -> frozenset[str]:
    return frozenset(read_words("titles", "en")["particles"])


@cache
def _alike() -> Mapping[str, Sequence[str]]:
    groups = read_words("titles", "en")["alike"]
    return {verb: [other for other in group if other != verb] for group in groups for verb in group}


def _noun_of_a_verb(title: Title) -> str:
    """Order, of Easter craft order; replace, of boiler replacement: what a title that begins with no verb ends with,
    where it is one as well, or the noun of one."""
    words = LATIN_WORD.findall(title.text)
    if title.is_thing or len(words) < 2 or title.verb in _verbs() or not title.text.isascii():
        return ""
    return words[-1] if words[-1] in _verbs() else verbs_of_nouns().get(words[-1], "")


def _ending_verb(title: Title) -> str:
    """补齐, of 单元测试补齐, which names its thing first."""
    ends = title.text[-2:]
    return ends if ends in _endings() and title.verb not in _endings() and not title.is_thing else ""


@cache
def _endings() -> frozenset[str]:
    return frozenset(read_words("titles", "zh")["endings"])


def is_noun(word: str, words: Vocabulary) -> bool:
    """Boiler service: a title that begins with no verb that is known begins with a noun; one that says something of its
    own as well (risk, team) tells nothing."""
    plain = all(token.kinds == _PLAIN for token in words.tokens(word))
    return plain and word not in words.perfect and word not in _verbs()


_PLAIN = frozenset({"text"})


@cache
def _verbs() -> frozenset[str]:
    kinds_of_reply = read_words("reply", "en")["kinds"]
    known = (word for kind in ("examining", "works", "base") for word in kinds_of_reply[kind])
    done = (word for words in read_words("operations", "en")["operations"].values() for word in words)
    return frozenset((*read_words("titles", "en")["verbs"], *known, *done))


@cache
def _glossary_verbs() -> Mapping[str, str]:
    verbs: dict[str, str] = read_words("glossary", "zh")["verbs"]
    return verbs


_ANEW = "re"


def perfect_forms(verb: str, irregular: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Past tense and participle of an English verb; a Chinese one is its own."""
    if not verb or not verb.isascii():
        return (verb,) if verb else ()
    if verb in irregular:
        return tuple(irregular[verb])
    if verb.startswith(_ANEW) and verb[2:] in irregular:  # rewound, of rewind
        return tuple(f"{_ANEW}{form}" for form in irregular[verb[2:]])
    if verb.endswith("e"):
        return (verb + "d",)
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return (verb[:-1] + "ied",)
    return (verb + "ed", verb + verb[-1] + "ed")
