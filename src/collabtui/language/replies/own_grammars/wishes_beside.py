"""A wish that stands beside a yes and takes nothing from it: 同意延期，但请提前通知客服; approved, but please tell
support first; and what it is said beside that something will do. And `no change needed` to a plan, which wishes for
nothing. They are asked back as a yes.

A wish for another day, another amount or another thing, or one without which there is no yes, is none of these.
"""

from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.own_grammars.objections_in_own_words import is_conditional, objects

_WISHES = late_regex(
    r"(?:but |though |just |only |and |also )*(?:please|kindly|pls)\b(?: do)? "
    r"|(?:但是?|不过|只是|就是|另外|同时|也|还)*,?(?:还?请|麻烦|烦请|希望|记得|务必|望)(?!假|示)"
)
_TELLS = late_regex(
    r"\b(?:tell|inform|notify|let .{2,30} know|warn|brief|update|copy|cc|remind|mention to|talk to|speak to"
    r"|check with|coordinate with|keep .{2,30} (?:posted|informed|updated)|send|share|announce|document|note|record)\b"
    r"|通知|告知|知会|告诉|提醒|同步|转告|抄送|说一声|打个?招呼|通报|沟通|发给|发一份|备案|留意|注意|做好|配合|记录|公告|说明"
)
_OTHERWISE = late_regex(
    r"\b(?:don't|do not|not|never|no|instead|rather|except|unless|until|wait|hold|stop|move|shift|change|postpone"
    r"|keep (?!.{2,30} (?:posted|informed|updated))"
    r"|delay|shorten|reduce|cut|drop|remove|replace|revise|reconsider|re-?plan|only if|again|wrong|budget|pay|cost)\b"
    r"|n't\b|先别|暂缓|别|不要|不能|不再|不是|延|推迟|推后|改|换|调整|减|删|去掉|撤|取消|重新|再议|再说|才|否则|除非|预算|费用|钱|先(?:确认|解决|批|给)"
)
_UNCHANGED = late_regex(
    r"(?:we (?:have |see |need )|there (?:is|are) )?(?:no|nothing to|not any)(?: further| other| more)? changes?"
    r"(?: needed| required| necessary| to (?:make|it|the plan|this)| from (?:us|me|our side|my side|our end)"
    r"| on (?:our|my) side| please)*"
    r"|(?:我们?|我方|这边|计划|方案)*(?:不用|不需要|无需|无须|不必|没有?什么?(?:要|需要|可)|没什么)再?(?:改动|修改|更改|调整|改)的?(?:了|地方)?"
    r"|(?:我们?|我方|这边)*(?:没有?|无)(?:修改|改动|更改|调整)(?:意见|之处|的地方)?"
)
_FINE = late_regex(
    r"no (?:problem|issue|worries)(?: at all)? (?:with|about|for) .+|.+ works(?: for us)?"
    r"|.+ (?:is|are|will be) (?:no problem|fine|ok|okay|doable)"
    r"|.{0,16}(?:没有?问题|可以承受|来得及|可以接受|能接受)(?:的|了)?"
)
_UNFINE = late_regex(
    r"\b(?:not|never|n't|only|if|unless|until|but|instead|rather|better|too|hardly)\b|n't\b"
    r"|不|没(?!有?问题)|只|如果|要是|除非|才|换|改|更"
)
_IMPACT = late_regex(r"(?:影响|对我们的影响|impact|effect)(?: on us)? ?[:：].+")
_LONGEST = 80
"""Characters of a wish."""


def wishes_only(text: str) -> bool:
    """Whether a folded clause asks its reader, once it is done, to tell somebody or to see to something."""
    plain = text.strip(" ,.;!。！")
    wish = _WISHES.match(plain) if len(plain) <= _LONGEST else None
    if wish is None or not _TELLS.search(plain, wish.end()):
        return False
    return not (_OTHERWISE.search(plain, wish.end()) or objects(plain) or is_conditional(plain))


def finds_fine(text: str) -> bool:
    """Whether a folded clause says that something that the thing brings will do (平台20号交没问题, no problem with the
    extra week), or begins to tell its impact."""
    plain = text.strip(" ,.;!。！")
    if len(plain) > _LONGEST or _UNFINE.search(plain) or is_conditional(plain):
        return False
    return _FINE.fullmatch(plain) is not None or (_IMPACT.fullmatch(plain) is not None and not objects(plain))


def wants_no_change(text: str) -> bool:
    """Whether a folded clause says no more than that nothing has to be changed."""
    return _UNCHANGED.fullmatch(text.strip(" ,.;!。！")) is not None
