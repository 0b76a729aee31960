"""Whatever a mail's reading gives as its reason has words for people: in the inbox, in `explain`, in both languages."""

from typing import get_args

import pytest

from collabtui.domain.mail.reason_codes import ClauseDoubt, ClauseRule, Reason, Statement, is_doubt
from collabtui.text.catalogue import LOCALES, parse_sentences


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(("prefix", "codes"), [("reason", get_args(Reason)), ("rule", get_args(ClauseRule))])
def test_every_code_has_words_and_no_words_stand_for_a_code_that_is_none(
    locale: str, prefix: str, codes: tuple[str, ...]
) -> None:
    worded = {key.removeprefix(f"{prefix}.") for key in parse_sentences(locale) if key.startswith(f"{prefix}.")}
    assert worded == set(codes)


def test_a_rule_either_states_something_or_doubts_it() -> None:
    stated = [rule for rule in get_args(ClauseRule) if not is_doubt(rule)]
    assert (len(stated), set(stated)) == (len(get_args(Statement)), set(get_args(Statement)))
    assert set(get_args(ClauseDoubt)).isdisjoint(stated)
