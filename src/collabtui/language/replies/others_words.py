"""Words of somebody else that a mail passes on: below is Bob's reply: …"""

from collabtui.language.replies.marking.marking import Marked
from collabtui.language.replies.words.vocabulary import Vocabulary

_OWN = ("i", "we", "my", "our", "我", "我的", "我们", "本人")


def passes_on(marked: Marked, words: Vocabulary) -> bool:
    """Whether a line says that what follows it is what somebody else wrote.

    What is said to somebody (回复王芳：, my reply to Bob:) is the writer's own.
    """
    if not marked.text.rstrip().endswith(":") or marked.mentions:
        return False
    others = [token for token in marked.tokens if token.of("person", "third")]
    if not others or any(token.text in _OWN for token in marked.tokens):
        return False
    answers = words.of_kind("answer-of")
    text = marked.text
    for one in others:
        before, behind = text[: one.start].rstrip(), text[one.end :]
        if before.endswith((" to", "回复", "致", "给", "答复")):
            continue
        if any(_has_word(behind, answer) or _has_word(before, answer) for answer in answers):
            return True
    return False


def _has_word(text: str, word: str) -> bool:
    if not word.isascii():
        return word in text
    return f" {word} " in f" {text.replace(':', ' ').replace(',', ' ')} "
