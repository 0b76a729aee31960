"""An invitation to comment, which is no comment: 有意见周四前反馈, comments, if any, by Thursday. The words are data,
`words/remarks.*.json`."""

import re
from functools import cache

from collabtui.language.lexicon import words_of_both
from collabtui.language.word_patterns import one_whole


def invites_comments(text: str) -> bool:
    """Whether a folded clause asks others to comment, in case they have anything to say."""
    return _invitation().match(text.strip(" ,.;:，。")) is not None


@cache
def _invitation() -> re.Pattern[str]:
    word = {kind: one_whole(words_of_both("remarks", kind)) for kind in ("comments", "if_any", "comments_kind", "give")}
    han = (
        rf"(?:{word['if_any']})?有{word['comments_kind']}*的?{word['comments']}(?:的话|的|者)?.{{0,12}}?{word['give']}"
    )
    until = rf"(?:{word['give']}|by\b|until\b|before\b)"
    latin = rf"(?:any |your )?{word['comments']},? (?:{word['if_any']},? )?(?:please )?{until}"
    return re.compile(rf"{han}|{latin}")
