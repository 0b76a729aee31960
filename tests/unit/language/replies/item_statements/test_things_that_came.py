"""Things that came: 报价收到了, `Brochures received` say that what was waited for is there, and take on no task."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

TITLES = {
    "en": (("Print the brochures", "brochures"), ("Renew the policy", ""), ("Book the hall", "")),
    "zh": (("催三家报价", "报价"), ("签回执", "回执"), ("印宣传册", "")),
}


def _read(text: str) -> Understanding:
    locale = "en" if text.isascii() else "zh"
    items = tuple(
        Item(ref=f"A{number}", title=title, deliverable=thing, number=number, due=date(2026, 3, 13))
        for number, (title, thing) in enumerate(TITLES[locale], 1)
    )
    situation = {"items": items, "locale": locale, "written": date(2026, 3, 9), "answers_ours": True}
    return understand(new_text(text), ReplyContext.model_validate(situation))


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("报价收到了", "A1"), ("报价已收到，谢谢", "A1"), ("回执已收到", "A2"), ("宣传册收到了", "A3"),
        ("Brochures received.", "A1"), ("Policy received.", "A2"), ("The brochures received, thanks", "A1"),
    ],
)  # fmt: skip
def test_it_is_offered_as_done(text: str, ref: str) -> None:
    found = _read(text)
    assert not found.updates
    assert [(one.ref, one.status) for one in found.proposals] == [(ref, "done")]


@pytest.mark.parametrize(
    "text", ["1 收到", "1已收到", "签回执：收到", "报价的任务收到", "1 received", "Renew the policy: received"]
)
def test_who_names_the_task_takes_it_on(text: str) -> None:
    assert [one.accept for one in _read(text).updates] == [True]


@pytest.mark.parametrize("text", ["1 don", "2 dne", "3: fnshd", "1 okk"])
def test_one_strange_word_waits(text: str) -> None:
    found = _read(text)
    assert not found.updates
    assert found.doubt
