"""The days that a story names, moved from the week it was written for to the one in which it is shown."""

import re
from calendar import month_name
from datetime import date, timedelta

from collabtui.demo.story import Story
from collabtui.domain.count_working_days import add_working_days

MEETING = date(2026, 3, 2)
"""The day of the meeting in every story, a Monday; the days it names follow in the same year."""
_DAY = re.compile(
    r"(?P<iso>\d{4}-\d\d-\d\d)|(?P<month>\d{1,2})月(?P<day>\d{1,2})日"
    rf"|(?P<before>\d{{1,2}}) (?P<name>{'|'.join(month_name[1:])})"
)


def moved(story: Story, today: date) -> Story:
    """As many working days from `today` as they were from its meeting."""
    answers = {
        kind: {who: one.model_copy(update={"text": _there(one.text, today)}) for who, one in by_address.items()}
        for kind, by_address in story.answers.items()
    }
    meeting = story.meeting.model_copy(update={"notes": _there(story.meeting.notes, today)})
    return story.model_copy(update={"meeting": meeting, "answers": answers})


def working_day_before(today: date) -> date:
    day = today - timedelta(days=1)
    while not _is_working(day):
        day -= timedelta(days=1)
    return day


def working_day_after(today: date) -> date:
    return add_working_days(today, 1, _is_working)


def _is_working(day: date) -> bool:
    """Monday to Friday: a demo waits for no list of holidays."""
    return day.weekday() < 5


def _there(text: str, today: date) -> str:
    def replaced(found: re.Match[str]) -> str:
        written = _written_day(found)
        apart = sum(_is_working(MEETING + timedelta(days=past)) for past in range(1, (written - MEETING).days + 1))
        day = add_working_days(today, apart, _is_working)
        if found["iso"]:
            return day.isoformat()
        return f"{day.month}月{day.day}日" if found["month"] else f"{day.day} {month_name[day.month]}"

    return _DAY.sub(replaced, text)


def _written_day(found: re.Match[str]) -> date:
    if found["iso"]:
        return date.fromisoformat(found["iso"])
    if found["month"]:
        return date(MEETING.year, int(found["month"]), int(found["day"]))
    return date(MEETING.year, list(month_name).index(found["name"]), int(found["before"]))
