"""A question that stands beside a yes and only wants to know something: 同意。什么时候生效？ (agreed; from when does it
hold?). One that wants the thing otherwise (能不能改到五月, could we do May), doubts it, or asks who pays for it, is no
such question."""

from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.own_grammars.objections_in_own_words import is_conditional, objects
from collabtui.language.replies.taking_back.pending import is_pending

_OTHERWISE = late_regex(
    r"\b(?:why|about|instead|rather|really|sure|serious|alternatively|otherwise|earlier|later|sooner|postpone|move|change"
    r"|shift|push|keep|wait|skip|drop|reconsider|still|but|not|no|never|without|or)\b|n't\b"
    r"|\b(?:pay|pays|paying|paid|budget|cost|costs|money|funds?|funding|bears?|charged?)\b|预算|费用|经费|钱|谁出|买单|承担"
    r"|\b(?:could|can|should|shall|would|may|might) (?:we|i|it|this|that|the)\b"
    r"|为什么|为何|为啥|凭什么|怎么不|何必|真的|难道|确定|靠谱|必要|提前|推迟|延|换|改|调整|晚|早|缓|取消|先不|不能|不要|不会"
    r"|^(?:(?:all |is that |that's )?(?:right|correct|true|yes|ok|okay)|是吧|对吧|是吗|对吗|是不是|对不对)$"
    r"|可以吗|可以不|行吗|成吗|妥吗|能不能|可不可|可否|能否|行不行|好不好|要不|是否可以|是不是可以|还是|或者|但|不过|没|太"
)
_SHORTEST = 3
"""Characters: 呢, eh?"""


def only_wants_to_know(text: str) -> bool:
    """Whether a folded question asks for nothing but to be told."""
    plain = text.strip(" ?？,.。")
    if len(plain) < _SHORTEST or _OTHERWISE.search(plain):
        return False
    return not (objects(plain) or is_conditional(plain) or is_pending(plain))
