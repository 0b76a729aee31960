"""A learnt phrase means a status or something to ask for, and goes to the grammar as the words and that meaning."""

from typing import Any

import pytest
from pydantic import ValidationError

from collabtui.domain.mail.learned_phrase import KnownPhrase, LearnedPhrase, PhraseMeaning, PhraseSource
from support.least_records import NOW


@pytest.mark.parametrize("fields", [{}, {"status": "done", "ask": "cancel"}])
def test_a_phrase_has_one_meaning(fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="a phrase means a status or asks for something"):
        PhraseMeaning(**fields)


@pytest.mark.parametrize(("fields", "name"), [({"status": "blocked"}, "blocked"), ({"ask": "postpone"}, "postpone")])
def test_a_meaning_is_called_as_what_it_says(fields: dict[str, Any], name: str) -> None:
    assert PhraseMeaning(**fields).name == name


def test_the_grammar_reads_with_its_words_and_it_is_withdrawn_not_deleted() -> None:
    meaning = PhraseMeaning(status="done")
    source = PhraseSource(mail="I1", by="李明", at=NOW)
    phrase = LearnedPhrase(ref="F1", words="in the can", meaning=meaning, sources=(source,), at=NOW, by="李明")
    assert phrase.known == KnownPhrase(ref="F1", words="in the can", meaning=meaning)
    assert phrase.label == "in the can"
    assert phrase.withdraw() == phrase.model_copy(update={"withdrawn": True})
