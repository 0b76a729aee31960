"""The agendas that come with the program keep to what the agenda page asks of others."""

from datetime import date, timedelta

import pytest

from collabtui.domain.meetings.meeting import Meeting, Slot
from collabtui.domain.people import Locale
from collabtui.formats.agenda.agenda_template import read_template
from collabtui.lifecycle.bookings.agenda_sequence import out_of_order
from collabtui.screens.meetings.usual_agendas import KINDS
from collabtui.text.catalogue import Catalogue
from support.world import AGENDA


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_goal_comes_first_then_resources_then_risks_within_the_hour(kind: str, locale: Locale) -> None:
    text = Catalogue(locale)(f"agendas.{kind}.text", start="")
    draft = read_template(text, title="x", start=AGENDA.start, today=date(2026, 2, 20))
    slots = tuple(Slot(title=one.title, minutes=one.minutes) for one in draft.slots)
    start = AGENDA.start.astimezone()
    hour = Meeting(
        ref="M1", title="x", start=start, end=start + timedelta(hours=1), timezone="UTC", uid="x", slots=slots
    )
    assert not [*out_of_order(hour)]
    assert sum(one.minutes for one in slots) <= 60


@pytest.mark.parametrize(("locale", "resources", "risks"), [("zh", "资源", "风险"), ("en", "esources", "Risks")])
@pytest.mark.parametrize("kind", ["usual", "kick-off", "weekly"])
def test_resources_and_risks_have_their_time(kind: str, locale: Locale, resources: str, risks: str) -> None:
    text = Catalogue(locale)(f"agendas.{kind}.text", start="").split("- 5m", 1)[1]
    assert resources in text
    assert text.index(resources) < text.index(risks)
