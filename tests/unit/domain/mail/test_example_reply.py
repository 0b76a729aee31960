"""The example that a mail shows is of what the mail lists, and of days to come."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from collabtui.domain.mail.example_reply import example_reply
from collabtui.domain.mail.mail_records import NumberedItem

TODAY = date(2026, 3, 5)
"""A Thursday."""


def _weekday(day: date) -> bool:
    return day.weekday() < 5


@given(st.lists(st.one_of(st.none(), st.dates(date(2026, 1, 1), date(2026, 12, 31))), max_size=5))
def test_its_numbers_are_the_mails_and_its_day_is_worked_and_to_come(dues: list[date | None]) -> None:
    items = [NumberedItem(number=n, ref=f"A{n}", title="x", due=due) for n, due in enumerate(dues, 1)]
    example = example_reply(items, TODAY, _weekday)
    assert {example.first, example.last} <= {str(item.number) for item in items} | (set() if items else {""})
    assert example.day > TODAY
    assert _weekday(example.day)
    assert not items or items[-1].due is None or example.day > items[-1].due


def test_three_working_days_after_it_is_due() -> None:
    item = NumberedItem(number=1, ref="A1", title="x", due=date(2026, 3, 13))
    assert example_reply([item], TODAY, _weekday).day == date(2026, 3, 18)


def test_what_the_mail_does_not_number_is_named_by_its_ref() -> None:
    item = NumberedItem(number=0, ref="A7", title="x")
    example = example_reply([item], TODAY, _weekday)
    assert (example.first, example.last) == ("A7", "A7")


def test_the_calendar_is_asked_only_where_the_day_is_shown() -> None:
    asked: list[date] = []

    def noted(day: date) -> bool:
        asked.append(day)
        return True

    example = example_reply([NumberedItem(number=1, ref="A7", title="x")], TODAY, noted)
    assert asked == []
    assert example.day == date(2026, 3, 8)
    assert asked
