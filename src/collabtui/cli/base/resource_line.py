"""A resource in one line, as its list, its matter and its action show it."""

from typing import TYPE_CHECKING

from collabtui.cli.base.context import Context
from collabtui.text.clash_words import clash_words

if TYPE_CHECKING:
    from collabtui.store.queries.rows.matter_rows import ResourceRow


def resource_line(context: Context, row: "ResourceRow") -> str:
    """`测试服务器 2 台 · 研发部 · 2026-03-10 – 2026-03-12 · promised`, and with whom it clashes."""
    days = " – ".join(dict.fromkeys(filter(None, (row["first"], row["last"]))))
    state = context.words("resource.state." + ("unsaid" if row["unsaid"] else row["state"]))
    person = row["person"]["name"] if row["person"] else ""
    clashes = clash_words(context.words, row["clashes"], row["goes_first"], order_open=row["order_open"])
    what = " ".join(filter(None, (row["what"], row["amount"])))
    kind = context.words(f"resource.kind.{row['kind']}")
    needed = context.words("resource.needed_for", ref=row["action"]) if row["action"] else ""
    parts = (what, kind, needed, row["department"], person, days, state, row["text"])
    return " · ".join(filter(None, (*parts, clashes)))
