"""The tables can be believed: whoever measures against them must not have to look for slips in them."""

from collections.abc import Iterable

from support.labelled_replies import (
    Meaning,
    Reply,
    days,
    days_held_out,
    replies,
    replies_fresh,
    replies_held_out,
    replies_office,
    situations,
)

ALL = (*replies(), *replies_held_out(), *replies_fresh(), *replies_office())
PHRASES = (*days(), *days_held_out())


def _said(meaning: Meaning) -> Iterable[str]:
    """What the labels take over from the text."""
    taken = [update.note for update in meaning.updates]
    for request in meaning.requests:
        taken += [request.reason, request.to, request.text]
    # what two clauses say of one item is joined by a line break
    return (line for words in taken if words for line in words.split("\n"))


def _refs(example: Reply) -> list[str]:
    asked = [request.ref for request in example.expect.requests if request.ref]
    return [update.ref for update in example.expect.updates] + asked


def _wrong(examples: Iterable[Reply]) -> list[str]:
    return [f"{example.id}: {example.text}" for example in examples]


def test_each_example_is_there_once() -> None:
    assert len({example.id for example in ALL}) == len(ALL)
    assert len({(example.situation, example.text) for example in ALL}) == len(ALL)
    assert len({phrase.id for phrase in PHRASES}) == len(PHRASES)
    assert len({(p.locale, p.written, p.due, p.text, p.mode) for p in PHRASES}) == len(PHRASES)


def test_every_fifth_in_the_order_of_writing_is_held_out() -> None:
    assert not any(row.number % 5 for row in (*replies_held_out(), *days_held_out()))
    assert all(row.number % 5 for row in (*replies(), *days()))


def test_the_tables_are_as_large_as_was_promised() -> None:
    assert len(replies()) >= 640
    assert len(replies_held_out()) >= 170
    assert len(days()) >= 240
    assert len(days_held_out()) >= 60


def test_both_languages_and_their_mixture_are_there() -> None:
    share = {name: sum(e.language == name for e in ALL) / len(ALL) for name in ("zh", "en", "mix")}
    assert share["zh"] > 0.4
    assert share["en"] > 0.35
    assert share["mix"] > 0.12


def test_at_least_a_third_are_traps() -> None:
    for table in (replies(), replies_held_out(), replies_fresh(), replies_office()):
        assert 3 * sum(example.trap for example in table) >= len(table)


def test_only_items_of_the_situation_are_touched() -> None:
    known = {name: {item.ref for item in situation.items} for name, situation in situations().items()}
    assert not _wrong(example for example in ALL if not known[example.situation].issuperset(_refs(example)))


def test_an_item_has_one_update_and_one_request_of_a_kind() -> None:
    for example in ALL:
        updated = [update.ref for update in example.expect.updates]
        asked = [(request.ref, request.ask) for request in example.expect.requests]
        assert len(set(updated)) == len(updated), example.id
        assert len(set(asked)) == len(asked), example.id


def test_what_is_taken_over_stands_in_the_text_character_for_character() -> None:
    assert not _wrong(example for example in ALL if any(said not in example.text for said in _said(example.expect)))


def test_a_percentage_fits_its_status() -> None:
    for example in ALL:
        for update in example.expect.updates:
            fits = {"done": [100], "in-progress": [None, *range(1, 100)]}.get(update.status or "", [None])
            assert update.percent in fits, example.id
            assert update.status != "cancelled", example.id


def test_an_update_says_something() -> None:
    silent = [e for e in ALL if any(not (u.status or u.note or u.accept) for u in e.expect.updates)]
    assert not _wrong(silent)


def test_what_does_not_count_waits_and_is_a_trap() -> None:
    assert not _wrong(e for e in ALL if e.expect.codes and not e.expect.waits)
    assert not _wrong(e for e in ALL if e.expect.waits and not e.trap)


def test_nothing_is_postponed_to_a_day_before_the_mail() -> None:
    for example in ALL:
        for request in example.expect.requests:
            assert request.due is None or request.due >= situations()[example.situation].written, example.id


def test_only_a_correction_names_no_item_and_only_it_has_a_text() -> None:
    for example in ALL:
        for request in example.expect.requests:
            assert (request.ask == "correct") == (request.text is not None), example.id
            assert request.ref or request.ask == "correct", example.id


def test_sign_off_needs_minutes_and_attendance_an_invitation() -> None:
    for example in ALL:
        situation = situations()[example.situation]
        assert example.expect.sign_off is None or situation.minutes, example.id
        assert example.expect.rsvp is None or situation.invitation, example.id


def test_a_correction_withholds_the_sign_off() -> None:
    for example in ALL:
        corrects = any(request.ask == "correct" for request in example.expect.requests)
        if situations()[example.situation].minutes:
            assert corrects == (example.expect.sign_off == "corrected"), example.id


def test_numbers_run_from_one_by_due_date_before_what_has_none() -> None:
    for name, situation in situations().items():
        numbered = [item for item in situation.items if item.number]
        assert [item.number for item in numbered] == list(range(1, len(numbered) + 1)), name
        assert situation.items[: len(numbered)] == tuple(numbered), name
        dates = [item.due for item in numbered if item.due]
        assert dates == sorted(dates), name


def test_items_of_others_are_not_ones_own() -> None:
    for name, situation in situations().items():
        own = {item.ref for item in situation.items}
        assert own.isdisjoint(item.ref for item in situation.others_items), name


def test_a_day_that_is_meant_is_not_past() -> None:
    past = [phrase.id for phrase in PHRASES if phrase.expect.day and phrase.expect.day < phrase.written]
    assert not past


def test_a_length_of_time_needs_a_due_date_only_where_there_is_none() -> None:
    assert not [phrase.id for phrase in PHRASES if phrase.expect.refuse == "needs-due" and phrase.due]


def test_a_quarter_of_the_phrases_give_no_day() -> None:
    for table in (days(), days_held_out()):
        assert 4 * sum(phrase.expect.day is None for phrase in table) >= len(table)
