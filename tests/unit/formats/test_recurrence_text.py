from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabtui.domain.meetings.recurrence import Rule, has_day
from collabtui.errors import Refused
from collabtui.formats.agenda.recurrence_text import read_recurrence, write_recurrence

MONDAY = date(2026, 3, 2)
JUNE = date(2026, 6, 29)


@pytest.mark.parametrize(
    ("texts", "rule"),
    [
        (("weekly", "every week", "Every Monday", "on Mondays"), Rule(every="week")),
        (("每周", "每星期", "每周一", "每个星期一"), Rule(every="week")),
        (("biweekly", "fortnightly", "every other week", "every two weeks"), Rule(every="week", interval=2)),
        (("隔周", "双周", "每两周", "每2周"), Rule(every="week", interval=2)),
        (("monthly", "every month", "每月", "每个月", "每月2号"), Rule(every="month")),
        (("quarterly", "every 3 months", "每季度", "每三个月", "每3个月"), Rule(every="month", interval=3)),
        (
            ("every Monday and Thursday", "weekly on mon, thu", "每周一、周四", "每周一和四", "每周一、四"),
            Rule(every="week", weekdays=(0, 3)),
        ),
        (("every working day", "daily", "每个工作日", "每天"), Rule(every="week", weekdays=(0, 1, 2, 3, 4))),
        (
            ("every first Monday", "monthly on the first Monday", "first Monday of the month", "每月第一个周一"),
            Rule(every="month", weekdays=(0,), nth=1),
        ),
        (("monthly on the 1st Monday", "每月第1个星期一"), Rule(every="month", weekdays=(0,), nth=1)),
        (
            ("weekly until 2026-06-29", "every week till 2026-06-29", "weekly until 29 June"),
            Rule(every="week", until=JUNE),
        ),
        (("每周，到6月29日", "每周 直到 2026-06-29 为止", "每周至6月29号"), Rule(every="week", until=JUNE)),
        (("weekly, 6 times", "every week for 6 times", "every week six times"), Rule(every="week", count=6)),
        (("每周 共6次", "每周，共六次"), Rule(every="week", count=6)),
        (("weekly for 3 weeks", "every week for three weeks", "每周，共3周"), Rule(every="week", count=3)),
        (("every 2 weeks for 6 weeks", "每两周，共6周"), Rule(every="week", interval=2, count=3)),
        (("monthly for 3 months",), Rule(every="month", count=3)),
    ],
)
def test_what_people_write_is_a_rule(texts: tuple[str, ...], rule: Rule) -> None:
    for text in texts:
        assert read_recurrence(text, 3, start=MONDAY, today=MONDAY) == rule, text


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("sometimes", "agenda.recurrence"),
        ("every", "agenda.recurrence"),
        ("every second Monday", "agenda.recurrence"),
        ("every 2nd Monday", "agenda.recurrence"),
        ("every 0 weeks", "agenda.recurrence"),
        ("every 1002 weeks", "agenda.recurrence"),
        ("every 0 weeks for 6 weeks", "agenda.recurrence"),
        ("每0周", "agenda.recurrence"),
        ("6 times", "agenda.recurrence"),
        ("weekly for 2 months", "agenda.recurrence"),
        ("every 2 weeks for 3 weeks", "agenda.recurrence"),
        ("for 3 weeks", "agenda.recurrence"),
        ("every 6", "agenda.recurrence"),
        ("weekly until 2026-06-29, 6 times", "agenda.bad_time"),
        ("every month on Monday and Thursday", "agenda.recurrence"),
        ("每年", "agenda.recurrence"),
        ("every Thursday", "agenda.recurrence_day"),
        ("每月第二个周一", "agenda.recurrence_day"),
        ("每月5号", "agenda.recurrence_day"),
        ("weekly until 2026-02-01", "agenda.recurrence_over"),
        ("weekly until 2026-02-30", "agenda.no_such_day"),
    ],
)
def test_what_is_no_rule_for_that_day_is_refused(text: str, key: str) -> None:
    with pytest.raises(Refused) as refused:
        read_recurrence(text, 3, start=MONDAY, today=MONDAY)
    assert refused.value.key == key
    assert refused.value.values["line"] == 3


WEEKDAYS = st.sets(st.integers(0, 6)).map(lambda some: tuple(sorted(some)))
INTERVALS = st.integers(1, 60)
RULES = st.one_of(
    st.builds(Rule, every=st.just("week"), interval=INTERVALS, weekdays=WEEKDAYS),
    st.builds(Rule, every=st.just("month"), interval=INTERVALS),
    st.builds(
        Rule,
        every=st.just("month"),
        weekdays=st.integers(0, 6).map(lambda day: (day,)),
        nth=st.sampled_from([1, 2, 3, 4, -1]),
    ),
)
ENDS: st.SearchStrategy[dict[str, object]] = st.one_of(
    st.just({}),
    st.integers(1, 60).map(lambda n: {"count": n}),
    st.dates(date(2026, 6, 1), date(2027, 12, 31)).map(lambda day: {"until": day}),
)


@given(RULES, ENDS, st.dates(date(2026, 3, 2), date(2026, 5, 31)))
def test_what_was_written_reads_the_same(rule: Rule, end: dict[str, object], start: date) -> None:
    rule = rule.model_copy(update=end)
    if rule.every == "week" and rule.weekdays == (start.weekday(),):
        rule = rule.model_copy(update={"weekdays": ()})
    if not has_day(rule, start):
        return
    for locale in ("zh", "en"):
        assert read_recurrence(write_recurrence(rule, locale), 1, start=start, today=start) == rule
