"""The six things that a screen may ask for. Screens know these and never the app."""

from collections.abc import Callable
from datetime import datetime

from collabtui.home import Home
from collabtui.session.draft_files import DraftFiles
from collabtui.session.mail_health import MailHealth
from collabtui.session.notices import NoticeLog
from collabtui.session.put_aside import PutAside
from collabtui.session.store_session import Session
from collabtui.text.catalogue import Catalogue


class Services:
    """One per app. What needs one of the six only is given that one."""

    def __init__(self, home: Home, clock: Callable[[], datetime], words: Catalogue, acting_name: str = "") -> None:
        self.session = Session(home, clock, acting_name)
        self.mail = MailHealth()
        self.words = Catalogue(words.locale, "screens", lambda: self.session.today)
        """Stays the same for as long as the app runs, in whichever language it speaks."""
        self.drafts = DraftFiles(home.drafts, acting_name)
        self.aside = PutAside(self.drafts)
        self.notices = NoticeLog(clock)

    def close(self) -> None:
        self.session.close()
        self.drafts.close()
