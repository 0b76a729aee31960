"""Names of who takes an item, by their given name or by a turn of speech; and those of who is only spoken to."""

import pytest

from support.listed_items import asked, notes, offered, read_listed, states, waiting

_GARDENERS = ("Prune the hedge", "Sow the meadow", "Clear the pond")
_PEOPLE = ("Lou Grant", "Rob Tanner")
_COOKS = ("試菜", "訂花", "場地佈置", "寫菜單")
_COOKS_PEOPLE = ("許哲瑋", "王小明")


@pytest.mark.parametrize(
    ("text", "requests"),
    [
        ("菜單麻煩改由哲瑋負責", ["A4 reassign 哲瑋"]),
        ("場地佈置改由小明處理，訂花已下訂", ["A3 reassign 小明"]),
        ("菜單轉給哲瑋", ["A4 reassign 哲瑋"]),
        ("試菜改由小明星負責", []),
        ("菜單讓哲瑋先看", []),
        ("菜單请哲瑋看過了", []),
        ("菜單改由設備組負責", []),
    ],
)
def test_who_is_known_by_a_whole_name_may_be_called_by_the_given_one(text: str, requests: list[str]) -> None:
    found = read_listed(text, _COOKS, people=_COOKS_PEOPLE)
    assert asked(found) == requests
    assert not [one for one in found.proposals if one.ask == "correct"]


@pytest.mark.parametrize(
    ("text", "offers"),
    [
        ("2 请小刘带", ["A2 reassign 小刘"]),
        ("2 由小刘带", ["A2 reassign 小刘"]),
        ("3找阿梅带", ["A3 reassign 阿梅"]),
        ("2我請阿Ken帶", ["A2 reassign 阿Ken"]),
        ("菜單我請阿Ken帶。試菜完成", ["A4 reassign 阿Ken"]),
        ("我请阿Ken吃饭", []),
        ("菜單我请哲瑋帮我看看", []),
    ],
)
def test_who_is_asked_to_take_it_is_offered_by_his_name_alone(text: str, offers: list[str]) -> None:
    assert offered(read_listed(text, _COOKS, people=_COOKS_PEOPLE)) == offers


@pytest.mark.parametrize(
    ("text", "titles", "offers"),
    [
        ("That's one for Lou.", ("Clean the guillotine",), ["A1 reassign Lou"]),
        ("never touched that machine. That's one for Lou.", ("Clean the guillotine",), ["A1 reassign Lou"]),
        ("1 done. 2: not me, that's one for Lou", _GARDENERS, ["A2 reassign Lou"]),
        ("That's one for the books.", ("Clean the guillotine",), []),
        ("That's one for the diary.", _GARDENERS, []),
        ("1 done. That's one for Lou", _GARDENERS, ["A1 done"]),
    ],
)
def test_one_for_somebody_is_offered_as_his(text: str, titles: tuple[str, ...], offers: list[str]) -> None:
    assert offered(read_listed(text, titles, people=_PEOPLE)) == offers


@pytest.mark.parametrize("greeting", ["Rob-san,\n\n", "Rob-san, ", "Dear Rob-san,\n", "Priya ji, ", "Lou-san!\n"])
def test_who_is_honoured_at_the_head_is_only_spoken_to(greeting: str) -> None:
    found = read_listed(f"{greeting}1 is done", _GARDENERS, people=_PEOPLE)
    assert (states(found), found.proposals) == (["A1 done"], ())


@pytest.mark.parametrize("text", ["Rob-san: 1 is done", "Rob-san says 1 is done", "3: Rob-san will take it."])
def test_who_is_honoured_and_said_to_do_something_is_not(text: str) -> None:
    assert states(read_listed(text, _GARDENERS, people=_PEOPLE)) == []


_INSPECTORS = ("清理积压案件", "更新定损标准", "培训查勘员", "回访客户")
_TEACHERS = ("Book the coach", "Collect consent forms", "Write the risk assessment")


@pytest.mark.parametrize(
    ("text", "titles", "kept"),
    [
        (
            "定损标准初稿出来了，等龙海看。12号的培训没问题，回访已安排。",
            _INSPECTORS,
            "A2 定损标准初稿出来了，等龙海看",
        ),
        ("Consent forms 22/28 in. RA is with the head for signature.", _TEACHERS, "A2 Consent forms 22/28 in"),
        ("Consent forms 22/28 in. PTA is happy.", _TEACHERS, "A2 Consent forms 22/28 in. PTA is happy"),
    ],
)
def test_a_note_with_the_words_or_initials_of_another_item_is_not_kept_here(
    text: str, titles: tuple[str, ...], kept: str
) -> None:
    assert kept in notes(read_listed(text, titles))


def test_the_reason_before_so_is_kept_with_the_item_behind_it() -> None:
    found = read_listed(
        "Coach booked. The kitchen needs numbers, so please move 3 to 28 September", (*_TEACHERS, "Order lunches")
    )
    assert notes(found) == ["A3 The kitchen needs numbers"]


@pytest.mark.parametrize(
    ("text", "waits"),
    [
        ("Hi Moira, the insurer is terminated. 2 is done.", ["the insurer is terminated"]),
        ("Hi Moira, the insurer is history now. 2 is done.", ["the insurer is history now"]),
        ("Hi Moira, the weather is lovely. 2 is done.", []),
        ("Hi Moira, the brokers are lovely. 3 is done.", []),
        ("Hi Moira, thanks for the renewal sheet. 2 is done.", []),
    ],
)
def test_talk_behind_a_greeting_that_calls_an_item_waits(text: str, waits: list[str]) -> None:
    found = read_listed(text, ("Insure the boat shed", "Review the exclusions", "Inform the brokers"))
    assert waiting(found) == waits


@pytest.mark.parametrize(
    ("text", "requests"),
    [
        ("1 is now with Rob to sign", []),
        ("1 is now with Rob for approval", []),
        ("1 is over to Rob", ["A1 reassign Rob"]),
    ],
)
def test_who_has_it_to_sign_does_not_get_the_item(text: str, requests: list[str]) -> None:
    assert asked(read_listed(text, _GARDENERS, people=_PEOPLE)) == requests
