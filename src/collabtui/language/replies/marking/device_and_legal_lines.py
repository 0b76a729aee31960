"""Lines of devices (Sent from my iPhone) and of lawyers in a reply, apart from what was said before them in the same
line.

`1 done. Sent from my iPhone` says that 1 is done; `1 sent via courier` has no line of a program in it.
"""

from typing import NamedTuple

from collabtui.language.replies.marking.marking import Marked

_ENDS = frozenset(".。!?;,|-—")
_ANY_CONTENT = ("content", "contents", "the content", "the contents", "notes", "内容", "记录", "as is")
"""What the words of a mail are called in disclaimers as well."""
_IDLE = ("greeting", "thanks", "mark", "closing")


class Spoken(NamedTuple):
    """`said` is what a person wrote of a block; None where a program or a lawyer wrote all of it. `certain`: it cannot
    be anything else (Sent with Spark, sent via courier)."""

    content: Marked | None
    is_cut: bool = False
    certain: bool = True


def spoken(marked: Marked) -> Spoken:
    """The part of a block that a person wrote."""
    at = next((at for at, token in enumerate(marked.tokens) if "boilerplate" in token.kinds), None)
    if at is None:
        return Spoken(marked)
    token, before = marked.tokens[at], marked.tokens[:at]
    if not token.of("device"):
        # 1 保密协议已签 (the NDA is signed): a line that names an item is no disclaimer
        return (
            Spoken(marked)
            if _names_item(marked)
            else Spoken(None, certain=not (_is_of_minutes(marked) or _is_of_writer(marked)))
        )
    if all(one.of(*_IDLE) for one in before):
        return Spoken(None, certain=not token.of("device-or-way"))
    if token.of("device-or-way") and before[-1].text not in _ENDS:
        return Spoken(marked)
    return Spoken(_until(marked, at), is_cut=True)


def _names_item(marked: Marked) -> bool:
    first = marked.tokens[0]
    return any(one.start == first.start and one.how in ("number", "ref") for one in marked.mentions)


def _is_of_minutes(marked: Marked) -> bool:
    """此邮件不代表我同意纪要 (this mail does not mean that I agree to the minutes): no program writes of them."""
    return any(token.of("minutes") and token.text not in _ANY_CONTENT for token in marked.tokens)


def _is_of_writer(marked: Marked) -> bool:
    """网上的保密培训我完成了 (I have finished the training on secrecy): no lawyer writes of what he has done."""
    done = any(token.of("done") and not token.text.isascii() for token in marked.tokens)
    return done and any(token.text == "我" for token in marked.tokens)


def _until(marked: Marked, at: int) -> Marked:
    end = marked.tokens[at].start
    return marked._replace(
        tokens=marked.tokens[:at],
        mentions=[one for one in marked.mentions if one.start < end],
        days=[one for one in marked.days if one.start < end],
    )
