"""What every office says in passing is certain: it waits for nobody."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.families import applied, proposed
from support.written_replies import new_text

_ZH = ("打印海报", "签供应商合同", "核对参会名单", "布置会场")
_EN = ("Order the banners", "Sign the venue contract", "Update the guest list", "Test the sound system")


def _read(text: str, items: int = 4) -> Understanding:
    zh = not text.replace("’", "'").isascii()
    listed = tuple(
        Item(ref=f"A{at}", title=title, number=at, due=date(2026, 3, 25))
        for at, title in enumerate((_ZH if zh else _EN)[:items], 1)
    )
    situation = ReplyContext(
        items=listed,
        locale="zh" if zh else "en",
        written=date(2026, 3, 11),
        hour=10,
        answers_ours=True,
        people=("王芳", "Bob Smith", "Tom Baker"),
    )
    return understand(new_text(text), situation)


_ALL = {"A1 accept", "A2 accept", "A3 accept", "A4 accept"}


@pytest.mark.parametrize(
    "text",
    [
        "行，就这么干",
        "好的，就这样办吧",
        "可以，我们就按这个来",
        "收到，那就这么定",
        "没问题，就照此执行",
        "行，就按你说的办",
        "OK, let's do it like that",
        "Fine, let's go with that",
        "Sure, as discussed",
        "OK, we'll do it that way",
        "OK, let's keep it as planned",
        "OK, we will go with that",
    ],
)
def test_an_ok_that_says_as_you_put_it_takes_all_on(text: str) -> None:
    found = _read(text)
    assert ({f"{one.ref} accept" for one in found.updates if one.accept}, found.doubt) == (_ALL, "")


@pytest.mark.parametrize(
    "text",
    ["好，就这么多了", "行，就这么点时间", "OK, let's do it next week", "Fine, let's take 2 out", "OK, as I told you"],
)
def test_an_ok_beside_something_else_waits(text: str) -> None:
    found = _read(text)
    assert found.doubt
    assert not [one for one in found.updates if one.accept]


@pytest.mark.parametrize("text", ["前面三项如期", "1、2、3如期", "前三项按计划", "1到3项时间不变"])
def test_as_planned_takes_those_on_that_it_names(text: str) -> None:
    found = _read(text)
    assert ([one.ref for one in found.updates if one.accept], found.doubt) == (["A1", "A2", "A3"], "")


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("名单核对完毕，共86人", {"A3 done 100"}),
        ("3核对完了，一共86人", {"A3 done 100"}),
        ("合同签好了，一式两份", {"A2 done 100"}),
        ("1打印好了，总共200张", {"A1 done 100"}),
        ("名单核对完了", {"A3 done 100"}),
        ("名单核对完毕", {"A3 done 100"}),
        ("会场布置完毕", {"A4 done 100"}),
        ("合同上午签了", {"A2 done 100"}),
        ("合同下午签了", {"A2 done 100"}),
        ("1 ordered, a total of 4 banners", {"A1 done 100"}),
        ("2 signed, that's 3 copies in total", {"A2 done 100"}),
    ],
)
def test_how_many_or_when_takes_nothing_from_done(text: str, done: set[str]) -> None:
    found = _read(text)
    assert (set(applied(found)), found.doubt) == (done, "")


@pytest.mark.parametrize(
    "text",
    [
        "1完成，共缺3人",
        "名单核对完了，一共还差5人",
        "海报审核完了",
        "1 done, 3 missing in total",
    ],
)
def test_what_is_missing_of_a_total_does(text: str) -> None:
    found = _read(text)
    assert (set(applied(found)), bool(found.doubt)) == (set(), True)


@pytest.mark.parametrize(
    "text", ["1 donee", "1 don", "1 dnoe", "1 is doone", "1: ddone", "1 搞腚了", "1搞锭", "1 完城"]
)
def test_a_slip_of_the_commonest_words_is_offered(text: str) -> None:
    found = _read(text)
    assert (set(applied(found)), set(proposed(found)), str(found.doubt)) == (set(), {"A1 done 100"}, "slip")


@pytest.mark.parametrize("text", ["Donee", "dnoe", "搞腚了"])
def test_of_the_only_item_it_needs_no_number(text: str) -> None:
    assert proposed(_read(text, items=1)) == {"A1 done 100"}


@pytest.mark.parametrize("text", ["1 dont", "1 does", "1 dome of the hall", "Don", "Dona"])
def test_a_word_of_its_own_is_no_slip(text: str) -> None:
    assert "A1 done 100" not in proposed(_read(text)) | applied(_read(text))


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("1完成，4待审批", {"A1 done 100"}),
        ("4待确认，1已完成", {"A1 done 100"}),
        ("2签署完成，原件稍后送到您办公室", {"A2 done 100"}),
        ("2签好了，原件明天寄到贵司", {"A2 done 100"}),
    ],
)
def test_what_another_item_waits_for_takes_nothing_from_done(text: str, done: set[str]) -> None:
    found = _read(text)
    assert ({one for one in applied(found) if "note" not in one}, found.doubt) == (done, "")


@pytest.mark.parametrize(
    "text",
    [
        "1 done pending approval",
        "1 done pending",
        "1 done, pending",
        "1 完成（待确认）",
        "pending: 2. 1 done",
        "1完成待审批",
    ],
)
def test_what_waits_itself_is_not_done(text: str) -> None:
    assert not [one for one in applied(_read(text)) if "done" in one]


def test_a_promise_for_another_item_before_it_holds_nothing_back() -> None:
    found = _read("1已完成；2合同条款已谈妥，预计本周五签署；3、4按计划进行。")
    assert {(one.ref, one.status) for one in found.updates if one.status} == {
        ("A1", "done"),
        ("A3", "in-progress"),
        ("A4", "in-progress"),
    }


def _invited(text: str) -> Understanding:
    locale = "en" if text.isascii() else "zh"
    situation = {"items": (), "locale": locale, "written": date(2026, 3, 11), "invitation": True, "answers_ours": True}
    return understand(new_text(text), ReplyContext.model_validate(situation))


@pytest.mark.parametrize(
    "text",
    [
        "Can't, kid's sick",
        "No, my daughter has a fever",
        "No, kids are ill",
        "can't, family emergency",
        "Sorry no, wife's birthday",
        "不行，孩子病了",
        "不行，家里有事",
        "不行，老人住院",
    ],
)
def test_what_is_with_those_at_home_is_why_somebody_does_not_come(text: str) -> None:
    assert (_invited(text).rsvp, _invited(text).doubt) == ("declined", "")


@pytest.mark.parametrize("text", ["No, the report is late", "No, my boss is sick", "不行，家里没网", "不行，材料没好"])
def test_what_is_with_others_may_answer_something_else(text: str) -> None:
    assert _invited(text).rsvp is None


@pytest.mark.parametrize("text", ["3's at 80", "3 is at 80", "guest list's at 80", "3: at 80"])
def test_a_bare_share_is_offered(text: str) -> None:
    assert proposed(_read(text)) == {"A3 in-progress 80"}


def test_who_does_it_for_the_owner_is_asked_for_in_english_too() -> None:
    found = _read("1 Tom Baker will do it, I stay responsible")
    assert [(one.ref, one.ask, one.to) for one in found.requests] == [("A1", "other", "Tom Baker")]
