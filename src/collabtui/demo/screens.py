"""The demo with the screens on top: the minutes of yesterday are out, and the answers come in while one looks."""

import threading
from datetime import UTC, date, datetime, timedelta

from collabtui.app import CollabApp
from collabtui.catalogue import Catalogue
from collabtui.demo.stage import Stage, staged
from collabtui.demo.story import Story, load_story
from collabtui.domain.people import Locale
from collabtui.formats.agenda import read_agenda
from collabtui.lifecycle import invite, plan, publish, run
from collabtui.services import Services

PATIENCE = 4.0
"""Seconds between two people's answers: slow enough to watch each arrive."""


def show(locale: Locale) -> int:
    stop = threading.Event()

    def pause(_: int) -> None:
        stop.wait(PATIENCE)

    with staged(load_story(locale), locale, lambda: datetime.now(UTC), pause) as stage:
        _yesterday(stage)
        services = Services(stage.home, stage.office.clock, Catalogue(locale))
        app = CollabApp(services, stage.ask)
        app.run()
        stop.set()
        return app.return_code or 0


def _yesterday(stage: Stage) -> None:
    """The story's meeting, moved to yesterday, up to the minutes; and another one planned for this afternoon. The
    worker behind the screens sends what this queues."""
    today = stage.office.clock().astimezone(stage.office.config.organiser.zone).date()
    desk = stage.office.own_desk("command")
    meeting = plan.new_meeting(desk, read_agenda(_shifted(stage.story, today - timedelta(days=1)), today=today)).meeting
    run.record(desk, meeting.ref, _shifted_notes(stage.story, today).strip().splitlines())
    publish.publish(stage.office.own_desk("command"), meeting.ref)
    next_one = plan.new_meeting(
        desk, read_agenda(_shifted(stage.story, today + timedelta(days=1)), today=today)
    ).meeting
    invite.invite(stage.office.own_desk("command"), next_one.ref)


def _shifted(story: Story, day: date) -> str:
    return story.meeting.agenda.replace("2026-03-02", day.isoformat())


def _shifted_notes(story: Story, today: date) -> str:
    """Due dates as far from today as they are from the meeting in the story."""
    notes = story.meeting.notes
    for due, written in _DUE.items():
        later = today + (due - date(2026, 3, 2))
        for text in written:
            notes = notes.replace(text, later.isoformat())
    return notes


_DUE = {
    date(2026, 3, 6): ("3月6日", "2026-03-06"),
    date(2026, 3, 10): ("3月10日", "2026-03-10"),
    date(2026, 3, 13): ("3月13日", "2026-03-13"),
}
