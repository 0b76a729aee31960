"""The two lines above the minutes: what is next and how far the mails are, what is missing, and who has answered."""

from datetime import timedelta
from typing import TYPE_CHECKING

from textual.content import Content

from collabtui.domain.meetings.meeting_clock import took_place
from collabtui.lifecycle.minutes.decide_corrections import open_corrections
from collabtui.screens.minutes.minutes_data import MinutesData
from collabtui.text.lengths import length
from collabtui.text.width import cells
from collabtui.widgets.colours import ACCENT, DONE, LATE, MUTED, WARNING
from collabtui.widgets.line import as_content, beside, between

if TYPE_CHECKING:
    from collabtui.session.store_session import Session
    from collabtui.text.catalogue import Catalogue


def head(data: MinutesData, words: "Catalogue", width: int) -> Content:
    """The title and what is next; without room for both, what is next takes the place of who has answered."""
    title = as_content(f"{data.meeting.ref} ", MUTED) + as_content(data.meeting.title, "bold")
    missing = sum(map(len, data.holes.values()))
    below = words("minutes.missing", n=missing) if missing else words("minutes.complete")
    lacking, state = as_content(below, WARNING if missing else DONE), _state(data, words)
    if data.lacks_attendance:
        lacking += as_content(f" · {words('minutes.no_attendance')}", WARNING)
    if title.cell_length + 1 + state.cell_length > width:
        return Content("\n").join([beside(width, title), between(width, lacking, state)])
    return Content("\n").join([between(width, title, state), between(width, lacking, _reached(data, words))])


def held_when(data: MinutesData, session: "Session", words: "Catalogue", room: int) -> tuple[str, str]:
    """The lines above and below the minutes: the time of the meeting, and the planned one if it was another. Of the
    first, what has room in so many columns: with what it is the time of, alone, or without the day of the week."""
    zone = session.zone
    when, plan = took_place(data.meeting), (data.meeting.start, data.meeting.end)
    above, planned = (words.span(*(each.astimezone(zone) for each in times)) for times in (when[:2], plan))
    first, last = (each.astimezone(zone) for each in when[:2])
    short = f"{words.short_day(first.date())} {first:%H:%M}–{last:%H:%M}"
    forms = (words("minutes.contents", when=above), above, short)
    fits = next((one for one in forms if cells(one) <= room), short)
    return fits, words("minutes.planned", when=planned) if when.otherwise else ""


def _state(data: MinutesData, words: "Catalogue") -> Content:
    """What is to be done next; where nothing is, how far the mails are."""
    if data.meeting.state == "recorded":
        late = data.owed_in <= timedelta()
        text = words("minutes.late" if late else "minutes.owed", length=length(words, abs(data.owed_in)))
        return as_content(text, LATE if late else ACCENT)
    if data.changed:
        return as_content(words("minutes.changed", version=data.meeting.minutes_version), WARNING)
    waiting = sum(len(open_corrections(answer)) for answer in data.signing.answers)
    if waiting:
        return as_content(words("signers.corrections", n=waiting), ACCENT)
    return _delivery(data, words)


def _delivery(data: MinutesData, words: "Catalogue") -> Content:
    """Of the version that went out last. A mail is sent when a server has taken it, and not before."""
    version, mails = data.meeting.minutes_version, data.signing.leaving
    left = [mail for mail in mails if mail.state in ("queued", "sending")]
    on_hold = sum(mail.state == "held" for mail in mails)
    sent = sum(mail.state == "sent" for mail in mails)
    if left:
        key = "minutes.put_off" if any(mail.last_error for mail in left) else "minutes.leaving"
        return as_content(words(key, version=version, n=len(left), of=len(mails)), WARNING)
    if on_hold:
        return as_content(words("minutes.held", version=version, n=on_hold, of=len(mails)), WARNING)
    if sent < len(mails):
        return as_content(words("minutes.partly_sent", version=version, n=sent, of=len(mails)), WARNING)
    sent_text = words("minutes.sent", version=version)
    if data.meeting.state != "signed":
        return as_content(sent_text, DONE)
    return as_content(f"{words('state.signed')} · {sent_text}", DONE) + _after_it(data, words)


def _after_it(data: MinutesData, words: "Catalogue") -> Content:
    """What is left of a meeting that everybody has signed: actions, and then the archive of its matter."""
    left = sum(action.open for action in data.contents.actions)
    if left:
        return as_content(f" · {words('minutes.actions_left', n=left)}", ACCENT)
    archive = words("minutes.archive_next") if data.meeting.matter else words("minutes.all_done")
    return as_content(f" · {archive}", ACCENT if data.meeting.matter else DONE)


def _reached(data: MinutesData, words: "Catalogue") -> Content:
    """Whom they did not reach, whatever the version, and who has answered."""
    failed, current = sum(mail.state == "failed" for mail in data.signing.mails.values()), data.signing.current
    parts = [as_content(words("minutes.failed", n=failed), LATE)] if failed else []
    if current:
        open_ones = sum(one.state == "waiting" for one in current.values())
        silent = sum(one.state == "silent" for one in current.values())
        key = "minutes.answered_or_silent" if silent else "minutes.answered"
        text = words(key, n=len(current) - open_ones - silent, of=len(current), silent=silent)
        parts.append(as_content(text, ACCENT if open_ones else DONE))
    return Content(" · ").join(parts)
