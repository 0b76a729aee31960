"""The demo with the screens on top: the minutes of yesterday are out, and the answers come in while one looks."""

import threading
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from collabtui.app import CollabApp, exit_code_of
from collabtui.demo.days import MEETING, moved, working_day_after, working_day_before
from collabtui.demo.stage import staged
from collabtui.demo.story import Story, load_story
from collabtui.domain.people import Locale
from collabtui.domain.via import COMMAND
from collabtui.formats.agenda.agenda_file import read_agenda
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.live import run
from collabtui.lifecycle.meetings import invite, plan
from collabtui.lifecycle.minutes import publish
from collabtui.screens.frame.terminal_driver import as_terminal_sends
from collabtui.session.services import Services
from collabtui.text.catalogue import Catalogue

PATIENCE = 4.0
"""Seconds between two people's answers: slow enough to watch each arrive."""


def show(locale: Locale) -> int:
    stop = threading.Event()

    def pause(_: int) -> None:
        stop.wait(PATIENCE)

    story = load_story(locale)
    today = datetime.now(ZoneInfo(story.organiser.timezone)).date()
    story = moved(story, today)
    with staged(story, locale, lambda: datetime.now(UTC), pause) as stage:
        yesterday(stage.workspace, story, today)
        services = Services(stage.home, stage.workspace.clock, Catalogue(locale))
        app = CollabApp(services, stage.ask)
        app.driver_class = as_terminal_sends(app.driver_class)
        app.run()
        stop.set()
        return exit_code_of(app)


def yesterday(workspace: Workspace, story: Story, today: date) -> None:
    """The story's meeting, moved to the working day before, up to the minutes; and another one planned for the next.
    The worker behind the screens sends what this queues."""
    acting = workspace.as_user(COMMAND)
    held = read_agenda(_agenda_for(story, working_day_before(today)), today=today)
    meeting = plan.new_meeting(acting, held).meeting
    run.record(acting, meeting.ref, story.meeting.notes.strip().splitlines())
    publish.publish(workspace.as_user(COMMAND), meeting.ref)
    coming = read_agenda(_agenda_for(story, working_day_after(today)), today=today)
    next_one = plan.new_meeting(acting, coming).meeting
    invite.invite(workspace.as_user(COMMAND), next_one.ref)


def _agenda_for(story: Story, day: date) -> str:
    return story.meeting.agenda.replace(MEETING.isoformat(), day.isoformat())
