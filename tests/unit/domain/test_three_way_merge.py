"""A form keeps what others have changed meanwhile: by a table, and by two people at random."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabtui.domain.three_way_merge import LINES, LIST, REFS, SENTENCES, Clash, merge, put_together

FIELDS = ("title", "owner", "goal")
texts = st.sampled_from(["", "a", "b", "c"])
forms = st.fixed_dictionaries(dict.fromkeys(FIELDS, texts))


@pytest.mark.parametrize(
    ("seen", "mine", "now", "value", "clashes"),
    [
        ("a", "a", "a", "a", False),
        ("a", "b", "a", "b", False),
        ("a", "a", "b", "b", False),
        ("a", "b", "b", "b", False),
        ("a", "b", "c", "b", True),
        ("a ", "a", "b", "b", False),
        ("", "b", "", "b", False),
        ("a", "", "b", "", True),
    ],
)
def test_each_field_has_its_last_word(seen: str, mine: str, now: str, value: str, clashes: bool) -> None:
    found = merge({"title": seen}, {"title": mine}, {"title": now})
    assert (found.values["title"], bool(found.clashes)) == (value, clashes)


@pytest.mark.parametrize(
    ("before", "mine", "theirs", "separator", "both"),
    [
        ("张伟", "张伟, 陈静", "张伟、Bob", LIST, "张伟, Bob, 陈静"),
        ("张伟, 陈静", "陈静", "张伟, 陈静, Bob", LIST, "陈静, Bob"),
        ("A1", "A1 A2", "A1 A3", REFS, "A1 A3 A2"),
        ("one", "one\ntwo", "zero\none", LINES, "zero\none\ntwo"),
        ("draft", "report", "slides", SENTENCES, "slides; report"),
        ("report", "report; slides", "", SENTENCES, "slides"),
        ("草稿", "报告", "幻灯片", SENTENCES, "幻灯片；报告"),
        ("报告", "报告；附件", "报告；封面", SENTENCES, "报告；封面；附件"),
        ("草稿", "报告", "slides", SENTENCES, "slides; 报告"),
        ("4 Dec", "5 Dec", "6 Dec", "", ""),
    ],
)
def test_both_is_what_either_has_put_in_or_taken_out(
    before: str, mine: str, theirs: str, separator: str, both: str
) -> None:
    assert put_together(before, mine, theirs, separator) == both


@given(forms, forms, forms)
def test_nothing_of_anybody_is_lost_unasked(seen: dict[str, str], mine: dict[str, str], now: dict[str, str]) -> None:
    found = merge(seen, mine, now)
    asked = {clash.field for clash in found.clashes}
    for field in FIELDS:
        touched, moved = mine[field] != seen[field], now[field] != seen[field]
        assert (field in asked) == (touched and moved and mine[field] != now[field])
        assert found.values[field] == (mine[field] if touched else now[field])


def test_a_clash_names_both_values() -> None:
    (clash,) = merge({"goal": "a"}, {"goal": "b"}, {"goal": "c"}, {"goal": SENTENCES}).clashes
    assert clash == Clash("goal", "c", "b", "c; b")
