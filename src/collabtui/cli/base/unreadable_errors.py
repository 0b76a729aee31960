"""Errors of records that cannot be read, on the command line: none is named to who may not see it."""

from collabtui.cli.base.context import Context
from collabtui.errors import CollabError, UnreadableRecord


def error_as_seen(context: Context, error: CollabError) -> CollabError:
    """As who acts may have it. Raises what opening the database raises."""
    if not isinstance(error, UnreadableRecord) or not context.has_database:
        return error
    from collabtui.domain.via import COMMAND
    from collabtui.lifecycle.access.spoilt_as_seen import as_seen

    return as_seen(context.workspace.as_user(COMMAND), error)


def warn_of_error(context: Context, error: CollabError) -> None:
    """Its sentence beside the output."""
    seen = error_as_seen(context, error)
    context.warn(seen.key, **seen.values)
