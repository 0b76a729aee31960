"""What our own mails advise people to write is understood, whole and right."""

from datetime import date

import pytest

from collabtui.domain.reply import Item, Line, NewText, Situation, Span, Understanding
from collabtui.language.reply import understand

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


@pytest.mark.parametrize(
    ("text", "state"), [("同意", "agreed"), ("agreed", "agreed"), ("更正 2：日期不对", "corrected")]
)
def test_signatures(text: str, state: str) -> None:
    assert _understood(text, "zh").sign_off == state


def _understood(text: str, locale: str) -> Understanding:
    situation = Situation.model_validate(
        {"items": ITEMS, "locale": locale, "written": date(2026, 3, 2), "minutes": "M1"}
    )
    return understand(NewText(shown=text, lines=(Line(text=text, span=Span(start=0, end=len(text))),)), situation)
