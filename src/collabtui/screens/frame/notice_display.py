"""Showing notices in the line that each page and each dialog has for them."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

from collabtui.widgets.notice_line import NoticeLine

if TYPE_CHECKING:
    from textual.app import App

    from collabtui.session.notices import Notice, NoticeLog, Severity

SECONDS = 5.0
"""For which a notice is shown that names no time of its own."""


def show_notice(app: "App[Any]", log: "NoticeLog", text: str, severity: "Severity", seconds: float | None) -> None:
    notice = log.add(text, severity)
    show_latest(app)
    if severity != "error":
        _expire_after(app, log, notice, seconds or SECONDS)


def show_news(app: "App[Any]", log: "NoticeLog", text: str) -> None:
    """News that mail brought: once the answer to a key was read, where one stands there."""
    if notice := log.add_news(text):
        show_latest(app)
        _expire_after(app, log, notice, SECONDS)


@contextmanager
def notice_while(app: "App[Any]", log: "NoticeLog", text: str) -> "Iterator[None]":
    """Show what is under way, for as long as it is: what came meanwhile stays."""
    notice = log.add(text, "information")
    show_latest(app)
    try:
        yield
    finally:
        take_away(app, log, notice.text)


def take_away(app: "App[Any]", log: "NoticeLog", *texts: str) -> None:
    """Show none of these any more: what they say is no longer so."""
    if log.shown and log.shown.text in texts and log.expire(log.shown):
        show_latest(app)


def mark_read(app: "App[Any]", log: "NoticeLog") -> None:
    if log.shown:
        log.mark_read()
        show_latest(app)


def dismiss_error(app: "App[Any]", log: "NoticeLog", key: str) -> None:
    """An error is over with a key; other notices are over by themselves."""
    if log.is_error_read(key):
        mark_read(app, log)


def show_latest(app: "App[Any]") -> None:
    """All lines: which of them speaks depends on which dialog stands in front."""
    for screen in app.screen_stack if app.is_running else ():
        for child in screen.children:
            if isinstance(child, NoticeLine):
                child.show_latest()


def _expire_after(app: "App[Any]", log: "NoticeLog", notice: "Notice", seconds: float) -> None:
    app.set_timer(seconds, partial(_expire, app, log, notice))


def _expire(app: "App[Any]", log: "NoticeLog", notice: "Notice") -> None:
    if log.expire(notice):
        show_latest(app)
        if log.shown:
            _expire_after(app, log, log.shown, SECONDS)
