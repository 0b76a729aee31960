"""Each rule of the reply grammar reads its own examples, and they mean something else without it."""

import re
from functools import cache
from typing import get_args

import pytest

from collabtui.domain.mail.reason_codes import ClauseDoubt, SituationDoubt
from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies import hedges_and_negation, statements
from collabtui.language.replies.clauses import pieces
from collabtui.language.replies.hedges_and_negation import CHECKS, Check
from collabtui.language.replies.items import item_refs
from collabtui.language.replies.items.item_numbers import Numbered, NumberRow
from collabtui.language.replies.items.item_refs import FORMS, RefForm
from collabtui.language.replies.items.refs_read import RefsRead
from collabtui.language.replies.marking import marking
from collabtui.language.replies.marking.marking import Marked, Marker
from collabtui.language.replies.marking.marking_passes import PASSES
from collabtui.language.replies.marking.passes.marking_draft import MarkingPass
from collabtui.language.replies.piece_by_piece import piece_rules
from collabtui.language.replies.piece_by_piece.piece_rules import PIECE_RULES, PieceRule
from collabtui.language.replies.reply_doubts import CAUSES, DoubtCause
from collabtui.language.replies.statements import ASKS, STANDS, TELLS, StatementRule
from collabtui.language.replies.understand import understand
from collabtui.language.replies.words.blocks import blocks
from collabtui.language.replies.words.vocabulary import vocabulary
from support.kept_readings import texts
from support.labelled_replies import situations
from support.written_replies import new_text

_LATIN = re.compile(r"[a-z']{2,}")


def _situation(text: str) -> ReplyContext:
    found = situations()["en3" if text.isascii() else "zh3"]
    items = (*found.items, Item(ref="A14", title="整理资料"))
    return found.model_copy(update={"items": items, "people": ("Tom Baker", "王芳", "李明")})


def _understood(text: str) -> Understanding:
    return understand(new_text(text), _situation(text))


def _marked(text: str) -> Marked:
    words = vocabulary({})
    return Marker(words, _situation(text)).mark(next(blocks(new_text(text), words.folding)))


@pytest.mark.parametrize("marking_pass", PASSES, ids=lambda one: one.run.__name__)
def test_a_marking_pass_makes_its_token(marking_pass: MarkingPass, monkeypatch: pytest.MonkeyPatch) -> None:
    with_it = [_marked(text) for text in (marking_pass.zh, marking_pass.en)]
    assert all(any(token.of(marking_pass.kind) for token in one.tokens) for one in with_it)
    monkeypatch.setattr(marking, "PASSES", tuple(one for one in PASSES if one is not marking_pass))
    without = [_marked(text) for text in (marking_pass.zh, marking_pass.en)]
    assert all(one.tokens != other.tokens for one, other in zip(with_it, without, strict=True))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("form", FORMS, ids=lambda one: one.code)
def test_a_form_names_items_where_none_before_it_does(form: RefForm, language: str) -> None:
    text = getattr(form, language)
    tokens = vocabulary({}).tokens(vocabulary({}).folding.fold(text).text)
    read = RefsRead(NumberRow(tokens), Numbered.of(_situation(text)))
    assert next(one.code for one in item_refs.FORMS if one.read(read, 0)[0]) == form.code


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("check", CHECKS, ids=lambda one: one.code)
def test_a_check_takes_its_example_back(check: Check, language: str) -> None:
    found = pieces(_marked(getattr(check, language)))
    assert check.code in [hedges_and_negation.taken_back(piece) for piece in found]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("rule", [*STANDS, *ASKS, *TELLS], ids=lambda one: one.code)
def test_a_statement_rule_reads_its_example(
    rule: StatementRule, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = getattr(rule, language)
    found = _understood(text)
    assert rule.code in [clause.rule for clause in found.clauses]
    for name, rules in (("STANDS", STANDS), ("ASKS", ASKS), ("TELLS", TELLS)):
        monkeypatch.setattr(statements, name, tuple(one for one in rules if one is not rule))
    assert rule.code not in [clause.rule for clause in _understood(text).clauses]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("rule", PIECE_RULES[:-1], ids=lambda one: one.code)
def test_a_piece_is_read_otherwise_without_its_rule(
    rule: PieceRule, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = getattr(rule, language)
    found = _understood(text)
    monkeypatch.setattr(piece_rules, "PIECE_RULES", tuple(one for one in PIECE_RULES if one is not rule))
    assert _understood(text) != found


def test_the_last_rule_for_a_piece_fits_any() -> None:
    assert [rule.code for rule in PIECE_RULES][-1] == "statement"
    assert [update.status for text in ("1 完成", "1 done") for update in _understood(text).updates] == ["done"] * 2


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("cause", CAUSES, ids=lambda one: one.code)
def test_a_cause_is_told_of_its_example(cause: DoubtCause, language: str) -> None:
    text = getattr(cause, language)
    situation = _situation(text)
    if cause.invitation:
        situation = situation.model_copy(update={"invitation": True, "items": (), "minutes": None})
    found = understand(new_text(text), situation)
    assert cause.code in [clause.rule for clause in found.clauses]
    assert not (found.updates or found.rsvp or found.sign_off) or cause.code == "contradiction"


def test_each_cause_has_a_row() -> None:
    """Of the reader's own: the records', a department's answer's and what was learnt have tables of theirs."""
    rows = {one.code for table in (CAUSES, CHECKS, TELLS, PIECE_RULES) for one in table}
    elsewhere = {
        *get_args(SituationDoubt),
        "no-stance",
        "risk-answer",
        "likely",
        "vague",
        "needs-due",
        "no-such-day",
        "quotation",
        "away",
        "misses-target",
        "rest-unsaid",
    }
    assert set(get_args(ClauseDoubt)) - elsewhere - rows == set()


@cache
def _words_of_labelled_replies() -> set[str]:
    return {word for _, text, _ in texts() for word in _LATIN.findall(text.lower())}


@pytest.mark.parametrize("check", CHECKS, ids=lambda one: one.code)
def test_an_example_that_is_told_with_a_code_has_no_word_that_nobody_writes(check: Check) -> None:
    assert set(_LATIN.findall(check.en.lower())) <= _words_of_labelled_replies()
    assert not _LATIN.search(check.zh)
