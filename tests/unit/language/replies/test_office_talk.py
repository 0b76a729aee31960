"""Of what people write about anything else nothing is applied: no status, no sign-off, no attendance, no note."""

import pytest

from collabtui.domain.people import Locale
from collabtui.language.replies.understand import understand
from support.office_talk import Answered, context, mails, sentences
from support.written_replies import new_text

SITUATIONS: list[tuple[Answered, int]] = [("minutes", 1), ("minutes", 3), ("reminder", 1), ("invitation", 0)]


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize(("answered", "items"), SITUATIONS)
def test_nothing_is_applied_of_what_is_about_no_item(locale: Locale, answered: Answered, items: int) -> None:
    situation = context(locale, answered, items)
    applied = []
    for text in (*sentences(locale), *mails(locale)):
        found = understand(new_text(text), situation)
        if any(one.status or one.note for one in found.updates) or found.sign_off == "agreed" or found.rsvp:
            applied.append((text, found.updates, found.sign_off, found.rsvp))
    assert applied == []


def test_there_is_enough_of_it_and_none_of_it_twice() -> None:
    said = [text for locale in ("zh", "en") for text in sentences(locale)]
    written = [text for locale in ("zh", "en") for text in mails(locale)]
    assert len(set(said)) == len(said) >= 1000
    assert len(set(written)) == len(written) >= 300
