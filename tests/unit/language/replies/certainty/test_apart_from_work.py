"""Small talk, questions about something else, and what may stand beside a status, in a sentence or line of their own:
what is done is done, wherever they stand."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.families import applied
from support.written_replies import new_text

TITLES = {
    "zh": ("打印展签", "预订春游大巴", "迁移病历数据库"),
    "en": ("Print the exhibition labels", "Book the coach", "Migrate the patient database"),
}
DONE = frozenset({"A1 done 100"})


def _read(text: str) -> Understanding:
    locale = "en" if text.isascii() else "zh"
    listed = tuple(
        Item(ref=f"A{number}", title=title, number=number, due=date(2026, 3, 18))
        for number, title in enumerate(TITLES[locale], 1)
    )
    people = ("石磊", "Bob Smith")
    situation = {"items": listed, "locale": locale, "written": date(2026, 3, 9), "minutes": "M1", "people": people}
    return understand(new_text(text), ReplyContext.model_validate(situation))


def _around(facts: str, asides: list[str]) -> list[str]:
    """Each aside behind the fact, below it and before it."""
    stop = "." if facts.isascii() else "。"
    return [
        text
        for aside in asides
        for text in (f"{facts}{stop} {aside}", f"{facts}\n{aside}", f"{aside.rstrip('?？')}{stop} {facts}")
    ]


CHATTER_EN = [
    "It took longer than expected",
    "That was easier than I thought",
    "The weather is awful here today",
    "Happy to help",
    "One less thing to worry about",
    "Glad it's off my desk",
    "Crazy week here",
    "How was your trip?",
    "I owe you a coffee",
    "Quick note before I head off",
    "Let me know if you need the receipt",
]
CHATTER_ZH = [
    "今天下雨真大",
    "比预想的久一点",
    "比想象中顺利",
    "大家干得不错",
    "还需要什么您说",
    "这周忙坏了",
    "总算可以松口气了",
]
BESIDE_EN = [
    "Invoice to follow",
    "Bob has the originals",
    "No need to chase the supplier any more",
    "It cost 340 euros",
]
BESIDE_ZH = [
    "现在好多了",
    "石磊负责后续",
    "发票随后寄",
    "原件在石磊那儿",
    "不用再催供应商了",
    "一共12个",
    "后续由石磊负责",
]


@pytest.mark.parametrize(
    "text",
    [
        *_around("Labels printed", [*CHATTER_EN, *BESIDE_EN]),
        *_around("展签印好了", [*CHATTER_ZH, *BESIDE_ZH]),
        "Labels printed. Any questions, just ask",
        "Labels printed, receipt is attached",
        "展签印好了，附件是回单",
    ],
)
def test_what_is_apart_from_the_work_leaves_it_done(text: str) -> None:
    found = _read(text)
    assert (applied(found) - {"A1 note"}, found.doubt) == (DONE, "")


ASKED_EN = [
    "When is the next meeting?",
    "Is the meeting on Thursday still on?",
    "Can you send me the minutes of last week?",
    "Please let the others know",
    "When do we meet next?",
    "I'm in Berlin until Thursday",
    "I am off from Thursday",
]
ASKED_ZH = [
    "下次会什么时候开？",
    "周四的会还开吗？",
    "上次会议纪要能发我一份吗？",
    "麻烦转告大家",
    "周四起我不在",
    "请跟石磊说一声",
]


@pytest.mark.parametrize("text", [*_around("Labels printed", ASKED_EN), *_around("展签印好了", ASKED_ZH)])
def test_what_is_asked_or_told_of_something_else_waits_and_leaves_it_done(text: str) -> None:
    found = _read(text)
    assert applied(found) - {"A1 note"} == DONE
    assert found.doubt or any(one.ask for one in found.requests)


@pytest.mark.parametrize(
    "text",
    [
        "Labels printed. It took longer than expected, so only half",
        "Labels printed. Bob has a copy to correct",
        "Labels printed. Bob has the original, unsigned",
        "Labels printed. No need to chase the supplier, they cancelled",
        "Labels printed. Please let the others know it is postponed",
        "Labels printed. When is it due?",
        "Labels printed. Is it still needed?",
        "Labels printed. Can you check it?",
        "Labels printed.\nCan you send me the template so I can start?",
        "Labels printed. You can tell the board it is late",
        "展签印好了。比预想的久，所以只印了一半",
        "展签印好了。原件在石磊那儿还没签",
        "展签印好了。石磊那边有一份要改",
        "展签印好了。石磊那边还有一份",
        "展签印好了。不用催供应商，他们取消了",
        "展签印好了。麻烦转告大家延期了",
        "展签印好了。您可以跟领导说要晚了",
        "展签印好了\n还要做吗？",
        "展签印好了\n模板发我一下我好开始",
        "展签印好了，没有",
    ],
)
def test_with_another_word_behind_it_nothing_is_certain(text: str) -> None:
    assert DONE.isdisjoint(applied(_read(text)))


@pytest.mark.parametrize("text", ["I am off from Thursday", "Happy to help", "Bob has the originals", "发票随后寄"])
def test_alone_it_changes_nothing(text: str) -> None:
    assert not applied(_read(text))


@pytest.mark.parametrize(
    ("text", "reason"),
    [("由于我要出差，2 转给石磊", "我要出差"), ("2 延到3月20日，比预想的难", "比预想的难")],
)
def test_it_stays_the_reason_of_what_is_asked_for(text: str, reason: str) -> None:
    assert [one.reason for one in _read(text).requests] == [reason]
