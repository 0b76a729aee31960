"""Showing notices in the line that each page and each dialog has for them."""

from functools import partial
from typing import TYPE_CHECKING, Any

from collabtui.widgets.notice_line import NoticeLine

if TYPE_CHECKING:
    from textual.app import App

    from collabtui.session.notices import NoticeLog, Severity

SECONDS = 5.0
"""For which a notice is shown that names no time of its own."""


def show_notice(app: "App[Any]", log: "NoticeLog", text: str, severity: "Severity", seconds: float | None) -> None:
    notice = log.add(text, severity)
    show_latest(app)
    if severity != "error":
        app.set_timer(seconds or SECONDS, partial(_expire, app, log, notice))


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


def _expire(app: "App[Any]", log: "NoticeLog", notice: Any) -> None:
    if log.expire(notice):
        show_latest(app)
