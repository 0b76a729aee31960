"""The two lines above the minutes: what is next and how far the mails are, what is missing, and who has answered."""

from datetime import timedelta
from typing import TYPE_CHECKING

from textual.content import Content

from collabtui.domain.meetings.meeting_clock import took_place
from collabtui.lifecycle.minutes.decide_corrections import open_corrections
from collabtui.screens.minutes.minutes_data import MinutesData
from collabtui.widgets.line import as_content, between
from collabtui.widgets.when import length

if TYPE_CHECKING:
    from collabtui.services import Services
    from collabtui.text.catalogue import Catalogue


def head(sheet: MinutesData, words: "Catalogue", width: int) -> Content:
    title = as_content(f"{sheet.meeting.ref} ", "$foreground-muted") + as_content(sheet.meeting.title, "bold")
    missing = sum(map(len, sheet.holes.values()))
    below = words("minutes.missing", n=missing) if missing else words("minutes.complete")
    lacking = as_content(below, "$text-warning" if missing else "$text-success")
    return Content("\n").join(
        [between(width, title, _state(sheet, words)), between(width, lacking, _reached(sheet, words))]
    )


def held_when(sheet: MinutesData, services: "Services") -> tuple[str, str]:
    """What stands above the minutes, and below them: when the meeting was held, and what was planned if not that."""
    words, zone = services.words, services.zone
    when, plan = took_place(sheet.meeting), (sheet.meeting.start, sheet.meeting.end)
    above, planned = (words.span(*(each.astimezone(zone) for each in times)) for times in (when[:2], plan))
    return words("minutes.contents", when=above), words("minutes.planned", when=planned) if when.otherwise else ""


def _state(sheet: MinutesData, words: "Catalogue") -> Content:
    """What is to be done next; where nothing is, how far the mails are."""
    if sheet.meeting.state == "recorded":
        late = sheet.owed_in <= timedelta()
        said_so = words("minutes.late" if late else "minutes.owed", length=length(words, abs(sheet.owed_in)))
        return as_content(said_so, "$text-error" if late else "$text-accent")
    if sheet.changed:
        return as_content(words("minutes.changed", version=sheet.meeting.minutes_version), "$text-warning")
    waiting = sum(len(open_corrections(answer)) for answer in sheet.signing.answers)
    if waiting:
        return as_content(words("signers.corrections", n=waiting), "$text-accent")
    return _delivery(sheet, words)


def _delivery(sheet: MinutesData, words: "Catalogue") -> Content:
    """Of the version that went out last. A mail is sent when a server has taken it, and not before."""
    version, mails = sheet.meeting.minutes_version, sheet.signing.leaving
    left = [mail for mail in mails if mail.state in ("queued", "sending")]
    took_place = sum(mail.state == "held" for mail in mails)
    sent = sum(mail.state == "sent" for mail in mails)
    if left:
        key = "minutes.put_off" if any(mail.last_error for mail in left) else "minutes.leaving"
        return as_content(words(key, version=version, n=len(left), of=len(mails)), "$text-warning")
    if took_place:
        return as_content(words("minutes.held", version=version, n=took_place, of=len(mails)), "$text-warning")
    if sent < len(mails):
        return as_content(words("minutes.partly_sent", version=version, n=sent, of=len(mails)), "$text-warning")
    return as_content(words("minutes.sent", version=version), "$text-success")


def _reached(sheet: MinutesData, words: "Catalogue") -> Content:
    """Whom they did not reach, whatever the version, and who has answered."""
    failed, stands = sum(mail.state == "failed" for mail in sheet.signing.mails.values()), sheet.signing.stands
    parts = [as_content(words("minutes.failed", n=failed), "$text-error")] if failed else []
    if stands:
        answered = sum(one.state != "waiting" for one in stands.values())
        said_so = words("minutes.answered", n=answered, of=len(stands))
        parts.append(as_content(said_so, "$text-success" if answered == len(stands) else "$text-accent"))
    return Content(" · ").join(parts)
