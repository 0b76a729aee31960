"""The demo with the screens on top: the minutes of yesterday are out, and the answers come in while one looks."""

import threading
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from collabtui.app import CollabApp
from collabtui.catalogue import Catalogue
from collabtui.demo.stage import staged
from collabtui.demo.story import Story, load_story
from collabtui.domain.people import Locale
from collabtui.formats.agenda import read_agenda
from collabtui.lifecycle import invite, plan, publish, run
from collabtui.lifecycle.desk import Office
from collabtui.services import Services

PATIENCE = 4.0
"""Seconds between two people's answers: slow enough to watch each arrive."""
PLAYED = date(2026, 3, 2)
"""The day of the meeting in the story."""
NAMED = {
    date(2026, 3, 6): ("3月6日", "2026-03-06"),
    date(2026, 3, 10): ("3月10日", "2026-03-10"),
    date(2026, 3, 13): ("3月13日", "2026-03-13"),
    date(2026, 3, 18): ("3月18日", "18 March"),
}
"""The days that the story names, in its words."""


def show(locale: Locale) -> int:
    stop = threading.Event()

    def pause(_: int) -> None:
        stop.wait(PATIENCE)

    story = load_story(locale)
    today = datetime.now(ZoneInfo(story.organiser.timezone)).date()
    story = moved(story, today)
    with staged(story, locale, lambda: datetime.now(UTC), pause) as stage:
        yesterday(stage.office, story, today)
        services = Services(stage.home, stage.office.clock, Catalogue(locale))
        app = CollabApp(services, stage.ask)
        app.run()
        stop.set()
        return app.return_code or 0


def moved(story: Story, today: date) -> Story:
    """The story with the days it names as far from today as they were from its meeting."""

    def there(text: str) -> str:
        for day, written in NAMED.items():
            for words in written:
                text = text.replace(words, (today + (day - PLAYED)).isoformat())
        return text

    answers = {
        kind: {who: one.model_copy(update={"text": there(one.text)}) for who, one in by_address.items()}
        for kind, by_address in story.answers.items()
    }
    meeting = story.meeting.model_copy(update={"notes": there(story.meeting.notes)})
    return story.model_copy(update={"meeting": meeting, "answers": answers})


def yesterday(office: Office, story: Story, today: date) -> None:
    """The story's meeting, moved to yesterday, up to the minutes; and another one planned for tomorrow. The worker
    behind the screens sends what this queues."""
    desk = office.own_desk("command")
    held = read_agenda(_agenda_for(story, today - timedelta(days=1)), today=today)
    meeting = plan.new_meeting(desk, held).meeting
    run.record(desk, meeting.ref, story.meeting.notes.strip().splitlines())
    publish.publish(office.own_desk("command"), meeting.ref)
    coming = read_agenda(_agenda_for(story, today + timedelta(days=1)), today=today)
    next_one = plan.new_meeting(desk, coming).meeting
    invite.invite(office.own_desk("command"), next_one.ref)


def _agenda_for(story: Story, day: date) -> str:
    return story.meeting.agenda.replace(PLAYED.isoformat(), day.isoformat())
