"""What breaks off, asks or is taken back behind a status is not applied as if it were not there."""

import pytest

from collabtui.language.replies.understand import understand
from support.kept_readings import answered
from support.written_replies import new_text


def applied(said: str) -> list[str]:
    return [one.ref for one in understand(new_text(said), answered("minutes", said)).updates if one.status]


@pytest.mark.parametrize(
    "said",
    [
        *("1 done but", "1 done, but...", "1 done. However,", "1 done although", "1 60%, though"),
        *("1 完成，但", "1 完成，但是……", "1 完成。不过", "1 60%，只是"),
        *("1 除了错误码那一章，都写完了", "1：除了附录，都完成了", "1 except the error codes, all done"),
        *("2 已完成\n第2行写错了", "2 已完成\n更正：压测还没做完", "2 done\ncorrection: the load test is not finished"),
        *("1 完成\n更正：交错了", "1 done\ncorrection: I sent the wrong file", "1 完成\n更正：写的是旧的，当我没说"),
        *("2 已完成\n更正：还在测", "2 done\nline 2 is wrong, the load test is not finished"),
        *("Martin   1   done", "Martin | 1 | done", "who\titem\tstate\nMartin\t1\tdone"),
        *("1 done or not", "1 done\n\nPS: forget what I said about 1", "1 done. Please disregard all of the above."),
    ],
)
def test_it_waits(said: str) -> None:
    assert not applied(said)


@pytest.mark.parametrize("said", ["One of the {n} is done.", "one of my {n} items is done", "half of the {n} are done"])
def test_a_share_of_all_is_none_in_particular(said: str) -> None:
    numbers = len([one for one in answered("minutes", said).items if one.number is not None])
    counted = said.format(n={2: "two", 3: "three", 4: "four"}[numbers])
    assert not applied(counted)
    assert applied(counted.replace("One of the", "The").replace("one of my", "my").replace("half of the", "the"))


@pytest.mark.parametrize("said", ["1 完成\n更正：D1的日期是3月5日", "2 done\nCorrection: D1 should read 5 March"])
def test_a_correction_of_the_minutes_leaves_what_is_done_done(said: str) -> None:
    assert applied(said)


@pytest.mark.parametrize(
    "said", ["1 done, but 2 is blocked", "1 完成，但2受阻", "1 done, meanwhile", "1 完成，另外", "But 1 done"]
)
def test_a_but_that_begins_something_else_takes_nothing_back(said: str) -> None:
    assert "A1" in applied(said)
