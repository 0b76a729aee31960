"""The shapes of the rows that queries return, as TypedDicts: what `--json` prints, key by key. One module a noun.

Days are ISO dates, instants ISO 8601 with an offset, in UTC and to the second where nothing else is said. Import them
under `TYPE_CHECKING` where start-up counts: they cost a list nothing then.
"""
