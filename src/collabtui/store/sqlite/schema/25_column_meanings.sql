-- What columns of teams' tables mean, as somebody has said once.

CREATE TABLE column_meaning (
    id INTEGER PRIMARY KEY,
    ref TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    name TEXT NOT NULL,
    field TEXT NOT NULL,
    at TEXT NOT NULL,
    "by" TEXT NOT NULL,
    withdrawn INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX column_meaning_by_name ON column_meaning (name);
