"""Ways of having no objection: asked by oneself and denied (Object? No, not at all), a concession (推就推吧: later
then, so be it), and that it makes no difference to the writer. The words are data, `words/remarks.*.json`.

Beside a yes they take nothing from it; it is asked back with them."""

from collabtui.language.late_patterns import late_regex
from collabtui.language.word_patterns import whole_words

_CONCEDES = late_regex(r"(?:那|那么)?(?P<what>[\u4e00-\u9fff0-9]{1,8}?)就(?P=what)(?:吧|呗|了)?")
_MARKS = " ,.;:!?，。；：！？"
_ON_BOARD = late_regex(
    r"(?:we|i)(?:'re| are|'m| am)? (?:fully |all |quite )?(?:on board|happy|fine|ok|okay|good|comfortable|at ease)"
    r" with (?:the|this|that|your) \w+(?: \w+)?"
)


def asks_for_objections(text: str) -> bool:
    """Whether a folded clause is the question whether there is an objection."""
    return whole_words("remarks", "asks_objection").fullmatch(text.strip(_MARKS)) is not None


def denies_objections(text: str) -> bool:
    """Whether a folded clause answers that question: there is none."""
    return whole_words("remarks", "denies_objection").fullmatch(text.strip(_MARKS)) is not None


def makes_no_difference(text: str) -> bool:
    """Whether a folded clause concedes the thing, or says that it makes no difference to its writer."""
    plain = text.strip(_MARKS)
    if _CONCEDES.fullmatch(plain) or _ON_BOARD.fullmatch(plain):
        return True
    return any(whole_words("remarks", kind).fullmatch(plain) for kind in ("unaffected", "concedes"))
