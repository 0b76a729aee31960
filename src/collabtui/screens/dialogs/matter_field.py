"""The field of a matter: titles are offered, and a title that is new is named as one, beside those that are like it."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING

from collabtui.screens.dialogs.form_field import FormField
from collabtui.store.queries.matters import matters
from collabtui.store.records.former_titles import once_called

if TYPE_CHECKING:
    from collabtui.session.store_session import Session
    from collabtui.text.catalogue import Catalogue

MOST_LIKE = 2
"""Titles that are named beside a new one."""


def matter_field(session: "Session", words: "Catalogue", value: str = "") -> FormField:
    titles = {row["title"]: row["ref"] for row in matters(session.reader, today=session.today)}

    def read(text: str) -> str:
        typed = text.strip()
        if not typed or typed in titles:
            return ""
        if title := _of_ref(typed, titles):
            return title
        if ref := once_called(session.reader, typed):
            return words("matters.once_called", ref=ref, title=_of_ref(ref, titles) or ref)
        like = [f"{title} ({titles[title]})" for title in _like(typed, titles)]
        return words("matters.would_be_new_like", like=like) if like else words("matters.would_be_new")

    return FormField("matter", value, suggest=list(titles), read=read)


def _of_ref(typed: str, titles: Mapping[str, str]) -> str:
    return next((title for title, ref in titles.items() if ref == typed.upper()), "")


def _like(typed: str, titles: Mapping[str, str]) -> list[str]:
    """Titles of which what was typed is a part, or the other way round; else those within a slip."""
    small = typed.casefold()
    inside = [title for title in titles if small in title.casefold() or title.casefold() in small]
    return (inside or get_close_matches(typed, titles))[:MOST_LIKE]
