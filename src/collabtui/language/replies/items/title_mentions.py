"""Items that are named by a title, or a part of one."""

from collections.abc import Sequence

from collabtui.language.replies.items.item_numbers import Mention, Numbered, Problem
from collabtui.language.replies.items.title_match import TitleMatch
from collabtui.language.replies.words.vocabulary import Token, kinds

_APART = kinds("mark joint and contrast except likewise")
"""Behind these a title may be another item's."""
_STATED = kinds("done started blocked percent accept perfect not-begun perfect-mood")
_CROSSES = ("❌", "✗", "✘", "×")
"""That it is not done, as a picture: venue ✅ badges ❌."""
_LONGEST_WORD = 2
"""Characters, of Chinese."""
_LONGEST_LED = 3
"""Tokens."""
_ARTICLES = ("a", "an", "another", "some")


def title_mentions(
    numbered: Numbered,
    tokens: list[Token],
    titles: Sequence[TitleMatch],
    mentions: Sequence[Mention],
    others_before: Sequence[str],
) -> tuple[list[Token], list[Mention]]:
    """Titles as mentions of items; one that only repeats what was named before it is a name. `others_before`: words
    before a thing that is called so as well, and is another."""
    found: list[Mention] = []
    head = _heading(tokens, titles)
    for match in titles:
        at = next((i for i, token in enumerate(tokens) if token.start == match.start and token.of("title")), None)
        if at is None:
            continue
        own, others = match.refs & numbered.own, match.refs - numbered.own
        if match.translated and (others or len(own) != 1 or _heads_another(tokens, at, mentions, match)):
            # a word like test may be about anything
            tokens[at] = tokens[at]._replace(kinds=kinds("text"))
            continue
        named = _named_within(tokens[:at], (*mentions, *found))
        if named and not own & set(named.refs) and _states_apart(tokens, at):
            named = None
        if (named and own & set(named.refs) and (named.how != "title" or named.start == tokens[at - 1].start)) or (
            not match.whole and _heads_another(tokens, at, mentions, match)
        ):
            tokens[at] = tokens[at]._replace(kinds=kinds("name"))
        elif not match.whole and not own & head and head and _is_a_word(match, tokens[at + 1 : at + 2]):
            # 修复登录缺陷：测试通过 (… the test passed): a word of its line, though another title has it as well
            tokens[at] = tokens[at]._replace(kinds=kinds("text"))
        elif not match.whole and (named or _no_item(tokens, at)):
            elsewhere = own and not named and _no_item(tokens, at) == "team"
            apart = named is not None and len(own) == 1 and own.isdisjoint(named.refs)
            of_text = "text elsewhere" if elsewhere else "text of-another-title" if apart else "text"
            tokens[at] = tokens[at]._replace(kinds=kinds(of_text))
            if found and named is found[-1] and named.start == tokens[at - 1].start:
                # 场地合同: the contract of the venue, or both
                found[-1] = named._replace(problem="unclear-item", refs=())
        elif found and len(found[-1].refs) == 1 and _may_be_of(match, found[-1]):
            # 坑洞已修补，照片如附件, of 完工照片: of what was named before it, and not of the other one with photos
            tokens[at] = tokens[at]._replace(kinds=kinds("name"))
        elif _is_another(tokens[:at], others_before):
            found.append(Mention(match.start, match.end, "title", problem="others-item"))
            tokens[at] = tokens[at]._replace(kinds=kinds("mention title"))
        else:
            refs, part = tuple(sorted(own)), not match.whole
            found.append(Mention(match.start, match.end, "title", refs, _problem(own, others), part=part))
            of_title = kinds("mention title translated") if match.translated else kinds("mention title")
            tokens[at] = tokens[at]._replace(kinds=of_title)
    return tokens, found


def _may_be_of(match: TitleMatch, before: Mention) -> bool:
    """Whether what several items hand in is that of the one that was named before it."""
    shared = match.within | match.refs if len(match.refs) > 1 else match.within
    return shared.issuperset(before.refs)


def without_forms_of_address(
    tokens: Sequence[Token], titles: Sequence[TitleMatch], surnames: Sequence[str]
) -> list[Token]:
    """邵护士长 (head nurse Shao), of `train the nurses`: the word names a person, and not what is to be done."""
    parts = {match.start for match in titles if not match.whole}
    found = list(tokens)
    for at in range(1, len(found)):
        if found[at].of("title") and found[at].start in parts and _is_called_so(found, at, surnames):
            found[at] = found[at]._replace(kinds=kinds("text"))
    return found


def _is_called_so(tokens: Sequence[Token], at: int, surnames: Sequence[str]) -> bool:
    name = tokens[at - 1]
    if not name.of("text") or name.text not in surnames or name.end != tokens[at].start:
        return False
    return at == 1 or not tokens[at - 2].of("text") or tokens[at - 2].end != name.start


def _is_another(before: Sequence[Token], words: Sequence[str]) -> bool:
    """Another draft, 另一份合同 (another contract): something else that is called so."""
    last = "".join(token.text if not token.text.isascii() else f" {token.text}" for token in before[-_LONGEST_LED:])
    return last.endswith(tuple(word if not word.isascii() else f" {word}" for word in words))


def _heading(tokens: Sequence[Token], titles: Sequence[TitleMatch]) -> frozenset[str]:
    """The items whose whole title and a colon begin the line."""
    first = next((at for at, token in enumerate(tokens[:3]) if token.of("title")), None)
    if first is None or not titles[0].whole or tokens[first].start != titles[0].start:
        return frozenset()
    return titles[0].refs if any(token.text == ":" for token in tokens[first + 1 : first + 2]) else frozenset()


def _is_a_word(match: TitleMatch, behind: Sequence[Token]) -> bool:
    """Too short to be certain, and with no colon of its own."""
    return match.end - match.start <= _LONGEST_WORD and not any(token.text == ":" for token in behind)


def _states_apart(tokens: Sequence[Token], at: int) -> bool:
    """素材ok 预算40%, checklist done venue blocked: a status before the name of another item, and one behind it."""
    before = next((token for token in reversed(tokens[:at]) if not token.of("filler")), None)
    behind = next((token for token in tokens[at + 1 :] if not token.of("filler", "name")), None)
    if before is None or behind is None or not before.within(_STATED):
        return False
    return behind.within(_STATED) or behind.text in _CROSSES


def _heads_another(tokens: Sequence[Token], at: int, mentions: Sequence[Mention], match: TitleMatch) -> bool:
    """报告：1 已完成 (report: 1 is done): a word before a colon and the number of another item is a heading."""
    behind = tokens[at + 1 : at + 3]
    if len(behind) < 2 or behind[0].text != ":" or not behind[1].of("mention"):
        return False
    named = next((one for one in mentions if one.start == behind[1].start), None)
    return named is not None and not match.refs & set(named.refs)


def _named_within(before: Sequence[Token], mentions: Sequence[Mention]) -> Mention | None:
    """The item that the statement which has begun is about: 合同在供应商那里 is about the contract only.

    What is joined by a mark or by `and` is named beside it.
    """
    for token in reversed(before):
        if token.within(_APART):
            return None
        if token.of("mention"):
            return next((one for one in mentions if one.start == token.start), None)
    return None


def _no_item(tokens: Sequence[Token], at: int) -> str:
    """Why a part of a title names no item: one of many, who receives something, what it is stuck by, or a team that
    works on such things."""
    whole = any(token.of("all-word") for token in tokens[at + 1 : at + 2])
    if not whole and _is_counted(tokens[max(at - 2, 0) : at]):
        return "counted"
    before = next((token for token in reversed(tokens[:at]) if not token.of("the")), None)
    team = any(token.of("team") for token in tokens[at + 1 : at + 2])
    if before and before.text in _BY:
        return "cause"
    if before and before.of("to") and (team or before.of("hand-over", "hand-to")):
        return "receiver"
    return "team" if team and not _is_given_up(tokens[at + 2 :]) else ""


def _is_given_up(behind: Sequence[Token]) -> bool:
    """插画师那边不归我管了 (what concerns the illustrator is no longer mine): it is work, and no team."""
    return next((token.of("not-mine") for token in behind if not token.of("filler")), False)


_BY = ("被",)
"""被测试环境卡住 (stuck by the test system): whatever stands behind it is what it is stuck by."""


def _is_counted(before: Sequence[Token]) -> bool:
    """One contract is missing, a bug, 还有一个合同: one of many, and no item."""
    if not before:
        return False
    last = before[-1]
    if last.of("measure", "item-unit") and len(before) > 1:
        return before[0].of("number", "numeral", "amount")
    if last.of("amount") and last.text.startswith(("all", "全")):
        return False
    if last.of("amount"):
        return not last.text[-1:].isdigit()
    return last.text.isascii() and (last.of("cardinal") or last.text in _ARTICLES)


def _problem(own: frozenset[str], others: frozenset[str]) -> Problem:
    if len(own) > 1 or (own and others):
        return "unclear-item"
    return "" if own else "others-item"
