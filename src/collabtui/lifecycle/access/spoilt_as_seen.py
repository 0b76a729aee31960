"""Errors that name a record which cannot be read, as who acts may have them: of a matter that he may not see he learns
that there is one, and who can put it right."""

from collections.abc import Sequence

from collabtui.errors import CollabError, UnreadableRecord
from collabtui.lifecycle.access.hidden_matters import matters_about
from collabtui.lifecycle.access.reading_rights import rights_of
from collabtui.lifecycle.base.acting import Acting


def as_seen(acting: Acting, error: CollabError) -> CollabError:
    """The same error, but for a record of a matter that is hidden from him."""
    ref = error.values.get("ref")
    if not isinstance(error, UnreadableRecord) or not ref:
        return error
    try:
        names = who_sees_it_instead(acting, str(ref))
    except CollabError:  # what says who sees it cannot be read, either
        return UnreadableRecord("unreadable.closed", names=(acting.config.organiser.name,))
    return error if names is None else UnreadableRecord("unreadable.closed", names=names)


def who_sees_it_instead(acting: Acting, ref: str) -> Sequence[str] | None:
    """Names of those who see the matter of a record; None where he himself does, or no roles count."""
    rights = rights_of(acting.store, acting.config, acting.actor)
    if rights is None:
        return None
    closed = (one for one in matters_about(acting.store, ref) if not rights.may_see(one))
    matter = next(closed, None)
    return None if matter is None else rights.who_sees(matter)
