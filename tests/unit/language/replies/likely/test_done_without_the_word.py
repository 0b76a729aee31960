"""What is done, told without a word for it; and what is so many of so many, or short of it."""

import pytest

from support.listed_items import asked, notes, offered, read_listed, states, waiting

_LIBRARIANS = ("Mend the atlas", "Visit the households", "Return the rented scores", "Close stale loans")
_VETS = ("修剪绿篱", "播种草坪", "清理水池", "回访40户")


@pytest.mark.parametrize(
    "text", ["Did that yesterday", "Yup did that yesterday", "did it already", "did that ages ago"]
)
def test_who_did_it_says_so(text: str) -> None:
    assert states(read_listed(text, ("Mend the atlas",), minutes=False)) == ["A1 done"]


@pytest.mark.parametrize("text", ["did that help", "did that?", "Did Bob do that", "did it work yesterday", "did you"])
def test_who_asks_whether_it_was_done_does_not(text: str) -> None:
    assert states(read_listed(text, ("Mend the atlas",), minutes=False)) == []


@pytest.mark.parametrize(
    ("text", "titles", "offers"),
    [
        ("4 closed 'em all", _LIBRARIANS, ["A4 done"]),
        ("Closing 1 and 3", _LIBRARIANS, ["A1 done", "A3 done"]),
        ("Closing 1 and 3 on Friday", _LIBRARIANS, []),
        ("Closing remarks: 1 is fine", _LIBRARIANS, []),
        ("1 terminated", _LIBRARIANS, ["A1 done"]),
        ("The scores are already sent back", _LIBRARIANS, ["A3 done"]),
        ("1 sent back", _LIBRARIANS, []),
        ("3 not sent back", _LIBRARIANS, []),
        ("投影仪还回去了", ("归还投影仪", "订花"), ["A1 done"]),
        ("完的是第3条", _VETS, ["A3 done"]),
        ("没完的是第3条", _VETS, []),
        ("3不用再管了", _VETS, ["A3 cancel", "A3 done"]),
        ("清理水池正常，不用再管了", _VETS, ["A3 cancel", "A3 done"]),
        ("3不做了", _VETS, []),
        ("3完成，不用再管了", _VETS, []),
        ("I'd rather we dropped 3", _LIBRARIANS, ["A3 cancel"]),
        ("I'd rather not drop 3", _LIBRARIANS, []),
        ("Households - left a voicemail", _LIBRARIANS, []),
    ],
)
def test_it_is_offered_and_no_more(text: str, titles: tuple[str, ...], offers: list[str]) -> None:
    found = read_listed(text, titles)
    assert offered(found) == offers
    assert not [one for one in offers if one in states(found)]


@pytest.mark.parametrize(
    ("text", "applied", "offers"),
    [
        ("1 done 👍 2 👍", ["A1 done"], ["A2 done"]),
        ("1 完成 👍 2 👍", ["A1 done"], ["A2 done"]),
        ("1 完成 👍 2 完成 👍", ["A1 done", "A2 done"], []),
        ("1 👍 2 👍", [], []),
        ("1 blocked 👍 2 👍", ["A1 blocked"], []),
        ("1✔\n2✔", ["A1 done", "A2 done"], []),
    ],
)
def test_a_thumb_goes_on_with_what_is_done(text: str, applied: list[str], offers: list[str]) -> None:
    found = read_listed(text, _LIBRARIANS)
    assert (states(found), offered(found)) == (applied, offers)


@pytest.mark.parametrize(
    ("text", "titles", "offers"),
    [
        ("2: 31 of 40", _LIBRARIANS, ["A2 77"]),
        ("2 delivered 150 of 200", _LIBRARIANS, ["A2 75"]),
        ("2: I checked 30 from 45", _LIBRARIANS, ["A2 66"]),
        ("households i have 31 of 40", _LIBRARIANS, ["A2 77"]),
        ("2 40 of 40", _LIBRARIANS, ["A2 done"]),
        ("Households I visited already 30 from 45 people", _LIBRARIANS, ["A2 66"]),
        ("2 from 30 to 45", _LIBRARIANS, []),
        ("2 I can visit 31 of 40 tomorrow", _LIBRARIANS, []),
        ("4 回访31户/40户", _VETS, ["A4 77"]),
        ("4 31/40户", _VETS, ["A4 77"]),
        ("4 每户31元/40元", _VETS, []),
    ],
)
def test_so_many_of_so_many_is_offered_as_a_share(text: str, titles: tuple[str, ...], offers: list[str]) -> None:
    found = read_listed(text, titles)
    assert (states(found), offered(found)) == ([], offers)


@pytest.mark.parametrize(
    "text", ["4 31户/40户", "4 31户/40户不合格", "2 31 of 40 refused", "2 already 30 from 45 people"]
)
def test_so_many_of_so_many_is_never_done(text: str) -> None:
    found = read_listed(text, _VETS)
    assert not [one for one in (*states(found), *offered(found)) if "done" in one]


@pytest.mark.parametrize(
    ("text", "offers"),
    [
        ("1 delivered 150, 50 short", ["A1 in-progress"]),
        ("1 delivered, 50 short", ["A1 in-progress"]),
        ("1 delivered 300, 20 too few", ["A1 in-progress"]),
        ("1 送了150，还差50", ["A1 in-progress"]),
        ("1 delivered 150, short notice though", ["A1 done"]),
        ("1 送到了，一张不少", ["A1 done"]),
    ],
)
def test_what_is_short_of_its_number_is_not_offered_as_done(text: str, offers: list[str]) -> None:
    titles = (
        ("Deliver the posters", "Plant the bulbs") if text[-1].isascii() and "送" not in text else ("送海报", "种球茎")
    )
    assert offered(read_listed(text, titles)) == offers


def test_days_before_a_for_are_each_of_the_item_behind_it() -> None:
    found = read_listed("I need until 24 September for 1 and until 28 September for 2.", _LIBRARIANS)
    assert asked(found) == ["A1 postpone 24", "A2 postpone 28"]
    found = read_listed("until Friday for the atlas and Monday for the households", _LIBRARIANS)
    assert asked(found) == ["A1 postpone 18", "A2 postpone 21"]
    found = read_listed("Please can I have until Friday for 1 and Monday for 2? 3 is fine.", _LIBRARIANS)
    assert sorted((*offered(found), *asked(found))) == ["A1 postpone 18", "A2 postpone 21"]


@pytest.mark.parametrize(
    "text", ["I booked Monday for 2 and Tuesday for 3 people", "I paid Friday for 1 and Monday for 2 coaches"]
)
def test_days_for_numbers_of_things_are_not(text: str) -> None:
    assert asked(read_listed(text, _LIBRARIANS)) == []


@pytest.mark.parametrize(
    ("text", "applied"),
    [
        ("For the 1, done. For the 2 I am at the half.", ["A1 done", "A2 50"]),
        ("for the 1 it's ok, I have mended it this morning. For the 2 I am at the half.", ["A1 done", "A2 50"]),
        ("The 1 is done, the 2 is in progress", ["A1 done", "A2 in-progress"]),
        ("For the 4 it is finished since yesterday.", ["A4 done"]),
        ("for the 2 men it's done", []),
        ("the 2 of us are done", []),
        ("Waiting for the 2 drivers", []),
        ("Please move for the 2 days", []),
    ],
)
def test_the_one_is_an_item_as_in_french(text: str, applied: list[str]) -> None:
    assert states(read_listed(text, _LIBRARIANS)) == applied


@pytest.mark.parametrize(
    ("text", "applied"),
    [
        ("1完成\n许国庆", ["A1 done"]),
        ("1完成。许国庆", ["A1 done"]),
        ("1完成\n李中秋", ["A1 done"]),
        ("1完成\n国庆", []),
        ("1完成\n于国庆", []),
    ],
)
def test_a_name_like_a_feast_signs(text: str, applied: list[str]) -> None:
    found = read_listed(text, _VETS)
    assert (states(found), notes(found)) == (applied, [])


def test_a_name_like_a_feast_is_whole_where_it_takes_an_item() -> None:
    assert asked(read_listed("2转给许国庆", _VETS)) == ["A2 reassign 许国庆"]
    assert [one.due for one in read_listed("2 改到国庆", _VETS).requests] == [None]


_PLUMBERS = ("Fix the pool pump", "Retile the steam room", "Replace the lobby carpet", "Descale the boilers")
_SPOKEN = "ok so the pump is fixed um the steam room {steam} the carpet we decided not to do and the boilers next week"


@pytest.mark.parametrize(
    ("steam", "applied"),
    [
        ("is on hold till the new tiles come", ["A1 done", "A2 blocked"]),
        ("tiles came in the wrong colour so that's on hold till the new ones come", ["A1 done"]),
    ],
)
def test_each_item_of_dictated_text_begins_a_clause(steam: str, applied: list[str]) -> None:
    found = read_listed(_SPOKEN.format(steam=steam), _PLUMBERS)
    assert (states(found), offered(found)) == (applied, ["A3 cancel"])
    assert not [one for one in notes(found) if one.startswith("A1")]


@pytest.mark.parametrize(
    "text",
    [
        "the pump is fixed once the carpet is done",
        "the pump is fixed unless the carpet is done",
        "the pump is fixed only the carpet is done",
        "the pump is fixed as soon as the carpet is done",
        "the pump is fixed when the carpet is done",
        "the pump should be fixed the carpet is open",
    ],
)
def test_what_leads_on_to_an_item_of_dictated_text_ends_no_clause(text: str) -> None:
    assert states(read_listed(text, _PLUMBERS)) == []


_RUNS_ON = "till the new ones come probably the twenty second then the rug we decided not to do"


def test_a_long_reason_waits_that_nothing_took() -> None:
    taken = read_listed(f"1 done. 2 is on hold {_RUNS_ON}", _PLUMBERS)
    assert states(taken) == ["A1 done", "A2 blocked"]
    lost = read_listed(f"1 done. It all came in the wrong colour so that's on hold {_RUNS_ON}", _PLUMBERS)
    assert (waiting(taken), _RUNS_ON.removeprefix("till ") in waiting(lost)) == ([], True)
