"""What is only likely is proposed: the weights belong to the tables, are right where they were not learnt, and apply
nothing."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from collabtui.domain.mail.reply import Item, Proposal, ReplyContext, Understanding
from collabtui.language.replies import understand as reader
from collabtui.language.replies.likely import likely_readings
from collabtui.language.replies.likely.item_words import ItemWords
from collabtui.language.replies.likely.passages import parts
from collabtui.language.replies.likely.weights import FILE, NONE, Weights, weights
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.understand import understand
from collabtui.language.replies.words.loose_values import loose_share
from support import families
from support.labelled_replies import situations
from support.written_replies import new_text
from training.labelled_passages import (
    HELD_OUT,
    LEARNT_FROM,
    LabelledMail,
    is_held_out,
    labelled_mails,
    rows,
    written_to_learn_from,
)
from training.train_proposals import ASTRAY, KINDS, PRECISION, Table, inputs, measured, scored

LARGEST_FILE = 1_500_000
RECALL = 0.5


@cache
def _learnt_from() -> tuple[LabelledMail, ...]:
    return tuple(one for path in LEARNT_FROM for one in written_to_learn_from(path))


def test_the_weights_were_made_from_these_tables() -> None:
    """Else: scripts/train-proposals."""
    assert f'"inputs": "{inputs(list(labelled_mails()))}"' in FILE.read_text(encoding="utf-8")
    assert FILE.stat().st_size <= LARGEST_FILE
    assert weights().kinds == KINDS


def test_the_weights_are_a_table_by_feature() -> None:
    rows = weights().rows
    names = list(rows)
    assert len(rows) == len(set(names)) > 1000
    assert all(name in rows and len(rows[name]) == len(weights().kinds) and any(rows[name]) for name in names[:50])
    assert "no such feature" not in rows


def test_what_was_not_learnt_is_proposed_right() -> None:
    mails = [one for one in _learnt_from() if is_held_out(one.text)]
    kept = scored(Table(mails, list(rows(mails))), weights(), (HELD_OUT,))
    found = measured(kept, weights().enough)
    assert len(mails) > 100
    assert found.precision >= PRECISION
    assert found.recall >= RECALL
    assert found.astray <= ASTRAY


@pytest.mark.parametrize("path", LEARNT_FROM, ids=lambda path: path.stem)
def test_it_applies_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def applied(found: Understanding) -> list[object]:
        return [found.updates, found.requests, found.sign_off, found.rsvp, found.needs_date]

    def unlearnt(readings: Sequence[Reading], *_: object) -> Sequence[Reading]:
        return readings

    mails = list(written_to_learn_from(path))
    with_it = [understand(new_text(one.text), one.situation) for one in mails]
    monkeypatch.setattr(reader, "with_likely_proposed", unlearnt)
    without = [understand(new_text(one.text), one.situation) for one in mails]
    assert [applied(one) for one in with_it] == [applied(one) for one in without]
    # and nothing that waited or was proposed is lost
    assert all(bool(one.doubt) >= bool(other.doubt) for one, other in zip(with_it, without, strict=True))
    assert all(len(one.proposals) >= len(other.proposals) for one, other in zip(with_it, without, strict=True))
    assert (
        sum(len(one.proposals) > len(other.proposals) for one, other in zip(with_it, without, strict=True))
        > len(mails) // 4
    )


def _understood(text: str, items: int = 1, *, minutes: bool = True) -> Understanding:
    titles = ("Order the fire doors", "Audit the kitchen") if text.isascii() else ("订购防火门", "检查厨房")
    own = (
        Item(ref=f"A{number}", number=number, title=title, due=date(2026, 5, 8))
        for number, title in enumerate(titles[:items], 1)
    )
    situation = ReplyContext(items=tuple(own), locale="en", written=date(2026, 5, 6), minutes="M1" if minutes else None)
    return understand(new_text(text), situation)


def _likely(found: Understanding) -> Iterator[Proposal]:
    return (one for one in found.proposals if one.why == "likely")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("两樘门昨天装上了，验收单也签了", "done"),
        ("昨晚都码在仓库里了，单子也贴上去了", "done"),
        ("供应商一直不给货，干等着没办法", "blocked"),
        ("Customs are still sitting on the crates, nothing I can do from our end", "blocked"),
    ],
)
def test_a_passage_in_free_words_is_proposed(text: str, says: str) -> None:
    found = _understood(text)
    assert [(one.ref, one.status or one.ask) for one in _likely(found)] == [("A1", says)]
    assert not any(one.status for one in found.updates)
    assert found.doubt


def test_it_says_which_words_weighed_most() -> None:
    text = "供应商一直不给货，干等着没办法"
    found = _understood(text)
    weighed = [text[span.start : span.end] for clause in found.clauses for span in clause.weighed]
    assert 1 <= len(weighed) <= 3
    assert all(weighed)


def test_a_question_may_be_a_request_and_tells_no_state() -> None:
    assert [(one.ref, one.ask) for one in _likely(_understood("宽限几天成不成？"))] == [("A1", "postpone")]


def _invited(text: str) -> Understanding:
    return understand(new_text(text), ReplyContext(items=(), locale="en", written=date(2026, 5, 6), invitation=True))


def test_why_somebody_does_not_come_is_a_likely_no() -> None:
    found = _invited("I have to be in court that morning, I'm afraid")
    assert [(one.ref, one.ask) for one in _likely(found)] == [(None, "declined")]
    assert found.rsvp is None
    assert found.doubt


@pytest.mark.parametrize("text", ["Which floor is it on?", "这会能不能往后挪半小时？", "I can't make it. In court"])
def test_a_question_and_a_plain_answer_to_an_invitation_bring_nothing_likely(text: str) -> None:
    assert list(_likely(_invited(text))) == []


def _features(text: str) -> set[str]:
    mail = LabelledMail(text, ReplyContext(
        items=(Item(ref="A1", number=1, title="Order the fire doors", due=date(2026, 5, 8)),),
        locale="en", written=date(2026, 5, 6), minutes="M1",
    ), frozenset(), "")  # fmt: skip
    return {name for row in rows([mail]) for name in row.features}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They shipped round the cape", "c:send.ed"),
        ("They are shipping round the cape", "c:send.ing"),
        ("Nothing shipped round the cape", "c:!send.ed"),
        ("The lads shipped, and customs broke it", "c:send.ed>party"),
        ("海关那边压着，船也没动静", "c:wait"),
        ("厂里发过去的", "c:party>send.ed"),
    ],
)
def test_words_are_weighed_by_what_they_are_about(text: str, name: str) -> None:
    assert name in _features(text)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Blorf on 2026-05-20", "later"),
        ("Blorf on 2026-05-07", "in-time"),
        ("Blorf on 2026-05-06", "today"),
        ("Blorf on 2026-05-04", "past"),
        ("Blorf two more days", "length"),
    ],
)
def test_a_day_is_weighed_by_where_it_lies(text: str, place: str) -> None:
    assert f"d:{place}" in _features(text)


def _rows(rows: Mapping[str, Mapping[str, int]]) -> dict[str, list[int]]:
    """By feature and kind, as weights have them: one for each kind."""
    return {name: [row.get(kind, 0) for kind in KINDS] for name, row in rows.items()}


def _weighing(kind: str, word: str) -> Weights:
    """Weights that know one word only."""
    return Weights(KINDS, dict.fromkeys(KINDS[1:], 0.5), 1.0, _rows({word: {kind: 9, NONE: -9}}))


@pytest.mark.parametrize("text", ['The lads snark "as is"', "The 8 lads of item 8 snark"])
def test_quoted_words_and_a_number_of_no_item_leave_the_rest_to_be_weighed(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(likely_readings, "weights", lambda: _weighing("blocked", "snark"))
    assert [(one.ref, one.status) for one in _likely(_understood(text))] == [("A1", "blocked")]
    assert not list(_likely(_understood(text, items=2)))


def test_what_he_calls_a_note_is_no_more() -> None:
    assert list(_likely(_understood("1 备注：供应商一直不给货，干等着没办法"))) == []


def test_what_is_said_in_several_passages_is_weighed_together(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Blorf is what the page has. Snark was the thing"
    rows = {"blorf": {"correct": 2}, "snark": {"correct": 3}, "s:any": {NONE: 3}}
    both = Weights(KINDS, {"correct": 0.6}, 1.0, _rows(rows))
    monkeypatch.setattr(likely_readings, "weights", lambda: both)
    assert [(one.ask, one.text) for one in _likely(_understood(text, items=0))] == [("correct", "Snark was the thing")]
    assert not list(_likely(_understood("Blorf is what the page has", items=0)))


def test_a_postponement_has_the_day_of_the_passage_beside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(likely_readings, "weights", lambda: _weighing("postpone", "snark"))
    for text, day in (
        ("The doors snark a little. The new day would be 2026-05-20", date(2026, 5, 20)),
        ("The doors snark a little. One day would be 2026-05-20. The other would be 2026-05-21", None),
    ):
        assert [(one.ask, one.due) for one in _likely(_understood(text))] == [("postpone", day)]


def test_of_an_item_of_somebody_else_nothing_is_likely(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(likely_readings, "weights", lambda: _weighing("blocked", "snark"))
    others = (Item(ref="A9", title="Audit the kitchen"),)
    own = (Item(ref="A1", number=1, title="Order the fire doors"),)
    situation = ReplyContext(items=own, others_items=others, locale="en", written=date(2026, 5, 6), minutes="M1")
    assert [one.ref for one in _likely(understand(new_text("The fire doors snark"), situation))] == ["A1"]
    assert not list(_likely(understand(new_text("The kitchen audit snark"), situation)))


@pytest.mark.parametrize(
    "text",
    [
        "Customs are still sitting on the crates, nothing I can do from our end?",
        "厂家一直不发货，我们这边干等着吗？",
        "Los cajones siguen en la aduana y no puedo hacer nada",
    ],
)
def test_a_question_and_a_foreign_language_propose_nothing(text: str) -> None:
    assert list(_likely(_understood(text))) == []


@pytest.mark.parametrize("text", ["跟上周一样", "和上周一样", "跟昨天一样", "same as last week"])
def test_what_is_as_it_was_is_no_wish_for_more_time(text: str) -> None:
    assert list(_likely(_understood(text))) == []


def test_of_several_items_none_is_picked() -> None:
    assert list(_likely(_understood("供应商一直不给货，干等着没办法", items=2))) == []


PAIRS = {
    "en": (("Penetration test", "findings"), ("Poster for the open day", "print file")),
    "zh": (("安全帽采购", "验收单"), ("工位平面图", "图纸")),
}


@pytest.mark.parametrize(
    ("text", "refs"),
    [
        ("tests snark", ("A1",)),
        ("no posters snark", ("A2",)),
        ("the findings snark", ("A1",)),
        ("the second one snarks", ("A2",)),
        ("the former snarks", ("A1",)),
        ("the latter snarks", ("A2",)),
        ("the poster of the findings snarks", ()),
        ("it snarks", ()),
        ("帽子还没顾上问价", ("A1",)),
        ("图的事我得道个歉", ("A2",)),
        ("后者不必搞了", ("A2",)),
        ("项目的工作做好了", ()),
    ],
)
def test_a_clause_is_of_the_item_whose_words_are_nearest(text: str, refs: tuple[str, ...]) -> None:
    assert _words_of(PAIRS["en" if text.isascii() else "zh"]).named_in(text) == refs


def _words_of(pairs: Sequence[tuple[str, str]], *others: str) -> ItemWords:
    items = tuple(
        Item(ref=f"A{number}", number=number, title=title, deliverable=deliverable)
        for number, (title, deliverable) in enumerate(pairs, 1)
    )
    others_items = tuple(Item(ref=f"A{number}", title=title) for number, title in enumerate(others, 8))
    return ItemWords(ReplyContext(items=items, others_items=others_items, locale="en", written=date(2026, 5, 6)))


def test_words_that_others_have_too_name_no_item_and_one_item_needs_no_name() -> None:
    assert _words_of(PAIRS["en"], "Posters of the choir").named_in("the poster snarks") == ()
    assert _words_of(PAIRS["en"][:1]).named_in("the test snarks") == ()
    three = _words_of((*PAIRS["en"], ("Buns", "")))
    assert three.named_in("the latter snarks") == ()
    assert three.named_in("the third snarks") == ("A3",)


def test_an_item_is_named_within_the_length_of_a_sentence() -> None:
    """What is longer names none: each of its characters would be weighed."""
    text = "the poster snarks"
    assert _words_of(PAIRS["en"]).named_in(f"{text:<9000}") == _words_of(PAIRS["en"]).named_in(text) != ()
    assert _words_of(PAIRS["en"]).named_in(f"{text:>9000}") == ()


def test_the_item_that_is_named_nowhere_is_what_is_left() -> None:
    two, three = _words_of(PAIRS["en"]), _words_of((*PAIRS["en"], ("Buns", "")))
    assert two.left_over(["A1"]) == ("A2",)
    assert two.left_over([]) == two.left_over(["A1", "A2"]) == ()
    assert three.left_over(["A1"]) == ()


def test_of_several_items_that_of_the_words_and_the_one_left_are_proposed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(likely_readings, "weights", lambda: _weighing("blocked", "snark"))
    assert [one.ref for one in _likely(_understood("Kitchens snark", items=2))] == ["A2"]
    assert [one.ref for one in _likely(_understood("Lads snark. The kitchen audit is 20%", items=2))] == ["A1"]


def test_of_two_sentences_that_deny_each_other_neither_is_likely(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        likely_readings, "weights", lambda: Weights(KINDS, {"done": 0.1}, 1.0, _rows({"s:any": {"done": 9}}))
    )
    assert not list(_likely(_understood("1 完成了。昨天1还没完成", items=2)))


def test_what_a_sentence_leaves_open_may_be_likely(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(likely_readings, "weights", lambda: _weighing("accept", "take"))
    assert [(one.ref, one.ask) for one in _likely(_understood("Both fine with me, I'll take them", items=2))] == [
        ("A1", "accept"), ("A2", "accept")
    ]  # fmt: skip


@pytest.mark.parametrize(("text", "says"), [("1 微完成", []), ("1 架子完成", ["done"])])
def test_a_character_like_a_denial_is_one(text: str, says: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        likely_readings, "weights", lambda: Weights(KINDS, {"done": 0.1}, 1.0, _rows({"s:any": {"done": 9}}))
    )
    found = _understood(text)
    assert [one.status for one in found.proposals if one.why == "likely"] == says or any(
        one.status == "done" for one in found.proposals
    ) is bool(says)


@pytest.mark.parametrize(
    ("text", "dues"),
    [
        ("The crew snarks until 2026-05-18, so I propose 2026-05-20", [date(2026, 5, 20)]),
        ("The day of 2026-05-20 snarks", [date(2026, 5, 20)]),
        ("The day snarks", [None]),
        ("The day of 2026-05-07 snarks", []),
    ],
)
def test_a_likely_postponement_is_to_the_last_day_behind_the_due_date(
    text: str, dues: list[date | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What comes before it is due asks for none."""
    monkeypatch.setattr(likely_readings, "weights", lambda: _weighing("postpone", "snark*"))
    assert [one.due for one in _likely(_understood(text)) if one.ask == "postpone"] == dues


def test_the_day_of_a_request_may_stand_apart_from_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(likely_readings, "weights", lambda: _weighing("postpone", "snark*"))
    found = _understood("1 needs more time. The day of 2026-05-20 snarks")
    assert [(one.ref, one.due) for one in found.requests if one.ask == "postpone"] == [("A1", None)]
    assert [(one.ref, one.ask, one.due) for one in _likely(found)] == [("A1", "postpone", date(2026, 5, 20))]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("For the budget I need more time please, 17 March would be realistic.", date(2026, 3, 17)),
        ("For the budget I need more time please, say 17 March if Tom agrees.", date(2026, 3, 17)),
        ("Budget: I can't make Thursday, can we say 17 March instead?", date(2026, 3, 17)),
        ("For the budget I need more time please, 17 or 19 March would be realistic.", None),
        ("For the budget I need more time please, 2 March would have been realistic.", None),
    ],
)
def test_a_request_without_a_day_has_the_one_that_the_rest_of_its_sentence_names(text: str, day: date | None) -> None:
    found = understand(new_text(text), families.context("chen", date(2026, 3, 6), "minutes"))
    asked = [(one.ref, one.due) for one in found.requests if one.ask == "postpone"]
    proposed = [(one.ref, one.due) for one in found.proposals if one.ask == "postpone"]
    assert [*asked, *proposed] == [("A5", day)]


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("Half the lads snark", 50),
        ("Half of the lads snark", 50),
        ("Two thirds of the lads snark", 67),
        ("Half the lads, a quarter of the lasses snark", None),
    ],
)
def test_a_share_of_a_thing_is_that_of_what_is_likely_in_progress(
    text: str, percent: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(likely_readings, "weights", lambda: _weighing("in-progress", "snark"))
    assert [one.percent for one in _likely(_understood(text))] == [percent]


@pytest.mark.parametrize("text", ["half the team is away", "half of the day is gone", "a quarter of the year"])
def test_a_share_of_time_or_people_is_none_of_a_thing(text: str) -> None:
    assert loose_share(text) is None


def test_a_share_beside_is_that_of_what_is_in_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(likely_readings, "weights", lambda: _weighing("in-progress", "snark"))
    assert [one.percent for one in _likely(_understood("The lads snark. Roughly 60% of one kind almost"))] == [60]


@pytest.mark.parametrize("kind", ["done", "in-progress"])
def test_a_planned_share_is_no_progress(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        likely_readings, "weights", lambda: Weights(KINDS, {kind: 0.1}, 1.0, _rows({"s:any": {kind: 9}}))
    )
    assert list(_likely(_understood("1 goal: 100%"))) == []


def test_what_was_read_for_certain_is_not_doubted() -> None:
    found = _understood("1 done. They're stacked in the yard and the papers are with accounts")
    assert [(one.ref, one.status) for one in found.updates] == [("A1", "done")] or found.proposals[0].why != "likely"
    assert list(_likely(found)) == []


def test_what_is_nearly_done_is_not_proposed_as_done() -> None:
    assert not any(one.status == "done" for one in _likely(_understood("1 快好了")))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("1 不取消", "cancel"),
        ("1 is nearly done", "done"),
        ("1 没有受阻", "blocked"),
        ("1 不要转给王芳", "reassign"),
        ("1完成了，除了附件", "done"),
        ("1 转给王芳，1 已完成", "reassign"),
    ],
)
def test_a_word_that_was_taken_back_is_not_proposed(text: str, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        likely_readings, "weights", lambda: Weights(KINDS, {kind: 0.1}, 1.0, _rows({"s:any": {kind: 9}}))
    )
    assert list(_likely(_understood(text))) == []


def test_the_weights_are_read_only_where_something_is_open() -> None:
    weights.cache_clear()
    _understood("1 done, thanks")
    assert weights.cache_info().currsize == 0
    _understood("They're stacked in the yard")
    assert weights.cache_info().currsize == 1


def test_a_passage_of_marks_alone_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(likely_readings, "weights", lambda: _weighing("correct", "#"))
    assert list(_likely(_understood("# ?"))) == []


def test_a_mail_that_says_nothing_has_no_passages() -> None:
    assert list(parts([], [], ReplyContext(items=(), locale="en", written=date(2026, 5, 6)))) == []


@pytest.mark.parametrize(("share", "says"), [("", ["done"]), ("60% of ", [])])
def test_what_has_a_share_left_is_not_likely_done(monkeypatch: pytest.MonkeyPatch, share: str, says: list[str]) -> None:
    monkeypatch.setattr(likely_readings, "weights", lambda: _weighing("done", "blorf"))
    assert [one.status for one in _likely(_understood(f"{share}the crates blorf"))] == says


def test_a_risk_that_several_passages_tell_of_is_weighed_together(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = {"blorf": {"risk": 2}, "snark": {"risk": 3}, "s:any": {NONE: 3}}
    both = Weights(KINDS, {"risk": 0.6}, 1.0, _rows(rows))
    monkeypatch.setattr(likely_readings, "weights", lambda: both)
    text = "Blorf is what the page has. Snark was the thing"
    assert [one.ask for one in _likely(_understood(text, items=0, minutes=False))] == ["risk"]


@pytest.mark.parametrize(
    ("word", "stem", "known"), [("Zigzag", "zigza*", True), ("Zigs", "zigs*", True), ("Zig", "zig*", False)]
)
def test_a_word_of_four_letters_has_a_stem(
    monkeypatch: pytest.MonkeyPatch, word: str, stem: str, *, known: bool
) -> None:
    monkeypatch.setattr(likely_readings, "weights", lambda: _weighing("blocked", stem))
    assert [one.status for one in _likely(_understood(f"{word} it is"))] == (["blocked"] if known else [])


def test_a_word_that_says_nothing_of_a_kind_is_not_named_as_speaking_for_it() -> None:
    rows = {"blorf": {"done": 3}, "snark": {"risk": 2}, "zig": {"done": 2, NONE: 2}}
    found = {"blorf": (0, 5), "snark": (6, 11), "zig": (12, 15)}
    assert Weights(KINDS, {}, 1.0, _rows(rows)).weighed(found, "done") == ((0, 5),)


def test_a_bare_no_is_never_likely_to_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(likely_readings, "weights", lambda: _weighing("agreed", "no"))
    assert [one.ask for one in _likely(_understood("no"))] == []
    assert [one.ask for one in _likely(_understood("no snags"))] == ["agreed"]


@pytest.mark.parametrize("rest", ["Otherwise ok.", "Otherwise agreed."])
def test_that_the_rest_is_right_is_no_likely_correction(rest: str) -> None:
    situation = situations()["en3"].model_copy(update={"people": ("Tom Baker",)})
    found = understand(new_text(f"Please give A3 to Tom Baker, I am on leave next week. {rest}"), situation)
    assert [(one.ref, one.ask) for one in found.requests] == [("A3", "reassign")]
    assert [one.ask for one in found.proposals] == []
    assert found.doubt, "it waits for a person"
