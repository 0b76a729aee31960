"""Numbers that are the writer's own: 2、接口文档已提交, where our number 2 is another item; tickets: 2 closed."""

from collections.abc import Sequence

from collabtui.language.replies.items.item_numbers import Mention, Numbered
from collabtui.language.replies.items.title_match import TitleMatch
from collabtui.language.replies.words.vocabulary import HAPPENED, Token, kinds

_MARKS = ("、", ".", ")")
_ALONE = 2
"""Tokens of a row that is a heading."""
_NUMBERS = ("number", "amount")
_TELLS = HAPPENED | kinds("perfect percent started blocked postpone")


def numbers_himself(
    numbered: Numbered, tokens: Sequence[Token], titles: Sequence[TitleMatch], mentions: Sequence[Mention]
) -> bool:
    """Whether a row begins with a number and the title of another own item."""
    if len(tokens) < _ALONE or not mentions or mentions[0].how != "number" or mentions[0].start != tokens[0].start:
        return False
    if not tokens[0].text.endswith(_MARKS) or mentions[0].problem == "unclear-item":
        return False
    match = next((one for one in titles if one.start == tokens[1].start), None)
    if match is None or len(match.refs) != 1 or not match.refs <= numbered.own or match.refs & set(mentions[0].refs):
        return False
    behind = tokens[_ALONE] if len(tokens) > _ALONE else None
    return match.whole or behind is None or behind.text == ":" or behind.within(_TELLS)


def tallies(tokens: Sequence[Token], mentions: Sequence[Mention]) -> bool:
    """Whether the numbers of a row count what its label names, `tickets: 4 open, 2 closed`: the label names what is
    counted and no item, or beside others one of the numbers is nobody's."""
    colon = next((at for at, token in enumerate(tokens) if token.text == ":"), 0)
    if not colon or mentions[0].start < tokens[colon].start or any(one.how not in _NUMBERS for one in mentions):
        return False
    several = len(mentions) > 1
    return any(token.of("tallied") for token in tokens[:colon]) or (
        several and any(one.problem == "out-of-range" for one in mentions)
    )
