"""Work that somebody is at, in the forms of any verb, and what is said beside it."""

import pytest

from support.listed_items import asked, notes, offered, read_listed, states, waiting

_ZH = ("整理客户档案", "更新报价单")
_EN = ("Update supplier list", "Prepare duty roster")


@pytest.mark.parametrize("verb", ["翻译", "校对", "核对", "招聘", "装订", "报批", "洽谈", "施工", "盖章"])
@pytest.mark.parametrize(
    "form",
    ["客户档案{}中", "客户档案正在{}", "客户档案还在{}中", "客户档案开始{}了", "客户档案在{}阶段", "1 正在{}当中"],
)
def test_any_verb_with_its_form_is_under_way(verb: str, form: str) -> None:
    assert states(read_listed(form.format(verb), _ZH)) == ["A1 in-progress"]


@pytest.mark.parametrize(
    "text",
    [
        "Supplier list is being reviewed", "The supplier list is currently being translated", "1: being written",
        "Supplier list is still being checked", "I've started reviewing the supplier list", "1 under preparation",
        "I have begun comparing the supplier list", "Still negotiating the supplier list",
    ],
)  # fmt: skip
def test_what_is_being_done_is_under_way(text: str) -> None:
    assert states(read_listed(text, _EN)) == ["A1 in-progress"]


@pytest.mark.parametrize(
    "text",
    [
        "客户档案不在审核中", "客户档案没在翻译", "客户档案待审核中", "客户档案核对中发现3处错误", "客户档案翻译中断了",
        "客户档案已过审核阶段", "客户档案停在审核阶段", "客户档案下周开始核对", "客户档案还没开始核对",
        "客户档案在审核中吗",
        "要是客户档案审核中就算了", "老王说客户档案在审核中", "客户档案应该在翻译中吧", "客户档案本该在翻译中",
        "客户档案在整理，停了", "客户档案在整理，开玩笑", "客户档案还没开始，正在整理", "客户档案在整理，但其实没动",
    ],
)  # fmt: skip
def test_what_is_not_so_or_not_said_for_certain_is_not(text: str) -> None:
    assert [one for one in states(read_listed(text, _ZH)) if "in-progress" in one] == []


@pytest.mark.parametrize(
    "text",
    [
        "Supplier list is not being reviewed", "Is the supplier list being reviewed?",
        "Supplier list was being reviewed",
        "If the supplier list is being reviewed", "Bob says the supplier list is being reviewed",
        "I have not started reviewing the supplier list", "I am being asked about the supplier list",
        "Supplier list should be being updated", "Supplier list in progress, just kidding",
    ],
)  # fmt: skip
def test_neither_in_english(text: str) -> None:
    assert states(read_listed(text, _EN)) == []


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("客户档案还没弄完，还在整理", _ZH),
        ("客户档案在做了，做好发您", _ZH),
        ("客户档案在做，完成后发您", _ZH),
        ("客户档案在做，一好就发您", _ZH),
        ("客户档案进行中，预计周五出来", _ZH),
        ("客户档案仍在整理中，进度正常", _ZH),
        ("Supplier list not finished yet, still working on it", _EN),
        ("Supplier list in progress, will send when ready", _EN),
        ("Supplier list in progress, I'll send it once it's done", _EN),
        ("Supplier list in progress, will keep you posted", _EN),
    ],
)
def test_what_is_to_come_of_it_takes_nothing_from_it(text: str, titles: tuple[str, ...]) -> None:
    found = read_listed(text, titles)
    assert (states(found), waiting(found)) == (["A1 in-progress"], [])


def test_nor_does_it_take_anything_from_the_minutes() -> None:
    assert read_listed("纪要看过了，没有意见。客户档案我在做，做好发您。", _ZH).sign_off == "agreed"
    assert read_listed("Minutes are fine. 1 is in progress, will send when ready", _EN).sign_off == "agreed"
    assert read_listed("纪要没有意见。客户档案我在做，记得不是我负责", _ZH).sign_off is None


@pytest.mark.parametrize(("text", "done"), [("客户档案完成后已发您", True), ("客户档案做好发您了", True)])
def test_who_sent_it_already_is_not_at_it(text: str, done: bool) -> None:
    assert [one for one in states(read_listed(text, _ZH)) if "in-progress" in one] == []


@pytest.mark.parametrize(
    "text", ["1 还没开始", "1 还没启动", "客户档案没开始做", "客户档案还没来得及做", "客户档案暂未开展"]
)
def test_what_has_not_begun_is_that(text: str) -> None:
    found = read_listed(text, _ZH)
    assert (states(found), waiting(found)) == (["A1 not-started"], [])


@pytest.mark.parametrize("text", ["Supplier list: nothing done yet", "Have not looked at the supplier list yet"])
def test_it_is_so_in_english(text: str) -> None:
    assert states(read_listed(text, _EN)) == ["A1 not-started"]


def test_what_goes_on_with_an_aside_is_no_note_on_another() -> None:
    found = read_listed("报价单初稿写好了。另外5号机也有异响，我安排人检查。", _ZH)
    assert (notes(found), "我安排人检查" in waiting(found)) == ([], True)


def test_nor_is_what_goes_on_with_words_that_were_not_read() -> None:
    titles = ("Plant spring trees", "Hire summer crew")
    found = read_listed("Trees are on track. I've got two crew hires signed, need three more.", titles)
    assert notes(found) == []


def test_what_more_time_is_asked_for_by_name_is_not_offered_as_done() -> None:
    found = read_listed("客户档案整理好了，放报价文档里了。报价单因为规则没定，要推到9月28日。", _ZH)
    assert asked(found) == ["A2 postpone 28"]
    assert "A2 done" not in offered(found)


def test_a_machine_is_called_by_its_number() -> None:
    titles = ("抢修2号注塑机", "检修3号电梯", "制定保养计划")
    assert states(read_listed("2号机修好了", titles)) or offered(read_listed("2号机修好了", titles)) == ["A1 done"]
    assert offered(read_listed("12号机修好了", titles)) == []
    assert "A2 done" in [*states(read_listed("3号梯修好了", titles)), *offered(read_listed("3号梯修好了", titles))]


_OWN = ("Wash the rollers", "Prick out the seedlings", "Review the lists")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Still washing.", "A1 in-progress"),
        ("Washing them now.", "A1 in-progress"),
        ("Washing the rollers now.", "A1 in-progress"),
        ("Still pricking out.", "A2 in-progress"),
        ("I'm pricking them out now.", "A2 in-progress"),
        ("Reviewing it now.", "A3 in-progress"),
        ("Washing it now and then.", ""),
        ("Washing it now would be silly.", ""),
        ("Washing the van now.", ""),
        ("Not washing it now.", ""),
        ("I'm washing my hands of it.", ""),
        ("I'm reviewing it tomorrow.", ""),
    ],
)
def test_the_verb_of_a_title_in_ing_is_under_way(text: str, found: str) -> None:
    assert " ".join(one for one in states(read_listed(text, _OWN)) if "in-progress" in one) == found
