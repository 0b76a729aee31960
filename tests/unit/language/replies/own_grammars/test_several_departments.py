"""A yes or no to a question that was asked for several departments in one mail: for all, or for those it names."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Asking, NewText, ReplyContext, ReplyLine, TextSpan, Understanding
from collabtui.language.replies.understand import understand

NAMES = {"zh": ("研发部", "市场部"), "en": ("Sales", "Marketing")}


def read(text: str, locale: str) -> Understanding:
    first, *beside = NAMES[locale]
    asking = Asking(kind="change", topics=("C1",), department=first, beside=tuple(beside))
    lines, start = [], 0
    for line in text.splitlines():
        lines.append(ReplyLine(text=line, span=TextSpan(start=start, end=start + len(line))))
        start += len(line) + 1
    situation = ReplyContext(items=(), locale="zh" if locale == "zh" else "en", written=date(2026, 3, 3), asking=asking)
    return understand(NewText(shown=text, lines=tuple(lines)), situation)


@pytest.mark.parametrize(
    ("locale", "text", "stances"),
    [
        ("zh", "市场部同意", {"市场部": "for"}),
        ("zh", "您好\n市场部：同意\n谢谢", {"市场部": "for"}),
        ("zh", "研发部同意，市场部反对：没时间", {"研发部": "for", "市场部": "against"}),
        ("zh", "研发部同意\n市场部不同意：测试来不及", {"研发部": "for", "市场部": "against"}),
        ("zh", "研发部同意，市场部也是", {"研发部": "for", "市场部": "for"}),
        ("zh", "市场部同意。研发部一样", {"研发部": "for", "市场部": "for"}),
        ("zh", "研发部不同意：没人。市场部也是", {"研发部": "against", "市场部": "against"}),
        ("en", "Sales agrees, Marketing too.", {"Sales": "for", "Marketing": "for"}),
        ("en", "Marketing agrees with all of it. Sales agrees as well.", {"Sales": "for", "Marketing": "for"}),
        ("en", "Sales agrees, Marketing does not: no capacity", {"Sales": "for", "Marketing": "against"}),
        ("en", "Sales is ok with it, Marketing is not: no staff", {"Sales": "for", "Marketing": "against"}),
        ("en", "Sales: no, too early. Marketing: same here", {"Sales": "against", "Marketing": "against"}),
        ("zh", "两个部门都同意", {"研发部": "for", "市场部": "for"}),
        ("zh", "研发部、市场部都同意", {"研发部": "for", "市场部": "for"}),
        ("en", "Marketing agrees", {"Marketing": "for"}),
        ("en", "agree for Marketing", {"Marketing": "for"}),
        ("en", "Sales: agree\nMarketing: object, no budget", {"Sales": "for", "Marketing": "against"}),
        ("en", "Both departments agree.", {"Sales": "for", "Marketing": "for"}),
        ("en", "Sales and Marketing agree", {"Sales": "for", "Marketing": "for"}),
    ],
)
def test_who_is_named_is_answered_for(locale: str, text: str, stances: dict[str, str]) -> None:
    found = read(text, locale)
    assert {one.department: one.stance for one in found.of_departments} == stances
    assert found.doubt == ""
    shown = [text[one.span.start : one.span.end] for one in found.clauses]
    assert all(part.strip() for part in shown)


@pytest.mark.parametrize(("locale", "text", "stance"), [("zh", "同意", "for"), ("en", "We object: no time", "against")])
def test_who_names_none_answers_for_all(locale: str, text: str, stance: str) -> None:
    found = read(text, locale)
    assert (found.stance, found.of_departments, found.doubt) == (stance, (), "")


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("zh", "同意，但市场部要等一等"),
        ("zh", "不同意，市场部没准备好"),
        ("zh", "研发部同意，市场部再看看"),
        ("zh", "研发部同意，研发部不同意"),
        ("zh", "同意\n市场部不同意：没钱"),
        ("en", "We object: Marketing is not ready"),
        ("en", "Sales agrees if Marketing agrees"),
        ("en", "Salesforce agrees"),
        ("zh", "研发部再看看，市场部也是"),
        ("zh", "市场部也是"),
        ("en", "Sales agrees. Marketing is not sure"),
        ("en", "Sales agrees, Marketing also wants to, but later"),
        ("en", "Sales may agree, Marketing too"),
    ],
)
def test_what_is_not_certain_for_one_is_for_none(locale: str, text: str) -> None:
    found = read(text, locale)
    assert (found.stance, found.of_departments) == ("none", ())
    assert found.doubt


@pytest.mark.parametrize("text", ["", "  \n"])
def test_nothing_is_said_for_anybody_without_words(text: str) -> None:
    found = read(text, "zh")
    assert (found.stance, found.of_departments) == (None, ())
