"""A no in the words of whoever says it: that a day does not work, that nobody is there, that it had better stay."""

from collabtui.language.late_patterns import late_regex

_DENIED = late_regex(
    r"\b(?:no|not|never|nothing|without|isn't|aren't|doesn't|don't|wasn't|wouldn't|won't|hardly|if|unless|whether)"
    r"\b(?: (?!(?:and|so|but|please)\b)\w+){0,2} ?$"
)
"""Before a word of difficulty: there is none."""
_DENIED_HAN = late_regex(r"(?:没有?|不|无|未)(?:什么|任何|太大|太|需要?|用|必|再|算|觉得|存在|有|会)*$")
"""The same, directly before it: 没有不足, 不缺人, 无需推迟."""
_REFUSES = late_regex(
    r"\b(?:can't|cannot|can not|couldn't|won't be able to|(?:am|are|is|'m|'re) (?:not able|unable) to|not able to)"
    r" (?:really |possibly )?(?:do|make|move|support|accept|manage|host|hold|staff|attend|shift|take|commit|spare|"
    r"provide|afford|work|join|advance|deliver|change|go along|go with|get|meet|release)\b"
    r"|\b(?:doesn't|does not|don't|do not|won't|will not|wouldn't|would not|can't|cannot|isn't going to) (?:really )?"
    r"(?:work|suit|fit|fly|do for us)\b"
    r"|\b(?:am|are|is|'m|'re|be) (?:strongly |firmly |rather )?(?:against|opposed to)\b"
    r"|\b(?:not|isn't|aren't|never) (?:really |at all |very )?(?:in favou?r|feasible|workable|possible|doable|suitable|"
    r"acceptable|realistic|convenient|ideal|keen|happy|comfortable|a good (?:idea|date|day|time))\b"
    r"|\b(?:would|'d) (?:much |really )?(?:rather|prefer|sooner) (?:not|we didn't|(?:to )?(?:keep|stay|stick|leave)|"
    r"the (?:original|old|current|existing))\b"
    r"|\b(?:please )?(?:don't|do not) (?:move|change|shift|bring it forward)\b"
    r"|^ ?please (?:don't|do not)(?: do (?:it|this|that))? ?$"
    r"|\b(?:bad|terrible|poor) (?:idea|date|day|time)\b"
    r"|\b(?:wouldn't|would not|don't|do not|can't|cannot)"
    r" (?:recommend|advise|think (?:we|this|it) (?:should|is a good))\b"
)
_TROUBLES = late_regex(
    r"\btoo (?:early|soon|late|tight|short|risky)\b|\b(?:clash(?:es)?|conflicts?) with\b|\bimpossible\b|\bnot enough\b"
    r"|\b(?:disagree|object|oppose|reject|decline)s?\b|\b(?:is|are|be) (?:a|quite a|a real) problem (?:for|with)\b"
)
_REFUSES_HAN = late_regex(
    r"不(?:太|大)?(?:建议|赞成|主张|推荐|希望|愿意|想)(?:改|提前|推迟|变|调|这|动|换|搬|做|参|$|[,;。])"
    r"|不(?:太|大)?(?:合适|妥|方便|现实|可行)|(?<!如果)(?<!要是)不行|(?<!不是)不(?:能|予|会)?(?:支持|赞成|同意(?!见)|接受|批准|认可)"
    r"|(?:订|租|借|抽|调|派|腾|安排|请|找|做|办|改|动|赶|接受|支持|参加|配合|保证|来|到|去)不(?:到|了|出|上|起|及)"
    r"|(?:^|[,;。])[^,;。不]{0,6}(?:没有?|无)(?:多余|富余|空余|空闲|合适|闲置)?的?(?:人手|人员|人|设备|预算|名额|档期)"
    r"(?:可派|可用|可调|可给|可以派|能派)?了?(?=[,;。!]|$)"
    r"|(?:没法|无法|没办法|不能)(?:按|在|改|提前|支持|配合|接受|参加|做|安排|保证|调|派|出)"
    r"|(?:别|不要|不用|不必)(?:改|提前|推迟|动|变|调)"
    r"|(?:维持|保持)原|(?:按|用)原(?:来的|定|计划|方案|日期)|(?<!不)(?<!没)(?<!无)(?<!没有)(?<!没人)(?<!无人)(?<!有人)反对"
)
_TROUBLES_HAN = late_regex(
    r"太(?:赶|早|晚|紧|仓促|急)|有困难|有难度|很难|难以|(?<!不)(?<!没)(?<!没有)(?<!无)冲突|撞(?:上|期|车|档)|人手不够|忙不过来|(?:订|借|占|租)(?:走|满)了?"
)
_NO_MORE = late_regex(
    r"[做拿作定]不了(?:主|决定|主意)|说了不算|没有?(?:太大)?困难|不难|不太(?:赶|早|晚|紧|急)|不(?:会|至于)[^,;。]{0,3}不|上次|去年|之前|原先|本来|不是不|没什么不"
)
_WEIGHS = late_regex(
    r"但(?!是?(?:不|没|无|恐|很))|不过(?!不)|\bbut (?:we |i )?(?:can|could|will|are fine|agree|it's ok)"
    r"|\b(?:last (?:time|year)|otherwise)\b"
)
"""What may stand behind a difficulty: it is done all the same; or it was so once."""


_NO_REASON = late_regex(
    r"(?:\bno|n't|\bnot|\bnever|\bcannot)\b[^.;,]{0,30}\breasons?\b[^.;,]{0,20}"
    r"\b(?:object|oppose|reject|decline|say no)\b"
    r"|(?:没有?|无|想不出|找不到|看不出)[^，。,;]{0,6}(?:理由|原因|必要)[^，。,;]{0,4}(?:反对|不同意|不支持|拒绝)"
    r"|(?:没有?|无|想不出|找不到|看不出)[^，。,;]{0,6}(?:反对|不同意|不支持|拒绝)的?(?:理由|原因)"
)
"""No reason to object, 想不出反对的理由: a no that is denied."""
_CONDITION = late_regex(r"\b(?:if|unless|provided|once|until)\b|如果|要是|除非|假如|若是|倘若")


def is_conditional(text: str) -> bool:
    """Whether what stands beside the folded clause holds only then; not 提前的话更紧张, which tells what would come."""
    return _CONDITION.search(text) is not None


def is_denied(before: str) -> bool:
    """Whether what stands before a word of difficulty, or of what is wanted otherwise, says that there is none."""
    return _DENIED.search(before.rstrip() + " ") is not None or _DENIED_HAN.search(before) is not None


def objects(text: str) -> bool:
    """Whether a folded clause is most likely a no."""
    if any(kind.search(text) for kind in (_NO_MORE, _WEIGHS, _NO_REASON)):
        return False
    if _REFUSES.search(text) or _REFUSES_HAN.search(text):
        return True
    troubles = (found for kind in (_TROUBLES_HAN, _TROUBLES) for found in kind.finditer(text))
    return any(not is_denied(text[: found.start()]) for found in troubles)
