"""Replies of one person to the minutes of a meeting on the move of an office: four items of hers, in both languages."""

from datetime import date
from typing import Literal

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

TITLES = {
    "zh": ("签订搬运合同", "清点库存", "采购新货架", "编制应急预案"),
    "en": ("Sign the mover contract", "Measure the rooms", "Order the desks", "Write the safety rules"),
}
DUE = (date(2026, 3, 13), date(2026, 3, 17), date(2026, 3, 20), date(2026, 3, 26))
PEOPLE = {"zh": ("李明", "何静", "冯涛", "唐磊"), "en": ("Li Ming", "Nora Finch", "Ben Cole", "Omar Hadi")}


def read(text: str) -> Understanding:
    """`text` as her reply, written on 11 March 2026."""
    locale: Literal["zh", "en"] = "en" if text.isascii() else "zh"
    items = tuple(
        Item(ref=f"A{number}", title=title, number=number, due=day)
        for number, (title, day) in enumerate(zip(TITLES[locale], DUE, strict=True), 1)
    )
    context = ReplyContext(items=items, locale=locale, written=date(2026, 3, 11), minutes="M1", people=PEOPLE[locale])
    return understand(new_text(text), context)
