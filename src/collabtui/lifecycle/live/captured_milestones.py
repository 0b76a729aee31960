"""Milestones that a line of a meeting names: they are the matter's, and go with the line when it is taken back."""

from collabtui.domain.matters.matter import Matter, Milestone
from collabtui.domain.meetings.meeting import Entry, Meeting
from collabtui.domain.model import Finding
from collabtui.language.milestone_lines import of_written
from collabtui.lifecycle.matters.reached_milestones import added_to
from collabtui.store.interface import Transaction


def put_milestone(tx: Transaction, meeting: Meeting, milestone: Milestone) -> tuple[Finding, ...]:
    """Keep it with the matter of the meeting: one that is called the same gets its day, which is found
    (milestone.moved). Without a matter the minutes alone have it, which is found, too (milestone.no_matter)."""
    if meeting.matter is None:
        return (Finding(key="milestone.no_matter", values={"ref": meeting.ref, "text": milestone.text}),)
    matter = tx.get(Matter, meeting.matter)
    was = _called(matter, milestone.text)
    tx.put(matter.model_copy(update={"milestones": added_to(matter.milestones, (milestone,))}))
    if was is None or was.day == milestone.day:
        return ()
    return (
        Finding(
            key="milestone.moved",
            values={"ref": matter.ref, "text": was.text, "old": was.day, "day": milestone.day},
        ),
    )


def take_milestone_back(tx: Transaction, entry: Entry) -> None:
    """As it was before the line: gone, or with the day and the deliverable that it had. One that somebody has changed
    or reached since stays as it is."""
    if entry.kind != "milestone":
        return
    meeting = tx.get(Meeting, entry.meeting)
    if meeting.matter is None:
        return
    matter, named = tx.get(Matter, meeting.matter), of_written(entry.text)
    stands = _called(matter, named.text) if named else None
    if named is None or stands is None or stands.reached or stands.day != named.day:
        return
    if named.deliverable not in ("", stands.deliverable):
        return
    earlier = _before(tx, entry, matter.ref, named.text)
    left = [one for one in matter.milestones if one is not stands]
    kept = sorted([*left, *filter(None, (earlier,))], key=lambda one: one.day)
    tx.put(matter.model_copy(update={"milestones": tuple(kept)}))


def _called(matter: Matter, text: str) -> Milestone | None:
    return next((one for one in matter.milestones if one.text == text), None)


def _before(tx: Transaction, entry: Entry, matter: str, text: str) -> Milestone | None:
    """What it was before the line was taken down, by the trail."""
    made = [change.batch for change in tx.changes(entry.ref)]
    changed = tx.changes(batch=min(made)) if made else []
    was = next((change.old for change in changed if change.ref == matter and change.field == "milestones"), None)
    return next((one for one in map(Milestone.model_validate, was or ()) if one.text == text), None)
