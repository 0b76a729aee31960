"""Whatever a mail's reading gives as its reason has words for people: in the inbox, in `explain`, in both languages."""

from typing import get_args

import pytest

from collabtui.domain.mail.reason_codes import ClauseDoubt, ClauseRule, Reason, Statement, is_doubt
from collabtui.text.catalogue import LOCALES, Catalogue, parse_sentences
from collabtui.text.meaning_lines import rule_sentence

REASONS, RULES = frozenset(get_args(Reason)), frozenset(get_args(ClauseRule))


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(("prefix", "codes"), [("reason", REASONS), ("rule", RULES - REASONS)])
def test_every_code_has_words_and_no_words_stand_for_a_code_that_is_none(
    locale: str, prefix: str, codes: frozenset[str]
) -> None:
    worded = {key.removeprefix(f"{prefix}.") for key in parse_sentences(locale) if key.startswith(f"{prefix}.")}
    assert worded == codes


def test_a_rule_either_states_something_or_doubts_it() -> None:
    stated = [rule for rule in get_args(ClauseRule) if not is_doubt(rule)]
    assert (len(stated), set(stated)) == (len(get_args(Statement)), set(get_args(Statement)))
    assert set(get_args(ClauseDoubt)).isdisjoint(stated)


@pytest.mark.parametrize("rule", sorted(RULES))
def test_a_rule_that_is_the_reason_why_a_mail_waits_has_the_words_of_the_reason(rule: str) -> None:
    words = Catalogue("en")
    assert rule_sentence(words, rule) == words(f"reason.{rule}" if rule in REASONS else f"rule.{rule}")
