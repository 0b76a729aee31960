"""Restricted matters that were read on the page, where roles count: the trail keeps by whom."""

from contextlib import suppress

from collabtui.errors import Refused
from collabtui.screens.matters.sections.section_kind import MatterData
from collabtui.session.store_session import Session
from collabtui.store.queries.row_reader import roles_count


class NotedReadings:
    """Of one page: each matter once as long as it is open. Who may not read it sees nothing of it
    (`session.own_rights`), so nothing is to be noted."""

    def __init__(self) -> None:
        self._noted: set[str] = set()

    async def note(self, session: Session, data: MatterData | None) -> None:
        if data is None or not data.row["confidential"] or data.row["ref"] in self._noted:
            return
        if not roles_count(session.reader):
            return
        ref = data.row["ref"]
        self._noted.add(ref)
        from collabtui.lifecycle.access.role_grants import open_matter

        with suppress(Refused):
            await session.run_command(lambda acting: open_matter(acting, ref))
