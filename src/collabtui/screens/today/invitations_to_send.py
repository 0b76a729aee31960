"""Invitations that are to go out once more, as Today reads them: after its first frame, by whole records."""

from typing import TYPE_CHECKING

from collabtui.errors import CollabError

if TYPE_CHECKING:
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.lifecycle.due.for_facilitator.owed_invitations import OwedInvitation
    from collabtui.session.store_session import Session


async def to_send_again(session: "Session") -> "list[OwedInvitation]":
    """Empty where it cannot be read: the page says so itself."""
    if not session.configured:
        return []

    def found(acting: "Acting") -> "list[OwedInvitation]":
        from collabtui.lifecycle.due.for_facilitator.owed_invitations import owed_invitations

        return owed_invitations(acting.visible, acting)

    try:
        return await session.run_command(found)
    except CollabError:
        return []
