"""Mails that the server lists and does not hand out."""

from datetime import datetime, timedelta
from typing import TypedDict

from collabtui.store.queries.row_reader import select
from collabtui.store.sqlite.connection import Connection
from collabtui.store.sqlite.dialect import to_second
from collabtui.store.sqlite.sql import instant_text

LONG = timedelta(days=1)
"""How long one is tried for before a person hears of it."""


class UnfetchedRow(TypedDict):
    folder: str
    """`login@host:port/folder`."""
    uid: int
    reason: str
    tries: int
    since: str
    """When it was first tried; instants are in UTC."""
    next_try: str


_ROW = {
    "folder": "folder",
    "uid": "uid",
    "reason": "reason",
    "tries": "tries",
    "since": to_second("first_tried"),
    "next_try": to_second("next_try"),
}


def unfetched_mails(reader: Connection, until: datetime) -> list[UnfetchedRow]:
    """Those that were first tried at `until` or before, the oldest first."""
    waiting = "FROM unfetched WHERE state = 'waiting' AND first_tried <= ? ORDER BY first_tried, id"
    rows: list[UnfetchedRow] = select(reader, _ROW, waiting, (instant_text(until),))
    return rows
