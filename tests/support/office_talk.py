"""What people write in offices that is about no item at all: mails and sentences in both languages, written for it.

`done`, 完成, block, agree and the like stand in them with other meanings. Whoever answers the minutes, a reminder or an
invitation with one of them has said nothing of an item.
"""

from datetime import date
from typing import Literal

from collabtui.domain.mail.reply import Item, ReplyContext
from collabtui.domain.people import Locale
from support.paths import TESTS

TALK = TESTS / "data" / "office_talk"

Answered = Literal["minutes", "reminder", "invitation"]

_TITLES: dict[Locale, tuple[str, ...]] = {
    "zh": ("订购胸牌", "编写手册", "联系印刷厂"),
    "en": ("Order the wristbands", "Write the manual", "Call the caterer"),
}


def sentences(locale: Locale) -> list[str]:
    return (TALK / f"sentences.{locale}.txt").read_text(encoding="utf-8").splitlines()


def mails(locale: Locale) -> list[str]:
    return [mail.strip() for mail in (TALK / f"mails.{locale}.txt").read_text(encoding="utf-8").split("\n%%\n")]


def context(locale: Locale, answered: Answered, items: int) -> ReplyContext:
    """What the reader knows of somebody with so many open items."""
    own = (
        Item(ref=f"A{number}", title=title, number=number, due=date(2026, 3, 10 + number))
        for number, title in enumerate(_TITLES[locale][:items], 1)
    )
    return ReplyContext(
        items=tuple(own),
        locale=locale,
        written=date(2026, 3, 9),
        minutes="M1" if answered == "minutes" else None,
        invitation=answered == "invitation",
        people=("孙丽", "Dana Reed"),
    )
