"""Reports of the mail worker, shown by the app: a page follows it at once, a person is told what he has to know."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from collabtui.screens.frame.notice_display import show_news
from collabtui.screens.frame.page import Page

if TYPE_CHECKING:
    from textual.app import App

    from collabtui.errors import CollabError
    from collabtui.session.mail_health import MailHealth
    from collabtui.session.notices import NoticeLog
    from collabtui.session.store_session import Session
    from collabtui.text.catalogue import Catalogue
    from collabtui.worker.watch_loop import WatchEvent

TAKE_OVER = 20.0
"""Seconds between two looks at whether another worker still does the mail: who quits leaves it to those who stay."""


class WorkerReports:
    """Of one app. `start` begins to work where nobody else does."""

    def __init__(
        self,
        app: "App[Any]",
        session: "Session",
        mail: "MailHealth",
        words: "Catalogue",
        notices: "NoticeLog",
        start: Callable[[], object],
    ) -> None:
        self._app, self._start, self._notices = app, start, notices
        self._session, self._mail, self._words = session, mail, words
        self.outside: Callable[[str], object] = lambda _: None
        """Tells whoever looks elsewhere."""

    def reported(self, event: "WatchEvent") -> None:
        """Shown on the page at once: it need not wait for its next look."""
        from collabtui.screens.shell.mail_reports import report_event

        self._mail.is_done_elsewhere = False
        if isinstance(self._app.screen, Page):
            self._app.screen.refresh_if_changed()
        if event.kind == "lost" and event.error:
            self.failed(event.error)
        report_event(self._session, self._mail, self._words, event, self._tell)

    def _tell(self, notice: str) -> None:
        """Also to whoever looks elsewhere, if that was chosen."""
        show_news(self._app, self._notices, notice)
        self.outside(notice)

    def failed(self, error: "CollabError") -> None:
        from collabtui.screens.shell.mail_reports import OF_ANOTHER, keep_trouble

        self._mail.is_done_elsewhere = error.key in OF_ANOTHER
        if error.key in OF_ANOTHER:
            self._app.set_timer(TAKE_OVER, lambda: self._start())
        elif trouble := keep_trouble(self._mail, self._words, error):
            self._app.notify(trouble, severity="warning", markup=False)
            self.outside(trouble)
