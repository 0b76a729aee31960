"""The store on SQLite: all that is this engine's own. `sqlite_store` is the door."""
