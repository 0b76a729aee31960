"""What our own mails advise people to write is understood, whole and right."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, NewText, ReplyContext, ReplyLine, TextSpan, Understanding
from collabtui.language.replies.understand import understand

ITEMS = (
    Item(ref="A1", title="提供接口文档", number=1, due=date(2026, 3, 4)),
    Item(ref="A2", title="Run the load test", number=2, due=date(2026, 3, 6)),
)


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1 完成", ("A1", "done", 100)),
        ("1 进度60%", ("A1", "in-progress", 60)),
        ("1 进行中", ("A1", "in-progress", None)),
        ("1 done", ("A1", "done", 100)),
        ("1 60%", ("A1", "in-progress", 60)),
        ("1 in progress", ("A1", "in-progress", None)),
        ("1 50%", ("A1", "in-progress", 50)),
        ("1 进度50%", ("A1", "in-progress", 50)),
        ("1 blocked, because ", ("A1", "blocked", None)),
        ("1 受阻，因为", ("A1", "blocked", None)),
    ],
)
def test_progress(text: str, said: tuple[str, str, int | None], locale: str) -> None:
    (update,) = _understood(text, locale).updates
    assert (update.ref, update.status, update.percent) == said


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2 延期到3月9日，因为供应商晚了", "供应商晚了"),
        ("2 delay to 9 March, because the supplier is late", "the supplier is late"),
        ("2 delay to March 9 because the supplier is late", "the supplier is late"),
        ("A2 延期到3月9日", None),
        ("A2 delay to 9 March", None),
    ],
)
def test_another_day(text: str, reason: str | None, locale: str) -> None:
    (request,) = _understood(text, locale).requests
    assert (request.ref, request.ask, request.due, request.reason) == ("A2", "postpone", date(2026, 3, 9), reason)


@pytest.mark.parametrize("text", ["1 two more days", "1 延期两天"])
def test_one_click_for_two_more_days(text: str) -> None:
    (request,) = _understood(text, "zh").requests
    assert (request.ref, request.ask, request.due) == ("A1", "postpone", date(2026, 3, 6))


@pytest.mark.parametrize(
    ("text", "state"), [("同意", "agreed"), ("agreed", "agreed"), ("更正 2：日期不对", "corrected")]
)
def test_signatures(text: str, state: str) -> None:
    assert _understood(text, "zh").sign_off == state


@pytest.mark.parametrize(
    ("text", "stance", "contact"),
    [
        ("同意，对接人王芳", "for", "王芳"),
        ("同意，对接人 王小明 <wang@example.test>", "for", "王小明 <wang@example.test>"),
        ("有异议：预算不够，6月以后可以", "against", ""),
        ("Accepted, our contact is Wang Fang", "for", "Wang Fang"),
        ("agree, contact: Wang Fang <wang@example.test>", "for", "Wang Fang <wang@example.test>"),
        ("We can't: no budget until June", "against", ""),
        ("同意", "for", ""),
        ("不同意：测试来不及", "against", ""),
        ("agree", "for", ""),
        ("We object: the tests cannot be ready", "against", ""),
        ("同意，对接人：", "none", ""),
        ("Accepted, our contact is", "none", ""),
    ],
)
def test_what_departments_are_advised_to_say(text: str, stance: str, contact: str) -> None:
    situation = ReplyContext.model_validate(
        {"items": ITEMS, "locale": "zh", "written": date(2026, 3, 2), "asking": {"kind": "request"}}
    )
    lines = (ReplyLine(text=text, span=TextSpan(start=0, end=len(text))),)
    found = understand(NewText(shown=text, lines=lines), situation)
    assert (found.stance, found.contact) == (stance, contact)


def _understood(text: str, locale: str) -> Understanding:
    situation = ReplyContext.model_validate(
        {"items": ITEMS, "locale": locale, "written": date(2026, 3, 2), "minutes": "M1"}
    )
    return understand(
        NewText(shown=text, lines=(ReplyLine(text=text, span=TextSpan(start=0, end=len(text))),)), situation
    )
