"""`collabtui doctor --repair REF`: one record that cannot be read, put right."""

from collabtui.cli.base.context import Context


def repair(context: Context, ref: str | None, *, clear: bool) -> int:
    """Raises `Usage` (usage.missing_for) where no record is named, and as `put_back` and `clear`."""
    from collabtui.cli.base.grammar import Usage
    from collabtui.lifecycle.backup import repair_record
    from collabtui.lifecycle.backup.records_set_aside import note_set_aside
    from collabtui.lifecycle.backup.way_back import folder_named

    if ref is None:
        raise Usage("usage.no_value", prog="collabtui doctor", option="--repair")
    acting = context.acting()
    if clear:
        done = repair_record.clear(acting, ref)
    else:
        copies = context.home.automatic_copies(folder_named(context.raw_config))
        done = repair_record.put_back(acting, copies, ref)
    note_set_aside(context.workspace, ())  # the screens need not pass it over any more
    waited = _read_what_waited(context)
    if context.options.json:
        context.show([{**one.row._asdict(), "source": one.source} for one in done])
    else:
        for one in done:
            context.say(f"unreadable.{one.source}", ref=one.row.ref, field=one.row.field, path=str(one.copy or ""))
        if waited:
            context.say("unreadable.read_again", n=waited)
    return 0


def _read_what_waited(context: Context) -> int:
    """The number of mails. Where another record cannot be read they wait for that one."""
    from collabtui.errors import UnreadableRecord
    from collabtui.lifecycle.backup.mails_read_again import read_what_waited

    try:
        return read_what_waited(context.acting())
    except UnreadableRecord:
        return 0
