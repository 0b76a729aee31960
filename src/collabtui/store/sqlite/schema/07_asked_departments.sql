-- What a matter asks of its departments, and the changes that they are asked their opinion on.

ALTER TABLE matter ADD COLUMN asked TEXT;

CREATE TABLE change (
    id INTEGER PRIMARY KEY,
    ref TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    matter TEXT NOT NULL,
    kind TEXT NOT NULL,
    what TEXT NOT NULL,
    reason TEXT NOT NULL,
    impact TEXT NOT NULL,
    wanted TEXT,
    departments TEXT NOT NULL,
    opinions TEXT NOT NULL,
    state TEXT NOT NULL,
    asked_at TEXT,
    decision TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    decided_at TEXT,
    raised_by TEXT NOT NULL,
    raised_at TEXT NOT NULL
) STRICT;
CREATE INDEX change_by_matter ON change (matter);
CREATE INDEX change_by_state ON change (state);
CREATE VIRTUAL TABLE change_text USING fts5 (text, columnsize = 0, tokenize = 'unicode61 remove_diacritics 2');

ALTER TABLE outgoing ADD COLUMN matter TEXT;
ALTER TABLE outgoing ADD COLUMN department TEXT;
ALTER TABLE outgoing ADD COLUMN change TEXT;
CREATE INDEX outgoing_by_matter ON outgoing (matter);
CREATE INDEX outgoing_by_change ON outgoing (change);
