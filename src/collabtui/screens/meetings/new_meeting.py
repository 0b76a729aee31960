"""Planning a meeting: from one of the usual agendas, from a series, or after the meeting before."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING

from textual import on
from textual.widgets import Input

from collabtui.domain.meetings.recurrence import days
from collabtui.errors import Refused
from collabtui.formats.agenda.agenda_names import read_names
from collabtui.formats.agenda.agenda_template import read_template
from collabtui.formats.agenda.recurrence_text import read_recurrence, write_recurrence
from collabtui.lifecycle.base.access.unread_by import unread_participants
from collabtui.lifecycle.bookings.booked import free_starts
from collabtui.lifecycle.bookings.typed_time import When, read_when
from collabtui.lifecycle.meetings import plan
from collabtui.lifecycle.meetings.follow_up import follow_up as plan_follow_up
from collabtui.lifecycle.meetings.plan_series import plan_next, running_series
from collabtui.screens.dialogs.choose import Option, Pick
from collabtui.screens.dialogs.field_parsers import KnownPerson, departments, known, suggestions
from collabtui.screens.dialogs.form import Form, FormField, Values
from collabtui.screens.dialogs.matter_field import matter_field
from collabtui.screens.meetings.strangers import with_strangers_known
from collabtui.screens.meetings.timed_form import TimedForm, time_in_words, typed_time
from collabtui.screens.meetings.usual_agendas import Usual, usual_agendas

if TYPE_CHECKING:
    from collabtui.domain.meetings.draft import AgendaDraft
    from collabtui.domain.meetings.recurrence import Rule
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.screens.frame.page_port import PagePort
    from collabtui.session.draft_files import DraftFiles
    from collabtui.session.store_session import Session
    from collabtui.text.catalogue import Catalogue

NEW, UNFINISHED = "agenda-new", "unfinished"
SERIES = "series:"
"""Before the ref of a series of which one more shall be planned."""
FIRST_DATES = 4
"""Of what repeats, as many are named while one types."""


class NewMeeting(TimedForm):
    """Keeps what is typed until the meeting is there."""

    kind = ""
    """Key of the usual agenda that it starts from."""

    @on(Input.Changed)
    def _keep(self) -> None:
        if self.values != self._before:
            self.services.drafts.keep(NEW, json.dumps({**self.values, "kind": self.kind}, ensure_ascii=False))


async def new_meeting(page: "PagePort", when: str = "") -> None:
    """Asks which of the usual agendas, then what is different each time, and opens the meeting. `when`: the time that
    is offered, as it is typed."""
    services = page.services
    usual = {one.key: one for one in usual_agendas(page.session, page.words)}
    unfinished = _unfinished(page.services.drafts)
    options: list[Option] = [(one.key, one.name, one.about) for one in usual.values()]
    if unfinished.get("title") or unfinished.get("people"):
        options.insert(0, (UNFINISHED, page.words("planning.unfinished"), unfinished["title"]))
    options += await page.do(lambda acting: _series(acting, page.words)) or []
    kind = await page.ask(Pick(services, page.words("planning.pick"), options))
    if kind is None:
        return
    if kind.startswith(SERIES):
        await _one_more(page, kind.removeprefix(SERIES))
        return
    chosen = usual.get(unfinished.get("kind", ""), next(iter(usual.values()))) if kind == UNFINISHED else usual[kind]
    ref = await _asked(page, chosen, unfinished if kind == UNFINISHED else {"when": when})
    if ref:
        page.go("meetings", ref)


async def meeting_of_kind(page: "PagePort", kind: str, known: Values) -> None:
    """From one of the usual agendas, with what is known already (`title`, `people`, `matter`); the title of the agenda
    stands behind the one that is known."""
    usual = next(one for one in usual_agendas(page.session, page.words) if one.key == kind)
    title = f"{known['title']} {usual.title}".strip()
    if ref := await _asked(page, usual, {**known, "title": title}):
        page.go("meetings", ref)


def _series(acting: "Acting", words: "Catalogue") -> list[Option]:
    """One more of each series that goes on."""

    return [
        (f"{SERIES}{one.ref}", f"↻ {one.title}", write_recurrence(one.rule, words.locale, words.day))
        for one in running_series(acting.store, acting.now)
    ]


async def _one_more(page: "PagePort", series: str) -> None:
    planned = await page.do(lambda acting: plan_next(acting, series))
    if planned is not None:
        page.go("meetings", planned.meeting.ref)


def _usual_time(session: "Session", words: "Catalogue") -> str:
    """An afternoon that is soon, and not at the weekend."""
    before_weekend = session.today.weekday() in (4, 5)
    return words("planning.when_monday" if before_weekend else "planning.when_default")


async def _free_time(page: "PagePort", usual: Usual, people: str) -> str:
    """The usual time; where somebody who is to come is not free then, the next time at which all are."""
    session, words = page.session, page.words
    typed = _usual_time(session, words)
    empty = dict.fromkeys(("place", "matter", "repeats"), "")
    draft = _draft(session, words, usual, {"title": "…", "when": typed, "people": people, **empty})
    free = await page.do(lambda acting: free_starts(acting.store, acting, draft))
    if not free or free[0].replace(tzinfo=None) == draft.start:
        return typed
    return typed_time(free[0], "", session, words)


async def _asked(page: "PagePort", usual: Usual, before: Values) -> str:
    """The ref of the meeting that was made; empty when the form was left."""
    services, made = page.services, []
    there = known(page.session.reader)
    people = [*suggestions(there), *department_words(page.words, there)]

    async def save(values: Values) -> None:
        _draft(page.session, page.words, usual, values)  # what cannot be is said before anybody is asked
        values = {**values, "people": await with_strangers_known(page, values["people"])}
        draft = _draft(page.session, page.words, usual, values)
        made.append(await page.session.run_command(lambda acting: plan.new_meeting(acting, draft)))

    fields = [
        FormField("title", before.get("title") or usual.title, needed=True),
        FormField(
            "when",
            before.get("when") or await _free_time(page, usual, before.get("people", "")),
            read=lambda text: _says_when(page.session, page.words, text),
            needed=True,
        ),
        FormField("people", before.get("people", ""), suggest=people),
        FormField("place", before.get("place", "")),
        matter_field(page.session, page.words, before.get("matter", "")),
    ]
    form = NewMeeting(services, page.words("planning.new", kind=usual.name), fields, save)
    session, words = page.session, page.words
    repeats = FormField(
        "repeats", before.get("repeats", ""), read=lambda text: _says_repeats(session, words, form, text)
    )
    form.fields, form.kind = [*fields, repeats], usual.key
    form.drafted = lambda values: _draft(session, words, usual, {**values, "title": values["title"] or "…"})
    if not await page.ask(form):
        return ""
    page.services.drafts.keep(NEW, "")
    planned = made[-1]
    of_series = [one for one in planned.findings if one.key.startswith("series.")]
    ref = planned.meeting.ref
    unread = await page.do(lambda acting: [*unread_participants(acting.store, acting.facilitator, ref)]) or []
    for finding in (*of_series, *unread):
        page.warn(page.words(finding.key, **finding.values))
    return planned.meeting.ref


def _unfinished(drafts: "DraftFiles") -> Values:
    try:
        kept = json.loads(drafts.get(NEW) or "{}")
    except ValueError:
        return {}
    return {str(key): str(value) for key, value in kept.items()} if isinstance(kept, dict) else {}


def department_words(words: "Catalogue", people: "Sequence[KnownPerson]") -> list[str]:
    word = words("agenda.department")
    return [f"{word}:{name}" for name in departments(people)]


def _read_when(session: "Session", words: "Catalogue", text: str) -> When:
    """An hour alone is today, and `now` is this minute. Raises `Refused` as `read_when`, with what was typed."""
    typed = text.strip()
    if typed.casefold() in words("planning.now").split("|"):
        typed = f"{session.now:%H:%M}"
    try:
        return read_when(typed, locale=words.locale, today=session.today)
    except Refused as error:
        if error.key != "agenda.when":
            raise
        try:
            return read_when(f"{session.today} {typed}", locale=words.locale, today=session.today)
        except Refused:
            raise error from None


def _says_when(session: "Session", words: "Catalogue", text: str) -> str:
    if not text:
        return words("planning.when_hint")
    return time_in_words(_read_when(session, words, text), session.now, words)


def _rule(today: date, text: str, start: datetime) -> "Rule":
    return read_recurrence(text, 0, start=start.date(), today=today)


def _says_repeats(session: "Session", words: "Catalogue", form: Form, text: str) -> str:
    """The first dates it would make."""
    if not text:
        return words("planning.repeats_hint")
    try:
        when = _read_when(session, words, form.values["when"])
    except Refused:
        return ""
    some = list(islice(days(_rule(session.today, text, when.start), when.start.date()), FIRST_DATES + 1))
    shown = [words.short_day(day) for day in some[:FIRST_DATES]]
    return words("planning.repeats" if len(some) > FIRST_DATES else "planning.repeats_all", days=shown)


def _draft(session: "Session", words: "Catalogue", usual: Usual, values: Values) -> "AgendaDraft":
    """Raises `Refused` beside the field that cannot be."""
    if not values["title"]:
        raise Refused("planning.no_title")
    when, today = _read_when(session, words, values["when"]), session.today
    draft = read_template(usual.text, title=values["title"], start=when.start, today=today)
    names = read_names(values["people"])
    changed: dict[str, object] = {"end": when.end, "participants": (*draft.participants, *names)}
    changed |= {key: values[key] for key in ("place", "matter") if values[key]}
    if values["repeats"]:
        changed["series"] = _rule(today, values["repeats"], when.start)
    return draft.model_copy(update=changed)


async def follow_up(page: "PagePort", ref: str) -> None:
    """The next meeting after this one, at once; what it takes over can be changed on its agenda."""
    planned = await page.do(lambda acting: plan_follow_up(acting, ref))
    if planned is not None:
        start = planned.meeting.start.astimezone(page.session.zone)
        page.tell("planning.followed_up", ref=planned.meeting.ref, start=start)
        page.go("meetings", planned.meeting.ref)
