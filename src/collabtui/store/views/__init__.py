"""What a list or a screen shows, one query each, as plain rows. One module a noun; import the one that is needed.

Start-up reads only through here, so nothing here imports pydantic, sqlite-utils or the models (a test looks). The keys
of the rows are those of PRODUCT section 3, in its order: `--json` prints them as they are. Dates are ISO text, instants
ISO text with offset, what is unknown is None.

Every view takes a reader, a read-only connection (`reader.open_reader`): it never waits for a writer, and a writer
never for it.
"""
