"""A fact of the handing over takes nothing from a yes, and is kept with it; terms, parts and days do."""

from datetime import date
from typing import Literal

import pytest

from collabtui.domain.mail.reply import AskedCriterion, Asking, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

THINGS = {
    "zh": (("夜班坐席", "6人"), ("测试话机", "8台")),
    "en": (("Night agents", "6"), ("Test phones", "8")),
}


def read(text: str) -> Understanding:
    locale: Literal["zh", "en"] = "en" if text.isascii() else "zh"
    things = (
        (("Night agents", "6"), ("Test phones", "8")) if text.isascii() else (("夜班坐席", "6人"), ("测试话机", "8台"))
    )
    situation = ReplyContext(
        items=(),
        locale=locale,
        written=date(2026, 3, 9),
        criteria=tuple(AskedCriterion(number=n, text=what, amount=much) for n, (what, much) in enumerate(things, 1)),
        asking=Asking(kind="resources", topics=("Portal", "X-2026-001"), name="Priya Nair", department="Engineering"),
        people=("Amy Ross", "孟菲"),
    )
    return understand(new_text(text), situation)


@pytest.mark.parametrize(
    "text",
    [
        "Agree to all, they're already on your floor.",
        "Agree to all, the phones are already in the post room.",
        "Yes to both, Tom will bring them over.",
        "Both fine, they arrived this morning.",
        "Agree to all. Everything is on its way.",
        "All agreed, we have put them in room 3.",
        "Both OK - Priya will be in touch.",
        "Yes to both, happy to help.",
        "全部同意，人已经在你们那层楼了",
        "都同意，小周会跟你们对接",
        "都没问题，话机已经放在前台了",
        "都没问题，话机放在前台，随时来领。",
        "全部同意，已经跟仓库打过招呼",
        "全部同意，祝顺利。",
        "都同意，老规矩",
    ],
)
def test_a_fact_of_the_handing_over_is_kept_with_the_yes(text: str) -> None:
    found = read(text)
    assert ([(one.number, one.met) for one in found.criteria], found.doubt) == ([(1, True), (2, True)], "")
    assert all(one.opinion for one in found.criteria)


@pytest.mark.parametrize(
    "text",
    [
        "Agree to all, they're needed back by the end of March.",
        "Agree to all, they will only be free from April.",
        "Agree to all, they are in use on your floor.",
        "Agree to all, the phones are on the third floor until Friday.",
        "Agree to all, two of the phones are broken.",
        "Yes to both, Tom will bring four of them over.",
        "Yes to both, they're ready once the boss has signed.",
        "Yes to both, they should be ready.",
        "Yes to both, they'll be there after Easter.",
        "Yes to both, as long as you return them.",
        "全部同意，人要等月底才到",
        "全部同意，人已经在路上了，话机还没到",
        "都同意，人跟话机还没准备好",
        "都同意，话机先给4台",
        "都可以，用完要还",
        "都可以，明天就送过去",
        "都同意，小周会跟你们收费",
        "都同意，话机已经送到别的部门了",
        "都同意👍",
        "都同意，" + "人已经在你们那层楼了，" * 12,
    ],
)
def test_terms_parts_and_days_wait_with_their_words(text: str) -> None:
    found = read(text)
    assert found.criteria == ()
    assert found.doubt == "condition"
