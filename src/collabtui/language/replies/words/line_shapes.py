"""The shape of a line, before its words: cells, and values behind a slash or an equals sign.

What stands for a separator becomes one that the grammar reads, in as many characters: places stay what they are.
"""

import re

from collabtui.language.late_patterns import late_regex
from collabtui.language.lexicon import read_words

_VALUE = late_regex(r"(?<![\w/.-])(a\d{1,6}|\d{1,2}|item \d{1,2}|第\d{1,2}[项条])( ?)[/=](?= ?(?:[^\W\d]|\d{1,3} ?%))")
_STATE = late_regex(r"(?<![\w/.-])(\d{1,2})= ?ok(?![a-z])")
_TICKED = late_regex(r"\[[x✓✔√]\]")
_UNTICKED = late_regex(
    r"\[ ?\]|☐(?=[^☐☑✔\n]*(?:\b(?:done|finished|completed?|closed|ok)\b|(?<![未没不])完成|搞定|做完|办完|100 ?%))"
)
_OF_A_LINE = late_regex(
    r"^( *\d{1,2})[.)](?= +(?:a\d{1,6}|\d{1,2})"
    r"(?: +(?:(?:is|are) )?(?:done|finished|completed?|closed|ok)\b| ?项?(?:已|已经)?(?:完成|搞定|做完|办完)))"
)
_NEXT = late_regex(
    r"(?<=[^\s\d]) / (?=(?:a\d{1,6}|\d{1,2}|item \d{1,2})(?:[).:：、 ] ?)\S)|(?<=%) / (?=a?\d{1,6}[).: ])"
    r"|(?<=[^\s\d])/(?=(?:a\d{1,6}|\d{1,2}): ?[^\W\d])"
)
_REFUSAL = late_regex(r"(?<![a-z])no\.(?= *[^\d\s#]|$)")
_REFUSED_ITEM = late_regex(r"(?<![\w/.])(a?\d{1,2}(?:[:.)=]| ?[-—–])? {0,2})no\.(?= *(?:#|a?\d))")
_ONE = r"(?:第|item |no\. ?|#)?a?\d{1,3}(?!\d)(?: ?[项条])?"
_REFUSED_NEXT = late_regex(
    r"(?<![\w/.])(a?\d{1,2}[:.)]? ?)(no|nope|nah)((?: nope| no)*)(?:[ ,](?= ?a?\d{1,2}\b(?! ?[-/.]\d))|(?=[\s.!]*$))"
)
_SOME = rf"{_ONE}(?: ?(?:,|、|和|及|&|and|[-~到至]) ?{_ONE}){{0,20}}"
_BEFORE_MARK = r"(?= ?(?:[,;.!:)]|$))"
_EXCEPTED_BEHIND = late_regex(
    rf"(?:(?<![\w.])|(?<=[\u4e00-\u9fff]))(?P<items>{_SOME})"
    rf"(?:(?: is| are)? (?:excepted|excluded)|(?P<han>除外)){_BEFORE_MARK}"
)
_EXCEPT = r"(?:except(?: for)?|apart from|but not|other than|excluding|all but|除了|除|不含|不包括)"
_EXCEPTED_IN_BRACKETS = late_regex(rf"\((?P<all>{_EXCEPT} ?{_SOME} {{0,3}})\)")
_EXCEPTED_APART = late_regex(
    rf"(?<=[^\W_])(?P<mark> ?[.;!。；！…–—-]{{1,3}} ?)(?={_EXCEPT} ?{_SOME}(?:以外|之外|外)?[\s.!。！]*$)"
)
"""All done. Except 2: an exception that says nothing else is one to what stands before it."""
_EXCEPTED_LINE = late_regex(
    rf"\W*{_EXCEPT} ?(?:item |no\.? ?|第)?(?P<items>\d{{1,2}}(?: ?(?:,|、|和|及|&|and) ?\d{{1,2}})*)项?(?:以|之)?外?"
    r"(?![\d%])"
)
_NUMBER = late_regex(r"\d+")
_NAMED = late_regex(
    r"(?<=[^\W\d])/(?=\d{1,3} ?%"
    r"|(?:已?完成|进行中|受阻|暂停|未[^\s/,;]{1,3}|done|in progress|not started|blocked|ongoing)"
    r"(?: |$|[,;，；。]))"
)
_BEHIND_TICK = late_regex(r"(?<=[^\W_][✅☑✔]) (?=[^\W_])")
_FACE = late_regex(
    r"(?<=[\u4e00-\u9fff])(?:\[[\u4e00-\u9fff]{1,4}\]|[\U0001f300-\U0001faff]\ufe0f?)+(?=[\u4e00-\u9fff]{3})"
)
_ABOUT = late_regex(r"(?:(?<=\A)|(?<=[.!?;] ))about(?= (?:item |no\.? ?|#)?\d{1,2} ?:)")
"""About 3: …, as a heading; about 3 days is a guess."""
_BEGINS = r"(?:(?<=\A)|(?<=[.!?;,\n] )|(?<=\band ))"
_FOR_THE = late_regex(
    rf"{_BEGINS}for the (?=[1-9](?: ?[,:]| (?:it|it's|its|i|i'm|i've|i'll|we|we're|we've|that's|ok|done)\b))"
)
"""For the 1, it's ok, as in French (pour le 1); not for the 2 men."""
_THE = late_regex(
    rf"{_BEGINS}the (?=[1-9] (?:is|was|has been) (?:already )?(?:done|finished?|completed?|in progress)\b)"
)
_CHEER = late_regex(
    r"(?<=[^\W\d_]) ?(?:[\U0001f600-\U0001f64f\U0001f389\U0001f44c-\U0001f44f\U0001f4aa\U0001f923]"
    r"|\[[\u4e00-\u9fff]{1,4}\])+"
    r" (?=[^\W\d_]{2}[^,.;!?]*[^\W\d_ ]{3})"
)
"""A face or a thumb between two clauses of words: camera installed 👍 climbers trained."""
_NOW = late_regex(r"(?<=[第\d一二三四五六七八九十个])项目前(?![期景途面后端置台者一二两几])")
_ODD = late_regex(r"(\d\d)-odd (?:percent|per cent|%)")
_MONTHS = [name for names in read_words("dates", "en")["month"].values() for name in names if name != "may"]
_DAY_OF_MONTH = late_regex(rf"(\b(?:the|on|to|by|until|till|for|from) \d{{1,2}})\.(?= (?:{'|'.join(_MONTHS)})\b)")
_WIDE = late_regex(r"  +(?=\S)")
_EMPTY = late_regex(r"(?<=\|)( ?)(?:无|-|—|/|n/a|none|nil|没有|nothing)( ?)(?=\||$)")


def shaped(text: str) -> str:
    """A folded text; `A1/完成` (done) is `A1:完成`, a cell with 无 (none) is an empty one."""
    if "/" in text or "=" in text:
        # 1=ok: in a list of states it is a tick
        text = _STATE.sub(lambda match: f"{match[1]}:".ljust(len(match.group()) - 1) + "✔", text)
        text = _NEXT.sub(lambda match: ";".center(len(match.group())), _VALUE.sub(r"\1\2:", text))
        named = _NAMED.sub(":", text)
        if named != text:
            # 报价单/完成  代理商/70%: cells are apart
            text = _WIDE.sub(lambda match: ";".ljust(len(match.group())), named)
    if text.lstrip()[:1].isdecimal():
        # 1. 2 done: line 1 says that 2 is done, or both are; it is asked
        text = _OF_A_LINE.sub(r"\1?", text)
    if "[" in text or "☐" in text:
        # an empty box denies what stands beside it; ☐ 测试（在做，20%） says by itself how far it is
        text = _UNTICKED.sub(lambda match: "未".ljust(len(match.group())), _TICKED.sub(" ✔ ", text))
    if "no" in text or "nah" in text:
        text = _with_refusals(text)
    if any(one in text for one in ("except", "exclud", "apart from", "除", "(")):
        text = _EXCEPTED_IN_BRACKETS.sub(r",\g<all> ", _EXCEPTED_BEHIND.sub(_excepted_before, text))
        text = _EXCEPTED_APART.sub(lambda match: ",".ljust(len(match["mark"])), text)
    if not text.isascii():
        # 去不了[捂脸]让梁浩替我 (can't, with a face): one sentence ends there
        text = _FACE.sub(lambda match: ",".ljust(len(match.group())), text)
        text = _CHEER.sub(lambda match: ";".ljust(len(match.group())), text)
    if "✅" in text or "☑" in text or "✔" in text:
        # 素材✅ 预算: two items
        text = _BEHIND_TICK.sub(";", text)
    if "about " in text:
        text = _ABOUT.sub("re   ", text)
    if "the " in text:
        text = _THE.sub("no. ", _FOR_THE.sub("item    ", text))
    if "-odd " in text:
        # 60-odd percent
        text = _ODD.sub(lambda match: f"{match[1]}%".ljust(len(match.group())), text)
    if "项目前" in text:
        # 第2项目前四成 (item 2 is at 40 % now), not 项目 (project)
        text = _NOW.sub("项当前", text)
    if ". " in text:
        # the 20. March, as in German
        text = _DAY_OF_MONTH.sub(r"\1 ", text)
    if "|" in text:
        text = _EMPTY.sub(lambda match: " " * len(match.group()), text)
    return text


def excepted_numbers(text: str) -> frozenset[int]:
    """The numbers that a line begins by leaving out: Except 2 and 3; Except 2, which is late."""
    found = _EXCEPTED_LINE.match(text)
    return frozenset(map(int, _NUMBER.findall(found["items"]))) if found else frozenset()


def _excepted_before(match: re.Match[str]) -> str:
    """2除外 (2 excepted) as 除2, and 2 excepted as except 2."""
    return f"{'除' if match['han'] else 'except '}{match['items']}".ljust(len(match.group()))


def _with_refusals(text: str) -> str:
    """The text in which a no that answers for an item stands apart from the next one."""
    # no. 2 is a number; No. We are away: a refusal
    text = _REFUSAL.sub("no;", text)
    # 1: yes. 2: no. 3: half way: right behind an item it answers for that one
    text = _REFUSED_ITEM.sub(r"\1no;", text)
    # 1 done 2 nope 3 70%
    return _REFUSED_NEXT.sub(_refusal, text)


def _refusal(match: re.Match[str]) -> str:
    """2 nope 3 as 2 no; 3, in as many characters."""
    ends = match.group()[-1] in " ,"
    return f"{match[1]}no".ljust(len(match.group()) - ends) + ";" * ends
