"""Whatever a mail's reading gives as its reason has words for people: in the inbox, in `explain`, in both languages."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

import collabtui
from collabtui.domain.mail.reply import CutDoubt
from collabtui.language.replies.understand import understand
from collabtui.mail.classify.kind import KindReason
from collabtui.mail.identity.trust import TrustReason
from collabtui.text.catalogue import LOCALES, Catalogue
from support.labelled_replies import Code, replies, situations
from support.written_replies import new_text

JUDGES = ("assess.py", "bounces.py", "calendar_answers.py")
LIFECYCLE = Path(collabtui.__file__).parent / "lifecycle" / "mail_in"


def literals(kind: Any) -> Iterator[str]:
    """The values of a Literal, and of Literals joined to it."""
    for one in get_args(kind):
        if isinstance(one, str):
            yield one
        else:
            yield from literals(one)


def constants(node: ast.expr | None) -> Iterator[str]:
    """What the expression can be: the strings in it, whichever way its conditions go."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from (*constants(node.body), *constants(node.orelse))
    elif isinstance(node, ast.BoolOp):
        yield from (text for value in node.values for text in constants(value))
    elif isinstance(node, ast.Tuple) and node.elts:
        yield from constants(node.elts[-1])


def assessment() -> set[str]:
    """The reasons that lifecycle gives itself: last in a pair with the verdict, or named `reason`."""
    judges = (*(LIFECYCLE / name for name in JUDGES), *(LIFECYCLE / "answerable").glob("*.py"))
    trees = (ast.parse(path.read_text()) for path in judges)
    places = (place for tree in trees for node in ast.walk(tree) for place in reasons_of(node))
    return {text for place in places for text in constants(place) if text}


def reasons_of(node: ast.AST) -> Iterator[ast.expr | None]:
    match node:
        case ast.Return() | ast.Assign(value=ast.Tuple()) | ast.keyword(arg="reason" | "trust_reason"):
            yield node.value
        case ast.Call(func=ast.Name(id="Assessment")) if len(node.args) > 5:
            yield node.args[5]
        case ast.Dict():
            named = zip(node.keys, node.values, strict=True)
            yield from (value for key, value in named if isinstance(key, ast.Constant) and key.value == "reason")


@pytest.mark.parametrize("locale", LOCALES)
def test_every_reason_of_a_verdict_has_words(locale: str) -> None:
    words = Catalogue(locale)
    given = assessment()
    assert {
        "stranger",
        "unknown-uid",
        "old-sequence",
        "no-partstat",
        "older-than-known",
        "department-disagrees",
        "change-decided",
        "junk",
        "bounced",
        "calendar",
    } <= given
    codes = {*literals(KindReason), *literals(TrustReason), *literals(CutDoubt), *literals(Code), *given} - {""}
    assert sorted(code for code in codes if f"reason.{code}" not in words) == []


@pytest.mark.parametrize("locale", LOCALES)
def test_every_rule_that_a_reply_can_meet_has_words(locale: str) -> None:
    words = Catalogue(locale)
    met = {*literals(Code), "delegate"}
    for example in replies():
        found = understand(new_text(example.text), situations()[example.situation])
        met.update(clause.rule for clause in found.clauses)
        assert not found.doubt or f"reason.{found.doubt}" in words
    assert "postpone" in met
    assert sorted(rule for rule in met if f"rule.{rule}" not in words) == []
