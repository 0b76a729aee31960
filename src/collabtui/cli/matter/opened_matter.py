"""A matter that is about to be shown: where roles count, few may be allowed to see it."""

from collabtui.cli.base.context import Context


def opened_matter(context: Context, typed: str) -> str:
    """The ref of the matter that a ref or a title means. Raises `Unknown` (matter.unknown), `Refused`
    (permission.closed)."""
    from collabtui.store.queries.lookup import matter_ref
    from collabtui.store.queries.row_reader import roles_count

    ref = matter_ref(context.reader, typed)
    if roles_count(context.reader):
        from collabtui.lifecycle.access.role_grants import open_matter

        open_matter(context.acting(), ref)
    return ref
