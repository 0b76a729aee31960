"""All that opens from every page: the palette (ctrl+p), help on keys, search, undo (`undo_keys`), notices."""
